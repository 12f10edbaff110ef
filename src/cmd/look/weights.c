#include "cmd/command.h"

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    (void)args;
    return gri_explain_weights(&session->view, &session->page, err);
}

const struct gri_command gri_command_weights = {
    .name = "weights",
    .group = GRI_LOOKING,
    .params = {{"@E", GRI_MOMENT, .optional = true}},
    .summary = "show the parameters",
    .help = "At the end of an iteration their new values stand beside them. `weights @2` are those "
            "of epoch 2, `weights @2.3` of its third iteration.",
    .example = "use lottery\nepoch 2\nweights\nweights @1",
    .see = "gradients network",
    .run = run,
};
