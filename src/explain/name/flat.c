#include "explain/name/flat.h"

#include <string.h>

enum number { NONE, OPTIONAL, NEEDED, LAYER };

/* The stems of names: what each stands for, and what follows it. */
static const struct stem {
    const char *name;
    enum gri_what what;
    enum number number;
} stems[] = {
    {"x", GRI_Q_INPUT, NEEDED},   {"y", GRI_Q_TARGET, OPTIONAL}, {"yhat", GRI_Q_OUT, OPTIONAL},
    {"e", GRI_Q_ERROR, OPTIONAL}, {"h", GRI_Q_OUT, NEEDED},      {"z", GRI_Q_SUM, NEEDED},
    {"w", GRI_Q_WEIGHT, NEEDED},  {"b", GRI_Q_BIAS, NEEDED},     {"W", GRI_Q_WEIGHT, LAYER},
    {"b", GRI_Q_BIAS, LAYER},     {"Z", GRI_Q_SUM, LAYER},       {"H", GRI_Q_OUT, LAYER},
    {"X", GRI_Q_INPUT, NONE},     {"Y", GRI_Q_TARGET, NONE},     {"Yhat", GRI_Q_OUT, NONE},
    {"loss", GRI_Q_LOSS, NONE},   {"L", GRI_Q_LOSS, NONE},       {"E", GRI_Q_LOSS, NONE},
    {"MSE", GRI_Q_LOSS, NONE},    {"alpha", GRI_Q_RATE, NONE},   {"N", GRI_Q_COUNT, NONE},
};

static size_t run_of(const char *text, size_t length, char low, char high)
{
    size_t n = 0;
    while (n < length && text[n] >= low && text[n] <= high)
        n++;
    return n;
}

static size_t letters_in(const char *text, size_t length)
{
    size_t n = 0, more;
    while ((more = run_of(text + n, length - n, 'a', 'z') + run_of(text + n, length - n, 'A', 'Z')))
        n += more;
    return n;
}

static bool is_stem(const struct stem *stem, const char *text, size_t length, bool digits,
                    bool bracket)
{
    if (strlen(stem->name) != length || memcmp(stem->name, text, length) != 0)
        return false;
    if (stem->number == LAYER)
        return bracket && !digits;
    return stem->number == OPTIONAL || digits == (stem->number == NEEDED);
}

static enum gr_status no_such(struct gr_err *err, const char *text, size_t length, const char *stem,
                              size_t count)
{
    if (count == 0)
        return gri_fail_at(err, GR_E_NAME, 1, "there is no %.*s; this network has no %s",
                           (int)length, text, stem);
    if (count == 1)
        return gri_fail_at(err, GR_E_NAME, 1, "there is no %.*s; this network has %s1 only",
                           (int)length, text, stem);
    return gri_fail_at(err, GR_E_NAME, 1, "there is no %.*s; this network has %s1 to %s%zu",
                       (int)length, text, stem, stem, count);
}

/* Layer and unit of unit number n (from 0) counted through the layers. */
static void find_unit(const struct gri_net *net, size_t n, struct gri_quantity *q)
{
    while (n >= net->layer[q->layer].units)
        n -= net->layer[q->layer++].units;
    q->unit = n;
}

static void find_weight(const struct gri_net *net, size_t n, struct gri_quantity *q)
{
    while (n >= net->layer[q->layer].inputs * net->layer[q->layer].units) {
        n -= net->layer[q->layer].inputs * net->layer[q->layer].units;
        q->layer++;
    }
    q->row = n / net->layer[q->layer].units;
    q->unit = n % net->layer[q->layer].units;
}

/* How many of this kind there are. */
static size_t count_of(const struct gri_net *net, const struct stem *stem)
{
    size_t weights = 0;
    for (size_t l = 0; l < net->depth; l++)
        weights += net->layer[l].inputs * net->layer[l].units;
    switch (stem->what) {
    case GRI_Q_INPUT:
        return net->inputs;
    case GRI_Q_WEIGHT:
        return weights;
    case GRI_Q_BIAS:
        return net->bias ? net->units : 0;
    case GRI_Q_SUM:
        return net->units;
    case GRI_Q_OUT:
        return stem->number == NEEDED ? net->units - net->outputs : net->outputs;
    default:
        return net->outputs;
    }
}

static enum gr_status read_numbered(const struct gri_net *net, const struct stem *stem,
                                    const char *text, size_t stem_length, size_t used,
                                    struct gri_quantity *q, struct gr_err *err)
{
    size_t number = 0, count = count_of(net, stem);
    for (size_t n = stem_length; n < used && number <= count; n++)
        number = 10 * number + (size_t)(text[n] - '0');
    if (used == stem_length) {
        if (count > 1)
            return gri_fail_at(err, GR_E_NAME, 1,
                               "which %s? this network has %zu outputs: %s1 to %s%zu", stem->name,
                               count, stem->name, stem->name, count);
        number = 1;
    }
    if (number == 0 || number > count)
        return no_such(err, text, used, stem->name, count);
    if (stem->what == GRI_Q_WEIGHT)
        find_weight(net, number - 1, q);
    else if (stem->what == GRI_Q_BIAS || stem->what == GRI_Q_SUM || stem->number == NEEDED)
        find_unit(net, number - 1, q);
    else
        q->unit = number - 1;
    if (stem->what == GRI_Q_INPUT) {
        q->layer = 0;
        q->unit = number - 1;
    }
    if (stem->what == GRI_Q_OUT && stem->number == OPTIONAL)
        q->layer = net->depth - 1;
    return GR_OK;
}

/* The index of W[1], at text[*used]. */
static enum gr_status read_layer(const struct gri_net *net, const char *text, size_t length,
                                 struct gri_quantity *q, size_t *used, struct gr_err *err)
{
    size_t first = *used + 1, digits = run_of(text + first, length - first, '0', '9'), number = 0;
    for (size_t n = first; n < first + digits && number <= net->depth; n++)
        number = 10 * number + (size_t)(text[n] - '0');
    if (first + digits >= length || text[first + digits] != ']' || number == 0 ||
        number > net->depth)
        return gri_fail_at(err, GR_E_RANGE, first + 1, "the layers of this network are 1 to %zu",
                           net->depth);
    if (q->what == GRI_Q_BIAS && !net->bias)
        return gri_fail_at(err, GR_E_NAME, 1, "this network has no biases");
    q->layer = number - 1;
    *used = first + digits + 1;
    return GR_OK;
}

enum gr_status gri_flat_read(const struct gri_view *view, const char *text, size_t length,
                             struct gri_quantity *q, size_t *used, struct gr_err *err)
{
    size_t letters = letters_in(text, length);
    size_t digits = run_of(text + letters, length - letters, '0', '9');
    bool bracket = digits == 0 && letters < length && text[letters] == '[';
    const struct stem *stem = NULL;
    *used = 0;
    *q = (struct gri_quantity){0};
    for (size_t n = 0; stem == NULL && n < sizeof stems / sizeof *stems; n++)
        if (is_stem(&stems[n], text, letters, digits > 0, bracket))
            stem = &stems[n];
    const char *symbol = gri_losses[view->hyper->loss].symbol;
    const struct stem own = {symbol, GRI_Q_LOSS, NONE};
    if (stem == NULL && is_stem(&own, text, letters, digits > 0, bracket))
        stem = &own;
    if (stem == NULL)
        return GR_OK;
    q->what = stem->what;
    *used = letters + digits;
    if (view->net == NULL)
        return gri_fail_at(
            err, GR_E_STATE, 1,
            "there is no network yet; `network 2-2-1` makes one, `use lottery` loads "
            "a problem");
    q->whole = stem->number == LAYER || (stem->number == NONE && gri_quantity_per_sample(q));
    if (q->what == GRI_Q_OUT && stem->number == NONE)
        q->layer = view->net->depth - 1;
    if (stem->number == NEEDED || stem->number == OPTIONAL)
        return read_numbered(view->net, stem, text, letters, *used, q, err);
    if (stem->number == LAYER)
        return read_layer(view->net, text, length, q, used, err);
    return GR_OK;
}

static size_t weights_before(const struct gri_net *net, size_t layer)
{
    size_t count = 0;
    for (size_t l = 0; l < layer; l++)
        count += net->layer[l].inputs * net->layer[l].units;
    return count;
}

static void spell_output(const struct gri_view *view, const char *stem, size_t unit,
                         struct gri_text *out)
{
    gri_text_add(out, stem);
    if (view->net->outputs > 1)
        gri_text_addf(out, "%zu", unit + 1);
}

static void spell_whole(const struct gri_view *view, const struct gri_quantity *q,
                        struct gri_text *out)
{
    if (q->what == GRI_Q_INPUT || q->what == GRI_Q_TARGET)
        gri_text_add(out, q->what == GRI_Q_INPUT ? "X" : "Y");
    else if (q->what == GRI_Q_OUT && q->layer == view->net->depth - 1)
        gri_text_add(out, "Yhat");
    else
        gri_text_addf(out, "%s[%zu]",
                      q->what == GRI_Q_WEIGHT ? "W"
                      : q->what == GRI_Q_BIAS ? "b"
                      : q->what == GRI_Q_SUM  ? "Z"
                                              : "H",
                      q->layer + 1);
}

void gri_flat_spell(const struct gri_view *view, const struct gri_quantity *q, struct gri_text *out)
{
    const struct gri_net *net = view->net;
    const struct gri_layer *layer = &net->layer[q->layer];
    if (q->whole) {
        spell_whole(view, q, out);
        return;
    }
    switch (q->what) {
    case GRI_Q_INPUT:
        gri_text_addf(out, "x%zu", q->unit + 1);
        break;
    case GRI_Q_TARGET:
        spell_output(view, "y", q->unit, out);
        break;
    case GRI_Q_WEIGHT:
        gri_text_addf(out, "w%zu",
                      weights_before(net, q->layer) + q->row * layer->units + q->unit + 1);
        break;
    case GRI_Q_BIAS:
        gri_text_addf(out, "b%zu", layer->first_unit + q->unit + 1);
        break;
    case GRI_Q_SUM:
        gri_text_addf(out, "z%zu", layer->first_unit + q->unit + 1);
        break;
    case GRI_Q_OUT:
        if (q->layer == net->depth - 1)
            spell_output(view, "yhat", q->unit, out);
        else
            gri_text_addf(out, "h%zu", layer->first_unit + q->unit + 1);
        break;
    case GRI_Q_ERROR:
    case GRI_Q_TERM:
        spell_output(view, "e", q->unit, out);
        break;
    case GRI_Q_LOSS:
        gri_text_add(out, gri_losses[view->hyper->loss].symbol);
        break;
    case GRI_Q_RATE:
        gri_text_add(out, "alpha");
        break;
    case GRI_Q_COUNT:
        gri_text_add(out, "N");
        break;
    }
}
