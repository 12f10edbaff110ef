#include "cmd/command.h"

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    size_t depth = args[1].given ? args[1].count : 0;
    GRI_TRY(gri_session_need_network(session, err));
    return gri_explain_why(&session->view, &session->page, &args[0].asked, depth, err);
}

const struct gri_command gri_command_why = {
    .name = "why",
    .group = GRI_LOOKING,
    .params = {{"NAME", GRI_NAME}, {"N", GRI_WHOLE, .optional = true, .keyword = "depth"}},
    .summary = "show where a number comes from, worked",
    .help = "The formula, the formula with the numbers in, the value. Each operand can be asked in "
            "turn by its name; with `depth` they are, N levels down or to what is given. In the "
            "tree each number is worked once.",
    .example = "use lottery\nwhy dL/dw1\nwhy yhat[2] depth 1",
    .see = "partials print",
    .run = run,
};
