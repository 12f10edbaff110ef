/* The neuron notation: neurons are numbered through from the inputs on, y is the output. w13 leads
 * from 1 to 3 (w1_13 beyond 9), k3 is the sum before the bias, z3 = k3 + b3, n3 = f(z3). */
#include "explain/name/notation.h"
#include "explain/name/shared.h"

#include <string.h>

/* A neuron by its name at text[at]: a number, or y (y2 of several). Its bytes; 0: none. `single`:
 * one digit only, as in w13. */
static size_t read_neuron(const struct gri_net *net, const char *text, size_t length, size_t at,
                          bool single, size_t *neuron)
{
    size_t hidden = net->inputs + net->units - net->outputs, number;
    bool output = at < length && text[at] == 'y';
    size_t from = at + (output ? 1 : 0);
    size_t digits = gri_read_digits(text, single && !output ? from + 1 : length, from,
                                    GRI_PARAMETER_LIMIT, &number);
    if (output) {
        *neuron = hidden + (digits > 0 ? number : net->outputs == 1 ? 1 : 0);
        return *neuron > hidden ? 1 + digits : 0;
    }
    *neuron = number <= hidden ? number : 0;
    return digits;
}

/* Layer and unit of a neuron (from 1) that is no input. */
static bool place(const struct gri_net *net, size_t neuron, struct gri_quantity *q)
{
    if (neuron <= net->inputs || neuron > net->inputs + net->units)
        return false;
    q->unit = neuron - net->inputs - 1;
    for (q->layer = 0; q->unit >= net->layer[q->layer].units; q->layer++)
        q->unit -= net->layer[q->layer].units;
    return true;
}

/* "w13", "w1_13", "w6y": the neuron it leads from must be of the layer before the other's. */
static size_t read_weight(const struct gri_net *net, const char *text, size_t length,
                          struct gri_quantity *q, bool *known)
{
    size_t from = 0, to = 0, first, digits, second, number;
    digits = gri_read_digits(text, length, 1, 0, &number);
    bool apart = 2 + digits < length && text[1 + digits] == '_' &&
                 strchr("y0123456789", text[2 + digits]) != NULL; /* w13_new has one neuron each */
    bool last = 1 + digits < length && text[1 + digits] == 'y';
    first = read_neuron(net, text, length, 1, !apart && !last, &from);
    size_t at = 1 + first + (apart ? 1 : 0);
    second = first > 0 ? read_neuron(net, text, length, at, false, &to) : 0;
    if (second == 0)
        return 0;
    *known = from > 0 && place(net, to, q);
    if (*known) {
        const struct gri_layer *layer = &net->layer[q->layer];
        size_t before = q->layer == 0 ? 0 : net->inputs + layer->first_unit - layer->inputs;
        *known = from > before && from <= before + layer->inputs;
        q->row = from - before - 1;
    }
    return at + second;
}

static enum gr_status read(const struct gri_view *view, const char *text, size_t length,
                           struct gri_quantity *q, size_t *used, struct gr_err *err)
{
    static const char stems[] = "wbzkn";
    static const enum gri_what whats[] = {GRI_Q_WEIGHT, GRI_Q_BIAS, GRI_Q_SUM, GRI_Q_PRODUCT,
                                          GRI_Q_OUT};
    const struct gri_net *net = view->net;
    size_t neuron = 0, n = 0;
    bool known = false;
    GRI_TRY(gri_shared_read(view, text, length, q, used, err));
    if (*used > 0)
        return GR_OK;
    while (stems[n] != '\0' && (length == 0 || stems[n] != text[0]))
        n++;
    if (stems[n] == '\0' || length < 2 || (text[1] != 'y' && (text[1] < '0' || text[1] > '9')))
        return GR_OK;
    if (net == NULL)
        return gri_no_network(err);
    *q = (struct gri_quantity){.what = whats[n]};
    if (q->what == GRI_Q_WEIGHT) {
        *used = read_weight(net, text, length, q, &known);
    } else {
        size_t size = read_neuron(net, text, length, 1, false, &neuron);
        *used = size > 0 ? 1 + size : 0;
        known = place(net, neuron, q) && (q->what != GRI_Q_BIAS || net->bias) &&
                (q->what != GRI_Q_OUT || q->layer < net->depth - 1);
    }
    if (*used > 0 && !known)
        return gri_fail_at(err, GR_E_NAME, 1,
                           "there is no %.*s; inputs are 1 to %zu, hidden neurons %zu to %zu, the "
                           "output is y",
                           (int)*used, text, net->inputs, net->inputs + 1,
                           net->inputs + net->units - net->outputs);
    return GR_OK;
}

static void spell_neuron(const struct gri_net *net, size_t layer, size_t unit, struct gri_text *out)
{
    if (layer < net->depth - 1)
        gri_text_addf(out, "%zu", net->inputs + net->layer[layer].first_unit + unit + 1);
    else if (net->outputs == 1)
        gri_text_add(out, "y");
    else
        gri_text_addf(out, "y%zu", unit + 1);
}

static void spell_weight(const struct gri_net *net, const struct gri_quantity *q,
                         struct gri_text *out)
{
    const struct gri_layer *layer = &net->layer[q->layer];
    size_t from = q->row + 1 +
                  (q->layer == 0 ? 0 : net->inputs + layer->first_unit - layer->inputs);
    size_t to = net->inputs + layer->first_unit + q->unit + 1;
    bool output = q->layer == net->depth - 1;
    gri_text_addf(out, "w%zu%s", from, !output && (from > 9 || to > 9) ? "_" : "");
    spell_neuron(net, q->layer, q->unit, out);
}

static void spell(const struct gri_view *view, const struct gri_quantity *q, struct gri_text *out)
{
    if (q->what == GRI_Q_RATE) {
        gri_text_add(out, "eta");
    } else if (!gri_shared_spell(view, q, out)) {
        if (q->what == GRI_Q_WEIGHT) {
            spell_weight(view->net, q, out);
            return;
        }
        gri_text_add(out, q->what == GRI_Q_BIAS      ? "b"
                          : q->what == GRI_Q_SUM     ? "z"
                          : q->what == GRI_Q_PRODUCT ? "k"
                                                     : "n");
        spell_neuron(view->net, q->layer, q->unit, out);
    }
}

/* w6y and w1_13 with all but the letter below it; other names as in every notation. */
static void typeset(struct gri_text *out, const char *name, size_t length, bool each_row,
                    enum gri_style style)
{
    bool stem = length > 1 && strchr("wbzkn", name[0]) != NULL;
    bool below = stem && strspn(name + 1, "0123456789_y") >= length - 1;
    if (!below || (style != GRI_LATEX && style != GRI_MATHML)) {
        gri_typeset(out, name, length, each_row, style);
        return;
    }
    gri_text_addf(out, style == GRI_LATEX ? "%c_{" : "<msub><mi>%c</mi><mrow><mn>", name[0]);
    for (size_t n = 1; n < length; n++)
        gri_text_addf(out, "%c", name[n] == '_' ? ',' : name[n]);
    if (style == GRI_LATEX)
        gri_text_add(out, each_row ? ",i}" : "}");
    else
        gri_text_add(out, each_row ? "</mn><mi>i</mi></mrow></msub>" : "</mn></mrow></msub>");
}

const struct gri_notation gri_notation_neuron = {
    "neuron", "neurons numbered through: w13 b3 k3 z3 n3 w6y by yhat eta", read, spell, typeset,
    true};
