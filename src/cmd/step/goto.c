#include "cmd/step/walk.h"

static enum gr_status to_sample(struct gr_session *session, const struct gri_arg *sample,
                                struct gri_cursor *cursor, struct gr_err *err)
{
    const struct gri_record *record;
    GRI_TRY(gri_timeline_record(session->timeline, cursor->t, &record, err));
    size_t row = gri_record_row(record, sample->count);
    if (row == SIZE_MAX)
        return gri_fail_at(err, GR_E_RANGE, sample->column, "sample %zu is not in that iteration",
                           sample->count);
    cursor->stage = row;
    return GR_OK;
}

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    size_t t;
    GRI_TRY(gri_session_need_run(session, err));
    size_t iteration = args[1].given ? args[1].count - 1 : 0;
    GRI_TRY(gri_timeline_find(session->timeline, args[0].count - 1, iteration, &t, err));
    struct gri_cursor cursor = gri_cursor_start(t);
    if (args[4].given)
        cursor.joined = args[4].count;
    if (args[2].given)
        GRI_TRY(to_sample(session, &args[2], &cursor, err));
    if (args[3].given)
        GRI_TRY(gri_cursor_place(&cursor, session->timeline, args[3].count, err));
    session->view.cursor = cursor;
    gri_session_refresh(session);
    return gri_walk_say_place(session, err);
}

const struct gri_command gri_command_goto = {
    .name = "goto",
    .group = GRI_STEPPING,
    .params = {{"E", GRI_COUNT, .keyword = "epoch"},
               {"I", GRI_COUNT, .optional = true, .keyword = "iteration"},
               {"S", GRI_COUNT, .optional = true, .keyword = "sample"},
               {"L", GRI_WHOLE, .optional = true, .keyword = "line"},
               {"U", GRI_WHOLE, .optional = true, .keyword = "updates"}},
    .summary = "go to a moment of the run that is over, or about to begin",
    .help = "It lands before the forward pass of that epoch, iteration or sample, or where L lines "
            "of the iteration have been shown. After `backward` the updates come last; `updates` "
            "says how many come with their gradient all the same.",
    .example = "use lottery\nepoch 3\ngoto epoch 2\nprint yhat[1]",
    .see = "back restart epoch",
    .run = run,
};
