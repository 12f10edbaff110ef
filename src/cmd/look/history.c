#include "cmd/command.h"

enum { MOST_ROWS = 20 };

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    size_t most = args[0].given ? args[0].count : MOST_ROWS;
    return gri_explain_history(&session->view, &session->page, most, err);
}

const struct gri_command gri_command_history = {
    .name = "history",
    .group = GRI_LOOKING,
    .params = {{"ROWS", GRI_COUNT, .optional = true}},
    .summary = "show the loss of every epoch, about 20 of them or ROWS",
    .example = "use lottery\nepoch 3\nhistory",
    .see = "train print",
    .run = run,
};
