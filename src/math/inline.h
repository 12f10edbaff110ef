/* Arithmetic that is compiled into its callers. */
#ifndef GRI_MATH_INLINE_H
#define GRI_MATH_INLINE_H

#include "math/matrix.h"

#include <math.h>
#include <stdbool.h>

#define GRI_INLINE static inline __attribute__((always_inline))

/* Before a loop whose bounds are constants where that pays. */
#ifndef GRI_UNROLLED
#define GRI_UNROLLED
#endif

/* The definition of c = a b (product.h); or, where it `goes_on`, of c = c + a b, the fold taken up
 * again where it stopped. */
GRI_INLINE void gri_fold(struct gri_matrix a, struct gri_matrix b, struct gri_matrix c,
                         bool goes_on)
{
    GRI_UNROLLED for (size_t i = 0; i < c.rows; i++)
        GRI_UNROLLED for (size_t j = 0; j < c.cols; j++)
    {
        double acc = goes_on ? *gri_element(c, i, j) : 0;
        GRI_UNROLLED for (size_t k = 0; k < a.cols; k++)
            acc = fma(*gri_element(a, i, k), *gri_element(b, k, j), acc);
        *gri_element(c, i, j) = acc;
    }
}

#endif
