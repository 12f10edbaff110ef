#include "expr/print/printer.h"

#include <string.h>

void gri_printer_spell(struct gri_printer *printer, const struct gri_expr *expr)
{
    printer->scope->spell(printer->scope->user, expr->symbol, printer->in_sum, printer->style,
                          printer->out);
}

bool gri_is_sum(const struct gri_expr *expr)
{
    return expr->kind == GRI_ADD || expr->kind == GRI_SUBTRACT;
}

static bool is_negative(const struct gri_expr *expr)
{
    return expr->kind == GRI_NUMBER && expr->number < 0;
}

bool gri_is_chain(const struct gri_expr *expr)
{
    return expr->kind == GRI_MULTIPLY && expr->times == GRI_ADJACENT && !expr->boxed;
}

/* Spelled to look at it; taken back. */
static bool spelled_with(struct gri_printer *printer, const struct gri_expr *expr,
                         const char *words)
{
    size_t start = printer->out->length;
    gri_printer_spell(printer, expr);
    bool found = strstr(printer->out->at + start, words) != NULL;
    gri_text_cut(printer->out, start);
    return found;
}

static bool scientific(struct gri_printer *printer, const struct gri_expr *expr)
{
    size_t start = printer->out->length;
    gri_print_number(printer->out, expr->number, expr->shown, GRI_ASCII, printer->digits);
    bool found = strchr(printer->out->at + start, 'e') != NULL;
    gri_text_cut(printer->out, start);
    return found;
}

enum gri_level gri_level(struct gri_printer *printer, const struct gri_expr *expr)
{
    bool flat = printer->say->flat;
    if (expr->boxed)
        return GRI_LEVEL_ATOM;
    switch (expr->kind) {
    case GRI_ADD:
    case GRI_SUBTRACT:
        return GRI_LEVEL_SUM;
    case GRI_NEGATE:
    case GRI_MULTIPLY:
        return GRI_LEVEL_PRODUCT;
    case GRI_DIVIDE:
        return flat ? GRI_LEVEL_PRODUCT : GRI_LEVEL_POWER;
    case GRI_POWER:
        return GRI_LEVEL_POWER;
    case GRI_NUMBER:
        if (expr->number < 0)
            return GRI_LEVEL_PRODUCT;
        return !flat && scientific(printer, expr) ? GRI_LEVEL_POWER : GRI_LEVEL_ATOM;
    case GRI_SYMBOL:
        if (flat)
            return spelled_with(printer, expr, "/") ? GRI_LEVEL_QUOTIENT_NAME : GRI_LEVEL_ATOM;
        return spelled_with(printer, expr, "frac") ? GRI_LEVEL_POWER : GRI_LEVEL_ATOM;
    case GRI_MATRIX:
        return GRI_LEVEL_ATOM;
    default:
        return flat ? GRI_LEVEL_ATOM : GRI_LEVEL_POWER;
    }
}

static bool is_quotient_of_numbers(const struct gri_expr *expr)
{
    if (expr->boxed || expr->kind != GRI_DIVIDE)
        return false;
    const struct gri_expr *top = expr->a, *bottom = expr->b;
    if (top->kind == GRI_NEGATE && !top->boxed)
        top = top->a;
    return top->kind == GRI_NUMBER && top->shown == GRI_WRITTEN && !top->boxed &&
           bottom->kind == GRI_NUMBER && bottom->shown == GRI_WRITTEN && !bottom->boxed &&
           !is_negative(bottom);
}

bool gri_is_coefficient(const struct gri_printer *printer, const struct gri_expr *first,
                        const struct gri_expr *next)
{
    if (printer->apart || first->boxed)
        return false;
    if (is_quotient_of_numbers(first))
        return true;
    bool negated = first->kind == GRI_NEGATE;
    if (negated)
        first = first->a;
    if (negated && is_quotient_of_numbers(first))
        return first->a->kind == GRI_NUMBER && !is_negative(first->a);
    return first->kind == GRI_NUMBER && first->shown == GRI_WRITTEN && !first->boxed &&
           !is_negative(first) && (negated || gri_is_sum(next));
}

bool gri_begins_with_minus(struct gri_printer *printer, const struct gri_expr *expr)
{
    if (expr->boxed)
        return false;
    switch (expr->kind) {
    case GRI_NEGATE:
        return true;
    case GRI_NUMBER:
        return is_negative(expr);
    case GRI_ADD:
    case GRI_SUBTRACT:
        return gri_begins_with_minus(printer, expr->a);
    case GRI_MULTIPLY:
        if (gri_is_chain(expr) && !gri_is_chain(expr->a))
            return gri_is_coefficient(printer, expr->a, expr->b) &&
                   gri_begins_with_minus(printer, expr->a);
        return gri_level(printer, expr->a) >= GRI_LEVEL_PRODUCT &&
               gri_begins_with_minus(printer, expr->a);
    case GRI_DIVIDE:
        if (!printer->say->flat)
            return (expr->a->kind == GRI_NEGATE || is_negative(expr->a)) && !expr->a->boxed;
        return gri_level(printer, expr->a) >= GRI_LEVEL_PRODUCT &&
               gri_begins_with_minus(printer, expr->a);
    default:
        return false;
    }
}
