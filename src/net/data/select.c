/* Choosing columns. */
#include "net/data/data.h"

#include <stdlib.h>
#include <string.h>

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

/* Row by row in place, forwards: a row never ends behind where it began. `row` has room for one. */
static void gather(struct gri_data *data, const size_t *chosen, size_t count, double *row)
{
    for (size_t i = 0; i < data->rows; i++) {
        memcpy(row, data->at + i * data->cols, data->cols * sizeof *row);
        for (size_t k = 0; k < count; k++)
            data->at[i * count + k] = row[chosen[k]];
    }
}

static void gather_labels(struct gri_data *data, const size_t *chosen, size_t count,
                          struct gri_labels **labels)
{
    for (size_t k = 0; k < count; k++) {
        labels[k] = data->labels[chosen[k]];
        data->labels[chosen[k]] = NULL;
    }
    for (size_t k = 0; k < data->cols; k++)
        gri_labels_free(data->labels[k]);
    free(data->labels);
    data->labels = labels;
}

static enum gr_status take(struct gri_data *data, const size_t *chosen, size_t count,
                           struct gr_err *err)
{
    double *row = malloc(data->cols * sizeof *row);
    struct gri_labels **labels = data->labels != NULL ? calloc(count, sizeof(*labels)) : NULL;
    char **names = malloc(data->cols * sizeof *names);
    bool well = row != NULL && names != NULL && (data->labels == NULL || labels != NULL);
    size_t cols = data->cols;
    if (well && data->names != NULL) {
        for (size_t k = 0; k < count; k++)
            names[k] = data->names[chosen[k]];
        data->cols = count;
        well = gri_data_name(data, names, err) == GR_OK;
        data->cols = cols;
    }
    if (well) {
        gather(data, chosen, count, row);
        if (labels != NULL)
            gather_labels(data, chosen, count, labels);
        data->cols = data->stride = count;
        double *less = realloc(data->at, data->rows * count * sizeof *less);
        data->at = less != NULL ? less : data->at;
    } else {
        free(labels);
    }
    free(row);
    free(names);
    return well ? GR_OK : gri_fail_memory(err, "the data");
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
