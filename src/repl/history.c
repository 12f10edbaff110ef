#include "repl/line.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Make the directories that `path` stands in. What could not be made shows when it is opened. */
static void make_directories(char *path)
{
    for (char *slash = strchr(path + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(path, 0700);
        *slash = '/';
    }
}

/* As the XDG base directory specification has it: a relative path counts as none. */
const char *history_path(char *to, size_t size)
{
    const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
    int length = -1;
    if (state != NULL && state[0] == '/')
        length = snprintf(to, size, "%s/gradus/history", state);
    else if (home != NULL && home[0] == '/')
        length = snprintf(to, size, "%s/.local/state/gradus/history", home);
    if (length < 0 || (size_t)length >= size)
        return NULL;
    make_directories(to);
    return to;
}
