#include "cmd/command.h"

#include <math.h>

/* One number through the iterations. */
struct history {
    struct gr_session *session;
    struct gri_asked asked;
    struct gri_arena scratch; /* emptied each time */
};

static struct gri_asked asked_at(const struct history *history, size_t t)
{
    const struct gri_timeline *timeline = history->session->timeline;
    struct gri_asked asked = history->asked;
    size_t epoch, iteration;
    gri_timeline_place(timeline, t, &epoch, &iteration);
    asked.of.epoch = epoch + 1;
    asked.of.iteration = gri_timeline_epoch_length(timeline, t) > 1 ? iteration + 1 : 0;
    return asked;
}

static enum gr_status value_at(struct history *history, size_t t, double *number,
                               struct gr_err *err)
{
    struct gri_asked asked = asked_at(history, t);
    gri_arena_reset(&history->scratch);
    return gri_view_number(&history->session->view, &history->scratch, &asked, GRI_NO_ROW, number,
                           err);
}

static bool same(double a, double b)
{
    return a == b || (isnan(a) && isnan(b));
}

/* The last iteration before *t in which it was another number: *t moves there, *any says whether
 * there is one. Iterations are looked at in order, block by block, the nearest alone: going back
 * one by one would compute each again from the nearest checkpoint. */
static enum gr_status find(struct history *history, double now, size_t *t, bool *any,
                           struct gr_err *err)
{
    *any = false;
    for (size_t to = *t, block = 1; to > 0 && !*any; block = 256) {
        size_t from = to > block ? to - block : 0;
        if (gri_session_stopped(history->session))
            return gri_fail(err, GR_STOPPED, "stopped");
        for (size_t at = from; at < to; at++) {
            double number;
            GRI_TRY(value_at(history, at, &number, err));
            if (same(number, now))
                continue;
            *t = at;
            *any = true;
        }
        to = from;
    }
    return GR_OK;
}

static enum gr_status say(struct history *history, size_t t, double number)
{
    struct gri_page *page = &history->session->page;
    struct gri_worked *worked = gri_page_worked(page, 0,
                                                gri_explain_name(page, asked_at(history, t)));
    struct gri_value *value = gri_arena_take(page->arena, 1, sizeof *value);
    gri_worked_step(page, worked, gri_expr_number(page->arena, number, GRI_COMPUTED));
    if (value != NULL && gri_value_number(page->arena, number, value, NULL) == GR_OK)
        worked->value = value;
    return GR_OK;
}

/* How a parameter came to change where iteration t begins. */
static void say_why(struct history *history, size_t t)
{
    struct gr_session *session = history->session;
    const struct gri_quantity *q = &history->asked.of;
    size_t epoch, iteration;
    gri_timeline_place(session->timeline, t, &epoch, &iteration);
    if (history->asked.derivative || !gri_quantity_is_parameter(q) || q->made)
        return;
    struct gri_place place = {q->layer, q->row, q->unit, q->what == GRI_Q_BIAS};
    if (gri_timeline_given(session->timeline, t + 1, gri_net_parameter(session->net, place)))
        gri_page_remark(&session->page, "Given by hand after epoch %zu.", epoch + 1);
    else if (gri_timeline_epoch_length(session->timeline, t) > 1)
        gri_page_remark(&session->page, "By the update of epoch %zu, iteration %zu.", epoch + 1,
                        iteration + 1);
    else
        gri_page_remark(&session->page, "By the update of epoch %zu.", epoch + 1);
}

static enum gr_status report(struct history *history, size_t t, struct gr_err *err)
{
    double now, then;
    size_t changed = t;
    bool any;
    GRI_TRY(value_at(history, t, &now, err));
    GRI_TRY(find(history, now, &changed, &any, err));
    if (!any) {
        GRI_TRY(say(history, t, now));
        gri_page_remark(&history->session->page, "The same since the start of the run.");
        return GR_OK;
    }
    GRI_TRY(value_at(history, changed, &then, err));
    GRI_TRY(say(history, changed, then));
    GRI_TRY(say(history, changed + 1, now));
    say_why(history, changed);
    return GR_OK;
}

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    struct history history = {.session = session, .asked = args[0].asked};
    struct gri_quantity *q = &history.asked.of;
    size_t t;
    GRI_TRY(gri_session_need_run(session, err));
    if (q->whole || (args[0].asked.derivative && args[0].asked.by.whole))
        return gri_fail_at(err, GR_E_SHAPE, args[0].column,
                           "ask for one number at a time, as in `last w1`");
    GRI_TRY(gri_view_iteration(&session->view, q, &t, err));
    bool sampled = args[0].asked.derivative
                       ? q->what != GRI_Q_LOSS || !gri_quantity_is_parameter(&args[0].asked.by)
                       : gri_quantity_per_sample(q);
    if (sampled && q->sample == 0)
        GRI_TRY(gri_view_sample(&session->view, &q->sample, err));
    gri_arena_init(&history.scratch, (size_t)1 << 20);
    enum gr_status status = report(&history, t, err);
    gri_arena_clear(&history.scratch);
    return status;
}

const struct gri_command gri_command_last = {
    .name = "last",
    .group = GRI_LOOKING,
    .params = {{"NAME", GRI_NAME}},
    .summary = "show when a number changed last, from what to what",
    .help = "Each iteration has one such number, as its name with @ says: w5@3 is what epoch 3 "
            "uses. Of the samples it is the one where you stand, or that is named, as in h1[2].",
    .example = "use lottery\nepoch 3\nlast w5\nlast loss\nlast x1",
    .see = "watch break goto why",
    .run = run,
};
