/* exp, ln and what is made of them, in every lane of a vector at once. Each operation is one that
 * IEEE 754 rounds once, so that a number is the same to the last bit in every lane of every width.
 * exp, ln, tanh, sigmoid and softplus come within 1 ulp of the true value. */
#ifndef GRI_MATH_KERNEL_CURVE_H
#define GRI_MATH_KERNEL_CURVE_H

#include "math/kernel/tile.h"

#include <math.h>

typedef unsigned long long whole __attribute__((vector_size(LANES * sizeof(long long))));
typedef long long truth __attribute__((vector_size(LANES * sizeof(long long)))); /* -1 or 0 */

/* ln 2 in two parts: whole numbers below 2^20 times the first are exact. */
#define LN2_HIGH 0x1.62e42feep-1
#define LN2_LOW 0x1.a39ef35793c76p-33

static ALWAYS_INLINE vector in_all(double x)
{
    return x - (vector){0};
}

/* Where `yes`, a. */
static ALWAYS_INLINE vector pick(truth yes, vector a, vector b)
{
    return (vector)((yes & (truth)a) | (~yes & (truth)b));
}

static ALWAYS_INLINE vector size_of(vector x)
{
    return (vector)((whole)x & 0x7fffffffffffffffULL);
}

/* To the nearest whole number, of one below 2^51: behind the last digit of so large a sum there
 * are no fractions. */
static ALWAYS_INLINE vector nearest(vector x)
{
    return (x + 0x1.8p52) - 0x1.8p52;
}

/* 2^n for -1022 <= n <= 1023: the exponent's bits. */
static ALWAYS_INLINE vector two_to(vector n)
{
    return (vector)((whole)(n + (0x1.8p52 + 1023)) << 52);
}

/* x 2^n, in two steps: one would leave the range of exponents before x comes back into it. */
static ALWAYS_INLINE vector scaled(vector x, vector n)
{
    vector half = nearest(n * 0.5);
    return x * two_to(half) * two_to(n - half);
}

/* A sum that keeps what rounding cuts off. */
struct pair {
    vector high, low;
};

/* a + b for |a| >= |b|, or a = 0. */
static ALWAYS_INLINE struct pair sum_of(vector a, vector b)
{
    vector high = a + b;
    return (struct pair){high, b - (high - a)};
}

/* a / b */
static ALWAYS_INLINE vector quotient(struct pair a, struct pair b)
{
    vector one_by = 1 / b.high, high = a.high * one_by;
    vector rest = fused(-high, b.high, a.high) + (a.low - high * b.low);
    return fused(rest, one_by, high);
}

/* e^x = 2^n (1 + r + s), where |r| <= ln 2 / 2 and s is much smaller. */
struct power {
    vector n, r, s;
};

/* s is r^2 / 2! + r^3 / 3! + … + r^13 / 13!, and what rounding cut off r. */
static ALWAYS_INLINE struct power power_of_e(vector x)
{
    static const double over[] = {1 / 6227020800.0, 1 / 479001600.0, 1 / 39916800.0, 1 / 3628800.0,
                                  1 / 362880.0,     1 / 40320.0,     1 / 5040.0,     1 / 720.0,
                                  1 / 120.0,        1 / 24.0,        1 / 6.0,        1 / 2.0};
    vector n = nearest(x * 0x1.71547652b82fep0); /* 1/ln 2 */
    vector high = fused(n, in_all(-LN2_HIGH), x), low = n * LN2_LOW;
    vector r = high - low, series = in_all(over[0]);
#pragma GCC unroll 16
    for (size_t k = 1; k < sizeof over / sizeof *over; k++)
        series = fused(series, r, in_all(over[k]));
    return (struct power){n, r, fused(r * r, series, (high - r) - low)};
}

/* x, or the bound it is beyond; nan stays. */
static ALWAYS_INLINE vector within(vector x, double below, double above)
{
    x = pick(x < below, in_all(below), x);
    return pick(x > above, in_all(above), x);
}

/* Beyond these e^x is 0, and infinite. */
#define EXP_LEAST (-746.0)
#define EXP_MOST 710.0

static ALWAYS_INLINE vector exp_in(vector x)
{
    struct power e = power_of_e(within(x, EXP_LEAST, EXP_MOST));
    struct pair sum = sum_of(in_all(1), e.r);
    return scaled(sum.high + (sum.low + e.s), e.n);
}

/* e^-|x| and 1 + e^-|x|, with what was cut off. */
struct small {
    struct pair power, one_more;
};

static ALWAYS_INLINE struct small small_power(vector x)
{
    struct power e = power_of_e(within(-size_of(x), EXP_LEAST, 0));
    struct pair sum = sum_of(in_all(1), e.r);
    sum = sum_of(sum.high, sum.low + e.s);
    struct small small = {.power = {scaled(sum.high, e.n), scaled(sum.low, e.n)}};
    small.one_more = sum_of(in_all(1), small.power.high);
    small.one_more.low += small.power.low;
    return small;
}

/* 1/(1 + e^-x) for x >= 0, e^x/(1 + e^x) below. */
static ALWAYS_INLINE vector sigmoid_in(vector x)
{
    struct small small = small_power(x);
    struct pair above = {pick(x < 0, small.power.high, in_all(1)),
                         pick(x < 0, small.power.low, in_all(0))};
    return quotient(above, small.one_more);
}

/* (e^2|x| - 1)/(e^2|x| + 1) with the sign of x; 1 from 20 on. */
static ALWAYS_INLINE vector tanh_in(vector x)
{
    struct power e = power_of_e(2 * within(size_of(x), 0, 20));
    vector scale = two_to(e.n);
    struct pair less = sum_of(scale - 1, scale * e.r); /* e^2|x| - 1 */
    less = sum_of(less.high, less.low + scale * e.s);
    struct pair more = sum_of(pick(less.high < 2, in_all(2), less.high),
                              pick(less.high < 2, less.high, in_all(2)));
    more.low += less.low;
    whole sign = (whole)x & ~0x7fffffffffffffffULL;
    return (vector)((whole)quotient(less, more) | sign);
}

/* ln x(1 + tiny) for a finite x > 0. x = 2^n m, m from sqrt(1/2) to sqrt(2); with f = m - 1 and
 * s = f/(2 + f), ln m = 2s + 2/3 s^3 + 2/5 s^5 + … + 2/23 s^23, where
 * 2s = f - f^2/2 + s f^2/2: so the largest part, f, is exact. (FreeBSD's e_log.c.) */
static ALWAYS_INLINE vector ln_of_positive(vector x, vector tiny)
{
    static const double over[] = {2 / 23.0, 2 / 21.0, 2 / 19.0, 2 / 17.0, 2 / 15.0, 2 / 13.0,
                                  2 / 11.0, 2 / 9.0,  2 / 7.0,  2 / 5.0,  2 / 3.0};
    truth subnormal = x < 0x1p-1022;
    x = pick(subnormal, x * 0x1p54, x);
    /* one more in the exponent's bits for a mantissa from sqrt(2) on */
    whole bits = (whole)x, up = bits + (0x3ff0000000000000ULL - 0x3fe6a09e667f3bcdULL);
    whole power = up & 0x7ff0000000000000ULL;
    vector n = (vector)((power >> 52) | 0x4330000000000000ULL) - (0x1p52 + 1023);
    n -= pick(subnormal, in_all(54), in_all(0));
    vector f = (vector)(bits - power + 0x3ff0000000000000ULL) - 1;
    vector s = f / (2 + f), square = s * s, half = 0.5 * f * f, series = in_all(over[0]);
#pragma GCC unroll 16
    for (size_t k = 1; k < sizeof over / sizeof *over; k++)
        series = fused(series, square, in_all(over[k]));
    vector small = s * (half + square * series) + (n * LN2_LOW + tiny);
    return n * LN2_HIGH - ((half - small) - f);
}

static ALWAYS_INLINE vector ln_in(vector x)
{
    vector special = pick(x < 0, in_all(NAN), x); /* infinite and nan stay */
    special = pick(x == 0, in_all(-INFINITY), special);
    return pick((x > 0) & (x < INFINITY), ln_of_positive(x, in_all(0)), special);
}

/* ln(1 + e^x) = max(0, x) + ln(1 + e^-|x|) */
static ALWAYS_INLINE vector softplus_in(vector x)
{
    struct pair sum = small_power(x).one_more;
    vector rest = ln_of_positive(sum.high, sum.low / sum.high);
    return pick(x > 0, x, in_all(0)) + pick(x == x, rest, x);
}

/* max(0, x), never -0; nan stays. */
static ALWAYS_INLINE vector relu_in(vector x)
{
    return pick(x <= 0, in_all(0), x);
}

static ALWAYS_INLINE vector relu_slope_in(vector x)
{
    return pick(x > 0, in_all(1), in_all(0));
}

static ALWAYS_INLINE vector leaky_relu_in(vector x)
{
    return pick(x > 0, x, 0.01 * x);
}

static ALWAYS_INLINE vector leaky_relu_slope_in(vector x)
{
    return pick(x > 0, in_all(1), in_all(0.01));
}

static ALWAYS_INLINE vector sigmoid_slope_in(vector h)
{
    return h * (1 - h);
}

static ALWAYS_INLINE vector tanh_slope_in(vector h)
{
    return 1 - h * h;
}

static ALWAYS_INLINE void each(vector (*curve)(vector), const double *x, size_t n, double *out)
{
    size_t k = 0;
    for (; k + LANES <= n; k += LANES)
        *(loose *)(out + k) = curve(*(const loose *)(x + k));
    if (k < n)
        store_some(out + k, curve(load_some(x + k, n - k)), n - k);
}

/* clang-format off */
#define EACH_CURVE(X)                                                                              \
    X(GRI_SCALAR_EXP, exp_in)                                                                      \
    X(GRI_SCALAR_LN, ln_in)                                                                        \
    X(GRI_SCALAR_TANH, tanh_in)                                                                    \
    X(GRI_SCALAR_SIGMOID, sigmoid_in)                                                              \
    X(GRI_SCALAR_SOFTPLUS, softplus_in)                                                            \
    X(GRI_SCALAR_RELU, relu_in)                                                                    \
    X(GRI_SCALAR_RELU_SLOPE, relu_slope_in)                                                        \
    X(GRI_SCALAR_LEAKY_RELU, leaky_relu_in)                                                        \
    X(GRI_SCALAR_LEAKY_RELU_SLOPE, leaky_relu_slope_in)                                            \
    X(GRI_SCALAR_SIGMOID_SLOPE, sigmoid_slope_in)                                                  \
    X(GRI_SCALAR_TANH_SLOPE, tanh_slope_in)
/* clang-format on */
#define DEFINE(curve, in)                                                                          \
    static double in##_one(double x)                                                               \
    {                                                                                              \
        return in(in_all(x))[0];                                                                   \
    }                                                                                              \
    static void in##_each(const double *x, size_t n, double *out)                                  \
    {                                                                                              \
        each(in, x, n, out);                                                                       \
    }
EACH_CURVE(DEFINE)
#undef DEFINE

/* The row of a kernel. */
#define CURVE(curve, in) [curve] = {in##_one, in##_each},
#define CURVES                                                                                     \
    {                                                                                              \
        EACH_CURVE(CURVE)                                                                          \
    }

typedef vector pair_curve(vector a, vector b, vector x);

static ALWAYS_INLINE vector add_in(vector a, vector b, vector x)
{
    (void)x;
    return a + b;
}

static ALWAYS_INLINE vector times_in(vector a, vector b, vector x)
{
    (void)x;
    return a * b;
}

static ALWAYS_INLINE vector less_in(vector a, vector b, vector x)
{
    return a - x * b;
}

static ALWAYS_INLINE void each_pair(pair_curve *curve, const double *a, const double *b, double x,
                                    size_t n, double *out)
{
    size_t k = 0;
    for (; k + LANES <= n; k += LANES)
        *(loose *)(out + k) = curve(*(const loose *)(a + k), *(const loose *)(b + k), in_all(x));
    if (k < n)
        store_some(out + k, curve(load_some(a + k, n - k), load_some(b + k, n - k), in_all(x)),
                   n - k);
}

static void add(const double *a, const double *b, size_t n, double *out)
{
    each_pair(add_in, a, b, 0, n, out);
}

static void times(const double *a, const double *b, size_t n, double *out)
{
    each_pair(times_in, a, b, 0, n, out);
}

static void less(const double *a, double x, const double *b, size_t n, double *out)
{
    each_pair(less_in, a, b, x, n, out);
}

#endif
