#include "math/scalar.h"

#include <math.h>

void gri_each(enum gri_scalar function, const double *x, size_t n, double *out)
{
    gri_kernel_at(0)->scalar[function].each(x, n, out);
}

static double one(enum gri_scalar function, double x)
{
    return gri_kernel_at(0)->scalar[function].of(x);
}

double gri_exp(double x)
{
    return one(GRI_SCALAR_EXP, x);
}

double gri_ln(double x)
{
    return one(GRI_SCALAR_LN, x);
}

double gri_tanh(double x)
{
    return one(GRI_SCALAR_TANH, x);
}

double gri_sigmoid(double x)
{
    return one(GRI_SCALAR_SIGMOID, x);
}

double gri_softplus(double x)
{
    return one(GRI_SCALAR_SOFTPLUS, x);
}

double gri_relu(double x)
{
    return one(GRI_SCALAR_RELU, x);
}

double gri_relu_slope(double x)
{
    return one(GRI_SCALAR_RELU_SLOPE, x);
}

double gri_leaky_relu(double x)
{
    return one(GRI_SCALAR_LEAKY_RELU, x);
}

double gri_leaky_relu_slope(double x)
{
    return one(GRI_SCALAR_LEAKY_RELU_SLOPE, x);
}

double gri_sigmoid_slope(double h)
{
    return one(GRI_SCALAR_SIGMOID_SLOPE, h);
}

double gri_tanh_slope(double h)
{
    return one(GRI_SCALAR_TANH_SLOPE, h);
}

double gri_sign(double x)
{
    if (isnan(x))
        return x;
    return (x > 0) - (x < 0);
}

/* nan when one of them is. */
static double largest(const double *x, size_t n)
{
    double most = -INFINITY;
    for (size_t k = 0; k < n; k++)
        if (x[k] > most || isnan(x[k]))
            most = x[k];
    return most;
}

static double sum_of(const double *x, size_t n)
{
    double sum = 0;
    for (size_t k = 0; k < n; k++)
        sum += x[k];
    return sum;
}

/* out_k = e^(x_k - shift) */
static void shifted_exp(const double *x, size_t n, double shift, double *out)
{
    for (size_t k = 0; k < n; k++)
        out[k] = x[k] - shift;
    gri_each(GRI_SCALAR_EXP, out, n, out);
}

void gri_softmax(const double *x, size_t n, double *out)
{
    shifted_exp(x, n, largest(x, n), out);
    double sum = sum_of(out, n);
    for (size_t k = 0; k < n; k++)
        out[k] /= sum;
}

double gri_log_sum_exp(const double *x, size_t n)
{
    enum { SOME = 64 };
    double shift = largest(x, n), sum = 0, some[SOME];
    if (isinf(shift))
        return shift;
    for (size_t k = 0; k < n; k += SOME) {
        size_t count = n - k < SOME ? n - k : SOME;
        shifted_exp(x + k, count, shift, some);
        for (size_t i = 0; i < count; i++)
            sum += some[i];
    }
    return shift + gri_ln(sum);
}
