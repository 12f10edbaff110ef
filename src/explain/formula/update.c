/* Formulas of an update: the new parameter, and what the optimiser makes on the way. */
#include "explain/formula/formula.h"

#include <stdio.h>

static struct gri_quantity moment_of(struct gri_quantity parameter, enum gri_optimizer optimizer,
                                     size_t moment, bool made)
{
    parameter.of_bias = parameter.what == GRI_Q_BIAS;
    parameter.what = GRI_Q_MOMENT;
    parameter.moment = moment;
    parameter.optimizer = optimizer;
    parameter.made = made;
    return parameter;
}

/* The steps that the optimiser has taken, this one included. */
static enum gr_status steps_of(const struct gri_build *b, double *steps, struct gr_err *err)
{
    const struct gri_record *record;
    size_t t;
    GRI_TRY(gri_view_iteration(b->view, &b->address, &t, err));
    GRI_TRY(gri_timeline_record(b->view->timeline, t, &record, err));
    size_t kept = gri_optimizer_state(record->hyper.optimizer, record->work->net->parameters);
    *steps = kept > 0 ? record->state_made[kept - 1] : 0;
    return GR_OK;
}

/* A formula of the optimiser for one parameter: w - α·∂L/∂w, 0.9·v + ∂L/∂w */
static enum gr_status update(const struct gri_build *b, struct gri_quantity q, const char *formula,
                             const struct gri_expr **out, struct gr_err *err)
{
    const struct gri_hyper *hyper = b->view->hyper;
    const struct gri_moment *moments = gri_optimizers[hyper->optimizer].moments;
    struct gri_quantity w = {.what = q.what, .layer = q.layer, .row = q.row, .unit = q.unit};
    struct gri_letter letters[5 + 2 * GRI_MOMENTS] = {{"w", gri_build_name(b, w)}};
    char made[GRI_MOMENTS][16];
    size_t count = 1;
    double steps = 0;
    if (moments[0].name != NULL)
        GRI_TRY(steps_of(b, &steps, err));
    letters[count++] = (struct gri_letter){
        "g", gri_build_derivative(b, (struct gri_quantity){.what = GRI_Q_LOSS}, w)};
    letters[count++] = (struct gri_letter){
        "alpha", gri_build_name(b, (struct gri_quantity){.what = GRI_Q_RATE})};
    letters[count++] = (struct gri_letter){"mu",
                                           gri_expr_number(b->arena, hyper->momentum, GRI_WRITTEN)};
    letters[count++] = (struct gri_letter){"t", gri_expr_number(b->arena, steps, GRI_WRITTEN)};
    for (size_t n = 0; n < GRI_MOMENTS && moments[n].name != NULL; n++) {
        bool kept = moments[n].row != GRI_NOT_KEPT;
        snprintf(made[n], sizeof made[n], "%s'", moments[n].name);
        letters[count++] = (struct gri_letter){
            moments[n].name, gri_build_name(b, moment_of(w, hyper->optimizer, n, false))};
        letters[count++] = (struct gri_letter){
            made[n], gri_build_name(b, moment_of(w, hyper->optimizer, n, kept))};
    }
    *out = gri_build_template(b, formula, letters, count);
    return GR_OK;
}

/* w + α·Σ(c·x): the correction of a rule that does not follow the loss. */
static const struct gri_expr *corrected(const struct gri_build *b, const struct gri_quantity *q)
{
    struct gri_quantity w = {.what = q->what, .layer = q->layer, .row = q->row, .unit = q->unit};
    struct gri_quantity x = {.what = GRI_Q_INPUT, .unit = q->row}, y = {.what = GRI_Q_TARGET};
    struct gri_letter letters[] = {
        {"y", gri_build_name(b, y)},
        {"p", gri_build_name(b, (struct gri_quantity){.what = GRI_Q_OUT})}};
    const struct gri_expr *sum = gri_build_template(b, gri_rules[b->view->hyper->rule].formula,
                                                    letters, 2);
    if (q->what == GRI_Q_WEIGHT)
        sum = gri_build_product(b, sum, gri_build_name(b, x));
    if (b->rows > 1)
        sum = gri_expr_unary(b->arena, GRI_SUM, sum);
    struct gri_quantity rate = {.what = GRI_Q_RATE};
    return gri_build_sum(b, gri_build_name(b, w),
                         gri_build_product(b, gri_build_name(b, rate), sum));
}

enum gr_status gri_build_update(const struct gri_build *b, struct gri_quantity q,
                                struct gri_formula *out, struct gr_err *err)
{
    if (b->view->hyper->rule != GRI_BACKPROP) {
        out->formula = corrected(b, &q);
        return GR_OK;
    }
    return update(b, q, gri_optimizers[b->view->hyper->optimizer].formula, &out->formula, err);
}

bool gri_moment_kept(struct gri_view *view, const struct gri_quantity *q, size_t t)
{
    if (q->what != GRI_Q_MOMENT || q->made || t == 0)
        return false;
    enum gri_optimizer optimizer = gri_timeline_hyper(view->timeline, t)->optimizer;
    return gri_optimizers[optimizer].moments[q->moment].row != GRI_NOT_KEPT &&
           gri_timeline_hyper(view->timeline, t - 1)->optimizer == optimizer;
}

enum gr_status gri_build_before(struct gri_build *b, size_t t, struct gr_err *err)
{
    struct gri_timeline *timeline = b->view->timeline;
    const struct gri_record *record;
    size_t epoch, iteration;
    GRI_TRY(gri_timeline_record(timeline, t - 1, &record, err));
    gri_timeline_place(timeline, t - 1, &epoch, &iteration);
    b->address.epoch = epoch + 1;
    b->address.iteration = gri_timeline_epoch_length(timeline, t - 1) > 1 ? iteration + 1 : 0;
    b->rows = record->work->rows;
    if (b->rows == 1 && record->hyper.rule != GRI_BACKPROP)
        b->address.sample = record->samples[0] + 1;
    return GR_OK;
}

/* What the optimiser made; or had kept, which the step before made. */
enum gr_status gri_build_moment(struct gri_build *b, struct gri_quantity q, struct gri_formula *out,
                                struct gr_err *err)
{
    const struct gri_moment *row = &gri_optimizers[b->view->hyper->optimizer].moments[q.moment];
    if (!q.made && row->row != GRI_NOT_KEPT) {
        size_t t;
        GRI_TRY(gri_view_iteration(b->view, &q, &t, err));
        if (!gri_moment_kept(b->view, &q, t)) {
            out->origin = "at first";
            return GR_OK;
        }
        GRI_TRY(gri_build_before(b, t, err));
    }
    q.what = q.of_bias ? GRI_Q_BIAS : GRI_Q_WEIGHT;
    return update(b, q, row->formula, &out->formula, err);
}
