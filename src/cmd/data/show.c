/* `data show [ROWS]`: the data as they were given, and the classes among them. */
#include "cmd/data/data.h"

#include <stdio.h>
#include <string.h>

enum { MOST_ROWS = 50, MOST_COLUMNS = 30 };

static const struct gri_labels *labels_of(const struct gri_data *table)
{
    return table->labels != NULL ? table->labels[table->cols - 1] : NULL;
}

void gri_data_class(const struct gr_session *session, size_t c, struct gri_text *out)
{
    const struct gri_labels *labels = session->table != NULL ? labels_of(session->table) : NULL;
    if (labels != NULL && c < labels->count)
        gri_text_add(out, labels->word[c]);
    else if (session->data != NULL && session->data->class_number != NULL)
        gri_format_exact(out, session->data->class_number[c]);
    else if (session->net != NULL && session->net->outputs > 1)
        gri_text_addf(out, "%zu", c + 1);
    else
        gri_text_addf(out, "%zu", c);
}

static void show_header(struct gr_session *session, struct gri_table *table, size_t cols)
{
    const struct gri_data *data = session->table;
    size_t inputs = gri_data_inputs(session);
    gri_table_header(&session->page, table, 0, NULL, "i");
    for (size_t k = 0; k < cols; k++) {
        char name[32];
        snprintf(name, sizeof name, "%s%zu", k < inputs ? "x" : "y",
                 k < inputs ? k + 1 : k - inputs + 1);
        if (k >= inputs && data->cols - inputs == 1)
            snprintf(name, sizeof name, "y");
        gri_table_header(&session->page, table, k + 1, NULL,
                         data->names != NULL ? data->names[k] : name);
    }
}

static void show_row(struct gr_session *session, struct gri_table *table, size_t i, size_t cols)
{
    const struct gri_data *data = session->table;
    const struct gri_labels *labels = labels_of(data);
    struct gri_page *page = &session->page;
    size_t row = gri_table_row(page, table);
    gri_cell_number(gri_table_cell(table, row, 0), (double)(i + 1), GRI_WRITTEN);
    for (size_t k = 0; k < cols; k++) {
        double number = data->at[i * data->cols + k];
        struct gri_cell *cell = gri_table_cell(table, row, k + 1);
        if (labels != NULL && k + 1 == data->cols)
            gri_cell_text(page, cell, "%s", labels->word[(size_t)number]);
        else
            gri_cell_number(cell, number, GRI_WRITTEN);
    }
}

/* Class setosa is y = 1 0 0. */
static void show_classes(struct gr_session *session)
{
    const struct gri_data *data = session->data;
    if (data == NULL || !data->classes)
        return;
    size_t outputs = session->net->outputs, count = outputs == 1 ? 2 : outputs;
    struct gri_page *page = &session->page;
    struct gri_table *table = gri_page_table(page, outputs + 1);
    gri_table_header(page, table, 0, NULL, "class");
    for (size_t k = 0; k < outputs; k++) {
        struct gri_quantity y = {.what = GRI_Q_TARGET, .unit = k};
        gri_table_header(page, table, k + 1, gri_explain_name(page, (struct gri_asked){.of = y}),
                         NULL);
    }
    for (size_t c = 0; c < count; c++) {
        struct gri_text name;
        size_t row = gri_table_row(page, table);
        gri_text_init(&name);
        gri_data_class(session, c, &name);
        gri_cell_text(page, gri_table_cell(table, row, 0), "%s", name.at);
        gri_text_clear(&name);
        for (size_t k = 0; k < outputs; k++)
            gri_cell_number(gri_table_cell(table, row, k + 1),
                            outputs == 1 ? (double)c : (k == c ? 1 : 0), GRI_WRITTEN);
    }
}

static void say_preparation(struct gr_session *session)
{
    const struct gri_preparation *how = &session->preparation;
    size_t rows = session->table->rows, trained = gri_data_share(rows, how->share);
    if (trained < rows)
        gri_page_remark(&session->page, "The last %zu of %zu rows are held out.", rows - trained,
                        rows);
    if (how->scaling != GRI_SCALING_OFF)
        gri_page_remark(&session->page,
                        "These are the numbers as given; the network sees them scaled: `data "
                        "scale` shows how.");
}

enum gr_status gri_data_show(struct gr_session *session, struct gri_rest rest, struct gr_err *err)
{
    size_t column = rest.column + 1, most = 0;
    const char *word = gri_rest_word(session, &rest);
    const struct gri_data *data = session->table;
    GRI_TRY(gri_data_need(session, err));
    for (const char *c = word; c != NULL && *c != '\0'; c++) {
        if (*c < '0' || *c > '9' || most > GRI_DATA_LIMIT)
            return gri_fail_at(err, GR_E_SYNTAX, column,
                               "ROWS is a whole number, as in `data show 100`");
        most = 10 * most + (size_t)(*c - '0');
    }
    most = word == NULL ? MOST_ROWS : most;
    size_t rows = data->rows < most ? data->rows : most;
    size_t cols = data->cols > MOST_COLUMNS ? MOST_COLUMNS : data->cols;
    struct gri_table *table = gri_page_table(&session->page, cols + 1);
    show_header(session, table, cols);
    for (size_t i = 0; i < rows; i++)
        show_row(session, table, i, cols);
    if (rows < data->rows || cols < data->cols)
        gri_page_remark(&session->page, "%zu of %zu rows, %zu of %zu columns.", rows, data->rows,
                        cols, data->cols);
    show_classes(session);
    say_preparation(session);
    return GR_OK;
}
