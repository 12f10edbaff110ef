/* Worked lines: formula, formula with the numbers in, value. */
#include "explain/explain.h"

const struct gri_expr *gri_explain_name(const struct gri_page *page, struct gri_asked asked)
{
    struct gri_symbol *symbol = gri_arena_take(page->arena, 1, sizeof *symbol);
    if (symbol == NULL)
        return NULL;
    symbol->asked = asked;
    return gri_expr_symbol(page->arena, symbol);
}

/* Is every number of this name one that a person wrote? */
static bool all_given(struct gri_view *view, const struct gri_asked *asked,
                      const struct gri_value *value)
{
    struct gri_asked element = *asked;
    element.of.whole = false;
    if (!asked->of.whole || !gri_quantity_is_parameter(&asked->of))
        return gri_view_given(view, &element);
    for (size_t i = 0; i < value->rows; i++)
        for (size_t k = 0; k < value->cols; k++) {
            element.of.row = i;
            element.of.unit = k;
            if (!gri_view_given(view, &element))
                return false;
        }
    return true;
}

enum gr_status gri_explain_value(struct gri_view *view, struct gri_page *page,
                                 const struct gri_expr *expr, struct gr_err *err)
{
    struct gri_value value;
    GRI_TRY(gri_evaluate(expr, page->scope, page->arena, &value, err));
    gri_page_value(page, expr, value);
    if (expr->kind == GRI_SYMBOL && page->last != NULL)
        page->last->written = all_given(view, &expr->symbol->asked, &value);
    return GR_OK;
}

/* The row of the batch that bare names in the formula of `asked` mean. */
static enum gr_status row_of(struct gri_view *view, const struct gri_asked *asked, long *row,
                             struct gr_err *err)
{
    const struct gri_record *record;
    size_t at;
    *row = GRI_NO_ROW;
    if (view->timeline == NULL || asked->of.sample == 0)
        return GR_OK;
    GRI_TRY(gri_view_row(view, &asked->of, GRI_NO_ROW, &record, &at, err));
    *row = record->outside ? GRI_NO_ROW : (long)at;
    return GR_OK;
}

static enum gr_status add_value(struct gri_view *view, struct gri_page *page,
                                struct gri_worked *worked, const struct gri_asked *asked, long row,
                                struct gr_err *err)
{
    struct gri_symbol symbol = {.asked = *asked};
    struct gri_value *value = gri_arena_take(page->arena, 1, sizeof *value);
    if (value == NULL)
        return gri_fail_memory(err, "the working");
    GRI_TRY(gri_view_value(view, page->arena, &symbol, row, value, err));
    worked->value = value;
    enum gri_shown shown = gri_view_given(view, asked) ? GRI_WRITTEN : GRI_COMPUTED;
    gri_worked_step(page, worked, gri_expr_number(page->arena, value->at[0], shown));
    return GR_OK;
}

static enum gr_status add_steps(struct gri_view *view, struct gri_page *page,
                                struct gri_worked *worked, const struct gri_formula *formula,
                                long row, struct gr_err *err)
{
    const struct gri_expr *numbers;
    worked->note = formula->origin;
    if (formula->chain != NULL)
        gri_worked_step(page, worked, formula->chain);
    if (formula->operands == NULL || formula->operands->kind == GRI_NUMBER)
        return GR_OK; /* nothing to compute: the value says it */
    if (formula->formula != NULL)
        gri_worked_step(page, worked, formula->formula);
    GRI_TRY(gri_substitute(view, page->arena, formula->operands, row, &numbers, err));
    if (numbers->kind != GRI_NUMBER)
        gri_worked_step(page, worked, numbers);
    return GR_OK;
}

/* Is this a number that `rounding` rounds when it is written? */
static bool is_written(const struct gri_asked *asked)
{
    bool share = asked->of.what == GRI_Q_LOSS && asked->of.sample > 0;
    if (asked->of.what == GRI_Q_MOMENT || share)
        return false;
    return !asked->derivative || (asked->of.what == GRI_Q_LOSS && asked->of.sample == 0 &&
                                  gri_quantity_is_parameter(&asked->by));
}

static void set_rounding(const struct gri_view *view, const struct gri_asked *asked,
                         struct gri_worked *worked)
{
    worked->rounded = view->hyper->rounding != GRI_ROUNDING_OFF && is_written(asked);
    worked->decimals = worked->rounded ? view->hyper->rounding : 0;
    worked->policy = view->hyper->policy;
}

/* The formula's numbers are those of its own iteration, where its sums have their rows. */
static enum gr_status add_moved(struct gri_view *view, struct gri_page *page,
                                struct gri_worked *worked, const struct gri_asked *asked,
                                const struct gri_formula *formula, struct gr_err *err)
{
    const struct gri_cursor cursor = view->cursor;
    const struct gri_hyper *hyper = view->hyper;
    const struct gri_data *data = view->data;
    long row;
    size_t t = cursor.t;
    if (view->timeline != NULL) {
        GRI_TRY(gri_formula_moment(view, asked, &t, err));
        view->hyper = gri_timeline_hyper(view->timeline, t);
        view->data = gri_timeline_data(view->timeline, t);
    }
    if (t != cursor.t)
        view->cursor = gri_cursor_start(t);
    enum gr_status status = row_of(view, asked, &row, err);
    if (status == GR_OK)
        status = add_steps(view, page, worked, formula, row, err);
    set_rounding(view, asked, worked);
    view->cursor = cursor;
    view->hyper = hyper;
    view->data = data;
    return status;
}

/* A number of a sample at another moment is asked of the cursor's sample, by its number. */
static enum gr_status settle(struct gri_view *view, struct gri_asked *asked, struct gr_err *err)
{
    size_t t;
    bool of_batch = asked->of.what == GRI_Q_LOSS && gri_quantity_is_parameter(&asked->by);
    bool sampled = asked->derivative ? !of_batch : gri_quantity_per_sample(&asked->of);
    if (!sampled || asked->of.sample > 0 || asked->of.epoch == 0)
        return GR_OK;
    GRI_TRY(gri_view_iteration(view, &asked->of, &t, err));
    return t == view->cursor.t ? GR_OK : gri_view_sample(view, &asked->of.sample, err);
}

enum gr_status gri_explain(struct gri_view *view, struct gri_page *page, unsigned level,
                           const struct gri_asked *of, struct gr_err *err)
{
    struct gri_asked asked = *of;
    struct gri_formula formula;
    const struct gri_expr *name;
    GRI_TRY(settle(view, &asked, err));
    GRI_TRY(gri_formula(view, page->arena, &asked, &formula, err));
    GRI_TRY(gri_formula_name(view, page->arena, &asked, &name, err));
    struct gri_worked *worked = gri_page_worked(page, level, name);
    GRI_TRY(add_moved(view, page, worked, &asked, &formula, err));
    GRI_TRY(add_value(view, page, worked, &asked, GRI_NO_ROW, err));
    gri_worked_mark(page, worked);
    return GR_OK;
}

/* The values of all samples as one row: [12.4 4.9 12.3]. */
static enum gr_status add_row(struct gri_view *view, struct gri_page *page,
                              struct gri_worked *worked, const struct gri_asked *asked, size_t rows,
                              struct gr_err *err)
{
    const struct gri_expr **items = gri_arena_take(page->arena, rows, sizeof *items);
    if (items == NULL)
        return gri_fail_memory(err, "the working");
    for (size_t i = 0; i < rows; i++) {
        double number;
        GRI_TRY(gri_view_number(view, page->arena, asked, (long)i, &number, err));
        items[i] = gri_expr_number(page->arena, number, GRI_COMPUTED);
    }
    gri_worked_step(page, worked, gri_expr_matrix(page->arena, 1, rows, items));
    return GR_OK;
}

static enum gr_status explain_factor(struct gri_view *view, struct gri_page *page,
                                     const struct gri_asked *asked, struct gr_err *err)
{
    const struct gri_record *record;
    struct gri_formula formula;
    GRI_TRY(gri_view_record(view, &record, err));
    size_t rows = record->work->rows;
    GRI_TRY(gri_formula(view, page->arena, asked, &formula, err));
    if (rows == 1 || !gri_formula_per_sample(formula.formula))
        return gri_explain(view, page, 0, asked, err);
    struct gri_worked *worked = gri_page_worked(page, 0, gri_explain_name(page, *asked));
    gri_worked_step(page, worked, formula.formula);
    worked->note = "for each sample";
    return rows <= GRI_SHOWN_TERMS ? add_row(view, page, worked, asked, rows, err) : GR_OK;
}

enum gr_status gri_explain_line(struct gri_view *view, struct gri_page *page,
                                const struct gri_line *line, struct gr_err *err)
{
    const struct gri_record *record;
    struct gri_asked asked = line->asked;
    if (line->kind == GRI_LINE_FACTOR)
        return explain_factor(view, page, &asked, err);
    GRI_TRY(gri_view_record(view, &record, err));
    if (asked.of.sample > 0) /* a row of the batch so far */
        asked.of.sample = record->samples[asked.of.sample - 1] + 1;
    return gri_explain(view, page, 0, &asked, err);
}
