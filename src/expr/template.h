/* Expressions from a row's text: "h*(1 - h)" with an expression for each letter. */
#ifndef GRI_EXPR_TEMPLATE_H
#define GRI_EXPR_TEMPLATE_H

#include "expr/expr.h"

enum { GRI_LETTERS = 16 };

struct gri_letter {
    const char *name;
    const struct gri_expr *expr;
};

/* At most GRI_LETTERS letters. NULL: no memory, or too high. */
const struct gri_expr *gri_expr_template(struct gri_arena *arena, const char *text,
                                         const struct gri_letter *letters, size_t count);

#endif
