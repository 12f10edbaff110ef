/* Optimisers: one row each; and the settings a training step goes by. */
#ifndef GRI_NET_OPTIMIZER_H
#define GRI_NET_OPTIMIZER_H

#include "base/decimal.h"
#include "math/product.h"
#include "net/kind/loss.h"
#include "net/kind/rule.h"

#include <stddef.h>
#include <stdint.h>

enum gri_optimizer {
    GRI_SGD,
    GRI_MOMENTUM,
    GRI_NESTEROV,
    GRI_RMSPROP,
    GRI_ADAM,
    GRI_ADAM_KERAS,
    GRI_OPTIMIZERS
};

enum gri_shuffle { GRI_SHUFFLE_OFF, GRI_SHUFFLE_ON, GRI_SHUFFLE_TORCH, GRI_SHUFFLES };

extern const char *const gri_shuffle_names[GRI_SHUFFLES];

enum { GRI_ROUNDING_OFF = -1 };

/* What determines a run, besides the network, its start and the data. */
struct gri_hyper {
    enum gri_loss loss;
    enum gri_optimizer optimizer;
    enum gri_learning rule;
    double rate, momentum;
    size_t batch;             /* samples in an iteration; 0: all */
    enum gri_shuffle shuffle; /* a new order for every epoch: from `seed`, or as PyTorch draws it */
    uint64_t seed;
    uint64_t torch_seed; /* PyTorch's generator: its seed, and how many numbers it gave before */
    size_t torch_drawn;
    int rounding; /* decimals that every written number is rounded to, or GRI_ROUNDING_OFF */
    enum gri_rounding policy;
    struct gri_means means; /* never changes a number */
};

/* A number that an optimiser makes for each parameter on the way to its new value. Formulas are in
 * the expression language: g is the gradient, w the parameter, a number's own name what it was
 * before the step and name' what the step made it (`v'`), alpha the rate, mu the momentum, t the
 * step from 1. */
struct gri_moment {
    const char *name; /* "v" */
    const char *formula;
    size_t row; /* of the state; GRI_NOT_KEPT: computed from the others, not kept */
    double (*derive)(const struct gri_hyper *hyper, const double *state, size_t parameters,
                     size_t p);
};

enum { GRI_NOT_KEPT = 99, GRI_MOMENTS = 4 };

/* What the updates of one step go by. */
struct gri_update {
    const struct gri_hyper *hyper;
    size_t parameters;
    double left1, left2; /* Adam's 1 - beta1^t and 1 - beta2^t */
};

struct gri_optimizer_row {
    const char *name;
    const char *summary;
    size_t state; /* numbers kept for each parameter from step to step */
    /* after = the new values of `count` parameters in a row. `before`, `gradient`, `after` and
     * `state` point to the numbers of the first; rows of `state` are `parameters` apart. `after`
     * may be `before`. */
    void (*update)(const struct gri_update *update, size_t count, const double *before,
                   const double *gradient, double *state, double *after);
    const char *formula;                    /* of the new parameter, as in gri_moment */
    struct gri_moment moments[GRI_MOMENTS]; /* in order; ended by one without a name */
};

/* How many numbers an optimiser keeps: its rows of (parameters), and the steps taken; 0 for one
 * that keeps none. */
size_t gri_optimizer_state(enum gri_optimizer optimizer, size_t parameters);

extern const struct gri_optimizer_row gri_optimizers[GRI_OPTIMIZERS];

/* One more step, whose updates are then made in any order. */
struct gri_update gri_update_begin(const struct gri_hyper *hyper, size_t parameters, double *state);

/* w_new = w - alpha g */
static inline void gri_update_sgd(double rate, size_t parameters, const double *before,
                                  const double *gradient, double *after)
{
    for (size_t p = 0; p < parameters; p++)
        after[p] = before[p] - rate * gradient[p];
}

/* Do both give the same numbers? Threads never change one. */
bool gri_hyper_same(const struct gri_hyper *a, const struct gri_hyper *b);

/* Round n numbers as `hyper` says; nothing when rounding is off. */
void gri_hyper_round(const struct gri_hyper *hyper, double *numbers, size_t n);

#endif
