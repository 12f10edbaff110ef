/* One neuron as a table: what comes in, what it weighs, what comes out. */
#include "explain/explain.h"

enum { WEIGHT, WEIGHT_VALUE, INPUT, INPUT_VALUE, PRODUCT, COLUMNS, MOST_INPUTS = 1000 };

struct neuron {
    struct gri_view *view;
    struct gri_page *page;
    struct gri_table *table;
    struct gri_quantity unit; /* the address, the layer and the unit */
    struct gr_err *err;
};

static enum gr_status number_of(const struct neuron *n, struct gri_quantity q, double *number)
{
    struct gri_asked asked = {.of = q};
    return gri_view_number(n->view, n->page->arena, &asked, GRI_NO_ROW, number, n->err);
}

static enum gr_status put_number(const struct neuron *n, struct gri_cell *cell,
                                 struct gri_quantity q)
{
    struct gri_asked asked = {.of = q};
    double number;
    GRI_TRY(number_of(n, q, &number));
    gri_cell_number(cell, number, gri_view_given(n->view, &asked) ? GRI_WRITTEN : GRI_COMPUTED);
    return GR_OK;
}

/* The name alone: the title says of which sample and when. */
static void put_name(const struct neuron *n, struct gri_cell *cell, struct gri_quantity q)
{
    q.sample = q.epoch = q.iteration = 0;
    gri_cell_expr(cell, gri_explain_name(n->page, (struct gri_asked){.of = q}));
}

static struct gri_quantity like(const struct neuron *n, enum gri_what what)
{
    struct gri_quantity q = n->unit;
    q.what = what;
    if (gri_quantity_is_parameter(&q))
        q.sample = 0;
    return q;
}

static enum gr_status input_row(const struct neuron *n, size_t input)
{
    size_t row = gri_table_row(n->page, n->table);
    struct gri_quantity w = like(n, GRI_Q_WEIGHT);
    struct gri_quantity in = like(n, n->unit.layer == 0 ? GRI_Q_INPUT : GRI_Q_OUT);
    double weight, number;
    w.row = in.unit = input;
    in.layer = n->unit.layer == 0 ? 0 : n->unit.layer - 1;
    GRI_TRY(number_of(n, w, &weight));
    GRI_TRY(number_of(n, in, &number));
    put_name(n, gri_table_cell(n->table, row, WEIGHT), w);
    put_name(n, gri_table_cell(n->table, row, INPUT), in);
    GRI_TRY(put_number(n, gri_table_cell(n->table, row, WEIGHT_VALUE), w));
    GRI_TRY(put_number(n, gri_table_cell(n->table, row, INPUT_VALUE), in));
    gri_cell_number(gri_table_cell(n->table, row, PRODUCT), weight * number, GRI_COMPUTED);
    return GR_OK;
}

/* A number of the neuron itself, with what it is and its name. */
static enum gr_status result_row(const struct neuron *n, const char *label, bool named,
                                 struct gri_quantity q)
{
    size_t row = gri_table_row(n->page, n->table);
    gri_cell_text(n->page, gri_table_cell(n->table, row, WEIGHT), "%s", label);
    if (named)
        put_name(n, gri_table_cell(n->table, row, INPUT), q);
    return put_number(n, gri_table_cell(n->table, row, PRODUCT), q);
}

static enum gr_status result_rows(const struct neuron *n)
{
    enum gri_activation activation = n->view->net->layer[n->unit.layer].activation;
    bool linear = activation == GRI_LINEAR, bias = n->view->net->bias;
    struct gri_quantity z = like(n, linear ? GRI_Q_OUT : GRI_Q_SUM), b = like(n, GRI_Q_BIAS);
    if (bias) {
        GRI_TRY(result_row(n, "total", false, like(n, GRI_Q_PRODUCT)));
        size_t row = gri_table_row(n->page, n->table);
        put_name(n, gri_table_cell(n->table, row, WEIGHT), b);
        GRI_TRY(put_number(n, gri_table_cell(n->table, row, WEIGHT_VALUE), b));
    }
    GRI_TRY(result_row(n, bias ? "total + bias" : "total", true, z));
    return linear ? GR_OK
                  : result_row(n, gri_activations[activation].name, true, like(n, GRI_Q_OUT));
}

static enum gr_status title(const struct neuron *n)
{
    const struct gri_quantity *q = &n->unit;
    size_t sample = q->sample;
    struct gri_text words;
    if (sample == 0)
        GRI_TRY(gri_view_sample(n->view, &sample, n->err));
    gri_text_init(&words);
    gri_text_addf(&words, "sample %zu", sample);
    if (q->epoch > 0)
        gri_text_addf(&words, ", epoch %zu", q->epoch);
    if (q->iteration > 0)
        gri_text_addf(&words, ", iteration %zu", q->iteration);
    char *copy = words.failed ? NULL : gri_arena_copy(n->page->arena, words.at, words.length);
    gri_text_clear(&words);
    n->table->title = copy;
    return copy != NULL ? GR_OK : gri_fail_memory(n->err, "the table");
}

enum gr_status gri_explain_neuron(struct gri_view *view, struct gri_page *page,
                                  const struct gri_asked *asked, struct gr_err *err)
{
    static const char *const headers[COLUMNS] = {"weight", "", "input", "", "weight x input"};
    const struct gri_quantity *q = &asked->of;
    bool unit = q->what == GRI_Q_OUT || q->what == GRI_Q_SUM || q->what == GRI_Q_PRODUCT;
    const struct gri_record *record;
    if (asked->derivative || !unit || q->whole)
        return gri_fail(err, GR_E_NAME,
                        "a neuron is asked by its name, as in `neuron h1` or "
                        "`neuron yhat`");
    if (view->net->layer[q->layer].inputs > MOST_INPUTS)
        return gri_fail(err, GR_E_RANGE, "this neuron has %zu inputs; the table has at most %d",
                        view->net->layer[q->layer].inputs, MOST_INPUTS);
    GRI_TRY(gri_view_record(view, &record, err));
    struct neuron n = {view, page, gri_page_table(page, COLUMNS), *q, err};
    for (size_t k = 0; k < COLUMNS; k++)
        gri_table_header(page, n.table, k, NULL, headers[k]);
    for (size_t k = 0; k < view->net->layer[q->layer].inputs; k++)
        GRI_TRY(input_row(&n, k));
    GRI_TRY(result_rows(&n));
    return title(&n);
}
