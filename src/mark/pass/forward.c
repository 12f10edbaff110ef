/* The forward pass by hand, with its mistakes: F1 to F14, F20. */
#include "mark/pass/parts.h"
#include "math/scalar.h"

#include <math.h>

/* A weight read from the transposed matrix: w_ji for w_ij; where the matrix is not square, its
 * numbers taken column by column. */
static struct gri_range transposed_weight(struct gri_course *c, struct gri_frame *f, size_t layer,
                                          size_t input, size_t unit)
{
    const struct gri_layer *at = &c->net->layer[layer];
    return gri_of_parameter(c, f, GRI_N_PARAMETER, at->w + unit * at->inputs + input, 0);
}

/* Inputs in another order: backwards, or moved on by `variant`. */
static size_t other_input(const struct gri_layer *layer, size_t input, size_t variant)
{
    return variant == 0 ? layer->inputs - 1 - input : (input + variant) % layer->inputs;
}

static struct gri_range raw_input(const struct gri_course *c, struct gri_frame *f, size_t unit,
                                  size_t row)
{
    const struct gri_data *data = c->view->data;
    const double *x = gri_data_x(data, f->record->samples[row]);
    return gri_exactly(x[unit] * data->scale[unit] + data->shift[unit]);
}

/* The term x_i w_ij, as the mistake that is made would have it. */
static struct gri_range term(struct gri_course *c, struct gri_frame *f, const struct gri_node *node,
                             size_t i)
{
    const struct gri_layer *layer = &c->net->layer[node->layer];
    size_t input = i, row = node->row, rows = f->record->work->rows;
    bool scaled = node->layer == 0 && c->view->data->shift != NULL;
    if (layer->inputs > 1 && gri_broken(c, f, node, GRI_M_F3, layer->inputs))
        input = other_input(layer, i, c->broken.variant);
    if (rows > 1 && gri_broken(c, f, node, GRI_M_F5, rows - 1))
        row = (row + 1 + c->broken.variant) % rows;
    struct gri_range x = scaled && gri_broken(c, f, node, GRI_M_F20, 1)
                             ? raw_input(c, f, input, row)
                             : gri_into(c, f, node->layer, input, row);
    struct gri_range w = layer->inputs * layer->units > 1 && gri_broken(c, f, node, GRI_M_F4, 1)
                             ? transposed_weight(c, f, node->layer, i, node->unit)
                             : gri_weight(c, f, GRI_N_PARAMETER, node->layer, i, node->unit);
    struct gri_range product = gri_range_multiply(x, w);
    if ((x.mid < 0 || w.mid < 0) && gri_broken(c, f, node, GRI_M_F13, layer->inputs) &&
        c->broken.variant == i)
        return gri_range_negate(product);
    return product;
}

static struct gri_range product_range(struct gri_course *c, struct gri_frame *f,
                                      const struct gri_node *node)
{
    size_t inputs = c->net->layer[node->layer].inputs;
    struct gri_range sum = gri_exactly(0);
    bool omits = gri_broken(c, f, node, GRI_M_F14, 2 * inputs);
    for (size_t i = 0; i < inputs; i++) {
        struct gri_range one = term(c, f, node, i);
        if (omits && c->broken.variant == i)
            continue;
        sum = gri_range_add(sum, one);
        if (omits && c->broken.variant == inputs + i)
            sum = gri_range_add(sum, one);
    }
    return sum;
}

static struct gri_range sum_range(struct gri_course *c, struct gri_frame *f,
                                  const struct gri_node *node)
{
    const struct gri_layer *layer = &c->net->layer[node->layer];
    struct gri_node before = *node;
    before.kind = GRI_N_PRODUCT;
    /* A mistake at z is one in its sum. */
    struct gri_range sum = c->broken.node != GRI_ANYWHERE && c->broken.mistake != GRI_NO_MISTAKE &&
                                   (size_t)c->broken.node == gri_node_index(c, node)
                               ? product_range(c, f, node)
                               : gri_node_range(c, f, before);
    if (!c->net->bias || gri_broken(c, f, node, GRI_M_F1, 1))
        return sum;
    struct gri_range bias = gri_of_parameter(c, f, GRI_N_PARAMETER, layer->b + node->unit, 0);
    if (bias.mid < 0 && gri_broken(c, f, node, GRI_M_F13, layer->inputs + 1) &&
        c->broken.variant == layer->inputs)
        bias = gri_range_negate(bias);
    if (gri_broken(c, f, node, GRI_M_F2, 2))
        bias = gri_range_scale(
            bias, c->broken.variant == 0 || layer->inputs < 2 ? 2 : (double)layer->inputs);
    return gri_range_add(sum, bias);
}

/* A softmax unit is largest where its own z is largest and the others are smallest. */
static double softmax_corner(struct gri_course *c, struct gri_frame *f, const struct gri_node *node,
                             struct gri_range z, int own, int others)
{
    const struct gri_layer *layer = &c->net->layer[node->layer];
    double sum = 0, mine = 0, shift = own > 0 ? z.hi : own < 0 ? z.lo : z.mid;
    for (size_t k = 0; k < layer->units; k++) {
        struct gri_range r = k == node->unit ? z
                                             : gri_unit(c, f, GRI_N_SUM, node->layer, k, node->row);
        int end = k == node->unit ? own : others;
        double e = gri_exp((end > 0 ? r.hi : end < 0 ? r.lo : r.mid) - shift);
        sum += e;
        mine = k == node->unit ? e : mine;
    }
    return mine / sum;
}

static struct gri_range softmax_range(struct gri_course *c, struct gri_frame *f,
                                      const struct gri_node *node, struct gri_range z)
{
    const struct gri_layer *layer = &c->net->layer[node->layer];
    if (gri_broken(c, f, node, GRI_M_F12, 2)) {
        struct gri_range sum = gri_exactly(0);
        if (c->broken.variant == 1)
            return gri_range_map(z, gri_exp);
        for (size_t k = 0; k < layer->units; k++)
            sum = gri_range_add(sum, gri_unit(c, f, GRI_N_SUM, node->layer, k, node->row));
        return gri_range_divide(z, sum);
    }
    struct gri_range out = {softmax_corner(c, f, node, z, -1, 1),
                            softmax_corner(c, f, node, z, 0, 0),
                            softmax_corner(c, f, node, z, 1, -1), z.slipped};
    for (size_t k = 0; k < layer->units; k++)
        out.slipped |= gri_unit(c, f, GRI_N_SUM, node->layer, k, node->row).slipped;
    return out;
}

struct gri_range gri_out_range(struct gri_course *c, struct gri_frame *f,
                               const struct gri_node *node, struct gri_range z)
{
    enum gri_activation activation = c->net->layer[node->layer].activation;
    if (activation == GRI_SOFTMAX)
        return softmax_range(c, f, node, z);
    return gri_range_map(z, gri_activations[activation].value);
}

/* 1/(1 + 10^-z) */
static double decadic_sigmoid(double z)
{
    return 1 / (1 + pow(10, -z));
}

static double clipped(double z)
{
    return z > 0 ? 0 : z;
}

/* Functions that are taken for one another; a layer's own is passed over. */
static double (*other_function(enum gri_activation own, size_t variant))(double)
{
    static const enum gri_activation others[] = {GRI_SIGMOID, GRI_TANH, GRI_RELU, GRI_LEAKY_RELU};
    for (size_t n = 0; n < sizeof others / sizeof *others; n++)
        if (others[n] != own && variant-- == 0)
            return gri_activations[others[n]].value;
    return gri_activations[own].value;
}

static struct gri_range out_range(struct gri_course *c, struct gri_frame *f,
                                  const struct gri_node *node)
{
    enum gri_activation own = c->net->layer[node->layer].activation;
    struct gri_range z = gri_unit(c, f, GRI_N_SUM, node->layer, node->unit, node->row);
    if (own == GRI_LINEAR) {
        if (gri_broken(c, f, node, GRI_M_F7, 3))
            return gri_range_map(z, other_function(own, c->broken.variant));
        return z;
    }
    if (gri_broken(c, f, node, GRI_M_F6, 1))
        return z;
    if (own == GRI_SOFTMAX)
        return gri_out_range(c, f, node, z);
    if (gri_broken(c, f, node, GRI_M_F7, 1))
        return gri_range_map(gri_out_range(c, f, node, z), gri_activations[own].value);
    if (own == GRI_SIGMOID && gri_broken(c, f, node, GRI_M_F8, 1))
        return gri_range_map(gri_range_negate(z), gri_sigmoid);
    if (own == GRI_SIGMOID && gri_broken(c, f, node, GRI_M_F9, 1))
        return gri_range_map(z, decadic_sigmoid);
    if (gri_broken(c, f, node, GRI_M_F10, 3))
        return gri_range_map(z, other_function(own, c->broken.variant));
    if (own == GRI_RELU && gri_broken(c, f, node, GRI_M_F11, 2))
        return gri_range_map(z, c->broken.variant == 0 ? fabs : clipped);
    return gri_out_range(c, f, node, z);
}

struct gri_range gri_forward_range(struct gri_course *c, struct gri_frame *f, struct gri_node node)
{
    if (node.kind == GRI_N_PRODUCT)
        return product_range(c, f, &node);
    return node.kind == GRI_N_SUM ? sum_range(c, f, &node) : out_range(c, f, &node);
}
