#include "cmd/scratch.h"
#include "suite.h"

START_TEST(prose_is_shown_and_commands_are_shown_and_run)
{
    struct scratch s;
    scratch_begin(&s, "# A title\r\n\r\nSome\r\nwords.\r\n\r\n```gradus\r\ngradus> use lottery\r\n"
                      "gradus> h1\r\n13\r\n\r\ngradus> print 1+1\r\n```\r\n\r\nThe end.\r\n");
    ck_assert_int_eq(scratch_play(&s, "text"), GR_OK);
    ck_assert_str_eq(s.said.at,
                     "# A title\n\nSome\nwords.\n\ngradus> use lottery\ngradus> h1\n12.4\n"
                     "gradus> print 1+1\n2\n\nThe end.\n");
    scratch_end(&s);
}
END_TEST

START_TEST(lines_that_go_on_are_one_command)
{
    struct scratch s;
    scratch_begin(&s, "  ```gradus\n  gradus> network 1-1\n  gradus> data\n  ... 1, 2\n  ... 3, 4\n"
                      "  ... end\n  gradus> y[2]\n  ```\n");
    ck_assert_int_eq(scratch_play(&s, "text"), GR_OK);
    ck_assert_ptr_nonnull(strstr(s.said.at, "gradus> data\n... 1, 2\n... 3, 4\n... end\n"));
    ck_assert_ptr_nonnull(strstr(s.said.at, "gradus> y[2]\n4\n"));
    scratch_end(&s);
}
END_TEST

START_TEST(other_formats_get_the_commands_as_listings)
{
    struct scratch s;
    scratch_begin(&s, "Words.\n\n```gradus\ngradus> print 1+1\n2\n```\n");
    ck_assert_int_eq(scratch_play(&s, "json"), GR_OK);
    ck_assert_str_eq(s.said.at, "{\"markdown\":\"Words.\\n\\n\"}\n"
                                "{\"listing\":\"gradus> print 1+1\\n\"}\n"
                                "{\"expr\":\"1 + 1\",\"value\":2}\n");
    ck_assert_int_eq(scratch_play(&s, "html"), GR_OK);
    ck_assert_ptr_nonnull(strstr(s.said.at, "gradus&gt; print 1+1\n"));
    ck_assert_ptr_nonnull(strstr(s.said.at, "</html>"));
    scratch_end(&s);
}
END_TEST

START_TEST(an_error_that_is_shown_is_no_failure)
{
    struct scratch s;
    scratch_begin(&s, "```gradus\ngradus> h9\nerror: any words\ngradus> print 1+1\n2\n```\n");
    ck_assert_int_eq(scratch_play(&s, "text"), GR_OK);
    ck_assert_ptr_nonnull(strstr(s.said.at, "gradus> h9\nerror: "));
    ck_assert_ptr_null(strstr(s.said.at, "any words"));
    ck_assert_ptr_nonnull(strstr(s.said.at, "gradus> print 1+1\n2\n"));
    scratch_end(&s);
}
END_TEST

START_TEST(another_error_ends_the_lesson_with_its_place)
{
    struct scratch s;
    scratch_begin(&s, "a\n\n  ```gradus\n  gradus> use lottery\n\n  gradus> print 2 + h9\n"
                      "  gradus> print 3\n  ```\n");
    ck_assert_int_eq(scratch_play(&s, "text"), GR_E_NAME);
    ck_assert_str_eq(s.err.source, s.path);
    ck_assert_uint_eq(s.err.line, 6);
    ck_assert_uint_eq(s.err.column, 2 + 8 + 11);
    ck_assert_str_eq(s.err.excerpt, "print 2 + h9");
    ck_assert_uint_eq(s.err.caret, 11);
    ck_assert_ptr_null(strstr(s.said.at, "print 3"));
    scratch_end(&s);
}
END_TEST

START_TEST(a_command_must_be_complete_and_written_out)
{
    struct scratch s;
    scratch_begin(&s, "```gradus\ngradus> print 1\n1\ngradus> data\n... 1, 2\n```\n");
    ck_assert_int_eq(scratch_play(&s, "text"), GR_E_SYNTAX);
    ck_assert_uint_eq(s.err.line, 4);
    ck_assert_ptr_nonnull(strstr(s.err.message, "not complete"));
    static const char shortened[] = "```gradus\ngradus> netw 2-1\n```\n";
    scratch_put(&s, shortened, strlen(shortened));
    ck_assert_int_eq(scratch_play(&s, "text"), GR_E_NAME);
    scratch_end(&s);
}
END_TEST

START_TEST(quit_leaves_the_lesson)
{
    struct scratch s;
    scratch_begin(&s, "```gradus\ngradus> print 1+1\n2\ngradus> quit\ngradus> print 3\n```\n");
    ck_assert_int_eq(scratch_play(&s, "text"), GR_QUIT);
    ck_assert_ptr_null(strstr(s.said.at, "print 3"));
    ck_assert_int_eq(scratch_check(&s, false), GR_OK);
    scratch_end(&s);
}
END_TEST

START_TEST(nobody_has_to_listen_to_errors)
{
    struct scratch s;
    struct gr_lesson *lesson;
    struct gr_session *session;
    scratch_begin(&s, "```gradus\ngradus> h9\n```\n\n```gradus\ngradus> h9\nerror: x\n```\n");
    ck_assert_int_eq(gr_lesson_read(s.path, &lesson, NULL), GR_OK);
    ck_assert_int_eq(gr_session_new(&s.host, &session, NULL), GR_OK);
    ck_assert_int_ne(gr_lesson_play(lesson, 0, session, NULL), GR_OK);
    ck_assert_int_eq(gr_lesson_play(lesson, 1, session, NULL), GR_OK);
    ck_assert_int_eq(gr_lesson_check(s.path, &s.host, false, NULL, NULL), GR_E_EXPECT);
    gr_session_free(session);
    gr_lesson_free(lesson);
    scratch_end(&s);
}
END_TEST

SUITE("cmd/lesson/play", prose_is_shown_and_commands_are_shown_and_run,
      lines_that_go_on_are_one_command, other_formats_get_the_commands_as_listings,
      an_error_that_is_shown_is_no_failure, another_error_ends_the_lesson_with_its_place,
      a_command_must_be_complete_and_written_out, quit_leaves_the_lesson,
      nobody_has_to_listen_to_errors)
