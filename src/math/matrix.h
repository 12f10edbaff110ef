/* A matrix is a view of numbers that someone else owns. */
#ifndef GRI_MATH_MATRIX_H
#define GRI_MATH_MATRIX_H

#include <stddef.h>

/* Element (i, k) is at[i * down + k * right]; indices from 0. */
struct gri_matrix {
    double *at;
    size_t rows, cols;
    size_t down, right;
};

static inline struct gri_matrix gri_matrix(double *at, size_t rows, size_t cols)
{
    return (struct gri_matrix){at, rows, cols, cols, 1};
}

static inline struct gri_matrix gri_transposed(struct gri_matrix a)
{
    return (struct gri_matrix){a.at, a.cols, a.rows, a.right, a.down};
}

static inline double *gri_element(struct gri_matrix a, size_t i, size_t k)
{
    return &a.at[i * a.down + k * a.right];
}

/* A window of a matrix: rows from `row` on, columns from `col` on. */
struct gri_part {
    size_t row, rows, col, cols;
};

static inline struct gri_matrix gri_matrix_part(struct gri_matrix a, struct gri_part part)
{
    return (struct gri_matrix){gri_element(a, part.row, part.col), part.rows, part.cols, a.down,
                               a.right};
}

/* The rows [first, first + count) of `a`. */
static inline struct gri_matrix gri_matrix_rows(struct gri_matrix a, size_t first, size_t count)
{
    return (struct gri_matrix){a.at + first * a.down, count, a.cols, a.down, a.right};
}

#endif
