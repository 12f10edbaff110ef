/* Which name of the notation a word means. */
#include "explain/name/notation.h"
#include "mark/read/spell/typed.h"

#include <stdio.h>
#include <string.h>

/* What people call by words of their own. */
static const struct {
    const char *word, *name;
} synonyms[] = {
    {"mse", "MSE"},    {"Mse", "MSE"},
    {"Loss", "loss"},  {"LOSS", "loss"},
    {"J", "loss"},     {"cost", "loss"},
    {"Cost", "loss"},  {"lr", "alpha"},
    {"LR", "alpha"},   {"Alpha", "alpha"},
    {"Eta", "eta"},    {"n", "N"},
    {"rate", "alpha"}, {"learning_rate", "alpha"},
    {"ypred", "yhat"}, {"y_pred", "yhat"},
};

/* What is added to a parameter's name; only the new value has another name. */
static const struct {
    const char *word;
    bool made;
} ages[] = {
    {"new", true},      {"updated", true}, {"next", true},      {"neu", true},   {"old", false},
    {"current", false}, {"curr", false},   {"previous", false}, {"prev", false}, {"alt", false},
};

bool gri_reading_name(struct gri_reading *reading, const char *text, size_t length,
                      struct gri_symbol *symbol)
{
    const struct gri_symbol *found = NULL;
    size_t used = 0;
    gri_arena_reset(&reading->scratch);
    bool whole = gri_name_resolve(&reading->view, &reading->scratch, text, length, &found, &used,
                                  NULL) == GR_OK &&
                 used == length && used > 0;
    if (whole)
        *symbol = *found;
    return whole;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Does `text` end in `end`? What is before it and an underscore. */
static bool cut_end(char *text, size_t *length, const char *end)
{
    size_t size = strlen(end);
    if (*length <= size || memcmp(text + *length - size, end, size) != 0)
        return false;
    *length -= size;
    while (*length > 0 && text[*length - 1] == '_')
        --*length;
    return *length > 0;
}

/* old_w5 */
static bool cut_start(char *text, size_t *length, const char *start)
{
    size_t size = strlen(start);
    if (*length <= size + 1 || memcmp(text, start, size) != 0 || text[size] != '_')
        return false;
    *length -= size + 1;
    memmove(text, text + size + 1, *length);
    return true;
}

/* w_new_5: the word between two underscores. */
static bool cut_middle(char *text, size_t *length, const char *middle)
{
    char inner[16] = "_";
    size_t size = strlen(middle) + 2;
    memcpy(inner + 1, middle, size - 2);
    inner[size - 1] = '_';
    for (size_t n = 1; n + size < *length; n++)
        if (memcmp(text + n, inner, size) == 0) {
            memmove(text + n + 1, text + n + size, *length - n - size);
            *length -= size - 1;
            return true;
        }
    return false;
}

static bool cut_age(char *text, size_t *length, bool *made)
{
    for (size_t n = 0; n < sizeof ages / sizeof *ages; n++)
        if (cut_end(text, length, ages[n].word) || cut_start(text, length, ages[n].word) ||
            cut_middle(text, length, ages[n].word)) {
            *made = ages[n].made;
            return true;
        }
    return false;
}

static size_t without_bars(const char *text, size_t length, char *out)
{
    size_t n = 0;
    for (size_t i = 0; i < length; i++)
        if (text[i] != '_')
            out[n++] = text[i];
    return n;
}

/* z, b, h, w, x without a number, in a network that has only one of them. */
static bool find_only(struct gri_reading *reading, char letter, struct gri_typed *typed)
{
    struct gri_symbol second;
    memcpy(typed->text, (char[]){letter, '2'}, 2);
    typed->length = 2;
    if (strchr("zbhwx", letter) == NULL || gri_reading_name(reading, typed->text, 2, &second))
        return false;
    typed->text[1] = '1';
    return gri_reading_name(reading, typed->text, 2, &typed->symbol);
}

/* a1 is h1, or where the hidden units end an output's yhat; net_h1 and out_o1 are z1 and yhat1. */
static bool find_activation(struct gri_reading *reading, const char *text, size_t length,
                            struct gri_typed *typed)
{
    static const struct {
        const char *typed, *hidden, *output;
    } stems[] = {{"a", "h", "yhat"},
                 {"neth", "z", NULL},
                 {"outh", "h", NULL},
                 {"neto", NULL, "z"},
                 {"outo", NULL, "yhat"}};
    enum { DIGITS = 5 };
    const struct gri_net *net = reading->view.net;
    for (size_t n = 0; net != NULL && n < sizeof stems / sizeof *stems; n++) {
        size_t stem = strlen(stems[n].typed), number = 0, hidden = net->units - net->outputs;
        if (length <= stem || length > stem + DIGITS || memcmp(text, stems[n].typed, stem) != 0 ||
            strspn(text + stem, "0123456789") != length - stem)
            continue;
        for (size_t k = stem; k < length; k++)
            number = 10 * number + (size_t)(text[k] - '0');
        bool output = stems[n].hidden == NULL || (stems[n].output != NULL && number > hidden);
        const char *name = output ? stems[n].output : stems[n].hidden;
        if (output && stems[n].hidden != NULL)
            number -= hidden;
        if (!output && number > hidden)
            return false;
        if (output && name[0] == 'z')
            number += hidden;
        bool alone = name[0] == 'y' && net->outputs == 1 && number == 1;
        typed->length = (size_t)snprintf(typed->text, sizeof typed->text, alone ? "%s" : "%s%zu",
                                         name, number);
        return gri_reading_name(reading, typed->text, typed->length, &typed->symbol);
    }
    return false;
}

/* y_hat_1, W_5 and the like, without endings. */
static bool find_base(struct gri_reading *reading, const char *text, size_t length,
                      struct gri_typed *typed)
{
    memcpy(typed->text, text, length);
    typed->length = length;
    if (gri_reading_name(reading, typed->text, typed->length, &typed->symbol))
        return true;
    typed->length = without_bars(text, length, typed->text);
    if (typed->length < length &&
        gri_reading_name(reading, typed->text, typed->length, &typed->symbol))
        return true;
    if (text[0] >= 'A' && text[0] <= 'Z') {
        typed->text[0] = (char)(text[0] - 'A' + 'a');
        if (gri_reading_name(reading, typed->text, typed->length, &typed->symbol))
            return true;
    }
    for (size_t n = 0; n < sizeof synonyms / sizeof *synonyms; n++)
        if (strlen(synonyms[n].word) == length && memcmp(synonyms[n].word, text, length) == 0) {
            typed->length = strlen(synonyms[n].name);
            memcpy(typed->text, synonyms[n].name, typed->length);
            return gri_reading_name(reading, typed->text, typed->length, &typed->symbol);
        }
    char plain[GRI_TYPED_LONGEST + 1];
    size_t size = without_bars(text, length, plain);
    plain[size] = '\0';
    return (length == 1 && find_only(reading, text[0], typed)) ||
           find_activation(reading, plain, size, typed);
}

/* y_1, yhat2, e3 of a network with one output, MSE_1: the number is a sample's. */
static bool find_sampled(struct gri_reading *reading, const char *text, size_t length,
                         struct gri_typed *typed)
{
    size_t stem = length, number = 0;
    const struct gri_net *net = reading->view.net;
    while (stem > 0 && is_digit(text[stem - 1]))
        stem--;
    if (net == NULL || stem == length || length - stem > 6)
        return false;
    for (size_t n = stem; n < length; n++)
        number = 10 * number + (size_t)(text[n] - '0');
    while (stem > 0 && text[stem - 1] == '_')
        stem--;
    if (stem == 0 || number == 0 || !find_base(reading, text, stem, typed))
        return false;
    const struct gri_quantity *q = &typed->symbol.asked.of;
    if (q->whole || typed->symbol.asked.derivative || typed->symbol.each_row)
        return false;
    typed->sample = number;
    return q->what == GRI_Q_LOSS ||
           (net->outputs == 1 && (q->what == GRI_Q_TARGET || q->what == GRI_Q_ERROR ||
                                  (q->what == GRI_Q_OUT && q->layer == net->depth - 1)));
}

void gri_typed_make(struct gri_typed *typed)
{
    memcpy(typed->text + typed->length, "_new", 4);
    typed->length += 4;
    typed->symbol.asked.of.made = true;
}

bool gri_typed_age(const char *word, size_t length, bool *made)
{
    for (size_t n = 0; n < sizeof ages / sizeof *ages; n++)
        if (length == strlen(ages[n].word) && memcmp(word, ages[n].word, length) == 0) {
            *made = ages[n].made;
            return true;
        }
    return false;
}

/* A word as a name: its base, then what is added. */
bool gri_typed_find(struct gri_reading *reading, const char *word, size_t length,
                    struct gri_typed *typed)
{
    char text[GRI_TYPED_LONGEST + 1];
    bool made = false, each = false;
    *typed = (struct gri_typed){0};
    if (length == 0 || length > GRI_TYPED_LONGEST)
        return false;
    memcpy(text, word, length);
    each = length > 2 && cut_end(text, &length, "_i");
    bool aged = cut_age(text, &length, &made);
    if (!find_sampled(reading, text, length, typed)) {
        typed->sample = 0;
        if (!find_base(reading, text, length, typed))
            return false;
    }
    const struct gri_quantity *q = &typed->symbol.asked.of;
    if (aged && (!gri_quantity_is_parameter(q) || q->whole || q->made))
        return false;
    if (made)
        gri_typed_make(typed);
    if (each) {
        memcpy(typed->text + typed->length, "_i", 2);
        typed->length += 2;
        typed->symbol.each_row = true;
    }
    return true;
}

bool gri_reading_prose(struct gri_reading *reading, const char *word, size_t length)
{
    struct gri_typed typed;
    return gri_function_find(word, length) < 0 && !gri_typed_find(reading, word, length, &typed);
}
