/* How each number comes about, by the rules. */
#include "hand/hand.h"

formula hand_see(struct hand *hand, enum kind kind, size_t time, size_t layer, size_t unit,
                 size_t row)
{
    return tree_cell(&hand->pool, hand_cell(hand, kind, time, layer, unit, row));
}

formula hand_see_parameter(struct hand *hand, enum kind kind, size_t time, size_t parameter,
                           size_t row)
{
    return tree_cell(&hand->pool, hand_parameter(hand, kind, time, parameter, row));
}

formula hand_into(struct hand *hand, size_t time, size_t layer, size_t input, size_t row)
{
    return layer == 0 ? hand_see(hand, INPUT, time, 0, input, row)
                      : hand_see(hand, OUT, time, layer - 1, input, row);
}

formula hand_weight(struct hand *hand, enum kind kind, size_t time, size_t layer, size_t input,
                    size_t unit)
{
    const struct task *t = hand->task;
    return hand_see_parameter(hand, kind, time, t->w[layer] + input * t->sizes[layer + 1] + unit,
                              0);
}

formula hand_times(struct hand *hand, formula x, formula w)
{
    return hand->manner.weight_first ? tree_two(&hand->pool, MUL, w, x)
                                     : tree_two(&hand->pool, MUL, x, w);
}

bool hand_is_bias(const struct hand *hand, const struct cell *cell)
{
    return hand->task->bias && cell->parameter >= hand->task->b[cell->layer];
}

size_t hand_input_of(const struct hand *hand, const struct cell *cell)
{
    const struct task *t = hand->task;
    return (cell->parameter - t->w[cell->layer]) / t->sizes[cell->layer + 1];
}

/* ---- forward ---- */

static formula sum_formula(struct hand *hand, const struct cell *c)
{
    const struct task *t = hand->task;
    formula sum = NULL;
    for (size_t i = 0; i < t->sizes[c->layer]; i++)
        sum = tree_plus(&hand->pool, sum,
                        hand_times(hand, hand_into(hand, c->time, c->layer, i, c->row),
                                   hand_weight(hand, PARAMETER, c->time, c->layer, i, c->unit)));
    return t->bias ? tree_plus(
                         &hand->pool, sum,
                         hand_see_parameter(hand, PARAMETER, c->time, t->b[c->layer] + c->unit, 0))
                   : sum;
}

formula hand_call(struct hand *hand, enum activation activation, formula z)
{
    struct pool *pool = &hand->pool;
    formula one = tree_num(pool, 1);
    switch (activation) {
    case RELU_UNIT:
        return tree_call(pool, RELU, z);
    case LEAKY_UNIT:
        return tree_call(pool, LEAKY, z);
    case TANH_UNIT:
        return tree_call(pool, TANH, z);
    case SIGMOID_UNIT:
        if (!hand->manner.sigmoid_spelled)
            return tree_call(pool, SIGMOID, z);
        return tree_two(pool, DIV, one,
                        tree_two(pool, ADD, one, tree_call(pool, EXP, tree_one(pool, NEG, z))));
    default:
        return z;
    }
}

static formula softmax_formula(struct hand *hand, const struct cell *c)
{
    formula sum = NULL, z = hand_see(hand, SUM, c->time, c->layer, c->unit, c->row);
    for (size_t k = 0; k < hand->task->sizes[c->layer + 1]; k++)
        sum = tree_plus(
            &hand->pool, sum,
            tree_call(&hand->pool, EXP, hand_see(hand, SUM, c->time, c->layer, k, c->row)));
    return tree_two(&hand->pool, DIV, tree_call(&hand->pool, EXP, z), sum);
}

formula hand_forward(struct hand *hand, const struct cell *c)
{
    enum activation activation = hand->task->activations[c->layer];
    if (c->kind == SUM)
        return sum_formula(hand, c);
    if (c->kind == OUT)
        return activation == SOFTMAX_UNIT
                   ? softmax_formula(hand, c)
                   : hand_call(hand, activation,
                               hand_see(hand, SUM, c->time, c->layer, c->unit, c->row));
    formula y = hand_see(hand, TARGET, c->time, c->layer, c->unit, c->row);
    formula p = hand_see(hand, OUT, c->time, c->layer, c->unit, c->row);
    return hand->task->yhat_minus_y ? tree_two(&hand->pool, SUB, p, y)
                                    : tree_two(&hand->pool, SUB, y, p);
}

/* ---- loss ---- */

double hand_divisor(const struct hand *hand)
{
    const struct task *t = hand->task;
    if (t->loss == SSE)
        return 1;
    return (double)t->samples * (t->loss == MSE_MEAN ? (double)t->sizes[t->depth] : 1);
}

/* factor/divisor sum, or factor sum/divisor */
formula hand_mean(struct hand *hand, formula sum, double factor, double divisor)
{
    struct pool *pool = &hand->pool;
    double size = factor < 0 ? -factor : factor;
    if (divisor == 1 && size == 1)
        return factor < 0 ? tree_one(pool, NEG, sum) : sum;
    formula over = tree_num(pool, divisor), number = tree_num(pool, size);
    if (!hand->manner.fraction_first) {
        formula top = size == 1 ? sum : tree_two(pool, MUL, number, sum);
        top = factor < 0 ? tree_one(pool, NEG, top) : top;
        return divisor == 1 ? top : tree_two(pool, DIV, top, over);
    }
    formula before = divisor == 1 ? number : tree_two(pool, DIV, number, over);
    before = factor < 0 ? tree_one(pool, NEG, before) : before;
    return tree_two(pool, MUL, before, sum);
}

/* w ln p; nothing for w = 0. */
static formula weighted_ln(struct hand *hand, formula weight, double size, formula p)
{
    formula ln = tree_call(&hand->pool, LN, p);
    if (size == 0)
        return NULL;
    return size == 1 ? ln : tree_two(&hand->pool, MUL, weight, ln);
}

/* Of a cross-entropy without its minus sign; NULL: 0 */
formula hand_term(struct hand *hand, size_t time, size_t row, size_t unit)
{
    struct pool *pool = &hand->pool;
    size_t last = hand->task->depth - 1;
    formula e = hand_see(hand, ERROR, time, last, unit, row);
    formula p = hand_see(hand, OUT, time, last, unit, row);
    formula y = hand_see(hand, TARGET, time, last, unit, row), one = tree_num(pool, 1);
    double size = y->cell->value;
    if (task_of_error(hand->task))
        return hand->task->loss == MAE ? tree_call(pool, ABS, e) : tree_one(pool, SQUARE, e);
    formula mine = weighted_ln(hand, y, size, p);
    formula other = weighted_ln(hand, tree_two(pool, SUB, one, y), 1 - size,
                                tree_two(pool, SUB, one, p));
    if (hand->task->loss == CROSS_ENTROPY || other == NULL)
        return mine;
    return tree_plus(pool, mine, other);
}

formula hand_loss(struct hand *hand, const struct cell *c)
{
    const struct task *t = hand->task;
    formula sum = NULL;
    for (size_t i = 0; i < t->samples; i++)
        for (size_t k = 0; k < t->sizes[t->depth]; k++) {
            formula term = hand_term(hand, c->time, i, k);
            sum = term == NULL ? sum : tree_plus(&hand->pool, sum, term);
        }
    double factor = task_of_error(t) ? 1 : -1, divisor = hand_divisor(hand);
    return hand_mean(hand, sum, factor, t->loss == HALF_MSE ? 2 * divisor : divisor);
}

/* ---- backward ---- */

/* dL/dyhat with this factor (of the error as y - yhat) and divisor. */
formula hand_slope(struct hand *hand, const struct cell *c, double factor, double divisor)
{
    struct pool *pool = &hand->pool;
    const struct task *t = hand->task;
    formula e = hand_see(hand, ERROR, c->time, c->layer, c->unit, c->row);
    formula p = hand_see(hand, OUT, c->time, c->layer, c->unit, c->row);
    formula y = hand_see(hand, TARGET, c->time, c->layer, c->unit, c->row);
    formula one = tree_num(pool, 1);
    if (task_of_error(t)) {
        formula body = t->loss == MAE ? tree_call(pool, SIGN, e) : e;
        return hand_mean(hand, body, t->yhat_minus_y ? -factor : factor, divisor);
    }
    if (t->loss == CROSS_ENTROPY)
        return hand_mean(hand, tree_two(pool, DIV, y, p), factor, divisor);
    formula below = tree_two(pool, MUL, p, tree_two(pool, SUB, one, p));
    return hand_mean(hand, tree_two(pool, DIV, tree_two(pool, SUB, p, y), below), -factor, divisor);
}

formula hand_derivative(struct hand *hand, enum activation activation, formula z, formula h)
{
    struct pool *pool = &hand->pool;
    formula one = tree_num(pool, 1);
    switch (activation) {
    case RELU_UNIT:
        return tree_call(pool, RELU_SLOPE, z);
    case LEAKY_UNIT:
        return tree_call(pool, LEAKY_SLOPE, z);
    case SIGMOID_UNIT:
        return tree_two(pool, MUL, h, tree_two(pool, SUB, one, h));
    default:
        return tree_two(pool, SUB, one, tree_one(pool, SQUARE, h));
    }
}

static formula softmax_delta(struct hand *hand, const struct cell *c, enum kind from)
{
    struct pool *pool = &hand->pool;
    formula sum = NULL, mine = hand_see(hand, OUT, c->time, c->layer, c->unit, c->row);
    for (size_t k = 0; k < hand->task->sizes[c->layer + 1]; k++)
        sum = tree_plus(pool, sum,
                        tree_two(pool, MUL, hand_see(hand, from, c->time, c->layer, k, c->row),
                                 hand_see(hand, OUT, c->time, c->layer, k, c->row)));
    formula slope = hand_see(hand, from, c->time, c->layer, c->unit, c->row);
    return tree_two(pool, MUL, mine, tree_two(pool, SUB, slope, sum));
}

static formula delta_formula(struct hand *hand, const struct cell *c)
{
    const struct task *t = hand->task;
    struct pool *pool = &hand->pool;
    bool last = c->layer == t->depth - 1;
    enum kind from = last ? SLOPE : BACK;
    enum activation activation = t->activations[c->layer];
    formula z = hand_see(hand, SUM, c->time, c->layer, c->unit, c->row);
    formula h = hand_see(hand, OUT, c->time, c->layer, c->unit, c->row);
    if (last && task_partners(t)) {
        formula y = hand_see(hand, TARGET, c->time, c->layer, c->unit, c->row);
        return hand_mean(hand, tree_two(pool, SUB, h, y), 1, hand_divisor(hand));
    }
    if (activation == SOFTMAX_UNIT)
        return softmax_delta(hand, c, from);
    formula upstream = hand_see(hand, from, c->time, c->layer, c->unit, c->row);
    if (activation == LINEAR)
        return upstream;
    return tree_two(pool, MUL, upstream, hand_derivative(hand, activation, z, h));
}

static formula back_formula(struct hand *hand, const struct cell *c)
{
    formula sum = NULL;
    for (size_t m = 0; m < hand->task->sizes[c->layer + 2]; m++)
        sum = tree_plus(&hand->pool, sum,
                        tree_two(&hand->pool, MUL,
                                 hand_see(hand, DELTA, c->time, c->layer + 1, m, c->row),
                                 hand_weight(hand, PARAMETER, c->time, c->layer + 1, c->unit, m)));
    return sum;
}

static formula part_formula(struct hand *hand, const struct cell *c)
{
    formula delta = hand_see(hand, DELTA, c->time, c->layer, c->unit, c->row);
    if (hand_is_bias(hand, c))
        return delta;
    return tree_two(&hand->pool, MUL, delta,
                    hand_into(hand, c->time, c->layer, hand_input_of(hand, c), c->row));
}

/* -2/N [ e1 h1 + .. ], where nothing between the error and the weight is written. */
static formula factored_gradient(struct hand *hand, const struct cell *c)
{
    const struct task *t = hand->task;
    formula sum = NULL;
    for (size_t i = 0; i < t->samples; i++) {
        formula e = hand_see(hand, ERROR, c->time, c->layer, c->unit, i);
        sum = tree_plus(&hand->pool, sum,
                        hand_is_bias(hand, c) ? e
                                              : tree_two(&hand->pool, MUL, e,
                                                         hand_into(hand, c->time, c->layer,
                                                                   hand_input_of(hand, c), i)));
    }
    double factor = (t->loss == HALF_MSE ? 1 : 2) * (t->yhat_minus_y ? 1 : -1);
    return hand_mean(hand, sum, factor, hand_divisor(hand));
}

static formula gradient_formula(struct hand *hand, const struct cell *c)
{
    const struct task *t = hand->task;
    const struct manner *m = &hand->manner;
    formula sum = NULL;
    if (m->factored && c->layer == t->depth - 1 && t->activations[c->layer] == LINEAR &&
        t->loss < MAE && !m->slope_written && !m->part_written)
        return factored_gradient(hand, c);
    for (size_t i = 0; i < t->samples; i++)
        sum = tree_plus(&hand->pool, sum, hand_see_parameter(hand, PART, c->time, c->parameter, i));
    return sum;
}

formula hand_backward(struct hand *hand, const struct cell *c)
{
    const struct task *t = hand->task;
    switch (c->kind) {
    case SLOPE:
        return hand_slope(hand, c,
                          t->loss == HALF_MSE || t->loss == MAE || !task_of_error(t) ? -1 : -2,
                          hand_divisor(hand));
    case BACK:
        return c->layer + 1 < t->depth ? back_formula(hand, c) : NULL;
    case DELTA:
        return delta_formula(hand, c);
    case PART:
        return part_formula(hand, c);
    default:
        return gradient_formula(hand, c);
    }
}
