/* What the commands for classifiers share. */
#ifndef GRI_CMD_SCORE_SCORE_H
#define GRI_CMD_SCORE_SCORE_H

#include "cmd/command.h"

/* There is a run, and its targets are classes: else GR_E_STATE. */
enum gr_status gri_classifier_need(struct gr_session *session, struct gr_err *err) GRI_CHECKED;

size_t gri_classifier_classes(const struct gr_session *session);

/* How the rows trained on (or those held out) are taken, with the parameters at the cursor:
 * (is, taken for), in the line's arena. */
enum gr_status gri_classifier_count(struct gr_session *session, bool held, size_t **confusion,
                                    struct gr_err *err) GRI_CHECKED;

#endif
