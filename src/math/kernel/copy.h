/* Copies of a matrix whose rows are contiguous. */
#ifndef GRI_MATH_KERNEL_COPY_H
#define GRI_MATH_KERNEL_COPY_H

#include "math/kernel/tile.h"
#include "math/matrix.h"

static inline size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Row k begins at at[k * down] and has `width` numbers, zeros behind those that were copied. */
struct rows {
    double *at;
    size_t down, width;
};

static inline vector load_least(const double *at, size_t n)
{
    if (n < LANES)
        return load_some(at, n);
    return *(const loose *)at;
}

static inline void store_least(double *at, vector x, size_t n)
{
    if (n < LANES)
        store_some(at, x, n);
    else
        *(loose *)at = x;
}

static inline void copy_rows(struct gri_matrix m, struct rows to)
{
    for (size_t k = 0; k < m.rows; k++) {
        const double *from = m.at + k * m.down;
        double *row = to.at + k * to.down;
        size_t j = 0;
        for (; j + LANES <= m.cols; j += LANES)
            *(loose *)(row + j) = *(const loose *)(from + j);
        if (j < m.cols)
            store_least(row + j, load_some(from + j, m.cols - j), to.width - j);
    }
}

/* Rows become columns: zip the first with the middle one and so on, as often as halving LANES ends
 * in 1. */
static ALWAYS_INLINE void transpose(vector x[LANES])
{
#pragma GCC unroll 3
    for (size_t n = LANES; n > 1; n /= 2) {
        vector y[LANES];
#pragma GCC unroll 8
        for (size_t i = 0; i < LANES; i++)
            y[i] = x[i];
#pragma GCC unroll 4
        for (size_t i = 0; i < LANES / 2; i++) {
            x[2 * i] = zip_low(y[i], y[i + LANES / 2]);
            x[2 * i + 1] = zip_high(y[i], y[i + LANES / 2]);
        }
    }
}

/* The numbers from (k, j) on that a square of vectors holds; all of them where it is `whole`. */
static ALWAYS_INLINE void copy_square(struct gri_matrix m, struct rows to, size_t k, size_t j,
                                      bool whole)
{
    const size_t high = whole ? LANES : m.rows - k, wide = whole ? LANES : to.width - j;
    const double *from = m.at + k + j * m.right;
    vector x[LANES];
#pragma GCC unroll 8
    for (size_t i = 0; i < LANES; i++)
        x[i] = whole || j + i < m.cols ? load_least(from + i * m.right, high) : (vector){0};
    transpose(x);
#pragma GCC unroll 8
    for (size_t i = 0; i < LANES; i++)
        if (i < high)
            store_least(to.at + (k + i) * to.down + j, x[i], wide);
}

/* The same for columns that are contiguous. */
static inline void copy_columns(struct gri_matrix m, struct rows to)
{
    for (size_t j = 0; j < to.width; j += LANES)
        for (size_t k = 0; k < m.rows; k += LANES)
            if (j + LANES <= m.cols && k + LANES <= m.rows)
                copy_square(m, to, k, j, true);
            else
                copy_square(m, to, k, j, false);
}

static inline void copy(struct gri_matrix m, struct rows to)
{
    if (m.right == 1)
        copy_rows(m, to);
    else if (m.down == 1)
        copy_columns(m, to);
    else
        for (size_t k = 0; k < m.rows; k++)
            for (size_t j = 0; j < to.width; j++)
                to.at[k * to.down + j] = j < m.cols ? *gri_element(m, k, j) : 0;
}

#endif
