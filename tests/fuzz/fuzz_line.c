/* Whatever the bytes, a session answers or refuses each line, and goes on. */
#include "gradus/session.h"
#include "replay.h"

#include <string.h>

/* Training that a line asks for in earnest may take years: `stop` is raised by what it writes. */
struct target {
    volatile sig_atomic_t stop;
    size_t written;
};

static void discard(void *user, const char *text, size_t length)
{
    struct target *target = user;
    (void)text;
    target->written += length;
    target->stop = target->written > 1000000;
}

static void count(void *user, size_t done, size_t total, double loss)
{
    struct target *target = user;
    (void)total, (void)loss;
    target->stop = target->stop || done > 100;
}

/* A transcript's prompt is no part of the line. */
static const char *without_prompt(const char *line, size_t *length)
{
    static const char prompt[] = "gradus> ";
    size_t skip = sizeof prompt - 1;
    if (*length < skip || memcmp(line, prompt, skip) != 0)
        return line;
    *length -= skip;
    return line + skip;
}

/* A line, with those that it wants behind it. */
static size_t run(struct gr_session *session, struct target *target, const char *line, size_t left)
{
    const char *end = memchr(line, '\n', left);
    size_t length = end != NULL ? (size_t)(end - line) : left, all = length, lines = 0;
    struct gr_err err;
    const char *own = without_prompt(line, &length);
    target->written = 0;
    target->stop = 0;
    while (gr_session_run(session, own, length, "fuzz", 1, &err) == GR_MORE && all < left &&
           lines++ < 20) {
        end = memchr(line + all + 1, '\n', left - all - 1);
        all = end != NULL ? (size_t)(end - line) : left;
        length = (size_t)(line + all - own);
    }
    return all + 1;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct target target = {0, 0};
    struct gr_host host = {.user = &target,
                           .write = discard,
                           .progress = count,
                           .stop = &target.stop,
                           .width = 80,
                           .utf8 = true};
    struct gr_session *session;
    if (gr_session_new(&host, &session, NULL) != GR_OK)
        return 0;
    for (size_t at = 0; at < size;)
        at += run(session, &target, (const char *)bytes + at, size - at);
    gr_session_end(session);
    gr_session_free(session);
    return 0;
}
