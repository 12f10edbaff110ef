/* The matrix product. */
#ifndef GRI_MATH_PRODUCT_H
#define GRI_MATH_PRODUCT_H

#include "math/matrix.h"

/* c = a b, (B, I) by (I, O) to (B, O). By definition each element is a fold of fused multiply-adds
 * over the inner index in order, acc = fma(a[i][k], b[k][j], acc) from acc = 0; so the result is
 * the same to the last bit for every number of threads. `c` overlaps neither operand; shapes must
 * fit. At most `threads` threads work, on tiles of the output, and only when it pays. */
void gri_product(struct gri_matrix a, struct gri_matrix b, struct gri_matrix c, size_t threads);

/* The definition itself, one loop after the other. */
void gri_product_naive(struct gri_matrix a, struct gri_matrix b, struct gri_matrix c);

#endif
