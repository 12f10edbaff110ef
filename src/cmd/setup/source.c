#include "cmd/command.h"

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    /* The script's lines reset the arena: nothing of `args` may be used afterwards. */
    return gr_session_run_file(session, args[0].words[0], err);
}

const struct gri_command gri_command_source = {
    .name = "source",
    .group = GRI_SETTING_UP,
    .params = {{"FILE", GRI_FILE}},
    .summary = "run the commands of a script",
    .help = "The script stops at its first error.",
    .see = "save",
    .run = run,
};
