#include "suite.h"

#include "page/parts.h"

#include <string.h>

static void same(const char *text, size_t length, unsigned how, const char *expected)
{
    struct gri_text out;
    gri_text_init(&out);
    gri_safe_add(&out, text, length, how);
    ck_assert_str_eq(out.at, expected);
    gri_text_clear(&out);
}
#define SAME(text, how, expected) same(text, sizeof text - 1, how, expected)

START_TEST(nothing_commands_the_terminal)
{
    SAME("\033[31mred\a\x7f", GRI_SAFE_LINE, "\uFFFD[31mred\uFFFD\uFFFD");
    SAME("c1 \xc2\x9b"
         "31m",
         GRI_SAFE_LINE, "c1 \uFFFD31m");
    SAME("nul \0 byte", GRI_SAFE_LINE, "nul \uFFFD byte");
    SAME("bad \xff\xc0\xaf", GRI_SAFE_LINE, "bad \uFFFD\uFFFD\uFFFD");
    SAME("turned \u202egnp.exe", GRI_SAFE_LINE, "turned \uFFFDgnp.exe");
    SAME("\033[0m \xfe", GRI_SAFE_LINE | GRI_SAFE_ASCII, "?[0m ?");
}
END_TEST

START_TEST(lines_stay_only_where_they_may)
{
    SAME("a\nb\tc\r\nd", GRI_SAFE_LINE, "a b c d");
    SAME("a\nb\tc\r\nd", GRI_SAFE_LINES, "a\nb\tc\nd");
    SAME("lone\rreturn", GRI_SAFE_LINES, "lone\uFFFDreturn");
}
END_TEST

START_TEST(ascii_spells_what_it_can)
{
    SAME("ŷ = y\u0302 ≈ −2·x² → Σ α", GRI_SAFE_LINE | GRI_SAFE_ASCII,
         "yhat = yhat ~= -2*x^2 -> sum alpha");
    SAME("日本", GRI_SAFE_LINE | GRI_SAFE_ASCII, "??");
}
END_TEST

static void filled(const char *text, size_t width, size_t indent, const char *expected)
{
    struct gri_text out;
    gri_text_init(&out);
    gri_fill(&out, text, width, indent);
    ck_assert_str_eq(out.at, expected);
    gri_text_clear(&out);
}

START_TEST(words_fill_the_width)
{
    filled("one two  three\nfour", 9, 0, "one two\nthree\nfour");
    filled("one two  three\nfour", 9, 2, "one two\n  three\n  four");
    filled("one two  three\nfour", 0, 2, "one two three four");
    filled("a longestword b", 5, 0, "a\nlongestword\nb");
    filled("日本 日本", 8, 0, "日本\n日本");
    filled(" ", 8, 0, "");
}
END_TEST

SUITE("page/words", nothing_commands_the_terminal, lines_stay_only_where_they_may,
      ascii_spells_what_it_can, words_fill_the_width)
