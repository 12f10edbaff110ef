/* Did you mean: slips of typing find the word, other words find nothing. */
#include "cmd/command.h"

#include "suite.h"

#include <string.h>

static const char *nearest(const char *word, const char *const *candidates)
{
    static struct gri_nearest found;
    gri_nearest_init(&found, word, strlen(word));
    for (size_t n = 0; candidates[n] != NULL; n++)
        gri_nearest_try(&found, candidates[n]);
    return found.best;
}

static const char *const commands[] = {"step",    "set",       "show",     "save",
                                       "weights", "gradients", "backward", NULL};

START_TEST(one_slip_finds_the_word)
{
    static const char *const rows[][2] = {
        {"stpe", "step"},          {"tsep", "step"},         {"stepp", "step"},
        {"stp", "step"},           {"stap", "step"},         {"shwo", "show"},
        {"weihgts", "weights"},    {"wieghts", "weights"},   {"gradient", "gradients"},
        {"backwards", "backward"}, {"bakcwrad", "backward"},
    };
    for (size_t n = 0; n < sizeof rows / sizeof *rows; n++)
        ck_assert_str_eq(nearest(rows[n][0], commands), rows[n][1]);
}
END_TEST

START_TEST(a_swap_of_neighbours_is_one_slip)
{
    static const char *const two[] = {"abcf", "acbe", NULL};
    struct gri_nearest found;
    gri_nearest_init(&found, "abce", 4);
    for (size_t n = 0; two[n] != NULL; n++) {
        gri_nearest_try(&found, two[n]);
        ck_assert_uint_eq(found.distance, 1);
    }
    ck_assert_str_eq(found.best, "abcf"); /* the first of equals */
}
END_TEST

START_TEST(of_equals_one_that_begins_so_is_meant)
{
    static const char *const own[] = {"init", "units", "until", NULL};
    ck_assert_str_eq(nearest("unit", own), "units");
    ck_assert_str_eq(nearest("nit", own), "init");
}
END_TEST

START_TEST(what_is_far_from_all_finds_nothing)
{
    static const char *const rows[] = {"xylophone", "zzz", "qqqqqqqqqq", "stxx", "", "12345678"};
    for (size_t n = 0; n < sizeof rows / sizeof *rows; n++)
        ck_assert_msg(nearest(rows[n], commands)[0] == '\0', "%s: %s", rows[n],
                      nearest(rows[n], commands));
}
END_TEST

START_TEST(very_long_words_are_left_alone)
{
    char word[10001];
    memset(word, 's', sizeof word - 1);
    word[sizeof word - 1] = '\0';
    const char *const own[] = {word, "step", NULL};
    ck_assert_str_eq(nearest(word, own), "");
    ck_assert_str_eq(nearest("step", own), "step");
}
END_TEST

START_TEST(the_hint_is_empty_or_a_question)
{
    struct gri_nearest found;
    char room[128];
    gri_nearest_init(&found, "stap", 4);
    ck_assert_str_eq(gri_nearest_hint(&found, room, sizeof room), "");
    gri_nearest_try(&found, "step");
    ck_assert_str_eq(gri_nearest_hint(&found, room, sizeof room), "; did you mean step?");
}
END_TEST

START_TEST(every_command_is_found_with_its_last_letters_swapped)
{
    for (size_t n = 0; n < gri_command_count; n++) {
        char word[32];
        size_t length = strlen(gri_commands[n]->name);
        struct gri_nearest found;
        strcpy(word, gri_commands[n]->name);
        if (length < 4 || word[length - 1] == word[length - 2])
            continue;
        word[length - 1] = gri_commands[n]->name[length - 2];
        word[length - 2] = gri_commands[n]->name[length - 1];
        gri_nearest_init(&found, word, length);
        for (size_t m = 0; m < gri_command_count; m++)
            gri_nearest_try(&found, gri_commands[m]->name);
        ck_assert_str_eq(found.best, gri_commands[n]->name);
    }
}
END_TEST

SUITE("cmd/nearest", one_slip_finds_the_word, a_swap_of_neighbours_is_one_slip,
      of_equals_one_that_begins_so_is_meant, what_is_far_from_all_finds_nothing,
      very_long_words_are_left_alone, the_hint_is_empty_or_a_question,
      every_command_is_found_with_its_last_letters_swapped)
