/* Vectors of square roots and quotients. */
#if defined __OPTIMIZE__ && !defined __clang__
#pragma GCC optimize("O3")
#endif

#include "net/kind/optimizer.h"

#include <assert.h>
#include <math.h>

static void sgd(const struct gri_update *update, size_t count, const double *before,
                const double *gradient, double *state, double *after)
{
    (void)state;
    gri_kernel_at(0)->less(before, update->hyper->rate, gradient, count, after);
}

/* torch.optim.SGD with momentum: v = mu v + g; w_new = w - alpha v */
static void momentum(const struct gri_update *update, size_t count, const double *before,
                     const double *gradient, double *v, double *after)
{
    const double alpha = update->hyper->rate, mu = update->hyper->momentum;
    for (size_t p = 0; p < count; p++) {
        v[p] = mu * v[p] + gradient[p];
        after[p] = before[p] - alpha * v[p];
    }
}

/* the same with nesterov=True: w_new = w - alpha (g + mu v) */
static void nesterov(const struct gri_update *update, size_t count, const double *before,
                     const double *gradient, double *v, double *after)
{
    const double alpha = update->hyper->rate, mu = update->hyper->momentum;
    for (size_t p = 0; p < count; p++) {
        v[p] = mu * v[p] + gradient[p];
        after[p] = before[p] - alpha * (gradient[p] + mu * v[p]);
    }
}

/* 1 - beta^t; that is 1 from the step on where beta^t is less than half of what is after 1's last
 * place, 2^-54. */
static double left_of(double beta, double gone, double t)
{
    return t < gone ? 1 - pow(beta, t) : 1;
}

static const double rms_decay = 0.99, beta1 = 0.9, beta2 = 0.999;
static const double gone1 = 356, gone2 = 37412; /* left_of */
static const double torch_epsilon = 1e-8, keras_epsilon = 1e-7;

/* torch.optim.RMSprop: s = 0.99 s + 0.01 g^2; w_new = w - alpha g/(sqrt(s) + 1e-8) */
static void rmsprop(const struct gri_update *update, size_t count, const double *before,
                    const double *gradient, double *s, double *after)
{
    const double alpha = update->hyper->rate;
    for (size_t p = 0; p < count; p++) {
        s[p] = rms_decay * s[p] + (1 - rms_decay) * gradient[p] * gradient[p];
        after[p] = before[p] - alpha * gradient[p] / (sqrt(s[p]) + torch_epsilon);
    }
}

/* m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2. Kingma and Ba, 2015, algorithm 1. */
static void adam_moments(double g, double *m, double *v)
{
    *m = beta1 * *m + (1 - beta1) * g;
    *v = beta2 * *v + (1 - beta2) * g * g;
}

/* torch.optim.Adam: w_new = w - alpha m^/(sqrt(v^) + 1e-8), m^ = m/(1 - beta1^t), v^ likewise */
static void adam(const struct gri_update *update, size_t count, const double *before,
                 const double *gradient, double *m, double *after)
{
    const double alpha = update->hyper->rate;
    double *v = m + update->parameters;
    for (size_t p = 0; p < count; p++) {
        adam_moments(gradient[p], &m[p], &v[p]);
        after[p] = before[p] -
                   alpha * (m[p] / update->left1) / (sqrt(v[p] / update->left2) + torch_epsilon);
    }
}

/* Keras's Adam: w_new = w - alpha sqrt(1 - beta2^t)/(1 - beta1^t) m/(sqrt(v) + 1e-7) */
static void adam_keras(const struct gri_update *update, size_t count, const double *before,
                       const double *gradient, double *m, double *after)
{
    const double alpha = update->hyper->rate * sqrt(update->left2) / update->left1;
    double *v = m + update->parameters;
    for (size_t p = 0; p < count; p++) {
        adam_moments(gradient[p], &m[p], &v[p]);
        after[p] = before[p] - alpha * m[p] / (sqrt(v[p]) + keras_epsilon);
    }
}

struct gri_update gri_update_begin(const struct gri_hyper *hyper, size_t parameters, double *state)
{
    size_t rows = gri_optimizers[hyper->optimizer].state;
    double t = rows > 0 ? ++state[rows * parameters] : 0;
    struct gri_update update = {hyper, parameters, 1, 1};
    if (hyper->optimizer == GRI_ADAM || hyper->optimizer == GRI_ADAM_KERAS) {
        update.left1 = left_of(beta1, gone1, t);
        update.left2 = left_of(beta2, gone2, t);
    }
    return update;
}

/* m^ = m/(1 - beta1^t) */
static double first_corrected(const struct gri_hyper *hyper, const double *state, size_t parameters,
                              size_t p)
{
    (void)hyper;
    return state[p] / left_of(beta1, gone1, state[2 * parameters]);
}

/* v^ = v/(1 - beta2^t) */
static double second_corrected(const struct gri_hyper *hyper, const double *state,
                               size_t parameters, size_t p)
{
    (void)hyper;
    return state[parameters + p] / left_of(beta2, gone2, state[2 * parameters]);
}

/* alpha sqrt(1 - beta2^t)/(1 - beta1^t) */
static double corrected_rate(const struct gri_hyper *hyper, const double *state, size_t parameters,
                             size_t p)
{
    double t = state[2 * parameters];
    (void)p;
    return hyper->rate * sqrt(left_of(beta2, gone2, t)) / left_of(beta1, gone1, t);
}

#define ADAM_MOMENTS                                                                               \
    {"m", "0.9*m + 0.1*g", 0, NULL},                                                               \
    {                                                                                              \
        "v", "0.999*v + 0.001*g^2", 1, NULL                                                        \
    }

const struct gri_optimizer_row gri_optimizers[] = {
    [GRI_SGD] =
        {"sgd", "gradient descent: w_new = w - rate * gradient", 0, sgd, "w - alpha*g", {{0}}},
    [GRI_MOMENTUM] = {"momentum",
                      "gradient descent with momentum",
                      1,
                      momentum,
                      "w - alpha*v'",
                      {{"v", "mu*v + g", 0, NULL}}},
    [GRI_NESTEROV] = {"nesterov",
                      "momentum that looks ahead",
                      1,
                      nesterov,
                      "w - alpha*(g + mu*v')",
                      {{"v", "mu*v + g", 0, NULL}}},
    [GRI_RMSPROP] = {"rmsprop",
                     "the step divided by the gradient's recent size",
                     1,
                     rmsprop,
                     "w - alpha*g/(sqrt(s') + 0.00000001)",
                     {{"s", "0.99*s + 0.01*g^2", 0, NULL}}},
    [GRI_ADAM] = {"adam",
                  "momentum and size, both corrected for the start",
                  2,
                  adam,
                  "w - alpha*mhat'/(sqrt(vhat') + 0.00000001)",
                  {ADAM_MOMENTS,
                   {"mhat", "m'/(1 - 0.9^t)", GRI_NOT_KEPT, first_corrected},
                   {"vhat", "v'/(1 - 0.999^t)", GRI_NOT_KEPT, second_corrected}}},
    [GRI_ADAM_KERAS] = {"adam keras",
                        "adam with the epsilon of Keras",
                        2,
                        adam_keras,
                        "w - alphat'*m'/(sqrt(v') + 0.0000001)",
                        {ADAM_MOMENTS,
                         {"alphat", "alpha*sqrt(1 - 0.999^t)/(1 - 0.9^t)", GRI_NOT_KEPT,
                          corrected_rate}}},
};
static_assert(sizeof gri_optimizers / sizeof *gri_optimizers == GRI_OPTIMIZERS,
              "every optimizer has a row");

const char *const gri_shuffle_names[] = {
    [GRI_SHUFFLE_OFF] = "off", [GRI_SHUFFLE_ON] = "on", [GRI_SHUFFLE_TORCH] = "torch"};

size_t gri_optimizer_state(enum gri_optimizer optimizer, size_t parameters)
{
    size_t rows = gri_optimizers[optimizer].state;
    return rows > 0 ? rows * parameters + 1 : 0;
}

bool gri_hyper_same(const struct gri_hyper *a, const struct gri_hyper *b)
{
    return a->loss == b->loss && a->optimizer == b->optimizer && a->rule == b->rule &&
           a->rate == b->rate && a->momentum == b->momentum && a->torch_seed == b->torch_seed &&
           a->torch_drawn == b->torch_drawn && a->batch == b->batch && a->shuffle == b->shuffle &&
           a->seed == b->seed && a->rounding == b->rounding && a->policy == b->policy;
}

void gri_hyper_round(const struct gri_hyper *hyper, double *numbers, size_t n)
{
    if (hyper->rounding == GRI_ROUNDING_OFF)
        return;
    for (size_t i = 0; i < n; i++)
        numbers[i] = gri_round(numbers[i], hyper->rounding, hyper->policy);
}
