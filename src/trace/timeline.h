/* The timeline of a run: any iteration that was done, or the next one, can be entered again.
 *
 * It keeps the loss of every iteration and sparse checkpoints of parameters and optimiser state;
 * what lies between is computed again by the same step, so it comes out the same to the last bit.
 * A change (a parameter, the rate, a row of data) begins a new segment at the iteration where it
 * was made, and a branch where later ones were done (trace/branch.h). */
#ifndef GRI_TRACE_TIMELINE_H
#define GRI_TRACE_TIMELINE_H

#include "trace/record.h"

#include <signal.h>

struct gri_timeline;

/* A run from these parameters; `given` (one for each parameter, or NULL: none) says which were
 * written by a person. Both are copied; network and data are held. */
enum gr_status gri_timeline_new(const struct gri_net *net, const struct gri_data *data,
                                const struct gri_hyper *hyper, const double *parameters,
                                const bool *given, struct gri_timeline **timeline,
                                struct gr_err *err) GRI_CHECKED;
void gri_timeline_free(struct gri_timeline *timeline);

/* One more holds it: it is freed when gri_timeline_free was called once for each. */
struct gri_timeline *gri_timeline_keep(struct gri_timeline *timeline);

/* Raised: a jump that computes many iterations ends with GR_STOPPED. NULL: none does. Borrowed. */
void gri_timeline_set_stop(struct gri_timeline *timeline, const volatile sig_atomic_t *stop);

const struct gri_net *gri_timeline_net(const struct gri_timeline *timeline);

/* Iterations that are over: 0 to done - 1. */
size_t gri_timeline_done(const struct gri_timeline *timeline);

/* The place of iteration t (at most done): its epoch and the iteration within it, from 0; and back:
 * GR_E_RANGE with a hint when that epoch or iteration has not begun. */
void gri_timeline_place(const struct gri_timeline *timeline, size_t t, size_t *epoch,
                        size_t *iteration);
enum gr_status gri_timeline_find(const struct gri_timeline *timeline, size_t epoch,
                                 size_t iteration, size_t *t, struct gr_err *err) GRI_CHECKED;

/* Iterations in the epoch that iteration t belongs to. */
size_t gri_timeline_epoch_length(const struct gri_timeline *timeline, size_t t);

/* Settings and data that iteration t goes by. */
const struct gri_hyper *gri_timeline_hyper(const struct gri_timeline *timeline, size_t t);
const struct gri_data *gri_timeline_data(const struct gri_timeline *timeline, size_t t);

/* Is this parameter, as iteration t uses it, one that a person wrote? */
bool gri_timeline_given(const struct gri_timeline *timeline, size_t t, size_t parameter);

/* The record of iteration t <= done, computed when it is not at hand; the timeline's, good until
 * the next call. */
enum gr_status gri_timeline_record(struct gri_timeline *timeline, size_t t,
                                   const struct gri_record **record,
                                   struct gr_err *err) GRI_CHECKED;

/* Iteration t's numbers for a sample (from 1) that need not be in its batch: x, y, z, h, error and
 * term with the iteration's parameters. Good until the next call. */
enum gr_status gri_timeline_sample(struct gri_timeline *timeline, size_t t, size_t sample,
                                   const struct gri_record **record,
                                   struct gr_err *err) GRI_CHECKED;

enum { GRI_ITERATIONS_AT_ONCE = 1000000000 }; /* more are GR_E_RANGE */

/* Make iterations up to t (not included) be over. Stops early with GR_STOPPED when *stop, or after
 * the first iteration whose loss is not finite (GR_OK; look at done). */
enum gr_status gri_timeline_run(struct gri_timeline *timeline, size_t t,
                                const volatile sig_atomic_t *stop, struct gr_err *err) GRI_CHECKED;

/* The same, ending also after the first iteration whose loss is larger than `most`, either sign. */
enum gr_status gri_timeline_run_below(struct gri_timeline *timeline, size_t t, double most,
                                      const volatile sig_atomic_t *stop,
                                      struct gr_err *err) GRI_CHECKED;

/* The loss of iteration t < done, and the loss of an epoch: over its samples, as far as it is done;
 * `count` gets the iterations of it that are done. A loss that is not kept is computed again. */
enum gr_status gri_timeline_loss(struct gri_timeline *timeline, size_t t, double *loss,
                                 struct gr_err *err) GRI_CHECKED;
enum gr_status gri_timeline_epoch_loss(struct gri_timeline *timeline, size_t first, double *loss,
                                       size_t *count, struct gr_err *err) GRI_CHECKED;

/* The first iteration from `from` on, before `to` <= done, whose loss is no finite number; `to`
 * where there is none. */
enum gr_status gri_timeline_broken(struct gri_timeline *timeline, size_t from, size_t to, size_t *t,
                                   struct gr_err *err) GRI_CHECKED;

/* Checkpoints are kept in so many bytes. */
void gri_timeline_set_budget(struct gri_timeline *timeline, size_t bytes);

/* What it keeps, of all branches: bytes and numbers taken and allowed; the loss of each `every`-th
 * iteration, a checkpoint each `spacing`-th. */
struct gri_kept {
    size_t losses, loss_bytes, most_losses, every;
    size_t checkpoints, checkpoint_bytes, budget, spacing;
    size_t segments, start_bytes; /* what segments begin with */
};
struct gri_kept gri_timeline_kept(const struct gri_timeline *timeline);

/* The active branch's segments, for saving: where each begins, its settings, its data, and its
 * parameters when they were changed by hand there (else NULL; never NULL for segment 0). */
size_t gri_timeline_segments(const struct gri_timeline *timeline);
size_t gri_timeline_segment(const struct gri_timeline *timeline, size_t number,
                            const struct gri_hyper **hyper, const double **parameters);

#endif
