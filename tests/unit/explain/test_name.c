/* Names read and spelled. */
#include "explain/scene.h"

#include <stdio.h>

static struct scene scene;
static struct gr_err err;

static bool same(const struct gri_asked *a, const struct gri_asked *b)
{
    const struct gri_quantity *p = &a->of, *q = &b->of;
    bool of = p->what == q->what && p->whole == q->whole && p->made == q->made &&
              p->layer == q->layer && p->row == q->row && p->unit == q->unit &&
              p->sample == q->sample && p->epoch == q->epoch && p->iteration == q->iteration;
    p = &a->by, q = &b->by;
    return of && a->derivative == b->derivative && p->what == q->what && p->whole == q->whole &&
           p->made == q->made && p->layer == q->layer && p->row == q->row && p->unit == q->unit;
}

static void make(size_t depth, const size_t *sizes, bool bias)
{
    struct gri_random random;
    struct kind kind = {.depth = depth, .bias = bias, .loss = GRI_MSE, .rows = 3};
    gri_random_seed(&random, 5, 0);
    for (size_t l = 0; l <= depth; l++)
        kind.sizes[l] = sizes[l];
    for (size_t l = 0; l < depth; l++)
        kind.activations[l] = l + 1 < depth ? GRI_TANH : GRI_LINEAR;
    scene.problem = problem_draw(&random, &kind);
    scene_open(&scene, NULL);
}

static size_t names_read;

/* The name reads, and spelled in either style reads as the same again. */
static void ck_assert_reads_back(const char *name)
{
    struct gri_asked asked = scene_asked(&scene, name);
    static const enum gri_style styles[] = {GRI_ASCII, GRI_TEXT};
    for (size_t n = 0; n < 2; n++) {
        struct gri_text text;
        struct gri_symbol symbol = {.asked = asked};
        gri_text_init(&text);
        gri_name_spell(&scene.view, &symbol, false, styles[n], &text);
        struct gri_asked again = scene_asked(&scene, text.at);
        ck_assert_msg(same(&asked, &again), "%s, spelled %s", name, text.at);
        gri_text_clear(&text);
    }
    names_read++;
}

static void check_name(void *user, const char *name)
{
    char more[160];
    struct gri_asked asked = scene_asked(&scene, name);
    (void)user;
    ck_assert_reads_back(name);
    struct gri_symbol symbol = {.asked = asked};
    struct gri_text text;
    gri_text_init(&text);
    gri_name_spell(&scene.view, &symbol, false, GRI_ASCII, &text);
    ck_assert_str_eq(text.at, name); /* there is one spelling */
    gri_text_clear(&text);
    static const char *const endings[] = {"@1", "@1.1", "[2]", "[2]@1", "@1[2]", "[3]@1.1"};
    bool sampled = asked.derivative || gri_quantity_per_sample(&asked.of) ||
                   asked.of.what == GRI_Q_LOSS;
    for (size_t n = 0; n < (sampled ? 6 : 2); n++) {
        snprintf(more, sizeof more, "%s%s", name, endings[n]);
        ck_assert_reads_back(more);
    }
}

START_TEST(every_name_reads_back_to_itself)
{
    static const struct {
        size_t depth, sizes[5];
        bool bias;
    } nets[] = {{2, {2, 2, 1}, true},  {1, {1, 1}, false},         {3, {2, 3, 2, 1}, true},
                {2, {3, 4, 3}, false}, {4, {2, 3, 4, 3, 2}, true}, {2, {12, 11, 10}, true},
                {1, {5, 3}, true}};
    for (size_t n = 0; n < gri_notation_count * sizeof nets / sizeof *nets; n++) {
        size_t net = n / gri_notation_count;
        make(nets[net].depth, nets[net].sizes, nets[net].bias);
        scene.view.notation = gri_notations[n % gri_notation_count];
        names_read = 0;
        gri_notation_each(&scene.view, check_name, NULL);
        ck_assert_uint_gt(names_read, 3 * 3 * scene.problem.net->parameters);
        scene_close(&scene);
    }
}
END_TEST

static void ck_assert_same_name(const char *name, const char *other)
{
    struct gri_asked a = scene_asked(&scene, name), b = scene_asked(&scene, other);
    ck_assert_msg(same(&a, &b), "%s is not %s", name, other);
}

START_TEST(a_name_may_be_spelled_in_several_ways)
{
    static const char *const ways[][2] = {
        {"h1", "h_1"},
        {"h1", "h₁"},
        {"w5", "w₅"},
        {"w5", "w_5"},
        {"yhat", "y_hat"},
        {"yhat", "ŷ"},
        {"yhat", "y\xcc\x82"},
        {"alpha", "α"},
        {"w5_new", "w5new"},
        {"w5_new", "w_5_new"},
        {"w5_new", "w₅_new"},
        {"dMSE/dw5", "∂MSE/∂w5"},
        {"dMSE/dw5", "dL/dw5"},
        {"dMSE/dw5", "dloss/dw5"},
        {"dMSE/dw5", "dE/dw_5"},
        {"MSE", "L"},
        {"MSE", "loss"},
        {"MSE", "E"},
        {"dyhat/dh1", "∂ŷ/∂h₁"},
        {"h1[2]@1", "h1@1[2]"},
        {"yhat[3]", "ŷ[3]"},
        {"yhat", "yhat1"},
        {"y", "y1"},
        {"e", "e1"},
        {"Yhat", "Ŷ"},
        {"x1", "x₁"},
        {"dMSE/dw5[1]", "∂MSE/∂w₅[1]"},
    };
    make(2, (size_t[]){2, 2, 1}, true);
    for (size_t n = 0; n < sizeof ways / sizeof *ways; n++)
        ck_assert_same_name(ways[n][0], ways[n][1]);
    scene_close(&scene);
}
END_TEST

START_TEST(what_the_indices_mean)
{
    make(2, (size_t[]){2, 3, 1}, true);
    struct gri_asked asked = scene_asked(&scene, "w8");
    ck_assert(asked.of.what == GRI_Q_WEIGHT && asked.of.layer == 1 && asked.of.row == 1 &&
              asked.of.unit == 0);
    asked = scene_asked(&scene, "w3"); /* w1 w2 w3 lead from x1 */
    ck_assert(asked.of.layer == 0 && asked.of.row == 0 && asked.of.unit == 2);
    asked = scene_asked(&scene, "b4");
    ck_assert(asked.of.what == GRI_Q_BIAS && asked.of.layer == 1 && asked.of.unit == 0);
    asked = scene_asked(&scene, "W[2]");
    ck_assert(asked.of.what == GRI_Q_WEIGHT && asked.of.whole && asked.of.layer == 1);
    asked = scene_asked(&scene, "H[1][2]");
    ck_assert(asked.of.what == GRI_Q_OUT && asked.of.whole && asked.of.layer == 0 &&
              asked.of.sample == 2);
    asked = scene_asked(&scene, "dL/dW[1][2]");
    ck_assert(asked.derivative && asked.by.whole && asked.by.layer == 0 && asked.of.sample == 2);
    asked = scene_asked(&scene, "yhat[3]@2.1");
    ck_assert(asked.of.sample == 3 && asked.of.epoch == 2 && asked.of.iteration == 1);
    asked = scene_asked(&scene, "dh1/dz1");
    ck_assert(asked.derivative && asked.of.what == GRI_Q_OUT && asked.by.what == GRI_Q_SUM);
    scene_close(&scene);
}
END_TEST

static double about(const char *text)
{
    return scene_number(&scene, text);
}

START_TEST(names_side_by_side_are_a_product)
{
    scene_lottery(&scene);
    ck_assert(about("x1w1") == 8);
    ck_assert(about("x1 w1 + x2 w3 + b1") == about("h1"));
    ck_assert(about("x1w1+x2w3+b1") == about("h1"));
    ck_assert(about("2x1") == 32);
    ck_assert(about("x1[2] x1[3]") == 16);
    ck_assert(about("(2)x1") == 32);
    ck_assert(about("w5(h1)") == 2 * about("h1"));
    ck_assert(about("-2/3 Σ((yᵢ − ŷᵢ)·h1ᵢ)") == about("-2/3*sum((y-yhat)*h1)"));
    ck_assert(about("sum((y_i - yhat_i)*h1_i)") == about("sum((y-yhat)*h1)"));
    scene_close(&scene);
}
END_TEST

START_TEST(names_can_be_changed_and_swapped)
{
    static const struct gri_rename swapped[] = {
        {"yhat", "y", false}, {"y", "yhat", false}, {"w1", "m", false}, {"MSE", "e", false}};
    scene_lottery(&scene);
    double y = about("y"), yhat = about("yhat"), w1 = about("w1"), loss = about("MSE");
    double gradient = about("dMSE/dw1");
    scene.view.renames = swapped;
    scene.view.rename_count = 4;
    ck_assert(about("yhat") == y && about("y") == yhat && about("m") == w1 && about("e") == loss);
    ck_assert(about("ŷ") == y && about("m_new") != w1 && about("de/dm") == gradient);
    ck_assert_str_eq(
        scene_line(&scene, (struct gri_worked[]){{.name = scene_read(&scene, "m_new")}}), "m_new");
    ck_assert_str_eq(scene_text(&scene, scene_read(&scene, "∂e/∂m[2]"), GRI_TEXT), "∂e/∂m[2]");
    ck_assert_str_eq(scene_text(&scene, scene_read(&scene, "yhat[1] - y[1]"), GRI_TEXT),
                     "ŷ[1] − y[1]");
    ck_assert_str_eq(scene_text(&scene, scene_read(&scene, "e + alpha"), GRI_TEXT), "e + α");
    static const struct gri_rename others[] = {{"loss", "e", false}, {"eta", "rate1", false}};
    scene.view.renames = others; /* of the several names of the loss and the rate, any will do */
    scene.view.rename_count = 2;
    ck_assert_str_eq(scene_text(&scene, scene_read(&scene, "MSE + alpha"), GRI_TEXT), "e + rate1");
    scene.view.renames = swapped;
    scene.view.rename_count = 4;
    const struct gri_expr *expr;
    ck_assert_int_ne(scene_parse(&scene, "w1", &expr, &err), GR_OK); /* that is m now */
    names_read = 0;
    gri_notation_each(&scene.view, check_name, NULL);
    ck_assert_uint_gt(names_read, 50);
    scene_close(&scene);
}
END_TEST

static const struct {
    const char *text;
    enum gr_status status;
    size_t column;
    const char *message;
} wrong[] = {
    {"h9", GR_E_NAME, 1, "there is no h9; this network has h1 to h2"},
    {"1 + h9", GR_E_NAME, 5, "there is no h9; this network has h1 to h2"},
    {"h0", GR_E_NAME, 1, NULL},
    {"h99999999999999999999999", GR_E_NAME, 1, NULL},
    {"yhat2", GR_E_NAME, 1, "there is no yhat2; this network has yhat1 only"},
    {"w5[7]", GR_E_RANGE, 4,
     "this is the same for every sample, so it takes no index; w5@2 is that of epoch 2"},
    {"h1[99]", GR_E_RANGE, 4, "there is no sample 99; the data have 3"},
    {"2*h1[4]", GR_E_RANGE, 6, "there is no sample 4; the data have 3"},
    {"h1[1][2]", GR_E_RANGE, 7, "one index too many"},
    {"ŷ[9]", GR_E_RANGE, 4, "there is no sample 9; the data have 3"},
    {"W[9]", GR_E_RANGE, 3, "the layers of this network are 1 to 2"},
    {"W[0]", GR_E_RANGE, 3, "the layers of this network are 1 to 2"},
    {"h1[0]", GR_E_NAME, 4, NULL},
    {"h1[", GR_E_NAME, 4, NULL},
    {"h1[x]", GR_E_NAME, 4, NULL},
    {"w5@0", GR_E_NAME, 4, NULL},
    {"w5@1.0", GR_E_NAME, 4, NULL},
    {"w5@99999999999999999999999", GR_E_NAME, 4, NULL},
    {"h1new", GR_E_NAME, 3, "only a weight or a bias has a new value, as in w1_new"},
    {"dL/dh9", GR_E_NAME, 5, "there is no h9; this network has h1 to h2"},
    {"dL/dw77", GR_E_NAME, 5, "there is no w77; this network has w1 to w6"},
};

START_TEST(a_name_that_stands_for_nothing_is_an_error_with_its_place)
{
    const struct gri_expr *expr;
    scene_lottery(&scene);
    for (size_t n = 0; n < sizeof wrong / sizeof *wrong; n++) {
        enum gr_status status = scene_parse(&scene, wrong[n].text, &expr, &err);
        ck_assert_msg(status == wrong[n].status, "%s: %d, %s", wrong[n].text, (int)status,
                      err.message);
        ck_assert_msg(err.column == wrong[n].column, "%s: column %zu", wrong[n].text, err.column);
        if (wrong[n].message != NULL)
            ck_assert_str_eq(err.message, wrong[n].message);
        else
            ck_assert_uint_gt(strlen(err.message), 10);
    }
    scene_close(&scene);
}
END_TEST

START_TEST(a_moment_that_has_not_run_is_an_error)
{
    static const char *const names[] = {"h1@99", "w5@99", "MSE@99", "MSE@2", "h1@1.2", "w5@1.2"};
    scene_lottery(&scene);
    for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
        double number;
        const struct gri_expr *expr = scene_read(&scene, names[n]);
        ck_assert_msg(gri_evaluate_number(expr, &scene.scope, &scene.arena, &number, &err) ==
                          GR_E_RANGE,
                      "%s", names[n]);
        ck_assert_uint_eq(err.column, 1);
    }
    scene_go(&scene, 1);
    ck_assert(about("w5@2") == about("w5_new@1")); /* as soon as epoch 1 is over */
    scene_close(&scene);
}
END_TEST

START_TEST(without_a_network_names_say_so)
{
    struct gri_hyper hyper = plain_hyper(GRI_MSE);
    static const char *const names[] = {"h1", "w5", "W[1]", "MSE", "dL/dw1", "yhat[3]"};
    scene.view = (struct gri_view){.hyper = &hyper, .notation = gri_notation_find("flat")};
    scene.scope = gri_view_scope(&scene.view);
    gri_arena_init(&scene.arena, 1 << 20);
    for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
        const struct gri_expr *expr = NULL;
        ck_assert_int_eq(scene_parse(&scene, names[n], &expr, &err), GR_E_STATE);
        ck_assert_ptr_nonnull(strstr(err.message, "there is no network yet"));
    }
    gri_arena_clear(&scene.arena);
}
END_TEST

START_TEST(garbage_is_no_name)
{
    static const char *const texts[] = {"",   "q",   "foo",  "\xff\xfe", "d",   "d/d",
                                        "dL", "dL/", "dL/d", "dL/q",     "[1]", "@1",
                                        "_i", "new", "h",    "w",        "x"};
    scene_lottery(&scene);
    for (size_t n = 0; n < sizeof texts / sizeof *texts; n++) {
        const struct gri_symbol *symbol;
        size_t used = 99;
        enum gr_status status = gri_name_resolve(&scene.view, &scene.arena, texts[n],
                                                 strlen(texts[n]), &symbol, &used, &err);
        ck_assert_msg(status == GR_OK ? used == 0 || strncmp(texts[n], "dL", 2) == 0
                                      : status == GR_E_NAME,
                      "%s", texts[n]);
    }
    scene_close(&scene);
}
END_TEST

/* TeX refuses a second thing above a name that has one. */
START_TEST(a_new_value_has_its_word_above_in_every_notation)
{
    make(2, (size_t[]){2, 2, 1}, true);
    for (size_t n = 0; n < gri_notation_count; n++) {
        struct gri_symbol symbol = {.asked = scene_asked(&scene, "w1_new")};
        struct gri_text text;
        gri_text_init(&text);
        scene.view.notation = gri_notations[n];
        gri_name_spell(&scene.view, &symbol, false, GRI_LATEX, &text);
        const char *above = strchr(text.at, '^'), *word = strstr(text.at, "^{\\mathrm{new}}");
        ck_assert_msg(word != NULL && (above == word || (text.at[0] == '{' && word[-1] == '}')),
                      "%s: %s", gri_notations[n]->name, text.at);
        gri_text_clear(&text);
        scene.view.notation = gri_notation_find("flat");
    }
    scene_close(&scene);
}
END_TEST

START_TEST(below_the_letter_stands_all_of_a_neurons_name)
{
    static const char *const rows[][2] = {{"w1_12", "w_{1,12}"},
                                          {"w3y", "w_{3y}"},
                                          {"by", "b_{y}"},
                                          {"n3", "n_{3}"},
                                          {"w3y_new", "{w_{3y}}^{\\mathrm{new}}"}};
    make(2, (size_t[]){2, 10, 1}, true);
    scene.view.notation = gri_notation_find("neuron");
    for (size_t n = 0; n < sizeof rows / sizeof *rows; n++) {
        struct gri_symbol symbol = {.asked = scene_asked(&scene, rows[n][0])};
        struct gri_text text;
        gri_text_init(&text);
        gri_name_spell(&scene.view, &symbol, false, GRI_LATEX, &text);
        ck_assert_str_eq(text.at, rows[n][1]);
        gri_text_clear(&text);
    }
    scene_close(&scene);
}
END_TEST

SUITE("explain/name", every_name_reads_back_to_itself, a_name_may_be_spelled_in_several_ways,
      what_the_indices_mean, names_side_by_side_are_a_product, names_can_be_changed_and_swapped,
      a_name_that_stands_for_nothing_is_an_error_with_its_place,
      a_moment_that_has_not_run_is_an_error, a_new_value_has_its_word_above_in_every_notation,
      below_the_letter_stands_all_of_a_neurons_name, without_a_network_names_say_so,
      garbage_is_no_name)
