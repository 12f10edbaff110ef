/* Optimisers: one row each; and the settings a training step goes by. */
#ifndef GRI_NET_OPTIMIZER_H
#define GRI_NET_OPTIMIZER_H

#include "base/decimal.h"
#include "net/kind/loss.h"

#include <stddef.h>
#include <stdint.h>

enum gri_optimizer { GRI_SGD, GRI_OPTIMIZERS };

enum { GRI_ROUNDING_OFF = -1 };

/* What determines a run, besides the network, its start and the data. */
struct gri_hyper {
    enum gri_loss loss;
    enum gri_optimizer optimizer;
    double rate;
    size_t batch; /* samples in an iteration; 0: all */
    bool shuffle; /* a new order for every epoch, from `seed` */
    uint64_t seed;
    int rounding; /* decimals that every written number is rounded to, or GRI_ROUNDING_OFF */
    enum gri_rounding policy;
    size_t threads; /* never changes a number */
};

struct gri_optimizer_row {
    const char *name;
    const char *summary;
    size_t state; /* numbers kept for each parameter from step to step */
    /* after = the new parameters; `gradient` and `before` are (parameters), `state` state times
     * that; `after` may be `before`. */
    void (*update)(const struct gri_hyper *hyper, size_t parameters, const double *before,
                   const double *gradient, double *state, double *after);
    const char *formula; /* of the new parameter, over w, alpha and g */
};

extern const struct gri_optimizer_row gri_optimizers[GRI_OPTIMIZERS];

/* Do both give the same numbers? Threads never change one. */
bool gri_hyper_same(const struct gri_hyper *a, const struct gri_hyper *b);

/* Round n numbers as `hyper` says; nothing when rounding is off. */
void gri_hyper_round(const struct gri_hyper *hyper, double *numbers, size_t n);

#endif
