#include "cmd/step/walk.h"
#include "cmd/stop/seek.h"

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    bool any;
    (void)args;
    GRI_TRY(gri_session_need_run(session, err));
    GRI_TRY(gri_seek_back(session, &any, err));
    if (any)
        return GR_OK;
    gri_page_remark(&session->page, "No break held before.");
    return gri_walk_say_place(session, err);
}

const struct gri_command gri_command_reverse_continue = {
    .name = "reverse-continue",
    .alias = "rc",
    .group = GRI_STEPPING,
    .params = {{0}},
    .summary = "go back to where a break held last",
    .help = "The same moments as those of `continue`, in the other direction. Where there is none, "
            "it goes to the start of the run.",
    .example = "use lottery\nepoch 5\nbreak if yhat > 100\nreverse-continue\nreverse-continue",
    .see = "continue break back",
    .run = run,
    .repeats = true,
};
