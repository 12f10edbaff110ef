/* The table of commands: every row is complete, and its example works. */
#include "cmd/command.h"
#include "cmd/setting.h"

#include "cmd/capture.h"
#include "suite.h"

START_TEST(every_example_works_line_by_line_in_a_new_session)
{
    for (size_t n = 0; n < gri_command_count; n++) {
        struct capture c;
        if (gri_commands[n]->example == NULL)
            continue;
        capture_begin(&c, NULL);
        play(&c, gri_commands[n]->example);
        ck_assert_msg(strstr(gri_commands[n]->example, gri_commands[n]->name) != NULL,
                      "the example of %s is of something else", gri_commands[n]->name);
        capture_end(&c);
    }
}
END_TEST

START_TEST(only_what_needs_a_file_or_ends_has_no_example)
{
    for (size_t n = 0; n < gri_command_count; n++) {
        const struct gri_command *command = gri_commands[n];
        bool file = command->params[0].type == GRI_FILE;
        ck_assert_msg(command->example != NULL || file || strcmp(command->name, "quit") == 0,
                      "%s has no example", command->name);
    }
}
END_TEST

START_TEST(every_see_also_names_another_command)
{
    for (size_t n = 0; n < gri_command_count; n++) {
        const char *see = gri_commands[n]->see;
        ck_assert_msg(see != NULL, "%s leads nowhere", gri_commands[n]->name);
        while (*see != '\0') {
            size_t length = strcspn(see, " ");
            const struct gri_command *other = gri_command_find(see, length);
            ck_assert_msg(other != NULL && other != gri_commands[n], "%s: see %.*s",
                          gri_commands[n]->name, (int)length, see);
            see += length + strspn(see + length, " ");
        }
    }
}
END_TEST

static void check_summary(const char *of, const char *summary)
{
    size_t length = strlen(summary);
    ck_assert_msg(length > 0 && length <= 72, "%s: the summary has %zu bytes", of, length);
    ck_assert_msg(summary[0] >= 'a' && summary[0] <= 'z', "%s: %s", of, summary);
    ck_assert_msg(summary[length - 1] != '.', "%s: %s", of, summary);
    ck_assert_msg(strchr(summary, '\n') == NULL, "%s: %s", of, summary);
}

START_TEST(summaries_begin_small_and_have_no_full_stop)
{
    for (size_t n = 0; n < gri_command_count; n++)
        check_summary(gri_commands[n]->name, gri_commands[n]->summary);
}
END_TEST

START_TEST(long_help_is_sentences)
{
    for (size_t n = 0; n < gri_command_count; n++) {
        const char *help = gri_commands[n]->help;
        if (help == NULL)
            continue;
        ck_assert_msg(help[strlen(help) - 1] == '.', "%s: %s", gri_commands[n]->name, help);
        ck_assert_msg(strstr(help, "  ") == NULL, "%s: %s", gri_commands[n]->name, help);
    }
}
END_TEST

START_TEST(a_name_and_an_alias_mean_one_command)
{
    for (size_t n = 0; n < gri_command_count; n++) {
        const struct gri_command *command = gri_commands[n];
        ck_assert_ptr_eq(gri_command_find(command->name, strlen(command->name)), command);
        if (command->alias != NULL)
            ck_assert_ptr_eq(gri_command_find(command->alias, strlen(command->alias)), command);
    }
}
END_TEST

START_TEST(the_aliases_are_those_of_gdb)
{
    static const char *const pairs[][2] = {{"s", "step"},    {"n", "next"},      {"b", "break"},
                                           {"p", "print"},   {"i", "iteration"}, {"q", "quit"},
                                           {"c", "continue"}};
    for (size_t n = 0; n < sizeof pairs / sizeof *pairs; n++) {
        const struct gri_command *command = gri_command_find(pairs[n][0], 1);
        ck_assert_ptr_nonnull(command);
        ck_assert_str_eq(command->name, pairs[n][1]);
    }
}
END_TEST

/* A beginning finds the command exactly when no other begins so. */
START_TEST(an_abbreviation_is_unambiguous)
{
    for (size_t n = 0; n < gri_command_count; n++) {
        const char *name = gri_commands[n]->name;
        for (size_t length = 1; length < strlen(name); length++) {
            size_t alike = 0, count = 0;
            struct gri_text candidates;
            gri_text_init(&candidates);
            for (size_t m = 0; m < gri_command_count; m++)
                alike += strncmp(gri_commands[m]->name, name, length) == 0;
            const struct gri_command *found = gri_command_abbreviated(name, length, &count,
                                                                      &candidates);
            ck_assert_uint_eq(count, alike);
            ck_assert_ptr_eq(found, alike == 1 ? gri_commands[n] : NULL);
            ck_assert_ptr_nonnull(strstr(candidates.at, name));
            gri_text_clear(&candidates);
        }
    }
}
END_TEST

START_TEST(help_tells_each_command_with_synopsis_and_example)
{
    struct capture c;
    capture_begin(&c, NULL);
    for (size_t n = 0; n < gri_command_count; n++) {
        const struct gri_command *command = gri_commands[n];
        char line[64];
        struct gri_text synopsis;
        gri_text_init(&synopsis);
        gri_command_synopsis(command, &synopsis);
        snprintf(line, sizeof line, "help %s", command->name);
        const char *said = answer(&c, line);
        ck_assert_msg(strstr(said, synopsis.at) != NULL, "%s: %s", line, said);
        if (command->example != NULL) {
            char first[128];
            snprintf(first, sizeof first, "%.*s", (int)strcspn(command->example, "\n"),
                     command->example);
            ck_assert_msg(strstr(said, first) != NULL, "%s: %s", line, said);
        }
        gri_text_clear(&synopsis);
    }
    capture_end(&c);
}
END_TEST

START_TEST(help_names_every_command_and_knows_no_other)
{
    struct capture c;
    capture_begin(&c, NULL);
    const char *said = answer(&c, "help");
    for (size_t n = 0; n < gri_command_count; n++)
        ck_assert_ptr_nonnull(strstr(said, gri_commands[n]->name));
    refuse(&c, "help stap", GR_E_NAME, "did you mean step?");
    capture_end(&c);
}
END_TEST

START_TEST(help_of_a_group_sums_up_its_commands_and_no_others)
{
    struct capture c;
    char line[64];
    capture_begin(&c, NULL);
    for (size_t group = 0; group < GRI_GROUPS; group++) {
        snprintf(line, sizeof line, "help %s", gri_group_words[group]);
        const char *said = answer(&c, line);
        for (size_t n = 0; n < gri_command_count; n++)
            ck_assert_msg((strstr(said, gri_commands[n]->summary) != NULL) ==
                              (gri_commands[n]->group == group),
                          "%s, %s", line, gri_commands[n]->name);
    }
    capture_end(&c);
}
END_TEST

/* With the line that was typed and the next prompt, on a screen of 80 columns. */
static void fits(struct capture *c, const char *line)
{
    size_t lines = 2;
    for (const char *at = answer(c, line); *at != '\0'; at++)
        lines += *at == '\n';
    ck_assert_msg(lines <= 24, "%s: %zu lines", line, lines);
}

START_TEST(help_and_settings_fit_a_screen)
{
    struct capture c;
    struct gr_host host = capture_host(&c);
    char line[64];
    host.plain = false;
    host.width = 80;
    capture_begin(&c, &host);
    fits(&c, "help");
    fits(&c, "help signs");
    fits(&c, "show");
    fits(&c, "show program");
    for (size_t group = 0; group < GRI_GROUPS; group++) {
        snprintf(line, sizeof line, "help %s", gri_group_words[group]);
        fits(&c, line);
    }
    for (size_t n = 0; n < gri_command_count; n++) {
        snprintf(line, sizeof line, "help %s", gri_commands[n]->name);
        fits(&c, line);
    }
    for (size_t n = 0; n < gri_setting_count; n++) {
        snprintf(line, sizeof line, "help %s", gri_settings[n].name);
        fits(&c, line);
    }
    capture_end(&c);
}
END_TEST

SUITE("cmd/commands", every_example_works_line_by_line_in_a_new_session,
      only_what_needs_a_file_or_ends_has_no_example, every_see_also_names_another_command,
      summaries_begin_small_and_have_no_full_stop, long_help_is_sentences,
      a_name_and_an_alias_mean_one_command, the_aliases_are_those_of_gdb,
      an_abbreviation_is_unambiguous, help_tells_each_command_with_synopsis_and_example,
      help_names_every_command_and_knows_no_other,
      help_of_a_group_sums_up_its_commands_and_no_others, help_and_settings_fit_a_screen)
