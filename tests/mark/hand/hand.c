#include "hand/hand.h"

#include <math.h>
#include <stdlib.h>

static size_t units_before(const struct task *t, size_t layer)
{
    size_t units = 0;
    for (size_t l = 0; l < layer; l++)
        units += t->sizes[l + 1];
    return units;
}

struct cell *hand_parameter(struct hand *hand, enum kind kind, size_t time, size_t parameter,
                            size_t row)
{
    return &hand->cells[hand->base[time][kind] + row * hand->task->parameter_count + parameter];
}

struct cell *hand_cell(struct hand *hand, enum kind kind, size_t time, size_t layer, size_t unit,
                       size_t row)
{
    const struct task *t = hand->task;
    size_t at = hand->base[time][kind];
    if (kind == SUM || kind == OUT || kind == BACK || kind == DELTA)
        at += row * units_before(t, t->depth) + units_before(t, layer) + unit;
    else if (kind == INPUT)
        at += row * t->sizes[0] + unit;
    else if (kind != LOSS && kind != RATE)
        at += row * t->sizes[t->depth] + unit;
    return &hand->cells[at];
}

static struct cell *add(struct hand *hand, enum kind kind, size_t time)
{
    if (hand->count == CELLS)
        abort();
    struct cell *cell = &hand->cells[hand->count++];
    *cell = (struct cell){.kind = kind, .time = time};
    return cell;
}

static void give(struct cell *cell, double number)
{
    cell->given = true;
    cell->truth = cell->value = cell->lo = cell->hi = cell->shown = number;
    write_given(number, cell->text);
}

static void add_units(struct hand *hand, enum kind kind, size_t time)
{
    const struct task *t = hand->task;
    hand->base[time][kind] = hand->count;
    for (size_t i = 0; i < t->samples; i++)
        for (size_t l = 0; l < t->depth; l++)
            for (size_t u = 0; u < t->sizes[l + 1]; u++) {
                struct cell *cell = add(hand, kind, time);
                cell->layer = l;
                cell->unit = u;
                cell->row = i;
            }
}

static void add_ends(struct hand *hand, enum kind kind, size_t time)
{
    const struct task *t = hand->task;
    size_t units = kind == INPUT ? t->sizes[0] : t->sizes[t->depth];
    hand->base[time][kind] = hand->count;
    for (size_t i = 0; i < t->samples; i++)
        for (size_t u = 0; u < units; u++) {
            struct cell *cell = add(hand, kind, time);
            cell->layer = kind == INPUT ? 0 : t->depth - 1;
            cell->unit = u;
            cell->row = i;
            if (kind == INPUT || kind == TARGET)
                give(cell, kind == INPUT ? t->x[i][u] : t->y[i][u]);
        }
}

static size_t layer_of(const struct task *t, size_t parameter)
{
    size_t layer = t->depth - 1;
    while (parameter < t->w[layer])
        layer--;
    return layer;
}

static void add_parameters(struct hand *hand, enum kind kind, size_t time)
{
    const struct task *t = hand->task;
    hand->base[time][kind] = hand->count;
    for (size_t i = 0; i < (kind == PART ? t->samples : 1); i++)
        for (size_t p = 0; p < t->parameter_count; p++) {
            struct cell *cell = add(hand, kind, time);
            cell->layer = layer_of(t, p);
            cell->unit = (p - t->w[cell->layer]) % t->sizes[cell->layer + 1];
            cell->parameter = p;
            cell->row = i;
            if (kind == PARAMETER && time == 0)
                give(cell, t->parameters[p]);
        }
}

static void add_single(struct hand *hand, enum kind kind, size_t time)
{
    hand->base[time][kind] = hand->count;
    struct cell *cell = add(hand, kind, time);
    if (kind == RATE)
        give(cell, hand->task->rate);
}

static void lay_out(struct hand *hand)
{
    hand->count = 0;
    for (size_t time = 0; time < hand->task->times; time++)
        for (int kind = 0; kind < KINDS; kind++)
            switch (kind) {
            case INPUT:
            case TARGET:
            case ERROR:
            case SLOPE:
                add_ends(hand, (enum kind)kind, time);
                break;
            case RATE:
            case LOSS:
                add_single(hand, (enum kind)kind, time);
                break;
            case SUM:
            case OUT:
            case BACK:
            case DELTA:
                add_units(hand, (enum kind)kind, time);
                break;
            default:
                add_parameters(hand, (enum kind)kind, time);
            }
}

/* ---- which are written ---- */

static bool is_written(const struct hand *hand, const struct cell *cell)
{
    const struct task *t = hand->task;
    const struct manner *m = &hand->manner;
    bool last = cell->layer == t->depth - 1;
    enum activation activation = t->activations[cell->layer];
    switch (cell->kind) {
    case SUM:
        return activation != LINEAR && (m->z_written || activation == SOFTMAX_UNIT);
    case ERROR:
        return m->e_written && task_of_error(t);
    case SLOPE:
        return m->slope_written && !task_partners(t);
    case BACK:
        return !last && (m->back_written || activation == SOFTMAX_UNIT);
    case DELTA:
        return activation != LINEAR && (m->delta_written || !m->back_written);
    case PART:
        return m->part_written && t->samples > 1;
    case OUT:
    case LOSS:
    case GRADIENT:
    case NEW:
        return true;
    default:
        return false;
    }
}

static formula own_formula(struct hand *hand, const struct cell *cell)
{
    switch (cell->kind) {
    case SUM:
    case OUT:
    case ERROR:
        return hand_forward(hand, cell);
    case LOSS:
        return hand_loss(hand, cell);
    case PARAMETER:
        return cell->time > 0 ? tree_cell(&hand->pool, hand_parameter(hand, NEW, cell->time - 1,
                                                                      cell->parameter, 0))
                              : NULL;
    case SPEED:
    case SIZE:
    case NEW:
        return hand_update(hand, cell);
    case INPUT:
    case TARGET:
    case RATE:
        return NULL;
    default:
        return hand_backward(hand, cell);
    }
}

formula hand_expand(struct hand *hand, formula t, wrong_rule *wrong, void *context)
{
    if (t == NULL || t->op == NUM)
        return t;
    if (t->op == CELL) {
        const struct cell *cell = t->cell;
        if (cell->given || cell->written)
            return t;
        if (cell->kind == PARAMETER) /* of a later iteration: what was made of it */
            return t;
        formula own = wrong != NULL ? wrong(hand, cell, context) : NULL;
        own = hand_expand(hand, own != NULL ? own : cell->own, wrong, context);
        if (cell->kind == SPEED || cell->kind == SIZE) /* too small to be rounded to decimals */
            return own;
        return tree_one(&hand->pool, INNER, own);
    }
    formula a = hand_expand(hand, t->a, wrong, context);
    formula b = hand_expand(hand, t->b, wrong, context);
    if (a == t->a && b == t->b)
        return t;
    return t->op == CALL ? tree_call(&hand->pool, t->call, a) : tree_two(&hand->pool, t->op, a, b);
}

/* ---- working ---- */

static bool sane(double number)
{
    return isfinite(number) && fabs(number) < 1e7;
}

/* 0.8 where the processor has 0.79999999999999938: by hand decimals are exact. */
static double tidy(double number)
{
    double near = round(number * 1e10) / 1e10;
    return fabs(number - near) < 1e-13 * fmax(1, fabs(number)) ? near : number;
}

/* What the page says next of the cell. */
static bool work_cell(struct hand *hand, struct cell *cell)
{
    const struct policy *policy = &hand->manner.policy;
    double value = tidy(tree_value(cell->made)), away;
    if (!sane(value))
        return false;
    if (!cell->fixed)
        cell->shown = write_number(policy, value, cell->text);
    cell->value = policy->in_full && !cell->fixed ? value : cell->shown;
    /* Zeros that were trimmed away are not known to be any. */
    away = written_unit(cell->text) * (policy->habit == TRUNCATE ? 1 : 0.5);
    cell->lo = cell->shown - away;
    cell->hi = cell->shown + away;
    return true;
}

static void carry_over(struct hand *hand, const struct cell *made)
{
    if (made->kind != NEW || made->time + 1 >= hand->task->times)
        return;
    struct cell *next = hand_parameter(hand, PARAMETER, made->time + 1, made->parameter, 0);
    struct cell kept = *next;
    *next = *made;
    next->kind = PARAMETER;
    next->time = kept.time;
    next->written = next->at_fault = false;
    next->own = kept.own;
}

bool hand_again(struct hand *hand)
{
    for (size_t n = 0; n < hand->lines; n++) {
        if (!work_cell(hand, hand->order[n]))
            return false;
        carry_over(hand, hand->order[n]);
    }
    return true;
}

static void order_kind(struct hand *hand, enum kind kind, size_t time, long layer, long row)
{
    size_t from = hand->base[time][kind];
    for (size_t n = from; n < hand->count && hand->cells[n].kind == kind; n++) {
        struct cell *cell = &hand->cells[n];
        if (cell->time == time && cell->written && (layer < 0 || cell->layer == (size_t)layer) &&
            (row < 0 || cell->row == (size_t)row))
            hand->order[hand->lines++] = cell;
    }
}

/* Forward sample by sample, the loss, then backward, layer by layer or all updates last. */
static void put_in_order(struct hand *hand, size_t time)
{
    const struct task *t = hand->task;
    for (size_t i = 0; i < t->samples; i++) {
        for (size_t l = 0; l < t->depth; l++) {
            order_kind(hand, SUM, time, (long)l, (long)i);
            order_kind(hand, OUT, time, (long)l, (long)i);
        }
        order_kind(hand, ERROR, time, -1, (long)i);
    }
    order_kind(hand, LOSS, time, -1, -1);
    for (size_t i = 0; i < t->samples; i++)
        order_kind(hand, SLOPE, time, -1, (long)i);
    for (size_t l = t->depth; l-- > 0;) {
        for (size_t i = 0; i < t->samples; i++) {
            order_kind(hand, BACK, time, (long)l, (long)i);
            order_kind(hand, DELTA, time, (long)l, (long)i);
            order_kind(hand, PART, time, (long)l, (long)i);
        }
        order_kind(hand, GRADIENT, time, (long)l, -1);
        if (hand->manner.by_layer)
            order_kind(hand, NEW, time, (long)l, -1);
    }
    if (!hand->manner.by_layer)
        order_kind(hand, NEW, time, -1, -1);
}

/* The number as it is, after those that it is made of. */
static bool settle(struct hand *hand, struct cell *cell);

static bool settle_tree(struct hand *hand, formula t)
{
    if (t == NULL)
        return true;
    if (t->op == CELL)
        return settle(hand, &hand->cells[t->cell - hand->cells]);
    return settle_tree(hand, t->a) && settle_tree(hand, t->b);
}

static bool settle(struct hand *hand, struct cell *cell)
{
    if (cell->given || cell->settled)
        return true;
    if (!settle_tree(hand, cell->own))
        return false;
    cell->truth = cell->own != NULL ? tree_true(cell->own) : 0;
    cell->settled = true;
    return sane(cell->truth);
}

bool hand_work(struct hand *hand, const struct task *task, const struct manner *manner)
{
    hand->task = task;
    hand->manner = *manner;
    hand->unit = pow(10, -manner->policy.decimals);
    hand->lines = 0;
    pool_empty(&hand->pool);
    lay_out(hand);
    for (size_t n = 0; n < hand->count; n++)
        hand->cells[n].written = is_written(hand, &hand->cells[n]);
    for (size_t n = 0; n < hand->count; n++)
        hand->cells[n].own = own_formula(hand, &hand->cells[n]);
    for (size_t n = 0; n < hand->count; n++)
        if (!settle(hand, &hand->cells[n]))
            return false;
    for (size_t time = 0; time < task->times; time++)
        put_in_order(hand, time);
    for (size_t n = 0; n < hand->lines; n++) {
        struct cell *cell = hand->order[n];
        cell->right = cell->made = hand_expand(hand, cell->own, NULL, NULL);
    }
    return hand_again(hand);
}
