#include "cmd/step/walk.h"

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    size_t count = args[0].given ? args[0].count : 1;
    struct gri_cursor cursor = session->view.cursor;
    GRI_TRY(gri_session_need_run(session, err));
    for (size_t n = 0; n < count; n++) {
        if (gri_session_stopped(session))
            return gri_fail(err, GR_STOPPED, "stopped");
        GRI_TRY(gri_cursor_back(&cursor, session->timeline, err));
    }
    session->view.cursor = cursor;
    gri_session_refresh(session);
    return gri_walk_say_place(session, err);
}

const struct gri_command gri_command_back = {
    .name = "back",
    .group = GRI_STEPPING,
    .params = {{"N", GRI_COUNT, .optional = true}},
    .summary = "go back one worked line, or N, over updates too",
    .help = "Nothing is lost: stepping forward again shows the same numbers.",
    .example = "use lottery\nstep 3\nback 2",
    .see = "step goto restart",
    .run = run,
    .repeats = true,
};
