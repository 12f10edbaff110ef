#include "cmd/command.h"

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    const struct gri_comparison *condition = &args[0].condition;
    double left, right;
    GRI_TRY(gri_evaluate_number(condition->left, &session->scope, &session->line, &left, err));
    GRI_TRY(gri_evaluate_number(condition->right, &session->scope, &session->line, &right, err));
    if (gri_comparison_holds(condition, left, right))
        return GR_OK;
    struct gri_text words;
    gri_text_init(&words);
    gri_text_addf(&words, "expected %.*s; the left side is ", (int)args[0].length, args[0].text);
    gri_format_exact(&words, left);
    gri_text_add(&words, ", the right side ");
    gri_format_exact(&words, right);
    enum gr_status status = gri_fail_at(err, GR_E_EXPECT, args[0].column, "%s", words.at);
    gri_text_clear(&words);
    return status;
}

const struct gri_command gri_command_expect = {
    .name = "expect",
    .group = GRI_VERIFYING,
    .params = {{"EXPR OP EXPR", GRI_CONDITION}},
    .summary = "fail the script when a comparison is false",
    .help = "OP is = == != < <= > >=. `=` compares at the decimals written on the right, or to 12 "
            "digits where none are; `==` exactly.",
    .example = "use lottery\nexpect h1[2] = 4.9\nexpect MSE > 1545",
    .see = "print",
    .run = run,
};
