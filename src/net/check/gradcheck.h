/* Gradients against central differences of the loss. */
#ifndef GRI_NET_GRADCHECK_H
#define GRI_NET_GRADCHECK_H

#include "net/run.h"

struct gri_gradcheck {
    double gradient, difference; /* dL/dw by backpropagation, and (L(w + h) - L(w - h))/2h */
    double error;                /* |gradient - difference| / max(1, |gradient|, |difference|) */
    bool kink; /* the loss bends between w - h and w + h (relu, mae): no difference to hold it to */
};

/* One result for each parameter, on the iteration `run` stands at, in full precision whatever the
 * rounding; `out` has room for all. The run's state is left as it was. */
void gri_gradcheck(struct gri_run *run, struct gri_gradcheck *out);

#endif
