/* A marked page as HTML: a line behind its number and its sign, the places marked in it, what is
 * said below. */
#include "page/marks/marks.h"
#include "page/parts.h"

#include <string.h>

static void add_part(struct gri_text *out, const char *text, size_t length)
{
    struct gri_text safe;
    gri_text_init(&safe);
    gri_safe_add(&safe, text, length, GRI_SAFE_LINES); /* a tab is one there too */
    gri_html_text(out, safe.at);
    out->failed |= safe.failed;
    gri_text_clear(&safe);
}

/* The line, with the places that something is said of. */
static void add_line(struct gri_text *out, const struct gri_marked_line *line)
{
    struct gri_marked_line rest = *line; /* what is not yet written */
    size_t column = 1;
    gri_text_add(out, "<code>");
    for (size_t n = 0; n < line->count; n++) {
        const struct gri_tick *tick = &line->ticks[n];
        if (tick->caret < column || tick->said_count == 0)
            continue;
        size_t from = gri_line_offset(&rest, tick->caret - column + 1);
        size_t to = gri_line_offset(&rest, tick->caret + tick->width - column + 1);
        add_part(out, rest.at, from);
        gri_text_addf(out, "<mark class=\"%s\">", gri_signs[tick->sign].style);
        add_part(out, rest.at + from, to - from);
        gri_text_add(out, "</mark>");
        rest.at += to;
        rest.length -= to;
        column = tick->caret + tick->width;
    }
    add_part(out, rest.at, rest.length);
    gri_text_add(out, "</code>");
}

static void add_sign(struct gri_text *out, const struct gri_tick *tick)
{
    if (tick == NULL) {
        gri_text_add(out, "<span class=\"sign\"></span>");
        return;
    }
    gri_text_add(out, "<span class=\"sign\" role=\"img\" aria-label=\"");
    gri_html_text(out, tick->verdict);
    gri_text_addf(out, "\">%s</span>", gri_signs[tick->sign].text);
}

static void add_said(struct gri_text *out, const struct gri_tick *tick, bool quoted)
{
    for (size_t n = 0; n < tick->said_count; n++) {
        gri_text_add(out, "<p class=\"said\">");
        if (quoted && n == 0) {
            gri_text_add(out, "<q><code>");
            gri_html_text(out, tick->written);
            gri_text_add(out, "</code></q> ");
        }
        gri_html_text(out, tick->said[n]);
        gri_text_add(out, "</p>\n");
    }
}

static void write_line(struct gri_text *out, const struct gri_marked_line *line)
{
    gri_text_addf(out, "<div class=\"line %s\"><span class=\"place\">",
                  line->count > 0 ? gri_signs[gri_line_tick(line)->sign].style : "unmarked");
    if (line->count > 0)
        gri_text_addf(out, "%zu", line->number);
    gri_text_add(out, "</span>");
    add_sign(out, line->count > 0 ? gri_line_tick(line) : NULL);
    add_line(out, line);
    gri_text_add(out, "</div>\n");
    for (size_t n = 0; n < line->count; n++)
        add_said(out, &line->ticks[n], line->count > 1);
}

/* A line that was just typed: its verdicts, each with what was written. */
static void write_verdicts(struct gri_text *out, const struct gri_marking *marking)
{
    for (size_t n = 0; n < marking->count; n++) {
        const struct gri_tick *tick = &marking->ticks[n];
        gri_text_addf(out, "<div class=\"line %s\">", gri_signs[tick->sign].style);
        add_sign(out, tick);
        gri_text_add(out, "<code>");
        gri_html_text(out, tick->written);
        gri_text_add(out, "</code></div>\n");
        add_said(out, tick, false);
    }
}

void gri_marking_html(struct gri_text *out, const struct gri_marking *marking)
{
    struct gri_marked_line line = {0};
    gri_text_add(out, "<section class=\"marking\">\n");
    if (marking->text == NULL)
        write_verdicts(out, marking);
    else
        while (gri_marking_next(marking, &line))
            write_line(out, &line);
    gri_text_add(out, "</section>\n");
}
