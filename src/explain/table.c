/* The slide's table, and the table of partials. */
#include "explain/explain.h"
#include "explain/formula/marks.h"

static struct gri_asked asked_of(enum gri_what what, size_t layer, size_t unit)
{
    return (struct gri_asked){.of = {.what = what, .layer = layer, .unit = unit}};
}

/* Columns of one kind, added to `asked`; NULL: only counted. */
static void add_columns(struct gri_asked *asked, size_t *count, enum gri_what what, size_t layer,
                        size_t units)
{
    for (size_t k = 0; k < units; k++, ++*count)
        if (asked != NULL)
            asked[*count] = asked_of(what, layer, k);
}

/* The columns: x, y, every h, ŷ, and the error where the loss is made of it. Returns how many. */
static size_t columns(const struct gri_view *view, struct gri_asked *asked)
{
    const struct gri_net *net = view->net;
    size_t count = 0;
    add_columns(asked, &count, GRI_Q_INPUT, 0, net->inputs);
    add_columns(asked, &count, GRI_Q_TARGET, 0, net->outputs);
    for (size_t l = 0; l < net->depth; l++)
        add_columns(asked, &count, GRI_Q_OUT, l, net->layer[l].units);
    if (gri_losses[view->hyper->loss].of_error)
        add_columns(asked, &count, GRI_Q_ERROR, 0, net->outputs);
    return count;
}

/* (y - ŷ), as the column of errors is headed */
static const struct gri_expr *error_header(const struct gri_view *view, const struct gri_page *page,
                                           size_t output)
{
    const struct gri_expr *y = gri_explain_name(page, asked_of(GRI_Q_TARGET, 0, output));
    const struct gri_expr *p = gri_explain_name(page,
                                                asked_of(GRI_Q_OUT, view->net->depth - 1, output));
    return gri_expr_binary(page->arena, GRI_SUBTRACT, view->yhat_minus_y ? p : y,
                           view->yhat_minus_y ? y : p);
}

/* Has the cursor passed the line that computes this, in row i of the batch? */
static bool is_shown(const struct gri_cursor *cursor, size_t i, const struct gri_quantity *q,
                     const struct gri_line *lines, size_t count)
{
    if (q->what == GRI_Q_INPUT || q->what == GRI_Q_TARGET || i < cursor->stage)
        return true;
    for (size_t n = 0; i == cursor->stage && n < cursor->line && n < count; n++)
        if (lines[n].asked.of.what == q->what && lines[n].asked.of.layer == q->layer &&
            lines[n].asked.of.unit == q->unit)
            return true;
    return false;
}

/* A number of row i of the batch, with the part that it had in the last step. */
static enum gr_status sample_cell(struct gri_view *view, struct gri_page *page,
                                  struct gri_cell *cell, const struct gri_asked *asked, size_t i,
                                  size_t sample, struct gri_marks *marks, struct gr_err *err)
{
    double number;
    GRI_TRY(gri_view_number(view, page->arena, asked, (long)i, &number, err));
    gri_cell_number(cell, number, gri_view_given(view, asked) ? GRI_WRITTEN : GRI_COMPUTED);
    cell->role = gri_marks_role(marks, asked, sample);
    return GR_OK;
}

static enum gr_status fill_row(struct gri_view *view, struct gri_page *page,
                               struct gri_table *table, const struct gri_stages *stages, size_t i,
                               size_t sample, const struct gri_asked *asked,
                               struct gri_marks *marks, struct gr_err *err)
{
    size_t row = gri_table_row(page, table);
    size_t count = i < stages->rows ? gri_stage_lines(stages, i, NULL, 0) : 0;
    struct gri_line *lines = gri_arena_take(page->arena, count, sizeof *lines);
    if (lines == NULL)
        return gri_fail_memory(err, "the table");
    gri_stage_lines(stages, i, lines, count);
    gri_cell_number(gri_table_cell(table, row, 0), (double)sample, GRI_WRITTEN);
    for (size_t k = 0; k + 1 < table->columns; k++)
        if (is_shown(&view->cursor, i, &asked[k].of, lines, count))
            GRI_TRY(sample_cell(view, page, gri_table_cell(table, row, k + 1), &asked[k], i, sample,
                                marks, err));
    return GR_OK;
}

enum gr_status gri_explain_passed(struct gri_view *view, struct gri_arena *arena,
                                  const struct gri_quantity *q, bool *passed, struct gr_err *err)
{
    const struct gri_stages stages = gri_cursor_stages(&view->cursor, view->timeline);
    size_t i = gri_cursor_row(&view->cursor, stages.rows);
    size_t count = gri_stage_lines(&stages, i, NULL, 0);
    struct gri_line *lines = gri_arena_take(arena, count, sizeof *lines);
    if (lines == NULL)
        return gri_fail_memory(err, "the lines");
    gri_stage_lines(&stages, i, lines, count);
    *passed = is_shown(&view->cursor, i, q, lines, count);
    return GR_OK;
}

enum gr_status gri_explain_table(struct gri_view *view, struct gri_page *page, struct gr_err *err)
{
    const struct gri_record *record;
    struct gri_marks marks;
    GRI_TRY(gri_marks_here(view, page->arena, &marks, err));
    GRI_TRY(gri_view_record(view, &record, err));
    const struct gri_stages stages = gri_cursor_stages(&view->cursor, view->timeline);
    size_t count = columns(view, NULL);
    struct gri_asked *asked = gri_arena_take(page->arena, count, sizeof *asked);
    if (asked == NULL)
        return gri_fail_memory(err, "the table");
    columns(view, asked);
    struct gri_table *table = gri_page_table(page, count + 1);
    gri_table_header(page, table, 0, NULL, "i");
    for (size_t k = 0; k < count; k++)
        gri_table_header(page, table, k + 1,
                         asked[k].of.what == GRI_Q_ERROR
                             ? error_header(view, page, asked[k].of.unit)
                             : gri_explain_name(page, asked[k]),
                         NULL);
    for (size_t i = 0; i < stages.rows; i++)
        GRI_TRY(
            fill_row(view, page, table, &stages, i, record->samples[i] + 1, asked, &marks, err));
    gri_marks_legend(&marks, page);
    return GR_OK;
}

/* What the loss is made of: y, ŷ, the error where there is one, and the sample's share before the
 * mean. Returns how many; `asked` (may be NULL) gets them. */
static size_t loss_columns(const struct gri_view *view, struct gri_asked *asked)
{
    const struct gri_net *net = view->net;
    const struct {
        enum gri_what what;
        size_t layer;
    } kinds[] = {{GRI_Q_TARGET, 0}, {GRI_Q_OUT, net->depth - 1}, {GRI_Q_ERROR, 0}, {GRI_Q_TERM, 0}};
    size_t count = 0;
    for (size_t n = 0; n < sizeof kinds / sizeof *kinds; n++)
        for (size_t k = 0; k < net->outputs; k++) {
            if (kinds[n].what == GRI_Q_ERROR && !gri_losses[view->hyper->loss].of_error)
                continue;
            if (asked != NULL)
                asked[count] = asked_of(kinds[n].what, kinds[n].layer, k);
            count++;
        }
    return count;
}

static enum gr_status loss_header(struct gri_view *view, struct gri_page *page,
                                  struct gri_table *table, const struct gri_asked *asked,
                                  struct gr_err *err)
{
    gri_table_header(page, table, 0, NULL, "i");
    for (size_t k = 0; k + 1 < table->columns; k++) {
        const struct gri_expr *name = error_header(view, page, asked[k].of.unit);
        if (asked[k].of.what != GRI_Q_ERROR)
            GRI_TRY(gri_formula_name(view, page->arena, &asked[k], &name, err));
        gri_table_header(page, table, k + 1, name, NULL);
    }
    return GR_OK;
}

/* The sum of the shares of all samples and outputs, and the loss below it. */
static enum gr_status loss_totals(struct gri_view *view, struct gri_page *page,
                                  struct gri_table *table, double sum, struct gri_marks *marks,
                                  struct gr_err *err)
{
    const struct gri_asked loss = asked_of(GRI_Q_LOSS, 0, 0);
    size_t last = table->columns - 1, row = gri_table_row(page, table);
    double number;
    gri_cell_text(page, gri_table_cell(table, row, 0), "sum");
    gri_cell_number(gri_table_cell(table, row, last), sum, GRI_COMPUTED);
    GRI_TRY(gri_view_number(view, page->arena, &loss, GRI_NO_ROW, &number, err));
    row = gri_table_row(page, table);
    gri_cell_expr(gri_table_cell(table, row, 0), gri_explain_name(page, loss));
    gri_cell_number(gri_table_cell(table, row, last), number, GRI_COMPUTED);
    gri_table_cell(table, row, last)->role = gri_marks_role(marks, &loss, 0);
    table->totals = 2;
    return GR_OK;
}

enum gr_status gri_explain_loss_table(struct gri_view *view, struct gri_page *page,
                                      struct gr_err *err)
{
    const struct gri_record *record;
    struct gri_marks marks;
    double sum = 0;
    GRI_TRY(gri_marks_here(view, page->arena, &marks, err));
    GRI_TRY(gri_view_record(view, &record, err));
    size_t count = loss_columns(view, NULL);
    struct gri_asked *asked = gri_arena_take(page->arena, count, sizeof *asked);
    if (asked == NULL)
        return gri_fail_memory(err, "the table");
    loss_columns(view, asked);
    struct gri_table *table = gri_page_table(page, count + 1);
    GRI_TRY(loss_header(view, page, table, asked, err));
    for (size_t i = 0; i < record->work->rows; i++) {
        size_t row = gri_table_row(page, table), sample = record->samples[i] + 1;
        gri_cell_number(gri_table_cell(table, row, 0), (double)sample, GRI_WRITTEN);
        for (size_t k = 0; k < count; k++) {
            struct gri_cell *cell = gri_table_cell(table, row, k + 1);
            GRI_TRY(sample_cell(view, page, cell, &asked[k], i, sample, &marks, err));
            sum += asked[k].of.what == GRI_Q_TERM ? cell->number : 0;
        }
    }
    GRI_TRY(loss_totals(view, page, table, sum, &marks, err));
    gri_marks_legend(&marks, page);
    return GR_OK;
}

/* Factors of a product of derivatives, in order. */
static size_t factors(const struct gri_expr *expr, const struct gri_expr **at, size_t room)
{
    if (expr->kind == GRI_SUM)
        return factors(expr->a, at, room);
    if (expr->kind == GRI_MULTIPLY) {
        size_t first = factors(expr->a, at, room);
        return first + factors(expr->b, at + (first < room ? first : room),
                               room > first ? room - first : 0);
    }
    if (room > 0)
        *at = expr;
    return 1;
}

enum { MOST_FACTORS = 16 };

static enum gr_status partials_row(struct gri_view *view, struct gri_page *page,
                                   struct gri_table *table, const struct gri_expr *const *factor,
                                   size_t i, size_t sample, const struct gri_asked *asked,
                                   struct gr_err *err)
{
    size_t row = gri_table_row(page, table), count = table->columns - 2;
    struct gri_asked share = *asked;
    double number = 0;
    gri_cell_number(gri_table_cell(table, row, 0), (double)sample, GRI_WRITTEN);
    for (size_t k = 0; k < count; k++) {
        const struct gri_expr *numbers = NULL;
        struct gri_scope scope = gri_view_scope(view);
        GRI_TRY(gri_substitute(view, page->arena, factor[k], (long)i, &numbers, err));
        GRI_TRY(gri_evaluate_number(numbers, &scope, page->arena, &number, err));
        gri_cell_number(gri_table_cell(table, row, k + 1), number, GRI_COMPUTED);
    }
    share.of.sample = sample;
    GRI_TRY(gri_view_number(view, page->arena, &share, GRI_NO_ROW, &number, err));
    gri_cell_number(gri_table_cell(table, row, count + 1), number, GRI_COMPUTED);
    return GR_OK;
}

static enum gr_status partials_total(struct gri_view *view, struct gri_page *page,
                                     struct gri_table *table, const struct gri_asked *asked,
                                     struct gr_err *err)
{
    double number;
    size_t row = gri_table_row(page, table);
    GRI_TRY(gri_view_number(view, page->arena, asked, GRI_NO_ROW, &number, err));
    gri_cell_text(page, gri_table_cell(table, row, 0), "sum");
    gri_cell_number(gri_table_cell(table, row, table->columns - 1), number, GRI_COMPUTED);
    table->totals = 1;
    return GR_OK;
}

static enum gr_status partials_rows(struct gri_view *view, struct gri_page *page,
                                    struct gri_table *table, const struct gri_expr *const *factor,
                                    const struct gri_asked *asked, struct gr_err *err)
{
    const struct gri_record *record;
    GRI_TRY(gri_view_record(view, &record, err));
    for (size_t i = 0; i < record->work->rows; i++)
        GRI_TRY(partials_row(view, page, table, factor, i, record->samples[i] + 1, asked, err));
    return partials_total(view, page, table, asked, err);
}

enum gr_status gri_explain_partials(struct gri_view *view, struct gri_page *page,
                                    const struct gri_asked *asked, struct gr_err *err)
{
    const struct gri_cursor here = view->cursor;
    struct gri_formula formula;
    size_t t;
    struct gri_asked gradient = {.of = {.what = GRI_Q_LOSS}, .derivative = true, .by = asked->of};
    if (!asked->derivative && !gri_quantity_is_parameter(&asked->of))
        return gri_fail(err, GR_E_NAME,
                        "partials belong to a weight or a bias, as in `partials w5`");
    if (asked->derivative)
        gradient = *asked;
    gradient.of.epoch = asked->of.epoch;
    gradient.of.iteration = asked->of.iteration;
    gradient.by.epoch = gradient.by.iteration = 0;
    gradient.by.made = false;
    if (gradient.of.what != GRI_Q_LOSS || !gri_quantity_is_parameter(&gradient.by) ||
        gradient.by.whole)
        return gri_fail(err, GR_E_NAME,
                        "partials belong to one weight or bias, as in `partials w5`");
    GRI_TRY(gri_view_iteration(view, &gradient.of, &t, err));
    GRI_TRY(gri_formula(view, page->arena, &gradient, &formula, err));
    if (formula.chain == NULL)
        return gri_explain(view, page, 0, &gradient, err);
    const struct gri_expr *factor[MOST_FACTORS] = {NULL};
    size_t count = factors(formula.chain, factor, MOST_FACTORS);
    if (count > MOST_FACTORS)
        return gri_fail(err, GR_E_RANGE, "the chain has %zu factors, too many for a table", count);
    struct gri_table *table = gri_page_table(page, count + 2);
    gri_table_header(page, table, 0, NULL, "i");
    for (size_t k = 0; k < count; k++)
        gri_table_header(page, table, k + 1, factor[k], NULL);
    gri_table_header(page, table, count + 1, gri_explain_name(page, gradient), NULL);
    if (t != here.t) /* the rows are those of the gradient's iteration */
        view->cursor = gri_cursor_start(t);
    enum gr_status status = partials_rows(view, page, table, factor, &gradient, err);
    view->cursor = here;
    return status;
}
