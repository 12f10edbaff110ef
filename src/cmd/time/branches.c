#include "cmd/time/place.h"

#include "trace/branch.h"

/* "main@2": where it leaves the one it comes from. */
static enum gr_status add_parting(struct gr_session *session, struct gri_cell *cell, size_t branch,
                                  struct gr_err *err)
{
    size_t parting, parent = gri_timeline_parent(session->timeline, branch, &parting, NULL);
    struct gri_text text;
    if (branch == 0)
        return GR_OK;
    gri_text_init(&text);
    enum gr_status status = gri_place_address(session, parent, parting, &text, err);
    if (status == GR_OK)
        gri_cell_text(&session->page, cell, "%s", text.at);
    gri_text_clear(&text);
    return status;
}

/* Of the last iteration done, if there is one. */
static enum gr_status add_loss(struct gr_session *session, struct gri_cell *cell, size_t branch,
                               struct gr_err *err)
{
    struct gri_timeline *timeline = session->timeline;
    size_t active = gri_timeline_branch(timeline);
    size_t done = gri_timeline_branch_done(timeline, branch);
    double loss;
    if (done == 0)
        return GR_OK;
    GRI_TRY(gri_timeline_switch(timeline, branch, err));
    enum gr_status status = gri_timeline_loss(timeline, done - 1, &loss, err);
    GRI_TRY(gri_timeline_switch(timeline, active, status == GR_OK ? err : NULL));
    if (status == GR_OK)
        gri_cell_number(cell, loss, GRI_COMPUTED);
    return status;
}

static enum gr_status add_branch(struct gr_session *session, struct gri_table *table, size_t branch,
                                 struct gr_err *err)
{
    struct gri_page *page = &session->page;
    struct gri_timeline *timeline = session->timeline;
    size_t row = gri_table_row(page, table);
    bool active = branch == gri_timeline_branch(timeline);
    gri_cell_text(page, gri_table_cell(table, row, 0), "%s%s",
                  gri_timeline_branch_name(timeline, branch), active ? " *" : "");
    GRI_TRY(add_parting(session, gri_table_cell(table, row, 1), branch, err));
    gri_cell_number(gri_table_cell(table, row, 2),
                    (double)gri_timeline_branch_done(timeline, branch), GRI_WRITTEN);
    return add_loss(session, gri_table_cell(table, row, 3), branch, err);
}

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    const struct gri_asked loss = {.of = {.what = GRI_Q_LOSS}};
    (void)args;
    GRI_TRY(gri_session_need_run(session, err));
    struct gri_table *table = gri_page_table(&session->page, 4);
    gri_table_header(&session->page, table, 0, NULL, "branch");
    gri_table_header(&session->page, table, 1, NULL, "leaves");
    gri_table_header(&session->page, table, 2, NULL, "iterations");
    gri_table_header(&session->page, table, 3, gri_explain_name(&session->page, loss), NULL);
    for (size_t n = 0; n < gri_timeline_branches(session->timeline); n++)
        GRI_TRY(add_branch(session, table, n, err));
    return GR_OK;
}

const struct gri_command gri_command_branches = {
    .name = "branches",
    .group = GRI_LOOKING,
    .params = {{0}},
    .summary = "list the branches of the run",
    .help = "Of each: where it leaves the one it comes from, the iterations done, and the loss of "
            "the last. The star marks the one you are in.",
    .example = "use lottery\nepoch 3\ngoto epoch 2\nw5 = 3\nepoch\nbranches",
    .see = "branch compare",
    .run = run,
};
