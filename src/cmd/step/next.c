#include "cmd/step/walk.h"

/* To the end of the stage the cursor is in, or of the next where that is over. */
static enum gr_status one_stage(struct gr_session *session, struct gr_err *err)
{
    const struct gri_cursor *cursor = &session->view.cursor;
    struct gri_stages stages;
    GRI_TRY(gri_walk_begin(session, &stages, err));
    bool over = cursor->line >= gri_stage_lines(&stages, cursor->stage, NULL, 0);
    return gri_walk_stages(session, cursor->stage + (over ? 2 : 1), err);
}

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    size_t count = args[0].given ? args[0].count : 1;
    for (size_t n = 0; n < count; n++) {
        GRI_TRY(one_stage(session, err));
        gri_session_flush(session);
    }
    return GR_OK;
}

const struct gri_command gri_command_next = {
    .name = "next",
    .alias = "n",
    .group = GRI_STEPPING,
    .params = {{"N", GRI_COUNT, .optional = true}},
    .summary = "show the next stage, or the next N",
    .help = "A stage is a sample's forward pass, the loss, or one parameter's gradient and update.",
    .example = "use lottery\nnext\nnext 3",
    .see = "step forward backward",
    .run = run,
    .repeats = true,
};
