#include "cmd/step/walk.h"
#include "cmd/stop/seek.h"

enum { EPOCHS = 1000 }; /* as the help has it */

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    size_t epochs = args[0].given ? args[0].count : EPOCHS;
    bool any;
    GRI_TRY(gri_session_need_run(session, err));
    size_t end = gri_walk_epochs_on(session, epochs);
    GRI_TRY(gri_seek_on(session, end, &any, err));
    if (any)
        return GR_OK;
    if (session->view.cursor.t == end)
        gri_page_remark(&session->page, "No break held in %zu epoch%s.", epochs,
                        epochs == 1 ? "" : "s");
    return gri_walk_say_place(session, err);
}

const struct gri_command gri_command_continue = {
    .name = "continue",
    .alias = "c",
    .group = GRI_STEPPING,
    .params = {{"N", GRI_COUNT, .optional = true}},
    .summary = "go on to where a break holds, at most N epochs",
    .help = "N is 1000 where it is not given. It ends too where the loss is no finite number any "
            "more, and at Ctrl-C. Standing where a break holds, it goes to the next such moment.",
    .example = "use lottery\nbreak if abs(w5) > 100\ncontinue\ncontinue 2",
    .see = "break reverse-continue train",
    .run = run,
    .repeats = true,
};
