#include "cmd/command.h"

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    GRI_TRY(gri_session_need_network(session, err));
    return gri_explain_partials(&session->view, &session->page, &args[0].asked, err);
}

const struct gri_command gri_command_partials = {
    .name = "partials",
    .group = GRI_LOOKING,
    .params = {{"NAME", GRI_NAME}},
    .summary = "show every factor of the chain rule, sample by sample",
    .help = "NAME is a weight or a bias. A row is a sample: its factors and their product, its "
            "share of the gradient; the sum of the shares stands below.",
    .example = "use lottery\npartials w1",
    .see = "why gradients",
    .run = run,
};
