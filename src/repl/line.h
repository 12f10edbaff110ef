/* A line from a person at a terminal. configure chooses line_readline.c or line_plain.c. */
#ifndef REPL_LINE_H
#define REPL_LINE_H

#include "gradus/session.h"
#include "repl/program.h"

/* The line is good until the next one is asked for. */
enum line_end line_read(const char *prompt, char **line, size_t *length);

/* Whom to ask for completions: *session when TAB is pressed. */
void line_complete_for(struct gr_session *const *session);
void line_close(void);

/* What `--version` says of the licence: Readline's reaches the whole program. */
extern const char line_licence[];

/* A line of standard input as it comes (prompt.c). */
enum line_end line_of_stream(char **line, size_t *length);

/* Where the history is kept (history.c), its directories made; NULL: nowhere. */
const char *history_path(char *to, size_t size);

#endif
