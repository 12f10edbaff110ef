/* What is kept of a run, and in what bounds. */
#ifndef GRI_CMD_TIME_TIMELINE_H
#define GRI_CMD_TIME_TIMELINE_H

#include "cmd/session.h"

/* `memory`: bytes of checkpoints. */
enum gr_status gri_memory_set(struct gr_session *session, const char *value,
                              struct gr_err *err) GRI_CHECKED;
void gri_memory_get(const struct gr_session *session, struct gri_text *out);

/* `show timeline` */
enum gr_status gri_show_timeline(struct gr_session *session, struct gr_err *err) GRI_CHECKED;

#endif
