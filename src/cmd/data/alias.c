/* Column names as names of quantities. */
#include "cmd/data/data.h"
#include "cmd/setting.h"
#include "explain/name/notation.h"

#include <stdio.h>
#include <string.h>

enum { MOST_COLUMNS = 64 };

/* What the notation calls column k of the table; false where one column is several outputs. */
static bool notation_name(const struct gr_session *session, size_t k, struct gri_text *out)
{
    const struct gri_net *net = session->net;
    struct gri_quantity q = {.what = k < net->inputs ? GRI_Q_INPUT : GRI_Q_TARGET,
                             .unit = k < net->inputs ? k : k - net->inputs};
    gri_text_reset(out);
    if (k >= net->inputs && session->table->cols != net->inputs + net->outputs)
        return false;
    session->view.notation->spell(&session->view, &q, out);
    return !out->failed;
}

/* Does this word mean something already? */
static bool is_taken(const struct gr_session *session, const char *word)
{
    static const char *const reserved[] = {"by",   "at",    "from",  "until", "every",
                                           "rate", "steps", "depth", "end"};
    struct gri_quantity q;
    size_t used = 0, length = strlen(word);
    for (size_t n = 0; n < sizeof reserved / sizeof *reserved; n++)
        if (strcmp(reserved[n], word) == 0)
            return true;
    return gri_command_find(word, length) != NULL || gri_function_find(word, length) >= 0 ||
           session->view.notation->read(&session->view, word, length, &q, &used, NULL) != GR_OK ||
           used > 0;
}

static bool was_renamed(const struct gr_session *session, const char *name)
{
    for (size_t n = 0; n < session->aliases.own_count; n++)
        if (strcmp(session->aliases.own[n].from, name) == 0 ||
            strcmp(session->aliases.own[n].to, name) == 0)
            return true;
    return false;
}

/* Append those of the columns to the renames. */
static void add_columns(struct gr_session *session, struct gri_rename *all, size_t *count)
{
    const struct gri_data *table = session->table;
    size_t own = *count;
    struct gri_text name;
    gri_text_init(&name);
    for (size_t k = 0; k < table->cols; k++) {
        const char *word = table->names[k];
        if (!gri_names_is_word(word, strlen(word)) || !notation_name(session, k, &name) ||
            strcmp(name.at, word) == 0 || was_renamed(session, name.at) ||
            was_renamed(session, word))
            continue;
        bool twice = false;
        for (size_t n = own; n < *count; n++)
            twice = twice || strcmp(all[n].to, word) == 0;
        if (twice || is_taken(session, word)) {
            snprintf(session->aliases.clash, sizeof session->aliases.clash, "%s", word);
            *count = own;
            break;
        }
        char *from = gri_arena_copy(&session->columns, name.at, name.length);
        if (from != NULL)
            all[(*count)++] = (struct gri_rename){from, word, true};
    }
    gri_text_clear(&name);
}

void gri_data_alias(struct gr_session *session)
{
    struct gri_aliases *made = &session->aliases;
    struct gri_view *view = &session->view;
    const struct gri_data *table = session->table;
    bool named = table != NULL && table->names != NULL && session->net != NULL &&
                 table->cols <= MOST_COLUMNS && table->cols > session->net->inputs;
    if (made->made && made->notation == view->notation)
        return;
    made->made = true;
    made->notation = view->notation;
    made->clash[0] = '\0';
    view->renames = made->own;
    view->rename_count = made->own_count;
    gri_arena_reset(&session->columns);
    struct gri_rename *all = named ? gri_arena_take(&session->columns,
                                                    made->own_count + table->cols, sizeof *all)
                                   : NULL;
    if (all == NULL)
        return;
    for (size_t n = 0; n < made->own_count; n++)
        all[n] = made->own[n];
    view->renames = all;
    add_columns(session, all, &view->rename_count);
}
