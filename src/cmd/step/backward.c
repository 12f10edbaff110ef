#include "cmd/step/walk.h"

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    struct gri_cursor *cursor = &session->view.cursor;
    struct gri_stages stages;
    (void)args;
    GRI_TRY(gri_walk_begin(session, &stages, err));
    size_t first = stages.rows + 1, last = first + stages.net->parameters;
    bool there = cursor->stage + 1 == last && cursor->joined <= cursor->stage - first &&
                 cursor->line >= gri_stage_lines(&stages, cursor->stage, NULL, 0);
    if (cursor->stage >= last || there) {
        gri_page_remark(&session->page, "The gradients are all there; `update` goes on.");
        return GR_OK;
    }
    if (cursor->stage < first) /* no update so far: they all come after the gradients */
        cursor->joined = 0;
    else if (cursor->joined > cursor->stage - first + 1)
        cursor->joined = cursor->stage - first + 1;
    return gri_walk_stages(session, last, err);
}

const struct gri_command gri_command_backward = {
    .name = "backward",
    .group = GRI_STEPPING,
    .params = {{0}},
    .summary = "show the loss and every gradient, up to the update",
    .example = "use lottery\nforward\nbackward",
    .see = "forward update gradients partials",
    .run = run,
    .repeats = true,
};
