#include "cmd/command.h"
#include "explain/derive/derive.h"

/* An argument as an expression over the network's names and free ones. */
static enum gr_status read(const struct gri_open *open, const struct gri_arg *arg,
                           const struct gri_expr **expr, struct gr_err *err)
{
    size_t from = arg->column - 1;
    struct gri_source source = {arg->text - from, from + arg->length, from, from + arg->length};
    return gri_parse(source, true, &open->scope, open->arena, expr, err);
}

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    struct gri_open *open = gri_open_new(&session->view, &session->line);
    struct gri_task task = {0};
    if (open == NULL)
        return gri_fail_memory(err, "the derivative");
    GRI_TRY(read(open, &args[0], &task.expr, err));
    GRI_TRY(read(open, &args[1], &task.by, err));
    if (args[2].given)
        GRI_TRY(read(open, &args[2], &task.at, err));
    return gri_explain_derivative(open, &session->page, &task, err);
}

const struct gri_command gri_command_diff = {
    .name = "diff",
    .group = GRI_DERIVING,
    .params = {{"EXPR", GRI_OPEN},
               {"NAME", GRI_OPEN, .keyword = "by"},
               {"VALUE", GRI_OPEN, .optional = true, .keyword = "at"}},
    .summary = "differentiate an expression, rule by rule",
    .help = "Letters that name nothing in the network are variables: x, t, a1. Numbers of the "
            "network are first written out, as `formula` does, as far as they depend on NAME; so "
            "the derivative of the loss is worked without the chain rule over layers, and comes to "
            "the number that `why` gives with it. With `at` NAME has that VALUE.",
    .example = "diff (x-2)^2 by x at 1\n"
               "diff t*e^(-2*t) by t\n"
               "use chain-rule\n"
               "formula E\n"
               "diff E by w1\n"
               "why dE/dw1",
    .see = "formula why gradcheck",
    .run = run,
};
