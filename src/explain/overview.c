/* Tables over everything there is: layers, parameters, gradients, epochs. */
#include "explain/explain.h"
#include "explain/formula/marks.h"

enum { MOST_ROWS = 1000 };

struct gri_quantity gri_explain_parameter(const struct gri_net *net, size_t parameter)
{
    struct gri_place place = gri_net_place(net, parameter);
    return (struct gri_quantity){.what = place.is_bias ? GRI_Q_BIAS : GRI_Q_WEIGHT,
                                 .layer = place.layer,
                                 .row = place.is_bias ? 0 : place.row,
                                 .unit = place.unit};
}

static enum gr_status few_enough(const struct gri_view *view, struct gr_err *err)
{
    if (view->net == NULL)
        return gri_no_network(err);
    if (view->net->parameters > MOST_ROWS)
        return gri_fail(err, GR_E_RANGE,
                        "the network has %zu parameters, too many for a table; `print W[1]` prints "
                        "a layer's",
                        view->net->parameters);
    return GR_OK;
}

static enum gr_status number_cell(struct gri_view *view, struct gri_page *page,
                                  struct gri_cell *cell, const struct gri_asked *asked,
                                  struct gri_marks *marks, struct gr_err *err)
{
    double number;
    GRI_TRY(gri_view_number(view, page->arena, asked, GRI_NO_ROW, &number, err));
    gri_cell_number(cell, number, gri_view_given(view, asked) ? GRI_WRITTEN : GRI_COMPUTED);
    cell->role = gri_marks_role(marks, asked, 0);
    return GR_OK;
}

/* Is the update of the cursor's iteration over, so that there are new values to show? */
static bool updated(const struct gri_view *view)
{
    if (view->timeline == NULL)
        return false;
    const struct gri_stages stages = gri_cursor_stages(&view->cursor, view->timeline);
    return gri_cursor_at_end(&view->cursor, &stages);
}

enum gr_status gri_explain_weights(struct gri_view *view, struct gri_page *page, struct gr_err *err)
{
    struct gri_marks marks;
    const bool both = updated(view);
    GRI_TRY(few_enough(view, err));
    GRI_TRY(gri_marks_here(view, page->arena, &marks, err));
    struct gri_table *table = gri_page_table(page, both ? 3 : 2);
    gri_table_header(page, table, 0, NULL, "parameter");
    gri_table_header(page, table, 1, NULL, "value");
    if (both)
        gri_table_header(page, table, 2, NULL, "new value");
    for (size_t p = 0; p < view->net->parameters; p++) {
        struct gri_asked asked = {.of = gri_explain_parameter(view->net, p)};
        size_t row = gri_table_row(page, table);
        gri_cell_expr(gri_table_cell(table, row, 0), gri_explain_name(page, asked));
        GRI_TRY(number_cell(view, page, gri_table_cell(table, row, 1), &asked, &marks, err));
        asked.of.made = true;
        if (both)
            GRI_TRY(number_cell(view, page, gri_table_cell(table, row, 2), &asked, &marks, err));
    }
    gri_marks_legend(&marks, page);
    return GR_OK;
}

enum gr_status gri_explain_gradients(struct gri_view *view, struct gri_page *page,
                                     struct gr_err *err)
{
    const struct gri_record *record;
    struct gri_marks marks;
    GRI_TRY(few_enough(view, err));
    GRI_TRY(gri_marks_here(view, page->arena, &marks, err));
    GRI_TRY(gri_view_record(view, &record, err));
    GRI_TRY(gri_need_backprop(record->hyper.rule, err));
    struct gri_table *table = gri_page_table(page, 4);
    static const char *const headers[] = {"parameter", "value", "gradient", "new value"};
    for (size_t k = 0; k < 4; k++)
        gri_table_header(page, table, k, NULL, headers[k]);
    for (size_t p = 0; p < view->net->parameters; p++) {
        struct gri_asked asked = {.of = gri_explain_parameter(view->net, p)};
        struct gri_asked gradient = {{.what = GRI_Q_LOSS}, true, asked.of};
        size_t row = gri_table_row(page, table);
        gri_cell_expr(gri_table_cell(table, row, 0), gri_explain_name(page, asked));
        GRI_TRY(number_cell(view, page, gri_table_cell(table, row, 1), &asked, &marks, err));
        GRI_TRY(number_cell(view, page, gri_table_cell(table, row, 2), &gradient, &marks, err));
        asked.of.made = true;
        GRI_TRY(number_cell(view, page, gri_table_cell(table, row, 3), &asked, &marks, err));
    }
    gri_marks_legend(&marks, page);
    return GR_OK;
}

enum gr_status gri_explain_network(struct gri_view *view, struct gri_page *page, struct gr_err *err)
{
    const struct gri_net *net = view->net;
    static const char *const headers[] = {"layer", "inputs", "units", "activation", "parameters"};
    if (net == NULL)
        return few_enough(view, err);
    struct gri_table *table = gri_page_table(page, 5);
    for (size_t k = 0; k < 5; k++)
        gri_table_header(page, table, k, NULL, headers[k]);
    for (size_t l = 0; l < net->depth; l++) {
        const struct gri_layer *layer = &net->layer[l];
        size_t row = gri_table_row(page, table);
        gri_cell_number(gri_table_cell(table, row, 0), (double)(l + 1), GRI_WRITTEN);
        gri_cell_number(gri_table_cell(table, row, 1), (double)layer->inputs, GRI_WRITTEN);
        gri_cell_number(gri_table_cell(table, row, 2), (double)layer->units, GRI_WRITTEN);
        gri_cell_text(page, gri_table_cell(table, row, 3), "%s",
                      gri_activations[layer->activation].name);
        gri_cell_number(gri_table_cell(table, row, 4),
                        (double)((layer->inputs + (net->bias ? 1 : 0)) * layer->units),
                        GRI_WRITTEN);
    }
    size_t row = gri_table_row(page, table);
    gri_cell_text(page, gri_table_cell(table, row, 0), "total");
    gri_cell_number(gri_table_cell(table, row, 2), (double)net->units, GRI_WRITTEN);
    gri_cell_number(gri_table_cell(table, row, 4), (double)net->parameters, GRI_WRITTEN);
    table->totals = 1;
    return GR_OK;
}
