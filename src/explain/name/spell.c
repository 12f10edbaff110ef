/* Names as they are printed. */
#include "explain/name/notation.h"

#include <string.h>

/* Does this rename mean q? The loss and the rate have several names: `loss L` means MSE too. */
static bool means(const struct gri_view *view, const char *name, const struct gri_quantity *q)
{
    struct gri_quantity named;
    size_t used = 0;
    return (q->what == GRI_Q_LOSS || q->what == GRI_Q_RATE) &&
           view->notation->read(view, name, strlen(name), &named, &used, NULL) == GR_OK &&
           used == strlen(name) && named.what == q->what;
}

/* The plain name as the notation has it, or what it was renamed to. */
static void spell_plain(const struct gri_view *view, const struct gri_quantity *q,
                        struct gri_text *out)
{
    size_t start = out->length;
    view->notation->spell(view, q, out);
    for (size_t n = 0; n < view->rename_count; n++)
        if (strcmp(out->at + start, view->renames[n].from) == 0 ||
            means(view, view->renames[n].from, q)) {
            gri_text_cut(out, start);
            gri_text_add(out, view->renames[n].to);
            return;
        }
}

static void spell_base(const struct gri_view *view, const struct gri_quantity *q, bool each_row,
                       enum gri_style style, struct gri_text *out);

/* v_w5: the optimiser's number, then the parameter that it is kept for. */
static void spell_moment(const struct gri_view *view, const struct gri_quantity *q,
                         enum gri_style style, struct gri_text *out)
{
    static const char *const between[] = {"_", "_", "_{", ""};
    static const char *const after[] = {"", "", "}", "</msub>"};
    const char *name = gri_optimizers[q->optimizer].moments[q->moment].name;
    struct gri_quantity parameter = *q;
    parameter.what = q->of_bias ? GRI_Q_BIAS : GRI_Q_WEIGHT;
    parameter.made = false;
    gri_text_add(out, style == GRI_MATHML ? "<msub>" : "");
    gri_typeset(out, name, strlen(name), false, style == GRI_TEXT ? GRI_ASCII : style);
    gri_text_add(out, between[style]);
    spell_base(view, &parameter, false, style, out);
    gri_text_add(out, after[style]);
}

static void spell_base(const struct gri_view *view, const struct gri_quantity *q, bool each_row,
                       enum gri_style style, struct gri_text *out)
{
    struct gri_text plain;
    gri_text_init(&plain);
    if (q->what != GRI_Q_MOMENT)
        spell_plain(view, q, &plain);
    bool braced = q->made && style == GRI_LATEX && view->notation->typeset != NULL;
    if (q->made && style == GRI_MATHML)
        gri_text_add(out, "<mrow>");
    gri_text_add(out, braced ? "{" : ""); /* what stands above already takes no second */
    if (q->what == GRI_Q_MOMENT)
        spell_moment(view, q, style, out);
    else if (view->notation->typeset != NULL)
        view->notation->typeset(out, plain.at, plain.length, each_row, style);
    else
        gri_typeset(out, plain.at, plain.length, each_row, style);
    gri_text_add(out, braced ? "}" : "");
    if (q->made)
        gri_text_add(out, style == GRI_LATEX    ? "^{\\mathrm{new}}"
                          : style == GRI_MATHML ? "<mtext>_new</mtext></mrow>"
                                                : "_new");
    gri_text_clear(&plain);
}

static void spell_address(const struct gri_quantity *q, enum gri_style style, struct gri_text *out)
{
    struct gri_text address;
    gri_text_init(&address);
    if (q->sample > 0)
        gri_text_addf(&address, "[%zu]", q->sample);
    if (q->epoch > 0)
        gri_text_addf(&address, "@%zu", q->epoch);
    if (q->iteration > 0)
        gri_text_addf(&address, ".%zu", q->iteration);
    if (address.length > 0 && style == GRI_MATHML)
        gri_text_addf(out, "<mtext>%s</mtext>", address.at);
    else
        gri_text_add(out, address.at);
    gri_text_clear(&address);
}

static void spell_derivative(const struct gri_view *view, const struct gri_asked *asked,
                             bool each_row, enum gri_style style, struct gri_text *out)
{
    static const char *const open[] = {"∂", "d", "\\frac{\\partial ", "<mfrac><mrow><mo>∂</mo>"};
    static const char *const middle[] = {"/∂", "/d", "}{\\partial ", "</mrow><mrow><mo>∂</mo>"};
    static const char *const close[] = {"", "", "}", "</mrow></mfrac>"};
    gri_text_add(out, open[style]);
    spell_base(view, &asked->of, each_row, style, out);
    gri_text_add(out, middle[style]);
    spell_base(view, &asked->by, false, style, out);
    gri_text_add(out, close[style]);
}

void gri_name_spell(void *user, const struct gri_symbol *symbol, bool in_sum, enum gri_style style,
                    struct gri_text *out)
{
    const struct gri_view *view = user;
    const struct gri_quantity *of = &symbol->asked.of;
    bool row = (in_sum || symbol->each_row) && of->sample == 0 && !of->whole;
    if (style == GRI_MATHML)
        gri_text_add(out, "<mrow>");
    if (symbol->asked.derivative)
        spell_derivative(view, &symbol->asked, row && of->what == GRI_Q_LOSS, style, out);
    else
        spell_base(view, of, row && gri_quantity_per_sample(of), style, out);
    spell_address(of, style, out);
    if (style == GRI_MATHML)
        gri_text_add(out, "</mrow>");
}
