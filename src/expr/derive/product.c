#include "expr/derive/product.h"

#include "expr/derive/exact.h"

#include <math.h>
#include <string.h>

static const double highest_power = 1e6;

void gri_product_init(struct gri_product *product, struct gri_arena *arena,
                      const struct gri_symbols *symbols)
{
    *product = (struct gri_product){
        .arena = arena, .symbols = symbols, .numerator = 1, .denominator = 1};
}

static bool make_room(struct gri_product *product)
{
    if (product->count < product->room)
        return true;
    size_t room = product->room > 0 ? 2 * product->room : 8;
    struct gri_factor *factor = gri_arena_take(product->arena, room, sizeof *factor);
    if (factor == NULL) {
        product->failed = true;
        return false;
    }
    if (product->count > 0)
        memcpy(factor, product->factor, product->count * sizeof *factor);
    product->factor = factor;
    product->room = room;
    return true;
}

void gri_product_factor(struct gri_product *product, const struct gri_expr *base, long power)
{
    for (size_t n = 0; n < product->count; n++)
        if (gri_expr_same(product->symbols, product->factor[n].base, base)) {
            product->factor[n].power += power;
            return;
        }
    if (make_room(product))
        product->factor[product->count++] = (struct gri_factor){base, power};
}

static void take_number(struct gri_product *product, const struct gri_expr *expr, double number,
                        long power)
{
    double *side = power > 0 ? &product->numerator : &product->denominator;
    bool divides_by_zero = power < 0 && number == 0;
    if (divides_by_zero || !gri_exact_product(*side, number, side))
        gri_product_factor(product, expr, power);
    else
        gri_exact_reduce(&product->numerator, &product->denominator);
}

void gri_product_take(struct gri_product *product, const struct gri_expr *expr, long power)
{
    double number;
    if (expr->kind == GRI_NEGATE) {
        product->numerator = -product->numerator;
        gri_product_take(product, expr->a, power);
    } else if (expr->kind == GRI_MULTIPLY || expr->kind == GRI_DIVIDE) {
        gri_product_take(product, expr->a, power);
        gri_product_take(product, expr->b, expr->kind == GRI_DIVIDE ? -power : power);
    } else if (gri_written_number(expr, &number)) {
        take_number(product, expr, number, power);
    } else if (expr->kind == GRI_POWER && gri_written_number(expr->b, &number) &&
               number == rint(number) && fabs(number) <= highest_power) {
        gri_product_factor(product, expr->a, power * (long)number);
    } else {
        gri_product_factor(product, expr, power);
    }
}

static const struct gri_expr *times(const struct gri_product *product, const struct gri_expr *a,
                                    const struct gri_expr *b)
{
    return a == NULL ? b : gri_expr_times(product->arena, GRI_DOT, a, b);
}

/* first·a·b²: the factors above, or those below the line. NULL: there are none. */
static const struct gri_expr *side(struct gri_product *product, const struct gri_expr *first,
                                   long sign)
{
    for (size_t n = 0; n < product->count; n++) {
        const struct gri_expr *base = product->factor[n].base;
        long power = sign * product->factor[n].power;
        if (power <= 0)
            continue;
        if (power > 1)
            base = gri_expr_binary(product->arena, GRI_POWER, base,
                                   gri_expr_number(product->arena, (double)power, GRI_WRITTEN));
        first = times(product, first, base);
        product->failed |= first == NULL;
    }
    return first;
}

static const struct gri_expr *number(struct gri_product *product, double number)
{
    const struct gri_expr *expr = gri_expr_number(product->arena, number, GRI_WRITTEN);
    product->failed |= expr == NULL;
    return expr;
}

static const struct gri_expr *over(const struct gri_product *product, const struct gri_expr *a,
                                   const struct gri_expr *b)
{
    return gri_expr_binary(product->arena, GRI_DIVIDE, a, b);
}

static bool has_side(const struct gri_product *product, long sign)
{
    for (size_t n = 0; n < product->count; n++)
        if (sign * product->factor[n].power > 0)
            return true;
    return false;
}

static const struct gri_expr *without_sign(struct gri_product *product)
{
    double size = fabs(product->numerator), below = product->denominator;
    bool above = has_side(product, 1), under = has_side(product, -1);
    const struct gri_expr *coefficient = size == 1 && above ? NULL : number(product, size);
    if (under)
        return over(product, side(product, coefficient, 1),
                    side(product, below == 1 ? NULL : number(product, below), -1));
    if (below == 1)
        return side(product, coefficient, 1);
    if (coefficient == NULL)
        return over(product, side(product, NULL, 1), number(product, below));
    return side(product, over(product, coefficient, number(product, below)), 1);
}

const struct gri_expr *gri_product_expr(struct gri_product *product)
{
    if (product->failed)
        return NULL;
    if (product->numerator == 0)
        return gri_expr_number(product->arena, 0, GRI_WRITTEN);
    const struct gri_expr *expr = without_sign(product);
    if (product->failed || expr == NULL)
        return NULL;
    return product->numerator < 0 ? gri_expr_unary(product->arena, GRI_NEGATE, expr) : expr;
}
