#include "repl/line.h"

#include <stdio.h>
#include <unistd.h>

const char line_licence[] = "MIT licence";

enum line_end line_read(const char *prompt, char **line, size_t *length)
{
    FILE *screen = isatty(STDOUT_FILENO) ? stdout : stderr;
    fputs(prompt, screen);
    fflush(screen);
    enum line_end end = line_of_stream(line, length);
    if (end != LINE_READ)
        fputc('\n', screen);
    return end;
}

void line_complete_for(struct gr_session *const *session)
{
    (void)session;
}

void line_close(void)
{
}
