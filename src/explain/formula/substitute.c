/* Numbers for names, sums written out: the middle line of a worked one. */
#include "explain/formula/formula.h"

#include <string.h>

struct fill {
    struct gri_view *view;
    struct gri_arena *arena;
    long row;
    struct gr_err *err;
};

static enum gr_status fill(const struct fill *f, const struct gri_expr *expr,
                           const struct gri_expr **out);

static enum gr_status number_of(const struct fill *f, const struct gri_symbol *symbol,
                                const struct gri_expr **out)
{
    struct gri_value value;
    GRI_TRY(gri_view_value(f->view, f->arena, symbol, f->row, &value, f->err));
    enum gri_shown shown = gri_view_given(f->view, &symbol->asked) ? GRI_WRITTEN : GRI_COMPUTED;
    *out = gri_expr_number(f->arena, value.at[0], shown);
    return GR_OK;
}

/* y - ŷ is a number that was written down: the error. */
bool gri_formula_is_error(const struct gri_view *view, const struct gri_expr *expr,
                          struct gri_symbol *error)
{
    if (expr->kind != GRI_SUBTRACT || expr->a->kind != GRI_SYMBOL || expr->b->kind != GRI_SYMBOL)
        return false;
    bool swapped = view->yhat_minus_y;
    const struct gri_quantity *y = &(swapped ? expr->b : expr->a)->symbol->asked.of;
    const struct gri_quantity *p = &(swapped ? expr->a : expr->b)->symbol->asked.of;
    if (y->what != GRI_Q_TARGET || p->what != GRI_Q_OUT || y->unit != p->unit ||
        p->layer != view->net->depth - 1)
        return false;
    *error = (struct gri_symbol){.asked = {.of = *p}};
    error->asked.of.what = GRI_Q_ERROR;
    error->asked.of.layer = 0;
    return true;
}

static enum gr_status rows_of(const struct fill *f, size_t *rows)
{
    struct gri_scope scope = gri_view_scope(f->view);
    return scope.rows(f->view, rows, f->err);
}

/* A sum of so many rows that nobody would write it out. */
static enum gr_status long_sum(const struct fill *f, const struct gri_expr *expr,
                               const struct gri_expr **out)
{
    struct gri_scope scope = gri_view_scope(f->view);
    double number;
    GRI_TRY(gri_evaluate_number(expr, &scope, f->arena, &number, f->err));
    *out = gri_expr_number(f->arena, number, GRI_COMPUTED);
    return GR_OK;
}

/* sum + term, the parts of a term that is a sum itself one by one */
static const struct gri_expr *append(struct gri_arena *arena, const struct gri_expr *sum,
                                     const struct gri_expr *term)
{
    if (sum == NULL)
        return term;
    bool parts = !term->boxed && (term->kind == GRI_ADD || term->kind == GRI_SUBTRACT);
    if (parts) {
        sum = append(arena, sum, term->a);
        return gri_expr_binary(arena, term->kind, sum, term->b);
    }
    if (term->kind == GRI_NEGATE)
        return gri_expr_binary(arena, GRI_SUBTRACT, sum, term->a);
    return gri_expr_binary(arena, GRI_ADD, sum, term);
}

static enum gr_status sum_out(const struct fill *f, const struct gri_expr *expr,
                              const struct gri_expr **out)
{
    size_t rows;
    const struct gri_expr *sum = NULL;
    GRI_TRY(rows_of(f, &rows));
    if (rows > GRI_SHOWN_TERMS)
        return long_sum(f, expr, out);
    for (size_t i = 0; i < rows; i++) {
        struct fill at_row = {f->view, f->arena, (long)i, f->err};
        const struct gri_expr *term;
        GRI_TRY(fill(&at_row, expr->a, &term));
        sum = append(f->arena, sum, term);
    }
    *out = gri_expr_boxed(f->arena, sum);
    return GR_OK;
}

/* relu'(z) is a number to be read off: 1 or 0. */
static bool is_slope(const struct gri_expr *expr)
{
    if (expr->kind != GRI_CALL)
        return false;
    const char *name = gri_functions[expr->function].name;
    return name[strlen(name) - 1] == '\'';
}

static enum gr_status slope_number(const struct fill *f, const struct gri_expr *expr,
                                   const struct gri_expr **out)
{
    struct gri_scope scope = gri_view_scope(f->view);
    const struct gri_expr *inside;
    double number;
    GRI_TRY(fill(f, expr->a, &inside));
    GRI_TRY(gri_evaluate_number(inside, &scope, f->arena, &number, f->err));
    *out = gri_expr_number(f->arena, gri_functions[expr->function].apply(number), GRI_WRITTEN);
    return GR_OK;
}

/* 0 ln 0, which is 0 as the limit has it. */
static enum gr_status is_zero_ln_zero(const struct fill *f, const struct gri_expr *expr, bool *yes)
{
    struct gri_scope scope = gri_view_scope(f->view);
    double weight, inside;
    *yes = false;
    if (expr->kind != GRI_MULTIPLY || expr->b->kind != GRI_CALL ||
        strcmp(gri_functions[expr->b->function].name, "ln") != 0)
        return GR_OK;
    GRI_TRY(gri_evaluate_number(expr->a, &scope, f->arena, &weight, f->err));
    GRI_TRY(gri_evaluate_number(expr->b->a, &scope, f->arena, &inside, f->err));
    *yes = weight == 0 && inside == 0;
    return GR_OK;
}

static enum gr_status fill_operands(const struct fill *f, const struct gri_expr *expr,
                                    const struct gri_expr **out)
{
    struct gri_expr *copy = gri_arena_take(f->arena, 1, sizeof *copy);
    if (copy == NULL)
        return gri_fail_memory(f->err, "the working");
    *copy = *expr;
    copy->times = expr->times == GRI_DOT ? GRI_ADJACENT : expr->times;
    if (expr->a != NULL)
        GRI_TRY(fill(f, expr->a, &copy->a));
    if (expr->b != NULL)
        GRI_TRY(fill(f, expr->b, &copy->b));
    bool vanishes;
    GRI_TRY(is_zero_ln_zero(f, copy, &vanishes));
    *out = vanishes ? gri_expr_number(f->arena, 0, GRI_WRITTEN) : copy;
    return GR_OK;
}

static enum gr_status fill_elements(const struct fill *f, const struct gri_expr *expr,
                                    const struct gri_expr **out)
{
    size_t count = expr->rows * expr->cols;
    const struct gri_expr **items = gri_arena_take(f->arena, count, sizeof *items);
    if (items == NULL)
        return gri_fail_memory(f->err, "the working");
    for (size_t n = 0; n < count; n++)
        GRI_TRY(fill(f, expr->items[n], &items[n]));
    *out = gri_expr_matrix(f->arena, expr->rows, expr->cols, items);
    return GR_OK;
}

static enum gr_status fill(const struct fill *f, const struct gri_expr *expr,
                           const struct gri_expr **out)
{
    struct gri_symbol error;
    *out = expr;
    if (expr->kind == GRI_SYMBOL)
        GRI_TRY(number_of(f, expr->symbol, out));
    else if (gri_formula_is_error(f->view, expr, &error))
        GRI_TRY(number_of(f, &error, out));
    else if (expr->kind == GRI_SUM)
        GRI_TRY(sum_out(f, expr, out));
    else if (is_slope(expr))
        GRI_TRY(slope_number(f, expr, out));
    else if (expr->kind == GRI_MATRIX)
        GRI_TRY(fill_elements(f, expr, out));
    else if (expr->kind != GRI_NUMBER)
        GRI_TRY(fill_operands(f, expr, out));
    return *out != NULL ? GR_OK : gri_fail_memory(f->err, "the working");
}

enum gr_status gri_substitute(struct gri_view *view, struct gri_arena *arena,
                              const struct gri_expr *expr, long row, const struct gri_expr **out,
                              struct gr_err *err)
{
    struct fill f = {view, arena, row, err};
    if (expr->kind == GRI_SUBTRACT) /* the error itself: 98 - 43.4, not the 54.6 it comes to */
        return fill_operands(&f, expr, out);
    return fill(&f, expr, out);
}
