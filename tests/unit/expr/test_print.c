#include "expr/print.h"

#include "base/random.h"
#include "expr/names.h"
#include "expr/parser.h"
#include "suite.h"

#include <math.h>

enum { LIMIT = 1 << 26 };

static struct gri_arena arena;
static struct gr_err err;
static struct gri_text out;

static void set_up(void)
{
    gri_arena_init(&arena, LIMIT);
    gri_text_init(&out);
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

static const char *printed(const struct gri_expr *expr, enum gri_style style)
{
    gri_text_reset(&out);
    gri_print(&out, expr, &scope, style, 4);
    ck_assert(!out.failed);
    return out.at;
}

static const struct gri_expr *number(double x)
{
    return gri_expr_number(&arena, x, GRI_WRITTEN);
}

static const struct gri_expr *computed(double x)
{
    return gri_expr_number(&arena, x, GRI_COMPUTED);
}

static const struct gri_expr *beside(const struct gri_expr *a, const struct gri_expr *b)
{
    return gri_expr_times(&arena, GRI_ADJACENT, a, b);
}

static const struct gri_expr *add(const struct gri_expr *a, const struct gri_expr *b)
{
    return gri_expr_binary(&arena, GRI_ADD, a, b);
}

START_TEST(worked_numbers_print_as_on_the_blackboard)
{
    set_up();
    const struct gri_expr *h1 = add(
        add(beside(number(16), number(0.5)), beside(number(4), number(0.1))), number(4));
    ck_assert_str_eq(printed(h1, GRI_TEXT), "(16)(0.5) + (4)(0.1) + 4");

    const struct gri_expr *errors = gri_expr_boxed(
        &arena, add(add(beside(computed(54.6), number(16)), beside(computed(39.1), number(1))),
                    beside(computed(-11.2), number(16))));
    const struct gri_expr *thirds = gri_expr_unary(
        &arena, GRI_NEGATE, gri_expr_binary(&arena, GRI_DIVIDE, number(2), number(3)));
    const struct gri_expr *gradient = beside(beside(thirds, number(2)), errors);
    ck_assert_str_eq(printed(gradient, GRI_TEXT),
                     "−2/3 (2) [(54.6)(16) + (39.1)(1) + (−11.2)(16)]");
    ck_assert_str_eq(printed(gradient, GRI_ASCII),
                     "-2/3 (2) [(54.6)(16) + (39.1)(1) + (-11.2)(16)]");
    ck_assert_str_eq(printed(beside(thirds, errors), GRI_TEXT),
                     "−2/3 [(54.6)(16) + (39.1)(1) + (−11.2)(16)]");
    const struct gri_expr *two = gri_expr_unary(&arena, GRI_NEGATE, number(2));
    ck_assert_str_eq(printed(beside(two, errors), GRI_TEXT),
                     "−2 [(54.6)(16) + (39.1)(1) + (−11.2)(16)]");

    const struct gri_expr *update = gri_expr_binary(&arena, GRI_SUBTRACT, number(0.5),
                                                    beside(number(0.001), computed(-978)));
    ck_assert_str_eq(printed(update, GRI_TEXT), "0.5 − (0.001)(−978)");
    ck_assert_str_eq(printed(add(number(2), number(-3)), GRI_TEXT), "2 + (−3)");
    ck_assert_str_eq(printed(add(number(-3), number(2)), GRI_TEXT), "−3 + 2");
    const struct gri_expr *square = gri_expr_binary(&arena, GRI_POWER, computed(-11.2), number(2));
    ck_assert_str_eq(printed(square, GRI_TEXT), "(−11.2)²");
    ck_assert_str_eq(printed(square, GRI_ASCII), "(-11.2)^2");
    tear_down();
}
END_TEST

START_TEST(what_is_read_prints_so)
{
    static const struct {
        const char *line, *text, *ascii;
    } rows[] = {
        {"x1*w1 + x2*w3 + b1", "x1·w1 + x2·w3 + b1", "x1*w1 + x2*w3 + b1"},
        {"-2/3*w5*sum((y_i - yhat_i)*x1_i)", "−2/3·w5·Σ((yᵢ − ŷᵢ)·x1ᵢ)",
         "-2/3*w5*sum((y_i - yhat_i)*x1_i)"},
        {"-2/3 [(54.6)(16) + (39.1)(1)]", "−2/3 [(54.6)(16) + (39.1)(1)]",
         "-2/3 [(54.6)(16) + (39.1)(1)]"},
        {"[16 4] x [0.5 -0.3; 0.1 2] + [4 2]", "[16 4] × [0.5 −0.3; 0.1 2] + [4 2]",
         "[16 4] x [0.5 -0.3; 0.1 2] + [4 2]"},
        {"W × R'", "W × R'", "W*R'"},
        {"x1 w1", "(x1)(w1)", "(x1)(w1)"},
        {"w5 - 0.001*dL/dw5", "w5 − 0.001·∂L/∂w5", "w5 - 0.001*dL/dw5"},
        {"a/(dL/dw5)", "a/(∂L/∂w5)", "a/(dL/dw5)"},
        {"a/(b*h1)", "a/(b·h1)", "a/(b*h1)"},
        {"a - (b - h1)", "a − (b − h1)", "a - (b - h1)"},
        {"(a)^2^3", "(a)^2^3", "(a)^2^3"},
        {"a²", "a²", "a^2"},
        {"e²", "e²", "e^2"},
        {"(e)^1.5", "(e)^1.5", "(e)^1.5"},
        {"e^-a", "exp(−a)", "exp(-a)"},
        {"-a^2", "−a²", "-a^2"},
        {"a·(-b)", "a·(−b)", "a*(-b)"},
        {"2^-1", "2^(−1)", "2^(-1)"},
        {"mean(e²)", "mean(eᵢ²)", "mean(e_i^2)"},
        {"[a - b, 2; 1 W]", "[a − b, 2; 1, W]", "[a - b, 2; 1, W]"},
        {"relu'(a)", "relu'(a)", "relu'(a)"},
        {"3.2e-10 - 1e20", "3.2e-10 − 1e20", "3.2e-10 - 1e20"},
    };
    set_up();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ck_assert_str_eq(printed(read(rows[i].line), GRI_TEXT), rows[i].text);
        ck_assert_str_eq(printed(read(rows[i].line), GRI_ASCII), rows[i].ascii);
    }
    tear_down();
}
END_TEST

START_TEST(computed_numbers_show_at_the_digits_of_the_page)
{
    static const struct {
        double number;
        enum gri_shown shown;
        const char *text, *latex;
    } rows[] = {
        {-341.654321, GRI_COMPUTED, "−341.6543", "-341.6543"},
        {-341.654321, GRI_WRITTEN, "−341.654321", "-341.654321"},
        {-3.2e-7, GRI_COMPUTED, "−3.2e-7", "-3.2\\cdot 10^{-7}"},
        {1e20, GRI_WRITTEN, "1e20", "1\\cdot 10^{20}"},
        {-0.0, GRI_COMPUTED, "0", "0"},
        {-0.0, GRI_WRITTEN, "0", "0"},
        {-INFINITY, GRI_COMPUTED, "−inf", "-\\infty"},
        {NAN, GRI_COMPUTED, "nan", "\\mathrm{nan}"},
    };
    set_up();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        gri_text_reset(&out);
        gri_print_number(&out, rows[i].number, rows[i].shown, GRI_TEXT, 4);
        ck_assert_str_eq(out.at, rows[i].text);
        gri_text_reset(&out);
        gri_print_number(&out, rows[i].number, rows[i].shown, GRI_LATEX, 4);
        ck_assert_str_eq(out.at, rows[i].latex);
    }
    tear_down();
}
END_TEST

START_TEST(typeset_forms)
{
    static const struct {
        const char *line, *latex, *mathml;
    } rows[] = {
        {"-2/3*a", "-\\frac{2}{3} \\cdot a",
         "<mrow><mo form=\"prefix\">−</mo><mfrac><mrow><mn>2</mn></mrow><mrow><mn>3</mn></mrow>"
         "</mfrac><mo>·</mo><mi>a</mi></mrow>"},
        {"(a + 1)^b", "{\\left( a + 1 \\right)}^{b}",
         "<mrow><msup><mrow><mrow><mo>(</mo><mi>a</mi><mo>+</mo><mn>1</mn><mo>)</mo></mrow></mrow>"
         "<mrow><mi>b</mi></mrow></msup></mrow>"},
        {"sqrt(a) + e^-b", "\\sqrt{a} + e^{-b}",
         "<mrow><mi>sqrt</mi><mrow><mo>(</mo><mi>a</mi><mo>)</mo></mrow><mo>+</mo><mi>exp</mi>"
         "<mrow><mo>(</mo><mo form=\"prefix\">−</mo><mi>b</mi><mo>)</mo></mrow></mrow>"},
        {"Σ(a)", "\\sum_{i=1}^{N} \\left( a \\right)",
         "<mrow><munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>N</mi>"
         "</munderover><mrow><mo>(</mo><mi>a</mi><mo>)</mo></mrow></mrow>"},
        {"[1 a; 2 b]'", "{\\begin{bmatrix} 1 & a \\\\ 2 & b \\end{bmatrix}}^{\\top}",
         "<mrow><msup><mrow><mrow><mo>[</mo><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mi>a</mi>"
         "</mtd></mtr><mtr><mtd><mn>2</mn></mtd><mtd><mi>b</mi></mtd></mtr></mtable><mo>]</mo>"
         "</mrow></mrow><mo>⊤</mo></msup></mrow>"},
        {"(dL/dw5)^2", "{\\left( \\frac{\\partial L}{\\partial w_5} \\right)}^{2}", NULL},
        {"2 - (3)(-4)", "2 - \\left( 3 \\right)\\left( -4 \\right)", NULL},
    };
    set_up();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ck_assert_str_eq(printed(read(rows[i].line), GRI_LATEX), rows[i].latex);
        if (rows[i].mathml != NULL)
            ck_assert_str_eq(printed(read(rows[i].line), GRI_MATHML), rows[i].mathml);
    }
    tear_down();
}
END_TEST

static void ck_stacked(const char *line, enum gri_style style, size_t rows, size_t middle,
                       const char *const *wanted)
{
    struct gri_text lines[8];
    size_t count, base;
    for (size_t i = 0; i < 8; i++)
        gri_text_init(&lines[i]);
    gri_print_stacked(lines, 4, &count, &base, read(line), &scope, style, 4);
    ck_assert_uint_eq(count, rows);
    ck_assert_uint_eq(base, middle);
    for (size_t i = 0; i < count; i++)
        ck_assert_str_eq(lines[i].at, wanted[i]);
    for (size_t i = 0; i < 8; i++)
        gri_text_clear(&lines[i]);
}

START_TEST(tall_matrices_stand_over_several_lines)
{
    set_up();
    ck_stacked(
        "[16 4] x [0.5 -0.3; 0.1 2] + [4 2]", GRI_TEXT, 2, 0,
        (const char *const[]){"[16 4] × ⎡0.5  −0.3⎤ + [4 2]", "         ⎣0.1   2  ⎦        "});
    ck_stacked("2*[a; 16; -1]*(1)", GRI_TEXT, 3, 1,
               (const char *const[]){"  ⎡ a⎤    ", "2·⎢16⎥·(1)", "  ⎣−1⎦    "});
    ck_stacked("[1 2; 3 4]'[1; 2; 3]", GRI_TEXT, 3, 1,
               (const char *const[]){"        ⎡1⎤", "⎡1  2⎤' ⎢2⎥", "⎣3  4⎦  ⎣3⎦"});
    ck_stacked("[1 2; 3 4] + 1", GRI_ASCII, 1, 0, (const char *const[]){"[1 2; 3 4] + 1"});
    ck_stacked("[1;2;3;4;5]", GRI_TEXT, 1, 0, (const char *const[]){"[1; 2; 3; 4; 5]"});
    ck_stacked("a + 1", GRI_TEXT, 1, 0, (const char *const[]){"a + 1"});
    tear_down();
}
END_TEST

static const struct gri_expr *random_number(struct gri_random *random)
{
    double x = (double)gri_random_below(random, 40) / 8;
    return number(gri_random_below(random, 3) == 0 && x > 0 ? -x : x);
}

/* Any tree of numbers, of the names that are numbers, and of every operation on numbers. */
static const struct gri_expr *random_tree(struct gri_random *random, size_t height)
{
    static const char *const functions[] = {"exp", "abs", "tanh", "relu'", "sigmoid"};
    size_t choice = gri_random_below(random, height == 0 ? 2 : 14);
    if (choice == 0)
        return random_number(random);
    if (choice == 1)
        return gri_expr_symbol(&arena, &names[gri_random_below(random, 13)]);
    const struct gri_expr *a = random_tree(random, height - 1);
    const struct gri_expr *b = choice < 8 ? NULL : random_tree(random, height - 1);
    switch (choice) {
    case 2:
        return gri_expr_unary(&arena, GRI_NEGATE, a);
    case 3:
        return gri_expr_unary(&arena, GRI_TRANSPOSE, a);
    case 4:
        return gri_expr_call(&arena, functions[gri_random_below(random, 5)], a);
    case 5:
        return gri_expr_unary(&arena, gri_random_below(random, 2) ? GRI_SUM : GRI_MEAN, a);
    case 6:
        return gri_expr_boxed(&arena, a);
    case 7:
        return beside(gri_expr_binary(&arena, GRI_DIVIDE, number(2), number(3)), a);
    case 8:
        return gri_expr_binary(&arena, GRI_POWER, a, gri_random_below(random, 2) ? number(2) : b);
    case 9:
        return gri_expr_binary(&arena, GRI_DIVIDE, a, b);
    case 10:
        return add(a, b);
    case 11:
        return gri_expr_binary(&arena, GRI_SUBTRACT, a, b);
    case 12:
        return gri_expr_times(&arena, (enum gri_times)gri_random_below(random, 3), a, b);
    default: {
        /* the first row of a product of matrices, so that their elements and brackets are read */
        const struct gri_expr *items[] = {a, b, random_tree(random, 1), random_number(random)};
        const struct gri_expr *column[] = {random_tree(random, 1), a};
        const struct gri_expr *row = gri_expr_matrix(&arena, 1, 2, items + 1);
        return gri_expr_times(&arena, GRI_CROSS,
                              gri_expr_times(&arena, (enum gri_times)gri_random_below(random, 3),
                                             row, gri_expr_matrix(&arena, 2, 2, items)),
                              gri_expr_matrix(&arena, 2, 1, column));
    }
    }
}

static double worth(const struct gri_expr *expr)
{
    double x = 0;
    ck_assert_msg(gri_evaluate_number(expr, &scope, &arena, &x, &err) == GR_OK, "%s (%s)",
                  err.message, out.at);
    return x;
}

START_TEST(every_printed_line_reads_back_to_the_same_value)
{
    struct gri_random random;
    gri_random_seed(&random, 3, 1);
    set_up();
    for (int i = 0; i < 20000; i++) {
        gri_arena_reset(&arena);
        const struct gri_expr *tree = random_tree(&random, gri_random_below(&random, 6));
        ck_assert_ptr_nonnull(tree);
        double right = worth(tree);
        for (enum gri_style style = GRI_TEXT; style <= GRI_ASCII; style++) {
            const char *line = printed(tree, style);
            double again = worth(read(line));
            ck_assert_msg(again == right || (isnan(again) && isnan(right)), "%s: %.17g not %.17g",
                          line, again, right);
        }
    }
    tear_down();
}
END_TEST

/* Elements have no markup of their own: every "<" that opens is closed in order. */
static bool balanced(const char *xml)
{
    const char *open[400];
    size_t depth = 0;
    for (; (xml = strchr(xml, '<')) != NULL; xml++) {
        size_t length = strcspn(xml + 1, " >/");
        if (xml[1] == '/') {
            length = strcspn(xml + 2, ">");
            if (depth == 0 || strncmp(open[--depth], xml + 2, length) != 0)
                return false;
        } else if (strchr(xml, '>')[-1] != '/') {
            if (depth == 400)
                return false;
            open[depth++] = xml + 1;
            ck_assert_uint_gt(length, 0);
        }
    }
    return depth == 0;
}

static size_t occurrences(const char *text, const char *what)
{
    size_t count = 0;
    for (; (text = strstr(text, what)) != NULL; text++)
        count++;
    return count;
}

START_TEST(typeset_trees_are_well_formed)
{
    struct gri_random random;
    gri_random_seed(&random, 4, 1);
    set_up();
    for (int i = 0; i < 2000; i++) {
        gri_arena_reset(&arena);
        const struct gri_expr *tree = random_tree(&random, gri_random_below(&random, 6));
        ck_assert_msg(balanced(printed(tree, GRI_MATHML)), "%s", out.at);
        printed(tree, GRI_LATEX);
        ck_assert_uint_eq(occurrences(out.at, "{"), occurrences(out.at, "}"));
        ck_assert_uint_eq(occurrences(out.at, "\\left"), occurrences(out.at, "\\right"));
    }
    tear_down();
}
END_TEST

SUITE("expr/print", worked_numbers_print_as_on_the_blackboard, what_is_read_prints_so,
      computed_numbers_show_at_the_digits_of_the_page, typeset_forms,
      tall_matrices_stand_over_several_lines, every_printed_line_reads_back_to_the_same_value,
      typeset_trees_are_well_formed)
