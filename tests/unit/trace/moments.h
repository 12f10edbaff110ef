/* A timeline of a small network, and its moments held to a fresh run. */
#ifndef GRADUS_TEST_TRACE_MOMENTS_H
#define GRADUS_TEST_TRACE_MOMENTS_H

#include "trace/branch.h"
#include "trace/run.h"

static struct problem problem;
static struct gri_timeline *timeline;
static struct gr_err err;

static inline void start_timeline(void)
{
    must(gri_timeline_new(problem.net, problem.data, &problem.hyper, problem.parameters, NULL,
                          &timeline, &err),
         &err);
}

/* 2-3-2, tanh, of 5 rows, in batches. */
static inline void begin(size_t batch)
{
    struct gri_random random;
    gri_random_seed(&random, 13, 0);
    problem = problem_small(&random, 5);
    problem.hyper.batch = batch;
    start_timeline();
}

static inline void end(void)
{
    gri_timeline_free(timeline);
    problem_clear(&problem);
}

static inline void go_on_to(size_t t)
{
    must(gri_timeline_run(timeline, t, NULL, &err), &err);
    ck_assert_uint_eq(gri_timeline_done(timeline), t);
}

static inline const struct gri_record *record_of(size_t t)
{
    const struct gri_record *record = NULL;
    must(gri_timeline_record(timeline, t, &record, &err), &err);
    return record;
}

static inline double loss_of(size_t t)
{
    double loss = 0;
    must(gri_timeline_loss(timeline, t, &loss, &err), &err);
    return loss;
}

static inline double epoch_loss_of(size_t first, size_t *count)
{
    double loss = 0;
    must(gri_timeline_epoch_loss(timeline, first, &loss, count, &err), &err);
    return loss;
}

static inline void ck_assert_fresh(size_t t, const struct turn *turns, size_t count)
{
    struct gri_record *fresh = fresh_record(&problem, t, turns, count);
    ck_assert_records_eq(record_of(t), fresh);
    if (t < gri_timeline_done(timeline)) {
        double loss = loss_of(t);
        ck_assert_bits(&loss, &fresh->work->loss, 1, "the loss kept");
    }
    gri_record_free(fresh);
}

static inline size_t change(size_t t, const struct gri_hyper *hyper, const double *parameters)
{
    size_t left = 99;
    must(gri_timeline_change(timeline, t,
                             &(struct gri_change){.hyper = hyper, .parameters = parameters}, &left,
                             &err),
         &err);
    return left;
}

#endif
