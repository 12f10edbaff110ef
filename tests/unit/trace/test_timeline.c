#include "trace/run.h"

#include <math.h>

static struct problem problem;
static struct gri_timeline *timeline;
static struct gr_err err;

static void start_timeline(void)
{
    must(gri_timeline_new(problem.net, problem.data, &problem.hyper, problem.parameters, NULL,
                          &timeline, &err),
         &err);
}

/* 2-3-2, tanh, of 5 rows, in batches. */
static void begin(size_t batch)
{
    struct gri_random random;
    gri_random_seed(&random, 13, 0);
    problem = problem_small(&random, 5);
    problem.hyper.batch = batch;
    start_timeline();
}

static void end(void)
{
    gri_timeline_free(timeline);
    problem_clear(&problem);
}

static void go_on_to(size_t t)
{
    must(gri_timeline_run(timeline, t, NULL, &err), &err);
    ck_assert_uint_eq(gri_timeline_done(timeline), t);
}

static const struct gri_record *record_of(size_t t)
{
    const struct gri_record *record = NULL;
    must(gri_timeline_record(timeline, t, &record, &err), &err);
    return record;
}

static void ck_assert_fresh(size_t t, const struct turn *turns, size_t count)
{
    struct gri_record *fresh = fresh_record(&problem, t, turns, count);
    ck_assert_records_eq(record_of(t), fresh);
    if (t < gri_timeline_done(timeline)) {
        double loss = gri_timeline_loss(timeline, t);
        ck_assert_bits(&loss, &fresh->work->loss, 1, "the loss kept");
    }
    gri_record_free(fresh);
}

static const struct variant {
    size_t batch;
    bool shuffle;
    int rounding;
} variants[] = {{0, false, -1}, {2, false, -1}, {1, false, -1}, {0, true, -1}, {2, true, -1},
                {1, true, -1},  {0, false, 2},  {2, true, 2},   {1, false, 2}, {9, false, -1}};
enum { VARIANTS = sizeof variants / sizeof *variants };

START_TEST(any_iteration_is_entered_again_bit_for_bit)
{
    for (size_t v = 0; v < VARIANTS; v++) {
        struct gri_random random;
        gri_random_seed(&random, 20 + v, 0);
        problem = problem_small(&random, 5);
        problem.hyper.batch = variants[v].batch;
        problem.hyper.shuffle = variants[v].shuffle;
        problem.hyper.rounding = variants[v].rounding;
        start_timeline();
        go_on_to(300);
        for (size_t n = 0; n < 40; n++)
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

static size_t change(size_t t, const struct gri_hyper *hyper, const double *parameters)
{
    size_t forgotten = 99;
    must(gri_timeline_change(timeline, t, hyper, parameters, NULL, &forgotten, &err), &err);
    return forgotten;
}

START_TEST(a_change_forks_the_future_and_keeps_the_past)
{
    struct gri_random random;
    struct turn turns[4];
    double other[64];
    gri_random_seed(&random, 3, 3);
    begin(2);
    for (size_t p = 0; p < problem.net->parameters; p++)
        other[p] = gri_random_uniform(&random, -1, 1);
    go_on_to(100);
    for (size_t n = 0; n < 4; n++)
        turns[n].hyper = problem.hyper, turns[n].parameters = NULL;
    turns[0].t = 70; /* the rate, in the middle of an epoch */
    turns[0].hyper.rate = 0.01;
    turns[1].t = 80;
    turns[1].hyper = turns[0].hyper;
    turns[1].parameters = other;
    turns[2].t = 90; /* an epoch starts */
    turns[2].hyper = turns[1].hyper;
    turns[2].hyper.batch = 1;
    turns[2].hyper.shuffle = true;
    turns[3].t = 93;
    turns[3].hyper = turns[2].hyper;
    turns[3].hyper.loss = GRI_MAE;
    turns[3].hyper.rounding = 3;
    for (size_t n = 0; n < 4; n++) {
        ck_assert_uint_eq(change(turns[n].t, &turns[n].hyper, turns[n].parameters),
                          100 - turns[n].t);
        ck_assert_uint_eq(gri_timeline_done(timeline), turns[n].t);
        ck_assert_fresh(turns[n].t, turns, n + 1);
        go_on_to(100);
        ck_assert_uint_eq(gri_timeline_segments(timeline), n + 2);
        for (size_t k = 0; k < 25; k++)
            ck_assert_fresh(gri_random_below(&random, 101), turns, n + 1);
        for (size_t t = 66; t <= 100; t++)
            ck_assert_fresh(t, turns, n + 1);
    }
    ck_assert_uint_eq(change(80, &problem.hyper, NULL), 20); /* the later ones are forgotten */
    turns[1] = (struct turn){80, problem.hyper, other};      /* what was set there stays */
    go_on_to(100);
    ck_assert_fresh(100, turns, 2);
    ck_assert_fresh(75, turns, 2);
    end();
}
END_TEST

START_TEST(segments_tell_what_was_changed)
{
    const struct gri_hyper *hyper;
    const double *parameters;
    double other[64] = {0};
    begin(0);
    go_on_to(10);
    struct gri_hyper slow = problem.hyper;
    slow.rate = 0.001;
    change(7, &slow, NULL);
    go_on_to(9);
    change(9, &slow, other);
    ck_assert_uint_eq(gri_timeline_segments(timeline), 3);
    ck_assert_uint_eq(gri_timeline_segment(timeline, 0, &hyper, &parameters), 0);
    ck_assert_bits(parameters, problem.parameters, problem.net->parameters, "the start");
    ck_assert(hyper->rate == problem.hyper.rate);
    ck_assert_uint_eq(gri_timeline_segment(timeline, 1, &hyper, &parameters), 7);
    ck_assert_ptr_null(parameters);
    ck_assert(hyper->rate == 0.001);
    ck_assert_uint_eq(gri_timeline_segment(timeline, 2, &hyper, &parameters), 9);
    ck_assert_bits(parameters, other, problem.net->parameters, "what was set");
    slow.rate = 0.5; /* in the same place: still its parameters */
    ck_assert_uint_eq(change(9, &slow, NULL), 0);
    ck_assert_uint_eq(gri_timeline_segments(timeline), 3);
    ck_assert_uint_eq(gri_timeline_segment(timeline, 2, &hyper, &parameters), 9);
    ck_assert_bits(parameters, other, problem.net->parameters, "what was set");
    change(0, &slow, NULL);
    ck_assert_uint_eq(gri_timeline_segments(timeline), 1);
    ck_assert_uint_eq(gri_timeline_segment(timeline, 0, &hyper, &parameters), 0);
    ck_assert_bits(parameters, problem.parameters, problem.net->parameters, "the start");
    ck_assert(gri_timeline_hyper(timeline, 0)->rate == 0.5);
    end();
}
END_TEST

START_TEST(what_a_person_wrote_is_given_where_it_was_written)
{
    bool given[64] = {[2] = true, [5] = true};
    size_t forgotten;
    begin(0);
    gri_timeline_free(timeline);
    must(gri_timeline_new(problem.net, problem.data, &problem.hyper, problem.parameters, given,
                          &timeline, &err),
         &err);
    go_on_to(5);
    for (size_t p = 0; p < problem.net->parameters; p++) {
        ck_assert(gri_timeline_given(timeline, 0, p) == given[p]);
        ck_assert(!gri_timeline_given(timeline, 1, p));
    }
    struct gri_hyper slow = problem.hyper;
    slow.rate = 0.001;
    change(0, &slow, NULL);
    ck_assert(gri_timeline_given(timeline, 0, 2) && !gri_timeline_given(timeline, 0, 3));
    go_on_to(5);
    given[3] = true;
    must(gri_timeline_change(timeline, 3, &slow, problem.parameters, given, &forgotten, &err),
         &err);
    ck_assert_uint_eq(forgotten, 2);
    ck_assert(gri_timeline_given(timeline, 3, 3) && !gri_timeline_given(timeline, 0, 3));
    end();
}
END_TEST

START_TEST(threads_are_no_change)
{
    begin(2);
    go_on_to(10);
    struct gri_hyper hyper = problem.hyper;
    hyper.threads = 3;
    ck_assert_uint_eq(change(4, &hyper, NULL), 0);
    ck_assert_uint_eq(gri_timeline_segments(timeline), 1);
    ck_assert_uint_eq(gri_timeline_done(timeline), 10);
    ck_assert_uint_eq(gri_timeline_hyper(timeline, 7)->threads, 3);
    ck_assert_fresh(7, NULL, 0);
    end();
}
END_TEST

static void ck_assert_refused(size_t t, const struct gri_hyper *hyper, enum gr_status status)
{
    size_t forgotten = 99;
    ck_assert_int_eq(gri_timeline_change(timeline, t, hyper, NULL, NULL, &forgotten, &err), status);
    ck_assert_uint_eq(forgotten, 0);
    ck_assert_uint_eq(gri_timeline_done(timeline), 10);
    ck_assert_uint_eq(gri_timeline_segments(timeline), 1);
    for (size_t n = 0; n <= 10; n++)
        ck_assert_fresh((n * 7) % 11, NULL, 0);
}

START_TEST(a_refused_change_leaves_everything_as_it_was)
{
    begin(3); /* 3 and 2 */
    go_on_to(10);
    struct gri_hyper hyper = problem.hyper;
    hyper.batch = 2;
    ck_assert_refused(5, &hyper, GR_E_STATE);
    hyper.batch = 4; /* as many iterations, but samples would be left out */
    ck_assert_refused(5, &hyper, GR_E_STATE);
    ck_assert_str_eq(err.message, "the batch can change only where an epoch starts, this is "
                                  "iteration 2 of 2; `epoch` goes to the end of it");
    hyper = problem.hyper;
    hyper.shuffle = true;
    ck_assert_refused(3, &hyper, GR_E_STATE);
    hyper = problem.hyper;
    hyper.loss = GRI_CROSS_ENTROPY;
    ck_assert_refused(4, &hyper, GR_E_STATE);
    hyper.loss = GRI_BCE;
    ck_assert_refused(0, &hyper, GR_E_STATE);
    end();
}
END_TEST

START_TEST(a_batch_changes_where_an_epoch_starts)
{
    begin(3);
    go_on_to(10);
    struct gri_hyper hyper = problem.hyper;
    hyper.batch = 1;
    ck_assert_uint_eq(change(4, &hyper, NULL), 6); /* epoch 3 */
    size_t epoch, iteration, t;
    go_on_to(15);
    ck_assert_uint_eq(gri_timeline_epoch_length(timeline, 3), 2);
    ck_assert_uint_eq(gri_timeline_epoch_length(timeline, 4), 5);
    for (size_t n = 0; n <= 15; n++) {
        gri_timeline_place(timeline, n, &epoch, &iteration);
        ck_assert(n < 4 ? epoch == n / 2 && iteration == n % 2
                        : epoch == 2 + (n - 4) / 5 && iteration == (n - 4) % 5);
        must(gri_timeline_find(timeline, epoch, iteration, &t, &err), &err);
        ck_assert_uint_eq(t, n);
    }
    ck_assert_int_eq(gri_timeline_find(timeline, 1, 3, &t, &err), GR_E_RANGE);
    end();
}
END_TEST

START_TEST(the_loss_of_an_epoch_is_the_mean_over_its_samples)
{
    size_t count;
    begin(2);
    go_on_to(5);
    const double *l = (double[]){gri_timeline_loss(timeline, 0), gri_timeline_loss(timeline, 1),
                                 gri_timeline_loss(timeline, 2), gri_timeline_loss(timeline, 3),
                                 gri_timeline_loss(timeline, 4)};
    double mean = (2 * l[0] + 2 * l[1] + l[2]) / 5, so_far = (2 * l[3] + 2 * l[4]) / 4;
    ck_assert_double_eq_tol(gri_timeline_epoch_loss(timeline, 0, &count), mean, 1e-14);
    ck_assert_uint_eq(count, 3);
    ck_assert_double_eq_tol(gri_timeline_epoch_loss(timeline, 3, &count), so_far, 1e-14);
    ck_assert_uint_eq(count, 2);
    struct gri_hyper hyper = problem.hyper;
    hyper.loss = GRI_SSE; /* a sum: no mean */
    change(0, &hyper, NULL);
    go_on_to(3);
    double sum = gri_timeline_loss(timeline, 0) + gri_timeline_loss(timeline, 1) +
                 gri_timeline_loss(timeline, 2);
    ck_assert_double_eq_tol(gri_timeline_epoch_loss(timeline, 0, &count), sum, 1e-14);
    end();
    begin(0);
    go_on_to(2);
    double one = gri_timeline_epoch_loss(timeline, 1, &count),
           same = gri_timeline_loss(timeline, 1);
    ck_assert_bits(&one, &same, 1, "the loss of one iteration");
    end();
}
END_TEST

START_TEST(a_run_stops_where_the_loss_is_not_finite)
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
    must(gri_timeline_run(timeline, 100000, NULL, &err), &err);
    size_t done = gri_timeline_done(timeline);
    ck_assert_uint_gt(done, 5);
    ck_assert_uint_lt(done, 1000);
    ck_assert(!isfinite(gri_timeline_loss(timeline, done - 1)));
    ck_assert(isfinite(gri_timeline_loss(timeline, done - 2)));
    ck_assert_fresh(done - 1, NULL, 0);
    must(gri_timeline_run(timeline, 100000, NULL, &err), &err); /* whoever insists */
    ck_assert_uint_eq(gri_timeline_done(timeline), done + 1);
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
    ck_assert_int_eq(gri_timeline_run(timeline, SIZE_MAX - 5, NULL, &err), GR_E_MEMORY);
    ck_assert_int_eq(gri_timeline_run(timeline, SIZE_MAX / 8, NULL, &err), GR_E_MEMORY);
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
      a_change_forks_the_future_and_keeps_the_past, segments_tell_what_was_changed,
      what_a_person_wrote_is_given_where_it_was_written, threads_are_no_change,
      a_refused_change_leaves_everything_as_it_was, a_batch_changes_where_an_epoch_starts,
      the_loss_of_an_epoch_is_the_mean_over_its_samples, a_run_stops_where_the_loss_is_not_finite,
      the_stop_flag_stops_before_the_next_iteration, an_absurd_number_of_iterations_is_refused,
      a_sample_outside_the_batch_is_computed_with_the_iterations_parameters)
