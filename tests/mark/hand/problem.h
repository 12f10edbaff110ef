/* Problems as they are worked by hand: small, numbers with few digits; and gradus set up for them.
 */
#ifndef GRADUS_TEST_MARK_PROBLEM_H
#define GRADUS_TEST_MARK_PROBLEM_H

#include "base/random.h"
#include "explain/view.h"

#include <stdbool.h>
#include <stddef.h>

enum { MOST_LAYERS = 3, MOST_UNITS = 3, MOST_SAMPLES = 3, MOST_WEIGHTS = 36 };

/* In the order of gradus's own tables: taken over by number. */
enum activation {
    LINEAR,
    RELU_UNIT,
    LEAKY_UNIT,
    SIGMOID_UNIT,
    TANH_UNIT,
    SOFTMAX_UNIT,
    ACTIVATIONS
};
enum loss { MSE, MSE_MEAN, HALF_MSE, SSE, MAE, BCE, CROSS_ENTROPY, LOSSES };
enum optimizer { SGD, MOMENTUM, NESTEROV, RMSPROP, ADAM, ADAM_KERAS, OPTIMIZERS };

struct task {
    size_t depth, sizes[MOST_LAYERS + 1];
    enum activation activations[MOST_LAYERS];
    enum loss loss;
    enum optimizer optimizer;
    bool bias, yhat_minus_y, scaled;
    size_t samples, times; /* iterations of the whole set */
    double rate, momentum;
    double x[MOST_SAMPLES][MOST_UNITS], raw[MOST_SAMPLES][MOST_UNITS], y[MOST_SAMPLES][MOST_UNITS];
    double parameters[MOST_WEIGHTS];
    size_t w[MOST_LAYERS], b[MOST_LAYERS]; /* where each layer's parameters begin */
    size_t parameter_count;
};

/* What a problem must have so that a mistake can be made on it. */
struct wish {
    int activation, last, loss, optimizer;  /* IS(one), or 0 */
    size_t samples, depth, outputs, hidden; /* at least */
    size_t times;
    bool bias, scaled, one_sample, wide_inputs;
};
#define IS(kind) ((kind) + 1)

void task_draw(struct task *task, struct gri_random *random, const struct wish *wish);

bool task_partners(const struct task *task); /* loss and last layer cancel */
bool task_of_error(const struct task *task);

/* The commands that set it up. */
void task_commands(const struct task *task, char *text, size_t room);

/* gradus with the problem. */
struct setting {
    struct gri_net *net;
    struct gri_data *data, *table;
    struct gri_hyper hyper;
    struct gri_timeline *timeline;
    struct gri_view view;
    bool given[MOST_WEIGHTS];
};
void setting_open(struct setting *setting, const struct task *task);
void setting_close(struct setting *setting);

#endif
