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
    .params = {{0}},
    .summary = "show the parameters",
    .help = "At the end of an iteration their new values stand beside them.",
    .example = "use lottery\nweights",
    .see = "gradients network",
    .run = run,
};
