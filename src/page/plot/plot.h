/* A picture as data: curves, a field of heights with a path on it, or a diagram. Writers draw it.
 */
#ifndef GRI_PAGE_PLOT_PLOT_H
#define GRI_PAGE_PLOT_PLOT_H

#include "page/page.h"

/* Points in order, joined; with `path` they are the steps of a way: marked, from start to end. */
struct gri_curve {
    const char *label; /* what y is, or what the path is */
    double *x, *y;
    size_t count, room;
    bool path;
    struct gri_curve *next;
};

/* at[row * cols + col], from the lower left; the corners are at the ends of the ranges. */
struct gri_field {
    const char *label;
    double x_low, x_high, y_low, y_high;
    size_t cols, rows;
    double *at;
};

/* A unit of a diagram: the `row`-th of `rows` in its column. `bias` NULL: it has none. One that
 * stands for units left out has the name "…". */
struct gri_node {
    const char *name, *bias;
    double value, bias_value;
    bool unknown; /* not computed yet: a value is not shown */
    enum gri_role role, bias_role;
    size_t column, row, rows;
};

struct gri_edge {
    const char *name;
    double value;
    enum gri_role role;
    size_t from, to;
};

struct gri_plot {
    const char *title, *x, *y; /* y: the label of the axis */
    bool whole;                /* x are whole numbers: nothing is written between them */
    bool decades;              /* y may be logarithmic, when it spans more than three decades */
    struct gri_curve *curves, *last;
    struct gri_field *field; /* or NULL */
    struct gri_node *nodes;  /* or NULL */
    struct gri_edge *edges;
    size_t node_count, edge_count;
    bool valued; /* nodes and edges have values, to be shown at the page's digits */
};

/* Append a picture; the texts are copied. NULL: no memory, and the page has failed; so below. */
struct gri_plot *gri_page_plot(struct gri_page *page, const char *title, const char *x,
                               const char *y);
struct gri_curve *gri_plot_curve(struct gri_page *page, struct gri_plot *plot, const char *label,
                                 size_t room);
void gri_plot_point(struct gri_curve *curve, double x, double y); /* at most `room` */
struct gri_field *gri_plot_field(struct gri_page *page, struct gri_plot *plot, const char *label,
                                 size_t cols, size_t rows); /* ranges and numbers: yours to fill */
bool gri_plot_diagram(struct gri_page *page, struct gri_plot *plot, size_t nodes, size_t edges);

/* Where column or row `n` of so many stands in a range. */
double gri_field_place(double low, double high, size_t n, size_t count);

/* What is shown of a unit, its bias, a line: NULL where there is no number. */
const double *gri_node_value(const struct gri_plot *plot, const struct gri_node *node);
const double *gri_bias_value(const struct gri_plot *plot, const struct gri_node *node);
const double *gri_edge_value(const struct gri_plot *plot, const struct gri_edge *edge);

/* "h1", "h1 = 12.4", "h1 = [12.4]" of a number that was written; with the name "" the number. */
void gri_plot_say(struct gri_text *out, const char *name, const double *value, enum gri_role role,
                  int digits);

/* Scripts that make a file of it: for gnuplot (`terminal` is what stands behind `set terminal`),
 * for dot. Text from outside cannot end a string in them. */
void gri_plot_gnuplot(const struct gri_plot *plot, const char *terminal, struct gri_text *out);
void gri_plot_dot(const struct gri_plot *plot, int digits, struct gri_text *out);

#endif
