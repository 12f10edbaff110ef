/* What the top of a page says it is worked on. */
#include "cmd/mark/stack.h"

#include "base/utf8.h"
#include "cmd/worksheet/worksheet.h"

#include <stdio.h>
#include <string.h>

enum { TOP_LINES = 20, LONGEST_VALUE = 100 };

/* A line that says it: `problem: lottery`, in any case, behind `#` or a bullet. */
struct about {
    const char *word;
    const char *command; /* that sets it up, with what stands behind the colon */
    const char *missing; /* the error where nothing stands there */
};
static const struct about abouts[] = {
    {"problem", "use", "which problem? `use` lists them"},
    {"worksheet", "use worksheet", "which worksheet? its number is wanted"},
};

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

/* Run it in the page's own session, which begins as the network and the settings of this one. */
static enum gr_status set_up(const struct gr_session *session, const struct about *about,
                             const char *value, size_t length, struct gr_session **own,
                             struct gr_err *err)
{
    char line[LONGEST_VALUE + 20];
    if (length == 0 || length > LONGEST_VALUE)
        return gri_fail(err, GR_E_NAME, "%s", about->missing);
    if (*own == NULL)
        GRI_TRY(gri_worksheet_session(session, own, err));
    snprintf(line, sizeof line, "%s %.*s", about->command, (int)length, value);
    enum gr_status status = gr_session_run(*own, line, strlen(line), "", 0, err);
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
            enum gr_status status = set_up(session, &abouts[n], text + at + from, to - from, own,
                                           err);
            if (status == GR_OK)
                continue;
            if (err != NULL) {
                err->line = number;
                err->column = gri_utf8_count(text + at, from) + 1;
                err->excerpt[0] = '\0';
            }
            gr_session_free(*own);
            *own = NULL;
            return status;
        }
        at += line + 1;
    }
    return GR_OK;
}
