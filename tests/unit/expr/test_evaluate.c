#include "expr/names.h"
#include "suite.h"

#include <math.h>
#include <stdint.h>

enum { LIMIT = 1 << 26 };

static struct gri_arena arena;
static struct gr_err err;

static enum gr_status evaluate(const char *line, struct gri_value *value)
{
    const struct gri_expr *expr;
    memset(&err, 0, sizeof err);
    ck_assert_msg(gri_parse(source_of(line), false, &scope, &arena, &expr, &err) == GR_OK, "%s: %s",
                  line, err.message);
    return gri_evaluate(expr, &scope, &arena, value, &err);
}

START_TEST(matrices_have_their_values)
{
    static const struct {
        const char *line;
        size_t rows, cols;
        double at[6];
    } rows[] = {
        {"[16 4] x [0.5 -0.3; 0.1 2] + [4 2]", 1, 2, {12.4, 5.2}},
        {"M + R", 3, 2, {5, 4, 7, 6, 9, 8}},
        {"R + M", 3, 2, {5, 4, 7, 6, 9, 8}},
        {"M - R", 3, 2, {-3, 0, -1, 2, 1, 4}},
        {"R - M", 3, 2, {3, 0, 1, -2, -1, -4}},
        {"M'", 2, 3, {1, 3, 5, 2, 4, 6}},
        {"-M", 3, 2, {-1, -2, -3, -4, -5, -6}},
        {"M*2", 3, 2, {2, 4, 6, 8, 10, 12}},
        {"2 M", 3, 2, {2, 4, 6, 8, 10, 12}},
        {"M/2", 3, 2, {0.5, 1, 1.5, 2, 2.5, 3}},
        {"M^2", 3, 2, {1, 4, 9, 16, 25, 36}},
        {"M + 1", 3, 2, {2, 3, 4, 5, 6, 7}},
        {"1 - R", 1, 2, {-3, -1}},
        {"R*[1;1]", 1, 1, {6}},
        {"[1;2]*R", 2, 2, {4, 2, 8, 4}},
        {"relu(-R + [5 0])", 1, 2, {1, 0}},
        {"sum(R*x1)", 1, 2, {132, 66}},
        {"mean(R*x1)", 1, 2, {44, 22}},
        {"[x1 sum(x1); 1 2]", 2, 2, {16, 33, 1, 2}},
    };
    gri_arena_init(&arena, LIMIT);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct gri_value value;
        ck_assert_msg(evaluate(rows[i].line, &value) == GR_OK, "%s: %s", rows[i].line, err.message);
        ck_assert_uint_eq(value.rows, rows[i].rows);
        ck_assert_uint_eq(value.cols, rows[i].cols);
        for (size_t k = 0; k < value.rows * value.cols; k++)
            ck_assert_msg(fabs(value.at[k] - rows[i].at[k]) < 1e-12, "%s: element %zu is %g",
                          rows[i].line, k, value.at[k]);
    }
    gri_arena_clear(&arena);
}
END_TEST

START_TEST(sizes_that_do_not_fit_are_shown_at_the_operand)
{
    static const struct {
        const char *line;
        size_t column;
        const char *message;
    } rows[] = {
        {"M + W", 5, "cannot add (3, 2) and (2, 2); the sizes differ"},
        {"M - W", 5, "cannot subtract (2, 2) from (3, 2); the sizes differ"},
        {"1 + W * (M + 1)", 10, "cannot multiply (2, 2) by (3, 2); the inner sizes differ"},
        {"1/W", 3, "cannot divide by a matrix of (2, 2); a number is wanted"},
        {"2^W", 3, "an exponent of (2, 2); a number is wanted"},
        {"[1 W]", 4, "an element of a matrix is a number, this is (2, 2)"},
        {"sum(W + M)", 9, "cannot add (2, 2) and (3, 2); the sizes differ"},
        {"sum(1 + sum(W + M))", 17, "cannot add (2, 2) and (3, 2); the sizes differ"},
        {"a + R'*R'", 8, "cannot multiply (2, 1) by (2, 1); the inner sizes differ"},
    };
    gri_arena_init(&arena, LIMIT);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct gri_value value;
        ck_assert_int_eq(evaluate(rows[i].line, &value), GR_E_SHAPE);
        ck_assert_str_eq(err.message, rows[i].message);
        ck_assert_msg(err.column == rows[i].column, "%s: column %zu", rows[i].line, err.column);
    }
    double number;
    const struct gri_expr *expr;
    ck_assert_int_eq(gri_parse(source_of(" W*2"), false, &scope, &arena, &expr, &err), GR_OK);
    ck_assert_int_eq(gri_evaluate_number(expr, &scope, &arena, &number, &err), GR_E_SHAPE);
    ck_assert_str_eq(err.message, "a number is wanted, this is (2, 2)");
    ck_assert_uint_eq(err.column, 2);
    gri_arena_clear(&arena);
}
END_TEST

START_TEST(sums_add_the_rows_in_order)
{
    struct gri_value value;
    gri_arena_init(&arena, LIMIT);
    ck_assert_int_eq(evaluate("sum(h1*0.1)", &value), GR_OK);
    double wanted = 12.4 * 0.1;
    wanted = wanted + 4.9 * 0.1;
    wanted = wanted + 8.3 * 0.1;
    ck_assert_mem_eq(value.at, &wanted, sizeof wanted);
    gri_arena_clear(&arena);
}
END_TEST

START_TEST(sums_in_sums_cost_no_more_than_beside_each_other)
{
    struct gri_value value;
    gri_arena_init(&arena, LIMIT);
    struct gri_text line;
    gri_text_init(&line);
    gri_text_add_repeated(&line, "sum(", 90);
    gri_text_add(&line, "x1");
    gri_text_add_repeated(&line, ")", 90);
    ck_assert_int_eq(evaluate(line.at, &value), GR_OK);
    double wanted = 33 * pow(3, 89);
    ck_assert_double_eq_tol(value.at[0] / wanted, 1, 1e-12);
    gri_text_clear(&line);
    gri_arena_clear(&arena);
}
END_TEST

static enum gr_status no_rows(void *user, size_t *rows, struct gr_err *error)
{
    (void)user;
    (void)error;
    *rows = 0;
    return GR_OK;
}

static enum gr_status no_value(void *user, struct gri_arena *memory,
                               const struct gri_symbol *symbol, long row, struct gri_value *value,
                               struct gr_err *error)
{
    (void)user;
    (void)memory;
    (void)row;
    (void)value;
    return gri_fail(error, GR_E_STATE, "%s has no value", symbol->text);
}

START_TEST(a_scope_that_fails_is_passed_on_with_the_place)
{
    struct gri_scope broken = scope;
    const struct gri_expr *expr;
    struct gri_value value;
    gri_arena_init(&arena, LIMIT);
    ck_assert_int_eq(gri_parse(source_of("1 + sum(a)"), false, &scope, &arena, &expr, &err), GR_OK);
    broken.value = no_value;
    ck_assert_int_eq(gri_evaluate(expr, &broken, &arena, &value, &err), GR_E_STATE);
    ck_assert_str_eq(err.message, "a has no value");
    ck_assert_uint_eq(err.column, 9);
    ck_assert_int_eq(gri_evaluate(expr, &broken, &arena, &value, NULL), GR_E_STATE);
    broken.rows = no_rows;
    ck_assert_int_eq(gri_evaluate(expr, &broken, &arena, &value, &err), GR_E_STATE);
    ck_assert_uint_eq(err.column, 5);
    gri_arena_clear(&arena);
}
END_TEST

START_TEST(a_result_too_large_for_the_memory_says_its_size)
{
    gri_arena_init(&arena, 1 << 20);
    struct gri_text line;
    struct gri_value value;
    gri_text_init(&line);
    gri_text_add(&line, "[1");
    gri_text_add_repeated(&line, ";1", 999);
    gri_text_add(&line, "] [1");
    gri_text_add_repeated(&line, " 1", 999);
    gri_text_add(&line, "]");
    ck_assert_int_eq(evaluate(line.at, &value), GR_E_MEMORY);
    ck_assert_str_eq(err.message, "not enough memory for a matrix of (1000, 1000)");
    ck_assert_int_eq(gri_value_matrix(&arena, SIZE_MAX / 2, 16, &value, &err), GR_E_MEMORY);
    gri_text_clear(&line);
    gri_arena_clear(&arena);
}
END_TEST

START_TEST(arithmetic_is_that_of_ieee)
{
    struct gri_value value;
    gri_arena_init(&arena, LIMIT);
    ck_assert_int_eq(evaluate("1/0", &value), GR_OK);
    ck_assert(isinf(value.at[0]));
    ck_assert_int_eq(evaluate("0/0", &value), GR_OK);
    ck_assert(isnan(value.at[0]));
    ck_assert_int_eq(evaluate("(0.1+0.2)^2", &value), GR_OK);
    double sum = 0.1 + 0.2, square = sum * sum;
    ck_assert_mem_eq(value.at, &square, sizeof square);
    gri_arena_clear(&arena);
}
END_TEST

START_TEST(every_function_is_found_and_applied)
{
    gri_arena_init(&arena, LIMIT);
    for (size_t i = 0; i < gri_function_count; i++) {
        const struct gri_function *function = &gri_functions[i];
        ck_assert_int_eq(gri_function_find(function->name, strlen(function->name)), (int)i);
        struct gri_text line;
        struct gri_value value;
        gri_text_init(&line);
        gri_text_addf(&line, "%s(0.75)", function->name);
        ck_assert_int_eq(evaluate(line.at, &value), GR_OK);
        double wanted = function->apply(0.75);
        ck_assert_mem_eq(value.at, &wanted, sizeof wanted);
        gri_text_clear(&line);
    }
    ck_assert_int_eq(gri_function_find("rel", 3), -1);
    gri_arena_clear(&arena);
}
END_TEST

SUITE("expr/evaluate", matrices_have_their_values, sizes_that_do_not_fit_are_shown_at_the_operand,
      sums_add_the_rows_in_order, sums_in_sums_cost_no_more_than_beside_each_other,
      a_scope_that_fails_is_passed_on_with_the_place,
      a_result_too_large_for_the_memory_says_its_size, arithmetic_is_that_of_ieee,
      every_function_is_found_and_applied)
