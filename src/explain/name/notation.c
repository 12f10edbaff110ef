#include "explain/name/notation.h"

#include "base/utf8.h"

#include <string.h>

const struct gri_notation *const gri_notations[] = {
    &gri_notation_flat,
    &gri_notation_neuron,
    &gri_notation_indexed,
    &gri_notation_torch,
};
const size_t gri_notation_count = sizeof gri_notations / sizeof *gri_notations;

const struct gri_notation *gri_notation_find(const char *name)
{
    for (size_t n = 0; n < gri_notation_count; n++)
        if (strcmp(gri_notations[n]->name, name) == 0)
            return gri_notations[n];
    return NULL;
}

/* Names that are written with signs of their own. */
static const struct letter {
    const char *name, *text, *latex, *mathml;
} letters[] = {
    {"yhat", "ŷ", "\\hat{y}", "<mover accent=\"true\"><mi>y</mi><mo>^</mo></mover>"},
    {"Yhat", "Ŷ", "\\hat{Y}", "<mover accent=\"true\"><mi>Y</mi><mo>^</mo></mover>"},
    {"alpha", "α", "\\alpha", "<mi>α</mi>"},
    {"eta", "η", "\\eta", "<mi>η</mi>"},
};

static const struct letter *find_letter(const char *name, size_t length)
{
    for (size_t n = 0; n < sizeof letters / sizeof *letters; n++)
        if (strlen(letters[n].name) == length && memcmp(letters[n].name, name, length) == 0)
            return &letters[n];
    return NULL;
}

static void set_stem(struct gri_text *out, const char *name, size_t length, enum gri_style style)
{
    const struct letter *letter = find_letter(name, length);
    const char *open = style == GRI_LATEX ? (length > 1 ? "\\mathrm{" : "") : "<mi>";
    const char *close = style == GRI_LATEX ? (length > 1 ? "}" : "") : "</mi>";
    if (style == GRI_ASCII || (style == GRI_TEXT && letter == NULL)) {
        gri_text_add_bytes(out, name, length);
    } else if (letter != NULL) {
        gri_text_add(out, style == GRI_TEXT    ? letter->text
                          : style == GRI_LATEX ? letter->latex
                                               : letter->mathml);
    } else {
        gri_text_add(out, open);
        gri_text_add_bytes(out, name, length);
        gri_text_add(out, close);
    }
}

void gri_typeset(struct gri_text *out, const char *name, size_t length, bool each_row,
                 enum gri_style style)
{
    size_t stem = length;
    while (stem > 0 && name[stem - 1] >= '0' && name[stem - 1] <= '9')
        stem--;
    bool below = stem < length || each_row;
    if (style == GRI_MATHML && below)
        gri_text_add(out, "<msub>");
    set_stem(out, name, stem, style);
    if (style == GRI_LATEX && below)
        gri_text_add(out, "_{");
    if (style == GRI_MATHML && below)
        gri_text_add(out, "<mrow><mn>");
    gri_text_add_bytes(out, name + stem, length - stem);
    if (style == GRI_MATHML && below)
        gri_text_add(out, each_row ? "</mn><mi>i</mi></mrow></msub>" : "</mn></mrow></msub>");
    if (style == GRI_LATEX && below)
        gri_text_add(out, each_row ? (stem < length ? ",i}" : "i}") : "}");
    if (each_row && style == GRI_TEXT)
        gri_text_add(out, "ᵢ");
    if (each_row && style == GRI_ASCII)
        gri_text_add(out, "_i");
}
