#include "base/text.h"
#include "suite.h"

#include <string.h>

START_TEST(an_empty_text_is_a_string)
{
    struct gri_text text;
    gri_text_init(&text);
    ck_assert_str_eq(text.at, "");
    gri_text_reset(&text);
    gri_text_cut(&text, 0);
    gri_text_add(&text, "");
    gri_text_add_bytes(&text, NULL, 0);
    gri_text_add_repeated(&text, "x", 0);
    gri_text_add_repeated(&text, "", 9);
    ck_assert_str_eq(text.at, "");
    ck_assert_uint_eq(text.length, 0);
    ck_assert(!text.failed);
    gri_text_clear(&text);
    gri_text_clear(&text);
}
END_TEST

START_TEST(a_text_grows_by_every_way_of_adding)
{
    struct gri_text text;
    gri_text_init(&text);
    gri_text_add(&text, "w5");
    gri_text_add_bytes(&text, " = x", 3);
    gri_text_add_repeated(&text, "-=", 3);
    gri_text_add_rune(&text, 0x177);
    gri_text_addf(&text, "[%d] %s", 42, "on");
    ck_assert_str_eq(text.at, "w5 = -=-=-=\xc5\xb7[42] on");
    ck_assert_uint_eq(text.length, strlen(text.at));
    gri_text_clear(&text);
    ck_assert_str_eq(text.at, "");
}
END_TEST

START_TEST(a_text_of_every_length_is_whole_and_ends_in_nul)
{
    struct gri_text text;
    gri_text_init(&text);
    for (size_t n = 1; n <= 5000; n++) {
        char byte = (char)('a' + n % 26);
        if (n % 2)
            gri_text_add_bytes(&text, &byte, 1);
        else
            gri_text_addf(&text, "%c", byte);
        ck_assert_uint_eq(text.length, n);
        ck_assert_int_eq(text.at[n], 0);
    }
    for (size_t n = 1; n <= 5000; n++)
        ck_assert_int_eq(text.at[n - 1], (char)('a' + n % 26));
    gri_text_clear(&text);
}
END_TEST

START_TEST(a_formatted_piece_may_be_longer_than_the_room)
{
    struct gri_text text;
    gri_text_init(&text);
    gri_text_add(&text, "<");
    gri_text_addf(&text, "%*s", 100000, ">");
    ck_assert_uint_eq(text.length, 100001);
    ck_assert_int_eq(text.at[1], ' ');
    ck_assert_int_eq(text.at[100000], '>');
    gri_text_clear(&text);
}
END_TEST

START_TEST(nuls_inside_count)
{
    struct gri_text text;
    gri_text_init(&text);
    gri_text_add_bytes(&text, "a\0b", 3);
    gri_text_add(&text, "c");
    ck_assert_uint_eq(text.length, 4);
    ck_assert_mem_eq(text.at, "a\0bc", 5);
    gri_text_clear(&text);
}
END_TEST

START_TEST(cutting_only_shortens)
{
    struct gri_text text;
    gri_text_init(&text);
    gri_text_add(&text, "gradus");
    gri_text_cut(&text, 100);
    ck_assert_str_eq(text.at, "gradus");
    gri_text_cut(&text, 4);
    ck_assert_str_eq(text.at, "grad");
    gri_text_add(&text, "ient");
    ck_assert_str_eq(text.at, "gradient");
    gri_text_clear(&text);
}
END_TEST

START_TEST(failure_sticks_until_reset)
{
    struct gri_text text;
    gri_text_init(&text);
    gri_text_add(&text, "kept");
    gri_text_add_repeated(&text, "0123456789", SIZE_MAX / 5);
    ck_assert(text.failed);
    gri_text_add(&text, "lost");
    gri_text_addf(&text, "%d", 1);
    gri_text_add_rune(&text, 'x');
    ck_assert(text.failed);
    ck_assert_str_eq(text.at, "kept");
    gri_text_reset(&text);
    ck_assert(!text.failed);
    gri_text_add(&text, "again");
    ck_assert_str_eq(text.at, "again");
    gri_text_clear(&text);
}
END_TEST

START_TEST(more_than_memory_is_a_failure_not_a_crash)
{
    struct gri_text text;
    gri_text_init(&text);
    gri_text_add_repeated(&text, "x", SIZE_MAX);
    ck_assert(text.failed);
    ck_assert_str_eq(text.at, "");
    gri_text_clear(&text);
    ck_assert(!text.failed);
}
END_TEST

SUITE("base/text", an_empty_text_is_a_string, a_text_grows_by_every_way_of_adding,
      a_text_of_every_length_is_whole_and_ends_in_nul,
      a_formatted_piece_may_be_longer_than_the_room, nuls_inside_count, cutting_only_shortens,
      failure_sticks_until_reset, more_than_memory_is_a_failure_not_a_crash)
