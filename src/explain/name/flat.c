/* The flat notation: w1 b1 z1 h1 yhat, numbered on through the layers, weights row by row. */
#include "explain/name/notation.h"
#include "explain/name/shared.h"

/* Layer and unit of unit number n (from 0) counted through the layers. */
static void find_unit(const struct gri_net *net, size_t n, struct gri_quantity *q)
{
    while (n >= net->layer[q->layer].units)
        n -= net->layer[q->layer++].units;
    q->unit = n;
}

static size_t weights_in(const struct gri_layer *layer)
{
    return layer->inputs * layer->units;
}

static size_t weights_before(const struct gri_net *net, size_t layer)
{
    size_t count = 0;
    for (size_t l = 0; l < layer; l++)
        count += weights_in(&net->layer[l]);
    return count;
}

static void find_weight(const struct gri_net *net, size_t n, struct gri_quantity *q)
{
    for (; n >= weights_in(&net->layer[q->layer]); q->layer++)
        n -= weights_in(&net->layer[q->layer]);
    q->row = n / net->layer[q->layer].units;
    q->unit = n % net->layer[q->layer].units;
}

static enum gr_status read(const struct gri_view *view, const char *text, size_t length,
                           struct gri_quantity *q, size_t *used, struct gr_err *err)
{
    static const char stems[] = "wbzh";
    static const enum gri_what whats[] = {GRI_Q_WEIGHT, GRI_Q_BIAS, GRI_Q_SUM, GRI_Q_OUT};
    size_t number, n = 0;
    GRI_TRY(gri_shared_read(view, text, length, q, used, err));
    if (*used > 0 || gri_count_letters(text, length) != 1)
        return GR_OK;
    while (stems[n] != '\0' && stems[n] != text[0])
        n++;
    const struct gri_net *net = view->net;
    size_t digits = gri_read_digits(text, length, 1, GRI_PARAMETER_LIMIT, &number);
    if (stems[n] == '\0' || digits == 0)
        return GR_OK;
    if (net == NULL)
        return gri_no_network(err);
    const size_t counts[] = {weights_before(net, net->depth), net->bias ? net->units : 0,
                             net->units, net->units - net->outputs};
    const char stem[] = {text[0], '\0'};
    if (number == 0 || number > counts[n])
        return gri_no_such(err, text, 1 + digits, stem, 1, counts[n]);
    *q = (struct gri_quantity){.what = whats[n]};
    if (q->what == GRI_Q_WEIGHT)
        find_weight(net, number - 1, q);
    else
        find_unit(net, number - 1, q);
    *used = 1 + digits;
    return GR_OK;
}

static void spell(const struct gri_view *view, const struct gri_quantity *q, struct gri_text *out)
{
    const struct gri_net *net = view->net;
    if (gri_shared_spell(view, q, out))
        return;
    const struct gri_layer *layer = &net->layer[q->layer];
    if (q->what == GRI_Q_WEIGHT)
        gri_text_addf(out, "w%zu",
                      weights_before(net, q->layer) + q->row * layer->units + q->unit + 1);
    else
        gri_text_addf(out, "%s%zu",
                      q->what == GRI_Q_BIAS  ? "b"
                      : q->what == GRI_Q_SUM ? "z"
                                             : "h",
                      layer->first_unit + q->unit + 1);
}

const struct gri_notation gri_notation_flat = {
    "flat", "w1 b1 z1 h1 yhat alpha, numbered on through the layers", read, spell, NULL, false};
