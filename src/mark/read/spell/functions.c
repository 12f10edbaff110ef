/* Activation functions as people name them. */
#include "mark/read/spell/speller.h"

#include <string.h>

static const struct {
    const char *typed, *name;
} names[] = {{"ReLU", "relu"},       {"RELU", "relu"},       {"Relu", "relu"},
             {"Sigmoid", "sigmoid"}, {"SIGMOID", "sigmoid"}, {"Tanh", "tanh"},
             {"TANH", "tanh"},       {"sigm", "sigmoid"},    {"Exp", "exp"},
             {"EXP", "exp"},         {"logistic", "sigmoid"}};

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
    for (size_t n = 0; n < sizeof names / sizeof *names; n++)
        if (letters > 0 && letters == strlen(names[n].typed) &&
            gri_speller_sees(s, s->at, names[n].typed)) {
            gri_speller_emit(s, names[n].name, letters);
            return true;
        }
    return false;
}
