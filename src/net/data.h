/* Data: a table of numbers, and which of its columns are inputs and which targets. */
#ifndef GRI_NET_DATA_H
#define GRI_NET_DATA_H

#include "base/error.h"
#include "math/matrix.h"
#include "net/kind/loss.h"

#include <stdbool.h>
#include <stddef.h>

/* Columns are in the order read; `names` are those of a header, one block, or NULL. */
struct gri_data {
    size_t rows, cols;
    double *at; /* (rows, cols) */
    char **names;
};

enum { GRI_DATA_LIMIT = 200000000 }; /* numbers */

/* Read rows of numbers separated by commas, semicolons, tabs or blanks, with or without a header,
 * byte order mark, quotes, CRLF. *data is the caller's, to be freed with gri_data_free. A field
 * that is missing or no number is GR_E_SYNTAX with err->line and err->column of the field. */
enum gr_status gri_data_read(const char *text, size_t length, struct gri_data **data,
                             struct gr_err *err) GRI_CHECKED;

/* Numbers from memory, copied. */
enum gr_status gri_data_new(const double *at, size_t rows, size_t cols, struct gri_data **data,
                            struct gr_err *err) GRI_CHECKED;

/* Call the columns so; the names, one for each, are copied. */
enum gr_status gri_data_name(struct gri_data *data, char *const *names,
                             struct gr_err *err) GRI_CHECKED;
void gri_data_free(struct gri_data *data);

/* Put the named columns first (inputs) and last (targets), drop the others. A list is names or
 * numbers from 1 separated by commas; NULL inputs: all that are no targets, NULL targets: all that
 * are no inputs. */
enum gr_status gri_data_select(struct gri_data *data, const char *inputs, const char *targets,
                               struct gr_err *err) GRI_CHECKED;

/* Is this data for a network of so many inputs and outputs, and are its targets such as the loss
 * wants? The last `outputs` columns are the targets. */
enum gr_status gri_data_check(const struct gri_data *data, size_t inputs, size_t outputs,
                              enum gri_loss loss, struct gr_err *err) GRI_CHECKED;

#endif
