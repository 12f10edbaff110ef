/* A marked page in LaTeX: a paragraph a line, its sign in the margin. */
#include "page/marks/marks.h"
#include "page/parts.h"

#include <string.h>

static void add_part(struct gri_text *out, const char *text, size_t length)
{
    struct gri_text safe;
    gri_text_init(&safe);
    gri_safe_add(&safe, text, length, GRI_SAFE_LINE);
    gri_latex_text(out, safe.at);
    out->failed |= safe.failed;
    gri_text_clear(&safe);
}

static void open_line(struct gri_text *out, const struct gri_tick *tick)
{
    gri_text_addf(out, "\\gradusline{%s}{", tick != NULL ? gri_signs[tick->sign].latex : "");
}

static void add_said(struct gri_text *out, const struct gri_tick *tick, bool quoted)
{
    for (size_t n = 0; n < tick->said_count; n++) {
        gri_text_add(out, "\\gradussaid{");
        if (quoted && n == 0) {
            gri_text_add(out, "\\texttt{");
            gri_latex_text(out, tick->written);
            gri_text_add(out, "}: ");
        }
        gri_latex_text(out, tick->said[n]);
        gri_text_add(out, "}\n");
    }
}

static void write_line(struct gri_text *out, const struct gri_marked_line *line)
{
    size_t blanks = 0;
    while (blanks < line->length && line->at[blanks] == ' ')
        blanks++;
    open_line(out, line->count > 0 ? gri_line_tick(line) : NULL);
    gri_text_add_repeated(out, "~", blanks);
    add_part(out, line->at + blanks, line->length - blanks);
    gri_text_add(out, "}\n");
    for (size_t n = 0; n < line->count; n++)
        add_said(out, &line->ticks[n], line->count > 1);
}

/* A line that was just typed: its verdicts, each with what was written. */
static void write_verdicts(struct gri_text *out, const struct gri_marking *marking)
{
    for (size_t n = 0; n < marking->count; n++) {
        const struct gri_tick *tick = &marking->ticks[n];
        open_line(out, tick);
        gri_latex_text(out, tick->written);
        gri_text_add(out, "}\n");
        add_said(out, tick, false);
    }
}

void gri_marking_latex(struct gri_text *out, const struct gri_marking *marking)
{
    struct gri_marked_line line = {0};
    gri_text_add(out, "\\begin{gradusmarking}\n");
    if (marking->text == NULL)
        write_verdicts(out, marking);
    else
        while (gri_marking_next(marking, &line))
            write_line(out, &line);
    gri_text_add(out, "\\end{gradusmarking}\n");
}
