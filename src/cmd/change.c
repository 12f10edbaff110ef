/* What changes a problem: its network, its data, its parameters, its settings. */
#include "cmd/session.h"
#include "cmd/time/place.h"

#include "trace/branch.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool all_finite(const double *numbers, size_t count)
{
    size_t n = 0;
    while (n < count && isfinite(numbers[n]))
        n++;
    return n == count;
}

/* The run and what the data were made into end. */
static void drop_run(struct gr_session *session)
{
    gri_timeline_free(session->timeline);
    gri_data_free(session->data);
    session->timeline = NULL;
    session->data = NULL;
    session->alarms = 0;
    session->aliases.made = false;
}

void gri_session_leave(const struct gr_session *session)
{
    const struct gri_timeline *timeline = session->timeline;
    char line[100];
    if (timeline == NULL || !session->at_prompt || session->host.notice == NULL)
        return;
    size_t done = gri_timeline_done(timeline), branches = gri_timeline_branches(timeline);
    if (branches > 1)
        snprintf(line, sizeof line, "The run and its %zu branches are left; `undo` comes back.",
                 branches);
    else if (done > 0)
        snprintf(line, sizeof line, "The run of %zu iteration%s is left; `undo` comes back.", done,
                 done == 1 ? "" : "s");
    else
        return;
    session->host.notice(session->host.user, line);
}

void gri_session_drop(struct gr_session *session)
{
    drop_run(session);
    gri_data_free(session->table);
    gri_net_free(session->net);
    free(session->parameters);
    free(session->given);
    session->table = NULL;
    session->net = NULL;
    session->parameters = NULL;
    session->given = NULL;
}

enum gr_status gri_session_network(struct gr_session *session, struct gri_net *net,
                                   enum gri_initializer method, uint64_t seed, struct gr_err *err)
{
    double *parameters = calloc(net->parameters, sizeof *parameters);
    bool *given = calloc(net->parameters, sizeof *given);
    if (parameters == NULL || given == NULL) {
        free(parameters);
        free(given);
        gri_net_free(net);
        return gri_fail_memory(err, "the parameters");
    }
    gri_initialize(net, method, seed, parameters);
    gri_session_leave(session);
    drop_run(session);
    gri_net_free(session->net);
    free(session->parameters);
    free(session->given);
    session->net = net;
    session->parameters = parameters;
    session->given = given;
    session->initializer = method;
    session->initializer_seed = seed;
    gri_session_refresh(session);
    return GR_OK;
}

/* From which moment a change counts, and what stays of what was done after it. `from` is the branch
 * that was active. */
static void say_change(struct gr_session *session, bool anew, size_t from, size_t left)
{
    const struct gri_timeline *timeline = session->timeline;
    struct gri_page *page = &session->page;
    const char *name = gri_timeline_branch_name(timeline, gri_timeline_branch(timeline));
    const char *before = gri_timeline_branch_name(timeline, from), *s = left == 1 ? "" : "s";
    size_t t = session->view.cursor.t;
    struct gri_text place;
    gri_text_init(&place);
    gri_place_words(timeline, t, &place);
    if (left > 0 && anew)
        gri_page_remark(page,
                        "The run begins anew in a new branch, %s; %s keeps its %zu iteration%s.",
                        name, before, left, s);
    else if (left > 0)
        gri_page_remark(
            page, "From %s on in a new branch, %s; %s keeps the %zu iteration%s done after it.",
            place.at, name, before, left, s);
    else if (t > 0)
        gri_page_remark(page, "From %s on; `restart` first to change the whole run.", place.at);
    gri_text_clear(&place);
}

/* Change the run from the cursor's iteration on. */
static enum gr_status change_run(struct gr_session *session, const struct gri_change *change,
                                 struct gr_err *err)
{
    struct gri_timeline *timeline = session->timeline;
    size_t left, t = session->view.cursor.t, from = gri_timeline_branch(timeline);
    bool changes = change->parameters != NULL || change->data != NULL || change->anew ||
                   !gri_hyper_same(gri_timeline_hyper(timeline, t), change->hyper);
    GRI_TRY(gri_timeline_change(timeline, t, change, &left, err));
    if (!changes)
        return GR_OK;
    session->view.cursor = gri_cursor_start(change->anew ? 0 : t);
    if (left > 0)
        session->alarms = 0;
    say_change(session, change->anew, from, left);
    return GR_OK;
}

enum gr_status gri_session_change(struct gr_session *session, const struct gri_hyper *hyper,
                                  struct gr_err *err)
{
    if (session->timeline != NULL) {
        GRI_TRY(change_run(session, &(struct gri_change){.hyper = hyper}, err));
    } else {
        if (session->net != NULL)
            GRI_TRY(gri_run_check(session->net, hyper, err));
        session->hyper = *hyper;
    }
    gri_session_refresh(session);
    return GR_OK;
}

/* Where the next run starts. */
static void set_start(struct gr_session *session, const double *parameters, const bool *given)
{
    size_t count = session->net->parameters;
    memcpy(session->parameters, parameters, count * sizeof *parameters);
    memcpy(session->given, given, count * sizeof *given);
}

enum gr_status gri_session_parameters(struct gr_session *session, const double *parameters,
                                      const bool *given, struct gr_err *err)
{
    if (session->timeline != NULL)
        GRI_TRY(change_run(session, &(struct gri_change){.parameters = parameters, .given = given},
                           err));
    else
        set_start(session, parameters, given);
    gri_session_refresh(session);
    return GR_OK;
}

enum gr_status gri_session_anew(struct gr_session *session, const struct gri_hyper *hyper,
                                const double *parameters, const bool *given, struct gr_err *err)
{
    const struct gri_change change = {
        .hyper = hyper, .parameters = parameters, .given = given, .anew = true};
    if (session->timeline != NULL) {
        GRI_TRY(change_run(session, &change, err));
    } else {
        session->hyper = *hyper;
        set_start(session, parameters, given);
    }
    session->alarms = 0;
    gri_session_refresh(session);
    return GR_OK;
}

/* Parameters of iteration t, in the line's arena. */
static enum gr_status parameters_at(struct gr_session *session, size_t t, double **parameters,
                                    bool **given, struct gr_err *err)
{
    size_t count = session->net->parameters;
    const struct gri_record *record;
    *parameters = gri_arena_take(&session->line, count, sizeof **parameters);
    *given = gri_arena_take(&session->line, count, sizeof **given);
    if (*parameters == NULL || *given == NULL)
        return gri_fail_memory(err, "the parameters");
    if (session->timeline == NULL) {
        memcpy(*parameters, session->parameters, count * sizeof **parameters);
        memcpy(*given, session->given, count * sizeof **given);
        return GR_OK;
    }
    GRI_TRY(gri_timeline_record(session->timeline, t, &record, err));
    memcpy(*parameters, record->work->before, count * sizeof **parameters);
    for (size_t p = 0; p < count; p++)
        (*given)[p] = gri_timeline_given(session->timeline, t, p);
    return GR_OK;
}

enum gr_status gri_session_current(struct gr_session *session, double **parameters, bool **given,
                                   struct gr_err *err)
{
    return parameters_at(session, session->view.cursor.t, parameters, given, err);
}

/* Those at the cursor, where they are numbers, else those the run began with. */
static enum gr_status usable_parameters(struct gr_session *session, double **parameters,
                                        bool **given, struct gr_err *err)
{
    GRI_TRY(gri_session_current(session, parameters, given, err));
    return all_finite(*parameters, session->net->parameters)
               ? GR_OK
               : parameters_at(session, 0, parameters, given, err);
}

/* A run with other data, if the network and the settings take them; else *taken is false. */
static enum gr_status try_data(struct gr_session *session, struct gri_data *table,
                               const struct gri_preparation *how, const struct gri_change *start,
                               bool *taken, struct gr_err *err)
{
    struct gri_data *data = NULL;
    struct gri_change change = *start;
    enum gr_status status = gri_data_prepare(table, session->net, how, &data, err);
    if (status == GR_OK) {
        change.data = data;
        status = change_run(session, &change, err);
    }
    gri_data_free(data);
    *taken = status == GR_OK;
    return status == GR_E_MEMORY || status == GR_STOPPED ? status : GR_OK;
}

static enum gr_status take_data(struct gr_session *session, struct gri_data *table,
                                const struct gri_preparation *how, struct gr_err *err)
{
    double *parameters = NULL;
    bool *given = NULL, taken = false;
    if (session->net != NULL)
        GRI_TRY(usable_parameters(session, &parameters, &given, err));
    const struct gri_change start = {
        .hyper = &session->hyper, .parameters = parameters, .given = given, .anew = true};
    if (session->timeline != NULL)
        GRI_TRY(try_data(session, table, how, &start, &taken, err));
    if (taken)
        return GR_OK;
    if (session->net != NULL)
        set_start(session, parameters, given);
    gri_session_leave(session);
    drop_run(session);
    gri_data_free(session->table);
    session->table = gri_data_keep(table);
    session->preparation = *how;
    return GR_OK;
}

enum gr_status gri_session_data(struct gr_session *session, struct gri_data *table,
                                const struct gri_preparation *preparation, struct gr_err *err)
{
    const struct gri_preparation how = *preparation;
    enum gr_status status = take_data(session, table, &how, err);
    gri_data_free(table);
    gri_session_refresh(session);
    return status;
}

static enum gr_status take_rows(struct gr_session *session, struct gri_data *table,
                                struct gr_err *err)
{
    struct gri_data *data = NULL;
    GRI_TRY(gri_data_prepare(table, session->net, &session->preparation, &data, err));
    enum gr_status status = change_run(session, &(struct gri_change){.data = data}, err);
    gri_data_free(data);
    return status;
}

enum gr_status gri_session_rows(struct gr_session *session, struct gri_data *table,
                                struct gr_err *err)
{
    if (session->timeline == NULL)
        return gri_session_data(session, table, &session->preparation, err);
    enum gr_status status = take_rows(session, table, err);
    gri_data_free(table);
    gri_session_refresh(session);
    return status;
}
