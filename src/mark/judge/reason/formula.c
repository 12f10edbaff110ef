/* Is a working the formula that a mistake makes? Both are worked out with other numbers in place of
 * those that they read: the same formula comes to the same, whatever the numbers. */
#include "base/random.h"
#include "mark/judge/judge.h"

#include <math.h>
#include <string.h>

/* A number of the pass that the working or the mistake reads. */
struct operand {
    struct gri_frame *frame;
    struct gri_node node;
    struct gri_own **own, *kept, stand_in;
    struct gri_range range;
    bool leaf;
};

/* No literal is held, or all that may be constants are. */
enum { NONE_HELD = -1, ALL_HELD = -2 };

/* How the written numbers are taken. */
struct reading {
    bool inner; /* a number that the page has not said may be written all the same */
    bool steps; /* a factor of 0 or 1 is the slope of a step */
    bool signs; /* so is the sign of an error, or none of them */
    long held;  /* this literal is a constant, whatever it looks like */
};

struct test {
    struct gri_judge *judge;
    const struct gri_suspect *suspect;
    struct gri_working *working;
    struct gri_broken broken;
    struct gri_arena *scratch;
    struct operand *operands;
    size_t count, room;
    struct gri_steps steps;
    /* Of the operands, then the steps, then the literals: what gets the same number. */
    size_t *labels, things;
    bool *moved;             /* of each literal */
    struct gri_range *meant; /* of each literal, as it was */
};

/* ---- what is read ---- */

static enum gr_status add_operand(struct test *t, struct gri_frame *frame, size_t index)
{
    struct gri_course *c = &t->judge->course;
    struct gri_node node = gri_node_at(c, index);
    if (node.kind == GRI_N_RATE || node.kind == GRI_N_COUNT) /* formulas take them as they are */
        return GR_OK;
    if (t->count == t->room) {
        size_t room = t->room == 0 ? 32 : 2 * t->room;
        struct operand *operands = gri_arena_take(t->scratch, room, sizeof *operands);
        if (operands == NULL)
            return gri_fail_memory(t->judge->err, "marking");
        if (t->count > 0)
            memcpy(operands, t->operands, t->count * sizeof *operands);
        t->operands = operands;
        t->room = room;
    }
    t->operands[t->count++] = (struct operand){.frame = frame,
                                               .node = node,
                                               .own = &frame->own[index],
                                               .kept = frame->own[index],
                                               .range = gri_node_range(c, frame, node),
                                               .leaf = frame->own[index] != NULL ||
                                                       node.kind <= GRI_N_PARAMETER};
    return GR_OK;
}

static void work_out_mistake(struct test *t, double *number)
{
    struct gri_course *c = &t->judge->course;
    const struct gri_element *e = t->suspect->element;
    c->broken = t->broken;
    gri_course_renew(c);
    *number = gri_node_computed(c, e->frame, e->node).mid;
    c->broken = (struct gri_broken){.node = GRI_ANYWHERE};
    gri_course_renew(c);
}

/* Not finite where there is none. */
static enum gr_status work_out_working(struct test *t, double *number)
{
    struct gri_ranges made;
    struct gr_err why = {0};
    enum gr_status status = gri_working_range(t->working, &made, &why);
    if (status == GR_E_MEMORY)
        return gri_fail_memory(t->judge->err, "marking");
    *number = status == GR_OK ? made.at[t->suspect->cell].mid : NAN;
    return GR_OK;
}

static enum gr_status find_operands(struct test *t)
{
    struct gri_course *c = &t->judge->course;
    struct gri_frame *own = t->suspect->element->frame;
    struct gri_frame *const frames[] = {own, gri_frame_before(own)};
    double number;
    for (size_t n = 0; n < 2 && frames[n] != NULL; n++) {
        bool *touched = gri_arena_take(t->scratch, c->nodes, sizeof *touched);
        if (touched == NULL)
            return gri_fail_memory(t->judge->err, "marking");
        c->touched = touched;
        c->touched_frame = frames[n];
        work_out_mistake(t, &number);
        enum gr_status status = work_out_working(t, &number);
        c->touched = NULL;
        GRI_TRY(status);
        for (size_t k = 0; k < c->nodes; k++)
            if (touched[k])
                GRI_TRY(add_operand(t, frames[n], k));
    }
    return GR_OK;
}

/* ---- what stands for what ---- */

static bool is_shown_by(const struct test *t, const struct operand *operand, size_t literal)
{
    struct gri_known known = {operand->frame, operand->node, operand->range, operand->range.mid};
    struct gri_range range;
    return gri_literal_may_mean(&t->judge->course, &t->working->literals[literal], &known, &range);
}

static bool is_shown(const struct test *t, const struct operand *operand)
{
    for (size_t k = 0; k < t->working->count; k++)
        if (is_shown_by(t, operand, k))
            return true;
    return false;
}

static bool is_read(const struct test *t, const struct operand *operand,
                    const struct reading *reading)
{
    return operand->leaf || (reading->inner && is_shown(t, operand));
}

/* Does the number stand as a factor somewhere in the expression? */
static bool is_factor(const struct gri_expr *expr, const struct gri_expr *number)
{
    const struct gri_expr *const sides[] = {expr->a, expr->b};
    for (size_t n = 0; n < 2 && sides[n] != NULL; n++) {
        const struct gri_expr *bare = sides[n]->kind == GRI_NEGATE ? sides[n]->a : sides[n];
        if ((expr->kind == GRI_MULTIPLY && bare == number) || is_factor(sides[n], number))
            return true;
    }
    return false;
}

/* The step that a factor may be the slope of; or GRI_STEPS. */
static size_t step_of(const struct test *t, size_t literal)
{
    const struct gri_literal *at = &t->working->literals[literal];
    size_t step = 0;
    while (step < GRI_STEPS && at->value != gri_step_slopes[step])
        step++;
    return step < GRI_STEPS && is_factor(t->working->expr, at->expr) ? step : GRI_STEPS;
}

/* No formula adds a 0 of its own. */
static bool may_be_constant(const struct test *t, const struct gri_literal *literal)
{
    if (literal->value == 0)
        return is_factor(t->working->expr, literal->expr);
    return (literal->unit >= 1 && literal->value <= 10) || gri_is_constant(literal->value);
}

static bool is_held(const struct test *t, const struct reading *reading, size_t literal)
{
    const struct gri_literal *at = &t->working->literals[literal];
    if (at->exponent)
        return true;
    if (reading->steps && step_of(t, literal) < GRI_STEPS)
        return false;
    return reading->held == (long)literal || (reading->held == ALL_HELD && may_be_constant(t, at));
}

static void unite(struct test *t, size_t a, size_t b)
{
    size_t from = t->labels[a], to = t->labels[b];
    for (size_t n = 0; n < t->things; n++)
        t->labels[n] = t->labels[n] == from ? to : t->labels[n];
}

static void label(struct test *t, const struct reading *reading)
{
    const struct gri_working *w = t->working;
    size_t steps = t->count, literals = steps + GRI_STEPS;
    for (size_t n = 0; n < t->things; n++)
        t->labels[n] = n;
    for (size_t k = 0; k < w->count; k++) {
        t->moved[k] = false;
        if (is_held(t, reading, k))
            continue;
        size_t step = step_of(t, k);
        if (reading->steps && step < GRI_STEPS) {
            unite(t, steps + step, literals + k);
            t->moved[k] = true;
        }
        for (size_t n = 0; n < t->count; n++)
            if (is_read(t, &t->operands[n], reading) && is_shown_by(t, &t->operands[n], k)) {
                unite(t, n, literals + k);
                t->moved[k] = true;
            }
    }
}

/* ---- other numbers ---- */

/* First ones close by, under which every sign stays; then positive ones, that any function takes;
 * then any. */
enum { CLOSE_BY, POSITIVE, ANY, TRIALS = 12 };

static double number_of(const struct test *t, size_t thing)
{
    if (thing < t->count)
        return fabs(t->operands[thing].range.mid);
    thing -= t->count;
    return thing < GRI_STEPS ? gri_step_slopes[thing]
                             : t->working->literals[thing - GRI_STEPS].value;
}

static double draw(const struct test *t, size_t trial, size_t thing)
{
    size_t label = t->labels[thing];
    double number = number_of(t, label), off;
    struct gri_random random;
    gri_random_seed(&random, trial, label);
    off = gri_random_uniform(&random, 0.1, 0.9);
    if (trial == CLOSE_BY)
        return number == 0 ? 1e-4 * off : number * (1 + 1e-3 * off);
    return trial == POSITIVE ? off : gri_random_uniform(&random, -1.5, 1.5);
}

static void put_numbers(struct test *t, const struct reading *reading, size_t trial)
{
    struct gri_working *w = t->working;
    for (size_t n = 0; n < t->count; n++) {
        struct operand *operand = &t->operands[n];
        double number = draw(t, trial, n);
        if (!is_read(t, operand, reading))
            continue;
        operand->stand_in.range = gri_exactly(operand->range.mid < 0 ? -number : number);
        *operand->own = &operand->stand_in;
    }
    for (size_t n = 0; n < GRI_STEPS; n++)
        t->steps.slopes[n] = draw(t, trial, t->count + n);
    for (size_t k = 0; k < w->count; k++)
        if (t->moved[k])
            w->literals[k].range = gri_exactly(draw(t, trial, t->count + GRI_STEPS + k));
    t->steps.sign = reading->signs ? t->steps.slopes[1] : 1;
    t->judge->course.steps = reading->steps ? &t->steps : NULL;
}

static void take_back(struct test *t)
{
    for (size_t n = 0; n < t->count; n++)
        *t->operands[n].own = t->operands[n].kept;
    for (size_t k = 0; k < t->working->count; k++)
        t->working->literals[k].range = t->meant[k];
    t->judge->course.steps = NULL;
    gri_course_renew(&t->judge->course);
}

/* Do both come to the same with these numbers? `told`: both come to something. */
static enum gr_status try(struct test *t, const struct reading *reading, size_t trial, bool *told,
                          bool *same)
{
    double mistake, working;
    put_numbers(t, reading, trial);
    work_out_mistake(t, &mistake);
    enum gr_status status = work_out_working(t, &working);
    take_back(t);
    *told = isfinite(mistake) && isfinite(working);
    *same = fabs(mistake - working) <= 1e-7 * (fabs(mistake) + fabs(working)) + 1e-14;
    return status;
}

/* How far the two agree. */
static enum gr_status agree(struct test *t, const struct reading *reading, enum gri_sameness *out)
{
    /* Which minus sign was lost hangs on the signs. */
    size_t last = t->broken.mistake == GRI_M_F13 ? ANY : TRIALS;
    bool told, same, any = false;
    *out = GRI_DIFFERENT;
    label(t, reading);
    GRI_TRY(try(t, reading, CLOSE_BY, &told, &same));
    if (!told || !same)
        return GR_OK;
    *out = GRI_SAME_CLOSE_BY;
    for (size_t trial = POSITIVE; trial < last; trial++) {
        GRI_TRY(try(t, reading, trial, &told, &same));
        if (told && !same)
            return GR_OK;
        any = any || told;
    }
    if (any)
        *out = reading->steps ? GRI_SAME_WITH_STEPS : GRI_SAME;
    return GR_OK;
}

static enum gr_status any_reading(struct test *t, bool steps, enum gri_sameness *out)
{
    long count = (long)t->working->count;
    enum gri_sameness best = steps ? GRI_SAME_WITH_STEPS : GRI_SAME, now;
    for (int way = 0; way < (steps ? 4 : 2); way++)
        for (long held = ALL_HELD; held < count && *out < best; held++)
            if (held < 0 || may_be_constant(t, &t->working->literals[held])) {
                struct reading reading = {way % 2 > 0, steps, way > 1, held};
                GRI_TRY(agree(t, &reading, &now));
                *out = now > *out ? now : *out;
            }
    return GR_OK;
}

/* As the page has its numbers, once: where the steps are. */
static enum gr_status meet_steps(struct test *t)
{
    struct gri_course *c = &t->judge->course;
    double number;
    t->steps.frame = t->suspect->element->frame;
    t->steps.met = gri_arena_take(t->scratch, c->nodes, sizeof *t->steps.met);
    if (t->steps.met == NULL)
        return gri_fail_memory(t->judge->err, "marking");
    memcpy(t->steps.slopes, gri_step_slopes, sizeof t->steps.slopes);
    t->steps.sign = 1;
    c->steps = &t->steps;
    work_out_mistake(t, &number);
    c->steps = NULL;
    gri_course_renew(c);
    return GR_OK;
}

/* Only on the way back are there slopes. */
static bool is_backward(const struct test *t)
{
    enum gri_node_kind kind = t->suspect->element->node.kind;
    return kind >= GRI_N_SLOPE && kind <= GRI_N_GRADIENT;
}

static enum gr_status compare(struct test *t, enum gri_sameness *out)
{
    enum { OPERANDS = 400 };
    struct gri_working *w = t->working;
    GRI_TRY(find_operands(t));
    if (t->count > OPERANDS)
        return GR_OK;
    t->things = t->count + GRI_STEPS + w->count;
    t->labels = gri_arena_take(t->scratch, t->things, sizeof *t->labels);
    t->moved = gri_arena_take(t->scratch, w->count, sizeof *t->moved);
    t->meant = gri_arena_take(t->scratch, w->count, sizeof *t->meant);
    if (t->labels == NULL || t->moved == NULL || t->meant == NULL)
        return gri_fail_memory(t->judge->err, "marking");
    for (size_t k = 0; k < w->count; k++)
        t->meant[k] = w->literals[k].range;
    if (is_backward(t)) {
        GRI_TRY(meet_steps(t));
        GRI_TRY(any_reading(t, true, out));
    }
    return any_reading(t, false, out);
}

enum gr_status gri_formula_compare(struct gri_judge *j, const struct gri_suspect *s,
                                   const struct gri_broken *broken, enum gri_sameness *out)
{
    enum { LITERALS = 100 };
    struct gri_course *c = &j->course;
    struct gri_arena scratch, *kept = c->arena;
    *out = GRI_DIFFERENT;
    if (s->working == NULL || s->unit > 0 || s->working->count > LITERALS ||
        c->basis != GRI_AS_SAID)
        return GR_OK;
    struct gri_working working = *s->working;
    struct test t = {
        .judge = j, .suspect = s, .working = &working, .broken = *broken, .scratch = &scratch};
    working.parts = NULL;
    working.part_count = working.part_room = 0;
    gri_arena_init(&scratch, kept->limit - kept->held);
    c->arena = &scratch;
    enum gr_status status = compare(&t, out);
    c->arena = kept;
    gri_arena_clear(&scratch);
    return status;
}
