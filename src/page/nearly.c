#include "base/decimal.h"
#include "page/parts.h"

#include <math.h>
#include <string.h>

bool gri_numbers_only(const struct gri_expr *expr)
{
    if (expr == NULL)
        return true;
    if (expr->kind == GRI_SYMBOL)
        return false;
    for (size_t i = 0; expr->kind == GRI_MATRIX && i < expr->rows * expr->cols; i++)
        if (!gri_numbers_only(expr->items[i]))
            return false;
    return gri_numbers_only(expr->a) && gri_numbers_only(expr->b);
}

size_t gri_tallest(const struct gri_expr *expr)
{
    if (expr == NULL)
        return 1;
    size_t most = expr->kind == GRI_MATRIX && expr->rows > 1 ? expr->rows : 1;
    size_t count = expr->kind == GRI_MATRIX ? expr->rows * expr->cols : 0;
    for (size_t i = 0; i < count + 2; i++) {
        size_t rows = gri_tallest(i < count ? expr->items[i] : i == count ? expr->a : expr->b);
        most = rows > most ? rows : most;
    }
    return most;
}

/* The number that a reader sees for `x`. */
static double seen(double x, int digits)
{
    struct gri_text text;
    gri_text_init(&text);
    gri_format_shown(&text, x, digits);
    bool minus = text.at[0] == '-';
    double number = x;
    if (isfinite(x) && gri_parse_number(text.at + minus, text.length - minus, &number) > 0 && minus)
        number = -number;
    gri_text_clear(&text);
    return number;
}

/* The tree with computed numbers as they are seen; NULL: no memory. */
static const struct gri_expr *seen_tree(const struct gri_page *page, const struct gri_expr *expr)
{
    struct gri_expr *copy = gri_arena_take(page->arena, 1, sizeof *copy);
    if (copy == NULL)
        return NULL;
    *copy = *expr;
    if (expr->kind == GRI_NUMBER && expr->shown == GRI_COMPUTED)
        copy->number = seen(expr->number, page->digits);
    if ((expr->a != NULL && (copy->a = seen_tree(page, expr->a)) == NULL) ||
        (expr->b != NULL && (copy->b = seen_tree(page, expr->b)) == NULL))
        return NULL;
    if (expr->kind != GRI_MATRIX)
        return copy;
    copy->items = gri_arena_take(page->arena, expr->rows * expr->cols, sizeof(void *));
    for (size_t i = 0; copy->items != NULL && i < expr->rows * expr->cols; i++)
        if ((copy->items[i] = seen_tree(page, expr->items[i])) == NULL)
            return NULL;
    return copy->items == NULL ? NULL : copy;
}

/* What the numbers of a step give as they are seen; false: nothing, or no memory. */
static bool work_out(struct gri_page *page, const struct gri_expr *expr, struct gri_value *value)
{
    const struct gri_expr *tree = seen_tree(page, expr);
    if (tree == NULL) {
        page->failed = true;
        return false;
    }
    struct gr_err err;
    enum gr_status status = gri_evaluate(tree, page->scope, page->arena, value, &err);
    if (status == GR_E_MEMORY)
        page->failed = true;
    return status == GR_OK;
}

static bool has_computed(const struct gri_expr *expr)
{
    if (expr == NULL)
        return false;
    if (expr->kind == GRI_NUMBER)
        return expr->shown == GRI_COMPUTED;
    for (size_t i = 0; expr->kind == GRI_MATRIX && i < expr->rows * expr->cols; i++)
        if (has_computed(expr->items[i]))
            return true;
    return has_computed(expr->a) || has_computed(expr->b);
}

static bool shown_alike(struct gri_page *page, double x, double y)
{
    struct gri_text left, right;
    gri_text_init(&left);
    gri_text_init(&right);
    gri_format_shown(&left, x, page->digits);
    gri_format_shown(&right, y, page->digits);
    bool alike = strcmp(left.at, right.at) == 0;
    page->failed |= left.failed || right.failed;
    gri_text_clear(&left);
    gri_text_clear(&right);
    return alike;
}

/* A number that stands as it was written claims all its digits; only the noise of doubles is
 * forgiven. */
static bool exactly_alike(double x, double y)
{
    return x == y || (isnan(x) && isnan(y)) || fabs(x - y) <= 1e-12 * fmax(fabs(x), fabs(y));
}

static bool gives(struct gri_page *page, const struct gri_value *worked,
                  const struct gri_value *next, bool computed)
{
    if (worked->rows != next->rows || worked->cols != next->cols)
        return true;
    for (size_t i = 0; i < next->rows * next->cols; i++)
        if (computed ? !shown_alike(page, worked->at[i], next->at[i])
                     : !exactly_alike(worked->at[i], next->at[i]))
            return false;
    return true;
}

void gri_worked_mark(struct gri_page *page, struct gri_worked *worked)
{
    for (struct gri_step *step = worked->first; step != NULL; step = step->next) {
        struct gri_step *next = step->next;
        struct gri_value left, right;
        if (next == NULL || !gri_numbers_only(step->expr) || !gri_numbers_only(next->expr))
            continue;
        if (!work_out(page, step->expr, &left) || !work_out(page, next->expr, &right))
            continue;
        for (size_t i = 0; worked->rounded && i < left.rows * left.cols; i++)
            left.at[i] = gri_round(left.at[i], worked->decimals, worked->policy);
        next->nearly = !gives(page, &left, &right, has_computed(next->expr));
    }
}

const struct gri_expr *gri_value_expr(const struct gri_page *page, const struct gri_value *value)
{
    size_t count = value->rows * value->cols;
    const struct gri_expr **items = gri_arena_take(page->arena, count, sizeof *items);
    for (size_t i = 0; items != NULL && i < count; i++)
        items[i] = gri_expr_number(page->arena, value->at[i], GRI_COMPUTED);
    if (items == NULL)
        return NULL;
    return count == 1 ? items[0] : gri_expr_matrix(page->arena, value->rows, value->cols, items);
}

bool gri_worked_value(const struct gri_page *page, const struct gri_worked *worked,
                      struct gri_value *value, struct gri_text *out)
{
    if (worked->value != NULL) {
        *value = *worked->value;
        return true;
    }
    if (worked->last == NULL || !gri_numbers_only(worked->last->expr))
        return false;
    struct gr_err err;
    enum gr_status status = gri_evaluate(worked->last->expr, page->scope, page->arena, value, &err);
    out->failed |= status == GR_E_MEMORY;
    return status == GR_OK;
}
