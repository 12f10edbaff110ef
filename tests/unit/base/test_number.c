#include "base/decimal.h"

#include "base/random.h"
#include "base/same.h"
#include "suite.h"

#include <float.h>
#include <locale.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static void assert_exact(double x, const char *want)
{
    struct gri_text text;
    gri_text_init(&text);
    gri_format_exact(&text, x);
    ck_assert_str_eq(text.at, want);
    gri_text_clear(&text);
}

START_TEST(shown_numbers_drop_zeros_and_never_vanish)
{
    static const struct {
        double x;
        int digits;
        const char *want;
    } rows[] = {
        {0, 4, "0"},
        {-0.0, 4, "0"},
        {12.4, 4, "12.4"},
        {-341.65, 2, "-341.65"},
        {5, 2, "5"},
        {100, 0, "100"},
        {2.5, 0, "3"},
        {0.00005, 4, "0.0001"},
        {0.00004, 4, "4e-5"},
        {3.2e-7, 4, "3.2e-7"},
        {-3.25e-7, 1, "-3.3e-7"},
        {9.99999e-7, 2, "1e-6"},
        {3.7e-7, 0, "4e-7"},
        {0.4, 0, "4e-1"},
        {5e-324, 4, "4.9407e-324"},
        {1e15, 4, "1e15"},
        {999999999999999, 4, "999999999999999"},
        {999999999999999.9, 4, "1e15"},
        {-1.23456e20, 2, "-1.23e20"},
        {1.7976931348623157e308, 3, "1.798e308"},
        {INFINITY, 4, "inf"},
        {-INFINITY, 4, "-inf"},
        {NAN, 4, "nan"},
        {-NAN, 4, "nan"},
        {1.0 / 3, 15, "0.333333333333333"},
        {1.0 / 3, 99, "0.333333333333333"},
        {2.0 / 3, -1, "1"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_shown(rows[i].x, rows[i].digits, rows[i].want);
}
END_TEST

static double read_whole(const char *text)
{
    double value = NAN;
    bool negative = *text == '-';
    size_t length = strlen(text + negative);
    ck_assert_msg(gri_parse_number(text + negative, length, &value) == length, "not whole: %s",
                  text);
    return negative ? -value : value;
}

START_TEST(shown_numbers_are_the_rounded_ones)
{
    struct gri_random random;
    struct gri_text text;
    gri_random_seed(&random, 5, 0);
    gri_text_init(&text);
    for (int i = 0; i < 20000; i++) {
        double x = gri_random_normal(&random) * pow(10, (double)gri_random_below(&random, 12) - 2);
        double rounded = gri_round(x, i % 16, GRI_HALF_UP);
        if (rounded == 0)
            continue;
        gri_text_reset(&text);
        gri_format_shown(&text, x, i % 16);
        assert_same(read_whole(text.at), rounded, "shown", x, i % 16);
    }
    gri_text_clear(&text);
}
END_TEST

START_TEST(exact_numbers_are_short)
{
    assert_exact(0.1, "0.1");
    assert_exact(1e-7, "0.0000001");
    assert_exact(1e-10, "1e-10");
    assert_exact(-341.65, "-341.65");
    assert_exact(0, "0");
    assert_exact(-0.0, "-0");
    assert_exact(0.1 + 0.2, "0.30000000000000004");
    assert_exact(1e-5, "0.00001");
    assert_exact(9.9e-6, "0.0000099");
    assert_exact(9.9e-10, "9.9e-10");
    assert_exact(123456789012345, "123456789012345");
    assert_exact(1e15, "1e15");
    assert_exact(5e-324, "5e-324");
    assert_exact(DBL_MAX, "1.7976931348623157e308");
    assert_exact(NAN, "nan");
    assert_exact(-INFINITY, "-inf");
}
END_TEST

START_TEST(exact_numbers_read_back)
{
    struct gri_random random;
    struct gri_text text;
    gri_random_seed(&random, 6, 0);
    gri_text_init(&text);
    for (int i = 0; i < 30000; i++) {
        uint64_t bits = gri_random_bits(&random);
        double x;
        memcpy(&x, &bits, sizeof x);
        if (i % 3 == 0)
            x = gri_random_normal(&random) * 100;
        if (i % 7 == 0)
            x = ldexp(x, -1074 + (int)(bits % 80)) + 5e-324;
        if (!isfinite(x))
            continue;
        gri_text_reset(&text);
        gri_format_exact(&text, x);
        assert_same(read_whole(text.at), x, "exact", x, 0);
        assert_same(strtod(text.at, NULL), x, "strtod", x, 0);
    }
    gri_text_clear(&text);
}
END_TEST

START_TEST(numbers_end_where_they_end)
{
    static const struct {
        const char *text;
        size_t used;
        double value;
        int decimals;
    } rows[] = {
        {"7", 1, 7, 0},
        {"2.50", 4, 2.5, 2},
        {"007", 3, 7, 0},
        {".5", 2, 0.5, 1},
        {"5.", 2, 5, 0},
        {"2.5.7", 3, 2.5, 1},
        {"2e1", 3, 20, 0},
        {"2E+1x", 4, 20, 0},
        {"1.5e-3", 6, 1.5e-3, 4},
        {"1.5e3", 5, 1500, 0},
        {"1.2345e2", 8, 123.45, 2},
        {"2e", 1, 2, 0},
        {"2e+", 1, 2, 0},
        {"2ex", 1, 2, 0},
        {"0x10", 1, 0, 0},
        {"1,5", 1, 1, 0},
        {"1 000", 1, 1, 0},
        {"0e999999999999999999999", 23, 0, 0},
        {"1e999999999999999999999", 23, INFINITY, 0},
        {"1e-99999999999999999999", 23, 0, INT32_MAX},
        {"0.000e5", 7, 0, 0},
        {"9007199254740993", 16, 9007199254740992, 0},
        {"9007199254740993.0000000000000000000000000000001", 48, 9007199254740994, 31},
        {"1.7976931348623159e308", 22, INFINITY, 0},
        {"2.4703282292062327e-324", 23, 0, 340},
        {"2.4703282292062328e-324", 23, 5e-324, 340},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double value = NAN;
        size_t length = strlen(rows[i].text);
        ck_assert_uint_eq(gri_parse_number(rows[i].text, length, &value), rows[i].used);
        assert_same(value, rows[i].value, rows[i].text, value, 0);
        ck_assert_int_eq(gri_decimals_written(rows[i].text, length), rows[i].decimals);
    }
}
END_TEST

START_TEST(what_is_no_number_is_left_alone)
{
    static const char *const rows[] = {"",    ".",   "-1", "+1", "e5", ".e5",
                                       "inf", "nan", "x",  " 1", ","};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double value = 42;
        ck_assert_uint_eq(gri_parse_number(rows[i], strlen(rows[i]), &value), 0);
        ck_assert(value == 42);
        ck_assert_int_eq(gri_decimals_written(rows[i], strlen(rows[i])), 0);
    }
}
END_TEST

START_TEST(nothing_is_read_beyond_the_length)
{
    double value;
    ck_assert_uint_eq(gri_parse_number("12345", 2, &value), 2);
    ck_assert(value == 12);
    ck_assert_uint_eq(gri_parse_number("1e5", 2, &value), 1);
    ck_assert_uint_eq(gri_parse_number("1.5", 2, &value), 2);
    ck_assert_uint_eq(gri_parse_number("1", 0, &value), 0);
    char *tight = malloc(3);
    ck_assert_ptr_nonnull(tight);
    memcpy(tight, "2.5", 3);
    ck_assert_uint_eq(gri_parse_number(tight, 3, &value), 3);
    ck_assert(value == 2.5);
    free(tight);
}
END_TEST

/* 1 + 2^-53 is the tie between 1 and the next double; one digit a megabyte later breaks it. */
START_TEST(a_megabyte_of_digits_is_one_number)
{
    static const char tie[] = "1.00000000000000011102230246251565404236316680908203125";
    size_t length = 1 << 20;
    char *text = malloc(length + 16);
    ck_assert_ptr_nonnull(text);
    memset(text, '0', length);
    memcpy(text, tie, sizeof tie - 1);
    double value;
    ck_assert_uint_eq(gri_parse_number(text, length, &value), length);
    assert_same(value, 1, "tie", value, 0);
    text[length - 1] = '1';
    ck_assert_uint_eq(gri_parse_number(text, length, &value), length);
    assert_same(value, 1 + DBL_EPSILON, "above the tie", value, 0);
    memset(text, '0', length);
    text[0] = '7';
    memcpy(text + length, "e-1048575", 9);
    ck_assert_uint_eq(gri_parse_number(text, length + 9, &value), length + 9);
    assert_same(value, 7, "long and scaled", value, 0);
    memset(text, '9', length);
    ck_assert_uint_eq(gri_parse_number(text, length, &value), length);
    assert_same(value, INFINITY, "all nines", value, 0);
    free(text);
}
END_TEST

START_TEST(random_spellings_read_as_the_c_library_reads_them)
{
    struct gri_random random;
    gri_random_seed(&random, 7, 0);
    for (int i = 0; i < 30000; i++) {
        char text[1200];
        size_t n = 0, digits = 1 + gri_random_below(&random, i % 10 == 0 ? 1000 : 30);
        size_t point = gri_random_below(&random, digits + 1);
        for (size_t k = 0; k < digits; k++) {
            if (k == point)
                text[n++] = '.';
            text[n++] = (char)('0' + gri_random_below(&random, 10));
        }
        n += (size_t)snprintf(text + n, sizeof text - n, "e%d",
                              (int)gri_random_below(&random, 700) - 350);
        double value;
        ck_assert_uint_eq(gri_parse_number(text, n, &value), n);
        assert_same(value, strtod(text, NULL), text, value, 0);
    }
}
END_TEST

static bool enter_comma_locale(void)
{
    static const char *const names[] = {"",
                                        "de_DE.UTF-8",
                                        "de_DE.utf8",
                                        "de_DE",
                                        "fr_FR.UTF-8",
                                        "nl_NL.UTF-8",
                                        "es_ES.UTF-8",
                                        "pt_BR.UTF-8"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (setlocale(LC_ALL, names[i]) != NULL && localeconv()->decimal_point[0] == ',')
            return true;
    return false;
}

/* Where no such locale is installed there is nothing to try. */
START_TEST(a_locale_with_a_comma_changes_nothing)
{
    if (!enter_comma_locale())
        return;
    char comma[8];
    snprintf(comma, sizeof comma, "%.1f", 0.5);
    ck_assert_str_eq(comma, "0,5");
    assert_shown(12.4, 2, "12.4");
    assert_shown(3.2e-7, 4, "3.2e-7");
    assert_exact(0.1 + 0.2, "0.30000000000000004");
    assert_same(gri_round(2.675, 2, GRI_HALF_UP), 2.68, "half-up", 2.675, 2);
    assert_same(gri_round(1.2345678901234567e-200, 15, GRI_HALF_UP), 0, "half-up", 1.2e-200, 15);
    assert_same(read_whole("0.30000000000000004"), 0.1 + 0.2, "read", 0.1 + 0.2, 0);
    assert_same(read_whole("1.7976931348623157e308"), DBL_MAX, "read", DBL_MAX, 0);
    double value;
    ck_assert_uint_eq(gri_parse_number("1,5", 3, &value), 1);
}
END_TEST

SUITE("base/number", shown_numbers_drop_zeros_and_never_vanish, shown_numbers_are_the_rounded_ones,
      exact_numbers_are_short, exact_numbers_read_back, numbers_end_where_they_end,
      what_is_no_number_is_left_alone, nothing_is_read_beyond_the_length,
      a_megabyte_of_digits_is_one_number, random_spellings_read_as_the_c_library_reads_them,
      a_locale_with_a_comma_changes_nothing)
