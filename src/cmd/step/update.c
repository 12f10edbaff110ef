#include "cmd/step/walk.h"

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    struct gri_stages stages;
    (void)args;
    GRI_TRY(gri_walk_begin(session, &stages, err));
    return gri_walk_stages(session, gri_stage_count(&stages), err);
}

const struct gri_command gri_command_update = {
    .name = "update",
    .group = GRI_STEPPING,
    .params = {{0}},
    .summary = "show what is left of the iteration, up to the new parameters",
    .help = "Afterwards w5 is still what the iteration used and w5new what it made; the next step "
            "begins the next iteration.",
    .example = "use lottery\nforward\nbackward\nupdate\nweights",
    .see = "forward backward weights",
    .run = run,
    .repeats = true,
};
