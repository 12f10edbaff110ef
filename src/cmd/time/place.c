#include "cmd/time/place.h"

#include "trace/branch.h"

enum gr_status gri_place_goto(struct gr_session *session, struct gri_text *out, struct gr_err *err)
{
    struct gri_timeline *timeline = session->timeline;
    const struct gri_cursor *cursor = &session->view.cursor;
    const struct gri_record *record;
    size_t epoch, iteration, lines = gri_cursor_lines(cursor, timeline);
    GRI_TRY(gri_timeline_record(timeline, cursor->t, &record, err));
    gri_timeline_place(timeline, cursor->t, &epoch, &iteration);
    gri_text_addf(out, "goto epoch %zu iteration %zu", epoch + 1, iteration + 1);
    if (cursor->line == 0 && cursor->stage > 0)
        gri_text_addf(out, " sample %zu", record->samples[cursor->stage] + 1);
    else
        gri_text_addf(out, " line %zu", lines);
    if (cursor->joined < record->work->net->parameters)
        gri_text_addf(out, " updates %zu", cursor->joined);
    return GR_OK;
}

void gri_place_words(const struct gri_timeline *timeline, size_t t, struct gri_text *out)
{
    size_t epoch, iteration;
    gri_timeline_place(timeline, t, &epoch, &iteration);
    gri_text_addf(out, "epoch %zu", epoch + 1);
    if (gri_timeline_epoch_length(timeline, t) > 1)
        gri_text_addf(out, ", iteration %zu", iteration + 1);
}

enum gr_status gri_place_address(struct gr_session *session, size_t branch, size_t t,
                                 struct gri_text *out, struct gr_err *err)
{
    struct gri_timeline *timeline = session->timeline;
    size_t active = gri_timeline_branch(timeline), epoch, iteration;
    GRI_TRY(gri_timeline_switch(timeline, branch, err));
    gri_timeline_place(timeline, t, &epoch, &iteration);
    if (gri_timeline_branches(timeline) > 1)
        gri_text_add(out, gri_timeline_branch_name(timeline, branch));
    gri_text_addf(out, "@%zu", epoch + 1);
    if (gri_timeline_epoch_length(timeline, t) > 1)
        gri_text_addf(out, ".%zu", iteration + 1);
    return gri_timeline_switch(timeline, active, err);
}

enum gr_status gri_place_write(struct gr_session *session, struct gri_text *out, struct gr_err *err)
{
    const struct gri_cursor *cursor = &session->view.cursor;
    size_t lines = gri_cursor_lines(cursor, session->timeline);
    GRI_TRY(
        gri_place_address(session, gri_timeline_branch(session->timeline), cursor->t, out, err));
    if (lines > 0)
        gri_text_addf(out, ":%zu", lines);
    return GR_OK;
}
