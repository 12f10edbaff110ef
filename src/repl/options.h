/* The command line, read. */
#ifndef REPL_OPTIONS_H
#define REPL_OPTIONS_H

#include "repl/terminal.h"

#include <stdbool.h>
#include <stddef.h>

/* A command or a file, in the order given. */
struct item {
    bool is_command;
    const char *text;
};

struct setting {
    const char *key, *value;
};

struct options {
    struct item *items;
    struct setting *settings;
    const char **marks; /* pages to mark */
    size_t item_count, setting_count, mark_count;
    const char *record; /* the file, or NULL */
    enum color color;
    bool interactive, check, update, plain, keep_going, allow_write;
    bool help, version;
};

/* False: the words are said, the exit status is EXIT_BAD. */
bool options_read(struct options *options, int argc, char **argv);
void options_clear(struct options *options);
void options_help(void);

#endif
