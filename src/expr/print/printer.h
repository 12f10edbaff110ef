/* What the files that print expressions share: the words of each style, and the walk over a tree.
 */
#ifndef GRI_EXPR_PRINTER_H
#define GRI_EXPR_PRINTER_H

#include "expr/print.h"

/* How one style writes the parts of a tree. */
struct gri_dialect {
    bool flat; /* read back from one line: / and ^ bind, brackets say the rest */
    const char *plus, *minus, *negative; /* between two terms; before one */
    const char *dot, *cross, *blank;
    const char *open, *close, *open_square, *close_square;
    const char *fraction[3], *power[3], *call[3]; /* before, between, behind */
    const char *squared;                          /* NULL: an exponent like any other */
    const char *transposed[2];
    const char *sum, *mean;
    const char *open_matrix, *cell, *comma_cell, *row,
        *close_matrix; /* comma_cell: for long ones */
};

extern const struct gri_dialect gri_dialects[]; /* by enum gri_style */

struct gri_printer {
    const struct gri_dialect *say;
    struct gri_text *out;
    const struct gri_scope *scope;
    enum gri_style style;
    int digits;
    bool in_sum;
    bool apart;             /* blanks separate here, directly inside [ ] */
    struct gri_text *lines; /* stacked: out is lines[base]; else NULL */
    size_t count, base;
};

/* The whole of `expr`, without a bracket of its own. */
void gri_printer_inside(struct gri_printer *printer, const struct gri_expr *expr);

/* The whole of `expr`. */
void gri_printer_whole(struct gri_printer *printer, const struct gri_expr *expr);

/* A matrix over several lines. */
void gri_printer_tall(struct gri_printer *printer, const struct gri_expr *matrix);

/* Append the spelling of a GRI_SYMBOL. */
void gri_printer_spell(struct gri_printer *printer, const struct gri_expr *expr);

/* How strongly the parts of what is printed hold together. */
enum gri_level {
    GRI_LEVEL_SUM = 1,
    GRI_LEVEL_PRODUCT,
    GRI_LEVEL_QUOTIENT_NAME, /* a name like ∂L/∂w5 */
    GRI_LEVEL_POWER,
    GRI_LEVEL_ATOM
};

enum gri_level gri_level(struct gri_printer *printer, const struct gri_expr *expr);
bool gri_begins_with_minus(struct gri_printer *printer, const struct gri_expr *expr);
bool gri_is_sum(const struct gri_expr *expr);

/* A product written by juxtaposition. */
bool gri_is_chain(const struct gri_expr *expr);

/* Does the first factor of a chain stand bare? A quotient of written numbers, a number with a minus
 * before it, and a number before a sum do; others are numbers put in for names. */
bool gri_is_coefficient(const struct gri_printer *printer, const struct gri_expr *first,
                        const struct gri_expr *next);

#endif
