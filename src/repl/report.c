#include "repl/program.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RED "\033[1;31m"
#define BOLD "\033[1m"
#define USUAL "\033[m"

static int exit_status_of(enum gr_status status)
{
    if (status == GR_STOPPED)
        return EXIT_INTERRUPTED;
    return status == GR_E_EXPECT ? EXIT_FALSE : EXIT_BAD;
}

/* The first `limit` columns of `text`, with question marks for what this terminal cannot show. */
static void put_text(const struct program *program, const char *text, size_t limit)
{
    while (*text != '\0' && limit > 0) {
        int columns;
        size_t used = terminal_next(&program->terminal, text, &columns);
        if (columns > 0 && (size_t)columns > limit)
            break;
        if (columns < 0)
            fputc('?', stderr);
        else
            fwrite(text, 1, used, stderr);
        limit -= columns < 0 ? 1 : (size_t)columns;
        text += used;
    }
}

/* Words folded to the width, from column `at` on; the lines that follow begin below the first. What
 * is no terminal gets one line. */
static void put_folded(const struct program *program, const char *text, size_t at)
{
    const struct terminal *terminal = &program->terminal;
    bool folds = terminal->err && !program->options.plain;
    size_t column = at, indent = at < terminal->width / 2 ? at : 2;
    for (bool first = true; *text != '\0'; first = false) {
        char word[sizeof((struct gr_err *)0)->message];
        size_t length = strcspn(text, " ");
        snprintf(word, sizeof word, "%.*s", (int)length, text);
        size_t columns = terminal_columns(terminal, word, SIZE_MAX);
        bool breaks = folds && !first && column + 1 + columns > terminal->width;
        if (breaks)
            fprintf(stderr, "\n%*s", (int)indent, "");
        else if (!first)
            fputc(' ', stderr);
        put_text(program, word, SIZE_MAX);
        column = (breaks ? indent : column + !first) + columns;
        text += length + (text[length] == ' ');
    }
    fputc('\n', stderr);
}

static void put_color(const struct program *program, const char *code)
{
    if (program->terminal.color_err)
        fputs(code, stderr);
}

static void put_caret(const struct program *program, size_t before)
{
    fprintf(stderr, "%*s", (int)before, "");
    put_color(program, RED);
    fputc('^', stderr);
    put_color(program, USUAL);
    fputc('\n', stderr);
}

/* A place that needs more columns than there are begins later. */
static void put_excerpt(const struct program *program, const struct gr_err *err)
{
    const struct terminal *terminal = &program->terminal;
    const char *from = err->excerpt;
    size_t caret = err->caret, width = terminal->width;
    while (caret > 1 && terminal_columns(terminal, from, caret) > width) {
        int columns;
        from += terminal_next(terminal, from, &columns);
        caret--;
    }
    put_text(program, from, width);
    fputc('\n', stderr);
    if (caret > 0)
        put_caret(program, terminal_columns(terminal, from, caret - 1));
}

/* "FILE:LINE:COLUMN: ", and how many columns that is; what stands in no file is the program's own.
 */
static size_t put_place(const struct program *program, const struct gr_err *err)
{
    char place[sizeof err->source + 48];
    snprintf(place, sizeof place, "%s", err->source[0] ? err->source : "gradus");
    size_t end = strlen(place);
    if (err->source[0] && err->line > 0)
        end += (size_t)snprintf(place + end, sizeof place - end, ":%zu", err->line);
    if (err->source[0] && err->line > 0 && err->column > 0)
        snprintf(place + end, sizeof place - end, ":%zu", err->column);
    put_color(program, BOLD);
    put_text(program, place, SIZE_MAX);
    put_color(program, USUAL);
    fputs(": ", stderr);
    return terminal_columns(&program->terminal, place, SIZE_MAX) + 2;
}

static void put_message(const struct program *program, const struct gr_err *err, size_t at)
{
    static const char word[] = "error:";
    if (err->status != GR_STOPPED) {
        put_color(program, RED);
        fputs(word, stderr);
        put_color(program, USUAL);
        fputc(' ', stderr);
        at += sizeof word;
    }
    put_folded(program, err->message[0] ? err->message : "stopped", at);
}

static bool begin(struct program *program, const struct gr_err *err)
{
    int status = exit_status_of(err->status);
    bool told = err->message[0] == '\0' && err->status != GR_STOPPED; /* by the session itself */
    if (program->muted || told)
        return false;
    if (status > program->status)
        program->status = status;
    program->reported++;
    progress_clear(program);
    output_flush(program);
    return true;
}

void report(struct program *program, const struct gr_err *err)
{
    if (!begin(program, err))
        return;
    put_message(program, err, put_place(program, err));
    if (err->excerpt[0] != '\0' && !program->options.plain)
        put_excerpt(program, err);
}

/* The columns before the caret below the line that was typed; 0: no caret. */
static size_t caret_of(const struct program *program, const struct gr_err *err, const char *line,
                       size_t prompt)
{
    const struct terminal *terminal = &program->terminal;
    bool shows = terminal->in && terminal->out && terminal->err && !program->options.plain;
    if (!shows || line == NULL || err->column == 0)
        return 0;
    if (prompt + terminal_columns(terminal, line, strlen(line)) >= terminal->width)
        return 0;
    return prompt + terminal_columns(terminal, line, err->column - 1);
}

void report_typed(struct program *program, const struct gr_err *err, const char *line,
                  size_t prompt)
{
    size_t before = caret_of(program, err, line, prompt);
    if (err->source[0] != '\0') {
        report(program, err);
    } else if (begin(program, err)) {
        if (before > 0)
            put_caret(program, before);
        put_message(program, err, 0);
        if (before == 0 && err->excerpt[0] != '\0' && !program->options.plain)
            put_excerpt(program, err);
    }
}

void report_usage(const char *format, ...)
{
    va_list values;
    va_start(values, format);
    fputs("gradus: error: ", stderr);
    vfprintf(stderr, format, values);
    fputs("; see gradus --help\n", stderr);
    va_end(values);
}

void *must(void *memory)
{
    if (memory == NULL) {
        fputs("gradus: error: not enough memory\n", stderr);
        exit(EXIT_BAD);
    }
    return memory;
}
