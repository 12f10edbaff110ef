#include "cmd/command.h"

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    GRI_TRY(gri_session_need_network(session, err));
    return gri_explain_affects(&session->view, &session->page, &args[0].asked, err);
}

const struct gri_command gri_command_affects = {
    .name = "affects",
    .group = GRI_LOOKING,
    .params = {{"NAME", GRI_NAME}},
    .summary = "show what depends on a number",
    .help = "The numbers of this iteration whose formulas name it, then those that depend on these "
            "in turn; of the samples the one where you stand, or that is named, as in h1[2]. The "
            "derivative says by how much a number grows for a small unit of NAME.",
    .example = "use lottery\naffects w1\naffects yhat[2]\naffects alpha",
    .see = "why partials diff",
    .run = run,
};
