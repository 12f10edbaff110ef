/* A marked page on a screen: each line behind its sign, the judged ones behind their number too,
 * and below it what there is to say. */
#include "base/utf8.h"
#include "page/marks/marks.h"
#include "page/parts.h"

#include <stdio.h>
#include <string.h>

/* Columns of a sign, of what is said below a line behind its margin, and of the longest line whose
 * places are pointed at where lines are not folded. */
enum { SIGN = 3, SAID = 2, POINTED = 400 };

/* The page on its way; the margin has the numbers of lines and the signs. */
struct marked_screen {
    struct gri_screen *screen;
    size_t margin;
};

static const enum gri_paint paints[GRI_SIGNS] = {
    [GRI_SIGN_RIGHT] = GRI_PAINT_RIGHT,   [GRI_SIGN_NEARLY] = GRI_PAINT_NEARLY,
    [GRI_SIGN_UNREAD] = GRI_PAINT_NEARLY, [GRI_SIGN_FOLLOWS] = GRI_PAINT_NEARLY,
    [GRI_SIGN_WRONG] = GRI_PAINT_WRONG,
};

static void put_sign(struct gri_row *row, enum gri_sign sign)
{
    const char *text = gri_signs[sign].text;
    struct gri_text safe;
    gri_text_init(&safe);
    gri_safe_add(&safe, text, strlen(text), GRI_SAFE_LINE | row->screen->safe);
    gri_row_put(row, paints[sign], safe.at, safe.length);
    gri_row_skip(row, SIGN - gri_utf8_width(safe.at, safe.length));
    row->screen->out->failed |= safe.failed;
    gri_text_clear(&safe);
}

static size_t digits_of(size_t number)
{
    size_t digits = 1;
    for (; number > 9; number /= 10)
        digits++;
    return digits;
}

/* " 54 ✗  " */
static void put_margin(const struct marked_screen *of, struct gri_row *row,
                       const struct gri_marked_line *line)
{
    char number[32];
    if (line->count == 0) {
        gri_row_skip(row, of->margin);
        return;
    }
    snprintf(number, sizeof number, "%zu", line->number);
    gri_row_skip(row, of->margin - SIGN - 1 - strlen(number));
    gri_row_put(row, GRI_PAINT_DIM, number, strlen(number));
    gri_row_skip(row, 1);
    put_sign(row, gri_line_tick(line)->sign);
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

/* The line behind its margin; false: it had to be folded or is very long, so that nothing can point
 * at a place of it. */
static bool write_line(const struct marked_screen *of, const struct gri_marked_line *line)
{
    struct gri_screen *screen = of->screen;
    struct gri_row row = {screen, 0};
    struct gri_text shown;
    put_margin(of, &row, line);
    gri_text_init(&shown);
    gri_line_show(&shown, line->at, line->length, GRI_SAFE_LINE | screen->safe);
    size_t width = screen->width > 0 ? screen->width : POINTED;
    bool fits = gri_utf8_width(shown.at, shown.length) + of->margin <= width;
    if (fits || screen->width == 0 || shown.at[strspn(shown.at, " ")] == '\0') {
        gri_row_put(&row, GRI_PAINT_NONE, shown.at, shown.length);
        gri_row_end(&row);
    } else {
        put_filled(&row, shown.at, of->margin, 2);
    }
    screen->out->failed |= shown.failed;
    gri_text_clear(&shown);
    return fits;
}

/* Columns that the line takes on this screen up to this character. */
static size_t columns_of(struct gri_screen *screen, const struct gri_marked_line *line,
                         size_t column)
{
    struct gri_text shown;
    gri_text_init(&shown);
    gri_line_show(&shown, line->at, gri_line_offset(line, column), GRI_SAFE_LINE | screen->safe);
    size_t columns = gri_utf8_width(shown.at, shown.length);
    screen->out->failed |= shown.failed;
    gri_text_clear(&shown);
    return columns;
}

/* ^^^ below the place. */
static void point(const struct marked_screen *of, const struct gri_marked_line *line,
                  const struct gri_tick *tick)
{
    size_t before = columns_of(of->screen, line, tick->caret);
    size_t behind = columns_of(of->screen, line, tick->caret + tick->width);
    struct gri_row row = {of->screen, of->margin + before};
    gri_row_put(&row, paints[tick->sign], "^", 1);
    for (size_t n = before + 1; n < behind; n++)
        gri_row_put(&row, paints[tick->sign], "^", 1);
    gri_row_end(&row);
}

/* "-341.65": what is said of it, where nothing else says which place is meant. The first line's
 * `indent` columns are in `row` already. */
static void say(struct gri_row *row, const struct gri_tick *tick, bool quoted, size_t indent)
{
    struct gri_screen *screen = row->screen;
    for (size_t n = 0; n < tick->said_count; n++) {
        struct gri_text text;
        gri_text_init(&text);
        if (quoted && n == 0)
            gri_text_addf(&text, "\"%s\": ", tick->written);
        gri_text_add(&text, tick->said[n]);
        if (n > 0)
            gri_row_skip(row, indent);
        put_safe(row, text.at, indent);
        screen->out->failed |= text.failed;
        gri_text_clear(&text);
    }
}

static void write_marked_line(const struct marked_screen *of, const struct gri_marked_line *line)
{
    bool points = write_line(of, line) && !of->screen->layout->plain;
    for (size_t n = 0; n < line->count; n++) {
        const struct gri_tick *tick = &line->ticks[n];
        struct gri_row row = {of->screen, of->margin + SAID};
        bool pointed = points && tick->caret > 0 && tick->said_count > 0;
        if (pointed)
            point(of, line, tick);
        say(&row, tick, line->count > 1 && !pointed, of->margin + SAID);
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
        say(&row, &tick, marking->count > 1, SIGN);
    }
}

void gri_screen_marking(struct gri_screen *screen, const struct gri_marking *marking)
{
    struct marked_screen of = {screen, SIGN};
    struct gri_marked_line line = {0};
    if (marking->text == NULL) {
        write_verdicts(screen, marking);
        return;
    }
    if (marking->count > 0)
        of.margin += 1 + digits_of(marking->ticks[marking->count - 1].line);
    while (gri_marking_next(marking, &line))
        write_marked_line(&of, &line);
}
