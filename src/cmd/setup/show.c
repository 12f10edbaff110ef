#include "cmd/command.h"
#include "cmd/plot/plots.h"
#include "cmd/setting.h"
#include "cmd/time/timeline.h"

#include <string.h>

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

static struct gri_table *begin_settings(struct gri_page *page)
{
    static const char *const headers[] = {"setting", "value", "what it is"};
    struct gri_table *table = gri_page_table(page, 3);
    for (size_t k = 0; k < 3; k++)
        gri_table_header(page, table, k, NULL, headers[k]);
    return table;
}

/* Those of the problem, or those of the program: all of them do not fit on a screen. */
static void show_settings(struct gr_session *session, bool saved)
{
    struct gri_table *table = begin_settings(&session->page);
    for (size_t n = 0; n < gri_setting_count; n++)
        if (gri_settings[n].saved == saved)
            add_setting(session, table, &gri_settings[n]);
}

static enum gr_status show_program(struct gr_session *session, struct gr_err *err)
{
    (void)err;
    show_settings(session, false);
    return GR_OK;
}

static void show_problem(struct gr_session *session)
{
    struct gri_text others;
    gri_text_init(&others);
    for (size_t n = 0; n < gri_setting_count; n++)
        if (!gri_settings[n].saved)
            gri_text_addf(&others, "%s%s", others.length > 0 ? ", " : "", gri_settings[n].name);
    show_settings(session, true);
    gri_page_remark(&session->page, "`show program` shows the others: %s.", others.at);
    gri_text_clear(&others);
}

static enum gr_status show_network(struct gr_session *session, struct gr_err *err)
{
    bool runs = session->timeline != NULL;
    return gri_plot_network(session, &session->page, runs ? GRI_DIAGRAM_STEPPED : GRI_DIAGRAM_NAMES,
                            err);
}

/* What else can be shown. */
static const struct {
    const char *name;
    enum gr_status (*show)(struct gr_session *session, struct gr_err *err);
} sights[] = {
    {"program", show_program}, {"network", show_network}, {"timeline", gri_show_timeline}};

enum { SIGHTS = sizeof sights / sizeof *sights };

static const char *each_word(size_t n)
{
    if (n < gri_setting_count)
        return gri_settings[n].name;
    n -= gri_setting_count;
    return n < SIGHTS ? sights[n].name : NULL;
}

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    const char *word = args[0].given ? args[0].words[0] : NULL;
    if (word == NULL) {
        show_problem(session);
        return GR_OK;
    }
    for (size_t n = 0; n < SIGHTS; n++)
        if (strcmp(sights[n].name, word) == 0)
            return sights[n].show(session, err);
    add_setting(session, begin_settings(&session->page), gri_setting_find(word));
    return GR_OK;
}

const struct gri_command gri_command_show = {
    .name = "show",
    .group = GRI_SETTING_UP,
    .params = {{"KEY", GRI_WORD, .optional = true, .words = each_word}},
    .summary = "show the settings, or one; the network in numbers; what is kept of a run",
    .help = "`show` lists the settings that belong to the problem and are saved with it, `show "
            "program` those of the program and the screen. `show network` draws the network with "
            "the numbers of the sample where you stand, as far as you have stepped. After `step` "
            "it marks, as `table`, `weights` and `gradients` do, what the last line read: in ( ), "
            "and what it wrote: in [ ]. `show timeline` tells what is kept of the run so that any "
            "moment of it can be gone back to.",
    .example = "show\nshow program\nshow loss\nuse lottery\nstep\nshow network\nshow timeline",
    .see = "set plot table",
    .run = run,
};
