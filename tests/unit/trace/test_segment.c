/* Changes: where a run turns, and what stays in the branch that is left. */
#include "trace/moments.h"

START_TEST(a_change_forks_the_future_and_keeps_the_past)
{
    struct gri_random random;
    struct turn turns[4];
    double other[64];
    gri_random_seed(&random, 3, 3);
    begin(2);
    gri_timeline_free(timeline);
    problem.hyper.optimizer = GRI_MOMENTUM; /* its state goes on through a change */
    problem.hyper.momentum = 0.9;
    start_timeline();
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
    ck_assert_uint_eq(change(80, &problem.hyper, NULL),
                      20);                              /* the later ones stay where they are */
    turns[1] = (struct turn){80, problem.hyper, other}; /* what was set there stays */
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
    size_t left;
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
    must(gri_timeline_change(
             timeline, 3,
             &(struct gri_change){.hyper = &slow, .parameters = problem.parameters, .given = given},
             &left, &err),
         &err);
    ck_assert_uint_eq(left, 2);
    ck_assert(gri_timeline_given(timeline, 3, 3) && !gri_timeline_given(timeline, 0, 3));
    end();
}
END_TEST

START_TEST(threads_are_no_change)
{
    begin(2);
    go_on_to(10);
    struct gri_hyper hyper = problem.hyper;
    hyper.means.threads = 3;
    ck_assert_uint_eq(change(4, &hyper, NULL), 0);
    ck_assert_uint_eq(gri_timeline_segments(timeline), 1);
    ck_assert_uint_eq(gri_timeline_done(timeline), 10);
    ck_assert_uint_eq(gri_timeline_hyper(timeline, 7)->means.threads, 3);
    ck_assert_fresh(7, NULL, 0);
    end();
}
END_TEST

static void ck_assert_refused(size_t t, const struct gri_hyper *hyper, enum gr_status status)
{
    size_t left = 99;
    const struct gri_change change = {.hyper = hyper};
    ck_assert_int_eq(gri_timeline_change(timeline, t, &change, &left, &err), status);
    ck_assert_uint_eq(left, 0);
    ck_assert_uint_eq(gri_timeline_branches(timeline), 1);
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

SUITE("trace/segment", a_change_forks_the_future_and_keeps_the_past, segments_tell_what_was_changed,
      what_a_person_wrote_is_given_where_it_was_written, threads_are_no_change,
      a_refused_change_leaves_everything_as_it_was, a_batch_changes_where_an_epoch_starts)
