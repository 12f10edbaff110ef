/* A segment of a run: iterations that go by the same settings and data.
 *
 * Segments form a tree: one begins where a change was made in its parent, whose later iterations
 * stay for whoever goes on there. Whoever holds a segment holds all before it. */
#ifndef GRI_TRACE_PAST_SEGMENT_H
#define GRI_TRACE_PAST_SEGMENT_H

#include "net/run.h"
#include "trace/past/store.h"

/* The losses of iterations that the store's `every` divides, from the first such one on. */
struct gri_losses {
    double *at;
    size_t count, room;
};

/* The states at iterations that the store's `spacing` divides, from the first after the start on:
 * `size` numbers each, the parameters, the optimiser's state and, for `shuffle torch`, the
 * generator as the epoch finds it. */
struct gri_checkpoints {
    double *at;
    size_t count, room, size;
};

struct gri_segment {
    struct gri_segment *parent; /* whose iterations before `start` come first, held; or NULL */
    struct gri_segment *next;   /* in the store */
    size_t holders;
    size_t start, epoch, iteration; /* the place of its first iteration */
    struct gri_hyper hyper;
    struct gri_data *data; /* held */
    double *parameters;    /* at the start, followed by the optimiser's state */
    bool *given;           /* which of them a person wrote; or NULL: none */
    bool changed;          /* parameters were changed by hand here */
    size_t known;          /* iterations before this one were computed */
    size_t broken;         /* the first whose loss is no finite number, or SIZE_MAX */
    struct gri_losses losses;
    struct gri_checkpoints checkpoints;
};

/* What a segment begins with, all copied but `data`, which is held. `state` is the optimiser's
 * (NULL: all 0); `given` NULL: none. */
struct gri_beginning {
    struct gri_segment *parent;
    size_t start, epoch, iteration;
    const struct gri_hyper *hyper;
    const struct gri_data *data;
    const double *parameters, *state;
    const bool *given;
    bool changed;
};

/* *segment is held once, by the caller. */
enum gr_status gri_segment_new(struct gri_store *store, const struct gri_net *net,
                               const struct gri_beginning *beginning, struct gri_segment **segment,
                               struct gr_err *err) GRI_CHECKED;

/* One holder more, which is the result; one less: when it was the last the segment goes, and it
 * held its parent. NULL may be let go. */
struct gri_segment *gri_segment_keep(struct gri_segment *segment);
void gri_segment_release(struct gri_store *store, struct gri_segment *segment);

/* The place of iteration t, which belongs to the segment. */
void gri_segment_place(const struct gri_segment *segment, size_t t, size_t *epoch,
                       size_t *iteration);

/* Iterations in an epoch of it. */
size_t gri_segment_epoch_length(const struct gri_segment *segment);

/* May it go on by other settings and data in iteration number `within` of an epoch? The batch and
 * the order of the samples can change only where an epoch starts (GR_E_STATE): else it would not be
 * one pass over the data. */
enum gr_status gri_segment_may_change(const struct gri_segment *segment, const struct gri_hyper *to,
                                      size_t within, struct gr_err *err) GRI_CHECKED;

#endif
