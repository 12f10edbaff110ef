/* The numbers of a picture: JSON and CSV. */
#include "page/parts.h"
#include "page/plot/plot.h"

#include <string.h>

/* Names as they would be typed. */
static void json_name(struct gri_text *out, const char *text)
{
    struct gri_text typed;
    gri_text_init(&typed);
    if (text != NULL)
        gri_safe_add(&typed, text, strlen(text), GRI_SAFE_LINE | GRI_SAFE_ASCII);
    gri_json_text(out, text != NULL ? typed.at : NULL);
    out->failed |= typed.failed;
    gri_text_clear(&typed);
}

static void json_texts(struct gri_text *out, const char *key, const char *text)
{
    gri_text_addf(out, ",\"%s\":", key);
    json_name(out, text);
}

static void json_field(struct gri_text *out, const struct gri_field *field)
{
    gri_text_add(out, ",\"field\":{\"label\":");
    json_name(out, field->label);
    gri_text_add(out, ",\"x\":[");
    for (size_t col = 0; col < field->cols; col++) {
        gri_text_add(out, col > 0 ? "," : "");
        gri_json_number(out, gri_field_place(field->x_low, field->x_high, col, field->cols));
    }
    gri_text_add(out, "],\"y\":[");
    for (size_t row = 0; row < field->rows; row++) {
        gri_text_add(out, row > 0 ? "," : "");
        gri_json_number(out, gri_field_place(field->y_low, field->y_high, row, field->rows));
    }
    gri_text_add(out, "],\"values\":[");
    for (size_t n = 0; n < field->cols * field->rows; n++) {
        gri_text_add(out, n % field->cols > 0 ? "," : n > 0 ? "],[" : "[");
        gri_json_number(out, field->at[n]);
    }
    gri_text_add(out, "]]}");
}

static void json_value(struct gri_text *out, const char *key, const double *value)
{
    gri_text_addf(out, ",\"%s\":", key);
    if (value != NULL)
        gri_json_number(out, *value);
    else
        gri_text_add(out, "null");
}

static void json_role(struct gri_text *out, const char *key, enum gri_role role)
{
    if (role != GRI_ROLE_NONE)
        gri_text_addf(out, ",\"%s\":\"%s\"", key, gri_roles[role].name);
}

static void json_diagram(struct gri_text *out, const struct gri_plot *plot)
{
    gri_text_add(out, ",\"nodes\":[");
    for (size_t n = 0; n < plot->node_count; n++) {
        const struct gri_node *node = &plot->nodes[n];
        gri_text_addf(out, "%s{\"layer\":%zu,\"name\":", n > 0 ? "," : "", node->column);
        json_name(out, node->name);
        json_value(out, "value", gri_node_value(plot, node));
        json_role(out, "role", node->role);
        json_texts(out, "bias", node->bias);
        if (gri_bias_value(plot, node) != NULL)
            json_value(out, "bias_value", gri_bias_value(plot, node));
        json_role(out, "bias_role", node->bias_role);
        gri_text_add(out, "}");
    }
    gri_text_add(out, "],\"edges\":[");
    for (size_t n = 0; n < plot->edge_count; n++) {
        const struct gri_edge *edge = &plot->edges[n];
        gri_text_addf(out, "%s{\"from\":%zu,\"to\":%zu,\"name\":", n > 0 ? "," : "", edge->from,
                      edge->to);
        json_name(out, edge->name);
        json_value(out, "value", gri_edge_value(plot, edge));
        json_role(out, "role", edge->role);
        gri_text_add(out, "}");
    }
    gri_text_add(out, "]");
}

void gri_plot_json(struct gri_text *out, const struct gri_plot *plot)
{
    gri_text_add(out, "{\"plot\":");
    json_name(out, plot->title);
    if (plot->nodes != NULL) {
        json_diagram(out, plot);
        gri_text_add(out, "}\n");
        return;
    }
    json_texts(out, "x", plot->x);
    json_texts(out, "y", plot->y);
    if (plot->field != NULL)
        json_field(out, plot->field);
    gri_text_add(out, ",\"curves\":[");
    for (const struct gri_curve *curve = plot->curves; curve != NULL; curve = curve->next) {
        gri_text_add(out, curve == plot->curves ? "{\"label\":" : ",{\"label\":");
        json_name(out, curve->label);
        gri_text_add(out, ",\"points\":[");
        for (size_t n = 0; n < curve->count; n++) {
            gri_text_add(out, n > 0 ? ",[" : "[");
            gri_json_number(out, curve->x[n]);
            gri_text_add(out, ",");
            gri_json_number(out, curve->y[n]);
            gri_text_add(out, "]");
        }
        gri_text_add(out, "]}");
    }
    gri_text_add(out, "]}\n");
}

static void csv_text(struct gri_text *out, const char *text)
{
    struct gri_text typed;
    gri_text_init(&typed);
    if (text != NULL)
        gri_safe_add(&typed, text, strlen(text), GRI_SAFE_LINE | GRI_SAFE_ASCII);
    gri_csv_field(out, typed.at, typed.length);
    out->failed |= typed.failed;
    gri_text_clear(&typed);
}

static void csv_header(struct gri_text *out, const char *a, const char *b, const char *c)
{
    csv_text(out, a);
    gri_text_add(out, ",");
    csv_text(out, b);
    gri_text_add(out, c != NULL ? "," : "");
    csv_text(out, c);
    gri_text_add(out, "\n");
}

static void csv_diagram(struct gri_text *out, const struct gri_plot *plot)
{
    gri_text_add(out, "from,to,name,value\n");
    for (size_t n = 0; n < plot->edge_count; n++) {
        const struct gri_edge *edge = &plot->edges[n];
        csv_header(out, plot->nodes[edge->from].name, plot->nodes[edge->to].name,
                   edge->name != NULL ? edge->name : "");
        gri_text_cut(out, out->length - 1);
        gri_text_add(out, ",");
        if (plot->valued)
            gri_format_exact(out, edge->value);
        gri_text_add(out, "\n");
    }
}

static void csv_field(struct gri_text *out, const struct gri_plot *plot)
{
    const struct gri_field *field = plot->field;
    csv_header(out, plot->x, plot->y, field->label);
    for (size_t n = 0; n < field->cols * field->rows; n++) {
        size_t col = n % field->cols, row = n / field->cols;
        gri_format_exact(out, gri_field_place(field->x_low, field->x_high, col, field->cols));
        gri_text_add(out, ",");
        gri_format_exact(out, gri_field_place(field->y_low, field->y_high, row, field->rows));
        gri_text_add(out, ",");
        gri_format_exact(out, field->at[n]);
        gri_text_add(out, "\n");
    }
}

void gri_plot_csv(struct gri_text *out, const struct gri_plot *plot)
{
    if (plot->nodes != NULL)
        csv_diagram(out, plot);
    if (plot->field != NULL)
        csv_field(out, plot);
    for (const struct gri_curve *curve = plot->curves; curve != NULL; curve = curve->next) {
        csv_header(out, plot->x, plot->field != NULL || curve->path ? plot->y : curve->label, NULL);
        for (size_t n = 0; n < curve->count; n++) {
            gri_format_exact(out, curve->x[n]);
            gri_text_add(out, ",");
            gri_format_exact(out, curve->y[n]);
            gri_text_add(out, "\n");
        }
    }
}
