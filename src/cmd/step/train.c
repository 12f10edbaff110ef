#include "cmd/step/walk.h"

#include <float.h>
#include <math.h>

struct training {
    struct gr_session *session;
    const struct gri_arg *until, *every; /* until->given, every->given */
    size_t count, done;                  /* epochs */
    double first, last;                  /* losses */
    bool reached;
    struct gri_way way;
};

/* A condition that cannot be looked at is an error before anything is trained. */
static enum gr_status check_condition(struct gr_session *session,
                                      const struct gri_comparison *condition, struct gr_err *err)
{
    double side;
    GRI_TRY(gri_evaluate_number(condition->left, &session->scope, &session->line, &side, err));
    return gri_evaluate_number(condition->right, &session->scope, &session->line, &side, err);
}

/* Does the condition hold, of the epoch that just ended? */
static enum gr_status condition_holds(struct training *training, size_t t, bool *holds,
                                      struct gr_err *err)
{
    struct gr_session *session = training->session;
    const struct gri_comparison *condition = &training->until->condition;
    struct gri_cursor now = session->view.cursor;
    double left, right;
    session->view.cursor = gri_cursor_start(t);
    session->view.epoch_loss = true;
    enum gr_status status = gri_evaluate_number(condition->left, &session->scope, &session->line,
                                                &left, err);
    if (status == GR_OK)
        status = gri_evaluate_number(condition->right, &session->scope, &session->line, &right,
                                     err);
    session->view.epoch_loss = false;
    session->view.cursor = now;
    *holds = status == GR_OK && gri_comparison_holds(condition, left, right);
    return status;
}

/* How many epochs to do before looking up: one where something is to be done after each. */
static size_t stride(const struct training *training)
{
    const struct gr_session *session = training->session;
    size_t left = training->count - training->done;
    size_t done = gri_timeline_done(session->timeline);
    size_t some = gri_walk_moment(session) /
                  gri_timeline_epoch_length(session->timeline, session->view.cursor.t);
    if (training->until->given || session->view.cursor.t < done || /* known: lengths may vary */
        done < gri_timeline_epoch_length(session->timeline, 0))    /* no loss to compare with */
        return 1;
    if (training->every->given) {
        size_t every = training->every->count, to = every - (training->done + every - 1) % every;
        left = left < to ? left : to;
    }
    return some < 1 ? 1 : left < some ? left : some;
}

/* `epochs` epochs more, as many as were done: those from iteration t on. */
static enum gr_status look(struct training *training, size_t t, size_t epochs, struct gr_err *err)
{
    struct gr_session *session = training->session;
    size_t epoch, iteration, count, length = gri_timeline_epoch_length(session->timeline, t);
    size_t end = session->view.cursor.t - 1, last = t + epochs * length - 1;
    last = last < end ? last : end; /* training ends within an epoch when it diverges */
    gri_timeline_place(session->timeline, last, &epoch, &iteration);
    GRI_TRY(
        gri_timeline_epoch_loss(session->timeline, last - iteration, &training->last, &count, err));
    if (training->done == 0)
        GRI_TRY(gri_timeline_epoch_loss(session->timeline, t, &training->first, &count, err));
    training->done += epochs;
    if (training->until->given)
        GRI_TRY(condition_holds(training, last, &training->reached, err));
    training->reached = training->reached || !isfinite(training->last);
    bool ends = training->done == training->count || training->reached;
    if (training->every->given && ((training->done - 1) % training->every->count == 0 || ends))
        GRI_TRY(gri_walk_say_epoch(session, last, err));
    gri_walk_watch(session, last);
    if (session->page.first != NULL)
        gri_session_flush(session);
    return GR_OK;
}

/* Up to iteration `to`, or to the end of an epoch before in which the loss is alarming. */
static enum gr_status run_to(const struct training *training, size_t to, struct gr_err *err)
{
    struct gr_session *session = training->session;
    size_t epoch, iteration;
    double loss;
    GRI_TRY(gri_walk_below(session, to, gri_walk_calm(session), &training->way, err));
    size_t t = session->view.cursor.t;
    gri_timeline_place(session->timeline, t, &epoch, &iteration);
    if (t == to || iteration == 0)
        return GR_OK;
    GRI_TRY(gri_timeline_loss(session->timeline, t - 1, &loss, err));
    if (!isfinite(loss))
        return GR_OK;
    return gri_walk_below(session, gri_walk_epochs_on(session, 1), DBL_MAX, &training->way, err);
}

static enum gr_status some_epochs(struct training *training, struct gr_err *err)
{
    struct gr_session *session = training->session;
    size_t from, epoch, iteration, within;
    size_t to = gri_walk_epochs_on(session, stride(training));
    gri_timeline_place(session->timeline, gri_walk_iterations_on(session, 0), &from, &within);
    size_t t = gri_walk_iterations_on(session, 0) - within;
    enum gr_status status = run_to(training, to, err);
    if (status != GR_OK && status != GR_STOPPED)
        return status;
    gri_timeline_place(session->timeline, session->view.cursor.t, &epoch, &iteration);
    size_t over = epoch - from + (status == GR_OK && iteration > 0 ? 1 : 0);
    if (over > 0)
        GRI_TRY(look(training, t, over, err));
    return status;
}

static void summarize(const struct training *training)
{
    struct gr_session *session = training->session;
    struct gri_text line;
    const struct gri_symbol loss = {.asked = {.of = {.what = GRI_Q_LOSS}}};
    gri_text_init(&line);
    gri_text_addf(&line, "%zu epoch%s, ", training->done, training->done == 1 ? "" : "s");
    session->scope.spell(session->scope.user, &loss, false, GRI_ASCII, &line);
    gri_text_add(&line, " ");
    if (training->done > 1) {
        gri_format_shown(&line, training->first, session->view.digits);
        gri_text_add(&line, " to ");
    }
    gri_format_shown(&line, training->last, session->view.digits);
    if (training->until->given && !training->reached)
        gri_text_addf(&line, "; %.*s was not met", (int)training->until->length,
                      training->until->text);
    gri_page_remark(&session->page, "%s", line.at);
    gri_text_clear(&line);
}

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    struct training training = {.session = session,
                                .until = &args[1],
                                .every = &args[2],
                                .count = args[0].given ? args[0].count : session->epochs};
    enum gr_status status = GR_OK;
    GRI_TRY(gri_session_need_run(session, err));
    if (training.until->given)
        GRI_TRY(check_condition(session, &training.until->condition, err));
    training.way = (struct gri_way){session->view.cursor.t,
                                    gri_walk_epochs_on(session, training.count)};
    while (status == GR_OK && training.done < training.count && !training.reached)
        status = some_epochs(&training, err);
    if (training.done > 0)
        summarize(&training);
    return status;
}

const struct gri_command gri_command_train = {
    .name = "train",
    .group = GRI_STEPPING,
    .params = {{"N", GRI_COUNT, .optional = true},
               {"CONDITION", GRI_CONDITION, .optional = true, .keyword = "until"},
               {"K", GRI_COUNT, .optional = true, .keyword = "every"}},
    .summary = "train for N epochs at full speed",
    .help = "It first finishes an epoch that was begun, counted as the first of N. `until` stops "
            "after the epoch whose loss meets the condition; `every` prints each K-th epoch. "
            "Ctrl-C stops at the next batch. Every epoch can be looked at afterwards.",
    .example = "use lottery\nset rate 0.000001\ntrain 1000 until loss <= 1300 every 250\nhistory",
    .see = "epoch history predict",
    .run = run,
    .repeats = true,
};
