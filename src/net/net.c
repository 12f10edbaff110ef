#include "net/net.h"

#include <stdlib.h>

static enum gr_status check_sizes(const size_t *sizes, size_t depth, struct gr_err *err)
{
    if (depth == 0 || depth > GRI_DEPTH_LIMIT)
        return gri_fail(err, GR_E_RANGE, "a network has 2 to %d sizes, as in 2-2-1; here are %zu",
                        GRI_DEPTH_LIMIT + 1, depth + 1);
    double parameters = 0; /* a double cannot overflow here */
    for (size_t l = 0; l <= depth; l++) {
        if (sizes[l] == 0)
            return gri_fail(err, GR_E_RANGE,
                            "a layer of 0 units cannot be; every size is 1 or more");
        if (sizes[l] > GRI_UNITS_LIMIT)
            return gri_fail(err, GR_E_RANGE, "a layer of %zu units is too large; the limit is %d",
                            sizes[l], GRI_UNITS_LIMIT);
        if (l > 0)
            parameters += ((double)sizes[l - 1] + 1) * (double)sizes[l];
    }
    if (parameters > GRI_PARAMETER_LIMIT)
        return gri_fail(err, GR_E_RANGE,
                        "a network of %.0f parameters is too large; the limit is %d", parameters,
                        GRI_PARAMETER_LIMIT);
    return GR_OK;
}

enum gr_status gri_net_new(const size_t *sizes, size_t depth,
                           const enum gri_activation *activations, bool bias, struct gri_net **out,
                           struct gr_err *err)
{
    GRI_TRY(check_sizes(sizes, depth, err));
    struct gri_net *net = calloc(1, sizeof *net + depth * sizeof *net->layer);
    if (net == NULL)
        return gri_fail_memory(err, "the network");
    net->depth = depth;
    net->inputs = sizes[0];
    net->outputs = sizes[depth];
    net->bias = bias;
    for (size_t l = 0; l < depth; l++) {
        struct gri_layer *layer = &net->layer[l];
        layer->inputs = sizes[l];
        layer->units = sizes[l + 1];
        layer->activation = activations[l];
        layer->first_unit = net->units;
        layer->w = net->parameters;
        layer->b = layer->w + layer->inputs * layer->units;
        net->parameters = layer->b + (bias ? layer->units : 0);
        net->units += layer->units;
    }
    *out = net;
    return GR_OK;
}

void gri_net_free(struct gri_net *net)
{
    if (net == NULL || net->holders-- > 0)
        return;
    free(net);
}

struct gri_net *gri_net_keep(const struct gri_net *net)
{
    struct gri_net *held = (struct gri_net *)net; /* counting changes nothing in it */
    if (held != NULL)
        held->holders++;
    return held;
}

struct gri_matrix gri_net_weights(const struct gri_net *net, double *parameters, size_t layer)
{
    const struct gri_layer *at = &net->layer[layer];
    return gri_matrix(parameters + at->w, at->inputs, at->units);
}

struct gri_place gri_net_place(const struct gri_net *net, size_t parameter)
{
    size_t l = 0;
    while (l + 1 < net->depth && parameter >= net->layer[l + 1].w)
        l++;
    size_t offset = parameter - net->layer[l].w;
    struct gri_place place = {l, offset / net->layer[l].units, offset % net->layer[l].units, false};
    place.is_bias = place.row == net->layer[l].inputs;
    return place;
}

size_t gri_net_parameter(const struct gri_net *net, struct gri_place place)
{
    const struct gri_layer *layer = &net->layer[place.layer];
    return layer->w + (place.is_bias ? layer->inputs : place.row) * layer->units + place.unit;
}

enum gr_status gri_net_check_loss(const struct gri_net *net, enum gri_loss loss, struct gr_err *err)
{
    enum gri_activation last = net->layer[net->depth - 1].activation;
    if (loss == GRI_CROSS_ENTROPY && last != GRI_SOFTMAX)
        return gri_fail(err, GR_E_STATE,
                        "cross-entropy wants a softmax output layer, this one is %s; say so in "
                        "`network`, as in `network 2-3-2 tanh softmax`",
                        gri_activations[last].name);
    if (loss == GRI_BCE && last != GRI_SIGMOID && last != GRI_SOFTMAX)
        return gri_fail(err, GR_E_STATE,
                        "bce wants outputs between 0 and 1, this output layer is %s; say so in "
                        "`network`, as in `network 2-3-1 tanh sigmoid`",
                        gri_activations[last].name);
    return GR_OK;
}
