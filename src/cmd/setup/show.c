#include "cmd/command.h"
#include "cmd/plot/plots.h"
#include "cmd/setting.h"
#include "cmd/time/timeline.h"

#include <string.h>

static enum gr_status show_network(struct gr_session *session, struct gr_err *err)
{
    bool runs = session->timeline != NULL;
    return gri_plot_network(session, &session->page, runs ? GRI_DIAGRAM_STEPPED : GRI_DIAGRAM_NAMES,
                            err);
}

/* What else can be shown: where the run stands, and what is kept of it. */
static const struct {
    const char *name;
    enum gr_status (*show)(struct gr_session *session, struct gr_err *err);
} sights[] = {{"network", show_network}, {"timeline", gri_show_timeline}};

enum { SIGHTS = sizeof sights / sizeof *sights };

static const char *each_word(size_t n)
{
    if (n < gri_setting_count)
        return gri_settings[n].name;
    n -= gri_setting_count;
    return n < SIGHTS ? sights[n].name : NULL;
}

static void add_setting(struct gr_session *session, struct gri_table *table,
                        const struct gri_setting *setting)
{
    struct gri_page *page = &session->page;
    struct gri_text value;
    size_t row = gri_table_row(page, table);
    gri_text_init(&value);
    setting->get(session, &value);
    gri_cell_text(page, gri_table_cell(table, row, 0), "%s", setting->name);
    gri_cell_text(page, gri_table_cell(table, row, 1), "%s", value.at);
    gri_cell_text(page, gri_table_cell(table, row, 2), "%s", setting->summary);
    gri_text_clear(&value);
}

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    static const char *const headers[] = {"setting", "value", "what it is"};
    const char *word = args[0].given ? args[0].words[0] : NULL;
    for (size_t n = 0; word != NULL && n < SIGHTS; n++)
        if (strcmp(sights[n].name, word) == 0)
            return sights[n].show(session, err);
    struct gri_table *table = gri_page_table(&session->page, 3);
    for (size_t k = 0; k < 3; k++)
        gri_table_header(&session->page, table, k, NULL, headers[k]);
    for (size_t n = 0; n < gri_setting_count; n++)
        if (word == NULL || strcmp(gri_settings[n].name, word) == 0)
            add_setting(session, table, &gri_settings[n]);
    return GR_OK;
}

const struct gri_command gri_command_show = {
    .name = "show",
    .group = GRI_SETTING_UP,
    .params = {{"KEY", GRI_WORD, .optional = true, .words = each_word}},
    .summary = "show the settings, or one; the network in numbers; what is kept of a run",
    .help = "`show network` draws the network with the numbers of the sample where you stand, as "
            "far as you have stepped. After `step` it marks, as `table`, `weights` and `gradients` "
            "do, what the last line read: in ( ), and what it wrote: in [ ]. `show timeline` tells "
            "what is kept of the run so that any moment of it can be gone back to.",
    .example = "show\nshow loss\nuse lottery\nstep\nshow network\nshow timeline",
    .see = "set plot table",
    .run = run,
};
