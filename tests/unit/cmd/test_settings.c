/* The table of settings: what is set comes back. */
#include "cmd/setting.h"

#include "cmd/capture.h"
#include "suite.h"

static const char *told(struct capture *c, const struct gri_setting *setting)
{
    static char value[256];
    struct gri_text text;
    gri_text_init(&text);
    gri_session_refresh(c->session);
    setting->get(c->session, &text);
    snprintf(value, sizeof value, "%s", text.at);
    gri_text_clear(&text);
    return value;
}

static void set_to(struct capture *c, const struct gri_setting *setting, const char *value)
{
    char line[256];
    snprintf(line, sizeof line, "set %s %s", setting->name, value);
    ck_assert_msg(typed(c, line) == GR_OK, "%s: %s", line, c->err.message);
}

START_TEST(a_new_session_has_every_initial_value)
{
    struct capture c;
    capture_begin(&c, NULL);
    for (size_t n = 0; n < gri_setting_count; n++)
        ck_assert_str_eq(told(&c, &gri_settings[n]), gri_settings[n].initial);
    capture_end(&c);
}
END_TEST

START_TEST(every_initial_value_can_be_set)
{
    struct capture c;
    capture_begin(&c, NULL);
    for (size_t n = 0; n < gri_setting_count; n++) {
        set_to(&c, &gri_settings[n], gri_settings[n].initial);
        ck_assert_str_eq(told(&c, &gri_settings[n]), gri_settings[n].initial);
    }
    capture_end(&c);
}
END_TEST

/* Not every loss goes with every network, so without one. */
START_TEST(every_word_is_taken_and_given_back)
{
    struct capture c;
    capture_begin(&c, NULL);
    for (size_t n = 0; n < gri_setting_count; n++) {
        const struct gri_setting *setting = &gri_settings[n];
        for (size_t k = 0; setting->words != NULL && setting->words(k) != NULL; k++) {
            set_to(&c, setting, setting->words(k));
            ck_assert_str_eq(told(&c, setting), setting->words(k));
        }
        set_to(&c, setting, setting->initial);
    }
    capture_end(&c);
}
END_TEST

static const char *const values[][3] = {
    /* key, value, what is told of it */
    {"rate", "0.1", "0.1"},
    {"rate", "1/3", "0.3333333333333333"},
    {"rate", "1e-300", "1e-300"},
    {"rate", "0", "0"},
    {"batch", "7", "7"},
    {"seed", "999999999999999", "999999999999999"},
    {"epochs", "25", "25"},
    {"digits", "0", "0"},
    {"digits", "15", "15"},
    {"rounding", "0", "0 half-up"},
    {"rounding", "2", "2 half-up"},
    {"rounding", "3  half-even", "3 half-even"},
    {"rounding", "15 truncate", "15 truncate"},
    {"threads", "3", "3"},
    {"names", "w1 m,b1 b", "w1 m, b1 b"},
    {"names", "yhat y, y yhat", "yhat y, y yhat"},
};

START_TEST(what_is_set_is_given_back)
{
    for (size_t n = 0; n < sizeof values / sizeof *values; n++) {
        struct capture c;
        capture_begin(&c, NULL);
        const struct gri_setting *setting = gri_setting_find(values[n][0]);
        play(&c, "network 1-1");
        set_to(&c, setting, values[n][1]);
        ck_assert_str_eq(told(&c, setting), values[n][2]);
        set_to(&c, setting, values[n][2]);
        ck_assert_str_eq(told(&c, setting), values[n][2]);
        capture_end(&c);
    }
}
END_TEST

static const char *const wrong[][2] = {
    {"set loss mes", "mse, mse-mean"},
    {"set optimizer adam-ish", "none of them"},
    {"set rate fast", "fast"},
    {"set rate 1/0", "finite"},
    {"set batch 0", "from 1"},
    {"set batch -1", "whole number"},
    {"set batch half", "whole number"},
    {"set seed 1000000000000000", "to 999999999999999"},
    {"set seed 99999999999999999999999999", "to 999999999999999"},
    {"set epochs 0", "from 1"},
    {"set digits 16", "0 to 15"},
    {"set digits 2.5", "0 to 15"},
    {"set rounding 16", "0 to 15"},
    {"set rounding 123456789", "\"123456789\""},
    {"set rounding 2 up", "half-up"},
    {"set rounding off 2", "0 to 15"},
    {"set notation slides", "flat"},
    {"set error e", "y-yhat"},
    {"set threads 0", "from 1"},
    {"set threads 4000", "to 1024"},
    {"set reveal maybe", "on, off"},
    {"set format pdf", "text"},
    {"set names w1", "\"\" is no name"},
    {"set names w1 help", "a command or a function"},
    {"set names w1 exp", "a command or a function"},
    {"set names w99 m", "w99"},
    {"set names w1 m, w1 n", "renamed twice"},
    {"set names w1 m, w2 m", "renamed twice"},
    {"set names w1 1m", "no name"},
};

START_TEST(a_wrong_value_is_refused_and_nothing_changes)
{
    struct capture c;
    capture_begin(&c, NULL);
    play(&c, "use lottery\nset names w1 slope\nepoch 2");
    char *before = strdup(saved(&c));
    for (size_t n = 0; n < sizeof wrong / sizeof *wrong; n++) {
        ck_assert_msg(scripted(&c, wrong[n][0]) > GR_STOPPED, "%s", wrong[n][0]);
        ck_assert_msg(strstr(c.err.message, wrong[n][1]) != NULL, "%s: %s", wrong[n][0],
                      c.err.message);
        ck_assert_str_eq(saved(&c), before);
    }
    free(before);
    capture_end(&c);
}
END_TEST

START_TEST(a_misspelt_key_gets_a_hint)
{
    struct capture c;
    capture_begin(&c, NULL);
    refuse_at(&c, "set lose mse", GR_E_NAME, 5, "did you mean loss?");
    refuse_at(&c, "show digit", GR_E_NAME, 6, "did you mean digits?");
    refuse_at(&c, "set rate", GR_E_SYNTAX, 9, "set KEY VALUE");
    ck_assert_int_eq(gr_session_set(c.session, "colour", "on", &c.err), GR_E_NAME);
    ck_assert_ptr_nonnull(strstr(c.err.message, "colour"));
    capture_end(&c);
}
END_TEST

START_TEST(the_column_of_an_error_is_that_of_the_value)
{
    struct capture c;
    capture_begin(&c, NULL);
    refuse_at(&c, "set rate 2 + foo", GR_E_NAME, 14, "foo");
    refuse_at(&c, "  set   digits   99", GR_E_RANGE, 18, "0 to 15");
    capture_end(&c);
}
END_TEST

START_TEST(show_tells_all_settings_or_one)
{
    struct capture c;
    capture_begin(&c, NULL);
    const char *said;
    for (size_t n = 0; n < gri_setting_count; n++) {
        said = answer(&c, "show");
        ck_assert_ptr_nonnull(strstr(said, gri_settings[n].name));
        said = answer(&c, gri_settings[n].saved ? "show" : "show program");
        ck_assert_ptr_nonnull(strstr(said, gri_settings[n].summary));
    }
    said = answer(&c, "show rate");
    ck_assert_ptr_nonnull(strstr(said, "0.01"));
    ck_assert_ptr_null(strstr(said, "mse"));
    capture_end(&c);
}
END_TEST

START_TEST(digits_and_threads_change_no_number_and_forget_nothing)
{
    struct capture c;
    capture_begin(&c, NULL);
    play(&c, "use lottery\nepoch 3\nrestart\nset digits 7\nset threads 2\nset error yhat-y\n"
             "set epochs 9");
    ck_assert_uint_eq(gri_timeline_done(c.session->timeline), 3);
    capture_end(&c);
}
END_TEST

START_TEST(the_threads_of_a_session_stay_when_the_run_begins_anew)
{
    struct capture c;
    capture_begin(&c, NULL);
    play(&c, "set threads 2\nuse lottery");
    ck_assert_str_eq(told(&c, gri_setting_find("threads")), "2");
    capture_end(&c);
}
END_TEST

START_TEST(use_brings_back_the_settings_of_a_problem)
{
    struct capture c;
    capture_begin(&c, NULL);
    play(&c, "use lottery");
    char *fresh = strdup(saved(&c));
    play(&c, "set optimizer adam\nset rounding 1\nset batch 1\nset names w1 m\nset digits 9\n"
             "set error yhat-y\nset shuffle on\nset epochs 7\nepoch 2\nw5 = 1\nuse lottery");
    ck_assert_str_eq(saved(&c), fresh);
    free(fresh);
    capture_end(&c);
}
END_TEST

START_TEST(names_may_be_set_any_number_of_times)
{
    struct capture c;
    capture_begin(&c, NULL);
    play(&c, "network 2-2-1");
    for (int n = 0; n < 3000; n++)
        ck_assert_int_eq(typed(&c, n % 2 ? "set names w1 m" : "set names w1 k, w2 l"), GR_OK);
    ck_assert_str_eq(told(&c, gri_setting_find("names")), "w1 m");
    play(&c, "m = 4");
    worth(&c, "m", 4);
    capture_end(&c);
}
END_TEST

SUITE("cmd/settings", a_new_session_has_every_initial_value, every_initial_value_can_be_set,
      every_word_is_taken_and_given_back, what_is_set_is_given_back,
      a_wrong_value_is_refused_and_nothing_changes, a_misspelt_key_gets_a_hint,
      the_column_of_an_error_is_that_of_the_value, show_tells_all_settings_or_one,
      digits_and_threads_change_no_number_and_forget_nothing,
      the_threads_of_a_session_stay_when_the_run_begins_anew,
      use_brings_back_the_settings_of_a_problem, names_may_be_set_any_number_of_times)
