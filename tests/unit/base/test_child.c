/* Running a program: what it writes, how it fails, and that nothing waits for ever. */
#include "base/child/child.h"

#include "suite.h"

#include <string.h>
#include <time.h>

static enum gr_status run(const char *const *words, const char *input, struct gri_text *out,
                          bool *missing, struct gr_err *err)
{
    struct gri_child child = {
        .words = words, .input = input, .length = strlen(input), .limit = 1 << 20, .seconds = 10};
    *err = (struct gr_err){0};
    return gri_child_run(&child, out, missing, err);
}

START_TEST(what_goes_in_comes_out_of_cat)
{
    static const char *const words[] = {"cat", NULL};
    static char large[300001];
    struct gri_text out;
    struct gr_err err;
    bool missing;
    memset(large, 'x', sizeof large - 1);
    gri_text_init(&out);
    ck_assert_int_eq(run(words, large, &out, &missing, &err), GR_OK);
    ck_assert_str_eq(out.at, large);
    ck_assert(!missing);
    gri_text_clear(&out);
}
END_TEST

START_TEST(a_program_that_does_not_read_is_no_harm)
{
    static const char *const words[] = {"echo", "a b", "$HOME; `id`", NULL};
    struct gri_text out;
    struct gr_err err;
    bool missing;
    gri_text_init(&out);
    ck_assert_int_eq(run(words, "unread", &out, &missing, &err), GR_OK);
    ck_assert_str_eq(out.at, "a b $HOME; `id`\n");
    gri_text_clear(&out);
}
END_TEST

START_TEST(a_missing_program_is_said_to_be_so)
{
    static const char *const words[] = {"no-such-program-of-gradus", NULL};
    struct gri_text out;
    struct gr_err err;
    bool missing = false;
    gri_text_init(&out);
    ck_assert_int_eq(run(words, "", &out, &missing, &err), GR_E_FILE);
    ck_assert(missing);
    ck_assert_ptr_nonnull(strstr(err.message, "cannot run no-such-program-of-gradus"));
    gri_text_clear(&out);
}
END_TEST

START_TEST(a_failure_carries_the_complaint)
{
    static const char *const words[] = {"sh", "-c", "echo; echo 'line 3: no good' >&2; exit 3",
                                        NULL};
    struct gri_text out;
    struct gr_err err;
    bool missing;
    gri_text_init(&out);
    ck_assert_int_eq(run(words, "", &out, &missing, &err), GR_E_FILE);
    ck_assert_str_eq(err.message, "sh failed: line 3: no good");
    gri_text_clear(&out);
}
END_TEST

START_TEST(time_and_output_are_limited)
{
    static const char *const slow[] = {"sleep", "100", NULL};
    static const char *const closed[] = {"sh", "-c", "exec >&- 2>&-; exec sleep 100", NULL};
    static const char *const endless[] = {"yes", NULL};
    const char *const *all[] = {slow, closed, endless};
    time_t start = time(NULL);
    for (size_t n = 0; n < 3; n++) {
        struct gri_child child = {.words = all[n], .input = "", .limit = 1 << 20, .seconds = 1};
        struct gri_text out;
        struct gr_err err = {0};
        bool missing;
        gri_text_init(&out);
        ck_assert_int_eq(gri_child_run(&child, &out, &missing, &err), GR_E_FILE);
        gri_text_clear(&out);
    }
    ck_assert_int_lt(time(NULL) - start, 20);
}
END_TEST

START_TEST(a_stop_flag_ends_it)
{
    static const char *const words[] = {"sleep", "100", NULL};
    volatile sig_atomic_t stop = 1;
    struct gri_child child = {
        .words = words, .input = "", .limit = 10, .seconds = 100, .stop = &stop};
    struct gri_text out;
    struct gr_err err = {0};
    bool missing;
    gri_text_init(&out);
    ck_assert_int_eq(gri_child_run(&child, &out, &missing, &err), GR_STOPPED);
    gri_text_clear(&out);
}
END_TEST

SUITE("base/child", what_goes_in_comes_out_of_cat, a_program_that_does_not_read_is_no_harm,
      a_missing_program_is_said_to_be_so, a_failure_carries_the_complaint,
      time_and_output_are_limited, a_stop_flag_ends_it)
