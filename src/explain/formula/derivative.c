/* Derivatives of one number of a sample by another, going back through the layers as training does.
 */
#include "explain/view.h"

#include <stdlib.h>
#include <string.h>

/* dA/dh of one layer at a time, for one sample; then dA/dz. */
struct back {
    const struct gri_work *work;
    size_t row, layer;
    double *slope, *delta; /* of `layer` */
};

static const double *at_row(const struct back *b, double *const *arrays)
{
    return arrays[b->layer] + b->row * b->work->net->layer[b->layer].units;
}

static void to_sums(struct back *b)
{
    const struct gri_layer *layer = &b->work->net->layer[b->layer];
    gri_activate_back(layer->activation, at_row(b, b->work->z), at_row(b, b->work->h), b->slope,
                      layer->units, b->delta);
}

/* dA/dh of the layer before: W dA/dz. */
static double to_input(const struct back *b, size_t input)
{
    const struct gri_layer *layer = &b->work->net->layer[b->layer];
    double sum = 0;
    for (size_t k = 0; k < layer->units; k++)
        sum += b->delta[k] * b->work->before[layer->w + input * layer->units + k];
    return sum;
}

static void to_layer_before(struct back *b)
{
    const struct gri_layer *layer = &b->work->net->layer[b->layer];
    for (size_t u = 0; u < layer->inputs; u++)
        b->slope[u] = to_input(b, u);
    b->layer--;
    to_sums(b);
}

/* What the derivative by z of the layer gives for something in or before it. */
static double finish(const struct back *b, const struct gri_quantity *by)
{
    const struct gri_layer *layer = &b->work->net->layer[b->layer];
    const double *in = b->layer == 0 ? b->work->x + b->row * layer->inputs
                                     : b->work->h[b->layer - 1] + b->row * layer->inputs;
    switch (by->what) {
    case GRI_Q_WEIGHT:
        return b->delta[by->unit] * in[by->row];
    case GRI_Q_OUT:
        return b->slope[by->unit];
    case GRI_Q_INPUT:
        return to_input(b, by->unit);
    default:
        return b->delta[by->unit];
    }
}

/* Put dA/dh (and dA/dz) of A's own layer in place; false: A depends on no layer. */
static bool begin(struct back *b, const struct gri_quantity *of)
{
    const struct gri_work *work = b->work;
    size_t outputs = work->net->outputs;
    b->layer = work->net->depth - 1;
    switch (of->what) {
    case GRI_Q_LOSS:
        memcpy(b->slope, work->slope + b->row * outputs, outputs * sizeof *b->slope);
        memcpy(b->delta, work->delta[b->layer] + b->row * outputs, outputs * sizeof *b->delta);
        return true;
    case GRI_Q_ERROR:
        b->slope[of->unit] = -1;
        to_sums(b);
        return true;
    case GRI_Q_OUT:
        b->layer = of->layer;
        b->slope[of->unit] = 1;
        to_sums(b);
        return true;
    case GRI_Q_PRODUCT: /* k and z differ by the bias only */
    case GRI_Q_SUM:
        b->layer = of->layer;
        b->delta[of->unit] = 1;
        return true;
    default:
        return false;
    }
}

static bool by_something(const struct gri_quantity *by)
{
    return by->what == GRI_Q_INPUT || by->what == GRI_Q_WEIGHT || by->what == GRI_Q_BIAS ||
           by->what == GRI_Q_PRODUCT || by->what == GRI_Q_SUM || by->what == GRI_Q_OUT;
}

enum gr_status gri_derivative(const struct gri_record *record, size_t row,
                              const struct gri_asked *asked, double *number, struct gr_err *err)
{
    const struct gri_net *net = record->work->net;
    size_t widest = net->inputs, target = asked->by.what == GRI_Q_INPUT ? 0 : asked->by.layer;
    for (size_t l = 0; l < net->depth; l++)
        widest = widest > net->layer[l].units ? widest : net->layer[l].units;
    double *room = calloc(2 * widest, sizeof *room);
    if (room == NULL)
        return gri_fail_memory(err, "a derivative");
    struct back b = {record->work, row, 0, room, room + widest};
    bool known = by_something(&asked->by) && begin(&b, &asked->of);
    *number = 0; /* what comes later does not act on what was before */
    if (known && target <= b.layer) {
        while (b.layer > target)
            to_layer_before(&b);
        *number = finish(&b, &asked->by);
    }
    free(room);
    if (!known)
        return gri_fail(
            err, GR_E_NAME,
            "there is no such derivative; take that of a loss, an error, yhat, h or z by "
            "a parameter, h, z or x");
    return GR_OK;
}
