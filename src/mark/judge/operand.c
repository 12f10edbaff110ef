/* The operands of a working: which of its written numbers is not the one that belongs there. */
#include "mark/judge/judge.h"

#include <math.h>

/* Is this known written somewhere in the working? */
static bool is_shown(const struct gri_working *w, const struct gri_known *known)
{
    for (size_t n = 0; n < w->count; n++) {
        const struct gri_literal *literal = &w->literals[n];
        double half = literal->unit / 2 * (1 + 1e-9);
        if (fabs(fabs(known->range.mid) - literal->value) <= half ||
            fabs(fabs(known->truth) - literal->value) <= half)
            return true;
    }
    return false;
}

/* What the suspected number of the working comes to with `range` for one of its literals. */
static enum gr_status with(struct gri_judge *j, const struct gri_suspect *s, size_t literal,
                           struct gri_range range, struct gri_range *out)
{
    struct gri_working *w = s->working;
    struct gri_range kept = w->literals[literal].range;
    struct gri_ranges ranges;
    w->literals[literal].range = range;
    enum gr_status status = gri_working_range(w, &ranges, j->err);
    w->literals[literal].range = kept;
    if (status == GR_OK)
        *out = ranges.at[s->cell];
    return status;
}

static bool is_right(const struct gri_suspect *s, struct gri_range range)
{
    const struct gri_element *e = s->element;
    return gri_range_meets(range, e->truth, e->truth) ||
           gri_range_meets(range, e->own.lo, e->own.hi);
}

/* How the wrong literal came about: another mistake of the catalogue in its place. */
static enum gr_status explain_literal(struct gri_judge *j, const struct gri_literal *literal,
                                      const struct gri_known *wanted, struct gri_reasons *reasons)
{
    struct gri_element e = {.frame = wanted->frame, .node = wanted->node, .any = true};
    struct gri_reasons inner = {0};
    double value = wanted->range.mid < 0 ? -literal->value : literal->value;
    struct gri_suspect suspect = {
        &e, value - literal->unit / 2, value + literal->unit / 2, value, literal->unit, NULL, 0};
    const char *where = gri_judge_name(j, wanted->frame, &wanted->node);
    e.truth = wanted->truth;
    e.own = wanted->range;
    if (gri_node_given(&j->course, wanted->frame, &wanted->node))
        return GR_OK;
    GRI_TRY(gri_reasons_of_rules(j, &suspect, &inner));
    for (size_t n = 0; n < inner.count; n++) {
        enum gri_mistake rule = GRI_NO_MISTAKE;
        for (int id = 1; id < GRI_MISTAKES && inner.at[n].rule != NULL; id++)
            if (gri_mistakes[id].id == inner.at[n].rule)
                rule = (enum gri_mistake)id;
        GRI_TRY(gri_reason_add(j, reasons, 1.5, inner.at[n].code, rule, where, "%s is %s",
                               gri_judge_number(j, literal->value, literal->unit),
                               inner.at[n].message));
    }
    return GR_OK;
}

static enum gr_status say_operand(struct gri_judge *j, const struct gri_literal *literal,
                                  const struct gri_known *wanted, struct gri_reasons *reasons)
{
    const char *where = gri_judge_name(j, wanted->frame, &wanted->node);
    double right = fabs(wanted->range.mid);
    const char *written = gri_judge_number(j, literal->value, literal->unit);
    const char *number = gri_judge_number(
        j, right, literal->unit < j->page_unit ? literal->unit : j->page_unit);
    enum gri_likeness like = gri_likeness(literal->value, literal->unit, right);
    bool digits = like == GRI_DIGIT_CHANGED || like == GRI_DIGITS_EXCHANGED;
    int figures = gri_figures(literal->value, literal->unit);
    if (digits && figures >= 3)
        GRI_TRY(gri_reason_add(j, reasons, figures >= 4 ? 0 : 0.8, "digits", GRI_M_F16, where,
                               "%s should be %s, %s: a digit is wrong", written, number, where));
    if (like == GRI_POINT_MOVED)
        GRI_TRY(gri_reason_add(j, reasons, 0.4, "decimal-point", GRI_M_F15, where,
                               "%s should be %s, %s: the decimal point", written, number, where));
    if (!(digits && figures >= 4))
        GRI_TRY(gri_reason_add(j, reasons, 0.5, "operand", GRI_NO_MISTAKE, where,
                               "%s should be %s, %s", written, number, where));
    return explain_literal(j, literal, wanted, reasons);
}

/* One literal that, replaced by a number that belongs in, makes the working right. */
static enum gr_status one_operand(struct gri_judge *j, const struct gri_suspect *s,
                                  struct gri_reasons *reasons)
{
    struct gri_working *w = s->working;
    for (size_t n = 0; n < w->count; n++) {
        struct gri_range made;
        for (size_t k = 0; k < j->knowns.count; k++) {
            const struct gri_known *known = &j->knowns.at[k];
            struct gri_range range = known->range.mid < 0 ? gri_range_negate(known->range)
                                                          : known->range;
            if (is_shown(w, known))
                continue;
            GRI_TRY(with(j, s, n, range, &made));
            if (is_right(s, made))
                return say_operand(j, &w->literals[n], known, reasons);
        }
        /* The sign before it. */
        GRI_TRY(with(j, s, n, gri_range_negate(w->literals[n].range), &made));
        if (w->literals[n].known != NULL && is_right(s, made))
            GRI_TRY(gri_reason_add(j, reasons, 0.5, "sign", GRI_M_F13, NULL,
                                   "the sign of %s is turned around",
                                   gri_judge_number(j, w->literals[n].value, w->literals[n].unit)));
    }
    return GR_OK;
}

/* Several literals that do not belong in, and as many numbers that are missing: in their order. */
static enum gr_status several_operands(struct gri_judge *j, const struct gri_suspect *s,
                                       struct gri_reasons *reasons)
{
    enum { MOST = 8 };
    struct gri_working *w = s->working;
    const struct gri_known *missing[MOST];
    struct gri_range kept[MOST];
    size_t odd[MOST], odds = 0, count = 0;
    for (size_t n = 0; n < w->count; n++)
        if (w->literals[n].known == NULL && w->literals[n].unit < 1) {
            if (odds == MOST)
                return GR_OK;
            odd[odds++] = n;
        }
    for (size_t k = 0; k < j->knowns.count; k++) {
        const struct gri_known *known = &j->knowns.at[k];
        bool leaf = known->frame->own[gri_node_index(&j->course, &known->node)] != NULL ||
                    gri_node_given(&j->course, known->frame, &known->node);
        if (leaf && !is_shown(w, known)) {
            if (count == MOST)
                return GR_OK;
            missing[count++] = known;
        }
    }
    if (odds < 2 || odds != count)
        return GR_OK;
    for (size_t n = 0; n < odds; n++) {
        struct gri_range range = missing[n]->range;
        kept[n] = w->literals[odd[n]].range;
        w->literals[odd[n]].range = range.mid < 0 ? gri_range_negate(range) : range;
    }
    struct gri_ranges ranges;
    enum gr_status status = gri_working_range(w, &ranges, j->err);
    for (size_t n = 0; n < odds; n++)
        w->literals[odd[n]].range = kept[n];
    GRI_TRY(status);
    for (size_t n = 0; n < odds && is_right(s, ranges.at[s->cell]); n++)
        GRI_TRY(say_operand(j, &w->literals[odd[n]], missing[n], reasons));
    return GR_OK;
}

enum gr_status gri_reasons_of_operands(struct gri_judge *j, const struct gri_suspect *s,
                                       struct gri_reasons *reasons)
{
    size_t before = reasons->count;
    if (s->working == NULL || s->working->count == 0 || s->working->count > 200)
        return GR_OK;
    GRI_TRY(one_operand(j, s, reasons));
    return reasons->count > before ? GR_OK : several_operands(j, s, reasons);
}
