/* Judging a claim: `=` by `=`. */
#include "mark/judge/judge.h"

#include <math.h>
#include <string.h>

/* What stands before a segment in its chain. */
struct before {
    bool any;
    struct gri_ranges ranges; /* of the last working */
    struct gri_working working;
    bool wrong; /* it was no right one */
};

static enum gri_verdict worse(enum gri_verdict a, enum gri_verdict b)
{
    return a > b ? a : b;
}

static enum gr_status set_values(struct gri_judge *j, struct gri_judgement *judgement)
{
    bool differs = false;
    GRI_TRY(gri_value_matrix(j->arena, j->rows, j->cols, &judgement->right, j->err));
    GRI_TRY(gri_value_matrix(j->arena, j->rows, j->cols, &judgement->own, j->err));
    for (size_t n = 0; n < j->rows * j->cols; n++) {
        judgement->right.at[n] = j->elements[n].truth;
        judgement->own.at[n] = j->elements[n].own.mid;
        differs = differs || j->elements[n].own.slipped;
    }
    if (!differs)
        judgement->own = (struct gri_value){0};
    return GR_OK;
}

static enum gr_status unread(struct gri_judge *j, struct gri_judgement *judgement, const char *why)
{
    judgement->verdict = GRI_UNREAD;
    judgement->remark = gri_arena_copy(j->arena, why, strlen(why));
    return judgement->remark != NULL ? GR_OK : gri_fail_memory(j->err, "marking");
}

/* A vector may be written as a row or as a column. */
static bool fits(const struct gri_judge *j, const struct gri_ranges *ranges)
{
    bool turned = (j->rows == 1 || j->cols == 1) && ranges->rows == j->cols &&
                  ranges->cols == j->rows;
    return (ranges->rows == j->rows && ranges->cols == j->cols) || turned;
}

/* What is ln 0 only because of rounding is some number. */
static bool has_value(const struct gri_ranges *ranges)
{
    for (size_t n = 0; n < ranges->rows * ranges->cols; n++)
        if (!isfinite(ranges->at[n].mid) && !(ranges->at[n].lo < ranges->at[n].hi))
            return false;
    return true;
}

static enum gr_status explain(struct gri_judge *j, const struct gri_suspect *suspect,
                              struct gri_reasons *reasons)
{
    reasons->cell = suspect->cell;
    reasons->slips++;
    return gri_reasons_find(j, suspect, reasons);
}

static const char *const trivial = "with this number later lines are trivial: they show little";

/* A written 0 or 1 claims as much as the other numbers of the page do: it is no rounded 0.4. */
static double unit_of(const struct gri_judge *j, const struct gri_literal *literal)
{
    return literal->unit >= 1 && literal->value <= 1 ? j->page_unit : literal->unit;
}

static enum gr_status judge_plain(struct gri_judge *j, struct gri_working *working,
                                  const struct gri_ranges *ranges, const struct before *before,
                                  struct gri_judgement *judgement, struct gri_reasons *reasons)
{
    size_t index = (size_t)(judgement - j->marked->judgements);
    for (size_t n = 0; n < ranges->rows * ranges->cols; n++) {
        const struct gri_element *e = &j->elements[n];
        double value = ranges->at[n].mid, unit = unit_of(j, &working->literals[n]);
        const struct gri_range *from = before->any ? &before->ranges.at[n] : NULL;
        enum gri_verdict verdict = gri_number_verdict(j, e, value, unit, from, before->wrong);
        if (verdict == GRI_SLIP) {
            struct gri_range all = gri_judge_written(j, value, unit);
            struct gri_suspect suspect = {
                e,     all.lo, all.hi,
                value, unit,   before->any ? (struct gri_working *)&before->working : NULL,
                n};
            GRI_TRY(explain(j, &suspect, reasons));
        }
        const struct gri_own *said = gri_said_before(j, e, value, unit);
        if (verdict == GRI_FOLLOWS && said != NULL && said->range.slipped && !before->any)
            GRI_TRY(gri_said_again(j, said, judgement));
        if ((verdict == GRI_SLIP || verdict == GRI_FOLLOWS) && (value == 0 || value == 1))
            judgement->remark = trivial;
        judgement->verdict = worse(judgement->verdict, verdict);
        GRI_TRY(gri_said_number(j, e, value, unit, from, verdict, index));
    }
    return GR_OK;
}

/* With the right numbers for its names: a formula is right whatever the page made of them. */
static enum gr_status by_right_names(struct gri_judge *j, struct gri_working *working,
                                     struct gri_ranges *right)
{
    struct gr_err why = {0};
    *right = (struct gri_ranges){0};
    if (!gri_expr_has_name(working->expr))
        return GR_OK;
    struct gri_working copy = *working;
    copy.truth = true;
    enum gr_status status = gri_working_range(&copy, right, &why);
    if (status == GR_E_MEMORY)
        return gri_fail_memory(j->err, "marking");
    if (status != GR_OK)
        *right = (struct gri_ranges){0};
    return GR_OK;
}

static enum gr_status judge_working(struct gri_judge *j, struct gri_working *working,
                                    const struct gri_ranges *ranges, const struct before *before,
                                    struct gri_judgement *judgement, struct gri_reasons *reasons)
{
    struct gri_ranges right;
    GRI_TRY(by_right_names(j, working, &right));
    for (size_t n = 0; n < ranges->rows * ranges->cols; n++) {
        const struct gri_element *e = &j->elements[n];
        const struct gri_range *from = before->any ? &before->ranges.at[n] : NULL;
        enum gri_verdict verdict = gri_working_verdict(j, e, working, ranges->at[n],
                                                       right.at != NULL ? &right.at[n] : NULL, from,
                                                       before->wrong);
        if (verdict == GRI_SLIP) {
            struct gri_suspect suspect = {
                e, ranges->at[n].lo, ranges->at[n].hi, ranges->at[n].mid, 0, working, n};
            GRI_TRY(explain(j, &suspect, reasons));
        }
        judgement->verdict = worse(judgement->verdict, verdict);
    }
    return GR_OK;
}

/* A given number is not worked out: "z = 2x + 3y + 2" says where the data come from. */
static bool is_given(const struct gri_judge *j, const struct gri_expr *expr)
{
    return j->elements[0].any && gri_expr_has_name(expr) &&
           (j->elements[0].node.kind == GRI_N_INPUT || j->elements[0].node.kind == GRI_N_TARGET);
}

static enum gr_status judge_segment(struct gri_judge *j, size_t number, struct before *before)
{
    const struct gri_segment *segment = &j->claim->segments[number];
    struct gri_judgement *judgement = &j->marked->judgements[j->marked->count];
    struct gri_working working;
    struct gri_ranges ranges;
    struct gri_reasons reasons = {0};
    struct gr_err why = {0};
    if (segment->expr == NULL)
        return unread(j, judgement, segment->problem);
    GRI_TRY(set_values(j, judgement));
    GRI_TRY(gri_working_init(&working, &j->course, segment, &j->knowns,
                             before->any ? &before->working : NULL, j->elements[0].frame, j->err));
    gri_course_renew(&j->course);
    enum gr_status status = gri_working_range(&working, &ranges, &why);
    if (status == GR_E_MEMORY)
        return gri_fail_memory(j->err, "marking");
    if (status != GR_OK)
        return unread(j, judgement, why.message);
    if (!has_value(&ranges))
        return unread(j, judgement, "this has no value: a division by 0, or too large a number");
    if (!fits(j, &ranges))
        return unread(j, judgement, "this is of another size than the left side");
    bool plain = gri_is_plain(segment->expr);
    judgement->verdict = GRI_RIGHT;
    GRI_TRY(
        (plain ? judge_plain : judge_working)(j, &working, &ranges, before, judgement, &reasons));
    if (judgement->verdict == GRI_SLIP && is_given(j, segment->expr))
        return unread(j, judgement, "this number is given; what it comes from is not judged");
    if (judgement->verdict == GRI_FOLLOWS && judgement->remark == NULL)
        GRI_TRY(gri_said_source(j, judgement));
    if (judgement->verdict == GRI_FOLLOWS && judgement->remark == NULL && before->wrong)
        judgement->remark = "follows from the working before it";
    before->wrong = before->wrong || judgement->verdict == GRI_SLIP;
    if (!plain) {
        before->any = true;
        before->ranges = ranges;
        before->working = working;
        before->wrong = judgement->verdict == GRI_SLIP || judgement->verdict == GRI_FOLLOWS;
    }
    gri_reasons_sort(&reasons);
    judgement->reasons = reasons.at;
    judgement->reason_count = reasons.count;
    return GR_OK;
}

/* A chain that ends in a working says what that comes to, as far as the page writes numbers. */
static enum gr_status say_last(struct gri_judge *j, const struct before *before)
{
    const struct gri_segment *last = &j->claim->segments[j->claim->count - 1];
    if (!before->any || last->expr == NULL || gri_is_plain(last->expr) ||
        !gri_has_literals(last->expr))
        return GR_OK;
    for (size_t n = 0; n < j->rows * j->cols; n++)
        if (j->elements[n].any) {
            double away = j->course.truncates ? j->page_unit : j->page_unit / 2;
            struct gri_range range = gri_range_widen(before->ranges.at[n], away);
            range.slipped = range.slipped || before->wrong;
            GRI_TRY(gri_said_note(j, &j->elements[n], range.mid, 0, range, j->marked->count - 1));
        }
    return GR_OK;
}

static enum gr_status name_left(struct gri_judge *j, const char **name)
{
    *name = j->claim->written;
    if (j->rows * j->cols == 1 && j->elements != NULL && j->elements[0].any)
        *name = gri_judge_name(j, j->elements[0].frame, &j->elements[0].node);
    return *name != NULL ? GR_OK : gri_fail_memory(j->err, "marking");
}

/* A page of hand work takes a thousandth of this. */
static bool is_endless(const struct gri_course *c)
{
    static const size_t work_most = 20000000, of_each = 400;
    return c->work > work_most + of_each * c->nodes;
}

enum gr_status gri_judge_claim(struct gri_judge *j, const struct gri_claim *claim)
{
    struct before before = {0};
    struct gr_err why = {0}, *outer = j->err;
    const char *problem = claim->problem, *name = claim->written;
    j->claim = claim;
    j->rows = j->cols = 0;
    j->elements = NULL;
    j->knowns.count = 0;
    if (is_endless(&j->course)) {
        problem = "the page is too long to be judged to its end; mark it in parts";
    } else if (claim->left != NULL) {
        j->err = &why;
        enum gr_status status = gri_left_read(j);
        j->err = outer;
        if (status == GR_E_MEMORY)
            return gri_fail_memory(j->err, "marking");
        problem = status == GR_OK ? NULL : why.message;
    }
    if (problem == NULL)
        GRI_TRY(name_left(j, &name));
    for (size_t n = 0; n < claim->count; n++) {
        struct gri_judgement *judgement = &j->marked->judgements[j->marked->count];
        *judgement = (struct gri_judgement){.claim = claim,
                                            .segment = n + 1,
                                            .spot = claim->segments[n].spot,
                                            .name = name,
                                            .written = claim->segments[n].written};
        if (problem != NULL)
            GRI_TRY(unread(j, judgement, problem));
        else
            GRI_TRY(judge_segment(j, n, &before));
        j->marked->count++;
    }
    return problem == NULL && claim->count > 0 ? say_last(j, &before) : GR_OK;
}
