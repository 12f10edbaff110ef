/* A page of hand work as it was read: what it says of which quantity, where. */
#ifndef GRI_MARK_SHEET_H
#define GRI_MARK_SHEET_H

#include "explain/view.h"

/* A place on the page: line and column, in characters, from 1. */
struct gri_spot {
    size_t line, column;
};

/* What stands behind one `=`. */
struct gri_segment {
    struct gri_spot spot;
    const char *written;         /* its text, as typed, without blanks at the ends */
    const struct gri_expr *expr; /* NULL: it cannot be read */
    const char *problem;         /* why not */
    struct gri_spot bad;         /* and where */
    const char *plain; /* the text that expr->column indexes (bytes, from 1): as typed, but spelled
                          in the language of expressions */
};

/* `name = working = … = value`. Every name in the expressions carries its address (epoch,
 * iteration, and sample where there is one for each), from the headings where it was bare; inside
 * the brackets of a sum a bare per-sample name stays without a sample. */
struct gri_claim {
    struct gri_spot spot;
    const struct gri_expr *left; /* a name, a matrix of names or a formula; NULL: it cannot be read,
                                    and `problem` says why */
    const char *written;         /* the left side, as typed */
    const char *problem;
    const char *plain; /* as in a segment */
    bool cell;         /* of a table: one segment, the number */
    struct gri_segment *segments;
    size_t count;
    struct gri_claim *next;
};

struct gri_sheet {
    const char *file; /* as it is called in messages */
    const char *text; /* all of it, borrowed */
    size_t length;
    const char *author; /* behind `Name:`; or NULL */
    struct gri_claim *first;
    size_t claims, segments;
};

/* Read a page. Bare names mean the cursor's iteration and sample until a heading says otherwise.
 * What cannot be read is a claim or a segment that says so; prose is left out. Fails for want of
 * memory only. */
enum gr_status gri_sheet_read(struct gri_view *view, struct gri_arena *arena, const char *file,
                              const char *text, size_t length, struct gri_sheet *sheet,
                              struct gr_err *err) GRI_CHECKED;

#endif
