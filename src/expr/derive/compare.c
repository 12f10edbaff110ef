#include "expr/derive.h"

#include <math.h>
#include <string.h>

static bool same_symbol(const struct gri_symbols *symbols, const struct gri_symbol *a,
                        const struct gri_symbol *b)
{
    return a == b || (symbols->same != NULL && symbols->same(a, b));
}

bool gri_expr_same(const struct gri_symbols *symbols, const struct gri_expr *a,
                   const struct gri_expr *b)
{
    if (a == NULL || b == NULL || a == b)
        return a == b;
    if (a->kind != b->kind)
        return false;
    if (a->kind == GRI_NUMBER)
        return a->number == b->number && signbit(a->number) == signbit(b->number);
    if (a->kind == GRI_SYMBOL)
        return same_symbol(symbols, a->symbol, b->symbol);
    if (a->function != b->function || a->rows != b->rows || a->cols != b->cols)
        return false;
    for (size_t i = 0; i < a->rows * a->cols; i++)
        if (!gri_expr_same(symbols, a->items[i], b->items[i]))
            return false;
    return gri_expr_same(symbols, a->a, b->a) && gri_expr_same(symbols, a->b, b->b);
}

bool gri_expr_depends(const struct gri_symbols *symbols, const struct gri_expr *expr,
                      const struct gri_symbol *by)
{
    if (expr == NULL)
        return false;
    if (expr->kind == GRI_SYMBOL)
        return same_symbol(symbols, expr->symbol, by);
    for (size_t i = 0; i < expr->rows * expr->cols; i++)
        if (gri_expr_depends(symbols, expr->items[i], by))
            return true;
    return gri_expr_depends(symbols, expr->a, by) || gri_expr_depends(symbols, expr->b, by);
}

size_t gri_expr_size(const struct gri_expr *expr, size_t most)
{
    size_t size = 1;
    if (expr == NULL)
        return 0;
    for (size_t i = 0; i < expr->rows * expr->cols && size <= most; i++)
        size += gri_expr_size(expr->items[i], most - size);
    if (size <= most)
        size += gri_expr_size(expr->a, most - size);
    if (size <= most)
        size += gri_expr_size(expr->b, most - size);
    return size;
}
