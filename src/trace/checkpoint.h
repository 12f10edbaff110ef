/* Sparse checkpoints of a run within a byte budget: when it is full, every second one goes and the
 * spacing doubles. */
#ifndef GRI_TRACE_CHECKPOINT_H
#define GRI_TRACE_CHECKPOINT_H

#include "net/run.h"

struct gri_checkpoint {
    size_t t;        /* the iteration that starts from it */
    double *numbers; /* parameters, then the optimiser's state */
};

struct gri_checkpoints {
    struct gri_checkpoint *at;
    size_t count, room, spacing, budget; /* budget in bytes */
};

void gri_checkpoints_init(struct gri_checkpoints *checkpoints, size_t budget);
void gri_checkpoints_clear(struct gri_checkpoints *checkpoints);

/* The run stands at the start of iteration t: keep that if it is due. Without memory it is not
 * kept, and replays get longer. */
void gri_checkpoints_offer(struct gri_checkpoints *checkpoints, size_t t,
                           const struct gri_run *run);

/* The last one at or before t, or NULL. */
const struct gri_checkpoint *gri_checkpoints_before(const struct gri_checkpoints *checkpoints,
                                                    size_t t);

/* Forget those at t and after. */
void gri_checkpoints_cut(struct gri_checkpoints *checkpoints, size_t t);

#endif
