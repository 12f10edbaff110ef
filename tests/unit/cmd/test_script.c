/* Scripts: files of lines, scripts that run scripts, and where an error stands. */
#include "cmd/capture.h"
#include "suite.h"

static struct capture c;
static char directory[] = "/tmp/gradus-test-XXXXXX";

static void begin(bool keep_going)
{
    struct gr_host host = capture_host(&c);
    host.keep_going = keep_going;
    capture_begin(&c, &host);
    strcpy(directory + strlen(directory) - 6, "XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(directory));
}

static const char *in(const char *name)
{
    static char path[4][96];
    static unsigned next;
    char *to = path[next++ % 4];
    snprintf(to, sizeof path[0], "%s/%s", directory, name);
    return to;
}

static void put(const char *name, const char *text)
{
    put_file(in(name), text, strlen(text));
}

static void end(void)
{
    static const char *const names[] = {"a.gr", "b.gr", "c.gr", "d.csv"};
    for (size_t n = 0; n < sizeof names / sizeof *names; n++)
        unlink(in(names[n]));
    ck_assert_int_eq(rmdir(directory), 0);
    capture_end(&c);
}

static enum gr_status run_file(const char *name)
{
    gri_text_reset(&c.said);
    return gr_session_run_file(c.session, in(name), &c.err);
}

START_TEST(a_script_runs_its_lines)
{
    static const char *const texts[] = {
        "print 1\nprint 2\n",
        "print 1\r\nprint 2\r\n",
        "print 1\nprint 2",
        "# one\n\n  print 1 # two\n\n\nprint (1\n + 1)\n#",
    };
    for (size_t n = 0; n < sizeof texts / sizeof *texts; n++) {
        begin(false);
        put("a.gr", texts[n]);
        ck_assert_int_eq(run_file("a.gr"), GR_OK);
        ck_assert_str_eq(c.said.at, "1\n2\n");
        end();
    }
}
END_TEST

START_TEST(an_empty_script_is_well)
{
    begin(false);
    put("a.gr", "");
    ck_assert_int_eq(run_file("a.gr"), GR_OK);
    ck_assert_uint_eq(c.said.length, 0);
    end();
}
END_TEST

START_TEST(the_first_error_ends_a_script)
{
    begin(false);
    put("a.gr", "print 1\n\n  print h9 + 1\nprint 3\n");
    ck_assert_int_eq(run_file("a.gr"), GR_E_STATE);
    ck_assert_str_eq(c.said.at, "1\n");
    ck_assert_str_eq(c.err.source, in("a.gr"));
    ck_assert_uint_eq(c.err.line, 3);
    ck_assert_uint_eq(c.err.column, 9);
    ck_assert_str_eq(c.err.excerpt, "  print h9 + 1");
    ck_assert_uint_eq(c.err.caret, 9);
    end();
}
END_TEST

static const struct {
    const char *text;
    size_t line, column;
    const char *words;
} unfinished[] = {
    {"print 1\ndata", 2, 1, "ends inside a block"},
    {"data\n", 1, 1, "ends inside a block"},
    {"print 1\ndata\n1 2 3\n4 5 6\n", 2, 1, "ends inside a block"},
    {"print 1\nprint (1 +\n2", 2, 0, "bracket"},
    {"[1 2;\n", 1, 0, "bracket"},
};

START_TEST(an_unfinished_line_is_told_where_it_began)
{
    for (size_t n = 0; n < sizeof unfinished / sizeof *unfinished; n++) {
        begin(false);
        put("a.gr", unfinished[n].text);
        ck_assert_int_eq(run_file("a.gr"), GR_E_SYNTAX);
        ck_assert_msg(strstr(c.err.message, unfinished[n].words) != NULL, "%s", c.err.message);
        ck_assert_uint_eq(c.err.line, unfinished[n].line);
        ck_assert_uint_ge(c.err.column, 1);
        ck_assert(unfinished[n].column == 0 || c.err.column == unfinished[n].column);
        end();
    }
}
END_TEST

START_TEST(a_bracket_is_not_sought_through_the_whole_file)
{
    struct gri_text text;
    begin(false);
    gri_text_init(&text);
    gri_text_add(&text, "print (1 +\n");
    gri_text_add_repeated(&text, "2 +\n", 100000);
    put_file(in("a.gr"), text.at, text.length);
    ck_assert_int_eq(run_file("a.gr"), GR_E_SYNTAX);
    ck_assert_uint_eq(c.err.line, 1);
    gri_text_clear(&text);
    end();
}
END_TEST

START_TEST(a_script_that_runs_itself_ends)
{
    char line[120];
    begin(false);
    snprintf(line, sizeof line, "print 7\nsource \"%s\"\n", in("a.gr"));
    put("a.gr", line);
    ck_assert_int_eq(run_file("a.gr"), GR_E_STATE);
    ck_assert_ptr_nonnull(strstr(c.err.message, "deep"));
    ck_assert_uint_eq(c.err.line, 2);
    ck_assert_int_eq(typed(&c, "print 8"), GR_OK); /* and the session goes on */
    ck_assert_str_eq(c.said.at, "8\n");
    ck_assert_int_eq(run_file("a.gr"), GR_E_STATE); /* as deep as before */
    ck_assert_uint_eq(c.said.length, 2 * 16);
    end();
}
END_TEST

START_TEST(an_error_in_an_inner_script_stands_there)
{
    char line[120];
    begin(false);
    put("b.gr", "print 1\n   foo bar\n");
    snprintf(line, sizeof line, "print 0\nsource %s\nprint 2\n", in("b.gr"));
    put("a.gr", line);
    ck_assert_int_eq(run_file("a.gr"), GR_E_NAME);
    ck_assert_str_eq(c.err.source, in("b.gr"));
    ck_assert_uint_eq(c.err.line, 2);
    ck_assert_uint_eq(c.err.column, 4);
    ck_assert_str_eq(c.said.at, "0\n1\n");
    end();
}
END_TEST

START_TEST(what_cannot_be_read_is_an_error_at_its_name)
{
    static const char *const names[] = {"/", "/no/such/file"};
    for (size_t n = 0; n < 2; n++) {
        char line[100];
        begin(false);
        snprintf(line, sizeof line, "source %s", names[n]);
        refuse_at(&c, line, GR_E_FILE, 8, names[n]);
        ck_assert_str_eq(c.err.source, "test.gr");
        snprintf(line, sizeof line, "data load %s", names[n]);
        refuse_at(&c, line, GR_E_FILE, 11, names[n]);
        ck_assert_int_eq(gr_session_run_file(c.session, names[n], &c.err), GR_E_FILE);
        ck_assert_ptr_nonnull(strstr(c.err.message, names[n]));
        end();
    }
}
END_TEST

START_TEST(binary_rubbish_is_an_error_of_its_first_line)
{
    char bytes[4096];
    begin(false);
    for (size_t n = 0; n < sizeof bytes; n++)
        bytes[n] = (char)(n * 37 + n / 7);
    bytes[0] = '\x7f';
    put_file(in("a.gr"), bytes, sizeof bytes);
    ck_assert_int_eq(run_file("a.gr"), GR_E_SYNTAX);
    ck_assert_uint_eq(c.err.line, 1);
    end();
}
END_TEST

START_TEST(an_error_in_a_data_file_stands_there)
{
    char line[120];
    begin(false);
    put("d.csv", "a,b,c\n1,2,3\n4,,6\n");
    snprintf(line, sizeof line, "data load %s", in("d.csv"));
    ck_assert_int_eq(scripted(&c, line), GR_E_SYNTAX);
    ck_assert_str_eq(c.err.source, in("d.csv"));
    ck_assert_uint_eq(c.err.line, 3);
    ck_assert_uint_eq(c.err.column, 3);
    snprintf(line, sizeof line, "data load %s targets z", in("d.csv"));
    put("d.csv", "a,b,c\n1,2,3\n");
    refuse(&c, line, GR_E_NAME, "z");
    end();
}
END_TEST

START_TEST(quit_in_a_script_leaves_all_of_them)
{
    char line[120];
    begin(false);
    put("b.gr", "print 1\nquit\nprint 2\n");
    snprintf(line, sizeof line, "source %s\nprint 3\n", in("b.gr"));
    put("a.gr", line);
    ck_assert_int_eq(run_file("a.gr"), GR_QUIT);
    ck_assert_str_eq(c.said.at, "1\n");
    end();
}
END_TEST

START_TEST(a_script_that_keeps_going_tells_each_error_once)
{
    char line[200];
    begin(true);
    put("c.gr", "print 1\n");
    put("b.gr", "foo\nprint 2\nbar\n");
    snprintf(line, sizeof line, "source %s\nprint 3\nexpect 1 = 2\nsource %s\n", in("b.gr"),
             in("c.gr"));
    put("a.gr", line);
    ck_assert_int_eq(run_file("a.gr"), GR_E_NAME);
    ck_assert_str_eq(c.said.at, "2\n3\n1\n");
    ck_assert_uint_eq(c.errors, 3);
    ck_assert_int_eq(c.told.status, GR_E_EXPECT);
    ck_assert_uint_eq(c.told.line, 3);
    ck_assert_str_eq(c.err.message, ""); /* nothing is left to tell */
    end();
}
END_TEST

START_TEST(an_expectation_counts_less_than_an_error)
{
    begin(true);
    put("a.gr", "expect 1 = 2\n");
    ck_assert_int_eq(run_file("a.gr"), GR_E_EXPECT);
    put("a.gr", "expect 1 = 2\nfoo\nexpect 1 = 3\n");
    ck_assert_int_eq(run_file("a.gr"), GR_E_NAME);
    ck_assert_uint_eq(c.errors, 4);
    end();
}
END_TEST

START_TEST(a_long_data_block_is_read_once)
{
    struct gri_text text;
    begin(false);
    gri_text_init(&text);
    gri_text_add(&text, "network 2-1\ndata\n");
    gri_text_add_repeated(&text, "1 2 3 # a row\n", 50000);
    gri_text_add(&text, "end\nprint N\n");
    put_file(in("a.gr"), text.at, text.length);
    ck_assert_int_eq(run_file("a.gr"), GR_OK);
    const char *said = strchr(c.said.at, '\n'); /* behind the remark that rows repeat */
    ck_assert_ptr_nonnull(said);
    ck_assert_str_eq(said + strspn(said, "\n"), "50000\n");
    gri_text_clear(&text);
    end();
}
END_TEST

SUITE("cmd/script", a_script_runs_its_lines, an_empty_script_is_well, the_first_error_ends_a_script,
      an_unfinished_line_is_told_where_it_began, a_bracket_is_not_sought_through_the_whole_file,
      a_script_that_runs_itself_ends, an_error_in_an_inner_script_stands_there,
      what_cannot_be_read_is_an_error_at_its_name, binary_rubbish_is_an_error_of_its_first_line,
      an_error_in_a_data_file_stands_there, quit_in_a_script_leaves_all_of_them,
      a_script_that_keeps_going_tells_each_error_once, an_expectation_counts_less_than_an_error,
      a_long_data_block_is_read_once)
