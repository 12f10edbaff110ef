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
    .params = {{"@E", GRI_MOMENT, .optional = true}},
    .summary = "show the parameters, their gradients and their new values",
    .help = "`gradients @2` are those of epoch 2, `gradients @2.3` of its third iteration.",
    .example = "use lottery\nepoch 2\ngradients\ngradients @1",
    .see = "partials why weights",
    .run = run,
};
