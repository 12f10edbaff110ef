/* Formulas put into formulas. */
#include "explain/derive/open.h"
#include "explain/formula/formula.h"

#include <string.h>

enum { LONGEST = 2000 };

struct expand {
    struct gri_view *view;
    struct gri_arena *arena;
    const struct gri_symbol *variable;
    size_t made; /* names and numbers so far */
    struct gr_err *err;
};

static bool same(const struct gri_symbol *a, const struct gri_symbol *b)
{
    if (a->unknown != NULL || b->unknown != NULL)
        return gri_unknown_same(a->unknown, b->unknown);
    return gri_asked_same(&a->asked, &b->asked);
}

static bool varies(const struct gri_symbol *symbol)
{
    const struct gri_asked *asked = &symbol->asked;
    return symbol->unknown == NULL && asked->of.sample == 0 &&
           (symbol->each_row || asked->derivative || gri_quantity_per_sample(&asked->of));
}

const struct gri_symbols gri_name_symbols = {same, varies};

/* The same quantity, of whichever sample and moment. */
static bool alike(const struct gri_symbol *a, const struct gri_symbol *b)
{
    struct gri_symbol x = *a, y = *b;
    x.asked.of.sample = y.asked.of.sample = 0;
    x.asked.of.epoch = y.asked.of.epoch = 0;
    x.asked.of.iteration = y.asked.of.iteration = 0;
    return same(&x, &y);
}

const struct gri_symbols gri_name_symbols_anywhere = {alike, varies};

static enum gr_status too_long(const struct expand *e)
{
    return gri_fail(e->err, GR_E_RANGE,
                    "written out this takes more than %d names and numbers; `formula NAME depth 1` "
                    "goes one level down",
                    LONGEST);
}

static enum gr_status expand(struct expand *e, const struct gri_expr *expr, size_t depth,
                             const struct gri_expr **out);

/* What the step before left is as good as given: else a formula would reach back to the start. */
static bool is_computed(const struct gri_symbol *symbol)
{
    const struct gri_quantity *q = &symbol->asked.of;
    bool kept = q->what == GRI_Q_MOMENT &&
                gri_optimizers[q->optimizer].moments[q->moment].row != GRI_NOT_KEPT;
    bool given = ((gri_quantity_is_parameter(q) || kept) && !q->made) || q->what == GRI_Q_INPUT ||
                 q->what == GRI_Q_TARGET || q->what == GRI_Q_RATE || q->what == GRI_Q_COUNT;
    return symbol->unknown == NULL && (symbol->asked.derivative || !given);
}

static enum gr_status expand_name(struct expand *e, const struct gri_expr *expr, size_t depth,
                                  const struct gri_expr **out)
{
    const struct gri_symbol *symbol = expr->symbol;
    struct gri_formula formula;
    *out = expr;
    if (depth == 0 || !is_computed(symbol) || (e->variable != NULL && alike(symbol, e->variable)))
        return GR_OK;
    if (!symbol->asked.derivative && symbol->asked.of.what == GRI_Q_LOSS &&
        symbol->asked.of.sample > 0)
        return gri_fail(e->err, GR_E_NAME, "only the loss of the whole batch is written out");
    GRI_TRY(gri_formula(e->view, e->arena, &symbol->asked, &formula, e->err));
    const struct gri_expr *own = formula.formula != NULL ? formula.formula : formula.operands;
    if (own == NULL)
        return gri_fail(e->err, GR_E_RANGE, "%s", formula.origin);
    GRI_TRY(expand(e, own, depth - 1, out));
    if (e->variable != NULL && !gri_expr_depends(&gri_name_symbols_anywhere, *out, e->variable))
        *out = expr;
    return GR_OK;
}

static enum gr_status expand_operands(struct expand *e, const struct gri_expr *expr, size_t depth,
                                      const struct gri_expr **out)
{
    const struct gri_expr *a, *b = NULL;
    struct gri_expr *made;
    GRI_TRY(expand(e, expr->a, depth, &a));
    if (expr->b == NULL) {
        made = gri_expr_unary(e->arena, expr->kind, a);
    } else {
        GRI_TRY(expand(e, expr->b, depth, &b));
        made = gri_expr_binary(e->arena, expr->kind, a, b);
    }
    if (made == NULL) {
        bool high = a->height >= GRI_EXPR_HEIGHT ||
                    (expr->b != NULL && b->height >= GRI_EXPR_HEIGHT);
        return high ? too_long(e) : gri_fail_memory(e->err, "the formula");
    }
    made->function = expr->function;
    *out = made;
    return GR_OK;
}

static enum gr_status expand(struct expand *e, const struct gri_expr *expr, size_t depth,
                             const struct gri_expr **out)
{
    *out = expr;
    if (++e->made > LONGEST)
        return too_long(e);
    if (expr->kind == GRI_MATRIX || expr->kind == GRI_TRANSPOSE)
        return gri_fail_at(e->err, GR_E_SHAPE, expr->column,
                           "formulas are of single numbers, not of matrices");
    if (expr->kind == GRI_SYMBOL)
        return expand_name(e, expr, depth, out);
    return expr->kind == GRI_NUMBER ? GR_OK : expand_operands(e, expr, depth, out);
}

enum gr_status gri_expand(struct gri_view *view, struct gri_arena *arena,
                          const struct gri_expr *expr, const struct gri_symbol *variable,
                          size_t depth, const struct gri_expr **out, struct gr_err *err)
{
    struct expand e = {view, arena, variable, 0, err};
    return expand(&e, expr, depth, out);
}
