/* The innermost loop: a tile of the output, held in registers. Compiled for the vectors that were
 * defined before it, or portable ones. */
#ifndef GRI_MATH_KERNEL_TILE_H
#define GRI_MATH_KERNEL_TILE_H

#include "math/kernel/portable.h"

#include <stdbool.h>

#define ALWAYS_INLINE inline __attribute__((always_inline))

/* Narrow tiles may be higher: as many registers, and enough sums to wait for none. */
enum { WIDE = VECTORS * LANES, HIGH = 8 };

typedef double loose __attribute__((vector_size(LANES * sizeof(double)), aligned(sizeof(double))));

/* c = start + a b; with a rate, c = c - rate (start + a b). No start is zeros: loading some would
 * cost 4 % of 64 by 64. Element (r, k) of a is at[r * a_down + k * a_right]; rows of b, start and c
 * are contiguous. */
struct job {
    const double *a, *b, *start;
    size_t a_down, a_right, b_down, start_down;
    size_t b_width; /* columns of b that may be read: those of c at least */
    double *c;
    size_t c_down;
    size_t depth;
    size_t last;        /* columns in the last vector */
    size_t ahead;       /* from a row of b to what is wanted soon */
    const double *rate; /* or NULL */
};

/* Vectors before `full` are whole, that one has n columns. */
static ALWAYS_INLINE vector load(const double *row, size_t v, size_t full, size_t n)
{
    if (v < full)
        return *(const loose *)(row + v * LANES);
    return load_some(row + v * LANES, n);
}

static ALWAYS_INLINE void store(double *row, vector x, size_t v, size_t full, size_t n)
{
    if (v < full)
        *(loose *)(row + v * LANES) = x;
    else
        store_some(row + v * LANES, x, n);
}

/* acc = fma(a, b, acc) from `start`, k in order. The sizes are constants wherever this is called,
 * so that every sum becomes a register. */
static ALWAYS_INLINE void tile(const struct job *job, size_t rows, size_t vectors, size_t b_full,
                               size_t full)
{
    const size_t b_down = job->b_down, right = job->a_right, down = job->a_down, n = job->last;
    const double *a = job->a, *b = job->b, *next = a + rows * down;
    vector sum[HIGH][VECTORS];
#pragma GCC unroll 8
    for (size_t r = 0; r < rows; r++)
#pragma GCC unroll 4
        for (size_t v = 0; v < vectors; v++)
            sum[r][v] = (vector){0};
    if (job->start != NULL)
#pragma GCC unroll 8
        for (size_t r = 0; r < rows; r++)
#pragma GCC unroll 4
            for (size_t v = 0; v < vectors; v++)
                sum[r][v] = load(job->start + r * job->start_down, v, full, n);
    const bool largest = rows == ROWS && full == VECTORS;
    if (largest && job->start != NULL) /* the sums of the next tile */
#pragma GCC unroll 8
        for (size_t r = rows; r < 2 * rows; r++)
#pragma GCC unroll 4
            for (size_t v = 0; v < vectors; v++)
                __builtin_prefetch(job->start + r * job->start_down + v * LANES, 1);
    if (largest && job->rate != NULL)
#pragma GCC unroll 8
        for (size_t r = 0; r < rows; r++)
#pragma GCC unroll 4
            for (size_t v = 0; v < vectors; v++)
                __builtin_prefetch(job->c + r * job->c_down + v * LANES, 1);
    for (size_t k = job->depth; k > 0; k--, a += right, next += right, b += b_down) {
        vector row[VECTORS];
#pragma GCC unroll 4
        for (size_t v = 0; v < vectors; v++)
            row[v] = load(b, v, b_full, n);
#pragma GCC unroll 8
        for (size_t r = 0; r < rows; r++) {
            vector x = a[r * down] - (vector){0}; /* in every lane */
#pragma GCC unroll 4
            for (size_t v = 0; v < vectors; v++)
                sum[r][v] = fused(x, row[v], sum[r][v]);
        }
        if (largest) { /* the next rows of a; into the second cache, what is ahead */
            __builtin_prefetch(next + k % 8 * down);
            __builtin_prefetch(b + job->ahead, 0, 2);
        }
    }
    if (job->rate != NULL)
#pragma GCC unroll 8
        for (size_t r = 0; r < rows; r++)
#pragma GCC unroll 4
            for (size_t v = 0; v < vectors; v++)
                sum[r][v] = load(job->c + r * job->c_down, v, full, n) - *job->rate * sum[r][v];
#pragma GCC unroll 8
    for (size_t r = 0; r < rows; r++)
#pragma GCC unroll 4
        for (size_t v = 0; v < vectors; v++)
            store(job->c + r * job->c_down, sum[r][v], v, full, n);
}

static ALWAYS_INLINE size_t vectors_in(size_t cols)
{
    return (cols + LANES - 1) / LANES;
}

/* The most rows of a tile with so many columns. */
static ALWAYS_INLINE size_t height(size_t cols)
{
    return vectors_in(cols) == VECTORS ? ROWS : HIGH;
}

/* Reading some of a vector takes a multiplier's time: not where b is filled up. */
static ALWAYS_INLINE void any_end(const struct job *job, size_t rows, size_t vectors)
{
    if (job->b_width < vectors * LANES)
        tile(job, rows, vectors, vectors - 1, vectors - 1);
    else
        tile(job, rows, vectors, vectors, vectors - 1);
}

static ALWAYS_INLINE void any_width(const struct job *job, size_t rows, size_t cols)
{
    if (cols == WIDE && rows <= ROWS)
        tile(job, rows, VECTORS, VECTORS, VECTORS);
    else if (VECTORS > 3 && cols > 3 * LANES && rows <= ROWS)
        any_end(job, rows, 4);
    else if (VECTORS > 2 && cols > 2 * LANES)
        any_end(job, rows, 3);
    else if (VECTORS > 1 && cols > LANES && (VECTORS > 2 || rows <= ROWS))
        any_end(job, rows, 2);
    else
        any_end(job, rows, 1);
}

static __attribute__((noinline)) void any_tile(const struct job *job, size_t rows, size_t cols)
{
    switch (rows) {
    case 1:
        any_width(job, 1, cols);
        break;
    case 2:
        any_width(job, 2, cols);
        break;
    case 3:
        any_width(job, 3, cols);
        break;
    case 4:
        any_width(job, 4, cols);
        break;
    case 5:
        any_width(job, 5, cols);
        break;
    case 6:
        any_width(job, 6, cols);
        break;
    case 7:
        any_width(job, 7, cols);
        break;
    default:
        any_width(job, HIGH, cols);
        break;
    }
}

#endif
