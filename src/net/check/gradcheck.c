#include "net/check/gradcheck.h"

#include <float.h>
#include <math.h>
#include <stdint.h>

/* Does a slope jump at 0? It is one of 0.01 and more that are to be told from a smooth change. */
static bool jumps(double left, double right)
{
    return fabs(right - left) > 1e-3;
}

static bool bends_at_zero(enum gri_activation activation)
{
    const struct gri_activation_row *row = &gri_activations[activation];
    return row->slope != NULL && jumps(row->slope(-DBL_MIN, row->value(-DBL_MIN)),
                                       row->slope(DBL_MIN, row->value(DBL_MIN)));
}

static uint64_t add_signs(uint64_t hash, const double *numbers, size_t n)
{
    for (size_t i = 0; i < n; i++) /* FNV-1a, of -1, 0 and 1 */
        hash = (hash ^ (uint64_t)((numbers[i] > 0) - (numbers[i] < 0) + 1)) * 0x100000001b3u;
    return hash;
}

/* On which side of its bend each unit and each error stands, as one number. */
static uint64_t sides(const struct gri_work *work, const struct gri_hyper *hyper)
{
    const struct gri_loss_row *loss = &gri_losses[hyper->loss];
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t l = 0; l < work->net->depth; l++)
        if (bends_at_zero(work->net->layer[l].activation))
            hash = add_signs(hash, work->z[l], work->rows * work->net->layer[l].units);
    if (loss->of_error && jumps(loss->body(0, DBL_MIN, -DBL_MIN), loss->body(0, -DBL_MIN, DBL_MIN)))
        hash = add_signs(hash, work->error, work->rows * work->net->outputs);
    return hash;
}

static double loss_at(struct gri_work *work, const struct gri_hyper *hyper, size_t p, double value)
{
    double kept = work->before[p];
    work->before[p] = value;
    gri_step_forward(work, hyper, NULL);
    gri_step_loss(work, hyper, NULL);
    work->before[p] = kept;
    return work->loss;
}

static void check(struct gri_work *work, const struct gri_hyper *hyper, size_t p,
                  struct gri_gradcheck *out)
{
    double w = work->before[p];
    double h = cbrt(DBL_EPSILON) * fmax(1, fabs(w));
    double up = loss_at(work, hyper, p, w + h);
    uint64_t sides_up = sides(work, hyper);
    double down = loss_at(work, hyper, p, w - h);
    uint64_t sides_down = sides(work, hyper);
    double span = (w + h) - (w - h); /* what was really added */
    out->difference = (up - down) / span;
    out->error = fabs(out->gradient - out->difference) /
                 fmax(1, fmax(fabs(out->gradient), fabs(out->difference)));
    out->kink = out->error > 1e-6 && sides_up != sides_down;
}

void gri_gradcheck(struct gri_run *run, struct gri_gradcheck *out)
{
    struct gri_hyper exact = run->hyper;
    exact.rounding = GRI_ROUNDING_OFF;
    gri_run_load(run);
    gri_step_gradient(run->work, &exact, NULL);
    for (size_t p = 0; p < run->net->parameters; p++)
        out[p].gradient = run->work->gradient[p];
    for (size_t p = 0; p < run->net->parameters; p++)
        check(run->work, &exact, p, &out[p]);
}
