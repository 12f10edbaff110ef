#include "expr/derive.h"

#include "base/text.h"
#include "expr/derive/exact.h"
#include "expr/template.h"

#include <math.h>
#include <string.h>

/* A rule makes a tree less than HIGHER times as high. */
enum { LONGEST = 4000, LONGEST_RESULT = 20000, HIGHER = 8 };

struct work {
    struct gri_derivation *d;
    struct gr_err *err;
    enum gr_status status; /* of the first failure */
    bool marks;            /* parts become marks, else their derivatives */
};

static const struct gri_expr *written(const struct work *w, double number)
{
    return gri_expr_number(w->d->arena, number, GRI_WRITTEN);
}

static bool depends(const struct work *w, const struct gri_expr *expr)
{
    return gri_expr_depends(w->d->symbols, expr, w->d->by);
}

static const struct gri_expr *derive(struct work *w, const struct gri_expr *expr);

/* The derivative of an operand: 0, 1, what remains to be done, or what came of it. */
static const struct gri_expr *part(struct work *w, const struct gri_expr *expr)
{
    if (!depends(w, expr))
        return written(w, 0);
    if (expr->kind == GRI_SYMBOL)
        return written(w, 1);
    return w->marks ? w->d->mark(w->d->user, expr) : derive(w, expr);
}

/* The same with something behind it: a mark needs brackets there. */
static const struct gri_expr *front(struct work *w, const struct gri_expr *expr)
{
    const struct gri_expr *made = part(w, expr);
    return w->marks && made != NULL && made->kind == GRI_SYMBOL ? gri_expr_boxed(w->d->arena, made)
                                                                : made;
}

static const struct gri_expr *pair(const struct work *w, enum gri_kind kind,
                                   const struct gri_expr *a, const struct gri_expr *b)
{
    return kind == GRI_MULTIPLY ? gri_expr_times(w->d->arena, GRI_DOT, a, b)
                                : gri_expr_binary(w->d->arena, kind, a, b);
}

/* a' + b' - c' … */
static const struct gri_expr *sum(struct work *w, const struct gri_expr *expr)
{
    if (expr->kind != GRI_ADD && expr->kind != GRI_SUBTRACT)
        return part(w, expr);
    const struct gri_expr *a = sum(w, expr->a);
    return pair(w, expr->kind, a, sum(w, expr->b));
}

/* -a', c·a', a'·c, a'/c */
static const struct gri_expr *factor(struct work *w, const struct gri_expr *expr)
{
    if (expr->kind == GRI_NEGATE)
        return gri_expr_unary(w->d->arena, GRI_NEGATE, part(w, expr->a));
    bool first = depends(w, expr->a);
    return pair(w, expr->kind, first ? front(w, expr->a) : expr->a,
                first ? expr->b : part(w, expr->b));
}

/* a'·b + a·b' */
static const struct gri_expr *product(struct work *w, const struct gri_expr *expr)
{
    const struct gri_expr *a = pair(w, GRI_MULTIPLY, front(w, expr->a), expr->b);
    return pair(w, GRI_ADD, a, pair(w, GRI_MULTIPLY, expr->a, part(w, expr->b)));
}

/* (a'·b - a·b')/b² */
static const struct gri_expr *quotient(struct work *w, const struct gri_expr *expr)
{
    const struct gri_expr *a = pair(w, GRI_MULTIPLY, front(w, expr->a), expr->b);
    const struct gri_expr *b = pair(w, GRI_MULTIPLY, expr->a, part(w, expr->b));
    return pair(w, GRI_DIVIDE, pair(w, GRI_SUBTRACT, a, b),
                pair(w, GRI_POWER, expr->b, written(w, 2)));
}

/* outer·a': the chain rule, where a is more than the variable. */
static const struct gri_expr *chain(struct work *w, const struct gri_expr *outer,
                                    const struct gri_expr *a)
{
    return a->kind == GRI_SYMBOL ? outer : pair(w, GRI_MULTIPLY, outer, part(w, a));
}

/* n·a^(n - 1)·a' */
static const struct gri_expr *power(struct work *w, const struct gri_expr *expr)
{
    const struct gri_expr *less, *outer = expr->a;
    double n, by_one;
    if (!gri_written_number(expr->b, &n) || !gri_exact_sum(n, -1, &by_one)) {
        less = pair(w, GRI_SUBTRACT, expr->b, written(w, 1));
        outer = pair(w, GRI_POWER, expr->a, less);
    } else if (by_one != 1) {
        outer = pair(w, GRI_POWER, expr->a, gri_written_expr(w->d->arena, by_one));
    }
    return chain(w, pair(w, GRI_MULTIPLY, expr->b, outer), expr->a);
}

/* c^b·ln(c)·b' */
static const struct gri_expr *exponential(struct work *w, const struct gri_expr *expr)
{
    const struct gri_expr *log = gri_expr_call(w->d->arena, "ln", expr->a);
    return chain(w, pair(w, GRI_MULTIPLY, expr, log), expr->b);
}

/* a^b·(b'·ln(a) + b·a'/a) */
static const struct gri_expr *tower(struct work *w, const struct gri_expr *expr)
{
    const struct gri_expr *log = gri_expr_call(w->d->arena, "ln", expr->a);
    const struct gri_expr *top = pair(w, GRI_MULTIPLY, front(w, expr->b), log);
    const struct gri_expr *base = pair(w, GRI_MULTIPLY, expr->b, front(w, expr->a));
    base = pair(w, GRI_DIVIDE, base, expr->a);
    return pair(w, GRI_MULTIPLY, expr, pair(w, GRI_ADD, top, base));
}

/* f'(a)·a' */
static const struct gri_expr *function(struct work *w, const struct gri_expr *expr)
{
    struct gri_expr *bare = gri_expr_boxed(w->d->arena, expr->a);
    if (bare == NULL)
        return NULL;
    bare->boxed = false; /* its brackets are those of the call */
    struct gri_letter x = {"x", bare};
    const char *text = gri_functions[expr->function].derivative;
    return chain(w, gri_expr_template(w->d->arena, text, &x, 1), expr->a);
}

/* Σ(a') */
static const struct gri_expr *over_rows(struct work *w, const struct gri_expr *expr)
{
    return gri_expr_unary(w->d->arena, expr->kind, part(w, expr->a));
}

/* A rule: its name and what it makes of an expression, whose inner part (NULL: it has none) calls
 * for the chain rule where it is more than the variable. */
struct choice {
    const char *name;
    const struct gri_expr *(*build)(struct work *w, const struct gri_expr *expr);
    const struct gri_expr *inner;
};

static struct choice choose(const struct work *w, const struct gri_expr *expr)
{
    bool a = expr->a != NULL && depends(w, expr->a), b = expr->b != NULL && depends(w, expr->b);
    switch (expr->kind) {
    case GRI_ADD:
    case GRI_SUBTRACT:
        return (struct choice){"sum rule", sum, NULL};
    case GRI_MULTIPLY:
        return a && b ? (struct choice){"product rule", product, NULL}
                      : (struct choice){"constant factor", factor, NULL};
    case GRI_DIVIDE:
        return b ? (struct choice){"quotient rule", quotient, NULL}
                 : (struct choice){"constant factor", factor, NULL};
    case GRI_POWER:
        return a && b ? (struct choice){"both base and exponent vary", tower, NULL}
               : a    ? (struct choice){"power rule", power, expr->a}
                      : (struct choice){"exponential rule", exponential, expr->b};
    case GRI_CALL:
        return (struct choice){gri_functions[expr->function].name, function, expr->a};
    case GRI_SUM:
    case GRI_MEAN:
        return (struct choice){"sum rule: each sample for itself", over_rows, NULL};
    default:
        return (struct choice){"constant factor", factor, NULL};
    }
}

/* "power rule", "derivative of tanh, chain rule" */
static const char *name_of(const struct work *w, const struct gri_expr *expr,
                           const struct choice *choice)
{
    struct gri_text text;
    gri_text_init(&text);
    gri_text_addf(&text, "%s%s%s", expr->kind == GRI_CALL ? "derivative of " : "", choice->name,
                  choice->inner != NULL && choice->inner->kind != GRI_SYMBOL ? ", chain rule" : "");
    char *name = text.failed ? NULL : gri_arena_copy(w->d->arena, text.at, text.length);
    gri_text_clear(&text);
    return name;
}

/* False: no memory. */
static bool keep_rule(struct work *w, const struct gri_expr *expr, const struct choice *choice)
{
    struct gri_derivation *d = w->d;
    if (d->mark == NULL)
        return true;
    struct gri_rule *rule = gri_arena_take(d->arena, 1, sizeof *rule);
    if (rule == NULL)
        return false;
    w->marks = true;
    *rule = (struct gri_rule){name_of(w, expr, choice), expr, choice->build(w, expr), NULL};
    w->marks = false;
    *(d->last == NULL ? &d->first : &d->last->next) = rule;
    d->last = rule;
    d->count++;
    return rule->name != NULL && rule->result != NULL;
}

/* Of what depends on the variable. NULL: it failed. */
static const struct gri_expr *derive(struct work *w, const struct gri_expr *expr)
{
    if (expr->kind == GRI_MATRIX || expr->kind == GRI_TRANSPOSE) {
        w->status = gri_fail_at(w->err, GR_E_SHAPE, expr->column,
                                "a matrix has no derivative here; take one number of it");
        return NULL;
    }
    struct choice choice = choose(w, expr);
    if (!keep_rule(w, expr, &choice))
        return NULL;
    return choice.build(w, expr);
}

enum gr_status gri_derive(struct gri_derivation *derivation, const struct gri_expr *expr,
                          struct gr_err *err)
{
    struct work w = {.d = derivation, .err = err};
    derivation->first = derivation->last = NULL;
    derivation->count = 0;
    if (gri_expr_size(expr, LONGEST) > LONGEST)
        return gri_fail(err, GR_E_RANGE,
                        "this is too long for a derivative; the limit is %d names "
                        "and numbers",
                        LONGEST);
    derivation->derivative = part(&w, expr);
    if (w.status != GR_OK)
        return w.status;
    bool low = expr->height < GRI_EXPR_HEIGHT / HIGHER;
    if (derivation->derivative == NULL && low)
        return gri_fail_memory(err, "the derivative");
    if (derivation->derivative == NULL ||
        gri_expr_size(derivation->derivative, LONGEST_RESULT) > LONGEST_RESULT)
        return gri_fail(err, GR_E_RANGE, "the derivative gets too long to write out");
    return GR_OK;
}
