#include "cmd/command.h"

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    (void)session, (void)args, (void)err;
    return GR_QUIT;
}

const struct gri_command gri_command_quit = {
    .name = "quit",
    .alias = "q",
    .group = GRI_LEAVING,
    .params = {{0}},
    .summary = "leave gradus",
    .see = "save",
    .run = run,
};
