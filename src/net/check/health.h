/* Units that do not learn, or too wildly: what ails them, by one table. */
#ifndef GRI_NET_CHECK_HEALTH_H
#define GRI_NET_CHECK_HEALTH_H

#include "net/kind/loss.h"
#include "net/work.h"

enum gri_ail { GRI_AIL_DEAD, GRI_AIL_SATURATED, GRI_AIL_VANISHING, GRI_AIL_EXPLODING, GRI_AILS };

/* `limit`: of what the words speak of. */
struct gri_ail_row {
    const char *name;
    const char *meaning; /* "the slope is 0 for every sample, …" */
    double limit;
};
extern const struct gri_ail_row gri_ails[GRI_AILS];

struct gri_health {
    double slope; /* the largest |f'(z)| over the rows, as a share of f'(0); NaN: coupled units */
    double delta; /* the root of the mean square of dL/dz over the rows */
    int ail;      /* what ails the unit; -1: nothing */
};

/* Of a unit, when `work` has gone forward and backward for this loss. `last` is the largest `delta`
 * of the last layer, which gradients are held against on their way back: gri_health_last. Where the
 * loss is the last layer's partner, its units learn whatever their slope. */
struct gri_health gri_health_of(const struct gri_work *work, enum gri_loss loss, size_t layer,
                                size_t unit, double last);
double gri_health_last(const struct gri_work *work);

#endif
