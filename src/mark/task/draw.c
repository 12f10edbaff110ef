/* Drawing a task: numbers as a lecturer would choose them, until they show what they should. */
#include "mark/task/task.h"

#include "base/random.h"

#include <string.h>

enum { MANY = 24, FEW = 6, STREAM = 2000000002 };

/* From `low` to `high` tenths, never 1. */
static double tenths(struct gri_random *random, size_t low, size_t high)
{
    size_t number;
    do
        number = low + gri_random_below(random, high - low + 1);
    while (number == 10);
    return (double)number / 10;
}

/* One in `of` is negative. */
static double signed_tenths(struct gri_random *random, size_t low, size_t high, size_t of)
{
    double number = tenths(random, low, high);
    return gri_random_below(random, of) == 0 ? -number : number;
}

/* Layers that let pass what is positive: their units should be open for some samples and closed for
 * others. */
static bool is_gated(const struct gri_net *net, size_t l)
{
    return net->layer[l].activation == GRI_RELU || net->layer[l].activation == GRI_LEAKY_RELU;
}

/* Weights that differ while there are numbers left; biases. Into a gated unit signs alternate. */
static void draw_layer(const struct gri_net *net, size_t l, struct gri_random *random,
                       double *parameters)
{
    const struct gri_layer *layer = &net->layer[l];
    size_t order[] = {1, 2, 3, 4, 5, 6, 7, 8, 9}, count = sizeof order / sizeof *order,
           first = gri_random_below(random, 2);
    for (size_t n = 0; n < layer->inputs * layer->units; n++) {
        if (n % count == 0)
            gri_random_shuffle(random, order, count);
        double weight = (double)order[n % count] / 10;
        bool minus = gri_random_below(random, 3) == 0;
        if (is_gated(net, l))
            minus = (n / layer->units + n % layer->units + first) % 2 == 0;
        parameters[layer->w + n] = minus ? -weight : weight;
    }
    for (size_t k = 0; net->bias && k < layer->units; k++)
        parameters[layer->b + k] = signed_tenths(random, 1, is_gated(net, l) ? 3 : 9, 4);
}

/* A class for each sample: not one for all. */
static void draw_classes(const struct gri_net *net, struct gri_random *random, double *rows)
{
    size_t cols = net->inputs + net->outputs, shift = gri_random_below(random, net->outputs);
    for (size_t i = 0; i < GRI_TASK_SAMPLES; i++)
        rows[i * cols + net->inputs + (i + shift) % net->outputs] = 1;
}

/* 0 and 1, both of them. */
static void draw_bits(const struct gri_net *net, struct gri_random *random, double *rows)
{
    size_t cols = net->inputs + net->outputs, shift = gri_random_below(random, 2);
    for (size_t i = 0; i < GRI_TASK_SAMPLES; i++)
        for (size_t k = 0; k < net->outputs; k++)
            rows[i * cols + net->inputs + k] = (double)((i + k + shift) % 2);
}

static double draw_target(enum gri_activation last, struct gri_random *random)
{
    switch (last) {
    case GRI_SIGMOID:
        return tenths(random, 1, 9);
    case GRI_TANH:
        return signed_tenths(random, 1, 9, 2);
    case GRI_RELU:
    case GRI_LEAKY_RELU:
        return tenths(random, 1, 9);
    default:
        return signed_tenths(random, 5, 40, 3);
    }
}

static void draw_rows(const struct gri_net *net, enum gri_loss loss, struct gri_random *random,
                      double *rows)
{
    enum gri_activation last = net->layer[net->depth - 1].activation;
    size_t cols = net->inputs + net->outputs;
    bool classes = last == GRI_SOFTMAX;
    memset(rows, 0, GRI_TASK_SAMPLES * cols * sizeof *rows);
    for (size_t i = 0; i < GRI_TASK_SAMPLES; i++)
        for (size_t k = 0; k < cols; k++) {
            double *at = &rows[i * cols + k];
            if (k < net->inputs)
                *at = signed_tenths(random, 2, 25, is_gated(net, 0) ? 2 : 5);
            else if (!classes && loss != GRI_BCE)
                *at = draw_target(last, random);
        }
    if (classes)
        draw_classes(net, random, rows);
    else if (loss == GRI_BCE)
        draw_bits(net, random, rows);
}

void gri_task_numbers(const struct gri_net *net, enum gri_loss loss, struct gri_random *random,
                      struct gri_task *task)
{
    for (size_t l = 0; l < net->depth; l++)
        draw_layer(net, l, random, task->parameters);
    double *one = &task->parameters[net->layer[0].w + gri_random_below(random, net->inputs)];
    *one = *one > 0 ? -*one : *one; /* or no minus sign could be lost */
    draw_rows(net, loss, random, task->rows);
    task->rate = tenths(random, 5, 9);
}

int gri_task_decimals(const struct gri_hyper *hyper)
{
    return hyper->rounding != GRI_ROUNDING_OFF ? hyper->rounding : GRI_TASK_DECIMALS;
}

struct gri_hyper gri_task_hyper(const struct gri_hyper *hyper, double rate)
{
    struct gri_hyper own = *hyper;
    own.rate = rate;
    own.batch = 0;
    own.shuffle = GRI_SHUFFLE_OFF;
    return own;
}

static enum gr_status make_room(const struct gri_net *net, struct gri_arena *arena,
                                struct gri_task *task, struct gr_err *err)
{
    *task = (struct gri_task){
        .parameters = gri_arena_take(arena, net->parameters, sizeof(double)),
        .rows = gri_arena_take(arena, GRI_TASK_SAMPLES * (net->inputs + net->outputs),
                               sizeof(double)),
    };
    if (task->parameters == NULL || task->rows == NULL)
        return gri_fail_memory(err, "a worksheet");
    return GR_OK;
}

/* A mistake that never made a difference has no place in the network. */
static void set_fates(struct gri_task *task, const bool *moved)
{
    for (size_t m = GRI_NO_MISTAKE + 1; m < GRI_MISTAKES; m++) {
        struct gri_showing *showing = &task->showing[m];
        const char *hidden = gri_mistakes[m].hidden;
        if (showing->fate == GRI_FATE_SHOWN)
            continue;
        showing->fate = moved[m] ? GRI_FATE_HIDDEN : GRI_FATE_NONE;
        showing->reason = !moved[m]        ? gri_task_no_place((enum gri_mistake)m)
                          : hidden != NULL ? hidden
                                           : "it changes too little";
    }
}

static bool is_better(struct gri_flaws a, struct gri_flaws b)
{
    return a.unseen != b.unseen   ? a.unseen < b.unseen
           : a.hidden != b.hidden ? a.hidden < b.hidden
                                  : a.twins < b.twins;
}

/* How many drawings are tried: some mistakes lead to the same numbers in any. */
static size_t worth_trying(struct gri_flaws best)
{
    return best.unseen + best.hidden > 0 ? MANY : best.twins > 0 ? FEW : 1;
}

enum gr_status gri_task_draw(const struct gri_view *view, struct gri_arena *arena, uint64_t seed,
                             struct gri_task *task, struct gr_err *err)
{
    struct gri_task trial;
    struct gri_random random;
    struct gri_flaws best = {SIZE_MAX / 2, 0, 0}, flaws;
    bool moved[GRI_MISTAKES] = {false};
    gri_random_seed(&random, seed, STREAM);
    GRI_TRY(make_room(view->net, arena, task, err));
    for (size_t n = 0; n < worth_trying(best); n++) {
        GRI_TRY(make_room(view->net, arena, &trial, err));
        gri_task_numbers(view->net, view->hyper->loss, &random, &trial);
        GRI_TRY(gri_task_try(view, &trial, moved, &flaws, err));
        if (is_better(flaws, best)) {
            best = flaws;
            *task = trial;
        }
    }
    set_fates(task, moved);
    return GR_OK;
}
