#include "cmd/step/walk.h"

/* The row of the batch that a sample is in. */
static enum gr_status row_of(struct gr_session *session, const struct gri_arg *sample, size_t *row,
                             struct gr_err *err)
{
    const struct gri_record *record;
    GRI_TRY(gri_view_record(&session->view, &record, err));
    *row = gri_record_row(record, sample->count);
    if (*row == SIZE_MAX)
        return gri_fail_at(err, GR_E_RANGE, sample->column,
                           "sample %zu is not in this iteration; its batch has %zu sample%s",
                           sample->count, record->work->rows, record->work->rows == 1 ? "" : "s");
    return GR_OK;
}

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    const struct gri_cursor *cursor = &session->view.cursor;
    struct gri_stages stages;
    size_t row;
    GRI_TRY(gri_walk_begin(session, &stages, err));
    row = stages.rows - 1;
    if (args[0].given)
        GRI_TRY(row_of(session, &args[0], &row, err));
    if (cursor->stage > row ||
        (cursor->stage == row && cursor->line >= gri_stage_lines(&stages, row, NULL, 0))) {
        gri_page_remark(&session->page, "This forward pass is done; `backward` goes on.");
        return GR_OK;
    }
    return gri_walk_stages(session, row + 1, err);
}

const struct gri_command gri_command_forward = {
    .name = "forward",
    .group = GRI_STEPPING,
    .params = {{"SAMPLE", GRI_COUNT, .optional = true}},
    .summary = "show the forward pass of the batch, or up to a sample",
    .example = "use lottery\nforward 1\nforward",
    .see = "backward update table",
    .run = run,
    .repeats = true,
};
