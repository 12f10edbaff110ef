#include "cmd/command.h"
#include "cmd/setting.h"
#include "cmd/setup/problem.h"
#include "cmd/worksheet/worksheet.h"

#include <string.h>

static const char *problem_words(size_t n)
{
    return n < gri_problem_count    ? gri_problems[n].name
           : n == gri_problem_count ? "worksheet"
                                    : NULL;
}

/* Settings that belong to a problem, back to their defaults. */
static enum gr_status reset(struct gr_session *session, struct gr_err *err)
{
    gri_session_leave(session);
    gri_session_drop(session);
    session->preparation = (struct gri_preparation){.share = 1};
    gri_session_refresh(session);
    for (size_t n = 0; n < gri_setting_count; n++)
        if (gri_settings[n].saved && strcmp(gri_settings[n].name, "seed") != 0)
            GRI_TRY(gri_settings[n].set(session, gri_settings[n].initial, err));
    return GR_OK;
}

/* The lines of its script; a block's are run as one. */
static enum gr_status run_script(struct gr_session *session, const char *script, struct gr_err *err)
{
    while (*script != '\0') {
        size_t length = 0;
        enum gr_status status = GR_MORE;
        while (status == GR_MORE) {
            length += strcspn(script + length, "\n") + 1;
            status = gr_session_run(session, script, length - 1, "(built in)", 1, err);
        }
        GRI_TRY(status);
        script += length;
    }
    return GR_OK;
}

static void list(struct gri_page *page)
{
    struct gri_table *table = gri_page_table(page, 2);
    gri_table_header(page, table, 0, NULL, "problem");
    gri_table_header(page, table, 1, NULL, "what it is");
    for (size_t n = 0; n < gri_problem_count; n++) {
        size_t row = gri_table_row(page, table);
        gri_cell_text(page, gri_table_cell(table, row, 0), "%s", gri_problems[n].name);
        gri_cell_text(page, gri_table_cell(table, row, 1), "%s", gri_problems[n].summary);
    }
    size_t row = gri_table_row(page, table);
    gri_cell_text(page, gri_table_cell(table, row, 0), "worksheet");
    gri_cell_text(page, gri_table_cell(table, row, 1), "%s",
                  "the network there is, on the numbers of a worksheet");
}

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    size_t n = 0;
    if (!args[0].given) {
        list(&session->page);
        return GR_OK;
    }
    while (n < gri_problem_count && strcmp(gri_problems[n].name, args[0].words[0]) != 0)
        n++;
    if (n == gri_problem_count) {
        struct gri_task task;
        return gri_worksheet_set(session, args[1].given ? args[1].count : session->hyper.seed,
                                 &task, err);
    }
    if (args[1].given)
        return gri_fail_at(err, GR_E_SYNTAX, args[1].column,
                           "only a worksheet has a seed, as in `use worksheet 7`");
    GRI_TRY(reset(session, err));
    return run_script(session, gri_problems[n].script, err);
}

const struct gri_command gri_command_use = {
    .name = "use",
    .group = GRI_SETTING_UP,
    .params = {{"NAME", GRI_WORD, .optional = true, .words = problem_words},
               {"SEED", GRI_WHOLE, .optional = true}},
    .summary = "load a built-in problem, or list them",
    .help = "It brings its network, data, starting parameters and settings. Without NAME all "
            "are listed. A run that was going on is left; `undo` comes back to it. `use worksheet` "
            "SEED leaves the network and its settings and brings the numbers of that worksheet.",
    .example = "use\nuse lottery\nnetwork\ndata show",
    .see = "network data undo",
    .run = run,
};
