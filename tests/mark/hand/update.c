/* The update, by the optimisers' definitions. */
#include "hand/hand.h"

#include <math.h>

/* decay kept + gain g */
static formula keep(struct hand *hand, const struct cell *c, double decay, double gain, formula g)
{
    struct pool *pool = &hand->pool;
    formula now = gain == 1 ? g : tree_two(pool, MUL, tree_num(pool, gain), g);
    if (c->time == 0)
        return now;
    formula before = hand_see_parameter(hand, c->kind, c->time - 1, c->parameter, 0);
    return tree_two(pool, ADD, tree_two(pool, MUL, tree_num(pool, decay), before), now);
}

static formula speed_formula(struct hand *hand, const struct cell *c, formula g)
{
    enum optimizer optimizer = hand->task->optimizer;
    if (optimizer == ADAM || optimizer == ADAM_KERAS)
        return keep(hand, c, 0.9, 0.1, g);
    return keep(hand, c, hand->task->momentum, 1, g);
}

static formula size_formula(struct hand *hand, const struct cell *c, formula g)
{
    bool rms = hand->task->optimizer == RMSPROP;
    return keep(hand, c, rms ? 0.99 : 0.999, rms ? 0.01 : 0.001, tree_one(&hand->pool, SQUARE, g));
}

/* sqrt(size) + epsilon */
static formula root_and(struct hand *hand, formula size, double epsilon)
{
    struct pool *pool = &hand->pool;
    return tree_two(pool, ADD, tree_call(pool, ROOT, size), tree_num(pool, epsilon));
}

static formula adam_step(struct hand *hand, const struct cell *c, formula speed, formula size)
{
    struct pool *pool = &hand->pool;
    double t = (double)c->time + 1, left1 = 1 - pow(0.9, t), left2 = 1 - pow(0.999, t);
    if (hand->task->optimizer == ADAM_KERAS)
        return tree_two(pool, DIV, tree_two(pool, MUL, tree_num(pool, sqrt(left2) / left1), speed),
                        root_and(hand, size, 1e-7));
    return tree_two(pool, DIV, tree_two(pool, DIV, speed, tree_num(pool, left1)),
                    root_and(hand, tree_two(pool, DIV, size, tree_num(pool, left2)), 1e-8));
}

formula hand_update(struct hand *hand, const struct cell *c)
{
    struct pool *pool = &hand->pool;
    formula w = hand_see_parameter(hand, PARAMETER, c->time, c->parameter, 0);
    formula g = hand_see_parameter(hand, GRADIENT, c->time, c->parameter, 0);
    formula speed = hand_see_parameter(hand, SPEED, c->time, c->parameter, 0);
    formula size = hand_see_parameter(hand, SIZE, c->time, c->parameter, 0), step = g;
    if (c->kind == SPEED)
        return speed_formula(hand, c, g);
    if (c->kind == SIZE)
        return size_formula(hand, c, g);
    switch (hand->task->optimizer) {
    case SGD:
        break;
    case MOMENTUM:
        step = speed;
        break;
    case NESTEROV:
        step = tree_two(pool, ADD, g,
                        tree_two(pool, MUL, tree_num(pool, hand->task->momentum), speed));
        break;
    case RMSPROP:
        step = tree_two(pool, DIV, g, root_and(hand, size, 1e-8));
        break;
    default:
        step = adam_step(hand, c, speed, size);
    }
    return tree_two(pool, SUB, w,
                    tree_two(pool, MUL, hand_see(hand, RATE, c->time, 0, 0, 0), step));
}
