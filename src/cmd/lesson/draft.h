/* The draft of a lesson: what is run, kept as a transcript ready to edit. */
#ifndef GRI_CMD_LESSON_DRAFT_H
#define GRI_CMD_LESSON_DRAFT_H

#include "base/text.h"
#include "gradus/session.h"
#include "trace/cursor.h"

struct gri_draft {
    char *path;
    struct gri_text done;     /* all of it but the last transcript */
    struct gri_text turns;    /* of the last transcript, which a paragraph or an answer ends */
    struct gri_text output;   /* what the running line wrote so far */
    struct gri_cursor before; /* where it began; and the iteration that was to be done next */
    size_t from;
};

/* GR_E_FILE where there is such a file already, or it cannot be written. *draft is the caller's, to
 * be freed with gri_draft_free. */
enum gr_status gri_draft_new(const char *path, struct gri_draft **draft,
                             struct gr_err *err) GRI_CHECKED;
void gri_draft_free(struct gri_draft *draft);

/* Add a command of one line or more with what it wrote and the words of its error (NULL: none); or
 * one whose output is not compared; or a paragraph of prose. The file is whole after each. */
enum gr_status gri_draft_turn(struct gri_draft *draft, const char *command, size_t length,
                              const char *error, struct gr_err *err) GRI_CHECKED;
enum gr_status gri_draft_unseen(struct gri_draft *draft, const char *command,
                                struct gr_err *err) GRI_CHECKED;
enum gr_status gri_draft_prose(struct gri_draft *draft, const char *text, size_t length,
                               struct gr_err *err) GRI_CHECKED;

/* A session begins to run a line; the line ended so, and is taken into the draft. */
void gri_session_keep_begin(struct gr_session *session);
enum gr_status gri_session_keep(struct gr_session *session, const char *line, size_t length,
                                const struct gr_err *ended, struct gr_err *err) GRI_CHECKED;

#endif
