/* A derivative as it is worked by hand: rule by rule, then made simple, then its number. */
#include "explain/derive/derive.h"

#include "expr/derive/exact.h"
#include "expr/print.h"

#include <math.h>
#include <stdlib.h>

enum { MOST_RULES = 30, LONG_RESULT = 150 };

struct diff {
    struct gri_open *open;
    struct gri_page *page;
    const struct gri_task *task;
    const struct gri_symbol *by;
    const struct gri_expr *formula; /* of task->expr, written out as far as it depends on `by` */
    const struct gri_expr *name;    /* ∂E/∂w1 */
    bool known;                     /* a derivative that training computes too */
    struct gr_err *err;
};

static const struct gri_expr *mark(void *user, const struct gri_expr *part)
{
    const struct diff *d = user;
    return gri_open_mark(d->open, part, d->by);
}

static bool is_linear(const struct gri_view *view, const struct gri_quantity *q)
{
    return view->net->layer[q->layer].activation == GRI_LINEAR;
}

/* Derivatives are taken by free variables and by what formulas are made of. */
static enum gr_status check_variable(struct diff *d)
{
    const struct gri_expr *by = d->task->by;
    if (by->kind != GRI_SYMBOL)
        return gri_fail_at(d->err, GR_E_SYNTAX, by->column, "behind `by` stands one name");
    d->by = by->symbol;
    if (d->by->unknown != NULL)
        return GR_OK;
    const struct gri_quantity *q = &d->by->asked.of;
    bool inner = q->what == GRI_Q_PRODUCT || q->what == GRI_Q_ERROR || q->what == GRI_Q_TERM ||
                 q->what == GRI_Q_LOSS;
    if (d->by->asked.derivative || inner || q->made || q->whole)
        return gri_fail_at(d->err, GR_E_NAME, by->column,
                           "the derivative is taken by one number that formulas are made of: a "
                           "weight, a bias, x, y, z, h or yhat");
    if (q->what != GRI_Q_SUM || !is_linear(d->open->view, q))
        return GR_OK;
    struct gri_symbol *out = gri_arena_take(d->page->arena, 1, sizeof *out);
    if (out == NULL)
        return gri_fail_memory(d->err, "a name");
    *out = *d->by; /* a linear unit's z is its h, and formulas call it so */
    out->asked.of.what = GRI_Q_OUT;
    d->by = out;
    return GR_OK;
}

/* Single numbers, and none of `by` inside a sum, where it would be another in every term. */
static enum gr_status check_names(const struct diff *d, const struct gri_expr *expr, bool in_sum)
{
    if (expr == NULL)
        return GR_OK;
    if (expr->kind == GRI_SYMBOL && expr->symbol->unknown == NULL) {
        const struct gri_asked *asked = &expr->symbol->asked;
        struct gri_quantity q = asked->of, by = d->by->asked.of;
        if (q.whole || (asked->derivative && asked->by.whole))
            return gri_fail_at(d->err, GR_E_SHAPE, expr->column,
                               "derivatives are of single numbers; take one number of the matrix");
        q.sample = by.sample = 0;
        if (in_sum && d->by->unknown == NULL && gri_quantity_per_sample(&by) &&
            gri_quantity_same(&q, &by))
            return gri_fail_at(d->err, GR_E_NAME, d->task->by->column,
                               "a sum over the samples has another of these in each term; take the "
                               "derivative by a weight or a bias, or of one sample's terms");
    }
    in_sum = in_sum || expr->kind == GRI_SUM || expr->kind == GRI_MEAN;
    GRI_TRY(check_names(d, expr->a, in_sum));
    return check_names(d, expr->b, in_sum);
}

/* The one name of the formula that is the variable but for its address; *count of them. */
static void find_variable(const struct diff *d, const struct gri_expr *expr,
                          const struct gri_symbol **found, size_t *count)
{
    if (expr == NULL)
        return;
    if (expr->kind != GRI_SYMBOL) {
        find_variable(d, expr->a, found, count);
        find_variable(d, expr->b, found, count);
    } else if (gri_name_symbols_anywhere.same(expr->symbol, d->by) &&
               (*found == NULL || !gri_name_symbols.same(expr->symbol, *found))) {
        *found = expr->symbol;
        ++*count;
    }
}

/* `by x1` of ŷ[2] is by x1[2], and x1[1] is x1 where sample 1 is at hand. */
static enum gr_status adopt_address(struct diff *d)
{
    const struct gri_symbol *found = NULL;
    const struct gri_quantity *q = &d->by->asked.of;
    size_t count = 0, here = 0;
    if (d->by->unknown != NULL || d->open->view->timeline == NULL)
        return GR_OK;
    find_variable(d, d->formula, &found, &count);
    if (count != 1)
        return GR_OK;
    GRI_TRY(gri_view_sample(d->open->view, &here, d->err));
    bool bare = q->sample == 0 && q->epoch == 0;
    bool at_hand = found->asked.of.sample == 0 && q->sample == here && q->epoch == 0;
    if (bare || at_hand)
        d->by = found;
    return GR_OK;
}

/* ∂E/∂w1 where E is a quantity, else d/dx (…) */
static enum gr_status make_name(struct diff *d)
{
    const struct gri_expr *expr = d->task->expr;
    bool same_sample = expr->kind == GRI_SYMBOL &&
                       (!gri_quantity_per_sample(&d->by->asked.of) ||
                        d->by->asked.of.sample == expr->symbol->asked.of.sample);
    d->known = d->by->unknown == NULL && same_sample && expr->symbol->unknown == NULL &&
               !expr->symbol->asked.derivative && d->by->asked.of.what != GRI_Q_TARGET &&
               d->by->asked.of.what != GRI_Q_RATE && d->by->asked.of.what != GRI_Q_COUNT;
    d->name = d->known ? gri_explain_name(d->page, (struct gri_asked){expr->symbol->asked.of, true,
                                                                      d->by->asked.of})
                       : gri_open_mark(d->open, expr, d->by);
    return d->name != NULL ? GR_OK : gri_fail_memory(d->err, "a name");
}

/* Was the same part derived before? */
static bool is_known(const struct gri_derivation *derivation, const struct gri_rule *rule)
{
    const struct gri_rule *before = derivation->first;
    while (before != rule && !gri_expr_same(&gri_name_symbols, before->of, rule->of))
        before = before->next;
    return before != rule;
}

static void show_rules(const struct diff *d, const struct gri_derivation *derivation)
{
    size_t n = 0;
    for (const struct gri_rule *rule = derivation->first; rule != NULL && n < MOST_RULES;
         rule = rule->next, n++) {
        if (is_known(derivation, rule))
            continue;
        struct gri_worked *worked = gri_page_worked(d->page, 1,
                                                    gri_open_mark(d->open, rule->of, d->by));
        worked->note = rule->name;
        gri_worked_step(d->page, worked, rule->result);
    }
    if (n < derivation->count)
        gri_page_remark(d->page, "So it goes on for %zu more steps.", derivation->count - n);
}

/* The tree with the number of `at` for the variable; *open says whether a name has no number. */
static const struct gri_expr *with_number(const struct diff *d, const struct gri_expr *expr,
                                          bool *open)
{
    const struct gri_symbol *set = d->open->set;
    if (expr->kind == GRI_SYMBOL) {
        double written;
        bool is_set = set != NULL && gri_name_symbols.same(expr->symbol, set);
        *open = *open || (!is_set && expr->symbol->unknown != NULL);
        if (!is_set)
            return expr;
        bool plain = gri_written_number(d->task->at, &written);
        return gri_expr_number(d->page->arena, d->open->value, plain ? GRI_WRITTEN : GRI_COMPUTED);
    }
    if (expr->a == NULL)
        return expr;
    const struct gri_expr *a = with_number(d, expr->a, open);
    struct gri_expr *made = expr->b == NULL ? gri_expr_unary(d->page->arena, expr->kind, a)
                                            : gri_expr_binary(d->page->arena, expr->kind, a,
                                                              with_number(d, expr->b, open));
    if (made != NULL) {
        made->function = expr->function;
        made->times = expr->times;
    }
    return made;
}

static bool has_names(const struct gri_expr *expr)
{
    return expr != NULL && (expr->kind == GRI_SYMBOL || has_names(expr->a) || has_names(expr->b));
}

/* A step, but not the one before it over again. */
static void step(const struct diff *d, struct gri_worked *worked, const struct gri_expr *expr)
{
    if (worked->last == NULL || !gri_expr_same(&gri_name_symbols, worked->last->expr, expr))
        gri_worked_step(d->page, worked, expr);
}

/* Where names are left without a number: the formula with those that have one. */
static enum gr_status show_rest(const struct diff *d, struct gri_worked *worked,
                                const struct gri_expr *numbers)
{
    const struct gri_expr *simple = gri_simplify(d->page->arena, &gri_name_symbols, numbers);
    if (simple == NULL)
        return gri_fail_memory(d->err, "the derivative");
    if (d->open->set == NULL)
        return GR_OK;
    step(d, worked, numbers);
    step(d, worked, simple);
    return GR_OK;
}

/* The numbers and the value, where there are some. */
static enum gr_status show_value(const struct diff *d, struct gri_worked *worked,
                                 const struct gri_expr *simple, bool *valued)
{
    bool open = false;
    double number;
    struct gr_err none = {0};
    struct gri_arena *arena = d->page->arena;
    const struct gri_expr *numbers = with_number(d, simple, &open);
    if (numbers == NULL)
        return gri_fail_memory(d->err, "the derivative");
    if (open)
        return show_rest(d, worked, numbers);
    if (gri_evaluate_number(simple, &d->open->scope, arena, &number, &none) != GR_OK)
        return none.status == GR_E_STATE ? GR_OK
                                         : gri_fail(d->err, none.status, "%s", none.message);
    if (has_names(numbers))
        GRI_TRY(gri_substitute(d->open->view, arena, numbers, GRI_NO_ROW, &numbers, d->err));
    if (numbers->kind != GRI_NUMBER)
        step(d, worked, numbers);
    struct gri_value *value = gri_arena_take(arena, 1, sizeof *value);
    if (value == NULL)
        return gri_fail_memory(d->err, "the derivative");
    GRI_TRY(gri_value_number(arena, number, value, d->err));
    worked->value = value;
    *valued = true;
    if (!gri_written_number(worked->last->expr, &number))
        gri_worked_step(d->page, worked, gri_expr_number(arena, value->at[0], GRI_COMPUTED));
    gri_worked_mark(d->page, worked);
    return GR_OK;
}

/* What training has for it, by the chain rule. */
static void compare(const struct diff *d, double number)
{
    struct gri_text name;
    double trained;
    struct gr_err none;
    const struct gri_asked *asked = &d->name->symbol->asked;
    if (gri_view_number(d->open->view, d->page->arena, asked, GRI_NO_ROW, &trained, &none) != GR_OK)
        return;
    gri_text_init(&name);
    gri_print(&name, d->name, &d->open->scope, GRI_ASCII, d->page->digits);
    bool same = fabs(trained - number) <= 1e-9 * fmax(1, fabs(trained));
    if (same)
        gri_page_remark(d->page, "`why %s` comes to the same number by the chain rule.", name.at);
    else if (d->open->view->hyper->rounding != GRI_ROUNDING_OFF)
        gri_page_remark(d->page,
                        "`why %s` differs: there every written number is rounded and carried so.",
                        name.at);
    d->page->failed |= name.failed;
    gri_text_clear(&name);
}

static enum gr_status show_result(const struct diff *d, const struct gri_derivation *derivation)
{
    bool valued = false;
    const struct gri_expr *simple = gri_simplify(d->page->arena, &gri_name_symbols,
                                                 derivation->derivative);
    if (simple == NULL)
        return gri_fail_memory(d->err, "the derivative");
    struct gri_worked *worked = gri_page_worked(d->page, 0, d->name);
    if (derivation->count == 1)
        worked->note = derivation->first->name;
    if (gri_expr_size(derivation->derivative, LONG_RESULT) <= LONG_RESULT)
        gri_worked_step(d->page, worked, derivation->derivative);
    step(d, worked, simple);
    GRI_TRY(show_value(d, worked, simple, &valued));
    if (valued && d->known && d->open->set == NULL)
        compare(d, worked->value->at[0]);
    return GR_OK;
}

static enum gr_status begin(struct diff *d)
{
    const struct gri_task *task = d->task;
    struct gri_view *view = d->open->view;
    GRI_TRY(check_variable(d));
    GRI_TRY(check_names(d, task->expr, false));
    GRI_TRY(gri_expand(view, d->page->arena, task->expr, d->by, SIZE_MAX, &d->formula, d->err));
    GRI_TRY(adopt_address(d));
    GRI_TRY(check_names(d, d->formula, false));
    GRI_TRY(make_name(d));
    if (task->at == NULL)
        return GR_OK;
    GRI_TRY(
        gri_evaluate_number(task->at, &d->open->scope, d->page->arena, &d->open->value, d->err));
    d->open->set = d->by;
    return GR_OK;
}

enum gr_status gri_explain_derivative(struct gri_open *open, struct gri_page *page,
                                      const struct gri_task *task, struct gr_err *err)
{
    struct diff d = {.open = open, .page = page, .task = task, .err = err};
    GRI_TRY(begin(&d));
    struct gri_derivation derivation = {
        .arena = page->arena, .symbols = &gri_name_symbols, .by = d.by, .mark = mark, .user = &d};
    GRI_TRY(gri_derive(&derivation, d.formula, err));
    page->scope = &open->scope;
    if (d.formula != task->expr && task->expr->kind == GRI_SYMBOL)
        gri_worked_step(page, gri_page_worked(page, 0, task->expr), d.formula);
    if (derivation.count > 1)
        show_rules(&d, &derivation);
    GRI_TRY(show_result(&d, &derivation));
    if (derivation.count == 0 && !gri_expr_depends(&gri_name_symbols, d.formula, d.by))
        gri_page_remark(page, "It does not depend on that name: the derivative is 0.");
    return GR_OK;
}
