/* A network on a screen: a column for each layer, lines between the units, a name on each line. */
#include "base/utf8.h"
#include "page/plot/canvas.h"
#include "page/plot/scale.h"

#include <math.h>
#include <string.h>

enum { COLUMNS = 66, SPACING = 6, TRIES = 17, GAP = 26, ENOUGH = 2 };

struct spot {
    size_t col, row, width; /* of its text */
    const char *name, *bias;
};

struct chart {
    struct gri_screen *screen;
    const struct gri_plot *plot;
    struct gri_canvas canvas;
    struct spot *spots;
    size_t columns, tallest;
    size_t start[COLUMNS], wide[COLUMNS];
    struct gri_text crowded; /* what a step used and there was no room for */
};

/* "h1", "h1 = 12.4": in the characters of the screen. */
static const char *said(struct chart *c, const char *name, const double *value, enum gri_role role)
{
    struct gri_text raw, safe;
    gri_text_init(&raw);
    gri_text_init(&safe);
    gri_plot_say(&raw, name, value, role, c->screen->page->digits);
    size_t sign = raw.length; /* as the tables have it */
    if (!raw.failed && value != NULL && *value < 0)
        sign = strlen(name) + strcspn(raw.at + strlen(name), "-");
    unsigned how = GRI_SAFE_LINE | c->screen->safe;
    gri_safe_add(&safe, raw.at, sign, how);
    if (sign < raw.length) {
        gri_text_add(&safe, c->screen->safe != 0 ? "-" : "−");
        gri_safe_add(&safe, raw.at + sign + 1, raw.length - sign - 1, how);
    }
    char *text = gri_arena_copy(c->screen->page->arena, safe.at, safe.length);
    c->screen->out->failed |= raw.failed || safe.failed || text == NULL;
    gri_text_clear(&raw);
    gri_text_clear(&safe);
    return text != NULL ? text : "";
}

static void measure(struct chart *c)
{
    for (size_t n = 0; n < c->plot->node_count; n++) {
        const struct gri_node *node = &c->plot->nodes[n];
        struct spot *spot = &c->spots[n];
        spot->name = said(c, node->name, gri_node_value(c->plot, node), node->role);
        spot->bias = node->bias == NULL
                         ? ""
                         : said(c, node->bias, gri_bias_value(c->plot, node), node->bias_role);
        size_t name = gri_utf8_width(spot->name, strlen(spot->name));
        size_t bias = gri_utf8_width(spot->bias, strlen(spot->bias));
        spot->width = name > bias ? name : bias;
        if (spot->width > c->wide[node->column])
            c->wide[node->column] = spot->width;
        if (node->column + 1 > c->columns)
            c->columns = node->column + 1;
        c->tallest = node->rows > c->tallest ? node->rows : c->tallest;
    }
}

/* Columns side by side over the width, units spread over the height. */
static void place(struct chart *c, size_t width, size_t rows)
{
    size_t taken = 0, at = 0;
    for (size_t k = 0; k < c->columns; k++)
        taken += c->wide[k] + 2;
    size_t gap = c->columns > 1 && width > taken ? (width - taken) / (c->columns - 1) : 0;
    for (size_t k = 0; k < c->columns; k++) {
        c->start[k] = at + 1;
        at += c->wide[k] + 2 + (gap > GAP ? GAP : gap);
    }
    for (size_t n = 0; n < c->plot->node_count; n++) {
        const struct gri_node *node = &c->plot->nodes[n];
        c->spots[n].col = c->start[node->column];
        size_t last = rows - 2, others = c->tallest > 1 ? c->tallest - 1 : 1;
        size_t first = last * (c->tallest - node->rows) / (2 * others);
        c->spots[n].row = first + node->row * last / others;
    }
}

/* From the right of one unit's name to the left of the other's, in characters. */
static void ends(const struct chart *c, const struct gri_edge *edge, double *from, double *to)
{
    const struct spot *a = &c->spots[edge->from], *b = &c->spots[edge->to];
    from[0] = (double)(a->col + gri_utf8_width(a->name, strlen(a->name))) + 1.0;
    from[1] = (double)a->row + 0.5;
    to[0] = (double)b->col - 1.5;
    to[1] = (double)b->row + 0.5;
}

static void draw_edge(struct chart *c, const struct gri_edge *edge)
{
    double from[2], to[2], wide = (double)c->canvas.cols, high = (double)c->canvas.rows;
    ends(c, edge, from, to);
    const double a[2] = {from[0] / wide, 1 - from[1] / high};
    const double b[2] = {to[0] / wide, 1 - to[1] / high};
    gri_canvas_line(&c->canvas, a, b);
}

/* How far the next other line is from this one, a part of the way along it, in rows; ENOUGH is as
 * good as more. */
static double clearance(const struct chart *c, const struct gri_edge *edge, double part)
{
    double from[2], to[2], nearest = ENOUGH;
    ends(c, edge, from, to);
    double x = from[0] * (1 - part) + to[0] * part, y = from[1] * (1 - part) + to[1] * part;
    for (size_t n = 0; n < c->plot->edge_count; n++) {
        const struct gri_edge *other = &c->plot->edges[n];
        if (other == edge ||
            c->plot->nodes[other->from].column != c->plot->nodes[edge->from].column)
            continue;
        ends(c, other, from, to);
        double at = (x - from[0]) / (to[0] - from[0]);
        nearest = fmin(nearest, fabs(from[1] * (1 - at) + to[1] * at - y));
    }
    return nearest;
}

/* Near the middle of the line, where it stands by itself and no other name is near. */
static void name_edge(struct chart *c, const struct gri_edge *edge)
{
    const double *value = gri_edge_value(c->plot, edge);
    const char *text = said(c, value == NULL ? edge->name : "", value, edge->role);
    double from[2], to[2], best = -1;
    size_t best_col = 0, best_row = 0, width = gri_utf8_width(text, strlen(text));
    ends(c, edge, from, to);
    for (size_t n = 0; n < TRIES; n++) {
        size_t away = (n + 1) / 2; /* by turns to either side of the middle */
        double part = 0.5 + (n % 2 == 0 ? 0.045 : -0.045) * (double)away;
        double x = from[0] * (1 - part) + to[0] * part - (double)width / 2;
        size_t row = (size_t)(from[1] * (1 - part) + to[1] * part), col = x > 0 ? (size_t)x : 0;
        double free = clearance(c, edge, part);
        if (x < from[0] || x + (double)width > to[0] ||
            !gri_canvas_vacant(&c->canvas, col, row, width) || free <= best + 0.05)
            continue;
        best = free;
        best_col = col;
        best_row = row;
    }
    if (best >= 0)
        gri_canvas_text(&c->canvas, best_col, best_row, text, gri_roles[edge->role].paint);
    else if (edge->role != GRI_ROLE_NONE)
        gri_text_addf(&c->crowded, "%s%s", c->crowded.length > 0 ? ", " : "",
                      said(c, edge->name, value, edge->role));
}

static enum gri_paint paint_of(enum gri_role role, enum gri_paint usual)
{
    return role == GRI_ROLE_NONE ? usual : gri_roles[role].paint;
}

static void draw(struct chart *c)
{
    for (size_t n = 0; n < c->plot->edge_count; n++)
        draw_edge(c, &c->plot->edges[n]);
    for (size_t n = 0; n < c->plot->node_count; n++) {
        const struct spot *spot = &c->spots[n];
        const struct gri_node *node = &c->plot->nodes[n];
        gri_canvas_text(&c->canvas, spot->col, spot->row, spot->name,
                        paint_of(node->role, GRI_PAINT_BOLD));
        gri_canvas_text(&c->canvas, spot->col, spot->row + 1, spot->bias,
                        paint_of(node->bias_role, GRI_PAINT_DIM));
    }
    for (size_t n = 0; n < c->plot->edge_count; n++)
        if (c->plot->edges[n].name != NULL)
            name_edge(c, &c->plot->edges[n]);
}

static void say_crowded(struct chart *c)
{
    struct gri_text line;
    if (c->crowded.length == 0)
        return;
    gri_text_init(&line);
    gri_text_addf(&line, "No room for %s.", c->crowded.at);
    gri_fill(c->screen->out, line.at, gri_plot_width(c->screen), 0);
    gri_text_add(c->screen->out, "\n");
    c->screen->out->failed |= line.failed || c->crowded.failed;
    gri_text_clear(&line);
}

void gri_screen_diagram(struct gri_screen *screen, const struct gri_plot *plot)
{
    struct chart c = {.screen = screen, .plot = plot};
    c.spots = gri_arena_take(screen->page->arena, plot->node_count, sizeof *c.spots);
    if (c.spots == NULL) {
        screen->out->failed = true;
        return;
    }
    measure(&c);
    size_t most = gri_plot_rows(screen) + 2, rows = (c.tallest - 1) * SPACING + 2;
    rows = rows > most ? most : rows;
    place(&c, gri_plot_width(screen) - 1, rows);
    size_t last = c.columns > 0 ? c.columns - 1 : 0, cols = c.start[last] + c.wide[last] + 1;
    if (!gri_canvas_init(&c.canvas, screen->page->arena, cols, rows, screen->safe != 0)) {
        screen->out->failed = true;
        return;
    }
    gri_text_init(&c.crowded);
    draw(&c);
    struct gri_row title = {screen, 0};
    gri_row_put(&title, GRI_PAINT_BOLD, plot->title, strlen(plot->title));
    gri_row_end(&title);
    for (size_t row = 0; row < rows; row++) {
        struct gri_row out = {screen, 0};
        gri_canvas_row(&c.canvas, row, &out);
        gri_row_end(&out);
    }
    size_t length = screen->out->length; /* the last units may have nothing below them */
    while (length > 1 && memcmp(screen->out->at + length - 2, "\n\n", 2) == 0)
        length--;
    gri_text_cut(screen->out, length);
    say_crowded(&c);
    gri_text_clear(&c.crowded);
}
