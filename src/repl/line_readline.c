#include "repl/line.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <readline/history.h>
#include <readline/readline.h>

enum { HISTORY_LINES = 1000 };

const char line_licence[] =
    "MIT licence; with GNU Readline in it, this program as a whole is under the GPL 3";

/* Readline calls back without a user pointer, and is itself one for the whole program. */
static struct gr_session *const *asked;
static char history_file[4096];

/* What may stand at the cursor: the words, and the byte of the line they begin at. */
static struct {
    char **words;
    size_t count, room, next;
    size_t begin;
    bool files;
} found;

static void forget(void)
{
    for (size_t i = 0; i < found.count; i++)
        free(found.words[i]);
    found.count = found.next = 0;
    found.files = false;
}

static void add_word(void *user, const char *word)
{
    (void)user;
    if (found.count == found.room) {
        found.room = 2 * found.room + 16;
        found.words = must(realloc(found.words, found.room * sizeof found.words[0]));
    }
    found.words[found.count++] = must(strdup(word));
}

/* Asks the session, and answers the character before the word, for Readline to break at. */
static char *look(void)
{
    static char before[2];
    forget();
    size_t cursor = (size_t)rl_point;
    found.begin = gr_session_complete(*asked, rl_line_buffer, cursor, add_word, NULL, &found.files);
    if (found.begin > cursor)
        found.begin = cursor;
    before[0] = found.begin > 0 ? rl_line_buffer[found.begin - 1] : '\0';
    return before;
}

/* The next word as Readline wants it: what may stand for the line from `start`, where it broke. */
static char *next_word(const char *text, int again)
{
    (void)again;
    size_t start = (size_t)rl_point - strlen(text);
    const char *typed = rl_line_buffer + found.begin;
    while (found.next < found.count) {
        const char *word = found.words[found.next++];
        if (strncmp(word, typed, (size_t)rl_point - found.begin) != 0)
            continue;
        if (start >= found.begin)
            return must(strdup(word + (start - found.begin)));
        size_t lead = found.begin - start, size = lead + strlen(word) + 1;
        char *whole = must(malloc(size));
        snprintf(whole, size, "%.*s%s", (int)lead, text, word);
        return whole;
    }
    return NULL;
}

/* No word and files wanted: NULL lets Readline complete those. */
static char **complete(const char *text, int start, int end)
{
    (void)start;
    (void)end;
    rl_attempted_completion_over = found.count > 0 || !found.files;
    return found.count > 0 ? rl_completion_matches(text, next_word) : NULL;
}

/* A key; after Ctrl-C the end of input, which ends the line. */
static int read_key(FILE *stream)
{
    while (!*interrupt_flag()) {
        unsigned char key;
        ssize_t got = read(fileno(stream), &key, 1);
        if (got == 1)
            return key;
        if (got == 0 || errno != EINTR)
            break;
        rl_check_signals(); /* Readline puts the terminal right, then tells our handler */
    }
    return EOF;
}

/* Where pasted text is bracketed, Readline itself goes to the next line at the end of input. */
static void end_line(void)
{
    const char *brackets = rl_variable_value("enable-bracketed-paste");
    if (brackets == NULL || strcmp(brackets, "on") != 0)
        fputc('\n', rl_outstream);
}

static void open_once(void)
{
    static bool open;
    if (open)
        return;
    open = true;
    rl_readline_name = "gradus";
    rl_outstream = isatty(STDOUT_FILENO) ? stdout : stderr;
    rl_completion_word_break_hook = look;
    rl_attempted_completion_function = complete;
    rl_getc_function = read_key;
    using_history();
    stifle_history(HISTORY_LINES);
    if (history_path(history_file, sizeof history_file) != NULL)
        read_history(history_file);
}

/* Each line is kept at once, so that a crash or a second program loses none. */
static void keep(const char *line)
{
    HIST_ENTRY *last = history_length > 0 ? history_get(history_base + history_length - 1) : NULL;
    if (*line == '\0' || (last != NULL && strcmp(last->line, line) == 0))
        return;
    add_history(line);
    if (history_file[0] == '\0')
        return;
    int fd = open(history_file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (fd >= 0)
        close(fd);
    append_history(1, history_file);
}

enum line_end line_read(const char *prompt, char **line, size_t *length)
{
    static char *last;
    open_once();
    free(last);
    last = readline(prompt);
    if (*interrupt_flag() || last == NULL) {
        end_line();
        return *interrupt_flag() ? LINE_INTERRUPTED : LINE_END;
    }
    keep(last);
    *line = last;
    *length = strlen(last);
    return LINE_READ;
}

void line_complete_for(struct gr_session *const *session)
{
    asked = session;
}

void line_close(void)
{
    if (history_file[0] != '\0')
        history_truncate_file(history_file, HISTORY_LINES);
    forget();
    free(found.words);
}
