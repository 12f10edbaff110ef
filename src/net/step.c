#include "net/step.h"

#include "math/product.h"
#include "math/scalar.h"

static void tell(const struct gri_listener *listener, enum gri_event event, size_t layer,
                 const struct gri_work *work)
{
    if (listener != NULL)
        listener->hear(listener->user, event, layer, work);
}

/* Z = H W + b, H' = f(Z) */
static void forward_layer(struct gri_work *work, const struct gri_hyper *hyper, size_t l)
{
    const struct gri_net *net = work->net;
    const struct gri_layer *layer = &net->layer[l];
    size_t count = work->rows * layer->units;
    struct gri_matrix z = gri_matrix(work->z[l], work->rows, layer->units); /* (B, O) */
    gri_product(gri_work_input(work, l), gri_net_weights(net, work->before, l), z, hyper->means);
    if (net->bias)
        for (size_t i = 0; i < work->rows; i++)
            for (size_t k = 0; k < layer->units; k++)
                *gri_element(z, i, k) += work->before[layer->b + k];
    gri_hyper_round(hyper, work->z[l], count);
    for (size_t i = 0; i < work->rows; i++)
        gri_activate(layer->activation, work->z[l] + i * layer->units, layer->units,
                     work->h[l] + i * layer->units);
    if (layer->activation != GRI_LINEAR) /* a linear h is its z, already written */
        gri_hyper_round(hyper, work->h[l], count);
}

void gri_step_forward(struct gri_work *work, const struct gri_hyper *hyper,
                      const struct gri_listener *listener)
{
    for (size_t l = 0; l < work->net->depth; l++) {
        forward_layer(work, hyper, l);
        tell(listener, GRI_FORWARD_DONE, l, work);
    }
}

/* The terms of one sample. From z where the last layer is the loss's partner, so that a saturated
 * unit does not overflow; from the written yhat where numbers are rounded. */
static void sample_terms(struct gri_work *work, const struct gri_hyper *hyper, size_t i)
{
    const struct gri_loss_row *loss = &gri_losses[hyper->loss];
    const struct gri_layer *last = &work->net->layer[work->net->depth - 1];
    size_t outputs = work->net->outputs, at = i * outputs;
    const double *z = work->z[work->net->depth - 1] + at;
    const double *p = work->h[work->net->depth - 1] + at;
    const double *y = work->y + at;
    bool from_z = loss->partner == last->activation && hyper->rounding == GRI_ROUNDING_OFF;
    double log_sum = from_z && loss->partner == GRI_SOFTMAX ? gri_log_sum_exp(z, outputs) : 0;
    for (size_t k = 0; k < outputs; k++)
        work->term[at + k] = from_z ? loss->term_from_z(y[k], z[k], log_sum)
                                    : loss->term(y[k], p[k], work->error[at + k]);
}

void gri_step_loss(struct gri_work *work, const struct gri_hyper *hyper,
                   const struct gri_listener *listener)
{
    const struct gri_loss_row *loss = &gri_losses[hyper->loss];
    size_t count = work->rows * work->net->outputs;
    const double *p = work->h[work->net->depth - 1];
    double divisor = gri_loss_divisor(hyper->loss, work->rows, work->net->outputs);
    for (size_t n = 0; n < count; n++)
        work->error[n] = work->y[n] - p[n];
    gri_hyper_round(hyper, work->error, count);
    for (size_t i = 0; i < work->rows; i++)
        sample_terms(work, hyper, i);
    gri_hyper_round(hyper, work->term, count);
    double sum = 0;
    for (size_t n = 0; n < count; n++) {
        sum += work->term[n];
        work->slope[n] = loss->factor / divisor * loss->body(work->y[n], p[n], work->error[n]);
    }
    work->loss = loss->share * sum / divisor;
    gri_hyper_round(hyper, &work->loss, 1);
    tell(listener, GRI_LOSS_DONE, 0, work);
}

/* dL/dz of the last layer. */
static void last_delta(struct gri_work *work, const struct gri_hyper *hyper)
{
    const struct gri_net *net = work->net;
    const struct gri_layer *last = &net->layer[net->depth - 1];
    size_t l = net->depth - 1, units = last->units;
    double divisor = gri_loss_divisor(hyper->loss, work->rows, units);
    if (gri_losses[hyper->loss].partner == last->activation) {
        for (size_t n = 0; n < work->rows * units; n++)
            work->delta[l][n] = (work->h[l][n] - work->y[n]) / divisor;
        return;
    }
    for (size_t i = 0; i < work->rows; i++)
        gri_activate_back(last->activation, work->z[l] + i * units, work->h[l] + i * units,
                          work->slope + i * units, units, work->delta[l] + i * units);
}

/* A rule that does not follow the loss: its correction, with the sign of a gradient. */
static void corrections(struct gri_work *work, const struct gri_hyper *hyper)
{
    for (size_t i = 0; i < work->rows; i++)
        work->delta[0][i] = -gri_rules[hyper->rule].correction(work->y[i], work->h[0][i]);
}

/* dL/dz of a layer from that of the next one: (delta W') f'(z). */
static void earlier_delta(struct gri_work *work, const struct gri_hyper *hyper, size_t l)
{
    const struct gri_net *net = work->net;
    const struct gri_layer *layer = &net->layer[l];
    struct gri_matrix next = gri_matrix(work->delta[l + 1], work->rows, net->layer[l + 1].units);
    struct gri_matrix delta = gri_matrix(work->delta[l], work->rows, layer->units);
    gri_product(next, gri_transposed(gri_net_weights(net, work->before, l + 1)), delta,
                hyper->means);
    for (size_t i = 0; i < work->rows; i++) {
        double *row = gri_element(delta, i, 0);
        gri_activate_back(layer->activation, work->z[l] + i * layer->units,
                          work->h[l] + i * layer->units, row, layer->units, row);
    }
}

/* dL/dW = H' delta, dL/db = sum of delta over the rows, in order. */
static void layer_gradient(struct gri_work *work, const struct gri_hyper *hyper, size_t l)
{
    const struct gri_net *net = work->net;
    const struct gri_layer *layer = &net->layer[l];
    struct gri_matrix delta = gri_matrix(work->delta[l], work->rows, layer->units);
    gri_product(gri_transposed(gri_work_input(work, l)), delta,
                gri_net_weights(net, work->gradient, l), hyper->means);
    for (size_t k = 0; net->bias && k < layer->units; k++) {
        double sum = 0;
        for (size_t i = 0; i < work->rows; i++)
            sum += *gri_element(delta, i, k);
        work->gradient[layer->b + k] = sum;
    }
    gri_hyper_round(hyper, work->gradient + layer->w,
                    (layer->inputs + (net->bias ? 1 : 0)) * layer->units);
}

void gri_step_gradient(struct gri_work *work, const struct gri_hyper *hyper,
                       const struct gri_listener *listener)
{
    gri_step_forward(work, hyper, listener);
    gri_step_loss(work, hyper, listener);
    for (size_t l = work->net->depth; l-- > 0;) {
        if (hyper->rule != GRI_BACKPROP)
            corrections(work, hyper);
        else if (l == work->net->depth - 1)
            last_delta(work, hyper);
        else
            earlier_delta(work, hyper, l);
        layer_gradient(work, hyper, l);
        tell(listener, GRI_BACKWARD_DONE, l, work);
    }
}

void gri_step(struct gri_work *work, const struct gri_hyper *hyper, double *state,
              const struct gri_listener *listener)
{
    size_t parameters = work->net->parameters;
    gri_step_gradient(work, hyper, listener);
    gri_optimizers[hyper->optimizer].update(hyper, parameters, work->before, work->gradient, state,
                                            work->after);
    gri_hyper_round(hyper, work->after, parameters);
    tell(listener, GRI_UPDATE_DONE, 0, work);
}
