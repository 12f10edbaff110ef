#include "cmd/score/score.h"

enum gr_status gri_classifier_need(struct gr_session *session, struct gr_err *err)
{
    GRI_TRY(gri_session_need_run(session, err));
    if (gri_score_is_classifier(session->net, session->data))
        return GR_OK;
    return gri_fail(err, GR_E_STATE,
                    "the targets are no classes; classes are words, 0 and 1 for one output, or "
                    "one 1 among 0s");
}

size_t gri_classifier_classes(const struct gr_session *session)
{
    return session->net->outputs == 1 ? 2 : session->net->outputs;
}

enum gr_status gri_classifier_count(struct gr_session *session, bool held, size_t **confusion,
                                    struct gr_err *err)
{
    size_t classes = gri_classifier_classes(session);
    const struct gri_data *data = session->data;
    struct gri_score score;
    double *parameters;
    bool *given;
    *confusion = gri_arena_take(&session->line, classes * classes, sizeof **confusion);
    if (*confusion == NULL)
        return gri_fail_memory(err, "the classes");
    GRI_TRY(gri_session_current(session, &parameters, &given, err));
    return gri_score(session->net, data, held ? data->rows : 0, held ? data->held : data->rows,
                     &session->hyper, parameters, GRI_METRIC_OFF, &score, *confusion, err);
}

static enum gr_status add_row(struct gr_session *session, struct gri_table *table, bool held,
                              struct gr_err *err)
{
    size_t *confusion, classes = gri_classifier_classes(session), right = 0;
    size_t rows = held ? session->data->held : session->data->rows;
    GRI_TRY(gri_classifier_count(session, held, &confusion, err));
    for (size_t c = 0; c < classes; c++)
        right += confusion[c * classes + c];
    size_t row = gri_table_row(&session->page, table);
    gri_cell_text(&session->page, gri_table_cell(table, row, 0), "%s",
                  held ? "held out" : "trained on");
    gri_cell_number(gri_table_cell(table, row, 1), (double)right, GRI_WRITTEN);
    gri_cell_number(gri_table_cell(table, row, 2), (double)rows, GRI_WRITTEN);
    gri_cell_number(gri_table_cell(table, row, 3), (double)right / (double)rows, GRI_COMPUTED);
    return GR_OK;
}

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    static const char *const headers[] = {"rows", "right", "of", "accuracy"};
    (void)args;
    GRI_TRY(gri_classifier_need(session, err));
    struct gri_table *table = gri_page_table(&session->page, 4);
    for (size_t k = 0; k < 4; k++)
        gri_table_header(&session->page, table, k, NULL, headers[k]);
    GRI_TRY(add_row(session, table, false, err));
    return session->data->held > 0 ? add_row(session, table, true, err) : GR_OK;
}

const struct gri_command gri_command_accuracy = {
    .name = "accuracy",
    .group = GRI_SCORING,
    .summary = "how many rows a classifier takes for their class",
    .help = "With the parameters where you stand. A row is taken for the class of its largest "
            "output; one output alone says 1 from 0.5 on. Rows held out by `data split` are "
            "counted for themselves.",
    .example = "network 2-2-1 tanh sigmoid\ninit xavier 3\nset loss bce\nset rate 1\n"
               "data\n0 0 0\n0 1 1\n1 0 1\n1 1 1\nend\ntrain 200\naccuracy",
    .see = "confusion data predict",
    .run = run,
};
