#include "net/step/small.h"

#include "net/problem.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { STEPS = 2000, FEW = 60 };

static const struct kind shapes[] = {
    {.depth = 1, .sizes = {2, 1}, .bias = true},
    {.depth = 1, .sizes = {3, 1}, .bias = true},
    {.depth = 2, .sizes = {2, 1, 1}, .bias = false},
    {.depth = 2, .sizes = {2, 2, 1}, .bias = true},
    {.depth = 3, .sizes = {2, 3, 2, 1}, .bias = true},
};

static const struct gri_end in_numbers = {.most = DBL_MAX};

static const enum gri_loss squares[] = {GRI_MSE, GRI_MSE_MEAN, GRI_HALF_MSE, GRI_SSE};

static void hear(void *user, enum gri_event event, size_t layer, const struct gri_work *work)
{
    size_t *heard = user;
    (void)event, (void)layer, (void)work;
    ++*heard;
}

/* `count` steps in runs of uneven length against as many single ones that are listened to. */
static void hold_to_listened(const struct problem *problem, size_t count, const char *name)
{
    static double losses[STEPS];
    struct gri_run *run = problem_run(problem), *twin = problem_run(problem);
    size_t heard = 0, done = 0, some = 1, bytes = problem->net->parameters * sizeof(double);
    while (done < count) {
        some = some % 97 + 5 < count - done ? some % 97 + 5 : count - done;
        size_t did = gri_run_steps(run, some, &in_numbers, losses + done);
        ck_assert_msg(did == some, "%s: the loss of step %zu is %g", name, done + did,
                      losses[done + did - 1]);
        done += did;
        some += 3;
    }
    for (size_t n = 0; n < count; n++) {
        gri_run_step(twin, &(struct gri_listener){hear, &heard});
        ck_assert_msg(memcmp(&losses[n], &twin->work->loss, sizeof *losses) == 0,
                      "%s: loss %zu is %.17g, not %.17g", name, n, losses[n], twin->work->loss);
    }
    ck_assert_uint_ge(heard, 4 * count);
    ck_assert_uint_eq(run->epoch, twin->epoch);
    ck_assert_uint_eq(run->iteration, twin->iteration);
    ck_assert_msg(memcmp(run->work->before, twin->work->before, bytes) == 0, "%s: parameters",
                  name);
    ck_assert_msg(memcmp(run->state, twin->state, run->state_numbers * sizeof(double)) == 0,
                  "%s: the optimiser's state", name);
    gri_run_free(run);
    gri_run_free(twin);
}

/* Every batch and order of five rows, for each optimiser; returns how many were of a fixed shape.
 */
static size_t walk_settings(struct problem *problem, size_t count, size_t number)
{
    char name[80];
    size_t fixed = 0;
    for (size_t n = 0; n < GRI_OPTIMIZERS * 4 * GRI_SHUFFLES; n++) {
        problem->hyper.optimizer = (enum gri_optimizer)(n % GRI_OPTIMIZERS);
        problem->hyper.batch = n / GRI_OPTIMIZERS % 4;
        problem->hyper.shuffle = (enum gri_shuffle)(n / GRI_OPTIMIZERS / 4);
        problem->hyper.rate = 0.002;
        problem->hyper.momentum = 0.8;
        snprintf(name, sizeof name, "network %zu, %s, %s, batch %zu, shuffle %s", number,
                 gri_losses[problem->hyper.loss].name,
                 gri_optimizers[problem->hyper.optimizer].name, problem->hyper.batch,
                 gri_shuffle_names[problem->hyper.shuffle]);
        struct gri_run *run = problem_run(problem);
        fixed += gri_small_fits(run);
        gri_run_free(run);
        hold_to_listened(problem, count, name);
    }
    return fixed;
}

START_TEST(a_fixed_shape_gives_the_bits_of_the_listened_step_in_every_edition)
{
    struct gri_random random;
    size_t fixed = 0, walked = 0;
    gri_random_seed(&random, 21, 0);
    for (size_t n = 0; n < sizeof shapes / sizeof *shapes; n++)
        for (size_t k = 0; k < sizeof squares / sizeof *squares; k++) {
            struct kind kind = shapes[n];
            kind.loss = squares[k];
            kind.rows = 5;
            struct problem problem = problem_draw(&random, &kind);
            for (size_t i = 0; (problem.hyper.means.kernel = gri_kernel_at(i)) != NULL; i++) {
                fixed += walk_settings(&problem, k == n % 4 && i == 0 ? STEPS : FEW, n);
                walked += GRI_OPTIMIZERS * 4 * GRI_SHUFFLES;
            }
            problem_clear(&problem);
        }
    ck_assert_uint_eq(fixed, walked);
}
END_TEST

START_TEST(every_other_network_gives_them_too)
{
    struct gri_random random;
    struct kind kind;
    size_t number = 0, walked = 0, fixed = 0;
    gri_random_seed(&random, 22, 0);
    while (kind_at(&random, &number, &kind)) {
        if (kind.rows != 5 || kind.depth == 4)
            continue;
        struct problem problem = problem_draw(&random, &kind);
        fixed += walk_settings(&problem, 7, number);
        walked++;
        problem_clear(&problem);
    }
    ck_assert_uint_gt(walked, 300);
    ck_assert_uint_lt(fixed, walked);
}
END_TEST

START_TEST(thousands_of_steps_change_nothing_of_that)
{
    struct gri_random random;
    gri_random_seed(&random, 23, 0);
    for (size_t n = 0; n < GRI_ACTIVATIONS; n++) {
        struct kind kind = {.depth = 2,
                            .sizes = {3, 4, 2},
                            .activations = {(enum gri_activation)n, GRI_SOFTMAX},
                            .bias = true,
                            .loss = GRI_CROSS_ENTROPY,
                            .rows = 5};
        struct problem problem = problem_draw(&random, &kind);
        walk_settings(&problem, STEPS, n);
        problem_clear(&problem);
    }
}
END_TEST

static bool fits(const struct problem *problem)
{
    struct gri_run *run = problem_run(problem);
    bool small = gri_small_fits(run);
    gri_run_free(run);
    return small;
}

START_TEST(only_what_was_compiled_for_it_is_of_a_fixed_shape)
{
    struct gri_random random;
    gri_random_seed(&random, 24, 0);
    struct kind kind = {.depth = 2, .sizes = {2, 2, 1}, .bias = true, .rows = 5};
    struct problem problem = problem_draw(&random, &kind);
    ck_assert(fits(&problem));
    problem.hyper.rounding = 2;
    ck_assert(!fits(&problem));
    problem.hyper.rounding = GRI_ROUNDING_OFF;
    problem.hyper.loss = GRI_MAE;
    ck_assert(!fits(&problem));
    problem.hyper.loss = GRI_MSE;
    problem.net->layer[0].activation = GRI_TANH;
    ck_assert(!fits(&problem));
    problem_clear(&problem);
    kind.bias = false;
    problem = problem_draw(&random, &kind);
    ck_assert(!fits(&problem));
    problem_clear(&problem);
}
END_TEST

START_TEST(a_loss_that_is_not_finite_ends_the_run_and_a_stop_flag_too)
{
    struct gri_random random;
    double losses[STEPS];
    volatile sig_atomic_t stop = 1;
    const struct gri_end stopped = {.most = DBL_MAX, .stop = &stop};
    gri_random_seed(&random, 25, 0);
    for (size_t n = 0; n < 2 * sizeof shapes / sizeof *shapes; n++) {
        struct kind kind = shapes[n / 2];
        kind.rows = 5;
        kind.activations[0] = n % 2 == 0 ? GRI_LINEAR : GRI_LEAKY_RELU;
        struct problem problem = problem_draw(&random, &kind);
        for (problem.hyper.batch = 0; problem.hyper.batch < 3; problem.hyper.batch++) {
            problem.hyper.rate = 1e150;
            struct gri_run *run = problem_run(&problem);
            ck_assert_uint_eq(gri_run_steps(run, STEPS, &stopped, losses), 0);
            size_t done = gri_run_steps(run, STEPS, &in_numbers, losses);
            ck_assert(done > 0 && done < STEPS && !isfinite(losses[done - 1]));
            for (size_t t = 0; t + 1 < done; t++)
                ck_assert(isfinite(losses[t]));
            ck_assert_uint_eq(run->epoch * gri_run_iterations(&problem.hyper, 5) + run->iteration,
                              done);
            gri_run_free(run);
        }
        problem_clear(&problem);
    }
}
END_TEST

SUITE("net/small", a_fixed_shape_gives_the_bits_of_the_listened_step_in_every_edition,
      every_other_network_gives_them_too, thousands_of_steps_change_nothing_of_that,
      only_what_was_compiled_for_it_is_of_a_fixed_shape,
      a_loss_that_is_not_finite_ends_the_run_and_a_stop_flag_too)
