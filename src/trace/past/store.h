/* What is kept of the segments of a timeline, within bounds that they share.
 *
 * The loss of every iteration is kept until there are too many: then every second one goes, and so
 * on. So it is with checkpoints, which have a budget of bytes; what lies between two of them is
 * computed again when it is asked for. */
#ifndef GRI_TRACE_PAST_STORE_H
#define GRI_TRACE_PAST_STORE_H

#include "net/run.h"

struct gri_segment;

struct gri_store {
    struct gri_segment *first;  /* all there are, linked by `next` */
    size_t budget, used;        /* bytes of checkpoints: most, and taken */
    size_t spacing;             /* iterations from one checkpoint to the next, a power of two */
    size_t most_losses, losses; /* numbers: most, and room taken */
    size_t every; /* the loss of each iteration that it divides is kept; a power of two */
};

/* `spacing` at first. */
void gri_store_init(struct gri_store *store, size_t budget, size_t most_losses, size_t spacing);

/* From now on so many bytes of checkpoints; what is too much goes. */
void gri_store_set_budget(struct gri_store *store, size_t bytes);

/* Note the losses of the segment's iterations from t = known on, which were just computed: only
 * the last may be no finite number. GR_E_MEMORY: not all are noted. */
enum gr_status gri_store_losses(struct gri_store *store, struct gri_segment *segment,
                                const double *losses, size_t count, struct gr_err *err) GRI_CHECKED;

/* The loss of iteration t < known; NULL: it is not kept. */
const double *gri_store_kept_loss(const struct gri_store *store, const struct gri_segment *segment,
                                  size_t t);

/* The run stands at the start of the segment's iteration t: keep that if it is due. Without memory
 * it is not kept, and replays get longer. */
void gri_store_checkpoint(struct gri_store *store, struct gri_segment *segment, size_t t,
                          struct gri_run *run);

/* The last iteration, at or before t, whose start is kept: the segment's own at least. */
size_t gri_store_nearest(const struct gri_store *store, const struct gri_segment *segment,
                         size_t t);

/* Bring the segment's run to the start of iteration t, one of those that gri_store_nearest names.
 */
void gri_store_enter(const struct gri_store *store, const struct gri_segment *segment, size_t t,
                     struct gri_run *run);

/* Nothing is kept of this segment any more. */
void gri_store_drop(struct gri_store *store, struct gri_segment *segment);

#endif
