/* Breaks and watches as they are typed. */
#include "cmd/stop/stops.h"

#include "cmd/walk.h"
#include "suite.h"
#include "trace/branch.h"

#include <math.h>

static void ck_assert_at(size_t t, size_t stage, size_t line)
{
    const struct gri_cursor *cursor = &c.session->view.cursor;
    ck_assert_msg(cursor->t == t && cursor->stage == stage && cursor->line == line,
                  "at %zu/%zu/%zu, not %zu/%zu/%zu", cursor->t, cursor->stage, cursor->line, t,
                  stage, line);
}

START_TEST(a_break_stops_after_the_line_that_makes_the_number)
{
    begin("use lottery\nbreak if loss > 1");
    play(&c, "continue");
    ck_assert_at(0, 3, 1);
    ck_assert_str_eq(answer(&c, "loss"), "1545.14\n");
    play(&c, "delete 1\nrestart\nb if h1[2] = 4.9\ncontinue");
    ck_assert_at(0, 1, 1);
    ck_assert(says("Break 2, h1[2] = 4.9: epoch 1, sample 2."));
    play(&c, "delete\nrestart\nbreak if abs(dL/dw1) > 1e3\nc");
    ck_assert_uint_eq(place(), 1);
    play(&c, "delete\nrestart\nbreak if alpha = 0.001\nc");
    ck_assert_at(1, 0, 0);
    play(&c, "delete\nrestart\nbreak if sum(e) > 0\nc");
    ck_assert_at(0, 2, 4); /* e of the last sample */
    capture_end(&c);
}
END_TEST

START_TEST(the_first_moment_and_the_last_are_moments)
{
    begin("use lottery\nbreak if w5 = 2\nbreak if w1_new < 2\nepoch 4\nreverse-continue");
    while (place() > 0 || !at_start())
        play(&c, "reverse-continue");
    ck_assert(says("Break 1, w5 = 2: epoch 1."));
    answer(&c, "rc");
    ck_assert(says("No break held before"));
    play(&c, "delete\nrestart\nbreak if b2_new != b2\nc"); /* b2 is the last line of an iteration */
    ck_assert_uint_eq(place(), 0);
    ck_assert(at_end());
    ck_assert_uint_eq(done(), 4);
    play(&c, "c");
    ck_assert_uint_eq(place(), 1);
    ck_assert(at_end());
    play(&c, "rc");
    ck_assert_uint_eq(place(), 0);
    capture_end(&c);
}
END_TEST

START_TEST(continue_ends_where_it_says)
{
    begin("use lottery\nset rate 1e-6\nbreak if loss < 0");
    answer(&c, "continue 7");
    ck_assert(says("No break held in 7 epochs."));
    ck_assert_at(7, 0, 0);
    play(&c, "step 3");
    answer(&c, "continue 1"); /* the epoch begun is the first, as of `train` */
    ck_assert_at(8, 0, 0);
    answer(&c, "continue");
    ck_assert_at(1008, 0, 0);
    play(&c, "restart\nset rate 1");
    answer(&c, "continue");
    ck_assert(says("not a finite number in epoch"));
    ck_assert_uint_lt(place(), 200);
    ck_assert_uint_eq(place(), done());
    capture_end(&c);
}
END_TEST

START_TEST(a_watch_says_what_the_number_was)
{
    begin("use lottery\nwatch w5");
    ck_assert_str_eq(answer(&c, "epoch"), "MSE = 1545.14   (epoch 1)\nw5 = 2.49   (was 2)\n");
    play(&c, "w5 = w5"); /* to itself */
    answer(&c, "step");
    ck_assert(says("w5 = 2.49\n"));
    ck_assert(!says("was"));
    play(&c, "w5 = 7");
    answer(&c, "step");
    ck_assert(says("w5 = 7   (was 2.49)\n"));
    answer(&c, "iteration 2"); /* over two updates */
    ck_assert(says("(was 7)"));
    answer(&c, "goto epoch 1");
    ck_assert(says("w5 = 2   (was "));
    answer(&c, "print w5");
    ck_assert_str_eq(c.said.at, "2\n");
    capture_end(&c);
}
END_TEST

START_TEST(a_number_changed_by_hand_moves_the_moments)
{
    begin("use lottery\nset rate 1e-6\nbreak if loss < 1500\ncontinue");
    size_t first = place();
    ck_assert_uint_gt(first, 5);
    play(&c, "goto epoch 3\nset rate 1e-5\ncontinue");
    ck_assert_uint_gt(place(), 2);
    ck_assert_uint_lt(place(), first);
    size_t second = place();
    play(&c, "goto epoch 3\nw5 = w5\ncontinue"); /* to itself: the same moments */
    ck_assert_uint_eq(place(), second);
    play(&c, "continue\nreverse-continue");
    ck_assert_uint_eq(place(), second);
    capture_end(&c);
}
END_TEST

/* The epochs of the branch at whose start w5 is above `most`, and those that continue and
 * reverse-continue stop at, walked through from one end to the other. */
static void ck_assert_stops_where_above(double most)
{
    size_t last = done();
    char name[40];
    for (int back = 0; back < 2; back++) {
        play(&c, "restart");
        if (back) {
            snprintf(name, sizeof name, "goto epoch %zu line 1", last);
            play(&c, name); /* behind the start of the last */
        }
        for (size_t n = 1; n <= last; n++) {
            size_t epoch = back ? last + 1 - n : n;
            snprintf(name, sizeof name, "w5@%zu", epoch);
            bool here = epoch == 1 && !back; /* where one stands, it is not found again */
            if (value_of(&c, name) <= most || here)
                continue;
            play(&c, back ? "reverse-continue" : "continue 1000");
            ck_assert_at(epoch - 1, 0, 0);
        }
        ck_assert_uint_eq(done(), last);
    }
    answer(&c, "rc");
    ck_assert(says("No break held before"));
    ck_assert_at(0, 0, 0);
}

START_TEST(breaks_and_watches_go_across_forks_and_changes_by_hand)
{
    begin("use lottery\nset rate 1e-6\nbreak if w5 > 2.02\ntrain 80");
    double w5 = value_of(&c, "w5@41");
    ck_assert_double_gt(w5, 2.01);
    ck_assert_stops_where_above(2.02);
    play(&c, "goto epoch 20\nset rate 1e-5\ntrain 30"); /* b1: it grows sooner */
    ck_assert_stops_where_above(2.02);
    play(&c, "goto epoch 30\nw5 = w5\ntrain 10"); /* b2: to itself */
    ck_assert_stops_where_above(2.02);
    play(&c, "goto epoch 35\nw5 = 1.5\ntrain 10"); /* b3: below again */
    ck_assert_stops_where_above(2.02);
    play(&c, "goto epoch 1\nw5 = 3\ntrain 10"); /* b4: at the first moment, and all after */
    ck_assert_stops_where_above(2.02);
    ck_assert_uint_eq(gri_timeline_branches(c.session->timeline), 5);
    play(&c, "branch main\nwatch w5\ngoto epoch 41");
    ck_assert_str_eq(answer(&c, "branch b3"),
                     "At the start of epoch 45.\n\nw5 = 1.54   (was 2.02)\n");
    play(&c, "branch main");
    ck_assert_stops_where_above(2.02);
    worth(&c, "w5@41", w5);
    capture_end(&c);
}
END_TEST

START_TEST(a_break_across_two_updates_holds_after_the_second)
{
    begin("use lottery\nset digits 9\nbreak if abs(w5 - w5@1) > 3");
    double first = value_of(&c, "w5");
    play(&c, "continue"); /* 2, then 2.49, then -2.13 */
    ck_assert_at(2, 0, 0);
    ck_assert_double_gt(fabs(value_of(&c, "w5") - first), 3);
    ck_assert_double_lt(fabs(value_of(&c, "w5@2") - first), 3);
    play(&c, "delete\nrestart\nbreak if w5_new - w5@1 < -3\ncontinue");
    ck_assert_uint_eq(place(), 1); /* as soon as the second has made it */
    worth(&c, "w5_new", value_of(&c, "w5@3"));
    capture_end(&c);
}
END_TEST

START_TEST(what_was_typed_wrong_is_said)
{
    begin("use lottery");
    refuse(&c, "b 2", GR_E_SYNTAX, "`back 2` goes back");
    refuse(&c, "break loss > 3", GR_E_SYNTAX, "break if CONDITION");
    refuse_at(&c, "break if loss", GR_E_SYNTAX, 14, "comparison");
    refuse_at(&c, "break if h9 > 3", GR_E_NAME, 10, "h9");
    refuse_at(&c, "break if W[1] > 3", GR_E_SHAPE, 10, "number");
    refuse(&c, "break if w5@4 > 3", GR_E_RANGE, "epoch 4");
    refuse(&c, "watch X", GR_E_SHAPE, "number");
    refuse(&c, "delete 1", GR_E_RANGE, "no break or watch 1");
    refuse(&c, "continue", GR_E_STATE, "no break");
    refuse(&c, "rc", GR_E_STATE, "no break");
    ck_assert_uint_eq(c.session->stops.count, 0);
    play(&c, "break if w6 > 0\nwatch w6\nnetwork 2-1");
    refuse(&c, "continue", GR_E_NAME, "break 1, w6 > 0");
    answer(&c, "step");
    ck_assert(says("Watch 2, w6: "));
    capture_end(&c);
}
END_TEST

START_TEST(there_can_be_so_many)
{
    begin("use lottery");
    while (scripted(&c, "watch w1") == GR_OK)
        ck_assert_uint_lt(c.session->stops.count, 1000);
    refuse(&c, "break if loss > 1", GR_E_RANGE, "as many as there can be");
    play(&c, "delete 7\nbreak if loss > 1\ndelete");
    ck_assert_uint_eq(c.session->stops.count, 0);
    capture_end(&c);
}
END_TEST

START_TEST(a_session_is_saved_with_them)
{
    begin("use lottery\nwatch y - yhat\nbreak if loss > 1e4");
    ck_assert_ptr_nonnull(strstr(saved(&c), "watch y - yhat\nbreak if loss > 1e4\n"));
    capture_end(&c);
}
END_TEST

static void ck_assert_last(const char *name, const char *words)
{
    char line[100];
    snprintf(line, sizeof line, "last %s", name);
    ck_assert_str_eq(answer(&c, line), words);
}

START_TEST(last_names_the_update_that_changed_a_number)
{
    begin("use lottery\nepoch 3\nset digits 2");
    ck_assert_last("w5", "w5@3 = -2.13\nw5@4 = 21.43\n\nBy the update of epoch 3.\n");
    ck_assert_last("w5@2", "w5@1 = 2\nw5@2 = 2.49\n\nBy the update of epoch 1.\n");
    ck_assert_last("x2[3]", "x2[3]@4 = 3\n\nThe same since the start of the run.\n");
    play(&c, "set rate 0\nepoch 300"); /* nothing changes any more */
    ck_assert_last("w5", "w5@3 = -2.13\nw5@4 = 21.43\n\nBy the update of epoch 3.\n");
    play(&c, "w5 = 1\nepoch");
    ck_assert_last("w5", "w5@303 = 21.43\nw5@304 = 1\n\nGiven by hand after epoch 303.\n");
    refuse(&c, "last W[1]", GR_E_SHAPE, "one number at a time");
    capture_end(&c);
}
END_TEST

/* Of 1000 epochs four are over when the flag is raised: that is said iteration by iteration. */
START_TEST(a_search_says_how_far_it_is_and_ends_there_when_told)
{
    struct gr_host host = capture_host(&c);
    host.stop = &c.stop;
    capture_begin(&c, &host);
    play(&c, "use lottery\nset rate 1e-6\nbreak if loss < 0");
    c.stop_after = 4;
    ck_assert_int_eq(typed(&c, "continue 1000"), GR_STOPPED);
    c.stop = 0;
    c.stop_after = 0;
    ck_assert_ptr_nonnull(strstr(answer(&c, "when"), "goto epoch 5 iteration 1 line 0"));
    capture_end(&c);
}
END_TEST

SUITE("cmd/stops", a_break_stops_after_the_line_that_makes_the_number,
      the_first_moment_and_the_last_are_moments, continue_ends_where_it_says,
      a_watch_says_what_the_number_was, a_number_changed_by_hand_moves_the_moments,
      breaks_and_watches_go_across_forks_and_changes_by_hand,
      a_break_across_two_updates_holds_after_the_second, what_was_typed_wrong_is_said,
      there_can_be_so_many, a_session_is_saved_with_them,
      last_names_the_update_that_changed_a_number,
      a_search_says_how_far_it_is_and_ends_there_when_told)
