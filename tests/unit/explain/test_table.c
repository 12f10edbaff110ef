/* The slide's table, the table of partials, the matrix form. */
#include "explain/scene.h"

static struct scene scene;
static struct gr_err err;

static const struct gri_table *table_of_page(void)
{
    ck_assert(!scene.page.failed);
    ck_assert(scene.page.first->kind == GRI_TABLE);
    return scene.page.first->table;
}

static const struct gri_table *slide_table(void)
{
    scene_turn(&scene);
    must(gri_explain_table(&scene.view, &scene.page, &err), &err);
    return table_of_page();
}

static size_t filled(const struct gri_table *table, size_t row)
{
    size_t count = 0;
    for (size_t k = 0; k < table->columns; k++)
        count += table->row[row][k].kind == GRI_CELL_NUMBER;
    return count;
}

START_TEST(the_table_of_the_deck)
{
    static const char *const headers[] = {"x1", "x2", "y", "h1", "h2", "ŷ", "y − ŷ"};
    static const double numbers[3][8] = {{1, 16, 4, 98, 12.4, 5.2, 43.4, 54.6},
                                         {2, 1, 4, 81, 4.9, 9.7, 41.9, 39.1},
                                         {3, 16, 3, 26, 12.3, 3.2, 37.2, -11.2}};
    scene_lottery(&scene);
    scene.view.cursor.stage = 3;
    const struct gri_table *table = slide_table();
    ck_assert(table->columns == 8 && table->rows == 3);
    ck_assert_str_eq(table->header[0].text, "i");
    for (size_t k = 0; k < 7; k++)
        ck_assert_str_eq(scene_text(&scene, table->header[k + 1].expr, GRI_TEXT), headers[k]);
    for (size_t i = 0; i < 3; i++)
        for (size_t k = 0; k < 8; k++)
            ck_assert_double_eq_tol(table->row[i][k].number, numbers[i][k], 1e-12);
    scene.view.yhat_minus_y = true;
    table = slide_table();
    ck_assert_str_eq(scene_text(&scene, table->header[7].expr, GRI_TEXT), "ŷ − y");
    ck_assert_double_eq_tol(table->row[2][7].number, 11.2, 1e-12);
    scene_close(&scene);
}
END_TEST

START_TEST(the_table_fills_as_the_cursor_moves)
{
    static const size_t after[] = {4, 5, 6, 7, 8, 8}; /* h1 h2 yhat e, the square of it */
    struct gri_line line;
    scene_lottery(&scene);
    for (size_t step = 0; step <= 16; step++) {
        const struct gri_table *table = slide_table();
        for (size_t i = 0; i < 3; i++) {
            size_t should = step >= 5 * (i + 1) ? 8 : step <= 5 * i ? 4 : after[step - 5 * i];
            ck_assert_msg(filled(table, i) == should, "row %zu after %zu lines: %zu", i, step,
                          filled(table, i));
        }
        must(gri_cursor_step(&scene.view.cursor, scene.timeline, &line, &err), &err);
    }
    scene_close(&scene);
}
END_TEST

/* A table of partials whose rows multiply to the share and add up to the gradient. */
static void check_partials(size_t parameter)
{
    struct gri_asked asked = {.of = gri_explain_parameter(scene.problem.net, parameter)};
    struct gri_asked gradient = {{.what = GRI_Q_LOSS}, true, asked.of};
    double whole, sum = 0;
    scene_turn(&scene);
    must(gri_explain_partials(&scene.view, &scene.page, &asked, &err), &err);
    must(gri_view_number(&scene.view, &scene.arena, &gradient, GRI_NO_ROW, &whole, &err), &err);
    if (scene.page.first->kind == GRI_WORKED)
        return;
    const struct gri_table *table = table_of_page();
    size_t last = table->columns - 1, rows = scene.problem.data->rows;
    ck_assert_uint_eq(table->rows, rows + 1);
    for (size_t i = 0; i < rows; i++) {
        double product = 1, share = table->row[i][last].number;
        for (size_t k = 1; k < last; k++)
            product *= table->row[i][k].number;
        ck_assert_double_eq_tol(product, share, 1e-9 * fmax(1, fabs(share)));
        ck_assert(table->row[i][0].number == (double)(i + 1));
        sum += share;
    }
    ck_assert_uint_eq(table->totals, 1);
    ck_assert_str_eq(table->row[rows][0].text, "sum");
    ck_assert_double_eq_tol(table->row[rows][last].number, sum, 1e-9 * fmax(1, fabs(sum)));
    ck_assert(table->row[rows][last].number == whole);
}

START_TEST(partials_multiply_to_the_share_and_add_up_to_the_gradient)
{
    struct gri_random random;
    struct kind kind;
    size_t tables = 0;
    gri_random_seed(&random, 41, 0);
    for (size_t number = 0; kind_at(&random, &number, &kind);
         number += gri_random_below(&random, 120)) {
        for (size_t l = 0; l <= kind.depth; l++)
            kind.sizes[l] = kind.sizes[l] > 3 ? 3 : kind.sizes[l];
        scene.problem = problem_draw(&random, &kind);
        scene_open(&scene, NULL);
        scene.view.yhat_minus_y = gri_random_below(&random, 2) == 0;
        for (size_t p = 0; p < scene.problem.net->parameters; p++, tables++)
            check_partials(p);
        scene_close(&scene);
    }
    ck_assert_uint_gt(tables, 200);
}
END_TEST

START_TEST(partials_belong_to_a_parameter)
{
    static const char *const names[] = {"h1", "dyhat/dw1", "W[1]", "MSE", "dL/dh1"};
    scene_lottery(&scene);
    for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
        struct gri_asked asked = scene_asked(&scene, names[n]);
        ck_assert_msg(gri_explain_partials(&scene.view, &scene.page, &asked, &err) == GR_E_NAME,
                      "%s", names[n]);
    }
    scene_close(&scene);
}
END_TEST

static struct gri_value worth(const struct gri_expr *expr)
{
    struct gri_value value;
    must(gri_evaluate(expr, &scene.scope, &scene.arena, &value, &err), &err);
    return value;
}

/* Every form of every line of the matrix page is worth the same, and what the net computed. */
static void check_matrix(bool all)
{
    scene_turn(&scene);
    must(gri_explain_matrix(&scene.view, &scene.page, all, &err), &err);
    ck_assert(!scene.page.failed);
    size_t lines = 0;
    for (const struct gri_block *block = scene.page.first; block != NULL; block = block->next) {
        ck_assert(block->kind == GRI_WORKED);
        const struct gri_worked *worked = block->worked;
        struct gri_value name = worth(worked->name);
        for (const struct gri_step *step = worked->first; step != NULL; step = step->next) {
            struct gri_value value = worth(
                scene_read(&scene, scene_text(&scene, step->expr, GRI_ASCII)));
            bool numbers = step != worked->first;
            ck_assert(value.rows == name.rows && value.cols == name.cols);
            for (size_t n = 0; n < value.rows * value.cols; n++)
                ck_assert_double_eq_tol(value.at[n], name.at[n], numbers ? 1e-6 : 1e-9);
        }
        lines++;
    }
    size_t wanted = 0;
    for (size_t l = 0; l < scene.problem.net->depth; l++)
        wanted += scene.problem.net->layer[l].activation == GRI_LINEAR ? 1 : 2;
    ck_assert_uint_eq(lines, wanted);
}

START_TEST(the_matrix_form_is_worth_the_scalars)
{
    scene_lottery(&scene);
    scene_turn(&scene);
    must(gri_explain_matrix(&scene.view, &scene.page, false, &err), &err);
    ck_assert_str_eq(scene_line(&scene, scene.page.first->worked),
                     "[h1 h2] = [x1 x2] × [w1 w2; w3 w4] + [b1 b2] = "
                     "[16 4] × [0.5 −0.3; 0.1 2] + [4 2] = "
                     "[(16)(0.5) + (4)(0.1), (16)(−0.3) + (4)(2)] + [4 2] = [12.4 5.2]");
    scene.page.digits = 12;
    for (scene.view.cursor.stage = 0; scene.view.cursor.stage < 4; scene.view.cursor.stage++)
        check_matrix(false);
    check_matrix(true);
    scene_close(&scene);
    struct gri_random random;
    struct kind kind;
    gri_random_seed(&random, 43, 0);
    for (size_t number = 0; kind_at(&random, &number, &kind);
         number += gri_random_below(&random, 60)) {
        scene.problem = problem_draw(&random, &kind);
        scene_open(&scene, NULL);
        scene.page.digits = 12;
        check_matrix(false);
        check_matrix(true);
        scene.view.notation = gri_notation_find("neuron");
        check_matrix(false);
        scene_close(&scene);
    }
}
END_TEST

static const char *matrix_line(bool all)
{
    scene_turn(&scene);
    must(gri_explain_matrix(&scene.view, &scene.page, all, &err), &err);
    return scene_line(&scene, scene.page.first->worked);
}

START_TEST(all_samples_have_a_row_each_and_the_biases_too)
{
    scene_lottery(&scene);
    ck_assert_str_eq(matrix_line(true),
                     "H[1] = X × W[1] + b[1] = [16 4; 1 4; 16 3] × [0.5 −0.3; 0.1 2] + [4 2] = "
                     "[8.4 3.2; 0.9 7.7; 8.3 1.2] + [4 2; 4 2; 4 2] = [12.4 5.2; 4.9 9.7; "
                     "12.3 3.2]");
    scene_close(&scene);
}
END_TEST

START_TEST(neurons_have_a_name_for_the_sum_before_the_bias)
{
    scene_lottery(&scene);
    scene.view.notation = gri_notation_find("neuron");
    ck_assert_str_eq(matrix_line(false),
                     "[n3 n4] = [x1 x2] × [w13 w14; w23 w24] + [b3 b4] = [k3 k4] + [b3 b4] = "
                     "[16 4] × [0.5 −0.3; 0.1 2] + [4 2] = [8.4 3.2] + [4 2] = [12.4 5.2]");
    scene_close(&scene);
}
END_TEST

START_TEST(the_table_of_the_loss_ends_in_the_loss)
{
    scene_lottery(&scene);
    scene_turn(&scene);
    must(gri_explain_loss_table(&scene.view, &scene.page, &err), &err);
    const struct gri_table *table = table_of_page();
    double sum = 0;
    ck_assert_uint_eq(table->rows, 5);
    ck_assert_uint_eq(table->totals, 2);
    for (size_t i = 0; i < 3; i++) {
        double y = table->row[i][1].number, p = table->row[i][2].number;
        ck_assert(table->row[i][3].number == y - p);
        ck_assert(table->row[i][4].number == (y - p) * (y - p));
        sum += table->row[i][4].number;
    }
    ck_assert(table->row[3][4].number == sum);
    ck_assert(table->row[4][4].number == scene_number(&scene, "MSE"));
    ck_assert_str_eq(scene_text(&scene, table->row[4][0].expr, GRI_ASCII), "MSE");
    scene_close(&scene);
}
END_TEST

SUITE("explain/table", the_table_of_the_deck, the_table_fills_as_the_cursor_moves,
      partials_multiply_to_the_share_and_add_up_to_the_gradient, partials_belong_to_a_parameter,
      the_matrix_form_is_worth_the_scalars, all_samples_have_a_row_each_and_the_biases_too,
      neurons_have_a_name_for_the_sum_before_the_bias, the_table_of_the_loss_ends_in_the_loss)
