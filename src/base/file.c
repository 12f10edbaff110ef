#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static GRI_CHECKED enum gr_status refused(struct gr_err *err, const char *doing, const char *path)
{
    return gri_fail(err, GR_E_FILE, "cannot %s '%s': %s", doing, path, strerror(errno));
}

/* One read, however often a signal interrupts it. */
static ssize_t read_some(int fd, char *bytes, size_t room)
{
    ssize_t got;
    do
        got = read(fd, bytes, room);
    while (got < 0 && errno == EINTR);
    return got;
}

static GRI_CHECKED enum gr_status read_all(int fd, const char *path, size_t limit,
                                           struct gri_text *out, struct gr_err *err)
{
    char bytes[16 * 1024];
    for (size_t total = 0;;) {
        ssize_t got = read_some(fd, bytes, sizeof bytes);
        if (got < 0)
            return refused(err, "read", path);
        if (got == 0)
            return GR_OK;
        if ((size_t)got > limit - total)
            return gri_fail(err, GR_E_FILE, "'%s' is larger than %zu bytes", path, limit);
        total += (size_t)got;
        gri_text_add_bytes(out, bytes, (size_t)got);
        if (out->failed)
            return gri_fail_memory(err, path);
    }
}

static GRI_CHECKED enum gr_status open_to_read(const char *path, int *fd, struct gr_err *err)
{
    struct stat about;
    do
        *fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    while (*fd < 0 && errno == EINTR);
    if (*fd < 0)
        return refused(err, "read", path);
    if (fstat(*fd, &about) == 0 && S_ISDIR(about.st_mode)) {
        close(*fd);
        return gri_fail(err, GR_E_FILE, "'%s' is a directory; name a file in it", path);
    }
    return GR_OK;
}

enum gr_status gri_file_read(const char *path, size_t limit, struct gri_text *out,
                             struct gr_err *err)
{
    size_t before = out->length;
    int fd = STDIN_FILENO;
    bool opened = strcmp(path, "-") != 0;
    if (opened)
        GRI_TRY(open_to_read(path, &fd, err));
    enum gr_status status = read_all(fd, opened ? path : "standard input", limit, out, err);
    if (opened)
        close(fd);
    if (status != GR_OK)
        gri_text_cut(out, before);
    return status;
}

/* A piece of a file, and the end of the line that it begins in the middle of. */
struct piece {
    char *at;
    size_t used, room;
};

static const size_t first_piece = (size_t)1 << 18, longest_line = (size_t)1 << 28;

/* Read on behind what is used, with at least half of the room free. */
static GRI_CHECKED enum gr_status fill(int fd, const char *path, struct piece *piece, bool *ended,
                                       struct gr_err *err)
{
    if (piece->used >= piece->room / 2) {
        size_t room = piece->room == 0 ? first_piece : 2 * piece->room;
        char *at = room <= longest_line ? realloc(piece->at, room) : NULL;
        if (at == NULL)
            return gri_fail(err, GR_E_MEMORY, "a line of '%s' is too long", path);
        piece->at = at;
        piece->room = room;
    }
    ssize_t got = read_some(fd, piece->at + piece->used, piece->room - piece->used);
    if (got < 0)
        return refused(err, "read", path);
    *ended = got == 0;
    piece->used += (size_t)got;
    return GR_OK;
}

static GRI_CHECKED enum gr_status
read_lines(int fd, const char *path, struct piece *piece,
           enum gr_status (*take)(void *user, const char *line, size_t length, struct gr_err *err),
           void *user, struct gr_err *err)
{
    for (bool ended = false; !ended;) {
        size_t from = 0;
        GRI_TRY(fill(fd, path, piece, &ended, err));
        while (from < piece->used) {
            const char *line = piece->at + from;
            const char *end = memchr(line, '\n', piece->used - from);
            if (end == NULL && !ended)
                break;
            size_t length = end != NULL ? (size_t)(end - line) + 1 : piece->used - from;
            GRI_TRY(take(user, line, length, err));
            from += length;
        }
        memmove(piece->at, piece->at + from, piece->used - from);
        piece->used -= from;
    }
    return GR_OK;
}

enum gr_status gri_file_lines(const char *path,
                              enum gr_status (*take)(void *user, const char *line, size_t length,
                                                     struct gr_err *err),
                              void *user, struct gr_err *err)
{
    struct piece piece = {0};
    int fd = STDIN_FILENO;
    bool opened = strcmp(path, "-") != 0;
    if (opened)
        GRI_TRY(open_to_read(path, &fd, err));
    enum gr_status status = read_lines(fd, opened ? path : "standard input", &piece, take, user,
                                       err);
    if (opened)
        close(fd);
    free(piece.at);
    return status;
}

static bool write_all(int fd, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t put = write(fd, bytes, length);
        if (put < 0 && errno != EINTR)
            return false;
        if (put > 0) {
            bytes += put;
            length -= (size_t)put;
        }
    }
    return true;
}

/* Closes; true when that and what came before was good, else errno is of what failed first. */
static bool close_after(int fd, bool good)
{
    int reason = errno;
    bool closed = close(fd) == 0;
    if (!good)
        errno = reason;
    return good && closed;
}

/* What is no regular file (a terminal, a pipe, /dev/null) cannot be replaced, only written to. */
static bool write_into(const char *path, const char *bytes, size_t length)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    return fd >= 0 && close_after(fd, write_all(fd, bytes, length));
}

/* A new file beside `path`, its name in `name`. The process id and O_EXCL keep writers apart;
 * mkstemp would need the umask, which only changing it tells. */
static int open_beside(const char *path, mode_t mode, struct gri_text *name)
{
    const char *slash = strrchr(path, '/');
    int fd = -1;
    for (int attempt = 0; attempt < 100 && fd < 0; attempt++) {
        gri_text_reset(name);
        gri_text_add_bytes(name, path, slash == NULL ? 0 : (size_t)(slash - path) + 1);
        gri_text_addf(name, ".gradus-%ld-%d", (long)getpid(), attempt);
        if (name->failed) {
            errno = ENOMEM;
            return -1;
        }
        fd = open(name->at, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
        if (fd < 0 && errno != EEXIST)
            return -1;
    }
    return fd;
}

/* `old`: the file that stands there, or NULL. On failure errno tells why. */
static bool replace(const char *path, const struct stat *old, const char *bytes, size_t length)
{
    struct gri_text name;
    gri_text_init(&name);
    mode_t mode = old == NULL ? 0666 : old->st_mode & 0777;
    int fd = open_beside(path, mode, &name);
    bool good = fd >= 0;
    if (good) {
        good = (old == NULL || fchmod(fd, mode) == 0) && write_all(fd, bytes, length) &&
               fsync(fd) == 0;
        good = close_after(fd, good) && rename(name.at, path) == 0;
    }
    int reason = errno;
    if (fd >= 0 && !good)
        unlink(name.at);
    gri_text_clear(&name);
    errno = reason;
    return good;
}

/* A link stays, the file it names is replaced. */
static bool replace_target(const char *path, const struct stat *old, const char *bytes,
                           size_t length)
{
    char *target = realpath(path, NULL);
    bool good = target != NULL && replace(target, old, bytes, length);
    int reason = errno;
    free(target);
    errno = reason;
    return good;
}

bool gri_file_exists(const char *path)
{
    struct stat there;
    return lstat(path, &there) == 0;
}

enum gr_status gri_file_write(const char *path, const char *bytes, size_t length,
                              struct gr_err *err)
{
    struct stat old;
    bool good;
    if (stat(path, &old) != 0)
        good = errno == ENOENT && replace(path, NULL, bytes, length);
    else if (S_ISDIR(old.st_mode))
        return gri_fail(err, GR_E_FILE, "'%s' is a directory; name a file in it", path);
    else if (!S_ISREG(old.st_mode))
        good = write_into(path, bytes, length);
    else
        good = access(path, W_OK) == 0 && replace_target(path, &old, bytes, length);
    return good ? GR_OK : refused(err, "write", path);
}
