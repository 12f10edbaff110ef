/* A picture in LaTeX: its own picture environment, whose \qbezier draws any line, so that no
 * package is needed. Units are points. */
#include "page/parts.h"
#include "page/plot/scale.h"

#include <math.h>

enum { WIDE = 300, HIGH = 200, LEFT = 50, BELOW = 40, TICKS = 6, LEVELS = 6, MOST = 200 };

struct picture {
    struct gri_text *out;
    struct gri_scale x, y;
};

/* Rounded first: a length is never written with an exponent. */
static void add_pair(struct gri_text *out, double x, double y)
{
    gri_text_add(out, "(");
    gri_format_shown(out, gri_round(x, 1, GRI_HALF_UP), 1);
    gri_text_add(out, ",");
    gri_format_shown(out, gri_round(y, 1, GRI_HALF_UP), 1);
    gri_text_add(out, ")");
}

/* TeX divides by the length: what is shorter than the rounding is left out. */
static void add_line(struct gri_text *out, const double *from, const double *to)
{
    if (hypot(to[0] - from[0], to[1] - from[1]) < 0.3)
        return;
    gri_text_add(out, "\\qbezier");
    add_pair(out, from[0], from[1]);
    add_pair(out, (from[0] + to[0]) / 2, (from[1] + to[1]) / 2);
    add_pair(out, to[0], to[1]);
    gri_text_add(out, "\n");
}

static void add_words(struct gri_text *out, double x, double y, const char *where, const char *text)
{
    gri_text_add(out, "\\put");
    add_pair(out, x, y);
    gri_text_addf(out, "{\\makebox(0,0)[%s]{\\footnotesize ", where);
    gri_latex_text(out, text);
    gri_text_add(out, "}}\n");
}

static bool is_place(double x, double y)
{
    return x >= -1e-9 && x <= 1 + 1e-9 && y >= -1e-9 && y <= 1 + 1e-9;
}

/* Thinned: a page has no more room. */
static void add_curve(struct picture *p, const struct gri_curve *curve)
{
    size_t every = (curve->count + MOST - 1) / MOST;
    double last[2] = {NAN, NAN};
    for (size_t n = 0; n < curve->count; n += every) {
        double at[2] = {gri_scale_at(&p->x, curve->x[n]), gri_scale_at(&p->y, curve->y[n])};
        bool good = is_place(at[0], at[1]);
        at[0] *= WIDE;
        at[1] *= HIGH;
        if (good && isfinite(last[0]) && hypot(at[0] - last[0], at[1] - last[1]) < 0.5 &&
            n + every < curve->count)
            continue;
        if (good && isfinite(last[0]))
            add_line(p->out, last, at);
        if (good && (curve->path || curve->count == 1)) {
            gri_text_add(p->out, "\\put");
            add_pair(p->out, at[0], at[1]);
            gri_text_addf(p->out, "{\\circle%s{%d}}\n", n == 0 ? "" : "*", n == 0 ? 6 : 4);
        }
        last[0] = good ? at[0] : NAN;
        last[1] = at[1];
    }
}

static void add_piece(void *user, const double *from, const double *to)
{
    struct picture *p = user;
    const double a[2] = {from[0] * WIDE, from[1] * HIGH}, b[2] = {to[0] * WIDE, to[1] * HIGH};
    add_line(p->out, a, b);
}

static void add_field(struct picture *p, const struct gri_field *field)
{
    double levels[LEVELS];
    size_t count = gri_field_levels(field, LEVELS, levels);
    for (size_t n = 0; n < count; n++)
        gri_field_contour(field, levels[n], add_piece, p);
    if (count == 0)
        return;
    struct gri_text text;
    gri_text_init(&text);
    gri_text_addf(&text, "lines at %s = ", field->label);
    for (size_t n = 0; n < count; n++) {
        gri_text_add(&text, n > 0 ? ", " : "");
        gri_level_write(levels[n], &text);
    }
    add_words(p->out, WIDE, HIGH + 12, "r", text.at);
    p->out->failed |= text.failed;
    gri_text_clear(&text);
}

static void add_ticks(struct picture *p, const struct gri_scale *scale, bool up)
{
    double ticks[TICKS];
    size_t count = gri_scale_ticks(scale, TICKS, ticks);
    for (size_t n = 0; n < count; n++) {
        double at = gri_scale_at(scale, ticks[n]) * (up ? HIGH : WIDE);
        struct gri_text text;
        gri_text_init(&text);
        gri_scale_write(scale, TICKS, ticks[n], &text);
        gri_text_add(p->out, "\\put");
        add_pair(p->out, up ? -3 : at, up ? at : -3);
        gri_text_addf(p->out, "{\\line(%s){3}}\n", up ? "1,0" : "0,1");
        add_words(p->out, up ? -6 : at, up ? at : -6, up ? "r" : "t", text.at);
        p->out->failed |= text.failed;
        gri_text_clear(&text);
    }
}

static void add_axes(struct picture *p, const struct gri_plot *plot)
{
    struct gri_text label;
    gri_text_init(&label);
    gri_scale_label(&p->y, plot->y, &label);
    gri_text_addf(p->out, "\\put(0,0){\\line(1,0){%d}}\n\\put(0,0){\\line(0,1){%d}}\n", WIDE, HIGH);
    add_ticks(p, &p->x, false);
    add_ticks(p, &p->y, true);
    add_words(p->out, -LEFT + 5, HIGH + 12, "l", label.at);
    add_words(p->out, WIDE, -24, "r", plot->x);
    p->out->failed |= label.failed;
    gri_text_clear(&label);
}

static void node_place(const struct gri_plot *plot, const struct gri_node *node, double *at)
{
    size_t columns = 1;
    for (size_t n = 0; n < plot->node_count; n++)
        columns = plot->nodes[n].column + 1 > columns ? plot->nodes[n].column + 1 : columns;
    at[0] = WIDE * ((double)node->column + 0.5) / (double)columns;
    at[1] = HIGH * (1 - ((double)node->row + 0.5) / (double)node->rows);
}

/* On a line there is room for the number alone: its name is "". */
static void add_name(struct gri_text *out, int digits, double x, double y, const char *name,
                     const double *value, enum gri_role role)
{
    struct gri_text text;
    gri_text_init(&text);
    gri_plot_say(&text, name, value, role, digits);
    add_words(out, x, y, "b", text.at);
    out->failed |= text.failed;
    gri_text_clear(&text);
}

static void add_diagram(struct gri_text *out, const struct gri_plot *plot, int digits)
{
    double a[2], b[2];
    for (size_t n = 0; n < plot->edge_count; n++) {
        const struct gri_edge *edge = &plot->edges[n];
        double part = plot->nodes[edge->from].row % 2 == 0 ? 0.3 : 0.65;
        node_place(plot, &plot->nodes[edge->from], a);
        node_place(plot, &plot->nodes[edge->to], b);
        a[0] += 4;
        b[0] -= 4;
        add_line(out, a, b);
        if (edge->name != NULL)
            add_name(out, digits, a[0] * (1 - part) + b[0] * part,
                     a[1] * (1 - part) + b[1] * part + 1, plot->valued ? "" : edge->name,
                     gri_edge_value(plot, edge), edge->role);
    }
    for (size_t n = 0; n < plot->node_count; n++) {
        const struct gri_node *node = &plot->nodes[n];
        node_place(plot, node, a);
        gri_text_add(out, "\\put");
        add_pair(out, a[0], a[1]);
        gri_text_add(out, "{\\circle{8}}\n");
        add_name(out, digits, a[0], a[1] + 7, node->name, gri_node_value(plot, node), node->role);
        if (node->bias != NULL)
            add_name(out, digits, a[0], a[1] - 16, node->bias, gri_bias_value(plot, node),
                     node->bias_role);
    }
}

void gri_plot_latex(struct gri_text *out, const struct gri_plot *plot, int digits)
{
    struct picture p = {.out = out};
    gri_text_add(out, "\\begin{center}\n\\textbf{");
    gri_latex_text(out, plot->title);
    gri_text_addf(out,
                  "}\\\\*[1ex]\n\\setlength{\\unitlength}{1pt}\n\\begin{picture}(%d,%d)(-%d,-%d)\n",
                  WIDE + LEFT, HIGH + BELOW + 25, LEFT, BELOW);
    if (plot->nodes != NULL) {
        add_diagram(out, plot, digits);
    } else {
        gri_plot_scales(plot, &p.x, &p.y);
        add_axes(&p, plot);
        if (plot->field != NULL)
            add_field(&p, plot->field);
        for (const struct gri_curve *curve = plot->curves; curve != NULL; curve = curve->next)
            add_curve(&p, curve);
    }
    gri_text_add(out, "\\end{picture}\n\\end{center}\n");
}
