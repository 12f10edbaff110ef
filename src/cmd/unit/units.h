/* Units that do not learn: named where they come to be so. */
#ifndef GRI_CMD_UNIT_UNITS_H
#define GRI_CMD_UNIT_UNITS_H

#include "cmd/command.h"

/* A reader has gone on from `before` to where the cursor stands: name the units that ail here and
 * did not there, and the iteration in which each came to. Where a run starts, or numbers were given
 * by hand, none is taken to. */
void gri_units_notice(struct gr_session *session, const struct gri_cursor *before);

/* Forward and backward over all rows that are trained on, with the parameters of iteration t: what
 * holds for one batch may not hold for the next. *run is the caller's, to be freed. */
enum gr_status gri_units_look(struct gr_session *session, size_t t, struct gri_run **run,
                              struct gr_err *err) GRI_CHECKED;

#endif
