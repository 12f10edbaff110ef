/* What the top of a page says it is worked on. */
#include "cmd/mark/stack.h"

#include "base/utf8.h"
#include "cmd/setting.h"
#include "cmd/worksheet/worksheet.h"

#include <stdio.h>
#include <string.h>

enum { TOP_LINES = 20, LONGEST_VALUE = 300, MOST_UNITS = 99 };

/* Layers of so few units as are worked by hand: a page is not to fill the memory. */
static bool is_small(const char *sizes, size_t length)
{
    size_t number = 0;
    for (size_t n = 0; n < length && number <= MOST_UNITS; n++) {
        bool digit = sizes[n] >= '0' && sizes[n] <= '9';
        number = digit ? 10 * number + (size_t)(sizes[n] - '0') : 0;
    }
    return number <= MOST_UNITS;
}

/* A setting of the problem, not of the program. */
static bool is_saved(const char *line, size_t length)
{
    size_t n = 0;
    while (n < gri_setting_count) {
        const struct gri_setting *setting = &gri_settings[n++];
        size_t name = strlen(setting->name);
        if (name < length && memcmp(line, setting->name, name) == 0 && line[name] == ' ')
            return setting->saved;
    }
    return false;
}

/* A line that says it: `problem: lottery`, in any case, behind `#` or a bullet. */
struct about {
    const char *word;
    const char *command; /* that sets it up, with what stands behind the colon */
    const char *missing; /* the error where nothing stands there, or what may not */
    bool (*may)(const char *value, size_t length); /* NULL: anything */
    bool anew; /* it begins a session without the settings of this one */
};
static const struct about abouts[] = {
    {"problem", "use", "which problem? `use` lists them", NULL, false},
    {"worksheet network", "network",
     "which network? as in 2-2-1 sigmoid linear, with layers of at most 99 units", is_small, true},
    {"worksheet setting", "set", "which setting of the problem? as in loss half-mse", is_saved,
     false},
    {"worksheet", "use worksheet", "which worksheet? its number is wanted", NULL, false},
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
    if (length == 0 || length > LONGEST_VALUE || (about->may != NULL && !about->may(value, length)))
        return gri_fail(err, GR_E_NAME, "%s", about->missing);
    if (*own == NULL || about->anew) {
        gr_session_free(*own);
        *own = NULL;
        GRI_TRY(gri_worksheet_session(session, about->anew, own, err));
    }
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
