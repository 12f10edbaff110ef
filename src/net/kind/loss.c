#include "net/kind/loss.h"

#include "math/scalar.h"

#include <assert.h>
#include <math.h>

extern inline double gri_loss_square(double y, double p, double e);
extern inline double gri_loss_error(double y, double p, double e);

static double size(double y, double p, double e)
{
    (void)y, (void)p;
    return fabs(e);
}

static double sign(double y, double p, double e)
{
    (void)y, (void)p;
    return gri_sign(e);
}

/* 0 ln 0 is 0, as the limit has it. */
static double weighted_ln(double weight, double p)
{
    return weight == 0 ? 0 : weight * gri_ln(p);
}

static double bce(double y, double p, double e)
{
    (void)e;
    return -(weighted_ln(y, p) + weighted_ln(1 - y, 1 - p));
}

/* At p = y = 0 or 1, where a saturated unit is right, the quotient's limit. */
static double bce_body(double y, double p, double e)
{
    (void)e;
    if (p == y && (p == 0 || p == 1))
        return p == 0 ? 1 : -1;
    return (p - y) / (p * (1 - p));
}

/* -(y ln s(z) + (1 - y) ln(1 - s(z))) = ln(1 + e^z) - y z = max(0, z) - y z + ln(1 + e^-|z|): what
 * is large cancels before what is small is added. */
static double bce_from_z(double y, double z, double log_sum)
{
    (void)log_sum;
    return gri_relu(z) - y * z + gri_softplus(-fabs(z));
}

static double cross_entropy(double y, double p, double e)
{
    (void)e;
    return -weighted_ln(y, p);
}

static double cross_entropy_body(double y, double p, double e)
{
    (void)e;
    return y == 0 ? 0 : y / p;
}

static double cross_entropy_from_z(double y, double z, double log_sum)
{
    return y * (log_sum - z);
}

/* e = y - yhat falls as yhat grows. */
static double falling(double y, double p, double e)
{
    (void)y, (void)p, (void)e;
    return -1;
}

static double level(double y, double p, double e)
{
    (void)y, (void)p, (void)e;
    return 0;
}

/* d/dp (p - y)/(p (1 - p)) = (p (1 - p) - (p - y)(1 - 2p))/(p (1 - p))^2 */
static double bce_bend(double y, double p, double e)
{
    double spread = p * (1 - p);
    (void)e;
    return (spread - (p - y) * (1 - 2 * p)) / (spread * spread);
}

static double cross_entropy_bend(double y, double p, double e)
{
    (void)e;
    return y == 0 ? 0 : -y / (p * p);
}

#define OF_ERROR GRI_ACTIVATIONS, NULL

const struct gri_loss_row gri_losses[] = {
    [GRI_MSE] = {"mse", "MSE", "mean over samples of the squared error, summed over outputs", 1, -2,
                 GRI_BY_SAMPLES, true, gri_loss_square, gri_loss_error, falling, "e^2", "e",
                 OF_ERROR},
    [GRI_MSE_MEAN] = {"mse-mean", "MSE", "squared error, mean over samples and outputs", 1, -2,
                      GRI_BY_SAMPLES_AND_OUTPUTS, true, gri_loss_square, gri_loss_error, falling,
                      "e^2", "e", OF_ERROR},
    [GRI_HALF_MSE] = {"half-mse", "E", "half of mse", 0.5, -1, GRI_BY_SAMPLES, true,
                      gri_loss_square, gri_loss_error, falling, "e^2", "e", OF_ERROR},
    [GRI_SSE] = {"sse", "SSE", "sum of the squared errors", 1, -2, GRI_BY_NOTHING, true,
                 gri_loss_square, gri_loss_error, falling, "e^2", "e", OF_ERROR},
    [GRI_MAE] = {"mae", "MAE", "mean over samples of the absolute error, summed over outputs", 1,
                 -1, GRI_BY_SAMPLES, true, size, sign, level, "abs(e)", "sign(e)", OF_ERROR},
    [GRI_BCE] = {"bce", "BCE", "binary cross-entropy, mean over samples, summed over outputs", 1, 1,
                 GRI_BY_SAMPLES, false, bce, bce_body, bce_bend, "-(y*ln(p) + (1 - y)*ln(1 - p))",
                 "(p - y)/(p*(1 - p))", GRI_SIGMOID, bce_from_z},
    [GRI_CROSS_ENTROPY] = {"cross-entropy", "CE",
                           "cross-entropy of a softmax layer, mean over samples", 1, -1,
                           GRI_BY_SAMPLES, false, cross_entropy, cross_entropy_body,
                           cross_entropy_bend, "-(y*ln(p))", "y/p", GRI_SOFTMAX,
                           cross_entropy_from_z},
};
static_assert(sizeof gri_losses / sizeof *gri_losses == GRI_LOSSES, "every loss has a row");

double gri_loss_divisor(enum gri_loss loss, size_t rows, size_t outputs)
{
    switch (gri_losses[loss].divisor) {
    case GRI_BY_SAMPLES:
        return (double)rows;
    case GRI_BY_SAMPLES_AND_OUTPUTS:
        return (double)rows * (double)outputs;
    case GRI_BY_NOTHING:
        break;
    }
    return 1;
}
