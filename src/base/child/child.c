#include "base/child/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

enum { TICK = 50, COMPLAINT = 4096 };

/* Our ends: what it reads is a socket, since writing to a pipe that nobody reads raises a signal.
 */
struct running {
    const struct gri_child *child;
    pid_t pid;
    int in, out, complaint;
    size_t sent;
    struct timespec until;
    struct gri_text *text, *said;
};

static void shut(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

static bool keep_to_ourselves(int fd)
{
    return fcntl(fd, F_SETFD, FD_CLOEXEC) == 0 && fcntl(fd, F_SETFL, O_NONBLOCK) == 0;
}

/* theirs[k] becomes its file descriptor k. What it must not inherit closes itself: dup2 in the
 * child leaves only the three. */
static int spawn(struct running *run, const int *theirs)
{
    posix_spawn_file_actions_t actions;
    int reason = posix_spawn_file_actions_init(&actions);
    if (reason != 0)
        return reason;
    for (int k = 0; k < 3 && reason == 0; k++)
        reason = posix_spawn_file_actions_adddup2(&actions, theirs[k], k);
    if (reason == 0)
        reason = posix_spawnp(&run->pid, run->child->words[0], &actions, NULL,
                              (char *const *)(uintptr_t)run->child->words, environ);
    posix_spawn_file_actions_destroy(&actions);
    return reason;
}

static int start(struct running *run)
{
    int in[2] = {-1, -1}, out[2] = {-1, -1}, complaint[2] = {-1, -1}, reason = 0;
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, in) != 0 || pipe(out) != 0 || pipe(complaint) != 0 ||
        !keep_to_ourselves(in[0]) || !keep_to_ourselves(out[0]) ||
        !keep_to_ourselves(complaint[0]) || fcntl(in[1], F_SETFD, FD_CLOEXEC) != 0 ||
        fcntl(out[1], F_SETFD, FD_CLOEXEC) != 0 || fcntl(complaint[1], F_SETFD, FD_CLOEXEC) != 0)
        reason = errno;
    const int theirs[] = {in[1], out[1], complaint[1]};
    if (reason == 0)
        reason = spawn(run, theirs);
    shut(&in[1]);
    shut(&out[1]);
    shut(&complaint[1]);
    run->in = in[0];
    run->out = out[0];
    run->complaint = complaint[0];
    return reason;
}

static void feed(struct running *run)
{
    size_t left = run->child->length - run->sent;
    ssize_t put = send(run->in, run->child->input + run->sent, left, MSG_NOSIGNAL);
    if (put >= 0)
        run->sent += (size_t)put;
    else if (errno != EAGAIN && errno != EINTR)
        run->sent = run->child->length; /* it reads no more */
    if (run->sent == run->child->length)
        shut(&run->in);
}

static void take(int *fd, struct gri_text *text, size_t room)
{
    char bytes[16 * 1024];
    ssize_t got = read(*fd, bytes, sizeof bytes);
    if (got > 0 && text->length <= room)
        gri_text_add_bytes(text, bytes, (size_t)got);
    else if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR))
        shut(fd);
}

static bool too_late(const struct running *run)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec > run->until.tv_sec ||
           (now.tv_sec == run->until.tv_sec && now.tv_nsec >= run->until.tv_nsec);
}

/* Until it has closed its output, or has to be ended. */
static enum gr_status converse(struct running *run, struct gr_err *err)
{
    const struct gri_child *child = run->child;
    while (run->out >= 0 || run->complaint >= 0) {
        struct pollfd ends[] = {
            {run->in, POLLOUT, 0}, {run->out, POLLIN, 0}, {run->complaint, POLLIN, 0}};
        if (child->stop != NULL && *child->stop)
            return gri_fail(err, GR_STOPPED, "stopped");
        if (too_late(run))
            return gri_fail(err, GR_E_FILE, "%s took longer than %u seconds", child->words[0],
                            child->seconds);
        poll(ends, 3, TICK);
        if (run->in >= 0 && ends[0].revents != 0)
            feed(run);
        if (run->out >= 0 && ends[1].revents != 0)
            take(&run->out, run->text, child->limit);
        if (run->complaint >= 0 && ends[2].revents != 0)
            take(&run->complaint, run->said, COMPLAINT);
        if (run->text->length > child->limit)
            return gri_fail(err, GR_E_FILE, "%s wrote more than %zu bytes", child->words[0],
                            child->limit);
    }
    return GR_OK;
}

/* Wait for its end, which may come after its last word; true: it was good. A host that ignores its
 * children's ends does not get to know. */
static bool ended_well(struct running *run, bool hurry)
{
    int how = 0;
    pid_t got;
    if (hurry)
        kill(run->pid, SIGKILL);
    while ((got = waitpid(run->pid, &how, hurry ? 0 : WNOHANG)) == 0 ||
           (got < 0 && errno == EINTR)) {
        struct pollfd nothing = {-1, 0, 0};
        poll(&nothing, 1, 1);
        if (!hurry && too_late(run)) {
            kill(run->pid, SIGKILL);
            hurry = true;
        }
    }
    return got < 0 || (WIFEXITED(how) && WEXITSTATUS(how) == 0);
}

/* The first line that says something: gnuplot begins with an empty one and the text it met. */
static enum gr_status failed(const struct running *run, struct gr_err *err)
{
    const char *line = run->said->at, *best = "";
    size_t length = 0;
    while (*line != '\0') {
        size_t here = strcspn(line, "\n");
        if (here > strspn(line, " \t^") && (length == 0 || strstr(best, "line ") != best)) {
            best = line;
            length = here;
        }
        line += here + (line[here] == '\n');
    }
    return gri_fail(err, GR_E_FILE, "%s failed%s%.*s", run->child->words[0], length > 0 ? ": " : "",
                    (int)(length < 160 ? length : 160), best);
}

enum gr_status gri_child_run(const struct gri_child *child, struct gri_text *out, bool *missing,
                             struct gr_err *err)
{
    struct gri_text said;
    struct running run = {.child = child, .in = -1, .out = -1, .complaint = -1, .text = out};
    gri_text_init(&said);
    run.said = &said;
    clock_gettime(CLOCK_MONOTONIC, &run.until);
    run.until.tv_sec += child->seconds;
    int reason = start(&run);
    *missing = reason == ENOENT;
    enum gr_status status = GR_OK;
    if (reason != 0)
        status = gri_fail(err, GR_E_FILE, "cannot run %s: %s", child->words[0], strerror(reason));
    else
        status = converse(&run, err);
    shut(&run.in);
    shut(&run.out);
    shut(&run.complaint);
    bool good = reason != 0 || ended_well(&run, status != GR_OK);
    if (status == GR_OK && out->failed)
        status = gri_fail_memory(err, "what a program wrote");
    else if (status == GR_OK && !good && child->stop != NULL && *child->stop)
        status = gri_fail(err, GR_STOPPED, "stopped"); /* a Ctrl-C reaches it too */
    else if (status == GR_OK && !good)
        status = failed(&run, err);
    gri_text_clear(&said);
    return status;
}
