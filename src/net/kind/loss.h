/* Losses: one row each. */
#ifndef GRI_NET_LOSS_H
#define GRI_NET_LOSS_H

#include "net/kind/activation.h"

#include <stdbool.h>
#include <stddef.h>

enum gri_loss {
    GRI_MSE,
    GRI_MSE_MEAN,
    GRI_HALF_MSE,
    GRI_SSE,
    GRI_MAE,
    GRI_BCE,
    GRI_CROSS_ENTROPY,
    GRI_LOSSES
};

/* What the sum of the terms is divided by. */
enum gri_divisor { GRI_BY_SAMPLES, GRI_BY_SAMPLES_AND_OUTPUTS, GRI_BY_NOTHING };

/* L = share * sum over samples and outputs of term / divisor, and
 * dL/dyhat = factor * body / divisor. The formulas are in the expression language over
 * e = y - yhat, y and p = yhat; where `of_error` is set they use e alone, and body is odd in e. */
struct gri_loss_row {
    const char *name;
    const char *symbol; /* as it is written: MSE */
    const char *summary;
    double share;
    double factor;
    enum gri_divisor divisor;
    bool of_error;
    double (*term)(double y, double p, double e);
    double (*body)(double y, double p, double e);
    double (*bend)(double y, double p, double e); /* d body / d yhat */
    const char *term_formula;
    const char *body_formula;
    /* The last layer whose derivative cancels against this loss: dL/dz = (yhat - y) / divisor;
     * GRI_ACTIVATIONS when there is none. `term_from_z` is then the term without overflow;
     * `log_sum` is ln of the sum of e^z over the layer. */
    enum gri_activation partner;
    double (*term_from_z)(double y, double z, double log_sum);
};

extern const struct gri_loss_row gri_losses[GRI_LOSSES];

/* The squared error's, of which several losses are made. */
inline double gri_loss_square(double y, double p, double e)
{
    (void)y, (void)p;
    return e * e;
}

inline double gri_loss_error(double y, double p, double e)
{
    (void)y, (void)p;
    return e;
}

/* The divisor for a batch of this many rows. */
double gri_loss_divisor(enum gri_loss loss, size_t rows, size_t outputs);

#endif
