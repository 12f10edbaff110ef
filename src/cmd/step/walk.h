/* What the stepping commands share: showing lines, and saying what was passed. */
#ifndef GRI_CMD_STEP_WALK_H
#define GRI_CMD_STEP_WALK_H

#include "cmd/command.h"

/* Show the next line and pass it. Between lines the page is written out, and a raised stop flag
 * ends the walk with GR_STOPPED. */
enum gr_status gri_walk_line(struct gr_session *session, struct gr_err *err) GRI_CHECKED;

/* Show lines until the cursor has passed all of its iteration's first `stages` stages. */
enum gr_status gri_walk_stages(struct gr_session *session, size_t stages,
                               struct gr_err *err) GRI_CHECKED;

/* The stages of the iteration to be walked: the cursor's, or the next where the cursor's is over
 * (the cursor then moves to its start). */
enum gr_status gri_walk_begin(struct gr_session *session, struct gri_stages *stages,
                              struct gr_err *err) GRI_CHECKED;

/* Go to the start of iteration t, doing what is not done yet without showing it. */
enum gr_status gri_walk_to(struct gr_session *session, size_t t, struct gr_err *err) GRI_CHECKED;

/* From where to where a long walk goes, in iterations: its bar is of that. */
struct gri_way {
    size_t from, to;
};

/* The same as a part of a way, ending also after an iteration whose loss is above `most`. */
enum gr_status gri_walk_below(struct gr_session *session, size_t t, double most,
                              const struct gri_way *way, struct gr_err *err) GRI_CHECKED;

/* On the way, t iterations of the run are over; this is the last one's loss. */
void gri_walk_report(const struct gr_session *session, const struct gri_way *way, size_t t,
                     double loss);

/* So many iterations take a moment, which nobody waits for: 1 at least. */
size_t gri_walk_moment(const struct gr_session *session);

/* The start of the n-th iteration from the cursor's on; of the n-th epoch. */
size_t gri_walk_iterations_on(struct gr_session *session, size_t n);
size_t gri_walk_epochs_on(struct gr_session *session, size_t n);

/* "MSE = 9986.98 (epoch 2)" of the epoch that iteration t belongs to, with the metric that is set
 * and the loss of the rows held out. */
enum gr_status gri_walk_say_epoch(struct gr_session *session, size_t t,
                                  struct gr_err *err) GRI_CHECKED;

/* "MSE = 2981.16 (epoch 2, iteration 1)" of iteration t, on its own batch. */
enum gr_status gri_walk_say_iteration(struct gr_session *session, size_t t,
                                      struct gr_err *err) GRI_CHECKED;

/* Divergence is said once, where it happens: has this epoch's loss grown a thousandfold, or beyond
 * numbers? */
void gri_walk_watch(struct gr_session *session, size_t t);

/* Up to this loss there is nothing to be said of divergence. */
double gri_walk_calm(struct gr_session *session);

/* Where the cursor stands. */
enum gr_status gri_walk_say_place(struct gr_session *session, struct gr_err *err) GRI_CHECKED;

#endif
