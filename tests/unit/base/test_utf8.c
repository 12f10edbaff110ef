#include "base/utf8.h"
#include "suite.h"

#include <string.h>

static bool is_character(uint32_t rune)
{
    return rune <= 0x10ffff && !(rune >= 0xd800 && rune < 0xe000);
}

START_TEST(every_character_survives_encoding_and_decoding)
{
    for (uint32_t rune = 0; rune <= 0x10ffff; rune++) {
        if (!is_character(rune))
            continue;
        char bytes[4];
        size_t used, n = gri_utf8_encode(rune, bytes);
        size_t want = rune < 0x80 ? 1 : rune < 0x800 ? 2 : rune < 0x10000 ? 3 : 4;
        if (n != want || gri_utf8_decode(bytes, n, &used) != rune || used != n)
            ck_abort_msg("U+%04X", rune);
        if (n > 1 && (gri_utf8_decode(bytes, n - 1, &used) != GRI_RUNE_BAD || used != 1))
            ck_abort_msg("cut U+%04X", rune);
    }
}
END_TEST

START_TEST(what_is_no_character_is_encoded_as_the_replacement)
{
    static const uint32_t runes[] = {0xd800, 0xdfff, 0x110000, GRI_RUNE_BAD};
    for (size_t i = 0; i < sizeof runes / sizeof *runes; i++) {
        char bytes[4];
        ck_assert_uint_eq(gri_utf8_encode(runes[i], bytes), 3);
        ck_assert_mem_eq(bytes, "\xef\xbf\xbd", 3);
    }
}
END_TEST

START_TEST(invalid_bytes_are_bad_one_by_one)
{
    static const char *const rows[] = {
        "\x80",             /* a continuation alone */
        "\xbf",             /* the last of them */
        "\xc0\x80",         /* overlong NUL */
        "\xc1\xbf",         /* overlong DEL */
        "\xe0\x80\x80",     /* overlong, three bytes */
        "\xe0\x9f\xbf",     /* the largest such */
        "\xf0\x80\x80\x80", /* overlong, four bytes */
        "\xf0\x8f\xbf\xbf", /* the largest such */
        "\xed\xa0\x80",     /* the first surrogate */
        "\xed\xbf\xbf",     /* the last */
        "\xf4\x90\x80\x80", /* beyond U+10FFFF */
        "\xf5\x80\x80\x80", /* a first byte that cannot be */
        "\xfe",
        "\xff",
        "\xc5", /* cut short */
        "\xe2\x88",
        "\xf0\x9d\x91",
        "\xc5x", /* interrupted */
        "\xe2\x88x",
        "\xe2x\x88",
        "\xf0\x9d\x91x",
        "\xc5\xc5\xb7",
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t used = 0;
        ck_assert_msg(gri_utf8_decode(rows[i], strlen(rows[i]), &used) == GRI_RUNE_BAD, "row %zu",
                      i);
        ck_assert_uint_eq(used, 1);
        ck_assert_uint_eq(gri_utf8_check(rows[i], strlen(rows[i])), 0);
    }
}
END_TEST

START_TEST(checking_finds_the_first_bad_byte_or_nul)
{
    ck_assert_uint_eq(gri_utf8_check("", 0), 0);
    ck_assert_uint_eq(gri_utf8_check("\xc5\xb7 = 5", 6), 6);
    ck_assert_uint_eq(gri_utf8_check("\xc5\xb7\0x", 4), 2);
    ck_assert_uint_eq(gri_utf8_check("abc\xff", 4), 3);
    ck_assert_uint_eq(gri_utf8_check("abc\xe2\x88", 5), 3);
    ck_assert_uint_eq(gri_utf8_check("\xed\x9f\xbf\xee\x80\x80\xf4\x8f\xbf\xbf", 10), 10);
}
END_TEST

START_TEST(counting_takes_a_bad_byte_for_one)
{
    ck_assert_uint_eq(gri_utf8_count("", 0), 0);
    ck_assert_uint_eq(gri_utf8_count("w5", 2), 2);
    ck_assert_uint_eq(gri_utf8_count("\xe2\x88\x82\xc5\xb7", 5), 2);
    ck_assert_uint_eq(gri_utf8_count("\xff\xfe\xe2\x88", 4), 4);
    ck_assert_uint_eq(gri_utf8_count("a\0b", 3), 3);
}
END_TEST

START_TEST(width_is_columns_of_a_terminal)
{
    static const struct {
        const char *text;
        size_t width;
    } rows[] = {
        {"", 0},
        {"h1 = 12.4", 9},
        {"\xc5\xb7", 1},                      /* y with its hat on */
        {"y\xcc\x82", 1},                     /* y and a hat */
        {"\xe2\x88\x82MSE/\xe2\x88\x82w", 7}, /* partials */
        {"\xce\xa3\xce\xb1\xc2\xb7\xe2\x88\x92\xe2\x82\x83\xe1\xb5\xa2", 6},
        {"\xe5\xad\xa6\xe4\xb9\xa0", 4}, /* Chinese */
        {"\xed\x95\x9c", 2},             /* Hangul */
        {"\xef\xbc\xa1", 2},             /* full-width A */
        {"\xef\xbd\xb1", 1},             /* half-width katakana */
        {"\xf0\x9f\x98\x80", 2},         /* a smile */
        {"\xf0\xa0\x80\x80", 2},         /* plane 2 */
        {"\xe2\x94\x82\xe2\x96\x88", 2}, /* box drawing */
        {"\xf0\x9d\x91\x8e", 1},         /* mathematical italic a */
        {"a\xe2\x80\x8d"
         "b\xef\xb8\x8f",
         2}, /* joiner, selector */
        {"\xff\x80", 2},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t width = gri_utf8_width(rows[i].text, strlen(rows[i].text));
        ck_assert_msg(width == rows[i].width, "row %zu: %zu", i, width);
    }
}
END_TEST

/* The tables are searched by halves: a neighbour out of order would hide characters. */
START_TEST(width_knows_the_edges_of_its_ranges)
{
    static const struct {
        uint32_t rune;
        size_t width;
    } rows[] = {
        {0x2ff, 1},   {0x300, 0},   {0x36f, 0},   {0x370, 1},    {0x10ff, 1},  {0x1100, 2},
        {0x115f, 2},  {0x1160, 1},  {0x20cf, 1},  {0x20d0, 0},   {0x20f0, 0},  {0x2e7f, 1},
        {0x2e80, 2},  {0x3029, 2},  {0x302a, 0},  {0x303f, 1},   {0x3041, 2},  {0x3099, 0},
        {0x4dbf, 2},  {0x4dc0, 1},  {0x4e00, 2},  {0xa4cf, 2},   {0xa4d0, 1},  {0xac00, 2},
        {0xd7a3, 2},  {0xd7a4, 1},  {0xfe00, 0},  {0xfe0f, 0},   {0xff60, 2},  {0xff61, 1},
        {0xfeff, 0},  {0x1f5fb, 2}, {0x1f64f, 2}, {0x1f650, 1},  {0x20000, 2}, {0x3fffd, 2},
        {0xe0100, 0}, {0xe01ef, 0}, {0xe01f0, 1}, {0x10ffff, 1}, {0x231a, 2},  {0x2328, 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char bytes[4];
        size_t n = gri_utf8_encode(rows[i].rune, bytes);
        ck_assert_msg(gri_utf8_width(bytes, n) == rows[i].width, "U+%04X", rows[i].rune);
    }
}
END_TEST

SUITE("base/utf8", every_character_survives_encoding_and_decoding,
      what_is_no_character_is_encoded_as_the_replacement, invalid_bytes_are_bad_one_by_one,
      checking_finds_the_first_bad_byte_or_nul, counting_takes_a_bad_byte_for_one,
      width_is_columns_of_a_terminal, width_knows_the_edges_of_its_ranges)
