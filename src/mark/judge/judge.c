#include "mark/judge/judge.h"

#include <math.h>
#include <string.h>

const struct gri_verdict_row gri_verdicts[GRI_VERDICTS] = {
    [GRI_RIGHT] = {"right", "✓", "ok", 1},        [GRI_ROUNDED] = {"rounded", "≈", "~", 1},
    [GRI_TRUNCATED] = {"truncated", "≈", "~", 1}, [GRI_FOLLOWS] = {"follows", "↳", "->", 1},
    [GRI_SLIP] = {"slip", "✗", "X", 0},           [GRI_UNREAD] = {"unread", "?", "?", 0},
};

enum gri_agreement gri_agreement(struct gri_range range, double value, double unit)
{
    if (gri_range_meets(range, value - unit / 2, value + unit / 2))
        return GRI_AGREES;
    /* What truncates to 0 may have either sign. */
    double lo = value > 0 ? value : value - unit * 0.999999,
           hi = value < 0 ? value : value + unit * 0.999999;
    return gri_range_meets(range, lo, hi) ? GRI_AGREES_TRUNCATED : GRI_DISAGREES;
}

/* ---- the left side ---- */

/* (y - yhat) and its square are numbers of their own. */
static bool is_error_formula(const struct gri_judge *j, const struct gri_expr *expr,
                             struct gri_asked *asked)
{
    if (expr->kind != GRI_SUBTRACT || expr->a->kind != GRI_SYMBOL || expr->b->kind != GRI_SYMBOL)
        return false;
    const struct gri_quantity *a = &expr->a->symbol->asked.of, *b = &expr->b->symbol->asked.of;
    bool turned = a->what == GRI_Q_OUT;
    const struct gri_quantity *y = turned ? b : a, *p = turned ? a : b;
    if (expr->a->symbol->asked.derivative || expr->b->symbol->asked.derivative ||
        y->what != GRI_Q_TARGET || p->what != GRI_Q_OUT || p->layer != j->view->net->depth - 1 ||
        y->unit != p->unit || y->sample != p->sample || y->whole || p->whole ||
        turned != j->view->yhat_minus_y)
        return false;
    *asked = (struct gri_asked){.of = *y};
    asked->of.what = GRI_Q_ERROR;
    return true;
}

static bool is_named(const struct gri_judge *j, const struct gri_expr *expr,
                     struct gri_asked *asked)
{
    if (expr->kind == GRI_SYMBOL && expr->symbol->unknown == NULL) {
        *asked = expr->symbol->asked;
        return true;
    }
    bool square = expr->kind == GRI_POWER && expr->b->kind == GRI_NUMBER && expr->b->number == 2 &&
                  gri_losses[j->view->hyper->loss].of_error && j->view->hyper->loss != GRI_MAE;
    const struct gri_expr *base = square ? expr->a : expr;
    bool error = is_error_formula(j, base, asked) ||
                 (square && base->kind == GRI_SYMBOL && base->symbol->unknown == NULL &&
                  base->symbol->asked.of.what == GRI_Q_ERROR && !base->symbol->asked.derivative);
    if (!error)
        return false;
    if (base->kind == GRI_SYMBOL)
        *asked = base->symbol->asked;
    if (square)
        asked->of.what = GRI_Q_TERM;
    return true;
}

static enum gr_status make_elements(struct gri_judge *j, size_t rows, size_t cols)
{
    j->rows = rows;
    j->cols = cols;
    j->elements = gri_arena_take(j->arena, rows * cols, sizeof *j->elements);
    return j->elements != NULL ? GR_OK : gri_fail_memory(j->err, "marking");
}

/* What an expression comes to, with the right numbers or with the page's own. */
static enum gr_status worth(struct gri_judge *j, const struct gri_expr *expr, const char *plain,
                            bool truth, struct gri_ranges *out)
{
    struct gri_segment segment = {.expr = expr, .plain = plain};
    struct gri_working working;
    struct gri_knowns none = {0};
    struct gri_frame *frame;
    GRI_TRY(gri_course_frame(&j->course, 1, 1, &frame, j->err));
    GRI_TRY(gri_working_init(
        &working, &j->course, &segment, &none, NULL,
        j->elements != NULL && j->elements[0].frame != NULL ? j->elements[0].frame : frame,
        j->err));
    working.truth = truth;
    return gri_working_range(&working, out, j->err);
}

static enum gr_status element_of(struct gri_judge *j, const struct gri_asked *asked,
                                 struct gri_element *element)
{
    GRI_TRY(gri_node_of(&j->course, asked, &element->frame, &element->node, &element->any, j->err));
    if (!element->any)
        return GR_OK;
    element->truth = gri_node_truth(&j->course, element->frame, &element->node);
    gri_course_renew(&j->course);
    element->own = gri_node_computed(&j->course, element->frame, element->node);
    return GR_OK;
}

/* No number of the pass, but a formula: its worth is all there is to know. */
static enum gr_status by_worth(struct gri_judge *j, const struct gri_expr *expr)
{
    struct gri_ranges right, own;
    j->elements = NULL;
    GRI_TRY(worth(j, expr, j->claim->plain, true, &right));
    gri_course_renew(&j->course);
    GRI_TRY(worth(j, expr, j->claim->plain, false, &own));
    GRI_TRY(make_elements(j, right.rows, right.cols));
    for (size_t n = 0; n < right.rows * right.cols; n++) {
        j->elements[n].truth = right.at[n].mid;
        j->elements[n].own = own.at[n];
        j->elements[n].frame = j->course.frames;
    }
    return GR_OK;
}

static enum gr_status by_names(struct gri_judge *j, const struct gri_expr *const *items,
                               size_t rows, size_t cols, bool *all)
{
    *all = true;
    GRI_TRY(make_elements(j, rows, cols));
    for (size_t n = 0; n < rows * cols && *all; n++) {
        struct gri_asked asked;
        *all = is_named(j, items[n], &asked);
        if (*all)
            GRI_TRY(element_of(j, &asked, &j->elements[n]));
        *all = *all && j->elements[n].any;
    }
    return GR_OK;
}

/* H[1], W[2], dL/dW[1]: every number of it. */
static enum gr_status by_whole(struct gri_judge *j, const struct gri_asked *asked, bool *done)
{
    struct gri_asked element = *asked;
    struct gri_quantity *q = asked->derivative ? &element.by : &element.of;
    const struct gri_layer *layer = &j->view->net->layer[q->layer];
    struct gri_frame *frame;
    bool parameter = gri_quantity_is_parameter(q);
    GRI_TRY(gri_course_frame(&j->course, asked->of.epoch, asked->of.iteration, &frame, j->err));
    size_t cols = q->what == GRI_Q_INPUT                              ? j->view->net->inputs
                  : q->what == GRI_Q_TARGET || q->what == GRI_Q_ERROR ? j->view->net->outputs
                                                                      : layer->units;
    size_t rows = parameter              ? q->what == GRI_Q_WEIGHT ? layer->inputs : 1
                  : asked->of.sample > 0 ? 1
                                         : frame->record->work->rows;
    q->whole = false;
    GRI_TRY(make_elements(j, rows, cols));
    for (size_t i = 0; i < rows; i++)
        for (size_t k = 0; k < cols; k++) {
            q->row = parameter ? i : 0;
            q->unit = k;
            if (!parameter && asked->of.sample == 0)
                element.of.sample = frame->record->samples[i] + 1;
            GRI_TRY(element_of(j, &element, &j->elements[i * cols + k]));
            *done = j->elements[i * cols + k].any;
        }
    return GR_OK;
}

static enum gr_status read_left(struct gri_judge *j)
{
    const struct gri_expr *left = j->claim->left;
    bool done = false;
    if (left->kind == GRI_SYMBOL && left->symbol->unknown == NULL &&
        (left->symbol->asked.of.whole ||
         (left->symbol->asked.derivative && left->symbol->asked.by.whole)))
        GRI_TRY(by_whole(j, &left->symbol->asked, &done));
    else if (left->kind == GRI_MATRIX)
        GRI_TRY(by_names(j, left->items, left->rows, left->cols, &done));
    else
        GRI_TRY(by_names(j, &left, 1, 1, &done));
    return done ? GR_OK : by_worth(j, left);
}

static enum gr_status collect_knowns(struct gri_judge *j)
{
    j->knowns = (struct gri_knowns){0};
    for (size_t n = 0; n < j->rows * j->cols; n++)
        if (j->elements[n].any)
            GRI_TRY(gri_knowns_add(&j->course, j->elements[n].frame, &j->elements[n].node,
                                   &j->knowns, j->err));
    return GR_OK;
}

/* ---- verdicts ---- */

/* What stands before a segment in its chain. */
struct before {
    bool any;
    struct gri_ranges ranges; /* of the last working */
    struct gri_working working;
    bool wrong; /* it was no right one */
};

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

static enum gri_verdict agreed(enum gri_agreement agreement, bool slipped)
{
    if (slipped)
        return GRI_FOLLOWS;
    return agreement == GRI_AGREES_TRUNCATED ? GRI_TRUNCATED : GRI_ROUNDED;
}

static enum gri_verdict number_verdict(struct gri_judge *j, const struct gri_element *e,
                                       double value, double unit, const struct gri_range *before,
                                       bool wrong)
{
    enum gri_agreement right = gri_agreement(gri_exactly(e->truth), value, unit), a;
    if (right == GRI_AGREES)
        return GRI_RIGHT;
    if (before != NULL && (a = gri_agreement(*before, value, unit)) != GRI_DISAGREES)
        return agreed(a, wrong || before->slipped);
    if (right == GRI_AGREES_TRUNCATED)
        return GRI_TRUNCATED;
    if ((a = gri_agreement(e->own, value, unit)) != GRI_DISAGREES)
        return agreed(a, e->own.slipped);
    struct gri_range loose = loosely(j, e);
    if ((a = gri_agreement(loose, value, unit)) != GRI_DISAGREES)
        return agreed(a, loose.slipped);
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

static enum gri_verdict working_verdict(struct gri_judge *j, const struct gri_element *e,
                                        const struct gri_working *working, struct gri_range range,
                                        const struct gri_range *before, bool wrong)
{
    if (gri_range_meets(range, e->truth, e->truth))
        return GRI_RIGHT;
    if (gri_range_meets(range, e->own.lo, e->own.hi))
        return agreed(GRI_AGREES, e->own.slipped || range.slipped);
    struct gri_range loose = loosely(j, e);
    if (gri_range_meets(range, loose.lo, loose.hi))
        return agreed(GRI_AGREES, loose.slipped || range.slipped);
    if (wrong && before != NULL && gri_range_meets(range, before->lo, before->hi))
        return GRI_FOLLOWS;
    struct gri_range shown = from_literals(j, e, working);
    if (gri_range_meets(range, shown.lo, shown.hi))
        return agreed(GRI_AGREES, shown.slipped || range.slipped);
    return GRI_SLIP;
}

/* ---- what the page said ---- */

static enum gr_status say(struct gri_judge *j, const struct gri_element *e, double value,
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
    double away = j->course.truncates ? unit : unit / 2;
    double below = value - (value < 0 ? away : unit / 2);
    double above = value + (value < 0 ? unit / 2 : away);
    struct gri_range made = gri_exactly(value);
    if (range.hi < below || range.lo > above)
        range = (struct gri_range){below, value, above, false};
    made.lo = fmin(made.lo, fmax(range.lo, below));
    made.hi = fmax(made.hi, fmin(range.hi, above));
    return made;
}

static enum gr_status say_number(struct gri_judge *j, const struct gri_element *e, double value,
                                 double unit, const struct gri_range *before,
                                 enum gri_verdict verdict, size_t judgement)
{
    if (!e->any)
        return GR_OK;
    struct gri_range from = e->own;
    if (before != NULL && gri_agreement(*before, value, unit) != GRI_DISAGREES)
        from = gri_agreement(e->own, value, unit) != GRI_DISAGREES ? gri_range_hull(e->own, *before)
                                                                   : *before;
    from = carried(j, value, unit, from);
    from.slipped = verdict == GRI_SLIP || verdict == GRI_FOLLOWS;
    return say(j, e, value, unit, from, judgement);
}

/* ---- a segment ---- */

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

static enum gr_status finish(struct gri_judge *j, struct gri_judgement *judgement,
                             struct gri_reasons *reasons)
{
    /* Insertion: a handful of reasons. */
    for (size_t n = 1; n < reasons->count; n++)
        for (size_t k = n; k > 0 && reasons->weight[k] < reasons->weight[k - 1]; k--) {
            struct gri_reason reason = reasons->at[k];
            double weight = reasons->weight[k];
            reasons->at[k] = reasons->at[k - 1];
            reasons->weight[k] = reasons->weight[k - 1];
            reasons->at[k - 1] = reason;
            reasons->weight[k - 1] = weight;
        }
    judgement->reasons = reasons->at;
    judgement->reason_count = reasons->count;
    (void)j;
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

/* The number that follows from earlier ones: from which line? */
static enum gr_status say_source(struct gri_judge *j, struct gri_judgement *judgement)
{
    for (size_t n = 0; n < j->knowns.count; n++) {
        const struct gri_known *known = &j->knowns.at[n];
        const struct gri_own *own = known->frame->own[gri_node_index(&j->course, &known->node)];
        if (own == NULL || !own->range.slipped || own->judgement >= j->marked->count)
            continue;
        const struct gri_judgement *source = &j->marked->judgements[own->judgement];
        const char *name = gri_judge_name(j, known->frame, &known->node);
        struct gri_text text;
        if (source->spot.line == judgement->spot.line && source->claim == judgement->claim)
            continue;
        gri_text_init(&text);
        gri_text_addf(&text, "follows from %s in line %zu", name != NULL ? name : "",
                      source->spot.line);
        judgement->remark = gri_arena_copy(j->arena, text.at, text.length);
        bool failed = text.failed || name == NULL || judgement->remark == NULL;
        gri_text_clear(&text);
        return failed ? gri_fail_memory(j->err, "marking") : GR_OK;
    }
    return GR_OK;
}

static const char *const trivial = "with this number later lines are trivial: they show little";

static enum gr_status judge_plain(struct gri_judge *j, struct gri_working *working,
                                  const struct gri_ranges *ranges, const struct before *before,
                                  struct gri_judgement *judgement, struct gri_reasons *reasons)
{
    size_t index = (size_t)(judgement - j->marked->judgements);
    for (size_t n = 0; n < ranges->rows * ranges->cols; n++) {
        const struct gri_element *e = &j->elements[n];
        double value = ranges->at[n].mid, unit = working->literals[n].unit;
        const struct gri_range *from = before->any ? &before->ranges.at[n] : NULL;
        enum gri_verdict verdict = number_verdict(j, e, value, unit, from, before->wrong);
        if (verdict == GRI_SLIP) {
            struct gri_suspect suspect = {e,
                                          value - unit / 2,
                                          value + unit / 2,
                                          value,
                                          unit,
                                          before->any ? (struct gri_working *)&before->working
                                                      : NULL,
                                          n};
            GRI_TRY(gri_reasons_find(j, &suspect, reasons));
        }
        if ((verdict == GRI_SLIP || verdict == GRI_FOLLOWS) && (value == 0 || value == 1))
            judgement->remark = trivial;
        judgement->verdict = worse(judgement->verdict, verdict);
        GRI_TRY(say_number(j, e, value, unit, from, verdict, index));
    }
    return GR_OK;
}

static enum gr_status judge_working(struct gri_judge *j, struct gri_working *working,
                                    const struct gri_ranges *ranges, const struct before *before,
                                    struct gri_judgement *judgement, struct gri_reasons *reasons)
{
    for (size_t n = 0; n < ranges->rows * ranges->cols; n++) {
        const struct gri_element *e = &j->elements[n];
        const struct gri_range *from = before->any ? &before->ranges.at[n] : NULL;
        enum gri_verdict verdict = working_verdict(j, e, working, ranges->at[n], from,
                                                   before->wrong);
        if (verdict == GRI_SLIP) {
            struct gri_suspect suspect = {
                e, ranges->at[n].lo, ranges->at[n].hi, ranges->at[n].mid, 0, working, n};
            GRI_TRY(gri_reasons_find(j, &suspect, reasons));
        }
        judgement->verdict = worse(judgement->verdict, verdict);
    }
    return GR_OK;
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
    working.truth = working.count == 0;
    gri_course_renew(&j->course);
    enum gr_status status = gri_working_range(&working, &ranges, &why);
    if (status == GR_E_MEMORY)
        return gri_fail_memory(j->err, "marking");
    if (status != GR_OK)
        return unread(j, judgement, why.message);
    if (!fits(j, &ranges))
        return unread(j, judgement, "this is of another size than the left side");
    bool plain = gri_is_plain(segment->expr);
    judgement->verdict = GRI_RIGHT;
    GRI_TRY(
        (plain ? judge_plain : judge_working)(j, &working, &ranges, before, judgement, &reasons));
    if (judgement->verdict == GRI_FOLLOWS && judgement->remark == NULL)
        GRI_TRY(say_source(j, judgement));
    before->wrong = before->wrong || judgement->verdict == GRI_SLIP;
    if (!plain) {
        before->any = true;
        before->ranges = ranges;
        before->working = working;
        before->wrong = judgement->verdict == GRI_SLIP;
    }
    return finish(j, judgement, &reasons);
}

/* A chain that ends in a working says what that comes to. */
static enum gr_status say_last(struct gri_judge *j, const struct before *before)
{
    const struct gri_segment *last = &j->claim->segments[j->claim->count - 1];
    if (!before->any || last->expr == NULL || gri_is_plain(last->expr) ||
        !gri_has_literals(last->expr))
        return GR_OK;
    for (size_t n = 0; n < j->rows * j->cols; n++)
        if (j->elements[n].any) {
            struct gri_range range = before->ranges.at[n];
            range.slipped = range.slipped || before->wrong;
            GRI_TRY(say(j, &j->elements[n], range.mid, 0, range, j->marked->count - 1));
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

static enum gr_status judge_claim(struct gri_judge *j, const struct gri_claim *claim)
{
    struct before before = {0};
    struct gr_err why = {0}, *outer = j->err;
    const char *problem = claim->problem, *name = claim->written;
    j->claim = claim;
    j->rows = j->cols = 0;
    j->elements = NULL;
    j->knowns = (struct gri_knowns){0};
    if (claim->left != NULL) {
        j->err = &why;
        enum gr_status status = read_left(j);
        j->err = outer;
        if (status == GR_E_MEMORY)
            return gri_fail_memory(j->err, "marking");
        problem = status == GR_OK ? NULL : why.message;
    }
    if (problem == NULL) {
        GRI_TRY(collect_knowns(j));
        GRI_TRY(name_left(j, &name));
    }
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

/* ---- the page ---- */

static void count_verdicts(struct gri_marked *marked)
{
    for (size_t n = 0; n < marked->count; n++) {
        enum gri_verdict verdict = marked->judgements[n].verdict;
        marked->verdicts[verdict]++;
        if (verdict == GRI_UNREAD)
            continue;
        marked->points += gri_verdicts[verdict].points;
        marked->points_possible++;
    }
}

/* The decimals that most of the page's numbers are written to. */
static double usual_unit(const struct gri_sheet *sheet)
{
    size_t counts[16] = {0}, best = 2;
    for (const struct gri_claim *claim = sheet->first; claim != NULL; claim = claim->next)
        for (size_t n = 0; n < claim->count; n++) {
            const struct gri_segment *segment = &claim->segments[n];
            const struct gri_expr *expr = segment->expr;
            if (expr != NULL && expr->kind == GRI_NEGATE)
                expr = expr->a;
            if (expr == NULL || expr->kind != GRI_NUMBER || expr->column == 0)
                continue;
            double unit = gri_unit_written(segment->plain + expr->column - 1);
            int decimals = (int)lround(-log10(unit));
            if (decimals > 1 && decimals < 16)
                counts[decimals]++;
        }
    for (size_t n = 2; n < 16; n++)
        best = counts[n] > counts[best] ? n : best;
    return pow(10, -(double)best);
}

static bool several_epochs(const struct gri_sheet *sheet)
{
    size_t epoch = 0;
    for (const struct gri_claim *claim = sheet->first; claim != NULL; claim = claim->next) {
        if (claim->left == NULL || claim->left->kind != GRI_SYMBOL)
            continue;
        size_t own = claim->left->symbol->asked.of.epoch;
        if (epoch != 0 && own != epoch)
            return true;
        epoch = own;
    }
    return epoch > 1;
}

static enum gr_status judge_page(struct gri_judge *j, bool truncates)
{
    GRI_TRY(gri_course_init(&j->course, j->view, j->arena, j->err));
    j->course.truncates = truncates;
    j->marked->count = 0;
    for (const struct gri_claim *claim = j->sheet->first; claim != NULL; claim = claim->next)
        GRI_TRY(judge_claim(j, claim));
    return GR_OK;
}

/* Does it show that numbers were truncated here? */
static bool shows_truncation(const struct gri_marked *marked)
{
    for (size_t n = 0; n < marked->count; n++)
        if (marked->judgements[n].verdict == GRI_TRUNCATED)
            return true;
    return false;
}

enum gr_status gri_mark(struct gri_view *view, struct gri_arena *arena,
                        const struct gri_sheet *sheet, struct gri_marked *marked,
                        struct gr_err *err)
{
    struct gri_judge judge = {
        .view = view, .arena = arena, .sheet = sheet, .marked = marked, .err = err};
    *marked = (struct gri_marked){.sheet = sheet};
    marked->judgements = gri_arena_take(arena, sheet->segments, sizeof *marked->judgements);
    if (marked->judgements == NULL)
        return gri_fail_memory(err, "marking");
    judge.epochs = several_epochs(sheet);
    judge.page_unit = usual_unit(sheet);
    enum gr_status status = judge_page(&judge, false);
    if (status == GR_OK && shows_truncation(marked)) {
        gri_course_clear(&judge.course);
        status = judge_page(&judge, true);
    }
    if (status == GR_OK)
        status = gri_findings(&judge);
    gri_course_clear(&judge.course);
    count_verdicts(marked);
    return status;
}
