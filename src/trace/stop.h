/* Where to stop: conditions on the numbers of a run, and the moments at which they hold.
 *
 * A condition is looked at once the last number it names is there: after the line that makes it; a
 * number of each sample, after that line of each sample; a parameter or a setting, at the start of
 * the iteration. So the moments are the same in both directions. */
#ifndef GRI_TRACE_STOP_H
#define GRI_TRACE_STOP_H

#include "trace/cursor.h"

#include <signal.h>

struct gri_condition {
    const struct gri_asked *names; /* the quantities it names, `count` of them */
    size_t count;
    bool over_rows; /* of all samples of the batch at once: a sum, a matrix */
    /* Does it hold for a reader who stands at `cursor`? */
    enum gr_status (*holds)(void *user, const struct gri_cursor *cursor, bool *holds,
                            struct gr_err *err);
    void *user;
};

struct gri_search {
    struct gri_timeline *timeline;
    const struct gri_condition *conditions;
    size_t count;
    const volatile sig_atomic_t *stop;
    bool *held;        /* one for each condition: does it hold where the search ended? */
    size_t held_count; /* 0: none was found */
    /* The search has come to the start of iteration t; a loss near there. NULL: nobody is told. */
    void (*report)(void *user, size_t t, double loss);
    void *user;
};

/* To the first moment after *cursor, before iteration `end`, at which a condition holds. Iterations
 * that are not over are done on the way. Where there is none, *cursor becomes the start of
 * iteration `end`, or of the one after the first whose loss is not finite. GR_STOPPED when *stop:
 * at the start of an iteration. */
enum gr_status gri_search_on(struct gri_search *search, struct gri_cursor *cursor, size_t end,
                             struct gr_err *err) GRI_CHECKED;

/* To the last moment before *cursor; where there is none, to the start of the run. */
enum gr_status gri_search_back(struct gri_search *search, struct gri_cursor *cursor,
                               struct gr_err *err) GRI_CHECKED;

#endif
