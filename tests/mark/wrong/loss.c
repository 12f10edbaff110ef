/* Mistakes of the error, the loss and its derivative. */
#include "wrong/mistake.h"

#include <math.h>

static double size_of(const struct hand *h)
{
    return hand_divisor(h) * (h->task->loss == HALF_MSE ? 2 : 1);
}

static double outputs_of(const struct hand *h)
{
    return (double)h->task->sizes[h->task->depth];
}

static double sign_of(const struct hand *h)
{
    return task_of_error(h->task) ? 1 : -1;
}

/* The terms as a row's wrong one has them, of all samples or one. */
typedef formula term_of(struct hand *h, size_t time, size_t row, size_t unit);

static formula sum_of(struct hand *h, size_t time, long only, term_of *term)
{
    formula sum = NULL;
    for (size_t i = 0; i < h->task->samples; i++)
        for (size_t k = 0; k < h->task->sizes[h->task->depth]; k++) {
            formula one = only >= 0 && (size_t)only != i ? NULL : term(h, time, i, k);
            sum = one == NULL ? sum : tree_plus(&h->pool, sum, one);
        }
    return sum;
}

static formula l1(struct hand *h, const struct cell *c, size_t v)
{
    double samples = (double)h->task->samples;
    if (samples < 2 || h->task->loss == SSE || v > 0)
        return NULL;
    return hand_mean(h, sum_of(h, c->time, -1, hand_term), sign_of(h), size_of(h) / samples);
}

static formula l2(struct hand *h, const struct cell *c, size_t v)
{
    enum loss loss = h->task->loss;
    double factor = loss == HALF_MSE ? 0.5 : 2;
    if (!task_of_error(h->task) || loss == MAE || v > 0)
        return NULL;
    return hand_mean(h, sum_of(h, c->time, -1, hand_term), 1, size_of(h) * factor);
}

static formula error_term(struct hand *h, size_t time, size_t row, size_t unit)
{
    return hand_see(h, ERROR, time, h->task->depth - 1, unit, row);
}

static formula size_term(struct hand *h, size_t time, size_t row, size_t unit)
{
    return tree_call(&h->pool, ABS, error_term(h, time, row, unit));
}

static formula l3(struct hand *h, const struct cell *c, size_t v)
{
    if (!task_of_error(h->task) || v > 1 || (v == 1 && h->task->loss == MAE))
        return NULL;
    return hand_mean(h, sum_of(h, c->time, -1, v == 0 ? error_term : size_term), 1, size_of(h));
}

static formula l4(struct hand *h, const struct cell *c, size_t v)
{
    if (!task_of_error(h->task) || h->task->loss == MAE || v > 0 ||
        h->task->samples * h->task->sizes[h->task->depth] < 2)
        return NULL;
    formula square = tree_one(&h->pool, SQUARE, sum_of(h, c->time, -1, error_term));
    return hand_mean(h, square, 1, size_of(h));
}

static formula l5(struct hand *h, const struct cell *c, size_t v)
{
    return task_of_error(h->task) && h->task->loss != MAE && v == 0
               ? tree_call(&h->pool, ROOT, c->own)
               : NULL;
}

static formula l6(struct hand *h, const struct cell *c, size_t v)
{
    double factor = h->task->loss == MSE_MEAN ? 1 / outputs_of(h) : outputs_of(h);
    if (factor == 1 || v > 0)
        return NULL;
    if (c->kind == LOSS)
        return hand_mean(h, sum_of(h, c->time, -1, hand_term), sign_of(h), size_of(h) * factor);
    return task_of_error(h->task)
               ? hand_slope(h, c, h->task->loss == HALF_MSE || h->task->loss == MAE ? -1 : -2,
                            hand_divisor(h) * factor)
               : NULL;
}

/* Another key of the calculator for every logarithm. */
static formula with_key(struct hand *h, formula t, enum call key)
{
    if (t == NULL || t->op == NUM || t->op == CELL)
        return t;
    formula a = with_key(h, t->a, key), b = with_key(h, t->b, key);
    if (t->op == CALL)
        return tree_call(&h->pool, t->call == LN ? key : t->call, a);
    return tree_two(&h->pool, t->op, a, b);
}

static formula l7(struct hand *h, const struct cell *c, size_t v)
{
    if (task_of_error(h->task) || v > 1)
        return NULL;
    formula sum = sum_of(h, c->time, -1, hand_term);
    return hand_mean(h, with_key(h, sum, v == 0 ? LOG10 : LOG2), -1, size_of(h));
}

static formula l8(struct hand *h, const struct cell *c, size_t v)
{
    if (task_of_error(h->task) || v > 0)
        return NULL;
    return hand_mean(h, sum_of(h, c->time, -1, hand_term), 1, size_of(h));
}

/* y ln p only; NULL: 0 */
static formula one_sided(struct hand *h, size_t time, size_t row, size_t unit)
{
    size_t last = h->task->depth - 1;
    formula y = hand_see(h, TARGET, time, last, unit, row);
    formula ln = tree_call(&h->pool, LN, hand_see(h, OUT, time, last, unit, row));
    if (y->cell->value == 0)
        return NULL;
    return y->cell->value == 1 ? ln : tree_two(&h->pool, MUL, y, ln);
}

static formula l9(struct hand *h, const struct cell *c, size_t v)
{
    formula sum = h->task->loss == BCE && v == 0 ? sum_of(h, c->time, -1, one_sided) : NULL;
    return sum != NULL ? hand_mean(h, sum, -1, size_of(h)) : NULL;
}

static formula l10(struct hand *h, const struct cell *c, size_t v)
{
    double samples = (double)h->task->samples;
    if (samples < 2 || v >= samples)
        return NULL;
    formula sum = sum_of(h, c->time, (long)v, hand_term);
    return sum != NULL
               ? hand_mean(h, sum, sign_of(h), size_of(h) / (h->task->loss == SSE ? 1 : samples))
               : NULL;
}

/* ---- dL/dyhat, and dL/dz where it cancels ---- */

/* The coefficient of dL/dyhat, or of dL/dz where loss and activation cancel, times `factor`. */
static formula slope_with(struct hand *h, const struct cell *c, double factor, double divisor)
{
    const struct task *t = h->task;
    bool single = t->loss == HALF_MSE || t->loss == MAE || !task_of_error(t);
    if (c->kind == SLOPE)
        return task_partners(t) ? NULL : hand_slope(h, c, (single ? -1 : -2) * factor, divisor);
    if (c->layer + 1 < t->depth || !task_partners(t))
        return NULL;
    formula y = hand_see(h, TARGET, c->time, c->layer, c->unit, c->row);
    formula p = hand_see(h, OUT, c->time, c->layer, c->unit, c->row);
    formula error = factor < 0 ? tree_two(&h->pool, SUB, y, p) : tree_two(&h->pool, SUB, p, y);
    return hand_mean(h, error, fabs(factor), divisor);
}

static formula b1(struct hand *h, const struct cell *c, size_t v)
{
    if (v > 0)
        return NULL;
    if (c->kind == ERROR)
        return tree_two(&h->pool, SUB, c->own->b, c->own->a);
    return slope_with(h, c, -1, hand_divisor(h));
}

static formula b2(struct hand *h, const struct cell *c, size_t v)
{
    enum loss loss = h->task->loss;
    if (v > 0 || c->kind != SLOPE || !task_of_error(h->task) || loss == MAE)
        return NULL;
    return slope_with(h, c, loss == HALF_MSE ? 2 : 0.5, hand_divisor(h));
}

static formula b3(struct hand *h, const struct cell *c, size_t v)
{
    double samples = (double)h->task->samples;
    if (v > 0 || samples < 2 || h->task->loss == SSE)
        return NULL;
    return slope_with(h, c, 1, hand_divisor(h) / samples);
}

static formula b6(struct hand *h, const struct cell *c, size_t v)
{
    struct pool *pool = &h->pool;
    formula right = v == 0 && c->kind == DELTA ? slope_with(h, c, 1, hand_divisor(h)) : NULL;
    formula p = hand_see(h, OUT, c->time, c->layer, c->unit, c->row);
    return right == NULL ? NULL
                         : tree_two(pool, MUL, right, hand_derivative(h, SIGMOID_UNIT, NULL, p));
}

static formula b8(struct hand *h, const struct cell *c, size_t v)
{
    const struct task *t = h->task;
    if (v > 0 || c->kind != SLOPE || !task_of_error(t) || t->loss == MAE)
        return NULL;
    formula e = hand_see(h, ERROR, c->time, c->layer, c->unit, c->row);
    return hand_mean(h, tree_one(&h->pool, SQUARE, e), t->loss == HALF_MSE ? -1 : -2,
                     hand_divisor(h));
}

/* The output's own derivative, not the loss's. */
static formula c1(struct hand *h, const struct cell *c, size_t v)
{
    formula p = hand_see(h, OUT, c->time, c->layer, c->unit, c->row);
    if (v > 0)
        return NULL;
    if (c->kind == SLOPE)
        return task_partners(h->task) ? NULL : tree_num(&h->pool, 1);
    return slope_with(h, c, 1, 1) == NULL ? NULL : hand_derivative(h, SIGMOID_UNIT, NULL, p);
}

struct mistake_list loss_mistakes(void)
{
    static const struct mistake rows[] = {
        {"L1", "missing-mean", AT(LOSS), l1, {.samples = 2}, 1, false},
        {"L2", "convention", AT(LOSS), l2, {0}, 1, false},
        {"L3", "wrong-function", AT(LOSS), l3, {0}, 2, false},
        {"L4", "wrong-function", AT(LOSS), l4, {.samples = 2}, 1, false},
        {"L5", "wrong-function", AT(LOSS), l5, {0}, 1, false},
        {"L6", "convention", AT(LOSS) | AT(SLOPE), l6, {.outputs = 2}, 1, false},
        {"L7", "wrong-function", AT(LOSS), l7, {.loss = IS(CROSS_ENTROPY)}, 2, false},
        {"L8", "sign", AT(LOSS), l8, {.loss = IS(CROSS_ENTROPY)}, 1, false},
        {"L9", "missing-term", AT(LOSS), l9, {.loss = IS(BCE), .last = IS(SIGMOID_UNIT)}, 1, false},
        {"L10", "wrong-sample", AT(LOSS), l10, {.samples = 2}, 3, false},
        {"B1", "sign", AT(SLOPE) | AT(DELTA) | AT(ERROR), b1, {0}, 1, false},
        {"B2", "missing-factor", AT(SLOPE), b2, {0}, 1, false},
        {"B3", "missing-mean", AT(SLOPE) | AT(DELTA), b3, {.samples = 2}, 1, false},
        {"B6",
         "extra-factor",
         AT(DELTA),
         b6,
         {.loss = IS(BCE), .last = IS(SIGMOID_UNIT)},
         1,
         false},
        {"B8", "wrong-function", AT(SLOPE), b8, {0}, 1, false},
        {"C1", "wrong-function", AT(SLOPE) | AT(DELTA), c1, {0}, 1, false},
    };
    return (struct mistake_list){rows, sizeof rows / sizeof *rows};
}
