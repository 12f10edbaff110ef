/* Mistakes on the way back through activations and weights. */
#include "wrong/mistake.h"

static bool is_last(const struct hand *h, const struct cell *c)
{
    return c->layer + 1 == h->task->depth;
}

static enum activation activation_of(const struct hand *h, const struct cell *c)
{
    return h->task->activations[c->layer];
}

static formula z_of(struct hand *h, const struct cell *c)
{
    return hand_see(h, SUM, c->time, c->layer, c->unit, c->row);
}

static formula h_of(struct hand *h, const struct cell *c)
{
    return hand_see(h, OUT, c->time, c->layer, c->unit, c->row);
}

static formula upstream_of(struct hand *h, const struct cell *c)
{
    return hand_see(h, is_last(h, c) ? SLOPE : BACK, c->time, c->layer, c->unit, c->row);
}

/* Does a derivative of one unit's own stand here? */
static bool has_derivative(const struct hand *h, const struct cell *c)
{
    enum activation own = activation_of(h, c);
    return own != LINEAR && own != SOFTMAX_UNIT && !(is_last(h, c) && task_partners(h->task));
}

static bool is_curved(const struct hand *h, const struct cell *c)
{
    enum activation own = activation_of(h, c);
    return has_derivative(h, c) && (own == SIGMOID_UNIT || own == TANH_UNIT);
}

static formula times(struct hand *h, const struct cell *c, formula derivative)
{
    return tree_two(&h->pool, MUL, upstream_of(h, c), derivative);
}

static formula b5(struct hand *h, const struct cell *c, size_t v)
{
    return v == 0 && is_last(h, c) && has_derivative(h, c) ? upstream_of(h, c) : NULL;
}

static formula h1(struct hand *h, const struct cell *c, size_t v)
{
    return v == 0 && !is_last(h, c) && has_derivative(h, c) ? upstream_of(h, c) : NULL;
}

/* p (1 - p) of the unit itself only */
static formula b9(struct hand *h, const struct cell *c, size_t v)
{
    bool coupled = activation_of(h, c) == SOFTMAX_UNIT &&
                   !(is_last(h, c) && task_partners(h->task));
    return v == 0 && coupled ? times(h, c, hand_derivative(h, SIGMOID_UNIT, NULL, h_of(h, c)))
                             : NULL;
}

static formula b10(struct hand *h, const struct cell *c, size_t v)
{
    if (v > 0 || !is_curved(h, c))
        return NULL;
    formula right = hand_derivative(h, activation_of(h, c), z_of(h, c), h_of(h, c));
    return times(h, c, tree_one(&h->pool, NEG, right));
}

static formula h2(struct hand *h, const struct cell *c, size_t v)
{
    enum activation own = activation_of(h, c);
    if (v > 0 || !is_curved(h, c))
        return NULL;
    return times(h, c, hand_derivative(h, own, h_of(h, c), hand_call(h, own, h_of(h, c))));
}

static formula h3(struct hand *h, const struct cell *c, size_t v)
{
    if (v > 0 || !is_curved(h, c))
        return NULL;
    return times(h, c, hand_derivative(h, activation_of(h, c), NULL, z_of(h, c)));
}

static formula h4(struct hand *h, const struct cell *c, size_t v)
{
    struct pool *pool = &h->pool;
    formula one = tree_num(pool, 1), own = h_of(h, c);
    if (v > 2 || !is_curved(h, c))
        return NULL;
    return times(h, c,
                 v == 0   ? own
                 : v == 1 ? tree_one(pool, SQUARE, own)
                          : tree_two(pool, SUB, one, own));
}

/* 0: by the sign of what comes from above; else by another unit's z */
static formula h5(struct hand *h, const struct cell *c, size_t v)
{
    enum activation own = activation_of(h, c);
    size_t units = h->task->sizes[c->layer + 1];
    if (!has_derivative(h, c) || is_curved(h, c) || v >= units)
        return NULL;
    formula gate = v == 0 ? upstream_of(h, c)
                          : hand_see(h, SUM, c->time, c->layer, (c->unit + v) % units, c->row);
    return times(h, c, hand_derivative(h, own, gate, NULL));
}

static formula h12(struct hand *h, const struct cell *c, size_t v)
{
    enum activation own = activation_of(h, c);
    if (v > 0 || !is_curved(h, c) || is_last(h, c))
        return NULL;
    formula above = hand_see(h, SUM, c->time, c->layer + 1, 0, c->row);
    return times(h, c, hand_derivative(h, own, above, hand_call(h, own, above)));
}

/* ---- the weights on the way back ---- */

typedef formula weight_of(struct hand *h, const struct cell *c, size_t m, size_t v);

/* Sum, or product, of delta times weight; `only`: that path alone. */
static formula paths(struct hand *h, const struct cell *c, enum op op, long only, weight_of *weight,
                     size_t v)
{
    formula made = NULL;
    for (size_t m = 0; m < h->task->sizes[c->layer + 2]; m++) {
        if (only >= 0 && (size_t)only != m)
            continue;
        formula delta = hand_see(h, DELTA, c->time, c->layer + 1, m, c->row);
        formula w = weight(h, c, m, v);
        formula path = w == NULL ? delta : tree_two(&h->pool, MUL, delta, w);
        made = made == NULL ? path : tree_two(&h->pool, op, made, path);
    }
    return made;
}

static formula right_weight(struct hand *h, const struct cell *c, size_t m, size_t v)
{
    (void)v;
    return hand_weight(h, PARAMETER, c->time, c->layer + 1, c->unit, m);
}

static formula new_weight(struct hand *h, const struct cell *c, size_t m, size_t v)
{
    (void)v;
    return hand_weight(h, NEW, c->time, c->layer + 1, c->unit, m);
}

static formula no_weight(struct hand *h, const struct cell *c, size_t m, size_t v)
{
    (void)h, (void)c, (void)m, (void)v;
    return NULL;
}

/* Of the transposed matrix, of another unit, of the unit's own layer. */
static formula wrong_weight(struct hand *h, const struct cell *c, size_t m, size_t v)
{
    size_t next = c->layer + 1, units = h->task->sizes[next];
    if (v >= units)
        return hand_weight(h, PARAMETER, c->time, c->layer, v - units, c->unit);
    if (v > 0)
        return hand_weight(h, PARAMETER, c->time, next, (c->unit + v) % units, m);
    return hand_see_parameter(h, PARAMETER, c->time, h->task->w[next] + m * units + c->unit, 0);
}

static formula h6(struct hand *h, const struct cell *c, size_t v)
{
    return v == 0 && !is_last(h, c) ? paths(h, c, ADD, -1, new_weight, 0) : NULL;
}

static formula h7(struct hand *h, const struct cell *c, size_t v)
{
    return v == 0 && !is_last(h, c) ? paths(h, c, ADD, -1, no_weight, 0) : NULL;
}

static formula h8(struct hand *h, const struct cell *c, size_t v)
{
    if (is_last(h, c) || v >= h->task->sizes[c->layer + 1] + h->task->sizes[c->layer])
        return NULL;
    return paths(h, c, ADD, -1, wrong_weight, v);
}

static formula h9(struct hand *h, const struct cell *c, size_t v)
{
    if (is_last(h, c) || h->task->sizes[c->layer + 2] < 2 || v >= h->task->sizes[c->layer + 2])
        return NULL;
    return paths(h, c, ADD, (long)v, right_weight, 0);
}

static formula h10(struct hand *h, const struct cell *c, size_t v)
{
    if (is_last(h, c) || h->task->sizes[c->layer + 2] < 2 || v > 0)
        return NULL;
    return paths(h, c, MUL, -1, right_weight, 0);
}

struct mistake_list backward_mistakes(void)
{
    static const struct mistake rows[] = {
        {"B5", "missing-derivative", AT(DELTA), b5, {.last = IS(SIGMOID_UNIT)}, 1, false},
        {"B9",
         "wrong-function",
         AT(DELTA),
         b9,
         {.last = IS(SOFTMAX_UNIT), .loss = IS(MSE)},
         1,
         false},
        {"B10", "sign", AT(DELTA), b10, {.activation = IS(TANH_UNIT), .depth = 2}, 1, false},
        {"H1", "missing-derivative", AT(DELTA), h1, {.depth = 2}, 1, false},
        {"H2",
         "wrong-function",
         AT(DELTA),
         h2,
         {.activation = IS(SIGMOID_UNIT), .depth = 2},
         1,
         false},
        {"H3",
         "wrong-function",
         AT(DELTA),
         h3,
         {.activation = IS(TANH_UNIT), .depth = 2},
         1,
         false},
        {"H4",
         "wrong-function",
         AT(DELTA),
         h4,
         {.activation = IS(SIGMOID_UNIT), .depth = 2},
         3,
         false},
        {"H5", "wrong-factor", AT(DELTA), h5, {.activation = IS(RELU_UNIT), .depth = 2}, 3, false},
        {"H6", "updated-weight", AT(BACK), h6, {.depth = 2}, 1, true},
        {"H7", "missing-factor", AT(BACK), h7, {.depth = 2}, 1, false},
        {"H8", "wrong-factor", AT(BACK), h8, {.depth = 2, .hidden = 2}, 6, false},
        {"H9", "missing-term", AT(BACK), h9, {.depth = 2, .outputs = 2}, 3, false},
        {"H10", "wrong-function", AT(BACK), h10, {.depth = 2, .outputs = 2}, 1, false},
        {"H12",
         "wrong-factor",
         AT(DELTA),
         h12,
         {.activation = IS(TANH_UNIT), .depth = 2},
         1,
         false},
    };
    return (struct mistake_list){rows, sizeof rows / sizeof *rows};
}
