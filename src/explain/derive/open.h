/* An open scope: the view's, and beside it names that stand for no quantity: free variables, and
 * pieces that formulas have no sign for. */
#ifndef GRI_EXPLAIN_OPEN_H
#define GRI_EXPLAIN_OPEN_H

#include "explain/view.h"

enum gri_unknown_kind {
    GRI_UNKNOWN_FREE,   /* a variable: x, t, a1 */
    GRI_UNKNOWN_WORDS,  /* "iterations an epoch" */
    GRI_UNKNOWN_MARK,   /* d/dx part */
    GRI_UNKNOWN_CEILING /* ⌈part⌉ */
};

struct gri_unknown {
    enum gri_unknown_kind kind;
    const char *text;            /* FREE, WORDS */
    const struct gri_expr *part; /* MARK, CEILING */
    const struct gri_symbol *by; /* MARK */
};

bool gri_unknown_same(const struct gri_unknown *a,
                      const struct gri_unknown *b); /* either NULL too */

/* Lives in an arena for as long as its scope is used. */
struct gri_open {
    struct gri_scope scope, inner;
    struct gri_view *view;
    struct gri_arena *arena;
    const struct gri_symbol *set; /* has this value, whatever the view says; NULL: none */
    double value;
};

/* NULL: no memory. */
struct gri_open *gri_open_new(struct gri_view *view, struct gri_arena *arena);

/* Names of such a scope. NULL: no memory. */
const struct gri_expr *gri_open_words(const struct gri_open *open, const char *words);
const struct gri_expr *gri_open_ceiling(const struct gri_open *open, const struct gri_expr *part);
const struct gri_expr *gri_open_mark(const struct gri_open *open, const struct gri_expr *part,
                                     const struct gri_symbol *by);

#endif
