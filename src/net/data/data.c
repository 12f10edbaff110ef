#include "net/data/data.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum gr_status gri_data_check_size(size_t rows, size_t cols, struct gr_err *err)
{
    if (rows == 0 || cols < 2)
        return gri_fail(err, GR_E_SHAPE, "data wants at least one row of at least two numbers");
    if (cols > GRI_DATA_LIMIT / rows)
        return gri_fail(err, GR_E_MEMORY, "data of %zu rows and %zu columns is too large", rows,
                        cols);
    return GR_OK;
}

enum gr_status gri_data_own(double *at, size_t rows, size_t cols, struct gri_data **out,
                            struct gr_err *err)
{
    struct gri_data *data = calloc(1, sizeof *data);
    enum gr_status status = gri_data_check_size(rows, cols, err);
    if (status != GR_OK || data == NULL) {
        free(data);
        free(at);
        return status != GR_OK ? status : gri_fail_memory(err, "the data");
    }
    data->rows = rows;
    data->cols = data->stride = cols;
    data->at = at;
    *out = data;
    return GR_OK;
}

enum gr_status gri_data_new(const double *at, size_t rows, size_t cols, struct gri_data **out,
                            struct gr_err *err)
{
    GRI_TRY(gri_data_check_size(rows, cols, err));
    double *copy = malloc(rows * cols * sizeof *copy);
    if (copy == NULL)
        return gri_fail_memory(err, "the data");
    memcpy(copy, at, rows * cols * sizeof *copy);
    return gri_data_own(copy, rows, cols, out, err);
}

static struct gri_labels *copy_labels(const struct gri_labels *from)
{
    struct gri_labels *labels = calloc(1, sizeof *labels);
    bool well = labels != NULL;
    for (size_t n = 0; well && n < from->count; n++)
        well = gri_labels_number(labels, from->word[n], strlen(from->word[n])) == n;
    if (well)
        return labels;
    gri_labels_free(labels);
    return NULL;
}

enum gr_status gri_data_copy(const struct gri_data *from, struct gri_data **out, struct gr_err *err)
{
    struct gri_data *data = NULL;
    GRI_TRY(gri_data_new(from->at, from->rows + from->held, from->cols, &data, err));
    data->rows = from->rows;
    data->held = from->held;
    enum gr_status status = from->names != NULL ? gri_data_name(data, from->names, err) : GR_OK;
    bool well = status == GR_OK;
    if (well && from->labels != NULL) {
        data->labels = calloc(from->cols, sizeof *data->labels);
        well = data->labels != NULL;
        for (size_t k = 0; well && k < from->cols; k++)
            if (from->labels[k] != NULL)
                well = (data->labels[k] = copy_labels(from->labels[k])) != NULL;
    }
    if (well) {
        *out = data;
        return GR_OK;
    }
    gri_data_free(data);
    return status != GR_OK ? status : gri_fail_memory(err, "the data");
}

enum gr_status gri_data_name(struct gri_data *data, char *const *names, struct gr_err *err)
{
    size_t size = data->cols * sizeof *names;
    for (size_t k = 0; k < data->cols; k++)
        size += strlen(names[k]) + 1;
    char **copy = malloc(size); /* pointers and, behind them, what they point to */
    if (copy == NULL)
        return gri_fail_memory(err, "the data");
    char *next = (char *)(copy + data->cols);
    for (size_t k = 0; k < data->cols; k++) {
        copy[k] = next;
        next = stpcpy(next, names[k]) + 1;
    }
    free(data->names);
    data->names = copy;
    return GR_OK;
}

void gri_data_free(struct gri_data *data)
{
    if (data == NULL || data->holders-- > 0)
        return;
    for (size_t k = 0; data->labels != NULL && k < data->cols; k++)
        gri_labels_free(data->labels[k]);
    if (data->table == NULL || data->at != data->table->at)
        free(data->at);
    free(data->labels);
    free(data->names);
    free(data->shift); /* scale stands behind it */
    free(data->one_hot);
    free(data->class_number);
    gri_data_free(data->table);
    free(data);
}

struct gri_data *gri_data_keep(const struct gri_data *data)
{
    struct gri_data *held = (struct gri_data *)data; /* counting changes nothing in it */
    if (held != NULL)
        held->holders++;
    return held;
}

enum gr_status gri_data_check_words(const struct gri_data *data, struct gr_err *err)
{
    for (size_t k = 0; data->labels != NULL && k + 1 < data->cols; k++) {
        const struct gri_labels *labels = data->labels[k];
        if (labels == NULL)
            continue;
        enum gr_status status = gri_fail_at(
            err, GR_E_SYNTAX, labels->column,
            "\"%.40s\" is not a number; words are class labels and stand in the one target column, "
            "as in `data load FILE targets %s`",
            labels->word[0], data->names != NULL ? data->names[k] : "5");
        if (err != NULL)
            err->line = labels->line;
        return status;
    }
    return GR_OK;
}

static enum gr_status check_between(const struct gri_data *data, size_t inputs, const char *loss,
                                    struct gr_err *err)
{
    for (size_t i = 0; i < data->rows + data->held; i++)
        for (size_t k = 0; inputs + k < data->cols; k++)
            if (!(gri_data_y(data, inputs, i)[k] >= 0 && gri_data_y(data, inputs, i)[k] <= 1))
                return gri_fail(err, GR_E_RANGE,
                                "%s wants targets between 0 and 1, row %zu has another; give other "
                                "data, or another loss, as in `set loss mse`",
                                loss, i + 1);
    return GR_OK;
}

static enum gr_status check_sums(const struct gri_data *data, size_t inputs, struct gr_err *err)
{
    for (size_t i = 0; i < data->rows + data->held; i++) {
        double sum = 0;
        for (size_t k = 0; inputs + k < data->cols; k++)
            sum += gri_data_y(data, inputs, i)[k];
        if (!(fabs(sum - 1) < 1e-9))
            return gri_fail(
                err, GR_E_RANGE,
                "cross-entropy wants targets that add up to 1 in each row, row %zu does "
                "not; write classes one-hot, as 0 1 0",
                i + 1);
    }
    return GR_OK;
}

enum gr_status gri_data_check(const struct gri_data *data, size_t inputs, size_t outputs,
                              enum gri_loss loss, struct gr_err *err)
{
    if (data->cols != inputs + outputs)
        return gri_fail(err, GR_E_SHAPE,
                        "the data has %zu columns, the network wants %zu inputs and %zu targets; "
                        "give data or a network that fit",
                        data->cols, inputs, outputs);
    if (loss == GRI_CROSS_ENTROPY)
        GRI_TRY(check_sums(data, inputs, err));
    if (loss == GRI_CROSS_ENTROPY || loss == GRI_BCE)
        GRI_TRY(check_between(data, inputs, gri_losses[loss].name, err));
    return GR_OK;
}
