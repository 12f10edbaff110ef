/* Does a computed line say what a transcript says? */
#include "cmd/lesson/lesson.h"

#include "base/decimal.h"
#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

/* A place in a line. `word`: the character before belongs to a word, so a digit here is part of its
 * name (h1, W₁2); `value`: a number or a closing bracket ended here, so a minus is a subtraction.
 */
struct reader {
    struct gri_span line;
    size_t at;
    bool word, value;
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Latin, Greek, combining marks, small raised and lowered characters; not × and ÷. */
static bool is_letter(uint32_t rune)
{
    return (rune >= 'a' && rune <= 'z') || (rune >= 'A' && rune <= 'Z') || rune == '_' ||
           (rune >= 0xc0 && rune <= 0x3ff && rune != 0xd7 && rune != 0xf7) ||
           (rune >= 0x1d00 && rune <= 0x1fff) || (rune >= 0x2070 && rune <= 0x209f);
}

static size_t blanks(const struct reader *r, size_t at)
{
    size_t n = at;
    while (n < r->line.length && is_blank(r->line.at[n]))
        n++;
    return n - at;
}

/* Bytes of a minus sign at `at`: ASCII's or U+2212; 0: there is none. */
static size_t minus(const struct reader *r, size_t at)
{
    size_t left = r->line.length - at;
    if (left >= 1 && r->line.at[at] == '-')
        return 1;
    return left >= 3 && memcmp(r->line.at + at, "\xe2\x88\x92", 3) == 0 ? 3 : 0;
}

/* Bytes of the unsigned number at `at`, 0: none. A point that ends a sentence is not its own. */
static size_t number(const struct reader *r, size_t at, double *value)
{
    const char *text = r->line.at + at;
    size_t left = r->line.length - at;
    if (left == 0 || !(is_digit(*text) || (*text == '.' && left > 1 && is_digit(text[1]))))
        return 0;
    size_t used = gri_parse_number(text, left, value);
    return used > 0 && text[used - 1] == '.' ? used - 1 : used;
}

/* A number as it stands in a line. */
struct written {
    double value;
    size_t length;             /* with its minus; 0: there is none */
    struct gri_span unsigned_; /* without */
};

static struct written number_here(const struct reader *r)
{
    struct written w = {0};
    if (r->word || (r->value && r->line.at[r->at] == '.'))
        return w;
    size_t sign = r->value ? 0 : minus(r, r->at);
    size_t used = number(r, r->at + sign, &w.value);
    if (used == 0)
        return w;
    w.unsigned_ = (struct gri_span){r->line.at + r->at + sign, used};
    w.length = sign + used;
    w.value = sign > 0 ? -w.value : w.value;
    return w;
}

static bool same_bytes(struct gri_span a, struct gri_span b)
{
    return a.length == b.length && memcmp(a.at, b.at, a.length) == 0;
}

static double power_of_ten(int exponent)
{
    char text[16];
    double power = 1;
    int length = snprintf(text, sizeof text, "1e%d", exponent);
    gri_parse_number(text, (size_t)length, &power);
    return power;
}

/* 9.78e20 has two decimals, those of 9.78: both numbers are taken as multiples of 10^20. */
static bool scientific_agrees(const struct written *w, size_t mantissa, double computed)
{
    double shown = 0, whole = 0;
    const char *digits = w->unsigned_.at + mantissa + 1;
    bool negative = *digits == '-';
    digits += negative || *digits == '+';
    size_t left = w->unsigned_.length - (size_t)(digits - w->unsigned_.at);
    gri_parse_number(digits, left, &whole);
    gri_parse_number(w->unsigned_.at, mantissa, &shown);
    if (whole > 400)
        return false;
    int exponent = negative ? -(int)whole : (int)whole;
    shown = w->value < 0 ? -shown : shown;
    double scaled = computed / power_of_ten(exponent);
    return gri_round(scaled, gri_decimals_written(w->unsigned_.at, mantissa), GRI_HALF_UP) == shown;
}

/* `w` was written in the transcript. */
static bool numbers_agree(const struct written *w, const struct written *computed)
{
    bool same_sign = (w->value < 0) == (computed->value < 0);
    if (same_sign && same_bytes(w->unsigned_, computed->unsigned_))
        return true;
    for (size_t n = 0; n < w->unsigned_.length; n++)
        if (w->unsigned_.at[n] == 'e' || w->unsigned_.at[n] == 'E')
            return scientific_agrees(w, n, computed->value);
    int decimals = gri_decimals_written(w->unsigned_.at, w->unsigned_.length);
    if (decimals > 15) /* more than rounding knows */
        return w->value == computed->value;
    return gri_round(computed->value, decimals, GRI_HALF_UP) == w->value;
}

static void pass_number(struct reader *r, const struct written *w)
{
    r->at += w->length;
    r->word = false;
    r->value = true;
}

/* A minus of a subtraction, or one apart from its number: either sign will do. */
static bool pass_minus(struct reader *w, struct reader *c)
{
    double ignored;
    size_t a = minus(w, w->at), b = minus(c, c->at);
    if (a == 0 || b == 0 || number(w, w->at + a + blanks(w, w->at + a), &ignored) == 0)
        return false;
    w->at += a;
    c->at += b;
    w->word = c->word = w->value = c->value = false;
    return true;
}

static bool pass_character(struct reader *r)
{
    size_t used;
    uint32_t rune = gri_utf8_decode(r->line.at + r->at, r->line.length - r->at, &used);
    bool digit = rune >= '0' && rune <= '9';
    r->word = is_letter(rune) || (digit && r->word) || (rune == '.' && r->value);
    r->value = r->word || rune == ')' || rune == ']';
    r->at += used;
    return true;
}

static bool pass_same_character(struct reader *w, struct reader *c)
{
    if (w->line.at[w->at] != c->line.at[c->at])
        return false;
    size_t from = w->at, length;
    pass_character(w);
    length = w->at - from;
    if (c->line.length - c->at < length ||
        memcmp(w->line.at + from, c->line.at + c->at, length) != 0)
        return false;
    return pass_character(c);
}

static bool pass_blanks(struct reader *w, struct reader *c)
{
    size_t a = blanks(w, w->at), b = blanks(c, c->at);
    w->at += a;
    c->at += b;
    if (a > 0)
        w->word = c->word = w->value = c->value = false;
    return (a > 0) == (b > 0);
}

static void cut_blanks(struct gri_span *line)
{
    while (line->length > 0 && is_blank(line->at[line->length - 1]))
        line->length--;
}

bool gri_lines_agree(struct gri_span written, struct gri_span computed)
{
    struct reader w = {.line = written}, c = {.line = computed};
    cut_blanks(&w.line);
    cut_blanks(&c.line);
    while (pass_blanks(&w, &c) && w.at < w.line.length && c.at < c.line.length) {
        struct written a = number_here(&w), b = number_here(&c);
        if (a.length > 0 && b.length > 0) {
            if (!numbers_agree(&a, &b))
                return false;
            pass_number(&w, &a);
            pass_number(&c, &b);
        } else if (!pass_minus(&w, &c) && !pass_same_character(&w, &c)) {
            return false;
        }
    }
    return w.at == w.line.length && c.at == c.line.length;
}

bool gri_line_is_elision(struct gri_span line)
{
    cut_blanks(&line);
    return line.length == 3 && memcmp(line.at, "...", 3) == 0;
}
