#include "explain/formula/formula.h"

#include "expr/parser.h"

bool gri_formula_per_sample(const struct gri_expr *expr)
{
    if (expr == NULL)
        return false;
    if (expr->kind == GRI_SUM || expr->kind == GRI_MEAN)
        return false;
    if (expr->kind == GRI_SYMBOL) {
        const struct gri_asked *asked = &expr->symbol->asked;
        return asked->derivative || gri_quantity_per_sample(&asked->of);
    }
    return gri_formula_per_sample(expr->a) || gri_formula_per_sample(expr->b);
}

/* x1·w1 + x2·w3 + b1 */
static void weighted_sum(const struct gri_build *b, const struct gri_quantity *q,
                         struct gri_formula *out)
{
    const struct gri_net *net = b->view->net;
    const struct gri_layer *layer = &net->layer[q->layer];
    struct gri_quantity in = {.what = q->layer == 0 ? GRI_Q_INPUT : GRI_Q_OUT};
    struct gri_quantity w = {.what = GRI_Q_WEIGHT, .layer = q->layer, .unit = q->unit};
    struct gri_quantity bias = {.what = GRI_Q_BIAS, .layer = q->layer, .unit = q->unit};
    const struct gri_expr *sum = NULL;
    if (layer->inputs > GRI_SHOWN_TERMS) {
        out->origin = "too many products to write out";
        return;
    }
    in.layer = q->layer == 0 ? 0 : q->layer - 1;
    for (size_t i = 0; i < layer->inputs; i++) {
        in.unit = w.row = i;
        sum = gri_build_sum(
            b, sum, gri_expr_times(b->arena, GRI_DOT, gri_build_name(b, in), gri_build_name(b, w)));
    }
    bool with_bias = net->bias && q->what != GRI_Q_PRODUCT;
    out->formula = with_bias ? gri_build_sum(b, sum, gri_build_name(b, bias)) : sum;
}

/* e^z1/(e^z1 + e^z2) */
static const struct gri_expr *softmax(const struct gri_build *b, const struct gri_quantity *q)
{
    struct gri_quantity z = *q;
    const struct gri_expr *sum = NULL, *own = NULL;
    z.what = GRI_Q_SUM;
    for (z.unit = 0; z.unit < b->view->net->layer[q->layer].units; z.unit++) {
        const struct gri_expr *power = gri_expr_call(b->arena, "exp", gri_build_name(b, z));
        sum = gri_build_sum(b, sum, power);
        if (z.unit == q->unit)
            own = power;
    }
    return gri_expr_binary(b->arena, GRI_DIVIDE, own, sum);
}

static void activation(const struct gri_build *b, const struct gri_quantity *q,
                       struct gri_formula *out)
{
    const struct gri_layer *layer = &b->view->net->layer[q->layer];
    const char *formula = gri_activations[layer->activation].formula;
    struct gri_quantity z = *q;
    z.what = GRI_Q_SUM;
    struct gri_letter letter = {"z", gri_build_name(b, z)};
    if (layer->activation == GRI_LINEAR)
        weighted_sum(b, q, out);
    else if (formula != NULL)
        out->formula = gri_build_template(b, formula, &letter, 1);
    else if (layer->units <= GRI_SHOWN_TERMS)
        out->formula = softmax(b, q);
    else
        out->origin = "too many units to write out";
}

/* (y - ŷ)² */
static const struct gri_expr *term(const struct gri_build *b, size_t output)
{
    struct gri_quantity y = {.what = GRI_Q_TARGET, .unit = output};
    struct gri_quantity p = {.what = GRI_Q_OUT, .layer = b->view->net->depth - 1, .unit = output};
    struct gri_letter letters[] = {{"e", gri_build_error(b, output)},
                                   {"y", gri_build_name(b, y)},
                                   {"p", gri_build_name(b, p)}};
    return gri_build_template(b, gri_losses[b->view->hyper->loss].term_formula, letters, 3);
}

/* The term by its name alone, for the number that was written. */
static const struct gri_expr *written_term(const struct gri_build *b, size_t output)
{
    return gri_build_name(b, (struct gri_quantity){.what = GRI_Q_TERM, .unit = output});
}

/* 1/N·Σ(…); one sample of half-mse: (ŷ - y)²/2 */
static const struct gri_expr *
loss_of(const struct gri_build *b, const struct gri_expr *(*of)(const struct gri_build *, size_t),
        bool share)
{
    const struct gri_net *net = b->view->net;
    const struct gri_loss_row *loss = &gri_losses[b->view->hyper->loss];
    double den = gri_loss_divisor(b->view->hyper->loss, b->rows, net->outputs) / loss->share;
    const struct gri_expr *sum = NULL, *n, *one;
    for (size_t k = 0; k < net->outputs; k++)
        sum = gri_build_sum(b, sum, of(b, k));
    n = gri_expr_number(b->arena, den, GRI_WRITTEN);
    if (b->rows == 1)
        return den == 1 ? sum : gri_expr_binary(b->arena, GRI_DIVIDE, sum, n);
    if (!share)
        sum = gri_expr_unary(b->arena, GRI_SUM, sum);
    if (den == 1)
        return sum;
    if (loss->divisor == GRI_BY_SAMPLES && loss->share == 1)
        n = gri_build_name(b, (struct gri_quantity){.what = GRI_Q_COUNT});
    one = gri_expr_number(b->arena, 1, GRI_WRITTEN);
    return gri_expr_times(b->arena, GRI_DOT, gri_expr_binary(b->arena, GRI_DIVIDE, one, n), sum);
}

/* The batch's, or one sample's share of it: 1/N·(y - ŷ)². */
static void loss(const struct gri_build *b, bool share, struct gri_formula *out)
{
    if (b->view->net->outputs > GRI_SHOWN_TERMS) {
        out->origin = "too many outputs to write out";
        return;
    }
    out->formula = loss_of(b, term, share);
    if (b->view->hyper->rounding != GRI_ROUNDING_OFF)
        out->operands = loss_of(b, written_term, share);
}

enum gr_status gri_formula_moment(struct gri_view *view, const struct gri_asked *asked, size_t *t,
                                  struct gr_err *err)
{
    GRI_TRY(gri_view_iteration(view, &asked->of, t, err));
    bool made_before = gri_quantity_is_parameter(&asked->of)
                           ? !asked->of.made && *t > 0 && !gri_view_given(view, asked)
                           : gri_moment_kept(view, &asked->of, *t);
    if (made_before && !asked->derivative)
        --*t;
    return GR_OK;
}

/* A parameter as an iteration uses it: given, or made by the update before. */
static enum gr_status parameter(struct gri_build *b, const struct gri_quantity *q,
                                struct gri_formula *out, struct gr_err *err)
{
    struct gri_view *view = b->view;
    size_t t;
    struct gri_asked asked = {.of = *q};
    if (view->timeline == NULL || gri_view_given(view, &asked)) {
        out->origin = gri_view_given(view, &asked) ? "given" : "a starting value";
        return GR_OK;
    }
    GRI_TRY(gri_view_iteration(view, q, &t, err));
    if (t == 0) {
        out->origin = "a starting value";
        return GR_OK;
    }
    GRI_TRY(gri_build_before(b, t, err));
    return gri_build_update(b, *q, out, err);
}

static enum gr_status plain(struct gri_build *b, const struct gri_quantity *q,
                            struct gri_formula *out, struct gr_err *err)
{
    switch (q->what) {
    case GRI_Q_PRODUCT:
    case GRI_Q_SUM:
        weighted_sum(b, q, out);
        break;
    case GRI_Q_OUT:
        activation(b, q, out);
        break;
    case GRI_Q_ERROR:
        out->formula = gri_build_error(b, q->unit);
        break;
    case GRI_Q_TERM: /* its name is its formula: only the numbers are left to say */
        out->operands = term(b, q->unit);
        break;
    case GRI_Q_LOSS:
        loss(b, q->sample > 0, out);
        break;
    case GRI_Q_WEIGHT:
    case GRI_Q_BIAS:
        if (!q->made)
            return parameter(b, q, out, err);
        return gri_build_update(b, *q, out, err);
    case GRI_Q_MOMENT:
        return gri_build_moment(b, *q, out, err);
    case GRI_Q_INPUT:
    case GRI_Q_TARGET:
        return gri_build_given(b, q, out, err);
    case GRI_Q_RATE:
        out->origin = "a setting";
        break;
    case GRI_Q_COUNT:
        out->origin = "samples in the batch";
        break;
    }
    return GR_OK;
}

/* Is this the loss of an epoch of several iterations? */
static bool is_of_epoch(const struct gri_view *view, const struct gri_asked *asked, size_t t)
{
    const struct gri_quantity *q = &asked->of;
    return !asked->derivative && q->what == GRI_Q_LOSS && q->sample == 0 && q->iteration == 0 &&
           (q->epoch > 0 || view->epoch_loss) && gri_timeline_epoch_length(view->timeline, t) > 1;
}

static enum gr_status begin(struct gri_view *view, struct gri_arena *arena,
                            const struct gri_asked *asked, struct gri_build *b, struct gr_err *err)
{
    const struct gri_record *record;
    size_t t, sample;
    *b = (struct gri_build){.view = view, .arena = arena, .address = asked->of, .rows = 1};
    if (view->timeline == NULL)
        return GR_OK;
    GRI_TRY(gri_view_iteration(view, &asked->of, &t, err));
    GRI_TRY(gri_timeline_record(view->timeline, t, &record, err));
    b->rows = record->work->rows;
    size_t row = record->samples[0];
    GRI_TRY(gri_view_sample(view, &sample, err));
    if (t == view->cursor.t && !is_of_epoch(view, asked, t)) /* the bare name means the same */
        b->address.epoch = b->address.iteration = 0;
    bool share = asked->of.what == GRI_Q_LOSS && !asked->derivative; /* loss is not loss[1] */
    bool of_batch = asked->of.what == GRI_Q_LOSS && asked->of.sample == 0;
    if (t != view->cursor.t && of_batch && b->rows == 1) /* a bare name is the cursor's sample's */
        b->address.sample = row + 1;
    if (asked->of.sample == sample && b->address.epoch == 0 && !view->indexed && !share)
        b->address.sample = 0;
    return GR_OK;
}

/* With the settings of its own iteration. */
static enum gr_status build(struct gri_view *view, struct gri_arena *arena,
                            const struct gri_asked *asked, struct gri_formula *out,
                            struct gr_err *err)
{
    struct gri_build b;
    *out = (struct gri_formula){0};
    if (asked->of.whole || (asked->derivative && asked->by.whole))
        return gri_fail(
            err, GR_E_SHAPE,
            "ask for one number at a time, as in `why h1`; `matrix` shows the matrices");
    GRI_TRY(begin(view, arena, asked, &b, err));
    if (view->timeline != NULL) {
        size_t t;
        GRI_TRY(gri_view_iteration(view, &asked->of, &t, err));
        GRI_TRY(gri_view_check_moment(view, &asked->of, t, err));
        GRI_TRY(gri_formula_moment(view, asked, &t, err));
        view->hyper = gri_timeline_hyper(view->timeline, t);
        view->data = gri_timeline_data(view->timeline, t);
        if (is_of_epoch(view, asked, t)) {
            out->origin = "over all samples of the epoch";
            return GR_OK;
        }
    }
    if (asked->derivative && asked->of.what == GRI_Q_LOSS)
        GRI_TRY(gri_need_backprop(view->hyper->rule, err));
    if (asked->derivative)
        gri_build_chain(&b, asked, out);
    else
        GRI_TRY(plain(&b, &asked->of, out, err));
    if (out->operands == NULL)
        out->operands = out->formula;
    if (out->operands == NULL && out->origin == NULL)
        return gri_fail_memory(err, "the formula");
    return GR_OK;
}

enum gr_status gri_formula(struct gri_view *view, struct gri_arena *arena,
                           const struct gri_asked *asked, struct gri_formula *out,
                           struct gr_err *err)
{
    const struct gri_hyper *hyper = view->hyper;
    const struct gri_data *data = view->data;
    enum gr_status status = build(view, arena, asked, out, err);
    view->hyper = hyper;
    view->data = data;
    return status;
}

enum gr_status gri_formula_name(struct gri_view *view, struct gri_arena *arena,
                                const struct gri_asked *asked, const struct gri_expr **name,
                                struct gr_err *err)
{
    struct gri_build b;
    GRI_TRY(begin(view, arena, asked, &b, err));
    if (!asked->derivative && asked->of.what == GRI_Q_TERM) {
        *name = term(&b, asked->of.unit);
    } else {
        struct gri_symbol *symbol = gri_arena_take(arena, 1, sizeof *symbol);
        if (symbol == NULL)
            return gri_fail_memory(err, "a name");
        symbol->asked = *asked;
        symbol->asked.of.sample = asked->of.sample > 0 ? b.address.sample : 0;
        symbol->asked.of.epoch = b.address.epoch;
        symbol->asked.of.iteration = b.address.iteration;
        *name = gri_expr_symbol(arena, symbol);
    }
    return *name != NULL ? GR_OK : gri_fail_memory(err, "a name");
}
