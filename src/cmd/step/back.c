#include "cmd/step/walk.h"

#include <string.h>

/* One line, stage, iteration or epoch back. The first iteration or epoch back of many is the one
 * that was begun. */
struct unit {
    const char *name;
    enum gr_status (*back)(struct gr_session *session, struct gri_cursor *cursor,
                           struct gr_err *err);
};

static enum gr_status line_back(struct gr_session *session, struct gri_cursor *cursor,
                                struct gr_err *err)
{
    return gri_cursor_back(cursor, session->timeline, err);
}

/* To the end of the stage before, or to the start of the iteration. */
static enum gr_status stage_back(struct gr_session *session, struct gri_cursor *cursor,
                                 struct gr_err *err)
{
    struct gri_cursor from;
    do {
        from = *cursor;
        GRI_TRY(gri_cursor_back(cursor, session->timeline, err));
    } while (cursor->line > 0 && cursor->stage == from.stage && cursor->t == from.t);
    return GR_OK;
}

static enum gr_status iteration_back(struct gr_session *session, struct gri_cursor *cursor,
                                     struct gr_err *err)
{
    bool begun = cursor->stage > 0 || cursor->line > 0;
    (void)session, (void)err;
    *cursor = gri_cursor_start(cursor->t - (begun ? 0 : 1));
    return GR_OK;
}

static enum gr_status epoch_back(struct gr_session *session, struct gri_cursor *cursor,
                                 struct gr_err *err)
{
    size_t epoch, iteration;
    GRI_TRY(iteration_back(session, cursor, err));
    gri_timeline_place(session->timeline, cursor->t, &epoch, &iteration);
    *cursor = gri_cursor_start(cursor->t - iteration);
    return GR_OK;
}

static const struct unit units[] = {
    {"line", line_back},
    {"stage", stage_back},
    {"iteration", iteration_back},
    {"epoch", epoch_back},
};

static const char *unit_words(size_t n)
{
    return n < sizeof units / sizeof *units ? units[n].name : NULL;
}

/* The start was reached after `count` of them. */
static enum gr_status too_far(size_t count, const char *unit, struct gr_err *err)
{
    if (count == 0)
        return gri_fail(err, GR_E_RANGE, "this is the start of the run");
    return gri_fail(err, GR_E_RANGE,
                    "the run has %zu %s%s before this; `restart` goes to its start", count, unit,
                    count == 1 ? "" : "s");
}

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    size_t count = args[0].given ? args[0].count : 1, unit = 0;
    struct gri_cursor cursor = session->view.cursor;
    while (args[1].given && strcmp(units[unit].name, args[1].words[0]) != 0)
        unit++;
    GRI_TRY(gri_session_need_run(session, err));
    for (size_t n = 0; n < count; n++) {
        if (gri_session_stopped(session))
            return gri_fail(err, GR_STOPPED, "stopped");
        if (cursor.t == 0 && cursor.stage == 0 && cursor.line == 0)
            return too_far(n, units[unit].name, err);
        GRI_TRY(units[unit].back(session, &cursor, err));
    }
    session->view.cursor = cursor;
    gri_session_refresh(session);
    return gri_walk_say_place(session, err);
}

const struct gri_command gri_command_back = {
    .name = "back",
    .group = GRI_STEPPING,
    .params = {{"N", GRI_COUNT, .optional = true},
               {"UNIT", GRI_WORD, .optional = true, .words = unit_words}},
    .summary = "go back one worked line, or N; or stages, iterations, epochs",
    .help = "It goes over updates too. UNIT is line, stage, iteration or epoch: an iteration or "
            "epoch that was begun is the first to be taken back, and it lands at the start of one. "
            "Nothing is lost: stepping forward again shows the same numbers.",
    .example = "use lottery\nstep 3\nback 2\nepoch 3\nback epoch\nback 2 iteration",
    .see = "step goto restart undo",
    .run = run,
    .repeats = true,
};
