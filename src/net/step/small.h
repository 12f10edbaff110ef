/* Many steps of a small network, for a few shapes with their sizes fixed when this is compiled:
 * the passes of step/pass.h, row by row, with parameters and sums in registers. */
#ifndef GRI_NET_STEP_SMALL_H
#define GRI_NET_STEP_SMALL_H

#include "net/run.h"

/* Does this run have such a shape? */
bool gri_small_fits(const struct gri_run *run);

/* Do `count` iterations of a run that fits, none beyond the end of the epoch unless every epoch
 * has the order that the run has now. Returns how many were done, as
 * gri_run_steps does, whose `end` and `losses` these are. `batch` is the rows of a full one. */
size_t gri_small_steps(struct gri_run *run, size_t batch, size_t count, const struct gri_end *end,
                       double *losses);

#endif
