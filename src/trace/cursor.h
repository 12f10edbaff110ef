/* The cursor: where in a run a reader stands. */
#ifndef GRI_TRACE_CURSOR_H
#define GRI_TRACE_CURSOR_H

#include "trace/line.h"
#include "trace/timeline.h"

/* In iteration t: `line` lines of stage `stage` have been shown, and all of the stages before. A
 * fresh one is {0, 0, 0, SIZE_MAX}. */
struct gri_cursor {
    size_t t, stage, line;
    size_t joined; /* gri_stages.joined: parameters whose update comes with their gradient */
};

struct gri_cursor gri_cursor_start(size_t t);

static inline bool gri_cursor_same(const struct gri_cursor *a, const struct gri_cursor *b)
{
    return a->t == b->t && a->stage == b->stage && a->line == b->line && a->joined == b->joined;
}

/* The end of iteration t where it is over, else its start. */
struct gri_cursor gri_cursor_last(size_t t, const struct gri_timeline *timeline);

/* The stages of the cursor's iteration. */
struct gri_stages gri_cursor_stages(const struct gri_cursor *cursor,
                                    const struct gri_timeline *timeline);

/* Forward one line, into the next iteration from the end of one; `line` is the one passed. When
 * that ends the iteration, the iteration is over (gri_timeline_done). On failure nothing has moved.
 */
enum gr_status gri_cursor_step(struct gri_cursor *cursor, struct gri_timeline *timeline,
                               struct gri_line *line, struct gr_err *err) GRI_CHECKED;

/* Back one line; GR_E_RANGE at the very start. */
enum gr_status gri_cursor_back(struct gri_cursor *cursor, struct gri_timeline *timeline,
                               struct gr_err *err) GRI_CHECKED;

/* The line shown last, or GR_OK and *any false where none was. */
enum gr_status gri_cursor_line(const struct gri_cursor *cursor, struct gri_timeline *timeline,
                               struct gri_line *line, bool *any, struct gr_err *err) GRI_CHECKED;

/* Has every line of this iteration been shown? */
bool gri_cursor_at_end(const struct gri_cursor *cursor, const struct gri_stages *stages);

/* How many lines of the iteration have been shown; and the other way round: stand where `count`
 * have (GR_E_RANGE where there are fewer). */
size_t gri_cursor_lines(const struct gri_cursor *cursor, const struct gri_timeline *timeline);
enum gr_status gri_cursor_place(struct gri_cursor *cursor, struct gri_timeline *timeline,
                                size_t count, struct gr_err *err) GRI_CHECKED;

/* The row of the batch that bare per-sample names mean: the stage's, after the forward pass the
 * last. */
size_t gri_cursor_row(const struct gri_cursor *cursor, size_t rows);

#endif
