#include "expr/parser.h"

#include "base/decimal.h"
#include "expr/read/reader.h"

#include <math.h>

/* Decimals of the right side when that is one written number, else -1. */
static int decimals_written(const struct gri_reader *reader, const struct gri_expr *expr)
{
    while (expr->kind == GRI_NEGATE)
        expr = expr->a;
    if (expr->kind != GRI_NUMBER)
        return -1;
    size_t at = expr->column - 1;
    int decimals = gri_decimals_written(reader->lexer.line + at, reader->lexer.to - at);
    return decimals > 0 ? decimals : -1; /* 12 is 12, not what rounds to it */
}

enum gr_status gri_parse_comparison(struct gri_source source, const struct gri_scope *scope,
                                    struct gri_arena *arena, struct gri_comparison *comparison,
                                    struct gr_err *err)
{
    struct gri_reader reader;
    struct gri_expr *left, *right;
    GRI_TRY(gri_reader_init(&reader, source, scope, arena, err));
    GRI_TRY(gri_read_expression(&reader, &left));
    if (reader.lexer.token != GRI_TOKEN_RELATION)
        return gri_reader_unexpected(&reader, "a comparison is missing: = == != < <= > >=");
    enum gri_relation relation = reader.lexer.relation;
    gri_lexer_next(&reader.lexer);
    GRI_TRY(gri_read_expression(&reader, &right));
    GRI_TRY(gri_reader_end(&reader));
    *comparison = (struct gri_comparison){left, right, relation, decimals_written(&reader, right)};
    return GR_OK;
}

/* Equal to 12 significant digits: closer than half a unit of the twelfth. */
static bool nearly(double left, double right)
{
    if (left == right)
        return true;
    if (!isfinite(left) || !isfinite(right))
        return false;
    return fabs(left - right) <= 5e-13 * fmax(fabs(left), fabs(right));
}

static bool equal(double left, double right, int decimals)
{
    if (decimals < 0 || decimals > 15)
        return nearly(left, right);
    return gri_round(left, decimals, GRI_HALF_UP) == right;
}

bool gri_comparison_holds(const struct gri_comparison *comparison, double left, double right)
{
    if (isnan(left) || isnan(right))
        return comparison->relation == GRI_UNEQUAL;
    switch (comparison->relation) {
    case GRI_EQUAL:
        return equal(left, right, comparison->decimals);
    case GRI_UNEQUAL:
        return !equal(left, right, comparison->decimals);
    case GRI_IDENTICAL:
        return left == right;
    case GRI_LESS:
        return left < right;
    case GRI_AT_MOST:
        return left <= right;
    case GRI_MORE_THAN:
        return left > right;
    case GRI_AT_LEAST:
        return left >= right;
    }
    return false;
}
