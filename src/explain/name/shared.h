/* What all notations call alike, and what they are read with. */
#ifndef GRI_EXPLAIN_NAME_SHARED_H
#define GRI_EXPLAIN_NAME_SHARED_H

#include "explain/view.h"

/* x1 y yhat e loss alpha N, and the matrices X Y Yhat W[1] b[1] Z[1] H[1]. As gri_notation.read. */
enum gr_status gri_shared_read(const struct gri_view *view, const char *text, size_t length,
                               struct gri_quantity *q, size_t *used,
                               struct gr_err *err) GRI_CHECKED;

/* Append the name of such a quantity; false: it has none here. */
bool gri_shared_spell(const struct gri_view *view, const struct gri_quantity *q,
                      struct gri_text *out);

/* Digits at text[at]: how many, and their number, at most `most` + 1. */
size_t gri_read_digits(const char *text, size_t length, size_t at, size_t most, size_t *number);

/* Letters at the beginning. */
size_t gri_count_letters(const char *text, size_t length);

/* "there is no h9; this network has h1 to h2" */
enum gr_status gri_no_such(struct gr_err *err, const char *text, size_t length, const char *stem,
                           size_t first, size_t last) GRI_CHECKED;

#endif
