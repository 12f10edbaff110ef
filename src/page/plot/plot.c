#include "page/parts.h"
#include "page/plot/plot.h"

#include <string.h>

static void *take(struct gri_page *page, size_t count, size_t size)
{
    void *piece = gri_arena_take(page->arena, count, size);
    page->failed = page->failed || piece == NULL;
    return piece;
}

struct gri_curve *gri_plot_curve(struct gri_page *page, struct gri_plot *plot, const char *label,
                                 size_t room)
{
    struct gri_curve *curve = take(page, 1, sizeof *curve);
    if (curve == NULL)
        return NULL;
    curve->label = gri_arena_copy(page->arena, label, strlen(label));
    curve->x = take(page, room, sizeof *curve->x);
    curve->y = take(page, room, sizeof *curve->y);
    curve->room = room;
    if (curve->label == NULL || curve->x == NULL || curve->y == NULL) {
        page->failed = true;
        return NULL;
    }
    if (plot->last == NULL)
        plot->curves = curve;
    else
        plot->last->next = curve;
    plot->last = curve;
    return curve;
}

void gri_plot_point(struct gri_curve *curve, double x, double y)
{
    if (curve->count == curve->room)
        return;
    curve->x[curve->count] = x;
    curve->y[curve->count++] = y;
}

struct gri_field *gri_plot_field(struct gri_page *page, struct gri_plot *plot, const char *label,
                                 size_t cols, size_t rows)
{
    struct gri_field *field = take(page, 1, sizeof *field);
    if (field == NULL)
        return NULL;
    field->label = gri_arena_copy(page->arena, label, strlen(label));
    field->at = cols > SIZE_MAX / rows ? NULL : take(page, cols * rows, sizeof *field->at);
    field->cols = cols;
    field->rows = rows;
    if (field->label == NULL || field->at == NULL) {
        page->failed = true;
        return NULL;
    }
    plot->field = field;
    return field;
}

bool gri_plot_diagram(struct gri_page *page, struct gri_plot *plot, size_t nodes, size_t edges)
{
    plot->nodes = take(page, nodes, sizeof *plot->nodes);
    plot->edges = take(page, edges, sizeof *plot->edges);
    return plot->nodes != NULL && plot->edges != NULL;
}

/* By halves, so that a range wider than the largest double has places too. */
double gri_field_place(double low, double high, size_t n, size_t count)
{
    double part = count > 1 ? (double)n / (double)(count - 1) : 0.5;
    return low * (1 - part) + high * part;
}

const double *gri_node_value(const struct gri_plot *plot, const struct gri_node *node)
{
    bool known = plot->valued && !node->unknown && strcmp(node->name, "…") != 0;
    return known ? &node->value : NULL;
}

const double *gri_bias_value(const struct gri_plot *plot, const struct gri_node *node)
{
    return plot->valued && node->bias != NULL ? &node->bias_value : NULL;
}

const double *gri_edge_value(const struct gri_plot *plot, const struct gri_edge *edge)
{
    return plot->valued && edge->name != NULL ? &edge->value : NULL;
}

void gri_plot_say(struct gri_text *out, const char *name, const double *value, enum gri_role role,
                  int digits)
{
    const struct gri_role_row *sign = &gri_roles[role];
    if (value == NULL) {
        gri_text_addf(out, "%s%s%s", sign->before, name, sign->behind);
        return;
    }
    gri_text_addf(out, "%s%s%s", name, *name != '\0' ? " = " : "", sign->before);
    gri_format_shown(out, *value, digits);
    gri_text_add(out, sign->behind);
}
