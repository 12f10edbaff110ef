/* The matrix product. */
#ifndef GRI_MATH_PRODUCT_H
#define GRI_MATH_PRODUCT_H

#include "math/crew.h"
#include "math/kernel/kernel.h"
#include "math/matrix.h"

/* How large products are worked. No number depends on it. */
struct gri_means {
    size_t threads;                  /* at most; 0 counts as 1 */
    const struct gri_kernel *kernel; /* one that runs here; NULL: the best of them */
};

/* So many threads, or 1 where they would cost more than they give: for a piece of work of so many
 * multiply-adds. */
size_t gri_means_threads(struct gri_means means, double work);
const struct gri_kernel *gri_means_kernel(struct gri_means means);

/* c = a b, (B, I) by (I, O) to (B, O). By definition each element is a fold of fused multiply-adds
 * over the inner index in order, acc = fma(a[i][k], b[k][j], acc) from acc = 0; so the result is
 * the same to the last bit for every number of threads and every kernel. `c` overlaps neither
 * operand; shapes must fit. Threads work on tiles of the output, and only when it pays. */
void gri_product(struct gri_matrix a, struct gri_matrix b, struct gri_matrix c,
                 struct gri_means means);

/* A hand's share of the output c, of whole tiles; empty where there are fewer shares. And one part
 * of the output, made by whoever calls this. */
struct gri_part gri_product_share(const struct gri_kernel *kernel, struct gri_matrix c,
                                  const struct gri_hand *hand);
static inline void gri_product_part(const struct gri_kernel *kernel, struct gri_matrix a,
                                    struct gri_matrix b, struct gri_matrix c, struct gri_part part)
{
    struct gri_matrix rows = gri_matrix_part(a, (struct gri_part){part.row, part.rows, 0, a.cols});
    struct gri_matrix cols = gri_matrix_part(b, (struct gri_part){0, b.rows, part.col, part.cols});
    struct gri_matrix out = gri_matrix_part(c, part);
    if (part.rows > 0 && part.cols > 0)
        kernel->product(&rows, &cols, &out);
}

/* The definition itself, one loop after the other. */
void gri_product_naive(struct gri_matrix a, struct gri_matrix b, struct gri_matrix c);

#endif
