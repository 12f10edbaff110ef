/* Written numbers: what each of them may be. */
#include "base/decimal.h"
#include "mark/judge/working.h"

#include <math.h>
#include <string.h>

double gri_unit_written(const char *text)
{
    enum { LONGEST = 1000 }; /* the line may go on for a megabyte */
    const char *end = memchr(text, '\0', LONGEST);
    int decimals = gri_decimals_written(text, end != NULL ? (size_t)(end - text) : LONGEST);
    return pow(10, -decimals);
}

static enum gr_status append(struct gri_course *c, struct gri_knowns *knowns,
                             const struct gri_known *known, struct gr_err *err)
{
    if (knowns->count == knowns->room) {
        size_t room = knowns->room == 0 ? 64 : 2 * knowns->room;
        struct gri_known *at = gri_arena_take(c->arena, room, sizeof *at);
        if (at == NULL)
            return gri_fail_memory(err, "marking");
        if (knowns->count > 0)
            memcpy(at, knowns->at, knowns->count * sizeof *at);
        knowns->at = at;
        knowns->room = room;
    }
    knowns->at[knowns->count++] = *known;
    return GR_OK;
}

/* What is read while `node` is computed: marks in `touched`. */
static void touch(struct gri_course *c, struct gri_frame *frame, struct gri_node node,
                  bool *touched)
{
    c->touched = touched;
    c->touched_frame = frame;
    gri_course_renew(c);
    gri_node_computed(c, frame, node);
    c->touched = NULL;
}

enum gr_status gri_knowns_add(struct gri_course *c, struct gri_frame *frame,
                              const struct gri_node *node, struct gri_knowns *knowns,
                              struct gr_err *err)
{
    bool *touched = gri_arena_take(c->arena, c->nodes, sizeof *touched);
    bool *opened = gri_arena_take(c->arena, c->nodes, sizeof *opened);
    if (touched == NULL || opened == NULL)
        return gri_fail_memory(err, "marking");
    opened[gri_node_index(c, node)] = true;
    touch(c, frame, *node, touched);
    /* What the page said something of was not looked into. */
    for (bool more = true; more;) {
        more = false;
        for (size_t n = 0; n < c->nodes; n++)
            if (touched[n] && !opened[n]) {
                opened[n] = more = true;
                if (frame->own[n] != NULL)
                    touch(c, frame, gri_node_at(c, n), touched);
            }
    }
    touched[gri_node_index(c, node)] = false;
    for (size_t n = 0; n < c->nodes; n++) {
        struct gri_known known = {.frame = frame};
        if (!touched[n])
            continue;
        known.node = gri_node_at(c, n);
        known.range = gri_node_range(c, frame, known.node);
        known.truth = gri_node_truth(c, frame, &known.node);
        GRI_TRY(append(c, knowns, &known, err));
    }
    return GR_OK;
}

bool gri_is_constant(double value)
{
    static const double constants[] = {0.5, 0.1, 0.01, 0.001, 0.9, 0.99, 0.999, 1e-7, 1e-8, 0.25};
    enum { STEPS = 10 }; /* of Adam's bias correction, 1 - 0.9^t */
    for (size_t n = 0; n < sizeof constants / sizeof *constants; n++)
        if (value == constants[n])
            return true;
    for (int t = 2; t <= STEPS; t++)
        if (fabs(value - (1 - pow(0.9, t))) < 1e-12 || fabs(value - (1 - pow(0.999, t))) < 1e-12)
            return true;
    return false;
}

/* Up to where what is written so may reach; where it is truncated, not quite. */
static double top(const struct gri_literal *literal, bool truncates)
{
    return literal->value + (truncates ? literal->unit : literal->unit / 2);
}

/* The written number, or what of `range` rounds to it. */
static struct gri_range meant(const struct gri_literal *literal, struct gri_range range,
                              bool truncates)
{
    double below = literal->value - literal->unit / 2;
    double above = top(literal, truncates);
    struct gri_range made = gri_exactly(literal->value);
    made.lo = fmin(made.lo, fmax(range.lo, below));
    made.hi = fmax(made.hi, fmin(range.hi, above));
    made.slipped = range.slipped;
    return made;
}

static bool could_be(const struct gri_literal *literal, struct gri_range range, bool truncates)
{
    double half = literal->unit / 2, value = literal->value;
    return gri_range_meets(range, value - half, value + half) ||
           (truncates && gri_range_meets_inside(range, value, top(literal, true)));
}

static struct gri_range without_sign(struct gri_range range)
{
    return range.mid < 0 ? gri_range_negate(range) : range;
}

/* Did the page write this very number for it, without decimals, or leave it unwritten behind its
 * working? Else a whole number is no rounded one. */
static bool said_whole(const struct gri_course *c, const struct gri_known *known, double value)
{
    const struct gri_own *own = known->frame->own[gri_node_index(c, &known->node)];
    return own != NULL &&
           ((own->unit >= 1 && fabs(own->value) == value) ||
            (own->unit == 0 && gri_range_meets(without_sign(own->range), value, value)));
}

bool gri_literal_may_mean(const struct gri_course *c, const struct gri_literal *literal,
                          const struct gri_known *known, struct gri_range *range)
{
    if (literal->unit >= 1 && fabs(known->range.mid) != literal->value &&
        !said_whole(c, known, literal->value))
        return false;
    *range = without_sign(known->range);
    if (could_be(literal, *range, c->truncates))
        return true;
    *range = without_sign(gri_exactly(known->truth));
    return could_be(literal, *range, c->truncates);
}

/* One of the knowns, by its digits: as the page has it, or as it is. Where one is that very number,
 * those that only round to it are not meant. */
static void find_known(const struct gri_course *c, struct gri_literal *literal,
                       const struct gri_knowns *knowns)
{
    struct gri_range all = gri_exactly(literal->value), range;
    bool slipped = true, very = false;
    for (size_t n = 0; n < knowns->count && !very; n++)
        very = fabs(knowns->at[n].range.mid) == literal->value;
    very = very || gri_is_constant(literal->value);
    very = very && (literal->value != 0 || literal->unit >= 1); /* 0.00 is any small number */
    for (size_t n = 0; n < knowns->count; n++) {
        const struct gri_known *known = &knowns->at[n];
        if ((very && fabs(known->range.mid) != literal->value) ||
            !gri_literal_may_mean(c, literal, known, &range))
            continue;
        all = gri_range_hull(all, meant(literal, range, c->truncates));
        slipped = slipped && range.slipped;
        if (literal->known == NULL)
            literal->known = known;
    }
    if (literal->known == NULL)
        return;
    literal->range = all;
    literal->range.slipped = slipped;
}

/* Is it a number that the page said? It would be written with the same digits again. */
static bool is_said(const struct gri_course *c, const struct gri_knowns *knowns, double number)
{
    for (size_t n = 0; n < knowns->count; n++) {
        const struct gri_known *known = &knowns->at[n];
        const struct gri_own *own = known->frame->own[gri_node_index(c, &known->node)];
        if (own != NULL && fabs(fabs(known->range.mid) - number) <= 1e-4 * number)
            return true;
    }
    return false;
}

static bool find_part(const struct gri_course *c, struct gri_literal *literal,
                      const struct gri_knowns *knowns, const struct gri_working *before)
{
    struct gri_literal narrow = *literal;
    bool constant = gri_is_constant(literal->value);
    narrow.unit /= constant ? 10 : 1; /* 0.1 is a rounded 0.102, but no 0.05 */
    for (size_t n = 0; before != NULL && n < before->part_count; n++) {
        struct gri_range part = without_sign(before->parts[n]);
        if (part.mid != literal->value &&
            (literal->unit >= 1 || (constant && is_said(c, knowns, part.mid))))
            continue;
        if (could_be(&narrow, part, c->truncates)) {
            literal->range = meant(&narrow, part, c->truncates);
            literal->part = &before->parts[n];
            return true;
        }
    }
    return false;
}

static void find(const struct gri_course *c, struct gri_literal *literal,
                 const struct gri_knowns *knowns, const struct gri_working *before)
{
    literal->range = gri_exactly(literal->value);
    find_known(c, literal, knowns);
    if (literal->known != NULL || find_part(c, literal, knowns, before))
        return;
    if (literal->unit >= 1 || gri_is_constant(literal->value))
        return;
    literal->range.lo -= literal->unit / 2;
    literal->range.hi = top(literal, c->truncates);
}

static size_t count_literals(const struct gri_expr *expr)
{
    size_t count = expr->kind == GRI_NUMBER ? 1 : 0;
    if (expr->a != NULL)
        count += count_literals(expr->a);
    if (expr->b != NULL)
        count += count_literals(expr->b);
    for (size_t n = 0; n < expr->rows * expr->cols; n++)
        count += count_literals(expr->items[n]);
    return count;
}

bool gri_has_literals(const struct gri_expr *expr)
{
    return count_literals(expr) > 0;
}

bool gri_is_plain(const struct gri_expr *expr)
{
    if (expr->kind == GRI_NEGATE)
        return expr->a->kind == GRI_NUMBER;
    if (expr->kind != GRI_MATRIX)
        return expr->kind == GRI_NUMBER;
    for (size_t n = 0; n < expr->rows * expr->cols; n++)
        if (expr->items[n]->kind == GRI_MATRIX || !gri_is_plain(expr->items[n]))
            return false;
    return true;
}

static void take(struct gri_working *working, const struct gri_expr *expr, bool exponent,
                 const struct gri_knowns *knowns, const struct gri_working *before)
{
    struct gri_literal *literal = &working->literals[working->count++];
    *literal = (struct gri_literal){
        .expr = expr, .value = expr->number, .unit = 1, .exponent = exponent};
    if (expr->column > 0)
        literal->unit = gri_unit_written(working->segment->plain + expr->column - 1);
    if (exponent)
        literal->range = gri_exactly(literal->value);
    else
        find(working->course, literal, knowns, before);
}

/* In the order in which evaluation meets them. */
static void collect(struct gri_working *working, const struct gri_expr *expr,
                    const struct gri_knowns *knowns, const struct gri_working *before)
{
    bool power = expr->kind == GRI_POWER && expr->b->kind == GRI_NUMBER;
    if (expr->kind == GRI_NUMBER)
        take(working, expr, false, knowns, before);
    if (expr->a != NULL)
        collect(working, expr->a, knowns, before);
    if (power)
        take(working, expr->b, true, knowns, before);
    else if (expr->b != NULL)
        collect(working, expr->b, knowns, before);
    for (size_t n = 0; n < expr->rows * expr->cols; n++)
        collect(working, expr->items[n], knowns, before);
}

enum gr_status gri_working_init(struct gri_working *working, struct gri_course *course,
                                const struct gri_segment *segment, const struct gri_knowns *knowns,
                                const struct gri_working *before, struct gri_frame *frame,
                                struct gr_err *err)
{
    size_t count = count_literals(segment->expr);
    *working = (struct gri_working){.course = course,
                                    .segment = segment,
                                    .expr = segment->expr,
                                    .before = before,
                                    .row = GRI_NO_ROW,
                                    .frame = frame};
    working->literals = gri_arena_take(course->arena, count, sizeof *working->literals);
    if (working->literals == NULL)
        return gri_fail_memory(err, "marking");
    collect(working, segment->expr, knowns, before);
    return GR_OK;
}
