#include "trace/past/tree.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

size_t gri_timeline_branches(const struct gri_timeline *tl)
{
    return tl->branch_count;
}

size_t gri_timeline_branch(const struct gri_timeline *tl)
{
    return tl->active;
}

const char *gri_timeline_branch_name(const struct gri_timeline *tl, size_t branch)
{
    return tl->branches[branch].name;
}

size_t gri_timeline_branch_done(const struct gri_timeline *tl, size_t branch)
{
    return tl->branches[branch].done;
}

size_t gri_timeline_branch_find(const struct gri_timeline *tl, const char *name, size_t length)
{
    for (size_t n = 0; n < tl->branch_count; n++)
        if (strlen(tl->branches[n].name) == length &&
            memcmp(tl->branches[n].name, name, length) == 0)
            return n;
    return SIZE_MAX;
}

static size_t depth_of(const struct gri_segment *segment)
{
    size_t depth = 0;
    for (; segment != NULL; segment = segment->parent)
        depth++;
    return depth;
}

/* Where the branch leaves its ancestor `segment`: its end, if that is the tip. */
static size_t leaves(const struct gri_branch *branch, const struct gri_segment *segment)
{
    const struct gri_segment *s = branch->tip;
    size_t end = branch->done;
    for (; s != segment; s = s->parent)
        end = s->start;
    return end;
}

size_t gri_timeline_parting(const struct gri_timeline *tl, size_t a, size_t b, size_t *segments)
{
    const struct gri_segment *p = tl->branches[a].tip, *q = tl->branches[b].tip;
    size_t deep = depth_of(p), other = depth_of(q);
    for (; deep > other; deep--)
        p = p->parent;
    for (; other > deep; other--)
        q = q->parent;
    while (p != q) {
        p = p->parent;
        q = q->parent;
    }
    if (segments != NULL)
        *segments = depth_of(p);
    if (p == NULL)
        return 0;
    size_t first = leaves(&tl->branches[a], p), second = leaves(&tl->branches[b], p);
    return first < second ? first : second;
}

size_t gri_timeline_parent(const struct gri_timeline *tl, size_t branch, size_t *parting,
                           size_t *segments)
{
    size_t parent = 0, most = 0, shared;
    for (size_t n = 0; n < branch; n++) {
        size_t common = gri_timeline_parting(tl, branch, n, &shared);
        size_t depth = 2 * common + (shared > 0 ? 1 : 0); /* a shared start is more than none */
        if (n == 0 || depth > most) {
            parent = n;
            most = depth;
            *parting = common;
            if (segments != NULL)
                *segments = shared;
        }
    }
    return parent;
}

enum gr_status gri_timeline_switch(struct gri_timeline *tl, size_t branch, struct gr_err *err)
{
    GRI_TRY(gri_timeline_reserve_path(tl, tl->branches[branch].tip, err));
    tl->active = branch;
    gri_timeline_follow(tl);
    return GR_OK;
}

static enum gr_status reserve_branch(struct gri_timeline *tl, struct gr_err *err)
{
    if (tl->branch_count == GRI_BRANCH_LIMIT)
        return gri_fail(err, GR_E_RANGE, "a run has at most %d branches", GRI_BRANCH_LIMIT);
    if (tl->branch_count < tl->branch_room)
        return GR_OK;
    struct gri_branch *branches = realloc(tl->branches, 2 * tl->branch_room * sizeof *branches);
    if (branches == NULL)
        return gri_fail_memory(err, "a branch");
    tl->branches = branches;
    tl->branch_room *= 2;
    return GR_OK;
}

/* b1, b2 …, the first that is free. */
static void name_branch(const struct gri_timeline *tl, char *name)
{
    size_t n = 0;
    do
        snprintf(name, GRI_BRANCH_NAME, "b%zu", ++n);
    while (gri_timeline_branch_find(tl, name, strlen(name)) != SIZE_MAX);
}

/* Room was made for it. The tip is held from now on. */
static void add_branch(struct gri_timeline *tl, const char *name, struct gri_segment *tip,
                       size_t done)
{
    struct gri_branch branch = {.tip = tip, .done = done};
    if (name != NULL)
        snprintf(branch.name, sizeof branch.name, "%s", name);
    else
        name_branch(tl, branch.name);
    tl->branches[tl->branch_count] = branch;
    tl->active = tl->branch_count++;
    gri_timeline_follow(tl);
}

enum gr_status gri_timeline_fork(struct gri_timeline *tl, size_t t, const char *name,
                                 struct gr_err *err)
{
    struct gri_segment *tip = gri_timeline_segment_of(tl, t);
    GRI_TRY(reserve_branch(tl, err));
    GRI_TRY(gri_timeline_reserve_path(tl, tip, err));
    add_branch(tl, name, gri_segment_keep(tip), t);
    return GR_OK;
}

static enum gr_status check_change(const struct gri_timeline *tl, const struct gri_beginning *from,
                                   const struct gri_segment *old, struct gr_err *err)
{
    const struct gri_net *net = tl->net;
    if (from->start > 0)
        GRI_TRY(gri_segment_may_change(old, from->hyper, from->iteration, err));
    GRI_TRY(gri_run_check(net, from->hyper, err));
    return gri_data_check(from->data, net->inputs, net->outputs, from->hyper->loss, err);
}

/* The segment that begins at t with the change; a change in the same place takes the place of the
 * one before. */
static enum gr_status prepare(struct gri_timeline *tl, size_t t, const struct gri_change *change,
                              struct gri_segment **segment, struct gr_err *err)
{
    struct gri_segment *old = gri_timeline_segment_of(tl, t);
    bool same_place = old->start == t && !change->anew;
    struct gri_beginning from = {
        .parent = change->anew ? NULL
                  : same_place ? old->parent
                               : old,
        .start = change->anew ? 0 : t,
        .hyper = change->hyper != NULL ? change->hyper : &old->hyper,
        .data = change->data != NULL ? change->data : old->data,
        .given = change->parameters == NULL && same_place ? old->given : change->given,
        .changed = change->parameters != NULL || change->anew || (same_place && old->changed),
    };
    if (!change->anew)
        gri_segment_place(old, t, &from.epoch, &from.iteration);
    GRI_TRY(check_change(tl, &from, old, err));
    GRI_TRY(gri_timeline_go(tl, t, err));
    from.parameters = change->parameters != NULL ? change->parameters : tl->run->work->before;
    if (!change->anew && from.hyper->optimizer == old->hyper.optimizer)
        from.state = tl->run->state;
    return gri_segment_new(&tl->store, tl->net, &from, segment, err);
}

static void set_means(struct gri_timeline *tl, struct gri_means means)
{
    for (struct gri_segment *s = tl->store.first; s != NULL; s = s->next)
        s->hyper.means = means;
    tl->run->hyper.means = means;
}

static bool changes_nothing(const struct gri_timeline *tl, size_t t,
                            const struct gri_change *change)
{
    const struct gri_segment *old = gri_timeline_segment_of(tl, t);
    return !change->anew && change->parameters == NULL &&
           (change->data == NULL || change->data == old->data) &&
           (change->hyper == NULL || gri_hyper_same(&old->hyper, change->hyper));
}

enum gr_status gri_timeline_change(struct gri_timeline *tl, size_t t,
                                   const struct gri_change *change, size_t *left,
                                   struct gr_err *err)
{
    struct gri_segment *segment = NULL;
    *left = 0;
    if (changes_nothing(tl, t, change)) {
        if (change->hyper != NULL)
            set_means(tl, change->hyper->means);
        return GR_OK;
    }
    size_t stays = gri_active(tl)->done - (change->anew ? 0 : t);
    if (stays > 0)
        GRI_TRY(reserve_branch(tl, err));
    GRI_TRY(prepare(tl, t, change, &segment, err));
    enum gr_status status = gri_timeline_reserve_path(tl, segment, err);
    if (status != GR_OK) {
        gri_segment_release(&tl->store, segment);
        return status;
    }
    *left = stays;
    if (stays > 0) {
        add_branch(tl, NULL, segment, segment->start);
        return GR_OK;
    }
    gri_segment_release(&tl->store, gri_active(tl)->tip);
    gri_active(tl)->tip = segment;
    gri_timeline_follow(tl);
    return GR_OK;
}

static void release_all(struct gri_timeline *tl, struct gri_branch *branches, size_t count)
{
    for (size_t n = 0; n < count; n++)
        gri_segment_release(&tl->store, branches[n].tip);
    free(branches);
}

static struct gri_branch *copy_branches(const struct gri_branch *branches, size_t count)
{
    struct gri_branch *copy = malloc(count * sizeof *copy);
    for (size_t n = 0; copy != NULL && n < count; n++) {
        copy[n] = branches[n];
        gri_segment_keep(copy[n].tip);
    }
    return copy;
}

enum gr_status gri_timeline_mark(struct gri_timeline *tl, struct gri_mark *mark, struct gr_err *err)
{
    mark->branches = copy_branches(tl->branches, tl->branch_count);
    mark->count = tl->branch_count;
    mark->active = tl->active;
    return mark->branches != NULL ? GR_OK : gri_fail_memory(err, "the branches");
}

void gri_timeline_unmark(struct gri_timeline *tl, struct gri_mark *mark)
{
    release_all(tl, mark->branches, mark->count);
    *mark = (struct gri_mark){0};
}

enum gr_status gri_timeline_revert(struct gri_timeline *tl, const struct gri_mark *mark,
                                   struct gr_err *err)
{
    GRI_TRY(gri_timeline_reserve_path(tl, mark->branches[mark->active].tip, err));
    struct gri_branch *branches = copy_branches(mark->branches, mark->count);
    if (branches == NULL)
        return gri_fail_memory(err, "the branches");
    release_all(tl, tl->branches, tl->branch_count);
    tl->branches = branches;
    tl->branch_count = tl->branch_room = mark->count;
    tl->active = mark->active;
    gri_timeline_follow(tl);
    return GR_OK;
}

bool gri_timeline_is_at(const struct gri_timeline *tl, const struct gri_mark *mark)
{
    bool same = tl->branch_count == mark->count && tl->active == mark->active;
    for (size_t n = 0; same && n < mark->count; n++)
        same = tl->branches[n].tip == mark->branches[n].tip &&
               tl->branches[n].done == mark->branches[n].done &&
               strcmp(tl->branches[n].name, mark->branches[n].name) == 0;
    return same;
}

struct gri_kept gri_timeline_kept(const struct gri_timeline *tl)
{
    const struct gri_store *store = &tl->store;
    struct gri_kept kept = {.loss_bytes = store->losses * sizeof(double),
                            .most_losses = store->most_losses,
                            .every = store->every,
                            .checkpoint_bytes = store->used,
                            .budget = store->budget,
                            .spacing = store->spacing};
    for (const struct gri_segment *s = store->first; s != NULL; s = s->next) {
        size_t state = gri_optimizer_state(s->hyper.optimizer, tl->net->parameters);
        kept.losses += s->losses.count;
        kept.checkpoints += s->checkpoints.count;
        kept.segments++;
        kept.start_bytes += (tl->net->parameters + state) * sizeof *s->parameters +
                            (s->given != NULL ? tl->net->parameters * sizeof *s->given : 0);
    }
    return kept;
}

size_t gri_timeline_segments(const struct gri_timeline *tl)
{
    return tl->path_length;
}

size_t gri_timeline_segment(const struct gri_timeline *tl, size_t number,
                            const struct gri_hyper **hyper, const double **parameters)
{
    const struct gri_segment *segment = tl->path[number];
    *hyper = &segment->hyper;
    *parameters = segment->changed ? segment->parameters : NULL;
    return segment->start;
}
