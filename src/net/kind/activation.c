#include "net/kind/activation.h"

#include "math/scalar.h"

#include <assert.h>
#include <string.h>

static double linear(double z)
{
    return z;
}

static double linear_slope(double z, double h)
{
    (void)z, (void)h;
    return 1;
}

static double relu_slope(double z, double h)
{
    (void)h;
    return gri_relu_slope(z);
}

static double leaky_relu_slope(double z, double h)
{
    (void)h;
    return gri_leaky_relu_slope(z);
}

static double sigmoid_slope(double z, double h)
{
    (void)z;
    return gri_sigmoid_slope(h);
}

static double tanh_slope(double z, double h)
{
    (void)z;
    return gri_tanh_slope(h);
}

static double straight(double z, double h)
{
    (void)z, (void)h;
    return 0;
}

static double sigmoid_bend(double z, double h)
{
    (void)z;
    return h * (1 - h) * (1 - 2 * h);
}

static double tanh_bend(double z, double h)
{
    (void)z;
    return -2 * h * (1 - h * h);
}

#define OTHER GRI_SCALARS, GRI_SCALARS, false

const struct gri_activation_row gri_activations[] = {
    [GRI_LINEAR] = {"linear", "h = z", linear, linear_slope, straight, OTHER, "z", "1"},
    [GRI_RELU] = {"relu", "h = max(0, z)", gri_relu, relu_slope, straight, GRI_SCALAR_RELU,
                  GRI_SCALAR_RELU_SLOPE, false, "relu(z)", "relu'(z)"},
    [GRI_LEAKY_RELU] = {"leaky-relu", "h = z for z > 0, else 0.01 z", gri_leaky_relu,
                        leaky_relu_slope, straight, GRI_SCALAR_LEAKY_RELU,
                        GRI_SCALAR_LEAKY_RELU_SLOPE, false, "leaky_relu(z)", "leaky_relu'(z)"},
    [GRI_SIGMOID] = {"sigmoid", "h = 1/(1 + e^-z)", gri_sigmoid, sigmoid_slope, sigmoid_bend,
                     GRI_SCALAR_SIGMOID, GRI_SCALAR_SIGMOID_SLOPE, true, "sigmoid(z)", "h*(1 - h)"},
    [GRI_TANH] = {"tanh", "h = tanh(z)", gri_tanh, tanh_slope, tanh_bend, GRI_SCALAR_TANH,
                  GRI_SCALAR_TANH_SLOPE, true, "tanh(z)", "1 - h^2"},
    [GRI_SOFTMAX] = {"softmax", "h_k = e^z_k / sum of e^z_j over the layer", NULL, NULL, NULL,
                     OTHER, NULL, NULL},
};
static_assert(sizeof gri_activations / sizeof *gri_activations == GRI_ACTIVATIONS,
              "every activation has a row");

void gri_activate(enum gri_activation activation, const double *z, size_t n, double *h)
{
    const struct gri_activation_row *row = &gri_activations[activation];
    if (row->values != GRI_SCALARS)
        gri_each(row->values, z, n, h);
    else if (row->value == NULL)
        gri_softmax(z, n, h);
    else
        memmove(h, z, n * sizeof *h);
}

/* dL/dz_k = dL/dh_k f'(z_k) */
static void times_slopes(const struct gri_activation_row *row, const double *of,
                         const double *slope, size_t n, double *delta)
{
    enum { SOME = 256 };
    double slopes[SOME];
    for (size_t k = 0; k < n; k += SOME) {
        size_t count = n - k < SOME ? n - k : SOME;
        gri_each(row->slopes, of + k, count, slopes);
        gri_kernel_at(0)->times(slope + k, slopes, count, delta + k);
    }
}

void gri_activate_back(enum gri_activation activation, const double *z, const double *h,
                       const double *slope, size_t n, double *delta)
{
    const struct gri_activation_row *row = &gri_activations[activation];
    if (row->slopes != GRI_SCALARS) {
        times_slopes(row, row->slopes_of_h ? h : z, slope, n, delta);
        return;
    }
    if (row->slope != NULL) {
        memmove(delta, slope, n * sizeof *delta);
        return;
    }
    double mean = 0;
    for (size_t k = 0; k < n; k++)
        mean += h[k] * slope[k];
    for (size_t k = 0; k < n; k++)
        delta[k] = h[k] * (slope[k] - mean);
}
