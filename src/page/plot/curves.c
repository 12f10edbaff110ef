/* Curves, contour lines and paths on a screen, between axes. */
#include "base/utf8.h"
#include "page/plot/canvas.h"
#include "page/plot/scale.h"

#include <math.h>
#include <string.h>

enum {
    WIDEST = 240,
    NARROWEST = 30,
    NARROW = 50,
    FLAT = 8,
    LOWEST = 16,
    HIGHEST = 24,
    Y_TICKS = 6,
    LEVELS = 7,
    MOST_TICKS = 32,
    LABEL = 24
};

size_t gri_plot_width(const struct gri_screen *screen)
{
    size_t width = screen->width == 0 ? 80 : screen->width;
    return width > WIDEST ? WIDEST : width < NARROWEST ? NARROWEST : width;
}

/* With its axes a picture of 80 columns fits 24 lines, of more it may be a little higher. */
size_t gri_plot_rows(const struct gri_screen *screen)
{
    size_t width = gri_plot_width(screen), rows = LOWEST + (width > 80 ? (width - 80) / 12 : 0);
    return width < NARROW ? FLAT : rows > HIGHEST ? HIGHEST : rows;
}

struct drawing {
    struct gri_screen *screen;
    const struct gri_plot *plot;
    struct gri_scale x, y;
    struct gri_canvas canvas;
    size_t margin; /* columns of the numbers of the y axis */
    const char *label;
};

static const char *glyph(const struct drawing *d, const char *ascii, const char *utf8)
{
    return d->canvas.ascii ? ascii : utf8;
}

/* Start, steps between, end of a path. */
static const char *path_mark(const struct drawing *d, size_t n, size_t count)
{
    return n == 0 ? glyph(d, "S", "○") : n + 1 == count ? glyph(d, "E", "●") : glyph(d, "o", "•");
}

static void draw_path(struct drawing *d, const struct gri_curve *curve)
{
    size_t col, row;
    for (size_t k = 0; k < curve->count; k++) {
        size_t n = k + 2 < curve->count ? k + 1 : k + 2 == curve->count ? 0 : curve->count - 1;
        if (curve->count < 2)
            n = k;
        double x = gri_scale_at(&d->x, curve->x[n]), y = gri_scale_at(&d->y, curve->y[n]);
        if (gri_canvas_cell(&d->canvas, x, y, &col, &row))
            gri_canvas_text(&d->canvas, col, row, path_mark(d, n, curve->count), GRI_PAINT_BOLD);
    }
}

/* The first curve is a line; others, which dots cannot tell from it, are marks. */
static const char *curve_mark(size_t number)
{
    static const char *const marks[] = {NULL, "+", "x", "#", "%"};
    return marks[number < 4 ? number : 4];
}

static void draw_curve(struct drawing *d, const struct gri_curve *curve, size_t number)
{
    double last[2] = {NAN, NAN};
    size_t col, row;
    for (size_t n = 0; n < curve->count; n++) {
        const double at[2] = {gri_scale_at(&d->x, curve->x[n]), gri_scale_at(&d->y, curve->y[n])};
        bool marked = number > 0 || curve->count == 1;
        if (marked && gri_canvas_cell(&d->canvas, at[0], at[1], &col, &row))
            gri_canvas_text(&d->canvas, col, row,
                            number > 0 ? curve_mark(number) : glyph(d, "o", "•"), GRI_PAINT_NONE);
        else if (number == 0)
            gri_canvas_line(&d->canvas, isfinite(last[0]) && isfinite(last[1]) ? last : at, at);
        memcpy(last, at, sizeof last);
    }
}

static void draw_piece(void *user, const double *from, const double *to)
{
    struct drawing *d = user;
    gri_canvas_line(&d->canvas, from, to);
}

/* The number of a level stands once on its line, where there is room. */
static void label_piece(void *user, const double *from, const double *to)
{
    struct drawing *d = user;
    size_t col, row, width = d->label == NULL ? 0 : strlen(d->label);
    double x = (from[0] + to[0]) / 2, y = (from[1] + to[1]) / 2;
    if (width == 0 || !gri_canvas_cell(&d->canvas, x, y, &col, &row) || col < width / 2)
        return;
    col -= width / 2;
    if (!gri_canvas_vacant(&d->canvas, col, row, width))
        return;
    gri_canvas_text(&d->canvas, col, row, d->label, GRI_PAINT_DIM);
    d->label = NULL;
}

static void draw_field(struct drawing *d)
{
    double levels[LEVELS];
    size_t count = gri_field_levels(d->plot->field, LEVELS, levels);
    struct gri_text text;
    gri_text_init(&text);
    for (size_t n = 0; n < count; n++)
        gri_field_contour(d->plot->field, levels[n], draw_piece, d);
    for (size_t n = count; n-- > 0;) {
        gri_text_reset(&text);
        gri_level_write(levels[n], &text);
        d->label = text.at;
        gri_field_contour(d->plot->field, levels[n], label_piece, d);
    }
    d->screen->out->failed |= text.failed;
    gri_text_clear(&text);
}

static void write_line(struct drawing *d, enum gri_paint paint, const char *text, size_t indent)
{
    struct gri_text safe;
    gri_text_init(&safe);
    gri_safe_add(&safe, text, strlen(text), GRI_SAFE_LINE | d->screen->safe);
    struct gri_row row = {d->screen, indent};
    gri_row_put(&row, paint, safe.at, safe.length);
    gri_row_end(&row);
    d->screen->out->failed |= safe.failed;
    gri_text_clear(&safe);
}

/* The number that belongs beside this row, if one does. */
static bool tick_of_row(const struct drawing *d, const double *ticks, size_t count, size_t row,
                        double *tick)
{
    size_t col, at;
    for (size_t n = count; n-- > 0;)
        if (gri_canvas_cell(&d->canvas, 0, gri_scale_at(&d->y, ticks[n]), &col, &at) && at == row) {
            *tick = ticks[n];
            return true;
        }
    return false;
}

static void write_rows(struct drawing *d)
{
    double ticks[Y_TICKS], tick;
    size_t count = gri_scale_ticks(&d->y, Y_TICKS, ticks);
    for (size_t row = 0; row < d->canvas.rows; row++) {
        struct gri_row out = {d->screen, 0};
        struct gri_text text;
        gri_text_init(&text);
        bool ticked = tick_of_row(d, ticks, count, row, &tick);
        if (ticked)
            gri_scale_write(&d->y, Y_TICKS, tick, &text);
        gri_row_skip(&out, d->margin - text.length);
        gri_row_put(&out, GRI_PAINT_NONE, text.at, text.length);
        gri_row_skip(&out, 1);
        const char *axis = ticked ? glyph(d, "+", "┤") : glyph(d, "|", "│");
        gri_row_put(&out, GRI_PAINT_NONE, axis, strlen(axis));
        gri_canvas_row(&d->canvas, row, &out);
        gri_row_end(&out);
        d->screen->out->failed |= text.failed;
        gri_text_clear(&text);
    }
}

/* The x axis with the numbers below it, each where its mark is, left out where there is no room. */
static void write_x_axis(struct drawing *d)
{
    double ticks[MOST_TICKS];
    size_t most = d->canvas.cols / 14 + 2, col, row, end = 0;
    most = most > MOST_TICKS ? MOST_TICKS : most;
    size_t count = gri_scale_ticks(&d->x, most, ticks), written = 0;
    struct gri_row line = {d->screen, d->margin + 1}, numbers = {d->screen, 0};
    struct gri_text below, text;
    gri_text_init(&below);
    gri_text_init(&text);
    struct gri_screen aside = *d->screen;
    aside.out = &below;
    numbers.screen = &aside;
    gri_row_put(&line, GRI_PAINT_NONE, glyph(d, "+", "└"), strlen(glyph(d, "+", "└")));
    for (size_t n = 0; n < count; n++) {
        if (!gri_canvas_cell(&d->canvas, gri_scale_at(&d->x, ticks[n]), 0, &col, &row))
            continue;
        gri_text_reset(&text);
        gri_scale_write(&d->x, most, ticks[n], &text);
        size_t middle = d->margin + 2 + col, half = text.length / 2;
        size_t start = middle > half ? middle - half : 0;
        if (n > 0 && start < end + 2)
            continue;
        for (; written < col; written++)
            gri_row_put(&line, GRI_PAINT_NONE, glyph(d, "-", "─"), d->canvas.ascii ? 1 : 3);
        gri_row_put(&line, GRI_PAINT_NONE, glyph(d, "+", "┬"), d->canvas.ascii ? 1 : 3);
        written++;
        gri_row_skip(&numbers, start - end);
        gri_row_put(&numbers, GRI_PAINT_NONE, text.at, text.length);
        end = start + text.length;
    }
    for (; written < d->canvas.cols; written++)
        gri_row_put(&line, GRI_PAINT_NONE, glyph(d, "-", "─"), d->canvas.ascii ? 1 : 3);
    gri_row_end(&line);
    gri_row_end(&numbers);
    gri_text_add_bytes(d->screen->out, below.at, below.length);
    d->screen->out->failed |= below.failed || text.failed;
    gri_text_clear(&below);
    gri_text_clear(&text);
}

/* What the marks mean, where there is more than one curve. */
static void write_legend(struct drawing *d, size_t lost)
{
    struct gri_text text;
    size_t number = 0;
    gri_text_init(&text);
    for (const struct gri_curve *curve = d->plot->curves; curve != NULL; curve = curve->next) {
        const char *before = text.length > 0 ? "   " : "";
        if (curve->path && curve->count > 1)
            gri_text_addf(&text, "%s%s start, %s steps, %s end: %s", before, glyph(d, "S", "○"),
                          glyph(d, "o", "•"), glyph(d, "E", "●"), curve->label);
        else if (curve->path)
            gri_text_addf(&text, "%s%s %s", before, glyph(d, "S", "○"), curve->label);
        else if (d->plot->curves->next != NULL)
            gri_text_addf(&text, "%s%s %s", before,
                          number == 0 ? glyph(d, "---", "⠤⠤⠤") : curve_mark(number), curve->label);
        number += curve->path ? 0 : 1;
    }
    if (lost > 0)
        gri_text_addf(&text, "%s%zu point%s not finite, not drawn", text.length > 0 ? "   " : "",
                      lost, lost == 1 ? " is" : "s are");
    /* The marks are not to be spelled out in ASCII: what they are is chosen above. */
    if (text.length > 0)
        write_line(d, GRI_PAINT_NONE, text.at, d->margin + 2);
    d->screen->out->failed |= text.failed;
    gri_text_clear(&text);
}

static size_t margin_of(struct drawing *d)
{
    double ticks[Y_TICKS];
    size_t count = gri_scale_ticks(&d->y, Y_TICKS, ticks), margin = 1;
    struct gri_text text;
    gri_text_init(&text);
    for (size_t n = 0; n < count; n++) {
        gri_text_reset(&text);
        gri_scale_write(&d->y, Y_TICKS, ticks[n], &text);
        margin = text.length > margin ? text.length : margin;
    }
    d->screen->out->failed |= text.failed;
    gri_text_clear(&text);
    return margin;
}

static void write_labels(struct drawing *d, bool below)
{
    struct gri_text text;
    gri_text_init(&text);
    if (below) {
        size_t width = gri_utf8_width(d->plot->x, strlen(d->plot->x));
        size_t room = d->canvas.cols + d->margin + 2;
        write_line(d, GRI_PAINT_NONE, d->plot->x, room > width ? room - width : 0);
    } else {
        gri_scale_label(&d->y, d->plot->y, &text);
        write_line(d, GRI_PAINT_NONE, text.at, 0);
    }
    d->screen->out->failed |= text.failed;
    gri_text_clear(&text);
}

void gri_screen_curves(struct gri_screen *screen, const struct gri_plot *plot)
{
    struct drawing d = {.screen = screen, .plot = plot};
    size_t lost = gri_plot_scales(plot, &d.x, &d.y), number = 0;
    d.margin = margin_of(&d);
    size_t width = gri_plot_width(screen), rows = gri_plot_rows(screen);
    if (!gri_canvas_init(&d.canvas, screen->page->arena, width - d.margin - 3, rows,
                         screen->safe != 0)) {
        screen->out->failed = true;
        return;
    }
    for (const struct gri_curve *curve = plot->curves; curve != NULL; curve = curve->next)
        if (!curve->path)
            draw_curve(&d, curve, number++);
    if (plot->field != NULL)
        draw_field(&d);
    for (const struct gri_curve *curve = plot->curves; curve != NULL; curve = curve->next)
        if (curve->path)
            draw_path(&d, curve);
    write_line(&d, GRI_PAINT_BOLD, plot->title, 0);
    write_labels(&d, false);
    write_rows(&d);
    write_x_axis(&d);
    write_labels(&d, true);
    write_legend(&d, lost);
}

void gri_screen_plot(struct gri_screen *screen, const struct gri_plot *plot)
{
    if (screen->layout->plain)
        gri_screen_spoken(screen, plot);
    else if (plot->nodes != NULL)
        gri_screen_diagram(screen, plot);
    else
        gri_screen_curves(screen, plot);
}
