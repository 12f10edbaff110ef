#include "repl/program.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Nobody reads on behind a broken pipe, so nobody is told. */
static void output_failed(void)
{
    if (errno != EPIPE)
        fprintf(stderr, "gradus: error: cannot write the output: %s\n", strerror(errno));
    _Exit(EXIT_BAD);
}

void output_flush(struct program *program)
{
    (void)program;
    if (fflush(stdout) != 0)
        output_failed();
}

static void on_write(void *user, const char *text, size_t length)
{
    struct program *program = user;
    if (program->muted)
        return;
    progress_clear(program);
    if (fwrite(text, 1, length, stdout) != length)
        output_failed();
}

static void on_error(void *user, const struct gr_err *err)
{
    report(user, err);
}

static void on_pause(void *user)
{
    struct program *program = user;
    if (program->muted)
        return;
    output_flush(program);
    terminal_wait();
}

static void on_notice(void *user, const char *line)
{
    struct program *program = user;
    if (program->muted)
        return;
    progress_clear(program);
    printf("%s\n", line);
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

void progress_clear(struct program *program)
{
    if (program->progress.shown == 0)
        return;
    printf("\r%*s\r", (int)(program->progress.shown + 2), ""); /* with the ^C of an interruption */
    program->progress.shown = 0;
}

void progress_end(struct program *program)
{
    progress_clear(program);
    program->progress = (struct progress){0};
}

static void time_words(char *to, size_t size, double seconds)
{
    if (seconds < 90)
        snprintf(to, size, "%.0f s", ceil(seconds));
    else if (seconds < 5400)
        snprintf(to, size, "%.0f min", ceil(seconds / 60));
    else
        snprintf(to, size, "%.0f h", ceil(seconds / 3600));
}

/* [#####...............] 25%  loss 0.1234  12 s left */
static void draw(struct program *program, size_t total, double loss, double spent)
{
    enum { CELLS = 30, WORDS = 48 };
    struct progress *progress = &program->progress;
    double part = (double)progress->done / (double)total;
    char bar[CELLS + 1] = "", left[16], text[128];
    size_t width = program->terminal.width;
    size_t cells = width > WORDS + CELLS ? CELLS : width > WORDS ? width - WORDS : 0;
    size_t full = (size_t)(part * (double)cells);
    memset(bar, '.', cells);
    memset(bar, '#', full < cells ? full : cells);
    time_words(left, sizeof left, spent * (1 - part) / part);
    snprintf(text, sizeof text, "[%s] %3.0f%%  loss %.4g  %s left", bar, floor(100 * part), loss,
             left);
    progress_clear(program);
    progress->shown = strlen(text) < width - 3 ? strlen(text) : width - 3;
    printf("%.*s", (int)progress->shown, text);
    output_flush(program);
}

/* Half a second passes before the first bar: what is quicker needs none. */
static void on_progress(void *user, size_t done, size_t total, double loss)
{
    struct program *program = user;
    struct progress *progress = &program->progress;
    double time = now();
    if (progress->began <= 0 || done < progress->done) {
        progress->began = time;
        progress->next = time + 0.5;
    }
    progress->done = done;
    if (program->muted || time < progress->next || done == 0 || done > total)
        return;
    progress->next = time + 0.1;
    draw(program, total, loss, time - progress->began);
}

struct gr_host host_of(struct program *program)
{
    const struct options *options = &program->options;
    const struct terminal *terminal = &program->terminal;
    struct gr_host host = {
        .user = program,
        .write = on_write,
        .stop = interrupt_flag(),
        .width = terminal->out ? terminal->width : 0,
        .utf8 = terminal->utf8,
        .color = terminal->color_out,
        .plain = options->plain,
        .may_write = options->allow_write,
        .keep_going = options->keep_going,
        .error = on_error,
    };
    if (terminal->in && terminal->out) {
        host.pause = on_pause;
        host.notice = on_notice;
    }
    if (terminal->out && !options->plain)
        host.progress = on_progress;
    return host;
}
