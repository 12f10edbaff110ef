/* The second spelling: names as people type them become names of the notation. */
#include "base/decimal.h"
#include "base/utf8.h"
#include "explain/name/notation.h"
#include "mark/read/spell/typed.h"

#include <stdio.h>
#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static size_t word_at(const char *text, size_t length, size_t at)
{
    size_t n = at;
    while (n < length && (is_letter(text[n]) || is_digit(text[n]) || text[n] == '_'))
        n++;
    return n - at;
}

struct walk {
    struct gri_reading *reading;
    const struct gri_spelled *in;
    struct gri_spelled *out;
    const char *text;
    size_t length, at;
};

static size_t skip(const struct walk *w, size_t at)
{
    while (at < w->length && w->text[at] == ' ')
        at++;
    return at;
}

static bool sees(const struct walk *w, size_t at, const char *what)
{
    size_t size = strlen(what);
    return at <= w->length && size <= w->length - at && memcmp(w->text + at, what, size) == 0;
}

static void emit(struct walk *w, const char *text, size_t length, size_t used)
{
    gri_spelled_add(w->out, text, length, gri_spelled_from(w->in, w->at, 0));
    w->at += used;
}

static void copy(struct walk *w, size_t length)
{
    gri_spelled_copy(w->out, w->in, w->at, length);
    w->at += length;
}

/* The d or ∂ of a derivative at `at`: its bytes, blanks behind a ∂ included; 0: none. */
static size_t differential(const struct walk *w, size_t at)
{
    if (sees(w, at, "∂"))
        return skip(w, at + strlen("∂")) - at;
    if (!sees(w, at, "d") || at + 1 >= w->length)
        return 0;
    size_t next = w->text[at + 1] == ' ' ? skip(w, at + 1) : at + 1;
    return is_letter(w->text[next < w->length ? next : at]) || sees(w, next, "(") ? next - at : 0;
}

/* One side of a derivative: d and a name, perhaps in brackets. Where it ends; 0: it is none. */
static size_t side(struct walk *w, size_t at, struct gri_typed *name)
{
    size_t mark = differential(w, at), from = at + mark;
    bool bracket = mark > 0 && sees(w, from, "(");
    size_t word = mark > 0 ? word_at(w->text, w->length, from + bracket) : 0;
    size_t end = from + bracket + word + bracket;
    if (word == 0 || (bracket && !sees(w, end - 1, ")")) ||
        !gri_typed_find(w->reading, w->text + from + bracket, word, name) ||
        name->symbol.asked.derivative)
        return 0;
    return end;
}

/* ∂ MSE_1 / ∂w_5 is dMSE/dw5[1]. */
static bool derivative(struct walk *w)
{
    struct gri_typed of, by;
    char text[4 * GRI_TYPED_LONGEST];
    size_t above = side(w, w->at, &of), bar = above > 0 ? skip(w, above) : 0;
    if (above == 0 || !sees(w, bar, "/"))
        return false;
    size_t end = side(w, skip(w, bar + 1), &by), n = 0;
    if (end == 0)
        return false;
    text[n++] = 'd';
    memcpy(text + n, of.text, of.length);
    n += of.length;
    memcpy(text + n, "/d", 2);
    n += 2;
    memcpy(text + n, by.text, by.length);
    n += by.length;
    size_t sample = of.sample > 0 ? of.sample : by.sample;
    if (sample > 0)
        n += (size_t)snprintf(text + n, sizeof text - n, "[%zu]", sample);
    emit(w, text, n, end - w->at);
    return true;
}

/* Behind a parameter's name: " new", "(new)", a prime; bytes of it, 0: none. */
static size_t age_behind(const struct walk *w, size_t at, bool *made)
{
    size_t next = skip(w, at);
    bool bracket = sees(w, next, "("), dash = sees(w, at, "-");
    size_t word = next + (bracket || dash), size = word_at(w->text, w->length, word);
    if (gri_typed_age(w->text + word, size, made) && (!bracket || sees(w, word + size, ")")) &&
        (bracket || dash || next > at))
        return word + size + bracket - at;
    if (sees(w, at, "'") && !sees(w, at + 1, "'")) {
        *made = true;
        return 1;
    }
    return 0;
}

/* "new w5": the word at hand says which, the next is the name; bytes of both and the blanks. */
static size_t age_before(const struct walk *w, size_t size, struct gri_typed *name, bool *made)
{
    size_t next = skip(w, w->at + size), word = word_at(w->text, w->length, next);
    bool before = gri_typed_age(w->text + w->at, size, made) && word > 0 &&
                  gri_typed_find(w->reading, w->text + next, word, name) &&
                  gri_quantity_is_parameter(&name->symbol.asked.of) && !name->symbol.asked.of.made;
    return before ? next + word - w->at : 0;
}

static void emit_name(struct walk *w, struct gri_typed *name, size_t used)
{
    char text[GRI_TYPED_LONGEST + 48];
    bool made = false;
    const struct gri_quantity *q = &name->symbol.asked.of;
    if (!name->symbol.asked.derivative && gri_quantity_is_parameter(q) && !q->whole && !q->made)
        used += age_behind(w, w->at + used, &made);
    if (made)
        gri_typed_make(name);
    memcpy(text, name->text, name->length);
    size_t n = name->length;
    if (name->sample > 0)
        n += (size_t)snprintf(text + n, sizeof text - n, "[%zu]", name->sample);
    emit(w, text, n, used);
}

static bool operand_before(const struct walk *w)
{
    char last = gri_spelled_last(w->out);
    return is_digit(last) || is_letter(last) || last == ')' || last == ']' || last == '\'';
}

/* The letter x between two operands is a cross: alone, or before a number as in 16x0.5. */
static bool cross(struct walk *w, size_t size)
{
    struct gri_typed name;
    char first = w->text[w->at];
    if ((first != 'x' && first != 'X') || !operand_before(w))
        return false;
    if (size > 1) {
        char before = w->text[w->at - 1];
        bool touching = is_digit(before) || before == ')' || before == ']';
        bool number = is_digit(w->text[w->at + 1]) && word_at(w->text, w->length, w->at) == size;
        if (!touching || !number ||
            (w->text[w->at + size < w->length ? w->at + size : w->at] != '.' &&
             gri_typed_find(w->reading, w->text + w->at, size, &name)))
            return false;
        emit(w, "×", strlen("×"), 1);
        return true;
    }
    size_t next = skip(w, w->at + 1);
    char after = next < w->length ? w->text[next] : ' ', last = gri_spelled_last(w->out);
    bool number = is_digit(after) || after == '(' || after == '[' || after == '-' || after == '.';
    bool alone = !gri_reading_name(w->reading, w->text + w->at, 1, &name.symbol);
    bool numbers = number && !is_letter(last) && after != '[';
    if (!(first == 'x' ? (number || is_letter(after) || sees(w, next, "∂")) && alone
                       : numbers || (after == '[' && last == ']' && next > w->at + 1)))
        return false;
    emit(w, "×", strlen("×"), 1);
    return true;
}

/* A number that stands where one can; a name of the torch notation begins with one too. */
static bool number(struct walk *w)
{
    double value;
    const struct gri_symbol *symbol;
    size_t used = 0;
    if (w->reading->view.notation == &gri_notation_torch) {
        gri_arena_reset(&w->reading->scratch);
        if (gri_name_resolve(&w->reading->view, &w->reading->scratch, w->text + w->at,
                             w->length - w->at, &symbol, &used, NULL) != GR_OK)
            used = 0;
    }
    if (used == 0)
        used = gri_parse_number(w->text + w->at, w->length - w->at, &value);
    copy(w, used);
    return used > 0;
}

static void word(struct walk *w, size_t size)
{
    struct gri_typed name;
    bool made = false;
    if (size == 1 && sees(w, w->at, "y-hat"))
        emit(w, "y", 1, 2);
    size = word_at(w->text, w->length, w->at);
    if (cross(w, size))
        return;
    size_t used = age_before(w, size, &name, &made);
    if (used > 0) {
        if (made)
            gri_typed_make(&name);
        emit(w, name.text, name.length, used);
    } else if (sees(w, w->at, "learning rate")) {
        emit(w, "alpha", 5, strlen("learning rate"));
    } else if (gri_typed_find(w->reading, w->text + w->at, size, &name)) {
        emit_name(w, &name, size);
    } else {
        copy(w, size);
    }
}

void gri_spell_names(struct gri_reading *reading, const struct gri_spelled *in,
                     struct gri_spelled *out)
{
    struct walk w = {reading, in, out, in->text.at, in->text.length, 0};
    while (w.at < w.length) {
        char c = w.text[w.at];
        size_t size = word_at(w.text, w.length, w.at);
        if ((is_digit(c) || c == '.') && number(&w))
            continue;
        if ((c == 'd' || (unsigned char)c == 0xe2) && derivative(&w))
            continue;
        if (is_letter(c)) {
            word(&w, size);
        } else {
            gri_utf8_decode(w.text + w.at, w.length - w.at, &size);
            copy(&w, size);
        }
    }
}
