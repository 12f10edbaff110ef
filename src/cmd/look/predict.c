#include "cmd/command.h"

/* yhat for these inputs, by the forward pass that trains, with the parameters at the cursor. */
static enum gr_status forward(struct gr_session *session, const double *inputs, double *outputs,
                              struct gr_err *err)
{
    struct gri_work *work;
    double *parameters;
    bool *given;
    const struct gri_net *net = session->net;
    GRI_TRY(gri_session_current(session, &parameters, &given, err));
    GRI_TRY(gri_work_new(net, 1, &work, err));
    for (size_t p = 0; p < net->parameters; p++)
        work->before[p] = parameters[p];
    for (size_t k = 0; k < net->inputs; k++)
        work->x[k] = inputs[k];
    work->rows = 1;
    gri_step_forward(work, &session->hyper, NULL);
    for (size_t k = 0; k < net->outputs; k++)
        outputs[k] = work->h[net->depth - 1][k];
    gri_work_free(work);
    return GR_OK;
}

static enum gr_status say(struct gr_session *session, size_t output, double number,
                          struct gr_err *err)
{
    struct gri_page *page = &session->page;
    struct gri_quantity q = {.what = GRI_Q_OUT, .layer = session->net->depth - 1, .unit = output};
    struct gri_value *value = gri_arena_take(&session->line, 1, sizeof *value);
    if (value == NULL)
        return gri_fail_memory(err, "the prediction");
    GRI_TRY(gri_value_number(&session->line, number, value, err));
    struct gri_worked *worked = gri_page_worked(
        page, 0, gri_explain_name(page, (struct gri_asked){.of = q}));
    worked->value = value;
    gri_worked_step(page, worked, gri_expr_number(&session->line, number, GRI_COMPUTED));
    return GR_OK;
}

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    GRI_TRY(gri_session_need_network(session, err));
    const struct gri_net *net = session->net;
    if (args[0].count != net->inputs)
        return gri_fail_at(err, GR_E_SHAPE, args[0].column,
                           "this network has %zu input%s, here are %zu", net->inputs,
                           net->inputs == 1 ? "" : "s", args[0].count);
    double *inputs = gri_arena_take(&session->line, net->inputs, sizeof *inputs);
    double *outputs = gri_arena_take(&session->line, net->outputs, sizeof *outputs);
    if (inputs == NULL || outputs == NULL)
        return gri_fail_memory(err, "the prediction");
    for (size_t k = 0; k < net->inputs; k++)
        GRI_TRY(gri_evaluate_number(args[0].items[k], &session->scope, &session->line, &inputs[k],
                                    err));
    GRI_TRY(forward(session, inputs, outputs, err));
    for (size_t k = 0; k < net->outputs; k++)
        GRI_TRY(say(session, k, outputs[k], err));
    return GR_OK;
}

const struct gri_command gri_command_predict = {
    .name = "predict",
    .group = GRI_LOOKING,
    .params = {{"X...", GRI_LIST}},
    .summary = "show what the network says to inputs of your own",
    .help = "One number for each input, separated by blanks or commas; the parameters are those "
            "where you stand.",
    .example = "use lottery\npredict 1 3",
    .see = "train print",
    .run = run,
};
