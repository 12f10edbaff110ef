/* Records to hold a timeline to: a fresh run, nothing kept. */
#ifndef GRADUS_TEST_TRACE_RUN_H
#define GRADUS_TEST_TRACE_RUN_H

#include "net/problem.h"
#include "trace/timeline.h"

#include <string.h>

/* From iteration t on, these settings (the same optimiser) (and parameters, where there are any).
 */
struct turn {
    size_t t;
    struct gri_hyper hyper;
    const double *parameters;
};

static inline struct gri_record *new_record(const struct problem *problem)
{
    struct gr_err err;
    struct gri_record *record = NULL;
    must(gri_record_new(problem->net, problem->data->rows, &record, &err), &err);
    return record;
}

/* The record of iteration t of a run that starts afresh; to be freed. */
static inline struct gri_record *fresh_record(const struct problem *problem, size_t t,
                                              const struct turn *turns, size_t count)
{
    struct gri_record *record = new_record(problem);
    struct gri_run *run = problem_run(problem);
    for (size_t now = 0; now <= t; now++) {
        for (size_t n = 0; n < count; n++)
            if (turns[n].t == now) {
                struct problem turned = *problem;
                struct gri_run *next;
                turned.hyper = turns[n].hyper;
                next = problem_run(&turned);
                gri_run_place(next, run->epoch, run->iteration,
                              turns[n].parameters != NULL ? turns[n].parameters : run->work->before,
                              run->state);
                gri_run_free(run);
                run = next;
            }
        if (now < t)
            gri_run_step(run, NULL);
    }
    gri_record_step(record, run);
    gri_run_free(run);
    return record;
}

static inline void ck_assert_bits(const double *a, const double *b, size_t count, const char *what)
{
    ck_assert_msg(memcmp(a, b, count * sizeof *a) == 0, "%s differs", what);
}

static inline void ck_assert_records_eq(const struct gri_record *a, const struct gri_record *b)
{
    const struct gri_work *p = a->work, *q = b->work;
    const struct gri_net *net = p->net;
    ck_assert_uint_eq(p->rows, q->rows);
    ck_assert(a->epoch == b->epoch && a->iteration == b->iteration && !a->outside);
    ck_assert(gri_hyper_same(&a->hyper, &b->hyper));
    ck_assert(memcmp(a->samples, b->samples, p->rows * sizeof *a->samples) == 0);
    ck_assert_bits(p->x, q->x, p->rows * net->inputs, "x");
    ck_assert_bits(p->y, q->y, p->rows * net->outputs, "y");
    for (size_t l = 0; l < net->depth; l++) {
        ck_assert_bits(p->z[l], q->z[l], p->rows * net->layer[l].units, "z");
        ck_assert_bits(p->h[l], q->h[l], p->rows * net->layer[l].units, "h");
        ck_assert_bits(p->delta[l], q->delta[l], p->rows * net->layer[l].units, "delta");
    }
    ck_assert_bits(p->error, q->error, p->rows * net->outputs, "error");
    ck_assert_bits(p->term, q->term, p->rows * net->outputs, "term");
    ck_assert_bits(p->slope, q->slope, p->rows * net->outputs, "slope");
    ck_assert_bits(p->before, q->before, net->parameters, "before");
    ck_assert_bits(p->gradient, q->gradient, net->parameters, "gradient");
    ck_assert_bits(p->after, q->after, net->parameters, "after");
    ck_assert_bits(&p->loss, &q->loss, 1, "loss");
}

#endif
