/* A marked page in LaTeX: a paragraph a line, its number and its sign in the margin. */
#include "page/marks/marks.h"
#include "page/parts.h"

#include <string.h>

/* The line, its blanks as wide as they are: it breaks behind the last of several. */
static void add_line(struct gri_text *out, const struct gri_marked_line *line)
{
    struct gri_text shown;
    gri_text_init(&shown);
    gri_line_show(&shown, line->at, line->length, GRI_SAFE_LINE);
    size_t indent = strspn(shown.at, " ");
    gri_text_add_repeated(out, "~", indent);
    for (size_t at = indent; at < shown.length;) {
        size_t word = strcspn(shown.at + at, " "), blanks = strspn(shown.at + at + word, " ");
        shown.at[at + word] = '\0';
        gri_latex_text(out, shown.at + at);
        gri_text_add_repeated(out, "~", blanks > 1 ? blanks - 1 : 0);
        gri_text_add(out, blanks > 0 ? " " : "");
        at += word + blanks;
    }
    out->failed |= shown.failed;
    gri_text_clear(&shown);
}

static void open_line(struct gri_text *out, const struct gri_marked_line *line)
{
    if (line->count > 0)
        gri_text_addf(out, "\\gradusline{%zu}{%s}{", line->number,
                      gri_signs[gri_line_tick(line)->sign].latex);
    else
        gri_text_add(out, "\\gradusline{}{}{");
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
    open_line(out, line);
    add_line(out, line);
    gri_text_add(out, "}\n");
    for (size_t n = 0; n < line->count; n++)
        add_said(out, &line->ticks[n], line->count > 1);
}

/* A line that was just typed: its verdicts, each with what was written. */
static void write_verdicts(struct gri_text *out, const struct gri_marking *marking)
{
    for (size_t n = 0; n < marking->count; n++) {
        const struct gri_tick *tick = &marking->ticks[n];
        gri_text_addf(out, "\\gradusline{}{%s}{", gri_signs[tick->sign].latex);
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
