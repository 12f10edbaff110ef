/* Failing is one line, passing a failure on is one macro. */
#ifndef GRI_BASE_ERROR_H
#define GRI_BASE_ERROR_H

#include "gradus/error.h"

#define GRI_CHECKED __attribute__((warn_unused_result))
#define GRI_PRINTF(words, first) __attribute__((format(printf, words, first)))

/* Leave the calling function with the status of CALL unless that is GR_OK. */
#define GRI_TRY(call)                                                                              \
    do {                                                                                           \
        enum gr_status gri_try_status = (call);                                                    \
        if (gri_try_status != GR_OK)                                                               \
            return gri_try_status;                                                                 \
    } while (0)

/* Write the words, and the byte of the line it happened at (from 1; 0: none), into `err`. NULL:
 * nobody listens. */
void gri_say(struct gr_err *err, enum gr_status status, size_t column, const char *format, ...)
    GRI_PRINTF(4, 5);

/* `status`, the words written: macros, so that whoever reads `return gri_fail(…)` (an analyser too)
 * sees what is returned. */
#define gri_fail(err, status, ...) (gri_say((err), (status), 0, __VA_ARGS__), (status))
#define gri_fail_at(err, status, column, ...)                                                      \
    (gri_say((err), (status), (column), __VA_ARGS__), (status))

/* "not enough memory for WHAT" */
#define gri_fail_memory(err, what) gri_fail(err, GR_E_MEMORY, "not enough memory for %s", what)

#endif
