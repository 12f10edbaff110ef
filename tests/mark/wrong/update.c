/* Mistakes of gradients and updates. */
#include "wrong/mistake.h"

static formula delta_of(struct hand *h, const struct cell *c, size_t unit)
{
    return hand_see(h, DELTA, c->time, c->layer, unit, c->row);
}

static formula product(struct hand *h, const struct cell *c, formula in)
{
    return tree_two(&h->pool, MUL, delta_of(h, c, c->unit), in);
}

static formula w1(struct hand *h, const struct cell *c, size_t v)
{
    if (v > 0 || hand_is_bias(h, c) || c->layer == 0 ||
        h->task->activations[c->layer - 1] == LINEAR)
        return NULL;
    return product(h, c, hand_see(h, SUM, c->time, c->layer - 1, hand_input_of(h, c), c->row));
}

static formula w2(struct hand *h, const struct cell *c, size_t v)
{
    size_t inputs = h->task->sizes[0];
    if (hand_is_bias(h, c) || v >= inputs)
        return NULL;
    if (c->layer > 0)
        return product(h, c,
                       hand_see(h, INPUT, c->time, 0, (hand_input_of(h, c) + v) % inputs, c->row));
    return h->task->depth > 1 && v == 0
               ? product(h, c, hand_see(h, OUT, c->time, 0, c->unit, c->row))
               : NULL;
}

static formula w3(struct hand *h, const struct cell *c, size_t v)
{
    const struct task *t = h->task;
    size_t inputs = t->sizes[c->layer], units = t->sizes[c->layer + 1];
    if (v > 0 || hand_is_bias(h, c) || inputs < 2 || units < 2)
        return NULL;
    size_t turned = c->unit * inputs + hand_input_of(h, c);
    return tree_two(&h->pool, MUL, delta_of(h, c, turned % units),
                    hand_into(h, c->time, c->layer, turned / units, c->row));
}

static formula w5(struct hand *h, const struct cell *c, size_t v)
{
    if (v > 0 || !hand_is_bias(h, c))
        return NULL;
    return c->kind == GRADIENT ? tree_num(&h->pool, 0)
                               : hand_see_parameter(h, PARAMETER, c->time, c->parameter, 0);
}

static formula w6(struct hand *h, const struct cell *c, size_t v)
{
    if (!hand_is_bias(h, c) || v >= h->task->sizes[c->layer])
        return NULL;
    return product(h, c, hand_into(h, c->time, c->layer, v, c->row));
}

static formula w7(struct hand *h, const struct cell *c, size_t v)
{
    formula sum = NULL;
    size_t units = h->task->sizes[c->layer + 1];
    for (size_t k = 0; k < units; k++)
        sum = tree_plus(&h->pool, sum, delta_of(h, c, k));
    return hand_is_bias(h, c) && units > 1 && v == 0 ? sum : NULL;
}

/* One sample's share, or its gradient as if it were alone. */
static formula w8(struct hand *h, const struct cell *c, size_t v)
{
    size_t samples = h->task->samples;
    if (samples < 2 || v >= 2 * samples)
        return NULL;
    formula one = hand_see_parameter(h, PART, c->time, c->parameter, v % samples);
    return v < samples ? one : tree_two(&h->pool, MUL, tree_num(&h->pool, (double)samples), one);
}

static formula w9(struct hand *h, const struct cell *c, size_t v)
{
    struct pool *pool = &h->pool;
    formula deltas = NULL, inputs = NULL;
    double samples = (double)h->task->samples;
    if (v > 0 || samples < 2 || hand_is_bias(h, c))
        return NULL;
    for (size_t i = 0; i < h->task->samples; i++) {
        deltas = tree_plus(pool, deltas, hand_see(h, DELTA, c->time, c->layer, c->unit, i));
        inputs = tree_plus(pool, inputs, hand_into(h, c->time, c->layer, hand_input_of(h, c), i));
    }
    return tree_two(pool, DIV, tree_two(pool, MUL, deltas, inputs), tree_num(pool, samples));
}

static formula w10(struct hand *h, const struct cell *c, size_t v)
{
    size_t samples = h->task->samples;
    if (hand_is_bias(h, c) || v + 1 >= samples)
        return NULL;
    return product(
        h, c, hand_into(h, c->time, c->layer, hand_input_of(h, c), (c->row + 1 + v) % samples));
}

static formula w11(struct hand *h, const struct cell *c, size_t v)
{
    if (c->time == 0 || v > 0)
        return NULL;
    return tree_two(&h->pool, ADD, c->own,
                    hand_see_parameter(h, GRADIENT, c->time - 1, c->parameter, 0));
}

static formula b4(struct hand *h, const struct cell *c, size_t v)
{
    double samples = (double)h->task->samples;
    return v == 0 && samples > 1 && h->task->loss != SSE
               ? tree_two(&h->pool, DIV, c->own, tree_num(&h->pool, samples))
               : NULL;
}

static formula h11(struct hand *h, const struct cell *c, size_t v)
{
    return v == 0 && !hand_is_bias(h, c)
               ? product(h, c, hand_see_parameter(h, PARAMETER, c->time, c->parameter, 0))
               : NULL;
}

/* ---- updates ---- */

static bool is_plain(const struct hand *h, size_t v)
{
    return h->task->optimizer == SGD && v == 0;
}

static formula weight_of(struct hand *h, const struct cell *c)
{
    return hand_see_parameter(h, PARAMETER, c->time, c->parameter, 0);
}

static formula gradient_of(struct hand *h, const struct cell *c)
{
    return hand_see_parameter(h, GRADIENT, c->time, c->parameter, 0);
}

static formula rate_of(struct hand *h, const struct cell *c)
{
    return hand_see(h, RATE, c->time, 0, 0, 0);
}

static formula step_of(struct hand *h, const struct cell *c)
{
    return tree_two(&h->pool, MUL, rate_of(h, c), gradient_of(h, c));
}

static formula u1(struct hand *h, const struct cell *c, size_t v)
{
    return is_plain(h, v) ? tree_two(&h->pool, ADD, weight_of(h, c), step_of(h, c)) : NULL;
}

static formula u2(struct hand *h, const struct cell *c, size_t v)
{
    return is_plain(h, v) && h->task->rate != 1
               ? tree_two(&h->pool, SUB, weight_of(h, c), gradient_of(h, c))
               : NULL;
}

static formula u3(struct hand *h, const struct cell *c, size_t v)
{
    struct pool *pool = &h->pool;
    double samples = (double)h->task->samples;
    if (h->task->optimizer != SGD || v > 1 || (v == 1 && samples < 2))
        return NULL;
    formula step = v == 0 ? tree_two(pool, MUL, rate_of(h, c), step_of(h, c))
                          : tree_two(pool, MUL,
                                     tree_two(pool, DIV, rate_of(h, c), tree_num(pool, samples)),
                                     gradient_of(h, c));
    return tree_two(pool, SUB, weight_of(h, c), step);
}

static formula u4(struct hand *h, const struct cell *c, size_t v)
{
    if (h->task->optimizer != SGD || v > 1)
        return NULL;
    return v == 0 ? tree_one(&h->pool, NEG, step_of(h, c)) : step_of(h, c);
}

static formula u5(struct hand *h, const struct cell *c, size_t v)
{
    size_t count = h->task->parameter_count;
    if (h->task->optimizer != SGD || v + 1 >= count)
        return NULL;
    formula other = hand_see_parameter(h, PARAMETER, c->time, (c->parameter + 1 + v) % count, 0);
    return tree_two(&h->pool, SUB, other, step_of(h, c));
}

static formula u7(struct hand *h, const struct cell *c, size_t v)
{
    if (c->time == 0 || v > 0)
        return NULL;
    return hand_see(h, c->kind, c->time - 1, c->layer, c->unit, c->row);
}

static formula u9(struct hand *h, const struct cell *c, size_t v)
{
    struct pool *pool = &h->pool;
    const struct task *t = h->task;
    if (t->optimizer != MOMENTUM || v > 0)
        return NULL;
    formula speed = tree_two(pool, MUL, tree_num(pool, 1 - t->momentum), gradient_of(h, c));
    if (c->time > 0)
        speed = tree_two(pool, ADD,
                         tree_two(pool, MUL, tree_num(pool, t->momentum),
                                  hand_see_parameter(h, SPEED, c->time - 1, c->parameter, 0)),
                         speed);
    return tree_two(pool, SUB, weight_of(h, c), tree_two(pool, MUL, rate_of(h, c), speed));
}

static formula adam_with(struct hand *h, const struct cell *c, double left1, double left2,
                         bool inside)
{
    struct pool *pool = &h->pool;
    formula m = tree_two(pool, DIV, hand_see_parameter(h, SPEED, c->time, c->parameter, 0),
                         tree_num(pool, left1));
    formula s = tree_two(pool, DIV, hand_see_parameter(h, SIZE, c->time, c->parameter, 0),
                         tree_num(pool, left2));
    formula epsilon = tree_num(pool, 1e-8);
    formula below = inside ? tree_call(pool, ROOT, tree_two(pool, ADD, s, epsilon))
                           : tree_two(pool, ADD, tree_call(pool, ROOT, s), epsilon);
    return tree_two(pool, SUB, weight_of(h, c),
                    tree_two(pool, MUL, rate_of(h, c), tree_two(pool, DIV, m, below)));
}

static double power(double base, size_t n)
{
    return n == 0 ? 1 : base * power(base, n - 1);
}

static formula u10(struct hand *h, const struct cell *c, size_t v)
{
    size_t t = c->time + 2;
    if (h->task->optimizer != ADAM || v > 1)
        return NULL;
    return v == 0 ? adam_with(h, c, 1, 1, false)
                  : adam_with(h, c, 1 - power(0.9, t), 1 - power(0.999, t), false);
}

static formula u11(struct hand *h, const struct cell *c, size_t v)
{
    size_t t = c->time + 1;
    if (h->task->optimizer != ADAM || v > 0)
        return NULL;
    return adam_with(h, c, 1 - power(0.9, t), 1 - power(0.999, t), true);
}

struct mistake_list update_mistakes(void)
{
    static const struct mistake rows[] = {
        {"B4", "extra-factor", AT(GRADIENT), b4, {.samples = 2}, 1, false},
        {"H11", "wrong-factor", AT(PART), h11, {0}, 1, false},
        {"W1",
         "wrong-factor",
         AT(PART),
         w1,
         {.depth = 2, .activation = IS(SIGMOID_UNIT)},
         1,
         false},
        {"W2", "wrong-factor", AT(PART), w2, {.depth = 2}, 3, false},
        {"W3",
         "transposed",
         AT(PART),
         w3,
         {.depth = 2, .hidden = 2, .wide_inputs = true},
         1,
         false},
        {"W5", "missing-bias", AT(GRADIENT) | AT(NEW), w5, {.bias = true}, 1, false},
        {"W6", "extra-factor", AT(PART), w6, {.bias = true}, 3, false},
        {"W7", "wrong-unit", AT(PART), w7, {.bias = true, .outputs = 2}, 1, false},
        {"W8", "wrong-sample", AT(GRADIENT), w8, {.samples = 2}, 6, false},
        {"W9", "wrong-function", AT(GRADIENT), w9, {.samples = 2}, 1, false},
        {"W10", "wrong-factor", AT(PART), w10, {.samples = 2}, 2, false},
        {"W11", "extra-term", AT(GRADIENT), w11, {.times = 2}, 1, false},
        {"U1", "sign", AT(NEW), u1, {.optimizer = IS(SGD)}, 1, false},
        {"U2", "rate", AT(NEW), u2, {.optimizer = IS(SGD)}, 1, false},
        {"U3", "extra-factor", AT(NEW), u3, {.optimizer = IS(SGD)}, 2, false},
        {"U4", "missing-term", AT(NEW), u4, {.optimizer = IS(SGD)}, 2, false},
        {"U5", "wrong-unit", AT(NEW), u5, {.optimizer = IS(SGD)}, 8, false},
        {"U7", "copied", AT(SUM) | AT(OUT), u7, {.times = 2}, 1, false},
        {"U9", "convention", AT(NEW), u9, {.optimizer = IS(MOMENTUM)}, 1, false},
        {"U10", "convention", AT(NEW), u10, {.optimizer = IS(ADAM)}, 2, false},
        {"U11", "convention", AT(NEW), u11, {.optimizer = IS(ADAM)}, 1, false},
    };
    return (struct mistake_list){rows, sizeof rows / sizeof *rows};
}
