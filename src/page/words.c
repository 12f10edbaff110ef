#include "base/utf8.h"
#include "expr/print.h"
#include "page/parts.h"

/* How ASCII spells what the pages say; the same spellings as the language reads. */
static const struct {
    uint32_t rune;
    const char *ascii;
} spellings[] = {
    {0x00a0, " "},     {0x00b2, "^2"},    {0x00b3, "^3"},     {0x00b7, "*"},
    {0x00bd, "1/2"},   {0x00d7, "x"},     {0x00f7, "/"},      {0x0177, "yhat"},
    {0x0302, "hat"},   {0x0391, "Alpha"}, {0x0394, "Delta"},  {0x03a3, "sum"},
    {0x03b1, "alpha"}, {0x03b2, "beta"},  {0x03b4, "delta"},  {0x03b5, "epsilon"},
    {0x03b7, "eta"},   {0x03b8, "theta"}, {0x03bb, "lambda"}, {0x03bc, "mu"},
    {0x03c0, "pi"},    {0x03c3, "sigma"}, {0x1d62, "_i"},     {0x2010, "-"},
    {0x2011, "-"},     {0x2013, "-"},     {0x2014, "--"},     {0x2018, "'"},
    {0x2019, "'"},     {0x201c, "\""},    {0x201d, "\""},     {0x2022, "*"},
    {0x2026, "..."},   {0x207b, "^-"},    {0x2080, "0"},      {0x2081, "1"},
    {0x2082, "2"},     {0x2083, "3"},     {0x2084, "4"},      {0x2085, "5"},
    {0x2086, "6"},     {0x2087, "7"},     {0x2088, "8"},      {0x2089, "9"},
    {0x2190, "<-"},    {0x2192, "->"},    {0x2202, "d"},      {0x2207, "grad"},
    {0x2211, "sum"},   {0x2212, "-"},     {0x221a, "sqrt"},   {0x221e, "inf"},
    {0x2248, "~="},    {0x2260, "!="},    {0x2264, "<="},     {0x2265, ">="},
    {0x21b3, "->"},    {0x22c5, "*"},     {0x2500, "-"},      {0x2502, "|"},
    {0x2713, "ok"},    {0x2717, "X"},
};

static const char *spelled(uint32_t rune)
{
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++)
        if (spellings[i].rune == rune)
            return spellings[i].ascii;
    return "?";
}

/* Marks that change the direction of what stands after them, or end a line. */
static bool reorders(uint32_t rune)
{
    return rune == 0x200e || rune == 0x200f || (rune >= 0x2028 && rune <= 0x202e) ||
           (rune >= 0x2066 && rune <= 0x2069);
}

static bool controls(uint32_t rune)
{
    return rune < 0x20 || (rune >= 0x7f && rune < 0xa0) || reorders(rune);
}

void gri_safe_add(struct gri_text *out, const char *text, size_t length, unsigned how)
{
    bool lines = (how & GRI_SAFE_LINES) != 0;
    for (size_t i = 0, used; i < length; i += used) {
        uint32_t rune = gri_utf8_decode(text + i, length - i, &used);
        if (rune == '\r' && i + 1 < length && text[i + 1] == '\n')
            continue;
        if (rune == '\n' || rune == '\t')
            gri_text_add_bytes(out, lines ? text + i : " ", 1);
        else if (rune == GRI_RUNE_BAD || controls(rune))
            gri_text_add(out, (how & GRI_SAFE_ASCII) != 0 ? "?" : "\xef\xbf\xbd");
        else if (rune >= 0x80 && (how & GRI_SAFE_ASCII) != 0)
            gri_text_add(out, spelled(rune));
        else
            gri_text_add_bytes(out, text + i, used);
    }
}

static size_t word_length(const char *text)
{
    size_t length = 0;
    while (text[length] != '\0' && text[length] != ' ' && text[length] != '\n')
        length++;
    return length;
}

void gri_fill(struct gri_text *out, const char *text, size_t width, size_t indent)
{
    size_t column = 0;
    for (bool first = true;; first = false) {
        while (*text == ' ' || *text == '\n')
            text++;
        size_t length = word_length(text);
        if (length == 0)
            return;
        size_t columns = gri_utf8_width(text, length);
        if (!first && width != 0 && column + 1 + columns > width) {
            gri_text_add(out, "\n");
            gri_text_add_repeated(out, " ", indent);
            column = indent;
        } else if (!first) {
            gri_text_add(out, " ");
            column++;
        }
        gri_text_add_bytes(out, text, length);
        column += columns;
        text += length;
    }
}

void gri_safe_math(struct gri_text *out, const struct gri_page *page, enum gri_style style,
                   const struct gri_expr *expr)
{
    struct gri_text math;
    gri_text_init(&math);
    if (expr == NULL)
        out->failed = true;
    else
        gri_print(&math, expr, page->scope, style, page->digits);
    gri_safe_add(out, math.at, math.length, GRI_SAFE_LINE);
    out->failed |= math.failed;
    gri_text_clear(&math);
}
