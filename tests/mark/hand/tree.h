/* Formulas over the numbers of a page. This pass by hand is an oracle: it has nothing from
 * src/mark, and of the library only random numbers. */
#ifndef GRADUS_TEST_MARK_TREE_H
#define GRADUS_TEST_MARK_TREE_H

#include <stdbool.h>
#include <stddef.h>

struct cell;

enum op { NUM, CELL, ADD, SUB, MUL, DIV, NEG, SQUARE, CALL, INNER };

enum call {
    EXP,
    LN,
    SIGMOID,
    TANH,
    RELU,
    LEAKY,
    RELU_SLOPE,
    LEAKY_SLOPE,
    ABS,
    ROOT,
    SIGN,
    TEN_TO,
    LOG10, /* from here on the language of pages has no word for it */
    LOG2,
    CLIP,
    CALLS
};

/* INNER: the formula of a number that is not written down itself. */
struct tree {
    enum op op;
    enum call call;
    double number;
    const struct cell *cell;
    const struct tree *a, *b;
};

/* Trees live until the pool is emptied. */
struct pool {
    struct tree *at;
    size_t count;
};
void pool_open(struct pool *pool);
void pool_empty(struct pool *pool);
void pool_close(struct pool *pool);

typedef const struct tree *formula;

formula tree_num(struct pool *pool, double number);
formula tree_cell(struct pool *pool, const struct cell *cell);
formula tree_two(struct pool *pool, enum op op, formula a, formula b);
formula tree_one(struct pool *pool, enum op op, formula a);
formula tree_call(struct pool *pool, enum call call, formula a);

/* a + b, where a may be NULL */
formula tree_plus(struct pool *pool, formula a, formula b);

/* With the numbers as they are, or as the page goes on with them. */
double tree_true(formula tree);
double tree_value(formula tree);

/* What rounding can make of it: written numbers stand for any that is written so, unwritten ones
 * may have been rounded too, to `unit`. */
struct span {
    double lo, hi;
};
struct span tree_span(formula tree, double unit);

/* Can a page spell it? */
bool tree_spelled(formula tree);

bool tree_same(formula a, formula b);

#endif
