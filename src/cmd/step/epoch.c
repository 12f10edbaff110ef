#include "cmd/step/walk.h"

#include <float.h>

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    size_t count = args[0].given ? args[0].count : 1;
    GRI_TRY(gri_session_need_run(session, err));
    const struct gri_way way = {session->view.cursor.t, gri_walk_epochs_on(session, count)};
    for (size_t n = 0; n < count; n++) {
        size_t to = gri_walk_epochs_on(session, 1);
        GRI_TRY(gri_walk_below(session, to, DBL_MAX, &way, err));
        size_t last = session->view.cursor.t - 1;
        GRI_TRY(gri_walk_say_epoch(session, last, err));
        gri_walk_watch(session, last);
        gri_session_flush(session);
        if (session->view.cursor.t < to)
            break;
    }
    return GR_OK;
}

const struct gri_command gri_command_epoch = {
    .name = "epoch",
    .group = GRI_STEPPING,
    .params = {{"N", GRI_COUNT, .optional = true}},
    .summary = "go to the end of the epoch, or of the N-th from here",
    .help = "An epoch is one pass over the data. The loss shown is that of its forward passes.",
    .example = "use lottery\nepoch\nepoch 2",
    .see = "iteration train history",
    .run = run,
    .repeats = true,
};
