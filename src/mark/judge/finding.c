/* A page as a whole: one mistake that explains several lines is said once, and comes first in each
 * of them. */
#include "mark/judge/judge.h"

#include <string.h>

/* A rule of the catalogue is the same story wherever it shows; of other reasons only the very same
 * sentence is: "4 should be 2, w4". */
static bool same(const struct gri_reason *a, const struct gri_reason *b)
{
    if (strcmp(a->code, b->code) != 0)
        return false;
    if (a->rule != NULL && b->rule != NULL && strcmp(a->code, "digits") != 0)
        return strcmp(a->rule, b->rule) == 0;
    return a->rule == b->rule && strcmp(a->message, b->message) == 0;
}

static size_t position(const struct gri_judgement *judgement, const struct gri_reason *reason)
{
    size_t n = 0;
    while (n < judgement->reason_count && !same(&judgement->reasons[n], reason))
        n++;
    return n;
}

/* How many slips it may explain; and how far down it stands among their reasons, all in all. */
static size_t support(const struct gri_marked *marked, const struct gri_reason *reason,
                      size_t *depth)
{
    size_t count = 0;
    *depth = 0;
    for (size_t n = 0; n < marked->count; n++) {
        size_t at = position(&marked->judgements[n], reason);
        if (at < marked->judgements[n].reason_count) {
            *depth += at;
            count++;
        }
    }
    return count;
}

/* That nobody knows is no story. */
static bool tells(const struct gri_reason *reason)
{
    return strcmp(reason->code, "unexplained") != 0 && strcmp(reason->code, "arithmetic") != 0;
}

static enum gr_status put_first(struct gri_judge *j, struct gri_judgement *judgement, size_t at)
{
    struct gri_reason *reasons = gri_arena_take(j->arena, judgement->reason_count, sizeof *reasons);
    if (reasons == NULL)
        return gri_fail_memory(j->err, "marking");
    reasons[0] = judgement->reasons[at];
    for (size_t n = 0, k = 1; n < judgement->reason_count; n++)
        if (n != at)
            reasons[k++] = judgement->reasons[n];
    judgement->reasons = reasons;
    return GR_OK;
}

/* The reason, of those in no finding yet, that explains most slips, two at least, and stands first
 * among their reasons. */
static const struct gri_reason *widest(const struct gri_marked *marked)
{
    const struct gri_reason *best = NULL;
    size_t most = 1, least = 0;
    for (size_t n = 0; n < marked->count; n++) {
        const struct gri_judgement *judgement = &marked->judgements[n];
        if (judgement->verdict != GRI_SLIP || judgement->finding > 0)
            continue;
        for (size_t k = 0; k < judgement->reason_count; k++) {
            const struct gri_reason *reason = &judgement->reasons[k];
            size_t depth = 0, found = tells(reason) ? support(marked, reason, &depth) : 0;
            if (found > most || (best != NULL && found == most && depth < least)) {
                most = found;
                least = depth;
                best = reason;
            }
        }
    }
    return best;
}

enum gr_status gri_findings(struct gri_judge *j)
{
    struct gri_marked *marked = j->marked;
    const struct gri_reason *best;
    marked->findings = gri_arena_take(j->arena, marked->count + 1, sizeof *marked->findings);
    if (marked->findings == NULL)
        return gri_fail_memory(j->err, "marking");
    while ((best = widest(marked)) != NULL) {
        struct gri_finding *finding = &marked->findings[marked->finding_count++];
        *finding = (struct gri_finding){.reason = best, .first = SIZE_MAX};
        for (size_t n = 0; n < marked->count; n++) {
            struct gri_judgement *judgement = &marked->judgements[n];
            size_t at = position(judgement, best);
            if (judgement->finding > 0 || at >= judgement->reason_count)
                continue;
            judgement->finding = marked->finding_count;
            finding->first = finding->first == SIZE_MAX ? n : finding->first;
            finding->count++;
            GRI_TRY(put_first(j, judgement, at));
        }
        if (finding->count < 2) /* the others are in a wider one */
            marked->finding_count--;
    }
    return GR_OK;
}
