#include "expr/parser.h"

#include "expr/names.h"
#include "suite.h"

#include <math.h>

enum { LIMIT = 1 << 26 };

static struct gri_arena arena;
static struct gr_err err;

static enum gr_status parse(const char *line, const struct gri_expr **expr)
{
    memset(&err, 0, sizeof err);
    return gri_parse(source_of(line), false, &scope, &arena, expr, &err);
}

static double worth(const char *line)
{
    const struct gri_expr *expr;
    double number = NAN;
    enum gr_status status = parse(line, &expr);
    ck_assert_msg(status == GR_OK, "%s: %s", line, err.message);
    status = gri_evaluate_number(expr, &scope, &arena, &number, &err);
    ck_assert_msg(status == GR_OK, "%s: %s", line, err.message);
    return number;
}

static const struct {
    const char *line;
    double value;
} rules[] = {
    {"1+1", 2},
    {"1 - 2 - 3", -4},
    {"-2^2", -4},
    {"(-2)^2", 4},
    {"2^3^2", 512},
    {"2^-1", 0.5},
    {"2^+1", 2},
    {"--2", 2},
    {"-+-2", 2},
    {"1/2(3)", 1.5},
    {"-2/3 [4 + 5]", -2.0 / 3 * 9},
    {"(16)(0.5)", 8},
    {"2(3)", 6},
    {"x1 w1", 8},
    {"2h1", 24.8},
    {"2 h1", 24.8},
    {"a b", -6},
    {"6÷2·3×2", 18},
    {"3−5", -2},
    {"a²", 9},
    {"b³", -8},
    {"-a²", -9},
    {"2e1", 20},
    {"2.5e-1", 0.25},
    {".5", 0.5},
    {"e", 0.5},
    {"e^2", 0.25},
    {"e²", 0.25},
    {"e ^ 2", 0.25},
    {"e^2^3", 0.00390625},
    {"e^1.5", 4.4816890703380648},
    {"e^(2)", 7.3890560989306504},
    {"e^-a", 0.049787068367863944},
    {"e^(-a)", 0.049787068367863944},
    {"2e^-a", 2 * 0.049787068367863944},
    {"e^a^2", 8103.0839275753842},
    {"(e)^1.5", 0.35355339059327379},
    {"exp(0)", 1},
    {"exp (0) + 1", 2},
    {"exp[0]", 1},
    {"sqrt(16) abs(-2)", 8},
    {"relu(-3) + relu(2)", 2},
    {"relu'(5)", 1},
    {"relu′(-5)", 0},
    {"leaky_relu(-100)", -1},
    {"sum(h1)", 12.4 + 4.9 + 8.3},
    {"Σ(x1)", 33},
    {"∑[x1]", 33},
    {"Σ[x1 + 1]", 36},
    {"mean(x1)", 11},
    {"sum(1)", 3},
    {"sum(sum(x1))", 99},
    {"sum(x1 sum(x1))", 33 * 33},
    {"sum(mean(x1) + sum(x1)*a)", 3 * (11 + 99)},
    {"sum((yᵢ − ŷᵢ)·x1ᵢ)", 54.6 * 16 + 39.1 * 1 - 11.2 * 16},
    {"sum((y_i-yhat_i)*x1_i)", 54.6 * 16 + 39.1 * 1 - 11.2 * 16},
    {"dL/dw5", -341.65},
    {"∂L/∂w5", -341.65},
    {"2 - (0.001)(dL/dw5)", 2.34165},
    {"0.weight[1]", 7},
    {"2·0.weight[1]", 14},
    {"2 0.weight[1]", 14},
    {"0.5", 0.5},
    {"(16)x(0.5)", 8},
    {"16 x 0.5", 8},
    {"16x(0.5)", 8},
    {"16x0.5", 8},
    {"16 x -0.5", -8},
    {"16x1", 256}, /* x1 is a name */
    {"[16 4] x [0.5; 0.1]", 8.4},
    {"[(54.6)(16) + (39.1)(1)]", 54.6 * 16 + 39.1},
    {"[(2) (3)][1; 1]", 5},
    {"[a -b][1; 1]", 5},
    {"[a - b]", 5},
    {"[a-b]", 5},
    {"[a -b]·[1; 0]", 3},
    {"[(a -b)]", 5},
    {"1 + 2 # the rest is (nothing", 3},
    {"\t1\u00a0+ 2\r\n", 3},
};

START_TEST(every_rule_has_its_value)
{
    gri_arena_init(&arena, LIMIT);
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        double got = worth(rules[i].line);
        ck_assert_msg(fabs(got - rules[i].value) <= 1e-12 * fabs(rules[i].value), "%s: %.17g",
                      rules[i].line, got);
    }
    gri_arena_clear(&arena);
}
END_TEST

START_TEST(shapes_of_brackets)
{
    static const struct {
        const char *line;
        size_t rows, cols;
    } rows[] = {
        {"[1 2 3]", 1, 3},
        {"[1, 2, 3]", 1, 3},
        {"[a -b]", 1, 2},
        {"[a - b]", 1, 1},
        {"[a-b]", 1, 1},
        {"[a +b]", 1, 2},
        {"[(1)(2) (3)]", 1, 2},
        {"[1 2; 3 4; 5 6]", 3, 2},
        {"[1 2; 3 4]'", 2, 2},
        {"[1 2 3]'", 3, 1},
        {"[h1 -2 a^2 e^(-1 +2)]", 1, 4},
        {"[2 x 3]", 1, 1},
        {"[2 x1]", 1, 2},
        {"[2 exp(1)]", 1, 2},
        {"[Σ(x1) 1]", 1, 2},
        {"[16 4] x [0.5 -0.3; 0.1 2] + [4 2]", 1, 2},
        {"[1 2; 3 4] [5 6; 7 8]", 2, 2},
        {"[[1 2]]", 1, 2},
        {"M W + R", 3, 2},
        {"sum(M)", 3, 2},
    };
    gri_arena_init(&arena, LIMIT);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct gri_expr *expr;
        struct gri_value value;
        ck_assert_msg(parse(rows[i].line, &expr) == GR_OK, "%s: %s", rows[i].line, err.message);
        ck_assert_int_eq(gri_evaluate(expr, &scope, &arena, &value, &err), GR_OK);
        ck_assert_msg(value.rows == rows[i].rows && value.cols == rows[i].cols, "%s: (%zu, %zu)",
                      rows[i].line, value.rows, value.cols);
    }
    gri_arena_clear(&arena);
}
END_TEST

START_TEST(lists_are_cut_at_blanks_and_commas)
{
    static const struct {
        const char *line;
        size_t count;
    } rows[] = {
        {"", 0},         {"1 -3", 2},       {"1 - 3", 1},        {"1-3", 1},
        {"1, -3", 2},    {"1 -3 a", 3},     {"(1 -3) [1 2]", 2}, {"a * 2 b", 2},
        {"e^2 e^-a", 2}, {"16 x 0.5 4", 2}, {" 5 # 6", 1},
    };
    gri_arena_init(&arena, LIMIT);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct gri_expr **items;
        size_t count;
        ck_assert_int_eq(
            gri_parse_list(source_of(rows[i].line), &scope, &arena, &items, &count, &err), GR_OK);
        ck_assert_msg(count == rows[i].count, "%s: %zu", rows[i].line, count);
    }
    const struct gri_expr **items;
    size_t count;
    ck_assert_int_eq(gri_parse_list(source_of("1, "), &scope, &arena, &items, &count, &err),
                     GR_E_SYNTAX);
    ck_assert_int_eq(gri_parse_list(source_of("1; 2"), &scope, &arena, &items, &count, &err),
                     GR_E_SYNTAX);
    ck_assert_uint_eq(err.column, 2);
    gri_arena_clear(&arena);
}
END_TEST

START_TEST(x_stays_a_name_where_it_is_one)
{
    bool named = true;
    struct gri_scope with_x = scope;
    const struct gri_expr *expr;
    double number;
    with_x.user = &named;
    gri_arena_init(&arena, LIMIT);
    ck_assert_int_eq(gri_parse(source_of("2 x 3 + 1"), false, &scope, &arena, &expr, &err), GR_OK);
    ck_assert_int_eq(gri_evaluate_number(expr, &scope, &arena, &number, &err), GR_OK);
    ck_assert_double_eq(number, 7);
    ck_assert_int_eq(gri_parse(source_of("2 x (3) + 1"), false, &with_x, &arena, &expr, &err),
                     GR_OK);
    ck_assert_int_eq(gri_evaluate_number(expr, &with_x, &arena, &number, &err), GR_OK);
    ck_assert_double_eq(number, 2 * 16 * 3 + 1);
    gri_arena_clear(&arena);
}
END_TEST

SUITE("expr/parser", every_rule_has_its_value, shapes_of_brackets,
      lists_are_cut_at_blanks_and_commas, x_stays_a_name_where_it_is_one)
