#include "cmd/command.h"

#include <string.h>

/* "2-3-1": sizes[0..*count) */
static enum gr_status read_sizes(const char *text, size_t column, size_t *sizes, size_t *count,
                                 struct gr_err *err)
{
    *count = 0;
    for (const char *c = text;; c++) {
        size_t size = 0;
        const char *first = c;
        for (; *c >= '0' && *c <= '9'; c++)
            size = size < 1000000000000 ? 10 * size + (size_t)(*c - '0') : size;
        if (c == first || (*c != '-' && *c != '\0'))
            return gri_fail_at(
                err, GR_E_SYNTAX, column + (size_t)(c - text),
                "sizes are numbers joined by hyphens: inputs, hidden units, outputs, "
                "as in 2-3-1");
        if (*count == GRI_DEPTH_LIMIT + 1)
            return gri_fail_at(err, GR_E_RANGE, column, "a network has at most %d layers",
                               GRI_DEPTH_LIMIT);
        sizes[(*count)++] = size;
        if (*c == '\0')
            return GR_OK;
    }
}

static const char *activation_words(size_t n)
{
    return n < GRI_ACTIVATIONS ? gri_activations[n].name : n == GRI_ACTIVATIONS ? "nobias" : NULL;
}

/* No activation: linear. One: the hidden layers', the output stays linear (without hidden layers it
 * is the output's). Else one a layer. */
static enum gr_status read_activations(const struct gri_arg *arg, size_t depth,
                                       enum gri_activation *activations, bool *bias,
                                       struct gr_err *err)
{
    enum gri_activation named[GRI_WORDS];
    size_t count = 0;
    *bias = true;
    for (size_t n = 0; n < arg->count; n++) {
        size_t k = 0;
        while (strcmp(activation_words(k), arg->words[n]) != 0)
            k++;
        if (k == GRI_ACTIVATIONS)
            *bias = false;
        else
            named[count++] = (enum gri_activation)k;
    }
    if (count > 1 && count != depth)
        return gri_fail_at(
            err, GR_E_SHAPE, arg->columns[0],
            "%zu activations for %zu layers; give none, one for the hidden layers, or "
            "one for each layer",
            count, depth);
    for (size_t l = 0; l < depth; l++) {
        activations[l] = count > 1 ? named[l] : GRI_LINEAR;
        if (count == 1 && (l + 1 < depth || depth == 1))
            activations[l] = named[0];
    }
    return GR_OK;
}

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    size_t sizes[GRI_DEPTH_LIMIT + 1], count;
    enum gri_activation activations[GRI_DEPTH_LIMIT];
    struct gri_net *net;
    bool bias;
    if (!args[0].given)
        return gri_explain_network(&session->view, &session->page, err);
    GRI_TRY(read_sizes(args[0].words[0], args[0].column, sizes, &count, err));
    if (count < 2)
        return gri_fail_at(err, GR_E_RANGE, args[0].column,
                           "a network has inputs and outputs, as in 2-1 or 2-3-1");
    GRI_TRY(read_activations(&args[1], count - 1, activations, &bias, err));
    enum gr_status status = gri_net_new(sizes, count - 1, activations, bias, &net, err);
    if (status != GR_OK) {
        err->column = args[0].column;
        return status;
    }
    return gri_session_network(session, net, GRI_INIT_XAVIER, session->hyper.seed, err);
}

const struct gri_command gri_command_network = {
    .name = "network",
    .group = GRI_SETTING_UP,
    .params = {{"SIZES", GRI_WORD, .optional = true},
               {"ACTIVATION", GRI_WORD, .optional = true, .many = true, .words = activation_words}},
    .summary = "make a network, or show the one there is",
    .help = "SIZES are the inputs, the units of each hidden layer and the outputs. Without an "
            "ACTIVATION every layer is linear; one is that of the hidden layers (without hidden "
            "layers, of the output); else give one for each layer. `nobias` leaves out the biases. "
            "Weights start as `init xavier` makes them. A run that was going on is left; `undo` "
            "comes back to it.",
    .example = "network 2-3-2-1 tanh tanh linear\nnetwork",
    .see = "init data use weights undo",
    .run = run,
};
