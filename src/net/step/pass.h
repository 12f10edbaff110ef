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

/* Rows from so many numbers on are long. */
enum { GRI_PASS_LONG = 16 };

/* What the passes go by. */
struct gri_pass {
    const struct gri_net *net; /* work->net, or the like of it with constant sizes */
    const struct gri_loss_row *loss;
    double divisor;
    const struct gri_hyper *rounding; /* NULL: numbers are not rounded */
    const struct gri_kernel *kernel;  /* for long rows; NULL: rows are short */
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

/* to = to + b */
GRI_INLINE void gri_pass_add(const struct gri_pass *pass, double *to, const double *b, size_t n)
{
    if (pass->kernel != NULL && n >= GRI_PASS_LONG) {
        pass->kernel->add(to, b, n, to);
        return;
    }
    GRI_UNROLLED for (size_t k = 0; k < n; k++) to[k] += b[k];
}

/* The rows of a part, seen as one where nothing lies between them and units do not look at each
 * other. */
GRI_INLINE struct gri_part gri_pass_rows(const struct gri_layer *layer, struct gri_part part)
{
    if (part.cols != layer->units || gri_activations[layer->activation].value == NULL)
        return part;
    return (struct gri_part){part.row, 1, part.col, part.rows * part.cols};
}

/* z + b, and h = f(z), of a part of a layer; z holds the sums. */
GRI_INLINE void gri_pass_units(const struct gri_pass *pass, struct gri_work *work, size_t l,
                               struct gri_part part)
{
    const struct gri_layer *layer = &pass->net->layer[l];
    size_t units = layer->units, first = part.row * units + part.col;
    double *z = work->z[l] + first, *h = work->h[l] + first;
    for (size_t i = 0; pass->net->bias && i < part.rows; i++)
        gri_pass_add(pass, z + i * units, work->before + layer->b + part.col, part.cols);
    part = gri_pass_rows(layer, part);
    for (size_t i = 0; i < part.rows; i++, z += units, h += units) {
        gri_pass_round(pass, z, part.cols);
        if (layer->activation == GRI_LINEAR) { /* h is its z, already written */
            GRI_UNROLLED for (size_t n = 0; n < part.cols; n++) h[n] = z[n];
            continue;
        }
        gri_activate(layer->activation, z, part.cols, h);
        gri_pass_round(pass, h, part.cols);
    }
}

/* Z = H W + b, H' = f(Z) */
GRI_INLINE void gri_pass_forward(const struct gri_pass *pass, struct gri_work *work, size_t l)
{
    const struct gri_layer *layer = &pass->net->layer[l];
    struct gri_matrix in = gri_matrix(l == 0 ? work->x : work->h[l - 1], work->rows, layer->inputs);
    gri_fold(in, gri_matrix(work->before + layer->w, layer->inputs, layer->units),
             gri_matrix(work->z[l], work->rows, layer->units), false);
    gri_pass_units(pass, work, l, (struct gri_part){0, work->rows, 0, layer->units});
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

/* error, term and slope of `rows` rows. */
GRI_INLINE void gri_pass_errors(const struct gri_pass *pass, struct gri_work *work, size_t row,
                                size_t rows)
{
    size_t outputs = pass->net->layer[pass->net->depth - 1].units;
    size_t first = row * outputs, count = rows * outputs;
    const double *p = work->h[pass->net->depth - 1] + first, *y = work->y + first;
    double *error = work->error + first, *slope = work->slope + first;
    GRI_UNROLLED for (size_t n = 0; n < count; n++) error[n] = y[n] - p[n];
    gri_pass_round(pass, error, count);
    for (size_t i = row; i < row + rows; i++)
        gri_pass_terms(pass, work, i);
    gri_pass_round(pass, work->term + first, count);
    double factor = pass->loss->factor / pass->divisor;
    GRI_UNROLLED for (size_t n = 0; n < count; n++)
        slope[n] = factor * pass->loss->body(y[n], p[n], error[n]);
}

/* `sum` and the terms of all rows. */
GRI_INLINE double gri_pass_sum(const struct gri_pass *pass, const struct gri_work *work, double sum)
{
    size_t count = work->rows * pass->net->layer[pass->net->depth - 1].units;
    GRI_UNROLLED for (size_t n = 0; n < count; n++) sum += work->term[n];
    return sum;
}

/* error, term and slope; returns `sum` and the terms. */
GRI_INLINE double gri_pass_loss(const struct gri_pass *pass, struct gri_work *work, double sum)
{
    gri_pass_errors(pass, work, 0, work->rows);
    return gri_pass_sum(pass, work, sum);
}

/* The loss, of the sum of all terms. */
GRI_INLINE double gri_pass_total(const struct gri_pass *pass, double sum)
{
    return pass->loss->share * sum / pass->divisor;
}

/* dL/dz of a part of a layer from dL/dh, which `slope` holds. */
GRI_INLINE void gri_pass_slopes(const struct gri_pass *pass, struct gri_work *work, size_t l,
                                const double *slope, struct gri_part part)
{
    const struct gri_layer *layer = &pass->net->layer[l];
    size_t units = layer->units, at = part.row * units + part.col;
    part = gri_pass_rows(layer, part);
    for (size_t i = 0; i < part.rows; i++, at += units) {
        double *delta = work->delta[l] + at;
        if (layer->activation == GRI_LINEAR) {
            GRI_UNROLLED for (size_t n = 0; n < part.cols; n++) delta[n] = slope[at + n];
            continue;
        }
        gri_activate_back(layer->activation, work->z[l] + at, work->h[l] + at, slope + at,
                          part.cols, delta);
    }
}

/* dL/dz of `rows` rows of the last layer. */
GRI_INLINE void gri_pass_last(const struct gri_pass *pass, struct gri_work *work, size_t row,
                              size_t rows)
{
    size_t l = pass->net->depth - 1;
    const struct gri_layer *last = &pass->net->layer[l];
    if (pass->loss->partner != last->activation) {
        gri_pass_slopes(pass, work, l, work->slope, (struct gri_part){row, rows, 0, last->units});
        return;
    }
    for (size_t n = row * last->units; n < (row + rows) * last->units; n++)
        work->delta[l][n] = (work->h[l][n] - work->y[n]) / pass->divisor;
}

GRI_INLINE void gri_pass_last_delta(const struct gri_pass *pass, struct gri_work *work)
{
    gri_pass_last(pass, work, 0, work->rows);
}

/* dL/dz of a layer from that of the next one: (delta W') f'(z). */
GRI_INLINE void gri_pass_delta(const struct gri_pass *pass, struct gri_work *work, size_t l)
{
    const struct gri_layer *layer = &pass->net->layer[l], *next = &pass->net->layer[l + 1];
    struct gri_matrix w = gri_matrix(work->before + next->w, next->inputs, next->units);
    gri_fold(gri_matrix(work->delta[l + 1], work->rows, next->units), gri_transposed(w),
             gri_matrix(work->delta[l], work->rows, layer->units), false);
    gri_pass_slopes(pass, work, l, work->delta[l],
                    (struct gri_part){0, work->rows, 0, layer->units});
}

/* dL/db = sum of delta over the rows, for `count` units from `unit` on. */
GRI_INLINE void gri_pass_bias(const struct gri_pass *pass, struct gri_work *work, size_t l,
                              size_t unit, size_t count)
{
    size_t units = pass->net->layer[l].units;
    double *b = work->gradient + pass->net->layer[l].b + unit;
    if (!pass->goes_on)
        for (size_t k = 0; k < count; k++)
            b[k] = 0;
    for (size_t i = 0; i < work->rows; i++)
        gri_pass_add(pass, b, work->delta[l] + i * units + unit, count);
}

/* dL/dW = H' delta, dL/db = sum of delta over the rows; or, where it `goes_on`, further rows of
 * both. */
GRI_INLINE void gri_pass_gradient(const struct gri_pass *pass, struct gri_work *work, size_t l)
{
    const struct gri_layer *layer = &pass->net->layer[l];
    struct gri_matrix in = gri_matrix(l == 0 ? work->x : work->h[l - 1], work->rows, layer->inputs);
    gri_fold(gri_transposed(in), gri_matrix(work->delta[l], work->rows, layer->units),
             gri_matrix(work->gradient + layer->w, layer->inputs, layer->units), pass->goes_on);
    if (pass->net->bias)
        gri_pass_bias(pass, work, l, 0, layer->units);
}

#endif
