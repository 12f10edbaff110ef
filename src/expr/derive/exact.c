#include "expr/derive/exact.h"

#include <math.h>
#include <stdint.h>

enum { PLACES = 9 };

static const int64_t largest = 1000000000000000; /* 15 digits are exact in a double */

/* A decimal: digits/10^places. */
struct decimal {
    int64_t digits;
    int places;
};

static int64_t power_of_ten(int n)
{
    int64_t power = 1;
    while (n-- > 0)
        power *= 10;
    return power;
}

static bool to_decimal(double number, struct decimal *decimal)
{
    if (!(fabs(number) <= (double)largest))
        return false;
    for (int places = 0; places <= PLACES; places++) {
        double digits = rint(number * (double)power_of_ten(places));
        if (fabs(digits) > (double)largest)
            return false;
        if (digits / (double)power_of_ten(places) == number) {
            *decimal = (struct decimal){(int64_t)digits, places};
            return true;
        }
    }
    return false;
}

static bool from_digits(int64_t digits, int places, double *number)
{
    if (digits > largest || digits < -largest)
        return false;
    *number = (double)digits / (double)power_of_ten(places);
    return true;
}

bool gri_exact_sum(double x, double y, double *sum)
{
    struct decimal a, b;
    int64_t digits;
    if (!to_decimal(x, &a) || !to_decimal(y, &b))
        return false;
    int places = a.places > b.places ? a.places : b.places;
    return !__builtin_mul_overflow(a.digits, power_of_ten(places - a.places), &a.digits) &&
           !__builtin_mul_overflow(b.digits, power_of_ten(places - b.places), &b.digits) &&
           !__builtin_add_overflow(a.digits, b.digits, &digits) && from_digits(digits, places, sum);
}

bool gri_exact_product(double x, double y, double *product)
{
    struct decimal a, b;
    int64_t digits;
    return to_decimal(x, &a) && to_decimal(y, &b) &&
           !__builtin_mul_overflow(a.digits, b.digits, &digits) &&
           from_digits(digits, a.places + b.places, product);
}

static bool is_whole(double x)
{
    return x == rint(x) && fabs(x) <= (double)largest;
}

void gri_exact_reduce(double *numerator, double *denominator)
{
    double back, quotient = *numerator / *denominator;
    if (*denominator < 0) {
        *numerator = -*numerator;
        *denominator = -*denominator;
    }
    if (is_whole(*numerator) && is_whole(*denominator)) {
        int64_t a = (int64_t)fabs(*numerator), b = (int64_t)*denominator;
        while (b != 0) {
            int64_t rest = a % b;
            a = b;
            b = rest;
        }
        if (a > 1) {
            *numerator /= (double)a;
            *denominator /= (double)a;
        }
    } else if (gri_exact_product(quotient, *denominator, &back) && back == *numerator) {
        *numerator = quotient;
        *denominator = 1;
    }
}

bool gri_written_number(const struct gri_expr *expr, double *number)
{
    bool negative = expr->kind == GRI_NEGATE;
    if (negative)
        expr = expr->a;
    if (expr->kind != GRI_NUMBER || expr->shown != GRI_WRITTEN)
        return false;
    *number = negative ? -expr->number : expr->number;
    return true;
}

const struct gri_expr *gri_written_expr(struct gri_arena *arena, double number)
{
    if (!(number < 0))
        return gri_expr_number(arena, number, GRI_WRITTEN);
    return gri_expr_unary(arena, GRI_NEGATE, gri_expr_number(arena, -number, GRI_WRITTEN));
}
