/* Stepping: where each command goes, and what names mean there. */
#include "cmd/capture.h"
#include "suite.h"

static struct capture c;

static void begin(const char *script)
{
    capture_begin(&c, NULL);
    play(&c, script);
}

static size_t place(void)
{
    return c.session->view.cursor.t;
}

static size_t done(void)
{
    return gri_timeline_done(c.session->timeline);
}

static bool at_start(void)
{
    return c.session->view.cursor.stage == 0 && c.session->view.cursor.line == 0;
}

static bool at_end(void)
{
    struct gri_stages stages;
    const struct gri_cursor *cursor = &c.session->view.cursor;
    ck_assert_int_eq(gri_cursor_stages(cursor, c.session->timeline, &stages, NULL), GR_OK);
    return gri_cursor_at_end(cursor, &stages);
}

static bool says(const char *words)
{
    return strstr(c.said.at, words) != NULL;
}

START_TEST(forward_alone_runs_the_whole_batch)
{
    begin("use lottery\nforward");
    ck_assert(says("sample 1") && says("sample 2") && says("sample 3"));
    ck_assert(says("37.2") && !says("MSE"));
    worth(&c, "yhat", value_of(&c, "yhat[3]"));
    ck_assert_uint_eq(done(), 0);
    capture_end(&c);
}
END_TEST

START_TEST(forward_with_a_number_goes_up_to_that_sample)
{
    begin("use lottery\nforward 2");
    ck_assert(says("sample 1") && says("sample 2") && !says("sample 3"));
    worth(&c, "yhat", value_of(&c, "yhat[2]"));
    answer(&c, "forward 1");
    ck_assert(says("is done"));
    play(&c, "forward");
    ck_assert(says("sample 3") && !says("sample 2"));
    capture_end(&c);
}
END_TEST

START_TEST(backward_shows_the_gradients_and_no_update)
{
    begin("use lottery\nforward\nbackward");
    ck_assert(says("MSE = ") && says("dMSE/dw5") && says("dMSE/db2") && !says("w5_new"));
    ck_assert_uint_eq(done(), 0);
    answer(&c, "backward");
    ck_assert(says("`update`"));
    play(&c, "update");
    ck_assert(says("w5_new") && says("b2_new") && !says("dMSE/dw5 = "));
    ck_assert_uint_eq(done(), 1);
    capture_end(&c);
}
END_TEST

START_TEST(backward_alone_does_the_forward_pass_too)
{
    begin("use lottery\nbackward");
    ck_assert(says("sample 3") && says("dMSE/db2") && !says("_new = "));
    capture_end(&c);
}
END_TEST

START_TEST(update_stays_at_the_end_where_names_are_the_old_values)
{
    begin("use lottery\nupdate");
    ck_assert(says("End of epoch 1."));
    ck_assert_uint_eq(place(), 0);
    ck_assert_uint_eq(done(), 1);
    ck_assert(at_end());
    worth(&c, "w5", 2);
    double made = value_of(&c, "w5new");
    answer(&c, "weights");
    ck_assert(says("2.49") && says("new"));
    play(&c, "step");
    ck_assert_uint_eq(place(), 1);
    worth(&c, "w5", made);
    capture_end(&c);
}
END_TEST

START_TEST(iteration_epoch_and_train_end_before_the_next_iteration)
{
    static const char *const lines[] = {"iteration", "epoch", "train 1", "train", "i 1", "epoch 1"};
    for (size_t n = 0; n < sizeof lines / sizeof *lines; n++) {
        begin("use lottery");
        double made = value_of(&c, "w5new");
        play(&c, lines[n]);
        ck_assert_uint_eq(place(), 1);
        ck_assert_uint_eq(done(), 1);
        ck_assert(at_start());
        worth(&c, "w5", made);
        worth(&c, "w5@2", made);
        worth(&c, "w5@1", 2);
        answer(&c, "weights");
        ck_assert(!says("new"));
        capture_end(&c);
    }
}
END_TEST

START_TEST(stepping_to_the_end_makes_the_same_numbers_as_training)
{
    static const char *const settings[] = {
        "set batch full",
        "set batch 1",
        "set batch 2\nset shuffle on\nset seed 3",
        "set rounding 2",
        "set batch 2\nset rounding 3 truncate",
        "set loss half-mse\nset error yhat-y",
        "set loss mae\nset batch 2",
    };
    for (size_t n = 0; n < sizeof settings / sizeof *settings; n++) {
        static const char *const walks[] = {"iteration 4", "epoch\ngoto epoch 1\niteration 4",
                                            "update\nupdate\nupdate\nupdate\nstep",
                                            "forward\nbackward\nupdate\nbackward\nnext 30\nback 7\n"
                                            "step 9\ngoto epoch 1\niteration 4"};
        struct gri_text first;
        gri_text_init(&first);
        for (size_t w = 0; w < sizeof walks / sizeof *walks; w++) {
            begin("use lottery\nset rate 0.00001");
            play(&c, settings[n]);
            play(&c, walks[w]);
            play(&c, "set format json");
            struct gri_text all;
            gri_text_init(&all);
            static const char *const names[] = {"W[1]", "b[1]", "W[2]", "b[2]"};
            for (size_t k = 0; k < 4; k++) {
                answer(&c, names[k]);
                gri_text_add(&all, c.said.at);
            }
            if (w == 0)
                gri_text_add(&first, all.at);
            ck_assert_uint_eq(place(), 4);
            ck_assert_msg(strcmp(first.at, all.at) == 0, "%s, %s:\n%s%s", settings[n], walks[w],
                          first.at, all.at);
            gri_text_clear(&all);
            capture_end(&c);
        }
        gri_text_clear(&first);
    }
}
END_TEST

START_TEST(an_iteration_that_was_begun_is_the_first_of_n)
{
    begin("use lottery\nset rate 1e-6\nset batch 1\nstep 3\niteration");
    ck_assert_uint_eq(place(), 1);
    play(&c, "forward\niteration 2");
    ck_assert_uint_eq(place(), 3);
    play(&c, "update\niteration"); /* at the end of one: the next */
    ck_assert_uint_eq(place(), 5);
    capture_end(&c);
}
END_TEST

START_TEST(an_epoch_that_was_begun_is_the_first_of_n)
{
    static const char *const lines[] = {"epoch", "train 1", "train"};
    for (size_t n = 0; n < sizeof lines / sizeof *lines; n++) {
        begin("use lottery\nset rate 1e-6\nset batch 1\niteration");
        play(&c, lines[n]);
        ck_assert_uint_eq(place(), 3);
        play(&c, lines[n]);
        ck_assert_uint_eq(place(), 6);
        play(&c, "update\nupdate\nupdate"); /* the end of epoch 3: over, so the next is the first */
        ck_assert_uint_eq(place(), 8);
        play(&c, lines[n]);
        ck_assert_uint_eq(place(), 12);
        capture_end(&c);
    }
}
END_TEST

START_TEST(the_last_batch_of_an_epoch_may_be_smaller)
{
    begin("use lottery\nset rate 1e-6\nset batch 2\nepoch");
    ck_assert_uint_eq(place(), 2);
    play(&c, "back");
    worth(&c, "N", 1);
    refuse(&c, "forward 1", GR_E_RANGE,
           "sample 1 is not in this iteration; its batch has 1 sample");
    play(&c, "goto epoch 1 iteration 1");
    worth(&c, "N", 2);
    capture_end(&c);
}
END_TEST

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

START_TEST(next_ends_with_a_stage)
{
    begin("use lottery\nnext");
    ck_assert(says("sample 1") && !says("sample 2"));
    play(&c, "step\nnext");
    worth(&c, "yhat", value_of(&c, "yhat[2]"));
    ck_assert(!says("sample 3"));
    play(&c, "next 2");
    ck_assert(says("sample 3") && says("MSE = ") && !says("dMSE"));
    play(&c, "next");
    ck_assert(says("dMSE/dw5 = ") && says("w5_new = ") && !says("w6"));
    play(&c, "next 8");
    ck_assert(says("b2_new = ") && says("End of epoch 1."));
    ck_assert_uint_eq(done(), 1);
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

START_TEST(looking_changes_nothing)
{
    static const char *const places[] = {"",
                                         "step 3\n",
                                         "forward 2\n",
                                         "backward\n",
                                         "update\n",
                                         "epoch 2\n",
                                         "epoch 3\ngoto epoch 2 sample 2\n"};
    static const char *const looks[] = {
        "h1",          "h1[3]",
        "yhat[3]@1",   "w5new",
        "dL/dw5",      "dL/dw5[1]",
        "W[1]",        "X*W[1]+b[1]",
        "loss",        "sum((y-yhat)*h1)",
        "why dL/dw1",  "why yhat[2] depth 3",
        "partials w1", "table",
        "matrix",      "weights",
        "gradients",   "network",
        "history",     "predict 1 3",
        "gradcheck",   "show",
        "data show",   "expect 1 = 1",
        "help",        "print w5@1",
    };
    for (size_t p = 0; p < sizeof places / sizeof *places; p++) {
        begin("use lottery");
        play(&c, places[p]);
        char *before = strdup(saved(&c));
        for (size_t n = 0; n < sizeof looks / sizeof *looks; n++) {
            char *first = strdup(answer(&c, looks[n]));
            ck_assert_str_eq(answer(&c, looks[n]), first);
            ck_assert_msg(strcmp(saved(&c), before) == 0, "%s after %s", looks[n], places[p]);
            free(first);
        }
        free(before);
        capture_end(&c);
    }
}
END_TEST

START_TEST(numbers_not_stepped_yet_are_there)
{
    begin("use lottery");
    worth(&c, "yhat[3]", 37.2);
    double made = value_of(&c, "w1new"), gradient = value_of(&c, "dL/dw1");
    ck_assert_double_eq_tol(made, 1.478, 1e-12);
    ck_assert_double_eq_tol(gradient, -978, 1e-9);
    play(&c, "epoch");
    worth(&c, "w1", made);
    worth(&c, "dL/dw1@1", gradient);
    capture_end(&c);
}
END_TEST

START_TEST(only_the_table_shows_progress)
{
    begin("use lottery");
    answer(&c, "table");
    ck_assert(!says("43.4") && !says("41.9"));
    play(&c, "forward 1");
    answer(&c, "table");
    ck_assert(says("43.4") && says("54.6") && !says("41.9") && !says("4.9"));
    play(&c, "step 2");
    answer(&c, "table");
    ck_assert(says("4.9") && says("9.7") && !says("41.9"));
    play(&c, "forward");
    answer(&c, "table");
    ck_assert(says("41.9") && says("37.2"));
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

START_TEST(a_change_in_the_past_forgets_and_says_so)
{
    begin("use lottery\nset rate 1e-6\nepoch 5\ngoto epoch 3\nw5 = 1");
    ck_assert(says("3 iterations done after it are forgotten"));
    ck_assert_uint_eq(done(), 2);
    worth(&c, "w5", 1);
    refuse(&c, "goto epoch 5", GR_E_RANGE, "has not begun");
    play(&c, "epoch 2\nback\nset rate 1e-5");
    ck_assert(says("1 iteration done after it is forgotten"));
    ck_assert_uint_eq(done(), 3);
    worth(&c, "w5@3", 1);
    play(&c, "epoch 2");
    play(&c, "set loss sse"); /* nothing came after */
    ck_assert(!says("forgotten"));
    ck_assert_uint_eq(done(), 5);
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

START_TEST(train_ends_with_one_summary)
{
    char words[100];
    begin("use lottery\nset rate 1e-6\nset digits 0\ntrain 50");
    snprintf(words, sizeof words, "50 epochs, MSE 1545 to %.0f\n", value_of(&c, "MSE@50"));
    ck_assert_str_eq(c.said.at, words);
    play(&c, "train");
    snprintf(words, sizeof words, "1 epoch, MSE %.0f\n", value_of(&c, "MSE@51"));
    ck_assert_str_eq(c.said.at, words);
    capture_end(&c);
}
END_TEST

/* The epochs that `train` prints, as digits: "1,3,5". */
static void printed(char *to, size_t size)
{
    size_t length = 0;
    to[0] = '\0';
    for (const char *at = c.said.at; (at = strstr(at, "(epoch ")) != NULL; at += 7)
        length += (size_t)snprintf(to + length, size - length, "%s%ld", length > 0 ? "," : "",
                                   strtol(at + 7, NULL, 10));
}

START_TEST(every_k_prints_the_first_each_kth_after_and_the_last)
{
    static const char *const rows[][2] = {
        {"train 6 every 1", "1,2,3,4,5,6"},
        {"train 6 every 2", "1,3,5,6"},
        {"train 7 every 3", "1,4,7"},
        {"train 5 every 100", "1,5"},
        {"train 1 every 1", "1"},
        {"train 6", ""},
        {"train every 5", "1"},
    };
    char got[200];
    for (size_t n = 0; n < sizeof rows / sizeof *rows; n++) {
        begin("use lottery\nset rate 1e-6");
        play(&c, rows[n][0]);
        printed(got, sizeof got);
        ck_assert_msg(strcmp(got, rows[n][1]) == 0, "%s: %s", rows[n][0], got);
        capture_end(&c);
    }
}
END_TEST

START_TEST(a_second_train_counts_its_own_epochs)
{
    char got[200];
    begin("use lottery\nset rate 1e-6\nset batch 1\nepoch\niteration");
    play(&c, "train 5 every 2");
    printed(got, sizeof got); /* the one that was begun, epoch 2, is the first of five */
    ck_assert_str_eq(got, "2,4,6");
    ck_assert_uint_eq(place(), 18);
    capture_end(&c);
}
END_TEST

START_TEST(until_stops_after_the_epoch_whose_loss_meets_it)
{
    begin("use lottery\nset rate 1e-5\ntrain 50 until loss <= 1500");
    size_t epochs = place();
    ck_assert_uint_gt(epochs, 1);
    ck_assert_uint_lt(epochs, 50);
    char met[40], before[40];
    snprintf(met, sizeof met, "MSE@%zu", epochs);
    snprintf(before, sizeof before, "MSE@%zu", epochs - 1);
    ck_assert_double_le(value_of(&c, met), 1500);
    ck_assert_double_gt(value_of(&c, before), 1500);
    ck_assert_uint_eq(done(), epochs);
    play(&c, "train 50 until loss <= 1500"); /* still met: by the first */
    ck_assert_uint_eq(place(), epochs + 1);
    capture_end(&c);
}
END_TEST

START_TEST(until_looks_at_the_loss_of_the_epoch_not_of_its_last_batch)
{
    begin("use lottery\nset rate 1e-6\nset batch 1\nepoch\nrestart");
    double whole = value_of(&c, "MSE@1"), last = value_of(&c, "MSE@1.3");
    ck_assert_double_gt(whole, 10 * last);
    play(&c, "train 2 until loss < 1000");
    ck_assert_uint_eq(place(), 6);
    capture_end(&c);
}
END_TEST

START_TEST(divergence_is_said_once_with_its_epoch)
{
    begin("use lottery\ntrain 30");
    const char *at = strstr(c.said.at, "grown more than a thousandfold by epoch 4");
    ck_assert_msg(at != NULL, "%s", c.said.at);
    ck_assert_ptr_null(strstr(at + 20, "thousandfold"));
    ck_assert_ptr_nonnull(strstr(at, "not a finite number in epoch"));
    size_t stopped = place();
    ck_assert_uint_lt(stopped, 30);
    ck_assert_uint_eq(stopped, done());
    capture_end(&c);
}
END_TEST

START_TEST(a_raised_flag_stops_at_a_consistent_place)
{
    struct gr_host host = capture_host(&c);
    capture_begin(&c, &host);
    play(&c, "use lottery\nset rate 1e-6\nset batch 1");
    c.stop_after = 4;
    ck_assert_int_eq(typed(&c, "train 1000"), GR_STOPPED);
    ck_assert_str_eq(strstr(c.said.at, "4 epochs") != NULL ? "said" : c.said.at, "said");
    c.stop = 0;
    c.stop_after = 0;
    ck_assert_uint_eq(place(), 12);
    ck_assert_uint_eq(done(), 12);
    ck_assert(at_start());
    play(&c, "epoch");
    ck_assert_uint_eq(place(), 15);
    c.stop = 1;
    static const char *const lines[] = {"train 5", "epoch 5",  "iteration 5", "step 5", "next",
                                        "forward", "backward", "update",      "back 3"};
    for (size_t n = 0; n < sizeof lines / sizeof *lines; n++) {
        ck_assert_msg(typed(&c, lines[n]) == GR_STOPPED, "%s", lines[n]);
        ck_assert_uint_eq(place(), 15);
    }
    capture_end(&c);
}
END_TEST

/* Commands at random against what their definition says of the place. */
START_TEST(a_random_walk_goes_where_the_definitions_say)
{
    static const char *const lines[] = {"iteration", "iteration 2", "epoch",  "epoch 2", "train 2",
                                        "update",    "step",        "step 7", "next",    "forward",
                                        "backward",  "restart",     "back"};
    enum { LINES = sizeof lines / sizeof *lines, LENGTH = 3, STEPS = 400 };
    unsigned random = 12345;
    begin("use lottery\nset rate 1e-7\nset batch 1");
    for (size_t n = 0; n < STEPS; n++) {
        random = random * 1103515245u + 12345u;
        size_t k = random / 65536 % LINES, t = place(), doing = t + (at_end() ? 1 : 0);
        bool start = at_start(), end = at_end();
        if (k == LINES - 1 && t == 0 && start)
            continue;
        play(&c, lines[k]);
        size_t epochs = k == 2 ? 1 : 2;
        if (k <= 1)
            ck_assert_uint_eq(place(), doing + k + 1);
        else if (k <= 4)
            ck_assert_uint_eq(place(), doing - doing % LENGTH + epochs * LENGTH);
        else if (k == 5)
            ck_assert(place() == doing && at_end());
        else if (k == 11)
            ck_assert(place() == 0);
        else if (k == 12)
            ck_assert(place() == t - (start ? 1 : 0));
        else if (k == 9 || k == 10)
            ck_assert_uint_eq(place(), doing);
        else
            ck_assert(place() >= t && place() <= doing + 1);
        if (k <= 4 || k == 11)
            ck_assert(at_start());
        if (k == 6 && end)
            ck_assert(place() == t + 1 && c.session->view.cursor.line == 1);
        ck_assert(place() <= done() && (!at_end() || place() < done()));
    }
    capture_end(&c);
}
END_TEST

SUITE("cmd/step", forward_alone_runs_the_whole_batch, forward_with_a_number_goes_up_to_that_sample,
      backward_shows_the_gradients_and_no_update, backward_alone_does_the_forward_pass_too,
      update_stays_at_the_end_where_names_are_the_old_values,
      iteration_epoch_and_train_end_before_the_next_iteration,
      stepping_to_the_end_makes_the_same_numbers_as_training,
      an_iteration_that_was_begun_is_the_first_of_n, an_epoch_that_was_begun_is_the_first_of_n,
      the_last_batch_of_an_epoch_may_be_smaller, back_undoes_step_line_by_line_over_updates,
      back_with_a_count_is_back_so_many_times, next_ends_with_a_stage,
      goto_lands_before_the_forward_pass, restart_keeps_what_was_done, looking_changes_nothing,
      numbers_not_stepped_yet_are_there, only_the_table_shows_progress,
      the_batch_changes_only_where_an_epoch_starts, a_change_in_the_past_forgets_and_says_so,
      a_setting_in_mid_run_counts_from_there, train_ends_with_one_summary,
      every_k_prints_the_first_each_kth_after_and_the_last, a_second_train_counts_its_own_epochs,
      until_stops_after_the_epoch_whose_loss_meets_it,
      until_looks_at_the_loss_of_the_epoch_not_of_its_last_batch,
      divergence_is_said_once_with_its_epoch, a_raised_flag_stops_at_a_consistent_place,
      a_random_walk_goes_where_the_definitions_say)
