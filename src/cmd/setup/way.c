/* The way through a run, as commands. */
#include "cmd/setup/save.h"

#include "cmd/time/place.h"
#include "trace/branch.h"

#include <assert.h>
#include <string.h>

bool *gri_save_given(struct gr_session *session, size_t t)
{
    size_t count = session->net->parameters;
    bool *given = gri_arena_take(&session->line, count, sizeof *given);
    for (size_t p = 0; given != NULL && p < count; p++)
        given[p] = gri_timeline_given(session->timeline, t, p);
    return given;
}

/* The numbers of the table that are not what they were. */
static void save_rows(const struct gr_session *session, const struct gri_data *before,
                      const struct gri_data *after, struct gri_text *out)
{
    size_t inputs = session->net->inputs, cols = after->table->cols;
    for (size_t i = 0; i < after->table->rows * cols; i++) {
        size_t k = i % cols;
        struct gri_quantity q = {.what = k < inputs ? GRI_Q_INPUT : GRI_Q_TARGET,
                                 .unit = k < inputs ? k : k - inputs,
                                 .sample = i / cols + 1};
        struct gri_symbol symbol = {.asked = {.of = q}};
        if (gri_save_is_same(before->table->at[i], after->table->at[i]))
            continue;
        session->scope.spell(session->scope.user, &symbol, false, GRI_ASCII, out);
        gri_text_add(out, " = ");
        gri_format_exact(out, after->table->at[i]);
        gri_text_add(out, "\n");
    }
}

/* A change in mid-run: what was set, and the numbers that a person wrote there. */
static enum gr_status save_change(struct gr_session *session, size_t number, struct gri_text *out,
                                  struct gr_err *err)
{
    struct gri_timeline *timeline = session->timeline;
    const struct gri_hyper *before, *hyper;
    const double *parameters;
    const struct gri_record *record;
    assert(session->net != NULL);
    gri_timeline_segment(timeline, number - 1, &before, &parameters);
    size_t t = gri_timeline_segment(timeline, number, &hyper, &parameters);
    save_rows(session, gri_timeline_data(timeline, t - 1), gri_timeline_data(timeline, t), out);
    gri_save_changed_settings(session, before, hyper, out);
    if (parameters == NULL)
        return GR_OK;
    GRI_TRY(gri_timeline_record(timeline, t - 1, &record, err));
    bool *given = gri_save_given(session, t);
    if (given == NULL)
        return gri_fail_memory(err, "the parameters");
    gri_save_parameters(session, parameters, record->work->after, given, out);
    return GR_OK;
}

/* A run stops where its loss is no number, and goes on when told again. */
static enum gr_status save_iterations(struct gri_timeline *timeline, size_t from, size_t to,
                                      struct gri_text *out, struct gr_err *err)
{
    for (size_t at = from; from < to; from = at) {
        GRI_TRY(gri_timeline_broken(timeline, at, to, &at, err));
        at += at < to ? 1 : 0;
        gri_text_addf(out, "iteration %zu\n", at - from);
    }
    return GR_OK;
}

/* The active branch from iteration t on, with the changes from segment `number` on. A change that
 * was taken back where it was made is none. */
static enum gr_status save_way(struct gr_session *session, size_t t, size_t number,
                               struct gri_text *out, struct gr_err *err)
{
    struct gri_timeline *timeline = session->timeline;
    struct gri_text change;
    enum gr_status status = GR_OK;
    gri_text_init(&change);
    for (size_t n = number; status == GR_OK && n < gri_timeline_segments(timeline); n++) {
        const struct gri_hyper *hyper;
        const double *parameters;
        size_t to = gri_timeline_segment(timeline, n, &hyper, &parameters);
        gri_text_reset(&change);
        status = save_change(session, n, &change, err);
        if (change.length == 0 || status != GR_OK)
            continue;
        status = save_iterations(timeline, t, to, out, err);
        gri_text_add_bytes(out, change.at, change.length);
        t = to;
    }
    gri_text_clear(&change);
    GRI_TRY(status);
    return save_iterations(timeline, t, gri_timeline_done(timeline), out, err);
}

/* What a start of its own has that the branch it came from began without. Its data first: with the
 * mean squared error any will do. */
static enum gr_status save_own_start(struct gr_session *session, const struct gri_hyper *before,
                                     const struct gri_data *data, const double *without,
                                     struct gri_text *out, struct gr_err *err)
{
    struct gri_timeline *timeline = session->timeline;
    const struct gri_data *own = gri_timeline_data(timeline, 0);
    struct gri_hyper there = *before;
    const struct gri_hyper *hyper;
    const double *parameters;
    gri_timeline_segment(timeline, 0, &hyper, &parameters);
    if (own->table != data->table || own->how.scaling != data->how.scaling ||
        own->how.share != data->how.share) {
        there.loss = GRI_MSE;
        gri_save_changed_settings(session, before, &there, out);
        gri_save_data(own->table, out);
        gri_save_preparation(&own->how, out);
    }
    gri_save_changed_settings(session, &there, hyper, out);
    bool *given = gri_save_given(session, 0);
    double *initial = gri_arena_take(&session->line, session->net->parameters, sizeof *initial);
    if (given == NULL || initial == NULL)
        return gri_fail_memory(err, "the parameters");
    memcpy(initial, without, session->net->parameters * sizeof *initial);
    if (hyper->torch_seed != before->torch_seed || hyper->torch_drawn != before->torch_drawn)
        gri_save_torch(session, hyper, initial, out);
    gri_save_parameters(session, parameters, initial, given, out);
    return GR_OK;
}

/* From the branch it comes from: there, and on from where they part. */
static enum gr_status save_branch(struct gr_session *session, size_t branch, struct gri_text *out,
                                  struct gr_err *err)
{
    struct gri_timeline *timeline = session->timeline;
    const struct gri_hyper *hyper;
    const double *without;
    size_t parting, shared, epoch, iteration;
    size_t parent = gri_timeline_parent(timeline, branch, &parting, &shared);
    GRI_TRY(gri_timeline_switch(timeline, parent, err));
    gri_timeline_place(timeline, parting, &epoch, &iteration);
    gri_timeline_segment(timeline, 0, &hyper, &without);
    const struct gri_data *data = gri_timeline_data(timeline, 0);
    gri_text_addf(out, "branch %s\ngoto epoch %zu iteration %zu\nbranch %s\n",
                  gri_timeline_branch_name(timeline, parent), epoch + 1, iteration + 1,
                  gri_timeline_branch_name(timeline, branch));
    GRI_TRY(gri_timeline_switch(timeline, branch, err));
    if (shared == 0)
        GRI_TRY(save_own_start(session, hyper, data, without, out, err));
    return save_way(session, parting, shared > 0 ? shared : 1, out, err);
}

static enum gr_status save_branches(struct gr_session *session, struct gri_text *out,
                                    struct gr_err *err)
{
    struct gri_timeline *timeline = session->timeline;
    GRI_TRY(gri_timeline_switch(timeline, 0, err));
    GRI_TRY(save_way(session, 0, 1, out, err));
    for (size_t n = 1; n < gri_timeline_branches(timeline); n++)
        GRI_TRY(save_branch(session, n, out, err));
    return GR_OK;
}

/* Where the cursor stands, unless that is the end of what was done. */
static enum gr_status save_place(struct gr_session *session, struct gri_text *out,
                                 struct gr_err *err)
{
    struct gri_timeline *timeline = session->timeline;
    const struct gri_cursor *cursor = &session->view.cursor;
    if (gri_timeline_branches(timeline) > 1)
        gri_text_addf(out, "branch %s\n",
                      gri_timeline_branch_name(timeline, gri_timeline_branch(timeline)));
    if (cursor->t == gri_timeline_done(timeline) && cursor->stage == 0 && cursor->line == 0)
        return GR_OK;
    GRI_TRY(gri_place_goto(session, out, err));
    gri_text_add(out, "\n");
    return GR_OK;
}

enum gr_status gri_save_run(struct gr_session *session, struct gri_text *out, struct gr_err *err)
{
    size_t active = gri_timeline_branch(session->timeline);
    enum gr_status status = save_branches(session, out, err);
    GRI_TRY(gri_timeline_switch(session->timeline, active, status == GR_OK ? err : NULL));
    GRI_TRY(status);
    return save_place(session, out, err);
}
