/* A line of a table in text: what separates its fields, where they begin, and the quick way through
 * a line of plain numbers. */
#ifndef GRI_NET_DATA_LINE_H
#define GRI_NET_DATA_LINE_H

#include "net/data/labels.h"

bool gri_line_is_blank(const char *line, size_t length);

/* Comma, semicolon, tab, or else a blank: what the first line that is not empty shows. */
unsigned char gri_line_delimiter(const char *line, size_t length);

/* The byte of the line where field number `field` (from 0) begins, from 1. */
size_t gri_line_column(const char *line, size_t length, unsigned char delimiter, size_t field);

/* All numbers of a row, without quotes or anything else that is unusual; false where there is. A
 * column that has labels (the array may be NULL) is of words. */
bool gri_line_numbers(const char *line, size_t length, unsigned char delimiter,
                      struct gri_labels *const *labels, double *row, size_t cols);

#endif
