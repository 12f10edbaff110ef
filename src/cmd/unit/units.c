#include "cmd/unit/units.h"

#include "net/check/health.h"

#include <assert.h>
#include <math.h>
#include <string.h>

enum { MOST_UNITS = 1000, NAMED = 8, NOTICED = 1000000 };

/* Forward and backward over all rows that are trained on, with the parameters of iteration t: what
 * holds for one batch may not hold for the next. */
static enum gr_status look(struct gr_session *session, size_t t, struct gri_run **run,
                           struct gr_err *err)
{
    struct gri_hyper hyper = *gri_timeline_hyper(session->timeline, t);
    const struct gri_record *record;
    hyper.batch = 0;
    hyper.rounding = GRI_ROUNDING_OFF;
    GRI_TRY(gri_timeline_record(session->timeline, t, &record, err));
    GRI_TRY(gri_run_new(session->net, session->data, &hyper, record->work->before, run, err));
    gri_run_load(*run);
    gri_step_gradient((*run)->work, &hyper, NULL);
    return GR_OK;
}

static size_t count_units(const struct gri_net *net)
{
    size_t count = 0;
    for (size_t l = 0; l < net->depth; l++)
        count += net->layer[l].units;
    return count;
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
    if (count_units(session->net) > MOST_UNITS)
        return gri_fail(err, GR_E_RANGE, "the network has %zu units, too many for a table of %d",
                        count_units(session->net), MOST_UNITS);
    GRI_TRY(look(session, session->view.cursor.t, &here, err));
    report(session, here->work);
    gri_run_free(here);
    return GR_OK;
}

/* "Dead in epoch 3: h2, h5; the slope is …" */
static void name_units(struct gr_session *session, int ail, const struct gri_asked *units,
                       size_t count)
{
    struct gri_text text;
    size_t epoch, iteration;
    char first = (char)(gri_ails[ail].name[0] - 'a' + 'A');
    gri_timeline_place(session->timeline, session->view.cursor.t, &epoch, &iteration);
    gri_text_init(&text);
    gri_text_addf(&text, "%c%s in epoch %zu: ", first, gri_ails[ail].name + 1, epoch + 1);
    for (size_t n = 0; n < count && n < NAMED; n++) {
        const struct gri_symbol symbol = {.asked = units[n]};
        gri_text_add(&text, n > 0 ? ", " : "");
        session->scope.spell(session->scope.user, &symbol, false, GRI_ASCII, &text);
    }
    if (count > NAMED)
        gri_text_addf(&text, " and %zu more", count - NAMED);
    gri_page_remark(&session->page, "%s; %s. `units` shows all.", text.at, gri_ails[ail].meaning);
    gri_text_clear(&text);
}

/* Those that ail so, and did not before. */
static void notice(struct gr_session *session, const struct gri_work *work,
                   const signed char *before, int ail)
{
    struct gri_asked units[NAMED];
    size_t count = 0, number = 0;
    double last = gri_health_last(work);
    for (size_t l = 0; l < work->net->depth; l++)
        for (size_t k = 0; k < work->net->layer[l].units; k++, number++) {
            if (gri_health_of(work, session->hyper.loss, l, k, last).ail != ail ||
                before[number] == ail)
                continue;
            if (count < NAMED)
                units[count] = unit_of(l, k);
            count++;
        }
    if (count > 0)
        name_units(session, ail, units, count);
}

/* Where a run starts, or a number was given by hand. */
static bool is_fresh(const struct gr_session *session, const struct gri_cursor *cursor)
{
    bool given = cursor->t == 0;
    for (size_t p = 0; !given && p < session->net->parameters; p++)
        given = gri_timeline_given(session->timeline, cursor->t, p);
    return given && cursor->stage == 0 && cursor->line == 0;
}

static enum gr_status look_before(struct gr_session *session, size_t t, signed char *before)
{
    struct gri_run *there;
    GRI_TRY(look(session, t, &there, NULL));
    double last = gri_health_last(there->work);
    for (size_t l = 0; l < session->net->depth; l++)
        for (size_t k = 0; k < session->net->layer[l].units; k++)
            *before++ = (signed char)gri_health_of(there->work, there->hyper.loss, l, k, last).ail;
    gri_run_free(there);
    return GR_OK;
}

/* A remark that cannot be worked is left out: `units` says why. */
void gri_units_notice(struct gr_session *session, const struct gri_cursor *before)
{
    size_t now = session->view.cursor.t;
    struct gri_run *here;
    if (session->timeline == NULL || session->hyper.rule != GRI_BACKPROP || session->alarms != 0 ||
        session->data->rows > NOTICED / session->net->parameters)
        return;
    bool fresh = is_fresh(session, before);
    size_t count = count_units(session->net);
    signed char *ails = gri_arena_take(&session->line, count, 1);
    if (ails == NULL || now < before->t || (now == before->t && !fresh))
        return;
    memset(ails, -1, count);
    if ((!fresh && look_before(session, before->t, ails) != GR_OK) ||
        look(session, now, &here, NULL) != GR_OK)
        return;
    for (int ail = 0; ail < GRI_AILS; ail++)
        notice(session, here->work, ails, ail);
    gri_run_free(here);
}

const struct gri_command gri_command_units = {
    .name = "units",
    .group = GRI_LOOKING,
    .params = {{0}},
    .summary = "show which units are dead, saturated, vanishing or exploding",
    .help = "Over all samples trained on. Slope: the largest |f'(z)|, as a share of what it can "
            "be; gradient: the root of the mean square of dL/dz. Dead: the slope is 0 for every "
            "sample. Saturated: it is below 0.01 for every sample, on a curve such as sigmoid. "
            "Vanishing: the gradient of a hidden unit is below 0.001 of the largest of the last "
            "layer; exploding: above 1000 of it. Stepping and training name such units "
            "where they have come to be so.",
    .example = "network 2-2-1 relu\ndata\n1 2 3\n2 1 4\nend\nb1 = -100\nunits",
    .see = "gradients rate-limit network",
    .run = run,
};
