#include "repl/line.h"
#include "repl/program.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char more[] = "... ";

/* A command as far as it was typed, and where it began. */
struct typed {
    char *text;
    size_t length, room;
    size_t number; /* of its first line, from 1 */
    size_t lines;
};

static void add_line(struct typed *typed, const char *line, size_t length)
{
    size_t need = typed->length + length + 2;
    if (typed->text == NULL || need > typed->room) {
        typed->room = 2 * need;
        typed->text = must(realloc(typed->text, typed->room));
    }
    if (typed->lines > 0)
        typed->text[typed->length++] = '\n';
    memcpy(typed->text + typed->length, line, length);
    typed->length += length;
    typed->text[typed->length] = '\0';
    typed->lines++;
}

static void begin_next(struct typed *typed)
{
    typed->number += typed->lines;
    typed->length = typed->lines = 0;
}

static struct gr_err unfinished(const struct typed *typed, const char *source)
{
    struct gr_err err = {
        .status = GR_E_SYNTAX, .line = *source ? typed->number : 0, .column = *source ? 1 : 0};
    snprintf(err.source, sizeof err.source, "%s", source);
    snprintf(err.message, sizeof err.message,
             "the command is not complete; a block ends with end, a bracket wants its partner");
    return err;
}

static enum gr_status run_line(struct program *program, const struct typed *typed,
                               const char *source, struct gr_err *err)
{
    err->message[0] = '\0';
    enum gr_status status = gr_session_run(program->session, typed->text, typed->length, source,
                                           typed->number, err);
    progress_end(program);
    return status;
}

/* Run the lines of `text`: one, or several that were pasted. At a prompt an error ends nothing;
 * `prompt`: the columns before the line that stands just above, 0 if none does. */
static enum gr_status run_lines(struct program *program, struct typed *typed, const char *text,
                                size_t length, const char *source, size_t prompt)
{
    bool at_prompt = *source == '\0';
    const char *end = text + length;
    enum gr_status status = GR_OK;
    while (text <= end) {
        const char *stop = memchr(text, '\n', (size_t)(end - text));
        struct gr_err err;
        add_line(typed, text, (size_t)((stop ? stop : end) - text));
        text = stop ? stop + 1 : end + 1;
        status = run_line(program, typed, source, &err);
        if (status == GR_MORE)
            continue;
        if (status == GR_QUIT)
            break;
        if (status != GR_OK && at_prompt)
            report_typed(program, &err, prompt > 0 && typed->lines == 1 ? typed->text : NULL,
                         prompt);
        else if (status != GR_OK)
            report(program, &err);
        begin_next(typed);
        if (status == GR_STOPPED || (status != GR_OK && !at_prompt && !program->options.keep_going))
            break;
    }
    return status;
}

enum line_end line_of_stream(char **line, size_t *length)
{
    static size_t room;
    static char *text;
    errno = 0;
    ssize_t got = getline(&text, &room, stdin);
    if (got < 0) {
        enum line_end end = errno == EINTR ? LINE_INTERRUPTED : LINE_END;
        if (end == LINE_INTERRUPTED || feof(stdin))
            clearerr(stdin);
        return end;
    }
    *length = (size_t)got - (text[got - 1] == '\n');
    *line = text;
    return LINE_READ;
}

/* Above the prompt, as wide as the terminal is now. */
static void show_status(struct program *program)
{
    const struct terminal *terminal = &program->terminal;
    char status[200];
    if (!terminal->in || !terminal->out || program->options.plain ||
        !gr_session_status(program->session, status, sizeof status))
        return;
    printf("%s%.*s%s\n", terminal->color_out ? "\033[2m" : "", (int)terminal->width - 1, status,
           terminal->color_out ? "\033[m" : "");
}

/* The reader may have made the window another one meanwhile. */
static void measure(struct program *program)
{
    if (!program->terminal.out)
        return;
    terminal_measure(&program->terminal);
    gr_session_resize(program->session, program->terminal.width);
}

enum line_end prompt_line(struct program *program, const char *prompt, char **line, size_t *length)
{
    bool begins = strcmp(prompt, more) != 0;
    measure(program);
    if (begins)
        show_status(program);
    output_flush(program);
    interrupt_lower(false);
    enum line_end end = program->terminal.in ? line_read(prompt, line, length)
                                             : line_of_stream(line, length);
    measure(program);
    if (program->terminal.in)
        return end;
    if (end == LINE_END && ferror(stdin)) {
        struct gr_err err = {.status = GR_E_FILE};
        snprintf(err.message, sizeof err.message, "cannot read standard input: %s",
                 strerror(errno));
        clearerr(stdin);
        report(program, &err);
    }
    return end;
}

enum gr_status prompt_run(struct program *program, const char *prompt, const char *text,
                          size_t length)
{
    struct typed typed = {.number = 1};
    size_t columns = memchr(text, '\n', length) == NULL ? strlen(prompt) : 0;
    interrupt_lower(true);
    enum gr_status status = run_lines(program, &typed, text, length, "", columns);
    while (status == GR_MORE) {
        char *line;
        enum line_end end = prompt_line(program, more, &line, &length);
        if (end != LINE_READ) {
            struct gr_err err = unfinished(&typed, "");
            if (end == LINE_END)
                report_typed(program, &err, NULL, 0);
            break;
        }
        interrupt_lower(true);
        status = run_lines(program, &typed, line, length, "", 0);
    }
    free(typed.text);
    return status;
}

enum gr_status prompt_command(struct program *program, const char *text)
{
    struct typed typed = {.number = 1};
    enum gr_status status = run_lines(program, &typed, text, strlen(text), "-e", 0);
    if (status == GR_MORE) {
        struct gr_err err = unfinished(&typed, "-e");
        status = err.status;
        report(program, &err);
    }
    free(typed.text);
    return status;
}

static bool is_blank(const char *line, size_t length)
{
    while (length > 0 && strchr(" \t\r", line[length - 1]) != NULL && line[length - 1] != '\0')
        length--;
    return length == 0;
}

static void greet(const struct program *program)
{
    const char *version = gr_version(), *end = strstr(version, " (");
    if (program->terminal.in && program->terminal.out && program->options.item_count == 0)
        printf("%.*s: help lists the commands, use lottery sets up a first problem\n",
               (int)(end != NULL ? (size_t)(end - version) : strlen(version)), version);
}

const char *prompt_question(struct program *program, char *prompt, size_t size)
{
    const char *asks = gr_session_asks(program->session);
    if (asks == NULL)
        return NULL;
    snprintf(prompt, size, "%s = ", asks);
    return prompt;
}

/* "[@2:5] gradus> " */
static const char *prompt_here(struct program *program, char *prompt, size_t size)
{
    const char *place = gr_session_place(program->session);
    if (prompt_question(program, prompt, size) == NULL)
        snprintf(prompt, size, *place != '\0' ? "[%s] gradus> " : "%sgradus> ", place);
    return prompt;
}

void prompt_loop(struct program *program)
{
    char prompt[128];
    enum gr_status status = GR_OK;
    greet(program);
    while (status != GR_QUIT) {
        char *line;
        size_t length;
        interrupt_lower(false); /* where one stands now is to be said */
        enum line_end end = prompt_line(program, prompt_here(program, prompt, sizeof prompt), &line,
                                        &length);
        if (end == LINE_END)
            break;
        if (end == LINE_INTERRUPTED)
            continue;
        const char *again = gr_session_repeat(program->session);
        if (!is_blank(line, length))
            status = prompt_run(program, prompt, line, length);
        else if (again != NULL)
            status = prompt_run(program, "", again, strlen(again));
    }
    if (program->terminal.in)
        program->status = EXIT_WELL;
}
