/* What stands on a worksheet and on its key. */
#include "cmd/worksheet/worksheet.h"

#include <stdio.h>

enum { MOST_NUMBERS = 10 * GRI_TASK_NUMBERS };

/* Of inputs and targets: a row each, so that it is not taken for work when the page is marked. */
static void say_data(const struct gr_session *own, struct gri_page *page)
{
    const struct gri_net *net = own->net;
    const struct gri_data *data = own->table;
    struct gri_table *table = gri_page_table(page, data->rows + 1);
    gri_table_header(page, table, 0, NULL, "given");
    for (size_t i = 0; i < data->rows; i++) {
        char name[32];
        snprintf(name, sizeof name, "sample %zu", i + 1);
        gri_table_header(page, table, i + 1, NULL, name);
    }
    for (size_t k = 0; k < data->cols; k++) {
        struct gri_asked asked = {.of = {.what = k < net->inputs ? GRI_Q_INPUT : GRI_Q_TARGET,
                                         .unit = k < net->inputs ? k : k - net->inputs}};
        size_t row = gri_table_row(page, table);
        gri_cell_expr(gri_table_cell(table, row, 0), gri_explain_name(page, asked));
        for (size_t i = 0; i < data->rows; i++)
            gri_cell_number(gri_table_cell(table, row, i + 1), data->at[i * data->cols + k],
                            GRI_WRITTEN);
    }
}

static enum gr_status say_problem(struct gr_session *own, struct gri_page *page, struct gr_err *err)
{
    const struct gri_hyper *hyper = &own->hyper;
    struct gri_text rate;
    gri_text_init(&rate);
    gri_format_exact(&rate, hyper->rate);
    gri_page_prose(page,
                   "Work out one update by hand, all samples in one batch. Give every number to %d "
                   "decimals.",
                   gri_task_decimals(hyper));
    gri_page_prose(page, "The loss is %s, %s; the optimizer is %s, the learning rate %s.",
                   gri_losses[hyper->loss].name, gri_losses[hyper->loss].summary,
                   gri_optimizers[hyper->optimizer].name, rate.at);
    page->failed |= rate.failed;
    gri_text_clear(&rate);
    GRI_TRY(gri_explain_network(&own->view, page, err));
    say_data(own, page);
    return gri_explain_weights(&own->view, page, err);
}

/* The part of the pass that a number belongs to: its sample; 0: the loss; -1: what follows. */
static long part_of(const struct gri_asked *asked)
{
    bool later = asked->derivative || asked->of.made;
    return later ? -1 : (long)asked->of.sample;
}

static void say_part(struct gri_page *page, long part)
{
    if (part > 0)
        gri_page_heading(page, 3, "Sample %ld", part);
    else
        gri_page_heading(page, 3, part == 0 ? "Loss" : "Gradients and new parameters");
}

static enum gr_status say_number(struct gr_session *own, struct gri_page *page,
                                 const struct gri_asked *asked, bool key, struct gr_err *err)
{
    const struct gri_expr *name;
    struct gri_asked bare = *asked;
    if (key)
        return gri_explain(&own->view, page, 0, asked, err);
    bare.of.sample = 0;
    GRI_TRY(gri_formula_name(&own->view, page->arena, &bare, &name, err));
    gri_page_worked(page, 0, name);
    return GR_OK;
}

/* Every number of the pass, with bare names that mean the sample in the heading. */
static enum gr_status say_numbers(struct gr_session *own, struct gri_page *page, bool key,
                                  struct gr_err *err)
{
    struct gri_asked *asked;
    size_t count;
    long part = -2;
    GRI_TRY(gri_hand_numbers(&own->view, page->arena, MOST_NUMBERS, &asked, &count, err));
    for (size_t n = 0; n < count; n++) {
        if (part_of(&asked[n]) != part)
            say_part(page, part = part_of(&asked[n]));
        own->view.cursor.stage = part > 0 ? (size_t)part - 1 : 0;
        GRI_TRY(say_number(own, page, &asked[n], key, err));
    }
    own->view.cursor.stage = 0;
    return GR_OK;
}

enum gr_status gri_worksheet_say(struct gr_session *own, struct gri_page *page, uint64_t seed,
                                 bool key, struct gr_err *err)
{
    unsigned long long number = seed;
    gri_page_heading(page, 1, key ? "Worksheet %llu, key" : "Worksheet %llu", number);
    gri_page_prose(page, "worksheet: %llu", number);
    if (!key) {
        gri_page_prose(page, "Name:");
        GRI_TRY(say_problem(own, page, err));
    }
    return say_numbers(own, page, key, err);
}
