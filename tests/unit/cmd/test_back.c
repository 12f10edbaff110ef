/* Going back, and changing what was there. */
#include "cmd/walk.h"
#include "suite.h"

START_TEST(back_undoes_step_line_by_line_over_updates)
{
    enum { LINES = 120 };
    struct gri_text said[LINES];
    begin("use lottery\nset rate 1e-6\nset batch 2");
    for (size_t n = 0; n < LINES; n++) {
        gri_text_init(&said[n]);
        answer(&c, "step");
        const char *line = strstr(c.said.at, " = "); /* behind a heading */
        ck_assert_ptr_nonnull(line);
        gri_text_add(&said[n], line);
    }
    ck_assert_uint_gt(place(), 1);
    for (size_t n = LINES - 1; n-- > 0;) {
        answer(&c, "back");
        char end[200]; /* what comes behind the line (end of an epoch) is said by stepping only */
        const char *line = strstr(c.said.at, " = ");
        snprintf(end, sizeof end, "%.150s", line != NULL ? line : "");
        ck_assert_msg(line == NULL || strncmp(said[n].at, end, strcspn(end, "\n")) == 0,
                      "%zu: %s, was %s", n, end, said[n].at);
    }
    play(&c, "back");
    ck_assert_uint_eq(place(), 0);
    ck_assert(at_start());
    refuse(&c, "back", GR_E_RANGE, "start");
    for (size_t n = 0; n < LINES; n++)
        gri_text_clear(&said[n]);
    capture_end(&c);
}
END_TEST

START_TEST(back_with_a_count_is_back_so_many_times)
{
    begin("use lottery\nstep 40\nback 17");
    struct gri_cursor at = c.session->view.cursor;
    play(&c, "restart\nstep 40");
    for (int n = 0; n < 17; n++)
        play(&c, "back");
    ck_assert_uint_eq(c.session->view.cursor.stage, at.stage);
    ck_assert_uint_eq(c.session->view.cursor.line, at.line);
    play(&c, "restart\nstep 3");
    refuse(&c, "back 4", GR_E_RANGE, "start");
    ck_assert_uint_eq(c.session->view.cursor.line, 3); /* not half of the way */
    capture_end(&c);
}
END_TEST

START_TEST(goto_lands_before_the_forward_pass)
{
    begin("use lottery\nset rate 1e-6\nset batch 1\nepoch 3\ngoto epoch 2");
    ck_assert_uint_eq(place(), 3);
    ck_assert(at_start());
    ck_assert_uint_eq(done(), 9);
    play(&c, "goto epoch 2 iteration 3");
    ck_assert_uint_eq(place(), 5);
    play(&c, "goto epoch 4"); /* about to begin */
    ck_assert_uint_eq(place(), 9);
    refuse(&c, "goto epoch 5", GR_E_RANGE, "epoch 5 has not begun");
    refuse(&c, "goto epoch 1 iteration 4", GR_E_RANGE, "3 iterations");
    play(&c, "set batch full\nepoch\ngoto epoch 4 sample 2");
    worth(&c, "yhat", value_of(&c, "yhat[2]"));
    answer(&c, "step");
    ck_assert(says("h1 = "));
    worth(&c, "h1", value_of(&c, "h1[2]"));
    capture_end(&c);
}
END_TEST

START_TEST(restart_keeps_what_was_done)
{
    begin("use lottery\nset rate 1e-6\nepoch 2\nrestart");
    ck_assert_uint_eq(place(), 0);
    ck_assert_uint_eq(done(), 2);
    worth(&c, "w5", 2);
    double second = value_of(&c, "w5@2");
    play(&c, "epoch");
    worth(&c, "w5", second);
    capture_end(&c);
}
END_TEST

START_TEST(in_batches_the_iteration_is_said_too)
{
    begin("use lottery\nset rate 1e-6\nset batch 1\nepoch 3\ngoto epoch 2 iteration 2");
    answer(&c, "branch fast");
    ck_assert(says("A new branch, fast: it leaves main at epoch 2, iteration 2."));
    answer(&c, "set rate 1e-5");
    ck_assert(says("From epoch 2, iteration 2 on; `restart`"));
    play(&c, "branch main\ngoto epoch 2 iteration 3");
    answer(&c, "w5 = 3");
    ck_assert(
        says("From epoch 2, iteration 3 on in a new branch, b1; main keeps the 4 iterations"));
    capture_end(&c);
}
END_TEST

START_TEST(a_change_in_the_past_begins_a_branch_and_says_so)
{
    begin("use lottery\nset rate 1e-6\nepoch 5\ngoto epoch 3\nw5 = 1");
    ck_assert(
        says("From epoch 3 on in a new branch, b1; main keeps the 3 iterations done after it."));
    ck_assert_uint_eq(done(), 2);
    worth(&c, "w5", 1);
    refuse(&c, "goto epoch 5", GR_E_RANGE, "has not begun");
    play(&c, "epoch 2\nback\nset rate 1e-5");
    ck_assert(says("in a new branch, b2; b1 keeps the 1 iteration done after it."));
    ck_assert_uint_eq(done(), 3);
    worth(&c, "w5@3", 1);
    play(&c, "epoch 2");
    play(&c, "set loss sse"); /* nothing came after */
    ck_assert(!says("branch"));
    ck_assert_uint_eq(done(), 5);
    play(&c, "branch main");
    ck_assert_uint_eq(done(), 5);
    worth(&c, "alpha", 1e-6);
    capture_end(&c);
}
END_TEST

START_TEST(a_setting_in_mid_run_counts_from_there)
{
    begin("use lottery\nset rate 1e-6\nepoch 2");
    double before = value_of(&c, "w5"), gradient = value_of(&c, "dL/dw5");
    play(&c, "set rate 1e-5");
    worth(&c, "alpha", 1e-5);
    worth(&c, "w5new", before - 1e-5 * gradient);
    play(&c, "restart");
    worth(&c, "alpha", 1e-6);
    play(&c, "epoch 2");
    worth(&c, "alpha", 1e-5);
    worth(&c, "w5", before);
    capture_end(&c);
}
END_TEST

START_TEST(the_batch_changes_only_where_an_epoch_starts)
{
    begin("use lottery\nset rate 1e-6\nset batch 1\niteration");
    refuse(&c, "set batch 2", GR_E_STATE, "iteration 2 of 3");
    refuse_at(&c, "set batch full", GR_E_STATE, 11, "`epoch`");
    play(&c, "epoch\nset batch full\nepoch");
    ck_assert_uint_eq(place(), 4);
    capture_end(&c);
}
END_TEST

SUITE("cmd/back", back_undoes_step_line_by_line_over_updates,
      back_with_a_count_is_back_so_many_times, goto_lands_before_the_forward_pass,
      restart_keeps_what_was_done, a_change_in_the_past_begins_a_branch_and_says_so,
      in_batches_the_iteration_is_said_too, a_setting_in_mid_run_counts_from_there,
      the_batch_changes_only_where_an_epoch_starts)
