#include "hand/tree.h"

#include "hand/hand.h"

#include <math.h>
#include <stdlib.h>

enum { POOL = 1 << 18 };

void pool_open(struct pool *pool)
{
    pool->at = calloc(POOL, sizeof *pool->at);
    pool->count = 0;
    if (pool->at == NULL)
        abort();
}

void pool_empty(struct pool *pool)
{
    pool->count = 0;
}

void pool_close(struct pool *pool)
{
    free(pool->at);
}

static struct tree *grow(struct pool *pool, enum op op)
{
    if (pool->count == POOL)
        abort();
    struct tree *tree = &pool->at[pool->count++];
    *tree = (struct tree){.op = op};
    return tree;
}

formula tree_num(struct pool *pool, double number)
{
    struct tree *tree = grow(pool, NUM);
    tree->number = number;
    return tree;
}

formula tree_cell(struct pool *pool, const struct cell *cell)
{
    struct tree *tree = grow(pool, CELL);
    tree->cell = cell;
    return tree;
}

formula tree_two(struct pool *pool, enum op op, formula a, formula b)
{
    struct tree *tree = grow(pool, op);
    tree->a = a;
    tree->b = b;
    return tree;
}

formula tree_one(struct pool *pool, enum op op, formula a)
{
    return tree_two(pool, op, a, NULL);
}

formula tree_call(struct pool *pool, enum call call, formula a)
{
    struct tree *tree = grow(pool, CALL);
    tree->call = call;
    tree->a = a;
    return tree;
}

formula tree_plus(struct pool *pool, formula a, formula b)
{
    return a == NULL ? b : tree_two(pool, ADD, a, b);
}

static double call_value(enum call call, double x)
{
    switch (call) {
    case EXP:
        return exp(x);
    case LN:
        return log(x);
    case SIGMOID:
        return 1 / (1 + exp(-x));
    case TANH:
        return tanh(x);
    case RELU:
        return x > 0 ? x : 0;
    case LEAKY:
        return x > 0 ? x : 0.01 * x;
    case RELU_SLOPE:
        return x > 0 ? 1 : 0;
    case LEAKY_SLOPE:
        return x > 0 ? 1 : 0.01;
    case ABS:
        return fabs(x);
    case ROOT:
        return sqrt(x);
    case SIGN:
        return x > 0 ? 1 : x < 0 ? -1 : 0;
    case TEN_TO:
        return pow(10, x);
    case LOG10:
        return log10(x);
    case LOG2:
        return log2(x);
    default:
        return x > 0 ? 0 : x;
    }
}

static double evaluate(formula t, bool truth)
{
    double a = t->a != NULL ? evaluate(t->a, truth) : 0;
    double b = t->b != NULL ? evaluate(t->b, truth) : 0;
    switch (t->op) {
    case NUM:
        return t->number;
    case CELL:
        return truth ? t->cell->truth : t->cell->value;
    case ADD:
        return a + b;
    case SUB:
        return a - b;
    case MUL:
        return a * b;
    case DIV:
        return a / b;
    case NEG:
        return -a;
    case SQUARE:
        return a * a;
    case CALL:
        return call_value(t->call, a);
    default:
        return a;
    }
}

double tree_true(formula tree)
{
    return evaluate(tree, true);
}

double tree_value(formula tree)
{
    return evaluate(tree, false);
}

static struct span over(double p, double q, double r, double s)
{
    return (struct span){fmin(fmin(p, q), fmin(r, s)), fmax(fmax(p, q), fmax(r, s))};
}

static struct span call_span(enum call call, struct span a)
{
    bool logarithm = call == LN || call == LOG10 || call == LOG2;
    if (logarithm && a.lo <= 0)
        return (struct span){-INFINITY, INFINITY};
    if (call == ROOT && a.lo < 0)
        a.lo = 0;
    struct span out = over(call_value(call, a.lo), call_value(call, a.hi), call_value(call, a.lo),
                           call_value(call, a.hi));
    if (call == ABS && a.lo < 0 && a.hi > 0)
        out.lo = 0;
    return out;
}

static struct span quotient(struct span a, struct span b)
{
    if (b.lo <= 0 && b.hi >= 0)
        return (struct span){-INFINITY, INFINITY};
    return over(a.lo / b.lo, a.lo / b.hi, a.hi / b.lo, a.hi / b.hi);
}

struct span tree_span(formula t, double unit)
{
    struct span a = t->a != NULL ? tree_span(t->a, unit) : (struct span){0, 0};
    struct span b = t->b != NULL ? tree_span(t->b, unit) : (struct span){0, 0};
    switch (t->op) {
    case NUM:
        return (struct span){t->number, t->number};
    case CELL:
        return (struct span){t->cell->lo, t->cell->hi};
    case ADD:
        return (struct span){a.lo + b.lo, a.hi + b.hi};
    case SUB:
        return (struct span){a.lo - b.hi, a.hi - b.lo};
    case MUL:
        return over(a.lo * b.lo, a.lo * b.hi, a.hi * b.lo, a.hi * b.hi);
    case DIV:
        return quotient(a, b);
    case NEG:
        return (struct span){-a.hi, -a.lo};
    case SQUARE:
        b = over(a.lo * a.lo, a.hi * a.hi, a.lo * a.lo, a.hi * a.hi);
        return a.lo < 0 && a.hi > 0 ? (struct span){0, b.hi} : b;
    case CALL:
        return call_span(t->call, a);
    default:
        return (struct span){a.lo - unit, a.hi + unit};
    }
}

bool tree_spelled(formula t)
{
    if (t == NULL)
        return true;
    if (t->op == CALL && t->call >= LOG10)
        return false;
    return tree_spelled(t->a) && tree_spelled(t->b);
}

bool tree_same(formula a, formula b)
{
    if (a == NULL || b == NULL)
        return a == b;
    return a->op == b->op && a->call == b->call && a->number == b->number && a->cell == b->cell &&
           tree_same(a->a, b->a) && tree_same(a->b, b->b);
}
