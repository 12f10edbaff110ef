/* A quiz: questions, answers, hints, the score. */
#include "cmd/quiz/quiz.h"

#include "cmd/walk.h"
#include "suite.h"

/* A session in which this one number of the lottery is asked. */
static void ask(const char *name)
{
    struct gri_source source = {name, strlen(name), 0, strlen(name)};
    const struct gri_expr *expr;
    begin("use lottery\n");
    gri_session_refresh(c.session);
    ck_assert_int_eq(gri_parse(source, false, &c.session->scope, &c.session->line, &expr, &c.err),
                     GR_OK);
    ck_assert_int_eq(expr->kind, GRI_SYMBOL);
    struct gri_asked asked = expr->symbol->asked;
    ck_assert_int_eq(gri_quiz_begin(c.session, &asked, 1, false, &c.err), GR_OK);
}

static bool is_open(void)
{
    return gr_session_asks(c.session) != NULL;
}

static void check_right(const char *name, const char *said)
{
    ask(name);
    answer(&c, said);
    ck_assert_msg(says("Right") && !is_open(), "%s: %s said: %s", name, said, c.said.at);
    ck_assert_msg(says("1 of 1 right, 1 at once."), "%s", c.said.at);
    capture_end(&c);
}

static void check_wrong(const char *name, const char *said, const char *words)
{
    ask(name);
    answer(&c, said);
    ck_assert_msg(strncmp(c.said.at, "No", 2) == 0 && is_open(), "%s: %s said: %s", name, said,
                  c.said.at);
    ck_assert_msg(says(words), "%s: %s said: %s", name, said, c.said.at);
    capture_end(&c);
}

/* The question stays, nothing is given away. */
static void check_open(const char *name, const char *said, const char *words)
{
    ask(name);
    answer(&c, said);
    ck_assert_msg(says(words) && is_open() && c.session->quiz->hint == GRI_HINT_NONE,
                  "%s: %s said: %s", name, said, c.said.at);
    ck_assert_msg(!c.session->quiz->tried, "%s: %s counts as a try", name, said);
    capture_end(&c);
}

START_TEST(a_number_or_a_working_that_ends_in_one_is_an_answer)
{
    check_right("h1[2]", "4.9");
    check_right("h1[2]", "4.90");
    check_right("h1[2]", "= 4.9");
    check_right("h1[2]", "h1 = 4.9");
    check_right("h1[2]", "h1[2] = 4.9");
    check_right("h1[2]", "(1)(0.5) + (4)(0.1) + 4 = 4.9");
    check_right("h1[2]", "x1 w1 + x2 w3 + b1 = (1)(0.5) + (4)(0.1) + 4 = 4.9");
    check_right("dL/dw5", "-2/3 [(54.6)(12.4) + (39.1)(4.9) + (-11.2)(12.3)] = -487.25");
    check_right("dL/dw5", "-487.25  # by calculator");
    check_right("e[3]", "-11.2");
    check_right("w5new", "2.49");
    check_right("L", "1545.14");
}
END_TEST

START_TEST(a_wrong_answer_brings_a_reason_and_a_hint)
{
    check_wrong("h1[2]", "0.9", "missing-bias");
    check_wrong("h1[2]", "9.7", "x1[2]*w1 + x2[2]*w3 + b1");
    check_wrong("h1[2]", "(1)(0.5) + (4)(0.1) + 4 = 5.9", "No: ");
    check_wrong("h1[2]", "(1)(0.5) + (4)(0.1) = 0.9", "missing-bias");
    check_wrong("h1[2]", "h2 = 9.7", "No");
    check_wrong("dL/dw5", "-243.62", "missing-factor");
}
END_TEST

START_TEST(what_is_no_number_yet_is_asked_again)
{
    check_open("h1[2]", "5", "2 decimals");
    check_open("h1[2]", "4", "2 decimals");
    check_open("h1[2]", "x1 w1 + x2 w3 + b1", "What number");
    check_open("h1[2]", "(1)(0.5) + (4)(0.1) + 4", "What number");
    check_open("h1[2]", "banana", "a number, or a working");
    check_open("h1[2]", "4.9 4.9 = (", "");
    check_open("h1[2]", "=", "a number, or a working");
}
END_TEST

START_TEST(no_reason_gives_the_number_away)
{
    static const char *const tries[] = {"49", "9.4", "-4.9", "3", "12.4", "4.8"};
    for (size_t n = 0; n < sizeof tries / sizeof *tries; n++) {
        ask("h1[2]");
        answer(&c, tries[n]);
        char *found = strstr(c.said.at, "4.9");
        ck_assert_msg(found == NULL || (found > c.said.at && found[-1] == '-'), "%s: %s", tries[n],
                      c.said.at);
        capture_end(&c);
    }
}
END_TEST

START_TEST(hints_come_in_steps)
{
    ask("h1[2]");
    answer(&c, "0");
    ck_assert(says("= x1[2]*w1 + x2[2]*w3 + b1") && !says("(1)(0.5)"));
    answer(&c, "0");
    ck_assert(says("made of x1[2], w1, x2[2], w3 and b1") && !says("(1)(0.5)"));
    answer(&c, "0");
    ck_assert(says("= (1)(0.5) + (4)(0.1) + 4") && !says("4.9"));
    answer(&c, "0");
    ck_assert(says("= 4.9") && !is_open());
    ck_assert(says("0 of 1 right, 0 at once."));
    capture_end(&c);
}
END_TEST

START_TEST(an_answer_with_help_is_not_at_once)
{
    ask("h1[2]");
    answer(&c, "hint");
    ck_assert(says("x1[2]*w1") && is_open());
    answer(&c, "4.9");
    ck_assert(says("1 of 1 right, 0 at once."));
    capture_end(&c);
    ask("h1[2]");
    answer(&c, "5.9");
    answer(&c, "4.9");
    ck_assert(says("1 of 1 right, 0 at once."));
    capture_end(&c);
}
END_TEST

START_TEST(skip_shows_the_number_and_leave_ends)
{
    begin("use lottery\nquiz 3\n");
    answer(&c, "skip");
    ck_assert(says("= ") && says("2 of 3: "));
    answer(&c, "leave");
    ck_assert(says("0 of 1 right, 0 at once; 2 left.") && !is_open());
    answer(&c, "h1");
    ck_assert_str_eq(c.said.at, "12.4\n");
    capture_end(&c);
}
END_TEST

START_TEST(nothing_moves)
{
    begin("use lottery\nstep 2\nquiz 2\n");
    struct gri_cursor before = c.session->view.cursor;
    answer(&c, "0");
    answer(&c, "hint");
    answer(&c, "table");
    refuse(&c, "step", GR_E_STATE, "a question is open");
    refuse(&c, "use mlp", GR_E_STATE, "a question is open");
    refuse(&c, "check h1 = 3", GR_E_STATE, "a question is open");
    ck_assert(is_open());
    answer(&c, "skip");
    answer(&c, "skip");
    ck_assert(!is_open());
    ck_assert_mem_eq(&before, &c.session->view.cursor, sizeof before);
    capture_end(&c);
}
END_TEST

START_TEST(an_empty_line_repeats_nothing)
{
    begin("use lottery\nstep\nquiz 1\n");
    ck_assert_ptr_null(gr_session_repeat(c.session));
    answer(&c, "");
    ck_assert_str_eq(c.said.at, "");
    ck_assert(is_open());
    capture_end(&c);
}
END_TEST

/* What is asked, one after the other. */
static void questions(const char *setup, const char *quiz, struct gri_text *out)
{
    begin(setup);
    for (answer(&c, quiz); is_open(); answer(&c, "skip"))
        gri_text_addf(out, "%s\n", gr_session_asks(c.session));
    capture_end(&c);
}

START_TEST(a_seed_asks_the_same_questions)
{
    static const char *const quizzes[] = {"quiz 5", "quiz 5 1", "quiz 5 2"};
    struct gri_text asked[3];
    for (size_t n = 0; n < 3; n++) {
        gri_text_init(&asked[n]);
        questions("use lottery\nset seed 1\n", quizzes[n], &asked[n]);
    }
    ck_assert_str_eq(asked[0].at, asked[1].at);
    ck_assert_str_ne(asked[0].at, asked[2].at);
    for (size_t n = 0; n < 3; n++)
        gri_text_clear(&asked[n]);
}
END_TEST

START_TEST(all_numbers_are_asked_in_the_order_of_the_blackboard)
{
    struct gri_text asked;
    gri_text_init(&asked);
    questions("use lottery\n", "quiz 1000", &asked);
    ck_assert_int_eq(strncmp(asked.at, "h1[1]\nh2[1]\nyhat[1]\ne[1]\n", 25), 0);
    ck_assert_ptr_nonnull(strstr(asked.at, "yhat[3]\ne[3]\n(y[3] - yhat[3])^2\nMSE\ndMSE/dw5\n"));
    gri_text_clear(&asked);
}
END_TEST

/* Every question of every kind of network can be asked, answered with its number, and left. */
START_TEST(every_number_can_be_asked_and_answered)
{
    static const char *const setups[] = {
        "use lottery\n",
        "use chain-rule\n",
        "use mlp\n",
        "use mlp-excel\n",
        "network 2-2-2 sigmoid softmax\nset loss cross-entropy\ndata\n1 2 0 1\n2 1 1 0\nend\n",
        "network 2-2-1 tanh sigmoid\nset loss bce\ndata\n1 2 0\n2 1 1\nend\n",
        "network 2-1\nset optimizer adam\nset batch 1\ndata\n1 2 0\n2 1 1\nend\nepoch\n",
        "network 2-2-1 relu\nset rounding 2\ndata\n1 2 0\n2 1 1\nend\n",
    };
    for (size_t n = 0; n < sizeof setups / sizeof *setups; n++) {
        size_t all = 0;
        begin(setups[n]);
        for (answer(&c, "quiz 1000"); is_open(); all++) {
            const struct gri_asked *asked = &c.session->quiz->asked[c.session->quiz->now];
            char said[64], name[96];
            double number;
            snprintf(name, sizeof name, "%s", gr_session_asks(c.session));
            gri_session_refresh(c.session);
            ck_assert_int_eq(gri_view_number(&c.session->view, &c.session->line, asked, GRI_NO_ROW,
                                             &number, &c.err),
                             GR_OK);
            snprintf(said, sizeof said, "%.6f", number);
            answer(&c, said);
            ck_assert_msg(says("Right"), "%s: %s: %s is said to be wrong: %s", setups[n], name,
                          said, c.said.at);
        }
        ck_assert_uint_gt(all, 5);
        capture_end(&c);
    }
}
END_TEST

START_TEST(the_end_of_the_input_ends_a_quiz_with_its_score)
{
    begin("use lottery\nquiz 4\nskip\n");
    gri_text_reset(&c.said);
    gr_session_end(c.session);
    ck_assert_str_eq(c.said.at, "0 of 1 right, 0 at once; 3 left.\n");
    capture_end(&c);
}
END_TEST

START_TEST(a_quiz_needs_something_to_ask)
{
    begin("");
    refuse(&c, "quiz", GR_E_STATE, "no network");
    play(&c, "network 2-1\n");
    refuse(&c, "quiz", GR_E_STATE, "");
    refuse_at(&c, "quiz 0", GR_E_RANGE, 6, "from 1");
    play(&c, "set rule perceptron\n");
    ck_assert(!is_open());
    capture_end(&c);
}
END_TEST

SUITE("cmd/quiz", a_number_or_a_working_that_ends_in_one_is_an_answer,
      a_wrong_answer_brings_a_reason_and_a_hint, what_is_no_number_yet_is_asked_again,
      no_reason_gives_the_number_away, hints_come_in_steps, an_answer_with_help_is_not_at_once,
      skip_shows_the_number_and_leave_ends, nothing_moves, an_empty_line_repeats_nothing,
      a_seed_asks_the_same_questions, all_numbers_are_asked_in_the_order_of_the_blackboard,
      every_number_can_be_asked_and_answered, the_end_of_the_input_ends_a_quiz_with_its_score,
      a_quiz_needs_something_to_ask)
