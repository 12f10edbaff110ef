/* A run: a network, its data and the settings, moving on one iteration at a time. */
#ifndef GRI_NET_RUN_H
#define GRI_NET_RUN_H

#include "net/data/data.h"
#include "net/step.h"
#include "net/torch.h"

#include <math.h>
#include <signal.h>
#include <stdbool.h>

/* The state at the start of an iteration. Everything but `parameters` and `state` follows from the
 * settings, so that a checkpoint is those two and the place. */
struct gri_run {
    const struct gri_net *net;   /* borrowed */
    const struct gri_data *data; /* borrowed */
    struct gri_hyper hyper;
    size_t epoch, iteration; /* of the iteration to come, from 0; iteration within the epoch */
    double *state;           /* the optimiser's, rows times parameters; one number if none */
    size_t state_numbers;
    size_t *order;          /* the rows, as this epoch takes them */
    size_t order_epoch;     /* which epoch `order` is of; SIZE_MAX: none yet */
    struct gri_torch torch; /* for `shuffle torch`: as epoch torch_epoch finds it */
    size_t torch_epoch;     /* SIZE_MAX: not seeded yet */
    struct gri_work *work;  /* work->before are the parameters */
};

/* At epoch 0, iteration 0, with these parameters (copied). The loss, the data and the network must
 * go together (checked). *run is the caller's, to be freed with gri_run_free. */
enum gr_status gri_run_new(const struct gri_net *net, const struct gri_data *data,
                           const struct gri_hyper *hyper, const double *parameters,
                           struct gri_run **run, struct gr_err *err) GRI_CHECKED;
void gri_run_free(struct gri_run *run);

/* Do loss and rule go with the network, and the optimiser with the rule? GR_E_STATE with the mend.
 */
enum gr_status gri_run_check(const struct gri_net *net, const struct gri_hyper *hyper,
                             struct gr_err *err) GRI_CHECKED;

size_t gri_run_iterations(const struct gri_hyper *hyper, size_t rows); /* in an epoch */

/* Rows in an iteration of the epoch. */
size_t gri_run_rows(const struct gri_hyper *hyper, size_t rows, size_t iteration);

/* Rows of the batch of this iteration of the epoch: how many, and (order) which, from 0. */
size_t gri_run_batch(const struct gri_run *run, size_t iteration, size_t *first);

/* Put the rows of the iteration to come into work->x and work->y. */
void gri_run_load(struct gri_run *run);

/* Compute the iteration to come and move on; afterwards work->before are the new parameters. The
 * batch's loss is run->work->loss. */
void gri_run_step(struct gri_run *run, const struct gri_listener *listener);

/* What ends iterations in a row: *stop (may be NULL), or a loss larger than `most`, either sign, or
 * that is no number. */
struct gri_end {
    double most;
    const volatile sig_atomic_t *stop;
};

static inline bool gri_run_ends(const struct gri_end *end, double loss)
{
    return !(fabs(loss) <= end->most);
}

static inline bool gri_run_is_stopped(const struct gri_end *end)
{
    return end->stop != NULL && *end->stop;
}

/* Up to `count` iterations with nobody listening; losses[n] gets the loss of each. Returns how
 * many: the last may be one that ends it. Of the work only `before` is then that of the last. */
size_t gri_run_steps(struct gri_run *run, size_t count, const struct gri_end *end, double *losses);

/* Go to the start of another iteration, whose parameters and optimiser state are given. */
void gri_run_place(struct gri_run *run, size_t epoch, size_t iteration, const double *parameters,
                   const double *state);

/* For `shuffle torch`: the generator as the run's epoch finds it; and such a one given, so that it
 * need not be drawn again from its seed on. */
const struct gri_torch *gri_run_generator(struct gri_run *run);
void gri_run_set_generator(struct gri_run *run, const struct gri_torch *generator);

#endif
