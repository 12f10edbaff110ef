#include "trace/cursor.h"

#include <stdlib.h>

struct gri_cursor gri_cursor_start(size_t t)
{
    return (struct gri_cursor){t, 0, 0, SIZE_MAX};
}

struct gri_stages gri_cursor_stages(const struct gri_cursor *cursor,
                                    const struct gri_timeline *timeline)
{
    const struct gri_hyper *hyper = gri_timeline_hyper(timeline, cursor->t);
    const struct gri_net *net = gri_timeline_net(timeline);
    size_t epoch, iteration;
    gri_timeline_place(timeline, cursor->t, &epoch, &iteration);
    bool joined = cursor->joined >= net->parameters || hyper->rule != GRI_BACKPROP;
    return (struct gri_stages){
        .net = net,
        .rows = gri_run_rows(hyper, gri_timeline_data(timeline, cursor->t)->rows, iteration),
        .joined = joined ? net->parameters : cursor->joined,
        .loss = hyper->loss,
        .optimizer = hyper->optimizer,
        .rule = hyper->rule,
    };
}

struct gri_cursor gri_cursor_last(size_t t, const struct gri_timeline *timeline)
{
    struct gri_cursor cursor = gri_cursor_start(t);
    if (t == gri_timeline_done(timeline))
        return cursor;
    const struct gri_stages stages = gri_cursor_stages(&cursor, timeline);
    cursor.stage = gri_stage_count(&stages) - 1;
    cursor.line = gri_stage_lines(&stages, cursor.stage, NULL, 0);
    return cursor;
}

bool gri_cursor_at_end(const struct gri_cursor *cursor, const struct gri_stages *stages)
{
    return cursor->stage == gri_stage_count(stages) - 1 &&
           cursor->line >= gri_stage_lines(stages, cursor->stage, NULL, 0);
}

/* Line number `n` of a stage. */
static enum gr_status line_at(const struct gri_stages *stages, size_t stage, size_t n,
                              struct gri_line *line, struct gr_err *err)
{
    struct gri_line *lines = calloc(n + 1, sizeof *lines);
    if (lines == NULL)
        return gri_fail_memory(err, "a line");
    gri_stage_lines(stages, stage, lines, n + 1);
    *line = lines[n];
    free(lines);
    return GR_OK;
}

enum gr_status gri_cursor_step(struct gri_cursor *cursor, struct gri_timeline *timeline,
                               struct gri_line *line, struct gr_err *err)
{
    struct gri_cursor next = *cursor;
    struct gri_stages stages = gri_cursor_stages(&next, timeline);
    if (gri_cursor_at_end(&next, &stages)) {
        next = gri_cursor_start(next.t + 1);
        stages = gri_cursor_stages(&next, timeline);
    } else if (next.line >= gri_stage_lines(&stages, next.stage, NULL, 0)) {
        next.stage++;
        next.line = 0;
    }
    GRI_TRY(line_at(&stages, next.stage, next.line, line, err));
    next.line++;
    if (gri_cursor_at_end(&next, &stages))
        GRI_TRY(gri_timeline_run(timeline, next.t + 1, NULL, err));
    *cursor = next;
    return GR_OK;
}

enum gr_status gri_cursor_back(struct gri_cursor *cursor, struct gri_timeline *timeline,
                               struct gr_err *err)
{
    struct gri_cursor next = *cursor;
    struct gri_stages stages;
    if (next.line == 0 && next.stage == 0) {
        if (next.t == 0)
            return gri_fail(err, GR_E_RANGE, "this is the start of the run");
        next = gri_cursor_start(next.t - 1);
        stages = gri_cursor_stages(&next, timeline);
        next.stage = gri_stage_count(&stages) - 1;
        next.line = gri_stage_lines(&stages, next.stage, NULL, 0);
    } else {
        stages = gri_cursor_stages(&next, timeline);
    }
    if (next.line == 0) {
        next.stage--;
        next.line = gri_stage_lines(&stages, next.stage, NULL, 0);
    }
    next.line--;
    if (next.line == 0 && next.stage > 0) { /* rest at the end of a stage, not before one */
        next.stage--;
        next.line = gri_stage_lines(&stages, next.stage, NULL, 0);
    }
    *cursor = next;
    return GR_OK;
}

enum gr_status gri_cursor_line(const struct gri_cursor *cursor, struct gri_timeline *timeline,
                               struct gri_line *line, bool *any, struct gr_err *err)
{
    *any = cursor->line > 0;
    if (!*any)
        return GR_OK;
    const struct gri_stages stages = gri_cursor_stages(cursor, timeline);
    return line_at(&stages, cursor->stage, cursor->line - 1, line, err);
}

size_t gri_cursor_lines(const struct gri_cursor *cursor, const struct gri_timeline *timeline)
{
    const struct gri_stages stages = gri_cursor_stages(cursor, timeline);
    size_t count = cursor->line;
    for (size_t stage = 0; stage < cursor->stage; stage++)
        count += gri_stage_lines(&stages, stage, NULL, 0);
    return count;
}

enum gr_status gri_cursor_place(struct gri_cursor *cursor, struct gri_timeline *timeline,
                                size_t count, struct gr_err *err)
{
    struct gri_cursor place = {cursor->t, 0, 0, cursor->joined};
    const size_t wanted = count;
    const struct gri_stages stages = gri_cursor_stages(&place, timeline);
    for (size_t all = gri_stage_count(&stages); place.stage < all; place.stage++) {
        size_t lines = gri_stage_lines(&stages, place.stage, NULL, 0);
        if (count <= lines) {
            place.line = count;
            if (gri_cursor_at_end(&place, &stages))
                GRI_TRY(gri_timeline_run(timeline, place.t + 1, NULL, err));
            *cursor = place;
            return GR_OK;
        }
        count -= lines;
    }
    return gri_fail(err, GR_E_RANGE, "the iteration has %zu lines", wanted - count);
}

size_t gri_cursor_row(const struct gri_cursor *cursor, size_t rows)
{
    return cursor->stage < rows ? cursor->stage : rows - 1;
}
