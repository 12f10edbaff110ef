#include "net/step.h"

#include "fixture.h"
#include "net/naive.h"

/* |a - b| against the larger of 1 and |b|. */
static double apart(double a, double b)
{
    return fabs(a - b) / fmax(1, fabs(b));
}

/* The loss, and the gradients of a few parameters; which ones goes round with `number`. */
static void hold_to_naive(const struct problem *problem, const struct gri_work *work, size_t number)
{
    size_t few = problem->net->parameters / 4 + 1;
    long double nearest;
    double loss = (double)naive_loss(problem, problem->parameters, &nearest);
    ck_assert_msg(apart(work->loss, loss) < 1e-13, "network %zu: loss %.17g, not %.17g", number,
                  work->loss, loss);
    for (size_t p = number % few; p < problem->net->parameters; p += few) {
        double slope = naive_slope(problem, p);
        ck_assert_msg(apart(work->gradient[p], slope) < 1e-7,
                      "network %zu, parameter %zu: gradient %.17g, difference %.17g", number, p,
                      work->gradient[p], slope);
    }
}

START_TEST(loss_and_gradients_are_those_of_the_definition_for_every_combination)
{
    struct gri_random random;
    struct kind kind;
    size_t number = 0, held = 0, near_bend = 0;
    gri_random_seed(&random, 3, 0);
    while (kind_at(&random, &number, &kind)) {
        long double nearest;
        struct problem problem = problem_draw(&random, &kind);
        struct gri_run *run = problem_run(&problem);
        gri_run_load(run);
        gri_step_gradient(run->work, &problem.hyper, NULL);
        naive_loss(&problem, problem.parameters, &nearest);
        if (nearest > 1e-5L) {
            hold_to_naive(&problem, run->work, number);
            held++;
        } else {
            near_bend++;
        }
        gri_run_free(run);
        problem_clear(&problem);
    }
    ck_assert_uint_gt(held, 9000);
    ck_assert_uint_lt(near_bend * 25, held); /* most of them dead: z is 0 behind a dead relu */
}
END_TEST

static size_t named(const char *const *names, size_t count, const char *name)
{
    for (size_t n = 0; n < count; n++)
        if (strcmp(names[n], name) == 0)
            return n;
    ck_abort_msg("no row is called %s", name);
    return 0;
}

static enum gri_activation activation_named(const char *name)
{
    const char *names[GRI_ACTIVATIONS];
    for (size_t n = 0; n < GRI_ACTIVATIONS; n++)
        names[n] = gri_activations[n].name;
    return (enum gri_activation)named(names, GRI_ACTIVATIONS, name);
}

static enum gri_loss loss_named(const char *name)
{
    const char *names[GRI_LOSSES];
    for (size_t n = 0; n < GRI_LOSSES; n++)
        names[n] = gri_losses[n].name;
    return (enum gri_loss)named(names, GRI_LOSSES, name);
}

/* net SIZES ACTIVATIONS bias|nobias LOSS ROWS */
static struct kind read_kind(const struct fixture *fixture)
{
    struct kind kind = {.bias = strcmp(fixture->field[3], "bias") == 0,
                        .loss = loss_named(fixture->field[4]),
                        .rows = strtoul(fixture->field[5], NULL, 10)};
    char *next = fixture->field[1];
    kind.sizes[0] = strtoul(next, &next, 10);
    while (*next == '-')
        kind.sizes[++kind.depth] = strtoul(next + 1, &next, 10);
    char *names = fixture->field[2];
    for (size_t l = 0; l < kind.depth; l++)
        kind.activations[l] = activation_named(strsep(&names, ","));
    return kind;
}

/* The next record's problem, by the header line that was just read. */
static struct problem read_problem(struct fixture *fixture)
{
    struct gri_random random = {0};
    struct kind kind = read_kind(fixture);
    struct problem problem = problem_draw(&random, &kind);
    size_t inputs = problem.net->inputs, outputs = problem.net->outputs;
    double x[100], y[100];
    fixture_numbers(fixture, "parameters", problem.parameters, problem.net->parameters);
    fixture_numbers(fixture, "x", x, kind.rows * inputs);
    fixture_numbers(fixture, "y", y, kind.rows * outputs);
    for (size_t i = 0; i < kind.rows; i++) {
        double *row = problem.data->at + i * (inputs + outputs);
        memcpy(row, x + i * inputs, inputs * sizeof *x);
        memcpy(row + inputs, y + i * outputs, outputs * sizeof *y);
    }
    return problem;
}

static void hold_to_record(struct fixture *fixture, const struct problem *problem)
{
    double loss, gradient[MOST_FIELDS];
    struct gri_run *run = problem_run(problem);
    fixture_numbers(fixture, "loss", &loss, 1);
    fixture_numbers(fixture, "gradients", gradient, problem->net->parameters);
    gri_run_step(run, NULL);
    ck_assert_msg(apart(run->work->loss, loss) < 1e-12, "loss %.17g, not %.17g", run->work->loss,
                  loss);
    for (size_t p = 0; p < problem->net->parameters; p++) {
        ck_assert_msg(apart(run->work->gradient[p], gradient[p]) < 1e-12,
                      "gradient %zu is %.17g, not %.17g", p, run->work->gradient[p], gradient[p]);
        ck_assert(run->work->before[p] ==
                  problem->parameters[p] - problem->hyper.rate * run->work->gradient[p]);
    }
    gri_run_free(run);
}

START_TEST(losses_and_gradients_are_those_of_pytorch)
{
    struct fixture fixture;
    size_t records = 0, activations[GRI_ACTIVATIONS] = {0}, losses[GRI_LOSSES] = {0};
    fixture_open(&fixture, "torch_steps.tsv");
    while (fixture_next(&fixture)) {
        struct problem problem = read_problem(&fixture);
        hold_to_record(&fixture, &problem);
        for (size_t l = 0; l < problem.net->depth; l++)
            activations[problem.net->layer[l].activation]++;
        losses[problem.hyper.loss]++;
        problem_clear(&problem);
        records++;
    }
    ck_assert_uint_ge(records, 30);
    for (size_t n = 0; n < GRI_ACTIVATIONS; n++)
        ck_assert_uint_gt(activations[n], 0);
    for (size_t n = 0; n < GRI_LOSSES; n++)
        ck_assert_uint_gt(losses[n], 0);
}
END_TEST

struct heard {
    enum gri_event event;
    size_t layer;
};

struct hearing {
    struct heard heard[20];
    size_t count;
};

static void hear(void *user, enum gri_event event, size_t layer, const struct gri_work *work)
{
    struct hearing *hearing = user;
    (void)work;
    ck_assert_uint_lt(hearing->count, sizeof hearing->heard / sizeof *hearing->heard);
    hearing->heard[hearing->count++] = (struct heard){event, layer};
}

START_TEST(events_come_in_the_order_of_the_computation)
{
    static const struct heard order[] = {{GRI_FORWARD_DONE, 0},  {GRI_FORWARD_DONE, 1},
                                         {GRI_FORWARD_DONE, 2},  {GRI_LOSS_DONE, 0},
                                         {GRI_BACKWARD_DONE, 2}, {GRI_BACKWARD_DONE, 1},
                                         {GRI_BACKWARD_DONE, 0}, {GRI_UPDATE_DONE, 0}};
    struct gri_random random;
    struct hearing hearing = {.count = 0};
    gri_random_seed(&random, 4, 0);
    struct problem problem = problem_draw(&random, &(struct kind){.depth = 3,
                                                                  .sizes = {2, 3, 4, 1},
                                                                  .activations = {GRI_TANH},
                                                                  .loss = GRI_MSE,
                                                                  .rows = 2});
    struct gri_run *run = problem_run(&problem);
    gri_run_step(run, &(struct gri_listener){hear, &hearing});
    ck_assert_uint_eq(hearing.count, sizeof order / sizeof *order);
    for (size_t n = 0; n < hearing.count; n++) {
        ck_assert_int_eq(hearing.heard[n].event, order[n].event);
        ck_assert_uint_eq(hearing.heard[n].layer, order[n].layer);
    }
    gri_run_free(run);
    problem_clear(&problem);
}
END_TEST

/* One unit of `activation` with weight 1 on the input z. */
static void step_one(enum gri_activation activation, enum gri_loss loss, double z, double y,
                     int rounding, double *value, double *gradient)
{
    struct gr_err err;
    struct problem problem = {.hyper = plain_hyper(loss), .parameters = &(double){1}};
    problem.hyper.rounding = rounding;
    must(gri_net_new((size_t[]){1, 1}, 1, &activation, false, &problem.net, &err), &err);
    must(gri_data_new((double[]){z, y}, 1, 2, &problem.data, &err), &err);
    struct gri_run *run = problem_run(&problem);
    gri_run_step(run, NULL);
    *value = run->work->loss;
    *gradient = run->work->gradient[0];
    ck_assert(isfinite(run->work->slope[0]) || rounding == GRI_ROUNDING_OFF);
    gri_run_free(run);
    gri_net_free(problem.net);
    gri_data_free(problem.data);
}

START_TEST(a_rounded_loss_comes_from_the_written_output)
{
    double loss, gradient;
    step_one(GRI_SIGMOID, GRI_BCE, 1, 1, 1, &loss, &gradient); /* -ln(0.7), not -ln(0.731) */
    ck_assert(loss == 0.4 && gradient == -0.3);
}
END_TEST

START_TEST(a_saturated_sigmoid_has_a_finite_cross_entropy)
{
    double loss, gradient;
    step_one(GRI_SIGMOID, GRI_BCE, 1000, 0, GRI_ROUNDING_OFF, &loss, &gradient);
    ck_assert(loss == 1000 && gradient == 1000);
    step_one(GRI_SIGMOID, GRI_BCE, -1000, 1, GRI_ROUNDING_OFF, &loss, &gradient);
    ck_assert(loss == 1000 && gradient == 1000);
    step_one(GRI_SIGMOID, GRI_BCE, 50, 1, GRI_ROUNDING_OFF, &loss, &gradient);
    ck_assert(fabs(loss / exp(-50) - 1) < 1e-12 && gradient == 0);
    step_one(GRI_SIGMOID, GRI_BCE, 10, 1, 2, &loss, &gradient); /* 1.00 by hand */
    ck_assert(loss == 0 && gradient == 0);
    step_one(GRI_SIGMOID, GRI_BCE, -10, 0, 2, &loss, &gradient);
    ck_assert(loss == 0 && gradient == 0);
}
END_TEST

/* Wider than a tile, longer than a stretch of rows or a panel, a wide layer of few inputs, and
 * units that look at each other in between. */
static const struct kind wide[] = {
    {3, {150, 70, 40, 10}, {GRI_RELU, GRI_TANH, GRI_SOFTMAX}, true, GRI_CROSS_ENTROPY, 140},
    {2, {290, 9, 5}, {GRI_LEAKY_RELU, GRI_LINEAR}, true, GRI_MSE, 131},
    {3, {20, 33, 65, 2}, {GRI_SOFTMAX, GRI_SIGMOID, GRI_LINEAR}, true, GRI_MAE, 150},
    {1, {200, 40}, {GRI_SIGMOID}, false, GRI_BCE, 30},
    {2, {5, 70, 3}, {GRI_RELU, GRI_LINEAR}, true, GRI_MSE, 260},
};

static void assert_same_bits(const double *a, const double *b, size_t n, const char *what)
{
    ck_assert_msg(memcmp(a, b, n * sizeof *a) == 0, "%s", what);
}

/* Steps of `problem` with its threads and kernel against `twin`, which was listened to. */
static void hold_to_twin(const struct problem *problem, const struct gri_run *twin,
                         const double *losses, size_t steps)
{
    double found[8];
    size_t parameters = problem->net->parameters;
    struct gri_run *quick = problem_run(problem), *slow = problem_run(problem);
    ck_assert_uint_le(steps, sizeof found / sizeof *found);
    gri_run_steps(quick, steps, &(struct gri_end){.most = INFINITY}, found);
    assert_same_bits(found, losses, steps, "losses");
    for (size_t n = 0; n < steps; n++)
        gri_run_step(slow, NULL);
    assert_same_bits(slow->work->gradient, twin->work->gradient, parameters, "gradient");
    assert_same_bits(quick->work->before, twin->work->before, parameters, "parameters");
    assert_same_bits(slow->work->before, twin->work->before, parameters, "parameters");
    assert_same_bits(quick->state, twin->state, twin->state_numbers, "state");
    assert_same_bits(slow->state, twin->state, twin->state_numbers, "state");
    gri_run_free(quick);
    gri_run_free(slow);
}

static void hold_all_ways(struct problem *problem, size_t steps)
{
    struct hearing hearing;
    double losses[8];
    const struct gri_kernel *kernel;
    problem->hyper.means = (struct gri_means){1, gri_kernel_at(0)};
    struct gri_run *twin = problem_run(problem);
    for (size_t n = 0; n < steps; n++) {
        hearing.count = 0;
        gri_run_step(twin, &(struct gri_listener){hear, &hearing});
        losses[n] = twin->work->loss;
    }
    for (size_t n = 0; (kernel = gri_kernel_at(n)) != NULL; n++)
        for (size_t threads = 1; threads <= 4; threads++) {
            problem->hyper.means = (struct gri_means){threads, kernel};
            hold_to_twin(problem, twin, losses, steps);
        }
    gri_run_free(twin);
}

START_TEST(no_bit_depends_on_listeners_threads_or_kernel)
{
    struct gri_random random;
    gri_random_seed(&random, 5, 0);
    for (size_t n = 0; n < sizeof wide / sizeof *wide; n++)
        for (enum gri_optimizer optimizer = 0; optimizer < GRI_OPTIMIZERS; optimizer++) {
            struct problem problem = problem_draw(&random, &wide[n]);
            problem.hyper.optimizer = optimizer;
            problem.hyper.momentum = 0.9;
            problem.hyper.rate = 1e-4;
            hold_all_ways(&problem, 3);
            problem.hyper.batch = 25; /* rows used where they stand, and rows copied */
            problem.hyper.shuffle = optimizer % 2 == 0 ? GRI_SHUFFLE_OFF : GRI_SHUFFLE_ON;
            hold_all_ways(&problem, 3);
            problem.hyper.batch = 0;
            problem.hyper.rounding = 4;
            hold_all_ways(&problem, 2);
            problem_clear(&problem);
        }
}
END_TEST

SUITE("net/step", loss_and_gradients_are_those_of_the_definition_for_every_combination,
      losses_and_gradients_are_those_of_pytorch, events_come_in_the_order_of_the_computation,
      no_bit_depends_on_listeners_threads_or_kernel, a_rounded_loss_comes_from_the_written_output,
      a_saturated_sigmoid_has_a_finite_cross_entropy)
