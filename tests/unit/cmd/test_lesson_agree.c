#include "cmd/lesson/lesson.h"
#include "suite.h"

#include <string.h>

static struct gri_span span(const char *text)
{
    return (struct gri_span){text, strlen(text)};
}

struct pair {
    const char *written, *computed;
};

static void all_agree(const struct pair *pair, size_t count, bool agree)
{
    for (size_t n = 0; n < count; n++)
        ck_assert_msg(gri_lines_agree(span(pair[n].written), span(pair[n].computed)) == agree,
                      "'%s' should %sagree with '%s'", pair[n].written, agree ? "" : "not ",
                      pair[n].computed);
}

#define ALL(pairs, agree) all_agree(pairs, sizeof pairs / sizeof *pairs, agree)

START_TEST(fewer_decimals_agree_when_rounding_gives_them)
{
    static const struct pair yes[] = {
        {"12.4", "12.4"},
        {"12.40", "12.4"},
        {"12.4", "12.40"},
        {"12", "12.4"},
        {"13", "12.5"},
        {"-13", "-12.5"},
        {"2.68", "2.675"},
        {"2.17", "2.165"},
        {"0.17", "0.16666666666666666"},
        {"-341.65", "-341.65000000000003"},
        {"0", "-0.004"},
        {"0", "3.2e-7"},
        {"0.0000003", "3.2e-7"},
        {".5", "0.5"},
        {"0.1234567890123456789", "0.1234567890123456789"},
        {"1000", "1000.4"},
    };
    static const struct pair no[] = {
        {"12.4", "12"},    {"12.4", "12.46"},  {"12", "12.5"},
        {"12.5", "12"},    {"13", "-13"},      {"-13", "13"},
        {"2.67", "2.675"}, {"0.16", "0.1667"}, {"0", "0.5"},
        {"0", "-0.5"},     {"nan", "0"},       {"0", "nan"},
        {"inf", "-inf"},   {"1000", "1001"},   {"3", ""},
        {"", "3"},         {"1 2", "1"},       {"0.1234567890123456789", "0.1234567890123456"},
    };
    ALL(yes, true);
    ALL(no, false);
}
END_TEST

START_TEST(scientific_numbers_have_the_decimals_of_their_mantissa)
{
    static const struct pair yes[] = {
        {"9.78e20", "978123456789012345678"},
        {"9.78e+20", "9.78123e20"},
        {"9.78E20", "9.78123e20"},
        {"3.2e-7", "0.00000032"},
        {"3e-7", "3.2e-7"},
        {"-3e-7", "-3.2e-7"},
        {"3.2e-17", "3.2049e-17"},
        {"1e3", "1000"},
        {"1e3", "1499"},
    };
    static const struct pair no[] = {
        {"9.78e20", "9.79e20"}, {"3.2e-17", "3.3e-17"}, {"3e-7", "-3e-7"},      {"3e-7", "3e-8"},
        {"1e3", "1500"},        {"1e999", "2"},         {"1e99999", "1e99998"},
    };
    ALL(yes, true);
    ALL(no, false);
}
END_TEST

START_TEST(a_minus_is_a_minus)
{
    static const struct pair yes[] = {
        {"-978", "−978"},          {"−978", "-978.2"}, {"y = −2/3 · 4", "y = -2/3 · 4"},
        {"5 - 3", "5 − 3"},        {"5-3", "5−3"},     {"(5)-(3)", "(5)-(3)"},
        {"(5) −3", "(5) -3"},      {"- 3", "− 3"},     {"2-2-1", "2-2-1"},
        {"12.4 0", "12.4 -0.001"},
    };
    static const struct pair no[] = {
        {"x-y", "x−y"}, {"5 - 3", "5 -3"}, {"5-3", "5+3"}, {"-978", "--978"}, {"−", "-"},
    };
    ALL(yes, true);
    ALL(no, false);
}
END_TEST

START_TEST(a_number_in_a_word_is_part_of_its_name)
{
    static const struct pair yes[] = {
        {"h1", "h1"},
        {"ŷ2 = 3", "ŷ2 = 3.1"},
        {"h1[2]", "h1[2]"},
        {"v1.2.3", "v1.2.3"},
    };
    static const struct pair no[] = {
        {"h1", "h1.2"},      {"h1", "h01"},  {"ŷ2", "ŷ2.1"},   {"w₁2", "w₁2.4"},
        {"w_1", "w_1.4"},    {"h1", "h2"},   {"0x1", "0x1.2"}, {"1.2.3", "1.2.3.4"},
        {"1.2.3", "1.2.34"}, {"α3", "α3.3"}, {"w12", "w12.1"},
    };
    ALL(yes, true);
    ALL(no, false);
}
END_TEST

START_TEST(numbers_are_found_among_signs_and_words)
{
    static const struct pair yes[] = {
        {"   = −2/3 (2) [(54.6)(16) + (39.1)(1)]", "   = −2/3 (2) [(54.6)(16) + (39.1)(1)]"},
        {"≈ 43", "≈ 43.4"},
        {"33.3%", "33.333%"},
        {"2·3", "2·3.1"},
        {"(54.6)²", "(54.6)²"},
        {"it is 3.", "it is 3."},
        {"it is 3.", "it is 3.2."},
        {"1,000", "1,000"},
        {"│ 1 │ 2 │", "│ 1.2 │ 2 │"},
        {"w5 = 2.34, b3 = 3", "w5 = 2.3417, b3 = 3.0365"},
    };
    static const struct pair no[] = {
        {"33.3%", "33.333"}, {"it is 3.", "it is 3.25"}, {"2·3", "2×3"},
        {"≈ 43", "= 43"},    {"loss 3", "Loss 3"},       {"3 ...", "3 .."},
    };
    ALL(yes, true);
    ALL(no, false);
}
END_TEST

START_TEST(runs_of_blanks_are_equal_and_blanks_at_the_end_nothing)
{
    static const struct pair yes[] = {
        {"a b", "a    b"}, {"a\tb", "a b"}, {"  a", " a"}, {"a", "a  "}, {"", "  "}, {"1  ", "1"},
    };
    static const struct pair no[] = {{"a", " a"}, {"a b", "ab"}, {"1 2", "12"}, {"a b", "a c"}};
    ALL(yes, true);
    ALL(no, false);
}
END_TEST

START_TEST(three_points_alone_are_an_elision)
{
    ck_assert(gri_line_is_elision(span("...")));
    ck_assert(gri_line_is_elision(span("... ")));
    ck_assert(!gri_line_is_elision(span("....")));
    ck_assert(!gri_line_is_elision(span(" ...")));
    ck_assert(!gri_line_is_elision(span("... end")));
    ck_assert(!gri_line_is_elision(span("")));
}
END_TEST

START_TEST(any_bytes_agree_with_themselves)
{
    unsigned seed = 1;
    for (int round = 0; round < 20000; round++) {
        static const char some[] = "0123456789..--eE+ \tab[]()%\xe2\x88\x92\xc5\xb7\xff,";
        char text[24];
        for (size_t n = 0; n < sizeof text; n++) {
            seed = seed * 1103515245u + 12345u;
            text[n] = some[(seed >> 16) % (sizeof some - 1)];
        }
        struct gri_span line = {text, (seed >> 8) % (sizeof text + 1)};
        ck_assert_msg(gri_lines_agree(line, line), "%.*s", (int)line.length, line.at);
    }
}
END_TEST

SUITE("cmd/lesson/agree", fewer_decimals_agree_when_rounding_gives_them,
      scientific_numbers_have_the_decimals_of_their_mantissa, a_minus_is_a_minus,
      a_number_in_a_word_is_part_of_its_name, numbers_are_found_among_signs_and_words,
      runs_of_blanks_are_equal_and_blanks_at_the_end_nothing, three_points_alone_are_an_elision,
      any_bytes_agree_with_themselves)
