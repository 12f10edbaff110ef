/* What a timeline is made of; for the files that make it up. */
#ifndef GRI_TRACE_PAST_TREE_H
#define GRI_TRACE_PAST_TREE_H

#include "trace/branch.h"
#include "trace/past/segment.h"

/* Of the iterations that the run did last, in a row: iteration t's at [t % GRI_LATELY]. */
enum { GRI_LATELY = 1024 };

/* A way through the segments: to `done` along those up to the tip, which may be known further. */
struct gri_branch {
    char name[GRI_BRANCH_NAME];
    struct gri_segment *tip; /* held */
    size_t done;
};

struct gri_timeline {
    size_t holders; /* beside the first */
    struct gri_net *net;
    struct gri_store store;
    struct gri_branch *branches;
    size_t branch_count, branch_room, active;
    struct gri_segment **path; /* the active branch's segments, from the first to the tip */
    size_t path_length, path_room;
    struct gri_run *run;         /* somewhere: at iteration `at` of segment `entered` */
    size_t at, since;            /* it did those from `since` on in a row */
    double lately[GRI_LATELY];   /* their losses */
    struct gri_segment *entered; /* held; NULL: there is no run yet */
    struct gri_record *record;   /* of iteration `recorded` of it; SIZE_MAX: of none */
    size_t recorded;
    struct gri_record *sample;
    const volatile sig_atomic_t *stop; /* of jumps; or NULL */
};

static inline struct gri_branch *gri_active(const struct gri_timeline *tl)
{
    return &tl->branches[tl->active];
}

/* The segment of the active branch that iteration t belongs to. */
struct gri_segment *gri_timeline_segment_of(const struct gri_timeline *tl, size_t t);

/* Bring the run to the start of iteration t <= done. */
enum gr_status gri_timeline_go(struct gri_timeline *tl, size_t t, struct gr_err *err) GRI_CHECKED;

/* Make room for the path to this tip; then follow it, where there is room. */
enum gr_status gri_timeline_reserve_path(struct gri_timeline *tl, const struct gri_segment *tip,
                                         struct gr_err *err) GRI_CHECKED;
void gri_timeline_follow(struct gri_timeline *tl);

#endif
