#include "cmd/command.h"
#include "cmd/setting.h"

static const char *setting_words(size_t n)
{
    return n < gri_setting_count ? gri_settings[n].name : NULL;
}

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    char *value = gri_arena_copy(&session->line, args[1].text, args[1].length);
    if (value == NULL)
        return gri_fail_memory(err, "the line");
    const struct gri_setting *setting = gri_setting_find(args[0].words[0]);
    if (value[0] == '=')
        return gri_fail_at(err, GR_E_SYNTAX, args[1].column, "no = stands here; `set %s %s`",
                           setting->name, setting->values);
    enum gr_status status = setting->set(session, value, err);
    if (status != GR_OK)
        err->column = args[1].column + (err->column > 0 ? err->column - 1 : 0);
    return status;
}

const struct gri_command gri_command_set = {
    .name = "set",
    .group = GRI_SETTING_UP,
    .params = {{"KEY", GRI_WORD, .words = setting_words}, {"VALUE", GRI_REST}},
    .summary = "change a setting; `show` lists them",
    .help = "A setting that changes the numbers (loss, rate, batch, rounding …) counts from the "
            "iteration where you stand; where later ones were done, that begins a branch. The "
            "optimizers momentum, "
            "nesterov, rmsprop and adam are PyTorch's with its defaults (checked against PyTorch "
            "1.13), "
            "`adam keras` is that of Keras. `metric` shows the mean absolute error or the accuracy "
            "beside the loss.",
    .example = "set rate 0.001\nset digits 2\nshow rate",
    .see = "show",
    .run = run,
};
