/* AVX2 with FMA: 16 registers of 4 doubles. */
#ifdef __x86_64__
#ifdef __clang__
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#else
#pragma GCC target("avx2,fma")
#endif
#define LANES 4

#include <immintrin.h>
#include <stddef.h>

enum { ROWS = 6, VECTORS = 2 };

typedef __m256d vector;

static inline vector fused(vector a, vector b, vector c)
{
    return _mm256_fmadd_pd(a, b, c);
}

static inline __m256i first(size_t n)
{
    return _mm256_cmpgt_epi64(_mm256_set1_epi64x((long long)n), _mm256_set_epi64x(3, 2, 1, 0));
}

static inline vector load_some(const double *at, size_t n)
{
    return _mm256_maskload_pd(at, first(n));
}

static inline void store_some(double *at, vector x, size_t n)
{
    _mm256_maskstore_pd(at, first(n), x);
}

static inline vector zip_low(vector a, vector b)
{
    return _mm256_permute2f128_pd(_mm256_unpacklo_pd(a, b), _mm256_unpackhi_pd(a, b), 0x20);
}

static inline vector zip_high(vector a, vector b)
{
    return _mm256_permute2f128_pd(_mm256_unpacklo_pd(a, b), _mm256_unpackhi_pd(a, b), 0x31);
}

#include "math/kernel/blocks.h"
#include "math/kernel/curve.h"
#include "math/kernel/each.h"

static bool runs_here(void)
{
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
}

const struct gri_kernel gri_kernel_avx2 = {"avx2", runs_here, ROWS,  WIDE, product, descend,
                                           CURVES, add,       times, less, false};

#ifdef __clang__
#pragma clang attribute pop
#endif
#endif
