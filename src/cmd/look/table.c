#include "cmd/command.h"

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    (void)args;
    return gri_explain_table(&session->view, &session->page, err);
}

const struct gri_command gri_command_table = {
    .name = "table",
    .group = GRI_LOOKING,
    .params = {{0}},
    .summary = "show the table of the slides, as far as you have stepped",
    .help = "A row is a sample of the batch: inputs, target, hidden units, prediction, error. "
            "Cells fill in "
            "as stepping goes on.",
    .example = "use lottery\nforward 2\ntable",
    .see = "matrix partials",
    .run = run,
};
