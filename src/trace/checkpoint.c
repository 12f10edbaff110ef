#include "trace/checkpoint.h"

#include <stdlib.h>
#include <string.h>

static const size_t first_spacing = 64;

void gri_checkpoints_init(struct gri_checkpoints *checkpoints, size_t budget)
{
    *checkpoints = (struct gri_checkpoints){.spacing = first_spacing, .budget = budget};
}

void gri_checkpoints_clear(struct gri_checkpoints *checkpoints)
{
    gri_checkpoints_cut(checkpoints, 0);
    free(checkpoints->at);
    gri_checkpoints_init(checkpoints, checkpoints->budget);
}

static void thin(struct gri_checkpoints *checkpoints)
{
    size_t kept = 0;
    checkpoints->spacing *= 2;
    for (size_t n = 0; n < checkpoints->count; n++) {
        if (checkpoints->at[n].t % checkpoints->spacing == 0)
            checkpoints->at[kept++] = checkpoints->at[n];
        else
            free(checkpoints->at[n].numbers);
    }
    checkpoints->count = kept;
}

/* How many of these fit in the budget; at least two, so that thinning makes room. */
static size_t most(const struct gri_checkpoints *checkpoints, size_t numbers)
{
    size_t fit = checkpoints->budget / (numbers * sizeof(double) + sizeof *checkpoints->at);
    return fit < 2 ? 2 : fit;
}

static bool make_room(struct gri_checkpoints *checkpoints)
{
    if (checkpoints->count < checkpoints->room)
        return true;
    size_t room = 2 * checkpoints->room + 16;
    struct gri_checkpoint *at = realloc(checkpoints->at, room * sizeof *at);
    if (at == NULL)
        return false;
    checkpoints->at = at;
    checkpoints->room = room;
    return true;
}

void gri_checkpoints_offer(struct gri_checkpoints *checkpoints, size_t t, const struct gri_run *run)
{
    size_t count = run->net->parameters, numbers = count + run->state_numbers;
    if (t % checkpoints->spacing != 0 ||
        (checkpoints->count > 0 && checkpoints->at[checkpoints->count - 1].t >= t))
        return;
    if (checkpoints->count >= most(checkpoints, numbers)) {
        thin(checkpoints);
        if (t % checkpoints->spacing != 0)
            return;
    }
    double *kept = make_room(checkpoints) ? malloc(numbers * sizeof *kept) : NULL;
    if (kept == NULL)
        return;
    memcpy(kept, run->work->before, count * sizeof *kept);
    memcpy(kept + count, run->state, run->state_numbers * sizeof *kept);
    checkpoints->at[checkpoints->count++] = (struct gri_checkpoint){t, kept};
}

const struct gri_checkpoint *gri_checkpoints_before(const struct gri_checkpoints *checkpoints,
                                                    size_t t)
{
    size_t low = 0, high = checkpoints->count; /* those below `low` are at or before t */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (checkpoints->at[middle].t <= t)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 ? &checkpoints->at[low - 1] : NULL;
}

void gri_checkpoints_cut(struct gri_checkpoints *checkpoints, size_t t)
{
    while (checkpoints->count > 0 && checkpoints->at[checkpoints->count - 1].t >= t)
        free(checkpoints->at[--checkpoints->count].numbers);
}
