/* The one training step: forward, loss, backward, update.
 *
 * Full training runs it with no listener, stepping with the recorder listening; there is no other
 * implementation of this arithmetic. With `rounding N` every written number (z, h, error, squared
 * error, loss, gradient, parameter) is rounded when it is written and carried so. */
#ifndef GRI_NET_STEP_H
#define GRI_NET_STEP_H

#include "net/kind/optimizer.h"
#include "net/work.h"

enum gri_event {
    GRI_FORWARD_DONE,  /* of a layer: z, h */
    GRI_LOSS_DONE,     /* error, term, loss, slope */
    GRI_BACKWARD_DONE, /* of a layer: delta, its part of gradient */
    GRI_UPDATE_DONE    /* after */
};

struct gri_listener {
    void (*hear)(void *user, enum gri_event event, size_t layer, const struct gri_work *work);
    void *user; /* borrowed */
};

/* yhat and everything before it, from work->x, work->before and work->rows. */
void gri_step_forward(struct gri_work *work, const struct gri_hyper *hyper,
                      const struct gri_listener *listener);

/* error, term, loss and dL/dyhat, from yhat and work->y. */
void gri_step_loss(struct gri_work *work, const struct gri_hyper *hyper,
                   const struct gri_listener *listener);

/* All but the update: from x, y and before to gradient. */
void gri_step_gradient(struct gri_work *work, const struct gri_hyper *hyper,
                       const struct gri_listener *listener);

/* The whole step: from x, y and before to gradient and after. `state` is the optimiser's. The
 * listener may be NULL. Loss, rule and network must go together
 * (gri_run_check). */
void gri_step(struct gri_work *work, const struct gri_hyper *hyper, double *state,
              const struct gri_listener *listener);

/* Where the rows of a batch come from. */
struct gri_loader {
    struct gri_matrix x; /* the inputs, where they stand; at NULL: `load` puts them into work->x */
    /* Puts rows of the targets into work->y, by as many threads as there are at once. */
    void (*load)(void *user, size_t first, size_t rows);
    void *user; /* borrowed */
};

/* The same with nobody listening, faster: the rows are loaded first, `before` becomes the new
 * parameters, and of the gradient nothing is kept. */
void gri_step_in_place(struct gri_work *work, const struct gri_hyper *hyper, double *state,
                       const struct gri_loader *loader);

#endif
