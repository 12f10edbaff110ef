/* Stepping: where each command goes, and what names mean there. */
#include "cmd/walk.h"
#include "suite.h"

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
      the_last_batch_of_an_epoch_may_be_smaller, next_ends_with_a_stage, looking_changes_nothing,
      numbers_not_stepped_yet_are_there, only_the_table_shows_progress,
      a_random_walk_goes_where_the_definitions_say)
