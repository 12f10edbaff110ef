/* What the page said of a number: noted, found again, and where it was. */
#include "mark/judge/judge.h"

#include <math.h>
#include <stdio.h>

enum gr_status gri_said_note(struct gri_judge *j, const struct gri_element *e, double value,
                             double unit, struct gri_range range, size_t judgement)
{
    size_t at = gri_node_index(&j->course, &e->node);
    struct gri_own *own = gri_arena_take(j->arena, 1, sizeof *own);
    if (own == NULL)
        return gri_fail_memory(j->err, "marking");
    *own = (struct gri_own){range, value, unit, judgement, e->frame->own[at]};
    e->frame->said += e->frame->own[at] == NULL ? 1 : 0;
    e->frame->own[at] = own;
    gri_course_renew(&j->course);
    return GR_OK;
}

/* What of a range the written number may stand for: itself, or what was carried and rounds to it.
 */
static struct gri_range carried(const struct gri_judge *j, double value, double unit,
                                struct gri_range range)
{
    struct gri_range all = gri_judge_written(j, value, unit), made = gri_exactly(value);
    if (range.hi < all.lo || range.lo > all.hi)
        range = all;
    made.lo = fmin(made.lo, fmax(range.lo, all.lo));
    made.hi = fmax(made.hi, fmin(range.hi, all.hi));
    return made;
}

enum gr_status gri_said_number(struct gri_judge *j, const struct gri_element *e, double value,
                               double unit, const struct gri_range *before,
                               enum gri_verdict verdict, size_t judgement)
{
    if (!e->any)
        return GR_OK;
    struct gri_range from = e->own;
    if (verdict == GRI_RIGHT)
        from = gri_range_hull(gri_exactly(e->truth), e->own);
    else if (before != NULL && gri_agreement(*before, value, unit) != GRI_DISAGREES)
        from = gri_agreement(e->own, value, unit) != GRI_DISAGREES ? gri_range_hull(e->own, *before)
                                                                   : *before;
    from = carried(j, value, unit, from);
    from.slipped = verdict == GRI_SLIP || verdict == GRI_FOLLOWS;
    return gri_said_note(j, e, value, unit, from, judgement);
}

const struct gri_own *gri_said_before(struct gri_judge *j, const struct gri_element *e,
                                      double value, double unit)
{
    const struct gri_own *own = e->any ? e->frame->own[gri_node_index(&j->course, &e->node)] : NULL;
    for (; own != NULL && j->searched < GRI_SEARCHED_MOST; own = own->earlier, j->searched++)
        if (own->unit != 0 &&
            gri_range_meets(gri_exactly(own->value), value - unit / 2, value + unit / 2))
            return own;
    return NULL;
}

/* What the page said of an operand; of a parameter, where the update before made it. */
static const struct gri_own *said_of(const struct gri_judge *j, const struct gri_known *known)
{
    const struct gri_own *own = known->frame->own[gri_node_index(&j->course, &known->node)];
    struct gri_frame *before = gri_frame_before(known->frame);
    struct gri_node made = {.kind = GRI_N_NEW, .parameter = known->node.parameter};
    if (own == NULL && known->node.kind == GRI_N_PARAMETER && before != NULL)
        own = before->own[gri_node_index(&j->course, &made)];
    return own;
}

/* The number that follows from earlier ones: from which line? Of the wrong operands the one that
 * was said last is the nearest. */
enum gr_status gri_said_source(struct gri_judge *j, struct gri_judgement *judgement)
{
    const struct gri_judgement *source = NULL;
    for (size_t n = 0; n < j->knowns.count; n++) {
        const struct gri_own *own = said_of(j, &j->knowns.at[n]);
        const struct gri_judgement *said;
        if (own == NULL || !own->range.slipped || own->judgement >= j->marked->count)
            continue;
        said = &j->marked->judgements[own->judgement];
        if (said->claim != judgement->claim && (source == NULL || said > source))
            source = said;
    }
    if (source == NULL)
        return GR_OK;
    struct gri_text text;
    gri_text_init(&text);
    gri_text_addf(&text, "follows from %s in line %zu", source->name, source->spot.line);
    judgement->remark = gri_arena_copy(j->arena, text.at, text.length);
    bool failed = text.failed || judgement->remark == NULL;
    gri_text_clear(&text);
    return failed ? gri_fail_memory(j->err, "marking") : GR_OK;
}

/* "as in line 43": the number follows from itself. */
enum gr_status gri_said_again(struct gri_judge *j, const struct gri_own *said,
                              struct gri_judgement *judgement)
{
    char sentence[64];
    int length = snprintf(sentence, sizeof sentence, "as in line %zu",
                          j->marked->judgements[said->judgement].spot.line);
    judgement->remark = gri_arena_copy(j->arena, sentence, (size_t)length);
    return judgement->remark != NULL ? GR_OK : gri_fail_memory(j->err, "marking");
}
