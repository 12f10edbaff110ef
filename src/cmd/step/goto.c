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

/* `epoch 2 iteration 3 line 5` is @2.3:5; what is not said is that of the cursor, behind an epoch
 * the first. */
static enum gr_status read_words(const struct gr_session *session, const struct gri_arg *args,
                                 struct gri_address *at, struct gr_err *err)
{
    bool words = args[1].given || args[2].given || args[4].given;
    size_t epoch, iteration;
    if (args[0].given ? words : !(words || args[3].given || args[5].given))
        return gri_fail(err, GR_E_SYNTAX,
                        "a moment is wanted, as in `goto epoch 2 iteration 3` or `goto @2.3`");
    if (args[0].given)
        return GR_OK;
    gri_timeline_place(session->timeline, session->view.cursor.t, &epoch, &iteration);
    at->epoch = args[1].given ? args[1].count : epoch + 1;
    at->iteration = args[2].given ? args[2].count : args[1].given ? 0 : iteration + 1;
    at->lines = args[4].count;
    return GR_OK;
}

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    struct gri_address at = args[0].address;
    size_t t;
    GRI_TRY(gri_session_need_run(session, err));
    GRI_TRY(read_words(session, args, &at, err));
    size_t iteration = at.iteration > 0 ? at.iteration - 1 : 0;
    GRI_TRY(gri_timeline_find(session->timeline, at.epoch - 1, iteration, &t, err));
    struct gri_cursor cursor = gri_cursor_start(t);
    if (args[5].given)
        cursor.joined = args[5].count;
    if (args[3].given)
        GRI_TRY(to_sample(session, &args[3], &cursor, err));
    if (at.lines > 0)
        GRI_TRY(gri_cursor_place(&cursor, session->timeline, at.lines, err));
    session->view.cursor = cursor;
    gri_session_refresh(session);
    return gri_walk_say_place(session, err);
}

const struct gri_command gri_command_goto = {
    .name = "goto",
    .group = GRI_STEPPING,
    .params = {{"@E", GRI_MOMENT, .optional = true},
               {"E", GRI_COUNT, .optional = true, .keyword = "epoch"},
               {"I", GRI_COUNT, .optional = true, .keyword = "iteration"},
               {"S", GRI_COUNT, .optional = true, .keyword = "sample"},
               {"L", GRI_WHOLE, .optional = true, .keyword = "line"},
               {"U", GRI_WHOLE, .optional = true, .keyword = "updates"}},
    .summary = "go to a moment of the run that is over, or about to begin",
    .help =
        "It lands before the forward pass of that epoch, iteration or sample, or where L lines "
        "of the iteration have been shown. Without E it is the epoch where you stand, without "
        "both E and I its iteration too. After `backward` the updates come last; `updates` "
        "says how many come with their gradient all the same. An address, as the prompt shows it, "
        "says the same: @2.3:5 is epoch 2, iteration 3, line 5.",
    .example = "use lottery\nepoch 3\ngoto epoch 2\nprint yhat[1]\ngoto sample 3\ngoto @3:7",
    .see = "back restart epoch",
    .run = run,
};
