/* The functions of one number that networks and expressions are made of: one implementation each.
 */
#ifndef GRI_MATH_SCALAR_H
#define GRI_MATH_SCALAR_H

#include "math/kernel/kernel.h"

#include <stddef.h>

/* out_k = f(x_k) for n numbers; out may be x. The functions of one number below are this with
 * n = 1: within 1 ulp of the true value, and the same bits on every processor. */
void gri_each(enum gri_scalar function, const double *x, size_t n, double *out);

double gri_exp(double x);
double gri_ln(double x);
double gri_tanh(double x);
double gri_sigmoid(double x);    /* 1/(1 + e^-x), without overflow on either side */
double gri_relu(double x);       /* max(0, x) */
double gri_relu_slope(double x); /* 1 for x > 0, else 0 (PyTorch's choice at 0) */
double gri_leaky_relu(double x); /* x for x > 0, else 0.01 x */
double gri_leaky_relu_slope(double x);
double gri_sigmoid_slope(double h); /* h(1 - h), where h = sigmoid(x) */
double gri_tanh_slope(double h);    /* 1 - h^2, where h = tanh(x) */
double gri_sign(double x);          /* -1, 0 or 1; sign(nan) is nan */
double gri_softplus(double x);      /* ln(1 + e^x), without overflow */

/* out_k = e^(x_k) / sum of e^(x_j), over n numbers, shifted by the largest; out may be x. */
void gri_softmax(const double *x, size_t n, double *out);

/* ln of the sum of e^(x_j), shifted by the largest. */
double gri_log_sum_exp(const double *x, size_t n);

#endif
