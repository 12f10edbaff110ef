#include "cmd/command.h"

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    (void)args;
    return gri_explain_matrix(&session->view, &session->page, err);
}

const struct gri_command gri_command_matrix = {
    .name = "matrix",
    .group = GRI_LOOKING,
    .params = {{0}},
    .summary = "show the forward pass of a sample in matrix form",
    .help = "Symbols, numbers, result, layer by layer, for the sample where you stand.",
    .example = "use lottery\nmatrix\nstep 4\nforward 2\nmatrix",
    .see = "table why",
    .run = run,
};
