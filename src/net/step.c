#include "net/step.h"

#include "math/crew.h"
#include "net/step/pass.h"

/* What a crew works on. Every hand runs through the whole step: it makes its share of a layer, then
 * meets the others where they need what it made. With rows enough each hand takes rows of its own
 * from the inputs to dL/dz, meets nobody on the way, and finds what it made in its own cache. */
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

/* So many rows of a product at a time: what follows finds them in the second cache. From so many
 * rows a hand on each has its own: the weights that all then read cost more with fewer. */
enum { STRETCH = 128, ROWS_APART = 32 };

static size_t stretch(size_t left)
{
    return left < STRETCH ? left : STRETCH;
}

static bool apart(const struct step *step, const struct gri_hand *hand)
{
    return step->work->rows >= hand->of * ROWS_APART;
}

static void meet_for_rows(const struct step *step, struct gri_hand *hand)
{
    if (!apart(step, hand))
        gri_crew_meet(hand);
}

/* The others may go on when the listener has heard. */
static void tell(const struct step *step, struct gri_hand *hand, enum gri_event event, size_t layer)
{
    if (step->listener == NULL)
        return;
    gri_crew_meet(hand);
    if (hand->n == 0)
        step->listener->hear(step->listener->user, event, layer, step->work);
    gri_crew_meet(hand);
}

/* Of the rows of a batch; units that look at each other stay together. */
GRI_INLINE struct gri_part share_of(const struct step *step, const struct gri_hand *hand,
                                    struct gri_matrix out, const struct gri_layer *layer)
{
    struct gri_part share = {0, out.rows, 0, out.cols};
    if (hand->of == 1)
        return share;
    if (!apart(step, hand) && gri_activations[layer->activation].value != NULL)
        return gri_product_share(step->pass.kernel, out, hand);
    share.rows = gri_crew_share(hand, out.rows, &share.row);
    return share;
}

static struct gri_matrix input(const struct step *step, size_t l)
{
    bool in_place = l == 0 && step->loader != NULL && step->loader->x.at != NULL;
    return in_place ? step->loader->x : gri_work_input(step->work, l);
}

/* Z = H W + b, H' = f(Z) */
static void forward_layer(const struct step *step, struct gri_hand *hand, size_t l)
{
    struct gri_work *work = step->work;
    const struct gri_layer *layer = &work->net->layer[l];
    struct gri_matrix z = gri_matrix(work->z[l], work->rows, layer->units); /* (B, O) */
    struct gri_matrix w = gri_net_weights(work->net, work->before, l);
    struct gri_part part = share_of(step, hand, z, layer);
    for (size_t left = part.rows; left > 0; left -= part.rows, part.row += part.rows) {
        part.rows = stretch(left);
        gri_product_part(step->pass.kernel, input(step, l), w, z, part);
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
    struct gri_part part = share_of(step, hand, delta, &work->net->layer[l]);
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

/* dL/db = sum of delta over the rows, in order; and what becomes of b. */
static void bias_gradient(const struct step *step, const struct gri_hand *hand, size_t l)
{
    const struct gri_layer *layer = &step->work->net->layer[l];
    size_t unit, count = gri_crew_share(hand, layer->units, &unit), p = layer->b + unit;
    if (!step->work->net->bias)
        return;
    gri_pass_bias(&step->pass, step->work, l, unit, count);
    gri_pass_round(&step->pass, step->work->gradient + p, count);
    update(step, p, count, step->work->gradient + p);
}

/* Rows of W, which lie together, where there are enough. */
static struct gri_part share_of_weights(const struct step *step, const struct gri_hand *hand,
                                        struct gri_matrix w)
{
    struct gri_part share = {.cols = w.cols};
    if (w.rows < hand->of * step->pass.kernel->rows)
        return gri_product_share(step->pass.kernel, w, hand);
    share.rows = gri_crew_share(hand, w.rows, &share.row);
    return share;
}

/* dL/dW = H' delta of a part of W, and what becomes of it. A gradient that is not kept is written
 * over the first rows of the part again and again. */
static void part_gradient(const struct step *step, size_t l, struct gri_part part,
                          struct gri_matrix in, struct gri_matrix delta)
{
    struct gri_matrix gradient = gri_net_weights(step->work->net, step->work->gradient, l);
    struct gri_part to = part;
    for (size_t left = part.rows; left > 0; left -= part.rows, part.row += part.rows) {
        part.rows = to.rows = stretch(left);
        to.row = step->in_place ? to.row : part.row;
        struct gri_matrix rows = gri_matrix_rows(in, part.row, part.rows);
        struct gri_matrix at = gri_matrix_part(gradient, to);
        step->pass.kernel->product(&rows, &delta, &at);
        update_part(step, &step->work->net->layer[l], part, at);
    }
}

/* The product and the update at once, tile by tile: worth 5 % of a step of 784-256-128-10, 10 %
 * with two threads. */
static bool descends(const struct step *step, const struct gri_layer *layer)
{
    const struct gri_kernel *kernel = step->pass.kernel;
    return step->in_place && step->hyper->optimizer == GRI_SGD && step->pass.rounding == NULL &&
           kernel->descend != NULL && layer->units >= kernel->cols;
}

static void weight_gradient(const struct step *step, const struct gri_hand *hand, size_t l)
{
    const struct gri_work *work = step->work;
    const struct gri_layer *layer = &work->net->layer[l];
    struct gri_matrix w = gri_net_weights(work->net, work->before, l); /* (I, O) */
    struct gri_matrix sums = gri_net_weights(work->net, work->gradient, l);
    struct gri_part part = share_of_weights(step, hand, w),
                    of = {0, work->rows, part.col, part.cols};
    struct gri_matrix in = gri_transposed(input(step, l)); /* (I, B) */
    struct gri_matrix delta = gri_matrix_part(gri_matrix(work->delta[l], work->rows, layer->units),
                                              of);
    if (!descends(step, layer)) {
        part_gradient(step, l, part, in, delta);
        return;
    }
    in = gri_matrix_rows(in, part.row, part.rows);
    w = gri_matrix_part(w, part);
    sums = gri_matrix_part(sums, part);
    step->pass.kernel->descend(&in, &delta, &sums, &w, step->hyper->rate);
}

/* W of a layer is changed when nobody needs it any more. */
static void backward(const struct step *step, struct gri_hand *hand)
{
    last_delta(step, hand);
    for (size_t l = step->work->net->depth - 1; l > 0; l--) {
        meet_for_rows(step, hand);
        earlier_delta(step, hand, l - 1);
    }
    gri_crew_meet(hand);
    for (size_t l = step->work->net->depth; l-- > 0;) {
        bias_gradient(step, hand, l);
        weight_gradient(step, hand, l);
        tell(step, hand, GRI_BACKWARD_DONE, l);
    }
}

static void load(const struct step *step, struct gri_hand *hand)
{
    size_t row, rows = gri_crew_share(hand, step->work->rows, &row);
    step->loader->load(step->loader->user, row, rows);
    meet_for_rows(step, hand);
}

static void go_through(struct gri_hand *hand, void *whole)
{
    const struct step *step = whole;
    if (step->loader != NULL)
        load(step, hand);
    for (size_t l = 0; step->forward && l < step->work->net->depth; l++) {
        forward_layer(step, hand, l);
        meet_for_rows(step, hand);
        tell(step, hand, GRI_FORWARD_DONE, l);
    }
    if (step->loss)
        find_loss(step, hand);
    if (step->backward)
        backward(step, hand);
    if (step->updates)
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
