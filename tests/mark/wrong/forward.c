/* Mistakes of the forward pass. */
#include "wrong/mistake.h"

static enum activation activation_of(const struct hand *h, const struct cell *c)
{
    return h->task->activations[c->layer];
}

static formula bias_of(struct hand *h, const struct cell *c)
{
    return hand_see_parameter(h, PARAMETER, c->time, h->task->b[c->layer] + c->unit, 0);
}

static formula term(struct hand *h, const struct cell *c, size_t i)
{
    return hand_times(h, hand_into(h, c->time, c->layer, i, c->row),
                      hand_weight(h, PARAMETER, c->time, c->layer, i, c->unit));
}

static formula with_bias(struct hand *h, const struct cell *c, formula sum)
{
    return h->task->bias ? tree_plus(&h->pool, sum, bias_of(h, c)) : sum;
}

static formula without_bias(struct hand *h, const struct cell *c)
{
    formula sum = NULL;
    for (size_t i = 0; i < h->task->sizes[c->layer]; i++)
        sum = tree_plus(&h->pool, sum, term(h, c, i));
    return sum;
}

static bool has_bias(struct hand *h, const struct cell *c)
{
    return h->task->bias && bias_of(h, c)->cell->truth != 0;
}

static formula f1(struct hand *h, const struct cell *c, size_t v)
{
    return has_bias(h, c) && v == 0 ? without_bias(h, c) : NULL;
}

static formula f2(struct hand *h, const struct cell *c, size_t v)
{
    size_t times = v == 0 ? 2 : h->task->sizes[c->layer];
    formula sum = has_bias(h, c) && times > 1 ? without_bias(h, c) : NULL;
    for (size_t n = 0; n < times && sum != NULL; n++)
        sum = tree_plus(&h->pool, sum, bias_of(h, c));
    return sum;
}

static formula f3(struct hand *h, const struct cell *c, size_t v)
{
    size_t inputs = h->task->sizes[c->layer];
    formula sum = NULL;
    for (size_t i = 0; i < inputs; i++) {
        size_t other = v == 0 ? inputs - 1 - i : (i + v) % inputs;
        sum = tree_plus(&h->pool, sum,
                        hand_times(h, hand_into(h, c->time, c->layer, other, c->row),
                                   hand_weight(h, PARAMETER, c->time, c->layer, i, c->unit)));
    }
    return inputs > 1 && v < inputs ? with_bias(h, c, sum) : NULL;
}

static formula f4(struct hand *h, const struct cell *c, size_t v)
{
    size_t inputs = h->task->sizes[c->layer], units = h->task->sizes[c->layer + 1];
    formula sum = NULL;
    for (size_t i = 0; i < inputs; i++) {
        size_t turned = h->task->w[c->layer] + c->unit * inputs + i;
        sum = tree_plus(&h->pool, sum,
                        hand_times(h, hand_into(h, c->time, c->layer, i, c->row),
                                   hand_see_parameter(h, PARAMETER, c->time, turned, 0)));
    }
    return inputs > 1 && units > 1 && v == 0 ? with_bias(h, c, sum) : NULL;
}

static formula f5(struct hand *h, const struct cell *c, size_t v)
{
    size_t samples = h->task->samples, row = (c->row + 1 + v) % samples;
    struct cell other = *c;
    if (v + 1 >= samples)
        return NULL;
    other.row = row;
    if (c->kind == SUM)
        return with_bias(h, c, without_bias(h, &other));
    formula y = hand_see(h, TARGET, c->time, c->layer, c->unit, row);
    formula p = hand_see(h, OUT, c->time, c->layer, c->unit, c->row);
    return h->task->yhat_minus_y ? tree_two(&h->pool, SUB, p, y) : tree_two(&h->pool, SUB, y, p);
}

static formula z_of(struct hand *h, const struct cell *c)
{
    return hand_see(h, SUM, c->time, c->layer, c->unit, c->row);
}

static formula f6(struct hand *h, const struct cell *c, size_t v)
{
    return activation_of(h, c) != LINEAR && v == 0 ? z_of(h, c) : NULL;
}

static enum activation other_activation(enum activation own, size_t v)
{
    static const enum activation others[] = {SIGMOID_UNIT, TANH_UNIT, RELU_UNIT, LEAKY_UNIT};
    for (size_t n = 0; n < 4; n++)
        if (others[n] != own && v-- == 0)
            return others[n];
    return own;
}

static formula f7(struct hand *h, const struct cell *c, size_t v)
{
    enum activation own = activation_of(h, c);
    if (own == LINEAR)
        return v < 3 ? hand_call(h, other_activation(own, v), z_of(h, c)) : NULL;
    return own != SOFTMAX_UNIT && v == 0 ? hand_call(h, own, hand_call(h, own, z_of(h, c))) : NULL;
}

static formula one_over_one_plus(struct hand *h, formula power)
{
    formula one = tree_num(&h->pool, 1);
    return tree_two(&h->pool, DIV, one, tree_two(&h->pool, ADD, one, power));
}

static formula f8(struct hand *h, const struct cell *c, size_t v)
{
    return activation_of(h, c) == SIGMOID_UNIT && v == 0
               ? one_over_one_plus(h, tree_call(&h->pool, EXP, z_of(h, c)))
               : NULL;
}

static formula f9(struct hand *h, const struct cell *c, size_t v)
{
    formula minus = tree_one(&h->pool, NEG, z_of(h, c));
    return activation_of(h, c) == SIGMOID_UNIT && v == 0
               ? one_over_one_plus(h, tree_call(&h->pool, TEN_TO, minus))
               : NULL;
}

static formula f10(struct hand *h, const struct cell *c, size_t v)
{
    enum activation own = activation_of(h, c);
    return own != LINEAR && own != SOFTMAX_UNIT && v < 3
               ? hand_call(h, other_activation(own, v), z_of(h, c))
               : NULL;
}

static formula f11(struct hand *h, const struct cell *c, size_t v)
{
    return activation_of(h, c) == RELU_UNIT && v < 2
               ? tree_call(&h->pool, v == 0 ? ABS : CLIP, z_of(h, c))
               : NULL;
}

static formula f12(struct hand *h, const struct cell *c, size_t v)
{
    formula sum = NULL;
    if (activation_of(h, c) != SOFTMAX_UNIT || v > 1)
        return NULL;
    if (v == 1)
        return tree_call(&h->pool, EXP, z_of(h, c));
    for (size_t k = 0; k < h->task->sizes[c->layer + 1]; k++)
        sum = tree_plus(&h->pool, sum, hand_see(h, SUM, c->time, c->layer, k, c->row));
    return tree_two(&h->pool, DIV, z_of(h, c), sum);
}

/* |w| for w, or |x|, in one term; or of the bias. */
static formula f13(struct hand *h, const struct cell *c, size_t v)
{
    size_t inputs = h->task->sizes[c->layer];
    formula sum = NULL;
    bool lost = false;
    for (size_t i = 0; i < inputs; i++) {
        formula x = hand_into(h, c->time, c->layer, i, c->row);
        formula w = hand_weight(h, PARAMETER, c->time, c->layer, i, c->unit);
        if (i == v && w->cell->given && w->cell->value < 0) {
            w = tree_num(&h->pool, -w->cell->value);
            lost = true;
        } else if (i == v && x->cell->given && x->cell->value < 0) {
            x = tree_num(&h->pool, -x->cell->value);
            lost = true;
        }
        sum = tree_plus(&h->pool, sum, hand_times(h, x, w));
    }
    if (v == inputs && has_bias(h, c) && bias_of(h, c)->cell->given &&
        bias_of(h, c)->cell->value < 0)
        return tree_plus(&h->pool, sum, tree_num(&h->pool, -bias_of(h, c)->cell->value));
    return lost ? with_bias(h, c, sum) : NULL;
}

static formula f14_sum(struct hand *h, const struct cell *c, size_t v)
{
    size_t inputs = h->task->sizes[c->layer];
    formula sum = NULL;
    for (size_t i = 0; i < inputs; i++)
        for (size_t n = 0; n < (v == i ? 0 : v == inputs + i ? 2 : 1); n++)
            sum = tree_plus(&h->pool, sum, term(h, c, i));
    if (v >= 2 * inputs || sum == NULL)
        return NULL;
    return with_bias(h, c, sum);
}

/* Leaving out one sample of two is W8. */
static formula f14_gradient(struct hand *h, const struct cell *c, size_t v)
{
    size_t samples = h->task->samples;
    formula sum = NULL;
    for (size_t i = 0; i < samples; i++)
        for (size_t n = 0; n < (v == i ? 0 : v == samples + i ? 2 : 1); n++)
            sum = tree_plus(&h->pool, sum, hand_see_parameter(h, PART, c->time, c->parameter, i));
    return samples > 1 && v >= (samples == 2 ? 2 : 0) && v < 2 * samples ? sum : NULL;
}

/* Is the n-th the only target that is not 1, and 0? */
static bool is_only_zero(const struct task *t, size_t n)
{
    size_t outputs = t->sizes[t->depth];
    bool only = true;
    for (size_t k = 0; k < outputs * t->samples; k++)
        only = only && t->y[k / outputs][k % outputs] == (k == n ? 0 : 1);
    return only;
}

/* Is what is left with the n-th term left out another mistake of the catalogue: L9, L10? */
static bool f14_is_another(const struct task *t, size_t n)
{
    size_t outputs = t->sizes[t->depth];
    return (t->loss == BCE && is_only_zero(t, n)) ||
           (t->loss == SSE && outputs == 1 && t->samples == 2);
}

/* Of the loss too: its sum of terms. */
static formula f14_loss(struct hand *h, const struct cell *c, size_t v)
{
    const struct task *t = h->task;
    size_t outputs = t->sizes[t->depth], count = outputs * t->samples;
    formula sum = NULL;
    for (size_t n = 0; n < count; n++) {
        formula one = hand_term(h, c->time, n / outputs, n % outputs);
        for (size_t k = 0; k < (v == n ? 0 : v == count + n ? 2 : 1) && one != NULL; k++)
            sum = tree_plus(&h->pool, sum, one);
    }
    double divisor = hand_divisor(h) * (t->loss == HALF_MSE ? 2 : 1);
    if (v < count && f14_is_another(t, v))
        return NULL;
    return count > 1 && v < 2 * count && sum != NULL
               ? hand_mean(h, sum, task_of_error(t) ? 1 : -1, divisor)
               : NULL;
}

static formula f14(struct hand *h, const struct cell *c, size_t v)
{
    if (c->kind == SUM)
        return f14_sum(h, c, v);
    return c->kind == LOSS ? f14_loss(h, c, v) : f14_gradient(h, c, v);
}

static formula f20(struct hand *h, const struct cell *c, size_t v)
{
    formula sum = NULL;
    if (!h->task->scaled || c->layer > 0 || v > 0)
        return NULL;
    for (size_t i = 0; i < h->task->sizes[0]; i++)
        sum = tree_plus(&h->pool, sum,
                        hand_times(h, tree_num(&h->pool, h->task->raw[c->row][i]),
                                   hand_weight(h, PARAMETER, c->time, 0, i, c->unit)));
    return with_bias(h, c, sum);
}

struct mistake_list forward_mistakes(void)
{
    static const struct mistake rows[] = {
        {"F1", "missing-bias", AT(SUM), f1, {.bias = true}, 1, false},
        {"F2", "extra-term", AT(SUM), f2, {.bias = true}, 2, false},
        {"F3", "wrong-factor", AT(SUM), f3, {.wide_inputs = true}, 3, false},
        {"F4", "transposed", AT(SUM), f4, {.wide_inputs = true, .hidden = 2, .depth = 2}, 1, false},
        {"F5", "wrong-sample", AT(SUM) | AT(ERROR), f5, {.samples = 2}, 2, false},
        {"F6", "missing-activation", AT(OUT), f6, {0}, 1, false},
        {"F7", "wrong-function", AT(OUT), f7, {0}, 3, false},
        {"F8",
         "wrong-function",
         AT(OUT),
         f8,
         {.activation = IS(SIGMOID_UNIT), .depth = 2},
         1,
         false},
        {"F9",
         "wrong-function",
         AT(OUT),
         f9,
         {.activation = IS(SIGMOID_UNIT), .depth = 2},
         1,
         false},
        {"F10", "wrong-function", AT(OUT), f10, {0}, 3, false},
        {"F11",
         "wrong-function",
         AT(OUT),
         f11,
         {.activation = IS(RELU_UNIT), .depth = 2},
         2,
         false},
        {"F12", "wrong-function", AT(OUT), f12, {.last = IS(SOFTMAX_UNIT)}, 2, false},
        {"F13", "sign", AT(SUM), f13, {.bias = true}, 4, false},
        {"F14", "missing-term", AT(SUM) | AT(GRADIENT) | AT(LOSS), f14, {0}, 18, false},
        {"F15", "decimal-point", AT(INPUT), NULL, {0}, 1, false},
        {"F16", "digits", AT(INPUT), NULL, {0}, 2, false},
        {"F20",
         "wrong-factor",
         AT(SUM),
         f20,
         {.scaled = true, .samples = 2, .loss = IS(MSE), .last = IS(LINEAR)},
         1,
         false},
    };
    return (struct mistake_list){rows, sizeof rows / sizeof *rows};
}
