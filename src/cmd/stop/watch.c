#include "cmd/stop/stops.h"

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    double now;
    GRI_TRY(gri_session_need_run(session, err));
    if (!args[0].given) {
        gri_stops_show(session);
        if (session->page.first == NULL)
            gri_page_remark(&session->page, "Nothing is watched; `watch w1` watches w1.");
        return GR_OK;
    }
    GRI_TRY(gri_evaluate_number(args[0].expr, &session->scope, &session->line, &now, err));
    GRI_TRY(gri_stops_add(session, true, args[0].text, args[0].length, now, err));
    gri_stops_show_one(session, &session->stops.at[session->stops.count - 1]);
    return GR_OK;
}

const struct gri_command gri_command_watch = {
    .name = "watch",
    .group = GRI_STEPPING,
    .params = {{"NAME", GRI_EXPRESSION, .optional = true}},
    .summary = "show a number after each stop, and what it was; alone: show all",
    .help = "NAME may be any expression that comes to one number. Watching does not stop "
            "`continue`: `break if w5_new != w5` stops at each update that changes w5.",
    .example = "use lottery\nwatch w5\nwatch y - yhat\niteration\nstep 3",
    .see = "break delete last print",
    .run = run,
};
