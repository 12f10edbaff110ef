/* Bytes of a file, or of a member of a zip archive, one after the other. How many there are is
 * known before the first is read. */
#ifndef GRI_BASE_STREAM_STREAM_H
#define GRI_BASE_STREAM_STREAM_H

#include "base/error.h"

#include <stddef.h>

struct gri_stream {
    char name[120]; /* for messages, clipped */
    size_t left;    /* bytes not yet read */
    enum gr_status (*take)(struct gri_stream *stream, void *bytes, size_t count,
                           struct gr_err *err);
    enum gr_status (*end)(struct gri_stream *stream, struct gr_err *err);
    void *archive; /* of a member */
    int file;      /* else */
};

/* A regular file, from its first byte: else GR_E_FILE. To be closed. */
enum gr_status gri_stream_open(const char *path, struct gri_stream *stream,
                               struct gr_err *err) GRI_CHECKED;

/* The next `count` bytes. There are fewer, or they cannot be read: GR_E_FILE. */
enum gr_status gri_stream_read(struct gri_stream *stream, void *bytes, size_t count,
                               struct gr_err *err) GRI_CHECKED;

/* Once, whatever happened before: passes `status` on. Of a member that was read to its end
 * GR_E_FILE where its sum is not what it should be. */
enum gr_status gri_stream_close(struct gri_stream *stream, enum gr_status status,
                                struct gr_err *err) GRI_CHECKED;

#endif
