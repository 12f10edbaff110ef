/* Where loops are unrolled early, GCC keeps the elements of an array in registers; vectors would
 * put them back into memory. */
#ifdef __OPTIMIZE__
#pragma GCC optimize("O3", "no-tree-vectorize")
#endif
#define GRI_UNROLLED _Pragma("GCC unroll 32")

#include "net/step/small.h"

#include "net/step/pass.h"

#include <assert.h>

enum { DEPTH = 3, UNITS = 8, PARAMETERS = 32 };

/* The shapes of the classroom: linear layers and a squared error. */
#define LAYER(inputs, units, w)                                                                    \
    {                                                                                              \
        (inputs), (units), GRI_LINEAR, (w), (w) + (inputs) * (units), 0                            \
    }
#define EACH_SHAPE(shape)                                                                          \
    shape(net_2_1, true, 1, 3, {LAYER(2, 1, 0)}) shape(net_3_1, true, 1, 4, {LAYER(3, 1, 0)})      \
        shape(net_2_1_1, false, 2, 3, {LAYER(2, 1, 0), LAYER(1, 1, 2)})                            \
            shape(net_2_2_1, true, 2, 9, {LAYER(2, 2, 0), LAYER(2, 1, 6)})                         \
                shape(net_2_3_2_1, true, 3, 20, {LAYER(2, 3, 0), LAYER(3, 2, 9), LAYER(2, 1, 17)})

struct walk {
    struct gri_run *run;
    size_t batch, count;
    double divisor, last_divisor; /* of a full batch, and of an epoch's last */
    const struct gri_end *end;
    double *losses;
};

/* One row: its part of the gradient; returns `sum` and its terms. */
GRI_INLINE double take_row(const struct gri_pass *pass, struct gri_work *work, double sum)
{
    size_t depth = pass->net->depth;
    GRI_UNROLLED for (size_t l = 0; l < depth; l++) gri_pass_forward(pass, work, l);
    sum = gri_pass_loss(pass, work, sum);
    GRI_UNROLLED for (size_t l = depth; l-- > 0;)
    {
        if (l == depth - 1)
            gri_pass_last_delta(pass, work);
        else
            gri_pass_delta(pass, work, l);
        gri_pass_gradient(pass, work, l);
    }
    return sum;
}

/* An optimiser wants its numbers in memory: copies, so that those of the passes need not be. */
GRI_INLINE void update(const struct gri_run *run, enum gri_optimizer optimizer, size_t parameters,
                       double *before, const double *gradient)
{
    double copy[PARAMETERS], slope[PARAMETERS];
    if (optimizer == GRI_SGD) {
        gri_update_sgd(run->hyper.rate, parameters, before, gradient, before);
        return;
    }
    GRI_UNROLLED for (size_t p = 0; p < parameters; p++)
    {
        copy[p] = before[p];
        slope[p] = gradient[p];
    }
    struct gri_update update = gri_update_begin(&run->hyper, parameters, run->state);
    gri_optimizers[optimizer].update(&update, parameters, copy, slope, run->state, copy);
    GRI_UNROLLED for (size_t p = 0; p < parameters; p++) before[p] = copy[p];
}

GRI_INLINE size_t steps(const struct gri_net *net, const struct walk *walk, size_t batch,
                        enum gri_optimizer optimizer)
{
    struct gri_run *run = walk->run;
    const struct gri_loss_row *row = &gri_losses[run->hyper.loss];
    const struct gri_loss_row loss = {.share = row->share,
                                      .factor = row->factor,
                                      .term = gri_loss_square,
                                      .body = gri_loss_error,
                                      .partner = GRI_ACTIVATIONS};
    struct gri_pass pass = {.net = net, .loss = &loss, .goes_on = true};
    double before[PARAMETERS], gradient[PARAMETERS], error[UNITS], term[UNITS], slope[UNITS];
    double z[DEPTH][UNITS], h[DEPTH][UNITS], delta[DEPTH][UNITS];
    struct gri_work work = {.rows = 1,
                            .z = {z[0], z[1], z[2]},
                            .h = {h[0], h[1], h[2]},
                            .delta = {delta[0], delta[1], delta[2]},
                            .error = error,
                            .term = term,
                            .slope = slope,
                            .before = before,
                            .gradient = gradient};
    size_t rows = run->data->rows, at = run->iteration * batch, done = 0;
    GRI_UNROLLED for (size_t p = 0; p < net->parameters; p++) before[p] = run->work->before[p];
    while (done < walk->count && !gri_run_is_stopped(walk->end)) {
        size_t end = batch == 1 || rows - at > batch ? at + batch : rows;
        double sum = 0;
        pass.divisor = end - at == batch ? walk->divisor : walk->last_divisor;
        GRI_UNROLLED for (size_t p = 0; p < net->parameters; p++) gradient[p] = 0;
        for (; at < end; at++) {
            work.x = run->data->at + run->order[at] * run->data->stride;
            work.y = work.x + net->layer[0].inputs;
            sum = take_row(&pass, &work, sum);
        }
        update(run, optimizer, net->parameters, before, gradient);
        walk->losses[done] = gri_pass_total(&pass, sum);
        if (gri_run_ends(walk->end, walk->losses[done++]))
            break;
        at = at == rows ? 0 : at;
    }
    GRI_UNROLLED for (size_t p = 0; p < net->parameters; p++) run->work->before[p] = before[p];
    return done;
}

#define DEFINE(name, with_bias, layers, count, ...)                                                \
    static const struct gri_net name = {                                                           \
        .depth = (layers), .bias = (with_bias), .parameters = (count), .layer = __VA_ARGS__};      \
    GRI_FOR_EACH_PROCESSOR                                                                         \
    static size_t name##_one_by_one(const struct walk *walk)                                       \
    {                                                                                              \
        return steps(&name, walk, 1, GRI_SGD);                                                     \
    }                                                                                              \
    GRI_FOR_EACH_PROCESSOR                                                                         \
    static size_t name##_steps(const struct walk *walk)                                            \
    {                                                                                              \
        return steps(&name, walk, walk->batch, walk->run->hyper.optimizer);                        \
    }
EACH_SHAPE(DEFINE)

static const struct shape {
    const struct gri_net *net;
    size_t (*one_by_one)(const struct walk *walk);
    size_t (*steps)(const struct walk *walk);
} shapes[] = {
#define ROW(name, ...) {&name, name##_one_by_one, name##_steps},
    EACH_SHAPE(ROW)};

static bool same(const struct gri_net *a, const struct gri_net *b)
{
    if (a->depth != b->depth || a->bias != b->bias)
        return false;
    for (size_t l = 0; l < a->depth; l++)
        if (a->layer[l].inputs != b->layer[l].inputs || a->layer[l].units != b->layer[l].units ||
            a->layer[l].activation != b->layer[l].activation)
            return false;
    return true;
}

static const struct shape *shape_find(const struct gri_run *run)
{
    const struct gri_loss_row *loss = &gri_losses[run->hyper.loss];
    if (loss->term != gri_loss_square || loss->body != gri_loss_error ||
        run->hyper.rule != GRI_BACKPROP || run->hyper.rounding != GRI_ROUNDING_OFF ||
        run->data->one_hot != NULL)
        return NULL;
    for (size_t n = 0; n < sizeof shapes / sizeof *shapes; n++)
        if (same(shapes[n].net, run->net))
            return &shapes[n];
    return NULL;
}

bool gri_small_fits(const struct gri_run *run)
{
    return shape_find(run) != NULL;
}

size_t gri_small_steps(struct gri_run *run, size_t batch, size_t count, const struct gri_end *end,
                       double *losses)
{
    const struct shape *shape = shape_find(run);
    assert(shape != NULL);
    enum gri_loss loss = run->hyper.loss;
    size_t rest = run->data->rows % batch, outputs = run->net->outputs;
    struct walk walk = {.run = run,
                        .batch = batch,
                        .count = count,
                        .divisor = gri_loss_divisor(loss, batch, outputs),
                        .last_divisor = gri_loss_divisor(loss, rest, outputs),
                        .end = end,
                        .losses = losses};
    bool one_by_one = batch == 1 && run->hyper.optimizer == GRI_SGD;
    return one_by_one ? shape->one_by_one(&walk) : shape->steps(&walk);
}
