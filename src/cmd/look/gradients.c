#include "cmd/command.h"

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    (void)args;
    return gri_explain_gradients(&session->view, &session->page, err);
}

const struct gri_command gri_command_gradients = {
    .name = "gradients",
    .group = GRI_LOOKING,
    .params = {{0}},
    .summary = "show the parameters, their gradients and their new values",
    .help = NULL,
    .example = "use lottery\ngradients",
    .see = "partials why weights",
    .run = run,
};
