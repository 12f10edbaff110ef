#include "cmd/past.h"

#include "cmd/setting.h"
#include "trace/branch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_LINES = 100, LINE_ROOM = 80 };

static const size_t most_bytes = (size_t)256 << 20;

struct gri_past {
    struct gri_past *before;
    char line[LINE_ROOM]; /* the one that changed it */
    bool stopped;         /* half-way: in a draft another line stands for it */
    struct gri_net *net;
    struct gri_data *table;
    struct gri_preparation preparation;
    double *parameters; /* where there is no run */
    bool *given;
    struct gri_hyper hyper;
    enum gri_initializer initializer;
    uint64_t initializer_seed;
    struct gri_timeline *timeline;
    struct gri_mark mark;
    struct gri_cursor cursor;
    struct gri_text settings; /* those that are no part of the run, each ended by a NUL */
};

static void free_past(struct gri_past *past)
{
    if (past == NULL)
        return;
    if (past->timeline != NULL)
        gri_timeline_unmark(past->timeline, &past->mark);
    gri_timeline_free(past->timeline);
    gri_data_free(past->table);
    gri_net_free(past->net);
    free(past->parameters);
    free(past->given);
    gri_text_clear(&past->settings);
    free(past);
}

/* With the same settings of the run each time, so that only the others differ. */
static void write_setting(struct gr_session *session, const struct gri_setting *setting,
                          struct gri_text *out)
{
    const struct gri_hyper hyper = session->hyper;
    session->hyper = (struct gri_hyper){.rounding = GRI_ROUNDING_OFF};
    setting->get(session, out);
    gri_text_add_bytes(out, "", 1);
    session->hyper = hyper;
}

static void *copy(const void *from, size_t count, size_t size)
{
    void *to = malloc(count * size);
    if (to != NULL)
        memcpy(to, from, count * size);
    return to;
}

/* What is held and copied of the problem; false: memory ended. */
static bool take_problem(struct gr_session *session, struct gri_past *past)
{
    past->net = session->net != NULL ? gri_net_keep(session->net) : NULL;
    past->table = gri_data_keep(session->table);
    if (session->timeline != NULL) {
        past->timeline = gri_timeline_keep(session->timeline);
        if (gri_timeline_mark(session->timeline, &past->mark, NULL) == GR_OK)
            return true;
        gri_timeline_free(past->timeline);
        past->timeline = NULL;
        return false;
    }
    if (session->net == NULL)
        return true;
    past->parameters = copy(session->parameters, session->net->parameters,
                            sizeof *past->parameters);
    past->given = copy(session->given, session->net->parameters, sizeof *past->given);
    return past->parameters != NULL && past->given != NULL;
}

struct gri_past *gri_past_take(struct gr_session *session)
{
    struct gri_past *past = calloc(1, sizeof *past);
    if (past == NULL)
        return NULL;
    past->preparation = session->preparation;
    past->hyper = session->hyper;
    past->initializer = session->initializer;
    past->initializer_seed = session->initializer_seed;
    past->cursor = session->view.cursor;
    gri_text_init(&past->settings);
    for (size_t n = 0; n < gri_setting_count; n++)
        write_setting(session, &gri_settings[n], &past->settings);
    if (take_problem(session, past) && !past->settings.failed)
        return past;
    free_past(past);
    return NULL;
}

static bool same_settings(struct gr_session *session, const struct gri_past *past)
{
    struct gri_text now;
    gri_text_init(&now);
    for (size_t n = 0; n < gri_setting_count; n++)
        write_setting(session, &gri_settings[n], &now);
    bool same = now.length == past->settings.length &&
                memcmp(now.at, past->settings.at, now.length) == 0;
    gri_text_clear(&now);
    return same;
}

static bool same_start(const struct gr_session *session, const struct gri_past *past)
{
    size_t count = session->net != NULL ? session->net->parameters : 0;
    return gri_hyper_same(&session->hyper, &past->hyper) &&
           session->preparation.scaling == past->preparation.scaling &&
           session->preparation.share == past->preparation.share &&
           (count == 0 ||
            (memcmp(session->parameters, past->parameters, count * sizeof(double)) == 0 &&
             memcmp(session->given, past->given, count * sizeof(bool)) == 0));
}

static bool has_changed(struct gr_session *session, const struct gri_past *past)
{
    if (session->net != past->net || session->timeline != past->timeline ||
        session->hyper.means.threads != past->hyper.means.threads ||
        session->hyper.means.kernel != past->hyper.means.kernel || !same_settings(session, past))
        return true;
    return session->timeline != NULL ? !gri_timeline_is_at(session->timeline, &past->mark)
                                     : session->table != past->table || !same_start(session, past);
}

static size_t bytes_of(const struct gr_session *session, const struct gri_timeline *timeline)
{
    struct gri_kept kept = gri_timeline_kept(timeline);
    return kept.start_bytes +
           (timeline == session->timeline ? 0 : kept.loss_bytes + kept.checkpoint_bytes);
}

/* Forget what lies too far back. */
static void trim(struct gr_session *session)
{
    const struct gri_timeline *last = NULL;
    size_t bytes = 0, lines = 0;
    for (struct gri_past **link = &session->past; *link != NULL; link = &(*link)->before) {
        if ((*link)->timeline != NULL && (*link)->timeline != last)
            bytes += bytes_of(session, (*link)->timeline);
        last = (*link)->timeline;
        if (++lines == 1 || (lines <= MOST_LINES && bytes <= most_bytes))
            continue;
        struct gri_past *rest = *link;
        *link = NULL;
        while (rest != NULL) {
            struct gri_past *before = rest->before;
            free_past(rest);
            rest = before;
        }
        return;
    }
}

/* The first line of what was typed, as far as there is room. */
static void keep_line(struct gri_past *past, const char *line, size_t length)
{
    const char *end = memchr(line, '\n', length);
    size_t first = end != NULL ? (size_t)(end - line) : length;
    bool fits = first < sizeof past->line - 4;
    snprintf(past->line, sizeof past->line, "%.*s%s", fits ? (int)first : 0, line,
             !fits || end != NULL ? " …" : "");
}

void gri_past_settle(struct gr_session *session, struct gri_past *past, const char *line,
                     size_t length, bool stopped)
{
    if (past == NULL)
        return;
    if (session->reverted || !has_changed(session, past)) {
        free_past(past);
        return;
    }
    keep_line(past, line, length);
    past->stopped = stopped;
    past->before = session->past;
    session->past = past;
    trim(session);
}

/* Those that are not as they were, in the order of the table: names are read in the notation. */
static enum gr_status restore_settings(struct gr_session *session, const struct gri_past *past,
                                       struct gr_err *err)
{
    const char *value = past->settings.at;
    struct gri_text now;
    for (size_t n = 0; n < gri_setting_count; n++, value += strlen(value) + 1) {
        gri_text_init(&now);
        write_setting(session, &gri_settings[n], &now);
        bool failed = now.failed, same = !failed && strcmp(now.at, value) == 0;
        gri_text_clear(&now);
        if (failed)
            return gri_fail_memory(err, "the settings");
        if (!same)
            GRI_TRY(gri_settings[n].set(session, value, err));
    }
    return GR_OK;
}

/* What is held passes from `past` to the session. */
static void restore_problem(struct gr_session *session, struct gri_past *past)
{
    gri_session_drop(session);
    session->net = past->net;
    session->table = past->table;
    session->timeline = past->timeline;
    session->parameters = past->parameters;
    session->given = past->given;
    if (session->timeline != NULL)
        gri_timeline_unmark(session->timeline, &past->mark);
    past->net = NULL;
    past->table = NULL;
    past->timeline = NULL;
    past->parameters = NULL;
    past->given = NULL;
    session->preparation = past->preparation;
    session->hyper = past->hyper;
    session->initializer = past->initializer;
    session->initializer_seed = past->initializer_seed;
}

/* A run's start that there is no room for now. */
static enum gr_status reserve_start(struct gri_past *past, struct gr_err *err)
{
    if (past->net == NULL || past->parameters != NULL)
        return GR_OK;
    past->parameters = calloc(past->net->parameters, sizeof *past->parameters);
    past->given = calloc(past->net->parameters, sizeof *past->given);
    return past->parameters != NULL && past->given != NULL ? GR_OK
                                                           : gri_fail_memory(err, "the parameters");
}

enum gr_status gri_past_undo(struct gr_session *session, const char **line, struct gr_err *err)
{
    struct gri_past *past = session->past;
    if (past == NULL)
        return gri_fail(err, GR_E_STATE, "there is nothing to take back");
    *line = gri_arena_copy(&session->line, past->line, strlen(past->line));
    if (*line == NULL)
        return gri_fail_memory(err, "the line");
    GRI_TRY(reserve_start(past, err));
    bool same_run = session->timeline == past->timeline && past->timeline != NULL &&
                    gri_timeline_is_at(past->timeline, &past->mark);
    if (past->timeline != NULL)
        GRI_TRY(gri_timeline_revert(past->timeline, &past->mark, err));
    struct gri_means means = past->hyper.means;
    session->past = past->before;
    session->unseen |= past->stopped;
    restore_problem(session, past);
    if (!same_run) /* what is only of the screen moves nobody */
        session->view.cursor = past->cursor;
    gri_session_refresh(session);
    session->reverted = true;
    struct gri_hyper hyper = session->hyper;
    hyper.means = means;
    enum gr_status status = gri_session_change(session, &hyper, err);
    if (status == GR_OK)
        status = restore_settings(session, past, err);
    free_past(past);
    return status;
}

void gri_past_forget(struct gr_session *session)
{
    struct gri_past *past = session->past;
    session->past = NULL;
    while (past != NULL) {
        struct gri_past *before = past->before;
        free_past(past);
        past = before;
    }
}
