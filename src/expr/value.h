/* What an expression is worth: a matrix; one of 1 by 1 is a number. */
#ifndef GRI_EXPR_VALUE_H
#define GRI_EXPR_VALUE_H

#include "base/arena.h"
#include "base/error.h"

#include <stddef.h>

/* Row-major, dense; `at` lives in the arena it was asked from. */
struct gri_value {
    size_t rows, cols;
    double *at;
};

struct gri_expr;
struct gri_scope;

enum gr_status gri_value_number(struct gri_arena *arena, double number, struct gri_value *value,
                                struct gr_err *err) GRI_CHECKED;
enum gr_status gri_value_matrix(struct gri_arena *arena, size_t rows, size_t cols,
                                struct gri_value *value, struct gr_err *err) GRI_CHECKED;

/* Evaluate `expr`. Errors (shapes that do not fit, a name without a value) carry the column of the
 * operand. A number combines with a matrix element by element; a row vector is added to each row of
 * a matrix (the bias); matrix * matrix is the matrix product; / and ^ want a number on the right;
 * functions work element by element. Arithmetic is IEEE: 1/0 is inf. */
enum gr_status gri_evaluate(const struct gri_expr *expr, const struct gri_scope *scope,
                            struct gri_arena *arena, struct gri_value *value,
                            struct gr_err *err) GRI_CHECKED;

/* The same, but the result must be one number. */
enum gr_status gri_evaluate_number(const struct gri_expr *expr, const struct gri_scope *scope,
                                   struct gri_arena *arena, double *number,
                                   struct gr_err *err) GRI_CHECKED;

#endif
