#include "expr/derive.h"

#include "expr/names.h"
#include "expr/print.h"
#include "suite.h"

static struct gri_arena arena;
static struct gr_err err;
static struct gri_text out;

static bool per_row(const struct gri_symbol *symbol)
{
    return symbol->per_row;
}

static const struct gri_symbols symbols = {NULL, per_row};

static const struct {
    const char *line, *simple;
} rows[] = {
    {"0*a", "0"},
    {"a*1", "a"},
    {"a + 0", "a"},
    {"0 - a", "-a"},
    {"-(-a)", "a"},
    {"a^1", "a"},
    {"a^0", "1"},
    {"2*3*a", "6*a"},
    {"0.1 + 0.2", "0.3"},
    {"3*0.1", "0.3"},
    {"2/4", "1/2"},
    {"6/3", "2"},
    {"0.5/2", "0.25"},
    {"2/3*a*3", "2*a"},
    {"a*2/6", "a/3"},
    {"a*4/6", "2/3*a"},
    {"a*a*a^2", "a^4"},
    {"a^2/a", "a"},
    {"a/a", "1"},
    {"b/a^2*a", "b/a"},
    {"a/(2*b)/3", "a/(6*b)"},
    {"(-a)*(-b)", "a*b"},
    {"(-a)*b", "-a*b"},
    {"(-a)^2", "a^2"},
    {"(-a)^3", "-a^3"},
    {"(a^2)^3", "a^6"},
    {"2^3", "8"},
    {"2^0.5", "2^0.5"},
    {"a - (b - w1)", "a - b + w1"},
    {"a + a/2", "3/2*a"},
    {"a - a", "0"},
    {"1 + a + 2", "3 + a"},
    {"b*a + 2*b*a", "3*b*a"},
    {"-(a - b)", "-a + b"},
    {"exp(0)*a + ln(1)", "a"},
    {"sum(0*h1)", "0"},
    {"sum(2*h1*a)", "2*a*sum(h1_i)"},
    {"mean(2)", "2"},
    {"sum(2)", "sum(2)"},
    {"tanh(a + 0)", "tanh(a)"},
    {"1000000*1000000*1000000*a", "1000000000000*1000000*a"},
    {"a/0", "a/0"},
};

static const struct gri_expr *read(const char *line)
{
    const struct gri_expr *expr;
    ck_assert_msg(gri_parse(source_of(line), false, &scope, &arena, &expr, &err) == GR_OK, "%s: %s",
                  line, err.message);
    return expr;
}

static const char *simplified(const struct gri_expr *expr)
{
    expr = gri_simplify(&arena, &symbols, expr);
    ck_assert_ptr_nonnull(expr);
    gri_text_reset(&out);
    gri_print(&out, expr, &scope, GRI_ASCII, 15);
    return out.at;
}

START_TEST(simplified_is_short_and_keeps_its_order)
{
    gri_arena_init(&arena, 1 << 20);
    gri_text_init(&out);
    for (size_t n = 0; n < sizeof rows / sizeof *rows; n++)
        ck_assert_str_eq(simplified(read(rows[n].line)), rows[n].simple);
    gri_text_clear(&out);
    gri_arena_clear(&arena);
}
END_TEST

START_TEST(simplifying_twice_changes_nothing)
{
    gri_arena_init(&arena, 1 << 20);
    gri_text_init(&out);
    for (size_t n = 0; n < sizeof rows / sizeof *rows; n++)
        ck_assert_str_eq(simplified(read(rows[n].simple)), rows[n].simple);
    gri_text_clear(&out);
    gri_arena_clear(&arena);
}
END_TEST

/* Another scope may compare names: here all are alike. */
static bool any(const struct gri_symbol *a, const struct gri_symbol *b)
{
    return a != NULL && b != NULL;
}

START_TEST(names_are_alike_where_the_scope_says_so)
{
    const struct gri_symbols alike = {any, NULL};
    gri_arena_init(&arena, 1 << 20);
    ck_assert(gri_expr_same(&alike, read("a*b"), read("b*a")));
    ck_assert(!gri_expr_same(&symbols, read("a*b"), read("b*a")));
    ck_assert(gri_expr_depends(&alike, read("tanh(w1)"), &names[0]));
    ck_assert(!gri_expr_depends(&symbols, read("tanh(w1)"), &names[0]));
    ck_assert_uint_eq(gri_expr_size(read("a + 2*b"), 100), 5);
    ck_assert_uint_eq(gri_expr_size(read("a + 2*b"), 3), 4);
    gri_arena_clear(&arena);
}
END_TEST

SUITE("expr/simplify", simplified_is_short_and_keeps_its_order, simplifying_twice_changes_nothing,
      names_are_alike_where_the_scope_says_so)
