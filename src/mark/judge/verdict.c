/* Verdicts: what one number of a segment is worth. */
#include "mark/judge/judge.h"

#include <math.h>

enum gri_agreement gri_agreement(struct gri_range range, double value, double unit)
{
    if (gri_range_meets(range, value - unit / 2, value + unit / 2))
        return GRI_AGREES;
    /* What truncates to 0 may have either sign. One unit more is another number. */
    double lo = value > 0 ? value : value - unit, hi = value < 0 ? value : value + unit;
    return gri_range_meets_inside(range, lo, hi) ? GRI_AGREES_TRUNCATED : GRI_DISAGREES;
}

struct gri_range gri_judge_written(const struct gri_judge *j, double value, double unit)
{
    double away = j->course.truncates ? unit : unit / 2;
    struct gri_range range = gri_exactly(value);
    range.lo -= value > 0 ? unit / 2 : away;
    range.hi += value < 0 ? unit / 2 : away;
    return range;
}

/* From the page's numbers, unsaid ones having been rounded on the way. */
static struct gri_range loosely(struct gri_judge *j, const struct gri_element *e)
{
    if (!e->any)
        return e->own;
    j->course.loose = j->page_unit;
    gri_course_renew(&j->course);
    struct gri_range range = gri_node_computed(&j->course, e->frame, e->node);
    j->course.loose = 0;
    gri_course_renew(&j->course);
    return range;
}

static enum gri_verdict agreed(struct gri_judge *j, enum gri_agreement agreement, bool slipped)
{
    j->truncated = j->truncated || agreement == GRI_AGREES_TRUNCATED;
    if (slipped)
        return GRI_FOLLOWS;
    return agreement == GRI_AGREES_TRUNCATED ? GRI_TRUNCATED : GRI_ROUNDED;
}

enum gri_verdict gri_number_verdict(struct gri_judge *j, const struct gri_element *e, double value,
                                    double unit, const struct gri_range *before, bool wrong)
{
    enum gri_agreement right = gri_agreement(gri_exactly(e->truth), value, unit), a;
    if (right == GRI_AGREES)
        return GRI_RIGHT;
    if (before != NULL && (a = gri_agreement(*before, value, unit)) != GRI_DISAGREES)
        return agreed(j, a, wrong || before->slipped);
    if (right == GRI_AGREES_TRUNCATED)
        return agreed(j, right, false);
    const struct gri_own *said = gri_said_before(j, e, value, unit);
    if (said != NULL)
        return agreed(j, GRI_AGREES, said->range.slipped);
    if ((a = gri_agreement(e->own, value, unit)) != GRI_DISAGREES)
        return agreed(j, a, e->own.slipped);
    struct gri_range loose = loosely(j, e);
    if ((a = gri_agreement(loose, value, unit)) != GRI_DISAGREES)
        return agreed(j, a, loose.slipped);
    return GRI_SLIP;
}

/* From the numbers that the working itself shows, where they are ones that the page may use. */
static struct gri_range from_literals(struct gri_judge *j, const struct gri_element *e,
                                      const struct gri_working *working)
{
    struct gri_own *room = gri_arena_take(j->arena, working->count, sizeof *room);
    struct gri_own **kept = gri_arena_take(j->arena, working->count, sizeof *kept);
    if (room == NULL || kept == NULL || !e->any)
        return e->own;
    for (size_t n = 0; n < working->count; n++) {
        const struct gri_known *known = working->literals[n].known;
        if (known == NULL)
            continue;
        struct gri_own **own = &known->frame->own[gri_node_index(&j->course, &known->node)];
        room[n].range = working->literals[n].range;
        if (known->range.mid < 0)
            room[n].range = gri_range_negate(room[n].range);
        kept[n] = *own;
        *own = &room[n];
    }
    gri_course_renew(&j->course);
    struct gri_range range = gri_node_computed(&j->course, e->frame, e->node);
    for (size_t n = working->count; n-- > 0;) {
        const struct gri_known *known = working->literals[n].known;
        if (known != NULL)
            known->frame->own[gri_node_index(&j->course, &known->node)] = kept[n];
    }
    gri_course_renew(&j->course);
    return range;
}

enum gri_verdict gri_working_verdict(struct gri_judge *j, const struct gri_element *e,
                                     const struct gri_working *working, struct gri_range range,
                                     const struct gri_range *right, const struct gri_range *before,
                                     bool wrong)
{
    if (gri_range_meets(range, e->truth, e->truth) ||
        (right != NULL && gri_range_meets(*right, e->truth, e->truth)))
        return GRI_RIGHT;
    if (gri_range_meets(range, e->own.lo, e->own.hi))
        return agreed(j, GRI_AGREES, e->own.slipped || range.slipped);
    struct gri_range loose = loosely(j, e);
    if (gri_range_meets(range, loose.lo, loose.hi))
        return agreed(j, GRI_AGREES, loose.slipped || range.slipped);
    if (wrong && before != NULL && gri_range_meets(range, before->lo, before->hi))
        return GRI_FOLLOWS;
    struct gri_range shown = from_literals(j, e, working);
    if (gri_range_meets(range, shown.lo, shown.hi))
        return agreed(j, GRI_AGREES, shown.slipped || range.slipped);
    return GRI_SLIP;
}
