#include "mark/read/words.h"

#include "base/utf8.h"

#include <string.h>

/* Words that calculate: what has them is no remark. */
static const char *const spoken[] = {"plus",    "minus",      "times",   "over", "by", "per",
                                     "divided", "multiplied", "squared", "half", "or", "mod"};

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Letters, also those of other scripts, that are no sign: bytes. */
static size_t word_length(const char *text, size_t at, size_t to)
{
    static const char *const signs[] = {"×", "∂", "≤", "≥", "≠", "²", "³"};
    size_t n = at, used;
    while (n < to) {
        unsigned char c = (unsigned char)text[n];
        if (c < 0x80 && !is_letter(text[n]) && c != '_' &&
            !(n > at && (c == '\'' || (c >= '0' && c <= '9'))))
            break;
        used = 1;
        if (c >= 0x80) {
            gri_utf8_decode(text + n, to - n, &used);
            for (size_t k = 0; k < sizeof signs / sizeof *signs; k++)
                if (strlen(signs[k]) == used && memcmp(signs[k], text + n, used) == 0)
                    return n - at;
        }
        n += used;
    }
    return n - at;
}

/* W[1], b[2]: a name with its number in brackets. */
static bool indexed_name(struct gri_reading *reading, const char *text, size_t at, size_t length,
                         size_t to)
{
    struct gri_symbol symbol;
    size_t end = at + length;
    if (end >= to || text[end] != '[')
        return false;
    while (end < to && text[end] != ']')
        end++;
    return end < to && gri_reading_name(reading, text + at, end + 1 - at, &symbol);
}

/* Is this the dyhat of dL/dyhat? */
static bool below_d(const char *text, size_t at)
{
    if (at == 0 || text[--at] != '/')
        return false;
    while (at > 0 && is_letter(text[at - 1]))
        at--;
    return text[at] == 'd';
}

size_t gri_prose_word(struct gri_reading *reading, size_t at, size_t to)
{
    const char *text = reading->plain.text.at;
    size_t length = at < to ? word_length(text, at, to) : 0;
    if (length == 0 || text[at] == '_' || text[at] == '\'')
        return 0;
    for (size_t n = at; n < at + length; n++)
        if (text[n] >= '0' && text[n] <= '9')
            return 0;
    if (at + length + 1 < to && text[at] == 'd' && text[at + length] == '/' &&
        text[at + length + 1] == 'd')
        return 0;
    if (text[at] == 'd' && below_d(text, at))
        return 0;
    if ((length == 3 && memcmp(text + at, "sum", 3) == 0) ||
        (length == 4 && memcmp(text + at, "mean", 4) == 0 && at + 4 < to &&
         strchr("([", text[at + 4]) != NULL))
        return 0;
    if (indexed_name(reading, text, at, length, to))
        return 0;
    return gri_reading_prose(reading, text + at, length) ? length : 0;
}

/* Does what begins like a remark calculate after all? `signs`: with signs too. */
static bool calculates(const char *text, size_t from, size_t to, bool signs)
{
    for (size_t n = from; n < to; n++) {
        size_t length = word_length(text, n, to);
        if (signs && text[n] != '\0' && strchr("*/^+", text[n]) != NULL)
            return true;
        for (size_t k = 0; k < sizeof spoken / sizeof *spoken; k++)
            if (strlen(spoken[k]) == length && memcmp(text + n, spoken[k], length) == 0)
                return true;
        n += length > 0 ? length - 1 : 0;
    }
    return false;
}

/* A bracket that holds a remark: (= 12.4), (rounded). */
static bool remark_bracket(struct gri_reading *reading, size_t at, size_t to)
{
    const char *text = reading->plain.text.at;
    size_t next = at + 1;
    while (next < to && text[next] == ' ')
        next++;
    if (reading->depths.at[at] != 1 || next == to)
        return false;
    if (text[next] == '=')
        return true;
    for (size_t n = next; n < to && reading->depths.at[n] > 0; n++) {
        size_t length = word_length(text, n, to);
        if (length > 1 && gri_prose_word(reading, n, to) == length)
            return true;
        n += length > 0 ? length - 1 : 0;
    }
    return false;
}

/* Two blanks or more behind a value, before a name: another statement. */
static bool gap(const char *text, size_t from, size_t at, size_t to)
{
    size_t next = at;
    while (next < to && text[next] == ' ')
        next++;
    char before = at > from ? text[at - 1] : ' ', after = next < to ? text[next] : ' ';
    return next > at + 1 && ((before >= '0' && before <= '9') || before == ')' || before == ']') &&
           (is_letter(after) || after == '[');
}

size_t gri_remark(struct gri_reading *reading, size_t from, size_t to, bool between, size_t *rest)
{
    const char *text = reading->plain.text.at;
    bool any = false;
    for (size_t n = from; n < to; n++) {
        size_t length = word_length(text, n, to);
        bool outside = reading->depths.at[n] == 0;
        bool apart = n > from && any && (text[n - 1] == ' ' || text[n - 1] == ',');
        *rest = n;
        if (between && outside && text[n] == ',') {
            *rest = n + 1;
            return n;
        }
        if (between && outside && any && gap(text, from, n, to))
            return n;
        if (length > 0 && outside && apart && (length > 1 || (unsigned char)text[n] >= 0x80) &&
            gri_prose_word(reading, n, to) == length)
            return calculates(text, n, to, !between) ? to : n;
        if (text[n] == '(' && apart && remark_bracket(reading, n, to)) {
            for (*rest = n; *rest < to && reading->depths.at[*rest] > 0;)
                ++*rest;
            while (*rest < to && strchr(" ,", text[*rest]) != NULL)
                ++*rest;
            return calculates(text, n, to, !between) ? to : n;
        }
        any = any || text[n] != ' ';
        n += length > 0 ? length - 1 : 0;
    }
    return to;
}

bool gri_only_words(struct gri_reading *reading, size_t from, size_t to)
{
    const char *text = reading->plain.text.at;
    for (size_t n = from; n < to;) {
        size_t length = gri_prose_word(reading, n, to);
        if (length == 0 && strchr(" ()[].,:!?-=0123456789", text[n]) == NULL)
            return false;
        n += length > 0 ? length : 1;
    }
    return true;
}
