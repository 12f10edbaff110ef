#include "cmd/command.h"

#include "net/check/hessian.h"

#include <math.h>
#include <string.h>

/* What the square of the gradient and its curvature say of the loss after a step of plain descent:
 * L - alpha g'g + alpha^2/2 g'Hg; and what it really is. */
struct prediction {
    double now, predicted, actual;
};

/* The curvature, and where the bottom lies along the direction of the largest: g'v/lambda away. */
struct curvature {
    double largest, distance;
    double scaled; /* the largest, were the data standardised; NaN: they are, or cannot be */
};

static enum gr_status predict(struct gri_run *run, struct gri_arena *arena, const double *v,
                              struct curvature *curvature, struct prediction *out,
                              struct gr_err *err)
{
    size_t n = run->net->parameters;
    double *g = gri_arena_take(arena, n, sizeof *g), *hg = gri_arena_take(arena, n, sizeof *hg);
    double rate = run->hyper.rate, square = 0, bent = 0, along = 0;
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
        along += g[p] * v[p];
        work->before[p] -= rate * g[p];
    }
    curvature->distance = fabs(along / curvature->largest);
    out->predicted = out->now - rate * square + rate * rate / 2 * bent;
    gri_step_forward(work, &run->hyper, NULL);
    gri_step_loss(work, &run->hyper, NULL);
    out->actual = work->loss;
    return GR_OK;
}

/* The largest curvature that `data scale standard` would leave, at the same parameters. */
static enum gr_status look_scaled(struct gr_session *session, const struct gri_run *here,
                                  double *vector, double *largest, struct gr_err *err)
{
    struct gri_preparation how = session->preparation;
    struct gri_data *data = NULL;
    struct gri_run *run = NULL;
    size_t iterations;
    *largest = NAN;
    if (how.scaling != GRI_SCALING_OFF)
        return GR_OK;
    how.scaling = GRI_SCALING_STANDARD;
    GRI_TRY(gri_data_prepare(session->table, session->net, &how, &data, err));
    enum gr_status status = gri_run_new(session->net, data, &here->hyper, here->work->before, &run,
                                        err);
    if (status == GR_OK) {
        run->epoch = here->epoch;
        run->iteration = here->iteration;
        status = gri_hessian_largest(run, largest, vector, &iterations, session->host.stop, err);
    }
    gri_run_free(run);
    gri_data_free(data);
    return status;
}

static void add_row(struct gri_page *page, struct gri_table *table, const char *what, double number,
                    enum gri_shown shown)
{
    size_t row = gri_table_row(page, table);
    gri_cell_text(page, gri_table_cell(table, row, 0), "%s", what);
    gri_cell_number(gri_table_cell(table, row, 1), number, shown);
}

static void add_table(struct gr_session *session, const struct curvature *curvature,
                      const struct prediction *loss)
{
    struct gri_page *page = &session->page;
    struct gri_table *table = gri_page_table(page, 2);
    add_row(page, table, "largest curvature, lambda", curvature->largest, GRI_COMPUTED);
    if (curvature->largest > 0)
        add_row(page, table, "rate limit, 2/lambda", 2 / curvature->largest, GRI_COMPUTED);
    add_row(page, table, "rate", session->hyper.rate, GRI_WRITTEN);
    add_row(page, table, "loss now", loss->now, GRI_COMPUTED);
    add_row(page, table, "loss after the step, predicted", loss->predicted, GRI_COMPUTED);
    add_row(page, table, "loss after the step", loss->actual, GRI_COMPUTED);
}

/* A number in a sentence: about three digits of it, whatever the session shows. */
static const char *shown(struct gr_session *session, double number)
{
    double size = fabs(number);
    int decimals = size >= 10 ? 1 : size >= 0.1 ? 3 : size >= 0.001 ? 5 : 6;
    struct gri_text text;
    gri_text_init(&text);
    gri_format_shown(&text, number, decimals);
    const char *copy = gri_arena_copy(&session->line, text.at, text.length);
    gri_text_clear(&text);
    return copy != NULL ? copy : "";
}

/* The step against the way to the bottom: rate*lambda of it, so that 1 - rate*lambda is left. */
static void explain(struct gr_session *session, const struct curvature *curvature)
{
    struct gri_page *page = &session->page;
    double way = session->hyper.rate * curvature->largest;
    const char *product = shown(session, way), *left = shown(session, fabs(1 - way));
    left = strcmp(left, "1") == 0 ? "almost all" : left;
    const char *distance = shown(session, curvature->distance);
    if (way > 2)
        gri_page_prose(page,
                       "The rate is above the limit. Along the direction of largest curvature the "
                       "bottom is %s away, and the step goes rate * lambda = %s times as far: it "
                       "ends %s times as far away, on the other side. So does the next step, as "
                       "long as the curvature stays what it is here: the loss grows, training "
                       "diverges. Below the limit it would end nearer than it began.",
                       distance, product, left);
    else if (way > 1)
        gri_page_prose(page,
                       "The rate is below the limit. Along the direction of largest curvature the "
                       "bottom is %s away, and the step goes rate * lambda = %s times as far: past "
                       "it, but nearer, at %s of the distance on the other side. Along every other "
                       "direction that curves upwards it ends nearer too, as long as the curvature "
                       "stays what it is here.",
                       distance, product, left);
    else
        gri_page_prose(page,
                       "The rate is below the limit. Along the direction of largest curvature the "
                       "bottom is %s away, and the step goes rate * lambda = %s of the way: %s of "
                       "it is left. Along every other direction that curves upwards it ends nearer "
                       "too, as long as the curvature stays what it is here.",
                       distance, product, left);
}

static void report(struct gr_session *session, const struct curvature *curvature,
                   const struct prediction *loss)
{
    struct gri_page *page = &session->page;
    add_table(session, curvature, loss);
    if (session->hyper.optimizer != GRI_SGD)
        gri_page_remark(page, "This speaks of plain gradient descent; the optimizer is %s.",
                        gri_optimizers[session->hyper.optimizer].name);
    if (!(curvature->largest > 0))
        gri_page_prose(page,
                       "Nowhere does the loss curve upwards here, so no rate is too large yet.");
    else if (session->hyper.rate > 0)
        explain(session, curvature);
    if (curvature->largest > 0 && curvature->scaled > 0)
        gri_page_prose(page,
                       "The curvature grows with the square of the inputs. With the data "
                       "standardised (`data scale standard`) lambda would be %s and the limit %s, "
                       "%s times this one.",
                       shown(session, curvature->scaled), shown(session, 2 / curvature->scaled),
                       shown(session, curvature->largest / curvature->scaled));
}

static enum gr_status look(struct gr_session *session, struct gri_run *here,
                           struct curvature *curvature, struct prediction *loss, struct gr_err *err)
{
    size_t iterations;
    double *vector = gri_arena_take(&session->line, session->net->parameters, sizeof *vector);
    if (vector == NULL)
        return gri_fail_memory(err, "the curvature");
    GRI_TRY(look_scaled(session, here, vector, &curvature->scaled, err));
    GRI_TRY(gri_hessian_largest(here, &curvature->largest, vector, &iterations, session->host.stop,
                                err));
    if (!isfinite(curvature->largest))
        return gri_fail(err, GR_E_STATE,
                        "the loss is not a finite number here, so it has no curvature; `back` or "
                        "`goto epoch 1` goes to where it is one");
    return predict(here, &session->line, vector, curvature, loss, err);
}

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    struct gri_run *here;
    struct curvature curvature = {0};
    struct prediction loss = {0};
    (void)args;
    GRI_TRY(gri_session_need_run(session, err));
    GRI_TRY(gri_need_backprop(session->hyper.rule, err));
    GRI_TRY(gri_session_run_here(session, &here, err));
    enum gr_status status = look(session, here, &curvature, &loss, err);
    gri_run_free(here);
    if (status == GR_OK)
        report(session, &curvature, &loss);
    return status;
}

const struct gri_command gri_command_rate_limit = {
    .name = "rate-limit",
    .group = GRI_LOOKING,
    .params = {{"@E", GRI_MOMENT, .optional = true}},
    .summary = "show the largest rate that does not overshoot, 2/lambda",
    .help =
        "Lambda is the largest eigenvalue of the second derivatives of this batch's loss, at the "
        "parameters where you stand. Above 2/lambda plain gradient descent moves away from the "
        "bottom along one direction, and diverges. The loss after the step is predicted from the "
        "gradient and its curvature, then worked. What standardised data would change is worked at "
        "the same parameters. `rate-limit @2` looks from epoch 2.",
    .example = "use lottery\nrate-limit\nset rate 0.000001\nrate-limit",
    .see = "set train gradcheck",
    .run = run,
};
