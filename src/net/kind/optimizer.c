#include "net/kind/optimizer.h"

#include <assert.h>

static void sgd(const struct gri_hyper *hyper, size_t parameters, const double *before,
                const double *gradient, double *state, double *after)
{
    (void)state;
    for (size_t p = 0; p < parameters; p++)
        after[p] = before[p] - hyper->rate * gradient[p];
}

const struct gri_optimizer_row gri_optimizers[] = {
    [GRI_SGD] = {"sgd", "gradient descent: w_new = w - rate * gradient", 0, sgd, "w - alpha*g"},
};
static_assert(sizeof gri_optimizers / sizeof *gri_optimizers == GRI_OPTIMIZERS,
              "every optimizer has a row");

bool gri_hyper_same(const struct gri_hyper *a, const struct gri_hyper *b)
{
    return a->loss == b->loss && a->optimizer == b->optimizer && a->rate == b->rate &&
           a->batch == b->batch && a->shuffle == b->shuffle && a->seed == b->seed &&
           a->rounding == b->rounding && a->policy == b->policy;
}

void gri_hyper_round(const struct gri_hyper *hyper, double *numbers, size_t n)
{
    if (hyper->rounding == GRI_ROUNDING_OFF)
        return;
    for (size_t i = 0; i < n; i++)
        numbers[i] = gri_round(numbers[i], hyper->rounding, hyper->policy);
}
