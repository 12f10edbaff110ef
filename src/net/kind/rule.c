#include "net/kind/rule.h"

#include "math/scalar.h"

#include <assert.h>

/* Rosenblatt, 1958: the neuron says 1 above 0, else 0, which is relu's slope. */
static double perceptron(double y, double p)
{
    return y - gri_relu_slope(p);
}

/* Widrow and Hoff, 1960 (LMS) */
static double delta(double y, double p)
{
    return y - p;
}

/* Hebb, 1949, with the target as the neuron's activity */
static double hebb(double y, double p)
{
    (void)p;
    return y;
}

const struct gri_rule_row gri_rules[] = {
    [GRI_BACKPROP] = {"backprop", "the gradient of the loss", NULL, NULL},
    [GRI_PERCEPTRON] = {"perceptron", "one neuron: w_new = w + rate (y - step(yhat)) x", perceptron,
                        "y - step(p)"},
    [GRI_DELTA] = {"delta", "one neuron, also called LMS: w_new = w + rate (y - yhat) x", delta,
                   "y - p"},
    [GRI_HEBB] = {"hebb", "one neuron: w_new = w + rate y x", hebb, "y"},
};
static_assert(sizeof gri_rules / sizeof *gri_rules == GRI_RULES, "every rule has a row");
