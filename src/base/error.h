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

/* Write the words into `err` (NULL: nobody listens) and return `status`. Clears the place. */
enum gr_status gri_fail(struct gr_err *err, enum gr_status status, const char *format, ...)
    GRI_PRINTF(3, 4) GRI_CHECKED;

/* The same with the place: the byte of the line it happened at, from 1. */
enum gr_status gri_fail_at(struct gr_err *err, enum gr_status status, size_t column,
                           const char *format, ...) GRI_PRINTF(4, 5) GRI_CHECKED;

/* "not enough memory for WHAT" */
enum gr_status gri_fail_memory(struct gr_err *err, const char *what) GRI_CHECKED;

#endif
