#include "base/stream/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static GRI_CHECKED enum gr_status take(struct gri_stream *stream, void *bytes, size_t count,
                                       struct gr_err *err)
{
    for (char *at = bytes; count > 0;) {
        ssize_t got = read(stream->file, at, count);
        if (got < 0 && errno != EINTR)
            return gri_fail(err, GR_E_FILE, "cannot read '%s': %s", stream->name, strerror(errno));
        if (got == 0)
            return gri_fail(err, GR_E_FILE, "'%s' became shorter while it was read", stream->name);
        at += got > 0 ? got : 0;
        count -= got > 0 ? (size_t)got : 0;
    }
    return GR_OK;
}

static GRI_CHECKED enum gr_status end(struct gri_stream *stream, struct gr_err *err)
{
    (void)err; /* what was read was read */
    close(stream->file);
    return GR_OK;
}

/* A pipe or a terminal does not say how long it is. */
static GRI_CHECKED enum gr_status measure(struct gri_stream *stream, struct gr_err *err)
{
    struct stat about;
    if (fstat(stream->file, &about) != 0)
        return gri_fail(err, GR_E_FILE, "cannot read '%s': %s", stream->name, strerror(errno));
    if (!S_ISREG(about.st_mode) || (uintmax_t)about.st_size > SIZE_MAX)
        return gri_fail(err, GR_E_FILE, "'%s' is %s; name a file", stream->name,
                        S_ISDIR(about.st_mode) ? "a directory" : "no regular file");
    stream->left = (size_t)about.st_size;
    return GR_OK;
}

enum gr_status gri_stream_open(const char *path, struct gri_stream *stream, struct gr_err *err)
{
    *stream = (struct gri_stream){.take = take, .end = end};
    snprintf(stream->name, sizeof stream->name, "%s", path);
    do /* not waiting for the other end of a pipe */
        stream->file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    while (stream->file < 0 && errno == EINTR);
    if (stream->file < 0)
        return gri_fail(err, GR_E_FILE, "cannot read '%s': %s", stream->name, strerror(errno));
    enum gr_status status = measure(stream, err);
    return status == GR_OK ? GR_OK : gri_stream_close(stream, status, err);
}

enum gr_status gri_stream_read(struct gri_stream *stream, void *bytes, size_t count,
                               struct gr_err *err)
{
    if (count > stream->left)
        return gri_fail(err, GR_E_FILE, "'%s' ends early: %zu more bytes are wanted, %zu are there",
                        stream->name, count, stream->left);
    GRI_TRY(stream->take(stream, bytes, count, err));
    stream->left -= count;
    return GR_OK;
}

enum gr_status gri_stream_close(struct gri_stream *stream, enum gr_status status,
                                struct gr_err *err)
{
    enum gr_status ended = stream->end(stream, status == GR_OK ? err : NULL);
    return status == GR_OK ? ended : status;
}
