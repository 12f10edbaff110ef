/* Moments by their address: looked at from afar, gone to. */
#include "cmd/walk.h"
#include "suite.h"

static const char batches[] =
    "use lottery\nset rate 1e-6\nset batch 2\nset shuffle on\nset digits 9";

/* What the command says where one stands at the end of that iteration. */
static void ck_assert_same_as_there(const char *command, const char *moment, const char *words)
{
    char line[100], there[4000];
    snprintf(line, sizeof line, "%s %s", command, moment);
    const char *heading = answer(&c, line);
    ck_assert_msg(strncmp(heading, words, strlen(words)) == 0, "%s: %s", line, heading);
    snprintf(there, sizeof there, "%s", heading + strlen(words));
    play(&c, "goto epoch 7 iteration 2\nupdate");
    ck_assert_str_eq(answer(&c, command), there);
}

START_TEST(what_looks_looks_from_any_moment)
{
    static const char *const commands[] = {"table",     "table loss", "weights",
                                           "gradients", "units",      "rate-limit"};
    for (size_t n = 0; n < sizeof commands / sizeof *commands; n++) {
        begin(batches);
        play(&c, "train 20\ngoto epoch 3\nstep 2");
        ck_assert_same_as_there(commands[n], "@7.2", "Epoch 7, iteration 2\n");
        capture_end(&c);
    }
}
END_TEST

START_TEST(looking_from_afar_moves_nothing)
{
    begin(batches);
    play(&c, "train 20\ngoto epoch 3\nstep 2");
    struct gri_cursor before = c.session->view.cursor;
    double w5 = value_of(&c, "w5");
    play(&c, "table @7\nweights @21\nset rate 0.5\ngradients @1");
    ck_assert_uint_eq(place(), before.t);
    worth(&c, "w5", w5);
    worth(&c, "alpha", 0.5); /* that of where one stands, not of epoch 1 */
    refuse_at(&c, "table @9", GR_E_RANGE, 7, "epoch 9 has not begun");
    refuse_at(&c, "weights @3.4", GR_E_RANGE, 9, "has 2 iterations");
    refuse_at(&c, "units @", GR_E_SYNTAX, 7, "@EPOCH");
    refuse_at(&c, "units @0", GR_E_SYNTAX, 7, "@EPOCH");
    refuse_at(&c, "gradients @2.1:3", GR_E_SYNTAX, 11, "whole iteration");
    refuse_at(&c, "table loss2", GR_E_NAME, 7, "loss");
    refuse_at(&c, "table loss @99999999999999999999999", GR_E_RANGE, 12, "has not begun");
    ck_assert_uint_eq(place(), before.t);
    play(&c, "network 3-1");
    refuse(&c, "weights @2", GR_E_SHAPE, "");
    capture_end(&c);
}
END_TEST

START_TEST(partials_are_of_the_moment_that_is_named)
{
    char first[2000];
    begin(batches);
    play(&c, "train 20\ngoto epoch 7 iteration 2");
    snprintf(first, sizeof first, "%s", answer(&c, "partials w5"));
    play(&c, "restart");
    for (size_t n = 0; n < 2; n++) {
        char *here = first, *far = c.said.at;
        answer(&c, n == 0 ? "partials w5@7.2" : "partials dL/dw5@7.2");
        for (far = c.said.at; *far != '\0' && *here != '\0';) { /* but for the names' addresses */
            if (strncmp(far, "@7.2", 4) == 0)
                far += 4;
            else if (*far == '[')
                far += 3;
            else
                ck_assert_msg(*far++ == *here++, "%s\nis not\n%s", c.said.at, first);
        }
        ck_assert(*far == *here);
    }
    capture_end(&c);
}
END_TEST

START_TEST(goto_takes_what_the_prompt_shows)
{
    static const char *const places[] = {"goto epoch 3 iteration 2 line 5", "goto epoch 4",
                                         "goto epoch 2 iteration 2", "restart",
                                         "goto epoch 5 iteration 1 line 30"};
    begin(batches);
    play(&c, "train 5");
    for (size_t n = 0; n < sizeof places / sizeof *places; n++) {
        char line[100];
        play(&c, places[n]);
        const struct gri_cursor there = c.session->view.cursor;
        snprintf(line, sizeof line, "goto %s", gr_session_place(c.session));
        play(&c, "goto epoch 1 iteration 2");
        play(&c, line);
        ck_assert_uint_eq(place(), there.t);
        ck_assert_uint_eq(c.session->view.cursor.stage, there.stage);
        ck_assert_uint_eq(c.session->view.cursor.line, there.line);
    }
    refuse(&c, "goto", GR_E_SYNTAX, "`goto @2.3`");
    refuse(&c, "goto @2 epoch 3", GR_E_SYNTAX, "`goto @2.3`");
    refuse(&c, "goto @2 line 3", GR_E_SYNTAX, "`goto @2.3`");
    refuse(&c, "goto @2 iteration 2", GR_E_SYNTAX, "`goto epoch 2 iteration 3`");
    refuse(&c, "goto @2:99", GR_E_RANGE, " lines");
    capture_end(&c);
}
END_TEST

/* Each line leads to the place beside it, from the one before. */
START_TEST(what_goto_is_not_told_is_where_one_stands)
{
    static const char *const ways[][2] = {
        {"goto epoch 3 iteration 2", "@3.2"},
        {"goto line 5", "@3.2:5"},
        {"goto iteration 3", "@3.3"},
        {"goto sample 3", "@3.3"},
        {"goto epoch 2", "@2.1"},
        {"goto iteration 2 line 1", "@2.2:1"},
    };
    begin("use lottery\nset rate 1e-6\nset batch 1\nepoch 4");
    for (size_t n = 0; n < sizeof ways / sizeof *ways; n++) {
        play(&c, ways[n][0]);
        ck_assert_str_eq(gr_session_place(c.session), ways[n][1]);
    }
    refuse(&c, "goto sample 3", GR_E_RANGE, "not in that iteration");
    refuse(&c, "goto iteration 4", GR_E_RANGE, "iteration");
    capture_end(&c);
}
END_TEST

START_TEST(back_says_how_far_the_start_is)
{
    begin("use lottery\nset rate 1e-6\nset batch 1\nepoch 3\nstep 2");
    refuse(&c, "back 5 epoch", GR_E_RANGE, "4 epochs before this; `restart`");
    refuse(&c, "back 99 iteration", GR_E_RANGE, "10 iterations before this");
    refuse(&c, "back 999999999 stage", GR_E_RANGE, "stages before this");
    ck_assert_uint_eq(place(), 9);
    play(&c, "back 4 epoch");
    ck_assert(place() == 0 && at_start());
    refuse(&c, "back 2 line", GR_E_RANGE, "this is the start of the run");
    capture_end(&c);
}
END_TEST

/* The optimiser's numbers are those of the optimiser that the iteration went by. */
START_TEST(what_an_optimiser_keeps_is_asked_where_it_did)
{
    begin("use lottery\nset optimizer adam\nepoch 2");
    double kept = value_of(&c, "m_w5");
    play(&c, "set optimizer sgd\nepoch");
    answer(&c, "why w5@3 depth 2");
    ck_assert(says("mhat_w5@2 = m_w5_new@2"));
    refuse(&c, "m_w5", GR_E_NAME, "m_w5");
    play(&c, "set optimizer adam\nepoch");
    worth(&c, "m_w5_new@2", kept);
    worth(&c, "m_w5@4", 0); /* it begins anew */
    refuse(&c, "m_w5@3", GR_E_NAME, "the optimizer of epoch 3 is sgd, which has no m");
    refuse(&c, "why mhat_w5@3", GR_E_NAME, "which has no mhat");
    play(&c, "set optimizer momentum\nepoch");
    refuse(&c, "v_w5@1", GR_E_NAME, "the optimizer of epoch 1 is adam, which has no v");
    play(&c, "set optimizer adam keras\nepoch");
    worth(&c, "m_w5_new@2", kept);
    refuse(&c, "alphat_w5@1", GR_E_NAME, "which has no alphat");
    capture_end(&c);
}
END_TEST

START_TEST(what_is_kept_of_a_run_is_shown)
{
    static const struct unit {
        char name[4];
        double bytes;
    } units[] = {{"B", 1}, {"kB", 1e3}, {"MB", 1e6}};
    const char *const memory[] = {"0", "2 kB", "64 MB"};
    for (size_t n = 0; n < sizeof memory / sizeof *memory; n++) {
        char line[40], unit[4] = "";
        double count = 0, size = -1;
        snprintf(line, sizeof line, "set memory %s", memory[n]);
        begin("use lottery\nset rate 1e-6\ntrain 30000");
        play(&c, line);
        const char *said = answer(&c, "show timeline");
        struct gri_kept kept = gri_timeline_kept(c.session->timeline);
        const double right[][2] = {{(double)kept.losses, (double)kept.loss_bytes},
                                   {(double)kept.checkpoints, (double)kept.checkpoint_bytes},
                                   {(double)kept.segments, (double)kept.start_bytes}};
        for (size_t k = 0; k < 3; k++, said = strchr(said, '\n') + 1) {
            ck_assert_int_eq(
                sscanf(strchr(said, '='), "= %lf, size: %lf %3[A-Za-z]", &count, &size, unit), 3);
            size_t u = 0;
            while (strcmp(units[u].name, unit) != 0)
                u++;
            ck_assert_double_eq(count, right[k][0]);
            ck_assert_double_eq_tol(size * units[u].bytes, right[k][1], units[u].bytes / 1000);
        }
        ck_assert_uint_le(kept.checkpoint_bytes, c.session->memory);
        capture_end(&c);
    }
}
END_TEST

SUITE("cmd/moment", what_looks_looks_from_any_moment, looking_from_afar_moves_nothing,
      partials_are_of_the_moment_that_is_named, goto_takes_what_the_prompt_shows,
      what_goto_is_not_told_is_where_one_stands, back_says_how_far_the_start_is,
      what_an_optimiser_keeps_is_asked_where_it_did, what_is_kept_of_a_run_is_shown)
