#include "cmd/command.h"
#include "cmd/mark/catalogue.h"
#include "cmd/setting.h"

#include <string.h>

static const char signs[] = "signs";

/* Commands, then groups of them, then settings, then the signs, then what there is on marking. */
static const char *topic_words(size_t n)
{
    if (n < gri_command_count)
        return gri_commands[n]->name;
    n -= gri_command_count;
    if (n < GRI_GROUPS)
        return gri_group_words[n];
    n -= GRI_GROUPS;
    if (n < gri_setting_count)
        return gri_settings[n].name;
    n -= gri_setting_count;
    return n == 0 ? signs : gri_catalogue_topic(n - 1);
}

static void list_signs(struct gri_page *page)
{
    static const char *const headers[] = {"sign", "colour", "meaning"};
    struct gri_table *table = gri_page_table(page, 3);
    for (size_t k = 0; k < 3; k++)
        gri_table_header(page, table, k, NULL, headers[k]);
    for (size_t n = 0; n < GRI_PAINT_NONE; n++) {
        size_t row = gri_table_row(page, table);
        gri_cell_text(page, gri_table_cell(table, row, 0), "%s", gri_paints[n].sign);
        gri_cell_text(page, gri_table_cell(table, row, 1), "%s", gri_paints[n].color);
        gri_cell_text(page, gri_table_cell(table, row, 2), "%s", gri_paints[n].meaning);
    }
    gri_page_remark(page,
                    "The sign is always there, the colour where the terminal has any, not with "
                    "`--color=never`, `--plain` or NO_COLOR. What cannot be done is told behind "
                    "`error:`, in red.");
}

/* All there are, on one screen: a group and its commands a line. */
static void overview(struct gri_page *page)
{
    struct gri_text names;
    struct gri_table *table = gri_page_table(page, 2);
    gri_text_init(&names);
    gri_table_header(page, table, 0, NULL, "group");
    gri_table_header(page, table, 1, NULL, "commands");
    for (size_t group = 0; group < GRI_GROUPS; group++) {
        gri_text_reset(&names);
        for (size_t n = 0; n < gri_command_count; n++)
            if (gri_commands[n]->group == group)
                gri_text_addf(&names, "%s%s", names.length > 0 ? " " : "", gri_commands[n]->name);
        size_t row = gri_table_row(page, table);
        gri_cell_text(page, gri_table_cell(table, row, 0), "%s", gri_group_words[group]);
        gri_cell_text(page, gri_table_cell(table, row, 1), "%s", names.at);
    }
    gri_text_clear(&names);
    gri_page_remark(page,
                    "`help stepping` says what the commands of that group do, `help step` all "
                    "about one, `help rate` about a setting (`show` lists them), `help signs` "
                    "about signs and colours, `help marking` about hand work. A line that is no "
                    "command is an expression, as "
                    "h1[2], or sets a value, as w5 = 2.");
}

static void list(struct gri_page *page, enum gri_group group)
{
    gri_page_heading(page, 2, "%s", gri_group_titles[group]);
    struct gri_table *table = gri_page_table(page, 2);
    for (size_t n = 0; n < gri_command_count; n++) {
        if (gri_commands[n]->group != group)
            continue;
        size_t row = gri_table_row(page, table);
        gri_cell_text(page, gri_table_cell(table, row, 0), "%s", gri_commands[n]->name);
        gri_cell_text(page, gri_table_cell(table, row, 1), "%s", gri_commands[n]->summary);
    }
}

static void explain(struct gri_page *page, const struct gri_command *command)
{
    struct gri_text text;
    gri_text_init(&text);
    gri_command_synopsis(command, &text);
    gri_page_heading(page, 2, "%s", text.at);
    gri_text_reset(&text);
    gri_text_addf(&text, "%c%s.", command->summary[0] - 'a' + 'A', command->summary + 1);
    if (command->help != NULL)
        gri_text_addf(&text, " %s", command->help);
    if (command->alias != NULL)
        gri_text_addf(&text, " Short: %s.", command->alias);
    gri_page_prose(page, "%s", text.at);
    if (command->example != NULL) {
        gri_page_prose(page, "For example:");
        gri_page_listing(page, command->example, strlen(command->example));
    }
    if (command->see != NULL)
        gri_page_remark(page, "See also: %s.", command->see);
    gri_text_clear(&text);
}

static void explain_setting(struct gr_session *session, const struct gri_setting *setting)
{
    struct gri_page *page = &session->page;
    struct gri_text text;
    gri_text_init(&text);
    gri_page_heading(page, 2, "set %s %s", setting->name, setting->values);
    gri_text_addf(&text, "%c%s. ", setting->summary[0] - 'a' + 'A', setting->summary + 1);
    for (size_t n = 0; setting->words != NULL && setting->words(n) != NULL; n++)
        gri_text_addf(&text, "%s%s", n == 0 ? "Words for it: " : ", ", setting->words(n));
    if (setting->words != NULL)
        gri_text_add(&text, ". ");
    gri_text_addf(&text, "At first: %s. Now: ", setting->initial);
    setting->get(session, &text);
    gri_text_add(&text, ".");
    gri_page_prose(page, "%s", text.at);
    gri_page_remark(page, "See also: set show.");
    gri_text_clear(&text);
}

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    const char *word = args[0].given ? args[0].words[0] : "";
    const struct gri_command *command = gri_command_find(word, strlen(word));
    size_t group = 0;
    (void)err;
    while (group < GRI_GROUPS && strcmp(word, gri_group_words[group]) != 0)
        group++;
    if (!args[0].given)
        overview(&session->page);
    else if (command != NULL)
        explain(&session->page, command);
    else if (group < GRI_GROUPS)
        list(&session->page, (enum gri_group)group);
    else if (strcmp(word, signs) == 0)
        list_signs(&session->page);
    else if (!gri_catalogue_say(&session->page, word))
        explain_setting(session, gri_setting_find(word));
    return GR_OK;
}

const struct gri_command gri_command_help = {
    .name = "help",
    .group = GRI_LEAVING,
    .params = {{"TOPIC", GRI_WORD, .optional = true, .words = topic_words}},
    .summary = "list the commands, or explain a group, a command or a setting",
    .example = "help stepping\nhelp step\nhelp rounding",
    .see = "show",
    .run = run,
};
