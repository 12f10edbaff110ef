#include "cmd/mark/stack.h"

#include <string.h>

/* In a script a slip fails the run, as a false `expect` does; whoever types, or reads a lesson, is
 * told and goes on. */
static enum gr_status fail_script(const struct gr_session *session, const struct gri_marked *marked,
                                  size_t column, struct gr_err *err)
{
    size_t slips = marked->verdicts[GRI_SLIP], n = 0;
    if (slips == 0 || session->at_prompt || session->in_lesson)
        return GR_OK;
    while (marked->judgements[n].verdict != GRI_SLIP)
        n++;
    return gri_fail_at(err, GR_E_EXPECT, column, "%s is a slip: %s", marked->judgements[n].written,
                       marked->judgements[n].reasons[0].code);
}

/* Where nothing can be judged: a name that is none, or no working at all. */
static enum gr_status fail_empty(struct gr_session *session, const struct gri_arg *working,
                                 struct gr_err *err)
{
    const char *equals = memchr(working->text, '=', working->length);
    size_t length = equals != NULL ? (size_t)(equals - working->text) : 0;
    const struct gri_source name = {working->text, length, 0, length};
    const struct gri_expr *expr;
    enum gr_status status = length == 0 ? GR_OK
                                        : gri_parse(name, true, &session->scope, &session->line,
                                                    &expr, err);
    if (status == GR_E_NAME && err != NULL)
        err->column += working->column - 1;
    if (status == GR_E_NAME)
        return status;
    return gri_fail_at(err, GR_E_SYNTAX, working->column,
                       "there is nothing to judge; write it as in `check h1 = 12.4`");
}

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    struct gri_sheet sheet;
    struct gri_marked marked;
    GRI_TRY(gri_session_need_run(session, err));
    GRI_TRY(gri_sheet_read(&session->view, &session->line, "", args[0].text, args[0].length, &sheet,
                           err));
    if (sheet.claims == 0)
        return fail_empty(session, &args[0], err);
    GRI_TRY(gri_mark(&session->view, &session->line, &sheet, &marked, err));
    gri_mark_say(&session->page, &marked, &session->rubric, true);
    return fail_script(session, &marked, args[0].column, err);
}

const struct gri_command gri_command_check = {
    .name = "check",
    .group = GRI_VERIFYING,
    .params = {{"WORKING", GRI_REST}},
    .summary = "judge a line worked by hand",
    .help =
        "WORKING is a name, then numbers or steps, with one or more `=`; each `=` is judged for "
        "itself, at the cursor's sample. A slip is explained. In a script a slip fails the "
        "run.",
    .example = "use lottery\ncheck h1[2] = 4.9\ncheck h1 = (16)(0.5) + (4)(0.1) + 4 = 12.4",
    .see = "mark expect why",
    .run = run,
};
