#include "trace/past/store.h"

#include "trace/past/segment.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void gri_store_init(struct gri_store *store, size_t budget, size_t most_losses, size_t spacing)
{
    *store = (struct gri_store){
        .budget = budget, .most_losses = most_losses, .spacing = spacing, .every = 1};
}

/* The first multiple of `step`, a power of two, at or after t. */
static size_t multiple(size_t t, size_t step)
{
    return (t + step - 1) & ~(step - 1);
}

static bool divides(size_t step, size_t t)
{
    return (t & (step - 1)) == 0;
}

/* Room for `room` things of `size` bytes in place of what there is. */
static bool resize(double **at, size_t room, size_t size)
{
    double *moved = NULL;
    if (room == 0) {
        free(*at);
    } else {
        moved = realloc(*at, room * size);
        if (moved == NULL)
            return false;
    }
    *at = moved;
    return true;
}

/* The room of `growing` stays. */
static void thin_losses(struct gri_store *store, const struct gri_losses *growing)
{
    size_t step = store->every;
    store->every *= 2;
    for (struct gri_segment *s = store->first; s != NULL; s = s->next) {
        struct gri_losses *losses = &s->losses;
        size_t first = multiple(s->start, step), kept = 0;
        for (size_t n = 0; n < losses->count; n++)
            if (divides(store->every, first + n * step))
                losses->at[kept++] = losses->at[n];
        losses->count = kept;
        if (losses != growing && resize(&losses->at, kept, sizeof *losses->at)) {
            store->losses -= losses->room - kept;
            losses->room = kept;
        }
    }
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* How many more things to make room for, when `left` are still to be had. */
static size_t growth(size_t room, size_t few, size_t left)
{
    size_t more = room / 8 > few ? room / 8 : few;
    return least(more, left);
}

/* Room for at least one more loss, which may mean that fewer are kept. */
static enum gr_status make_loss_room(struct gri_store *store, struct gri_losses *losses,
                                     struct gr_err *err)
{
    size_t more;
    while (losses->count == losses->room) {
        more = growth(losses->room, 64, store->most_losses - store->losses);
        if (more == 0) {
            thin_losses(store, losses);
            continue;
        }
        if (!resize(&losses->at, losses->room + more, sizeof *losses->at))
            return gri_fail(err, GR_E_MEMORY, "no memory for the losses of %zu iterations",
                            losses->room + more);
        losses->room += more;
        store->losses += more;
    }
    return GR_OK;
}

enum gr_status gri_store_losses(struct gri_store *store, struct gri_segment *segment,
                                const double *losses, size_t count, struct gr_err *err)
{
    struct gri_losses *kept = &segment->losses;
    size_t end = segment->known + count, t = multiple(segment->known, store->every);
    while (t < end) {
        enum gr_status status = make_loss_room(store, kept, err);
        if (status != GR_OK) {
            segment->known = t;
            return status;
        }
        size_t step = store->every; /* it may have doubled */
        t = multiple(t, step);
        if (t >= end)
            break;
        size_t some = least((end - t + step - 1) / step, kept->room - kept->count);
        const double *from = losses + (t - segment->known);
        double *to = kept->at + kept->count;
        for (size_t n = 0; n < some; n++)
            to[n] = from[n * step];
        kept->count += some;
        t += some * step;
    }
    if (count > 0 && !isfinite(losses[count - 1]) && segment->broken == SIZE_MAX)
        segment->broken = end - 1;
    segment->known = end;
    return GR_OK;
}

const double *gri_store_kept_loss(const struct gri_store *store, const struct gri_segment *segment,
                                  size_t t)
{
    size_t first = multiple(segment->start, store->every);
    bool is_kept = divides(store->every, t) && (t - first) / store->every < segment->losses.count;
    return is_kept ? &segment->losses.at[(t - first) / store->every] : NULL;
}

static size_t bytes_of(const struct gri_checkpoints *checkpoints)
{
    return checkpoints->size * sizeof *checkpoints->at;
}

static size_t first_checkpoint(const struct gri_segment *segment, size_t spacing)
{
    return multiple(segment->start + 1, spacing);
}

/* Every second one goes; false: there was none. */
static bool thin_checkpoints(struct gri_store *store)
{
    size_t step = store->spacing, found = 0;
    store->spacing *= 2;
    for (struct gri_segment *s = store->first; s != NULL; s = s->next) {
        struct gri_checkpoints *list = &s->checkpoints;
        size_t first = first_checkpoint(s, step), kept = 0;
        found += list->count;
        for (size_t n = 0; n < list->count; n++)
            if (divides(store->spacing, first + n * step))
                memmove(list->at + kept++ * list->size, list->at + n * list->size, bytes_of(list));
        list->count = kept;
        if (list->room > kept && resize(&list->at, kept, bytes_of(list))) {
            store->used -= (list->room - kept) * bytes_of(list);
            list->room = kept;
        }
    }
    return found > 0;
}

void gri_store_set_budget(struct gri_store *store, size_t bytes)
{
    store->budget = bytes;
    while (store->used > store->budget && thin_checkpoints(store))
        ;
}

/* Room for one more; false: there is none, and none to be made. */
static bool make_room(struct gri_store *store, struct gri_checkpoints *list)
{
    size_t size = bytes_of(list);
    if (list->count < list->room)
        return true;
    size_t left = store->used < store->budget ? (store->budget - store->used) / size : 0;
    size_t more = growth(list->room, 8, left);
    if (more == 0)
        return size <= store->budget && thin_checkpoints(store);
    if (!resize(&list->at, list->room + more, size))
        return false;
    list->room += more;
    store->used += more * size;
    return true;
}

static bool is_due(const struct gri_store *store, const struct gri_segment *segment, size_t t)
{
    return divides(store->spacing, t) && t == first_checkpoint(segment, store->spacing) +
                                                  segment->checkpoints.count * store->spacing;
}

void gri_store_checkpoint(struct gri_store *store, struct gri_segment *segment, size_t t,
                          struct gri_run *run)
{
    struct gri_checkpoints *list = &segment->checkpoints;
    size_t count = run->net->parameters;
    while (is_due(store, segment, t) && list->count == list->room)
        if (!make_room(store, list))
            return;
    if (!is_due(store, segment, t))
        return;
    double *kept = list->at + list->count++ * list->size;
    memcpy(kept, run->work->before, count * sizeof *kept);
    memcpy(kept + count, run->state, run->state_numbers * sizeof *kept);
    if (segment->hyper.shuffle == GRI_SHUFFLE_TORCH)
        memcpy(kept + count + run->state_numbers, gri_run_generator(run), sizeof(struct gri_torch));
}

size_t gri_store_nearest(const struct gri_store *store, const struct gri_segment *segment, size_t t)
{
    size_t first = first_checkpoint(segment, store->spacing), count = segment->checkpoints.count;
    if (t < first || count == 0)
        return segment->start;
    size_t n = (t - first) / store->spacing;
    return first + (n < count ? n : count - 1) * store->spacing;
}

void gri_store_enter(const struct gri_store *store, const struct gri_segment *segment, size_t t,
                     struct gri_run *run)
{
    const struct gri_checkpoints *list = &segment->checkpoints;
    size_t epoch, iteration, count = run->net->parameters;
    gri_segment_place(segment, t, &epoch, &iteration);
    if (t == segment->start) {
        gri_run_place(run, epoch, iteration, segment->parameters, segment->parameters + count);
        return;
    }
    size_t n = (t - first_checkpoint(segment, store->spacing)) / store->spacing;
    const double *kept = list->at + n * list->size;
    gri_run_place(run, epoch, iteration, kept, kept + count);
    if (segment->hyper.shuffle == GRI_SHUFFLE_TORCH) {
        struct gri_torch generator;
        memcpy(&generator, kept + count + run->state_numbers, sizeof generator);
        gri_run_set_generator(run, &generator);
    }
}

void gri_store_drop(struct gri_store *store, struct gri_segment *segment)
{
    store->losses -= segment->losses.room;
    store->used -= segment->checkpoints.room * bytes_of(&segment->checkpoints);
    free(segment->losses.at);
    free(segment->checkpoints.at);
    segment->losses = (struct gri_losses){0};
    segment->checkpoints.at = NULL;
    segment->checkpoints.count = segment->checkpoints.room = 0;
}
