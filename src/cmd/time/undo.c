#include "cmd/past.h"

#include "cmd/step/walk.h"

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    const char *line;
    (void)args;
    if (session->nesting > 1)
        return gri_fail(err, GR_E_STATE,
                        "`undo` takes back whole lines; it cannot stand in a script that one runs");
    GRI_TRY(gri_past_undo(session, &line, err));
    gri_page_remark(&session->page, "Taken back: %s", line);
    return session->timeline != NULL ? gri_walk_say_place(session, err) : GR_OK;
}

const struct gri_command gri_command_undo = {
    .name = "undo",
    .group = GRI_SETTING_UP,
    .params = {{0}},
    .summary = "take back the last line that changed the session",
    .help = "A parameter, a setting, data, a network, iterations that were done, a branch: what "
            "was there before is there again, and you stand where you stood; a setting of the "
            "program alone moves nobody. A line that ran many, as `use` and `source` do, is taken "
            "back whole. Moves alone are no change: `back` and `goto` move. It goes back over 100 "
            "lines, fewer where they hold more than 256 MB. Files that were written, and what was "
            "printed, stay.",
    .example = "use lottery\nw5 = 3\ntrain 10\nundo\nundo\nprint w5",
    .see = "back branch restart",
    .run = run,
};
