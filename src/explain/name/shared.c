#include "explain/name/shared.h"

#include <string.h>

enum number { NONE, OPTIONAL, NEEDED, LAYER };

/* The stems of names: what each stands for, and what follows it. */
static const struct stem {
    const char *name;
    enum gri_what what;
    enum number number;
} stems[] = {
    {"x", GRI_Q_INPUT, NEEDED},   {"y", GRI_Q_TARGET, OPTIONAL}, {"yhat", GRI_Q_OUT, OPTIONAL},
    {"e", GRI_Q_ERROR, OPTIONAL}, {"W", GRI_Q_WEIGHT, LAYER},    {"b", GRI_Q_BIAS, LAYER},
    {"Z", GRI_Q_SUM, LAYER},      {"H", GRI_Q_OUT, LAYER},       {"X", GRI_Q_INPUT, NONE},
    {"Y", GRI_Q_TARGET, NONE},    {"Yhat", GRI_Q_OUT, NONE},     {"loss", GRI_Q_LOSS, NONE},
    {"L", GRI_Q_LOSS, NONE},      {"E", GRI_Q_LOSS, NONE},       {"MSE", GRI_Q_LOSS, NONE},
    {"alpha", GRI_Q_RATE, NONE},  {"eta", GRI_Q_RATE, NONE},     {"N", GRI_Q_COUNT, NONE},
};

size_t gri_read_digits(const char *text, size_t length, size_t at, size_t most, size_t *number)
{
    size_t n = at;
    *number = 0;
    for (; n < length && text[n] >= '0' && text[n] <= '9'; n++)
        *number = *number <= most ? 10 * *number + (size_t)(text[n] - '0') : *number;
    return n - at;
}

size_t gri_count_letters(const char *text, size_t length)
{
    size_t n = 0;
    while (n < length && ((text[n] >= 'a' && text[n] <= 'z') || (text[n] >= 'A' && text[n] <= 'Z')))
        n++;
    return n;
}

enum gr_status gri_no_such(struct gr_err *err, const char *text, size_t length, const char *stem,
                           size_t first, size_t last)
{
    int shown = (int)(length < 40 ? length : 40);
    if (first > last)
        return gri_fail_at(err, GR_E_NAME, 1, "there is no %.*s; this network has no %s", shown,
                           text, stem);
    if (first == last)
        return gri_fail_at(err, GR_E_NAME, 1, "there is no %.*s; this network has %s%zu only",
                           shown, text, stem, first);
    return gri_fail_at(err, GR_E_NAME, 1, "there is no %.*s; this network has %s%zu to %s%zu",
                       shown, text, stem, first, stem, last);
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

/* x1, y2, yhat, e: numbered by the columns of the data. */
static enum gr_status read_column(const struct gri_net *net, const struct stem *stem,
                                  const char *text, size_t letters, size_t digits,
                                  struct gri_quantity *q, struct gr_err *err)
{
    size_t count = stem->what == GRI_Q_INPUT ? net->inputs : net->outputs, number = 1;
    if (digits > 0)
        gri_read_digits(text, letters + digits, letters, count, &number);
    else if (count > 1)
        return gri_fail_at(err, GR_E_NAME, 1,
                           "which %s? this network has %zu outputs: %s1 to %s%zu", stem->name,
                           count, stem->name, stem->name, count);
    if (number == 0 || number > count)
        return gri_no_such(err, text, letters + digits, stem->name, 1, count);
    q->unit = number - 1;
    q->layer = stem->what == GRI_Q_OUT ? net->depth - 1 : 0;
    return GR_OK;
}

/* The index of W[1], at text[*used]. */
static enum gr_status read_layer(const struct gri_net *net, const char *text, size_t length,
                                 struct gri_quantity *q, size_t *used, struct gr_err *err)
{
    size_t first = *used + 1, number;
    size_t digits = gri_read_digits(text, length, first, net->depth, &number);
    if (first + digits >= length || text[first + digits] != ']')
        return gri_fail_at(err, GR_E_NAME, first,
                           "the index of a layer is a number in brackets, as "
                           "in W[1]");
    if (digits == 0 || number == 0 || number > net->depth)
        return gri_fail_at(err, GR_E_RANGE, first + 1, "the layers of this network are 1 to %zu",
                           net->depth);
    if (q->what == GRI_Q_BIAS && !net->bias)
        return gri_fail_at(err, GR_E_NAME, 1, "this network has no biases");
    q->layer = number - 1;
    *used = first + digits + 1;
    return GR_OK;
}

enum gr_status gri_shared_read(const struct gri_view *view, const char *text, size_t length,
                               struct gri_quantity *q, size_t *used, struct gr_err *err)
{
    size_t letters = gri_count_letters(text, length), number;
    size_t digits = gri_read_digits(text, length, letters, 0, &number);
    bool bracket = digits == 0 && letters < length && text[letters] == '[';
    const struct stem own = {gri_losses[view->hyper->loss].symbol, GRI_Q_LOSS, NONE};
    const struct stem *stem = NULL;
    *used = 0;
    *q = (struct gri_quantity){0};
    for (size_t n = 0; stem == NULL && n < sizeof stems / sizeof *stems; n++)
        if (is_stem(&stems[n], text, letters, digits > 0, bracket))
            stem = &stems[n];
    if (stem == NULL && is_stem(&own, text, letters, digits > 0, bracket))
        stem = &own;
    if (stem == NULL)
        return GR_OK;
    q->what = stem->what;
    *used = letters + digits;
    if (view->net == NULL)
        return gri_no_network(err);
    q->whole = stem->number == LAYER || (stem->number == NONE && gri_quantity_per_sample(q));
    if (q->what == GRI_Q_OUT && stem->number == NONE)
        q->layer = view->net->depth - 1;
    if (stem->number == NEEDED || stem->number == OPTIONAL)
        return read_column(view->net, stem, text, letters, digits, q, err);
    return stem->number == LAYER ? read_layer(view->net, text, length, q, used, err) : GR_OK;
}

static void spell_column(const char *stem, size_t unit, bool numbered, struct gri_text *out)
{
    gri_text_add(out, stem);
    if (numbered)
        gri_text_addf(out, "%zu", unit + 1);
}

static bool spell_whole(const struct gri_view *view, const struct gri_quantity *q,
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
    return true;
}

bool gri_shared_spell(const struct gri_view *view, const struct gri_quantity *q,
                      struct gri_text *out)
{
    bool several = view->net->outputs > 1;
    if (q->whole)
        return spell_whole(view, q, out);
    switch (q->what) {
    case GRI_Q_INPUT:
        spell_column("x", q->unit, true, out);
        return true;
    case GRI_Q_TARGET:
        spell_column("y", q->unit, several, out);
        return true;
    case GRI_Q_OUT:
        if (q->layer < view->net->depth - 1)
            return false;
        spell_column("yhat", q->unit, several, out);
        return true;
    case GRI_Q_ERROR:
    case GRI_Q_TERM:
        spell_column("e", q->unit, several, out);
        return true;
    case GRI_Q_LOSS:
        gri_text_add(out, gri_losses[view->hyper->loss].symbol);
        return true;
    case GRI_Q_RATE:
        gri_text_add(out, "alpha");
        return true;
    case GRI_Q_COUNT:
        gri_text_add(out, "N");
        return true;
    default:
        return false;
    }
}
