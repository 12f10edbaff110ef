#include "net/run.h"

#include "net/problem.h"

#include <string.h>

START_TEST(batches_cover_the_rows_and_the_last_may_be_ragged)
{
    static const size_t cases[][3] = {/* batch, iterations, rows of the last */
                                      {0, 1, 7}, {1, 7, 1}, {2, 4, 1}, {3, 3, 1},
                                      {4, 2, 3}, {7, 1, 7}, {8, 1, 7}, {SIZE_MAX, 1, 7}};
    struct gri_random random;
    gri_random_seed(&random, 5, 0);
    struct problem problem = problem_small(&random, 7);
    for (size_t n = 0; n < sizeof cases / sizeof *cases; n++) {
        problem.hyper.batch = cases[n][0];
        struct gri_run *run = problem_run(&problem);
        size_t iterations = gri_run_iterations(&problem.hyper, 7), next = 0;
        ck_assert_uint_eq(iterations, cases[n][1]);
        for (size_t i = 0; i < iterations; i++) {
            size_t first = 99, rows = gri_run_batch(run, i, &first);
            ck_assert_uint_eq(first, next);
            ck_assert_uint_eq(rows, i + 1 < iterations ? cases[n][0] : cases[n][2]);
            ck_assert(run->epoch == 0 && run->iteration == i);
            gri_run_step(run, NULL);
            ck_assert_uint_eq(run->work->rows, rows);
            next += rows;
        }
        ck_assert_uint_eq(next, 7);
        ck_assert(run->epoch == 1 && run->iteration == 0);
        gri_run_free(run);
    }
    problem_clear(&problem);
}
END_TEST

START_TEST(a_ragged_batch_is_a_batch_of_its_own_rows)
{
    struct gr_err err;
    struct gri_random random;
    gri_random_seed(&random, 6, 0);
    struct problem problem = problem_small(&random, 8);
    problem.hyper.batch = 3;
    struct gri_run *run = problem_run(&problem);
    gri_run_place(run, 4, 2, problem.parameters, NULL);
    gri_run_step(run, NULL);
    ck_assert(run->epoch == 5 && run->iteration == 0);
    struct problem rest = problem;
    const double *at = problem.data->at + 6 * problem.data->cols;
    must(gri_data_new(at, 2, problem.data->cols, &rest.data, &err), &err);
    struct gri_run *alone = problem_run(&rest);
    gri_run_step(alone, NULL);
    ck_assert_mem_eq(&run->work->loss, &alone->work->loss, sizeof(double));
    ck_assert_mem_eq(run->work->before, alone->work->before,
                     problem.net->parameters * sizeof(double));
    gri_run_free(run);
    gri_run_free(alone);
    gri_data_free(rest.data);
    problem_clear(&problem);
}
END_TEST

/* The order of the rows in this epoch. */
static void order_of(struct gri_run *run, size_t epoch, size_t *order)
{
    run->epoch = epoch;
    gri_run_load(run);
    memcpy(order, run->order, run->data->rows * sizeof *order);
}

START_TEST(without_shuffle_rows_come_in_order)
{
    struct gri_random random;
    size_t order[10];
    gri_random_seed(&random, 7, 0);
    struct problem problem = problem_small(&random, 10);
    struct gri_run *run = problem_run(&problem);
    for (size_t epoch = 0; epoch < 3; epoch++) {
        order_of(run, epoch, order);
        for (size_t i = 0; i < 10; i++)
            ck_assert_uint_eq(order[i], i);
    }
    gri_run_free(run);
    problem_clear(&problem);
}
END_TEST

START_TEST(shuffled_orders_are_permutations_that_follow_from_seed_and_epoch)
{
    enum { ROWS = 10, EPOCHS = 20 };
    struct gri_random random;
    size_t order[EPOCHS][ROWS], again[ROWS], other[ROWS], differ = 0;
    gri_random_seed(&random, 8, 0);
    struct problem problem = problem_small(&random, ROWS);
    problem.hyper.shuffle = true;
    struct gri_run *run = problem_run(&problem), *twin = problem_run(&problem);
    problem.hyper.seed = 2;
    struct gri_run *seeded = problem_run(&problem);
    for (size_t epoch = 0; epoch < EPOCHS; epoch++) {
        bool seen[ROWS] = {false};
        order_of(run, epoch, order[epoch]);
        for (size_t i = 0; i < ROWS; i++) {
            ck_assert(order[epoch][i] < ROWS && !seen[order[epoch][i]]);
            seen[order[epoch][i]] = true;
        }
        order_of(seeded, epoch, other);
        ck_assert_mem_ne(order[epoch], other, sizeof other);
        for (size_t before = 0; before < epoch; before++)
            differ += memcmp(order[epoch], order[before], sizeof other) != 0;
    }
    ck_assert_uint_eq(differ, EPOCHS * (EPOCHS - 1) / 2);
    for (size_t epoch = EPOCHS; epoch-- > 0;) {
        order_of(twin, epoch, again);
        ck_assert_mem_eq(order[epoch], again, sizeof again);
    }
    gri_run_free(run);
    gri_run_free(twin);
    gri_run_free(seeded);
    problem_clear(&problem);
}
END_TEST

START_TEST(a_loaded_batch_is_its_rows_of_the_data)
{
    struct gri_random random;
    gri_random_seed(&random, 9, 0);
    struct problem problem = problem_small(&random, 7);
    problem.hyper.shuffle = true;
    problem.hyper.batch = 3;
    struct gri_run *run = problem_run(&problem);
    for (size_t n = 0; n < 9; n++) {
        size_t first, rows = gri_run_batch(run, run->iteration, &first);
        gri_run_load(run);
        ck_assert_uint_eq(run->work->rows, rows);
        for (size_t i = 0; i < rows; i++) {
            const double *row = problem.data->at + run->order[first + i] * 4;
            ck_assert_mem_eq(run->work->x + 2 * i, row, 2 * sizeof *row);
            ck_assert_mem_eq(run->work->y + 2 * i, row + 2, 2 * sizeof *row);
        }
        gri_run_step(run, NULL);
    }
    gri_run_free(run);
    problem_clear(&problem);
}
END_TEST

enum { KEPT = 25 };

/* What a moment of a run is re-entered with, and the loss of the iteration that follows. */
struct moment {
    size_t epoch, iteration;
    double *parameters, *state, loss;
};

static double *copy_of(const double *numbers, size_t count)
{
    double *copy = calloc(count + 1, sizeof *copy);
    ck_assert_ptr_nonnull(copy);
    if (count > 0)
        memcpy(copy, numbers, count * sizeof *copy);
    return copy;
}

static void keep_moments(struct gri_run *run, struct moment *kept)
{
    for (size_t n = 0; n < KEPT; n++) {
        kept[n] = (struct moment){run->epoch, run->iteration,
                                  copy_of(run->work->before, run->net->parameters),
                                  copy_of(run->state, run->state_numbers), 0};
        gri_run_step(run, NULL);
        kept[n].loss = run->work->loss;
    }
}

static void replay(struct gri_run *run, const struct moment *kept, size_t from)
{
    gri_run_place(run, kept[from].epoch, kept[from].iteration, kept[from].parameters,
                  kept[from].state);
    for (size_t n = from; n + 1 < KEPT; n++) {
        gri_run_step(run, NULL);
        const struct moment *next = &kept[n + 1];
        ck_assert(run->epoch == next->epoch && run->iteration == next->iteration);
        ck_assert_mem_eq(&run->work->loss, &kept[n].loss, sizeof(double));
        ck_assert_mem_eq(run->work->before, next->parameters,
                         run->net->parameters * sizeof(double));
        ck_assert_mem_eq(run->state, next->state, run->state_numbers * sizeof(double));
    }
}

START_TEST(a_run_placed_at_any_moment_replays_bit_for_bit)
{
    struct gri_random random;
    struct moment kept[KEPT];
    gri_random_seed(&random, 10, 0);
    for (size_t n = 0; n < GRI_OPTIMIZERS; n++) {
        struct problem problem = problem_small(&random, 7);
        problem.hyper.optimizer = (enum gri_optimizer)n;
        problem.hyper.shuffle = true;
        problem.hyper.batch = 3;
        struct gri_run *run = problem_run(&problem), *fresh = problem_run(&problem);
        keep_moments(run, kept);
        for (size_t m = 0; m < KEPT; m++) {
            replay(run, kept, m * 7 % KEPT);
            replay(fresh, kept, m * 11 % KEPT);
        }
        for (size_t m = 0; m < KEPT; m++) {
            free(kept[m].parameters);
            free(kept[m].state);
        }
        gri_run_free(run);
        gri_run_free(fresh);
        problem_clear(&problem);
    }
}
END_TEST

struct copier {
    double *at;
    size_t heard;
};

static void copy_all(void *user, enum gri_event event, size_t layer, const struct gri_work *work)
{
    struct copier *copier = user;
    (void)event, (void)layer;
    memcpy(copier->at, work->block, work->numbers * sizeof *copier->at);
    copier->heard++;
}

/* The parameters and the loss after `steps`, the caller's to free; `listen`: to everything. */
static double *walk(const struct problem *problem, size_t steps, bool listen)
{
    size_t parameters = problem->net->parameters;
    struct gri_run *run = problem_run(problem);
    struct copier copier = {copy_of(run->work->block, run->work->numbers), 0};
    struct gri_listener listener = {copy_all, &copier};
    for (size_t n = 0; n < steps; n++)
        gri_run_step(run, listen ? &listener : NULL);
    ck_assert_uint_eq(copier.heard, listen ? steps * (2 * problem->net->depth + 2) : 0);
    double *end = copy_of(run->work->before, parameters);
    end[parameters] = run->work->loss;
    ck_assert(end[parameters] - end[parameters] == 0); /* finite */
    ck_assert_mem_ne(end, problem->parameters, parameters * sizeof *end);
    free(copier.at);
    gri_run_free(run);
    return end;
}

static void ck_assert_same_walks(const struct problem *one, bool listen, const struct problem *two,
                                 size_t steps)
{
    double *end = walk(one, steps, listen), *other = walk(two, steps, false);
    ck_assert_mem_eq(end, other, (one->net->parameters + 1) * sizeof *end);
    free(end);
    free(other);
}

START_TEST(traced_is_untraced_bit_for_bit)
{
    struct gri_random random;
    gri_random_seed(&random, 11, 0);
    for (size_t n = 0; n < (size_t)GRI_OPTIMIZERS * 2 * 2 * 4; n++) {
        struct problem problem = problem_small(&random, 7);
        problem.hyper.optimizer = (enum gri_optimizer)(n / 16);
        problem.hyper.shuffle = n / 8 % 2 == 1;
        problem.hyper.rounding = n / 4 % 2 == 1 ? 2 : GRI_ROUNDING_OFF;
        problem.hyper.batch = n % 4;
        ck_assert_same_walks(&problem, true, &problem, 60);
        problem_clear(&problem);
    }
}
END_TEST

START_TEST(threads_change_no_bit)
{
    struct gri_random random;
    gri_random_seed(&random, 12, 0);
    struct problem problem = problem_draw(&random,
                                          &(struct kind){.depth = 2,
                                                         .sizes = {200, 150, 10},
                                                         .activations = {GRI_TANH, GRI_SOFTMAX},
                                                         .bias = true,
                                                         .loss = GRI_CROSS_ENTROPY,
                                                         .rows = 45});
    for (size_t batch = 0; batch <= 20; batch += 20)
        for (size_t threads = 1; threads <= 3; threads++) {
            struct problem threaded = problem;
            problem.hyper.batch = threaded.hyper.batch = batch;
            threaded.hyper.means.threads = threads;
            ck_assert_same_walks(&threaded, true, &problem, 4);
        }
    problem_clear(&problem);
}
END_TEST

START_TEST(what_does_not_go_together_is_refused)
{
    struct gr_err err;
    struct gri_random random;
    struct gri_run *run = NULL;
    gri_random_seed(&random, 13, 0);
    struct problem problem = problem_small(&random, 3);
    struct gri_data *narrow = draw_data(&random, GRI_MSE, 3, 2, 1);
    ck_assert_int_eq(
        gri_run_new(problem.net, narrow, &problem.hyper, problem.parameters, &run, &err),
        GR_E_SHAPE);
    ck_assert_ptr_nonnull(strstr(err.message, "3 columns"));
    problem.hyper.loss = GRI_BCE;
    ck_assert_int_eq(
        gri_run_new(problem.net, problem.data, &problem.hyper, problem.parameters, &run, &err),
        GR_E_STATE);
    ck_assert_ptr_nonnull(strstr(err.message, "linear"));
    ck_assert_ptr_null(run);
    gri_run_free(run);
    gri_data_free(narrow);
    problem_clear(&problem);
}
END_TEST

SUITE("net/run", batches_cover_the_rows_and_the_last_may_be_ragged,
      a_ragged_batch_is_a_batch_of_its_own_rows, without_shuffle_rows_come_in_order,
      shuffled_orders_are_permutations_that_follow_from_seed_and_epoch,
      a_loaded_batch_is_its_rows_of_the_data, a_run_placed_at_any_moment_replays_bit_for_bit,
      traced_is_untraced_bit_for_bit, threads_change_no_bit, what_does_not_go_together_is_refused)
