/* Class labels: the different words of a column, in order of first appearance. */
#ifndef GRI_NET_DATA_LABELS_H
#define GRI_NET_DATA_LABELS_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

enum { GRI_LABEL_LIMIT = 1000 };

/* `line` and `column` are where the first of them stands. */
struct gri_labels {
    size_t count, line, column;
    char *word[GRI_LABEL_LIMIT];
};

/* Labels begin with a letter. */
bool gri_is_label(const char *text, size_t length);

/* What programs write where there is no value: nan, NA, null and the like. It is no label. */
bool gri_is_missing(const char *text, size_t length);

/* The number of this word, from 0; a new one is added. SIZE_MAX: no memory, or too many. */
size_t gri_labels_number(struct gri_labels *labels, const char *word, size_t length);
void gri_labels_free(struct gri_labels *labels);

#endif
