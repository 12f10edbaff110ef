/* Data: a table of numbers, and which of its columns are inputs and which targets. */
#ifndef GRI_NET_DATA_H
#define GRI_NET_DATA_H

#include "base/error.h"
#include "math/matrix.h"
#include "net/data/labels.h"
#include "net/kind/loss.h"

#include <stdbool.h>
#include <stddef.h>

enum gri_scaling { GRI_SCALING_OFF, GRI_SCALING_STANDARD, GRI_SCALING_MINMAX, GRI_SCALINGS };

struct gri_preparation {
    enum gri_scaling scaling;
    double share; /* of the rows that is trained on, the first of them; 1: all */
};

/* Columns are in the order read. A column of words holds the numbers of its labels. Behind the rows
 * that are trained on, `held` more may be held out. */
struct gri_data {
    size_t holders; /* beside the first: gri_data_keep */
    size_t rows, held, cols;
    size_t stride;              /* from row to row of `at`; cols, but for one-hot targets */
    double *at;                 /* (rows + held, cols) */
    char **names;               /* those of a header, one block; or NULL */
    struct gri_labels **labels; /* for each column, NULL where it is of numbers; or NULL */

    /* Of data prepared for a network (prepare.h): the table it was made from, held; `at` may be
     * the table's. Each column is (what the table has - shift)/scale; NULL: as it is. */
    struct gri_data *table;
    struct gri_preparation how;
    double *shift, *scale;
    double *one_hot;      /* the targets, (rows + held, classes), where they do not stand in `at` */
    bool classes;         /* the targets are classes, one-hot or one column of 0 and 1 */
    double *class_number; /* what the table has for each class; NULL: its labels */
};

/* Inputs and targets of row i, for a network of so many inputs. */
static inline const double *gri_data_x(const struct gri_data *data, size_t i)
{
    return data->at + i * data->stride;
}

static inline const double *gri_data_y(const struct gri_data *data, size_t inputs, size_t i)
{
    return data->one_hot != NULL ? data->one_hot + i * (data->cols - inputs)
                                 : data->at + i * data->stride + inputs;
}

enum { GRI_DATA_LIMIT = 200000000 }; /* numbers */

/* Read rows of numbers separated by commas, semicolons, tabs or blanks, with or without a header,
 * byte order mark, quotes, CRLF. A column may be of words, all of it. *data is the caller's, to be
 * freed with gri_data_free. A field that is missing or no number is GR_E_SYNTAX with err->line and
 * err->column of the field. A file is read piece by piece: no copy of it is kept. */
enum gr_status gri_data_read(const char *text, size_t length, struct gri_data **data,
                             struct gr_err *err) GRI_CHECKED;
enum gr_status gri_data_read_file(const char *path, struct gri_data **data,
                                  struct gr_err *err) GRI_CHECKED;

/* Can a table be so large? Before anything is allocated. */
enum gr_status gri_data_check_size(size_t rows, size_t cols, struct gr_err *err) GRI_CHECKED;

/* Numbers from memory, copied. */
enum gr_status gri_data_new(const double *at, size_t rows, size_t cols, struct gri_data **data,
                            struct gr_err *err) GRI_CHECKED;

/* A copy, labels and names too. */
enum gr_status gri_data_copy(const struct gri_data *from, struct gri_data **data,
                             struct gr_err *err) GRI_CHECKED;

/* The same, but `at` is taken over: freed here when it fails. */
enum gr_status gri_data_own(double *at, size_t rows, size_t cols, struct gri_data **data,
                            struct gr_err *err) GRI_CHECKED;

/* Call the columns so; the names, one for each, are copied. */
enum gr_status gri_data_name(struct gri_data *data, char *const *names,
                             struct gr_err *err) GRI_CHECKED;
void gri_data_free(struct gri_data *data);

/* One more holds it: it is freed when gri_data_free was called once for each. NULL stays NULL. */
struct gri_data *gri_data_keep(const struct gri_data *data);

/* Put the named columns first (inputs) and last (targets), drop the others. A list is names or
 * numbers from 1 separated by commas; NULL inputs: all that are no targets, NULL targets: all that
 * are no inputs. */
enum gr_status gri_data_select(struct gri_data *data, const char *inputs, const char *targets,
                               struct gr_err *err) GRI_CHECKED;

/* Only the last column may be of words: else GR_E_SYNTAX with the place of the first word. */
enum gr_status gri_data_check_words(const struct gri_data *data, struct gr_err *err) GRI_CHECKED;

/* Rows that repeat an earlier one: how many, and the first `room` of them, from 0. 0 where memory
 * ends. */
size_t gri_data_repeats(const struct gri_data *data, size_t *rows, size_t room);

/* Is this data for a network of so many inputs and outputs, and are its targets such as the loss
 * wants? The last `outputs` columns are the targets. */
enum gr_status gri_data_check(const struct gri_data *data, size_t inputs, size_t outputs,
                              enum gri_loss loss, struct gr_err *err) GRI_CHECKED;

#endif
