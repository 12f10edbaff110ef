#include "cmd/command.h"

#include "net/check/gradcheck.h"

static const double tolerance = 1e-6;
enum { MOST_PARAMETERS = 20000, MOST_ROWS = 1000 };

static void add_row(struct gr_session *session, struct gri_table *table, size_t p,
                    const struct gri_gradcheck *check)
{
    struct gri_page *page = &session->page;
    size_t row = gri_table_row(page, table);
    struct gri_asked asked = {.of = gri_explain_parameter(session->net, p)};
    gri_cell_expr(gri_table_cell(table, row, 0), gri_explain_name(page, asked));
    gri_cell_number(gri_table_cell(table, row, 1), check->gradient, GRI_COMPUTED);
    gri_cell_number(gri_table_cell(table, row, 2), check->difference, GRI_COMPUTED);
    gri_cell_text(page, gri_table_cell(table, row, 3), "%s",
                  check->kink                ? "at a bend"
                  : check->error < tolerance ? "agrees"
                                             : "differs");
}

static enum gr_status report(struct gr_session *session, const struct gri_gradcheck *checks,
                             struct gr_err *err)
{
    static const char *const headers[] = {"parameter", "backpropagation", "central difference",
                                          "check"};
    struct gri_page *page = &session->page;
    size_t parameters = session->net->parameters, wrong = 0, bends = 0;
    struct gri_table *table = parameters <= MOST_ROWS ? gri_page_table(page, 4) : NULL;
    for (size_t k = 0; table != NULL && k < 4; k++)
        gri_table_header(page, table, k, NULL, headers[k]);
    for (size_t p = 0; p < parameters; p++) {
        if (table != NULL)
            add_row(session, table, p, &checks[p]);
        bends += checks[p].kink;
        wrong += !checks[p].kink && !(checks[p].error < tolerance);
    }
    if (wrong > 0)
        return gri_fail(err, GR_E_EXPECT, "%zu of %zu gradients differ from the central difference",
                        wrong, parameters);
    gri_page_remark(page, "%zu gradients agree with the central difference of the loss%s.",
                    parameters - bends,
                    bends > 0 ? "; the others stand where it bends, and have none" : "");
    return GR_OK;
}

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    struct gri_run *run;
    (void)args;
    GRI_TRY(gri_session_need_run(session, err));
    GRI_TRY(gri_need_backprop(session->hyper.rule, err));
    if (session->net->parameters > MOST_PARAMETERS)
        return gri_fail(err, GR_E_RANGE, "%zu parameters would take too long; the limit is %d",
                        session->net->parameters, MOST_PARAMETERS);
    struct gri_gradcheck *checks = gri_arena_take(&session->line, session->net->parameters,
                                                  sizeof *checks);
    if (checks == NULL)
        return gri_fail_memory(err, "the check");
    GRI_TRY(gri_session_run_here(session, &run, err));
    gri_gradcheck(run, checks);
    gri_run_free(run);
    return report(session, checks, err);
}

const struct gri_command gri_command_gradcheck = {
    .name = "gradcheck",
    .group = GRI_VERIFYING,
    .params = {{0}},
    .summary = "hold every gradient against a central difference of the loss",
    .help = "(L(w+h) - L(w-h))/2h for every parameter, in full precision, on this iteration's "
            "batch. A gradient that differs fails the script.",
    .example = "use lottery\ngradcheck",
    .see = "gradients why",
    .run = run,
};
