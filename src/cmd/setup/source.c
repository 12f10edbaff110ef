#include "cmd/command.h"

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    /* The script's lines reset the arena: of `args` only the place can be used afterwards. */
    size_t column = args[0].column;
    enum gr_status status = gr_session_run_file(session, args[0].words[0], err);
    if (status != GR_OK && err->source[0] == '\0')
        err->column = column;
    return status;
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
