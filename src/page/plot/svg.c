/* A picture in a web page: SVG in the colour of the text around it. */
#include "page/parts.h"
#include "page/plot/scale.h"

#include <math.h>
#include <stdio.h>

enum {
    WIDTH = 720,
    HEIGHT = 420,
    LEFT = 80,
    RIGHT = 20,
    TOP = 40,
    BOTTOM = 50,
    TICKS = 8,
    LEVELS = 9
};

static const char *const colors[] = {"#1f77b4", "#d95f02", "#1b9e77", "#7570b3"};

struct drawing {
    struct gri_text *out;
    struct gri_scale x, y;
};

/* A place from 0 to 1 as "12.3,45.6": hundredths of a pixel are enough. */
static void add_place(struct gri_text *out, double x, double y, const char *between)
{
    gri_format_shown(out, LEFT + x * (WIDTH - LEFT - RIGHT), 2);
    gri_text_add(out, between);
    gri_format_shown(out, TOP + (1 - y) * (HEIGHT - TOP - BOTTOM), 2);
}

static void add_text(struct gri_text *out, double x, double y, const char *more, const char *text)
{
    gri_text_add(out, "<text x=\"");
    gri_format_shown(out, x, 2);
    gri_text_add(out, "\" y=\"");
    gri_format_shown(out, y, 2);
    gri_text_addf(out, "\"%s>", more);
    gri_html_text(out, text);
    gri_text_add(out, "</text>\n");
}

static void add_tick(struct drawing *d, const struct gri_scale *scale, double tick, bool up)
{
    double at = gri_scale_at(scale, tick);
    struct gri_text text;
    gri_text_init(&text);
    gri_scale_write(scale, TICKS, tick, &text);
    gri_text_add(d->out, "<path stroke-opacity=\"0.25\" d=\"M");
    add_place(d->out, up ? 0 : at, up ? at : 0, ",");
    gri_text_add(d->out, " L");
    add_place(d->out, up ? 1 : at, up ? at : 1, ",");
    gri_text_add(d->out, "\"/>\n");
    if (up)
        add_text(d->out, LEFT - 6, TOP + (1 - at) * (HEIGHT - TOP - BOTTOM) + 4,
                 " class=\"tick\" text-anchor=\"end\"", text.at);
    else
        add_text(d->out, LEFT + at * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM + 16,
                 " class=\"tick\" text-anchor=\"middle\"", text.at);
    d->out->failed |= text.failed;
    gri_text_clear(&text);
}

static void add_axes(struct drawing *d, const struct gri_plot *plot)
{
    double ticks[TICKS];
    struct gri_text label;
    size_t count = gri_scale_ticks(&d->x, TICKS, ticks);
    gri_text_addf(d->out, "<path d=\"M%d,%d V%d H%d\"/>\n", LEFT, TOP, HEIGHT - BOTTOM,
                  WIDTH - RIGHT);
    for (size_t n = 0; n < count; n++)
        add_tick(d, &d->x, ticks[n], false);
    count = gri_scale_ticks(&d->y, TICKS, ticks);
    for (size_t n = 0; n < count; n++)
        add_tick(d, &d->y, ticks[n], true);
    gri_text_init(&label);
    gri_scale_label(&d->y, plot->y, &label);
    add_text(d->out, 8, TOP - 10, "", label.at);
    add_text(d->out, WIDTH - RIGHT, HEIGHT - 12, " text-anchor=\"end\"", plot->x);
    d->out->failed |= label.failed;
    gri_text_clear(&label);
}

static void add_curve(struct drawing *d, const struct gri_curve *curve, const char *color)
{
    bool pen = false;
    gri_text_addf(d->out, "<path stroke=\"%s\" stroke-width=\"1.5\" d=\"", color);
    for (size_t n = 0; n < curve->count; n++) {
        double x = gri_scale_at(&d->x, curve->x[n]), y = gri_scale_at(&d->y, curve->y[n]);
        bool finite = isfinite(x) && isfinite(y) && fabs(x) < 1e3 && fabs(y) < 1e3;
        if (finite) {
            gri_text_add(d->out, pen ? " L" : " M");
            add_place(d->out, x, y, ",");
        }
        pen = finite;
    }
    gri_text_add(d->out, "\"/>\n");
    for (size_t n = 0; curve->path && n < curve->count; n++) {
        double x = gri_scale_at(&d->x, curve->x[n]), y = gri_scale_at(&d->y, curve->y[n]);
        if (!(x >= 0 && x <= 1 && y >= 0 && y <= 1))
            continue;
        gri_text_add(d->out, "<circle cx=\"");
        add_place(d->out, x, y, "\" cy=\"");
        gri_text_addf(d->out, "\" r=\"%s\" stroke=\"%s\" fill=\"%s\"/>\n", n == 0 ? "5" : "3",
                      color, n == 0 ? "none" : color);
    }
}

static void add_piece(void *user, const double *from, const double *to)
{
    struct drawing *d = user;
    gri_text_add(d->out, "M");
    add_place(d->out, from[0], from[1], ",");
    gri_text_add(d->out, "L");
    add_place(d->out, to[0], to[1], ",");
}

struct middle {
    size_t count, wanted;
    double at[2];
};

static void find_middle(void *user, const double *from, const double *to)
{
    struct middle *middle = user;
    if (middle->count++ == middle->wanted) {
        middle->at[0] = (from[0] + to[0]) / 2;
        middle->at[1] = (from[1] + to[1]) / 2;
    }
}

static void add_field(struct drawing *d, const struct gri_field *field)
{
    double levels[LEVELS];
    size_t count = gri_field_levels(field, LEVELS, levels);
    for (size_t n = 0; n < count; n++) {
        struct middle middle = {.wanted = SIZE_MAX};
        struct gri_text text;
        gri_text_init(&text);
        gri_level_write(levels[n], &text);
        gri_text_add(d->out, "<path stroke-opacity=\"0.6\" d=\"");
        gri_field_contour(field, levels[n], add_piece, d);
        gri_text_add(d->out, "\"/>\n");
        gri_field_contour(field, levels[n], find_middle, &middle);
        middle = (struct middle){.wanted = middle.count * (n % 3 + 1) / 4};
        gri_field_contour(field, levels[n], find_middle, &middle);
        add_text(d->out, LEFT + middle.at[0] * (WIDTH - LEFT - RIGHT),
                 TOP + (1 - middle.at[1]) * (HEIGHT - TOP - BOTTOM) + 4,
                 " class=\"tick\" text-anchor=\"middle\"", text.at);
        d->out->failed |= text.failed;
        gri_text_clear(&text);
    }
}

static void add_legend(struct drawing *d, const struct gri_plot *plot)
{
    size_t number = 0;
    if (plot->curves == NULL || (plot->curves->next == NULL && !plot->curves->path))
        return;
    for (const struct gri_curve *curve = plot->curves; curve != NULL; curve = curve->next) {
        struct gri_text more;
        gri_text_init(&more);
        gri_text_addf(&more, " stroke=\"none\" style=\"fill:%s\" text-anchor=\"end\"",
                      colors[number % 4]);
        add_text(d->out, WIDTH - RIGHT, TOP - 12 + 16 * (double)number, more.at, curve->label);
        d->out->failed |= more.failed;
        gri_text_clear(&more);
        number++;
    }
}

static void add_name(struct gri_text *out, int digits, double x, double y, const char *name,
                     const double *value, enum gri_role role)
{
    struct gri_text text;
    char more[60];
    snprintf(more, sizeof more, " text-anchor=\"middle\"%s%s%s", role ? " class=\"" : "",
             gri_roles[role].name, role ? "\"" : "");
    gri_text_init(&text);
    gri_plot_say(&text, name, value, role, digits);
    add_text(out, x, y, more, text.at);
    out->failed |= text.failed;
    gri_text_clear(&text);
}

static void node_place(const struct gri_plot *plot, size_t n, size_t columns, double *at)
{
    const struct gri_node *node = &plot->nodes[n];
    at[0] = WIDTH * ((double)node->column + 0.5) / (double)columns;
    at[1] = TOP + (HEIGHT - TOP) * ((double)node->row + 0.5) / (double)node->rows;
}

/* Names stand on the lines nearer the end, each at another place, so that they do not meet. */
static void add_diagram(struct gri_text *out, const struct gri_plot *plot, int digits)
{
    size_t columns = 1;
    double a[2], b[2];
    for (size_t n = 0; n < plot->node_count; n++)
        columns = plot->nodes[n].column + 1 > columns ? plot->nodes[n].column + 1 : columns;
    for (size_t n = 0; n < plot->edge_count; n++) {
        const struct gri_edge *edge = &plot->edges[n];
        double part = plot->nodes[edge->from].row % 2 == 0 ? 0.32 : 0.62;
        node_place(plot, edge->from, columns, a);
        node_place(plot, edge->to, columns, b);
        gri_text_addf(out, "<path stroke-opacity=\"0.5\" d=\"M%ld,%ld L%ld,%ld\"/>\n",
                      lround(a[0] + 24), lround(a[1]), lround(b[0] - 24), lround(b[1]));
        if (edge->name != NULL)
            add_name(out, digits, a[0] * (1 - part) + b[0] * part,
                     a[1] * (1 - part) + b[1] * part - 3, edge->name, gri_edge_value(plot, edge),
                     edge->role);
    }
    for (size_t n = 0; n < plot->node_count; n++) {
        const struct gri_node *node = &plot->nodes[n];
        node_place(plot, n, columns, a);
        gri_text_addf(out, "<circle cx=\"%ld\" cy=\"%ld\" r=\"24\"/>\n", lround(a[0]),
                      lround(a[1]));
        add_text(out, a[0], a[1] + 4, " text-anchor=\"middle\"", node->name);
        if (gri_node_value(plot, node) != NULL || node->role != GRI_ROLE_NONE)
            add_name(out, digits, a[0], a[1] + 40, node->name, gri_node_value(plot, node),
                     node->role);
        if (node->bias != NULL)
            add_name(out, digits, a[0], a[1] + (plot->valued ? 56 : 40), node->bias,
                     gri_bias_value(plot, node), node->bias_role);
    }
}

void gri_plot_svg(struct gri_text *out, const struct gri_plot *plot, int digits)
{
    struct drawing d = {.out = out};
    size_t number = 0;
    gri_text_addf(out, "<figure class=\"plot\"><figcaption>");
    gri_html_text(out, plot->title);
    gri_text_addf(out,
                  "</figcaption>\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" "
                  "fill=\"none\" stroke=\"currentColor\" font-family=\"sans-serif\" "
                  "font-size=\"13\">\n<style>.plot text { fill: currentColor; stroke: none; "
                  "}</style>\n",
                  WIDTH, HEIGHT);
    if (plot->nodes != NULL) {
        add_diagram(out, plot, digits);
    } else {
        gri_plot_scales(plot, &d.x, &d.y);
        add_axes(&d, plot);
        if (plot->field != NULL)
            add_field(&d, plot->field);
        for (const struct gri_curve *curve = plot->curves; curve != NULL; curve = curve->next)
            add_curve(&d, curve, colors[number++ % 4]);
        add_legend(&d, plot);
    }
    gri_text_add(out, "</svg></figure>\n");
}
