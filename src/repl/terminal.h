/* Where the program runs: a terminal or not, how wide, in which characters; and Ctrl-C. */
#ifndef REPL_TERMINAL_H
#define REPL_TERMINAL_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

enum color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

struct terminal {
    bool in, out, err; /* standard input, output, error is one */
    bool utf8;
    bool color_out, color_err;
    size_t width; /* columns */
};

void terminal_look(struct terminal *terminal, enum color color, bool plain);

/* It may have been resized. */
void terminal_measure(struct terminal *terminal);

/* The bytes of the first character of a UTF-8 text, and the columns it takes; -1: it cannot be
 * shown, a question mark stands for it. */
size_t terminal_next(const struct terminal *terminal, const char *text, int *columns);

/* Columns that the first `count` characters of a UTF-8 line take on the screen. */
size_t terminal_columns(const struct terminal *terminal, const char *text, size_t count);

/* Wait for Enter without showing it. */
void terminal_wait(void);

/* A closed standard stream would be the next file that is opened: keep its place, unusable. */
void streams_guard(void);

/* Ctrl-C raises a flag; a second one, before it was lowered, while something runs, ends the
 * program. */
void interrupt_catch(void);
const volatile sig_atomic_t *interrupt_flag(void);
void interrupt_lower(bool runs);

#endif
