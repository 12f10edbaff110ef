#include "net/run.h"

#include "base/random.h"
#include "net/step/small.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static size_t batch_room(const struct gri_hyper *hyper, size_t rows)
{
    return hyper->batch == 0 || hyper->batch > rows ? rows : hyper->batch;
}

size_t gri_run_iterations(const struct gri_hyper *hyper, size_t rows)
{
    size_t batch = batch_room(hyper, rows);
    return (rows + batch - 1) / batch;
}

enum gr_status gri_run_check(const struct gri_net *net, const struct gri_hyper *hyper,
                             struct gr_err *err)
{
    const char *rule = gri_rules[hyper->rule].name;
    if (hyper->rule != GRI_BACKPROP && net->units > 1)
        return gri_fail(
            err, GR_E_STATE,
            "the rule %s corrects one neuron, this network has %zu; take `network 2-1`, "
            "or `set rule backprop`",
            rule, net->units);
    if (hyper->rule != GRI_BACKPROP && hyper->optimizer != GRI_SGD)
        return gri_fail(
            err, GR_E_STATE,
            "the rule %s makes its own steps; `set optimizer sgd`, or `set rule backprop`", rule);
    return gri_net_check_loss(net, hyper->loss, err);
}

enum gr_status gri_run_new(const struct gri_net *net, const struct gri_data *data,
                           const struct gri_hyper *hyper, const double *parameters,
                           struct gri_run **out, struct gr_err *err)
{
    GRI_TRY(gri_run_check(net, hyper, err));
    GRI_TRY(gri_data_check(data, net->inputs, net->outputs, hyper->loss, err));
    struct gri_run *run = calloc(1, sizeof *run);
    if (run == NULL)
        return gri_fail_memory(err, "the run");
    run->net = net;
    run->data = data;
    run->hyper = *hyper;
    run->order_epoch = SIZE_MAX;
    run->torch_epoch = SIZE_MAX;
    run->state_numbers = gri_optimizer_state(hyper->optimizer, net->parameters);
    run->state = calloc(run->state_numbers + 1, sizeof *run->state);
    run->order = calloc(data->rows, sizeof *run->order);
    enum gr_status status = run->state != NULL && run->order != NULL
                                ? gri_work_new(net, batch_room(hyper, data->rows), &run->work, err)
                                : gri_fail_memory(err, "the run");
    if (status != GR_OK) {
        gri_run_free(run);
        return status;
    }
    memcpy(run->work->before, parameters, net->parameters * sizeof *parameters);
    *out = run;
    return GR_OK;
}

void gri_run_free(struct gri_run *run)
{
    if (run == NULL)
        return;
    gri_work_free(run->work);
    free(run->state);
    free(run->order);
    free(run);
}

size_t gri_run_rows(const struct gri_hyper *hyper, size_t rows, size_t iteration)
{
    size_t batch = batch_room(hyper, rows), first = iteration * batch;
    return first + batch <= rows ? batch : rows - first;
}

size_t gri_run_batch(const struct gri_run *run, size_t iteration, size_t *first)
{
    *first = iteration * batch_room(&run->hyper, run->data->rows);
    return gri_run_rows(&run->hyper, run->data->rows, iteration);
}

/* From its seed on, or from an earlier epoch. */
const struct gri_torch *gri_run_generator(struct gri_run *run)
{
    const struct gri_hyper *hyper = &run->hyper;
    if (run->torch_epoch > run->epoch) {
        gri_torch_seed(&run->torch, hyper->torch_seed);
        gri_torch_skip(&run->torch, hyper->torch_drawn);
        run->torch_epoch = 0;
    }
    gri_torch_skip(&run->torch, GRI_TORCH_DRAWS * (run->epoch - run->torch_epoch));
    run->torch_epoch = run->epoch;
    return &run->torch;
}

void gri_run_set_generator(struct gri_run *run, const struct gri_torch *generator)
{
    run->torch = *generator;
    run->torch_epoch = run->epoch;
}

/* The order depends on the seed and the epoch alone, so that no moment needs those before it. */
static void set_order(struct gri_run *run)
{
    bool ordered = run->order_epoch != SIZE_MAX && run->hyper.shuffle == GRI_SHUFFLE_OFF;
    if (run->order_epoch == run->epoch || ordered)
        return;
    for (size_t i = 0; i < run->data->rows; i++)
        run->order[i] = i;
    if (run->hyper.shuffle == GRI_SHUFFLE_ON) {
        struct gri_random random;
        gri_random_seed(&random, run->hyper.seed, 1 + (uint64_t)run->epoch);
        gri_random_shuffle(&random, run->order, run->data->rows);
    } else if (run->hyper.shuffle == GRI_SHUFFLE_TORCH) {
        struct gri_torch drawn = *gri_run_generator(run); /* the run's stays as it was found */
        gri_torch_order(&drawn, run->order, run->data->rows);
    }
    run->order_epoch = run->epoch;
}

/* Which rows the iteration to come takes. */
static void choose(struct gri_run *run)
{
    size_t first = 0;
    set_order(run);
    run->work->rows = gri_run_batch(run, run->iteration, &first);
}

/* `rows` of them from `row` on. */
static void load_targets(void *user, size_t row, size_t rows)
{
    const struct gri_run *run = user;
    size_t outputs = run->net->outputs, first = 0;
    gri_run_batch(run, run->iteration, &first);
    for (size_t i = row; i < row + rows; i++)
        memcpy(run->work->y + i * outputs,
               gri_data_y(run->data, run->net->inputs, run->order[first + i]),
               outputs * sizeof(double));
}

static void load(void *user, size_t row, size_t rows)
{
    const struct gri_run *run = user;
    size_t inputs = run->net->inputs, first = 0;
    gri_run_batch(run, run->iteration, &first);
    for (size_t i = row; i < row + rows; i++)
        memcpy(run->work->x + i * inputs, gri_data_x(run->data, run->order[first + i]),
               inputs * sizeof(double));
    load_targets(user, row, rows);
}

/* The rows to come, used where they stand when they stand in a row: a copy would take 4 % of a
 * step of 784-256-128-10. */
static struct gri_loader loader(struct gri_run *run)
{
    size_t first = 0, rows = gri_run_batch(run, run->iteration, &first);
    const struct gri_data *data = run->data;
    if (run->hyper.shuffle != GRI_SHUFFLE_OFF)
        return (struct gri_loader){.load = load, .user = run};
    return (struct gri_loader){
        {data->at + first * data->stride, rows, run->net->inputs, data->stride, 1},
        load_targets,
        run};
}

void gri_run_load(struct gri_run *run)
{
    choose(run);
    load(run, 0, run->work->rows);
}

static void move_on(struct gri_run *run, size_t iterations)
{
    size_t length = gri_run_iterations(&run->hyper, run->data->rows);
    run->iteration += iterations;
    if (run->iteration >= length) {
        run->epoch += run->iteration / length;
        run->iteration %= length;
    }
}

void gri_run_step(struct gri_run *run, const struct gri_listener *listener)
{
    struct gri_work *work = run->work;
    gri_run_load(run);
    gri_step(work, &run->hyper, run->state, listener);
    double *used = work->before;
    work->before = work->after;
    work->after = used;
    move_on(run, 1);
}

/* The iterations from here on that take rows in the order there is. */
static size_t in_this_order(const struct gri_run *run, size_t count)
{
    size_t left = gri_run_iterations(&run->hyper, run->data->rows) - run->iteration;
    return run->hyper.shuffle == GRI_SHUFFLE_OFF || left > count ? count : left;
}

size_t gri_run_steps(struct gri_run *run, size_t count, const struct gri_end *end, double *losses)
{
    size_t batch = batch_room(&run->hyper, run->data->rows), done = 0;
    bool small = gri_small_fits(run);
    while (done < count && !gri_run_is_stopped(end)) {
        size_t some = 1;
        if (small) {
            set_order(run);
            some = gri_small_steps(run, batch, in_this_order(run, count - done), end,
                                   losses + done);
            move_on(run, some);
        } else {
            choose(run);
            struct gri_loader from = loader(run);
            gri_step_in_place(run->work, &run->hyper, run->state, &from);
            move_on(run, 1);
            losses[done] = run->work->loss;
        }
        done += some;
        if (done > 0 && gri_run_ends(end, losses[done - 1]))
            break;
    }
    return done;
}

void gri_run_place(struct gri_run *run, size_t epoch, size_t iteration, const double *parameters,
                   const double *state)
{
    run->epoch = epoch;
    run->iteration = iteration;
    memcpy(run->work->before, parameters, run->net->parameters * sizeof *parameters);
    if (run->state_numbers > 0)
        memcpy(run->state, state, run->state_numbers * sizeof *state);
}
