#include "cmd/command.h"
#include "cmd/data/data.h"
#include "expr/parser.h"

#include <math.h>

enum { MOST_WORKED = 8 };

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

/* name = working = number */
static enum gr_status work_out(struct gr_session *session, const struct gri_expr *name,
                               const struct gri_expr *working, double number, struct gr_err *err)
{
    struct gri_page *page = &session->page;
    struct gri_value *value = gri_arena_take(&session->line, 1, sizeof *value);
    if (value == NULL)
        return gri_fail_memory(err, "the prediction");
    GRI_TRY(gri_value_number(&session->line, number, value, err));
    struct gri_worked *worked = gri_page_worked(page, 0, name);
    worked->value = value;
    gri_worked_step(page, worked, working);
    gri_worked_step(page, worked, gri_expr_number(&session->line, number, GRI_COMPUTED));
    gri_worked_mark(page, worked);
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

/* "x1 = (3 - 3.47)/1.93": what the network is given for a number of the user's. */
static enum gr_status scale_inputs(struct gr_session *session, double *inputs, struct gr_err *err)
{
    const struct gri_data *data = session->data;
    struct gri_page *page = &session->page;
    for (size_t k = 0; data->shift != NULL && k < session->net->inputs; k++) {
        double number = inputs[k], shift = data->shift[k], scale = data->scale[k];
        struct gri_quantity q = {.what = GRI_Q_INPUT, .unit = k};
        inputs[k] = (number - shift) / scale;
        if (session->net->inputs > MOST_WORKED)
            continue;
        GRI_TRY(work_out(session, gri_explain_name(page, (struct gri_asked){.of = q}),
                         gri_scaled_expr(page->arena, number, shift, scale), inputs[k], err));
    }
    return GR_OK;
}

/* ŷ·scale + shift, in the units of the data */
static enum gr_status unscale(struct gr_session *session, size_t output, double number,
                              struct gr_err *err)
{
    const struct gri_data *data = session->data;
    struct gri_page *page = &session->page;
    struct gri_quantity q = {.what = GRI_Q_OUT, .layer = session->net->depth - 1, .unit = output};
    double shift = data->shift[session->net->inputs + output];
    double scale = data->scale[session->net->inputs + output];
    if (shift == 0 && scale == 1)
        return GR_OK;
    const struct gri_expr *name = gri_expr_times(
        page->arena, GRI_DOT, gri_explain_name(page, (struct gri_asked){.of = q}),
        gri_expr_number(page->arena, scale, GRI_COMPUTED));
    if (shift != 0)
        name = gri_expr_binary(page->arena, shift < 0 ? GRI_SUBTRACT : GRI_ADD, name,
                               gri_expr_number(page->arena, fabs(shift), GRI_COMPUTED));
    GRI_TRY(work_out(session, name, gri_unscaled_expr(page->arena, number, shift, scale),
                     number * scale + shift, err));
    return GR_OK;
}

/* What the largest output stands for. */
static void say_class(struct gr_session *session, const double *outputs)
{
    size_t count = session->net->outputs, best = count == 1 && outputs[0] >= 0.5 ? 1 : 0;
    struct gri_text name;
    for (size_t k = 1; k < count; k++)
        if (outputs[k] > outputs[best])
            best = k;
    gri_text_init(&name);
    gri_data_class(session, best, &name);
    gri_page_remark(&session->page, "Class %s.", name.at);
    gri_text_clear(&name);
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
    bool scaled = session->data != NULL && session->data->shift != NULL;
    if (scaled)
        GRI_TRY(scale_inputs(session, inputs, err));
    GRI_TRY(forward(session, inputs, outputs, err));
    for (size_t k = 0; k < net->outputs; k++) {
        GRI_TRY(say(session, k, outputs[k], err));
        if (scaled)
            GRI_TRY(unscale(session, k, outputs[k], err));
    }
    if (scaled)
        gri_page_remark(&session->page, session->data->classes
                                            ? "Your numbers were scaled as the data are."
                                            : "Your numbers were scaled as the data are, the "
                                              "answer scaled back.");
    if (session->data != NULL && session->data->classes)
        say_class(session, outputs);
    return GR_OK;
}

const struct gri_command gri_command_predict = {
    .name = "predict",
    .group = GRI_SCORING,
    .params = {{"X...", GRI_LIST}},
    .summary = "show what the network says to inputs of your own",
    .help = "One number for each input, separated by blanks or commas; the parameters are those "
            "where you stand. Where the data are scaled the inputs are given and the answer is "
            "said in the data's own units; of a classifier the class is said too.",
    .example = "use lottery\npredict 1 3",
    .see = "train print",
    .run = run,
};
