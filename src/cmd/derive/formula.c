#include "cmd/command.h"
#include "explain/derive/derive.h"

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    size_t depth = args[1].given ? args[1].count : SIZE_MAX;
    GRI_TRY(gri_session_need_network(session, err));
    return gri_explain_expansion(&session->view, &session->page, &args[0].asked, depth, err);
}

const struct gri_command gri_command_formula = {
    .name = "formula",
    .group = GRI_DERIVING,
    .params = {{"NAME", GRI_NAME}, {"N", GRI_COUNT, .optional = true, .keyword = "depth"}},
    .summary = "write a number out as one formula of inputs, targets, weights and biases",
    .help = "The formulas of the names in it are put into it until no computed name is left; with "
            "`depth` only N levels deep. `diff` differentiates it.",
    .example = "use lottery\nformula yhat\nformula loss\nformula loss depth 1",
    .see = "diff why matrix",
    .run = run,
};
