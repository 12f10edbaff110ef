/* The steps of the shapes, for the instruction set of the file that includes this.
 *
 * Where loops are unrolled early, GCC keeps the elements of an array in registers; vectors would
 * put them back into memory. Where every access is checked that would take GCC minutes. */
#ifdef __SANITIZE_ADDRESS__
#define GRI_UNROLLED
#else
#define GRI_UNROLLED _Pragma("GCC unroll 32")
#if defined __OPTIMIZE__ && !defined __clang__
#pragma GCC optimize("O3", "no-tree-vectorize")
#endif
#endif

#include "net/edition/edition.h"
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
GRI_INLINE void update(const struct gri_run *run, size_t parameters, double *before,
                       const double *gradient)
{
    double copy[PARAMETERS], slope[PARAMETERS];
    GRI_UNROLLED for (size_t p = 0; p < parameters; p++)
    {
        copy[p] = before[p];
        slope[p] = gradient[p];
    }
    struct gri_update begun = gri_update_begin(&run->hyper, parameters, run->state);
    gri_optimizers[run->hyper.optimizer].update(&begun, parameters, copy, slope, run->state, copy);
    GRI_UNROLLED for (size_t p = 0; p < parameters; p++) before[p] = copy[p];
}

GRI_INLINE size_t steps(const struct gri_net *net, const struct gri_walk *given, size_t batch,
                        bool one_by_one)
{
    const struct gri_walk own = *given, *walk = &own; /* no store to memory changes this */
    const struct gri_end end = *walk->end;
    struct gri_run *run = walk->run;
    double rate = run->hyper.rate;
    const struct gri_loss_row *row = &gri_losses[run->hyper.loss];
    const struct gri_loss_row loss = {.share = row->share,
                                      .factor = row->factor,
                                      .term = gri_loss_square,
                                      .body = gri_loss_error,
                                      .partner = GRI_ACTIVATIONS};
    struct gri_pass pass = {.net = net, .loss = &loss, .divisor = walk->divisor, .goes_on = true};
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
    while (done < walk->count && !gri_run_is_stopped(&end)) {
        size_t to = batch == 1 || rows - at > batch ? at + batch : rows;
        double sum = 0;
        if (!one_by_one)
            pass.divisor = to - at == batch ? walk->divisor : walk->last_divisor;
        GRI_UNROLLED for (size_t p = 0; p < net->parameters; p++) gradient[p] = 0;
        for (; at < to; at++) {
            work.x = run->data->at + run->order[at] * run->data->stride;
            work.y = work.x + net->layer[0].inputs;
            sum = take_row(&pass, &work, sum);
        }
        if (one_by_one)
            gri_update_sgd(rate, net->parameters, before, gradient, before);
        else
            update(run, net->parameters, before, gradient);
        walk->losses[done] = gri_pass_total(&pass, sum);
        if (gri_run_ends(&end, walk->losses[done++]))
            break;
        at = at == rows ? 0 : at;
    }
    GRI_UNROLLED for (size_t p = 0; p < net->parameters; p++) run->work->before[p] = before[p];
    return done;
}

#define DEFINE(name, with_bias, layers, count, ...)                                                \
    static const struct gri_net name = {                                                           \
        .depth = (layers), .bias = (with_bias), .parameters = (count), .layer = __VA_ARGS__};      \
    static size_t name##_one_by_one(const struct gri_walk *walk)                                   \
    {                                                                                              \
        return steps(&name, walk, 1, true);                                                        \
    }                                                                                              \
    static size_t name##_steps(const struct gri_walk *walk)                                        \
    {                                                                                              \
        return steps(&name, walk, walk->batch, false);                                             \
    }
EACH_SHAPE(DEFINE)

#define ROW(name, ...) {&name, name##_one_by_one, name##_steps},
static const struct gri_shape shapes[] = {EACH_SHAPE(ROW)};
static_assert(sizeof shapes / sizeof *shapes == GRI_SHAPES, "as many as edition.h says");
