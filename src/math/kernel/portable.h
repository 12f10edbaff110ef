/* Vectors for any processor; and what a vector must be able to do. */
#ifndef LANES
#define LANES 2

#include <math.h>
#include <stddef.h>

/* The tile: with the operands it fills the registers. */
enum { ROWS = 4, VECTORS = 2 };

typedef double vector __attribute__((vector_size(LANES * sizeof(double))));

/* a b + c in every lane, rounded once. */
static inline vector fused(vector a, vector b, vector c)
{
    return (vector){fma(a[0], b[0], c[0]), fma(a[1], b[1], c[1])};
}

/* n numbers, at most LANES; zeros in the other lanes. */
static inline vector load_some(const double *at, size_t n)
{
    return (vector){at[0], n > 1 ? at[1] : 0};
}

/* The first n lanes. */
static inline void store_some(double *at, vector x, size_t n)
{
    at[0] = x[0];
    if (n > 1)
        at[1] = x[1];
}

/* a0 b0 a1 b1 ...: the lower lanes; the upper ones. */
static inline vector zip_low(vector a, vector b)
{
    return (vector){a[0], b[0]};
}

static inline vector zip_high(vector a, vector b)
{
    return (vector){a[1], b[1]};
}

#endif
