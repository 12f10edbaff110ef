#include "cmd/capture.h"
#include "suite.h"

#include "gradus/lesson.h"

/* A session that records into c->path. */
static void begin(struct capture *c)
{
    capture_begin(c, NULL);
    unlink(c->path);
    ck_assert_msg(gr_session_record(c->session, c->path, &c->err) == GR_OK, "%s", c->err.message);
}

static const char *recorded(struct capture *c)
{
    gri_text_reset(&c->saved);
    ck_assert_int_eq(gri_file_read(c->path, 1 << 24, &c->saved, &c->err), GR_OK);
    return c->saved.at;
}

static void holds(struct capture *c, const char *text)
{
    ck_assert_msg(strstr(recorded(c), text) != NULL, "no %s in: %s", text, c->saved.at);
}

/* What was kept is a lesson that gives what it shows. */
static void checks(struct capture *c)
{
    const struct gr_host host = capture_host(c);
    struct gr_err err = {0};
    c->stop = 0;
    gri_text_reset(&c->said);
    enum gr_status status = gr_lesson_check(c->path, &host, false, NULL, &err);
    ck_assert_msg(status == GR_OK, "%s: %s", err.message, c->said.at);
}

START_TEST(what_was_typed_is_a_lesson_that_checks)
{
    struct capture c;
    begin(&c);
    play(&c, "use lottery\nstep 2\nprint h1 # of the first\ntable\nepoch 2\nw5@2\nback\n");
    checks(&c);
    holds(&c, "\n```gradus\ngradus> use lottery\ngradus> step 2\nEpoch 1, sample 1\n");
    holds(&c, "gradus> print h1 # of the first\n12.4\n```\n");
    capture_end(&c);
}
END_TEST

START_TEST(each_line_is_kept_at_once)
{
    struct capture c;
    begin(&c);
    checks(&c);
    typed(&c, "print 1+1");
    checks(&c);
    holds(&c, "gradus> print 1+1\n2\n```\n");
    typed(&c, "print 1+2");
    holds(&c, "gradus> print 1+2\n3\n```\n");
    capture_end(&c);
}
END_TEST

START_TEST(an_error_is_shown_as_lessons_show_it)
{
    struct capture c;
    begin(&c);
    typed(&c, "print 1 +");
    typed(&c, "pritn 2");
    typed(&c, "p\xff");
    checks(&c);
    holds(&c, "gradus> print 1 +\nerror: ");
    holds(&c, "gradus> pritn 2\nerror: ");
    ck_assert_ptr_null(strchr(c.saved.at, '\xff'));
    capture_end(&c);
}
END_TEST

START_TEST(abbreviations_are_written_out)
{
    struct capture c;
    begin(&c);
    play(&c, "use lottery\nforw 1\n  tab\ns\n");
    checks(&c);
    holds(&c, "gradus> forward 1\n");
    holds(&c, "gradus> table\n");
    holds(&c, "gradus> s\n");
    ck_assert_int_eq(typed(&c, "ba"), GR_E_NAME); /* back, backward */
    checks(&c);
    ck_assert_ptr_null(strstr(recorded(&c), "gradus> ba\n"));
    capture_end(&c);
}
END_TEST

START_TEST(a_comment_alone_is_prose)
{
    struct capture c;
    begin(&c);
    play(&c, "network 1-1\n# Five rows, & more.\ndata\n1, 2 # a row\n\n3, 4\nend\nprint y[2]\n");
    checks(&c);
    holds(&c, "```\n\nFive rows, & more.\n\n```gradus\n");
    holds(&c, "gradus> data\n... 1, 2 # a row\n... 3, 4\n... end\n");
    capture_end(&c);
}
END_TEST

START_TEST(what_a_lesson_may_not_do_is_said_in_words)
{
    struct capture c;
    char line[100];
    begin(&c);
    typed(&c, "use lottery");
    snprintf(line, sizeof line, "save %s.gr", c.path);
    ck_assert_int_eq(typed(&c, line), GR_OK);
    unlink(line + strlen("save "));
    typed(&c, "step");
    checks(&c);
    holds(&c, "(Here `save ");
    capture_end(&c);
}
END_TEST

START_TEST(training_that_was_stopped_leads_to_the_same_moment)
{
    struct capture c;
    begin(&c);
    play(&c, "use lottery\nset batch 2\nset rate 0.000001\nstep 3\n");
    c.stop_after = 8;
    ck_assert_int_eq(typed(&c, "train 1000 every 1"), GR_STOPPED);
    c.stop = 0;
    typed(&c, "print w5");
    checks(&c);
    holds(&c, "gradus> iteration 8\n...\n");
    ck_assert_ptr_null(strstr(c.saved.at, "train"));
    capture_end(&c);
}
END_TEST

START_TEST(what_was_stopped_is_taken_back_in_the_draft_too)
{
    struct capture c;
    begin(&c);
    play(&c, "use lottery\nset rate 0.000001\nepoch\n");
    c.stop_after = 8;
    ck_assert_int_eq(typed(&c, "train 1000 every 1"), GR_STOPPED);
    c.stop = 0;
    typed(&c, "undo");
    typed(&c, "print w5");
    checks(&c);
    holds(&c, "gradus> undo\n...\n");
    typed(&c, "undo");
    checks(&c);
    holds(&c, "gradus> undo\nTaken back: epoch\n");
    capture_end(&c);
}
END_TEST

START_TEST(steps_that_were_stopped_lead_to_the_same_moment)
{
    struct capture c;
    begin(&c);
    play(&c, "use lottery\nepoch\nstep\nbackward\n");
    c.stop = 1;
    ck_assert_int_eq(typed(&c, "step 5"), GR_STOPPED);
    ck_assert_ptr_null(strstr(recorded(&c), "goto"));
    c.stop = 0;
    typed(&c, "step");
    checks(&c);
    capture_end(&c);
}
END_TEST

START_TEST(settings_of_the_program_are_lines_too)
{
    struct capture c;
    begin(&c);
    ck_assert_int_eq(gr_session_set(c.session, "digits", "2", &c.err), GR_OK);
    typed(&c, "print 1/3");
    checks(&c);
    holds(&c, "gradus> set digits 2\ngradus> print 1/3\n0.33\n");
    capture_end(&c);
}
END_TEST

START_TEST(what_a_script_runs_inside_is_its_answer)
{
    struct capture c;
    char script[80], line[100];
    begin(&c);
    snprintf(script, sizeof script, "%s.gr", c.path);
    snprintf(line, sizeof line, "source %s", script);
    put_file(script, "print 1+1\nprint 2+2\n", 20);
    typed(&c, line);
    checks(&c);
    holds(&c, "\n2\n4\n```\n");
    ck_assert_ptr_null(strstr(c.saved.at, "gradus> print"));
    unlink(script);
    capture_end(&c);
}
END_TEST

START_TEST(a_file_that_is_there_is_left_alone)
{
    struct capture c;
    capture_begin(&c, NULL);
    put_file(c.path, "mine\n", 5);
    ck_assert_int_eq(gr_session_record(c.session, c.path, &c.err), GR_E_FILE);
    ck_assert_str_eq(recorded(&c), "mine\n");
    ck_assert_int_eq(gr_session_record(c.session, "/nonexistent/x.md", &c.err), GR_E_FILE);
    ck_assert_int_eq(typed(&c, "print 1"), GR_OK);
    capture_end(&c);
}
END_TEST

START_TEST(the_width_and_colours_of_the_terminal_do_not_matter)
{
    struct capture c;
    struct gr_host host = capture_host(&c);
    host.plain = false;
    host.width = 30;
    host.color = true;
    capture_begin(&c, &host);
    unlink(c.path);
    ck_assert_int_eq(gr_session_record(c.session, c.path, &c.err), GR_OK);
    play(&c, "use lottery\nforward\nbackward\nset format html\nprint w5\nset format text\nshow\n");
    checks(&c);
    capture_end(&c);
}
END_TEST

SUITE("cmd/lesson/record", what_was_typed_is_a_lesson_that_checks, each_line_is_kept_at_once,
      an_error_is_shown_as_lessons_show_it, abbreviations_are_written_out, a_comment_alone_is_prose,
      what_a_lesson_may_not_do_is_said_in_words, training_that_was_stopped_leads_to_the_same_moment,
      what_was_stopped_is_taken_back_in_the_draft_too,
      steps_that_were_stopped_lead_to_the_same_moment, settings_of_the_program_are_lines_too,
      what_a_script_runs_inside_is_its_answer, a_file_that_is_there_is_left_alone,
      the_width_and_colours_of_the_terminal_do_not_matter)
