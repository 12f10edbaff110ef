/* The matrix product. */
#ifndef GRI_MATH_PRODUCT_H
#define GRI_MATH_PRODUCT_H

#include "math/kernel/kernel.h"
#include "math/matrix.h"

/* How large products are worked. No number depends on it, unless the kernel is loose. */
struct gri_means {
    size_t threads;                  /* at most; 0 counts as 1 */
    const struct gri_kernel *kernel; /* one that runs here; NULL: the best of them */
};

/* c = a b, (B, I) by (I, O) to (B, O). By definition each element is a fold of fused multiply-adds
 * over the inner index in order, acc = fma(a[i][k], b[k][j], acc) from acc = 0; so the result is
 * the same to the last bit for every number of threads and every kernel that is not loose. `c`
 * overlaps neither operand; shapes must fit. Threads work on tiles of the output, and only when it
 * pays. */
void gri_product(struct gri_matrix a, struct gri_matrix b, struct gri_matrix c,
                 struct gri_means means);

/* The definition itself, one loop after the other. */
void gri_product_naive(struct gri_matrix a, struct gri_matrix b, struct gri_matrix c);

#endif
