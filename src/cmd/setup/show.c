#include "cmd/command.h"
#include "cmd/setting.h"
#include "cmd/time/timeline.h"

#include <string.h>

static const char timeline[] = "timeline";

static const char *setting_words(size_t n)
{
    return n < gri_setting_count ? gri_settings[n].name : n == gri_setting_count ? timeline : NULL;
}

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    struct gri_page *page = &session->page;
    struct gri_text value;
    static const char *const headers[] = {"setting", "value", "what it is"};
    if (args[0].given && strcmp(args[0].words[0], timeline) == 0)
        return gri_show_timeline(session, err);
    struct gri_table *table = gri_page_table(page, 3);
    for (size_t k = 0; k < 3; k++)
        gri_table_header(page, table, k, NULL, headers[k]);
    for (size_t n = 0; n < gri_setting_count; n++) {
        const struct gri_setting *setting = &gri_settings[n];
        if (args[0].given && strcmp(setting->name, args[0].words[0]) != 0)
            continue;
        gri_text_init(&value);
        setting->get(session, &value);
        size_t row = gri_table_row(page, table);
        gri_cell_text(page, gri_table_cell(table, row, 0), "%s", setting->name);
        gri_cell_text(page, gri_table_cell(table, row, 1), "%s", value.at);
        gri_cell_text(page, gri_table_cell(table, row, 2), "%s", setting->summary);
        gri_text_clear(&value);
    }
    return GR_OK;
}

const struct gri_command gri_command_show = {
    .name = "show",
    .group = GRI_SETTING_UP,
    .params = {{"KEY", GRI_WORD, .optional = true, .words = setting_words}},
    .summary = "show the settings, or one; or what is kept of the run",
    .help = "`show timeline` tells what is kept of the run so that any moment of it can be gone "
            "back to: how many losses and checkpoints, their size and their bounds.",
    .example = "show\nshow loss\nuse lottery\nepoch 2\nshow timeline",
    .see = "set",
    .run = run,
};
