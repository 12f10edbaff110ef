#include "net/data/prepare.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* scikit-learn's StandardScaler: the deviation divides by N. */
static void standard(const double *column, size_t rows, size_t stride, double *shift, double *scale)
{
    double sum = 0, squares = 0;
    for (size_t i = 0; i < rows; i++)
        sum += column[i * stride];
    *shift = sum / (double)rows;
    for (size_t i = 0; i < rows; i++)
        squares += (column[i * stride] - *shift) * (column[i * stride] - *shift);
    *scale = sqrt(squares / (double)rows);
}

static void minmax(const double *column, size_t rows, size_t stride, double *shift, double *scale)
{
    double least = column[0], most = column[0];
    for (size_t i = 1; i < rows; i++) {
        least = fmin(least, column[i * stride]);
        most = fmax(most, column[i * stride]);
    }
    *shift = least;
    *scale = most - least;
}

const struct gri_scaling_row gri_scalings[] = {
    [GRI_SCALING_OFF] = {"off", NULL, NULL, NULL},
    [GRI_SCALING_STANDARD] = {"standard", "mean", "deviation", standard},
    [GRI_SCALING_MINMAX] = {"minmax", "min", "max - min", minmax},
};
static_assert(sizeof gri_scalings / sizeof *gri_scalings == GRI_SCALINGS,
              "every scaling has a row");

size_t gri_data_share(size_t rows, double share)
{
    return share >= 1 ? rows : (size_t)(share * (double)rows + 1e-9);
}

static bool is_constant(const double *column, size_t rows, size_t stride)
{
    size_t i = 1;
    while (i < rows && column[i * stride] == column[0])
        i++;
    return i >= rows;
}

/* Are the targets 0 and 1 already? */
static bool are_bits(const struct gri_data *data, size_t from)
{
    for (size_t i = 0; i < data->rows; i++)
        for (size_t k = from; k < data->cols; k++) {
            double number = data->at[i * data->cols + k];
            if (number != 0 && number != 1)
                return false;
        }
    return true;
}

static enum gr_status own_numbers(struct gri_data *data, struct gr_err *err)
{
    size_t count = (data->rows + data->held) * data->stride;
    if (data->at != data->table->at)
        return GR_OK;
    double *at = malloc(count * sizeof *at);
    if (at == NULL)
        return gri_fail_memory(err, "the scaled data");
    memcpy(at, data->at, count * sizeof *at);
    data->at = at;
    return GR_OK;
}

static enum gr_status scale(struct gri_data *data, const struct gri_net *net,
                            enum gri_scaling scaling, struct gr_err *err)
{
    size_t cols = data->cols, stride = data->stride;
    size_t scaled = data->classes || are_bits(data, net->inputs) ? net->inputs : cols;
    if (scaling == GRI_SCALING_OFF || net->inputs >= cols)
        return GR_OK;
    GRI_TRY(own_numbers(data, err));
    data->shift = malloc(2 * cols * sizeof *data->shift);
    if (data->shift == NULL)
        return gri_fail_memory(err, "the scaled data");
    data->scale = data->shift + cols;
    for (size_t k = 0; k < cols; k++) {
        data->shift[k] = 0;
        data->scale[k] = 1;
        if (k < scaled)
            gri_scalings[scaling].measure(data->at + k, data->rows, stride, &data->shift[k],
                                          &data->scale[k]);
        if (k < scaled && is_constant(data->at + k, data->rows, stride)) {
            data->shift[k] = data->at[k];
            data->scale[k] = 1;
        }
        for (size_t i = 0; k < scaled && i < data->rows + data->held; i++)
            data->at[i * stride + k] = (data->at[i * stride + k] - data->shift[k]) / data->scale[k];
    }
    return GR_OK;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* What the table has for each class: 0 to count - 1, 1 to count, or else the different numbers in
 * order, which then must be as many. */
static bool find_numbers(const struct gri_data *table, double *number, size_t count)
{
    size_t rows = table->rows, last = table->cols - 1, found = 0;
    double least = INFINITY, most = -INFINITY;
    bool whole = true;
    for (size_t i = 0; i < rows; i++) {
        double y = table->at[i * table->cols + last];
        whole = whole && y == floor(y);
        least = fmin(least, y);
        most = fmax(most, y);
    }
    double first = whole && least >= 0 && most <= (double)count - 1 ? 0 : 1;
    if (whole && least >= first && most <= (double)count - 1 + first) {
        for (size_t c = 0; c < count; c++)
            number[c] = (double)c + first;
        return true;
    }
    for (size_t i = 0; i < rows; i++) {
        double y = table->at[i * table->cols + last];
        size_t c = 0;
        while (c < found && number[c] != y)
            c++;
        if (c == found && found == count)
            return false;
        if (c == found)
            number[found++] = y;
    }
    qsort(number, count, sizeof *number, by_size);
    return found == count;
}

static size_t class_of(const struct gri_data *data, size_t row)
{
    const struct gri_data *table = data->table;
    double y = table->at[row * table->cols + table->cols - 1];
    size_t c = 0;
    if (data->class_number == NULL)
        return (size_t)y;
    /* NOLINTNEXTLINE(clang-analyzer-core.UndefinedBinaryOperatorResult): one for each class */
    while (data->class_number[c] != y)
        c++;
    return c;
}

static enum gr_status one_hot(struct gri_data *data, size_t inputs, size_t count,
                              struct gr_err *err)
{
    size_t rows = data->rows + data->held;
    if (count > GRI_DATA_LIMIT / rows)
        return gri_fail(err, GR_E_MEMORY, "%zu rows of %zu classes are too many", rows, count);
    data->one_hot = calloc(rows * count, sizeof *data->one_hot);
    if (data->one_hot == NULL)
        return gri_fail_memory(err, "the classes");
    for (size_t i = 0; i < rows; i++)
        data->one_hot[i * count + class_of(data, i)] = 1;
    data->cols = inputs + count;
    return GR_OK;
}

/* The classes of the last column, if it has any. */
static enum gr_status classify(struct gri_data *data, const struct gri_net *net, struct gr_err *err)
{
    const struct gri_data *table = data->table;
    size_t last = table->cols - 1;
    const struct gri_labels *labels = table->labels != NULL ? table->labels[last] : NULL;
    bool softmax = net->layer[net->depth - 1].activation == GRI_SOFTMAX && net->outputs > 1;
    if (table->cols != net->inputs + 1 || (labels == NULL && !softmax))
        return GR_OK;
    data->classes = true;
    if (labels != NULL && net->outputs == 1 && labels->count == 2)
        return GR_OK; /* 0 and 1 as they are */
    if (labels != NULL && labels->count != net->outputs)
        return gri_fail(err, GR_E_SHAPE,
                        "the last column has %zu different words, the network has %zu output%s; a "
                        "network for %zu classes ends in -%zu, as in `network %zu-%zu softmax`",
                        labels->count, net->outputs, net->outputs == 1 ? "" : "s", labels->count,
                        labels->count, net->inputs, labels->count);
    if (labels == NULL) {
        data->class_number = malloc(net->outputs * sizeof *data->class_number);
        if (data->class_number == NULL)
            return gri_fail_memory(err, "the classes");
        if (!find_numbers(table, data->class_number, net->outputs))
            return gri_fail(err, GR_E_SHAPE,
                            "the numbers in the last column are no classes for %zu outputs: 0 to "
                            "%zu, 1 to %zu, or %zu different numbers",
                            net->outputs, net->outputs - 1, net->outputs, net->outputs);
    }
    return one_hot(data, net->inputs, net->outputs, err);
}

enum gr_status gri_data_prepare(const struct gri_data *table, const struct gri_net *net,
                                const struct gri_preparation *how, struct gri_data **out,
                                struct gr_err *err)
{
    struct gri_data *data = calloc(1, sizeof *data);
    if (data == NULL)
        return gri_fail_memory(err, "the data");
    data->table = gri_data_keep(table);
    data->how = *how;
    data->rows = gri_data_share(table->rows, how->share);
    data->held = table->rows - data->rows;
    data->cols = data->stride = table->cols;
    data->at = table->at;
    enum gr_status status = classify(data, net, err);
    if (status == GR_OK)
        status = scale(data, net, how->scaling, err);
    if (status != GR_OK) {
        gri_data_free(data);
        return status;
    }
    *out = data;
    return GR_OK;
}
