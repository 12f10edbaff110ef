/* The manual page: standard input, where the line @COMMANDS@ stands for what the tables say. */
#include "gradus/session.h"

#include <stdio.h>
#include <string.h>

static void on_write(void *user, const char *text, size_t length)
{
    fwrite(text, 1, length, user);
}

static bool add_commands(void)
{
    struct gr_host host = {.user = stdout, .write = on_write, .utf8 = true};
    struct gr_session *session;
    struct gr_err err;
    if (gr_session_new(&host, &session, &err) != GR_OK) {
        fprintf(stderr, "generate: %s\n", err.message);
        return false;
    }
    gr_session_manual(session);
    gr_session_free(session);
    return true;
}

int main(void)
{
    char line[512];
    bool well = true;
    while (well && fgets(line, sizeof line, stdin) != NULL) {
        if (strcmp(line, "@COMMANDS@\n") == 0)
            well = add_commands();
        else
            fputs(line, stdout);
    }
    return well && !ferror(stdin) && fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
