#define _GNU_SOURCE 1 /* wcwidth; NOLINT */

#include "repl/terminal.h"

#include "repl/program.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

static size_t width_of(int fd)
{
    enum { NARROWEST = 20, WIDEST = 1000, USUAL = 80 };
    struct winsize size;
    long columns = 0;
    const char *said = getenv("COLUMNS");
    if (ioctl(fd, TIOCGWINSZ, &size) == 0)
        columns = size.ws_col;
    if (columns == 0 && said != NULL)
        columns = strtol(said, NULL, 10);
    if (columns <= 0 || columns > WIDEST)
        return USUAL;
    return columns < NARROWEST ? NARROWEST : (size_t)columns;
}

static bool wants_color(enum color color, bool terminal)
{
    const char *no = getenv("NO_COLOR"), *term = getenv("TERM");
    if (color != COLOR_AUTO)
        return color == COLOR_ALWAYS;
    return terminal && (no == NULL || *no == '\0') && term != NULL && strcmp(term, "dumb") != 0;
}

void terminal_measure(struct terminal *terminal)
{
    terminal->width = width_of(terminal->out ? STDOUT_FILENO : STDERR_FILENO);
}

void terminal_look(struct terminal *terminal, enum color color, bool plain)
{
    terminal->in = isatty(STDIN_FILENO);
    terminal->out = isatty(STDOUT_FILENO);
    terminal->err = isatty(STDERR_FILENO);
    terminal_measure(terminal);
    terminal->utf8 = !plain && strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
    terminal->color_out = !plain && wants_color(color, terminal->out);
    terminal->color_err = !plain && wants_color(color, terminal->err);
}

size_t terminal_next(const struct terminal *terminal, const char *text, int *columns)
{
    size_t used = 1, length = strnlen(text, MB_LEN_MAX);
    if (terminal->utf8) {
        wchar_t rune;
        mbstate_t state = {0};
        size_t bytes = mbrtowc(&rune, text, length, &state);
        bool read = bytes >= 1 && bytes <= length;
        *columns = read ? wcwidth(rune) : -1;
        return read ? bytes : 1;
    }
    while ((text[0] & 0xc0) == 0xc0 && (text[used] & 0xc0) == 0x80)
        used++;
    *columns = text[0] >= ' ' && text[0] <= '~' ? 1 : -1;
    return used;
}

size_t terminal_columns(const struct terminal *terminal, const char *text, size_t count)
{
    size_t sum = 0;
    for (; count > 0 && *text != '\0'; count--) {
        int columns;
        text += terminal_next(terminal, text, &columns);
        sum += columns < 0 ? 1 : (size_t)columns;
    }
    return sum;
}

void terminal_wait(void)
{
    struct termios before, silent;
    if (*interrupt_flag())
        return;
    bool changed = tcgetattr(STDIN_FILENO, &before) == 0;
    if (changed) {
        silent = before;
        silent.c_lflag &= ~(tcflag_t)ECHO;
        changed = tcsetattr(STDIN_FILENO, TCSANOW, &silent) == 0;
    }
    char c = '\0';
    ssize_t got = 1;
    while (got == 1 && c != '\n')
        got = read(STDIN_FILENO, &c, 1);
    if (changed)
        tcsetattr(STDIN_FILENO, TCSANOW, &before);
}

void streams_guard(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        if (fcntl(fd, F_GETFD) == -1 && errno == EBADF &&
            open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd)
            _exit(EXIT_BAD);
    }
}

static volatile sig_atomic_t raised, running;

static void on_interrupt(int signal)
{
    (void)signal;
    if (raised && running)
        _exit(EXIT_INTERRUPTED);
    raised = 1;
}

/* Who starts a program with Ctrl-C ignored, in the background, wants it so. */
void interrupt_catch(void)
{
    struct sigaction before,
        action = {.sa_handler = on_interrupt}; /* no SA_RESTART: reading ends */
    if (sigaction(SIGINT, NULL, &before) == 0 && before.sa_handler != SIG_IGN)
        sigaction(SIGINT, &action, NULL);
    action.sa_handler = SIG_IGN;
    sigaction(SIGPIPE, &action, NULL);
}

const volatile sig_atomic_t *interrupt_flag(void)
{
    return &raised;
}

void interrupt_lower(bool runs)
{
    running = runs;
    raised = 0;
}
