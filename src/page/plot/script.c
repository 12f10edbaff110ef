/* Scripts for gnuplot and dot. Numbers are in full; text is quoted so that nothing in it is run. */
#include "page/parts.h"
#include "page/plot/scale.h"

#include <math.h>
#include <string.h>

enum { LEVELS = 9 };

/* In single quotes gnuplot runs no backquotes and knows no backslashes: only the quote is doubled.
 */
static void add_quoted(struct gri_text *out, const char *text)
{
    struct gri_text safe;
    gri_text_init(&safe);
    gri_safe_add(&safe, text, strlen(text), GRI_SAFE_LINE);
    gri_text_add(out, "'");
    for (const char *c = safe.at; *c != '\0'; c++)
        gri_text_add_bytes(out, *c == '\'' ? "''" : c, *c == '\'' ? 2 : 1);
    gri_text_add(out, "'");
    out->failed |= safe.failed;
    gri_text_clear(&safe);
}

static void add_setting(struct gri_text *out, const char *what, const char *text)
{
    gri_text_addf(out, "set %s ", what);
    add_quoted(out, text);
    gri_text_add(out, "\n");
}

static void add_numbers(struct gri_text *out, double a, double b)
{
    gri_format_exact(out, a);
    gri_text_add(out, " ");
    gri_format_exact(out, b);
}

/* What is not finite is an empty line, where the pen is lifted. */
static void add_points(struct gri_text *out, const struct gri_curve *curve, size_t number)
{
    gri_text_addf(out, "$curve%zu << EOD\n", number);
    for (size_t n = 0; n < curve->count; n++) {
        if (isfinite(curve->x[n]) && isfinite(curve->y[n]))
            add_numbers(out, curve->x[n], curve->y[n]);
        gri_text_add(out, "\n");
    }
    gri_text_add(out, "EOD\n");
}

static void add_heights(struct gri_text *out, const struct gri_field *field)
{
    gri_text_add(out, "$field << EOD\n");
    for (size_t n = 0; n < field->cols * field->rows; n++) {
        size_t col = n % field->cols, row = n / field->cols;
        add_numbers(out, gri_field_place(field->x_low, field->x_high, col, field->cols),
                    gri_field_place(field->y_low, field->y_high, row, field->rows));
        gri_text_add(out, " ");
        gri_text_add(out, isfinite(field->at[n]) ? "" : "NaN");
        if (isfinite(field->at[n]))
            gri_format_exact(out, field->at[n]);
        gri_text_add(out, "\n");
    }
    gri_text_add(out, "EOD\n");
}

struct lines {
    struct gri_text *out;
    const struct gri_field *field;
};

static void add_piece(void *user, const double *from, const double *to)
{
    const struct lines *lines = user;
    const struct gri_field *field = lines->field;
    const double *ends[2] = {from, to};
    for (size_t n = 0; n < 2; n++) {
        double x = ends[n][0], y = ends[n][1];
        add_numbers(lines->out, field->x_low * (1 - x) + field->x_high * x,
                    field->y_low * (1 - y) + field->y_high * y);
        gri_text_add(lines->out, "\n");
    }
    gri_text_add(lines->out, "\n");
}

static void add_lines(struct gri_text *out, const struct gri_field *field)
{
    struct lines lines = {out, field};
    double levels[LEVELS];
    size_t count = gri_field_levels(field, LEVELS, levels);
    gri_text_add(out, "$lines << EOD\n");
    for (size_t n = 0; n < count; n++)
        gri_field_contour(field, levels[n], add_piece, &lines);
    gri_text_add(out, "EOD\n");
    add_setting(out, "cblabel", field->label);
    if (count > 1 && levels[0] > 0 && levels[count - 1] / levels[0] > 1000)
        gri_text_add(out, "set logscale cb\n");
}

static void add_range(struct gri_text *out, const char *axis, const struct gri_scale *scale)
{
    double low = scale->log ? pow(10, scale->low) : scale->low;
    double high = scale->log ? pow(10, scale->high) : scale->high;
    gri_text_addf(out, "set %srange [", axis);
    gri_format_exact(out, low);
    gri_text_add(out, ":");
    gri_format_exact(out, high);
    gri_text_add(out, "]\n");
}

static void add_head(const struct gri_plot *plot, const char *terminal, struct gri_text *out)
{
    struct gri_scale x, y;
    struct gri_text label;
    gri_text_init(&label);
    gri_plot_scales(plot, &x, &y);
    gri_scale_label(&y, plot->y, &label);
    gri_text_addf(out, "set terminal %s\nset encoding utf8\nset grid\n", terminal);
    add_setting(out, "title", plot->title);
    add_setting(out, "xlabel", plot->x);
    add_setting(out, "ylabel", label.at);
    if (y.log)
        gri_text_add(out, "set logscale y\n");
    add_range(out, "x", &x);
    if (plot->field != NULL)
        add_range(out, "y", &y);
    out->failed |= label.failed;
    gri_text_clear(&label);
}

void gri_plot_gnuplot(const struct gri_plot *plot, const char *terminal, struct gri_text *out)
{
    const char *between = "plot ";
    size_t number = 0;
    add_head(plot, terminal, out);
    if (plot->field != NULL) {
        add_heights(out, plot->field);
        add_lines(out, plot->field);
    }
    for (const struct gri_curve *curve = plot->curves; curve != NULL; curve = curve->next)
        add_points(out, curve, number++);
    if (plot->field != NULL) {
        gri_text_add(out, "set palette defined (0 '#ffffff', 1 '#6699cc')\n"
                          "plot $field with image notitle, "
                          "$lines with lines linecolor rgb 'gray30' notitle");
        between = ", ";
    }
    number = 0;
    for (const struct gri_curve *curve = plot->curves; curve != NULL; curve = curve->next) {
        gri_text_addf(out, "%s$curve%zu with %s", between, number++,
                      curve->path || curve->count == 1 ? "linespoints linewidth 2 pointtype 7"
                                                       : "lines linewidth 2");
        gri_text_add(out, plot->field != NULL ? " linecolor rgb 'red' title " : " title ");
        add_quoted(out, curve->label);
        between = ", ";
    }
    gri_text_add(out, "\n");
}

/* In double quotes dot knows backslashes; a line break is \n. */
static void add_label(struct gri_text *out, int digits, const char *name, const double *value,
                      enum gri_role role)
{
    struct gri_text safe, said;
    gri_text_init(&safe);
    gri_text_init(&said);
    gri_plot_say(&said, name, value, role, digits);
    gri_safe_add(&safe, said.at, said.length, GRI_SAFE_LINE);
    for (const char *c = safe.at; *c != '\0'; c++) {
        gri_text_add(out, *c == '"' || *c == '\\' ? "\\" : "");
        gri_text_add_bytes(out, c, 1);
    }
    out->failed |= safe.failed || said.failed;
    gri_text_clear(&safe);
    gri_text_clear(&said);
}

void gri_plot_dot(const struct gri_plot *plot, int digits, struct gri_text *out)
{
    gri_text_add(out, "digraph network {\nrankdir=LR;\nranksep=1.2;\nnodesep=0.4;\nlabelloc=t;\n"
                      "fontname=\"sans-serif\";\nnode [shape=circle, fontname=\"sans-serif\"];\n"
                      "edge [arrowhead=none, fontname=\"sans-serif\", fontsize=11];\nlabel=\"");
    add_label(out, digits, plot->title, NULL, GRI_ROLE_NONE);
    gri_text_add(out, "\";\n");
    for (size_t n = 0; n < plot->node_count; n++) {
        const struct gri_node *node = &plot->nodes[n];
        gri_text_addf(out, "n%zu [label=\"", n);
        add_label(out, digits, node->name, gri_node_value(plot, node), node->role);
        if (node->bias != NULL) {
            gri_text_add(out, "\\n");
            add_label(out, digits, node->bias, gri_bias_value(plot, node), node->bias_role);
        }
        gri_text_add(out, "\"];\n");
    }
    for (size_t n = 0; n < plot->edge_count; n++) {
        const struct gri_edge *edge = &plot->edges[n];
        gri_text_addf(out, "n%zu -> n%zu", edge->from, edge->to);
        if (edge->name != NULL) {
            gri_text_add(out, " [label=\"");
            add_label(out, digits, edge->name, gri_edge_value(plot, edge), edge->role);
            gri_text_add(out, "\"]");
        }
        gri_text_add(out, ";\n");
    }
    gri_text_add(out, "}\n");
}
