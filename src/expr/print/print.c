#include "expr/print.h"

#include "expr/print/printer.h"

#include <math.h>
#include <string.h>

static void say(struct gri_printer *printer, const char *words)
{
    gri_text_add(printer->out, words);
}

static void in_round(struct gri_printer *printer, const struct gri_expr *expr)
{
    bool apart = printer->apart;
    printer->apart = false;
    say(printer, printer->say->open);
    gri_printer_inside(printer, expr);
    say(printer, printer->say->close);
    printer->apart = apart;
}

static void in_square(struct gri_printer *printer, const struct gri_expr *expr)
{
    bool apart = printer->apart;
    printer->apart = true;
    say(printer, printer->say->open_square);
    gri_printer_inside(printer, expr);
    say(printer, printer->say->close_square);
    printer->apart = apart;
}

/* An operand at the left end, which may begin with a minus. */
static void left(struct gri_printer *printer, const struct gri_expr *expr, enum gri_level least)
{
    if (expr->boxed || gri_level(printer, expr) < least)
        in_round(printer, expr);
    else
        gri_printer_inside(printer, expr);
}

/* An operand behind an operator. */
static void right(struct gri_printer *printer, const struct gri_expr *expr, enum gri_level least)
{
    if (gri_begins_with_minus(printer, expr))
        in_round(printer, expr);
    else
        left(printer, expr, least);
}

/* In a fraction or an exponent of two dimensions nothing needs a bracket. */
static void free_standing(struct gri_printer *printer, const struct gri_expr *expr)
{
    bool apart = printer->apart;
    printer->apart = false;
    gri_printer_inside(printer, expr);
    printer->apart = apart;
}

static void negative(struct gri_printer *printer, const struct gri_expr *expr)
{
    say(printer, printer->say->negative);
    right(printer, expr->a, GRI_LEVEL_PRODUCT);
}

static bool is_digit_power(const struct gri_expr *expr)
{
    const struct gri_expr *exponent = expr->b;
    return exponent->kind == GRI_NUMBER && !exponent->boxed && exponent->number >= 0 &&
           exponent->number < 1e15 && exponent->number == floor(exponent->number);
}

/* Factors with brackets of their own, a blank before them; a sum where it is a Σ written out. */
static bool is_set_off(const struct gri_expr *expr)
{
    if (expr->kind == GRI_TRANSPOSE && !expr->boxed)
        expr = expr->a;
    return (gri_is_sum(expr) && expr->boxed) || expr->kind == GRI_MATRIX || expr->kind == GRI_SUM ||
           expr->kind == GRI_MEAN;
}

static bool is_bracketed_power(struct gri_printer *printer, const struct gri_expr *expr)
{
    return expr->kind == GRI_POWER && is_digit_power(expr) &&
           (expr->a->boxed || gri_level(printer, expr->a) < GRI_LEVEL_ATOM);
}

/* (16)(0.5), -2/3 (2) [(54.6)(16) + (39.1)(1)]: a boxed sum in square brackets, nearly all else in
 * round ones. Directly inside square brackets a blank would part the factors. */
static void factor(struct gri_printer *printer, const struct gri_expr *expr, bool first)
{
    if (is_set_off(expr) && !first && !printer->apart)
        say(printer, printer->say->blank);
    if (gri_is_sum(expr) && expr->boxed && !printer->apart)
        in_square(printer, expr);
    else if ((is_set_off(expr) && !gri_is_sum(expr)) || is_bracketed_power(printer, expr))
        gri_printer_inside(printer, expr);
    else
        in_round(printer, expr);
}

static void chain(struct gri_printer *printer, const struct gri_expr *expr)
{
    const struct gri_expr *first = expr->a;
    if (gri_is_chain(first)) {
        chain(printer, first);
    } else if (gri_is_coefficient(printer, first, expr->b)) {
        gri_printer_inside(printer, first);
        if (!is_set_off(expr->b))
            say(printer, printer->say->blank);
    } else {
        factor(printer, first, true);
    }
    factor(printer, expr->b, false);
}

static bool is_bracket(const struct gri_expr *expr, bool right_end)
{
    while (!expr->boxed && expr->kind == GRI_MULTIPLY)
        expr = right_end ? expr->b : expr->a;
    return expr->boxed || expr->kind == GRI_MATRIX || gri_is_sum(expr);
}

/* Where x is a name, or stands beside one, it would not be read as a cross. */
static const char *cross(struct gri_printer *printer, const struct gri_expr *expr)
{
    if (printer->style != GRI_ASCII)
        return printer->say->cross;
    if (!is_bracket(expr->a, true) || !is_bracket(expr->b, false))
        return printer->say->dot;
    struct gri_arena arena;
    const struct gri_symbol *symbol;
    size_t used = 0;
    gri_arena_init(&arena, 1 << 16);
    enum gr_status status = printer->scope->resolve(printer->scope->user, &arena, "x (", 3, &symbol,
                                                    &used, NULL);
    gri_arena_clear(&arena);
    return status == GR_OK && used > 0 ? printer->say->dot : printer->say->cross;
}

static void product(struct gri_printer *printer, const struct gri_expr *expr)
{
    if (expr->times == GRI_ADJACENT) {
        chain(printer, expr);
        return;
    }
    left(printer, expr->a, GRI_LEVEL_PRODUCT);
    say(printer, expr->times == GRI_CROSS ? cross(printer, expr) : printer->say->dot);
    right(printer, expr->b, GRI_LEVEL_QUOTIENT_NAME);
}

static void quotient(struct gri_printer *printer, const struct gri_expr *expr)
{
    const char *const *fraction = printer->say->fraction;
    if (printer->say->flat) {
        left(printer, expr->a, GRI_LEVEL_PRODUCT);
        say(printer, fraction[1]);
        right(printer, expr->b, GRI_LEVEL_POWER);
        return;
    }
    struct gri_expr top = *expr->a;
    if (gri_begins_with_minus(printer, expr)) {
        say(printer, printer->say->negative);
        if (top.kind == GRI_NEGATE)
            top = *expr->a->a;
        else
            top.number = -top.number;
    }
    say(printer, fraction[0]);
    free_standing(printer, &top);
    say(printer, fraction[1]);
    free_standing(printer, expr->b);
    say(printer, fraction[2]);
}

static bool spelled_as(struct gri_printer *printer, const struct gri_expr *expr, const char *words)
{
    size_t start = printer->out->length;
    gri_printer_spell(printer, expr);
    bool same = strcmp(printer->out->at + start, words) == 0;
    gri_text_cut(printer->out, start);
    return same;
}

/* `e^1.5` would be read as an exponential. */
static bool is_name_e(struct gri_printer *printer, const struct gri_expr *base)
{
    return printer->say->flat && base->kind == GRI_SYMBOL && !base->boxed &&
           spelled_as(printer, base, "e");
}

static void power(struct gri_printer *printer, const struct gri_expr *expr)
{
    const char *const *words = printer->say->power;
    say(printer, words[0]);
    if (is_name_e(printer, expr->a) && !is_digit_power(expr))
        in_round(printer, expr->a);
    else
        left(printer, expr->a, GRI_LEVEL_ATOM);
    if (printer->say->squared != NULL && is_digit_power(expr) && expr->b->number == 2) {
        say(printer, printer->say->squared);
        return;
    }
    say(printer, words[1]);
    if (printer->say->flat)
        right(printer, expr->b, GRI_LEVEL_POWER);
    else
        free_standing(printer, expr->b);
    say(printer, words[2]);
}

static void transposed(struct gri_printer *printer, const struct gri_expr *expr)
{
    say(printer, printer->say->transposed[0]);
    left(printer, expr->a, GRI_LEVEL_ATOM);
    say(printer, printer->say->transposed[1]);
}

static void call(struct gri_printer *printer, const struct gri_expr *expr)
{
    const struct gri_function *function = &gri_functions[expr->function];
    const char *name = printer->style == GRI_LATEX ? function->latex : function->name;
    size_t length = strlen(name);
    say(printer, printer->say->call[0]);
    say(printer, name);
    say(printer, printer->say->call[1]);
    if (length > 0 && name[length - 1] == '{') {
        free_standing(printer, expr->a);
        say(printer, "}");
    } else {
        in_round(printer, expr->a);
    }
}

static void sum(struct gri_printer *printer, const struct gri_expr *expr)
{
    bool in_sum = printer->in_sum;
    say(printer, expr->kind == GRI_SUM ? printer->say->sum : printer->say->mean);
    printer->in_sum = true;
    in_round(printer, expr->a);
    printer->in_sum = in_sum;
}

static bool is_short(const struct gri_expr *expr)
{
    if (expr->kind == GRI_NEGATE)
        expr = expr->a;
    return expr->kind == GRI_NUMBER || expr->kind == GRI_SYMBOL;
}

static const char *between_cells(const struct gri_printer *printer, const struct gri_expr *matrix)
{
    for (size_t i = 0; i < matrix->rows * matrix->cols; i++)
        if (!is_short(matrix->items[i]))
            return printer->say->comma_cell;
    return printer->lines == NULL || matrix->rows == 1 ? printer->say->cell : "  ";
}

static void matrix_on_line(struct gri_printer *printer, const struct gri_expr *expr)
{
    const char *cell = between_cells(printer, expr);
    bool apart = printer->apart;
    struct gri_text *lines = printer->lines;
    printer->apart = printer->say->flat;
    printer->lines = NULL;
    say(printer, printer->say->open_matrix);
    for (size_t i = 0; i < expr->rows * expr->cols; i++) {
        if (i > 0)
            say(printer, i % expr->cols == 0 ? printer->say->row : cell);
        gri_printer_whole(printer, expr->items[i]);
    }
    say(printer, printer->say->close_matrix);
    printer->apart = apart;
    printer->lines = lines;
}

void gri_printer_inside(struct gri_printer *printer, const struct gri_expr *expr)
{
    switch (expr->kind) {
    case GRI_NUMBER:
        gri_print_number(printer->out, expr->number, expr->shown, printer->style, printer->digits);
        return;
    case GRI_SYMBOL:
        gri_printer_spell(printer, expr);
        return;
    case GRI_NEGATE:
        negative(printer, expr);
        return;
    case GRI_TRANSPOSE:
        transposed(printer, expr);
        return;
    case GRI_CALL:
        call(printer, expr);
        return;
    case GRI_SUM:
    case GRI_MEAN:
        sum(printer, expr);
        return;
    case GRI_ADD:
    case GRI_SUBTRACT:
        left(printer, expr->a, GRI_LEVEL_SUM);
        say(printer, expr->kind == GRI_ADD ? printer->say->plus : printer->say->minus);
        right(printer, expr->b, GRI_LEVEL_PRODUCT);
        return;
    case GRI_MULTIPLY:
        product(printer, expr);
        return;
    case GRI_DIVIDE:
        quotient(printer, expr);
        return;
    case GRI_POWER:
        power(printer, expr);
        return;
    default:
        if (printer->lines != NULL && expr->rows > 1)
            gri_printer_tall(printer, expr);
        else
            matrix_on_line(printer, expr);
    }
}

void gri_printer_whole(struct gri_printer *printer, const struct gri_expr *expr)
{
    left(printer, expr, GRI_LEVEL_SUM);
}

void gri_print_part(struct gri_text *out, const struct gri_expr *expr,
                    const struct gri_scope *scope, bool in_sum, enum gri_style style, int digits)
{
    struct gri_printer printer = {.say = &gri_dialects[style],
                                  .out = out,
                                  .scope = scope,
                                  .style = style,
                                  .digits = digits,
                                  .in_sum = in_sum};
    if (style == GRI_MATHML)
        gri_text_add(out, "<mrow>");
    gri_printer_whole(&printer, expr);
    if (style == GRI_MATHML)
        gri_text_add(out, "</mrow>");
}

void gri_print(struct gri_text *out, const struct gri_expr *expr, const struct gri_scope *scope,
               enum gri_style style, int digits)
{
    gri_print_part(out, expr, scope, false, style, digits);
}
