#include "trace/cursor.h"

#include <stdlib.h>

struct gri_cursor gri_cursor_start(size_t t)
{
    return (struct gri_cursor){t, 0, 0, SIZE_MAX};
}

enum gr_status gri_cursor_stages(const struct gri_cursor *cursor, struct gri_timeline *timeline,
                                 struct gri_stages *stages, struct gr_err *err)
{
    const struct gri_record *record = NULL;
    GRI_TRY(gri_timeline_record(timeline, cursor->t, &record, err));
    size_t parameters = record->work->net->parameters;
    stages->net = record->work->net;
    stages->loss = record->hyper.loss;
    stages->optimizer = record->hyper.optimizer;
    stages->rule = record->hyper.rule;
    stages->rows = record->work->rows;
    bool joined = cursor->joined >= parameters || stages->rule != GRI_BACKPROP;
    stages->joined = joined ? parameters : cursor->joined;
    return GR_OK;
}

enum gr_status gri_cursor_last(size_t t, struct gri_timeline *timeline, struct gri_cursor *cursor,
                               struct gr_err *err)
{
    struct gri_stages stages;
    *cursor = gri_cursor_start(t);
    if (t == gri_timeline_done(timeline))
        return GR_OK;
    GRI_TRY(gri_cursor_stages(cursor, timeline, &stages, err));
    cursor->stage = gri_stage_count(&stages) - 1;
    cursor->line = gri_stage_lines(&stages, cursor->stage, NULL, 0);
    return GR_OK;
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
    struct gri_stages stages;
    GRI_TRY(gri_cursor_stages(&next, timeline, &stages, err));
    if (gri_cursor_at_end(&next, &stages)) {
        next = gri_cursor_start(next.t + 1);
        GRI_TRY(gri_cursor_stages(&next, timeline, &stages, err));
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
        GRI_TRY(gri_cursor_stages(&next, timeline, &stages, err));
        next.stage = gri_stage_count(&stages) - 1;
        next.line = gri_stage_lines(&stages, next.stage, NULL, 0);
    } else {
        GRI_TRY(gri_cursor_stages(&next, timeline, &stages, err));
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
    struct gri_stages stages;
    *any = cursor->line > 0;
    if (!*any)
        return GR_OK;
    GRI_TRY(gri_cursor_stages(cursor, timeline, &stages, err));
    return line_at(&stages, cursor->stage, cursor->line - 1, line, err);
}

enum gr_status gri_cursor_lines(const struct gri_cursor *cursor, struct gri_timeline *timeline,
                                size_t *count, struct gr_err *err)
{
    struct gri_stages stages;
    GRI_TRY(gri_cursor_stages(cursor, timeline, &stages, err));
    *count = cursor->line;
    for (size_t stage = 0; stage < cursor->stage; stage++)
        *count += gri_stage_lines(&stages, stage, NULL, 0);
    return GR_OK;
}

enum gr_status gri_cursor_place(struct gri_cursor *cursor, struct gri_timeline *timeline,
                                size_t count, struct gr_err *err)
{
    struct gri_cursor place = {cursor->t, 0, 0, cursor->joined};
    struct gri_stages stages;
    GRI_TRY(gri_cursor_stages(&place, timeline, &stages, err));
    for (size_t all = gri_stage_count(&stages); place.stage < all; place.stage++) {
        size_t lines = gri_stage_lines(&stages, place.stage, NULL, 0);
        if (count <= lines) {
            place.line = count;
            *cursor = place;
            return gri_cursor_at_end(&place, &stages)
                       ? gri_timeline_run(timeline, place.t + 1, NULL, err)
                       : GR_OK;
        }
        count -= lines;
    }
    return gri_fail(err, GR_E_RANGE, "the iteration has %zu lines fewer", count);
}

size_t gri_cursor_row(const struct gri_cursor *cursor, size_t rows)
{
    return cursor->stage < rows ? cursor->stage : rows - 1;
}
