/* Worksheets: a pass to be worked by hand, on fresh numbers for the network there is. */
#ifndef GRI_CMD_WORKSHEET_WORKSHEET_H
#define GRI_CMD_WORKSHEET_WORKSHEET_H

#include "cmd/command.h"
#include "mark/task/task.h"

/* A session of its own with the network and the settings of this one, or with none, for whose
 * output nobody listens; to be freed with gr_session_free. */
enum gr_status gri_worksheet_session(const struct gr_session *session, bool empty,
                                     struct gr_session **own, struct gr_err *err) GRI_CHECKED;

/* Draw the worksheet of this seed for the session's network, and set the session up with it; what
 * was drawn lives in its line's arena. */
enum gr_status gri_worksheet_set(struct gr_session *session, uint64_t seed, struct gri_task *task,
                                 struct gr_err *err) GRI_CHECKED;

/* Append the page with blanks, or its key, of a session that was set up so. */
enum gr_status gri_worksheet_say(struct gr_session *own, struct gri_page *page, uint64_t seed,
                                 bool key, struct gr_err *err) GRI_CHECKED;

/* Append which mistakes show on its numbers, where first and as what; and which do not, and why. */
enum gr_status gri_worksheet_say_mistakes(struct gr_session *own, struct gri_page *page,
                                          const struct gri_task *task,
                                          struct gr_err *err) GRI_CHECKED;

#endif
