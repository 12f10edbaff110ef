/* A picture in words, one fact a line: ranges, first, last, least, greatest, and some points. */
#include "page/plot/canvas.h"
#include "page/plot/scale.h"

#include <math.h>
#include <string.h>

enum { POINTS = 10, PLACES = 5 };

static void say(struct gri_screen *screen, const char *text)
{
    gri_safe_add(screen->out, text, strlen(text), GRI_SAFE_LINE | GRI_SAFE_ASCII);
}

static void say_number(struct gri_screen *screen, double number)
{
    gri_format_shown(screen->out, number, screen->page->digits);
}

/* "before: x = 1, y = 2" */
static void say_point(struct gri_screen *screen, const char *before, const char *x_name, double x,
                      const char *y_name, double y)
{
    say(screen, before);
    say(screen, x_name);
    gri_text_add(screen->out, " = ");
    say_number(screen, x);
    gri_text_add(screen->out, ", ");
    say(screen, y_name);
    gri_text_add(screen->out, " = ");
    say_number(screen, y);
    gri_text_add(screen->out, "\n");
}

static void say_range(struct gri_screen *screen, const char *axis, const char *label,
                      const struct gri_scale *scale)
{
    double low = scale->log ? pow(10, scale->low) : scale->low;
    double high = scale->log ? pow(10, scale->high) : scale->high;
    say(screen, axis);
    say(screen, label);
    gri_text_add(screen->out, ", ");
    say_number(screen, low);
    gri_text_add(screen->out, " to ");
    say_number(screen, high);
    gri_text_add(screen->out, scale->log ? " (logarithmic)\n" : "\n");
}

/* The points with the least and the greatest y; false: none is finite. */
static bool extremes(const struct gri_curve *curve, size_t *least, size_t *greatest)
{
    bool any = false;
    for (size_t n = 0; n < curve->count; n++) {
        if (!isfinite(curve->y[n]))
            continue;
        *least = !any || curve->y[n] < curve->y[*least] ? n : *least;
        *greatest = !any || curve->y[n] > curve->y[*greatest] ? n : *greatest;
        any = true;
    }
    return any;
}

static void say_curve(struct gri_screen *screen, const struct gri_plot *plot,
                      const struct gri_curve *curve)
{
    size_t least = 0, greatest = 0, every = (curve->count + POINTS - 1) / POINTS;
    const char *y = plot->field != NULL || curve->path ? plot->y : curve->label;
    say(screen, curve->label);
    gri_text_addf(screen->out, ": %zu point%s\n", curve->count, curve->count == 1 ? "" : "s");
    if (curve->count == 0)
        return;
    say_point(screen, "first: ", plot->x, curve->x[0], y, curve->y[0]);
    say_point(screen, "last: ", plot->x, curve->x[curve->count - 1], y, curve->y[curve->count - 1]);
    if (plot->field == NULL && extremes(curve, &least, &greatest)) {
        say_point(screen, "least: ", plot->x, curve->x[least], y, curve->y[least]);
        say_point(screen, "greatest: ", plot->x, curve->x[greatest], y, curve->y[greatest]);
    }
    if (curve->path && plot->field == NULL)
        return; /* the table of its steps says more */
    for (size_t n = 0; n < curve->count; n += every)
        say_point(screen, "", plot->x, curve->x[n], y, curve->y[n]);
}

static void say_height(struct gri_screen *screen, const struct gri_plot *plot, const char *before,
                       size_t col, size_t row)
{
    const struct gri_field *field = plot->field;
    say(screen, before);
    say(screen, field->label);
    gri_text_add(screen->out, " = ");
    say_number(screen, field->at[row * field->cols + col]);
    say_point(screen, " at ", plot->x,
              gri_field_place(field->x_low, field->x_high, col, field->cols), plot->y,
              gri_field_place(field->y_low, field->y_high, row, field->rows));
}

static void say_field(struct gri_screen *screen, const struct gri_plot *plot)
{
    const struct gri_field *field = plot->field;
    size_t least = 0, greatest = 0, count = field->cols * field->rows;
    const struct gri_curve heights = {.x = field->at, .y = field->at, .count = count};
    if (extremes(&heights, &least, &greatest)) {
        say_height(screen, plot, "least: ", least % field->cols, least / field->cols);
        say_height(screen, plot, "greatest: ", greatest % field->cols, greatest / field->cols);
    }
    for (size_t row = 0; row < PLACES; row++)
        for (size_t col = 0; col < PLACES; col++)
            say_height(screen, plot, "", col * (field->cols - 1) / (PLACES - 1),
                       row * (field->rows - 1) / (PLACES - 1));
}

static void say_named(struct gri_screen *screen, const char *before, const char *name,
                      const double *value, enum gri_role role)
{
    struct gri_text text;
    gri_text_init(&text);
    gri_plot_say(&text, name, value, role, screen->page->digits);
    say(screen, before);
    say(screen, text.at);
    screen->out->failed |= text.failed;
    gri_text_clear(&text);
}

static void say_diagram(struct gri_screen *screen, const struct gri_plot *plot)
{
    for (size_t n = 0; n < plot->node_count; n++) {
        const struct gri_node *node = &plot->nodes[n];
        gri_text_addf(screen->out, "layer %zu, unit %zu: ", node->column, node->row + 1);
        say_named(screen, "", node->name, gri_node_value(plot, node), node->role);
        if (node->bias != NULL)
            say_named(screen, ", bias ", node->bias, gri_bias_value(plot, node), node->bias_role);
        gri_text_add(screen->out, "\n");
    }
    for (size_t n = 0; n < plot->edge_count; n++) {
        const struct gri_edge *edge = &plot->edges[n];
        if (edge->name == NULL)
            continue;
        say(screen, plot->nodes[edge->from].name);
        say(screen, " -> ");
        say(screen, plot->nodes[edge->to].name);
        say_named(screen, ": ", edge->name, gri_edge_value(plot, edge), edge->role);
        gri_text_add(screen->out, "\n");
    }
}

void gri_screen_spoken(struct gri_screen *screen, const struct gri_plot *plot)
{
    say(screen, plot->title);
    gri_text_add(screen->out, "\n");
    if (plot->nodes != NULL) {
        say_diagram(screen, plot);
        return;
    }
    struct gri_scale x, y;
    size_t lost = gri_plot_scales(plot, &x, &y);
    say_range(screen, "across: ", plot->x, &x);
    say_range(screen, "up: ", plot->y, &y);
    if (plot->field != NULL)
        say_field(screen, plot);
    for (const struct gri_curve *curve = plot->curves; curve != NULL; curve = curve->next)
        say_curve(screen, plot, curve);
    if (lost > 0)
        gri_text_addf(screen->out, "%zu not finite\n", lost);
}
