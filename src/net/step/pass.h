/* The passes of a training step: the one arithmetic of them, over the rows that `work` holds.
 *
 * The step of any network takes all rows of the batch layer by layer and tells a listener; that of
 * a small one takes the rows one by one. No number depends on which: every sum over rows runs in
 * their order. */
#ifndef GRI_NET_STEP_PASS_H
#define GRI_NET_STEP_PASS_H

#include "math/inline.h"
#include "math/product.h"
#include "math/scalar.h"
#include "net/step.h"

/* In multiply-adds: less, and the definition itself is quicker than what makes large ones quick. */
enum { GRI_PASS_FEW = 500 };

/* What the passes go by. */
struct gri_pass {
    const struct gri_net *net; /* work->net, or the like of it with constant sizes */
    const struct gri_loss_row *loss;
    double divisor;
    const struct gri_hyper *rounding; /* NULL: numbers are not rounded */
    struct gri_means means;           /* of large products */
    bool goes_on;                     /* these rows are further ones: add to the gradient */
};

GRI_INLINE void gri_pass_tell(const struct gri_listener *listener, enum gri_event event,
                              size_t layer, const struct gri_work *work)
{
    if (listener != NULL)
        listener->hear(listener->user, event, layer, work);
}

GRI_INLINE void gri_pass_round(const struct gri_pass *pass, double *numbers, size_t n)
{
    if (pass->rounding != NULL)
        gri_hyper_round(pass->rounding, numbers, n);
}

GRI_INLINE void gri_pass_product(struct gri_matrix a, struct gri_matrix b, struct gri_matrix c,
                                 bool goes_on, struct gri_means means)
{
    if (goes_on || c.rows * c.cols * a.cols < GRI_PASS_FEW)
        gri_fold(a, b, c, goes_on);
    else
        gri_product(a, b, c, means);
}

/* Units that do not look at each other need not be taken row by row. */
GRI_INLINE size_t gri_pass_at_once(enum gri_activation activation, size_t rows, size_t units)
{
    return gri_activations[activation].value == NULL ? units : rows * units;
}

/* Z = H W + b, H' = f(Z) */
GRI_INLINE void gri_pass_forward(const struct gri_pass *pass, struct gri_work *work, size_t l)
{
    const struct gri_layer *layer = &pass->net->layer[l];
    size_t units = layer->units, count = work->rows * units;
    double *z = work->z[l], *h = work->h[l];
    const double *b = work->before + layer->b;
    struct gri_matrix in = gri_matrix(l == 0 ? work->x : work->h[l - 1], work->rows, layer->inputs);
    gri_pass_product(in, gri_matrix(work->before + layer->w, layer->inputs, units),
                     gri_matrix(z, work->rows, units), false, pass->means);
    for (size_t i = 0; pass->net->bias && i < work->rows; i++)
        GRI_UNROLLED for (size_t k = 0; k < units; k++) z[i * units + k] += b[k];
    gri_pass_round(pass, z, count);
    if (layer->activation == GRI_LINEAR) { /* h is its z, already written */
        GRI_UNROLLED for (size_t n = 0; n < count; n++) h[n] = z[n];
        return;
    }
    size_t some = gri_pass_at_once(layer->activation, work->rows, units);
    for (size_t n = 0; n < count; n += some)
        gri_activate(layer->activation, z + n, some, h + n);
    gri_pass_round(pass, h, count);
}

/* The terms of one sample. From z where the last layer is the loss's partner, so that a saturated
 * unit does not overflow; from the written yhat where numbers are rounded. */
GRI_INLINE void gri_pass_terms(const struct gri_pass *pass, struct gri_work *work, size_t i)
{
    size_t last = pass->net->depth - 1, outputs = pass->net->layer[last].units, at = i * outputs;
    const double *z = work->z[last] + at, *p = work->h[last] + at, *y = work->y + at;
    if (pass->loss->partner == pass->net->layer[last].activation && pass->rounding == NULL) {
        double log_sum = pass->loss->partner == GRI_SOFTMAX ? gri_log_sum_exp(z, outputs) : 0;
        for (size_t k = 0; k < outputs; k++)
            work->term[at + k] = pass->loss->term_from_z(y[k], z[k], log_sum);
        return;
    }
    GRI_UNROLLED for (size_t k = 0; k < outputs; k++)
        work->term[at + k] = pass->loss->term(y[k], p[k], work->error[at + k]);
}

/* error, term and slope; returns `sum` and the terms. */
GRI_INLINE double gri_pass_loss(const struct gri_pass *pass, struct gri_work *work, double sum)
{
    size_t count = work->rows * pass->net->layer[pass->net->depth - 1].units;
    const double *p = work->h[pass->net->depth - 1];
    GRI_UNROLLED for (size_t n = 0; n < count; n++) work->error[n] = work->y[n] - p[n];
    gri_pass_round(pass, work->error, count);
    for (size_t i = 0; i < work->rows; i++)
        gri_pass_terms(pass, work, i);
    gri_pass_round(pass, work->term, count);
    double factor = pass->loss->factor / pass->divisor;
    GRI_UNROLLED for (size_t n = 0; n < count; n++)
    {
        sum += work->term[n];
        work->slope[n] = factor * pass->loss->body(work->y[n], p[n], work->error[n]);
    }
    return sum;
}

/* The loss, of the sum of all terms. */
GRI_INLINE double gri_pass_total(const struct gri_pass *pass, double sum)
{
    return pass->loss->share * sum / pass->divisor;
}

/* dL/dz from dL/dh, which `slope` holds. */
GRI_INLINE void gri_pass_slopes(const struct gri_layer *layer, struct gri_work *work, size_t l,
                                const double *slope)
{
    size_t count = work->rows * layer->units;
    if (layer->activation == GRI_LINEAR) {
        GRI_UNROLLED for (size_t n = 0; n < count; n++) work->delta[l][n] = slope[n];
        return;
    }
    size_t some = gri_pass_at_once(layer->activation, work->rows, layer->units);
    for (size_t n = 0; n < count; n += some)
        gri_activate_back(layer->activation, work->z[l] + n, work->h[l] + n, slope + n, some,
                          work->delta[l] + n);
}

/* dL/dz of the last layer. */
GRI_INLINE void gri_pass_last_delta(const struct gri_pass *pass, struct gri_work *work)
{
    size_t l = pass->net->depth - 1;
    const struct gri_layer *last = &pass->net->layer[l];
    if (pass->loss->partner != last->activation) {
        gri_pass_slopes(last, work, l, work->slope);
        return;
    }
    for (size_t n = 0; n < work->rows * last->units; n++)
        work->delta[l][n] = (work->h[l][n] - work->y[n]) / pass->divisor;
}

/* dL/dz of a layer from that of the next one: (delta W') f'(z). */
GRI_INLINE void gri_pass_delta(const struct gri_pass *pass, struct gri_work *work, size_t l)
{
    const struct gri_layer *layer = &pass->net->layer[l], *next = &pass->net->layer[l + 1];
    struct gri_matrix w = gri_matrix(work->before + next->w, next->inputs, next->units);
    gri_pass_product(gri_matrix(work->delta[l + 1], work->rows, next->units), gri_transposed(w),
                     gri_matrix(work->delta[l], work->rows, layer->units), false, pass->means);
    gri_pass_slopes(layer, work, l, work->delta[l]);
}

/* dL/dW = H' delta, dL/db = sum of delta over the rows; or, where it `goes_on`, further rows of
 * both. */
GRI_INLINE void gri_pass_gradient(const struct gri_pass *pass, struct gri_work *work, size_t l)
{
    const struct gri_layer *layer = &pass->net->layer[l];
    size_t units = layer->units;
    double *w = work->gradient + layer->w, *b = work->gradient + layer->b;
    const double *delta = work->delta[l];
    struct gri_matrix in = gri_matrix(l == 0 ? work->x : work->h[l - 1], work->rows, layer->inputs);
    gri_pass_product(gri_transposed(in), gri_matrix(work->delta[l], work->rows, units),
                     gri_matrix(w, layer->inputs, units), pass->goes_on, pass->means);
    if (!pass->net->bias)
        return;
    if (!pass->goes_on)
        for (size_t k = 0; k < units; k++)
            b[k] = 0;
    for (size_t i = 0; i < work->rows; i++)
        GRI_UNROLLED for (size_t k = 0; k < units; k++) b[k] += delta[i * units + k];
}

#endif
