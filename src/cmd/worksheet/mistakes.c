/* What a key says of the catalogue of mistakes. */
#include "cmd/worksheet/worksheet.h"

#include <math.h>

static void header(struct gri_page *page, struct gri_table *table, const char *const *words)
{
    for (size_t k = 0; k < table->columns; k++)
        gri_table_header(page, table, k, NULL, words[k]);
}

/* The parts of the catalogue, by the first letter of a row. */
static const struct part {
    char letter;
    const char *title;
} parts[] = {
    {'F', "Forward"},
    {'L', "Loss"},
    {'B', "Output gradient"},
    {'H', "On the way back"},
    {'W', "Weights and biases"},
    {'U', "Update"},
    {'C', "Checking"},
};

static enum gr_status add_shown(struct gr_session *own, struct gri_page *page,
                                struct gri_table *table, size_t mistake,
                                const struct gri_showing *showing, struct gr_err *err)
{
    const struct gri_mistake_row *of = &gri_mistakes[mistake];
    const struct gri_expr *name;
    size_t row = gri_table_row(page, table);
    gri_cell_text(page, gri_table_cell(table, row, 0), "%s", of->id);
    gri_cell_text(page, gri_table_cell(table, row, 1), "%s", of->code);
    gri_cell_text(page, gri_table_cell(table, row, 2), "%s", of->summary);
    if (isnan(showing->wrong)) {
        gri_cell_text(page, gri_table_cell(table, row, 3), "any number");
        return GR_OK;
    }
    GRI_TRY(gri_formula_name(&own->view, page->arena, &showing->first, &name, err));
    gri_cell_expr(gri_table_cell(table, row, 3), name);
    gri_cell_number(gri_table_cell(table, row, 4), showing->wrong, GRI_COMPUTED);
    return GR_OK;
}

/* Those of one part: a table that fits on a page. */
static enum gr_status say_shown(struct gr_session *own, struct gri_page *page,
                                const struct gri_task *task, const struct part *part,
                                struct gr_err *err)
{
    static const char *const words[] = {"mistake", "code", "what", "seen first in", "as"};
    struct gri_table *table = NULL;
    for (size_t m = GRI_NO_MISTAKE + 1; m < GRI_MISTAKES; m++) {
        if (task->showing[m].fate != GRI_FATE_SHOWN || gri_mistakes[m].id[0] != part->letter)
            continue;
        if (table == NULL) {
            table = gri_page_table(page, sizeof words / sizeof *words);
            table->title = part->title;
            header(page, table, words);
        }
        GRI_TRY(add_shown(own, page, table, m, &task->showing[m], err));
    }
    return GR_OK;
}

/* "H7 and H8 lead to the same numbers." Each pair once. */
static void say_twins(struct gri_page *page, const struct gri_task *task)
{
    for (size_t m = GRI_NO_MISTAKE + 1; m < GRI_MISTAKES; m++) {
        size_t twin = task->showing[m].twin;
        if (twin > m || (twin != GRI_NO_MISTAKE && task->showing[twin].twin != m))
            gri_page_remark(page, "%s and %s can lead to the same numbers.", gri_mistakes[m].id,
                            gri_mistakes[twin].id);
    }
}

static void say_others(struct gri_page *page, const struct gri_task *task, enum gri_fate fate,
                       const char *title)
{
    static const char *const words[] = {"mistake", "what", "because"};
    struct gri_table *table = NULL;
    for (size_t m = GRI_NO_MISTAKE + 1; m < GRI_MISTAKES; m++) {
        const struct gri_showing *showing = &task->showing[m];
        if (showing->fate != fate)
            continue;
        if (table == NULL) {
            gri_page_heading(page, 3, "%s", title);
            table = gri_page_table(page, sizeof words / sizeof *words);
            header(page, table, words);
        }
        size_t row = gri_table_row(page, table);
        gri_cell_text(page, gri_table_cell(table, row, 0), "%s", gri_mistakes[m].id);
        gri_cell_text(page, gri_table_cell(table, row, 1), "%s", gri_mistakes[m].summary);
        gri_cell_text(page, gri_table_cell(table, row, 2), "%s", showing->reason);
    }
}

enum gr_status gri_worksheet_say_mistakes(struct gr_session *own, struct gri_page *page,
                                          const struct gri_task *task, struct gr_err *err)
{
    own->view.indexed = true; /* there is no sample in a heading here */
    gri_page_heading(page, 2, "Mistakes");
    gri_page_prose(page, "These show on the numbers of this sheet, each made alone.");
    for (size_t n = 0; n < sizeof parts / sizeof *parts; n++)
        GRI_TRY(say_shown(own, page, task, &parts[n], err));
    say_twins(page, task);
    say_others(page, task, GRI_FATE_HIDDEN, "Not to be seen here");
    say_others(page, task, GRI_FATE_NONE, "Not to be made here");
    return GR_OK;
}
