/* Where a reader stands, as commands and as an address. */
#ifndef GRI_CMD_TIME_PLACE_H
#define GRI_CMD_TIME_PLACE_H

#include "cmd/command.h"

/* The `goto` that comes back to the cursor's place in its branch; there must be a run. */
enum gr_status gri_place_goto(struct gr_session *session, struct gri_text *out,
                              struct gr_err *err) GRI_CHECKED;

/* "epoch 2", and in batches "epoch 2, iteration 3": iteration t of the branch, in words. */
void gri_place_words(const struct gri_timeline *timeline, size_t t, struct gri_text *out);

/* "@2", "@2.3", and with several branches "b1@2.3": the address of iteration t of a branch. */
enum gr_status gri_place_address(struct gr_session *session, size_t branch, size_t t,
                                 struct gri_text *out, struct gr_err *err) GRI_CHECKED;

/* The cursor's, with the lines shown: "@2.3:5". */
enum gr_status gri_place_write(struct gr_session *session, struct gri_text *out,
                               struct gr_err *err) GRI_CHECKED;

#endif
