/* What `undo` goes back to: the session as it was before each line that changed it.
 *
 * Networks, data and runs are held, not copied; a run's branches are marked. */
#ifndef GRI_CMD_PAST_H
#define GRI_CMD_PAST_H

#include "cmd/session.h"

struct gri_past;

/* The session as it is now; NULL where memory ended. */
struct gri_past *gri_past_take(struct gr_session *session);

/* The line is over, or was stopped half-way, before which this was taken: if it has changed the
 * session, remember `past` and the line, else free it. Moves alone are no change. `past` may be
 * NULL. */
void gri_past_settle(struct gr_session *session, struct gri_past *past, const char *line,
                     size_t length, bool stopped);

/* Go back over the last line that changed the session; *line, in the arena, says which. GR_E_STATE:
 * there is none. */
enum gr_status gri_past_undo(struct gr_session *session, const char **line,
                             struct gr_err *err) GRI_CHECKED;

/* Remember nothing any more. */
void gri_past_forget(struct gr_session *session);

#endif
