/* Running lines and scripts, and saying where an error stands. */
#include "cmd/line/line.h"

#include "cmd/past.h"

#include "base/file.h"
#include "base/utf8.h"
#include "cmd/lesson/draft.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SCRIPT_DEPTH = 16, CONTINUED_LINES = 200, EXCERPT_BEFORE = 50, EXCERPT_LENGTH = 76 };

static const size_t script_limit = (size_t)64 << 20;

/* The part of the source line around the column, cut between characters, without control
 * characters. */
static void set_excerpt(struct gr_err *err, const char *line, size_t length, size_t at)
{
    size_t from = 0, to = 0, n = 0, used;
    while (gri_utf8_count(line + from, at - from) > EXCERPT_BEFORE) {
        gri_utf8_decode(line + from, length - from, &used);
        from += used;
    }
    for (to = from; to < length && n < EXCERPT_LENGTH && to - from < sizeof err->excerpt - 5; n++) {
        gri_utf8_decode(line + to, length - to, &used);
        to += used;
    }
    memcpy(err->excerpt, line + from, to - from);
    err->excerpt[to - from] = '\0';
    for (char *c = err->excerpt; c < err->excerpt + (to - from); c++)
        if ((unsigned char)*c < ' ' || *c == 127)
            *c = ' ';
    err->caret = gri_utf8_count(line + from, at - from) + 1;
    if (gri_utf8_check(err->excerpt, to - from) != to - from)
        err->excerpt[0] = '\0';
}

/* From a byte of the text to line, column in characters and excerpt. */
static void set_place(struct gr_err *err, const char *text, size_t length, const char *source,
                      size_t number)
{
    if (err->source[0] != '\0') /* it happened in another file, which said where */
        return;
    if (err->column == 0 && source[0] != '\0') /* of the line as a whole */
        err->column = gri_line_trim(text, length).from + 1;
    size_t at = err->column > 0 ? err->column - 1 : 0, start = 0, line = 0;
    at = at < length ? at : length;
    for (size_t n = 0; n < at; n++)
        if (text[n] == '\n') {
            start = n + 1;
            line++;
        }
    const char *end = memchr(text + start, '\n', length - start);
    size_t line_length = end != NULL ? (size_t)(end - text) - start : length - start;
    snprintf(err->source, sizeof err->source, "%s", source);
    err->line = number + line;
    if (err->column > 0) {
        err->column = gri_utf8_count(text + start, at - start) + 1;
        set_excerpt(err, text + start, line_length, at - start);
    }
}

static enum gr_status run_line(struct gr_session *session, const char *line, size_t length,
                               const char *source, size_t number, struct gr_err *err)
{
    bool at_prompt = session->at_prompt;
    *err = (struct gr_err){0};
    session->at_prompt = source[0] == '\0';
    session->wants_end = false;
    session->above = 0;
    gri_session_refresh(session);
    gri_page_init(&session->page, &session->line, &session->scope, session->view.digits);
    struct gri_past *past = session->nesting == 0 ? gri_past_take(session) : NULL;
    session->nesting++;
    enum gr_status status = gri_line_run(session, line, length, err);
    if (--session->nesting == 0) {
        gri_past_settle(session, past, line, length, status == GR_STOPPED);
        session->reverted = false;
    }
    if (status != GR_MORE)
        gri_session_flush(session);
    if (status == GR_OK && session->page.failed)
        status = gri_fail_memory(err, "the output");
    gri_arena_reset(&session->line);
    session->at_prompt = at_prompt;
    if (status != GR_OK && status != GR_MORE && status != GR_QUIT)
        set_place(err, line, length, source, number);
    err->status = status;
    return status;
}

/* A line that is run by no other is kept in the draft, if there is one. */
enum gr_status gr_session_run(struct gr_session *session, const char *line, size_t length,
                              const char *source, size_t number, struct gr_err *err)
{
    struct gr_err own, kept = {0};
    err = err == NULL ? &own : err;
    if (session->draft == NULL || session->running)
        return run_line(session, line, length, source, number, err);
    gri_session_keep_begin(session);
    enum gr_status status = run_line(session, line, length, source, number, err);
    session->running = false;
    if (status == GR_MORE)
        return status;
    enum gr_status keeping = gri_session_keep(session, line, length, err, &kept);
    if (status == GR_OK && keeping != GR_OK)
        *err = kept;
    return err->status = status == GR_OK ? keeping : status;
}

/* A script being run: the lines from `from` on are one unfinished line. */
struct script {
    struct gr_session *session;
    const char *path, *text;
    size_t length, from, number;
    enum gr_status worst; /* of the errors passed over */
};

static enum gr_status keep_going(struct script *script, enum gr_status status,
                                 const struct gr_err *err)
{
    const struct gr_host *host = &script->session->host;
    if (status == GR_QUIT || status == GR_STOPPED || !host->keep_going || host->error == NULL)
        return status;
    if (err->message[0] !=
        '\0') /* else they were told where they happened, in a script run by this */
        host->error(host->user, err);
    if (script->worst == GR_OK || script->worst == GR_E_EXPECT)
        script->worst = status;
    return GR_OK;
}

/* Is this line the `end` of a block? */
static bool is_end(const char *line, size_t length)
{
    struct gri_source word = gri_line_trim(line, length);
    return word.to - word.from == 3 && memcmp(line + word.from, "end", 3) == 0;
}

static enum gr_status unfinished(struct script *script, size_t to, struct gr_err *err)
{
    enum gr_status status = gri_fail_at(
        err, GR_E_SYNTAX, 1,
        script->session->wants_end
            ? "the file ends inside a block; end it with `end`"
            : "a bracket that opens here is not closed in the lines that follow");
    set_place(err, script->text + script->from, to - script->from, script->path, script->number);
    return status;
}

static enum gr_status run_lines(struct script *script, struct gr_err *err)
{
    enum gr_status status = GR_OK;
    size_t lines = 0;
    for (size_t at = 0; at < script->length;) {
        const char *end = memchr(script->text + at, '\n', script->length - at);
        size_t to = end != NULL ? (size_t)(end - script->text) : script->length, line = at;
        lines++;
        at = to + 1;
        bool last = at >= script->length, skips = status == GR_MORE && script->session->wants_end &&
                                                  !is_end(script->text + line, to - line);
        if (!skips)
            status = gr_session_run(script->session, script->text + script->from, to - script->from,
                                    script->path, script->number, err);
        bool endless = !script->session->wants_end && lines - script->number > CONTINUED_LINES;
        if (status == GR_MORE && (last || endless))
            status = unfinished(script, to, err);
        if (status == GR_MORE)
            continue;
        if (status != GR_OK)
            GRI_TRY(keep_going(script, status, err));
        script->from = at;
        script->number = lines + 1;
    }
    return GR_OK;
}

static enum gr_status run_text(struct script *script, struct gr_err *err)
{
    struct gr_session *session = script->session;
    if (session->depth == SCRIPT_DEPTH)
        return gri_fail(err, GR_E_STATE, "scripts run scripts more than %d deep", SCRIPT_DEPTH);
    session->depth++;
    enum gr_status status = run_lines(script, err);
    session->depth--;
    if (status != GR_OK || script->worst == GR_OK)
        return status;
    *err = (struct gr_err){0}; /* each was told already */
    return script->worst;
}

enum gr_status gr_session_run_file(struct gr_session *session, const char *path, struct gr_err *err)
{
    struct gri_text text;
    struct gr_err own;
    char name[sizeof own.source];
    if (err == NULL)
        err = &own;
    *err = (struct gr_err){0};
    snprintf(name, sizeof name, "%s", strcmp(path, "-") == 0 ? "(standard input)" : path);
    gri_text_init(&text);
    enum gr_status status = gri_file_read(path, script_limit, &text, err);
    if (status == GR_OK) {
        struct script script = {session, name, text.at, text.length, 0, 1, GR_OK};
        status = run_text(&script, err);
    }
    gri_text_clear(&text);
    err->status = status;
    return status;
}
