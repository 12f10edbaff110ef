#include "cmd/data/data.h"
#include "cmd/score/score.h"

enum { MOST_CLASSES = 30 };

static void class_name(struct gr_session *session, size_t c, struct gri_text *name)
{
    gri_text_reset(name);
    gri_data_class(session, c, name);
}

/* A row for what it is, a column for what it is taken for. */
static enum gr_status show(struct gr_session *session, bool held, struct gr_err *err)
{
    size_t *confusion, classes = gri_classifier_classes(session);
    struct gri_page *page = &session->page;
    struct gri_text name;
    GRI_TRY(gri_classifier_count(session, held, &confusion, err));
    struct gri_table *table = gri_page_table(page, classes + 1);
    table->title = session->data->held == 0 ? NULL : held ? "held out" : "trained on";
    gri_text_init(&name);
    gri_table_header(page, table, 0, NULL, "is \\ taken for");
    for (size_t c = 0; c < classes; c++) {
        class_name(session, c, &name);
        gri_table_header(page, table, c + 1, NULL, name.at);
    }
    for (size_t c = 0; c < classes; c++) {
        size_t row = gri_table_row(page, table);
        class_name(session, c, &name);
        gri_cell_text(page, gri_table_cell(table, row, 0), "%s", name.at);
        for (size_t k = 0; k < classes; k++)
            gri_cell_number(gri_table_cell(table, row, k + 1), (double)confusion[c * classes + k],
                            GRI_WRITTEN);
    }
    gri_text_clear(&name);
    return GR_OK;
}

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    (void)args;
    GRI_TRY(gri_classifier_need(session, err));
    if (gri_classifier_classes(session) > MOST_CLASSES)
        return gri_fail(err, GR_E_RANGE, "%zu classes are too many for a table; `accuracy` counts",
                        gri_classifier_classes(session));
    GRI_TRY(show(session, false, err));
    return session->data->held > 0 ? show(session, true, err) : GR_OK;
}

const struct gri_command gri_command_confusion = {
    .name = "confusion",
    .group = GRI_SCORING,
    .summary = "which class is taken for which, as a table",
    .help = "A row for what the samples are, a column for what the network takes them for, with "
            "the parameters where you stand; the diagonal is right. Rows held out by `data split` "
            "have a table of their own.",
    .example = "network 1-2 softmax\nset loss cross-entropy\nset rate 1\n"
               "data\n-2 cold\n-1 cold\n2 warm\n0 cold\n3 warm\nend\ntrain 20\nconfusion",
    .see = "accuracy data",
    .run = run,
};
