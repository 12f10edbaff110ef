/* Marks whose meaning shows in what is around them: crossed out text, the bars of an absolute
 * value, the comma of a decimal. */
#include "mark/read/spell/speller.h"

#include <string.h>

enum { FAR = 400 };

/* `mark` at or after `at`, not far; 0: nowhere. */
static size_t find(const struct gri_speller *s, size_t at, const char *mark)
{
    size_t end = s->length - at < FAR ? s->length : at + FAR;
    while (at < end) {
        const char *next = memchr(s->text + at, mark[0], end - at);
        if (next == NULL)
            return 0;
        at = (size_t)(next - s->text);
        if (gri_speller_sees(s, at, mark))
            return at;
        at++;
    }
    return 0;
}

/* ~~8.4~~ */
static bool spell_crossed(struct gri_speller *s)
{
    static const char *const pairs[][2] = {{"~~", "~~"}, {"<s>", "</s>"}, {"<del>", "</del>"}};
    for (size_t n = 0; n < sizeof pairs / sizeof *pairs; n++) {
        size_t open = strlen(pairs[n][0]);
        if (!gri_speller_sees(s, s->at, pairs[n][0]))
            continue;
        size_t end = find(s, s->at + open, pairs[n][1]);
        if (end > 0) {
            gri_speller_emit(s, " ", end + strlen(pairs[n][1]) - s->at);
            return true;
        }
    }
    return false;
}

/* |-1.97| where a number can stand: abs(-1.97). */
static bool spell_bar(struct gri_speller *s)
{
    if (s->text[s->at] != '|')
        return false;
    if (s->bar == s->at && s->bar > 0) {
        s->bar = 0;
        gri_speller_emit(s, ")", 1);
        return true;
    }
    size_t next = s->at + 1;
    char last = gri_spelled_last(s->out);
    size_t end = last != '\0' && strchr("([+-*/=,", last) != NULL ? find(s, next, "|") : 0;
    if (end <= next || strchr(" \t", s->text[next]) != NULL || strchr(" \t", s->text[end - 1]) ||
        memchr(s->text + next, '=', end - next) != NULL)
        return false;
    s->bar = end;
    gri_speller_emit(s, "abs(", 1);
    return true;
}

static bool digit_at(const struct gri_speller *s, size_t at)
{
    return at < s->length && s->text[at] >= '0' && s->text[at] <= '9';
}

/* 0,5 is 0.5. In [ ] a comma divides, and so it does in 1,2,3, in 1.5,2.5 and in w1,2. */
static bool spell_comma(struct gri_speller *s)
{
    size_t from = s->at, to = s->at + 1;
    if (s->text[s->at] != ',' || s->at == 0 || !digit_at(s, s->at - 1) || !digit_at(s, to) ||
        (s->depth > 0 && s->open[s->depth - 1] == GRI_SQUARE) || s->lowered > 0)
        return false;
    while (from > 0 && digit_at(s, from - 1))
        from--;
    while (digit_at(s, to))
        to++;
    char before = from > 0 ? s->text[from - 1] : ' ', after = to < s->length ? s->text[to] : ' ';
    bool divides = strchr(",._", before) != NULL || (from > 0 && gri_letters_at(s, from - 1) > 0) ||
                   ((after == ',' || after == '.') && digit_at(s, to + 1));
    if (!divides)
        gri_speller_emit(s, ".", 1);
    return !divides;
}

bool gri_spell_marks(struct gri_speller *s)
{
    return spell_crossed(s) || spell_bar(s) || spell_comma(s);
}
