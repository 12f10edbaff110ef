/* Units that do not learn: named where they come to be so. */
#ifndef GRI_CMD_UNIT_UNITS_H
#define GRI_CMD_UNIT_UNITS_H

#include "cmd/command.h"

/* A reader has gone on from `before` to where the cursor stands: name the units that ail here and
 * did not there. Where a run starts, or numbers were given by hand, none is taken to. */
void gri_units_notice(struct gr_session *session, const struct gri_cursor *before);

#endif
