/* Searching for the moments at which a break's condition holds. */
#ifndef GRI_CMD_STOP_SEEK_H
#define GRI_CMD_STOP_SEEK_H

#include "cmd/stop/stops.h"

/* Go to the next moment at which a break holds, before iteration `end`; or to the previous one. Say
 * which breaks hold there; *any: does one? */
enum gr_status gri_seek_on(struct gr_session *session, size_t end, bool *any,
                           struct gr_err *err) GRI_CHECKED;
enum gr_status gri_seek_back(struct gr_session *session, bool *any, struct gr_err *err) GRI_CHECKED;

#endif
