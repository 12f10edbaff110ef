#include "expr/print/printer.h"

#include "base/decimal.h"

#include <math.h>
#include <string.h>

#define MATHML_FENCE(bracket) "<mrow><mo>" bracket "</mo>"
#define MATHML_SUM                                                                                 \
    "<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>N</mi></munderover>"

const struct gri_dialect gri_dialects[] = {
    [GRI_TEXT] =
        {
            .flat = true,
            .plus = " + ",
            .minus = " − ",
            .negative = "−",
            .dot = "·",
            .cross = " × ",
            .blank = " ",
            .open = "(",
            .close = ")",
            .open_square = "[",
            .close_square = "]",
            .fraction = {"", "/", ""},
            .power = {"", "^", ""},
            .call = {"", "", ""},
            .squared = "²",
            .transposed = {"", "'"},
            .sum = "Σ",
            .mean = "mean",
            .open_matrix = "[",
            .cell = " ",
            .comma_cell = ", ",
            .row = "; ",
            .close_matrix = "]",
        },
    [GRI_ASCII] =
        {
            .flat = true,
            .plus = " + ",
            .minus = " - ",
            .negative = "-",
            .dot = "*",
            .cross = " x ",
            .blank = " ",
            .open = "(",
            .close = ")",
            .open_square = "[",
            .close_square = "]",
            .fraction = {"", "/", ""},
            .power = {"", "^", ""},
            .call = {"", "", ""},
            .transposed = {"", "'"},
            .sum = "sum",
            .mean = "mean",
            .open_matrix = "[",
            .cell = " ",
            .comma_cell = ", ",
            .row = "; ",
            .close_matrix = "]",
        },
    [GRI_LATEX] =
        {
            .plus = " + ",
            .minus = " - ",
            .negative = "-",
            .dot = " \\cdot ",
            .cross = " \\times ",
            .blank = "\\;",
            .open = "\\left( ",
            .close = " \\right)",
            .open_square = "\\left[ ",
            .close_square = " \\right]",
            .fraction = {"\\frac{", "}{", "}"},
            .power = {"{", "}^{", "}"},
            .call = {"", "", ""},
            .transposed = {"{", "}^{\\top}"},
            .sum = "\\sum_{i=1}^{N} ",
            .mean = "\\frac{1}{N} \\sum_{i=1}^{N} ",
            .open_matrix = "\\begin{bmatrix} ",
            .cell = " & ",
            .comma_cell = " & ",
            .row = " \\\\ ",
            .close_matrix = " \\end{bmatrix}",
        },
    [GRI_MATHML] =
        {
            .plus = "<mo>+</mo>",
            .minus = "<mo>−</mo>",
            .negative = "<mo form=\"prefix\">−</mo>",
            .dot = "<mo>·</mo>",
            .cross = "<mo>×</mo>",
            .blank = "<mspace width=\"0.2em\"/>",
            .open = MATHML_FENCE("("),
            .close = "<mo>)</mo></mrow>",
            .open_square = MATHML_FENCE("["),
            .close_square = "<mo>]</mo></mrow>",
            .fraction = {"<mfrac><mrow>", "</mrow><mrow>", "</mrow></mfrac>"},
            .power = {"<msup><mrow>", "</mrow><mrow>", "</mrow></msup>"},
            .call = {"<mi>", "</mi>", ""},
            .transposed = {"<msup><mrow>", "</mrow><mo>⊤</mo></msup>"},
            .sum = MATHML_SUM,
            .mean = "<mfrac><mn>1</mn><mi>N</mi></mfrac>" MATHML_SUM,
            .open_matrix = MATHML_FENCE("[") "<mtable><mtr><mtd>",
            .cell = "</mtd><mtd>",
            .comma_cell = "</mtd><mtd>",
            .row = "</mtd></mtr><mtr><mtd>",
            .close_matrix = "</mtd></mtr></mtable><mo>]</mo></mrow>",
        },
};

enum { LONGEST = 64 };

static void latex(struct gri_text *out, const char *mantissa, const char *exponent)
{
    gri_text_add(out, mantissa);
    if (exponent != NULL)
        gri_text_addf(out, "\\cdot 10^{%s}", exponent);
}

static void mathml(struct gri_text *out, const char *mantissa, const char *exponent)
{
    gri_text_addf(out, "<mn>%s</mn>", mantissa);
    if (exponent == NULL)
        return;
    bool below = exponent[0] == '-';
    gri_text_addf(out, "<mo>·</mo><msup><mn>10</mn><mrow>%s<mn>%s</mn></mrow></msup>",
                  below ? "<mo form=\"prefix\">−</mo>" : "", exponent + (below ? 1 : 0));
}

static void infinite(struct gri_text *out, const char *plain, enum gri_style style)
{
    bool nan = strcmp(plain, "nan") == 0;
    if (style == GRI_LATEX)
        gri_text_add(out, nan ? "\\mathrm{nan}" : "\\infty");
    else
        gri_text_add(out, nan ? "<mi>nan</mi>" : "<mi>∞</mi>");
}

void gri_print_number(struct gri_text *out, double number, enum gri_shown shown,
                      enum gri_style style, int digits)
{
    static const char *const minus[] = {
        [GRI_TEXT] = "−",
        [GRI_ASCII] = "-",
        [GRI_LATEX] = "-",
        [GRI_MATHML] = "<mo form=\"prefix\">−</mo>",
    };
    size_t start = out->length;
    if (number == 0)
        number = 0; /* without a sign */
    if (shown == GRI_WRITTEN)
        gri_format_exact(out, number);
    else
        gri_format_shown(out, number, digits);
    char copy[LONGEST];
    size_t length = out->length - start;
    if (out->failed || length >= sizeof copy)
        return;
    memcpy(copy, out->at + start, length + 1);
    gri_text_cut(out, start);

    char *plain = copy;
    if (*plain == '-') {
        gri_text_add(out, minus[style]);
        plain++;
    }
    if (style == GRI_TEXT || style == GRI_ASCII) {
        gri_text_add(out, plain);
    } else if (!isfinite(number)) {
        infinite(out, plain, style);
    } else {
        char *e = strchr(plain, 'e');
        char *exponent = e == NULL ? NULL : e + 1;
        if (e != NULL)
            *e = '\0';
        if (exponent != NULL && *exponent == '+')
            exponent++;
        (style == GRI_LATEX ? latex : mathml)(out, plain, exponent);
    }
}
