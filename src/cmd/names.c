/* Other names for single quantities: `set names w1 m, b1 b`. */
#include "cmd/command.h"
#include "cmd/data/data.h"
#include "cmd/setting.h"
#include "explain/name/notation.h"

#include <string.h>

enum { MOST_NAMES = 64, LONGEST_NAME = 32 };

static size_t word_length(const char *text)
{
    return strcspn(text, " \t,");
}

bool gri_names_is_word(const char *word, size_t length)
{
    bool letters = length > 0 && length <= LONGEST_NAME && (word[0] < '0' || word[0] > '9');
    for (size_t n = 0; letters && n < length; n++)
        letters = (word[n] >= 'a' && word[n] <= 'z') || (word[n] >= 'A' && word[n] <= 'Z') ||
                  (word[n] >= '0' && word[n] <= '9');
    return letters;
}

static enum gr_status check_new(const char *word, size_t length, struct gr_err *err)
{
    if (!gri_names_is_word(word, length))
        return gri_fail(err, GR_E_NAME, "\"%.*s\" is no name; a name is letters and digits",
                        (int)(length < 40 ? length : 40), word);
    const struct gri_command *command = gri_command_find(word, length);
    bool taken = command != NULL && strlen(command->name) == length; /* its short form may go */
    if (taken || gri_function_find(word, length) >= 0)
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
    rename->from = gri_arena_copy(&session->line, *at, old);
    rename->to = gri_arena_copy(&session->line, next, length);
    *at = next + length;
    *at += strspn(*at, " \t,");
    return rename->from != NULL && rename->to != NULL ? GR_OK : gri_fail_memory(err, "the names");
}

/* All or nothing: they are read into the line's memory, and kept when all are well. */
static enum gr_status keep(struct gr_session *session, const struct gri_rename *renames,
                           size_t count, struct gr_err *err)
{
    struct gri_arena kept = session->kept;
    gri_arena_init(&session->kept, kept.limit);
    struct gri_rename *copy = gri_arena_take(&session->kept, count, sizeof *copy);
    bool well = copy != NULL;
    for (size_t n = 0; well && n < count; n++) {
        copy[n].from = gri_arena_copy(&session->kept, renames[n].from, strlen(renames[n].from));
        copy[n].to = gri_arena_copy(&session->kept, renames[n].to, strlen(renames[n].to));
        well = copy[n].from != NULL && copy[n].to != NULL;
    }
    if (!well) {
        gri_arena_clear(&session->kept);
        session->kept = kept;
        return gri_fail_memory(err, "the names");
    }
    gri_arena_clear(&kept);
    session->aliases.own = copy;
    session->aliases.own_count = count;
    return GR_OK;
}

/* The quantity of a name of the notation; false: it is none. */
static bool stands_for(struct gr_session *session, const char *name, struct gri_quantity *q)
{
    size_t used = 0, length = strlen(name);
    struct gr_err ignored;
    return session->view.notation->read(&session->view, name, length, q, &used, &ignored) ==
               GR_OK &&
           used == length;
}

/* A new name may be that of another quantity only where that is renamed too, as in yhat y, y yhat;
 * or e, where the loss is called so: the error is still y - yhat. */
static enum gr_status check_free(struct gr_session *session, const struct gri_rename *renames,
                                 size_t count, struct gr_err *err)
{
    for (size_t n = 0; n < count; n++) {
        struct gri_quantity old, new;
        size_t k = 0;
        if (!stands_for(session, renames[n].to, &new) || new.what == GRI_Q_ERROR ||
            (stands_for(session, renames[n].from, &old) && gri_quantity_same(&old, &new)))
            continue;
        while (k < count && strcmp(renames[k].from, renames[n].to) != 0)
            k++;
        if (k == count)
            return gri_fail(
                err, GR_E_NAME,
                "\"%s\" is a quantity of its own; rename that too, as in yhat y, y yhat",
                renames[n].to);
    }
    return GR_OK;
}

enum gr_status gri_names_set(struct gr_session *session, const char *value, struct gr_err *err)
{
    size_t count = 0;
    if (strcmp(value, "off") == 0) {
        session->aliases.own = NULL;
        session->aliases.own_count = 0;
        gri_arena_reset(&session->kept);
        session->aliases.made = false;
        gri_data_alias(session);
        return GR_OK;
    }
    struct gri_rename *renames = gri_arena_take(&session->line, MOST_NAMES, sizeof *renames);
    if (renames == NULL)
        return gri_fail_memory(err, "the names");
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
    GRI_TRY(check_free(session, renames, count, err));
    GRI_TRY(keep(session, renames, count, err));
    session->aliases.made = false;
    gri_data_alias(session);
    return GR_OK;
}

/* A name that the network no longer has stays, but is not told. */
static bool exists(const struct gri_view *view, const char *name)
{
    struct gri_quantity q;
    size_t used = 0;
    return view->notation->read(view, name, strlen(name), &q, &used, NULL) == GR_OK &&
           used == strlen(name);
}

void gri_names_get(const struct gr_session *session, struct gri_text *out)
{
    const struct gri_view *view = &session->view;
    size_t told = 0;
    const struct gri_rename *own = session->aliases.own;
    for (size_t n = 0; n < session->aliases.own_count; n++)
        if (exists(view, own[n].from))
            gri_text_addf(out, "%s%s %s", told++ > 0 ? ", " : "", own[n].from, own[n].to);
    if (told == 0)
        gri_text_add(out, "off");
}
