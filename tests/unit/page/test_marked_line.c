/* Lines of a marked page as they are: long, with tabs, or no text at all. */
#include "page/sample.h"

#include "page/marks/marks.h"

/* Every writer on lines that are not text, that do not end, and ticks that point nowhere. */
START_TEST(garbage_is_written_whole)
{
    static const char bad[] = "\0\xff\x1b[2J = 1\nx\n\n\tlast";
    static const char *said[] = {"\x1b[31m"};
    struct gri_tick some[] = {
        {.line = 1,
         .column = 90,
         .caret = 90,
         .width = 9,
         .written = "\x1b",
         .verdict = "unread",
         .name = "\xff",
         .said = said,
         .said_count = 1,
         .sign = GRI_SIGN_UNREAD},
        {.line = 99,
         .caret = SIZE_MAX - 3,
         .width = 3,
         .written = "",
         .verdict = "right",
         .name = ""},
    };
    struct gri_marking marked = {"\x1b", NULL, bad, sizeof bad - 1, some, 2};
    for (size_t n = 0; n < gri_writer_count; n++) {
        struct sample s;
        sample_begin(&s, 1 << 20, 2);
        s.layout.width = 3;
        gri_page_marking(&s.page, &marked);
        written(&s, gri_writers[n].name);
        ck_assert(!s.out.failed && s.out.length > 0);
        ck_assert_ptr_null(memchr(s.out.at, '\x1b', s.out.length));
        ck_assert_ptr_null(memchr(s.out.at, '\0', s.out.length));
        sample_end(&s);
    }
}
END_TEST

START_TEST(long_lines_are_folded_behind_their_margin)
{
    static const char line[] = "h1 = 1 + 2 + 3 + 4 + 5 = 15";
    static const char *said[] = {"this is a sentence that is long"};
    struct gri_tick tick = {.line = 1,
                            .written = "15",
                            .verdict = "slip",
                            .name = "h1",
                            .sign = GRI_SIGN_WRONG,
                            .caret = 26,
                            .width = 2,
                            .said = said,
                            .said_count = 1};
    struct gri_marking marked = {"f", NULL, line, sizeof line - 1, &tick, 1};
    struct sample s;
    sample_begin(&s, 1 << 20, 2);
    s.layout.width = 28;
    gri_page_marking(&s.page, &marked);
    ck_assert_str_eq(written(&s, "text"), "1 ✗  h1 = 1 + 2 + 3 + 4 + 5\n"
                                          "       = 15\n"
                                          "       this is a sentence\n"
                                          "       that is long\n");
    sample_end(&s);
}
END_TEST

/* The columns of a table that was typed with tabs, and what points at them. */
START_TEST(tabs_are_columns)
{
    static const char table[] = "h1\th2\ty\n12.4\t5.4\tŷ\t2";
    static const char *said[] = {"one digit is wrong"};
    struct gri_tick tick = {.line = 2,
                            .written = "5.4",
                            .verdict = "slip",
                            .name = "h2",
                            .sign = GRI_SIGN_WRONG,
                            .caret = 6,
                            .width = 3,
                            .said = said,
                            .said_count = 1};
    struct gri_marking marked = {"f", NULL, table, sizeof table - 1, &tick, 1};
    struct sample s;
    sample_begin(&s, 1 << 20, 2);
    gri_page_marking(&s.page, &marked);
    ck_assert_str_eq(written(&s, "text"), "     h1      h2      y\n"
                                          "2 ✗  12.4    5.4     ŷ       2\n"
                                          "             ^^^\n"
                                          "       one digit is wrong\n");
    ck_assert_ptr_nonnull(
        strstr(written(&s, "html"), "12.4\t<mark class=\"wrong\">5.4</mark>\tŷ\t2"));
    ck_assert_ptr_nonnull(strstr(written(&s, "latex"), "{12.4~~~ 5.4~~~~ ŷ~~~~~~ 2}"));
    sample_end(&s);
}
END_TEST

/* Nothing grows with the square of a line's length. */
START_TEST(a_very_long_line_is_quoted_from)
{
    enum { TICKS = 2000, LONG = 2 * TICKS };
    static const char *said[] = {"no"};
    static char line[LONG];
    static struct gri_tick some[TICKS];
    for (size_t n = 0; n < TICKS; n++) {
        line[2 * n] = '=';
        line[2 * n + 1] = '7';
        some[n] = (struct gri_tick){.line = 1,
                                    .written = "7",
                                    .verdict = "slip",
                                    .name = "h1",
                                    .sign = GRI_SIGN_WRONG,
                                    .caret = 2 * n + 2,
                                    .width = 1,
                                    .said = said,
                                    .said_count = 1};
    }
    struct gri_marking marked = {"f", NULL, line, LONG, some, TICKS};
    struct sample s;
    sample_begin(&s, 1 << 20, 2);
    s.layout.width = 0;
    gri_page_marking(&s.page, &marked);
    written(&s, "text");
    ck_assert_ptr_null(strchr(s.out.at, '^'));
    ck_assert_uint_lt(s.out.length, LONG + 20 * TICKS);
    sample_end(&s);
}
END_TEST

SUITE("page/marked_line", garbage_is_written_whole, long_lines_are_folded_behind_their_margin,
      tabs_are_columns, a_very_long_line_is_quoted_from)
