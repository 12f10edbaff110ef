#include "cmd/command.h"

static const char *words(size_t n)
{
    return n == 0 ? "loss" : NULL;
}

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    if (args[0].given)
        return gri_explain_loss_table(&session->view, &session->page, err);
    return gri_explain_table(&session->view, &session->page, err);
}

const struct gri_command gri_command_table = {
    .name = "table",
    .group = GRI_LOOKING,
    .params = {{"loss", GRI_WORD, .optional = true, .words = words},
               {"@E", GRI_MOMENT, .optional = true}},
    .summary = "show the table of the slides, as far as you have stepped",
    .help =
        "A row is a sample of the batch: inputs, target, hidden units, prediction, error. "
        "Cells fill in as stepping goes on. `table loss` is what the loss is made of: target, "
        "prediction, error, squared error, their sum, and the loss. `table @2` is that of epoch 2, "
        "`table @2.3` that of its third iteration.",
    .example = "use lottery\nforward 2\ntable\ntable loss\nepoch 2\ntable @1",
    .see = "matrix partials",
    .run = run,
};
