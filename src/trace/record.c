#include "trace/record.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum gr_status gri_record_new(const struct gri_net *net, size_t room, struct gri_record **out,
                              struct gr_err *err)
{
    struct gri_record *record = calloc(1, sizeof *record);
    if (record == NULL)
        return gri_fail_memory(err, "the record");
    size_t state = gri_optimizer_state(GRI_ADAM, net->parameters); /* no other keeps more */
    record->samples = calloc(room, sizeof *record->samples);
    record->state = calloc(2 * state, sizeof *record->state);
    record->state_made = record->state != NULL ? record->state + state : NULL;
    enum gr_status status = record->samples != NULL && record->state != NULL
                                ? gri_work_new(net, room, &record->work, err)
                                : gri_fail_memory(err, "the record");
    if (status != GR_OK) {
        gri_record_free(record);
        return status;
    }
    *out = record;
    return GR_OK;
}

void gri_record_free(struct gri_record *record)
{
    if (record == NULL)
        return;
    gri_work_free(record->work);
    free(record->samples);
    free(record->state);
    free(record);
}

static void copy(double *to, const double *from, size_t count)
{
    memcpy(to, from, count * sizeof *to);
}

static void keep_layer(struct gri_work *to, const struct gri_work *from, size_t l)
{
    size_t count = from->rows * from->net->layer[l].units;
    copy(to->z[l], from->z[l], count);
    copy(to->h[l], from->h[l], count);
}

static void keep_loss(struct gri_work *to, const struct gri_work *from)
{
    size_t outputs = from->rows * from->net->outputs;
    copy(to->x, from->x, from->rows * from->net->inputs);
    copy(to->y, from->y, outputs);
    copy(to->error, from->error, outputs);
    copy(to->term, from->term, outputs);
    copy(to->slope, from->slope, outputs);
    to->loss = from->loss;
}

static void keep_update(struct gri_work *to, const struct gri_work *from)
{
    copy(to->before, from->before, from->net->parameters);
    copy(to->gradient, from->gradient, from->net->parameters);
    copy(to->after, from->after, from->net->parameters);
}

static void hear(void *user, enum gri_event event, size_t layer, const struct gri_work *work)
{
    struct gri_work *to = ((struct gri_record *)user)->work;
    to->rows = work->rows;
    switch (event) {
    case GRI_FORWARD_DONE:
        keep_layer(to, work, layer);
        break;
    case GRI_LOSS_DONE:
        keep_loss(to, work);
        break;
    case GRI_BACKWARD_DONE:
        copy(to->delta[layer], work->delta[layer], work->rows * work->net->layer[layer].units);
        break;
    case GRI_UPDATE_DONE:
        keep_update(to, work);
        break;
    }
}

void gri_record_step(struct gri_record *record, struct gri_run *run)
{
    struct gri_listener listener = {hear, record};
    size_t first = 0;
    record->hyper = run->hyper;
    record->epoch = run->epoch;
    record->iteration = run->iteration;
    size_t rows = gri_run_batch(run, run->iteration, &first);
    copy(record->state, run->state, run->state_numbers);
    gri_run_step(run, &listener);
    copy(record->state_made, run->state, run->state_numbers);
    memcpy(record->samples, run->order + first, rows * sizeof *record->samples);
}

size_t gri_record_row(const struct gri_record *record, size_t sample)
{
    for (size_t i = 0; i < record->work->rows; i++)
        if (record->samples[i] + 1 == sample)
            return i;
    return SIZE_MAX;
}

/* x1 w13 + x2 w23, as the matrix product has it. */
static double product(const struct gri_work *work, const struct gri_quantity *q, size_t row)
{
    struct gri_matrix in = gri_work_input(work, q->layer);
    struct gri_matrix weights = gri_net_weights(work->net, work->before, q->layer);
    double sum = 0;
    for (size_t i = 0; i < in.cols; i++)
        sum = fma(*gri_element(in, row, i), *gri_element(weights, i, q->unit), sum);
    return sum;
}

static double moment(const struct gri_record *record, const struct gri_quantity *q)
{
    const struct gri_moment *moment = &gri_optimizers[record->hyper.optimizer].moments[q->moment];
    const struct gri_net *net = record->work->net;
    struct gri_place place = {q->layer, q->row, q->unit, q->of_bias};
    size_t p = gri_net_parameter(net, place);
    if (moment->row == GRI_NOT_KEPT)
        return moment->derive(&record->hyper, record->state_made, net->parameters, p);
    return (q->made ? record->state_made : record->state)[moment->row * net->parameters + p];
}

double gri_record_value(const struct gri_record *record, const struct gri_quantity *q, size_t row)
{
    const struct gri_work *work = record->work;
    const struct gri_net *net = work->net;
    size_t units = net->layer[q->layer].units;
    struct gri_place place = {q->layer, q->row, q->unit, q->what == GRI_Q_BIAS};
    switch (q->what) {
    case GRI_Q_INPUT:
        return work->x[row * net->inputs + q->unit];
    case GRI_Q_TARGET:
        return work->y[row * net->outputs + q->unit];
    case GRI_Q_WEIGHT:
    case GRI_Q_BIAS:
        return (q->made ? work->after : work->before)[gri_net_parameter(net, place)];
    case GRI_Q_PRODUCT:
        return product(work, q, row);
    case GRI_Q_SUM:
        return work->z[q->layer][row * units + q->unit];
    case GRI_Q_OUT:
        return work->h[q->layer][row * units + q->unit];
    case GRI_Q_ERROR:
        return work->error[row * net->outputs + q->unit];
    case GRI_Q_TERM:
        return work->term[row * net->outputs + q->unit];
    case GRI_Q_MOMENT:
        return moment(record, q);
    case GRI_Q_LOSS:
        return work->loss;
    case GRI_Q_RATE:
        return record->hyper.rate;
    case GRI_Q_COUNT:
        break;
    }
    return (double)work->rows;
}
