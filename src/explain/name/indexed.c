/* The indexed notation: w1_2_1 is the weight of layer 1 from input 2 to unit 1, printed w⁽¹⁾₂,₁;
 * b1_2 z1_2 h1_2 likewise. */
#include "explain/name/notation.h"
#include "explain/name/shared.h"

#include <string.h>

/* "1_2_1" at text[1]: `count` numbers joined by underscores. */
static size_t read_indices(const char *text, size_t length, size_t *index, size_t count)
{
    size_t at = 1;
    for (size_t n = 0; n < count; n++) {
        if (n > 0 && (at >= length || text[at++] != '_'))
            return 0;
        size_t digits = gri_read_digits(text, length, at, GRI_UNITS_LIMIT, &index[n]);
        if (digits == 0)
            return 0;
        at += digits;
    }
    return at;
}

static bool exists(const struct gri_net *net, const struct gri_quantity *q, const size_t *index)
{
    if (index[0] == 0 || index[0] > net->depth)
        return false;
    const struct gri_layer *layer = &net->layer[index[0] - 1];
    bool weight = q->what == GRI_Q_WEIGHT;
    size_t unit = index[weight ? 2 : 1];
    if (weight && (index[1] == 0 || index[1] > layer->inputs))
        return false;
    if ((q->what == GRI_Q_BIAS && !net->bias) || (q->what == GRI_Q_OUT && index[0] == net->depth))
        return false;
    return unit > 0 && unit <= layer->units;
}

static enum gr_status read(const struct gri_view *view, const char *text, size_t length,
                           struct gri_quantity *q, size_t *used, struct gr_err *err)
{
    static const char stems[] = "wbzh";
    static const enum gri_what whats[] = {GRI_Q_WEIGHT, GRI_Q_BIAS, GRI_Q_SUM, GRI_Q_OUT};
    size_t index[3] = {0}, n = 0;
    GRI_TRY(gri_shared_read(view, text, length, q, used, err));
    if (*used > 0)
        return GR_OK;
    while (stems[n] != '\0' && (length == 0 || stems[n] != text[0]))
        n++;
    size_t size = stems[n] == '\0' ? 0 : read_indices(text, length, index, n == 0 ? 3 : 2);
    if (size == 0)
        return GR_OK;
    if (view->net == NULL)
        return gri_no_network(err);
    *q = (struct gri_quantity){.what = whats[n]};
    *used = size;
    if (!exists(view->net, q, index))
        return gri_fail_at(err, GR_E_NAME, 1,
                           "there is no %.*s; the numbers are the layer, the input it leads from "
                           "and the unit",
                           (int)size, text);
    q->layer = index[0] - 1;
    q->row = n == 0 ? index[1] - 1 : 0;
    q->unit = index[n == 0 ? 2 : 1] - 1;
    return GR_OK;
}

static void spell(const struct gri_view *view, const struct gri_quantity *q, struct gri_text *out)
{
    if (gri_shared_spell(view, q, out))
        return;
    gri_text_addf(out, "%s%zu",
                  q->what == GRI_Q_WEIGHT ? "w"
                  : q->what == GRI_Q_BIAS ? "b"
                  : q->what == GRI_Q_SUM  ? "z"
                                          : "h",
                  q->layer + 1);
    if (q->what == GRI_Q_WEIGHT)
        gri_text_addf(out, "_%zu", q->row + 1);
    gri_text_addf(out, "_%zu", q->unit + 1);
}

static void add_digits(struct gri_text *out, const char *digits, size_t count,
                       const char *const *signs)
{
    for (size_t n = 0; n < count; n++)
        gri_text_add(out, digits[n] == '_' ? "," : signs[digits[n] - '0']);
}

/* w1_2_1 as w⁽¹⁾₂,₁; other names as in every notation. */
static void typeset(struct gri_text *out, const char *name, size_t length, bool each_row,
                    enum gri_style style)
{
    static const char *const raised[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    static const char *const lowered[] = {"₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉"};
    const char *bar = memchr(name, '_', length);
    if (bar == NULL || style == GRI_ASCII) {
        gri_typeset(out, name, length, each_row, style);
        return;
    }
    size_t layer = (size_t)(bar - name) - 1, rest = length - layer - 2;
    if (style == GRI_TEXT) {
        gri_text_addf(out, "%c⁽", name[0]);
        add_digits(out, name + 1, layer, raised);
        gri_text_add(out, "⁾");
        add_digits(out, bar + 1, rest, lowered);
        gri_text_add(out, each_row ? "ᵢ" : "");
        return;
    }
    struct gri_text index;
    gri_text_init(&index);
    for (size_t n = 0; n < rest; n++)
        gri_text_addf(&index, "%c", bar[1 + n] == '_' ? ',' : bar[1 + n]);
    gri_text_add(&index, each_row ? ",i" : "");
    if (style == GRI_LATEX)
        gri_text_addf(out, "%c^{(%.*s)}_{%s}", name[0], (int)layer, name + 1, index.at);
    else
        gri_text_addf(out, "<msubsup><mi>%c</mi><mtext>%s</mtext><mtext>(%.*s)</mtext></msubsup>",
                      name[0], index.at, (int)layer, name + 1);
    gri_text_clear(&index);
}

const struct gri_notation gri_notation_indexed = {
    "indexed", "by layer: w1_2_1 from input 2 to unit 1 of layer 1, b1_2 h1_2",
    read,      spell,
    typeset,   false};
