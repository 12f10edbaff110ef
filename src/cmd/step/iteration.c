#include "cmd/step/walk.h"

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    size_t count = args[0].given ? args[0].count : 1;
    GRI_TRY(gri_session_need_run(session, err));
    if (count > GRI_ITERATIONS_AT_ONCE)
        return gri_fail(err, GR_E_RANGE, "%zu iterations are too many at once; at most %d", count,
                        GRI_ITERATIONS_AT_ONCE);
    size_t to = gri_walk_iterations_on(session, count);
    GRI_TRY(gri_walk_to(session, to, err));
    size_t last = session->view.cursor.t - 1;
    if (gri_timeline_epoch_length(session->timeline, last) > 1)
        GRI_TRY(gri_walk_say_iteration(session, last, err));
    else
        GRI_TRY(gri_walk_say_epoch(session, last, err));
    gri_walk_watch(session, last);
    return GR_OK;
}

const struct gri_command gri_command_iteration = {
    .name = "iteration",
    .alias = "i",
    .group = GRI_STEPPING,
    .params = {{"N", GRI_COUNT, .optional = true}},
    .summary = "go through the next parameter update, or the next N",
    .help = "An iteration is one parameter update, on one batch. It ends at the start of the next "
            "one, where w5 is the updated value. The loss shown is that of its batch.",
    .example = "use lottery\nset batch 1\niteration\niteration 2",
    .see = "epoch train step",
    .run = run,
    .repeats = true,
};
