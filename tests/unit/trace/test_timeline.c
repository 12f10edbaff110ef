#include "trace/moments.h"

#include <math.h>

static const struct variant {
    size_t batch;
    bool shuffle;
    int rounding;
} variants[] = {{0, false, -1}, {2, false, -1}, {1, false, -1}, {0, true, -1}, {2, true, -1},
                {1, true, -1},  {0, false, 2},  {2, true, 2},   {1, false, 2}, {9, false, -1}};
enum { VARIANTS = sizeof variants / sizeof *variants };

START_TEST(any_iteration_is_entered_again_bit_for_bit)
{
    for (size_t n = 0; n < VARIANTS * GRI_OPTIMIZERS; n++) {
        struct gri_random random;
        size_t v = n % VARIANTS;
        gri_random_seed(&random, 20 + n, 0);
        problem = problem_small(&random, 5);
        problem.hyper.optimizer = (enum gri_optimizer)(n / VARIANTS);
        problem.hyper.momentum = 0.9;
        problem.hyper.batch = variants[v].batch;
        problem.hyper.shuffle = variants[v].shuffle;
        problem.hyper.rounding = variants[v].rounding;
        start_timeline();
        go_on_to(300);
        for (size_t k = 0; k < 20; k++)
            ck_assert_fresh(gri_random_below(&random, 301), NULL, 0);
        for (size_t t = 300; t > 290; t--)
            ck_assert_fresh(t, NULL, 0);
        ck_assert_uint_eq(gri_timeline_done(timeline), 300);
        end();
    }
}
END_TEST

START_TEST(the_place_of_every_iteration_is_found_again)
{
    size_t epoch, iteration, t;
    for (size_t batch = 0; batch < 7; batch++) {
        begin(batch);
        size_t length = gri_timeline_epoch_length(timeline, 0);
        ck_assert_uint_eq(length, batch == 0   ? 1
                                  : batch == 1 ? 5
                                  : batch == 2 ? 3
                                  : batch < 5  ? 2
                                               : 1);
        go_on_to(20);
        for (size_t n = 0; n <= 20; n++) {
            gri_timeline_place(timeline, n, &epoch, &iteration);
            ck_assert(epoch == n / length && iteration == n % length);
            must(gri_timeline_find(timeline, epoch, iteration, &t, &err), &err);
            ck_assert_uint_eq(t, n);
        }
        end();
    }
}
END_TEST

START_TEST(a_moment_that_has_not_begun_is_an_error_with_a_hint)
{
    size_t t;
    begin(2);
    go_on_to(4); /* epoch 2, iteration 2 comes next */
    ck_assert_int_eq(gri_timeline_find(timeline, 1, 2, &t, &err), GR_E_RANGE);
    ck_assert_str_eq(err.message, "iteration 3 of epoch 2 has not begun, the run stands in "
                                  "iteration 2; `iteration` or `epoch` goes on");
    ck_assert_int_eq(gri_timeline_find(timeline, 2, 0, &t, &err), GR_E_RANGE);
    ck_assert_str_eq(err.message, "epoch 3 has not begun, the run stands in epoch 2; `train` or "
                                  "`epoch` goes on");
    ck_assert_int_eq(gri_timeline_find(timeline, 0, 3, &t, &err), GR_E_RANGE);
    ck_assert_str_eq(err.message, "epoch 1 has 3 iterations");
    ck_assert_int_eq(gri_timeline_find(timeline, SIZE_MAX - 1, 0, &t, &err), GR_E_RANGE);
    ck_assert_int_eq(gri_timeline_find(timeline, SIZE_MAX / 3 + 1, 1, &t, &err), GR_E_RANGE);
    ck_assert_int_eq(gri_timeline_find(timeline, 0, SIZE_MAX, &t, &err), GR_E_RANGE);
    end();
}
END_TEST

START_TEST(the_loss_of_an_epoch_is_the_mean_over_its_samples)
{
    size_t count;
    begin(2);
    go_on_to(5);
    const double *l = (double[]){loss_of(0), loss_of(1), loss_of(2), loss_of(3), loss_of(4)};
    double mean = (2 * l[0] + 2 * l[1] + l[2]) / 5, so_far = (2 * l[3] + 2 * l[4]) / 4;
    ck_assert_double_eq_tol(epoch_loss_of(0, &count), mean, 1e-14);
    ck_assert_uint_eq(count, 3);
    ck_assert_double_eq_tol(epoch_loss_of(3, &count), so_far, 1e-14);
    ck_assert_uint_eq(count, 2);
    struct gri_hyper hyper = problem.hyper;
    hyper.loss = GRI_SSE; /* a sum: no mean */
    change(0, &hyper, NULL);
    go_on_to(3);
    double sum = loss_of(0) + loss_of(1) + loss_of(2);
    ck_assert_double_eq_tol(epoch_loss_of(0, &count), sum, 1e-14);
    end();
    begin(0);
    go_on_to(2);
    double one = epoch_loss_of(1, &count), same = loss_of(1);
    ck_assert_bits(&one, &same, 1, "the loss of one iteration");
    end();
}
END_TEST

/* One whose loss grows until it is no number. */
static void begin_to_diverge(void)
{
    begin(0);
    struct gri_hyper hyper = problem.hyper;
    gri_net_free(problem.net);
    gri_timeline_free(timeline);
    must(gri_net_new((size_t[]){2, 2}, 1, (enum gri_activation[]){GRI_LINEAR}, true, &problem.net,
                     &err),
         &err);
    hyper.rate = 100;
    problem.hyper = hyper;
    start_timeline();
}

START_TEST(a_run_stops_where_the_loss_is_not_finite)
{
    begin_to_diverge();
    must(gri_timeline_run(timeline, 100000, NULL, &err), &err);
    size_t done = gri_timeline_done(timeline);
    ck_assert_uint_gt(done, 5);
    ck_assert_uint_lt(done, 1000);
    ck_assert(!isfinite(loss_of(done - 1)));
    ck_assert(isfinite(loss_of(done - 2)));
    ck_assert_fresh(done - 1, NULL, 0);
    must(gri_timeline_run(timeline, 100000, NULL, &err), &err); /* whoever insists */
    ck_assert_uint_eq(gri_timeline_done(timeline), done + 1);
    end();
}
END_TEST

START_TEST(a_run_stops_behind_a_loss_that_is_too_large_known_or_not)
{
    begin_to_diverge();
    go_on_to(50);
    double most = loss_of(40), less = loss_of(39);
    end();
    begin_to_diverge();
    size_t main = gri_timeline_branch(timeline);
    must(gri_timeline_fork(timeline, 0, "other", &err), &err);
    for (size_t n = 0; n < 2; n++) { /* what one has done is known to the other */
        must(gri_timeline_run_below(timeline, 50, less, NULL, &err), &err);
        ck_assert_uint_eq(gri_timeline_done(timeline), 41);
        ck_assert_fresh(40, NULL, 0);
        must(gri_timeline_run_below(timeline, 45, most, NULL, &err), &err);
        ck_assert_uint_eq(gri_timeline_done(timeline), 42);
        go_on_to(50);
        must(gri_timeline_switch(timeline, main, &err), &err);
    }
    end();
}
END_TEST

START_TEST(the_stop_flag_stops_before_the_next_iteration)
{
    volatile sig_atomic_t stop = 1;
    begin(2);
    go_on_to(3);
    ck_assert_int_eq(gri_timeline_run(timeline, 50, &stop, &err), GR_STOPPED);
    ck_assert_uint_eq(gri_timeline_done(timeline), 3);
    ck_assert_int_eq(gri_timeline_run(timeline, 3, &stop, &err), GR_OK);
    stop = 0;
    must(gri_timeline_run(timeline, 50, &stop, &err), &err);
    ck_assert_uint_eq(gri_timeline_done(timeline), 50);
    ck_assert_fresh(50, NULL, 0);
    end();
}
END_TEST

START_TEST(an_absurd_number_of_iterations_is_refused)
{
    begin(0);
    go_on_to(3);
    ck_assert_int_eq(gri_timeline_run(timeline, SIZE_MAX - 5, NULL, &err), GR_E_RANGE);
    ck_assert_int_eq(gri_timeline_run(timeline, SIZE_MAX / 8, NULL, &err), GR_E_RANGE);
    ck_assert_uint_eq(gri_timeline_done(timeline), 3);
    ck_assert_fresh(3, NULL, 0);
    end();
}
END_TEST

START_TEST(a_sample_outside_the_batch_is_computed_with_the_iterations_parameters)
{
    const struct gri_record *outside = NULL;
    begin(2);
    go_on_to(9);
    for (size_t t = 0; t <= 9; t++)
        for (size_t sample = 1; sample <= 5; sample++) {
            must(gri_timeline_sample(timeline, t, sample, &outside, &err), &err);
            struct gri_record *copy = new_record(&problem);
            for (size_t l = 0; l < 2; l++)
                memcpy(copy->work->h[l], outside->work->h[l],
                       problem.net->layer[l].units * sizeof(double));
            ck_assert(outside->outside && outside->work->rows == 1);
            ck_assert_uint_eq(gri_record_row(outside, sample), 0);
            const struct gri_record *batch = record_of(t);
            size_t row = gri_record_row(batch, sample);
            for (size_t l = 0; row != SIZE_MAX && l < 2; l++)
                ck_assert_bits(copy->work->h[l],
                               batch->work->h[l] + row * problem.net->layer[l].units,
                               problem.net->layer[l].units, "h");
            ck_assert_bits(outside->work->before, batch->work->before, problem.net->parameters,
                           "before");
            ck_assert_bits(outside->work->x, problem.data->at + 4 * (sample - 1), 2, "x");
            gri_record_free(copy);
        }
    ck_assert_fresh(9, NULL, 0);
    end();
}
END_TEST

SUITE("trace/timeline", any_iteration_is_entered_again_bit_for_bit,
      the_place_of_every_iteration_is_found_again,
      a_moment_that_has_not_begun_is_an_error_with_a_hint,
      the_loss_of_an_epoch_is_the_mean_over_its_samples, a_run_stops_where_the_loss_is_not_finite,
      a_run_stops_behind_a_loss_that_is_too_large_known_or_not,
      the_stop_flag_stops_before_the_next_iteration, an_absurd_number_of_iterations_is_refused,
      a_sample_outside_the_batch_is_computed_with_the_iterations_parameters)
