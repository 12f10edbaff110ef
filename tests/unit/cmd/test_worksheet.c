/* Worksheets at the prompt: the page, its key, the problem behind them, pages filled in. */
#include "cmd/walk.h"
#include "mark/task/task.h"
#include "suite.h"

static const char *const setups[] = {
    "use lottery\n",
    "use chain-rule\n",
    "use mlp\n",
    "use z=2x+3y+2\n",
    "network 2-2-1 sigmoid\nset loss half-mse\n",
    "network 2-3-2 tanh softmax\nset loss cross-entropy\n",
    "network 2-2-1 relu sigmoid\nset loss bce\nset notation neuron\n",
    "network 2-2-1\nset rounding 2\nset optimizer momentum\n",
    "network 3-1 nobias\nset names w1 m, loss F\n",
};
enum { SETUPS = sizeof setups / sizeof *setups };

/* What `worksheet` prints, as it would stand in a file. */
static void print(const char *command, struct gri_text *page)
{
    answer(&c, command);
    gri_text_reset(page);
    gri_text_add(page, c.said.at);
    ck_assert(!page->failed);
}

/* Mark a page by itself: its own first lines say what it is. */
static size_t mark(const struct gri_text *page)
{
    const char *path = c.path;
    size_t slips = 99;
    put_file(path, page->at, page->length);
    gri_text_reset(&c.said);
    enum gr_status status = gr_session_mark(c.session, &path, 1, &slips, &c.err);
    ck_assert_msg(status == GR_OK, "%s", c.err.message);
    return slips;
}

/* Right throughout, and all of it read. */
static void is_right(const char *setup, const struct gri_text *page)
{
    size_t slips = mark(page);
    ck_assert_msg(slips == 0, "%s%.3000s", setup, c.said.at);
    ck_assert_msg(strstr(c.said.at, "unread") == NULL, "%s%s", setup, c.said.at);
    ck_assert_ptr_nonnull(strstr(c.said.at, " right"));
}

START_TEST(a_key_is_right_throughout)
{
    struct gri_text page;
    gri_text_init(&page);
    for (size_t n = 0; n < SETUPS; n++) {
        begin(setups[n]);
        print("worksheet 3 key", &page);
        is_right(setups[n], &page);
        capture_end(&c);
    }
    gri_text_clear(&page);
}
END_TEST

START_TEST(whoever_marks_it_has_set_up_something_else_or_nothing)
{
    struct gri_text page;
    gri_text_init(&page);
    for (size_t n = 0; n < SETUPS; n++) {
        begin(setups[n]);
        print("worksheet 3 key", &page);
        capture_end(&c);
        begin("");
        is_right(setups[n], &page);
        play(&c, "use chain-rule\nset loss sse\nset rounding 1\nset optimizer adam");
        is_right(setups[n], &page);
        capture_end(&c);
    }
    gri_text_clear(&page);
}
END_TEST

START_TEST(a_sheet_says_where_each_parameter_leads_and_what_the_error_is)
{
    begin("network 2-1-1\nset error yhat-y\n");
    answer(&c, "worksheet 7");
    ck_assert_msg(says("\nw2: from = x2, to = h1, value = "), "%s", c.said.at);
    ck_assert(says("\nb1: to = h1, value = ") && says("\nw3: from = h1, to = yhat, value = "));
    ck_assert(says("\nThe error e is yhat - y.\n"));
    play(&c, "use worksheet 7");
    char line[64];
    snprintf(line, sizeof line, "\nw2: from = x2, to = h1, value = %g\n", value_of(&c, "w2"));
    answer(&c, "worksheet 7");
    ck_assert_msg(says(line), "%s: %s", line, c.said.at);
    capture_end(&c);
}
END_TEST

/* What is given is no work that could be right or wrong. */
START_TEST(an_empty_page_has_nothing_to_mark)
{
    struct gri_text page;
    gri_text_init(&page);
    for (size_t n = 0; n < SETUPS; n++) {
        const char *path = c.path;
        size_t slips;
        begin(setups[n]);
        print("worksheet 3", &page);
        put_file(path, page.at, page.length);
        ck_assert_int_eq(gr_session_mark(c.session, &path, 1, &slips, &c.err), GR_E_SYNTAX);
        ck_assert_ptr_nonnull(strstr(c.err.message, "nothing to mark"));
        capture_end(&c);
    }
    gri_text_clear(&page);
}
END_TEST

/* The page with `number` in the blank behind `name` in the `nth` place where that stands. */
static void fill(struct gri_text *page, const char *name, size_t nth, const char *number)
{
    struct gri_text filled;
    char line[64];
    snprintf(line, sizeof line, "\n%s = ________\n", name);
    char *at = page->at;
    for (size_t n = 0; n < nth; n++) {
        at = strstr(n > 0 ? at + 1 : at, line);
        ck_assert_msg(at != NULL, "there is no blank for %s", name);
    }
    gri_text_init(&filled);
    gri_text_add_bytes(&filled, page->at, (size_t)(at - page->at));
    gri_text_addf(&filled, "\n%s = %s\n%s", name, number, at + strlen(line));
    gri_text_clear(page);
    *page = filled;
}

/* The numbers of this sheet by the session that it sets up. */
static void value(const char *name, char *number, size_t size)
{
    snprintf(number, size, "%.4f", value_of(&c, name));
}

START_TEST(a_page_that_is_filled_in_is_marked_against_its_own_numbers)
{
    struct gri_text page;
    char number[32], wrong[32];
    gri_text_init(&page);
    begin("network 2-2-1 sigmoid\nuse worksheet 7\n");
    value("h1[2]", number, sizeof number);
    snprintf(wrong, sizeof wrong, "%.4f", value_of(&c, "z2[3] - b2"));
    capture_end(&c);
    begin("network 2-2-1 sigmoid\nset rate 0.3\n");
    print("worksheet 7", &page);
    fill(&page, "h1", 2, number);
    ck_assert_uint_eq(mark(&page), 0);
    ck_assert_ptr_nonnull(strstr(c.said.at, "1 right; 1 of 1 points."));
    fill(&page, "z2", 3, wrong);
    ck_assert_uint_eq(mark(&page), 1);
    ck_assert_ptr_nonnull(strstr(c.said.at, "missing-bias"));
    answer(&c, "show rate");
    ck_assert(says("0.3")); /* what is marked changes nothing here */
    gri_text_clear(&page);
    capture_end(&c);
}
END_TEST

START_TEST(a_page_may_name_a_problem_whose_network_its_worksheet_takes)
{
    static const char *const tops[] = {"problem: lottery\nworksheet: 4\n",
                                       "worksheet: 4\n"}; /* the marker's network */
    static const char *const markers[] = {"", "use lottery\n"};
    for (size_t n = 0; n < 2; n++) {
        struct gri_text page;
        char number[32];
        begin("use lottery\nuse worksheet 4\n");
        value("yhat[3]", number, sizeof number);
        capture_end(&c);
        begin(markers[n]);
        gri_text_init(&page);
        gri_text_addf(&page, "%sSample 3\nyhat = %s\n", tops[n], number);
        ck_assert_uint_eq(mark(&page), 0);
        gri_text_clear(&page);
        capture_end(&c);
    }
}
END_TEST

static void refuse_page(const char *setup, const char *text, const char *words)
{
    const char *path = c.path;
    size_t slips;
    begin(setup);
    put_file(path, text, strlen(text));
    ck_assert_int_ne(gr_session_mark(c.session, &path, 1, &slips, &c.err), GR_OK);
    ck_assert_msg(strstr(c.err.message, words) != NULL, "%s: %s", text, c.err.message);
    ck_assert_uint_eq(c.err.line, 2);
    capture_end(&c);
}

START_TEST(a_worksheet_that_cannot_be_is_an_error_with_its_place)
{
    refuse_page("", "Name: Ada\nworksheet: 7\nh1 = 2\n", "no network");
    refuse_page("use lottery\n", "Name: Ada\nworksheet: seven\nh1 = 2\n", "whole number");
    refuse_page("use lottery\n", "Name: Ada\nworksheet: 1 2\nh1 = 2\n", "too many");
}
END_TEST

START_TEST(a_worksheet_can_be_stepped_through)
{
    begin("use lottery\nepoch\nuse worksheet 7\n");
    ck_assert_uint_eq(c.session->data->rows, GRI_TASK_SAMPLES);
    ck_assert(at_start());
    answer(&c, "step");
    ck_assert(says("h1 = x1*w1 + x2*w3 + b1"));
    double h1 = value_of(&c, "h1[1]");
    play(&c, "use worksheet 7\n");
    ck_assert(value_of(&c, "h1[1]") == h1);
    play(&c, "use worksheet 8\n");
    ck_assert(value_of(&c, "h1[1]") != h1);
    capture_end(&c);
}
END_TEST

START_TEST(printing_one_changes_nothing)
{
    begin("use lottery\nstep 3\n");
    struct gri_cursor before = c.session->view.cursor;
    answer(&c, "worksheet 7");
    ck_assert_int_eq(strncmp(c.said.at, "Worksheet 7\n", 12), 0);
    answer(&c, "worksheet 7 key");
    ck_assert(says("Mistakes") && says("\nF1: "));
    ck_assert_mem_eq(&before, &c.session->view.cursor, sizeof before);
    ck_assert_str_eq(answer(&c, "h1[2]"), "4.9\n");
    answer(&c, "show digits");
    ck_assert(says("value: 2,"));
    capture_end(&c);
}
END_TEST

START_TEST(the_seed_of_the_settings_is_taken_where_none_is_given)
{
    struct gri_text page;
    gri_text_init(&page);
    begin("network 2-1\nset seed 12\n");
    print("worksheet", &page);
    ck_assert_str_eq(answer(&c, "worksheet 12"), page.at);
    capture_end(&c);
    gri_text_clear(&page);
}
END_TEST

/* The beginning of a file that the worksheet went to. */
static void check_file(const char *ending, const char *begins, const char *holds)
{
    struct gri_text text;
    struct gr_err err;
    char path[80], line[128];
    snprintf(path, sizeof path, "%s%s", c.path, ending);
    snprintf(line, sizeof line, "worksheet 7 > %s", path);
    answer(&c, line);
    ck_assert(says("is written."));
    gri_text_init(&text);
    ck_assert_int_eq(gri_file_read(path, 1 << 20, &text, &err), GR_OK);
    ck_assert_msg(strncmp(text.at, begins, strlen(begins)) == 0, "%s", text.at);
    ck_assert_msg(strstr(text.at, holds) != NULL, "%s: %s", ending, text.at);
    gri_text_clear(&text);
    unlink(path);
}

START_TEST(a_file_is_written_as_its_ending_says)
{
    begin("network 2-1-1\n");
    check_file(".txt", "Worksheet 7\n", "\nh1 = ________\n");
    check_file(".html", "<!doctype html>", "<span class=\"blank\"></span>");
    check_file(".tex", "\\documentclass", "&= \\underline{\\hspace{5cm}}");
    check_file(".json", "{", "{\"name\":\"h1\",\"steps\":[],\"value\":null,");
    refuse(&c, "worksheet 7 > /tmp/never.txt", GR_E_DENIED, "may not write");
    capture_end(&c);
}
END_TEST

START_TEST(what_is_asked_wrongly_is_refused)
{
    begin("");
    refuse(&c, "worksheet", GR_E_STATE, "no network");
    refuse(&c, "use worksheet 3", GR_E_STATE, "no network");
    refuse_at(&c, "use lottery 3", GR_E_SYNTAX, 13, "only a worksheet");
    play(&c, "network 2-1\n");
    refuse_at(&c, "worksheet seven", GR_E_SYNTAX, 11, "whole number");
    refuse_at(&c, "worksheet 7 keys", GR_E_NAME, 13, "key");
    play(&c, "network 30-30-3\n");
    refuse(&c, "worksheet 7", GR_E_RANGE, "worked by hand");
    capture_end(&c);
}
END_TEST

SUITE("cmd/worksheet", a_key_is_right_throughout,
      whoever_marks_it_has_set_up_something_else_or_nothing,
      a_sheet_says_where_each_parameter_leads_and_what_the_error_is,
      an_empty_page_has_nothing_to_mark, a_page_that_is_filled_in_is_marked_against_its_own_numbers,
      a_page_may_name_a_problem_whose_network_its_worksheet_takes,
      a_worksheet_that_cannot_be_is_an_error_with_its_place, a_worksheet_can_be_stepped_through,
      printing_one_changes_nothing, the_seed_of_the_settings_is_taken_where_none_is_given,
      a_file_is_written_as_its_ending_says, what_is_asked_wrongly_is_refused)
