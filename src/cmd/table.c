/* The command table. */
#include "cmd/command.h"

#include <string.h>

/* clang-format off */
#define EACH_COMMAND(X)                                                                    \
    X(network) X(init) X(data) X(use) X(set) X(show) X(save) X(source) X(undo)             \
    X(step) X(next) X(forward) X(backward) X(update) X(iteration) X(epoch) X(back) X(goto) \
    X(restart) X(train) X(when) X(branch)                                                  \
    X(break) X(watch) X(delete) X(continue) X(reverse_continue)                            \
    X(print) X(why) X(affects) X(last) X(partials) X(table) X(matrix) X(weights)           \
    X(gradients) X(history) X(predict) X(accuracy) X(confusion) X(neuron) X(units)         \
    X(gradcheck) X(rate_limit) X(plot)                                                     \
    X(formula) X(diff) X(descend) X(plan) X(branches) X(compare)                           \
    X(check) X(mark) X(quiz) X(worksheet) X(expect)                                                             \
    X(help) X(quit)
/* clang-format on */

#define DECLARE(name) extern const struct gri_command gri_command_##name;
EACH_COMMAND(DECLARE)

#define ROW(name) &gri_command_##name,
const struct gri_command *const gri_commands[] = {EACH_COMMAND(ROW)};
const size_t gri_command_count = sizeof gri_commands / sizeof *gri_commands;

const char *const gri_group_titles[GRI_GROUPS] = {
    [GRI_SETTING_UP] = "Setting up", [GRI_STEPPING] = "Stepping", [GRI_LOOKING] = "Looking",
    [GRI_DERIVING] = "Deriving",     [GRI_SCORING] = "Scoring",   [GRI_VERIFYING] = "Verifying",
    [GRI_LEAVING] = "Help",
};

const char *const gri_group_words[GRI_GROUPS] = {
    [GRI_SETTING_UP] = "setup",  [GRI_STEPPING] = "stepping", [GRI_LOOKING] = "looking",
    [GRI_DERIVING] = "deriving", [GRI_SCORING] = "scoring",   [GRI_VERIFYING] = "verifying",
    [GRI_LEAVING] = "leaving",
};

static bool equals(const char *name, const char *word, size_t length)
{
    return name != NULL && strlen(name) == length && memcmp(name, word, length) == 0;
}

const struct gri_command *gri_command_find(const char *word, size_t length)
{
    for (size_t n = 0; n < gri_command_count; n++)
        if (equals(gri_commands[n]->name, word, length) ||
            equals(gri_commands[n]->alias, word, length))
            return gri_commands[n];
    return NULL;
}

const struct gri_command *gri_command_abbreviated(const char *word, size_t length, size_t *count,
                                                  struct gri_text *candidates)
{
    const struct gri_command *found = NULL;
    *count = 0;
    for (size_t n = 0; n < gri_command_count; n++) {
        if (strncmp(gri_commands[n]->name, word, length) != 0)
            continue;
        gri_text_addf(candidates, "%s%s", *count > 0 ? " " : "", gri_commands[n]->name);
        found = gri_commands[n];
        ++*count;
    }
    return *count == 1 ? found : NULL;
}

static void add_param(const struct gri_param *param, struct gri_text *out)
{
    gri_text_add(out, param->optional ? " [" : " ");
    if (param->keyword != NULL)
        gri_text_addf(out, "%s ", param->keyword);
    gri_text_add(out, param->name);
    gri_text_add(out, param->many ? "..." : "");
    gri_text_add(out, param->optional ? "]" : "");
}

void gri_command_synopsis(const struct gri_command *command, struct gri_text *out)
{
    gri_text_add(out, command->name);
    for (size_t k = 0; k < GRI_PARAMS && command->params[k].type != GRI_NOTHING; k++)
        add_param(&command->params[k], out);
}
