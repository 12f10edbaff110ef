/* Activation functions: one row each. */
#ifndef GRI_NET_ACTIVATION_H
#define GRI_NET_ACTIVATION_H

#include "math/kernel/kernel.h"

#include <stdbool.h>
#include <stddef.h>

enum gri_activation {
    GRI_LINEAR,
    GRI_RELU,
    GRI_LEAKY_RELU,
    GRI_SIGMOID,
    GRI_TANH,
    GRI_SOFTMAX,
    GRI_ACTIVATIONS
};

/* A row. Where units do not look at each other, `value` and `slope` are everything; a coupled one
 * (softmax) has NULL there and works on a whole row of n units. */
struct gri_activation_row {
    const char *name;
    const char *summary;
    double (*value)(double z);           /* h = f(z) */
    double (*slope)(double z, double h); /* f'(z) */
    double (*bend)(double z, double h);  /* f''(z) */
    enum gri_scalar values, slopes; /* the same of many; GRI_SCALARS where they are not these */
    bool slopes_of_h;               /* else of z */
    const char *formula;            /* of h, in the expression language, over z */
    const char *slope_formula;      /* of f'(z), over z and h */
};

extern const struct gri_activation_row gri_activations[GRI_ACTIVATIONS];

/* h = f(z) for the n units of one sample; h may be z. */
void gri_activate(enum gri_activation activation, const double *z, size_t n, double *h);

/* dL/dz from dL/dh, for the n units of one sample; `delta` may be `slope`.
 * Softmax: dL/dz_k = h_k (dL/dh_k - sum_j h_j dL/dh_j). */
void gri_activate_back(enum gri_activation activation, const double *z, const double *h,
                       const double *slope, size_t n, double *delta);

#endif
