/* The torch notation: parameters as nn.Sequential calls them, 0.weight[1][0] (out by in, from 0)
 * and 0.bias[1]; an activation that is not linear takes a number of its own. The rest is flat. */
#include "explain/name/notation.h"
#include "explain/name/shared.h"

#include <string.h>

static size_t module_of(const struct gri_net *net, size_t layer)
{
    size_t number = layer;
    for (size_t l = 0; l < layer; l++)
        number += net->layer[l].activation != GRI_LINEAR;
    return number;
}

/* "[12]" at text[at]; 0: none. */
static size_t read_index(const char *text, size_t length, size_t at, size_t *index)
{
    if (at >= length || text[at] != '[')
        return 0;
    size_t digits = gri_read_digits(text, length, at + 1, GRI_UNITS_LIMIT, index);
    return digits > 0 && at + 1 + digits < length && text[at + 1 + digits] == ']' ? digits + 2 : 0;
}

static enum gr_status read_parameter(const struct gri_view *view, const char *text, size_t length,
                                     struct gri_quantity *q, size_t *used, struct gr_err *err)
{
    const struct gri_net *net = view->net;
    size_t module, to, from = 0, l = 0;
    size_t at = gri_read_digits(text, length, 0, GRI_DEPTH_LIMIT * 2, &module);
    bool weight = at > 0 && length - at > 7 && memcmp(text + at, ".weight", 7) == 0;
    bool bias = at > 0 && length - at > 5 && memcmp(text + at, ".bias", 5) == 0;
    if (!weight && !bias)
        return GR_OK;
    at += weight ? 7 : 5;
    size_t first = read_index(text, length, at, &to);
    size_t second = weight && first > 0 ? read_index(text, length, at + first, &from) : 0;
    if (first == 0 || (weight && second == 0))
        return GR_OK;
    *used = at + first + second;
    if (net == NULL)
        return gri_no_network(err);
    while (l < net->depth && module_of(net, l) != module)
        l++;
    if (l == net->depth || to >= net->layer[l].units || from >= net->layer[l].inputs ||
        (bias && !net->bias))
        return gri_fail_at(err, GR_E_NAME, 1,
                           "there is no %.*s; weights are out by in, from 0, and activations that "
                           "are not linear are counted as modules",
                           (int)*used, text);
    *q = (struct gri_quantity){
        .what = weight ? GRI_Q_WEIGHT : GRI_Q_BIAS, .layer = l, .row = from, .unit = to};
    return GR_OK;
}

static enum gr_status read(const struct gri_view *view, const char *text, size_t length,
                           struct gri_quantity *q, size_t *used, struct gr_err *err)
{
    *used = 0;
    GRI_TRY(read_parameter(view, text, length, q, used, err));
    if (*used > 0 || length == 0 || text[0] == 'w' || (text[0] == 'b' && text[1] != '['))
        return GR_OK;
    return gri_notation_flat.read(view, text, length, q, used, err);
}

static void spell(const struct gri_view *view, const struct gri_quantity *q, struct gri_text *out)
{
    if (q->whole || !gri_quantity_is_parameter(q))
        gri_notation_flat.spell(view, q, out);
    else if (q->what == GRI_Q_BIAS)
        gri_text_addf(out, "%zu.bias[%zu]", module_of(view->net, q->layer), q->unit);
    else
        gri_text_addf(out, "%zu.weight[%zu][%zu]", module_of(view->net, q->layer), q->unit, q->row);
}

const struct gri_notation gri_notation_torch = {
    "torch", "parameters as PyTorch calls them: 0.weight[1][0] 0.bias[1]; the rest flat",
    read,    spell,
    NULL,    false};
