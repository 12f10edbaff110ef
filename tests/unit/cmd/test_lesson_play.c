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

#define LOTTERY "```gradus\ngradus> use lottery\n```\n\n"

START_TEST(a_question_is_shown_and_its_answer_written_nowhere)
{
    struct scratch s;
    scratch_begin(&s,
                  LOTTERY "Try.\n\n```question\nh1[2]\n```\n\n```gradus\ngradus> h2\n5.2\n```\n");
    ck_assert_int_eq(scratch_play(&s, "text"), GR_OK);
    ck_assert_str_eq(s.said.at, "gradus> use lottery\n\nTry.\n\nQuestion: how much is h1[2]?\n\n"
                                "gradus> h2\n5.2\n");
    ck_assert_int_eq(scratch_check(&s, false), GR_OK);
    ck_assert_str_eq(s.said.at, "");
    ck_assert_int_eq(scratch_play(&s, "html"), GR_OK);
    ck_assert_ptr_nonnull(strstr(s.said.at, "<p>Question: how much is h1[2]?</p>"));
    scratch_end(&s);
}
END_TEST

START_TEST(a_question_that_names_no_number_is_an_error_with_its_place)
{
    static const struct {
        const char *block;
        size_t line;
        const char *words;
    } rows[] = {
        {"h9", 6, "there is no h9"},
        {"\n  banana", 7, "no number of the computation"},
        {"h1 + h2", 6, "no number of the computation"},
        {"h1[2] = 4.9", 6, "no number of the computation"},
        {"H[1]", 6, "one number"},
        {"h1[7]", 6, "3"},
        {"h1[2]@5", 6, "epoch 5"},
        {"", 5, "one line"},
        {"h1\nh2", 7, "one line"},
    };
    for (size_t n = 0; n < sizeof rows / sizeof *rows; n++) {
        struct scratch s;
        char text[200];
        snprintf(text, sizeof text, LOTTERY "```question\n%s\n```\n", rows[n].block);
        scratch_begin(&s, text);
        for (size_t checks = 0; checks < 2; checks++) {
            enum gr_status status = checks ? scratch_check(&s, false) : scratch_play(&s, "text");
            ck_assert_msg(status != GR_OK && status != GR_E_EXPECT, "'%s'", rows[n].block);
            ck_assert_msg(strstr(s.err.message, rows[n].words) != NULL, "'%s': %s", rows[n].block,
                          s.err.message);
            ck_assert_str_eq(s.err.source, s.path);
            ck_assert_msg(s.err.line == rows[n].line, "'%s': line %zu", rows[n].block, s.err.line);
        }
        scratch_end(&s);
    }
    struct scratch s;
    scratch_begin(&s, "```question\nh1\n```\n");
    ck_assert_int_eq(scratch_play(&s, "text"), GR_E_STATE);
    scratch_end(&s);
}
END_TEST

/* The next line that a reader types. */
static void reply(struct scratch *s, struct gr_session *session, const char *line)
{
    gri_text_reset(&s->said);
    ck_assert_int_eq(gr_session_run(session, line, strlen(line), "", 1, &s->err), GR_OK);
}

START_TEST(a_question_is_asked_until_it_is_answered)
{
    struct scratch s;
    struct gr_lesson *lesson;
    struct gr_session *session;
    scratch_begin(&s, LOTTERY "```question\nh1[2]\n```\n");
    ck_assert_int_eq(gr_lesson_read(s.path, &lesson, &s.err), GR_OK);
    ck_assert_int_eq(gr_session_new(&s.host, &session, &s.err), GR_OK);
    ck_assert_int_eq(gr_lesson_play(lesson, 0, session, &s.err), GR_OK);
    gri_text_reset(&s.said);
    ck_assert_int_eq(gr_lesson_ask(lesson, 1, session, &s.err), GR_OK);
    ck_assert_str_eq(s.said.at, "\nQuestion: how much is h1[2]?\n");
    ck_assert_str_eq(gr_session_asks(session), "h1[2]");
    reply(&s, session, "0.9");
    ck_assert_ptr_nonnull(strstr(s.said.at, "missing-bias"));
    ck_assert_str_eq(gr_session_asks(session), "h1[2]");
    reply(&s, session, "4.9");
    ck_assert_str_eq(s.said.at, "Right.\n"); /* a single one has no score */
    ck_assert_ptr_null(gr_session_asks(session));
    gr_session_free(session);
    gr_lesson_free(lesson);
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
      a_question_is_shown_and_its_answer_written_nowhere,
      a_question_that_names_no_number_is_an_error_with_its_place,
      a_question_is_asked_until_it_is_answered, nobody_has_to_listen_to_errors)
