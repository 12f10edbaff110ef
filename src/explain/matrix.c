/* The forward pass in matrix form: [h1 h2] = [x1 x2] × [w1 w2; w3 w4] + [b1 b2]; of all samples,
 * H[1] = X × W[1] + b[1]. */
#include "explain/explain.h"
#include "explain/name/notation.h"

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

/* What is written: the pass of the cursor's sample, or of all rows of the batch. */
struct form {
    struct gri_view *view;
    struct gri_page *page;
    size_t rows; /* of the batch; 0: of the cursor's sample only */
};

/* A matrix in letters and in numbers. */
struct matrix {
    const struct gri_expr *letters, *numbers;
};

static enum gr_status numbers_for(const struct form *form, const struct gri_expr *letters,
                                  const struct gri_expr **numbers, struct gr_err *err)
{
    if (letters == NULL)
        return gri_fail_memory(err, "the matrices");
    return gri_substitute(form->view, form->page->arena, letters, GRI_NO_ROW, numbers, err);
}

/* H[1]: a letter for the whole matrix */
static const struct gri_expr *letter_of(const struct form *form, struct gri_quantity q)
{
    q.whole = true;
    return gri_explain_name(form->page, (struct gri_asked){.of = q});
}

/* A row for each sample. */
static enum gr_status batch_numbers(const struct form *form, struct gri_quantity q, size_t units,
                                    const struct gri_expr **numbers, struct gr_err *err)
{
    struct gri_arena *arena = form->page->arena;
    const struct gri_expr **items = gri_arena_take(arena, form->rows * units, sizeof *items);
    if (items == NULL)
        return gri_fail_memory(err, "the matrices");
    for (size_t n = 0; n < form->rows * units; n++) {
        double number;
        q.unit = n % units;
        struct gri_asked asked = {.of = q};
        GRI_TRY(gri_view_number(form->view, arena, &asked, (long)(n / units), &number, err));
        items[n] = gri_expr_number(arena, number,
                                   gri_view_given(form->view, &asked) ? GRI_WRITTEN : GRI_COMPUTED);
    }
    *numbers = gri_expr_matrix(arena, form->rows, units, items);
    return GR_OK;
}

/* Inputs, sums, outputs of units: [h1 h2], or H[1] with a row for each sample. */
static enum gr_status units_matrix(const struct form *form, struct gri_quantity q, size_t units,
                                   struct matrix *out, struct gr_err *err)
{
    if (form->rows > 0) {
        out->letters = letter_of(form, q);
        return batch_numbers(form, q, units, &out->numbers, err);
    }
    out->letters = row_of(form->page, q, units);
    return numbers_for(form, out->letters, &out->numbers, err);
}

/* Weights, or a row of biases. */
static enum gr_status parameters_matrix(const struct form *form, enum gri_what what, size_t l,
                                        struct matrix *out, struct gr_err *err)
{
    const struct gri_layer *layer = &form->view->net->layer[l];
    struct gri_quantity q = {.what = what, .layer = l};
    out->letters = what == GRI_Q_WEIGHT ? weights_of(form->page, layer, l)
                                        : row_of(form->page, q, layer->units);
    GRI_TRY(numbers_for(form, out->letters, &out->numbers, err));
    if (form->rows > 0)
        out->letters = letter_of(form, q);
    return GR_OK;
}

static const struct gri_expr *with_bias(const struct form *form, const struct gri_expr *product,
                                        const struct gri_expr *bias)
{
    return bias == NULL ? product : gri_expr_binary(form->page->arena, GRI_ADD, product, bias);
}

/* The row of biases, once for each sample. */
static const struct gri_expr *broadcast(const struct form *form, const struct gri_expr *bias)
{
    size_t rows = form->rows > 0 ? form->rows : 1;
    const struct gri_expr **items = gri_arena_take(form->page->arena, rows * bias->cols,
                                                   sizeof *items);
    for (size_t n = 0; items != NULL && n < rows * bias->cols; n++)
        items[n] = bias->items[n % bias->cols];
    return items != NULL ? gri_expr_matrix(form->page->arena, rows, bias->cols, items) : NULL;
}

/* = [k3 k4] + [b3 b4], letters and numbers, where the products have a name of their own or there is
 * a row for each sample; else = [(x1·w1 + x2·w3) …] + [b1 b2] in numbers. */
static enum gr_status middle_steps(const struct form *form, struct gri_worked *worked, size_t l,
                                   const struct gri_expr *numbers, const struct matrix *bias,
                                   struct gr_err *err)
{
    const struct gri_layer *layer = &form->view->net->layer[l];
    struct gri_quantity sums = {.what = GRI_Q_PRODUCT, .layer = l};
    bool apart = bias->letters != NULL && form->view->notation->names_products;
    struct matrix k;
    if (form->rows == 0 && apart)
        gri_worked_step(form->page, worked,
                        with_bias(form, row_of(form->page, sums, layer->units), bias->letters));
    gri_worked_step(form->page, worked, numbers);
    if (form->rows == 0 && !apart) {
        if (layer->inputs == 1 || layer->inputs > MOST_EXPANDED || layer->units > MOST_EXPANDED)
            return GR_OK;
        GRI_TRY(numbers_for(form, expanded(form->page, layer, l), &k.numbers, err));
        gri_worked_step(form->page, worked, with_bias(form, k.numbers, bias->numbers));
    } else if (bias->letters != NULL) {
        GRI_TRY(units_matrix(form, sums, layer->units, &k, err));
        gri_worked_step(form->page, worked,
                        with_bias(form, k.numbers, broadcast(form, bias->numbers)));
    }
    return GR_OK;
}

/* [z1 z2] = […] × […] + […] = numbers = result */
static enum gr_status product_line(const struct form *form, size_t l, struct gr_err *err)
{
    const struct gri_layer *layer = &form->view->net->layer[l];
    struct gri_page *page = form->page;
    struct gri_quantity out = {.what = layer->activation == GRI_LINEAR ? GRI_Q_OUT : GRI_Q_SUM,
                               .layer = l};
    struct matrix result, in, weights, bias = {NULL, NULL};
    GRI_TRY(units_matrix(form, out, layer->units, &result, err));
    GRI_TRY(units_matrix(form, input_row(l), layer->inputs, &in, err));
    GRI_TRY(parameters_matrix(form, GRI_Q_WEIGHT, l, &weights, err));
    if (form->view->net->bias)
        GRI_TRY(parameters_matrix(form, GRI_Q_BIAS, l, &bias, err));
    struct gri_worked *worked = gri_page_worked(page, 0, result.letters);
    const struct gri_expr *letters = gri_expr_times(page->arena, GRI_CROSS, in.letters,
                                                    weights.letters);
    const struct gri_expr *numbers = gri_expr_times(page->arena, GRI_CROSS, in.numbers,
                                                    weights.numbers);
    gri_worked_step(page, worked, with_bias(form, letters, bias.letters));
    GRI_TRY(middle_steps(form, worked, l, with_bias(form, numbers, bias.numbers), &bias, err));
    gri_worked_step(page, worked, result.numbers);
    gri_worked_mark(page, worked);
    return GR_OK;
}

/* [h1 h2] = tanh([z1 z2]) = numbers = result; softmax: the result */
static enum gr_status activation_line(const struct form *form, size_t l, struct gr_err *err)
{
    const struct gri_layer *layer = &form->view->net->layer[l];
    struct gri_page *page = form->page;
    struct gri_quantity z = {.what = GRI_Q_SUM, .layer = l}, h = {.what = GRI_Q_OUT, .layer = l};
    struct matrix sums, result;
    GRI_TRY(units_matrix(form, z, layer->units, &sums, err));
    GRI_TRY(units_matrix(form, h, layer->units, &result, err));
    struct gri_build build = {.view = form->view, .arena = page->arena, .rows = 1};
    struct gri_letter letter = {"z", sums.letters}, number = {"z", sums.numbers};
    struct gri_worked *worked = gri_page_worked(page, 0, result.letters);
    const char *formula = gri_activations[layer->activation].formula;
    if (formula != NULL) {
        gri_worked_step(page, worked, gri_build_template(&build, formula, &letter, 1));
        gri_worked_step(page, worked, gri_build_template(&build, formula, &number, 1));
    } else {
        worked->note = gri_activations[layer->activation].name;
    }
    gri_worked_step(page, worked, result.numbers);
    gri_worked_mark(page, worked);
    return GR_OK;
}

static enum gr_status fits(const struct form *form, size_t l, struct gr_err *err)
{
    const struct gri_layer *layer = &form->view->net->layer[l];
    size_t most = layer->inputs > layer->units ? layer->inputs : layer->units;
    if (layer->inputs * layer->units > MOST_ELEMENTS)
        return gri_fail(err, GR_E_RANGE,
                        "the weights of layer %zu are %zu by %zu, too large to write out; "
                        "`print W[%zu]` prints them",
                        l + 1, layer->inputs, layer->units, l + 1);
    if (form->rows > MOST_ELEMENTS / most)
        return gri_fail(err, GR_E_RANGE,
                        "the batch has %zu samples, too many to write out; `matrix` shows one",
                        form->rows);
    return GR_OK;
}

enum gr_status gri_explain_matrix(struct gri_view *view, struct gri_page *page, bool all,
                                  struct gr_err *err)
{
    const struct gri_record *record;
    GRI_TRY(gri_view_record(view, &record, err));
    struct form form = {view, page, all ? record->work->rows : 0};
    for (size_t l = 0; l < view->net->depth; l++) {
        GRI_TRY(fits(&form, l, err));
        GRI_TRY(product_line(&form, l, err));
        if (view->net->layer[l].activation != GRI_LINEAR)
            GRI_TRY(activation_line(&form, l, err));
    }
    return GR_OK;
}
