/* The forward pass in matrix form: [h1 h2] = [x1 x2] × [w1 w2; w3 w4] + [b1 b2]. */
#include "explain/explain.h"

enum { MOST_ELEMENTS = 64, MOST_EXPANDED = 3 };

static const struct gri_expr *row_of(const struct gri_page *page, struct gri_quantity q, size_t n)
{
    const struct gri_expr **items = gri_arena_take(page->arena, n, sizeof *items);
    for (size_t k = 0; items != NULL && k < n; k++) {
        q.unit = k;
        items[k] = gri_explain_name(page, (struct gri_asked){.of = q});
    }
    return items != NULL ? gri_expr_matrix(page->arena, 1, n, items) : NULL;
}

static const struct gri_expr *weights_of(const struct gri_page *page, const struct gri_layer *layer,
                                         size_t l)
{
    size_t count = layer->inputs * layer->units;
    const struct gri_expr **items = gri_arena_take(page->arena, count, sizeof *items);
    for (size_t n = 0; items != NULL && n < count; n++) {
        struct gri_quantity w = {
            .what = GRI_Q_WEIGHT, .layer = l, .row = n / layer->units, .unit = n % layer->units};
        items[n] = gri_explain_name(page, (struct gri_asked){.of = w});
    }
    return items != NULL ? gri_expr_matrix(page->arena, layer->inputs, layer->units, items) : NULL;
}

static struct gri_quantity input_row(size_t l)
{
    struct gri_quantity in = {.what = l == 0 ? GRI_Q_INPUT : GRI_Q_OUT, .layer = l > 0 ? l - 1 : 0};
    return in;
}

/* [(x1·w1 + x2·w3) (x1·w2 + x2·w4)], while that fits on a line */
static const struct gri_expr *expanded(const struct gri_page *page, const struct gri_layer *layer,
                                       size_t l)
{
    const struct gri_expr **items = gri_arena_take(page->arena, layer->units, sizeof *items);
    struct gri_quantity in = input_row(l);
    for (size_t k = 0; items != NULL && k < layer->units; k++) {
        const struct gri_expr *sum = NULL;
        for (size_t i = 0; i < layer->inputs; i++) {
            struct gri_quantity w = {.what = GRI_Q_WEIGHT, .layer = l, .row = i, .unit = k};
            in.unit = i;
            const struct gri_expr *term = gri_expr_times(
                page->arena, GRI_DOT, gri_explain_name(page, (struct gri_asked){.of = in}),
                gri_explain_name(page, (struct gri_asked){.of = w}));
            sum = i == 0 ? term : gri_expr_binary(page->arena, GRI_ADD, sum, term);
        }
        items[k] = sum;
    }
    return items != NULL ? gri_expr_matrix(page->arena, 1, layer->units, items) : NULL;
}

static const struct gri_expr *with_bias(const struct gri_view *view, const struct gri_page *page,
                                        const struct gri_expr *product, size_t l)
{
    struct gri_quantity bias = {.what = GRI_Q_BIAS, .layer = l};
    if (!view->net->bias)
        return product;
    return gri_expr_binary(page->arena, GRI_ADD, product,
                           row_of(page, bias, view->net->layer[l].units));
}

static enum gr_status step_numbers(struct gri_view *view, struct gri_page *page,
                                   struct gri_worked *worked, const struct gri_expr *expr,
                                   struct gr_err *err)
{
    const struct gri_expr *numbers;
    if (expr == NULL)
        return gri_fail_memory(err, "the matrices");
    GRI_TRY(gri_substitute(view, page->arena, expr, GRI_NO_ROW, &numbers, err));
    gri_worked_step(page, worked, numbers);
    return GR_OK;
}

/* [z1 z2] = […] × […] + […] = numbers = result */
static enum gr_status product_line(struct gri_view *view, struct gri_page *page, size_t l,
                                   struct gr_err *err)
{
    const struct gri_layer *layer = &view->net->layer[l];
    struct gri_quantity out = {.what = layer->activation == GRI_LINEAR ? GRI_Q_OUT : GRI_Q_SUM,
                               .layer = l};
    const struct gri_expr *result = row_of(page, out, layer->units);
    const struct gri_expr *product = gri_expr_times(page->arena, GRI_CROSS,
                                                    row_of(page, input_row(l), layer->inputs),
                                                    weights_of(page, layer, l));
    const struct gri_expr *formula = with_bias(view, page, product, l);
    struct gri_worked *worked = gri_page_worked(page, 0, result);
    gri_worked_step(page, worked, formula);
    GRI_TRY(step_numbers(view, page, worked, formula, err));
    if (layer->inputs > 1 && layer->inputs <= MOST_EXPANDED && layer->units <= MOST_EXPANDED)
        GRI_TRY(step_numbers(view, page, worked, with_bias(view, page, expanded(page, layer, l), l),
                             err));
    GRI_TRY(step_numbers(view, page, worked, result, err));
    gri_worked_mark(page, worked);
    return GR_OK;
}

/* [h1 h2] = tanh([z1 z2]) = numbers = result; softmax: the result */
static enum gr_status activation_line(struct gri_view *view, struct gri_page *page, size_t l,
                                      struct gr_err *err)
{
    const struct gri_layer *layer = &view->net->layer[l];
    struct gri_quantity z = {.what = GRI_Q_SUM, .layer = l}, h = {.what = GRI_Q_OUT, .layer = l};
    const struct gri_expr *sums = row_of(page, z, layer->units);
    const struct gri_expr *result = row_of(page, h, layer->units);
    struct gri_build build = {.view = view, .arena = page->arena, .rows = 1};
    struct gri_letter letter = {"z", sums};
    struct gri_worked *worked = gri_page_worked(page, 0, result);
    const char *formula = gri_activations[layer->activation].formula;
    if (formula != NULL) {
        const struct gri_expr *applied = gri_build_template(&build, formula, &letter, 1);
        gri_worked_step(page, worked, applied);
        GRI_TRY(step_numbers(view, page, worked, applied, err));
    } else {
        worked->note = gri_activations[layer->activation].name;
    }
    GRI_TRY(step_numbers(view, page, worked, result, err));
    gri_worked_mark(page, worked);
    return GR_OK;
}

enum gr_status gri_explain_matrix(struct gri_view *view, struct gri_page *page, struct gr_err *err)
{
    const struct gri_record *record;
    GRI_TRY(gri_view_record(view, &record, err));
    for (size_t l = 0; l < view->net->depth; l++) {
        const struct gri_layer *layer = &view->net->layer[l];
        if (layer->inputs * layer->units > MOST_ELEMENTS)
            return gri_fail(err, GR_E_RANGE,
                            "the weights of layer %zu are %zu by %zu, too large to write out; "
                            "`print W[%zu]` prints them",
                            l + 1, layer->inputs, layer->units, l + 1);
        GRI_TRY(product_line(view, page, l, err));
        if (layer->activation != GRI_LINEAR)
            GRI_TRY(activation_line(view, page, l, err));
    }
    return GR_OK;
}
