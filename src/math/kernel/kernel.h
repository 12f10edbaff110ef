/* One thread's matrix product and the functions of one number, in a version for each instruction
 * set. */
#ifndef GRI_MATH_KERNEL_KERNEL_H
#define GRI_MATH_KERNEL_KERNEL_H

#include "math/matrix.h"

#include <stdbool.h>
#include <stddef.h>

enum gri_scalar {
    GRI_SCALAR_EXP,
    GRI_SCALAR_LN,
    GRI_SCALAR_TANH,
    GRI_SCALAR_SIGMOID,
    GRI_SCALAR_SOFTPLUS,
    GRI_SCALAR_RELU,
    GRI_SCALAR_RELU_SLOPE,
    GRI_SCALAR_LEAKY_RELU,
    GRI_SCALAR_LEAKY_RELU_SLOPE,
    GRI_SCALAR_SIGMOID_SLOPE, /* of h = sigmoid(x) */
    GRI_SCALAR_TANH_SLOPE,    /* of h = tanh(x) */
    GRI_SCALARS
};

/* A function of one number. */
struct gri_scalar_row {
    double (*of)(double x);
    /* out_k = f(x_k) for n numbers, the bits of `of`; out may be x. */
    void (*each)(const double *x, size_t n, double *out);
};

/* What it says is the same for all, to the last bit, but for a loose one; how long it takes is
 * not. */
struct gri_kernel {
    const char *name;
    bool (*runs_here)(void);
    size_t rows, cols; /* of the tile of the output that fills the registers */
    /* c = a b, as gri_product_naive defines it. */
    void (*product)(const struct gri_matrix *a, const struct gri_matrix *b,
                    const struct gri_matrix *c);
    /* w = w - rate (a b), the same bits as `product` and then `less`; what was in `sums`, which is
     * like w, is lost. Rows of b, sums and w are contiguous, w at least a tile wide. May be NULL.
     */
    void (*descend)(const struct gri_matrix *a, const struct gri_matrix *b,
                    const struct gri_matrix *sums, const struct gri_matrix *w, double rate);
    struct gri_scalar_row scalar[GRI_SCALARS];
    /* Of n numbers each: out = a + b, out = a b, out = a - x b; out may be a or b. */
    void (*add)(const double *a, const double *b, size_t n, double *out);
    void (*times)(const double *a, const double *b, size_t n, double *out);
    void (*less)(const double *a, double x, const double *b, size_t n, double *out);
    bool loose; /* the same number, but not the same last bits: a BLAS */
};

/* The n-th of those this machine can run, the best first; NULL behind the last. There is one. */
const struct gri_kernel *gri_kernel_at(size_t n);

#endif
