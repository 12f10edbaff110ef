#include "trace/line.h"

struct list {
    struct gri_line *at;
    size_t count, room;
};

static void add(struct list *list, enum gri_line_kind kind, struct gri_asked asked)
{
    if (list->at != NULL && list->count < list->room)
        list->at[list->count] = (struct gri_line){kind, asked};
    list->count++;
}

static void add_value(struct list *list, enum gri_what what, size_t layer, size_t unit, size_t row)
{
    struct gri_quantity q = {.what = what, .layer = layer, .unit = unit, .sample = row + 1};
    add(list, GRI_LINE_VALUE, (struct gri_asked){.of = q});
}

static void add_factor(struct list *list, struct gri_quantity of, struct gri_quantity by)
{
    add(list, GRI_LINE_FACTOR, (struct gri_asked){.of = of, .derivative = true, .by = by});
}

/* z and h of a layer; where h is z, only h; softmax wants all z first. */
static void forward_lines(struct list *list, const struct gri_layer *layer, size_t l, size_t row)
{
    bool coupled = gri_activations[layer->activation].value == NULL;
    for (size_t k = 0; k < layer->units; k++) {
        if (layer->activation != GRI_LINEAR)
            add_value(list, GRI_Q_SUM, l, k, row);
        if (!coupled)
            add_value(list, GRI_Q_OUT, l, k, row);
    }
    for (size_t k = 0; coupled && k < layer->units; k++)
        add_value(list, GRI_Q_OUT, l, k, row);
}

static void sample_lines(struct list *list, const struct gri_stages *stages, size_t row)
{
    const struct gri_net *net = stages->net;
    for (size_t l = 0; l < net->depth; l++)
        forward_lines(list, &net->layer[l], l, row);
    for (size_t k = 0; k < net->outputs; k++) {
        if (gri_losses[stages->loss].of_error)
            add_value(list, GRI_Q_ERROR, 0, k, row);
        add_value(list, GRI_Q_TERM, 0, k, row);
    }
}

static struct gri_quantity unit_of(enum gri_what what, size_t layer, size_t unit)
{
    return (struct gri_quantity){.what = what, .layer = layer, .unit = unit};
}

/* dh/dz of a unit; of all units where they are coupled. */
static void activation_factors(struct list *list, const struct gri_layer *layer, size_t l, size_t k)
{
    if (layer->activation == GRI_LINEAR)
        return;
    bool coupled = gri_activations[layer->activation].value == NULL;
    for (size_t j = 0; j < layer->units; j++)
        if (coupled || j == k)
            add_factor(list, unit_of(GRI_Q_OUT, l, j), unit_of(GRI_Q_SUM, l, k));
}

/* How the loss depends on the last layer, as the chain rule takes it: dL/dz where that is the
 * loss's partner; else dL/dyhat, all of them at once where units are coupled, and the activation's
 * slope.
 */
static void last_factors(struct list *list, const struct gri_stages *stages, size_t l, size_t k)
{
    const struct gri_layer *layer = &stages->net->layer[l];
    const struct gri_quantity loss = {.what = GRI_Q_LOSS};
    bool coupled = gri_activations[layer->activation].value == NULL;
    if (gri_losses[stages->loss].partner == layer->activation) {
        add_factor(list, loss, unit_of(GRI_Q_SUM, l, k));
        return;
    }
    for (size_t j = 0; j < layer->units; j++)
        if (coupled ? k == 0 : j == k)
            add_factor(list, loss, unit_of(GRI_Q_OUT, l, j));
    activation_factors(list, layer, l, k);
}

/* The factors that a unit brings into the chain, said once, with its first parameter: how what
 * follows depends on it, and its activation's slope. */
static void unit_factors(struct list *list, const struct gri_stages *stages, size_t l, size_t k)
{
    const struct gri_net *net = stages->net;
    if (l == net->depth - 1) {
        last_factors(list, stages, l, k);
        return;
    }
    const struct gri_layer *next = &net->layer[l + 1];
    enum gri_what what = next->activation == GRI_LINEAR ? GRI_Q_OUT : GRI_Q_SUM;
    for (size_t m = 0; m < next->units; m++)
        add_factor(list, unit_of(what, l + 1, m), unit_of(GRI_Q_OUT, l, k));
    activation_factors(list, &net->layer[l], l, k);
}

static struct gri_quantity parameter_quantity(const struct gri_place *place)
{
    return (struct gri_quantity){.what = place->is_bias ? GRI_Q_BIAS : GRI_Q_WEIGHT,
                                 .layer = place->layer,
                                 .row = place->is_bias ? 0 : place->row,
                                 .unit = place->unit};
}

static void gradient_lines(struct list *list, const struct gri_stages *stages,
                           struct gri_place place)
{
    const struct gri_layer *layer = &stages->net->layer[place.layer];
    struct gri_quantity w = parameter_quantity(&place);
    if (place.row == 0)
        unit_factors(list, stages, place.layer, place.unit);
    enum gri_what sum = layer->activation == GRI_LINEAR ? GRI_Q_OUT : GRI_Q_SUM;
    add_factor(list, unit_of(sum, place.layer, place.unit), w);
    struct gri_asked gradient = {{.what = GRI_Q_LOSS}, true, w};
    add(list, GRI_LINE_GRADIENT, gradient);
}

/* What the optimiser makes on the way, then the new value. */
static void update_lines(struct list *list, const struct gri_stages *stages, struct gri_place place)
{
    const struct gri_moment *moments = gri_optimizers[stages->optimizer].moments;
    struct gri_asked asked = {.of = parameter_quantity(&place)};
    asked.of.made = true;
    for (size_t n = 0; n < GRI_MOMENTS && moments[n].name != NULL; n++) {
        struct gri_asked moment = asked;
        moment.of.what = GRI_Q_MOMENT;
        moment.of.moment = n;
        moment.of.optimizer = stages->optimizer;
        moment.of.of_bias = place.is_bias;
        moment.of.made = moments[n].row != GRI_NOT_KEPT;
        add(list, GRI_LINE_UPDATE, moment);
    }
    add(list, GRI_LINE_UPDATE, asked);
}

size_t gri_stage_count(const struct gri_stages *stages)
{
    size_t parameters = stages->net->parameters;
    return stages->rows + 1 + stages->joined + 2 * (parameters - stages->joined);
}

size_t gri_stage_parameter(const struct gri_net *net, size_t n)
{
    size_t l = net->depth;
    while (l-- > 0) {
        size_t end = l + 1 < net->depth ? net->layer[l + 1].w : net->parameters;
        size_t count = end - net->layer[l].w;
        if (n < count)
            return net->layer[l].w + n;
        n -= count;
    }
    return 0;
}

size_t gri_stage_lines(const struct gri_stages *stages, size_t stage, struct gri_line *lines,
                       size_t room)
{
    const struct gri_net *net = stages->net;
    struct list list = {lines, 0, room};
    if (stage < stages->rows) {
        sample_lines(&list, stages, stage);
        return list.count;
    }
    if (stage == stages->rows) {
        struct gri_quantity loss = {.what = GRI_Q_LOSS};
        add(&list, GRI_LINE_VALUE, (struct gri_asked){.of = loss});
        return list.count;
    }
    size_t n = stage - stages->rows - 1;
    bool updates_only = n >= net->parameters;
    if (updates_only)
        n -= net->parameters - stages->joined;
    struct gri_place place = gri_net_place(net, gri_stage_parameter(net, n));
    if (!updates_only && stages->rule == GRI_BACKPROP)
        gradient_lines(&list, stages, place);
    if (updates_only || n < stages->joined)
        update_lines(&list, stages, place);
    return list.count;
}
