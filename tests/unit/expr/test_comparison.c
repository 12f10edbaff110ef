#include "expr/names.h"
#include "suite.h"

#include <math.h>

static struct gri_arena arena;
static struct gr_err err;

START_TEST(every_relation_holds_as_written)
{
    static const struct {
        const char *line;
        bool holds;
        int decimals;
    } rows[] = {
        {"12.4 = 12.40", true, 2},
        {"h1 = 12", false, -1},
        {"h1 = 12.5", false, 1},
        {"2.345 = 2.35", true, 2},
        {"-2.345 = -2.35", true, 2},
        {"-2.344 = −2.34", true, 2},
        {"dL/dw5 = -341.7", true, 1},
        {"2/3 = 0.67", true, 2},
        {"2/3 == 0.67", false, 2},
        {"0.1 + 0.2 = 1*0.3", true, -1},
        {"0.1 + 0.2 == 0.3", false, 1},
        {"0.1 + 0.2 = 0.3*1.0000001", false, -1},
        {"1.5e-3 = 0.0015", true, 4},
        {"a != 3", false, -1},
        {"a ≠ 4", true, -1},
        {"a < 4", true, -1},
        {"a < 3", false, -1},
        {"a <= 3", true, -1},
        {"a ≤ 2", false, -1},
        {"a > 2", true, -1},
        {"a > 3", false, -1},
        {"a >= 3", true, -1},
        {"a ≥ 3.5", false, 1},
        {"0/0 = 0/0", false, -1},
        {"0/0 == 0/0", false, -1},
        {"0/0 <= 1", false, -1},
        {"0/0 != 0/0", true, -1},
        {"1/0 = 2/0", true, -1},
        {"1/0 = 3", false, -1},
    };
    gri_arena_init(&arena, 1 << 20);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct gri_comparison comparison;
        double left, right;
        ck_assert_msg(gri_parse_comparison(source_of(rows[i].line), &scope, &arena, &comparison,
                                           &err) == GR_OK,
                      "%s: %s", rows[i].line, err.message);
        ck_assert_int_eq(comparison.decimals, rows[i].decimals);
        ck_assert_int_eq(gri_evaluate_number(comparison.left, &scope, &arena, &left, &err), GR_OK);
        ck_assert_int_eq(gri_evaluate_number(comparison.right, &scope, &arena, &right, &err),
                         GR_OK);
        ck_assert_msg(gri_comparison_holds(&comparison, left, right) == rows[i].holds, "%s",
                      rows[i].line);
    }
    gri_arena_clear(&arena);
}
END_TEST

START_TEST(what_is_no_comparison_is_refused)
{
    static const struct {
        const char *line;
        size_t column;
    } rows[] = {{"a", 2}, {"a = ", 5}, {"= 3", 1}, {"a = b = 3", 7}, {"a =< 3", 4}, {"(a = 3)", 4}};
    gri_arena_init(&arena, 1 << 20);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct gri_comparison comparison;
        ck_assert_int_eq(
            gri_parse_comparison(source_of(rows[i].line), &scope, &arena, &comparison, &err),
            GR_E_SYNTAX);
        ck_assert_msg(err.column == rows[i].column, "%s: column %zu", rows[i].line, err.column);
    }
    gri_arena_clear(&arena);
}
END_TEST

SUITE("expr/comparison", every_relation_holds_as_written, what_is_no_comparison_is_refused)
