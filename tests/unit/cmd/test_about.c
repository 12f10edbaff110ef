/* What the top of a page says it is worked on. */
#include "cmd/mark/stack.h"

#include "cmd/capture.h"
#include "mark/task/task.h"
#include "suite.h"

static struct capture c;

/* Does the page name a problem with so many rows of data? 0: it names none. */
static void names(const char *text, size_t rows)
{
    struct gr_session *own = NULL;
    enum gr_status status = gri_page_session(c.session, text, strlen(text), &own, &c.err);
    ck_assert_msg(status == GR_OK, "%s: %s", text, c.err.message);
    ck_assert_msg((own != NULL) == (rows > 0), "%s", text);
    if (own != NULL)
        ck_assert_uint_eq(own->data->rows, rows);
    gr_session_free(own);
}

static void fails(const char *text, size_t line, size_t column, const char *words)
{
    struct gr_session *own = NULL;
    enum gr_status status = gri_page_session(c.session, text, strlen(text), &own, &c.err);
    ck_assert_msg(status != GR_OK && own == NULL, "%s", text);
    ck_assert_msg(strstr(c.err.message, words) != NULL, "%s: %s", text, c.err.message);
    ck_assert_uint_eq(c.err.line, line);
    ck_assert_uint_eq(c.err.column, column);
}

START_TEST(a_line_at_the_top_names_the_problem)
{
    capture_begin(&c, NULL);
    names("problem: lottery", 3);
    names("Problem:chain-rule\nh1 = 2", 1);
    names("Name: Ada\n\n\t## PROBLEM :  lottery \r\nh1 = 2", 3);
    names("* problem:\tlottery", 3);
    capture_end(&c);
}
END_TEST

START_TEST(other_lines_do_not)
{
    char late[200];
    capture_begin(&c, NULL);
    names("", 0);
    names("the problem: lottery", 0);
    names("problems: lottery", 0);
    names("problem lottery", 0);
    names("problem", 0);
    memset(late, '\n', 20);
    strcpy(late + 20, "problem: lottery");
    names(late, 0);
    names(late + 1, 3);
    capture_end(&c);
}
END_TEST

START_TEST(a_problem_that_there_is_not_is_told_with_its_place)
{
    char text[400] = "problem: ";
    capture_begin(&c, NULL);
    fails("h1 = 2\n# problem: paper\n", 2, 12, "\"paper\" is none of them");
    fails("problem:\n", 1, 9, "which problem?");
    fails("problem: lottery\nworksheet: \n", 2, 12, "which worksheet?");
    fails("problem: lottery\nworksheet: x\n", 2, 12, "whole number");
    memset(text + 9, 'x', 350);
    fails(text, 1, 10, "which problem?");
    fails("worksheet network: 2\n", 1, 20, "has inputs and outputs");
    fails("worksheet network: 2-100-1\n", 1, 20, "at most 99 units");
    fails("worksheet network:\n", 1, 19, "which network?");
    fails("worksheet network: 2-1\nworksheet setting: loss\n", 2, 20, "which setting");
    fails("worksheet setting: threads 9\n", 1, 20, "which setting of the problem?");
    fails("worksheet setting: loss paper\n", 1, 20, "\"paper\" is none of them");
    capture_end(&c);
}
END_TEST

START_TEST(a_worksheet_may_bring_its_network_and_its_settings)
{
    struct gr_session *own = NULL;
    static const char text[] = "worksheet network: 2-3-1 tanh linear nobias\n"
                               "Worksheet setting: loss half-mse\n"
                               "* worksheet : 7\n";
    capture_begin(&c, NULL);
    play(&c, "use lottery\nset error yhat-y\nset optimizer adam");
    ck_assert_int_eq(gri_page_session(c.session, text, strlen(text), &own, &c.err), GR_OK);
    ck_assert_uint_eq(own->net->layer[0].units, 3);
    ck_assert(!own->net->bias);
    ck_assert_int_eq(own->hyper.loss, GRI_HALF_MSE);
    ck_assert_int_eq(own->hyper.optimizer, GRI_SGD); /* nothing of the session that marks */
    ck_assert_uint_eq(own->data->rows, GRI_TASK_SAMPLES);
    gr_session_free(own);
    capture_end(&c);
}
END_TEST

/* It can do nothing but `use`, and set up a small network. */
START_TEST(a_page_runs_no_commands)
{
    static const char *const tricks[] = {"problem: lottery\rquit",
                                         "problem: lottery extra",
                                         "problem: data",
                                         "problem: lottery; set digits 3",
                                         "problem: \"lottery",
                                         "problem: ../lottery",
                                         "problem: lottery\nworksheet: 7 > page.txt",
                                         "worksheet network: 2-1\rquit",
                                         "worksheet setting: loss mse\rquit"};
    capture_begin(&c, NULL);
    for (size_t n = 0; n < sizeof tricks / sizeof *tricks; n++) {
        struct gr_session *own = NULL;
        ck_assert_msg(gri_page_session(c.session, tricks[n], strlen(tricks[n]), &own, &c.err) !=
                          GR_OK,
                      "%s", tricks[n]);
        ck_assert_ptr_null(own);
    }
    capture_end(&c);
}
END_TEST

SUITE("cmd/about", a_line_at_the_top_names_the_problem, other_lines_do_not,
      a_problem_that_there_is_not_is_told_with_its_place,
      a_worksheet_may_bring_its_network_and_its_settings, a_page_runs_no_commands)
