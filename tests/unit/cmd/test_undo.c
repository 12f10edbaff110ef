/* What is taken back, and what is said of a run that is left. */
#include "cmd/walk.h"
#include "suite.h"
#include "trace/branch.h"

static char noticed[200];
static size_t notices;

static void keep_notice(void *user, const char *line)
{
    (void)user;
    notices++;
    snprintf(noticed, sizeof noticed, "%s", line);
}

static void begin_noticed(const char *script)
{
    struct gr_host host = capture_host(&c);
    host.notice = keep_notice;
    notices = 0;
    capture_begin(&c, &host);
    play(&c, script);
}

START_TEST(a_run_that_is_left_is_said_to_be_and_comes_back)
{
    static const char *const lines[] = {"network 2-3-1 tanh", "network 3-1", "use chain-rule",
                                        "use lottery", "data\n1 2\n3 4\nend"};
    for (size_t n = 0; n < sizeof lines / sizeof *lines; n++) {
        begin_noticed("use lottery\nset rate 1e-6\ntrain 30\ngoto epoch 7\nstep 3");
        double w5 = value_of(&c, "w5"), last = value_of(&c, "w5@31");
        struct gri_cursor there = c.session->view.cursor;
        ck_assert_uint_eq(notices, 0);
        play(&c, lines[n]);
        ck_assert_uint_eq(notices, 1);
        ck_assert_str_eq(noticed, "The run of 30 iterations is left; `undo` comes back.");
        play(&c, "undo");
        ck_assert_uint_eq(notices, 1);
        ck_assert_uint_eq(done(), 30);
        ck_assert(c.session->view.cursor.line == there.line && place() == there.t);
        worth(&c, "w5", w5);
        worth(&c, "w5@31", last);
        worth(&c, "alpha", 1e-6);
        capture_end(&c);
    }
}
END_TEST

START_TEST(with_its_branches)
{
    begin_noticed("use lottery\nepoch 3\nrestart\nw5 = 3");
    ck_assert_uint_eq(done(), 0);
    play(&c, "network 2-1");
    ck_assert_str_eq(noticed, "The run and its 2 branches are left; `undo` comes back.");
    play(&c, "undo\nbranch main");
    ck_assert_uint_eq(done(), 3);
    worth(&c, "w5@1", 2);
    capture_end(&c);
}
END_TEST

START_TEST(a_script_and_a_run_that_has_not_begun_are_left_without_a_word)
{
    begin_noticed("use lottery\nw5 = 3\nuse lottery\nnetwork 2-1\ndata\n1 2 3\nend");
    ck_assert_uint_eq(notices, 0);
    play(&c, "epoch 2");
    ck_assert_int_eq(scripted(&c, "use lottery"), GR_OK);
    ck_assert_uint_eq(notices, 0);
    play(&c, "undo");
    ck_assert_uint_eq(done(), 2);
    capture_end(&c);
}
END_TEST

/* Data of the same shape begin the run anew in a branch: nothing is left. */
START_TEST(data_that_fit_begin_a_branch)
{
    begin_noticed("use lottery\nepoch 2\ndata\n1 2 3\n4 5 6\nend");
    ck_assert_uint_eq(notices, 0);
    ck_assert_uint_eq(done(), 0);
    play(&c, "branch main");
    ck_assert_uint_eq(done(), 2);
    worth(&c, "x1[1]", 16);
    play(&c, "undo\nundo");
    ck_assert_uint_eq(gri_timeline_branches(c.session->timeline), 1);
    worth(&c, "x1[1]", 16);
    capture_end(&c);
}
END_TEST

START_TEST(what_changed_nothing_is_not_taken_back)
{
    begin("use lottery\nepoch 2\nw5 = 3");
    play(&c,
         "goto epoch 1\nprint w5\nstep 3\ntable\nbreak if loss > 1\nback 2\nshow\nset digits 2");
    play(&c, "undo"); /* the digits were 2 before: that was no change */
    ck_assert(says("Taken back: w5 = 3"));
    ck_assert_uint_eq(place(), 2);
    play(&c, "undo");
    ck_assert(says("Taken back: epoch 2"));
    play(&c, "undo");
    ck_assert(says("Taken back: use lottery"));
    ck_assert_ptr_null(c.session->net);
    refuse(&c, "undo", GR_E_STATE, "nothing to take back");
    capture_end(&c);
}
END_TEST

START_TEST(so_many_lines_are_remembered)
{
    char line[40];
    begin("use lottery");
    for (size_t n = 1; n <= 150; n++) {
        snprintf(line, sizeof line, "w5 = %zu", n + 1000);
        play(&c, line);
    }
    for (size_t n = 150; n > 50; n--) {
        worth(&c, "w5", (double)n + 1000);
        play(&c, "undo");
    }
    worth(&c, "w5", 1050);
    refuse(&c, "undo", GR_E_STATE, "nothing to take back");
    capture_end(&c);
}
END_TEST

START_TEST(a_line_that_failed_changed_nothing)
{
    begin("use lottery\nset batch 1\nw5 = 3\niteration");
    size_t at = place();
    refuse(&c, "set batch 2", GR_E_STATE, "iteration 2 of 3");
    refuse(&c, "set rate -1", GR_E_RANGE, "0 or more");
    refuse(&c, "set momentum -0.5", GR_E_RANGE, "0 or more");
    refuse(&c, "w99 = 3", GR_E_NAME, "w99");
    ck_assert_uint_eq(place(), at);
    play(&c, "undo");
    ck_assert(says("Taken back: iteration"));
    capture_end(&c);
}
END_TEST

START_TEST(a_setting_of_the_program_moves_nobody)
{
    begin_noticed("use lottery\nstep 2\nset display large\nstep 3\nset status on\nforward");
    struct gri_cursor there = c.session->view.cursor;
    play(&c, "undo\nundo");
    ck_assert(!c.session->large && !c.session->status);
    ck_assert(gri_cursor_same(&c.session->view.cursor, &there));
    play(&c, "set rate 1e-6\nbackward\nundo");
    ck_assert(gri_cursor_same(&c.session->view.cursor, &there));
    worth(&c, "alpha", 0.001);
    capture_end(&c);
}
END_TEST

SUITE("cmd/undo", a_run_that_is_left_is_said_to_be_and_comes_back, with_its_branches,
      a_script_and_a_run_that_has_not_begun_are_left_without_a_word, data_that_fit_begin_a_branch,
      what_changed_nothing_is_not_taken_back, so_many_lines_are_remembered,
      a_line_that_failed_changed_nothing, a_setting_of_the_program_moves_nobody)
