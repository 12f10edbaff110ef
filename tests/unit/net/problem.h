/* A network with parameters, data and settings, drawn at random or given. */
#ifndef GRADUS_TEST_NET_PROBLEM_H
#define GRADUS_TEST_NET_PROBLEM_H

#include "suite.h"

#include "base/random.h"
#include "net/run.h"

enum { MOST_DEPTH = 4, MOST_NUMBERS = 4096 };

/* What kind of network; the numbers are drawn. */
struct kind {
    size_t depth, sizes[MOST_DEPTH + 1];
    enum gri_activation activations[MOST_DEPTH];
    bool bias;
    enum gri_loss loss;
    size_t rows;
};

struct problem {
    struct gri_net *net;
    struct gri_data *data;
    struct gri_hyper hyper;
    double *parameters;
};

static inline struct gri_hyper plain_hyper(enum gri_loss loss)
{
    return (struct gri_hyper){.loss = loss,
                              .rate = 0.05,
                              .seed = 1,
                              .rounding = GRI_ROUNDING_OFF,
                              .means = {.threads = 1}};
}

static inline void must(enum gr_status status, const struct gr_err *err)
{
    ck_assert_msg(status == GR_OK, "%s", err->message);
}

/* Targets such as the loss wants; for a cross-entropy one-hot in every other row. */
static inline void draw_targets(struct gri_random *random, enum gri_loss loss, size_t row,
                                double *y, size_t outputs)
{
    double sum = 0;
    size_t hot = gri_random_below(random, outputs);
    for (size_t k = 0; k < outputs; k++) {
        bool unit = loss == GRI_BCE || loss == GRI_CROSS_ENTROPY;
        y[k] = gri_random_uniform(random, unit ? 0 : -2, unit ? 1 : 2);
        if (loss == GRI_BCE && row % 2 == 0)
            y[k] = y[k] < 0.5 ? 0 : 1;
        if (loss == GRI_CROSS_ENTROPY && row % 2 == 0)
            y[k] = k == hot ? 1 : 0;
        sum += y[k];
    }
    for (size_t k = 0; loss == GRI_CROSS_ENTROPY && k < outputs; k++)
        y[k] /= sum;
}

static inline struct gri_data *draw_data(struct gri_random *random, enum gri_loss loss, size_t rows,
                                         size_t inputs, size_t outputs)
{
    struct gr_err err;
    struct gri_data *data = NULL;
    size_t cols = inputs + outputs;
    double *at = calloc(rows * cols, sizeof *at);
    ck_assert_ptr_nonnull(at);
    for (size_t i = 0; i < rows; i++) {
        for (size_t k = 0; k < inputs; k++)
            at[i * cols + k] = gri_random_uniform(random, -2, 2);
        draw_targets(random, loss, i, at + i * cols + inputs, outputs);
    }
    must(gri_data_new(at, rows, cols, &data, &err), &err);
    free(at);
    return data;
}

static inline struct problem problem_draw(struct gri_random *random, const struct kind *kind)
{
    struct gr_err err;
    struct problem made = {.hyper = plain_hyper(kind->loss)};
    must(gri_net_new(kind->sizes, kind->depth, kind->activations, kind->bias, &made.net, &err),
         &err);
    made.parameters = calloc(made.net->parameters, sizeof *made.parameters);
    ck_assert_ptr_nonnull(made.parameters);
    for (size_t p = 0; p < made.net->parameters; p++)
        made.parameters[p] = gri_random_uniform(random, -1, 1);
    made.data = draw_data(random, kind->loss, kind->rows, made.net->inputs, made.net->outputs);
    return made;
}

static inline struct gri_run *problem_run(const struct problem *problem)
{
    struct gr_err err;
    struct gri_run *run = NULL;
    must(gri_run_new(problem->net, problem->data, &problem->hyper, problem->parameters, &run, &err),
         &err);
    return run;
}

static inline void problem_clear(struct problem *problem)
{
    gri_net_free(problem->net);
    gri_data_free(problem->data);
    free(problem->parameters);
}

/* A 2-3-2 tanh network for mse on `rows` samples. */
static inline struct problem problem_small(struct gri_random *random, size_t rows)
{
    return problem_draw(random, &(struct kind){.depth = 2,
                                               .sizes = {2, 3, 2},
                                               .activations = {GRI_TANH, GRI_LINEAR},
                                               .bias = true,
                                               .loss = GRI_MSE,
                                               .rows = rows});
}

/* Does this loss go with this output layer? */
static inline bool goes_with(enum gri_loss loss, enum gri_activation last)
{
    if (loss == GRI_CROSS_ENTROPY)
        return last == GRI_SOFTMAX;
    return loss != GRI_BCE || last == GRI_SIGMOID || last == GRI_SOFTMAX;
}

/* The next kind of network in the walk over every hidden and output activation, every loss that
 * goes with it, with bias and without, every depth and every batch of 1 to 6 rows; false at the
 * end. Widths are drawn, 1 to 5. `number` counts up from 0. */
static inline bool kind_at(struct gri_random *random, size_t *number, struct kind *kind)
{
    size_t n = 0;
    enum gri_activation hidden, last;
    do {
        n = (*number)++;
        kind->loss = (enum gri_loss)(n % GRI_LOSSES);
        last = (enum gri_activation)((n /= GRI_LOSSES) % GRI_ACTIVATIONS);
        hidden = (enum gri_activation)((n /= GRI_ACTIVATIONS) % GRI_ACTIVATIONS);
        kind->bias = (n /= GRI_ACTIVATIONS) % 2 == 0;
        kind->depth = 1 + (n /= 2) % MOST_DEPTH;
        kind->rows = 1 + n / MOST_DEPTH;
    } while (kind->rows <= 6 && !goes_with(kind->loss, last));
    for (size_t l = 0; l <= kind->depth; l++)
        kind->sizes[l] = 1 + gri_random_below(random, 5);
    for (size_t l = 0; l < kind->depth; l++)
        kind->activations[l] = l + 1 < kind->depth ? hidden : last;
    if (kind->loss == GRI_BCE && last == GRI_SOFTMAX && kind->sizes[kind->depth] == 1)
        kind->sizes[kind->depth] = 2; /* a softmax of one unit is always 1, its bce infinite */
    return kind->rows <= 6;
}

#endif
