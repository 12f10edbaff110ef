#include "base/error.h"
#include "base/utf8.h"
#include "suite.h"

#include <string.h>

static struct gr_err used(void)
{
    struct gr_err err;
    memset(&err, 'x', sizeof err);
    err.source[0] = err.excerpt[0] = err.message[0] = '\0';
    return err;
}

START_TEST(failing_writes_status_and_words)
{
    struct gr_err err = used();
    enum gr_status status = gri_fail(&err, GR_E_SHAPE, "cannot multiply (%zu, %zu)", (size_t)2,
                                     (size_t)3);
    ck_assert_int_eq(status, GR_E_SHAPE);
    ck_assert_int_eq(err.status, GR_E_SHAPE);
    ck_assert_str_eq(err.message, "cannot multiply (2, 3)");
}
END_TEST

START_TEST(failing_clears_the_old_place)
{
    struct gr_err err = used();
    strcpy(err.source, "lesson.md");
    strcpy(err.excerpt, "print h9");
    ck_assert_int_eq(gri_fail(&err, GR_E_NAME, "x"), GR_E_NAME);
    ck_assert_uint_eq(err.line + err.column + err.caret, 0);
    ck_assert_str_eq(err.source, "");
    ck_assert_str_eq(err.excerpt, "");
}
END_TEST

START_TEST(a_place_is_kept)
{
    struct gr_err err = used();
    ck_assert_int_eq(gri_fail_at(&err, GR_E_SYNTAX, 7, "no %s here", "number"), GR_E_SYNTAX);
    ck_assert_uint_eq(err.column, 7);
    ck_assert_str_eq(err.message, "no number here");
}
END_TEST

START_TEST(nobody_has_to_listen)
{
    ck_assert_int_eq(gri_fail(NULL, GR_E_FILE, "%s", "x"), GR_E_FILE);
    ck_assert_int_eq(gri_fail_at(NULL, GR_E_RANGE, 3, "%s", "x"), GR_E_RANGE);
    ck_assert_int_eq(gri_fail_memory(NULL, "x"), GR_E_MEMORY);
}
END_TEST

START_TEST(memory_has_its_words)
{
    struct gr_err err = used();
    ck_assert_int_eq(gri_fail_memory(&err, "the network"), GR_E_MEMORY);
    ck_assert_int_eq(err.status, GR_E_MEMORY);
    ck_assert_str_eq(err.message, "not enough memory for the network");
}
END_TEST

START_TEST(words_may_quote_the_words_before)
{
    struct gr_err err = used();
    ck_assert_int_eq(gri_fail(&err, GR_E_NAME, "no h9"), GR_E_NAME);
    ck_assert_int_eq(gri_fail(&err, GR_E_FILE, "lesson: %s", err.message), GR_E_FILE);
    ck_assert_str_eq(err.message, "lesson: no h9");
}
END_TEST

START_TEST(a_message_is_one_line_of_utf8)
{
    struct gr_err err = used();
    ck_assert_int_eq(
        gri_fail(&err, GR_E_NAME, "%s", "a\nb\tc\033[1m\x7f\xc2\x9b\xff\xc5\xb7\xe2\x88"),
        GR_E_NAME);
    ck_assert_str_eq(err.message, "a b c [1m  ?\xc5\xb7??");
}
END_TEST

/* Every way that a character of 1 to 4 bytes can straddle the end of the field. */
START_TEST(long_messages_are_clipped_between_characters)
{
    static const char *const characters[] = {"a", "\xc5\xb7", "\xe2\x88\x82", "\xf0\x9d\x91\x8e"};
    for (size_t c = 0; c < 4; c++)
        for (size_t before = 0; before < 4; before++) {
            char words[2048];
            size_t n = before;
            memset(words, '.', before);
            for (; n < 1024; n += c + 1)
                memcpy(words + n, characters[c], c + 1);
            words[n] = '\0';
            struct gr_err err = used();
            ck_assert_int_eq(gri_fail(&err, GR_E_SYNTAX, "%s", words), GR_E_SYNTAX);
            size_t length = strlen(err.message), room = sizeof err.message - 1;
            ck_assert_uint_eq(length, room - (room - before) % (c + 1));
            ck_assert_mem_eq(err.message, words, length);
            ck_assert_uint_eq(gri_utf8_check(err.message, length), length);
        }
}
END_TEST

static enum gr_status passes_on(enum gr_status status, int *reached)
{
    GRI_TRY(status);
    *reached = 1;
    return GR_OK;
}

START_TEST(trying_passes_a_failure_on_and_goes_on_otherwise)
{
    int reached = 0;
    ck_assert_int_eq(passes_on(GR_MORE, &reached), GR_MORE);
    ck_assert_int_eq(passes_on(GR_E_STATE, &reached), GR_E_STATE);
    ck_assert_int_eq(reached, 0);
    ck_assert_int_eq(passes_on(GR_OK, &reached), GR_OK);
    ck_assert_int_eq(reached, 1);
}
END_TEST

SUITE("base/error", failing_writes_status_and_words, failing_clears_the_old_place, a_place_is_kept,
      nobody_has_to_listen, memory_has_its_words, words_may_quote_the_words_before,
      a_message_is_one_line_of_utf8, long_messages_are_clipped_between_characters,
      trying_passes_a_failure_on_and_goes_on_otherwise)
