/* Breaks and watches of a session: what a reader asked to be stopped at, and to be shown. */
#ifndef GRI_CMD_STOP_STOPS_H
#define GRI_CMD_STOP_STOPS_H

#include "cmd/command.h"

/* Kept as it was typed, and read where it is looked at: names may be other ones by then. */
struct gri_stop {
    size_t number; /* from 1, as `delete` has it */
    bool watch;
    char *text;    /* "loss > 1e6", "w5" */
    double before; /* a watch: what it was when it was shown last */
};

/* Add one; the text is copied. */
enum gr_status gri_stops_add(struct gr_session *session, bool watch, const char *text,
                             size_t length, double now, struct gr_err *err) GRI_CHECKED;

/* Read a break's condition; the value of a watch, with its tree, where the cursor stands. */
enum gr_status gri_stops_read(struct gr_session *session, const struct gri_stop *stop,
                              struct gri_comparison *condition, struct gr_err *err) GRI_CHECKED;
enum gr_status gri_stops_value(struct gr_session *session, const struct gri_stop *stop,
                               const struct gri_expr **expr, double *value,
                               struct gr_err *err) GRI_CHECKED;

/* Forget number `number`; 0: all. Was there one? */
bool gri_stops_delete(struct gr_session *session, size_t number);

/* A table of those there are. */
void gri_stops_list(struct gr_session *session);

/* A reader has come to stand somewhere: show what is watched, and what it was before; or one watch.
 */
void gri_stops_show(struct gr_session *session);
void gri_stops_show_one(struct gr_session *session, struct gri_stop *stop);

#endif
