/* The one place where another program is run: no shell, a text in, bytes out, for a limited time.
 */
#ifndef GRI_BASE_CHILD_CHILD_H
#define GRI_BASE_CHILD_CHILD_H

#include "base/text.h"

#include <signal.h>

struct gri_child {
    const char *const *words; /* the program, looked for in PATH, and its arguments, then NULL */
    const char *input;        /* its standard input */
    size_t length;
    size_t limit;                      /* bytes of output that are too many */
    unsigned seconds;                  /* after which it is ended */
    const volatile sig_atomic_t *stop; /* raised: it is ended, GR_STOPPED. NULL: never */
};

/* Append what it writes to `out`. GR_E_FILE with the first line of its complaint when it fails,
 * takes too long or writes too much; `*missing` when there is no such program. */
enum gr_status gri_child_run(const struct gri_child *child, struct gri_text *out, bool *missing,
                             struct gr_err *err) GRI_CHECKED;

#endif
