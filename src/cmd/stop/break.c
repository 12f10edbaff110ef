#include "cmd/stop/stops.h"

#include <string.h>

/* `b` was never a way back. */
static enum gr_status no_condition(const struct gri_arg *arg, struct gr_err *err)
{
    bool number = strspn(arg->text, "0123456789") >= arg->length;
    return gri_fail_at(err, GR_E_SYNTAX, arg->column,
                       "a break is made by `break if CONDITION`, as in `break if loss > 1000`; "
                       "`back%s%.*s` goes back",
                       number ? " " : "", number && arg->length < 20 ? (int)arg->length : 0,
                       arg->text);
}

/* The condition behind `if`. */
static enum gr_status read_condition(struct gr_session *session, const struct gri_arg *arg,
                                     struct gri_source *part, struct gr_err *err)
{
    struct gri_comparison condition;
    double side;
    const char *line = arg->text - (arg->column - 1);
    *part = (struct gri_source){line, arg->column - 1 + arg->length, arg->column - 1,
                                arg->column - 1 + arg->length};
    if (arg->length < 3 || memcmp(arg->text, "if", 2) != 0 || strchr(" \t", arg->text[2]) == NULL)
        return no_condition(arg, err);
    for (part->from += 2; strchr(" \t", line[part->from]) != NULL; part->from++)
        ;
    GRI_TRY(gri_parse_comparison(*part, &session->scope, &session->line, &condition, err));
    GRI_TRY(gri_session_need_run(session, err));
    GRI_TRY(gri_evaluate_number(condition.left, &session->scope, &session->line, &side, err));
    return gri_evaluate_number(condition.right, &session->scope, &session->line, &side, err);
}

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    struct gri_source part;
    if (!args[0].given) {
        gri_stops_list(session);
        return GR_OK;
    }
    GRI_TRY(read_condition(session, &args[0], &part, err));
    int length = (int)(part.to - part.from);
    GRI_TRY(gri_stops_add(session, false, part.line + part.from, part.to - part.from, 0, err));
    gri_page_remark(&session->page, "Break %zu: %.*s.", session->stops.numbered, length,
                    part.line + part.from);
    return GR_OK;
}

static const char *words(size_t n)
{
    return n == 0 ? "if" : NULL;
}

const struct gri_command gri_command_break = {
    .name = "break",
    .alias = "b",
    .group = GRI_STEPPING,
    .params = {{"if CONDITION", GRI_REST, .optional = true, .words = words}},
    .summary = "stop `continue` where a comparison holds; alone: list breaks and watches",
    .help = "The condition is looked at in each iteration as soon as the last number it names is "
            "there: after the line that makes it; a number of each sample after that line of each "
            "sample; a weight or a setting at the start of the iteration. It stops each time it "
            "holds, forwards and backwards. `=` compares at the decimals written, or to 12 digits.",
    .example = "use lottery\nbreak if loss > 1e6\nb if h1[2] < 0\nbreak\ncontinue\ncontinue",
    .see = "continue reverse-continue delete watch",
    .run = run,
};
