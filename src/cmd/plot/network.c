#include "cmd/plot/plots.h"

#include "explain/formula/marks.h"

#include <stdio.h>

enum { SHOWN = 8, FIRST = 3, NAMED = 20 };

struct chart {
    struct gr_session *session;
    struct gri_page *page;
    struct gri_plot *plot;
    struct gri_marks marks;
    size_t sample;
    bool stepped; /* only what was stepped through is known */
    struct gr_err *err;
};

/* Units of a column: layer 0 is the inputs'. */
static size_t units_of(const struct gri_net *net, size_t column)
{
    return column == 0 ? net->inputs : net->layer[column - 1].units;
}

/* Of a large layer the first few and the last are drawn, and a sign for those between. */
static size_t shown_of(const struct gri_net *net, size_t column)
{
    size_t units = units_of(net, column);
    return units <= SHOWN ? units : FIRST + 2;
}

static bool elided(const struct gri_net *net, size_t column, size_t row)
{
    return units_of(net, column) > SHOWN && row == FIRST;
}

static size_t unit_at(const struct gri_net *net, size_t column, size_t row)
{
    return units_of(net, column) > SHOWN && row > FIRST ? units_of(net, column) - 1 : row;
}

static const char *name_of(struct chart *chart, struct gri_quantity q)
{
    return gri_plot_spelled(chart->page,
                            gri_explain_name(chart->page, (struct gri_asked){.of = q}));
}

static enum gr_status value_of(struct chart *chart, struct gri_quantity q, double *value,
                               enum gri_role *role)
{
    const struct gri_asked asked = {.of = q};
    *role = gri_marks_role(&chart->marks, &asked, chart->sample);
    if (!chart->plot->valued)
        return GR_OK;
    return gri_view_number(&chart->session->view, chart->page->arena, &asked, GRI_NO_ROW, value,
                           chart->err);
}

static enum gr_status add_node(struct chart *chart, size_t column, size_t row)
{
    const struct gri_net *net = chart->session->net;
    struct gri_node *node = &chart->plot->nodes[chart->plot->node_count++];
    struct gri_quantity q = {.what = column == 0 ? GRI_Q_INPUT : GRI_Q_OUT,
                             .layer = column == 0 ? 0 : column - 1,
                             .unit = unit_at(net, column, row)};
    *node = (struct gri_node){.column = column, .row = row, .rows = shown_of(net, column)};
    node->name = "…";
    if (elided(net, column, row))
        return GR_OK;
    node->name = name_of(chart, q);
    GRI_TRY(value_of(chart, q, &node->value, &node->role));
    if (chart->stepped) {
        bool passed;
        GRI_TRY(
            gri_explain_passed(&chart->session->view, chart->page->arena, &q, &passed, chart->err));
        node->unknown = !passed;
    }
    if (column == 0 || !net->bias)
        return GR_OK;
    q.what = GRI_Q_BIAS;
    node->bias = name_of(chart, q);
    return value_of(chart, q, &node->bias_value, &node->bias_role);
}

static enum gr_status add_edge(struct chart *chart, size_t from, size_t to, bool named)
{
    const struct gri_node *a = &chart->plot->nodes[from], *b = &chart->plot->nodes[to];
    const struct gri_net *net = chart->session->net;
    if (elided(net, a->column, a->row) || elided(net, b->column, b->row))
        return GR_OK;
    struct gri_edge *edge = &chart->plot->edges[chart->plot->edge_count++];
    struct gri_quantity q = {.what = GRI_Q_WEIGHT,
                             .layer = a->column,
                             .row = unit_at(net, a->column, a->row),
                             .unit = unit_at(net, b->column, b->row)};
    *edge = (struct gri_edge){.from = from, .to = to};
    if (!named)
        return GR_OK;
    edge->name = name_of(chart, q);
    return value_of(chart, q, &edge->value, &edge->role);
}

static enum gr_status fill(struct chart *chart)
{
    const struct gri_net *net = chart->session->net;
    size_t before = 0;
    for (size_t column = 0; column <= net->depth; column++) {
        size_t start = chart->plot->node_count, shown = shown_of(net, column);
        for (size_t row = 0; row < shown; row++)
            GRI_TRY(add_node(chart, column, row));
        bool whole = column > 0 && units_of(net, column) <= SHOWN &&
                     units_of(net, column - 1) <= SHOWN;
        bool named = whole && (start - before) * shown <= NAMED;
        for (size_t from = before; column > 0 && from < start; from++)
            for (size_t row = 0; row < shown; row++)
                GRI_TRY(add_edge(chart, from, start + row, named));
        before = start;
    }
    return GR_OK;
}

static void title_of(const struct chart *chart, size_t sample, char *title, size_t size)
{
    const struct gri_net *net = chart->session->net;
    struct gri_text text;
    gri_text_init(&text);
    gri_text_add(&text, "Network ");
    for (size_t column = 0; column <= net->depth; column++)
        gri_text_addf(&text, "%s%zu", column > 0 ? "-" : "", units_of(net, column));
    if (sample > 0)
        gri_text_addf(&text, ", sample %zu", sample);
    snprintf(title, size, "%s", text.at);
    gri_text_clear(&text);
}

enum gr_status gri_plot_network(struct gr_session *session, struct gri_page *page,
                                enum gri_diagram how, struct gr_err *err)
{
    struct chart chart = {
        .session = session, .page = page, .stepped = how == GRI_DIAGRAM_STEPPED, .err = err};
    size_t nodes = 0, edges = 0;
    char title[400];
    GRI_TRY(gri_session_need_network(session, err));
    if (how != GRI_DIAGRAM_NAMES)
        GRI_TRY(gri_view_sample(&session->view, &chart.sample, err));
    if (chart.stepped)
        GRI_TRY(gri_marks_here(&session->view, page->arena, &chart.marks, err));
    for (size_t column = 0; column <= session->net->depth; column++) {
        nodes += shown_of(session->net, column);
        edges += column > 0 ? shown_of(session->net, column - 1) * shown_of(session->net, column)
                            : 0;
    }
    title_of(&chart, chart.sample, title, sizeof title);
    chart.plot = gri_page_plot(page, title, "", "");
    if (chart.plot == NULL || !gri_plot_diagram(page, chart.plot, nodes, edges))
        return gri_fail_memory(err, "the picture");
    chart.plot->valued = how != GRI_DIAGRAM_NAMES;
    GRI_TRY(fill(&chart));
    gri_marks_legend(&chart.marks, page);
    return GR_OK;
}
