/* Learning rules: how the correction of a neuron's weights is found. One row each. */
#ifndef GRI_NET_RULE_H
#define GRI_NET_RULE_H

#include <stddef.h>

enum gri_learning { GRI_BACKPROP, GRI_PERCEPTRON, GRI_DELTA, GRI_HEBB, GRI_RULES };

/* Backpropagation follows the loss. The others correct one neuron by
 * w_new = w + alpha * sum over samples of c x (for the bias x is 1), whatever the loss. */
struct gri_rule_row {
    const char *name;
    const char *summary;
    double (*correction)(double y, double p); /* c, p the neuron's output; NULL: backpropagation */
    const char *formula;                      /* of c, in the expression language, over y and p */
};

extern const struct gri_rule_row gri_rules[GRI_RULES];

#endif
