/* What of a step is compiled for each instruction set: it says the same for all, to the last bit.
 */
#ifndef GRI_NET_EDITION_H
#define GRI_NET_EDITION_H

#include "math/kernel/each.h"
#include "net/run.h"

/* Where the steps of a shape begin and end. */
struct gri_walk {
    struct gri_run *run;
    size_t batch, count;
    double divisor, last_divisor; /* of a full batch, and of an epoch's last */
    const struct gri_end *end;
    double *losses;
};

/* A shape with its sizes fixed when it was compiled, and its steps. */
struct gri_shape {
    const struct gri_net *net;
    size_t (*one_by_one)(const struct gri_walk *walk); /* a row each, by sgd */
    size_t (*steps)(const struct gri_walk *walk);
};

enum { GRI_SHAPES = 5 };

struct gri_edition {
    const struct gri_kernel *kernel; /* for the same instruction set */
    const struct gri_shape *shapes;  /* (GRI_SHAPES) */
};

/* The one that goes with means.kernel. */
const struct gri_edition *gri_edition_of(struct gri_means means);

#define GRI_DECLARE_EDITION(name) extern const struct gri_edition gri_edition_##name;
GRI_EACH_KERNEL(GRI_DECLARE_EDITION)
#undef GRI_DECLARE_EDITION

#endif
