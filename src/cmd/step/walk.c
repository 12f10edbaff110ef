#include "cmd/step/walk.h"

#include <float.h>
#include <math.h>
#include <stdio.h>

static const double alarming = 1000; /* times the first epoch's loss */

enum { GRI_ALARM_GROWN = 1, GRI_ALARM_OVER = 2 };

static const struct gri_expr *loss_name(struct gr_session *session)
{
    return gri_explain_name(&session->page, (struct gri_asked){.of = {.what = GRI_Q_LOSS}});
}

double gri_walk_calm(struct gr_session *session)
{
    size_t count;
    double first;
    bool grows = (session->alarms & GRI_ALARM_GROWN) == 0 &&
                 gri_timeline_epoch_loss(session->timeline, 0, &first, &count, NULL) == GR_OK &&
                 first > 0 && isfinite(alarming * first);
    return grows ? alarming * first : DBL_MAX;
}

void gri_walk_watch(struct gr_session *session, size_t t)
{
    struct gri_timeline *timeline = session->timeline;
    size_t epoch, iteration;
    double loss, calm = gri_walk_calm(session);
    gri_timeline_place(timeline, t, &epoch, &iteration);
    if (gri_timeline_loss(timeline, t, &loss, NULL) != GR_OK)
        return;
    unsigned alarm = !isfinite(loss) ? GRI_ALARM_OVER : loss > calm ? GRI_ALARM_GROWN : 0;
    if (alarm == 0 || (session->alarms & alarm) != 0)
        return;
    session->alarms |= alarm;
    if (alarm == GRI_ALARM_OVER)
        gri_page_remark(
            &session->page,
            "The loss is not a finite number in epoch %zu: training diverges. A smaller "
            "rate helps, as in `set rate 0.000001`.",
            epoch + 1);
    else
        gri_page_remark(&session->page,
                        "The loss has grown more than a thousandfold by epoch %zu: training "
                        "diverges. A smaller rate helps.",
                        epoch + 1);
}

/* "MSE = 1545.14   (epoch 1)" */
static void say_loss(struct gr_session *session, double loss, const struct gri_text *said)
{
    struct gri_worked *worked = gri_page_worked(&session->page, 0, loss_name(session));
    struct gri_value *value = gri_arena_take(&session->line, 1, sizeof *value);
    worked->note = gri_arena_copy(&session->line, said->at, said->length);
    if (value == NULL || worked->note == NULL ||
        gri_value_number(&session->line, loss, value, NULL) != GR_OK) {
        session->page.failed = true;
        return;
    }
    worked->value = value;
    gri_worked_step(&session->page, worked, gri_expr_number(&session->line, loss, GRI_COMPUTED));
}

static void add_number(const struct gr_session *session, const char *before, const char *symbol,
                       double number, struct gri_text *note)
{
    gri_text_addf(note, "%s%s ", before, symbol);
    gri_format_shown(note, number, session->view.digits);
}

enum gr_status gri_walk_say_epoch(struct gr_session *session, size_t t, struct gr_err *err)
{
    const char *metric = gri_metrics[session->view.metric].symbol;
    struct gri_epoch epoch;
    struct gri_text note;
    GRI_TRY(gri_explain_epoch(&session->view, t, &epoch, err));
    gri_text_init(&note);
    gri_text_addf(&note, "epoch %zu", epoch.number);
    if (metric[0] != '\0')
        add_number(session, ", ", metric, epoch.metric, &note);
    if (epoch.held)
        add_number(session, "; held out: ", gri_losses[session->hyper.loss].symbol, epoch.held_loss,
                   &note);
    if (epoch.held && metric[0] != '\0')
        add_number(session, ", ", metric, epoch.held_metric, &note);
    say_loss(session, epoch.loss, &note);
    gri_text_clear(&note);
    return GR_OK;
}

enum gr_status gri_walk_say_iteration(struct gr_session *session, size_t t, struct gr_err *err)
{
    size_t epoch, iteration;
    double loss;
    GRI_TRY(gri_timeline_loss(session->timeline, t, &loss, err));
    struct gri_text note;
    gri_timeline_place(session->timeline, t, &epoch, &iteration);
    gri_text_init(&note);
    gri_text_addf(&note, "epoch %zu, iteration %zu", epoch + 1, iteration + 1);
    say_loss(session, loss, &note);
    gri_text_clear(&note);
    return GR_OK;
}

/* "Epoch 1, sample 2", where a sample's lines begin. */
static void say_sample(struct gr_session *session, const struct gri_record *record, size_t row)
{
    struct gri_page *page = &session->page;
    size_t length = gri_timeline_epoch_length(session->timeline, session->view.cursor.t);
    if (length > 1)
        gri_page_heading(page, 3, "Epoch %zu, iteration %zu, sample %zu", record->epoch + 1,
                         record->iteration + 1, record->samples[row] + 1);
    else
        gri_page_heading(page, 3, "Epoch %zu, sample %zu", record->epoch + 1,
                         record->samples[row] + 1);
}

static void say_end(struct gr_session *session)
{
    const struct gri_cursor *cursor = &session->view.cursor;
    const struct gri_stages stages = gri_cursor_stages(cursor, session->timeline);
    size_t epoch, iteration;
    if (!gri_cursor_at_end(cursor, &stages))
        return;
    gri_timeline_place(session->timeline, cursor->t, &epoch, &iteration);
    if (iteration + 1 == gri_timeline_epoch_length(session->timeline, cursor->t))
        gri_page_remark(&session->page, "End of epoch %zu.", epoch + 1);
    gri_walk_watch(session, cursor->t);
}

enum gr_status gri_walk_line(struct gr_session *session, struct gr_err *err)
{
    struct gri_cursor *cursor = &session->view.cursor;
    struct gri_line line;
    const struct gri_record *record;
    if (gri_session_stopped(session))
        return gri_fail(err, GR_STOPPED, "stopped");
    GRI_TRY(gri_session_need_run(session, err));
    GRI_TRY(gri_cursor_step(cursor, session->timeline, &line, err));
    GRI_TRY(gri_view_record(&session->view, &record, err));
    if (cursor->stage < record->work->rows && cursor->line == 1)
        say_sample(session, record, cursor->stage);
    GRI_TRY(gri_explain_line(&session->view, &session->page, &line, err));
    say_end(session);
    return GR_OK;
}

enum gr_status gri_walk_begin(struct gr_session *session, struct gri_stages *stages,
                              struct gr_err *err)
{
    struct gri_cursor *cursor = &session->view.cursor;
    GRI_TRY(gri_session_need_run(session, err));
    *stages = gri_cursor_stages(cursor, session->timeline);
    if (!gri_cursor_at_end(cursor, stages))
        return GR_OK;
    *cursor = gri_cursor_start(cursor->t + 1);
    *stages = gri_cursor_stages(cursor, session->timeline);
    return GR_OK;
}

enum gr_status gri_walk_stages(struct gr_session *session, size_t count, struct gr_err *err)
{
    const struct gri_cursor *cursor = &session->view.cursor;
    const struct gri_stages stages = gri_cursor_stages(cursor, session->timeline);
    while (cursor->stage + 1 < count ||
           (cursor->stage + 1 == count &&
            cursor->line < gri_stage_lines(&stages, cursor->stage, NULL, 0)))
        GRI_TRY(gri_walk_line(session, err));
    return GR_OK;
}

size_t gri_walk_moment(const struct gr_session *session)
{
    static const double many = 1e6; /* rows times parameters */
    size_t length = gri_timeline_epoch_length(session->timeline, session->view.cursor.t);
    double rows = (double)session->data->rows / (double)length;
    double some = many / (rows * (double)session->net->parameters);
    return some > 1 ? (size_t)some : 1;
}

void gri_walk_report(const struct gr_session *session, const struct gri_way *way, size_t t,
                     double loss)
{
    size_t done = t > way->from ? t - way->from : way->from - t;
    size_t total = way->to > way->from ? way->to - way->from : way->from - way->to;
    if (session->host.progress != NULL)
        session->host.progress(session->host.user, done, total, loss);
}

enum gr_status gri_walk_below(struct gr_session *session, size_t t, double most,
                              const struct gri_way *way, struct gr_err *err)
{
    struct gri_timeline *timeline = session->timeline;
    size_t at = session->view.cursor.t, to, done, moment = gri_walk_moment(session);
    enum gr_status status;
    double loss = 0;
    do {
        to = t > at && t - at > moment ? at + moment : t;
        status = gri_timeline_run_below(timeline, to, most, session->host.stop, err);
        done = gri_timeline_done(timeline);
        at = to < done ? to : done;
        if (at > 0 && gri_timeline_loss(timeline, at - 1, &loss, NULL) == GR_OK)
            gri_walk_report(session, way, at, loss);
    } while (status == GR_OK && at == to && to < t && fabs(loss) <= most);
    if (status == GR_OK || status == GR_STOPPED)
        session->view.cursor = gri_cursor_start(at);
    return status;
}

enum gr_status gri_walk_to(struct gr_session *session, size_t t, struct gr_err *err)
{
    return gri_walk_below(session, t, DBL_MAX, &(struct gri_way){session->view.cursor.t, t}, err);
}

/* The iteration that the cursor is about to do: its own, or the next where that is over. */
static size_t iteration_to_do(struct gr_session *session)
{
    const struct gri_cursor *cursor = &session->view.cursor;
    const struct gri_stages stages = gri_cursor_stages(cursor, session->timeline);
    return cursor->t + (gri_cursor_at_end(cursor, &stages) ? 1 : 0);
}

size_t gri_walk_iterations_on(struct gr_session *session, size_t n)
{
    return iteration_to_do(session) + n;
}

size_t gri_walk_epochs_on(struct gr_session *session, size_t n)
{
    size_t t = iteration_to_do(session), epoch, iteration;
    gri_timeline_place(session->timeline, t, &epoch, &iteration);
    return t - iteration + n * gri_timeline_epoch_length(session->timeline, t);
}

static enum gr_status say_sample_place(struct gr_session *session, size_t epoch, struct gr_err *err)
{
    size_t sample;
    GRI_TRY(gri_view_sample(&session->view, &sample, err));
    gri_page_remark(&session->page, "In epoch %zu, before the forward pass of sample %zu.",
                    epoch + 1, sample);
    return GR_OK;
}

enum gr_status gri_walk_say_place(struct gr_session *session, struct gr_err *err)
{
    const struct gri_cursor *cursor = &session->view.cursor;
    struct gri_line line;
    bool any;
    size_t epoch, iteration;
    GRI_TRY(gri_cursor_line(cursor, session->timeline, &line, &any, err));
    session->view.stepped = *cursor;
    if (any)
        return gri_explain_line(&session->view, &session->page, &line, err);
    gri_timeline_place(session->timeline, cursor->t, &epoch, &iteration);
    if (cursor->stage > 0)
        return say_sample_place(session, epoch, err);
    if (gri_timeline_epoch_length(session->timeline, cursor->t) > 1)
        gri_page_remark(&session->page, "At the start of epoch %zu, iteration %zu.", epoch + 1,
                        iteration + 1);
    else
        gri_page_remark(&session->page, "At the start of epoch %zu.", epoch + 1);
    return GR_OK;
}
