/* Derivatives of expressions, rule by rule, and simpler forms. Of numbers, not of matrices. */
#ifndef GRI_EXPR_DERIVE_H
#define GRI_EXPR_DERIVE_H

#include "expr/expr.h"

/* What there is to know of symbols. */
struct gri_symbols {
    /* Do both mean the same? NULL: the pointers are equal. */
    bool (*same)(const struct gri_symbol *a, const struct gri_symbol *b);
    /* Does it differ from row to row of a sum? NULL: each may. */
    bool (*varies)(const struct gri_symbol *symbol);
};

bool gri_expr_same(const struct gri_symbols *symbols, const struct gri_expr *a,
                   const struct gri_expr *b);
bool gri_expr_depends(const struct gri_symbols *symbols, const struct gri_expr *expr,
                      const struct gri_symbol *by);

/* Numbers, names and operators of a tree; `most` + 1 for more than `most`. */
size_t gri_expr_size(const struct gri_expr *expr, size_t most);

/* One rule that was used: d/dx of = result. What is left to derive stands in `result` as a mark. */
struct gri_rule {
    const char *name; /* "product rule" */
    const struct gri_expr *of, *result;
    struct gri_rule *next;
};

struct gri_derivation {
    struct gri_arena *arena;
    const struct gri_symbols *symbols;
    const struct gri_symbol *by;
    /* Makes the mark for "d/dx part"; NULL: no rules are kept. */
    const struct gri_expr *(*mark)(void *user, const struct gri_expr *part);
    void *user;
    /* What comes of it: */
    const struct gri_expr *derivative; /* as the rules leave it */
    struct gri_rule *first, *last;     /* outer ones before inner ones */
    size_t count;
};

/* GR_E_SHAPE for a matrix, GR_E_RANGE for what would get too long. */
enum gr_status gri_derive(struct gri_derivation *derivation, const struct gri_expr *expr,
                          struct gr_err *err) GRI_CHECKED;

/* The same with 0·a, 1·a, a + 0, -(-a), a^1 and double factors and terms gone, what does not vary
 * taken out of sums, and written numbers put together where that is exact. NULL: no memory, or too
 * high. Where a factor cancels that is 0 the value changes. */
const struct gri_expr *gri_simplify(struct gri_arena *arena, const struct gri_symbols *symbols,
                                    const struct gri_expr *expr);

#endif
