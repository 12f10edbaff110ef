/* What stands on a worksheet and on its key. */
#include "cmd/worksheet/worksheet.h"

#include "cmd/setting.h"
#include "cmd/setup/save.h"
#include "expr/print.h"

#include <stdio.h>
#include <string.h>

enum { MOST_NUMBERS = 10 * GRI_TASK_NUMBERS };

/* Does it change what stands on a sheet, and does no sheet choose it? */
static bool matters(const struct gri_setting *setting)
{
    static const char *const others[] = {"rate",   "batch",  "shuffle", "seed",
                                         "epochs", "digits", "metric"};
    size_t n = 0, count = sizeof others / sizeof *others;
    while (n < count && strcmp(others[n], setting->name) != 0)
        n++;
    return setting->saved && n == count;
}

/* The lines that marking goes by: the network, what is set otherwise than at first, the seed. */
static void say_about(const struct gr_session *own, struct gri_page *page, unsigned long long seed)
{
    struct gri_text text, value;
    gri_text_init(&text);
    gri_text_init(&value);
    gri_text_add(&text, "worksheet network: ");
    gri_save_network(own->net, &text);
    for (size_t n = 0; n < gri_setting_count; n++) {
        gri_text_reset(&value);
        gri_settings[n].get(own, &value);
        if (matters(&gri_settings[n]) && !value.failed &&
            strcmp(value.at, gri_settings[n].initial) != 0)
            gri_text_addf(&text, "\nworksheet setting: %s %s", gri_settings[n].name, value.at);
    }
    gri_text_addf(&text, "\nworksheet: %llu\n", seed);
    gri_page_listing(page, text.at, text.length);
    page->failed |= text.failed || value.failed;
    gri_text_clear(&text);
    gri_text_clear(&value);
}

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

/* What so many layers have made of the inputs. */
static const struct gri_expr *end_name(struct gri_page *page, size_t layers, size_t unit)
{
    const struct gri_quantity end = {.what = layers > 0 ? GRI_Q_OUT : GRI_Q_INPUT,
                                     .layer = layers > 0 ? layers - 1 : 0,
                                     .unit = unit};
    return gri_explain_name(page, (struct gri_asked){.of = end});
}

/* Each with where it leads from and to: the numbering of weights is not to be guessed. */
static enum gr_status say_parameters(struct gr_session *own, struct gri_page *page,
                                     struct gr_err *err)
{
    const struct gri_record *record;
    static const char *const headers[] = {"parameter", "from", "to", "value"};
    const struct gri_net *net = own->net;
    GRI_TRY(gri_view_record(&own->view, &record, err));
    struct gri_table *table = gri_page_table(page, 4);
    for (size_t k = 0; k < 4; k++)
        gri_table_header(page, table, k, NULL, headers[k]);
    for (size_t p = 0; p < net->parameters; p++) {
        const struct gri_quantity q = gri_explain_parameter(net, p);
        size_t row = gri_table_row(page, table);
        gri_cell_expr(gri_table_cell(table, row, 0),
                      gri_explain_name(page, (struct gri_asked){.of = q}));
        if (q.what == GRI_Q_WEIGHT)
            gri_cell_expr(gri_table_cell(table, row, 1), end_name(page, q.layer, q.row));
        gri_cell_expr(gri_table_cell(table, row, 2), end_name(page, q.layer + 1, q.unit));
        gri_cell_number(gri_table_cell(table, row, 3), record->work->before[p], GRI_WRITTEN);
    }
    return GR_OK;
}

static void add_math(struct gr_session *own, struct gri_text *out, const struct gri_expr *expr)
{
    gri_print(out, expr, &own->scope, GRI_TEXT, own->view.digits);
}

/* Which way round the error is, where one is asked for. */
static enum gr_status say_error(struct gr_session *own, struct gri_page *page,
                                const struct gri_asked *asked, size_t count, struct gr_err *err)
{
    struct gri_formula formula;
    const struct gri_expr *name;
    struct gri_asked error;
    struct gri_text text;
    size_t n = 0;
    while (n < count && (asked[n].derivative || asked[n].of.what != GRI_Q_ERROR))
        n++;
    if (n == count)
        return GR_OK;
    error = asked[n];
    error.of.sample = 0;
    GRI_TRY(gri_formula_name(&own->view, page->arena, &error, &name, err));
    GRI_TRY(gri_formula(&own->view, page->arena, &error, &formula, err));
    gri_text_init(&text);
    gri_text_add(&text, "The error ");
    add_math(own, &text, name);
    gri_text_add(&text, " is ");
    add_math(own, &text, formula.formula);
    gri_page_prose(page, "%s.", text.at);
    page->failed |= text.failed;
    gri_text_clear(&text);
    return GR_OK;
}

static enum gr_status say_problem(struct gr_session *own, struct gri_page *page,
                                  const struct gri_asked *asked, size_t count, struct gr_err *err)
{
    const struct gri_hyper *hyper = &own->hyper;
    struct gri_text rate;
    gri_text_init(&rate);
    gri_format_exact(&rate, hyper->rate);
    gri_page_prose(page,
                   "Work out one update by hand, all samples in one batch. Give every number to %d "
                   "decimals. The lines at the top say what to mark it against: leave them there.",
                   gri_task_decimals(hyper));
    gri_page_prose(page, "The loss is %s, %s; the optimizer is %s, the learning rate %s.",
                   gri_losses[hyper->loss].name, gri_losses[hyper->loss].summary,
                   gri_optimizers[hyper->optimizer].name, rate.at);
    page->failed |= rate.failed;
    gri_text_clear(&rate);
    GRI_TRY(gri_explain_network(&own->view, page, err));
    say_data(own, page);
    GRI_TRY(say_parameters(own, page, err));
    return say_error(own, page, asked, count, err);
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
static enum gr_status say_numbers(struct gr_session *own, struct gri_page *page,
                                  const struct gri_asked *asked, size_t count, bool key,
                                  struct gr_err *err)
{
    long part = -2;
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
    struct gri_asked *asked;
    size_t count;
    GRI_TRY(gri_hand_numbers(&own->view, page->arena, MOST_NUMBERS, &asked, &count, err));
    gri_page_heading(page, 1, key ? "Worksheet %llu, key" : "Worksheet %llu", number);
    say_about(own, page, number);
    if (!key) {
        gri_page_prose(page, "Name:");
        GRI_TRY(say_problem(own, page, asked, count, err));
    }
    return say_numbers(own, page, asked, count, key, err);
}
