#include "net/data.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum gr_status gri_data_new(const double *at, size_t rows, size_t cols, struct gri_data **out,
                            struct gr_err *err)
{
    if (rows == 0 || cols < 2)
        return gri_fail(err, GR_E_SHAPE, "data wants at least one row of at least two numbers");
    if (cols > GRI_DATA_LIMIT / rows)
        return gri_fail(err, GR_E_MEMORY, "data of %zu rows and %zu columns is too large", rows,
                        cols);
    struct gri_data *data = calloc(1, sizeof *data);
    double *copy = malloc(rows * cols * sizeof *copy);
    if (data == NULL || copy == NULL) {
        free(data);
        free(copy);
        return gri_fail_memory(err, "the data");
    }
    memcpy(copy, at, rows * cols * sizeof *copy);
    data->rows = rows;
    data->cols = cols;
    data->at = copy;
    *out = data;
    return GR_OK;
}

/* The chosen ones of the names: pointers and, behind them, what they point to. */
static char **copy_names(char *const *names, const size_t *chosen, size_t count)
{
    size_t size = count * sizeof *names;
    for (size_t k = 0; k < count; k++)
        size += strlen(names[chosen[k]]) + 1;
    char **copy = malloc(size);
    if (copy == NULL)
        return NULL;
    char *next = (char *)(copy + count);
    for (size_t k = 0; k < count; k++) {
        copy[k] = next;
        next = stpcpy(next, names[chosen[k]]) + 1;
    }
    return copy;
}

enum gr_status gri_data_name(struct gri_data *data, char *const *names, struct gr_err *err)
{
    size_t *all = calloc(data->cols, sizeof *all);
    for (size_t k = 0; all != NULL && k < data->cols; k++)
        all[k] = k;
    char **copy = all != NULL ? copy_names(names, all, data->cols) : NULL;
    free(all);
    if (copy == NULL)
        return gri_fail_memory(err, "the data");
    free(data->names);
    data->names = copy;
    return GR_OK;
}

void gri_data_free(struct gri_data *data)
{
    if (data == NULL)
        return;
    free(data->names);
    free(data->at);
    free(data);
}

/* The column called by `length` bytes of `name`, a header's name or a number from 1; `cols` when
 * there is none. */
static size_t column_find(const struct gri_data *data, const char *name, size_t length)
{
    for (size_t k = 0; data->names != NULL && k < data->cols; k++)
        if (strlen(data->names[k]) == length && memcmp(data->names[k], name, length) == 0)
            return k;
    size_t number = 0;
    for (size_t n = 0; n < length; n++) {
        if (name[n] < '0' || name[n] > '9' || number > data->cols)
            return data->cols;
        number = 10 * number + (size_t)(name[n] - '0');
    }
    return number >= 1 && number <= data->cols ? number - 1 : data->cols;
}

/* Append the columns of a list to `chosen`; `taken` says which are in it. */
static enum gr_status choose(const struct gri_data *data, const char *list, bool *taken,
                             size_t *chosen, size_t *count, struct gr_err *err)
{
    while (*list != '\0') {
        size_t length = strcspn(list, ",");
        size_t k = column_find(data, list, length);
        if (k == data->cols)
            return gri_fail(err, GR_E_NAME,
                            "no column \"%.*s\" in the data; a column is called by its name in the "
                            "header or its number, 1 to %zu",
                            (int)(length < 40 ? length : 40), list, data->cols);
        if (taken[k])
            return gri_fail(err, GR_E_NAME, "column \"%.*s\" is named twice",
                            (int)(length < 40 ? length : 40), list);
        taken[k] = true;
        chosen[(*count)++] = k;
        list += length + (list[length] == ',' ? 1 : 0);
    }
    return GR_OK;
}

static void choose_rest(const struct gri_data *data, bool *taken, size_t *chosen, size_t *count)
{
    for (size_t k = 0; k < data->cols; k++)
        if (!taken[k])
            chosen[(*count)++] = k;
}

static enum gr_status take(struct gri_data *data, const size_t *chosen, size_t count,
                           struct gr_err *err)
{
    double *at = malloc(data->rows * count * sizeof *at);
    char **names = data->names != NULL ? copy_names(data->names, chosen, count) : NULL;
    if (at == NULL || (data->names != NULL && names == NULL)) {
        free(at);
        free(names);
        return gri_fail_memory(err, "the data");
    }
    for (size_t i = 0; i < data->rows; i++)
        for (size_t k = 0; k < count; k++)
            at[i * count + k] = data->at[i * data->cols + chosen[k]];
    free(data->at);
    free(data->names);
    data->at = at;
    data->names = names;
    data->cols = count;
    return GR_OK;
}

/* The chosen columns in order: inputs, then targets. `order` has room for all columns. */
static enum gr_status order_columns(const struct gri_data *data, const char *inputs,
                                    const char *targets, bool *taken, size_t *order, size_t *count,
                                    struct gr_err *err)
{
    size_t targets_named = 0;
    if (targets != NULL) /* marked first, so that the rest are inputs; placed last */
        GRI_TRY(choose(data, targets, taken, order, &targets_named, err));
    if (inputs != NULL)
        GRI_TRY(choose(data, inputs, taken, order, count, err));
    if (inputs == NULL || targets == NULL)
        choose_rest(data, taken, order, count);
    if (targets != NULL) {
        memset(taken, 0, data->cols * sizeof *taken);
        GRI_TRY(choose(data, targets, taken, order, count, err));
    }
    return GR_OK;
}

enum gr_status gri_data_select(struct gri_data *data, const char *inputs, const char *targets,
                               struct gr_err *err)
{
    size_t *order = calloc(data->cols, sizeof *order);
    bool *taken = calloc(data->cols, sizeof *taken);
    size_t count = 0;
    enum gr_status status = order != NULL && taken != NULL
                                ? order_columns(data, inputs, targets, taken, order, &count, err)
                                : gri_fail_memory(err, "the data");
    if (status == GR_OK && count < 2)
        status = gri_fail(err, GR_E_SHAPE, "data wants at least an input and a target");
    if (status == GR_OK)
        status = take(data, order, count, err);
    free(order);
    free(taken);
    return status;
}

static enum gr_status check_between(const struct gri_data *data, size_t inputs, const char *loss,
                                    struct gr_err *err)
{
    for (size_t i = 0; i < data->rows; i++)
        for (size_t k = inputs; k < data->cols; k++)
            if (!(data->at[i * data->cols + k] >= 0 && data->at[i * data->cols + k] <= 1))
                return gri_fail(err, GR_E_RANGE,
                                "%s wants targets between 0 and 1, row %zu has another; give other "
                                "data, or another loss, as in `set loss mse`",
                                loss, i + 1);
    return GR_OK;
}

static enum gr_status check_sums(const struct gri_data *data, size_t inputs, struct gr_err *err)
{
    for (size_t i = 0; i < data->rows; i++) {
        double sum = 0;
        for (size_t k = inputs; k < data->cols; k++)
            sum += data->at[i * data->cols + k];
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
