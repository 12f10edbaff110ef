/* `data scale standard|minmax|off` and `data split SHARE|off`: how the data are prepared. */
#include "cmd/data/data.h"

#include <string.h>

enum { MOST_COLUMNS = 30, MOST_WORKED = 8 };

static struct gri_asked column_name(const struct gr_session *session, size_t k, size_t sample)
{
    size_t inputs = session->net->inputs;
    struct gri_quantity q = {.what = k < inputs ? GRI_Q_INPUT : GRI_Q_TARGET,
                             .unit = k < inputs ? k : k - inputs,
                             .sample = sample};
    return (struct gri_asked){.of = q};
}

static bool is_scaled(const struct gri_data *data, size_t k)
{
    return data->shift[k] != 0 || data->scale[k] != 1;
}

/* Of each column what is taken away and what it is divided by. */
static void show_table(struct gr_session *session)
{
    const struct gri_data *data = session->data;
    const struct gri_scaling_row *scaling = &gri_scalings[session->preparation.scaling];
    struct gri_page *page = &session->page;
    struct gri_table *table = gri_page_table(page, 3);
    size_t cols = data->cols > MOST_COLUMNS ? MOST_COLUMNS : data->cols;
    gri_table_header(page, table, 0, NULL, "column");
    gri_table_header(page, table, 1, NULL, scaling->shift);
    gri_table_header(page, table, 2, NULL, scaling->scale);
    for (size_t k = 0; k < cols; k++) {
        if (!is_scaled(data, k))
            continue;
        size_t row = gri_table_row(page, table);
        gri_cell_expr(gri_table_cell(table, row, 0),
                      gri_explain_name(page, column_name(session, k, 0)));
        gri_cell_number(gri_table_cell(table, row, 1), data->shift[k], GRI_COMPUTED);
        gri_cell_number(gri_table_cell(table, row, 2), data->scale[k], GRI_COMPUTED);
    }
    if (cols < data->cols)
        gri_page_remark(page, "%zu of %zu columns.", cols, data->cols);
}

/* The first sample's numbers: (value - mean)/deviation. */
static enum gr_status show_worked(struct gr_session *session, struct gr_err *err)
{
    const struct gri_data *data = session->data;
    for (size_t k = 0; k < data->cols && data->cols <= MOST_WORKED; k++) {
        struct gri_asked asked = column_name(session, k, 1);
        if (is_scaled(data, k))
            GRI_TRY(gri_explain(&session->view, &session->page, 0, &asked, err));
    }
    return GR_OK;
}

static enum gr_status show_scaling(struct gr_session *session, struct gr_err *err)
{
    GRI_TRY(gri_session_need_network(session, err));
    if (session->data == NULL)
        return gri_session_need_run(session, err);
    if (session->data->shift == NULL) {
        gri_page_remark(&session->page, "The data are not scaled.");
        return GR_OK;
    }
    show_table(session);
    if (session->timeline == NULL)
        return GR_OK;
    return show_worked(session, err);
}

enum gr_status gri_data_scale(struct gr_session *session, struct gri_rest rest, struct gr_err *err)
{
    size_t n = 0, column = rest.column + 1;
    const char *word = gri_rest_word(session, &rest);
    struct gri_preparation how = session->preparation;
    GRI_TRY(gri_data_need(session, err));
    if (word == NULL)
        return show_scaling(session, err);
    while (n < GRI_SCALINGS && strcmp(gri_scalings[n].name, word) != 0)
        n++;
    if (n == GRI_SCALINGS || gri_rest_word(session, &rest) != NULL)
        return gri_fail_at(err, GR_E_NAME, column,
                           "it is used as: data scale standard, data scale minmax or data scale "
                           "off");
    how.scaling = (enum gri_scaling)n;
    GRI_TRY(gri_session_data(session, gri_data_keep(session->table), &how, err));
    return n != GRI_SCALING_OFF && session->data != NULL ? show_scaling(session, err) : GR_OK;
}

static enum gr_status read_share(struct gr_session *session, const char *word, size_t column,
                                 double *share, struct gr_err *err)
{
    size_t length = strlen(word), rows = session->table->rows;
    if (strcmp(word, "off") == 0) {
        *share = 1;
        return GR_OK;
    }
    if (gri_parse_number(word, length, share) != length || *share <= 0 || *share >= 1)
        return gri_fail_at(err, GR_E_RANGE, column,
                           "SHARE is between 0 and 1, as in `data split 0.8`, or `off`");
    size_t trained = gri_data_share(rows, *share);
    if (trained == 0 || trained == rows)
        return gri_fail_at(err, GR_E_RANGE, column,
                           "of %zu row%s that leaves %zu to train on and %zu held out; each part "
                           "wants one",
                           rows, rows == 1 ? "" : "s", trained, rows - trained);
    return GR_OK;
}

enum gr_status gri_data_split(struct gr_session *session, struct gri_rest rest, struct gr_err *err)
{
    size_t column = rest.column + 1;
    const char *word = gri_rest_word(session, &rest);
    struct gri_preparation how = session->preparation;
    GRI_TRY(gri_data_need(session, err));
    if (word == NULL || gri_rest_word(session, &rest) != NULL)
        return gri_fail_at(err, GR_E_SYNTAX, column,
                           "it is used as: data split SHARE, as in `data split 0.8`, or data split "
                           "off");
    GRI_TRY(read_share(session, word, column, &how.share, err));
    GRI_TRY(gri_session_data(session, gri_data_keep(session->table), &how, err));
    size_t rows = session->table->rows, trained = gri_data_share(rows, how.share);
    if (trained < rows)
        gri_page_remark(&session->page,
                        "The first %zu of %zu rows are trained on, the last %zu held "
                        "out.",
                        trained, rows, rows - trained);
    return GR_OK;
}
