#include "cmd/step/walk.h"

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    size_t count = args[0].given ? args[0].count : 1;
    for (size_t n = 0; n < count; n++) {
        GRI_TRY(gri_walk_line(session, err));
        session->view.stepped = session->view.cursor;
        gri_session_flush(session);
    }
    return GR_OK;
}

const struct gri_command gri_command_step = {
    .name = "step",
    .alias = "s",
    .group = GRI_STEPPING,
    .params = {{"N", GRI_COUNT, .optional = true}},
    .summary = "show the next worked line, or the next N",
    .help = "A line is one h, yhat, error, loss, partial, gradient or update: the formula, the "
            "formula with the numbers in, the value.",
    .example = "use lottery\nstep\nstep 2",
    .see = "next back forward iteration",
    .run = run,
    .repeats = true,
};
