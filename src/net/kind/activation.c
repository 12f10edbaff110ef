#include "net/kind/activation.h"

#include "math/scalar.h"

#include <assert.h>

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
    return h * (1 - h);
}

static double tanh_slope(double z, double h)
{
    (void)z;
    return 1 - h * h;
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

const struct gri_activation_row gri_activations[] = {
    [GRI_LINEAR] = {"linear", "h = z", linear, linear_slope, straight, "z", "1"},
    [GRI_RELU] = {"relu", "h = max(0, z)", gri_relu, relu_slope, straight, "relu(z)", "relu'(z)"},
    [GRI_LEAKY_RELU] = {"leaky-relu", "h = z for z > 0, else 0.01 z", gri_leaky_relu,
                        leaky_relu_slope, straight, "leaky_relu(z)", "leaky_relu'(z)"},
    [GRI_SIGMOID] = {"sigmoid", "h = 1/(1 + e^-z)", gri_sigmoid, sigmoid_slope, sigmoid_bend,
                     "sigmoid(z)", "h*(1 - h)"},
    [GRI_TANH] = {"tanh", "h = tanh(z)", gri_tanh, tanh_slope, tanh_bend, "tanh(z)", "1 - h^2"},
    [GRI_SOFTMAX] = {"softmax", "h_k = e^z_k / sum of e^z_j over the layer", NULL, NULL, NULL, NULL,
                     NULL},
};
static_assert(sizeof gri_activations / sizeof *gri_activations == GRI_ACTIVATIONS,
              "every activation has a row");

void gri_activate(enum gri_activation activation, const double *z, size_t n, double *h)
{
    const struct gri_activation_row *row = &gri_activations[activation];
    if (row->value == NULL) {
        gri_softmax(z, n, h);
        return;
    }
    for (size_t k = 0; k < n; k++)
        h[k] = row->value(z[k]);
}

void gri_activate_back(enum gri_activation activation, const double *z, const double *h,
                       const double *slope, size_t n, double *delta)
{
    const struct gri_activation_row *row = &gri_activations[activation];
    double mean = 0;
    if (row->slope == NULL)
        for (size_t k = 0; k < n; k++)
            mean += h[k] * slope[k];
    for (size_t k = 0; k < n; k++)
        delta[k] = row->slope != NULL ? slope[k] * row->slope(z[k], h[k])
                                      : h[k] * (slope[k] - mean);
}
