/* A segment of a run: iterations that go by the same settings. */
#ifndef GRI_TRACE_SEGMENT_H
#define GRI_TRACE_SEGMENT_H

#include "net/run.h"

struct gri_segment {
    size_t start, epoch, iteration; /* the place of its first iteration */
    struct gri_hyper hyper;
    double *parameters; /* at the start, followed by the optimiser's state */
    bool *given;        /* which of them a person wrote; or NULL: none */
    bool changed;       /* parameters were changed by hand here */
};

/* Give a segment its settings and what it starts from, copied; its place is the caller's to set.
 * `state` is the optimiser's (NULL: all 0). To be cleared with gri_segment_clear; on failure there
 * is nothing to clear. */
enum gr_status gri_segment_init(struct gri_segment *segment, const struct gri_net *net,
                                const struct gri_hyper *hyper, const double *parameters,
                                const double *state, const bool *given,
                                struct gr_err *err) GRI_CHECKED;
void gri_segment_clear(struct gri_segment *segment);

/* The place of iteration t, which belongs to the segment, when an epoch has `length` iterations. */
void gri_segment_place(const struct gri_segment *segment, size_t length, size_t t, size_t *epoch,
                       size_t *iteration);

/* May settings change so in iteration number `within` of an epoch over `rows` samples? The batch
 * and the order of the samples can change only where an epoch starts (GR_E_STATE): else it would
 * not be one pass over the data. */
enum gr_status gri_segment_may_change(const struct gri_hyper *from, const struct gri_hyper *to,
                                      size_t within, size_t rows, struct gr_err *err) GRI_CHECKED;

#endif
