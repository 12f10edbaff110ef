/* The running program: what its parts share. */
#ifndef REPL_PROGRAM_H
#define REPL_PROGRAM_H

#include "gradus/lesson.h"
#include "repl/options.h"
#include "repl/terminal.h"

enum exit_status { EXIT_WELL = 0, EXIT_FALSE = 1, EXIT_BAD = 2, EXIT_INTERRUPTED = 130 };

/* The bar that `train` shows: cleared before anything else is written. */
struct progress {
    size_t done;        /* epochs, when last told */
    size_t shown;       /* columns it takes on the screen now */
    double began, next; /* seconds */
};

struct program {
    struct options options;
    struct terminal terminal;
    struct gr_session *session;
    struct progress progress;
    int status;      /* worst so far */
    size_t reported; /* errors so far */
    bool muted;      /* a lesson finds its way back: nothing is shown */
};

/* main.c: begin again and run the first `items` of the command line unseen. */
enum gr_status program_rebuild(struct program *program, size_t items, struct gr_err *err);

/* host.c: where a session's output goes. */
struct gr_host host_of(struct program *program);
void progress_clear(struct program *program);
void progress_end(struct program *program); /* the next bar is another command's */
void output_flush(struct program *program); /* ends the program if nothing can be written */

/* report.c: the words of an error, on standard error. */
void report(struct program *program, const struct gr_err *err);
/* Of what was typed: `line` stands just above, behind so many columns, or is NULL. */
void report_typed(struct program *program, const struct gr_err *err, const char *line,
                  size_t prompt);
void report_usage(const char *format, ...) __attribute__((format(printf, 1, 2)));
void *must(void *memory) __attribute__((returns_nonnull)); /* ends the program for NULL */

/* prompt.c: lines that are typed, and `-e`. */
enum line_end { LINE_READ, LINE_END, LINE_INTERRUPTED };
enum line_end prompt_line(struct program *program, const char *prompt, char **line, size_t *length);
/* Run what was typed, reading on where it goes on. GR_QUIT: the reader wants to leave. */
enum gr_status prompt_run(struct program *program, const char *prompt, const char *text,
                          size_t length);
enum gr_status prompt_command(struct program *program, const char *text);
/* "h1[2] = " where a number is asked for; NULL: none is. */
const char *prompt_question(struct program *program, char *prompt, size_t size);
void prompt_loop(struct program *program);

/* lesson.c: item `number` of the command line is a lesson. */
enum gr_status lesson_play(struct program *program, size_t number, bool pauses);
void lesson_check(struct program *program, const char *path);

#endif
