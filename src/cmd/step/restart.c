#include "cmd/step/walk.h"

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    (void)args;
    GRI_TRY(gri_session_need_run(session, err));
    session->view.cursor = gri_cursor_start(0);
    gri_session_refresh(session);
    return gri_walk_say_place(session, err);
}

const struct gri_command gri_command_restart = {
    .name = "restart",
    .group = GRI_STEPPING,
    .params = {{0}},
    .summary = "go back to the start of the run",
    .help = "What was done stays: epochs that are over can still be asked for.",
    .example = "use lottery\nepoch 2\nrestart\nprint w5",
    .see = "back goto",
    .run = run,
};
