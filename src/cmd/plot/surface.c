#include "cmd/plot/plots.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { PLACES = 41, FEWER = 17, STEPS = 60 };

static const double large = 2e6; /* parameters times samples: each height is a pass over them */

struct ground {
    struct gr_session *session;
    size_t parameter[2];
    double now[2];
    struct gri_curve *path;
    struct gri_work *work; /* all samples, the parameters at the cursor */
    struct gri_hyper hyper;
};

static enum gr_status find(struct gr_session *session, const struct gri_expr *expr,
                           size_t *parameter, struct gr_err *err)
{
    const struct gri_quantity *q = expr->kind == GRI_SYMBOL ? &expr->symbol->asked.of : NULL;
    if (q == NULL || expr->symbol->asked.derivative || !gri_quantity_is_parameter(q) || q->whole ||
        q->made || q->epoch > 0)
        return gri_fail_at(err, GR_E_NAME, expr->column,
                           "a surface stands over two single parameters, as in `plot surface w1 "
                           "w2`");
    const struct gri_place place = {q->layer, q->row, q->unit, q->what == GRI_Q_BIAS};
    *parameter = gri_net_parameter(session->net, place);
    return GR_OK;
}

/* The whole data as one batch. */
static enum gr_status load(struct ground *ground, struct gr_err *err)
{
    const struct gr_session *session = ground->session;
    const struct gri_data *data = session->data;
    const struct gri_net *net = session->net;
    double *parameters;
    bool *given;
    GRI_TRY(gri_session_current(ground->session, &parameters, &given, err));
    GRI_TRY(gri_work_new(net, data->rows, &ground->work, err));
    memcpy(ground->work->before, parameters, net->parameters * sizeof *parameters);
    ground->work->rows = data->rows;
    for (size_t i = 0; i < data->rows; i++) {
        memcpy(ground->work->x + i * net->inputs, gri_data_x(data, i),
               net->inputs * sizeof *ground->work->x);
        memcpy(ground->work->y + i * net->outputs, gri_data_y(data, net->inputs, i),
               net->outputs * sizeof *ground->work->y);
    }
    ground->hyper = session->hyper;
    ground->hyper.rounding = GRI_ROUNDING_OFF;
    for (size_t k = 0; k < 2; k++)
        ground->now[k] = parameters[ground->parameter[k]];
    return GR_OK;
}

/* Where the run has been: the two parameters as epochs began, and where the cursor stands. */
static enum gr_status walk(struct ground *ground, struct gr_err *err)
{
    struct gr_session *session = ground->session;
    size_t *starts, count = 0, every;
    struct gr_err none;
    if (gri_plot_epochs(session, STEPS, &starts, &count, &every, &none) != GR_OK)
        count = 0;
    for (size_t n = 0; n < count && starts[n] < session->view.cursor.t; n++) {
        const struct gri_record *record;
        GRI_TRY(gri_timeline_record(session->timeline, starts[n], &record, err));
        gri_plot_point(ground->path, record->work->before[ground->parameter[0]],
                       record->work->before[ground->parameter[1]]);
    }
    gri_plot_point(ground->path, ground->now[0], ground->now[1]);
    return GR_OK;
}

/* Wide enough for the path, with air; without one, as far as the number itself is large. */
static void measure(const struct ground *ground, size_t k, double *low, double *high)
{
    const double *at = k == 0 ? ground->path->x : ground->path->y;
    *low = *high = ground->now[k];
    for (size_t n = 0; n < ground->path->count; n++) {
        *low = isfinite(at[n]) ? fmin(*low, at[n]) : *low;
        *high = isfinite(at[n]) ? fmax(*high, at[n]) : *high;
    }
    double air = *high > *low ? *high / 2 - *low / 2 : fmax(1, fabs(*low));
    *low -= air;
    *high += air;
}

static enum gr_status heights(struct ground *ground, struct gri_field *field, struct gr_err *err)
{
    struct gri_work *work = ground->work;
    measure(ground, 0, &field->x_low, &field->x_high);
    measure(ground, 1, &field->y_low, &field->y_high);
    for (size_t n = 0; n < field->cols * field->rows; n++) {
        if (gri_session_stopped(ground->session))
            return gri_fail(err, GR_STOPPED, "stopped");
        work->before[ground->parameter[0]] = gri_field_place(field->x_low, field->x_high,
                                                             n % field->cols, field->cols);
        work->before[ground->parameter[1]] = gri_field_place(field->y_low, field->y_high,
                                                             n / field->cols, field->rows);
        gri_step_forward(work, &ground->hyper, NULL);
        gri_step_loss(work, &ground->hyper, NULL);
        field->at[n] = work->loss;
    }
    return GR_OK;
}

static enum gr_status draw(struct ground *ground, struct gri_page *page, const char *across,
                           const char *up, struct gr_err *err)
{
    const struct gri_asked loss = {.of = {.what = GRI_Q_LOSS}};
    const char *name = gri_plot_spelled(page, gri_explain_name(page, loss));
    double work = (double)ground->session->net->parameters * (double)ground->session->data->rows;
    size_t places = work > large ? FEWER : PLACES;
    char title[256];
    GRI_TRY(load(ground, err));
    snprintf(title, sizeof title, "%.60s over %.60s and %.60s, the rest as it is", name, across,
             up);
    struct gri_plot *plot = gri_page_plot(page, title, across, up);
    struct gri_field *field = plot == NULL ? NULL
                                           : gri_plot_field(page, plot, name, places, places);
    ground->path = field == NULL ? NULL : gri_plot_curve(page, plot, "the run", STEPS + 1);
    if (ground->path == NULL)
        return gri_fail_memory(err, "the picture");
    ground->path->path = true;
    GRI_TRY(walk(ground, err));
    if (ground->path->count == 1)
        ground->path->label = "where you stand";
    return heights(ground, field, err);
}

enum gr_status gri_plot_surface(struct gr_session *session, struct gri_page *page,
                                const struct gri_expr *across, const struct gri_expr *up,
                                struct gr_err *err)
{
    struct ground ground = {.session = session};
    GRI_TRY(gri_session_need_run(session, err));
    GRI_TRY(find(session, across, &ground.parameter[0], err));
    GRI_TRY(find(session, up, &ground.parameter[1], err));
    if (ground.parameter[0] == ground.parameter[1])
        return gri_fail_at(err, GR_E_NAME, up->column,
                           "a surface stands over two different parameters");
    enum gr_status status = draw(&ground, page, gri_plot_spelled(page, across),
                                 gri_plot_spelled(page, up), err);
    gri_work_free(ground.work);
    return status;
}
