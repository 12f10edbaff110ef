/* Other names for single quantities: `set names w1 m, b1 b`. */
#include "cmd/command.h"
#include "cmd/setting.h"
#include "explain/name/notation.h"

#include <string.h>

enum { MOST_NAMES = 64, LONGEST_NAME = 32 };

static size_t word_length(const char *text)
{
    return strcspn(text, " \t,");
}

static bool is_name(const char *word, size_t length)
{
    bool letters = length > 0 && length <= LONGEST_NAME && (word[0] < '0' || word[0] > '9');
    for (size_t n = 0; letters && n < length; n++)
        letters = (word[n] >= 'a' && word[n] <= 'z') || (word[n] >= 'A' && word[n] <= 'Z') ||
                  (word[n] >= '0' && word[n] <= '9');
    return letters;
}

static enum gr_status check_new(const char *word, size_t length, struct gr_err *err)
{
    if (!is_name(word, length))
        return gri_fail(err, GR_E_NAME, "\"%.*s\" is no name; a name is letters and digits",
                        (int)(length < 40 ? length : 40), word);
    if (gri_command_find(word, length) != NULL || gri_function_find(word, length) >= 0)
        return gri_fail(err, GR_E_NAME, "\"%.*s\" is a command or a function already", (int)length,
                        word);
    return GR_OK;
}

/* The old name must be one of the notation's own. */
static enum gr_status check_old(struct gr_session *session, const char *word, size_t length,
                                struct gr_err *err)
{
    struct gri_quantity q;
    size_t used = 0;
    GRI_TRY(session->view.notation->read(&session->view, word, length, &q, &used, err));
    if (used != length || length == 0)
        return gri_fail(err, GR_E_NAME, "\"%.*s\" is no quantity of this network",
                        (int)(length < 40 ? length : 40), word);
    return GR_OK;
}

static enum gr_status read_pair(struct gr_session *session, const char **at,
                                struct gri_rename *rename, struct gr_err *err)
{
    size_t old = word_length(*at);
    const char *next = *at + old + strspn(*at + old, " \t");
    size_t length = word_length(next);
    GRI_TRY(check_old(session, *at, old, err));
    GRI_TRY(check_new(next, length, err));
    rename->from = gri_arena_copy(&session->kept, *at, old);
    rename->to = gri_arena_copy(&session->kept, next, length);
    *at = next + length;
    *at += strspn(*at, " \t,");
    return rename->from != NULL && rename->to != NULL ? GR_OK : gri_fail_memory(err, "the names");
}

enum gr_status gri_names_set(struct gr_session *session, const char *value, struct gr_err *err)
{
    struct gri_view *view = &session->view;
    struct gri_rename *renames = NULL;
    size_t count = 0;
    if (strcmp(value, "off") == 0) {
        view->renames = NULL;
        view->rename_count = 0;
        gri_arena_reset(&session->kept);
        return GR_OK;
    }
    renames = gri_arena_take(&session->kept, MOST_NAMES, sizeof *renames);
    if (renames == NULL)
        return gri_fail_memory(err, "the names; `set names off` begins anew");
    while (*value != '\0') {
        if (count == MOST_NAMES)
            return gri_fail(err, GR_E_RANGE, "at most %d names", MOST_NAMES);
        GRI_TRY(read_pair(session, &value, &renames[count], err));
        for (size_t n = 0; n < count; n++)
            if (strcmp(renames[n].to, renames[count].to) == 0 ||
                strcmp(renames[n].from, renames[count].from) == 0)
                return gri_fail(err, GR_E_NAME, "\"%s\" is renamed twice", renames[n].from);
        count++;
    }
    view->renames = renames;
    view->rename_count = count;
    return GR_OK;
}

void gri_names_get(const struct gr_session *session, struct gri_text *out)
{
    const struct gri_view *view = &session->view;
    if (view->rename_count == 0)
        gri_text_add(out, "off");
    for (size_t n = 0; n < view->rename_count; n++)
        gri_text_addf(out, "%s%s %s", n > 0 ? ", " : "", view->renames[n].from,
                      view->renames[n].to);
}
