#include "cmd/time/place.h"

#include "trace/branch.h"

static size_t count_lines(const struct gri_stages *stages)
{
    size_t count = 0;
    for (size_t stage = 0; stage < gri_stage_count(stages); stage++)
        count += gri_stage_lines(stages, stage, NULL, 0);
    return count;
}

/* "epoch 2, iteration 3 of 5, sample 1 (1 of 3), line 4 of 37" */
static enum gr_status say_moment(struct gr_session *session, struct gr_err *err)
{
    struct gri_timeline *timeline = session->timeline;
    const struct gri_cursor *cursor = &session->view.cursor;
    const struct gri_stages stages = gri_cursor_stages(cursor, timeline);
    struct gri_text text;
    size_t epoch, iteration, sample, lines = gri_cursor_lines(cursor, timeline);
    GRI_TRY(gri_view_sample(&session->view, &sample, err));
    gri_timeline_place(timeline, cursor->t, &epoch, &iteration);
    size_t length = gri_timeline_epoch_length(timeline, cursor->t), all = count_lines(&stages);
    gri_text_init(&text);
    gri_text_addf(&text, "Epoch %zu", epoch + 1);
    if (length > 1)
        gri_text_addf(&text, ", iteration %zu of %zu", iteration + 1, length);
    if (lines == 0 && cursor->stage == 0)
        gri_text_add(&text, ", at the start");
    else if (cursor->stage < stages.rows)
        gri_text_addf(&text, ", sample %zu", sample);
    gri_text_addf(&text, "; %zu of its %zu lines shown", lines, all);
    gri_page_remark(&session->page, "%s.", text.at);
    gri_text_clear(&text);
    return GR_OK;
}

/* How far the run has come, and in which branch. */
static void say_run(struct gr_session *session)
{
    struct gri_timeline *timeline = session->timeline;
    size_t done = gri_timeline_done(timeline), epoch, iteration;
    gri_timeline_place(timeline, done, &epoch, &iteration);
    if (gri_timeline_branches(timeline) > 1)
        gri_page_remark(&session->page, "Branch %s of %zu, %zu iteration%s done; `branches` lists.",
                        gri_timeline_branch_name(timeline, gri_timeline_branch(timeline)),
                        gri_timeline_branches(timeline), done, done == 1 ? "" : "s");
    else
        gri_page_remark(&session->page, "%zu iteration%s done; the run stands in epoch %zu.", done,
                        done == 1 ? " is" : "s are", epoch + 1);
}

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    struct gri_text text;
    (void)args;
    GRI_TRY(gri_session_need_run(session, err));
    GRI_TRY(say_moment(session, err));
    say_run(session);
    gri_text_init(&text);
    if (gri_timeline_branches(session->timeline) > 1)
        gri_text_addf(
            &text, "branch %s\n",
            gri_timeline_branch_name(session->timeline, gri_timeline_branch(session->timeline)));
    enum gr_status status = gri_place_goto(session, &text, err);
    gri_text_add(&text, "\n");
    if (status == GR_OK)
        gri_page_listing(&session->page, text.at, text.length);
    gri_text_clear(&text);
    return status;
}

const struct gri_command gri_command_when = {
    .name = "when",
    .group = GRI_STEPPING,
    .params = {{0}},
    .summary = "show where you stand: epoch, iteration, sample, line, branch",
    .help = "The commands it ends with come back here from anywhere.",
    .example = "use lottery\nepoch\nstep 7\nwhen",
    .see = "goto back branches",
    .run = run,
};
