#include "cmd/unit/units.h"

#include "net/check/health.h"

#include <math.h>

enum { MOST_UNITS = 1000 };

enum gr_status gri_units_look(struct gr_session *session, size_t t, struct gri_run **run,
                              struct gr_err *err)
{
    struct gri_hyper hyper = *gri_timeline_hyper(session->timeline, t);
    const struct gri_record *record;
    hyper.batch = 0;
    hyper.rounding = GRI_ROUNDING_OFF;
    GRI_TRY(gri_timeline_record(session->timeline, t, &record, err));
    GRI_TRY(gri_run_new(session->net, gri_timeline_data(session->timeline, t), &hyper,
                        record->work->before, run, err));
    gri_run_load(*run);
    gri_step_gradient((*run)->work, &hyper, NULL);
    return GR_OK;
}

static struct gri_asked unit_of(size_t layer, size_t unit)
{
    return (struct gri_asked){.of = {.what = GRI_Q_OUT, .layer = layer, .unit = unit}};
}

static void add_row(struct gr_session *session, struct gri_table *table, size_t l, size_t k,
                    const struct gri_health *health)
{
    struct gri_page *page = &session->page;
    size_t row = gri_table_row(page, table);
    gri_cell_expr(gri_table_cell(table, row, 0), gri_explain_name(page, unit_of(l, k)));
    gri_cell_text(page, gri_table_cell(table, row, 1), "%s",
                  gri_activations[session->net->layer[l].activation].name);
    if (!isnan(health->slope))
        gri_cell_number(gri_table_cell(table, row, 2), health->slope, GRI_COMPUTED);
    gri_cell_number(gri_table_cell(table, row, 3), health->delta, GRI_COMPUTED);
    if (health->ail >= 0)
        gri_cell_text(page, gri_table_cell(table, row, 4), "%s", gri_ails[health->ail].name);
}

static void report(struct gr_session *session, const struct gri_work *work)
{
    static const char *const headers[] = {"unit", "activation", "slope", "gradient", "finding"};
    struct gri_page *page = &session->page;
    struct gri_table *table = gri_page_table(page, 5);
    double last = gri_health_last(work);
    bool said[GRI_AILS] = {0};
    for (size_t n = 0; n < 5; n++)
        gri_table_header(page, table, n, NULL, headers[n]);
    for (size_t l = 0; l < work->net->depth; l++)
        for (size_t k = 0; k < work->net->layer[l].units; k++) {
            struct gri_health health = gri_health_of(work, session->hyper.loss, l, k, last);
            add_row(session, table, l, k, &health);
            if (health.ail >= 0)
                said[health.ail] = true;
        }
    for (int ail = 0; ail < GRI_AILS; ail++)
        if (said[ail])
            gri_page_prose(page, "%s: %s.", gri_ails[ail].name, gri_ails[ail].meaning);
}

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    struct gri_run *here;
    (void)args;
    GRI_TRY(gri_session_need_run(session, err));
    GRI_TRY(gri_need_backprop(session->hyper.rule, err));
    if (session->net->units > MOST_UNITS)
        return gri_fail(err, GR_E_RANGE, "the network has %zu units, too many for a table of %d",
                        session->net->units, MOST_UNITS);
    GRI_TRY(gri_units_look(session, session->view.cursor.t, &here, err));
    report(session, here->work);
    gri_run_free(here);
    return GR_OK;
}

const struct gri_command gri_command_units = {
    .name = "units",
    .group = GRI_LOOKING,
    .params = {{"@E", GRI_MOMENT, .optional = true}},
    .summary = "show which units are dead, saturated, vanishing or exploding",
    .help = "Over all samples trained on. Slope: the largest |f'(z)|, as a share of what it can "
            "be; gradient: the root of the mean square of dL/dz. Dead: the slope is 0 for every "
            "sample. Saturated: it is below 0.01 for every sample, on a curve such as sigmoid. "
            "Vanishing: the gradient of a hidden unit is below 0.001 of the largest of the last "
            "layer; exploding: above 1000 of it. Where a walk ends, such units are named, and the "
            "epoch "
            "in which they came to be so; what passed on the way is not; `units @2` looks from "
            "epoch 2.",
    .example = "network 2-2-1 relu\ndata\n1 2 3\n2 1 4\nend\nb1 = -100\nunits",
    .see = "gradients rate-limit network",
    .run = run,
};
