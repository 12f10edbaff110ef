/* The branches of a timeline: ways that share their past.
 *
 * A change at a moment that is over begins a branch there; what was done after it stays in the
 * branch that was left. One branch is active: the timeline's iterations are its. */
#ifndef GRI_TRACE_BRANCH_H
#define GRI_TRACE_BRANCH_H

#include "trace/timeline.h"

enum { GRI_BRANCH_NAME = 32, GRI_BRANCH_LIMIT = 1000 };

size_t gri_timeline_branches(const struct gri_timeline *timeline); /* how many; one at least */
size_t gri_timeline_branch(const struct gri_timeline *timeline);   /* the active one's number */
const char *gri_timeline_branch_name(const struct gri_timeline *timeline, size_t branch);
size_t gri_timeline_branch_done(const struct gri_timeline *timeline, size_t branch);
size_t gri_timeline_branch_find(const struct gri_timeline *timeline, const char *name,
                                size_t length); /* or SIZE_MAX */

/* How many iterations two branches have in common: the first that may differ. 0 where they began
 * apart. `segments` (may be NULL) gets how many segments they share. */
size_t gri_timeline_parting(const struct gri_timeline *timeline, size_t a, size_t b,
                            size_t *segments);

/* The earlier branch that this one (not the first) has most in common with, and how much. */
size_t gri_timeline_parent(const struct gri_timeline *timeline, size_t branch, size_t *parting,
                           size_t *segments);

/* From now on this one is active. */
enum gr_status gri_timeline_switch(struct gri_timeline *timeline, size_t branch,
                                   struct gr_err *err) GRI_CHECKED;

/* A new branch that shares what is before iteration t <= done, and is active from now on. Its name
 * is new and short enough, or NULL: b1, b2 … */
enum gr_status gri_timeline_fork(struct gri_timeline *timeline, size_t t, const char *name,
                                 struct gr_err *err) GRI_CHECKED;

/* What to go by from an iteration on; NULL: as it is there. With `anew` a run begins from it, at
 * iteration 0. */
struct gri_change {
    const struct gri_hyper *hyper;
    const double *parameters;
    const bool *given;           /* (parameters), which a person wrote; NULL: none */
    const struct gri_data *data; /* prepared for the network; held */
    bool anew;
};

/* From iteration t on, go by this. Where later iterations were done that begins a branch, and they
 * stay in the one that was active: `*left` counts them. The batch can change only where an epoch
 * starts (GR_E_STATE). On failure nothing has changed. */
enum gr_status gri_timeline_change(struct gri_timeline *timeline, size_t t,
                                   const struct gri_change *change, size_t *left,
                                   struct gr_err *err) GRI_CHECKED;

/* The branches as they are, to go back to. The mark holds what it names; it is to be let go before
 * the timeline is freed. */
struct gri_branch;
struct gri_mark {
    struct gri_branch *branches;
    size_t count, active;
};
enum gr_status gri_timeline_mark(struct gri_timeline *timeline, struct gri_mark *mark,
                                 struct gr_err *err) GRI_CHECKED;
void gri_timeline_unmark(struct gri_timeline *timeline, struct gri_mark *mark);
enum gr_status gri_timeline_revert(struct gri_timeline *timeline, const struct gri_mark *mark,
                                   struct gr_err *err) GRI_CHECKED;
bool gri_timeline_is_at(const struct gri_timeline *timeline, const struct gri_mark *mark);

#endif
