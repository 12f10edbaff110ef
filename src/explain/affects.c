/* What depends on a number: the lines of its iteration whose formulas name it, and those whose
 * formulas name these in turn. */
#include "explain/explain.h"

enum { MOST_EFFECTS = 60 };

struct affects {
    struct gri_view *view;
    struct gri_page *page;
    const struct gri_asked *cause;
    struct gri_asked effects[MOST_EFFECTS];
    struct gri_formula formulas[MOST_EFFECTS];
    bool direct[MOST_EFFECTS];
    size_t count;
    bool more;    /* there are further ones */
    bool updates; /* one of them is a new weight or bias */
    struct gr_err *err;
};

/* The same number, where samples that are not named may be any. */
static bool same_number(const struct gri_quantity *a, const struct gri_quantity *b)
{
    struct gri_quantity x = *a, y = *b;
    x.epoch = x.iteration = y.epoch = y.iteration = 0;
    if (x.sample == 0 || y.sample == 0)
        x.sample = y.sample = 0;
    return gri_quantity_same(&x, &y);
}

static bool same(const struct gri_asked *a, const struct gri_asked *b)
{
    return a->derivative == b->derivative && same_number(&a->of, &b->of) &&
           (!a->derivative || same_number(&a->by, &b->by));
}

static bool names(const struct gri_expr *expr, const struct gri_asked *asked)
{
    if (expr == NULL)
        return false;
    if (expr->kind == GRI_SYMBOL)
        return same(&expr->symbol->asked, asked);
    return names(expr->a, asked) || names(expr->b, asked);
}

/* Where a formula is too long to write out: what it would name. A unit's sum, its weights and what
 * comes in; a gradient, the outputs. */
static bool would_name(const struct affects *a, const struct gri_asked *line,
                       const struct gri_quantity *q)
{
    size_t l = line->of.layer;
    if (line->derivative)
        return q->what == GRI_Q_OUT && q->layer + 1 == a->view->net->depth;
    if (gri_quantity_is_parameter(q))
        return q->layer == l && q->unit == line->of.unit;
    return l == 0 ? q->what == GRI_Q_INPUT : q->what == GRI_Q_OUT && q->layer + 1 == l;
}

static bool depends(const struct affects *a, const struct gri_asked *line,
                    const struct gri_formula *formula, const struct gri_asked *asked)
{
    const struct gri_loss_row *loss = &gri_losses[a->view->hyper->loss];
    bool mean = line->derivative && asked->of.what == GRI_Q_COUNT && !asked->derivative;
    if (mean) /* there it stands as a number: -2/3 */
        return loss->divisor != GRI_BY_NOTHING;
    if (formula->operands == NULL)
        return !asked->derivative && would_name(a, line, &asked->of);
    return names(formula->formula, asked) || names(formula->operands, asked) ||
           names(formula->chain, asked);
}

static enum gr_status look_at(struct affects *a, const struct gri_asked *line)
{
    struct gri_formula formula;
    if (same(line, a->cause))
        return GR_OK;
    GRI_TRY(gri_formula(a->view, a->page->arena, line, &formula, a->err));
    bool direct = depends(a, line, &formula, a->cause), any = direct;
    for (size_t n = 0; n < a->count && !any; n++)
        any = depends(a, line, &formula, &a->effects[n]);
    if (!any)
        return GR_OK;
    a->updates = a->updates || line->of.made;
    a->more = a->count == MOST_EFFECTS;
    if (a->more)
        return GR_OK;
    a->effects[a->count] = *line;
    a->formulas[a->count] = formula;
    a->direct[a->count++] = direct;
    return GR_OK;
}

/* A sample's lines once: those of the cursor's sample, or of the one that was asked for. */
static enum gr_status look_at_stage(struct affects *a, const struct gri_stages *stages,
                                    size_t stage)
{
    size_t count = gri_stage_lines(stages, stage, NULL, 0);
    struct gri_line *lines = gri_arena_take(a->page->arena, count, sizeof *lines);
    if (lines == NULL)
        return gri_fail_memory(a->err, "the page");
    gri_stage_lines(stages, stage, lines, count);
    for (size_t n = 0; n < count && !a->more; n++) {
        bool sampled = stage < stages->rows;
        lines[n].asked.of.sample = sampled ? a->cause->of.sample : 0;
        if (lines[n].kind != GRI_LINE_FACTOR)
            GRI_TRY(look_at(a, &lines[n].asked));
    }
    return GR_OK;
}

/* Of a sample outside the batch only the forward pass is worked. */
static enum gr_status look_around(struct affects *a)
{
    const struct gri_stages stages = gri_cursor_stages(&a->view->cursor, a->view->timeline);
    const struct gri_record *record;
    size_t row;
    GRI_TRY(gri_view_row(a->view, &a->cause->of, GRI_NO_ROW, &record, &row, a->err));
    bool outside = record->outside;
    GRI_TRY(look_at_stage(a, &stages, 0));
    for (size_t n = stages.rows; !outside && !a->more && n < gri_stage_count(&stages); n++)
        GRI_TRY(look_at_stage(a, &stages, n));
    return GR_OK;
}

/* ∂ŷ/∂w1 and its value, where the chain rule goes: not for gradients and updates. */
static void add_derivative(struct affects *a, struct gri_table *table, size_t row,
                           const struct gri_asked *effect)
{
    struct gri_asked derivative = *effect;
    const struct gri_quantity *by = &a->cause->of;
    double number;
    bool above = effect->of.what == GRI_Q_OUT || effect->of.what == GRI_Q_SUM ||
                 effect->of.what == GRI_Q_ERROR || effect->of.what == GRI_Q_LOSS;
    bool below = by->what == GRI_Q_INPUT || by->what == GRI_Q_OUT || by->what == GRI_Q_SUM ||
                 (gri_quantity_is_parameter(by) && !by->made);
    bool one = effect->of.what != GRI_Q_LOSS || gri_quantity_is_parameter(by);
    if (effect->derivative || a->cause->derivative || !above || !below || !one)
        return;
    derivative.derivative = true;
    derivative.by = *by;
    derivative.by.sample = 0;
    if (gri_view_number(a->view, a->page->arena, &derivative, GRI_NO_ROW, &number, NULL) != GR_OK)
        return;
    gri_cell_expr(gri_table_cell(table, row, 2), gri_explain_name(a->page, derivative));
    gri_cell_number(gri_table_cell(table, row, 3), number, GRI_COMPUTED);
}

static enum gr_status add_row(struct affects *a, struct gri_table *table, size_t n)
{
    size_t row = gri_table_row(a->page, table);
    const struct gri_formula *formula = &a->formulas[n];
    const struct gri_expr *name, *shown = formula->formula;
    GRI_TRY(gri_formula_name(a->view, a->page->arena, &a->effects[n], &name, a->err));
    gri_cell_expr(gri_table_cell(table, row, 0), name);
    if (shown != NULL)
        gri_cell_expr(gri_table_cell(table, row, 1), shown);
    add_derivative(a, table, row, &a->effects[n]);
    return GR_OK;
}

static struct gri_table *begin_table(struct gri_page *page)
{
    static const char *const headers[] = {"number", "formula", "derivative", "value"};
    struct gri_table *table = gri_page_table(page, 4);
    for (size_t n = 0; n < 4; n++)
        gri_table_header(page, table, n, NULL, headers[n]);
    return table;
}

static enum gr_status add_table(struct affects *a, bool direct, const char *title)
{
    struct gri_table *table = NULL;
    for (size_t n = 0; n < a->count; n++) {
        if (a->direct[n] != direct)
            continue;
        if (table == NULL) {
            gri_page_heading(a->page, 3, "%s", title);
            table = begin_table(a->page);
        }
        GRI_TRY(add_row(a, table, n));
    }
    return GR_OK;
}

static enum gr_status report(struct affects *a)
{
    size_t epoch, iteration;
    if (a->count == 0) {
        gri_page_prose(a->page, a->cause->of.what == GRI_Q_LOSS && !a->cause->derivative
                                    ? "No number is computed from the loss: the gradients are its "
                                      "derivatives, worked from the outputs."
                                    : "Nothing of this iteration is computed from it.");
        return GR_OK;
    }
    GRI_TRY(add_table(a, true, "Directly"));
    GRI_TRY(add_table(a, false, "Through these"));
    if (a->more)
        gri_page_remark(a->page, "These are the first %d; there are more.", MOST_EFFECTS);
    if (!a->updates && !a->more)
        return GR_OK;
    gri_timeline_place(a->view->timeline, a->view->cursor.t + 1, &epoch, &iteration);
    if (iteration > 0)
        gri_page_prose(a->page, "Through the new weights: all from epoch %zu, iteration %zu, on.",
                       epoch + 1, iteration + 1);
    else
        gri_page_prose(a->page, "Through the new weights: all from epoch %zu on.", epoch + 1);
    return GR_OK;
}

enum gr_status gri_explain_affects(struct gri_view *view, struct gri_page *page,
                                   const struct gri_asked *asked, struct gr_err *err)
{
    const struct gri_record *record;
    const struct gri_cursor cursor = view->cursor;
    struct gri_asked cause = *asked;
    size_t t;
    GRI_TRY(gri_view_record(view, &record, err));
    if (asked->of.whole || (asked->derivative && asked->by.whole))
        return gri_fail(err, GR_E_SHAPE, "ask for one number at a time, as in `affects w1`");
    GRI_TRY(gri_view_iteration(view, &asked->of, &t, err));
    struct affects *a = gri_arena_take(page->arena, 1, sizeof *a);
    if (a == NULL)
        return gri_fail_memory(err, "the page");
    if (t != cursor.t) { /* told as of there */
        view->cursor = gri_cursor_start(t);
        cause.of.epoch = cause.of.iteration = 0;
    }
    *a = (struct affects){.view = view, .page = page, .cause = &cause, .err = err};
    enum gr_status status = look_around(a);
    if (status == GR_OK)
        status = report(a);
    view->cursor = cursor;
    return status;
}
