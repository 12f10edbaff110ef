/* Formulas: how each quantity comes from others, as expression trees. */
#ifndef GRI_EXPLAIN_FORMULA_H
#define GRI_EXPLAIN_FORMULA_H

#include "explain/view.h"
#include "expr/derive.h"
#include "expr/template.h"

/* Trees over names. Any may be NULL. */
struct gri_formula {
    const struct gri_expr *chain;   /* the chain rule: ∂L/∂ŷ·∂ŷ/∂h1·∂h1/∂w1 */
    const struct gri_expr *formula; /* -2/3·w5·Σ((y - ŷ)·x1) */
    const struct gri_expr
        *operands;      /* what numbers are put into: `formula`, but for a rounded loss */
    const char *origin; /* "given", where there is nothing to compute; or why no formula */
};

/* The formula of a single number. Bare names in it mean what they mean at the cursor; with an
 * address in `asked`, they carry it. */
enum gr_status gri_formula(struct gri_view *view, struct gri_arena *arena,
                           const struct gri_asked *asked, struct gri_formula *out,
                           struct gr_err *err) GRI_CHECKED;

/* The iteration that it was computed in: for a parameter that an update made, the one before the
 * one that uses it. */
enum gr_status gri_formula_moment(struct gri_view *view, const struct gri_asked *asked, size_t *t,
                                  struct gr_err *err) GRI_CHECKED;

/* The name of it: the symbol; for a sample's term of the loss its formula. */
enum gr_status gri_formula_name(struct gri_view *view, struct gri_arena *arena,
                                const struct gri_asked *asked, const struct gri_expr **name,
                                struct gr_err *err) GRI_CHECKED;

/* `expr` with numbers for its names and sums written out. `row` as in gri_scope.value. Sums of more
 * than GRI_SHOWN_TERMS rows become their value. */
enum { GRI_SHOWN_TERMS = 24 };
enum gr_status gri_substitute(struct gri_view *view, struct gri_arena *arena,
                              const struct gri_expr *expr, long row, const struct gri_expr **out,
                              struct gr_err *err) GRI_CHECKED;

/* Is this y - ŷ, as the view has the error? Then `error` becomes its name. */
bool gri_formula_is_error(const struct gri_view *view, const struct gri_expr *expr,
                          struct gri_symbol *error);

/* `expr` with the formulas of computed names in their place, down to x, y, w and b, or `depth`
 * levels deep. With a variable (of any sample and moment) only names that depend on it are written
 * out, and it stays as it is. GR_E_RANGE for what gets too long. */
enum gr_status gri_expand(struct gri_view *view, struct gri_arena *arena,
                          const struct gri_expr *expr, const struct gri_symbol *variable,
                          size_t depth, const struct gri_expr **out,
                          struct gr_err *err) GRI_CHECKED;

/* What simplifying and deriving have to know of names; the same where a name's sample and moment do
 * not matter. */
extern const struct gri_symbols gri_name_symbols, gri_name_symbols_anywhere;

/* Does it differ from sample to sample? */
bool gri_formula_per_sample(const struct gri_expr *expr);

/* For the files of this room: */

/* What formulas are built with: where, and which address names carry. */
struct gri_build {
    struct gri_view *view;
    struct gri_arena *arena;
    struct gri_quantity address; /* sample, epoch, iteration */
    size_t rows;                 /* of the batch */
};

const struct gri_expr *gri_build_name(const struct gri_build *b, struct gri_quantity q);
const struct gri_expr *gri_build_derivative(const struct gri_build *b, struct gri_quantity of,
                                            struct gri_quantity by);
const struct gri_expr *gri_build_error(const struct gri_build *b, size_t output);

/* x·y, left to right: (a·b)·c for a·(b·c). */
const struct gri_expr *gri_build_product(const struct gri_build *b, const struct gri_expr *x,
                                         const struct gri_expr *y);

/* sum + term; a term -a is subtracted. */
const struct gri_expr *gri_build_sum(const struct gri_build *b, const struct gri_expr *sum,
                                     const struct gri_expr *term);

/* num/den·factor, written as on a blackboard: -2/3·a, -a, a. */
const struct gri_expr *gri_build_scaled(const struct gri_build *b, double num, double den,
                                        const struct gri_expr *factor);

/* (number - shift)/scale and back: (scaled)(scale) + shift, as `data scale` has it. */
const struct gri_expr *gri_scaled_expr(struct gri_arena *arena, double number, double shift,
                                       double scale);
const struct gri_expr *gri_unscaled_expr(struct gri_arena *arena, double scaled, double shift,
                                         double scale);

/* An input or a target: given, or scaled: (16 - 11)/7.0711. */
enum gr_status gri_build_given(const struct gri_build *b, const struct gri_quantity *q,
                               struct gri_formula *out, struct gr_err *err) GRI_CHECKED;

/* A row's formula text with expressions for its letters. */
const struct gri_expr *gri_build_template(const struct gri_build *b, const char *text,
                                          const struct gri_letter *letters, size_t count);

/* A new parameter, made by the update; a number of the optimiser. */
enum gr_status gri_build_update(const struct gri_build *b, struct gri_quantity q,
                                struct gri_formula *out, struct gr_err *err) GRI_CHECKED;
enum gr_status gri_build_moment(struct gri_build *b, struct gri_quantity q, struct gri_formula *out,
                                struct gr_err *err) GRI_CHECKED;

/* Did the step before iteration t make this number of the optimiser? */
bool gri_moment_kept(struct gri_view *view, const struct gri_quantity *q, size_t t);

/* Build with the names of the step before iteration t. */
enum gr_status gri_build_before(struct gri_build *b, size_t t, struct gr_err *err) GRI_CHECKED;

/* Derivatives: chain and formula. */
void gri_build_chain(const struct gri_build *b, const struct gri_asked *asked,
                     struct gri_formula *out);

#endif
