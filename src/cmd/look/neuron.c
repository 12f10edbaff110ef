#include "cmd/command.h"

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    GRI_TRY(gri_session_need_network(session, err));
    return gri_explain_neuron(&session->view, &session->page, &args[0].asked, err);
}

const struct gri_command gri_command_neuron = {
    .name = "neuron",
    .group = GRI_LOOKING,
    .params = {{"NAME", GRI_NAME}},
    .summary = "show one neuron as a table: weights, inputs, products, total, bias",
    .help = "NAME is a unit, as in h1, z2[3], yhat. The numbers are those of the sample where you "
            "stand, or of the one in brackets.",
    .example = "use lottery\nneuron h1\nneuron yhat[2]",
    .see = "table matrix why",
    .run = run,
};
