/* A line: what kind it is, and running it. */
#ifndef GRI_CMD_LINE_LINE_H
#define GRI_CMD_LINE_LINE_H

#include "cmd/command.h"

/* The part of a line before its comment, without blanks at either end. */
struct gri_source gri_line_trim(const char *line, size_t length);

/* The first word: letters and hyphens from source.from on, when a blank or the end follows; else 0.
 */
size_t gri_line_first_word(struct gri_source source);

/* Where a single = stands outside brackets; source.to: nowhere. */
size_t gri_line_equals(struct gri_source source);

/* Does the block begin on a line of its own, behind the command's? */
bool gri_block_begins(const struct gri_arg *block);

/* Where the line `end` stands in a block; `length` when it has none. */
size_t gri_block_end(const char *text, size_t length);

/* `w5 = 2`, `W[1] = [0.5 -0.3; 0.1 2]`, `x1[2] = 3`; `equals` is where the = stands. */
enum gr_status gri_line_assign(struct gr_session *session, struct gri_source source, size_t equals,
                               struct gr_err *err) GRI_CHECKED;

/* The error for a first word that is nothing: what is wanted before it, or the nearest command or
 * name. */
enum gr_status gri_line_unknown(struct gr_session *session, struct gri_source source, size_t word,
                                struct gr_err *err) GRI_CHECKED;

/* Run it, whatever it is. Places in `err` are bytes of `line`. */
enum gr_status gri_line_run(struct gr_session *session, const char *line, size_t length,
                            struct gr_err *err) GRI_CHECKED;

#endif
