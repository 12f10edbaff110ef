/* A line is a command with arguments, an assignment, or an expression, decided by its first word: a
 * full command name, else a quantity, else (at a prompt) an unambiguous beginning of a command. */
#include "cmd/line/line.h"

#include "base/utf8.h"
#include "cmd/quiz/quiz.h"
#include "cmd/setting.h"
#include "cmd/setup/problem.h"
#include "cmd/stop/stops.h"
#include "cmd/unit/units.h"
#include "explain/name/notation.h"

#include <stdio.h>
#include <string.h>

struct gri_source gri_line_trim(const char *line, size_t length)
{
    struct gri_source source = {line, length, 0, 0};
    bool quoted = false;
    while (source.to < length && (quoted || line[source.to] != '#')) {
        quoted = quoted != (line[source.to] == '"');
        source.to++;
    }
    while (source.to > 0 && strchr(" \t\r\n", line[source.to - 1]) != NULL)
        source.to--;
    while (source.from < source.to && strchr(" \t\r\n", line[source.from]) != NULL)
        source.from++;
    return source;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

size_t gri_line_first_word(struct gri_source source)
{
    const char *text = source.line + source.from;
    size_t room = source.to - source.from, n = 0;
    while (n < room && (is_letter(text[n]) ||
                        (n > 0 && text[n] == '-' && n + 1 < room && is_letter(text[n + 1]))))
        n++;
    bool ends = n == room || strchr(" \t\r\n@", text[n]) != NULL;
    return ends ? n : 0;
}

size_t gri_line_equals(struct gri_source source)
{
    const char *text = source.line;
    int depth = 0;
    for (size_t n = source.from; n < source.to; n++) {
        depth += text[n] == '(' || text[n] == '[' ? 1 : text[n] == ')' || text[n] == ']' ? -1 : 0;
        if (text[n] != '=' || depth != 0)
            continue;
        bool part = (n + 1 < source.to && text[n + 1] == '=') ||
                    (n > source.from && strchr("=<>!", text[n - 1]) != NULL);
        if (!part)
            return n;
    }
    return source.to;
}

bool gri_block_begins(const struct gri_arg *block)
{
    const char *at = block->text - 1;
    while (*at == ' ' || *at == '\t' || *at == '\r')
        at--;
    return *at == '\n';
}

size_t gri_block_end(const char *text, size_t length)
{
    for (size_t at = 0; at < length;) {
        const char *newline = memchr(text + at, '\n', length - at);
        size_t to = newline != NULL ? (size_t)(newline - text) : length;
        struct gri_source word = gri_line_trim(text + at, to - at);
        if (word.to - word.from == 3 && memcmp(text + at + word.from, "end", 3) == 0)
            return at;
        at = to + 1;
    }
    return length;
}

/* An empty line repeats it; one that is too long to keep, nothing. */
static void keep_to_repeat(struct gr_session *session, struct gri_source source)
{
    size_t length = source.to - source.from, room = sizeof session->repeat;
    snprintf(session->repeat, room, "%.*s", length < room ? (int)length : 0,
             source.line + source.from);
}

static bool moved(const struct gri_cursor *a, const struct gri_cursor *b)
{
    return a->t != b->t || a->stage != b->stage || a->line != b->line;
}

/* Somewhere else: what is watched there, and what is worth a remark. */
static void arrive(struct gr_session *session, const struct gri_cursor *before)
{
    gri_session_refresh(session);
    gri_units_notice(session, before);
    gri_stops_show(session);
}

/* The moment that a command is to look from; NULL: where the reader stands. */
static const struct gri_arg *moment_of(const struct gri_command *command,
                                       const struct gri_arg *args)
{
    for (size_t k = 0; k < GRI_PARAMS && command->group == GRI_LOOKING; k++)
        if (command->params[k].type == GRI_MOMENT && args[k].given)
            return &args[k];
    return NULL;
}

/* The iteration that a moment is of. */
static enum gr_status find_moment(struct gr_session *session, const struct gri_arg *moment,
                                  size_t *t, struct gr_err *err)
{
    const struct gri_address *at = &moment->address;
    GRI_TRY(gri_session_need_run(session, err));
    if (at->lines > 0)
        return gri_fail_at(err, GR_E_SYNTAX, moment->column,
                           "the moment of a whole iteration is wanted here, as in @2 or @2.3");
    size_t iteration = at->iteration > 0 ? at->iteration - 1 : 0;
    enum gr_status status = gri_timeline_find(session->timeline, at->epoch - 1, iteration, t, err);
    if (status != GR_OK && err != NULL)
        err->column = moment->column;
    return status;
}

/* As from the end of that iteration; the reader stays where he is. */
static enum gr_status run_there(struct gr_session *session, const struct gri_command *command,
                                const struct gri_arg *args, const struct gri_arg *moment,
                                struct gr_err *err)
{
    const struct gri_cursor here = session->view.cursor;
    size_t t, epoch, iteration;
    GRI_TRY(find_moment(session, moment, &t, err));
    session->view.cursor = gri_cursor_last(t, session->timeline);
    gri_session_refresh(session);
    gri_timeline_place(session->timeline, t, &epoch, &iteration);
    if (gri_timeline_epoch_length(session->timeline, t) > 1)
        gri_page_heading(&session->page, 3, "Epoch %zu, iteration %zu", epoch + 1, iteration + 1);
    else
        gri_page_heading(&session->page, 3, "Epoch %zu", epoch + 1);
    enum gr_status status = command->run(session, args, err);
    session->view.cursor = here;
    gri_session_refresh(session);
    return status;
}

/* A walk that fails on its way ends where it began. */
static enum gr_status run_command(struct gr_session *session, const struct gri_command *command,
                                  struct gri_source source, size_t word, struct gr_err *err)
{
    struct gri_arg args[GRI_PARAMS] = {0};
    const struct gri_cursor before = session->view.cursor;
    struct gri_source arguments = source;
    arguments.from += word;
    GRI_TRY(gri_arguments_read(session, command, arguments, args, err));
    if (command->repeats && session->at_prompt)
        keep_to_repeat(session, source);
    const struct gri_arg *moment = moment_of(command, args);
    if (moment != NULL)
        return run_there(session, command, args, moment, err);
    enum gr_status status = command->run(session, args, err);
    if (command->group == GRI_STEPPING && status != GR_OK && status != GR_STOPPED)
        session->view.cursor = before;
    else if (command->group == GRI_STEPPING && moved(&before, &session->view.cursor))
        arrive(session, &before);
    return status;
}

static enum gr_status run_expression(struct gr_session *session, struct gri_source source,
                                     struct gr_err *err)
{
    const struct gri_expr *expr;
    GRI_TRY(gri_parse(source, true, &session->scope, &session->line, &expr, err));
    return gri_explain_value(&session->view, &session->page, expr, err);
}

/* Does a name that stands for something begin the line? */
static bool begins_with_name(struct gr_session *session, struct gri_source source)
{
    const struct gri_symbol *symbol;
    size_t used = 0;
    struct gr_err ignored;
    return gri_name_resolve(&session->view, &session->line, source.line + source.from,
                            source.to - source.from, &symbol, &used, &ignored) != GR_OK ||
           used > 0;
}

static bool is_word(const char *text, size_t length, const char *word)
{
    return strlen(word) == length && memcmp(text, word, length) == 0;
}

/* A setting or a problem, with the command that it wants in front of it. */
static enum gr_status fail_without_command(const char *text, size_t word, size_t column,
                                           struct gr_err *err)
{
    for (size_t n = 0; n < gri_setting_count; n++)
        if (is_word(text, word, gri_settings[n].name))
            return gri_fail_at(err, GR_E_NAME, column, "%s is a setting; `set %s %s` sets it",
                               gri_settings[n].name, gri_settings[n].name, gri_settings[n].values);
    for (size_t n = 0; n < gri_problem_count; n++)
        if (is_word(text, word, gri_problems[n].name))
            return gri_fail_at(err, GR_E_NAME, column, "%s is a problem; `use %s` loads it",
                               gri_problems[n].name, gri_problems[n].name);
    return GR_OK;
}

enum gr_status gri_line_unknown(struct gr_session *session, struct gri_source source, size_t word,
                                struct gr_err *err)
{
    struct gri_nearest nearest;
    char hint[128];
    const char *text = source.line + source.from;
    GRI_TRY(fail_without_command(text, word, source.from + 1, err));
    gri_nearest_init(&nearest, text, word);
    for (size_t n = 0; n < gri_command_count; n++)
        gri_nearest_try(&nearest, gri_commands[n]->name);
    gri_notation_each(&session->view, gri_nearest_try, &nearest);
    gri_nearest_hint(&nearest, hint, sizeof hint);
    if (is_word(text, word, "exit"))
        snprintf(hint, sizeof hint, "; `quit` leaves");
    return gri_fail_at(err, GR_E_NAME, source.from + 1, "unknown command or name \"%.*s\"%s",
                       (int)(word < 40 ? word : 40), text,
                       hint[0] != '\0' ? hint : "; `help` lists the commands");
}

static enum gr_status run_abbreviated(struct gr_session *session, struct gri_source source,
                                      size_t word, struct gr_err *err)
{
    size_t count = 0;
    struct gri_text candidates;
    gri_text_init(&candidates);
    const struct gri_command *command = gri_command_abbreviated(source.line + source.from, word,
                                                                &count, &candidates);
    enum gr_status status;
    session->abbreviated = command != NULL ? command->name : NULL;
    session->only_typed |= count > 1; /* a file would say something else */
    if (command != NULL)
        status = run_command(session, command, source, word, err);
    else if (count > 1)
        status = gri_fail_at(err, GR_E_NAME, source.from + 1,
                             "\"%.*s\" could be several commands; type more of one: %s", (int)word,
                             source.line + source.from, candidates.at);
    else
        status = gri_line_unknown(session, source, word, err);
    gri_text_clear(&candidates);
    return status;
}

static enum gr_status check_text(const char *line, size_t length, struct gr_err *err)
{
    size_t bad = gri_utf8_check(line, length);
    if (bad == length)
        return GR_OK;
    return gri_fail_at(err, GR_E_SYNTAX, bad + 1,
                       line[bad] == '\0' ? "a NUL byte; a line is text"
                                         : "not UTF-8; a line is text in that encoding");
}

/* The short form of a command gives way to a quantity that was renamed to it (`set names b1 b`). */
static const struct gri_command *find_command(const struct gr_session *session, const char *word,
                                              size_t length)
{
    const struct gri_view *view = &session->view;
    const struct gri_command *command = gri_command_find(word, length);
    if (command == NULL || strlen(command->name) == length)
        return command;
    for (size_t n = 0; n < view->rename_count; n++)
        if (strlen(view->renames[n].to) == length && memcmp(view->renames[n].to, word, length) == 0)
            return NULL;
    return command;
}

enum gr_status gri_line_run(struct gr_session *session, const char *line, size_t length,
                            struct gr_err *err)
{
    GRI_TRY(check_text(line, length, err));
    struct gri_source source = gri_line_trim(line, length);
    if (source.from >= source.to)
        return GR_OK;
    size_t word = gri_line_first_word(source), equals = gri_line_equals(source);
    const struct gri_command *command = find_command(session, line + source.from, word);
    size_t behind = source.from + word;
    while (behind < source.to && (line[behind] == ' ' || line[behind] == '\t'))
        behind++;
    bool assigns = equals < source.to && (command == NULL || behind == equals);
    bool is_command = command != NULL && !assigns;
    if (session->quiz != NULL && !(is_command && gri_quiz_allows(command)))
        return gri_quiz_line(session, source, is_command, err);
    if (is_command) {
        if (command->params[0].type == GRI_BLOCK || command->params[1].type == GRI_BLOCK)
            source.to = length; /* a block keeps its comments: they are cut line by line */
        return run_command(session, command, source, word, err);
    }
    if (word > 0 && command == NULL && !assigns && !begins_with_name(session, source) &&
        gri_function_find(line + source.from, word) < 0)
        return session->at_prompt ? run_abbreviated(session, source, word, err)
                                  : gri_line_unknown(session, source, word, err);
    return assigns ? gri_line_assign(session, source, equals, err)
                   : run_expression(session, source, err);
}
