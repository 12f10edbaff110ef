/* Functions as people name them, with brackets or without. */
#include "mark/read/spell/speller.h"

#include <string.h>

static const struct {
    const char *typed, *name;
} names[] = {
    {"ReLU", "relu"},       {"RELU", "relu"}, {"Relu", "relu"},        {"Sigmoid", "sigmoid"},
    {"SIGMOID", "sigmoid"}, {"Tanh", "tanh"}, {"TANH", "tanh"},        {"sigm", "sigmoid"},
    {"Exp", "exp"},         {"EXP", "exp"},   {"logistic", "sigmoid"}, {"sigma", "sigmoid"},
    {"sigmoid", "sigmoid"}, {"relu", "relu"}, {"tanh", "tanh"},        {"ln", "ln"},
    {"Ln", "ln"},           {"LN", "ln"},     {"log", "ln"},           {"Log", "ln"},
    {"exp", "exp"}};

/* log10 and the like, their number behind the letters. */
static const struct {
    const char *typed, *name;
} bases[] = {{"log10", "(1/ln(10))*ln"}, {"log2", "(1/ln(2))*ln"}, {"lg", "(1/ln(10))*ln"}};

/* The bracket that closes the one at `at`; `*comma`: the last comma on the way. */
static size_t closing(const struct gri_speller *s, size_t at, size_t *comma)
{
    enum { FAR = 200 };
    size_t depth = 0;
    *comma = 0;
    for (size_t n = at; n < s->length && n < at + FAR; n++) {
        depth += s->text[n] == '(' || s->text[n] == '[';
        if (s->text[n] == ')' || s->text[n] == ']')
            depth--;
        if (depth == 0)
            return n;
        if (depth == 1 && s->text[n] == ',')
            *comma = n;
    }
    return 0;
}

/* Is it 0 that stands in [from, to)? */
static bool zero(const struct gri_speller *s, size_t from, size_t to)
{
    while (from < to && s->text[from] == ' ')
        from++;
    while (to > from && s->text[to - 1] == ' ')
        to--;
    return to == from + 1 && s->text[from] == '0';
}

/* max(0, z) and max(z, 0) are relu(z). */
static bool spell_max(struct gri_speller *s)
{
    size_t at = s->at + (s->text[s->at] == '\\' ? 1 : 0), open, end, comma;
    if (!gri_speller_sees(s, at, "max"))
        return false;
    open = gri_speller_skip(s, at + strlen("max"));
    end = gri_speller_sees(s, open, "(") ? closing(s, open, &comma) : 0;
    if (end == 0 || comma == 0)
        return false;
    if (zero(s, open + 1, comma)) {
        gri_speller_emit(s, "relu", open - s->at);
        s->left_out = (struct gri_left_out){open + 1, comma + 1};
        return true;
    }
    if (!zero(s, comma + 1, end))
        return false;
    gri_speller_emit(s, "relu", open - s->at);
    s->left_out = (struct gri_left_out){comma, end};
    return true;
}

static bool digit_or_low(char c)
{
    return (c >= '0' && c <= '9') || c == '_';
}

/* Behind a name its number: _1, ₁, _{12}. */
static size_t index_end(const struct gri_speller *s, size_t at)
{
    for (;;) {
        if (gri_speller_sees(s, at, "_{") && gri_brace_end(s, at + 2, 20) > 0)
            at = gri_brace_end(s, at + 2, 20) + 1;
        else if (at < s->length && digit_or_low(s->text[at]))
            at++;
        else if (gri_speller_sees(s, at, "\xe2\x82") && s->length - at >= 3)
            at += 3;
        else
            return at;
    }
}

/* A number or a name at `at`: where it ends; 0: neither. */
static size_t operand_end(const struct gri_speller *s, size_t at)
{
    static const char *const operands[] = {"ŷ", "y\xcc\x82", "yhat", "y_hat", "z", "h", "x"};
    size_t n = at;
    while (n < s->length && ((s->text[n] >= '0' && s->text[n] <= '9') || s->text[n] == '.'))
        n++;
    if (n > at)
        return n;
    if (gri_speller_sees(s, at, "\\hat{") && gri_brace_end(s, at + 5, 20) > 0)
        return index_end(s, gri_brace_end(s, at + 5, 20) + 1);
    for (size_t k = 0; k < sizeof operands / sizeof *operands; k++) {
        size_t size = strlen(operands[k]);
        size_t end = gri_speller_sees(s, at, operands[k]) ? index_end(s, at + size) : 0;
        if (end > 0 && gri_letters_at(s, end) == 0)
            return end;
    }
    return 0;
}

void gri_spell_argument(struct gri_speller *s)
{
    size_t at = gri_speller_skip(s, s->at), from = at;
    if (gri_speller_sees(s, at, "-"))
        from = gri_speller_skip(s, at + 1);
    else if (gri_speller_sees(s, at, "−"))
        from = gri_speller_skip(s, at + strlen("−"));
    size_t end = operand_end(s, from);
    if (end == 0)
        return;
    gri_speller_emit(s, "(", at - s->at);
    s->argument = end;
}

void gri_spell_argument_end(struct gri_speller *s)
{
    if (s->argument == 0 || s->at < s->argument)
        return;
    s->argument = 0;
    gri_speller_emit(s, ")", 0);
}

bool gri_spell_function(struct gri_speller *s)
{
    if (s->left_out.to > s->at && s->left_out.from == s->at) {
        s->at = s->left_out.to;
        return true;
    }
    bool begins = s->at == 0 || gri_letters_at(s, s->at - 1) == 0;
    if (begins && spell_max(s))
        return true;
    size_t letters = begins ? gri_letters_at(s, s->at) : 0;
    for (size_t n = 0; letters > 0 && n < sizeof bases / sizeof *bases; n++) {
        size_t size = strlen(bases[n].typed), next = gri_speller_skip(s, s->at + size);
        if (gri_speller_sees(s, s->at, bases[n].typed) && gri_speller_sees(s, next, "(")) {
            gri_speller_emit(s, bases[n].name, size);
            return true;
        }
    }
    for (size_t n = 0; n < sizeof names / sizeof *names; n++)
        if (letters > 0 && letters == strlen(names[n].typed) &&
            gri_speller_sees(s, s->at, names[n].typed)) {
            gri_speller_emit(s, names[n].name, letters);
            if (gri_speller_skip(s, s->at) > s->at)
                gri_spell_argument(s);
            return true;
        }
    return false;
}
