/* What an epoch came to, and the table of epochs. */
#include "explain/explain.h"

/* The metric of the epoch's forward passes, each by its own parameters. */
static enum gr_status metric_of(struct gri_view *view, size_t first, size_t count, double *metric,
                                struct gr_err *err)
{
    double sum = 0;
    size_t rows = 0;
    for (size_t n = 0; n < count; n++) {
        const struct gri_record *record;
        GRI_TRY(gri_timeline_record(view->timeline, first + n, &record, err));
        sum += gri_metric_sum(view->metric, record->work);
        rows += record->work->rows;
    }
    *metric = sum / (double)rows;
    return GR_OK;
}

/* What iteration t made. The next one, which used it, is asked where it goes by the same settings:
 * a run that stands there has nothing to do again. */
static enum gr_status parameters_after(struct gri_view *view, size_t t, const double **parameters,
                                       struct gr_err *err)
{
    const struct gri_record *record;
    bool goes_on = gri_timeline_hyper(view->timeline, t) ==
                   gri_timeline_hyper(view->timeline, t + 1);
    GRI_TRY(gri_timeline_record(view->timeline, t + (goes_on ? 1 : 0), &record, err));
    *parameters = goes_on ? record->work->before : record->work->after;
    return GR_OK;
}

enum gr_status gri_explain_epoch(struct gri_view *view, size_t t, struct gri_epoch *epoch,
                                 struct gr_err *err)
{
    size_t number, iteration, count;
    struct gri_score score;
    const struct gri_data *data = gri_timeline_data(view->timeline, t);
    gri_timeline_place(view->timeline, t, &number, &iteration);
    *epoch = (struct gri_epoch){.number = number + 1, .held = data->held > 0};
    GRI_TRY(gri_timeline_epoch_loss(view->timeline, t - iteration, &epoch->loss, &count, err));
    if (view->metric != GRI_METRIC_OFF)
        GRI_TRY(metric_of(view, t - iteration, count, &epoch->metric, err));
    if (!epoch->held)
        return GR_OK;
    const double *parameters;
    GRI_TRY(parameters_after(view, t - iteration + count - 1, &parameters, err));
    GRI_TRY(gri_score(view->net, data, data->rows, data->held,
                      gri_timeline_hyper(view->timeline, t), parameters, view->metric, &score, NULL,
                      err));
    epoch->held_loss = score.loss;
    epoch->held_metric = score.metric;
    return GR_OK;
}

/* The first iteration of epoch `epoch` (from 0); false: it has not begun. */
static bool epoch_start(struct gri_view *view, size_t epoch, size_t *t)
{
    return gri_timeline_find(view->timeline, epoch, 0, t, NULL) == GR_OK &&
           *t < gri_timeline_done(view->timeline);
}

/* epoch, loss, the metric, and both of the rows held out */
static struct gri_table *begin_table(const struct gri_view *view, struct gri_page *page)
{
    const char *metric = gri_metrics[view->metric].symbol;
    const char *loss = gri_losses[view->hyper->loss].symbol;
    bool held = view->data->held > 0, shown = view->metric != GRI_METRIC_OFF;
    size_t column = 2;
    struct gri_table *table = gri_page_table(page, 2 + (size_t)shown + (size_t)held +
                                                       (size_t)(held && shown));
    struct gri_text name;
    gri_text_init(&name);
    gri_table_header(page, table, 0, NULL, "epoch");
    gri_table_header(page, table, 1,
                     gri_explain_name(page, (struct gri_asked){.of = {.what = GRI_Q_LOSS}}), NULL);
    if (shown)
        gri_table_header(page, table, column++, NULL, metric);
    for (size_t n = 0; held && n < (shown ? 2 : 1); n++) {
        gri_text_reset(&name);
        gri_text_addf(&name, "held-out %s", n == 0 ? loss : metric);
        gri_table_header(page, table, column++, NULL, name.at);
    }
    gri_text_clear(&name);
    return table;
}

static enum gr_status add_epoch(struct gri_view *view, struct gri_page *page,
                                struct gri_table *table, size_t t, struct gr_err *err)
{
    struct gri_epoch epoch;
    size_t row = gri_table_row(page, table), column = 2;
    bool shown = view->metric != GRI_METRIC_OFF;
    GRI_TRY(gri_explain_epoch(view, t, &epoch, err));
    gri_cell_number(gri_table_cell(table, row, 0), (double)epoch.number, GRI_WRITTEN);
    gri_cell_number(gri_table_cell(table, row, 1), epoch.loss, GRI_COMPUTED);
    if (shown)
        gri_cell_number(gri_table_cell(table, row, column++), epoch.metric, GRI_COMPUTED);
    if (epoch.held)
        gri_cell_number(gri_table_cell(table, row, column++), epoch.held_loss, GRI_COMPUTED);
    if (epoch.held && shown)
        gri_cell_number(gri_table_cell(table, row, column), epoch.held_metric, GRI_COMPUTED);
    return GR_OK;
}

static void say_skipped(struct gri_page *page, size_t every, size_t epochs)
{
    const struct gri_symbol loss = {.asked = {.of = {.what = GRI_Q_LOSS}}};
    struct gri_text name;
    gri_text_init(&name);
    page->scope->spell(page->scope->user, &loss, false, GRI_ASCII, &name);
    gri_page_remark(page, "One epoch in %zu is shown, of %zu; %s@7 prints any.", every, epochs,
                    name.at);
    gri_text_clear(&name);
}

enum gr_status gri_explain_history(struct gri_view *view, struct gri_page *page, size_t most,
                                   struct gr_err *err)
{
    const struct gri_record *record;
    size_t last, within, t, shown = 0;
    GRI_TRY(gri_view_record(view, &record, err));
    gri_timeline_place(view->timeline, gri_timeline_done(view->timeline), &last, &within);
    size_t epochs = last + (within > 0 ? 1 : 0);
    if (epochs == 0) {
        gri_page_remark(page, "No iteration is over yet.");
        return GR_OK;
    }
    size_t every = (epochs + most - 1) / most;
    struct gri_table *table = begin_table(view, page);
    for (size_t e = 0; e < epochs; e++) {
        if ((e % every != 0 && e + 1 != epochs) || !epoch_start(view, e, &t))
            continue;
        GRI_TRY(add_epoch(view, page, table, t, err));
        shown++;
    }
    if (shown < epochs)
        say_skipped(page, every, epochs);
    return GR_OK;
}
