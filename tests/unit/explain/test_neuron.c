/* The neuron's table adds up to what training computes. */
#include "explain/scene.h"

static struct scene scene;
static struct gr_err err;

static const struct gri_table *neuron(const char *name)
{
    scene_turn(&scene);
    struct gri_asked asked = scene_asked(&scene, name);
    must(gri_explain_neuron(&scene.view, &scene.page, &asked, &err), &err);
    ck_assert(!scene.page.failed && scene.page.first->kind == GRI_TABLE);
    return scene.page.first->table;
}

static void refused(const char *name)
{
    scene_turn(&scene);
    struct gri_asked asked = scene_asked(&scene, name);
    ck_assert_int_eq(gri_explain_neuron(&scene.view, &scene.page, &asked, &err), GR_E_NAME);
}

START_TEST(it_is_the_table_of_the_slides)
{
    static const double parameters[] = {0.5398, -0.5377, 0.3111, -0.1321}, row[] = {1, 2, 3, 1};
    scene_set(&scene, (size_t[]){3, 1}, 1, (enum gri_activation[]){GRI_LINEAR}, true, GRI_MSE,
              parameters, row, 1);
    const struct gri_table *table = neuron("yhat");
    static const double last[] = {0.5398, -1.0754, 0.9333, 0.3977, 0, 0.2656};
    ck_assert_uint_eq(table->rows, 6);
    for (size_t i = 0; i < 6; i++)
        if (i != 4)
            ck_assert_double_eq_tol(table->row[i][4].number, last[i], 1e-12);
    ck_assert_double_eq(table->row[4][1].number, -0.1321); /* the bias */
    ck_assert_str_eq(table->row[3][0].text, "total");
    ck_assert_str_eq(table->row[5][0].text, "total + bias");
    ck_assert_str_eq(table->title, "sample 1");
    scene_close(&scene);
}
END_TEST

/* The numbers in the last column: products, their sum k, z, h. */
START_TEST(products_add_up_in_every_network)
{
    struct gri_random random;
    gri_random_seed(&random, 5, 0);
    for (int activation = 0; activation < GRI_ACTIVATIONS; activation++)
        for (int bias = 0; bias < 2; bias++) {
            struct kind kind = {.depth = 2,
                                .sizes = {3, 4, 2},
                                .activations = {(enum gri_activation)activation, GRI_LINEAR},
                                .bias = bias == 1,
                                .rows = 3};
            bool given[64] = {0};
            double sum = 0;
            scene.problem = problem_draw(&random, &kind);
            scene_open(&scene, given);
            double z = scene_number(&scene, "z2[3]"), h = scene_number(&scene, "h2[3]");
            const struct gri_table *table = neuron("h2[3]");
            ck_assert_uint_eq(table->rows, 4u + 2u * (bias == 1) + (activation != GRI_LINEAR));
            for (size_t i = 0; i < 3; i++)
                sum += table->row[i][4].number;
            ck_assert_double_eq_tol(table->row[3][4].number, sum, 1e-12);
            ck_assert_double_eq(table->row[3 + 2 * bias][4].number, z);
            ck_assert_double_eq(table->row[table->rows - 1][4].number, h);
            if (bias == 1)
                ck_assert_double_eq_tol(sum + table->row[4][1].number, z, 1e-12);
            ck_assert_str_eq(table->title, "sample 3");
            scene_close(&scene);
        }
}
END_TEST

START_TEST(only_units_have_a_table)
{
    scene_lottery(&scene);
    refused("w1");
    refused("loss");
    refused("dyhat/dw1");
    refused("H[1]");
    refused("x1");
    scene_close(&scene);
}
END_TEST

SUITE("explain/neuron", it_is_the_table_of_the_slides, products_add_up_in_every_network,
      only_units_have_a_table)
