#include "cmd/command.h"

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    return gri_explain_value(&session->view, &session->page, args[0].expr, err);
}

const struct gri_command gri_command_print = {
    .name = "print",
    .alias = "p",
    .group = GRI_LOOKING,
    .params = {{"EXPR", GRI_EXPRESSION}},
    .summary = "print what an expression is worth, alone",
    .help = "Names are numbers of the computation: h1[2] of sample 2, w5@2 of epoch 2, dL/dw5, "
            "w5new, W[1]. sum(...) runs over the samples of the batch. A line that is an "
            "expression does the same without the word.",
    .example = "use lottery\nprint h1[2]\nprint -2/3 * sum((y-yhat)*h1)\nX*W[1]+b[1]",
    .see = "why expect",
    .run = run,
};
