/* One thread's matrix product, in a version for each instruction set. */
#ifndef GRI_MATH_KERNEL_KERNEL_H
#define GRI_MATH_KERNEL_KERNEL_H

#include "math/matrix.h"

#include <stdbool.h>
#include <stddef.h>

/* What it says is the same for all, to the last bit; how long it takes is not. */
struct gri_kernel {
    const char *name;
    bool (*runs_here)(void);
    size_t rows, cols; /* of the tile of the output that fills the registers */
    /* c = a b, as gri_product_naive defines it. */
    void (*product)(const struct gri_matrix *a, const struct gri_matrix *b,
                    const struct gri_matrix *c);
};

/* The n-th of those this machine can run, the best first; NULL behind the last. There is one. */
const struct gri_kernel *gri_kernel_at(size_t n);

#endif
