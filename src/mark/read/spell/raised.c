/* What stands raised or lowered: exponents, marks, the limits of a sum. */
#include "mark/read/spell/speller.h"

#include <string.h>

/* _{i=1}, _i, ^{n}, ^n: where one ends that begins at `at`; `at` when there is none. */
static size_t limit_end(const struct gri_speller *s, size_t at)
{
    size_t next = gri_speller_skip(s, at);
    if (gri_speller_sees(s, next, "ᵢ"))
        return next + strlen("ᵢ");
    if (next >= s->length || (s->text[next] != '_' && s->text[next] != '^'))
        return at;
    next = gri_speller_skip(s, next + 1);
    if (gri_speller_sees(s, next, "{")) {
        size_t end = gri_brace_end(s, next + 1, 40);
        return end > 0 ? end + 1 : at;
    }
    next += gri_letters_at(s, next) > 0;
    next += gri_speller_sees(s, next, "=");
    while (next < s->length && s->text[next] >= '0' && s->text[next] <= '9')
        next++;
    return next;
}

void gri_spell_limits(struct gri_speller *s)
{
    s->at = limit_end(s, s->at);
    s->at = limit_end(s, s->at);
}

/* Behind ^: its content without the dress of \text{ } and brackets. */
static size_t exponent_word(const struct gri_speller *s, size_t at, size_t end, char *word,
                            size_t room)
{
    size_t n = 0;
    for (size_t i = at; i < end && n + 1 < room; i++) {
        if (s->text[i] == '\\')
            i += gri_letters_at(s, i + 1);
        else if (strchr("(){} ", s->text[i]) == NULL)
            word[n++] = s->text[i];
    }
    word[n] = '\0';
    return n;
}

static bool is_number(const char *word)
{
    return word[0] != '\0' && word[strspn(word, "0123456789")] == '\0';
}

/* Is a name the last thing spelled: h1, yhat, but no number? */
static bool names(const struct gri_text *out)
{
    size_t n = out->length;
    while (n > 0 && out->at[n - 1] >= '0' && out->at[n - 1] <= '9')
        n--;
    return n > 0 && ((out->at[n - 1] >= 'a' && out->at[n - 1] <= 'z') ||
                     (out->at[n - 1] >= 'A' && out->at[n - 1] <= 'Z'));
}

/* Where the (2) of h1^(2) ends; `at` when it is none. */
static size_t index_end(const struct gri_speller *s, size_t at)
{
    size_t next = at + 1;
    if (!gri_speller_sees(s, at, "(") || !names(&s->out->text))
        return at;
    while (next < s->length && s->text[next] >= '0' && s->text[next] <= '9')
        next++;
    return next > at + 1 && gri_speller_sees(s, next, ")") ? next + 1 : at;
}

/* y^ alone is ŷ, w^{new} is w_new, h^{(2)} stands for h2_ as in the indexed notation, A^T is A'. */
void gri_spell_raised(struct gri_speller *s)
{
    size_t next = gri_speller_skip(s, s->at + 1);
    bool braces = gri_speller_sees(s, next, "{");
    size_t end = braces ? gri_brace_end(s, next + 1, 60) : index_end(s, next);
    if (end == next)
        end = next + gri_letters_at(s, next);
    size_t from = next + braces, used = end + braces - s->at;
    char word[24];
    size_t n = s->out->text.length;
    char c = next < s->length ? s->text[next] : ' ';
    if (n > 0 && s->out->text.at[n - 1] == 'y' && strchr(" =*/+-)],;", c) != NULL) {
        gri_speller_emit(s, "hat", 1);
        return;
    }
    if (gri_speller_sees(s, next, "\\top") || gri_speller_sees(s, next, "T ")) {
        gri_speller_emit(s, "'", next - s->at + (s->text[next] == '\\' ? 4 : 1));
        return;
    }
    if (end > from && exponent_word(s, from, end, word, sizeof word) > 0) {
        bool index = s->text[from] == '(' && is_number(word);
        const char *spelling = strcmp(word, "new") == 0 || strcmp(word, "+") == 0 ? "_new"
                               : strcmp(word, "T") == 0                           ? "'"
                                                                                  : NULL;
        if (strcmp(word, "old") == 0 || strcmp(word, "current") == 0)
            spelling = "";
        bool numbered = n > 1 && s->out->text.at[n - 1] >= '0' && s->out->text.at[n - 1] <= '9';
        if (index && numbered) { /* h_1^{(2)}, h1^(2): of sample 2 */
            gri_speller_emit(s, "[", 0);
            gri_speller_emit(s, word, used);
            gri_speller_emit(s, "]", 0);
            return;
        }
        if (spelling != NULL || index) {
            gri_speller_emit(s, index ? word : spelling, used);
            return;
        }
    }
    if (braces)
        gri_speller_open(s, GRI_ARGUMENT, "^(", next + 1 - s->at);
    else
        gri_speller_emit(s, "^", 1);
}
