/* The worked lines of an iteration, in the order of a blackboard: for each sample its forward pass;
 * the loss; for each parameter, from the last layer back, the factors that are new, its gradient
 * and its update. */
#ifndef GRI_TRACE_LINE_H
#define GRI_TRACE_LINE_H

#include "net/net.h"
#include "net/kind/optimizer.h"
#include "trace/quantity.h"

enum gri_line_kind {
    GRI_LINE_VALUE,    /* a z, h, yhat, e or squared error of a sample; the loss */
    GRI_LINE_FACTOR,   /* a local derivative, of every sample */
    GRI_LINE_GRADIENT, /* dL/dw */
    GRI_LINE_UPDATE    /* w_new */
};

struct gri_line {
    enum gri_line_kind kind;
    struct gri_asked
        asked; /* samples without an address, except in a VALUE line: row of the batch + 1 */
};

/* How an iteration is divided into stages: one for each row of the batch, one for the loss, then
 * for each of the first `joined` parameters one with gradient and update, for the others one with
 * the gradient each and, after those, one with the update each. */
struct gri_stages {
    const struct gri_net *net;
    enum gri_loss loss;
    enum gri_optimizer optimizer;
    enum gri_learning rule; /* one that is not backpropagation has no gradients: updates only */
    size_t rows, joined;
};

size_t gri_stage_count(const struct gri_stages *stages);

/* The n-th parameter of the backward pass: the last layer's weights row by row, its biases, then
 * those of the layer before. */
size_t gri_stage_parameter(const struct gri_net *net, size_t n);

/* How many lines a stage has; `lines` (may be NULL) gets the first `room`. */
size_t gri_stage_lines(const struct gri_stages *stages, size_t stage, struct gri_line *lines,
                       size_t room);

#endif
