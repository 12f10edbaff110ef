#include "expr/derive.h"
#include "expr/derive/exact.h"
#include "expr/derive/product.h"

#include <math.h>
#include <string.h>

/* A sum taken apart: coefficient·rest each; rest NULL: a number. */
struct term {
    double numerator, denominator;
    const struct gri_expr *rest;
};

struct sum {
    struct gri_arena *arena;
    const struct gri_symbols *symbols;
    struct term *term;
    size_t count;
    bool failed;
};

static bool is_sum(const struct gri_expr *expr)
{
    return expr->kind == GRI_ADD || expr->kind == GRI_SUBTRACT;
}

static size_t terms(const struct gri_expr *expr)
{
    if (expr->kind == GRI_NEGATE)
        return terms(expr->a);
    return is_sum(expr) ? terms(expr->a) + terms(expr->b) : 1;
}

/* a/b + c/d into *a / *b; false: not exact. */
static bool add_fractions(double *a, double *b, double c, double d)
{
    double left, right, top, bottom;
    if (!gri_exact_product(*a, d, &left) || !gri_exact_product(c, *b, &right) ||
        !gri_exact_product(*b, d, &bottom) || !gri_exact_sum(left, right, &top))
        return false;
    *a = top;
    *b = bottom;
    gri_exact_reduce(a, b);
    return true;
}

static bool like(const struct sum *sum, const struct term *a, const struct term *b)
{
    return a->rest == NULL || b->rest == NULL ? a->rest == b->rest
                                              : gri_expr_same(sum->symbols, a->rest, b->rest);
}

static void add_term(struct sum *sum, struct term term)
{
    for (size_t n = 0; n < sum->count; n++)
        if (like(sum, &sum->term[n], &term) &&
            add_fractions(&sum->term[n].numerator, &sum->term[n].denominator, term.numerator,
                          term.denominator))
            return;
    sum->term[sum->count++] = term;
}

static void take_term(struct sum *sum, const struct gri_expr *expr, double sign)
{
    struct gri_product product;
    gri_product_init(&product, sum->arena, sum->symbols);
    gri_product_take(&product, expr, 1);
    struct term term = {sign * product.numerator, product.denominator, NULL};
    product.numerator = product.denominator = 1;
    if (product.count > 0) {
        term.rest = gri_product_expr(&product);
        sum->failed |= term.rest == NULL;
    }
    sum->failed |= product.failed;
    if (!sum->failed && term.numerator != 0)
        add_term(sum, term);
}

static void take(struct sum *sum, const struct gri_expr *expr, double sign)
{
    if (expr->kind == GRI_NEGATE) {
        take(sum, expr->a, -sign);
    } else if (is_sum(expr)) {
        take(sum, expr->a, sign);
        take(sum, expr->b, expr->kind == GRI_ADD ? sign : -sign);
    } else {
        take_term(sum, expr, sign);
    }
}

/* coefficient·rest, put together as products are. */
static const struct gri_expr *term_expr(const struct sum *sum, const struct term *term, double size)
{
    struct gri_product product;
    gri_product_init(&product, sum->arena, sum->symbols);
    if (term->rest != NULL)
        gri_product_take(&product, term->rest, 1);
    product.numerator = size;
    product.denominator = term->denominator;
    return gri_product_expr(&product);
}

static const struct gri_expr *sum_expr(const struct sum *sum)
{
    const struct gri_expr *expr = NULL;
    for (size_t n = 0; n < sum->count; n++) {
        const struct term *term = &sum->term[n];
        bool minus = term->numerator < 0;
        if (term->numerator == 0)
            continue;
        const struct gri_expr *next = term_expr(
            sum, term, expr == NULL ? term->numerator : fabs(term->numerator));
        expr = expr == NULL
                   ? next
                   : gri_expr_binary(sum->arena, minus ? GRI_SUBTRACT : GRI_ADD, expr, next);
        if (expr == NULL)
            return NULL;
    }
    return expr != NULL ? expr : gri_expr_number(sum->arena, 0, GRI_WRITTEN);
}

static const struct gri_expr *simplify_sum(struct gri_arena *arena,
                                           const struct gri_symbols *symbols,
                                           const struct gri_expr *expr)
{
    struct sum sum = {.arena = arena, .symbols = symbols};
    sum.term = gri_arena_take(arena, terms(expr), sizeof *sum.term);
    if (sum.term == NULL)
        return NULL;
    take(&sum, expr, 1);
    return sum.failed ? NULL : sum_expr(&sum);
}

static const struct gri_expr *simplify_product(struct gri_arena *arena,
                                               const struct gri_symbols *symbols,
                                               const struct gri_expr *expr)
{
    struct gri_product product;
    gri_product_init(&product, arena, symbols);
    gri_product_take(&product, expr, 1);
    return gri_product_expr(&product);
}

/* number^n where that is exact. */
static bool number_power(double base, double n, double *result)
{
    if (n != rint(n) || n < 0 || n > 64)
        return false;
    *result = 1;
    for (int k = (int)n; k > 0; k--)
        if (!gri_exact_product(*result, base, result))
            return false;
    return true;
}

static const struct gri_expr *simplify_power(struct gri_arena *arena,
                                             const struct gri_symbols *symbols,
                                             const struct gri_expr *expr)
{
    const struct gri_expr *base = expr->a;
    double n, number, result;
    if (!gri_written_number(expr->b, &n))
        return gri_written_number(base, &number) && number == 1 ? base : expr;
    if (n == 1)
        return base;
    if (n == 0)
        return gri_expr_number(arena, 1, GRI_WRITTEN);
    if (gri_written_number(base, &number))
        return number_power(number, n, &result) ? gri_written_expr(arena, result) : expr;
    if (n != rint(n))
        return expr;
    bool negative = base->kind == GRI_NEGATE;
    if (negative)
        expr = gri_expr_binary(arena, GRI_POWER, base->a, expr->b);
    if (negative && fmod(n, 2) != 0)
        expr = gri_expr_unary(arena, GRI_NEGATE, expr);
    if (expr != NULL && n < 0) /* 1/a² */
        return simplify_product(arena, symbols, expr);
    const struct gri_expr *inner = negative ? base->a : base;
    if (expr == NULL || inner->kind != GRI_POWER || expr->kind != GRI_POWER ||
        !gri_written_number(inner->b, &number) || number != rint(number) || number < 0 ||
        !gri_exact_product(n, number, &result))
        return expr;
    return gri_expr_binary(arena, GRI_POWER, inner->a, gri_written_expr(arena, result)); /* (a²)³ */
}

static bool varies(const struct gri_symbols *symbols, const struct gri_expr *expr)
{
    if (expr == NULL || expr->kind == GRI_SUM || expr->kind == GRI_MEAN)
        return false;
    if (expr->kind == GRI_SYMBOL)
        return symbols->varies == NULL || symbols->varies(expr->symbol);
    for (size_t i = 0; i < expr->rows * expr->cols; i++)
        if (varies(symbols, expr->items[i]))
            return true;
    return varies(symbols, expr->a) || varies(symbols, expr->b);
}

/* Σ(2·w·e) = 2·w·Σ(e) */
static const struct gri_expr *simplify_over_rows(struct gri_arena *arena,
                                                 const struct gri_symbols *symbols,
                                                 const struct gri_expr *expr)
{
    struct gri_product all, inner;
    double number;
    if (gri_written_number(expr->a, &number) && (number == 0 || expr->kind == GRI_MEAN))
        return expr->a;
    if (!varies(symbols, expr->a))
        return expr;
    gri_product_init(&all, arena, symbols);
    gri_product_init(&inner, arena, symbols);
    gri_product_take(&all, expr->a, 1);
    size_t kept = 0;
    for (size_t n = 0; n < all.count; n++)
        if (varies(symbols, all.factor[n].base))
            gri_product_factor(&inner, all.factor[n].base, all.factor[n].power);
        else
            all.factor[kept++] = all.factor[n];
    all.count = kept;
    if (inner.count == 0) /* what varied has cancelled */
        return expr;
    const struct gri_expr *rest = gri_product_expr(&inner);
    rest = gri_expr_unary(arena, expr->kind, rest);
    if (rest == NULL)
        return NULL;
    gri_product_factor(&all, rest, 1);
    return gri_product_expr(&all);
}

/* e^0 and ln 1 */
static const struct gri_expr *simplify_call(struct gri_arena *arena, const struct gri_expr *expr)
{
    const char *name = gri_functions[expr->function].name;
    double number;
    if (!gri_written_number(expr->a, &number))
        return expr;
    if (number == 0 && strcmp(name, "exp") == 0)
        return gri_expr_number(arena, 1, GRI_WRITTEN);
    if (number == 1 && strcmp(name, "ln") == 0)
        return gri_expr_number(arena, 0, GRI_WRITTEN);
    return expr;
}

/* The same with its operands simplified, brackets left to the printer. */
static const struct gri_expr *simplify_parts(struct gri_arena *arena,
                                             const struct gri_symbols *symbols,
                                             const struct gri_expr *expr)
{
    const struct gri_expr *a = expr->a == NULL ? NULL : gri_simplify(arena, symbols, expr->a);
    if (expr->a == NULL) {
        struct gri_expr *copy = gri_arena_take(arena, 1, sizeof *copy);
        if (copy != NULL) {
            *copy = *expr;
            copy->boxed = false;
        }
        return copy;
    }
    struct gri_expr *made = expr->b == NULL
                                ? gri_expr_unary(arena, expr->kind, a)
                                : gri_expr_binary(arena, expr->kind, a,
                                                  gri_simplify(arena, symbols, expr->b));
    if (made != NULL)
        made->function = expr->function;
    return made;
}

const struct gri_expr *gri_simplify(struct gri_arena *arena, const struct gri_symbols *symbols,
                                    const struct gri_expr *expr)
{
    expr = expr == NULL ? NULL : simplify_parts(arena, symbols, expr);
    if (expr == NULL)
        return NULL;
    switch (expr->kind) {
    case GRI_ADD:
    case GRI_SUBTRACT:
        return simplify_sum(arena, symbols, expr);
    case GRI_NEGATE:
        return is_sum(expr->a) ? simplify_sum(arena, symbols, expr)
                               : simplify_product(arena, symbols, expr);
    case GRI_MULTIPLY:
    case GRI_DIVIDE:
        return simplify_product(arena, symbols, expr);
    case GRI_POWER:
        return simplify_power(arena, symbols, expr);
    case GRI_SUM:
    case GRI_MEAN:
        return simplify_over_rows(arena, symbols, expr);
    case GRI_CALL:
        return simplify_call(arena, expr);
    default:
        return expr;
    }
}
