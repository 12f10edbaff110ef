/* Derivatives by the rules of calculus against those of backpropagation. */
#include "explain/derive/derive.h"
#include "explain/scene.h"

static struct scene scene;
static struct gr_err err;

static const struct gri_expr *read_open(struct gri_open *open, const char *text)
{
    const struct gri_expr *expr = NULL;
    struct gri_source source = {text, strlen(text), 0, strlen(text)};
    enum gr_status status = gri_parse(source, false, &open->scope, &scene.arena, &expr, &err);
    ck_assert_msg(status == GR_OK, "%s: %s", text, err.message);
    return expr;
}

static enum gr_status explain(const char *what, const char *by, const char *at)
{
    scene_turn(&scene);
    struct gri_open *open = gri_open_new(&scene.view, &scene.arena);
    ck_assert_ptr_nonnull(open);
    struct gri_task task = {read_open(open, what), read_open(open, by),
                            at != NULL ? read_open(open, at) : NULL};
    err = (struct gr_err){0};
    return gri_explain_derivative(open, &scene.page, &task, &err);
}

/* The last worked line of the page. */
static const struct gri_worked *last_worked(void)
{
    const struct gri_worked *last = NULL;
    for (const struct gri_block *b = scene.page.first; b != NULL; b = b->next)
        last = b->kind == GRI_WORKED ? b->worked : last;
    ck_assert_ptr_nonnull(last);
    return last;
}

/* Its steps on one line, names spelled as the page has them. */
static const char *result(const char *what, const char *by, const char *at)
{
    ck_assert_msg(explain(what, by, at) == GR_OK, "%s: %s", what, err.message);
    ck_assert(!scene.page.failed);
    scene.scope = *scene.page.scope;
    return scene_line(&scene, last_worked());
}

START_TEST(worked_as_on_the_slides)
{
    static const double parameters[] = {0.4, 0.6, 0.5}, row[] = {5, 3, 8};
    scene_set(&scene, (size_t[]){2, 1, 1}, 2, (enum gri_activation[]){GRI_LINEAR, GRI_LINEAR},
              false, GRI_HALF_MSE, parameters, row, 1);
    scene.view.yhat_minus_y = true;
    ck_assert_str_eq(result("E", "w1", NULL),
                     "∂E/∂w1 = 2·((x1·w1 + x2·w2)·w3 − y)·((x1·1 + 0)·w3 − 0)/2 "
                     "= ((x1·w1 + x2·w2)·w3 − y)·x1·w3 "
                     "= (((5)(0.4) + (3)(0.6))(0.5) − 8)(5)(0.5) = −15.25");
    ck_assert_str_eq(result("E", "w3", NULL),
                     "∂E/∂w3 = 2·(h1·w3 − y)·(h1·1 − 0)/2 = (h1·w3 − y)·h1 "
                     "= ((3.8)(0.5) − 8)(3.8) = −23.18");
    ck_assert_str_eq(result("E", "yhat", NULL),
                     "∂E/∂ŷ = 2·(ŷ − y)·(1 − 0)/2 = ŷ − y = 1.9 − 8 = −6.1");
    ck_assert_str_eq(result("E", "z1", NULL), /* linear: z1 is h1 */
                     "∂E/∂h1 = 2·(h1·w3 − y)·(1·w3 − 0)/2 = (h1·w3 − y)·w3 "
                     "= ((3.8)(0.5) − 8)(0.5) = −3.05");
    ck_assert_str_eq(result("E", "w1", "2"),
                     "∂E/∂w1 = 2·((x1·w1 + x2·w2)·w3 − y)·((x1·1 + 0)·w3 − 0)/2 "
                     "= ((x1·w1 + x2·w2)·w3 − y)·x1·w3 "
                     "= (((5)(2) + (3)(0.6))(0.5) − 8)(5)(0.5) = −5.25");
    ck_assert_str_eq(result("(t - 2)^2", "t", "1"),
                     "d/dt (t − 2)² = 2·(t − 2)·(1 − 0) = 2·(t − 2) = 2·(1 − 2) = −2");
    ck_assert_str_eq(result("t*w1", "t", NULL), "d/dt (t·w1) = 1·w1 = w1 = 0.4");
    ck_assert_str_eq(result("t^2*u", "t", "3"), "d/dt (t²·u) = 2·t·u = 2·3·u = 6·u");
    scene_close(&scene);
}
END_TEST

START_TEST(names_of_a_sample_keep_to_it)
{
    scene_lottery(&scene);
    ck_assert_str_eq(result("yhat[2]", "x1", NULL),
                     "∂ŷ/∂x1[2] = (1·w1 + 0 + 0)·w5 + (1·w2 + 0 + 0)·w6 + 0 = w1·w5 + w2·w6 "
                     "= (0.5)(2) + (−0.3)(3) = 0.1");
    ck_assert_str_eq(result("h1[2]", "x1[3]", NULL), "∂/∂x1[3] h1[2] = 0");
    ck_assert_int_eq(explain("loss", "x1", NULL), GR_E_NAME);
    ck_assert_int_eq(explain("loss", "h1", NULL), GR_E_NAME);
    ck_assert_int_eq(explain("loss", "loss", NULL), GR_E_NAME);
    ck_assert_int_eq(explain("loss", "w5new", NULL), GR_E_NAME);
    ck_assert_int_eq(explain("X", "w1", NULL), GR_E_SHAPE);
    ck_assert_int_eq(explain("t", "t*2", NULL), GR_E_SYNTAX);
    scene_close(&scene);
}
END_TEST

/* Every gradient of a network, once by the rules, once as training has it. */
static size_t check_gradients(void)
{
    size_t checked = 0, parameters = scene.problem.net->parameters;
    for (size_t p = 0; p < parameters; p++) {
        struct gri_asked asked = {
            {.what = GRI_Q_LOSS}, true, gri_explain_parameter(scene.problem.net, p)};
        double trained;
        struct gri_text by;
        struct gri_symbol symbol = {.asked = {.of = asked.by}};
        gri_text_init(&by);
        gri_name_spell(&scene.view, &symbol, false, GRI_ASCII, &by);
        ck_assert_msg(explain("loss", by.at, NULL) == GR_OK, "%s", err.message);
        must(gri_view_number(&scene.view, &scene.arena, &asked, GRI_NO_ROW, &trained, &err), &err);
        const struct gri_value *value = last_worked()->value;
        ck_assert_ptr_nonnull(value);
        ck_assert_msg(fabs(value->at[0] - trained) <= 1e-9 * fmax(1, fabs(trained)),
                      "by %s: %.17g, not %.17g", by.at, value->at[0], trained);
        gri_text_clear(&by);
        checked++;
    }
    return checked;
}

START_TEST(every_loss_and_activation_comes_to_the_gradient_of_training)
{
    struct gri_random random;
    size_t checked = 0;
    gri_random_seed(&random, 3, 0);
    for (int loss = 0; loss < GRI_LOSSES; loss++)
        for (int activation = 0; activation < GRI_ACTIVATIONS; activation++) {
            struct kind kind = {.depth = 2,
                                .sizes = {2, 2, 2},
                                .activations = {(enum gri_activation)activation, GRI_LINEAR},
                                .bias = activation % 2 == 0,
                                .loss = (enum gri_loss)loss,
                                .rows = activation == GRI_SIGMOID ? 1 : 3};
            if (gri_losses[loss].partner != GRI_ACTIVATIONS)
                kind.activations[1] = gri_losses[loss].partner;
            bool given[64] = {0};
            scene.problem = problem_draw(&random, &kind);
            scene_open(&scene, given);
            checked += check_gradients();
            scene_close(&scene);
        }
    ck_assert_uint_gt(checked, 300);
}
END_TEST

static const char *expansion(const char *name, size_t depth)
{
    scene_turn(&scene);
    scene.scope = gri_view_scope(&scene.view);
    struct gri_asked asked = scene_asked(&scene, name);
    enum gr_status status = gri_explain_expansion(&scene.view, &scene.page, &asked, depth, &err);
    ck_assert_msg(status == GR_OK, "%s: %s", name, err.message);
    return scene_line(&scene, scene.page.first->worked);
}

START_TEST(formulas_go_down_to_what_is_given)
{
    static const double parameters[] = {0.4, 0.6, 0.5}, row[] = {5, 3, 8};
    scene_set(&scene, (size_t[]){2, 1, 1}, 2, (enum gri_activation[]){GRI_LINEAR, GRI_LINEAR},
              false, GRI_HALF_MSE, parameters, row, 1);
    scene.view.yhat_minus_y = true;
    ck_assert_str_eq(expansion("E", SIZE_MAX), "E = ((x1·w1 + x2·w2)·w3 − y)²/2 = 18.605");
    ck_assert_str_eq(expansion("E", 1), "E = (ŷ − y)²/2 = 18.605");
    ck_assert_str_eq(expansion("E", 2), "E = (h1·w3 − y)²/2 = 18.605");
    ck_assert_str_eq(expansion("w3", SIZE_MAX), "w3 = 0.5");
    scene_close(&scene);
    scene_lottery(&scene);
    ck_assert_str_eq(expansion("loss", SIZE_MAX),
                     "MSE = 1/N·Σ((yᵢ − ((x1ᵢ·w1 + x2ᵢ·w3 + b1)·w5 + (x1ᵢ·w2 + x2ᵢ·w4 + b2)·w6 + "
                     "b3))²) = 1545.14");
    ck_assert_str_eq(expansion("h1[2]", SIZE_MAX), "h1[2] = x1[2]·w1 + x2[2]·w3 + b1 = 4.9");
    scene_close(&scene);
}
END_TEST

START_TEST(what_grows_too_long_is_refused)
{
    struct gri_random random;
    struct kind kind = {.depth = 4,
                        .sizes = {8, 8, 8, 8, 1},
                        .activations = {GRI_TANH, GRI_TANH, GRI_TANH, GRI_LINEAR},
                        .rows = 1};
    bool given[300] = {0};
    gri_random_seed(&random, 4, 0);
    scene.problem = problem_draw(&random, &kind);
    scene_open(&scene, given);
    struct gri_asked asked = scene_asked(&scene, "yhat");
    ck_assert_int_eq(gri_explain_expansion(&scene.view, &scene.page, &asked, SIZE_MAX, &err),
                     GR_E_RANGE);
    ck_assert_int_eq(gri_explain_expansion(&scene.view, &scene.page, &asked, 2, &err), GR_OK);
    scene_close(&scene);
}
END_TEST

SUITE("explain/diff", worked_as_on_the_slides, names_of_a_sample_keep_to_it,
      every_loss_and_activation_comes_to_the_gradient_of_training,
      formulas_go_down_to_what_is_given, what_grows_too_long_is_refused)
