/* Writing expressions: terminal, ASCII, LaTeX, MathML. */
#ifndef GRI_EXPR_PRINT_H
#define GRI_EXPR_PRINT_H

#include "expr/scope.h"

/* On one line, so that it reads back: matrices as [1 2; 3 4]. Numbers computed are shown at
 * `digits`. GRI_TEXT writes · × − ² Σ ∂ and U+2212 for minus; GRI_ASCII * x - ^2 sum. */
void gri_print(struct gri_text *out, const struct gri_expr *expr, const struct gri_scope *scope,
               enum gri_style style, int digits);

/* The same, as it stands inside a sum when `in_sum` is set: per-sample names carry an index i. For
 * the spelling of names that are made of expressions. */
void gri_print_part(struct gri_text *out, const struct gri_expr *expr,
                    const struct gri_scope *scope, bool in_sum, enum gri_style style, int digits);

/* For reading on a screen: matrices of several rows stand over several lines, columns aligned, the
 * rest of the expression on the middle line. `lines` gets `*count` lines (at most `room`), each of
 * the same width; `*base` is the middle one. GRI_TEXT draws ⎡ ⎤, GRI_ASCII falls back to one line.
 */
void gri_print_stacked(struct gri_text *lines, size_t room, size_t *count, size_t *base,
                       const struct gri_expr *expr, const struct gri_scope *scope,
                       enum gri_style style, int digits);

/* A number alone as gri_print writes it. */
void gri_print_number(struct gri_text *out, double number, enum gri_shown shown,
                      enum gri_style style, int digits);

#endif
