/* Built-in problems: one row each. */
#ifndef GRI_CMD_SETUP_PROBLEM_H
#define GRI_CMD_SETUP_PROBLEM_H

#include <stddef.h>

/* `script` is a script of commands, run line by line in a session with the default settings. */
struct gri_problem {
    const char *name;
    const char *summary;
    const char *script;
};

extern const struct gri_problem gri_problems[];
extern const size_t gri_problem_count;

#endif
