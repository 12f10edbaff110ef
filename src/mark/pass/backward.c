/* The backward pass by hand, with its mistakes: B1 to B10, H1 to H12, W1 to W11, C1. */
#include "mark/pass/parts.h"
#include "math/scalar.h"

#include <math.h>

static const struct gri_layer *layer_of(const struct gri_course *c, size_t layer)
{
    return &c->net->layer[layer];
}

static bool is_linear(const struct gri_course *c, size_t layer)
{
    return layer_of(c, layer)->activation == GRI_LINEAR;
}

/* Do activation and loss cancel at the output? */
static bool has_partner(const struct gri_course *c, const struct gri_frame *f)
{
    return gri_losses[f->record->hyper.loss].partner == layer_of(c, c->net->depth - 1)->activation;
}

/* Mistakes in the coefficient of the loss's derivative: its sign, the 2, 1/N, 1/outputs. */
static double coefficient_mistake(struct gri_course *c, struct gri_frame *f,
                                  const struct gri_node *node)
{
    const struct gri_loss_row *loss = &gri_losses[f->record->hyper.loss];
    double rows = (double)f->record->work->rows, outputs = (double)c->net->outputs;
    if (gri_broken(c, f, node, GRI_M_B1, 1))
        return -1;
    bool square = loss->of_error && f->record->hyper.loss != GRI_MAE;
    if (square && gri_broken(c, f, node, GRI_M_B2, 1))
        return loss->factor == -2 ? 0.5 : 2;
    if (rows > 1 && loss->divisor != GRI_BY_NOTHING && gri_broken(c, f, node, GRI_M_B3, 1))
        return rows;
    if (outputs > 1 && gri_broken(c, f, node, GRI_M_L6, 1))
        return loss->divisor == GRI_BY_SAMPLES_AND_OUTPUTS ? outputs : 1 / outputs;
    return 1;
}

static struct gri_range slope_range(struct gri_course *c, struct gri_frame *f,
                                    const struct gri_node *node)
{
    const struct gri_loss_row *loss = &gri_losses[f->record->hyper.loss];
    double divisor = gri_loss_divisor(f->record->hyper.loss, f->record->work->rows,
                                      c->net->outputs);
    if (gri_broken(c, f, node, GRI_M_C1, 1))
        return gri_exactly(c->steps != NULL ? c->steps->slopes[1] : 1);
    double factor = coefficient_mistake(c, f, node) * loss->factor / divisor;
    return gri_range_scale(gri_loss_slope(c, f, node), factor);
}

/* A function of z and h over their ranges: at their ends, and at z = 0, where slopes are steepest.
 */
struct gri_range gri_slope_range(enum gri_activation activation, struct gri_range z,
                                 struct gri_range h)
{
    const struct gri_activation_row *row = &gri_activations[activation];
    struct gri_range made = gri_exactly(row->slope(z.mid, h.mid));
    made = gri_range_hull(made, gri_exactly(row->slope(z.lo, h.lo)));
    made = gri_range_hull(made, gri_exactly(row->slope(z.hi, h.hi)));
    if (z.lo < 0 && z.hi > 0)
        made = gri_range_hull(made, gri_exactly(row->slope(0, row->value(0))));
    made.slipped = z.slipped || h.slipped;
    return made;
}

const double gri_step_slopes[GRI_STEPS] = {0, 1, 0.01};

/* The slope of a step by its gate. */
static struct gri_range gated_slope(struct gri_course *c, const struct gri_frame *f,
                                    const struct gri_node *node, struct gri_range gate)
{
    enum gri_activation activation = layer_of(c, node->layer)->activation;
    struct gri_range made = gri_slope_range(activation, gate, gate);
    int now = 1;
    while (now < GRI_STEPS && made.mid != gri_step_slopes[now - 1])
        now++;
    if (c->steps == NULL)
        return made;
    return gri_exactly(c->steps->slopes[gri_step_met(c, f, node, now) - 1]);
}

static struct gri_range squared(struct gri_range a)
{
    return gri_range_power(a, gri_exactly(2));
}

static struct gri_range one_minus(struct gri_range a)
{
    return gri_range_subtract(gri_exactly(1), a);
}

/* f' as it is mistaken: H2 at h for z, H3 from z for h, H4 f for f', B10 its sign,
 * H12 at the place of the layer above, H5 the gate. */
static struct gri_range mistaken_slope(struct gri_course *c, struct gri_frame *f,
                                       const struct gri_node *node, struct gri_range upstream)
{
    enum gri_activation own = layer_of(c, node->layer)->activation;
    struct gri_range z = gri_unit(c, f, GRI_N_SUM, node->layer, node->unit, node->row);
    struct gri_range h = gri_unit(c, f, GRI_N_OUT, node->layer, node->unit, node->row);
    size_t units = layer_of(c, node->layer)->units;
    bool gated = own == GRI_RELU || own == GRI_LEAKY_RELU;
    if (!gated && gri_broken(c, f, node, GRI_M_H2, 1))
        return gri_slope_range(own, h, gri_range_map(h, gri_activations[own].value));
    if (!gated && gri_broken(c, f, node, GRI_M_H3, 1))
        return own == GRI_SIGMOID ? gri_range_multiply(z, one_minus(z)) : one_minus(squared(z));
    if (!gated && gri_broken(c, f, node, GRI_M_H4, 3))
        return c->broken.variant == 0 ? h : c->broken.variant == 1 ? squared(h) : one_minus(h);
    if (!gated && gri_broken(c, f, node, GRI_M_B10, 1))
        return gri_range_negate(gri_slope_range(own, z, h));
    if (!gated && node->layer + 1 < c->net->depth && gri_broken(c, f, node, GRI_M_H12, 1)) {
        struct gri_range outer = gri_unit(c, f, GRI_N_SUM, node->layer + 1, 0, node->row);
        return gri_slope_range(own, outer, gri_range_map(outer, gri_activations[own].value));
    }
    if (gated && gri_broken(c, f, node, GRI_M_H5, units)) {
        size_t unit = (node->unit + c->broken.variant) % units;
        struct gri_range gate = c->broken.variant == 0
                                    ? upstream
                                    : gri_unit(c, f, GRI_N_SUM, node->layer, unit, node->row);
        return gated_slope(c, f, node, gate);
    }
    return gated ? gated_slope(c, f, node, z) : gri_slope_range(own, z, h);
}

static struct gri_range coupled_delta(struct gri_course *c, struct gri_frame *f,
                                      const struct gri_node *node, enum gri_node_kind upstream)
{
    struct gri_range sum = gri_exactly(0);
    struct gri_range mine = gri_unit(c, f, GRI_N_OUT, node->layer, node->unit, node->row);
    bool diagonal = gri_broken(c, f, node, GRI_M_B9, 1);
    for (size_t j = 0; j < layer_of(c, node->layer)->units; j++) {
        struct gri_range h = gri_unit(c, f, GRI_N_OUT, node->layer, j, node->row);
        struct gri_range slope = gri_unit(c, f, upstream, node->layer, j, node->row);
        if (j == node->unit)
            slope = gri_range_multiply(slope, one_minus(h));
        else if (diagonal)
            continue;
        else
            slope = gri_range_negate(gri_range_multiply(slope, h));
        sum = gri_range_add(sum, slope);
    }
    return gri_range_multiply(sum, mine);
}

/* (yhat - y)/divisor, where activation and loss cancel. */
static struct gri_range partner_delta(struct gri_course *c, struct gri_frame *f,
                                      const struct gri_node *node)
{
    double divisor = gri_loss_divisor(f->record->hyper.loss, f->record->work->rows,
                                      c->net->outputs);
    struct gri_range p = gri_unit(c, f, GRI_N_OUT, node->layer, node->unit, node->row);
    struct gri_range y = gri_unit(c, f, GRI_N_TARGET, 0, node->unit, node->row);
    if (gri_broken(c, f, node, GRI_M_C1, 1))
        return gri_range_multiply(p, one_minus(p));
    struct gri_range made = gri_range_scale(gri_range_subtract(p, y),
                                            coefficient_mistake(c, f, node) / divisor);
    if (gri_broken(c, f, node, GRI_M_B6, 1))
        return gri_range_multiply(made, gri_range_multiply(p, one_minus(p)));
    return made;
}

static struct gri_range delta_range(struct gri_course *c, struct gri_frame *f,
                                    const struct gri_node *node)
{
    bool last = node->layer == c->net->depth - 1;
    enum gri_node_kind from = last ? GRI_N_SLOPE : GRI_N_BACK;
    if (last && has_partner(c, f))
        return partner_delta(c, f, node);
    if (layer_of(c, node->layer)->activation == GRI_SOFTMAX)
        return coupled_delta(c, f, node, from);
    struct gri_range upstream = gri_unit(c, f, from, node->layer, node->unit, node->row);
    if (is_linear(c, node->layer) || gri_broken(c, f, node, last ? GRI_M_B5 : GRI_M_H1, 1))
        return upstream;
    return gri_range_multiply(upstream, mistaken_slope(c, f, node, upstream));
}

/* The weight on the way back from unit m of the next layer: H6 updated, H7 left out, H8 another. */
static struct gri_range way_back(struct gri_course *c, struct gri_frame *f,
                                 const struct gri_node *node, size_t m)
{
    size_t next = node->layer + 1, units = layer_of(c, node->layer)->units;
    if (gri_broken(c, f, node, GRI_M_H6, 1))
        return gri_weight(c, f, GRI_N_NEW, next, node->unit, m);
    if (gri_broken(c, f, node, GRI_M_H7, 1))
        return gri_exactly(1);
    if (units * layer_of(c, next)->units > 1 &&
        gri_broken(c, f, node, GRI_M_H8, units + layer_of(c, node->layer)->inputs)) {
        if (c->broken.variant >= units) /* the layer's own */
            return gri_weight(c, f, GRI_N_PARAMETER, node->layer, c->broken.variant - units,
                              node->unit);
        if (c->broken.variant > 0)
            return gri_weight(c, f, GRI_N_PARAMETER, next, (node->unit + c->broken.variant) % units,
                              m);
        return gri_of_parameter(c, f, GRI_N_PARAMETER,
                                layer_of(c, next)->w + m * units + node->unit, 0);
    }
    return gri_weight(c, f, GRI_N_PARAMETER, next, node->unit, m);
}

/* dL/dh: the sum over the units of the next layer. */
static struct gri_range back_range(struct gri_course *c, struct gri_frame *f,
                                   const struct gri_node *node)
{
    size_t next = node->layer + 1, units = layer_of(c, next)->units;
    bool one = units > 1 && gri_broken(c, f, node, GRI_M_H9, units);
    bool product = units > 1 && gri_broken(c, f, node, GRI_M_H10, 1);
    struct gri_range made = gri_exactly(product ? 1 : 0);
    for (size_t m = 0; m < units; m++) {
        if (one && m != c->broken.variant)
            continue;
        struct gri_range path = gri_range_multiply(gri_unit(c, f, GRI_N_DELTA, next, m, node->row),
                                                   way_back(c, f, node, m));
        made = product ? gri_range_multiply(made, path) : gri_range_add(made, path);
    }
    return made;
}

/* What dz/dw is taken for: the input; W1 z for it, W2 x for h, H11 w, W10 that of another sample.
 */
static struct gri_range incoming(struct gri_course *c, struct gri_frame *f,
                                 const struct gri_node *node, struct gri_place place)
{
    size_t rows = f->record->work->rows, row = node->row;
    size_t inputs = c->net->inputs;
    if (place.layer > 0 && !is_linear(c, place.layer - 1) && gri_broken(c, f, node, GRI_M_W1, 1))
        return gri_unit(c, f, GRI_N_SUM, place.layer - 1, place.row, row);
    if (place.layer > 0 && gri_broken(c, f, node, GRI_M_W2, inputs))
        return gri_unit(c, f, GRI_N_INPUT, 0, (place.row + c->broken.variant) % inputs, row);
    if (place.layer == 0 && c->net->depth > 1 && gri_broken(c, f, node, GRI_M_W2, 1))
        return gri_unit(c, f, GRI_N_OUT, 0, place.unit, row);
    if (gri_broken(c, f, node, GRI_M_H11, 1))
        return gri_of_parameter(c, f, GRI_N_PARAMETER, node->parameter, 0);
    if (rows > 1 && gri_broken(c, f, node, GRI_M_W10, rows - 1))
        row = (row + 1 + c->broken.variant) % rows;
    return gri_into(c, f, place.layer, place.row, row);
}

static struct gri_range part_range(struct gri_course *c, struct gri_frame *f,
                                   const struct gri_node *node)
{
    struct gri_place place = gri_net_place(c->net, node->parameter);
    const struct gri_layer *layer = layer_of(c, place.layer);
    if (place.is_bias) {
        struct gri_range delta = gri_unit(c, f, GRI_N_DELTA, place.layer, place.unit, node->row);
        if (gri_broken(c, f, node, GRI_M_W6, layer->inputs))
            return gri_range_multiply(delta,
                                      gri_into(c, f, place.layer, c->broken.variant, node->row));
        struct gri_range sum = gri_exactly(0);
        if (layer->units == 1 || !gri_broken(c, f, node, GRI_M_W7, 1))
            return delta;
        for (size_t j = 0; j < layer->units; j++)
            sum = gri_range_add(sum, gri_unit(c, f, GRI_N_DELTA, place.layer, j, node->row));
        return sum;
    }
    if (layer->inputs > 1 && layer->units > 1 && gri_broken(c, f, node, GRI_M_W3, 1)) {
        size_t turned = place.unit * layer->inputs + place.row;
        place.row = turned / layer->units;
        place.unit = turned % layer->units;
    }
    struct gri_range delta = gri_unit(c, f, GRI_N_DELTA, place.layer, place.unit, node->row);
    return gri_range_multiply(delta, incoming(c, f, node, place));
}

/* W9: the mean of delta times the mean of what comes in, N times. */
static struct gri_range product_of_means(struct gri_course *c, struct gri_frame *f,
                                         struct gri_place place)
{
    size_t rows = f->record->work->rows;
    struct gri_range delta = gri_exactly(0), input = gri_exactly(0);
    for (size_t i = 0; i < rows; i++) {
        delta = gri_range_add(delta, gri_unit(c, f, GRI_N_DELTA, place.layer, place.unit, i));
        input = gri_range_add(input, gri_into(c, f, place.layer, place.row, i));
    }
    return gri_range_scale(gri_range_multiply(delta, input), 1 / (double)rows);
}

static struct gri_range gradient_range(struct gri_course *c, struct gri_frame *f,
                                       const struct gri_node *node)
{
    struct gri_place place = gri_net_place(c->net, node->parameter);
    struct gri_frame *before = gri_frame_before(f);
    size_t rows = f->record->work->rows;
    if (place.is_bias && gri_broken(c, f, node, GRI_M_W5, 1))
        return gri_exactly(0);
    if (!place.is_bias && rows > 1 && gri_broken(c, f, node, GRI_M_W9, 1))
        return product_of_means(c, f, place);
    bool one = rows > 1 && gri_broken(c, f, node, GRI_M_W8, 2 * rows);
    bool omits = rows > 1 && gri_broken(c, f, node, GRI_M_F14, 2 * rows);
    struct gri_range sum = gri_exactly(0);
    for (size_t i = 0; i < rows; i++) {
        struct gri_range part = gri_of_parameter(c, f, GRI_N_PART, node->parameter, i);
        if ((one && c->broken.variant % rows != i) || (omits && c->broken.variant == i))
            continue;
        sum = gri_range_add(sum, part);
        if (omits && c->broken.variant == rows + i)
            sum = gri_range_add(sum, part);
    }
    if (one && c->broken.variant >= rows) /* its gradient alone, without 1/N */
        return gri_range_scale(sum, (double)rows);
    if (rows > 1 && gri_broken(c, f, node, GRI_M_B4, 1))
        return gri_range_scale(sum, 1 / (double)rows);
    if (before != NULL && gri_broken(c, f, node, GRI_M_W11, 1))
        return gri_range_add(sum, gri_of_parameter(c, before, GRI_N_GRADIENT, node->parameter, 0));
    return sum;
}

struct gri_range gri_backward_range(struct gri_course *c, struct gri_frame *f, struct gri_node node)
{
    switch (node.kind) {
    case GRI_N_SLOPE:
        return slope_range(c, f, &node);
    case GRI_N_BACK:
        return back_range(c, f, &node);
    case GRI_N_DELTA:
        return delta_range(c, f, &node);
    case GRI_N_PART:
        return part_range(c, f, &node);
    default:
        return gradient_range(c, f, &node);
    }
}
