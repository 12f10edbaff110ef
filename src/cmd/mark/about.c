/* What the top of a page says it is worked on. */
#include "cmd/mark/stack.h"

#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

enum { TOP_LINES = 20, LONGEST_VALUE = 100 };

/* A line that says it: `problem: lottery`, in any case, behind `#` or a bullet. */
struct about {
    const char *word;
    const char *command; /* that sets it up, with what stands behind the colon */
};
static const struct about abouts[] = {{"problem", "use"}};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* Does the line say this? Then the value in it, which may be empty. */
static bool says(const struct about *about, const char *line, size_t length, size_t *from,
                 size_t *to)
{
    size_t at = 0, word = strlen(about->word), n = 0;
    while (at < length && (is_blank(line[at]) || strchr("#*-", line[at]) != NULL))
        at++;
    while (n < word && at + n < length && (line[at + n] | 0x20) == about->word[n])
        n++;
    at += n;
    while (at < length && is_blank(line[at]))
        at++;
    if (n < word || at == length || line[at] != ':')
        return false;
    at++;
    while (at < length && is_blank(line[at]))
        at++;
    while (length > at && is_blank(line[length - 1]))
        length--;
    *from = at;
    *to = length;
    return true;
}

static void discard(void *user, const char *text, size_t length)
{
    (void)user, (void)text, (void)length;
}

static enum gr_status open(const struct gr_session *session, const struct about *about,
                           const char *value, size_t length, struct gr_session **own,
                           struct gr_err *err)
{
    char line[LONGEST_VALUE + 20];
    const struct gr_host host = {.write = discard, .stop = session->host.stop};
    if (length == 0 || length > LONGEST_VALUE)
        return gri_fail(err, GR_E_NAME, "which %s? `%s` lists them", about->word, about->command);
    GRI_TRY(gr_session_new(&host, own, err));
    snprintf(line, sizeof line, "%s %.*s", about->command, (int)length, value);
    enum gr_status status = gr_session_run(*own, line, strlen(line), "", 0, err);
    if (status == GR_OK)
        return GR_OK;
    gr_session_free(*own);
    *own = NULL;
    return status == GR_MORE ? gri_fail(err, GR_E_NAME, "this is no %s", about->word) : status;
}

enum gr_status gri_page_session(const struct gr_session *session, const char *text, size_t length,
                                struct gr_session **own, struct gr_err *err)
{
    *own = NULL;
    for (size_t at = 0, number = 1; at < length && number <= TOP_LINES; number++) {
        const char *end = memchr(text + at, '\n', length - at);
        size_t line = end != NULL ? (size_t)(end - text) - at : length - at, from, to;
        for (size_t n = 0; n < sizeof abouts / sizeof *abouts; n++) {
            if (!says(&abouts[n], text + at, line, &from, &to))
                continue;
            enum gr_status status = open(session, &abouts[n], text + at + from, to - from, own,
                                         err);
            if (status != GR_OK && err != NULL) {
                err->line = number;
                err->column = gri_utf8_count(text + at, from) + 1;
                err->excerpt[0] = '\0';
            }
            return status;
        }
        at += line + 1;
    }
    return GR_OK;
}
