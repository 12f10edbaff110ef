/* AVX-512: 32 registers of 8 doubles. */
#ifdef __x86_64__
#ifdef __clang__
#pragma clang attribute push(__attribute__((target("avx512f"))), apply_to = function)
#else
#pragma GCC target("avx512f")
#endif
#define LANES 8

#include <immintrin.h>
#include <stddef.h>

enum { ROWS = 6, VECTORS = 4 };

typedef __m512d vector;

static inline vector fused(vector a, vector b, vector c)
{
    return _mm512_fmadd_pd(a, b, c);
}

static inline __mmask8 first(size_t n)
{
    return (__mmask8)((1U << n) - 1);
}

static inline vector load_some(const double *at, size_t n)
{
    return _mm512_maskz_loadu_pd(first(n), at);
}

static inline void store_some(double *at, vector x, size_t n)
{
    _mm512_mask_storeu_pd(at, first(n), x);
}

static inline vector zip_low(vector a, vector b)
{
    return _mm512_permutex2var_pd(a, _mm512_set_epi64(11, 3, 10, 2, 9, 1, 8, 0), b);
}

static inline vector zip_high(vector a, vector b)
{
    return _mm512_permutex2var_pd(a, _mm512_set_epi64(15, 7, 14, 6, 13, 5, 12, 4), b);
}

#include "math/kernel/blocks.h"
#include "math/kernel/curve.h"
#include "math/kernel/each.h"

static bool runs_here(void)
{
    return __builtin_cpu_supports("avx512f");
}

const struct gri_kernel gri_kernel_avx512 = {"avx512", runs_here, ROWS,  WIDE, product, descend,
                                             CURVES,   add,       times, less, false};

#ifdef __clang__
#pragma clang attribute pop
#endif
#endif
