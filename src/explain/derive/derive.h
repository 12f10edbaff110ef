/* Derivatives worked by the rules of calculus, and quantities written out: pages. */
#ifndef GRI_EXPLAIN_DERIVE_H
#define GRI_EXPLAIN_DERIVE_H

#include "explain/derive/open.h"
#include "explain/explain.h"

/* What to differentiate, by which name, and where (NULL: where the names have their values). The
 * trees' names are of the open scope. */
struct gri_task {
    const struct gri_expr *expr, *by, *at;
};

/* The formula, the rules one by one, the derivative, simplified, with numbers in, its value. The
 * page's scope becomes the open one. */
enum gr_status gri_explain_derivative(struct gri_open *open, struct gri_page *page,
                                      const struct gri_task *task, struct gr_err *err) GRI_CHECKED;

/* A quantity in x, y, w and b, or its formula `depth` levels down; and its value. */
enum gr_status gri_explain_expansion(struct gri_view *view, struct gri_page *page,
                                     const struct gri_asked *asked, size_t depth,
                                     struct gr_err *err) GRI_CHECKED;

#endif
