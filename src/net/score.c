#include "net/score.h"

#include <assert.h>
#include <math.h>
#include <string.h>

enum { PIECE = 256 };

/* Which output is largest; the first of equals. Of a single one: is it at least a half? */
static size_t class_of(const double *outputs, size_t count)
{
    size_t best = 0;
    if (count == 1)
        return outputs[0] >= 0.5 ? 1 : 0;
    for (size_t k = 1; k < count; k++)
        if (outputs[k] > outputs[best])
            best = k;
    return best;
}

const struct gri_metric_row gri_metrics[] = {
    [GRI_METRIC_OFF] = {"off", ""},
    [GRI_METRIC_MAE] = {"mae", "MAE"},
    [GRI_METRIC_ACCURACY] = {"accuracy", "accuracy"},
};
static_assert(sizeof gri_metrics / sizeof *gri_metrics == GRI_METRICS, "every metric has a row");

double gri_metric_sum(enum gri_metric metric, const struct gri_work *work)
{
    size_t outputs = work->net->outputs;
    const double *p = work->h[work->net->depth - 1];
    double sum = 0;
    for (size_t i = 0; i < work->rows; i++)
        if (metric == GRI_METRIC_ACCURACY)
            sum += class_of(work->y + i * outputs, outputs) == class_of(p + i * outputs, outputs);
    for (size_t n = 0; metric == GRI_METRIC_MAE && n < work->rows * outputs; n++)
        sum += fabs(work->error[n]);
    return metric == GRI_METRIC_MAE ? sum / (double)outputs : sum;
}

static void count_classes(const struct gri_work *work, size_t *confusion)
{
    size_t outputs = work->net->outputs, classes = outputs == 1 ? 2 : outputs;
    const double *p = work->h[work->net->depth - 1];
    for (size_t i = 0; i < work->rows; i++)
        confusion[class_of(work->y + i * outputs, outputs) * classes +
                  class_of(p + i * outputs, outputs)]++;
}

/* The loss's divisor is taken out and put in again, as for an epoch of batches; where one piece is
 * all, nothing is. */
enum gr_status gri_score(const struct gri_net *net, const struct gri_data *data, size_t first,
                         size_t count, const struct gri_hyper *hyper, const double *parameters,
                         enum gri_metric metric, struct gri_score *score, size_t *confusion,
                         struct gr_err *err)
{
    struct gri_work *work;
    double loss = 0, sum = 0;
    size_t outputs = net->outputs, room = count < PIECE ? count : PIECE;
    GRI_TRY(gri_work_new(net, room, &work, err));
    memcpy(work->before, parameters, net->parameters * sizeof *parameters);
    for (size_t done = 0; done < count; done += work->rows) {
        work->rows = count - done < PIECE ? count - done : PIECE;
        for (size_t i = 0; i < work->rows; i++) {
            size_t row = first + done + i;
            memcpy(work->x + i * net->inputs, gri_data_x(data, row), net->inputs * sizeof *work->x);
            memcpy(work->y + i * outputs, gri_data_y(data, net->inputs, row),
                   outputs * sizeof *work->y);
        }
        gri_step_forward(work, hyper, NULL);
        gri_step_loss(work, hyper, NULL);
        double divisor = gri_loss_divisor(hyper->loss, work->rows, outputs);
        loss = work->rows == count ? work->loss : loss + work->loss * divisor;
        sum += gri_metric_sum(metric, work);
        if (confusion != NULL)
            count_classes(work, confusion);
    }
    bool whole = count <= PIECE;
    score->loss = whole ? loss : loss / gri_loss_divisor(hyper->loss, count, outputs);
    score->metric = sum / (double)count;
    gri_work_free(work);
    return GR_OK;
}

bool gri_score_is_classifier(const struct gri_net *net, const struct gri_data *data)
{
    for (size_t i = 0; i < data->rows + data->held; i++) {
        const double *y = gri_data_y(data, net->inputs, i);
        size_t ones = 0, zeros = 0;
        for (size_t k = 0; k < net->outputs; k++) {
            ones += y[k] == 1;
            zeros += y[k] == 0;
        }
        if (ones + zeros != net->outputs || (net->outputs > 1 && ones != 1))
            return false;
    }
    return true;
}
