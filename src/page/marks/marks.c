#include "page/marks/marks.h"

#include "base/utf8.h"
#include "page/parts.h"

#include <string.h>

enum { TAB = 8 };

const struct gri_sign_row gri_signs[] = {
    [GRI_SIGN_RIGHT] = {"✓", "\\ensuremath{\\checkmark}", "right"},
    [GRI_SIGN_NEARLY] = {"≈", "\\ensuremath{\\approx}", "nearly"},
    [GRI_SIGN_UNREAD] = {"?", "?", "unread"},
    [GRI_SIGN_FOLLOWS] = {"↳", "\\ensuremath{\\hookrightarrow}", "follows"},
    [GRI_SIGN_WRONG] = {"✗", "\\ensuremath{\\boldsymbol{\\times}}", "wrong"},
};
_Static_assert(sizeof gri_signs / sizeof *gri_signs == GRI_SIGNS, "a row for every sign");

bool gri_marking_next(const struct gri_marking *marking, struct gri_marked_line *line)
{
    const char *text = marking->text, *end = text + marking->length;
    while (end > text && strchr(" \t\r\n", end[-1]) != NULL && end[-1] != '\0')
        end--;
    const struct gri_tick *last = marking->ticks + marking->count;
    const char *at = text;
    if (line->at == NULL) {
        line->ticks = marking->ticks;
    } else {
        at = line->at + line->length;
        at = at < end ? memchr(at, '\n', (size_t)(end - at)) : NULL;
        at = at != NULL ? at + 1 : end;
        line->ticks += line->count;
    }
    if (at >= end)
        return false;
    const char *stop = memchr(at, '\n', (size_t)(end - at));
    line->at = at;
    line->length = (size_t)((stop != NULL ? stop : end) - at);
    line->length -= line->length > 0 && at[line->length - 1] == '\r';
    line->number++;
    line->count = 0;
    while (line->ticks + line->count < last && line->ticks[line->count].line <= line->number)
        line->count++;
    return true;
}

const struct gri_tick *gri_line_tick(const struct gri_marked_line *line)
{
    const struct gri_tick *heaviest = line->ticks;
    for (size_t n = 1; n < line->count; n++)
        if (line->ticks[n].sign > heaviest->sign)
            heaviest = &line->ticks[n];
    return heaviest;
}

size_t gri_line_offset(const struct gri_marked_line *line, size_t column)
{
    size_t at = 0, used;
    for (; column > 1 && at < line->length; column--) {
        gri_utf8_decode(line->at + at, line->length - at, &used);
        at += used;
    }
    return at;
}

void gri_line_show(struct gri_text *out, const char *line, size_t length, unsigned how)
{
    size_t column = 0;
    while (length > 0) {
        const char *tab = memchr(line, '\t', length);
        size_t part = tab != NULL ? (size_t)(tab - line) : length, begin = out->length;
        gri_safe_add(out, line, part, how);
        column += gri_utf8_width(out->at + begin, out->length - begin);
        if (tab != NULL) {
            gri_text_add_repeated(out, " ", TAB - column % TAB);
            column += TAB - column % TAB;
            part++;
        }
        line += part;
        length -= part;
    }
}
