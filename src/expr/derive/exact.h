/* Arithmetic of written numbers: done only where its result, written, is exact. */
#ifndef GRI_EXPR_EXACT_H
#define GRI_EXPR_EXACT_H

#include "expr/expr.h"

/* Is it a written number, a minus before it included? */
bool gri_written_number(const struct gri_expr *expr, double *number);

/* A written number, a negative one with a minus before it. */
const struct gri_expr *gri_written_expr(struct gri_arena *arena, double number);

/* False: not exact in decimals, or too many of them. */
bool gri_exact_sum(double x, double y, double *sum);
bool gri_exact_product(double x, double y, double *product);

/* 6/4 becomes 3/2, 0.5/2 becomes 0.25/1; the denominator is then positive. */
void gri_exact_reduce(double *numerator, double *denominator);

#endif
