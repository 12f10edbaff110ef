/* The numbers of an iteration that are worked out by hand. */
#include "mark/task/task.h"

/* Append those of a stage. */
static enum gr_status add_stage(const struct gri_stages *stages, size_t stage,
                                const struct gri_record *record, struct gri_arena *arena,
                                struct gri_asked *asked, size_t *count, struct gr_err *err)
{
    size_t lines = gri_stage_lines(stages, stage, NULL, 0);
    struct gri_line *line = gri_arena_take(arena, lines, sizeof *line);
    if (line == NULL)
        return gri_fail_memory(err, "the lines of an iteration");
    gri_stage_lines(stages, stage, line, lines);
    for (size_t n = 0; n < lines; n++) {
        struct gri_asked one = line[n].asked;
        if (line[n].kind == GRI_LINE_FACTOR)
            continue;
        if (one.of.sample > 0) /* a row of the batch so far */
            one.of.sample = record->samples[one.of.sample - 1] + 1;
        asked[(*count)++] = one;
    }
    return GR_OK;
}

enum gr_status gri_hand_numbers(struct gri_view *view, struct gri_arena *arena, size_t most,
                                struct gri_asked **asked, size_t *count, struct gr_err *err)
{
    const struct gri_record *record;
    size_t lines = 0;
    GRI_TRY(gri_view_record(view, &record, err));
    GRI_TRY(gri_need_backprop(record->hyper.rule, err));
    const struct gri_stages stages = gri_cursor_stages(&view->cursor, view->timeline);
    for (size_t s = 0; s < gri_stage_count(&stages) && lines <= most; s++)
        lines += gri_stage_lines(&stages, s, NULL, 0);
    if (lines > most)
        return gri_fail(err, GR_E_RANGE,
                        "an iteration of this problem has more than %zu lines; this is for "
                        "problems that are worked by hand",
                        most);
    *count = 0;
    *asked = gri_arena_take(arena, lines, sizeof **asked);
    if (*asked == NULL)
        return gri_fail_memory(err, "the lines of an iteration");
    for (size_t s = 0; s < gri_stage_count(&stages); s++)
        GRI_TRY(add_stage(&stages, s, record, arena, *asked, count, err));
    return GR_OK;
}
