/* Worked lines as text: the decks' own, and the shapes of the chain rule. */
#include "explain/scene.h"
#include "trace/branch.h"

static struct scene scene;
static struct gr_err err;

static void ck_assert_line(const char *name, const char *line)
{
    ck_assert_str_eq(scene_explain(&scene, name), line);
}

static void change(const struct gri_hyper *hyper)
{
    size_t left;
    scene.problem.hyper = *hyper;
    must(gri_timeline_change(scene.timeline, scene.view.cursor.t,
                             &(struct gri_change){.hyper = hyper}, &left, &err),
         &err);
}

static void open_lottery(int rounding)
{
    scene_lottery(&scene);
    struct gri_hyper hyper = scene.problem.hyper;
    hyper.rounding = rounding;
    change(&hyper);
}

START_TEST(the_lottery_deck_is_written_as_on_its_slides)
{
    open_lottery(2);
    ck_assert_line("h1", "h1 = x1·w1 + x2·w3 + b1 = (16)(0.5) + (4)(0.1) + 4 = 12.4");
    ck_assert_line("h2[2]", "h2[2] = x1[2]·w2 + x2[2]·w4 + b2 = (1)(−0.3) + (4)(2) + 2 = 9.7");
    ck_assert_line("yhat", "ŷ = h1·w5 + h2·w6 + b3 = (12.4)(2) + (5.2)(3) + 3 = 43.4");
    ck_assert_line("e", "e = y − ŷ = 98 − 43.4 = 54.6");
    ck_assert_line("MSE", "MSE = 1/N·Σ((yᵢ − ŷᵢ)²) = 1/3 [2981.16 + 1528.81 + 125.44] = 1545.14");
    ck_assert_line("dL/dw1", "∂MSE/∂w1 = Σ(∂MSEᵢ/∂ŷ·∂ŷ/∂h1·∂h1/∂w1) = −2/3·w5·Σ((yᵢ − ŷᵢ)·x1ᵢ) = "
                             "−2/3 (2) [(54.6)(16) + (39.1)(1) + (−11.2)(16)] = −978");
    ck_assert_line("dL/dw5[2]", "∂MSE/∂w5[2] = ∂MSE/∂ŷ[2]·∂ŷ/∂w5[2] = "
                                "−2/3·(y[2] − ŷ[2])·h1[2] = −2/3 (39.1)(4.9) = −127.73");
    ck_assert_line("dL/dyhat", "∂MSE/∂ŷ = −2/3·(y − ŷ) = −2/3 (54.6) = −36.4");
    ck_assert_line("w1_new", "w1_new = w1 − α·∂MSE/∂w1 = 0.5 − (0.001)(−978) = 1.48");
    ck_assert_line("w5", "w5 = 2");
    ck_assert_line("x1", "x1 = 16");
    scene_close(&scene);
    open_lottery(GRI_ROUNDING_OFF);
    scene.page.digits = 4;
    ck_assert_line("w1_new", "w1_new = w1 − α·∂MSE/∂w1 = 0.5 − (0.001)(−978) = 1.478");
    ck_assert_line("MSE", "MSE = 1/N·Σ((yᵢ − ŷᵢ)²) = 1/3 [54.6² + 39.1² + (−11.2)²] = 1545.1367");
    scene_close(&scene);
}
END_TEST

START_TEST(the_chain_rule_deck_is_written_as_on_its_slides)
{
    scene_set(&scene, (size_t[]){2, 1, 1}, 2, (enum gri_activation[]){GRI_LINEAR, GRI_LINEAR},
              false, GRI_HALF_MSE, (double[]){0.4, 0.6, 0.5}, (double[]){5, 3, 8}, 1);
    scene.view.yhat_minus_y = true;
    ck_assert_line("h1", "h1 = x1·w1 + x2·w2 = (5)(0.4) + (3)(0.6) = 3.8");
    ck_assert_line("yhat", "ŷ = h1·w3 = (3.8)(0.5) = 1.9");
    ck_assert_line("e", "e = ŷ − y = 1.9 − 8 = −6.1");
    ck_assert_line("E", "E = (ŷ − y)²/2 = (−6.1)²/2 = 18.605");
    ck_assert_line("dE/dw1", "∂E/∂w1 = ∂E/∂ŷ·∂ŷ/∂h1·∂h1/∂w1 = (ŷ − y)·w3·x1 = "
                             "(−6.1)(0.5)(5) = −15.25");
    ck_assert_line("dE/dw3", "∂E/∂w3 = ∂E/∂ŷ·∂ŷ/∂w3 = (ŷ − y)·h1 = (−6.1)(3.8) = −23.18");
    ck_assert_line("w1new", "w1_new = w1 − α·∂E/∂w1 = 0.4 − (0.001)(−15.25) = 0.4153");
    scene_close(&scene);
}
END_TEST

/* 2-3-2-1 */
static void open_deep(enum gri_activation hidden)
{
    static const double parameters[] = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.1, 0.1, 0.1,  0.1,
                                        0.2, 0.3, 0.4, 0.5, 0.6, 0.1, 0.2, 0.5, -0.5, 1};
    scene_set(&scene, (size_t[]){2, 3, 2, 1}, 3,
              (enum gri_activation[]){hidden, hidden, GRI_LINEAR}, true, GRI_MSE, parameters,
              (double[]){1, 2, 3}, 1);
}

START_TEST(every_path_is_a_term_of_the_chain)
{
    open_deep(GRI_LINEAR);
    ck_assert_line("dL/dw1", "∂MSE/∂w1 = ∂MSE/∂ŷ·(∂ŷ/∂h4·∂h4/∂h1 + ∂ŷ/∂h5·∂h5/∂h1)·∂h1/∂w1 = "
                             "−2·(y − ŷ)·(w13·w7 + w14·w8)·x1 = "
                             "−2 (2.245)((0.5)(0.1) + (−0.5)(0.2))(1) = 0.2245");
    ck_assert_line("dL/db1", "∂MSE/∂b1 = ∂MSE/∂ŷ·(∂ŷ/∂h4·∂h4/∂h1 + ∂ŷ/∂h5·∂h5/∂h1)·∂h1/∂b1 = "
                             "−2·(y − ŷ)·(w13·w7 + w14·w8) = "
                             "−2 (2.245)((0.5)(0.1) + (−0.5)(0.2)) = 0.2245");
    scene_close(&scene);
    open_deep(GRI_SIGMOID);
    ck_assert_ptr_nonnull(
        strstr(scene_explain(&scene, "dL/dw1"),
               "∂MSE/∂w1 = ∂MSE/∂ŷ·(∂ŷ/∂h4·∂h4/∂z4·∂z4/∂h1 + ∂ŷ/∂h5·∂h5/∂z5·∂z5/∂h1)·∂h1/∂z1·"
               "∂z1/∂w1 = −2·(y − ŷ)·(w13·h4·(1 − h4)·w7 + w14·h5·(1 − h5)·w8)·h1·(1 − h1)·x1 = "));
    ck_assert_ptr_nonnull(strstr(scene_explain(&scene, "h1"), "h1 = sigmoid(z1) = sigmoid("));
    ck_assert_ptr_nonnull(strstr(scene_explain(&scene, "dh1/dz1"), "∂h1/∂z1 = h1·(1 − h1) = "));
    scene_close(&scene);
}
END_TEST

START_TEST(another_moments_numbers_carry_its_address)
{
    open_lottery(GRI_ROUNDING_OFF);
    scene_go(&scene, 2);
    scene.view.cursor = gri_cursor_start(1);
    ck_assert_line("h1@1",
                   "h1[1]@1 = x1[1]·w1@1 + x2[1]·w3@1 + b1@1 = (16)(0.5) + (4)(0.1) + 4 = 12.4");
    ck_assert_line("w1", "w1 = w1@1 − α·∂MSE/∂w1@1 = 0.5 − (0.001)(−978) = 1.48");
    ck_assert_line("MSE@1", "MSE@1 = 1/N·Σ((yᵢ − ŷᵢ@1)²) = 1/3 [54.6² + 39.1² + (−11.2)²] = "
                            "1545.14");
    scene_close(&scene);
}
END_TEST

/* The last number of a line is the value; all other forms give it, worked out in that moment. */
static void ck_assert_worked_out(const char *name, size_t t)
{
    const struct gri_expr *last;
    double value = scene_number(&scene, name);
    scene_explain(&scene, name);
    const struct gri_worked *worked = scene.page.first->worked;
    for (const struct gri_step *step = worked->first; step->next != NULL; step = step->next)
        if (step->next->next == NULL) {
            double number;
            scene.view.cursor.t = t;
            must(gri_evaluate_number(step->expr, &scene.scope, &scene.arena, &number, &err), &err);
            ck_assert_msg(fabs(number - value) <= 1e-9 * fmax(1, fabs(value)),
                          "%s: %.17g is not %.17g", scene_line(&scene, worked), number, value);
        }
    last = worked->last->expr;
    ck_assert(last->kind == GRI_NUMBER && last->number == value);
}

START_TEST(another_moments_batch_rate_and_loss_are_its_own)
{
    open_lottery(GRI_ROUNDING_OFF);
    struct gri_hyper hyper = scene.problem.hyper;
    hyper.batch = 2;
    hyper.shuffle = true;
    change(&hyper);
    scene_go(&scene, 4);
    hyper.rate = 0.002;
    hyper.loss = GRI_HALF_MSE;
    hyper.batch = 1;
    scene.view.cursor = gri_cursor_start(4);
    change(&hyper);
    scene_go(&scene, 6);
    static const char *const names[] = {"dL/dw1@1.1", "dL/dw1@1.2", "dL/dw5@2.2", "w1new@1.2",
                                        "MSE@1.2",    "h1[2]@1.2",  "yhat@2.1",   "w1@2.2",
                                        "dL/dw1@3.1", "w1new@3.2"};
    for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
        scene.view.cursor = gri_cursor_start(5);
        ck_assert_worked_out(names[n], 5);
    }
    scene.view.cursor = gri_cursor_start(5);
    ck_assert_ptr_nonnull(strstr(scene_explain(&scene, "w1@2.2"), "α@2.1·"));
    ck_assert_ptr_nonnull(strstr(scene_explain(&scene, "w1"), " − α·")); /* of the same rate */
    scene_explain(&scene, "MSE@1");
    ck_assert_str_eq(scene.page.first->worked->note, "over all samples of the epoch");
    scene_close(&scene);
}
END_TEST

START_TEST(what_is_given_says_so)
{
    static const char *const notes[][2] = {{"w1", "given"},
                                           {"x1", "given"},
                                           {"y", "given"},
                                           {"alpha", "a setting"},
                                           {"N", "samples in the batch"}};
    open_lottery(GRI_ROUNDING_OFF);
    for (size_t n = 0; n < sizeof notes / sizeof *notes; n++) {
        scene_explain(&scene, notes[n][0]);
        ck_assert_str_eq(scene.page.first->worked->note, notes[n][1]);
    }
    scene_close(&scene);
    struct gri_random random;
    gri_random_seed(&random, 1, 1);
    scene.problem = problem_small(&random, 2);
    scene_open(&scene, NULL);
    scene_explain(&scene, "w1");
    ck_assert_str_eq(scene.page.first->worked->note, "a starting value");
    scene_close(&scene);
}
END_TEST

START_TEST(matrices_are_not_explained_as_one_number)
{
    static const char *const names[] = {"W[1]", "H[1]", "dL/dW[1]", "X"};
    open_lottery(GRI_ROUNDING_OFF);
    for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
        struct gri_asked asked = scene_asked(&scene, names[n]);
        ck_assert_int_eq(gri_explain(&scene.view, &scene.page, 0, &asked, &err), GR_E_SHAPE);
    }
    scene_close(&scene);
}
END_TEST

/* A sum of more terms than anybody writes is its value; of more paths goes through dL/dz. */
START_TEST(what_is_too_long_is_shortened)
{
    struct gri_random random;
    gri_random_seed(&random, 8, 1);
    scene.problem = problem_draw(
        &random, &(struct kind){.depth = 4,
                                .sizes = {2, 4, 5, 4, 1},
                                .activations = {GRI_TANH, GRI_TANH, GRI_TANH, GRI_LINEAR},
                                .bias = true,
                                .loss = GRI_MSE,
                                .rows = 40});
    scene_open(&scene, NULL);
    const char *line = scene_explain(&scene, "dL/dw1");
    ck_assert_msg(strstr(line, "= Σ(∂MSEᵢ/∂z1·∂z1/∂w1) = Σ(∂MSEᵢ/∂z1·x1ᵢ) = ") != NULL, "%s", line);
    ck_assert_ptr_nonnull(strstr(scene_explain(&scene, "dL/dz1"), "= ∂MSE/∂h1·(1 − h1²) = "));
    ck_assert_ptr_nonnull(strstr(scene_explain(&scene, "MSE"), "= 1/40 ("));
    scene_close(&scene);
}
END_TEST

SUITE("explain/formula", the_lottery_deck_is_written_as_on_its_slides,
      the_chain_rule_deck_is_written_as_on_its_slides, every_path_is_a_term_of_the_chain,
      another_moments_numbers_carry_its_address, another_moments_batch_rate_and_loss_are_its_own,
      what_is_given_says_so, matrices_are_not_explained_as_one_number,
      what_is_too_long_is_shortened)
