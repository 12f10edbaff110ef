#include "net/check/hessian.h"

#include "base/random.h"
#include "math/product.h"

#include <math.h>
#include <stdlib.h>

static const struct gri_means alone = {.threads = 1};

/* What the direction v makes of z, h and dL/dz: their derivatives along it. `slope` and
 * `slope_along` are dL/dh of the layer at hand. */
struct along {
    struct gri_work *work;
    const struct gri_hyper *hyper;
    double *v; /* (parameters) */
    double *z[GRI_DEPTH_LIMIT], *h[GRI_DEPTH_LIMIT], *delta[GRI_DEPTH_LIMIT];
    double *slope, *slope_along;
    double *block;
};

static enum gr_status along_new(struct along *a, struct gri_work *work, struct gr_err *err)
{
    const struct gri_net *net = work->net;
    size_t rows = work->rows, widest = 0, next = 0;
    for (size_t l = 0; l < net->depth; l++)
        widest = net->layer[l].units > widest ? net->layer[l].units : widest;
    a->block = calloc(rows * (3 * net->units + 2 * widest), sizeof *a->block);
    if (a->block == NULL)
        return gri_fail_memory(err, "the curvature");
    for (size_t l = 0; l < net->depth; l++) {
        size_t count = rows * net->layer[l].units;
        a->z[l] = a->block + next;
        a->h[l] = a->z[l] + count;
        a->delta[l] = a->h[l] + count;
        next += 3 * count;
    }
    a->slope = a->block + next;
    a->slope_along = a->slope + rows * widest;
    return GR_OK;
}

static struct gri_matrix matrix_of(const struct along *a, double *at, size_t l)
{
    return gri_matrix(at, a->work->rows, a->work->net->layer[l].units);
}

/* c += a b, by way of `room` of c's shape */
static void add_product(struct gri_matrix a, struct gri_matrix b, struct gri_matrix c, double *room)
{
    struct gri_matrix product = gri_matrix(room, c.rows, c.cols);
    gri_product(a, b, product, alone);
    for (size_t i = 0; i < c.rows; i++)
        for (size_t k = 0; k < c.cols; k++)
            *gri_element(c, i, k) += *gri_element(product, i, k);
}

/* h' = f'(z) z' for a sample's units; softmax: h_k' = h_k (z_k' - sum of h_j z_j') */
static void activate_along(enum gri_activation activation, const double *z, const double *h,
                           const double *z_along, size_t n, double *h_along)
{
    const struct gri_activation_row *row = &gri_activations[activation];
    double mean = 0;
    for (size_t k = 0; row->slope == NULL && k < n; k++)
        mean += h[k] * z_along[k];
    for (size_t k = 0; k < n; k++)
        h_along[k] = row->slope != NULL ? row->slope(z[k], h[k]) * z_along[k]
                                        : h[k] * (z_along[k] - mean);
}

/* Z' = H' W + H V + v_b */
static void forward_along(struct along *a, size_t l)
{
    struct gri_work *work = a->work;
    const struct gri_layer *layer = &work->net->layer[l];
    struct gri_matrix z = matrix_of(a, a->z[l], l);
    gri_product(gri_work_input(work, l), gri_net_weights(work->net, a->v, l), z, alone);
    if (l > 0)
        add_product(matrix_of(a, a->h[l - 1], l - 1), gri_net_weights(work->net, work->before, l),
                    z, a->h[l]);
    for (size_t i = 0; i < work->rows; i++) {
        size_t at = i * layer->units;
        for (size_t k = 0; work->net->bias && k < layer->units; k++)
            a->z[l][at + k] += a->v[layer->b + k];
        activate_along(layer->activation, work->z[l] + at, work->h[l] + at, a->z[l] + at,
                       layer->units, a->h[l] + at);
    }
}

/* The derivative along v of delta = f'(z) slope, from that of the slope. */
static void delta_along(struct along *a, size_t l)
{
    const struct gri_work *work = a->work;
    const struct gri_layer *layer = &work->net->layer[l];
    const struct gri_activation_row *row = &gri_activations[layer->activation];
    for (size_t i = 0; i < work->rows; i++) {
        size_t at = i * layer->units;
        const double *z = work->z[l] + at, *h = work->h[l] + at, *slope = a->slope + at;
        double mean = 0, mean_along = 0;
        for (size_t k = 0; row->slope == NULL && k < layer->units; k++) {
            mean += h[k] * slope[k];
            mean_along += a->h[l][at + k] * slope[k] + h[k] * a->slope_along[at + k];
        }
        for (size_t k = 0; k < layer->units; k++)
            a->delta[l][at + k] = row->slope != NULL
                                      ? row->bend(z[k], h[k]) * a->z[l][at + k] * slope[k] +
                                            row->slope(z[k], h[k]) * a->slope_along[at + k]
                                      : a->h[l][at + k] * (slope[k] - mean) +
                                            h[k] * (a->slope_along[at + k] - mean_along);
    }
}

static void last_along(struct along *a)
{
    struct gri_work *work = a->work;
    size_t l = work->net->depth - 1, outputs = work->net->outputs;
    const struct gri_loss_row *loss = &gri_losses[a->hyper->loss];
    double divisor = gri_loss_divisor(a->hyper->loss, work->rows, outputs);
    bool partner = loss->partner == work->net->layer[l].activation;
    for (size_t n = 0; n < work->rows * outputs; n++) {
        double p = work->h[l][n];
        a->slope[n] = work->slope[n];
        a->slope_along[n] = loss->factor / divisor * loss->bend(work->y[n], p, work->error[n]) *
                            a->h[l][n];
        if (partner) /* delta = (yhat - y)/divisor */
            a->delta[l][n] = a->h[l][n] / divisor;
    }
    if (!partner)
        delta_along(a, l);
}

/* dL/dh of layer l from layer l + 1: delta W', and along v: delta' W' + delta V'. */
static void earlier_along(struct along *a, size_t l)
{
    struct gri_work *work = a->work;
    struct gri_matrix weights = gri_transposed(gri_net_weights(work->net, work->before, l + 1));
    struct gri_matrix direction = gri_transposed(gri_net_weights(work->net, a->v, l + 1));
    struct gri_matrix slope = matrix_of(a, a->slope, l), along = matrix_of(a, a->slope_along, l);
    gri_product(matrix_of(a, work->delta[l + 1], l + 1), direction, along, alone);
    add_product(matrix_of(a, a->delta[l + 1], l + 1), weights, along, a->slope);
    gri_product(matrix_of(a, work->delta[l + 1], l + 1), weights, slope, alone);
    delta_along(a, l);
}

/* (H' delta)' = H'' delta + H' delta' of a layer's weights; the sum of delta' of its biases. */
static enum gr_status gradient_along(struct along *a, size_t l, double *out, struct gr_err *err)
{
    struct gri_work *work = a->work;
    const struct gri_layer *layer = &work->net->layer[l];
    struct gri_matrix weights = gri_net_weights(work->net, out, l);
    double *room = calloc(layer->inputs * layer->units, sizeof *room);
    if (room == NULL)
        return gri_fail_memory(err, "the curvature");
    gri_product(gri_transposed(gri_work_input(work, l)), matrix_of(a, a->delta[l], l), weights,
                alone);
    if (l > 0)
        add_product(gri_transposed(matrix_of(a, a->h[l - 1], l - 1)),
                    matrix_of(a, work->delta[l], l), weights, room);
    free(room);
    for (size_t k = 0; work->net->bias && k < layer->units; k++) {
        out[layer->b + k] = 0;
        for (size_t i = 0; i < work->rows; i++)
            out[layer->b + k] += a->delta[l][i * layer->units + k];
    }
    return GR_OK;
}

/* H v of what is in the workspace: z, h, delta and slope must be there. */
static enum gr_status times(struct gri_work *work, const struct gri_hyper *hyper, const double *v,
                            double *out, struct gr_err *err)
{
    struct along a = {.work = work, .hyper = hyper, .v = (double *)(size_t)(const void *)v};
    enum gr_status status = along_new(&a, work, err);
    if (status != GR_OK)
        return status;
    for (size_t l = 0; l < work->net->depth; l++)
        forward_along(&a, l);
    for (size_t l = work->net->depth; l-- > 0 && status == GR_OK;) {
        if (l == work->net->depth - 1)
            last_along(&a);
        else
            earlier_along(&a, l);
        status = gradient_along(&a, l, out, err);
    }
    free(a.block);
    return status;
}

static struct gri_hyper prepare(struct gri_run *run)
{
    struct gri_hyper exact = run->hyper;
    exact.rounding = GRI_ROUNDING_OFF;
    gri_run_load(run);
    gri_step_gradient(run->work, &exact, NULL);
    return exact;
}

enum gr_status gri_hessian_times(struct gri_run *run, const double *v, double *out,
                                 struct gr_err *err)
{
    struct gri_hyper exact = prepare(run);
    return times(run->work, &exact, v, out, err);
}

static double dot(const double *a, const double *b, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += a[i] * b[i];
    return sum;
}

static void to_unit(double *v, size_t n)
{
    double length = sqrt(dot(v, v, n));
    for (size_t i = 0; length > 0 && i < n; i++)
        v[i] /= length;
}

enum { MOST_ITERATIONS = 2000 };

/* Power iteration on H + shift I: the largest eigenvalue of that by size, where the shift makes it
 * the largest of H. */
static enum gr_status power(struct gri_work *work, const struct gri_hyper *hyper, double shift,
                            double *value, double *vector, double *room, size_t *iterations,
                            const volatile sig_atomic_t *stop, struct gr_err *err)
{
    size_t n = work->net->parameters;
    double before = INFINITY;
    struct gri_random random;
    gri_random_seed(&random, 1, 0);
    for (size_t p = 0; p < n; p++)
        vector[p] = gri_random_normal(&random);
    to_unit(vector, n);
    for (*iterations = 1; *iterations <= MOST_ITERATIONS; ++*iterations) {
        if (stop != NULL && *stop)
            return gri_fail(err, GR_STOPPED, "stopped");
        GRI_TRY(times(work, hyper, vector, room, err));
        *value = dot(vector, room, n);
        for (size_t p = 0; p < n; p++)
            vector[p] = room[p] + shift * vector[p];
        to_unit(vector, n);
        if (fabs(*value - before) <= 1e-12 * fabs(*value))
            break;
        before = *value;
    }
    return GR_OK;
}

enum gr_status gri_hessian_largest(struct gri_run *run, double *value, double *vector,
                                   size_t *iterations, const volatile sig_atomic_t *stop,
                                   struct gr_err *err)
{
    struct gri_hyper exact = prepare(run);
    double *room = calloc(run->net->parameters, sizeof *room);
    if (room == NULL)
        return gri_fail_memory(err, "the curvature");
    enum gr_status status = power(run->work, &exact, 0, value, vector, room, iterations, stop, err);
    if (status == GR_OK && *value < 0) /* the largest by size is negative: shift it away */
        status = power(run->work, &exact, -*value, value, vector, room, iterations, stop, err);
    free(room);
    return status;
}
