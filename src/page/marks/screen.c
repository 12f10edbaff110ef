/* A marked page on a screen: each line behind its sign, and below it what there is to say. */
#include "base/utf8.h"
#include "page/marks/marks.h"
#include "page/parts.h"

#include <string.h>

enum { MARGIN = 3, SAID = 5 }; /* columns before a line, and before what is said below it */

static const enum gri_paint paints[GRI_SIGNS] = {
    [GRI_SIGN_RIGHT] = GRI_PAINT_RIGHT,   [GRI_SIGN_NEARLY] = GRI_PAINT_NEARLY,
    [GRI_SIGN_UNREAD] = GRI_PAINT_NEARLY, [GRI_SIGN_FOLLOWS] = GRI_PAINT_NEARLY,
    [GRI_SIGN_WRONG] = GRI_PAINT_WRONG,
};

static void put_sign(struct gri_row *row, enum gri_sign sign)
{
    const char *mark = row->screen->safe != 0 ? gri_signs[sign].ascii : gri_signs[sign].text;
    size_t length = strlen(mark);
    gri_row_put(row, paints[sign], mark, length);
    gri_row_skip(row, MARGIN - gri_utf8_width(mark, length));
}

/* `text` filled beside `indent` columns, of which the first line's are in `row` already. */
static void put_filled(struct gri_row *row, const char *text, size_t indent, size_t hanging)
{
    struct gri_screen *screen = row->screen;
    struct gri_text filled;
    size_t least = indent + hanging + 20;
    gri_text_init(&filled);
    gri_fill(&filled, text,
             screen->width == 0      ? 0
             : screen->width < least ? 20
                                     : screen->width - indent,
             hanging);
    for (const char *at = filled.at; *at != '\0';) {
        size_t length = strcspn(at, "\n");
        if (at > filled.at)
            gri_row_skip(row, indent);
        gri_row_put(row, GRI_PAINT_NONE, at, length);
        gri_row_end(row);
        at += length + (at[length] == '\n');
    }
    screen->out->failed |= filled.failed;
    gri_text_clear(&filled);
}

static void put_safe(struct gri_row *row, const char *text, size_t indent)
{
    struct gri_text safe;
    gri_text_init(&safe);
    gri_safe_add(&safe, text, strlen(text), GRI_SAFE_LINE | row->screen->safe);
    put_filled(row, safe.at, indent, 0);
    row->screen->out->failed |= safe.failed;
    gri_text_clear(&safe);
}

/* The line behind its sign; false: it had to be folded, so nothing can point at a place of it. */
static bool write_line(struct gri_screen *screen, const struct gri_marked_line *line)
{
    struct gri_row row = {screen, 0};
    struct gri_text safe;
    if (line->count > 0)
        put_sign(&row, gri_line_tick(line)->sign);
    else
        gri_row_skip(&row, MARGIN);
    gri_text_init(&safe);
    gri_safe_add(&safe, line->at, line->length, GRI_SAFE_LINE | screen->safe);
    bool fits = screen->width == 0 ||
                gri_utf8_width(safe.at, safe.length) + MARGIN <= screen->width;
    if (fits || safe.at[strspn(safe.at, " ")] == '\0') {
        gri_row_put(&row, GRI_PAINT_NONE, safe.at, safe.length);
        gri_row_end(&row);
    } else {
        put_filled(&row, safe.at, MARGIN, 2);
    }
    screen->out->failed |= safe.failed;
    gri_text_clear(&safe);
    return fits;
}

/* Columns that the first `length` bytes of the line take on this screen. */
static size_t columns_of(struct gri_screen *screen, const struct gri_marked_line *line,
                         size_t length)
{
    struct gri_text safe;
    gri_text_init(&safe);
    gri_safe_add(&safe, line->at, length, GRI_SAFE_LINE | screen->safe);
    size_t columns = gri_utf8_width(safe.at, safe.length);
    screen->out->failed |= safe.failed;
    gri_text_clear(&safe);
    return columns;
}

/* ^^^ below the place. */
static void point(struct gri_screen *screen, const struct gri_marked_line *line,
                  const struct gri_tick *tick)
{
    size_t from = gri_line_offset(line, tick->caret);
    size_t to = gri_line_offset(line, tick->caret + tick->width);
    size_t before = columns_of(screen, line, from), behind = columns_of(screen, line, to);
    struct gri_row row = {screen, MARGIN + before};
    gri_row_put(&row, paints[tick->sign], "^", 1);
    for (size_t n = before + 1; n < behind; n++)
        gri_row_put(&row, paints[tick->sign], "^", 1);
    gri_row_end(&row);
}

/* "-341.65": what is said of it, where nothing else says which place is meant. */
static void say(struct gri_row *row, const struct gri_tick *tick, bool quoted, size_t indent)
{
    struct gri_screen *screen = row->screen;
    for (size_t n = 0; n < tick->said_count; n++) {
        struct gri_text text;
        gri_text_init(&text);
        if (quoted && n == 0)
            gri_text_addf(&text, "\"%s\": ", tick->written);
        gri_text_add(&text, tick->said[n]);
        if (n > 0 || indent == SAID)
            gri_row_skip(row, indent);
        put_safe(row, text.at, indent);
        screen->out->failed |= text.failed;
        gri_text_clear(&text);
    }
}

static void write_marked_line(struct gri_screen *screen, const struct gri_marked_line *line)
{
    bool points = write_line(screen, line) && !screen->layout->plain;
    for (size_t n = 0; n < line->count; n++) {
        const struct gri_tick *tick = &line->ticks[n];
        struct gri_row row = {screen, 0};
        bool pointed = points && tick->caret > 0 && tick->said_count > 0;
        if (pointed)
            point(screen, line, tick);
        say(&row, tick, line->count > 1 && !pointed, SAID);
    }
}

/* A line that was just typed: the verdicts alone. */
static void write_verdicts(struct gri_screen *screen, const struct gri_marking *marking)
{
    for (size_t n = 0; n < marking->count; n++) {
        struct gri_tick tick = marking->ticks[n];
        struct gri_row row = {screen, 0};
        if (tick.said_count == 0) {
            tick.said = &tick.verdict;
            tick.said_count = 1;
        }
        put_sign(&row, tick.sign);
        say(&row, &tick, marking->count > 1, MARGIN);
    }
}

void gri_screen_marking(struct gri_screen *screen, const struct gri_marking *marking)
{
    struct gri_marked_line line = {0};
    if (marking->text == NULL)
        write_verdicts(screen, marking);
    else
        while (gri_marking_next(marking, &line))
            write_marked_line(screen, &line);
}
