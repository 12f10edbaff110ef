#include "net/check/health.h"

#include "net/kind/activation.h"

#include <assert.h>
#include <math.h>

const struct gri_ail_row gri_ails[] = {
    [GRI_AIL_DEAD] = {"dead", "the slope is 0 for every sample, so no gradient reaches its weights",
                      0},
    [GRI_AIL_SATURATED] = {"saturated",
                           "the slope is below a hundredth of its largest for every sample, so it "
                           "hardly learns",
                           0.01},
    [GRI_AIL_VANISHING] = {"vanishing",
                           "the gradient that reaches it is below a thousandth of the last layer's",
                           0.001},
    [GRI_AIL_EXPLODING] = {"exploding",
                           "the gradient that reaches it is above a thousand times the last "
                           "layer's",
                           1000},
};
static_assert(sizeof gri_ails / sizeof *gri_ails == GRI_AILS, "every ail has a row");

static double root_mean_square(const struct gri_work *work, size_t layer, size_t unit)
{
    size_t units = work->net->layer[layer].units;
    double sum = 0;
    for (size_t i = 0; i < work->rows; i++) {
        double delta = work->delta[layer][i * units + unit];
        sum += delta * delta;
    }
    return sqrt(sum / (double)work->rows);
}

double gri_health_last(const struct gri_work *work)
{
    size_t last = work->net->depth - 1;
    double most = 0;
    for (size_t k = 0; k < work->net->layer[last].units; k++) {
        double delta = root_mean_square(work, last, k);
        most = delta > most || isnan(delta) ? delta : most;
    }
    return most;
}

/* The largest slope, of the one at 0, or at 1 where the function has a corner in 0. */
static double largest_slope(const struct gri_work *work, size_t layer, size_t unit)
{
    const struct gri_layer *l = &work->net->layer[layer];
    const struct gri_activation_row *row = &gri_activations[l->activation];
    double most = 0;
    if (row->value == NULL)
        return NAN;
    for (size_t i = 0; i < work->rows; i++) {
        size_t at = i * l->units + unit;
        most = fmax(most, fabs(row->slope(work->z[layer][at], work->h[layer][at])));
    }
    return most / fmax(fabs(row->slope(0, row->value(0))), fabs(row->slope(1, row->value(1))));
}

/* Straight pieces die; a curve only flattens out. */
static bool is_curved(enum gri_activation activation)
{
    const struct gri_activation_row *row = &gri_activations[activation];
    return row->bend != NULL && row->bend(1, row->value(1)) != 0;
}

struct gri_health gri_health_of(const struct gri_work *work, enum gri_loss loss, size_t layer,
                                size_t unit, double last)
{
    enum gri_activation activation = work->net->layer[layer].activation;
    bool hidden = layer + 1 < work->net->depth, compared = hidden && last > 0 && isfinite(last);
    bool slopes = hidden || gri_losses[loss].partner != activation, curved = is_curved(activation);
    struct gri_health health = {largest_slope(work, layer, unit),
                                root_mean_square(work, layer, unit), -1};
    if (slopes && !curved && health.slope <= gri_ails[GRI_AIL_DEAD].limit)
        health.ail = GRI_AIL_DEAD;
    else if (slopes && curved && health.slope < gri_ails[GRI_AIL_SATURATED].limit)
        health.ail = GRI_AIL_SATURATED;
    else if (compared && health.delta < gri_ails[GRI_AIL_VANISHING].limit * last)
        health.ail = GRI_AIL_VANISHING;
    else if (compared && health.delta > gri_ails[GRI_AIL_EXPLODING].limit * last)
        health.ail = GRI_AIL_EXPLODING;
    return health;
}
