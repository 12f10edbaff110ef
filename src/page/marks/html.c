/* A marked page as HTML: a line and its sign, the places marked in it, what is said below. */
#include "page/marks/marks.h"
#include "page/parts.h"

#include <string.h>

static void add_part(struct gri_text *out, const char *text, size_t length)
{
    struct gri_text safe;
    gri_text_init(&safe);
    gri_safe_add(&safe, text, length, GRI_SAFE_LINE);
    gri_html_text(out, safe.at);
    out->failed |= safe.failed;
    gri_text_clear(&safe);
}

/* The line, with the places that something is said of. */
static void add_line(struct gri_text *out, const struct gri_marked_line *line)
{
    size_t at = 0;
    gri_text_add(out, "<code>");
    for (size_t n = 0; n < line->count; n++) {
        const struct gri_tick *tick = &line->ticks[n];
        size_t from = gri_line_offset(line, tick->caret);
        size_t to = gri_line_offset(line, tick->caret + tick->width);
        if (tick->caret == 0 || tick->said_count == 0 || from < at || to == from)
            continue;
        add_part(out, line->at + at, from - at);
        gri_text_addf(out, "<mark class=\"%s\">", gri_signs[tick->sign].style);
        add_part(out, line->at + from, to - from);
        gri_text_add(out, "</mark>");
        at = to;
    }
    add_part(out, line->at + at, line->length - at);
    gri_text_add(out, "</code>");
}

static void add_sign(struct gri_text *out, const struct gri_tick *tick)
{
    const struct gri_sign_row *sign = &gri_signs[tick->sign];
    gri_text_addf(out, "<div class=\"line %s\"><span class=\"sign\" role=\"img\" aria-label=\"",
                  sign->style);
    gri_html_text(out, tick->verdict);
    gri_text_addf(out, "\">%s</span>", sign->text);
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
    if (line->count > 0)
        add_sign(out, gri_line_tick(line));
    else
        gri_text_add(out, "<div class=\"line\"><span class=\"sign\"></span>");
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
