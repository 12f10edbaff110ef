#include "expr/expr.h"

#include "math/scalar.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

static struct gri_expr *node(struct gri_arena *arena, enum gri_kind kind, size_t below)
{
    if (below >= GRI_EXPR_HEIGHT)
        return NULL;
    struct gri_expr *expr = gri_arena_take(arena, 1, sizeof *expr);
    if (expr == NULL)
        return NULL;
    expr->kind = kind;
    expr->height = below + 1;
    return expr;
}

struct gri_expr *gri_expr_number(struct gri_arena *arena, double number, enum gri_shown shown)
{
    struct gri_expr *expr = node(arena, GRI_NUMBER, 0);
    if (expr == NULL)
        return NULL;
    expr->number = number;
    expr->shown = shown;
    return expr;
}

struct gri_expr *gri_expr_symbol(struct gri_arena *arena, const struct gri_symbol *symbol)
{
    struct gri_expr *expr = node(arena, GRI_SYMBOL, 0);
    if (expr == NULL)
        return NULL;
    expr->symbol = symbol;
    return expr;
}

struct gri_expr *gri_expr_unary(struct gri_arena *arena, enum gri_kind kind,
                                const struct gri_expr *a)
{
    struct gri_expr *expr = a == NULL ? NULL : node(arena, kind, a->height);
    if (expr == NULL)
        return NULL;
    expr->a = a;
    expr->column = a->column;
    return expr;
}

struct gri_expr *gri_expr_binary(struct gri_arena *arena, enum gri_kind kind,
                                 const struct gri_expr *a, const struct gri_expr *b)
{
    if (a == NULL || b == NULL)
        return NULL;
    struct gri_expr *expr = node(arena, kind, a->height > b->height ? a->height : b->height);
    if (expr == NULL)
        return NULL;
    expr->a = a;
    expr->b = b;
    expr->column = a->column;
    return expr;
}

struct gri_expr *gri_expr_times(struct gri_arena *arena, enum gri_times times,
                                const struct gri_expr *a, const struct gri_expr *b)
{
    struct gri_expr *expr = gri_expr_binary(arena, GRI_MULTIPLY, a, b);
    if (expr == NULL)
        return NULL;
    expr->times = times;
    return expr;
}

struct gri_expr *gri_expr_call(struct gri_arena *arena, const char *function,
                               const struct gri_expr *a)
{
    int found = gri_function_find(function, strlen(function));
    struct gri_expr *expr = found < 0 ? NULL : gri_expr_unary(arena, GRI_CALL, a);
    if (expr == NULL)
        return NULL;
    expr->function = found;
    return expr;
}

struct gri_expr *gri_expr_matrix(struct gri_arena *arena, size_t rows, size_t cols,
                                 const struct gri_expr *const *items)
{
    if (rows == 0 || cols == 0 || rows > SIZE_MAX / cols)
        return NULL;
    size_t count = rows * cols;
    size_t below = 0;
    for (size_t i = 0; i < count; i++) {
        if (items[i] == NULL)
            return NULL;
        if (items[i]->height > below)
            below = items[i]->height;
    }
    struct gri_expr *expr = node(arena, GRI_MATRIX, below);
    if (expr == NULL)
        return NULL;
    expr->items = gri_arena_take(arena, count, sizeof *expr->items);
    if (expr->items == NULL)
        return NULL;
    memcpy(expr->items, items, count * sizeof *items);
    expr->rows = rows;
    expr->cols = cols;
    return expr;
}

struct gri_expr *gri_expr_boxed(struct gri_arena *arena, const struct gri_expr *a)
{
    struct gri_expr *expr = a == NULL ? NULL : gri_arena_take(arena, 1, sizeof *expr);
    if (expr == NULL)
        return NULL;
    *expr = *a;
    expr->boxed = true;
    return expr;
}

bool gri_expr_has_name(const struct gri_expr *expr)
{
    bool any = expr->kind == GRI_SYMBOL || (expr->a != NULL && gri_expr_has_name(expr->a)) ||
               (expr->b != NULL && gri_expr_has_name(expr->b));
    for (size_t n = 0; expr->kind == GRI_MATRIX && n < expr->rows * expr->cols && !any; n++)
        any = gri_expr_has_name(expr->items[n]);
    return any;
}

const struct gri_function gri_functions[] = {
    {"exp", "e^{", "e^x", gri_exp, "exp(x)"},
    {"ln", "\\ln", "the natural logarithm", gri_ln, "1/x"},
    {"sqrt", "\\sqrt{", "the square root", sqrt, "1/(2*sqrt(x))"},
    {"abs", "\\operatorname{abs}", "x without its sign", fabs, "sign(x)"},
    {"sign", "\\operatorname{sign}", "-1, 0 or 1", gri_sign, "0"},
    {"step", "\\operatorname{step}", "1 for x > 0, else 0", gri_relu_slope, "0"},
    {"sigmoid", "\\sigma", "1/(1 + e^-x)", gri_sigmoid, "sigmoid(x)*(1 - sigmoid(x))"},
    {"tanh", "\\tanh", "the hyperbolic tangent", gri_tanh, "1 - tanh(x)^2"},
    {"relu", "\\operatorname{relu}", "max(0, x)", gri_relu, "relu'(x)"},
    {"relu'", "\\operatorname{relu}'", "1 for x > 0, else 0", gri_relu_slope, "0"},
    {"leaky_relu", "\\operatorname{leaky\\_relu}", "x for x > 0, else 0.01 x", gri_leaky_relu,
     "leaky_relu'(x)"},
    {"leaky_relu'", "\\operatorname{leaky\\_relu}'", "1 for x > 0, else 0.01", gri_leaky_relu_slope,
     "0"},
};

const size_t gri_function_count = sizeof gri_functions / sizeof gri_functions[0];

int gri_function_find(const char *name, size_t length)
{
    for (size_t i = 0; i < gri_function_count; i++)
        if (strlen(gri_functions[i].name) == length &&
            memcmp(gri_functions[i].name, name, length) == 0)
            return (int)i;
    return -1;
}
