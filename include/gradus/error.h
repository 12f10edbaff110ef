/* How a function of the library says that it failed.
 *
 * A function that can fail returns a gr_status and, when that is an error, has written the words
 * into the gr_err it was given, where it happened and once. The library prints nothing. */
#ifndef GRADUS_ERROR_H
#define GRADUS_ERROR_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

enum gr_status {
    GR_OK = 0,
    GR_MORE,     /* no error: what was given is a correct beginning, more lines are needed */
    GR_QUIT,     /* no error: the user asked to leave */
    GR_STOPPED,  /* the stop flag was raised; the state is consistent */
    GR_E_SYNTAX, /* cannot be read */
    GR_E_NAME,   /* a name that stands for nothing here */
    GR_E_SHAPE,  /* sizes that do not fit each other */
    GR_E_RANGE,  /* a number outside what is possible */
    GR_E_STATE,  /* not possible now: something else has to be done first */
    GR_E_FILE,   /* the operating system said no */
    GR_E_DENIED, /* a script may not do this without --allow-write */
    GR_E_MEMORY, /* no memory, or more asked for than the limit */
    GR_E_EXPECT  /* an expectation or a check is false: exit status 1, not 2 */
};

/* An error: plain data, may be copied. `column` counts bytes from 1 inside the library; what
 * gr_session_run and its like hand out counts characters. 0 is unknown. */
struct gr_err {
    enum gr_status status;
    size_t line, column;
    char source[128];  /* the file it stood in, clipped; empty for what was just typed */
    char message[512]; /* "what; hint", one line of UTF-8 */
    char excerpt[256]; /* the source line around the column, clipped */
    size_t caret;      /* where in the excerpt, characters from 1; 0: nowhere */
};

#ifdef __cplusplus
}
#endif
#endif
