/* A page as a whole: one mistake that explains several lines is said once, and comes first in each
 * of them. */
#include "mark/judge/judge.h"

#include <stdlib.h>
#include <string.h>

/* A reason where it stands: of which judgement, at which place among its reasons. */
struct telling {
    const struct gri_reason *reason;
    size_t judgement, depth;
};

/* Tellings of the same story, one behind the other. */
struct story {
    size_t from, count, depth; /* depth: of all of them */
};

static int compare_text(const char *a, const char *b)
{
    return strcmp(a != NULL ? a : "", b != NULL ? b : "");
}

/* A rule of the catalogue is the same story wherever it shows; of other reasons only the very same
 * sentence is: "4 should be 2, w4". */
static int compare_reasons(const struct gri_reason *a, const struct gri_reason *b)
{
    int order = strcmp(a->code, b->code);
    order = order != 0 ? order : compare_text(a->rule, b->rule);
    bool rule = a->rule != NULL && strcmp(a->code, "digits") != 0;
    return order != 0 || rule ? order : strcmp(a->message, b->message);
}

static int compare_tellings(const void *a, const void *b)
{
    const struct telling *x = a, *y = b;
    int order = compare_reasons(x->reason, y->reason);
    return order != 0 ? order : (x->judgement > y->judgement) - (x->judgement < y->judgement);
}

/* The story of most lines first; then the one that stands first in them. */
static int compare_stories(const void *a, const void *b)
{
    const struct story *x = a, *y = b;
    if (x->count != y->count)
        return x->count < y->count ? 1 : -1;
    if (x->depth != y->depth)
        return x->depth < y->depth ? -1 : 1;
    return (x->from > y->from) - (x->from < y->from);
}

/* That nobody knows is no story. */
static bool tells(const struct gri_reason *reason)
{
    return strcmp(reason->code, "unexplained") != 0 && strcmp(reason->code, "arithmetic") != 0;
}

static enum gr_status collect(struct gri_judge *j, struct telling **tellings, size_t *count)
{
    const struct gri_marked *marked = j->marked;
    size_t room = 0;
    for (size_t n = 0; n < marked->count; n++)
        room += marked->judgements[n].reason_count;
    *tellings = gri_arena_take(j->arena, room + 1, sizeof **tellings);
    if (*tellings == NULL)
        return gri_fail_memory(j->err, "marking");
    *count = 0;
    for (size_t n = 0; n < marked->count; n++)
        for (size_t k = 0; k < marked->judgements[n].reason_count; k++)
            if (tells(&marked->judgements[n].reasons[k]))
                (*tellings)[(*count)++] = (struct telling){&marked->judgements[n].reasons[k], n, k};
    qsort(*tellings, *count, sizeof **tellings, compare_tellings);
    return GR_OK;
}

static enum gr_status group(struct gri_judge *j, const struct telling *tellings, size_t count,
                            struct story **stories, size_t *story_count)
{
    *stories = gri_arena_take(j->arena, count + 1, sizeof **stories);
    if (*stories == NULL)
        return gri_fail_memory(j->err, "marking");
    *story_count = 0;
    for (size_t n = 0; n < count; n++) {
        bool another = n == 0 || compare_reasons(tellings[n].reason, tellings[n - 1].reason) != 0;
        if (another)
            (*stories)[(*story_count)++] = (struct story){.from = n};
        (*stories)[*story_count - 1].count++;
        (*stories)[*story_count - 1].depth += tellings[n].depth;
    }
    qsort(*stories, *story_count, sizeof **stories, compare_stories);
    return GR_OK;
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

/* A story is a finding where two lines are left to it. */
static enum gr_status take(struct gri_judge *j, const struct telling *tellings, size_t count)
{
    struct gri_marked *marked = j->marked;
    struct gri_finding *finding = &marked->findings[marked->finding_count];
    *finding = (struct gri_finding){.reason = tellings[0].reason};
    for (size_t n = 0; n < count; n++)
        finding->count += marked->judgements[tellings[n].judgement].finding == 0;
    if (finding->count < 2)
        return GR_OK;
    finding->first = SIZE_MAX;
    marked->finding_count++;
    for (size_t n = 0; n < count; n++) {
        struct gri_judgement *judgement = &marked->judgements[tellings[n].judgement];
        if (judgement->finding > 0)
            continue;
        judgement->finding = marked->finding_count;
        finding->first = finding->first == SIZE_MAX ? tellings[n].judgement : finding->first;
        GRI_TRY(put_first(j, judgement, tellings[n].depth));
    }
    return GR_OK;
}

enum gr_status gri_findings(struct gri_judge *j)
{
    struct telling *tellings;
    struct story *stories;
    size_t count, story_count;
    GRI_TRY(collect(j, &tellings, &count));
    GRI_TRY(group(j, tellings, count, &stories, &story_count));
    j->marked->findings = gri_arena_take(j->arena, story_count + 1, sizeof *j->marked->findings);
    if (j->marked->findings == NULL)
        return gri_fail_memory(j->err, "marking");
    for (size_t n = 0; n < story_count && stories[n].count > 1; n++)
        GRI_TRY(take(j, tellings + stories[n].from, stories[n].count));
    return GR_OK;
}
