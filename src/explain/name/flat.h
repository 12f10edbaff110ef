/* The flat notation: w1 b1 z1 h1 yhat, numbered on through the layers, weights row by row. */
#ifndef GRI_EXPLAIN_FLAT_H
#define GRI_EXPLAIN_FLAT_H

#include "explain/view.h"

enum gr_status gri_flat_read(const struct gri_view *view, const char *text, size_t length,
                             struct gri_quantity *q, size_t *used, struct gr_err *err) GRI_CHECKED;
void gri_flat_spell(const struct gri_view *view, const struct gri_quantity *q,
                    struct gri_text *out);

#endif
