/* What the writers share: text made safe and filled, values in writing, the screen, and the
 * functions of each writer. */
#ifndef GRI_PAGE_PARTS_H
#define GRI_PAGE_PARTS_H

#include "page/writer.h"

/* How far text from outside is changed before it is shown. */
enum gri_safe {
    GRI_SAFE_LINE,     /* one line: newlines and tabs become blanks */
    GRI_SAFE_LINES,    /* newlines and tabs stay, CR LF becomes LF */
    GRI_SAFE_ASCII = 2 /* added to one of them: spelled in ASCII, "?" where there is no spelling */
};

/* Append `text` without anything that could command a terminal or break a document: control
 * characters, invalid UTF-8 and marks that reorder a line become U+FFFD. */
void gri_safe_add(struct gri_text *out, const char *text, size_t length, unsigned how);

/* The words of `text` in lines of at most `width` columns (0: one line), joined by newlines; the
 * second line and later begin with `indent` blanks. A word that is wider stands alone. */
void gri_fill(struct gri_text *out, const char *text, size_t width, size_t indent);

/* A value as an expression made of numbers, so that it can be printed in any style; NULL: no
 * memory. */
const struct gri_expr *gri_value_expr(const struct gri_page *page, const struct gri_value *value);

/* Is this tree made of numbers alone? */
bool gri_numbers_only(const struct gri_expr *expr);

/* Rows of the tallest matrix in it, 1 without any. */
size_t gri_tallest(const struct gri_expr *expr);

/* The full value of a worked line: what its maker gave, else its last step when that is of numbers
 * alone; false: neither. Where memory ends `out` fails. */
bool gri_worked_value(const struct gri_page *page, const struct gri_worked *worked,
                      struct gri_value *value, struct gri_text *out);

/* Longer Markdown is shown as it is written: libcmark aborts the program when memory ends. */
enum { GRI_MARKDOWN_MOST = 16 * 1024 * 1024 };

/* Where text goes on its way to a terminal. */
struct gri_screen {
    const struct gri_page *page;
    const struct gri_layout *layout;
    struct gri_text *out;
    enum gri_style style;
    unsigned safe; /* GRI_SAFE_ASCII or 0 */
    size_t width;  /* 0: do not fold */
    bool large;    /* spaced */
};

void gri_paint(struct gri_screen *screen, enum gri_paint paint, const char *text, size_t length);

/* What stands around a number that a step read or wrote, and its paint; `name` for other programs.
 */
struct gri_role_row {
    const char *name, *before, *behind, *latex_before, *latex_behind;
    enum gri_paint paint;
};
extern const struct gri_role_row gri_roles[GRI_ROLES];

/* A row of a screen from left to right; blanks at its end are never written. */
struct gri_row {
    struct gri_screen *screen;
    size_t pending; /* blanks that wait for something to follow */
};
void gri_row_put(struct gri_row *row, enum gri_paint paint, const char *text, size_t length);
void gri_row_skip(struct gri_row *row, size_t blanks);
void gri_row_end(struct gri_row *row);

/* Blanks that a level of indentation asks for, never more than half of the width. */
size_t gri_screen_indent(const struct gri_screen *screen, unsigned level);

/* A worked line on one line of the screen, if it is short enough to be read there: else false, and
 * nothing is written. */
bool gri_screen_worked_short(struct gri_screen *screen, const struct gri_block *block);
void gri_screen_worked(struct gri_screen *screen, const struct gri_block *block);
void gri_screen_table(struct gri_screen *screen, const struct gri_block *block);

/* A picture, in each writer's way. */
void gri_screen_plot(struct gri_screen *screen, const struct gri_plot *plot);
void gri_plot_json(struct gri_text *out, const struct gri_plot *plot);
void gri_plot_csv(struct gri_text *out, const struct gri_plot *plot);
void gri_plot_svg(struct gri_text *out, const struct gri_plot *plot, int digits);
void gri_plot_latex(struct gri_text *out, const struct gri_plot *plot, int digits);

/* A marked page, the same. */
void gri_screen_marking(struct gri_screen *screen, const struct gri_marking *marking);
void gri_marking_json(struct gri_text *out, const struct gri_marking *marking);
void gri_marking_csv(struct gri_text *out, const struct gri_marking *marking, bool *named);
void gri_marking_html(struct gri_text *out, const struct gri_marking *marking);
void gri_marking_latex(struct gri_text *out, const struct gri_marking *marking);

/* Text and numbers as the formats want them: a JSON string (NULL: null), number or value (without
 * rows: null), a field of CSV, text that is safe between tags, text that is safe in LaTeX. */
void gri_json_text(struct gri_text *out, const char *text);
void gri_json_number(struct gri_text *out, double number);
void gri_json_value(struct gri_text *out, const struct gri_value *value);
void gri_csv_field(struct gri_text *out, const char *text, size_t length);
void gri_html_text(struct gri_text *out, const char *text);
void gri_latex_text(struct gri_text *out, const char *text);

void gri_text_write(const struct gri_page *page, const struct gri_layout *layout,
                    struct gri_text *out);
void gri_json_write(const struct gri_page *page, const struct gri_layout *layout,
                    struct gri_text *out);
void gri_csv_write(const struct gri_page *page, const struct gri_layout *layout,
                   struct gri_text *out);
void gri_html_begin(const struct gri_layout *layout, struct gri_text *out);
void gri_html_write(const struct gri_page *page, const struct gri_layout *layout,
                    struct gri_text *out);
void gri_html_end(const struct gri_layout *layout, struct gri_text *out);
void gri_latex_begin(const struct gri_layout *layout, struct gri_text *out);
void gri_latex_write(const struct gri_page *page, const struct gri_layout *layout,
                     struct gri_text *out);
void gri_latex_end(const struct gri_layout *layout, struct gri_text *out);

/* An expression typeset; a NULL one fails the page. */
void gri_safe_math(struct gri_text *out, const struct gri_page *page, enum gri_style style,
                   const struct gri_expr *expr);

#endif
