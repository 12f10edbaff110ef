/* Notations: how quantities are called. One row each. */
#ifndef GRI_EXPLAIN_NOTATION_H
#define GRI_EXPLAIN_NOTATION_H

#include "explain/view.h"

/* A notation reads and spells the bare name of a quantity; index, moment and derivative are the
 * same in all of them. */
struct gri_notation {
    const char *name;
    const char *summary;
    /* The name at the beginning of `text`, in plain ASCII spelling: its bytes, 0 for none. One that
     * is recognised but does not exist in this network is an error. */
    enum gr_status (*read)(const struct gri_view *view, const char *text, size_t length,
                           struct gri_quantity *q, size_t *used, struct gr_err *err);
    /* Append its plain ASCII spelling. */
    void (*spell)(const struct gri_view *view, const struct gri_quantity *q, struct gri_text *out);
    /* Set such a name in a style, with the index i of a sum; NULL: as gri_typeset does. */
    void (*typeset)(struct gri_text *out, const char *name, size_t length, bool each_row,
                    enum gri_style style);
    bool names_products; /* has a name (k3) for the sum before the bias */
};

/* Each in a file of its own. */
extern const struct gri_notation gri_notation_flat, gri_notation_neuron, gri_notation_indexed,
    gri_notation_torch;

extern const struct gri_notation *const gri_notations[];
extern const size_t gri_notation_count;
const struct gri_notation *gri_notation_find(const char *name); /* NULL: none */

/* Every name that exists in this view, one call each: for completion and for did-you-mean. */
void gri_notation_each(const struct gri_view *view, void (*name)(void *user, const char *name),
                       void *user);

/* For the files of this room: */

/* A name in plain ASCII ("yhat", "alpha", "w13") in one of the styles, with the index i of a sum.
 */
void gri_typeset(struct gri_text *out, const char *name, size_t length, bool each_row,
                 enum gri_style style);

/* Read and spell a symbol: the scope's functions. */
enum gr_status gri_name_resolve(void *view, struct gri_arena *arena, const char *text,
                                size_t length, const struct gri_symbol **symbol, size_t *used,
                                struct gr_err *err);
void gri_name_spell(void *view, const struct gri_symbol *symbol, bool in_sum, enum gri_style style,
                    struct gri_text *out);

#endif
