#include "math/scalar.h"

#include <math.h>

double gri_exp(double x)
{
    return exp(x);
}

double gri_ln(double x)
{
    return log(x);
}

double gri_tanh(double x)
{
    return tanh(x);
}

/* e^-|x| is at most 1: 1/(1 + e^-x) for x >= 0, e^x/(1 + e^x) below. */
double gri_sigmoid(double x)
{
    double small = exp(-fabs(x));
    return x < 0 ? small / (1 + small) : 1 / (1 + small);
}

/* Written so that nan stays nan. */
double gri_relu(double x)
{
    return x <= 0 ? 0 : x;
}

double gri_relu_slope(double x)
{
    return x > 0 ? 1 : 0;
}

double gri_leaky_relu(double x)
{
    return x > 0 ? x : 0.01 * x;
}

double gri_leaky_relu_slope(double x)
{
    return x > 0 ? 1 : 0.01;
}

double gri_sign(double x)
{
    if (isnan(x))
        return x;
    return (x > 0) - (x < 0);
}

/* ln(1 + e^x) = max(x, 0) + ln(1 + e^-|x|) */
double gri_softplus(double x)
{
    return gri_relu(x) + log1p(exp(-fabs(x)));
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

void gri_softmax(const double *x, size_t n, double *out)
{
    double shift = largest(x, n), sum = 0;
    for (size_t k = 0; k < n; k++) {
        out[k] = exp(x[k] - shift);
        sum += out[k];
    }
    for (size_t k = 0; k < n; k++)
        out[k] /= sum;
}

double gri_log_sum_exp(const double *x, size_t n)
{
    double shift = largest(x, n), sum = 0;
    if (isinf(shift))
        return shift;
    for (size_t k = 0; k < n; k++)
        sum += exp(x[k] - shift);
    return shift + log(sum);
}
