#include "cmd/session.h"

#include "cmd/data/data.h"
#include "cmd/lesson/draft.h"
#include "cmd/past.h"
#include "cmd/quiz/quiz.h"
#include "cmd/stop/stops.h"
#include "cmd/time/place.h"
#include "explain/name/notation.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const size_t line_limit = (size_t)1 << 30, kept_limit = (size_t)1 << 20;

static const struct gri_hyper defaults = {
    .loss = GRI_MSE,
    .optimizer = GRI_SGD,
    .rate = 0.01,
    .momentum = 0.9,
    .seed = 1,
    .torch_seed = 1,
    .rounding = GRI_ROUNDING_OFF,
    .means = {.threads = 1},
};

enum gr_status gr_session_new(const struct gr_host *host, struct gr_session **out,
                              struct gr_err *err)
{
    struct gr_session *session = calloc(1, sizeof *session);
    if (session == NULL)
        return gri_fail_memory(err, "a session");
    session->host = *host;
    session->hyper = defaults;
    session->epochs = 1;
    session->rubric = gri_rubric_usual;
    session->preparation.share = 1;
    session->memory = 64000000;
    session->writer = gri_writer_find("text");
    gri_arena_init(&session->line, line_limit);
    gri_arena_init(&session->kept, kept_limit);
    gri_arena_init(&session->columns, kept_limit);
    session->view = (struct gri_view){
        .hyper = &session->hyper,
        .cursor = gri_cursor_start(0),
        .notation = gri_notation_find("flat"),
        .digits = 4,
    };
    session->scope = gri_view_scope(&session->view);
    gri_page_init(&session->page, &session->line, &session->scope, session->view.digits);
    *out = session;
    return GR_OK;
}

void gr_session_free(struct gr_session *session)
{
    if (session == NULL)
        return;
    gri_quiz_drop(session);
    gri_past_forget(session);
    gri_session_drop(session);
    gri_stops_delete(session, 0);
    free(session->stops.at);
    gri_arena_clear(&session->line);
    gri_arena_clear(&session->kept);
    gri_arena_clear(&session->columns);
    gri_draft_free(session->draft);
    free(session);
}

/* The data of the cursor's iteration are the session's. */
static void look_at_data(struct gr_session *session, const struct gri_data *data)
{
    if (session->data == data)
        return;
    gri_data_free(session->data);
    gri_data_free(session->table);
    session->data = gri_data_keep(data);
    session->table = gri_data_keep(data->table);
    session->preparation = data->how;
    session->aliases.made = false;
}

static void start_run(struct gr_session *session)
{
    session->view.cursor = gri_cursor_start(0);
    if (gri_timeline_new(session->net, session->data, &session->hyper, session->parameters,
                         session->given, &session->timeline, &session->obstacle) != GR_OK)
        return;
    gri_timeline_set_budget(session->timeline, session->memory);
    gri_timeline_set_stop(session->timeline, session->host.stop);
}

void gri_session_refresh(struct gr_session *session)
{
    struct gri_view *view = &session->view;
    session->obstacle = (struct gr_err){0};
    if (session->data == NULL && session->net != NULL && session->table != NULL)
        (void)!gri_data_prepare(session->table, session->net, &session->preparation, &session->data,
                                &session->obstacle);
    if (session->timeline == NULL && session->data != NULL)
        start_run(session);
    if (session->timeline != NULL) {
        session->hyper = *gri_timeline_hyper(session->timeline, view->cursor.t);
        look_at_data(session, gri_timeline_data(session->timeline, view->cursor.t));
    }
    view->net = session->net;
    view->data = session->data;
    view->timeline = session->timeline;
    view->parameters = session->parameters;
    view->given = session->given;
    gri_data_alias(session);
    view->obstacle = session->obstacle.status != GR_OK ? &session->obstacle : NULL;
}

static void reveal(void *user, struct gri_text *so_far)
{
    struct gr_session *session = user;
    session->host.write(session->host.user, so_far->at, so_far->length);
    gri_text_reset(so_far);
    session->host.pause(session->host.user);
}

static struct gri_layout layout_of(struct gr_session *session)
{
    bool waits = (session->reveal || session->large) && session->host.pause != NULL;
    return (struct gri_layout){
        .width = session->host.width,
        .plain = session->host.plain,
        .utf8 = session->host.utf8,
        .color = session->host.color,
        .large = session->large,
        .staged = session->reveal,
        .reveal = waits ? reveal : NULL,
        .user = session,
        .above = &session->above,
        .named = &session->named,
    };
}

/* A transcript is what it is wherever it is read again: see gri_lesson_check. */
static struct gri_layout layout_of_draft(struct gr_session *session)
{
    return (struct gri_layout){
        .width = 80, .utf8 = true, .large = session->large, .above = &session->draft_above};
}

/* What the running line says goes into the draft too. */
static bool is_kept(const struct gr_session *session)
{
    return session->draft != NULL && session->running;
}

static void write_out(struct gr_session *session, struct gri_text *text)
{
    if (text->failed)
        session->page.failed = true;
    else if (text->length > 0)
        session->host.write(session->host.user, text->at, text->length);
}

static void write_page(struct gr_session *session, const struct gri_layout *layout,
                       struct gri_text *text)
{
    const struct gri_writer *writer = session->writer;
    if (session->page.first == NULL)
        return;
    if (!session->begun && writer->begin != NULL)
        writer->begin(layout, text);
    writer->write(&session->page, layout, text);
}

void gri_session_flush(struct gr_session *session)
{
    struct gri_layout layout = layout_of(session), kept = layout_of_draft(session);
    struct gri_text text;
    bool failed = session->page.failed;
    gri_text_init(&text);
    session->page.digits = session->view.digits;
    if (is_kept(session))
        write_page(session, &kept, &session->draft->output);
    write_page(session, &layout, &text);
    session->begun = session->begun || session->page.first != NULL;
    gri_page_init(&session->page, &session->line, &session->scope, session->view.digits);
    session->page.failed = failed;
    write_out(session, &text);
    gri_text_clear(&text);
}

void gr_session_end(struct gr_session *session)
{
    struct gri_layout layout = layout_of(session), kept = layout_of_draft(session);
    struct gri_text text;
    if (session->quiz != NULL) {
        session->above = 0;
        gri_quiz_end(session);
        gri_session_flush(session);
    }
    gri_text_init(&text);
    if (session->begun && session->writer->end != NULL) {
        session->writer->end(&layout, &text);
        if (is_kept(session))
            session->writer->end(&kept, &session->draft->output);
    }
    session->begun = false;
    session->named = false;
    write_out(session, &text);
    gri_text_clear(&text);
}

void gr_session_resize(struct gr_session *session, size_t width)
{
    session->host.width = width;
}

const char *gr_session_repeat(const struct gr_session *session)
{
    return session->repeat[0] != '\0' && session->quiz == NULL ? session->repeat : NULL;
}

const char *gr_session_asks(const struct gr_session *session)
{
    return session->quiz != NULL ? session->asks : NULL;
}

const char *gr_session_place(struct gr_session *session)
{
    struct gri_text text;
    session->place[0] = '\0';
    if (session->timeline == NULL)
        return session->place;
    gri_text_init(&text);
    if (gri_place_write(session, &text, NULL) == GR_OK && !text.failed)
        snprintf(session->place, sizeof session->place, "%s", text.at);
    gri_text_clear(&text);
    return session->place;
}

enum gr_status gri_session_run_here(struct gr_session *session, struct gri_run **run,
                                    struct gr_err *err)
{
    double *parameters;
    bool *given;
    size_t epoch, iteration;
    GRI_TRY(gri_session_current(session, &parameters, &given, err));
    GRI_TRY(gri_run_new(session->net, session->data, &session->hyper, parameters, run, err));
    gri_timeline_place(session->timeline, session->view.cursor.t, &epoch, &iteration);
    (*run)->epoch = epoch;
    (*run)->iteration = iteration;
    return GR_OK;
}

enum gr_status gri_session_need_network(struct gr_session *session, struct gr_err *err)
{
    if (session->net == NULL)
        return gri_no_network(err);
    return GR_OK;
}

enum gr_status gri_session_need_run(struct gr_session *session, struct gr_err *err)
{
    return gri_view_need_run(&session->view, err);
}

bool gri_session_stopped(const struct gr_session *session)
{
    return session->host.stop != NULL && *session->host.stop;
}

enum gr_status gri_session_may_write(struct gr_session *session, struct gr_err *err)
{
    session->only_typed |= !session->host.may_write;
    if (!session->at_prompt && !session->host.may_write)
        return gri_fail(err, GR_E_DENIED,
                        "a script or lesson may not write files; gradus --allow-write lets it");
    return GR_OK;
}
