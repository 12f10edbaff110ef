/* Pages marked through the library. */
#include "cmd/mark/stack.h"

#include "cmd/capture.h"
#include "suite.h"

static struct capture c;

/* A capture with the lottery, and a file of its own for each page. */
static char paths[4][90];
static const char *const files[4] = {paths[0], paths[1], paths[2], paths[3]};

static void begin(const char *const *pages, size_t count)
{
    capture_begin(&c, NULL);
    play(&c, "use lottery");
    gri_text_reset(&c.said);
    for (size_t n = 0; n < count; n++) {
        snprintf(paths[n], sizeof paths[n], "%s-%zu", c.path, n);
        if (pages[n] != NULL)
            put_file(paths[n], pages[n], strlen(pages[n]));
    }
}

static void end(size_t count)
{
    for (size_t n = 0; n < count; n++)
        unlink(paths[n]);
    capture_end(&c);
}

#define COUNT(pages) (sizeof(pages) / sizeof *(pages))

START_TEST(pages_are_written_in_order_and_slips_counted)
{
    static const char *const pages[] = {"h1 = 12.4\nh2 = 7\n", "h1 = 8.4\nh2 = 3\nyhat = 11"};
    size_t slips = 99;
    begin(pages, COUNT(pages));
    ck_assert_int_eq(gr_session_mark(c.session, files, 2, &slips, &c.err), GR_OK);
    ck_assert_uint_eq(slips, 4);
    ck_assert_int_eq(c.err.status, GR_OK);
    const char *first = strstr(c.said.at, "h2 = 7"), *second = strstr(c.said.at, "h1 = 8.4");
    ck_assert(first != NULL && second != NULL && first < second);
    ck_assert_ptr_nonnull(strstr(second, "Summary"));
    ck_assert_uint_eq(c.errors, 0);
    end(COUNT(pages));
}
END_TEST

START_TEST(the_error_of_one_page_is_returned)
{
    static const char *const pages[] = {"words"};
    size_t slips;
    begin(pages, COUNT(pages));
    ck_assert_int_eq(gr_session_mark(c.session, files, 1, &slips, &c.err), GR_E_SYNTAX);
    ck_assert_str_eq(c.err.source, paths[0]);
    ck_assert_ptr_nonnull(strstr(c.err.message, "nothing to mark"));
    ck_assert_uint_eq(c.errors, 0);
    ck_assert_str_eq(c.said.at, "");
    end(COUNT(pages));
}
END_TEST

START_TEST(errors_of_several_are_told_and_stop_nothing)
{
    static const char *const pages[] = {"words", "h1 = 12.4", NULL, "h1 = 7"};
    size_t slips;
    begin(pages, COUNT(pages));
    ck_assert_int_eq(gr_session_mark(c.session, files, 4, &slips, &c.err), GR_E_SYNTAX);
    ck_assert_int_eq(c.err.status, GR_E_SYNTAX);
    ck_assert_str_eq(c.err.message, "");
    ck_assert_uint_eq(c.errors, 2);
    ck_assert_int_eq(c.told.status, GR_E_FILE);
    ck_assert_uint_eq(slips, 1);
    ck_assert_ptr_nonnull(strstr(c.said.at, "h1 = 12.4"));
    ck_assert_ptr_nonnull(strstr(c.said.at, "h1 = 7"));
    end(COUNT(pages));
}
END_TEST

START_TEST(where_nobody_listens_the_first_error_is_returned)
{
    static const char *const pages[] = {"words", NULL, "h1 = 12.4"};
    size_t slips;
    begin(pages, COUNT(pages));
    c.session->host.error = NULL;
    ck_assert_int_eq(gr_session_mark(c.session, files, 3, &slips, &c.err), GR_E_SYNTAX);
    ck_assert_ptr_nonnull(strstr(c.err.message, "nothing to mark"));
    ck_assert_ptr_nonnull(strstr(c.said.at, "h1 = 12.4"));
    end(COUNT(pages));
}
END_TEST

START_TEST(the_session_is_as_it_was)
{
    static const char *const pages[] = {"problem: chain-rule\nyhat = 7\nw1 = 9",
                                        "Epoch 2\nh1 = 3\nnotation neuron\nn3 = 2"};
    size_t slips;
    begin(pages, COUNT(pages));
    play(&c, "step 2\nset digits 3");
    char *before = strdup(saved(&c)), *place = strdup(gr_session_place(c.session));
    ck_assert_int_eq(gr_session_mark(c.session, files, 2, &slips, &c.err), GR_OK);
    ck_assert_str_eq(saved(&c), before);
    ck_assert_str_eq(gr_session_place(c.session), place);
    free(before);
    free(place);
    end(COUNT(pages));
}
END_TEST

START_TEST(a_stop_ends_it_between_pages)
{
    static const char *const pages[] = {"h1 = 12.4"};
    size_t slips;
    begin(pages, COUNT(pages));
    c.stop = 1;
    ck_assert_int_eq(gr_session_mark(c.session, files, 1, &slips, &c.err), GR_STOPPED);
    ck_assert_str_eq(c.said.at, "");
    end(COUNT(pages));
}
END_TEST

START_TEST(a_block_is_marked_as_a_page)
{
    capture_begin(&c, NULL);
    play(&c, "use lottery");
    ck_assert_int_eq(typed(&c, "mark"), GR_MORE);
    ck_assert_int_eq(typed(&c, "mark\nh1 = 12.4"), GR_MORE);
    ck_assert_ptr_nonnull(strstr(answer(&c, "mark\nh1 = 12.4\n end"), "1 ok h1 = 12.4\n"));
    refuse_at(&c, "mark\n\nh1 = 12.4\nh2 = 9\nend", GR_E_EXPECT, 1, "1 slip");
    refuse(&c, "mark\nend", GR_E_SYNTAX, "nothing to mark");
    capture_end(&c);
}
END_TEST

SUITE("cmd/stack", pages_are_written_in_order_and_slips_counted, the_error_of_one_page_is_returned,
      errors_of_several_are_told_and_stop_nothing, where_nobody_listens_the_first_error_is_returned,
      the_session_is_as_it_was, a_stop_ends_it_between_pages, a_block_is_marked_as_a_page)
