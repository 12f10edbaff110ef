#include "cmd/command.h"

#include "net/check/hessian.h"

/* What the square of the gradient and its curvature say of the loss after a step of plain descent:
 * L - alpha g'g + alpha^2/2 g'Hg; and what it really is. */
struct prediction {
    double now, predicted, actual;
};

static enum gr_status predict(struct gri_run *run, struct gri_arena *arena, struct prediction *out,
                              struct gr_err *err)
{
    size_t n = run->net->parameters;
    double *g = gri_arena_take(arena, n, sizeof *g), *hg = gri_arena_take(arena, n, sizeof *hg);
    double rate = run->hyper.rate, square = 0, bent = 0;
    struct gri_work *work = run->work;
    if (g == NULL || hg == NULL)
        return gri_fail_memory(err, "the prediction");
    run->hyper.rounding = GRI_ROUNDING_OFF;
    gri_run_load(run);
    gri_step_gradient(work, &run->hyper, NULL);
    for (size_t p = 0; p < n; p++)
        g[p] = work->gradient[p];
    out->now = work->loss;
    GRI_TRY(gri_hessian_times(run, g, hg, err));
    for (size_t p = 0; p < n; p++) {
        square += g[p] * g[p];
        bent += g[p] * hg[p];
        work->before[p] -= rate * g[p];
    }
    out->predicted = out->now - rate * square + rate * rate / 2 * bent;
    gri_step_forward(work, &run->hyper, NULL);
    gri_step_loss(work, &run->hyper, NULL);
    out->actual = work->loss;
    return GR_OK;
}

static void add_row(struct gri_page *page, struct gri_table *table, const char *what, double number)
{
    size_t row = gri_table_row(page, table);
    gri_cell_text(page, gri_table_cell(table, row, 0), "%s", what);
    gri_cell_number(gri_table_cell(table, row, 1), number, GRI_COMPUTED);
}

static void report(struct gr_session *session, double largest, const struct prediction *loss)
{
    struct gri_page *page = &session->page;
    struct gri_table *table = gri_page_table(page, 2);
    double rate = session->hyper.rate, limit = 2 / largest;
    add_row(page, table, "largest curvature, lambda", largest);
    if (largest > 0)
        add_row(page, table, "rate limit, 2/lambda", limit);
    size_t row = gri_table_row(page, table);
    gri_cell_text(page, gri_table_cell(table, row, 0), "rate");
    gri_cell_number(gri_table_cell(table, row, 1), rate, GRI_WRITTEN);
    add_row(page, table, "loss now", loss->now);
    add_row(page, table, "loss after the step, predicted", loss->predicted);
    add_row(page, table, "loss after the step", loss->actual);
    if (session->hyper.optimizer != GRI_SGD)
        gri_page_remark(page, "This speaks of plain gradient descent; the optimizer is %s.",
                        gri_optimizers[session->hyper.optimizer].name);
    if (!(largest > 0))
        gri_page_prose(page,
                       "Nowhere does the loss curve upwards here, so no rate is too large yet.");
    else if (rate > limit)
        gri_page_prose(page,
                       "The rate is above the limit: along the direction of largest curvature a "
                       "step of gradient descent goes further past the bottom than it stood "
                       "before it, so the loss grows. A rate below the limit does not.");
    else
        gri_page_prose(page,
                       "The rate is below the limit: along every direction a step of gradient "
                       "descent ends nearer the bottom than it began, as far as the curvature "
                       "stays what it is here.");
}

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    struct gri_run *here;
    struct prediction loss = {0};
    double largest;
    size_t iterations;
    (void)args;
    GRI_TRY(gri_session_need_run(session, err));
    GRI_TRY(gri_need_backprop(session->hyper.rule, err));
    double *vector = gri_arena_take(&session->line, session->net->parameters, sizeof *vector);
    if (vector == NULL)
        return gri_fail_memory(err, "the curvature");
    GRI_TRY(gri_session_run_here(session, &here, err));
    enum gr_status status = gri_hessian_largest(here, &largest, vector, &iterations,
                                                session->host.stop, err);
    if (status == GR_OK)
        status = predict(here, &session->line, &loss, err);
    gri_run_free(here);
    if (status == GR_OK)
        report(session, largest, &loss);
    return status;
}

const struct gri_command gri_command_rate_limit = {
    .name = "rate-limit",
    .group = GRI_LOOKING,
    .params = {{0}},
    .summary = "show the largest rate that does not overshoot, 2/lambda",
    .help =
        "Lambda is the largest eigenvalue of the second derivatives of this batch's loss, at the "
        "parameters where you stand. Above 2/lambda plain gradient descent moves away from the "
        "bottom along one direction, and diverges.",
    .example = "use lottery\nrate-limit\nset rate 0.000001\nrate-limit",
    .see = "set train gradcheck",
    .run = run,
};
