/* Names come from outside: a scope resolves them, spells them and knows their values. */
#ifndef GRI_EXPR_SCOPE_H
#define GRI_EXPR_SCOPE_H

#include "base/text.h"
#include "expr/expr.h"
#include "expr/value.h"

enum gri_style { GRI_TEXT, GRI_ASCII, GRI_LATEX, GRI_MATHML };

enum { GRI_NO_ROW = -1 };

struct gri_scope {
    void *user;

    /* Is there a name at the beginning of `text`? Then `*symbol` and `*used`, its bytes (index, @
     * and derivative included), else `*used` is 0 and GR_OK. A name that is recognised but stands
     * for nothing ("h9" in a 2-2-1 net, "w5[7]") is GR_E_NAME or GR_E_RANGE with err->column a byte
     * of `text`, from 1. */
    enum gr_status (*resolve)(void *user, struct gri_arena *arena, const char *text, size_t length,
                              const struct gri_symbol **symbol, size_t *used, struct gr_err *err);

    /* Its value. `row` is the row of the batch inside a sum (from 0), else GRI_NO_ROW. */
    enum gr_status (*value)(void *user, struct gri_arena *arena, const struct gri_symbol *symbol,
                            long row, struct gri_value *value, struct gr_err *err);

    /* Append its spelling; `in_sum`: inside a sum, where a per-sample name carries an index i. The
     * MathML one is one element (<mi>, <msub>, <mfrac>, <mrow>…). */
    void (*spell)(void *user, const struct gri_symbol *symbol, bool in_sum, enum gri_style style,
                  struct gri_text *out);

    /* Rows that sums run over. */
    enum gr_status (*rows)(void *user, size_t *rows, struct gr_err *err);
};

#endif
