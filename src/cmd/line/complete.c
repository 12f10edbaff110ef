/* What may stand at the cursor: commands, their words, settings, names. */
#include "cmd/line/line.h"
#include "cmd/setting.h"
#include "explain/name/notation.h"

#include <stdio.h>
#include <string.h>

struct offer {
    const char *word; /* begun */
    size_t length;
    void (*take)(void *user, const char *word);
    void *user;
};

static void offer(void *user, const char *candidate)
{
    const struct offer *offer = user;
    if (strncmp(candidate, offer->word, offer->length) == 0)
        offer->take(offer->user, candidate);
}

static void offer_words(struct offer *to, const char *(*words)(size_t n))
{
    for (size_t n = 0; words != NULL && words(n) != NULL; n++)
        offer(to, words(n));
}

static bool is_break(char c)
{
    return c == ' ' || c == '\t' || c == '(' || c == '[' || c == '+' || c == '*' || c == ',' ||
           c == '=' || c == ';';
}

/* A name; a derivative of the loss as dL/dw1 too, whatever the loss is called. */
static void offer_name(void *user, const char *name)
{
    const struct offer *to = user;
    const char *by = strchr(name, '/');
    char also[64];
    offer(user, name);
    if (to->length > 1 && strncmp(to->word, "dL", 2) == 0 && name[0] == 'd' && by != NULL) {
        snprintf(also, sizeof also, "dL%s", by);
        offer(user, also);
    }
}

static void offer_names(struct gr_session *session, struct offer *to)
{
    gri_notation_each(&session->view, offer_name, to);
    for (size_t n = 0; n < gri_function_count; n++) { /* step is a command too: said once */
        const char *name = gri_functions[n].name;
        if (gri_command_find(name, strlen(name)) == NULL)
            offer(to, name);
    }
    offer(to, "sum");
    offer(to, "mean");
}

static void offer_keywords(struct offer *to, const struct gri_command *command)
{
    for (size_t k = 0; k < GRI_PARAMS && command->params[k].type != GRI_NOTHING; k++)
        if (command->params[k].keyword != NULL)
            offer(to, command->params[k].keyword);
}

static bool is_rest(const struct gri_param *param)
{
    return param->many || param->type == GRI_OPEN || param->type == GRI_EXPRESSION ||
           param->type == GRI_CONDITION || param->type == GRI_LIST;
}

/* The parameter whose keyword is the last word of `before`, or NULL. */
static const struct gri_param *param_behind(const struct gri_command *command, const char *before)
{
    size_t to = strlen(before);
    while (to > 0 && is_break(before[to - 1]))
        to--;
    size_t from = to;
    while (from > 0 && !is_break(before[from - 1]))
        from--;
    for (size_t k = 0; k < GRI_PARAMS && command->params[k].type != GRI_NOTHING; k++) {
        const char *keyword = command->params[k].keyword;
        if (keyword != NULL && strlen(keyword) == to - from &&
            memcmp(keyword, before + from, to - from) == 0)
            return &command->params[k];
    }
    return NULL;
}

/* The parameter that the n-th word behind the command belongs to. */
static const struct gri_param *param_at(const struct gri_command *command, size_t n)
{
    for (size_t k = 0; k < GRI_PARAMS && command->params[k].type != GRI_NOTHING; k++) {
        if (command->params[k].keyword != NULL)
            continue;
        if (n == 0 || is_rest(&command->params[k]))
            return &command->params[k];
        n--;
    }
    return NULL;
}

static void offer_argument(struct gr_session *session, struct offer *to,
                           const struct gri_command *command, const char *before, size_t words,
                           bool *files)
{
    const struct gri_param *behind = param_behind(command, before);
    const struct gri_param *param = behind != NULL ? behind : param_at(command, words);
    const struct gri_setting *setting = NULL;
    if (strcmp(command->name, "set") == 0 && words == 1)
        for (size_t n = 0; n < gri_setting_count; n++)
            if (strstr(before, gri_settings[n].name) != NULL)
                setting = &gri_settings[n];
    *files = (param != NULL && param->type == GRI_FILE) ||
             (strcmp(command->name, "data") == 0 && words > 0) ||
             strcmp(command->name, "mark") == 0 || strrchr(before, '>') != NULL;
    if (strcmp(command->name, "data") == 0 && words == 0) {
        offer(to, "load");
        offer(to, "show");
    }
    if (setting != NULL)
        offer_words(to, setting->words);
    else if (param != NULL && (param->type == GRI_WORD || param->type == GRI_REST))
        offer_words(to, param->words);
    if (param != NULL &&
        ((param->type == GRI_REST && param->words != NULL) || param->type == GRI_NAME ||
         param->type == GRI_EXPRESSION || param->type == GRI_OPEN || param->type == GRI_CONDITION ||
         param->type == GRI_LIST))
        offer_names(session, to);
    offer_keywords(to, command);
}

size_t gr_session_complete(struct gr_session *session, const char *line, size_t cursor,
                           void (*word)(void *user, const char *word), void *user, bool *files)
{
    size_t start = cursor, words = 0, first = 0;
    *files = false;
    gri_session_refresh(session);
    while (start > 0 && !is_break(line[start - 1]))
        start--;
    struct offer to = {line + start, cursor - start, word, user};
    while (first < start && line[first] == ' ')
        first++;
    size_t end = first;
    while (end < start && !is_break(line[end]))
        end++;
    const struct gri_command *command = gri_command_find(line + first, end - first);
    if (end == first || command == NULL) {
        for (size_t n = 0; end == first && n < gri_command_count; n++)
            offer(&to, gri_commands[n]->name);
        offer_names(session, &to);
        return start;
    }
    char before[256] = "";
    for (size_t n = end; n < start; n++)
        words += line[n] != ' ' && (n == end || line[n - 1] == ' ');
    if (start - end < sizeof before)
        memcpy(before, line + end, start - end);
    offer_argument(session, &to, command, before, words, files);
    return start;
}
