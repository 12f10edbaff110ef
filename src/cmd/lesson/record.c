/* What of a session goes into the draft of a lesson, and how: what a lesson can run again. */
#include "cmd/lesson/draft.h"
#include "cmd/time/place.h"

#include "base/utf8.h"
#include "cmd/line/line.h"
#include "cmd/session.h"
#include "cmd/step/walk.h"

#include <string.h>

enum gr_status gr_session_record(struct gr_session *session, const char *path, struct gr_err *err)
{
    gri_draft_free(session->draft);
    return gri_draft_new(path, &session->draft, err);
}

/* A comment that stands alone is prose. */
static GRI_CHECKED enum gr_status keep_comment(struct gri_draft *draft, const char *line,
                                               size_t length, struct gr_err *err)
{
    size_t from = 0;
    while (from < length && strchr(" \t\r\n#", line[from]) != NULL)
        from++;
    return from < length ? gri_draft_prose(draft, line + from, length - from, err) : GR_OK;
}

/* What was stopped half-way would not be when it is run again: what leads to the same moment. */
static GRI_CHECKED enum gr_status keep_stopped(struct gr_session *session, struct gr_err *err)
{
    size_t from = session->draft->from;
    const struct gri_cursor *cursor = &session->view.cursor;
    struct gri_text command;
    if (session->timeline == NULL || gri_cursor_same(cursor, &session->draft->before))
        return GR_OK;
    size_t lines = gri_cursor_lines(cursor, session->timeline);
    enum gr_status status = GR_OK;
    gri_text_init(&command);
    if (cursor->t > from) {
        gri_text_addf(&command, "iteration %zu", cursor->t - from);
        status = gri_draft_unseen(session->draft, command.at, err);
    }
    if (status == GR_OK && (lines > 0 || cursor->t <= from)) {
        gri_text_reset(&command);
        status = gri_place_goto(session, &command, err);
        if (status == GR_OK)
            status = gri_draft_unseen(session->draft, command.at, err);
    }
    gri_text_clear(&command);
    return status;
}

/* The line with the whole name of a command that was abbreviated. */
static void spell(const struct gr_session *session, const char *line, size_t length,
                  struct gri_text *out)
{
    struct gri_source source = gri_line_trim(line, length);
    if (session->abbreviated != NULL) {
        gri_text_add(out, session->abbreviated);
        source.from += gri_line_first_word(source);
    }
    gri_text_add_bytes(out, line + source.from, length - source.from);
}

static GRI_CHECKED enum gr_status keep_turn(struct gr_session *session, const char *line,
                                            size_t length, const struct gr_err *ended,
                                            struct gr_err *err)
{
    struct gri_text command;
    gri_text_init(&command);
    spell(session, line, length, &command);
    enum gr_status status;
    if (session->only_typed && ended->status == GR_OK) {
        struct gri_text prose;
        gri_text_init(&prose);
        gri_text_addf(&prose, "(Here `%s` was typed; a lesson writes no files.)", command.at);
        status = gri_draft_prose(session->draft, prose.at, prose.length, err);
        gri_text_clear(&prose);
    } else {
        status = gri_draft_turn(session->draft, command.at, command.length,
                                ended->status == GR_OK ? NULL : ended->message, err);
    }
    gri_text_clear(&command);
    return status;
}

void gri_session_keep_begin(struct gr_session *session)
{
    gri_text_reset(&session->draft->output);
    session->running = true;
    session->only_typed = false;
    session->abbreviated = NULL;
    session->draft_above = 0;
    gri_session_refresh(session);
    session->draft->before = session->view.cursor;
    session->draft->from = session->timeline != NULL ? gri_walk_iterations_on(session, 0) : 0;
}

enum gr_status gri_session_keep(struct gr_session *session, const char *line, size_t length,
                                const struct gr_err *ended, struct gr_err *err)
{
    while (length > 0 && strchr(" \t\r\n", line[length - 1]) != NULL && line[length - 1] != '\0')
        length--;
    struct gri_source source = gri_line_trim(line, length);
    bool text = gri_utf8_check(line, length) == length;
    if (!text || length == 0 || ended->status == GR_QUIT || ended->status == GR_E_MEMORY)
        return GR_OK;
    if (source.from >= source.to)
        return keep_comment(session->draft, line, length, err);
    if (ended->status == GR_STOPPED)
        return keep_stopped(session, err);
    if (session->only_typed && ended->status != GR_OK)
        return GR_OK;
    return keep_turn(session, line, length, ended, err);
}
