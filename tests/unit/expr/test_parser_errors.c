#include "expr/parser.h"

#include "base/random.h"
#include "expr/names.h"
#include "suite.h"

enum { LIMIT = 1 << 26 };

static struct gri_arena arena;
static struct gr_err err;

static enum gr_status parse(const char *line, const struct gri_expr **expr)
{
    memset(&err, 0, sizeof err);
    return gri_parse(source_of(line), false, &scope, &arena, expr, &err);
}

START_TEST(errors_name_the_token_and_its_place)
{
    static const struct {
        const char *line;
        enum gr_status status;
        size_t column;
        const char *message;
    } rows[] = {
        {"", GR_E_SYNTAX, 1, "the line ends here; an operand is missing"},
        {"1 +", GR_E_SYNTAX, 4, "the line ends here; an operand is missing"},
        {"1 + )", GR_E_SYNTAX, 5, "unexpected \")\"; an operand is missing"},
        {"1 )", GR_E_SYNTAX, 3, "unexpected \")\"; no bracket is open here"},
        {"2 * (3 + 4", GR_E_SYNTAX, 5, "\"(\" is not closed"},
        {"2 * (3 + [4", GR_E_SYNTAX, 10, "\"[\" is not closed"},
        {"(1 +", GR_E_SYNTAX, 1, "\"(\" is not closed"},
        {"(1]", GR_E_SYNTAX, 3, "unexpected \"]\"; a \")\" is missing"},
        {"[1 2)", GR_E_SYNTAX, 5, "unexpected \")\"; a \"]\" is missing"},
        {"[]", GR_E_SYNTAX, 2, "unexpected \"]\"; an operand is missing"},
        {"[1,,2]", GR_E_SYNTAX, 4, "unexpected \",\"; an operand is missing"},
        {"[1 2; 3]", GR_E_SHAPE, 7, "row 2 has 1 element, row 1 has 2"},
        {"a * foo", GR_E_NAME, 5, "unknown name \"foo\""},
        {"ŷ + größe", GR_E_NAME, 6, "unknown name \"größe\""},
        {"1 + h9", GR_E_NAME, 6, "there is no h9; h1 to h2"},
        {"exp 2", GR_E_SYNTAX, 1, "\"exp\" wants its argument in brackets; exp(...)"},
        {"sum", GR_E_SYNTAX, 1, "\"sum\" wants its argument in brackets; sum(...)"},
        {"a $ b", GR_E_SYNTAX, 3, "unexpected \"$\"; the expression ends before it"},
        {"1 2", GR_E_SYNTAX, 3, "unexpected \"2\"; an operator between the numbers is missing"},
        {"1.2.3", GR_E_SYNTAX, 4, "unexpected \".\"; an operator between the numbers is missing"},
        {"a = 3", GR_E_SYNTAX, 3, "unexpected \"=\"; a value is wanted here, not a comparison"},
        {"a, b", GR_E_SYNTAX, 2, "unexpected \",\"; the expression ends before it"},
        {"a\x01", GR_E_SYNTAX, 2, "a control character (byte 1)"},
        {"a + \xff", GR_E_SYNTAX, 5, "a byte that is not UTF-8; save the text as UTF-8"},
        {"W x R", GR_E_NAME, 3, "unknown name \"x\""},
    };
    gri_arena_init(&arena, LIMIT);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct gri_expr *expr;
        ck_assert_msg(parse(rows[i].line, &expr) == rows[i].status, "%s: %s", rows[i].line,
                      err.message);
        ck_assert_str_eq(err.message, rows[i].message);
        ck_assert_msg(err.column == rows[i].column, "%s: column %zu", rows[i].line, err.column);
    }
    const struct gri_expr *expr;
    const char nul[] = {'1', '+', '\0', '2'};
    struct gri_source source = {nul, sizeof nul, 0, sizeof nul};
    ck_assert_int_eq(gri_parse(source, true, &scope, &arena, &expr, &err), GR_E_SYNTAX);
    ck_assert_uint_eq(err.column, 3);
    ck_assert_int_eq(gri_parse(source, true, &scope, &arena, &expr, NULL), GR_E_SYNTAX);
    gri_arena_clear(&arena);
}
END_TEST

START_TEST(columns_are_those_of_the_whole_line)
{
    const char *line = "print  a + foo  # (";
    const struct gri_expr *expr;
    gri_arena_init(&arena, LIMIT);
    struct gri_source source = {line, strlen(line), 5, strlen(line)};
    ck_assert_int_eq(gri_parse(source, false, &scope, &arena, &expr, &err), GR_E_NAME);
    ck_assert_uint_eq(err.column, 12);
    source.to = 9;
    ck_assert_int_eq(gri_parse(source, false, &scope, &arena, &expr, &err), GR_OK);
    ck_assert_uint_eq(expr->column, 8);
    gri_arena_clear(&arena);
}
END_TEST

START_TEST(an_open_bracket_asks_for_more)
{
    static const char *const open[] = {"(", "(1 + ", "[1 2;", "[1 2; 3", "sum(", "exp(1", "2 * ["};
    static const char *const wrong[] = {"1 +", "(1 + )", "(foo", "(1))", "[1 2; 3]", ""};
    const struct gri_expr *expr;
    gri_arena_init(&arena, LIMIT);
    for (size_t i = 0; i < sizeof open / sizeof open[0]; i++)
        ck_assert_int_eq(gri_parse(source_of(open[i]), true, &scope, &arena, &expr, &err), GR_MORE);
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        ck_assert_int_ge(gri_parse(source_of(wrong[i]), true, &scope, &arena, &expr, &err),
                         GR_E_SYNTAX);
    gri_arena_clear(&arena);
}
END_TEST

/* `before` n times, `middle`, `after` n times. */
static char *repeated(const char *before, const char *middle, const char *after, size_t n)
{
    struct gri_text text;
    gri_text_init(&text);
    gri_text_add_repeated(&text, before, n);
    gri_text_add(&text, middle);
    gri_text_add_repeated(&text, after, n);
    ck_assert(!text.failed);
    return text.at;
}

START_TEST(depth_and_length_are_bounded)
{
    static const struct {
        const char *before, *middle, *after;
        size_t times;
        enum gr_status status;
        size_t column;
        const char *message;
    } rows[] = {
        {"(", "1", ")", 100, GR_OK, 0, ""},
        {"(", "1", ")", 101, GR_E_SYNTAX, 101, "brackets nested deeper than 100"},
        {"[", "1", "]", 500000, GR_E_SYNTAX, 101, "brackets nested deeper than 100"},
        {"1+", "1", "", 999, GR_OK, 0, ""},
        {"1+", "1", "", 1000, GR_E_RANGE, 2001, "the expression is too long; split it into parts"},
        {"1+", "1", "", 500000, GR_E_RANGE, 2001,
         "the expression is too long; split it into parts"},
        {"-", "1", "", 1000000, GR_E_RANGE, 1001,
         "the expression is too long; split it into parts"},
        {"+", "1", "", 1000000, GR_E_RANGE, 1001,
         "the expression is too long; split it into parts"},
        {"2^", "1", "", 500000, GR_E_RANGE, 2001,
         "the expression is too long; split it into parts"},
        {"", "1", "'", 1000000, GR_E_RANGE, 1, "the expression is too long; split it into parts"},
        {"a ", "a", "", 500000, GR_E_RANGE, 2001,
         "the expression is too long; split it into parts"},
        {"f", "", "", 1000000, GR_E_NAME, 1, "unknown name"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct gri_expr *expr;
        gri_arena_init(&arena, LIMIT);
        char *line = repeated(rows[i].before, rows[i].middle, rows[i].after, rows[i].times);
        ck_assert_msg(parse(line, &expr) == rows[i].status, "row %zu: %s", i, err.message);
        ck_assert_str_eq(err.message, rows[i].message);
        ck_assert_uint_eq(err.column, rows[i].column);
        free(line);
        gri_arena_clear(&arena);
    }
}
END_TEST

START_TEST(a_row_of_a_megabyte_is_a_matrix)
{
    const struct gri_expr *expr;
    struct gri_value value;
    gri_arena_init(&arena, (size_t)1 << 28);
    char *row = repeated("1 ", "1", "", 500000);
    struct gri_text line;
    gri_text_init(&line);
    gri_text_addf(&line, "[%s]", row);
    ck_assert_int_eq(parse(line.at, &expr), GR_OK);
    ck_assert_int_eq(gri_evaluate(expr, &scope, &arena, &value, &err), GR_OK);
    ck_assert_uint_eq(value.cols, 500001);
    gri_text_clear(&line);
    free(row);
    gri_arena_clear(&arena);
}
END_TEST

START_TEST(memory_may_end_anywhere)
{
    const char *line = "-2/3 [(54.6)(16) + e^-a] exp(1)' [1 2; 3 4]^2 + Σ(x1 - dL/dw5)";
    const struct gri_expr *expr;
    enum gr_status status = GR_E_MEMORY;
    size_t limit = 0;
    for (; limit < (size_t)1 << 20 && status == GR_E_MEMORY; limit += 64) {
        gri_arena_init(&arena, limit);
        status = parse(line, &expr);
        gri_arena_clear(&arena);
    }
    ck_assert_int_eq(status, GR_OK);
    ck_assert_uint_gt(limit, 64);
}
END_TEST

/* Whatever is typed: a status, and for an error words and a place inside the line. */
static void try_anything(const char *line, size_t length)
{
    const struct gri_expr *expr, **items;
    struct gri_comparison comparison;
    struct gri_source source = {line, length, 0, length};
    size_t count;
    gri_arena_reset(&arena);
    memset(&err, 0, sizeof err);
    enum gr_status status = gri_parse(source, true, &scope, &arena, &expr, &err);
    ck_assert(status == GR_OK || status == GR_MORE || err.message[0] != '\0');
    ck_assert_uint_le(err.column, length + 1);
    struct gri_value value;
    if (status == GR_OK)
        status = gri_evaluate(expr, &scope, &arena, &value, &err);
    ck_assert(status == GR_OK || status == GR_MORE || err.column > 0);
    status = gri_parse_list(source, &scope, &arena, &items, &count, &err);
    ck_assert(status == GR_OK || err.message[0] != '\0');
    status = gri_parse_comparison(source, &scope, &arena, &comparison, &err);
    ck_assert(status == GR_OK || err.message[0] != '\0');
}

START_TEST(random_bytes_are_refused_in_good_order)
{
    struct gri_random random;
    gri_random_seed(&random, 1, 1);
    gri_arena_init(&arena, LIMIT);
    for (int i = 0; i < 30000; i++) {
        size_t length = gri_random_below(&random, 24);
        char *line = malloc(length + 1); /* exactly as long: reading on is found out */
        ck_assert_ptr_nonnull(line);
        for (size_t k = 0; k < length; k++)
            line[k] = (char)gri_random_below(&random, i % 2 == 0 ? 256 : 128);
        char *exact = realloc(line, length == 0 ? 1 : length);
        ck_assert_ptr_nonnull(exact);
        try_anything(exact, length);
        free(exact);
    }
    gri_arena_clear(&arena);
}
END_TEST

START_TEST(random_tokens_are_read_or_refused)
{
    static const char *const tokens[] = {
        "(",      ")",      "[",           "]", "(",  "[",  ")",    "]",     ",",
        ";",      " ",      " ",           "+", "-",  "−",  "*",    "·",     "×",
        "/",      "^",      "²",           "'", "x",  "1",  "2.5",  "e",     "e^",
        "a",      "h1",     "W",           "M", "R",  "Σ(", "sum(", "mean[", "exp(",
        "relu'(", "dL/dw5", "0.weight[1]", "=", "<=", "#",  "foo",  ".",     "1e5",
    };
    struct gri_random random;
    gri_random_seed(&random, 2, 1);
    gri_arena_init(&arena, LIMIT);
    for (int i = 0; i < 40000; i++) {
        size_t count = gri_random_below(&random, 14);
        char *line = malloc(14 * 16);
        size_t length = 0;
        ck_assert_ptr_nonnull(line);
        for (size_t k = 0; k < count; k++) {
            const char *token = tokens[gri_random_below(&random, sizeof tokens / sizeof tokens[0])];
            memcpy(line + length, token, strlen(token));
            length += strlen(token);
        }
        char *exact = realloc(line, length == 0 ? 1 : length);
        ck_assert_ptr_nonnull(exact);
        try_anything(exact, length);
        free(exact);
    }
    gri_arena_clear(&arena);
}
END_TEST

SUITE("expr/parser_errors", errors_name_the_token_and_its_place,
      columns_are_those_of_the_whole_line, an_open_bracket_asks_for_more,
      depth_and_length_are_bounded, a_row_of_a_megabyte_is_a_matrix, memory_may_end_anywhere,
      random_bytes_are_refused_in_good_order, random_tokens_are_read_or_refused)
