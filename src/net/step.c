#include "net/step.h"

#include "math/crew.h"
#include "net/step/pass.h"

/* What a crew works on. Every hand runs through the whole step: it makes its share of a layer, then
 * meets the others where they need what it made. */
struct step {
    struct gri_pass pass;
    struct gri_work *work;
    const struct gri_hyper *hyper;
    const struct gri_listener *listener;
    const struct gri_loader *loader; /* NULL: the rows are there */
    struct gri_update update;
    double *state;
    bool forward, loss, backward, updates; /* which of the phases */
    bool in_place; /* the new parameters go into `before`, and no gradient is kept */
};

/* So many rows of a product at a time: what follows finds them in the second cache. */
enum { STRETCH = 128 };

static size_t stretch(size_t left)
{
    return left < STRETCH ? left : STRETCH;
}

/* The others may go on when the listener has heard. */
static void tell(const struct step *step, struct gri_hand *hand, enum gri_event event, size_t layer)
{
    gri_crew_meet(hand);
    if (step->listener == NULL)
        return;
    if (hand->n == 0)
        step->listener->hear(step->listener->user, event, layer, step->work);
    gri_crew_meet(hand);
}

/* Units that look at each other stay together. */
GRI_INLINE struct gri_part share_of(const struct step *step, const struct gri_hand *hand,
                                    struct gri_matrix out, bool whole_rows)
{
    struct gri_part share = {0, out.rows, 0, out.cols};
    if (hand->of == 1)
        return share;
    if (!whole_rows)
        return gri_product_share(step->pass.kernel, out, hand);
    share.rows = gri_crew_share(hand, out.rows, &share.row);
    return share;
}

/* Z = H W + b, H' = f(Z) */
static void forward_layer(const struct step *step, struct gri_hand *hand, size_t l)
{
    struct gri_work *work = step->work;
    const struct gri_layer *layer = &work->net->layer[l];
    struct gri_matrix z = gri_matrix(work->z[l], work->rows, layer->units); /* (B, O) */
    struct gri_matrix w = gri_net_weights(work->net, work->before, l);
    bool coupled = gri_activations[layer->activation].value == NULL;
    struct gri_part part = share_of(step, hand, z, coupled);
    for (size_t left = part.rows; left > 0; left -= part.rows, part.row += part.rows) {
        part.rows = stretch(left);
        gri_product_part(step->pass.kernel, gri_work_input(work, l), w, z, part);
        gri_pass_units(&step->pass, work, l, part);
    }
}

static void find_loss(const struct step *step, struct gri_hand *hand)
{
    struct gri_work *work = step->work;
    size_t row, rows = gri_crew_share(hand, work->rows, &row);
    gri_pass_errors(&step->pass, work, row, rows);
    gri_crew_meet(hand);
    if (hand->n == 0) {
        work->loss = gri_pass_total(&step->pass, gri_pass_sum(&step->pass, work, 0));
        gri_pass_round(&step->pass, &work->loss, 1);
    }
    tell(step, hand, GRI_LOSS_DONE, 0);
}

/* dL/dz of the last layer. A rule that does not follow the loss has its correction there, with the
 * sign of a gradient. */
static void last_delta(const struct step *step, struct gri_hand *hand)
{
    struct gri_work *work = step->work;
    size_t row, rows = gri_crew_share(hand, work->rows, &row);
    if (step->hyper->rule == GRI_BACKPROP) {
        gri_pass_last(&step->pass, work, row, rows);
        return;
    }
    for (size_t i = row; i < row + rows; i++)
        work->delta[0][i] = -gri_rules[step->hyper->rule].correction(work->y[i], work->h[0][i]);
}

/* dL/dz of a layer from that of the next one: (delta W') f'(z). */
static void earlier_delta(const struct step *step, struct gri_hand *hand, size_t l)
{
    struct gri_work *work = step->work;
    size_t next_units = work->net->layer[l + 1].units, units = work->net->layer[l].units;
    struct gri_matrix next = gri_matrix(work->delta[l + 1], work->rows, next_units);
    struct gri_matrix delta = gri_matrix(work->delta[l], work->rows, units);
    struct gri_matrix w = gri_net_weights(work->net, work->before, l + 1);
    bool coupled = gri_activations[work->net->layer[l].activation].value == NULL;
    struct gri_part part = share_of(step, hand, delta, coupled);
    for (size_t left = part.rows; left > 0; left -= part.rows, part.row += part.rows) {
        part.rows = stretch(left);
        gri_product_part(step->pass.kernel, next, gri_transposed(w), delta, part);
        gri_pass_slopes(&step->pass, work, l, work->delta[l], part);
    }
}

/* The update of `count` parameters in a row from `p` on; their gradient stands apart. */
static void update(const struct step *step, size_t p, size_t count, const double *gradient)
{
    double *before = step->work->before + p;
    double *after = step->in_place ? before : step->work->after + p;
    if (!step->updates)
        return;
    const struct gri_optimizer_row *row = &gri_optimizers[step->hyper->optimizer];
    row->update(&step->update, count, before, gradient, row->state > 0 ? step->state + p : NULL,
                after);
    gri_pass_round(&step->pass, after, count);
}

/* Of a part of W, whose gradient stands in `part` rows of `at`. */
GRI_INLINE void update_part(const struct step *step, const struct gri_layer *layer,
                            struct gri_part part, struct gri_matrix at)
{
    if (part.cols == layer->units) {
        part.cols *= part.rows;
        part.rows = 1;
    }
    for (size_t i = 0; i < part.rows; i++) {
        double *gradient = gri_element(at, i, 0);
        gri_pass_round(&step->pass, gradient, part.cols);
        update(step, layer->w + (part.row + i) * layer->units + part.col, part.cols, gradient);
    }
}

static void bias_gradient(const struct step *step, size_t l, size_t unit, size_t count)
{
    size_t p = step->work->net->layer[l].b + unit;
    gri_pass_bias(&step->pass, step->work, l, unit, count);
    gri_pass_round(&step->pass, step->work->gradient + p, count);
    update(step, p, count, step->work->gradient + p);
}

/* dL/dW = H' delta, dL/db = sum of delta over the rows, in order; and what becomes of W and b. A
 * gradient that is not kept is written over the first rows of the share again and again. */
static void layer_gradient(const struct step *step, const struct gri_hand *hand, size_t l)
{
    struct gri_work *work = step->work;
    const struct gri_layer *layer = &work->net->layer[l];
    struct gri_matrix delta = gri_matrix(work->delta[l], work->rows, layer->units);
    struct gri_matrix in = gri_transposed(gri_work_input(work, l));             /* (I, B) */
    struct gri_matrix gradient = gri_net_weights(work->net, work->gradient, l); /* (I, O) */
    struct gri_part part = share_of(step, hand, gradient, false), to = part;
    struct gri_matrix cols = gri_matrix_part(delta,
                                             (struct gri_part){0, work->rows, part.col, part.cols});
    if (work->net->bias && part.row == 0 && part.rows > 0)
        bias_gradient(step, l, part.col, part.cols);
    for (size_t left = part.rows; left > 0; left -= part.rows, part.row += part.rows) {
        part.rows = to.rows = stretch(left);
        to.row = step->in_place ? to.row : part.row;
        struct gri_matrix rows = gri_matrix_rows(in, part.row, part.rows);
        struct gri_matrix at = gri_matrix_part(gradient, to);
        step->pass.kernel->product(&rows, &cols, &at);
        update_part(step, layer, part, at);
    }
}

/* W of a layer is changed when nobody needs it any more. */
static void backward(const struct step *step, struct gri_hand *hand)
{
    last_delta(step, hand);
    gri_crew_meet(hand);
    for (size_t l = step->work->net->depth; l-- > 0;) {
        if (l > 0)
            earlier_delta(step, hand, l - 1);
        gri_crew_meet(hand);
        layer_gradient(step, hand, l);
        if (step->listener != NULL)
            tell(step, hand, GRI_BACKWARD_DONE, l);
    }
}

static void load(const struct step *step, struct gri_hand *hand)
{
    size_t row, rows = gri_crew_share(hand, step->work->rows, &row);
    step->loader->load(step->loader->user, row, rows);
    gri_crew_meet(hand);
}

static void go_through(struct gri_hand *hand, void *whole)
{
    const struct step *step = whole;
    if (step->loader != NULL)
        load(step, hand);
    for (size_t l = 0; step->forward && l < step->work->net->depth; l++) {
        forward_layer(step, hand, l);
        tell(step, hand, GRI_FORWARD_DONE, l);
    }
    if (step->loss)
        find_loss(step, hand);
    if (step->backward)
        backward(step, hand);
    if (step->updates && step->listener != NULL)
        tell(step, hand, GRI_UPDATE_DONE, 0);
}

static void run(struct step *step)
{
    struct gri_work *work = step->work;
    const struct gri_hyper *hyper = step->hyper;
    step->pass.net = work->net;
    step->pass.loss = &gri_losses[hyper->loss];
    step->pass.divisor = gri_loss_divisor(hyper->loss, work->rows, work->net->outputs);
    step->pass.rounding = hyper->rounding != GRI_ROUNDING_OFF ? hyper : NULL;
    step->pass.kernel = gri_means_kernel(hyper->means);
    double multiply_adds = (double)work->rows * (double)work->net->parameters;
    gri_crew_work(gri_means_threads(hyper->means, multiply_adds), go_through, step);
}

void gri_step_forward(struct gri_work *work, const struct gri_hyper *hyper,
                      const struct gri_listener *listener)
{
    run(&(struct step){.work = work, .hyper = hyper, .listener = listener, .forward = true});
}

void gri_step_loss(struct gri_work *work, const struct gri_hyper *hyper,
                   const struct gri_listener *listener)
{
    run(&(struct step){.work = work, .hyper = hyper, .listener = listener, .loss = true});
}

void gri_step_gradient(struct gri_work *work, const struct gri_hyper *hyper,
                       const struct gri_listener *listener)
{
    run(&(struct step){.work = work,
                       .hyper = hyper,
                       .listener = listener,
                       .forward = true,
                       .loss = true,
                       .backward = true});
}

void gri_step(struct gri_work *work, const struct gri_hyper *hyper, double *state,
              const struct gri_listener *listener)
{
    run(&(struct step){.work = work,
                       .hyper = hyper,
                       .listener = listener,
                       .update = gri_update_begin(hyper, work->net->parameters, state),
                       .state = state,
                       .forward = true,
                       .loss = true,
                       .backward = true,
                       .updates = true});
}

void gri_step_in_place(struct gri_work *work, const struct gri_hyper *hyper, double *state,
                       const struct gri_loader *loader)
{
    run(&(struct step){.work = work,
                       .hyper = hyper,
                       .loader = loader,
                       .update = gri_update_begin(hyper, work->net->parameters, state),
                       .state = state,
                       .forward = true,
                       .loss = true,
                       .backward = true,
                       .updates = true,
                       .in_place = true});
}
