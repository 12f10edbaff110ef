#include "expr/value.h"

#include "expr/scope.h"
#include "math/product.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* A sum inside a sum takes its own rows, so its value is the same in every row of the outer one: it
 * is computed before and waits in the order in which evaluation meets it. */
struct inner {
    struct gri_value value;
    struct inner *next;
};

struct run {
    const struct gri_scope *scope;
    struct gri_arena *arena;
    struct gr_err *err;
    long row;                  /* GRI_NO_ROW outside sums */
    const struct inner *inner; /* the next one, inside */
};

static enum gr_status evaluate(struct run *run, const struct gri_expr *expr,
                               struct gri_value *value);
static enum gr_status sum(const struct run *run, const struct gri_expr *expr,
                          struct gri_value *value);

static bool is_number(const struct gri_value *value)
{
    return value->rows == 1 && value->cols == 1;
}

static bool same_shape(const struct gri_value *a, const struct gri_value *b)
{
    return a->rows == b->rows && a->cols == b->cols;
}

/* A failure of somebody who does not know the place. */
static enum gr_status placed(const struct run *run, const struct gri_expr *expr,
                             enum gr_status status)
{
    if (status != GR_OK && run->err != NULL && run->err->column == 0)
        run->err->column = expr->column;
    return status;
}

static enum gr_status matrix(const struct run *run, const struct gri_expr *expr, size_t rows,
                             size_t cols, struct gri_value *value)
{
    return placed(run, expr, gri_value_matrix(run->arena, rows, cols, value, run->err));
}

static double plus(double a, double b)
{
    return a + b;
}

static double minus(double a, double b)
{
    return a - b;
}

static double times(double a, double b)
{
    return a * b;
}

static double over(double a, double b)
{
    return a / b;
}

/* Squares as the losses compute them. */
static double power(double a, double b)
{
    if (b == 2)
        return a * a;
    return pow(a, b);
}

/* Element (i, k), a number or row standing for every row. */
static double element(const struct gri_value *value, size_t i, size_t k)
{
    return value->at[(value->rows == 1 ? 0 : i) * value->cols + (value->cols == 1 ? 0 : k)];
}

static enum gr_status each(const struct run *run, const struct gri_expr *expr,
                           double (*combine)(double, double), const struct gri_value *a,
                           const struct gri_value *b, struct gri_value *value)
{
    size_t rows = a->rows > b->rows ? a->rows : b->rows;
    size_t cols = a->cols > b->cols ? a->cols : b->cols;
    if (is_number(a)) {
        rows = b->rows;
        cols = b->cols;
    } else if (is_number(b)) {
        rows = a->rows;
        cols = a->cols;
    }
    GRI_TRY(matrix(run, expr, rows, cols, value));
    for (size_t i = 0; i < rows; i++)
        for (size_t k = 0; k < cols; k++)
            value->at[i * cols + k] = combine(element(a, i, k), element(b, i, k));
    return GR_OK;
}

static enum gr_status add(const struct run *run, const struct gri_expr *expr,
                          const struct gri_value *a, const struct gri_value *b,
                          struct gri_value *value)
{
    bool subtract = expr->kind == GRI_SUBTRACT;
    bool row = (a->rows == 1 || b->rows == 1) && a->cols == b->cols;
    if (!is_number(a) && !is_number(b) && !same_shape(a, b) && !row)
        return gri_fail_at(run->err, GR_E_SHAPE, expr->b->column,
                           "cannot %s (%zu, %zu) %s (%zu, %zu); the sizes differ",
                           subtract ? "subtract" : "add", subtract ? b->rows : a->rows,
                           subtract ? b->cols : a->cols, subtract ? "from" : "and",
                           subtract ? a->rows : b->rows, subtract ? a->cols : b->cols);
    return each(run, expr, subtract ? minus : plus, a, b, value);
}

static enum gr_status multiply(const struct run *run, const struct gri_expr *expr,
                               const struct gri_value *a, const struct gri_value *b,
                               struct gri_value *value)
{
    if (is_number(a) || is_number(b))
        return each(run, expr, times, a, b, value);
    if (a->cols != b->rows)
        return gri_fail_at(run->err, GR_E_SHAPE, expr->b->column,
                           "cannot multiply (%zu, %zu) by (%zu, %zu); the inner sizes differ",
                           a->rows, a->cols, b->rows, b->cols);
    GRI_TRY(matrix(run, expr, a->rows, b->cols, value));
    gri_product(gri_matrix(a->at, a->rows, a->cols), gri_matrix(b->at, b->rows, b->cols),
                gri_matrix(value->at, value->rows, value->cols), (struct gri_means){.threads = 1});
    return GR_OK;
}

static enum gr_status binary(struct run *run, const struct gri_expr *expr, struct gri_value *value)
{
    struct gri_value a, b;
    GRI_TRY(evaluate(run, expr->a, &a));
    GRI_TRY(evaluate(run, expr->b, &b));
    if (expr->kind == GRI_ADD || expr->kind == GRI_SUBTRACT)
        return add(run, expr, &a, &b, value);
    if (expr->kind == GRI_MULTIPLY)
        return multiply(run, expr, &a, &b, value);
    bool divide = expr->kind == GRI_DIVIDE;
    if (!is_number(&b))
        return gri_fail_at(run->err, GR_E_SHAPE, expr->b->column,
                           divide ? "cannot divide by a matrix of (%zu, %zu); a number is wanted"
                                  : "an exponent of (%zu, %zu); a number is wanted",
                           b.rows, b.cols);
    return each(run, expr, divide ? over : power, &a, &b, value);
}

static double opposite(double x)
{
    return -x;
}

static enum gr_status map(struct run *run, const struct gri_expr *expr, double (*apply)(double),
                          struct gri_value *value)
{
    struct gri_value a;
    GRI_TRY(evaluate(run, expr->a, &a));
    GRI_TRY(matrix(run, expr, a.rows, a.cols, value));
    for (size_t i = 0; i < a.rows * a.cols; i++)
        value->at[i] = apply(a.at[i]);
    return GR_OK;
}

static enum gr_status transpose(struct run *run, const struct gri_expr *expr,
                                struct gri_value *value)
{
    struct gri_value a;
    GRI_TRY(evaluate(run, expr->a, &a));
    GRI_TRY(matrix(run, expr, a.cols, a.rows, value));
    for (size_t i = 0; i < a.rows; i++)
        for (size_t k = 0; k < a.cols; k++)
            value->at[k * a.rows + i] = a.at[i * a.cols + k];
    return GR_OK;
}

static enum gr_status elements(struct run *run, const struct gri_expr *expr,
                               struct gri_value *value)
{
    GRI_TRY(matrix(run, expr, expr->rows, expr->cols, value));
    for (size_t i = 0; i < expr->rows * expr->cols; i++) {
        struct gri_value item;
        GRI_TRY(evaluate(run, expr->items[i], &item));
        if (expr->rows * expr->cols == 1) {
            *value = item;
            return GR_OK;
        }
        if (!is_number(&item))
            return gri_fail_at(run->err, GR_E_SHAPE, expr->items[i]->column,
                               "an element of a matrix is a number, this is (%zu, %zu)", item.rows,
                               item.cols);
        value->at[i] = item.at[0];
    }
    return GR_OK;
}

static enum gr_status inner_sum(struct run *run, struct gri_value *value)
{
    assert(run->inner != NULL); /* one for each sum that was met */
    *value = run->inner->value;
    run->inner = run->inner->next;
    return GR_OK;
}

static enum gr_status evaluate(struct run *run, const struct gri_expr *expr,
                               struct gri_value *value)
{
    switch (expr->kind) {
    case GRI_NUMBER:
        return placed(run, expr, gri_value_number(run->arena, expr->number, value, run->err));
    case GRI_SYMBOL:
        return placed(run, expr,
                      run->scope->value(run->scope->user, run->arena, expr->symbol, run->row, value,
                                        run->err));
    case GRI_NEGATE:
        return map(run, expr, opposite, value);
    case GRI_CALL:
        return map(run, expr, gri_functions[expr->function].apply, value);
    case GRI_TRANSPOSE:
        return transpose(run, expr, value);
    case GRI_SUM:
    case GRI_MEAN:
        return run->row == GRI_NO_ROW ? sum(run, expr, value) : inner_sum(run, value);
    case GRI_MATRIX:
        return elements(run, expr, value);
    default:
        return binary(run, expr, value);
    }
}

/* Compute the sums directly inside `expr`, in the order in which evaluation meets them; `**end` is
 * where the list goes on. */
static enum gr_status sums_inside(const struct run *run, const struct gri_expr *expr,
                                  struct inner ***end)
{
    if (expr->kind == GRI_SUM || expr->kind == GRI_MEAN) {
        struct inner *inner = gri_arena_take(run->arena, 1, sizeof *inner);
        if (inner == NULL)
            return gri_fail_memory(run->err, "a sum");
        GRI_TRY(sum(run, expr, &inner->value));
        **end = inner;
        *end = &inner->next;
        return GR_OK;
    }
    if (expr->a != NULL)
        GRI_TRY(sums_inside(run, expr->a, end));
    if (expr->b != NULL)
        GRI_TRY(sums_inside(run, expr->b, end));
    for (size_t i = 0; i < expr->rows * expr->cols; i++)
        GRI_TRY(sums_inside(run, expr->items[i], end));
    return GR_OK;
}

static enum gr_status first_term(const struct run *run, const struct gri_expr *expr,
                                 const struct gri_value *term, struct gri_value *value)
{
    GRI_TRY(matrix(run, expr, term->rows, term->cols, value));
    memcpy(value->at, term->at, term->rows * term->cols * sizeof *term->at);
    return GR_OK;
}

static enum gr_status next_term(const struct run *run, const struct gri_expr *expr,
                                const struct gri_value *term, struct gri_value *value)
{
    if (!same_shape(term, value))
        return gri_fail_at(run->err, GR_E_SHAPE, expr->a->column,
                           "the terms of a sum differ in size: (%zu, %zu) and (%zu, %zu)",
                           value->rows, value->cols, term->rows, term->cols);
    for (size_t i = 0; i < term->rows * term->cols; i++)
        value->at[i] = value->at[i] + term->at[i];
    return GR_OK;
}

/* acc = acc + term, in the order of the rows. What a row takes goes to `scratch`. */
static enum gr_status add_rows(const struct run *run, const struct gri_expr *expr, size_t rows,
                               const struct inner *inner, struct gri_arena *scratch,
                               struct gri_value *value)
{
    for (size_t i = 0; i < rows; i++) {
        struct run in_row = *run;
        struct gri_value term;
        in_row.arena = scratch;
        in_row.row = (long)i;
        in_row.inner = inner;
        gri_arena_reset(scratch);
        GRI_TRY(evaluate(&in_row, expr->a, &term));
        GRI_TRY(i == 0 ? first_term(run, expr, &term, value) : next_term(run, expr, &term, value));
    }
    return GR_OK;
}

static enum gr_status sum(const struct run *run, const struct gri_expr *expr,
                          struct gri_value *value)
{
    size_t rows;
    struct inner *inner = NULL, **end = &inner;
    GRI_TRY(placed(run, expr, run->scope->rows(run->scope->user, &rows, run->err)));
    if (rows == 0)
        return gri_fail_at(run->err, GR_E_STATE, expr->column, "there are no samples to add");
    GRI_TRY(sums_inside(run, expr->a, &end));
    struct gri_arena scratch;
    gri_arena_init(&scratch, run->arena->limit);
    enum gr_status status = add_rows(run, expr, rows, inner, &scratch, value);
    gri_arena_clear(&scratch);
    GRI_TRY(status);
    if (expr->kind == GRI_MEAN)
        for (size_t i = 0; i < value->rows * value->cols; i++)
            value->at[i] /= (double)rows;
    return GR_OK;
}

enum gr_status gri_evaluate(const struct gri_expr *expr, const struct gri_scope *scope,
                            struct gri_arena *arena, struct gri_value *value, struct gr_err *err)
{
    struct run run = {.scope = scope, .arena = arena, .err = err, .row = GRI_NO_ROW};
    return evaluate(&run, expr, value);
}

enum gr_status gri_evaluate_number(const struct gri_expr *expr, const struct gri_scope *scope,
                                   struct gri_arena *arena, double *number, struct gr_err *err)
{
    struct gri_value value;
    GRI_TRY(gri_evaluate(expr, scope, arena, &value, err));
    if (!is_number(&value))
        return gri_fail_at(err, GR_E_SHAPE, expr->column, "a number is wanted, this is (%zu, %zu)",
                           value.rows, value.cols);
    *number = value.at[0];
    return GR_OK;
}
