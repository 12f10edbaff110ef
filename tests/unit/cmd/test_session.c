/* What a line means, and what becomes of a session when it fails. */
#include "cmd/command.h"

#include "cmd/capture.h"
#include "suite.h"

#include <math.h>

static struct capture c;

static void begin(const char *script)
{
    capture_begin(&c, NULL);
    play(&c, script);
}

START_TEST(a_full_command_name_is_a_command_even_where_a_quantity_has_its_letters)
{
    begin("use lottery\nepoch");
    refuse(&c, "set names w1 step", GR_E_NAME, "a command");
    play(&c, "s"); /* s is step */
    ck_assert_uint_eq(c.session->view.cursor.t, 1);
    ck_assert_uint_eq(c.session->view.cursor.line, 1);
    capture_end(&c);
}
END_TEST

START_TEST(a_quantity_renamed_to_a_short_form_wins)
{
    begin("network 1-1\nset names w1 m, b1 b\nm = 2\nb = 5");
    ck_assert_str_eq(answer(&c, "b"), "5\n");
    ck_assert_str_eq(answer(&c, "b + m"), "7\n");
    play(&c, "set names off");
    refuse(&c, "b if m > 1", GR_E_NAME, "m");
    capture_end(&c);
}
END_TEST

START_TEST(a_quantity_comes_before_an_abbreviation)
{
    begin("use lottery");
    ck_assert_str_eq(answer(&c, "e"), answer(&c, "print e"));
    ck_assert_uint_eq(c.session->view.cursor.t, 0); /* not `epoch` */
    capture_end(&c);
}
END_TEST

START_TEST(an_abbreviation_counts_at_the_prompt_only)
{
    begin("use lottery");
    ck_assert_int_eq(typed(&c, "ep 2"), GR_OK);
    ck_assert_uint_eq(c.session->view.cursor.t, 2);
    refuse_at(&c, "ep 2", GR_E_NAME, 1, "unknown command or name \"ep\"");
    ck_assert_int_eq(typed(&c, "he"), GR_OK);
    ck_assert_int_eq(typed(&c, "pr"), GR_E_NAME);
    ck_assert_ptr_nonnull(strstr(c.err.message, "print predict"));
    ck_assert_int_eq(typed(&c, "stepp"), GR_E_NAME);
    ck_assert_ptr_nonnull(strstr(c.err.message, "did you mean step?"));
    capture_end(&c);
}
END_TEST

START_TEST(an_alias_works_in_a_script_too)
{
    begin("use lottery");
    ck_assert_int_eq(scripted(&c, "i 2"), GR_OK);
    ck_assert_uint_eq(c.session->view.cursor.t, 2);
    ck_assert_int_eq(scripted(&c, "p 1+1"), GR_OK);
    ck_assert_str_eq(c.said.at, "2\n");
    ck_assert_int_eq(scripted(&c, "q"), GR_QUIT);
    capture_end(&c);
}
END_TEST

START_TEST(comments_and_empty_lines_are_nothing)
{
    static const char *const lines[] = {"", "   ", "\t", "# all of it", "  # h9 [[[", "\r"};
    begin("");
    for (size_t n = 0; n < sizeof lines / sizeof *lines; n++)
        ck_assert_str_eq(answer(&c, lines[n]), "");
    ck_assert_str_eq(answer(&c, "2 + 3 # five"), "5\n");
    ck_assert_str_eq(answer(&c, "print 2 + 3# five"), "5\n");
    ck_assert_str_eq(answer(&c, "set digits 3 # three\r"), "");
    ck_assert_str_eq(answer(&c, "1/3"), "0.333\n");
    capture_end(&c);
}
END_TEST

START_TEST(an_expression_prints_its_value_alone)
{
    begin("use lottery");
    ck_assert_str_eq(answer(&c, "h1"), "12.4\n");
    ck_assert_str_eq(answer(&c, "print h1[2]"), "4.9\n");
    ck_assert_str_eq(answer(&c, "2/3"), "0.67\n");
    ck_assert_str_eq(answer(&c, "-2/3 * sum((y-yhat)*h1)"), "-487.25\n");
    ck_assert_str_eq(answer(&c, "(16)(0.5) + 2(3)"), "14\n");
    ck_assert_str_eq(answer(&c, "exp(0)"), "1\n");
    ck_assert_str_eq(answer(&c, "-2^2"), "-4\n");
    capture_end(&c);
}
END_TEST

START_TEST(a_matrix_prints_a_row_a_line)
{
    begin("use lottery");
    ck_assert_str_eq(answer(&c, "W[1]"), "0.5 -0.3\n0.1 2\n");
    ck_assert_str_eq(answer(&c, "[1 2; 3 4] * [1; 1]"), "3\n7\n");
    ck_assert_str_eq(answer(&c, "Y'"), "98 81 26\n");
    capture_end(&c);
}
END_TEST

START_TEST(json_has_the_expression_and_the_full_double)
{
    begin("use lottery\nset format json");
    ck_assert_str_eq(answer(&c, "1/3"), "{\"expr\":\"1/3\",\"value\":0.3333333333333333}\n");
    ck_assert_str_eq(answer(&c, "h1"), "{\"expr\":\"h1\",\"value\":12.4}\n");
    ck_assert_str_eq(answer(&c, "W[1]"), "{\"expr\":\"W[1]\",\"value\":[[0.5,-0.3],[0.1,2]]}\n");
    ck_assert_str_eq(answer(&c, "1/0"), "{\"expr\":\"1/0\",\"value\":null}\n");
    ck_assert_str_eq(answer(&c, "[1/0, 1]"), "{\"expr\":\"[1/0, 1]\",\"value\":[[null,1]]}\n");
    capture_end(&c);
}
END_TEST

START_TEST(json_numbers_read_back_to_the_last_bit)
{
    static const char *const lines[] = {"dL/dw5", "MSE", "exp(1)", "0.1+0.2", "-1e-310", "2^0.5"};
    begin("use lottery\nset format json");
    for (size_t n = 0; n < sizeof lines / sizeof *lines; n++) {
        const char *value = strstr(answer(&c, lines[n]), "\"value\":");
        ck_assert_ptr_nonnull(value);
        worth(&c, lines[n], strtod(value + 8, NULL));
    }
    capture_end(&c);
}
END_TEST

START_TEST(parameters_can_be_set_one_or_a_matrix)
{
    begin("use lottery\nw5 = 7\nb[1] = [1 -1]\nW[1] = [1, 2; 3, 4]\nw6 = w5 + 1/2");
    worth(&c, "w5", 7);
    worth(&c, "w6", 7.5);
    worth(&c, "b2", -1);
    worth(&c, "w1", 1);
    worth(&c, "w2", 2); /* row by row: w1 w2 lead from x1 */
    worth(&c, "w3", 3);
    worth(&c, "w4", 4);
    worth(&c, "h1", 16 + 12 + 1);
    capture_end(&c);
}
END_TEST

START_TEST(data_can_be_set_a_number_a_row_or_all)
{
    begin("use lottery\nx1[2] = 5\ny[3] = 27");
    worth(&c, "x1[2]", 5);
    worth(&c, "y[3]", 27);
    play(&c, "X = [1 2; 3 4; 5 6]\nY = [1; 2; 3]");
    worth(&c, "x2[3]", 6);
    worth(&c, "y[2]", 2);
    play(&c, "X[2] = [9 8]");
    worth(&c, "x1[2]", 9);
    worth(&c, "x2[2]", 8);
    refuse(&c, "x1 = 3", GR_E_NAME, "of which sample?");
    refuse(&c, "X = [1 2 3]", GR_E_SHAPE, "1 by 3, it should be 3 by 2");
    capture_end(&c);
}
END_TEST

static const struct {
    const char *line;
    enum gr_status status;
    size_t column;
    const char *words;
} refused[] = {
    {"h1 = 3", GR_E_NAME, 1, "`check h1"},
    {"yhat = 3", GR_E_NAME, 1, "computed"},
    {"MSE = 0", GR_E_NAME, 1, "computed"},
    {"z1 = 0", GR_E_NAME, 1, "computed"},
    {"e = 0", GR_E_NAME, 1, "computed"},
    {"dL/dw5 = 0", GR_E_NAME, 1, "computed"},
    {"w5new = 3", GR_E_NAME, 1, "computed"},
    {"w5_new = 3", GR_E_NAME, 1, "computed"},
    {"alpha = 3", GR_E_NAME, 1, "set rate"},
    {"N = 3", GR_E_NAME, 1, ""},
    {"w5@1 = 3", GR_E_STATE, 1, "goto epoch 1"},
    {"3 = 3", GR_E_SYNTAX, 1, "only a name"},
    {"w5 + 1 = 3", GR_E_SYNTAX, 1, "only a name"},
    {"w99 = 3", GR_E_NAME, 1, "w99"},
    {"w5 = ", GR_E_SYNTAX, 0, ""},
    {"w5 = h9", GR_E_NAME, 6, "h9"},
    {"w5 = 1/0", GR_E_RANGE, 6, "finite"},
    {"w5 = [1 2]", GR_E_SHAPE, 6, "1 by 2, it should be 1 by 1"},
    {"W[1] = 3", GR_E_SHAPE, 8, "1 by 1, it should be 2 by 2"},
    {"W[1] = [1 2; 3]", GR_E_SHAPE, 0, ""},
    {"W[1] = X", GR_E_SHAPE, 8, "3 by 2, it should be 2 by 2"},
    {"W[3] = X", GR_E_RANGE, 0, "layers"},
    {"w5 = 2 = 3", GR_E_SYNTAX, 0, "="},
    {"x1[4] = 2", GR_E_RANGE, 0, "sample 4"},
    {"foo = 2", GR_E_NAME, 1, "foo"},
    {"update = 2", GR_E_NAME, 1, "update"},
    {"X*Y", GR_E_SHAPE, 0, "3"},
    {"w5[7]", GR_E_RANGE, 0, ""},
    {"h1@99", GR_E_RANGE, 0, "epoch 99 has not begun"},
    {"@99", GR_E_SYNTAX, 1, "@"},
    {"x1[9]", GR_E_RANGE, 0, "sample 9"},
    {"print", GR_E_SYNTAX, 6, "EXPR"},
    {"frobnicate", GR_E_NAME, 1, "frobnicate"},
    {"frobnicate 1 2", GR_E_NAME, 1, "frobnicate"},
    {"wieghts", GR_E_NAME, 1, "did you mean weights?"},
    {"print 1 +* 2", GR_E_SYNTAX, 10, "*"},
    {"h1 = 3 # no", GR_E_NAME, 1, "`check h1"},
    {"expect h1 = 3", GR_E_EXPECT, 8, "expected h1 = 3"},
    {"forward 9", GR_E_RANGE, 9, "sample 9"},
    {"goto epoch 7", GR_E_RANGE, 0, "has not begun"},
    {"goto epoch 1 iteration 9", GR_E_RANGE, 0, "iteration"},
    {"goto epoch 1 sample 9", GR_E_RANGE, 21, "sample 9"},
    {"goto epoch 1 line 9999", GR_E_RANGE, 0, "lines"},
    {"back 1000", GR_E_RANGE, 0, "start"},
    {"train 3 until w5@99 < 2", GR_E_RANGE, 15, "epoch 99"},
    {"train 3 until 1", GR_E_SYNTAX, 0, ""},
    {"predict 1 h9", GR_E_NAME, 11, "h9"},
    {"why h9", GR_E_NAME, 5, "h9"},
    {"partials h1", GR_E_NAME, 0, ""},
    {"data\n1 2 3\n4 x 6\nend", GR_E_SYNTAX, 3, "\"x\""},
    {"data\nend", GR_E_SHAPE, 0, "no rows"},
    {"data load /no/such/file.csv", GR_E_FILE, 11, "/no/such/file.csv"},
    {"source /no/such/file.gr", GR_E_FILE, 8, "/no/such/file.gr"},
    {"source /", GR_E_FILE, 8, "directory"},
    {"save /no/such/place/file.gr", GR_E_DENIED, 0, "--allow-write"},
    {"network 1000000-1000000-1", GR_E_RANGE, 9, "1000000"},
    {"h1\x01", GR_E_SYNTAX, 0, ""},
    {"print \xff\xfe", GR_E_SYNTAX, 7, "UTF-8"},
};

/* The saved session tells network, data, settings, parameters, run and place. */
START_TEST(a_line_that_fails_leaves_the_session_as_it_was)
{
    begin("use lottery\nepoch 2\nw5 = 3\nepoch\nupdate");
    char *before = strdup(saved(&c));
    for (size_t n = 0; n < sizeof refused / sizeof *refused; n++) {
        refuse(&c, refused[n].line, refused[n].status, refused[n].words);
        ck_assert_msg(refused[n].column == 0 || c.err.column == refused[n].column,
                      "%s: column %zu: %s", refused[n].line, c.err.column, c.err.message);
        ck_assert_msg(strchr(c.err.message, '\n') == NULL, "%s: %s", refused[n].line,
                      c.err.message);
        ck_assert_msg(strcmp(saved(&c), before) == 0, "%s changes the session:\n%s",
                      refused[n].line, c.saved.at);
    }
    free(before);
    capture_end(&c);
}
END_TEST

START_TEST(an_error_without_a_network_says_how_to_make_one)
{
    static const char *const lines[] = {"step",   "forward",   "epoch",   "train 3",   "why h1",
                                        "w1 = 2", "weights",   "table",   "init he",   "predict 1",
                                        "h1",     "gradients", "history", "gradcheck", "network",
                                        "matrix", "restart"};
    begin("");
    for (size_t n = 0; n < sizeof lines / sizeof *lines; n++)
        refuse(&c, lines[n], GR_E_STATE, "`network 2-2-1`");
    capture_end(&c);
}
END_TEST

START_TEST(an_error_without_data_says_how_to_give_them)
{
    static const char *const lines[] = {"step", "forward",      "epoch", "train 3",   "h1",
                                        "back", "goto epoch 1", "loss",  "x1[1] = 2", "gradcheck"};
    begin("network 2-2-1");
    for (size_t n = 0; n < sizeof lines / sizeof *lines; n++)
        refuse(&c, lines[n], GR_E_STATE, "data");
    capture_end(&c);
}
END_TEST

START_TEST(a_nul_byte_is_refused_with_its_place)
{
    begin("");
    ck_assert_int_eq(gr_session_run(c.session, "1 + \0 2", 7, "x", 4, &c.err), GR_E_SYNTAX);
    ck_assert_uint_eq(c.err.column, 5);
    ck_assert_uint_eq(c.err.line, 4);
    ck_assert_ptr_nonnull(strstr(c.err.message, "NUL"));
    capture_end(&c);
}
END_TEST

START_TEST(a_line_that_begins_well_wants_more)
{
    static const char *const begun[] = {"print (1 +", "[1 2", "W[1] = [1 2;", "data",
                                        "data\n1 2 3"};
    begin("use lottery");
    for (size_t n = 0; n < sizeof begun / sizeof *begun; n++)
        ck_assert_msg(typed(&c, begun[n]) == GR_MORE, "%s", begun[n]);
    ck_assert_str_eq(answer(&c, "print (1 +\n 2) # three"), "3\n");
    play(&c, "W[1] = [1 2;\n3 4]");
    worth(&c, "w4", 4);
    capture_end(&c);
}
END_TEST

START_TEST(a_block_takes_comments_and_blank_lines)
{
    begin("network 2-1\ndata # of two\n# x1 x2 y\n1 2 3 # first\n\n4 5 6\nend # of it");
    worth(&c, "N", 2);
    worth(&c, "x2[2]", 5);
    ck_assert_ptr_nonnull(strstr(answer(&c, "data show"), "x2"));
    play(&c, "data\n\"a # b\",c,d\n1,2,3\nend");
    ck_assert_ptr_nonnull(strstr(answer(&c, "data show"), "a # b"));
    capture_end(&c);
}
END_TEST

START_TEST(the_last_stepping_command_can_be_repeated)
{
    begin("use lottery");
    ck_assert_ptr_null(gr_session_repeat(c.session));
    play(&c, "step 2 # lines\nprint h1");
    ck_assert_str_eq(gr_session_repeat(c.session), "step 2");
    ck_assert_int_eq(scripted(&c, "next"), GR_OK);
    ck_assert_str_eq(gr_session_repeat(c.session), "step 2");
    capture_end(&c);
}
END_TEST

START_TEST(quit_leaves_and_says_nothing)
{
    begin("");
    ck_assert_int_eq(typed(&c, "quit"), GR_QUIT);
    ck_assert_uint_eq(c.said.length, 0);
    capture_end(&c);
}
END_TEST

SUITE("cmd/session", a_full_command_name_is_a_command_even_where_a_quantity_has_its_letters,
      a_quantity_renamed_to_a_short_form_wins, a_quantity_comes_before_an_abbreviation,
      an_abbreviation_counts_at_the_prompt_only, an_alias_works_in_a_script_too,
      comments_and_empty_lines_are_nothing, an_expression_prints_its_value_alone,
      a_matrix_prints_a_row_a_line, json_has_the_expression_and_the_full_double,
      json_numbers_read_back_to_the_last_bit, parameters_can_be_set_one_or_a_matrix,
      data_can_be_set_a_number_a_row_or_all, a_line_that_fails_leaves_the_session_as_it_was,
      an_error_without_a_network_says_how_to_make_one, an_error_without_data_says_how_to_give_them,
      a_nul_byte_is_refused_with_its_place, a_line_that_begins_well_wants_more,
      a_block_takes_comments_and_blank_lines, the_last_stepping_command_can_be_repeated,
      quit_leaves_and_says_nothing)
