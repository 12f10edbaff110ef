/* Signs as people type them. */
#include "base/utf8.h"
#include "mark/read/spell/speller.h"

#include <string.h>

/* One row for each sign that the language of expressions does not have, or has otherwise. Of two
 * that begin alike the longer stands first. */
static const struct {
    const char *sign, *spelling;
} rows[] = {
    {"y\xcc\x82", "yhat"},
    {"Y\xcc\x82", "Yhat"},
    {"ŷ", "yhat"},
    {"Ŷ", "Yhat"},
    {"α", "alpha"},
    {"η", "eta"},
    {"σ", "sigmoid"},
    {"Σ", "sum "},
    {"∑", "sum "},
    {"√", "sqrt"},
    {"ᵢ", "_i"},
    {"₀", "0"},
    {"₁", "1"},
    {"₂", "2"},
    {"₃", "3"},
    {"₄", "4"},
    {"₅", "5"},
    {"₆", "6"},
    {"₇", "7"},
    {"₈", "8"},
    {"₉", "9"},
    {"½", "(1/2)"},
    {"⅓", "(1/3)"},
    {"⅔", "(2/3)"},
    {"¼", "(1/4)"},
    {"¾", "(3/4)"},
    {"−", "-"},
    {"–", "-"},
    {"—", "-"},
    {"‐", "-"},
    {"‑", "-"},
    {"×", "×"},
    {"✕", "×"},
    {"✖", "×"},
    {"⨯", "×"},
    {"⋅", "*"},
    {"·", "*"},
    {"•", "*"},
    {"∙", "*"},
    {"∗", "*"},
    {"∕", "/"},
    {"÷", "/"},
    {"⁄", "/"},
    {"≈", "="},
    {"≃", "="},
    {"≅", "="},
    {"≡", "="},
    {"≔", "="},
    {":=", "="},
    {"~=", "="},
    {"==", "="},
    {"<=", "≤"},
    {">=", "≥"},
    {"!=", "≠"},
    {"|", ";"},
    {"’", "'"},
    {"′", "'"},
    {"“", " "},
    {"”", " "},
    {"\"", " "},
    {"$", ""},
    {"`", ""},
    {"\r", " "},
    {"\t", "  "},
    {"~", " "},
    {"\xef\xbb\xbf", ""},
    {"\u00a0", " "},
    {"\u2009", " "},
    {"\u202f", " "},
    {"\u200b", ""},
    {"\u2003", "  "},
    {"\u2002", " "},
    {"✓", " ; "},
    {"✔", " ; "},
    {"✗", " ; "},
    {"✅", " ; "},
    {"❌", " ; "},
    {"（", "("},
    {"）", ")"},
    {"＝", "="},
    {"⁰", "^0"},
    {"¹", "^1"},
    {"⁴", "^4"},
};

static const char *const arrows[] = {"=>", "⇒", "→", "->", "⟹", "➔"};

void gri_speller_emit(struct gri_speller *s, const char *spelling, size_t used)
{
    gri_spelled_add(s->out, spelling, strlen(spelling), s->at);
    s->at += used;
}

size_t gri_speller_skip(const struct gri_speller *s, size_t at)
{
    while (at < s->length && (s->text[at] == ' ' || s->text[at] == '\t'))
        at++;
    return at;
}

bool gri_speller_sees(const struct gri_speller *s, size_t at, const char *what)
{
    if (at >= s->length || s->text[at] != what[0])
        return false;
    size_t length = strlen(what);
    return length <= s->length - at && memcmp(s->text + at, what, length) == 0;
}

static bool shows(enum gri_group group)
{
    return group != GRI_BRACES && group != GRI_LOWERED;
}

void gri_speller_open(struct gri_speller *s, enum gri_group group, const char *spelling,
                      size_t used)
{
    if (s->depth < GRI_GROUPS) {
        s->open[s->depth++] = group;
        s->lowered += group == GRI_LOWERED;
        s->brackets += shows(group);
        s->cells += group == GRI_MATRIX_ROWS;
    }
    gri_speller_emit(s, spelling, used);
}

static bool word_byte(const struct gri_speller *s, size_t at)
{
    char c = at < s->length ? s->text[at] : ' ';
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '\\';
}

/* Behind the first part of a fraction: the second one, in braces or a single character. */
static void fraction_below(struct gri_speller *s, enum gri_group below, const char *bar)
{
    gri_speller_emit(s, bar, 0);
    size_t next = gri_speller_skip(s, s->at);
    if (next < s->length && s->text[next] == '{') {
        s->at = next;
        gri_speller_open(s, below, "", 1);
    }
}

void gri_speller_close(struct gri_speller *s, size_t used)
{
    static const char *const closing[] = {
        [GRI_ROUND] = ")",  [GRI_SQUARE] = "]",      [GRI_ARGUMENT] = ")",     [GRI_ABOVE] = ")",
        [GRI_BELOW] = "))", [GRI_MATRIX_ROWS] = "]", [GRI_BRACES] = "",        [GRI_LOWERED] = "",
        [GRI_ABOVE_D] = "", [GRI_ABOVE_NUMBER] = "", [GRI_BELOW_NUMBER] = ")", [GRI_BELOW_D] = "",
    };
    enum gri_group group = s->open[--s->depth];
    s->lowered -= group == GRI_LOWERED;
    s->brackets -= shows(group);
    s->cells -= group == GRI_MATRIX_ROWS;
    gri_speller_emit(s, closing[group], used);
    if (group == GRI_ABOVE)
        fraction_below(s, GRI_BELOW, "/(");
    else if (group == GRI_ABOVE_NUMBER)
        fraction_below(s, GRI_BELOW_NUMBER, "/");
    else if (group == GRI_ABOVE_D)
        fraction_below(s, GRI_BELOW_D, "/");
    else if ((group == GRI_BELOW_D || group == GRI_LOWERED) && word_byte(s, s->at))
        gri_speller_emit(s, group == GRI_LOWERED && s->lowered > 0 ? "" : " ", 0);
}

/* A closing bracket closes what it fits; one that fits nothing stands as it is. */
static void close_bracket(struct gri_speller *s)
{
    static const struct {
        char sign;
        enum gri_group group;
    } fits[] = {{')', GRI_ROUND}, {']', GRI_SQUARE}};
    char c = s->text[s->at];
    enum gri_group top = s->depth > 0 ? s->open[s->depth - 1] : GRI_MATRIX_ROWS;
    if (s->depth > 0 && c == '}' && top != GRI_ROUND && top != GRI_SQUARE &&
        top != GRI_MATRIX_ROWS) {
        gri_speller_close(s, 1);
        return;
    }
    for (size_t n = 0; n < 2; n++)
        if (s->depth > 0 && c == fits[n].sign && top == fits[n].group) {
            gri_speller_close(s, 1);
            return;
        }
    gri_speller_emit(s, c == ')' ? ")" : c == ']' ? "]" : "", 1);
}

static void open_bracket(struct gri_speller *s)
{
    char c = s->text[s->at];
    if (c == '(')
        gri_speller_open(s, GRI_ROUND, "(", 1);
    else if (c == '[')
        gri_speller_open(s, GRI_SQUARE, "[", 1);
    else
        gri_speller_open(s, GRI_BRACES, "", 1);
}

/* In _{5, new} and _{3-new} blanks are nothing, and what divides is an underscore. */
static bool spell_lowered(struct gri_speller *s)
{
    char c = s->text[s->at];
    if (s->lowered == 0 || (c != ' ' && c != ',' && c != '-' && c != '\t'))
        return false;
    gri_speller_emit(s, c == ' ' || c == '\t' || gri_spelled_last(s->out) == '_' ? "" : "_", 1);
    return true;
}

/* `**` is a power behind an operand and before one, else it makes bold. */
static bool spell_stars(struct gri_speller *s)
{
    if (!gri_speller_sees(s, s->at, "**"))
        return false;
    bool blank = s->at > 0 && s->text[s->at - 1] == ' ';
    bool blank_after = s->at + 2 >= s->length || s->text[s->at + 2] == ' ';
    size_t next = gri_speller_skip(s, s->at + 2);
    char c = next < s->length ? s->text[next] : ' ', last = gri_spelled_last(s->out);
    bool operand = last == ')' || last == ']' || (last >= '0' && last <= '9') ||
                   (last >= 'a' && last <= 'z');
    bool power = operand && blank == blank_after && ((c >= '0' && c <= '9') || c == '(');
    gri_speller_emit(s, power ? "^" : "", 2);
    return true;
}

/* The raised brackets and lowered commas of w⁽¹⁾₂,₁: w1_2_1. */
static bool spell_index(struct gri_speller *s)
{
    static const char *const raised[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    if (gri_speller_sees(s, s->at, "⁽")) {
        size_t at = s->at + strlen("⁽"), digits = 0;
        for (size_t n = 0; n < 10; n++)
            if (gri_speller_sees(s, at, raised[n])) {
                char digit[] = {(char)('0' + n), '_', '\0'};
                digits = strlen(raised[n]);
                if (gri_speller_sees(s, at + digits, "⁾")) {
                    gri_speller_emit(s, digit, strlen("⁽") + digits + strlen("⁾"));
                    return true;
                }
            }
        return false;
    }
    bool lowered = s->text[s->at] == ',' && gri_speller_sees(s, s->at + 1, "\xe2\x82") &&
                   s->at >= 3 && gri_speller_sees(s, s->at - 3, "\xe2\x82");
    if (lowered)
        gri_speller_emit(s, "_", 1);
    return lowered;
}

/* An arrow is an equals sign before a number, else a new statement begins. */
static bool spell_arrow(struct gri_speller *s)
{
    for (size_t n = 0; n < sizeof arrows / sizeof *arrows; n++) {
        if (!gri_speller_sees(s, s->at, arrows[n]))
            continue;
        size_t next = gri_speller_skip(s, s->at + strlen(arrows[n]));
        char c = next < s->length ? s->text[next] : ' ';
        bool number = (c >= '0' && c <= '9') || c == '-' || c == '(' || c == '[' || c == '.' ||
                      gri_spelled_last(s->out) == '\0';
        gri_speller_emit(s, number ? "=" : ";", strlen(arrows[n]));
        return true;
    }
    return false;
}

/* A line that goes on because a bracket is open: in [ ] a new row. */
static void spell_newline(struct gri_speller *s)
{
    char last = gri_spelled_last(s->out);
    bool row = s->depth > 0 && s->open[s->depth - 1] == GRI_SQUARE && last != '[' && last != ';' &&
               last != ',';
    size_t next = gri_speller_skip(s, s->at + 1);
    if (next < s->length && s->text[next] == ']')
        row = false;
    gri_speller_emit(s, row ? ";" : " ", 1);
}

static bool spell_row(struct gri_speller *s)
{
    unsigned char c = (unsigned char)s->text[s->at];
    bool letter = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'X');
    if (letter && (s->at + 1 >= s->length || (unsigned char)s->text[s->at + 1] < 0x80))
        return false;
    for (size_t n = 0; n < sizeof rows / sizeof *rows; n++)
        if (gri_speller_sees(s, s->at, rows[n].sign)) {
            gri_speller_emit(s, rows[n].spelling, strlen(rows[n].sign));
            if (rows[n].spelling[0] == 's' && rows[n].spelling[1] == 'u')
                gri_spell_limits(s);
            return true;
        }
    return false;
}

static void spell_next(struct gri_speller *s)
{
    char c = s->text[s->at];
    size_t used;
    if (gri_spell_function(s) || gri_spell_marks(s) || spell_lowered(s) || spell_index(s) ||
        spell_arrow(s))
        return;
    if (gri_speller_sees(s, s->at, "sum_")) {
        gri_speller_emit(s, "sum ", 3);
        gri_spell_limits(s);
        return;
    }
    if (c == '\\')
        gri_spell_command(s);
    else if (c == '^')
        gri_spell_raised(s);
    else if (c == '&')
        gri_spell_cell(s, false, 1);
    else if (c == '\n')
        spell_newline(s);
    else if (c == '(' || c == '[' || c == '{')
        open_bracket(s);
    else if (c == ')' || c == ']' || c == '}')
        close_bracket(s);
    else if (c == '_' && gri_speller_sees(s, s->at + 1, "{"))
        gri_speller_open(s, GRI_LOWERED, "_", 2);
    else if (!spell_stars(s) && !spell_row(s)) {
        gri_utf8_decode(s->text + s->at, s->length - s->at, &used);
        gri_spelled_add(s->out, s->text + s->at, used, s->at);
        s->at += used;
    }
}

void gri_spell_signs(const char *text, size_t length, struct gri_spelled *out)
{
    struct gri_speller s = {.text = text, .length = length, .out = out};
    while (s.at < length) {
        gri_spell_argument_end(&s);
        spell_next(&s);
    }
    gri_spell_argument_end(&s);
}
