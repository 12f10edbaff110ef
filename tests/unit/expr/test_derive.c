#include "expr/derive.h"

#include "base/random.h"
#include "expr/names.h"
#include "expr/print.h"
#include "suite.h"

#include <math.h>

enum { LIMIT = 1 << 26, TREES = 8000 };

static struct gri_arena arena;
static struct gr_err err;
static struct gri_text out;

static bool per_row(const struct gri_symbol *symbol)
{
    return symbol->per_row;
}

static const struct gri_symbols symbols = {NULL, per_row};

/* A name may be moved from its value. */
static const struct gri_symbol *moved;
static double moved_to;

/* The mark "d/d(part)" is a symbol that is none of the names. */
static struct gri_symbol mark_symbol = {"D", "D", "D", "D", "D", "D", 1, 1, {0}, false};

static enum gr_status value(void *user, struct gri_arena *in, const struct gri_symbol *symbol,
                            long row, struct gri_value *result, struct gr_err *error)
{
    if (symbol == moved)
        return gri_value_number(in, moved_to, result, error);
    return names_value(user, in, symbol, row, result, error);
}

static const struct gri_scope moving = {NULL, names_resolve, value, names_spell, names_rows};

static void set_up(void)
{
    gri_arena_init(&arena, LIMIT);
    gri_text_init(&out);
    moved = NULL;
}

static void tear_down(void)
{
    gri_text_clear(&out);
    gri_arena_clear(&arena);
}

static const struct gri_expr *read(const char *line)
{
    const struct gri_expr *expr;
    ck_assert_msg(gri_parse(source_of(line), false, &scope, &arena, &expr, &err) == GR_OK, "%s: %s",
                  line, err.message);
    return expr;
}

static const char *printed(const struct gri_expr *expr)
{
    gri_text_reset(&out);
    ck_assert_ptr_nonnull(expr);
    gri_print(&out, expr, &scope, GRI_ASCII, 15);
    ck_assert(!out.failed);
    return out.at;
}

static double worth(const struct gri_expr *expr)
{
    double number = NAN;
    enum gr_status status = gri_evaluate_number(expr, &moving, &arena, &number, &err);
    ck_assert_msg(status == GR_OK, "%s: %s", printed(expr), err.message);
    return number;
}

static const struct gri_expr *mark(void *user, const struct gri_expr *part)
{
    (void)user, (void)part;
    return gri_expr_symbol(&arena, &mark_symbol);
}

static struct gri_derivation derived(const struct gri_expr *expr, const char *by)
{
    struct gri_derivation d = {
        .arena = &arena, .symbols = &symbols, .by = read(by)->symbol, .mark = mark};
    ck_assert_msg(gri_derive(&d, expr, &err) == GR_OK, "%s", err.message);
    return d;
}

START_TEST(derivatives_are_those_of_a_blackboard)
{
    static const struct {
        const char *line, *by, *rules, *simple;
    } rows[] = {
        {"(a - 2)^2", "a", "2*(a - 2)*(1 - 0)", "2*(a - 2)"},
        {"7", "a", "0", "0"},
        {"a", "a", "1", "1"},
        {"a", "b", "0", "0"},
        {"a^5", "a", "5*a^4", "5*a^4"},
        {"a^1.5", "a", "1.5*a^0.5", "1.5*a^0.5"},
        {"a^(-1)", "a", "(-1)*a^(-2)", "-1/a^2"},
        {"a^b", "a", "b*a^(b - 1)", "b*a^(b - 1)"},
        {"2^a", "a", "2^a*ln(2)", "2^a*ln(2)"},
        {"a*a", "a", "1*a + a*1", "2*a"},
        {"a/b", "a", "1/b", "1/b"},
        {"a*w1*b", "a", "1*w1*b", "w1*b"},
        {"b/a", "a", "(0*a - b*1)/a^2", "-b/a^2"},
        {"-a", "a", "-1", "-1"},
        {"-(a^2)", "a", "-2*a", "-2*a"},
        {"a + b - 3*a", "a", "1 + 0 - 3*1", "-2"},
        {"sigmoid(a)", "a", "sigmoid(a)*(1 - sigmoid(a))", "sigmoid(a)*(1 - sigmoid(a))"},
        {"tanh(b*a)", "a", "(1 - tanh(b*a)^2)*(b*1)", "(1 - tanh(b*a)^2)*b"},
        {"sqrt(a)", "a", "1/(2*sqrt(a))", "1/(2*sqrt(a))"},
        {"sum((y - h1*a)^2)", "a", "sum(2*(y_i - h1_i*a)*(0 - h1_i*1))",
         "-2*sum((y_i - h1_i*a)*h1_i)"},
        {"((x2*w1 + x2*w3)*w5 - a)^2/2", "w1", "2*((x2*w1 + x2*w3)*w5 - a)*((x2*1 + 0)*w5 - 0)/2",
         "((x2*w1 + x2*w3)*w5 - a)*x2*w5"},
    };
    set_up();
    for (size_t n = 0; n < sizeof rows / sizeof *rows; n++) {
        struct gri_derivation d = derived(read(rows[n].line), rows[n].by);
        ck_assert_str_eq(printed(d.derivative), rows[n].rules);
        ck_assert_str_eq(printed(gri_simplify(&arena, &symbols, d.derivative)), rows[n].simple);
    }
    tear_down();
}
END_TEST

START_TEST(each_rule_is_named_and_leaves_marks_for_what_is_inside)
{
    static const struct {
        const char *line, *rule, *result;
    } rows[] = {
        {"(a - 2)^2", "power rule, chain rule", "2*(a - 2)*D"},
        {"a^2", "power rule", "2*a"},
        {"a*b + a^2 - 3", "sum rule", "D + D - 0"},
        {"b*a^2", "constant factor", "b*D"},
        {"a^2/3", "constant factor", "(D)/3"},
        {"-a^2", "constant factor", "-D"},
        {"a*tanh(a)", "product rule", "1*tanh(a) + a*D"},
        {"tanh(a)/a", "quotient rule", "((D)*a - tanh(a)*1)/a^2"},
        {"exp(a)", "derivative of exp", "exp(a)"},
        {"ln(a^2)", "derivative of ln, chain rule", "1/a^2*D"},
        {"a^a", "both base and exponent vary", "a^a*(1*ln(a) + a*1/a)"},
        {"2^(3*a)", "exponential rule, chain rule", "2^(3*a)*ln(2)*D"},
        {"mean(h1*a)", "sum rule: each sample for itself", "mean(D)"},
    };
    set_up();
    for (size_t n = 0; n < sizeof rows / sizeof *rows; n++) {
        struct gri_derivation d = derived(read(rows[n].line), "a");
        ck_assert_ptr_nonnull(d.first);
        ck_assert_str_eq(d.first->name, rows[n].rule);
        ck_assert_str_eq(printed(d.first->result), rows[n].result);
    }
    struct gri_derivation d = derived(read("(a^2 + tanh(3*a))^2"), "a");
    ck_assert_uint_eq(d.count, 5); /* power, sum, power, tanh, constant factor */
    ck_assert_str_eq(d.last->name, "constant factor");
    d.mark = NULL;
    ck_assert_int_eq(gri_derive(&d, read("a^2"), &err), GR_OK);
    ck_assert_uint_eq(d.count, 0);
    tear_down();
}
END_TEST

START_TEST(every_function_has_a_derivative_that_the_difference_confirms)
{
    static const double at[] = {0.3, 0.7, 1.4, 2.5};
    const double h = 1e-5;
    set_up();
    const struct gri_expr *a = read("a");
    for (size_t f = 0; f < gri_function_count; f++) {
        const struct gri_function *row = &gri_functions[f];
        ck_assert_msg(row->derivative != NULL, "%s", row->name);
        struct gri_derivation d = derived(gri_expr_call(&arena, row->name, a), "a");
        const struct gri_expr *short_form = gri_simplify(&arena, &symbols, d.derivative);
        moved = a->symbol;
        for (size_t n = 0; n < sizeof at / sizeof *at; n++) {
            double difference = (row->apply(at[n] + h) - row->apply(at[n] - h)) / (2 * h);
            moved_to = at[n];
            ck_assert_double_eq_tol(worth(d.derivative), difference, 1e-8);
            ck_assert_double_eq_tol(worth(short_form), difference, 1e-8);
        }
        moved = NULL;
    }
    tear_down();
}
END_TEST

/* A tree over a few names; sums do not nest. */
static const struct gri_expr *grow(struct gri_random *random, size_t height, bool in_sum)
{
    static const char *const leaves[] = {"a", "a", "b", "w1", "w5", "2", "3", "0.5", "h1"};
    static const char *const calls[] = {"exp",  "ln",   "sqrt",       "sigmoid",
                                        "tanh", "relu", "leaky_relu", "abs"};
    if (height == 0)
        return read(leaves[gri_random_below(random, in_sum ? 9 : 8)]);
    const struct gri_expr *x = grow(random, gri_random_below(random, height), in_sum);
    switch (gri_random_below(random, 9)) {
    case 0:
        return gri_expr_unary(&arena, GRI_NEGATE, x);
    case 1:
        return gri_expr_call(&arena, calls[gri_random_below(random, 8)], x);
    case 2:
        return gri_expr_binary(&arena, GRI_POWER, x,
                               read(gri_random_below(random, 2) > 0 ? "2" : "3"));
    case 3:
        return in_sum ? x : gri_expr_unary(&arena, GRI_SUM, grow(random, height - 1, true));
    case 4:
        return gri_expr_binary(&arena, GRI_POWER, x,
                               grow(random, gri_random_below(random, height), in_sum));
    case 5:
    case 6:
        return gri_expr_times(&arena, GRI_DOT, x, grow(random, height - 1, in_sum));
    default: {
        static const enum gri_kind kinds[] = {GRI_ADD, GRI_SUBTRACT, GRI_DIVIDE};
        const struct gri_expr *y = grow(random, height - 1, in_sum);
        return gri_expr_binary(&arena, kinds[gri_random_below(random, 3)], x, y);
    }
    }
}

static double difference(const struct gri_expr *expr, double at, double h)
{
    moved_to = at + h;
    double up = worth(expr);
    moved_to = at - h;
    double difference = (up - worth(expr)) / (2 * h);
    moved_to = at;
    return difference;
}

static bool near(double x, double y, double tolerance)
{
    return fabs(x - y) <= tolerance * fmax(1, fmax(fabs(x), fabs(y)));
}

/* Can a difference be trusted here: finite, moderate, the same with another step? */
static bool tame(const struct gri_expr *expr, double at, double *slope)
{
    double coarse = difference(expr, at, 2e-4), fine = difference(expr, at, 1e-4);
    *slope = fine + (fine - coarse) / 3;
    return isfinite(*slope) && fabs(worth(expr)) < 1e3 && fabs(*slope) < 1e3 &&
           near(coarse, fine, 1e-5);
}

START_TEST(random_trees_agree_with_central_differences)
{
    struct gri_random random;
    size_t checked = 0, sums = 0;
    set_up();
    gri_random_seed(&random, 20, 0);
    for (size_t n = 0; n < TREES; n++) {
        double slope, at = 1.3;
        gri_arena_reset(&arena);
        const struct gri_expr *tree = grow(&random, 1 + gri_random_below(&random, 5), false);
        struct gri_derivation d = derived(tree, "a");
        const struct gri_expr *short_form = gri_simplify(&arena, &symbols, d.derivative);
        moved = d.by;
        if (d.count > 0 && tame(tree, at, &slope) && isfinite(worth(d.derivative))) {
            double exact = worth(d.derivative);
            ck_assert_msg(near(exact, slope, 1e-4), "%s: %g, not %g", printed(tree), exact, slope);
            ck_assert_msg(near(worth(short_form), exact, 1e-9), "%s", printed(d.derivative));
            checked++;
            sums += strstr(printed(tree), "sum") != NULL;
        }
        moved = NULL;
    }
    ck_assert_uint_gt(checked, 2000);
    ck_assert_uint_gt(sums, 100);
    tear_down();
}
END_TEST

static void print_and_read(const struct gri_expr *expr)
{
    double is = worth(expr);
    const char *text = printed(expr);
    char *line = gri_arena_copy(&arena, text, strlen(text));
    double again = worth(read(line));
    ck_assert_msg(isnan(is) ? isnan(again) : is == again || near(again, is, 1e-9),
                  "%s: %.17g, not %.17g", line, again, is);
}

START_TEST(derivatives_print_and_read_back)
{
    struct gri_random random;
    set_up();
    gri_random_seed(&random, 21, 0);
    for (size_t n = 0; n < TREES / 2; n++) {
        gri_arena_reset(&arena);
        struct gri_derivation d = derived(grow(&random, 1 + gri_random_below(&random, 4), false),
                                          "a");
        print_and_read(d.derivative);
        print_and_read(gri_simplify(&arena, &symbols, d.derivative));
    }
    tear_down();
}
END_TEST

static void refused(const char *line, enum gr_status status, const char *words)
{
    struct gri_derivation d = {.arena = &arena, .symbols = &symbols, .by = read("a")->symbol};
    ck_assert_int_eq(gri_derive(&d, read(line), &err), status);
    ck_assert_msg(strstr(err.message, words) != NULL, "%s", err.message);
}

START_TEST(matrices_and_what_is_too_long_are_refused)
{
    set_up();
    refused("[a 1]", GR_E_SHAPE, "a matrix has no derivative");
    refused("2*[a; 1]'", GR_E_SHAPE, "a matrix has no derivative");
    const struct gri_expr *tree = read("a");
    for (size_t n = 0; n < 40; n++)
        tree = gri_expr_times(&arena, GRI_DOT, tree, tree);
    struct gri_derivation d = {.arena = &arena, .symbols = &symbols, .by = read("a")->symbol};
    ck_assert_int_eq(gri_derive(&d, tree, &err), GR_E_RANGE);
    tree = read("a");
    for (size_t n = 0; n < 900; n++)
        tree = gri_expr_call(&arena, "sigmoid", tree);
    ck_assert_int_eq(gri_derive(&d, tree, &err), GR_E_RANGE);
    tear_down();
}
END_TEST

START_TEST(the_end_of_memory_is_an_error)
{
    size_t least = 0;
    for (size_t limit = 1 << 12; limit < 1 << 18; limit += 1 << 10) {
        const struct gri_expr *expr;
        gri_arena_init(&arena, limit);
        enum gr_status status = gri_parse(source_of("(a*tanh(a^2) - 3)^2/b"), false, &scope, &arena,
                                          &expr, &err);
        struct gri_derivation d = {
            .arena = &arena, .symbols = &symbols, .by = &names[0], .mark = mark};
        bool done = status == GR_OK && gri_derive(&d, expr, &err) == GR_OK &&
                    gri_simplify(&arena, &symbols, d.derivative) != NULL;
        if (!done)
            least = limit;
        gri_arena_clear(&arena);
    }
    ck_assert_uint_gt(least, 0);
    ck_assert_uint_lt(least, 1 << 17);
}
END_TEST

SUITE("expr/derive", derivatives_are_those_of_a_blackboard,
      each_rule_is_named_and_leaves_marks_for_what_is_inside,
      every_function_has_a_derivative_that_the_difference_confirms,
      random_trees_agree_with_central_differences, derivatives_print_and_read_back,
      matrices_and_what_is_too_long_are_refused, the_end_of_memory_is_an_error)
