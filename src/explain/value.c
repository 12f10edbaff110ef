/* Values of names. */
#include "explain/name/notation.h"

#include <assert.h>
#include <string.h>

enum gr_status gri_no_network(struct gr_err *err)
{
    return gri_fail(err, GR_E_STATE,
                    "there is no network yet; `network 2-2-1` makes one, `use lottery` loads a "
                    "problem");
}

enum gr_status gri_view_need_run(const struct gri_view *view, struct gr_err *err)
{
    if (view->net == NULL)
        return gri_no_network(err);
    if (view->obstacle != NULL) {
        enum gr_status status = view->obstacle->status;
        assert(status != GR_OK);
        return gri_fail(err, status, "%s", view->obstacle->message);
    }
    if (view->timeline == NULL)
        return gri_fail(err, GR_E_STATE,
                        "there are no data yet; give them with `data` … `end` or `data load FILE`");
    return GR_OK;
}

enum gr_status gri_view_record(struct gri_view *view, const struct gri_record **record,
                               struct gr_err *err)
{
    GRI_TRY(gri_view_need_run(view, err));
    return gri_timeline_record(view->timeline, view->cursor.t, record, err);
}

enum gr_status gri_view_iteration(struct gri_view *view, const struct gri_quantity *q, size_t *t,
                                  struct gr_err *err)
{
    GRI_TRY(gri_view_need_run(view, err));
    *t = view->cursor.t;
    if (q->epoch == 0)
        return GR_OK;
    GRI_TRY(gri_timeline_find(view->timeline, q->epoch - 1, q->iteration > 0 ? q->iteration - 1 : 0,
                              t, err));
    bool begun = gri_quantity_is_parameter(q) && !q->made;
    if (*t == gri_timeline_done(view->timeline) && *t != view->cursor.t && !begun)
        return gri_fail(err, GR_E_RANGE,
                        "epoch %zu has not run; `epoch`, `train` or `step` goes on", q->epoch);
    return GR_OK;
}

enum gr_status gri_view_check_moment(struct gri_view *view, const struct gri_quantity *q, size_t t,
                                     struct gr_err *err)
{
    if (q->what != GRI_Q_MOMENT)
        return GR_OK;
    enum gri_optimizer then = gri_timeline_hyper(view->timeline, t)->optimizer;
    const char *asked = gri_optimizers[q->optimizer].moments[q->moment].name;
    const char *kept = gri_optimizers[then].moments[q->moment].name;
    if (kept != NULL && strcmp(kept, asked) == 0)
        return GR_OK;
    size_t epoch, iteration;
    gri_timeline_place(view->timeline, t, &epoch, &iteration);
    return gri_fail(err, GR_E_NAME, "the optimizer of epoch %zu is %s, which has no %s", epoch + 1,
                    gri_optimizers[then].name, asked);
}

enum gr_status gri_view_row(struct gri_view *view, const struct gri_quantity *q, long row,
                            const struct gri_record **record, size_t *at, struct gr_err *err)
{
    size_t t;
    GRI_TRY(gri_view_iteration(view, q, &t, err));
    GRI_TRY(gri_view_check_moment(view, q, t, err));
    GRI_TRY(gri_timeline_record(view->timeline, t, record, err));
    size_t rows = (*record)->work->rows;
    if (q->sample > 0) {
        *at = gri_record_row(*record, q->sample);
        if (*at != SIZE_MAX)
            return GR_OK;
        *at = 0;
        return gri_timeline_sample(view->timeline, t, q->sample, record, err);
    }
    *at = row != GRI_NO_ROW ? (size_t)row : gri_cursor_row(&view->cursor, rows);
    if (*at >= rows)
        *at = rows - 1;
    return GR_OK;
}

enum gr_status gri_view_sample(struct gri_view *view, size_t *sample, struct gr_err *err)
{
    const struct gri_record *record;
    GRI_TRY(gri_view_record(view, &record, err));
    *sample = record->samples[gri_cursor_row(&view->cursor, record->work->rows)] + 1;
    return GR_OK;
}

/* A parameter or setting where there is no run. */
static bool without_run(const struct gri_view *view, const struct gri_quantity *q, double *number)
{
    if (view->timeline != NULL || q->epoch > 0 || q->made || view->net == NULL)
        return false;
    if (gri_quantity_is_parameter(q)) {
        struct gri_place place = {q->layer, q->row, q->unit, q->what == GRI_Q_BIAS};
        *number = view->parameters[gri_net_parameter(view->net, place)];
        return true;
    }
    *number = view->hyper->rate;
    return q->what == GRI_Q_RATE;
}

static enum gr_status epoch_loss(struct gri_view *view, const struct gri_quantity *q,
                                 double *number, struct gr_err *err)
{
    size_t t, count;
    GRI_TRY(gri_view_iteration(view, q, &t, err));
    if (q->iteration > 0 || t >= gri_timeline_done(view->timeline)) {
        const struct gri_record *record;
        GRI_TRY(gri_timeline_record(view->timeline, t, &record, err));
        *number = record->work->loss;
    } else {
        size_t epoch, iteration;
        gri_timeline_place(view->timeline, t, &epoch, &iteration);
        GRI_TRY(gri_timeline_epoch_loss(view->timeline, t - iteration, number, &count, err));
    }
    return GR_OK;
}

static enum gr_status no_share(const struct gri_quantity *q, struct gr_err *err)
{
    return gri_fail(err, GR_E_RANGE,
                    "sample %zu is not in this iteration's batch, so it has no share of its loss",
                    q->sample);
}

/* A sample's share of the loss, 1/N included: the shares add up to it. */
static enum gr_status loss_share(struct gri_view *view, const struct gri_quantity *q, long row,
                                 double *number, struct gr_err *err)
{
    const struct gri_record *record;
    size_t at;
    GRI_TRY(gri_view_row(view, q, row, &record, &at, err));
    if (record->outside)
        return no_share(q, err);
    size_t outputs = record->work->net->outputs;
    double sum = 0;
    for (size_t k = 0; k < outputs; k++)
        sum += record->work->term[at * outputs + k];
    *number = gri_losses[record->hyper.loss].share * sum /
              gri_loss_divisor(record->hyper.loss, record->work->rows, outputs);
    return GR_OK;
}

static enum gr_status plain_number(struct gri_view *view, const struct gri_symbol *symbol, long row,
                                   double *number, struct gr_err *err)
{
    const struct gri_quantity *q = &symbol->asked.of;
    const struct gri_record *record;
    size_t at;
    if (without_run(view, q, number))
        return GR_OK;
    if (q->what == GRI_Q_LOSS && (q->sample > 0 || (symbol->each_row && row != GRI_NO_ROW)))
        return loss_share(view, q, row, number, err);
    if (q->what == GRI_Q_LOSS && (q->epoch > 0 || view->epoch_loss))
        return epoch_loss(view, q, number, err);
    if (gri_quantity_is_parameter(q) && q->made && q->epoch == 0 && view->timeline != NULL) {
        GRI_TRY(gri_timeline_record(view->timeline, view->cursor.t, &record, err));
        *number = gri_record_value(record, q, 0);
        return GR_OK;
    }
    GRI_TRY(gri_view_row(view, q, row, &record, &at, err));
    *number = gri_record_value(record, q, at);
    if (q->what == GRI_Q_ERROR && view->yhat_minus_y && *number != 0)
        *number = -*number;
    return GR_OK;
}

/* dL/dw is the batch's gradient as it was written; any other derivative is one sample's. */
enum gr_status gri_need_backprop(enum gri_learning rule, struct gr_err *err)
{
    if (rule != GRI_BACKPROP)
        return gri_fail(err, GR_E_STATE,
                        "the rule %s does not follow the loss, so there is no gradient; "
                        "`set rule backprop`",
                        gri_rules[rule].name);
    return GR_OK;
}

static enum gr_status derivative_number(struct gri_view *view, const struct gri_symbol *symbol,
                                        long row, double *number, struct gr_err *err)
{
    const struct gri_asked *asked = &symbol->asked;
    const struct gri_record *record;
    size_t at;
    bool of_batch = asked->of.what == GRI_Q_LOSS && gri_quantity_is_parameter(&asked->by) &&
                    asked->of.sample == 0 && !(symbol->each_row && row != GRI_NO_ROW);
    GRI_TRY(gri_view_row(view, &asked->of, row, &record, &at, err));
    if (asked->of.what == GRI_Q_LOSS)
        GRI_TRY(gri_need_backprop(record->hyper.rule, err));
    if (of_batch) {
        struct gri_place place = {asked->by.layer, asked->by.row, asked->by.unit,
                                  asked->by.what == GRI_Q_BIAS};
        *number = record->work->gradient[gri_net_parameter(record->work->net, place)];
        return GR_OK;
    }
    if (asked->of.what == GRI_Q_LOSS && record->outside)
        return no_share(&asked->of, err);
    GRI_TRY(gri_derivative(record, at, asked, number, err));
    if (asked->of.what == GRI_Q_ERROR && view->yhat_minus_y)
        *number = -*number;
    return GR_OK;
}

/* In the batch of another iteration the cursor's sample may have another row, or none: name it. */
static enum gr_status settle_sample(struct gri_view *view, struct gri_symbol *symbol, long row,
                                    struct gr_err *err)
{
    struct gri_asked *asked = &symbol->asked;
    const struct gri_record *record;
    size_t t;
    bool of_batch = asked->of.what == GRI_Q_LOSS && !(symbol->each_row && row != GRI_NO_ROW) &&
                    (!asked->derivative || gri_quantity_is_parameter(&asked->by));
    bool sampled = asked->derivative || gri_quantity_per_sample(&asked->of) ||
                   asked->of.what == GRI_Q_LOSS;
    if (asked->of.epoch == 0 || asked->of.sample > 0 || of_batch || !sampled)
        return GR_OK;
    GRI_TRY(gri_view_iteration(view, &asked->of, &t, err));
    if (t == view->cursor.t)
        return GR_OK;
    GRI_TRY(gri_timeline_record(view->timeline, view->cursor.t, &record, err));
    size_t rows = record->work->rows;
    size_t at = row != GRI_NO_ROW ? (size_t)row : gri_cursor_row(&view->cursor, rows);
    asked->of.sample = record->samples[at < rows ? at : rows - 1] + 1;
    return GR_OK;
}

static enum gr_status single(struct gri_view *view, const struct gri_symbol *symbol, long row,
                             double *number, struct gr_err *err)
{
    struct gri_symbol settled = *symbol;
    GRI_TRY(settle_sample(view, &settled, row, err));
    return symbol->asked.derivative ? derivative_number(view, &settled, row, number, err)
                                    : plain_number(view, &settled, row, number, err);
}

/* Rows and columns of a whole quantity. */
static enum gr_status whole_size(struct gri_view *view, const struct gri_quantity *q, size_t *rows,
                                 size_t *cols, struct gr_err *err)
{
    const struct gri_layer *layer = &view->net->layer[q->layer];
    *cols = q->what == GRI_Q_INPUT    ? view->net->inputs
            : q->what == GRI_Q_TARGET ? view->net->outputs
                                      : layer->units;
    if (gri_quantity_is_parameter(q)) {
        *rows = q->what == GRI_Q_WEIGHT ? layer->inputs : 1;
        return GR_OK;
    }
    const struct gri_record *record;
    size_t t;
    GRI_TRY(gri_view_iteration(view, q, &t, err));
    GRI_TRY(gri_timeline_record(view->timeline, t, &record, err));
    *rows = q->sample > 0 ? 1 : record->work->rows;
    return GR_OK;
}

/* Row i of the batch of the iteration that `q` is of, as a sample: the whole of another iteration
 * is that of its own rows. */
static enum gr_status name_sample(struct gri_view *view, struct gri_quantity *q, size_t i,
                                  struct gr_err *err)
{
    const struct gri_record *record;
    size_t t;
    if (q->epoch == 0)
        return GR_OK;
    GRI_TRY(gri_view_iteration(view, q, &t, err));
    GRI_TRY(gri_timeline_record(view->timeline, t, &record, err));
    q->sample = record->samples[i] + 1;
    return GR_OK;
}

static enum gr_status whole(struct gri_view *view, struct gri_arena *arena,
                            const struct gri_symbol *symbol, struct gri_value *value,
                            struct gr_err *err)
{
    struct gri_symbol element = *symbol;
    struct gri_quantity *q = symbol->asked.derivative ? &element.asked.by : &element.asked.of;
    struct gri_quantity sized = *q;
    size_t rows, cols;
    sized.epoch = symbol->asked.of.epoch;
    sized.iteration = symbol->asked.of.iteration;
    sized.sample = symbol->asked.of.sample;
    GRI_TRY(whole_size(view, &sized, &rows, &cols, err));
    GRI_TRY(gri_value_matrix(arena, rows, cols, value, err));
    q->whole = false;
    for (size_t i = 0; i < rows; i++)
        for (size_t k = 0; k < cols; k++) {
            q->row = i;
            q->unit = k;
            long row = gri_quantity_is_parameter(q) ? GRI_NO_ROW : (long)i;
            if (row != GRI_NO_ROW && symbol->asked.of.sample == 0)
                GRI_TRY(name_sample(view, &element.asked.of, i, err));
            GRI_TRY(single(view, &element, row, &value->at[i * cols + k], err));
        }
    return GR_OK;
}

enum gr_status gri_view_value(struct gri_view *view, struct gri_arena *arena,
                              const struct gri_symbol *symbol, long row, struct gri_value *value,
                              struct gr_err *err)
{
    double number;
    const struct gri_asked *asked = &symbol->asked;
    if (view->net == NULL)
        return gri_view_need_run(view, err);
    if (asked->derivative && asked->of.whole)
        return gri_fail(err, GR_E_SHAPE,
                        "the derivative of a whole matrix is not a matrix; take one number of it, "
                        "as in dyhat/dW[1]");
    if (asked->of.whole || (asked->derivative && asked->by.whole)) {
        if (row != GRI_NO_ROW)
            return gri_fail(err, GR_E_SHAPE, "inside a sum stand numbers of a sample, no matrices");
        return whole(view, arena, symbol, value, err);
    }
    GRI_TRY(single(view, symbol, row, &number, err));
    return gri_value_number(arena, number, value, err);
}

enum gr_status gri_view_number(struct gri_view *view, struct gri_arena *arena,
                               const struct gri_asked *asked, long row, double *number,
                               struct gr_err *err)
{
    struct gri_symbol symbol = {.asked = *asked};
    symbol.each_row = row != GRI_NO_ROW && asked->derivative && asked->of.what == GRI_Q_LOSS &&
                      !gri_quantity_is_parameter(&asked->by);
    (void)arena;
    return single(view, &symbol, row, number, err);
}

bool gri_view_given(struct gri_view *view, const struct gri_asked *asked)
{
    const struct gri_quantity *q = &asked->of;
    size_t t;
    if (asked->derivative || q->made)
        return false;
    if (q->what == GRI_Q_INPUT || q->what == GRI_Q_TARGET)
        return view->data == NULL || view->data->shift == NULL;
    if (q->what == GRI_Q_RATE || q->what == GRI_Q_COUNT)
        return true;
    if (!gri_quantity_is_parameter(q))
        return false;
    struct gri_place place = {q->layer, q->row, q->unit, q->what == GRI_Q_BIAS};
    size_t parameter = gri_net_parameter(view->net, place);
    if (view->timeline == NULL)
        return view->given != NULL && view->given[parameter];
    return gri_view_iteration(view, q, &t, NULL) == GR_OK &&
           gri_timeline_given(view->timeline, t, parameter);
}

static enum gr_status scope_value(void *view, struct gri_arena *arena,
                                  const struct gri_symbol *symbol, long row,
                                  struct gri_value *value, struct gr_err *err)
{
    return gri_view_value(view, arena, symbol, row, value, err);
}

static enum gr_status scope_rows(void *view, size_t *rows, struct gr_err *err)
{
    const struct gri_record *record;
    GRI_TRY(gri_view_record(view, &record, err));
    *rows = record->work->rows;
    return GR_OK;
}

struct gri_scope gri_view_scope(struct gri_view *view)
{
    return (struct gri_scope){view, gri_name_resolve, scope_value, gri_name_spell, scope_rows};
}
