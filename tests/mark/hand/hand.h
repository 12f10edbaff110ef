/* A pass worked by hand: its numbers, how each comes about, and which of them are written down. */
#ifndef GRADUS_TEST_MARK_HAND_H
#define GRADUS_TEST_MARK_HAND_H

#include "hand/problem.h"
#include "hand/tree.h"
#include "hand/written.h"

enum kind {
    INPUT,
    TARGET,
    PARAMETER,
    RATE,
    SUM,   /* z */
    OUT,   /* h, yhat */
    ERROR, /* y - yhat, or yhat - y */
    LOSS,
    SLOPE, /* dL/dyhat */
    BACK,  /* dL/dh */
    DELTA, /* dL/dz */
    PART,  /* a sample's share of dL/dw */
    GRADIENT,
    SPEED, /* what an optimiser keeps: never written */
    SIZE,
    NEW,
    KINDS
};

struct cell {
    enum kind kind;
    size_t time, layer, unit, row, parameter;
    bool given, written;
    formula own;   /* over cells of the step before it */
    formula right; /* over given and written cells: what the line shows */
    formula made;  /* what was done instead, where a mistake was made here; else `right` */
    double truth;  /* without any rounding or mistake */
    double value;  /* as the page goes on with it */
    double lo, hi; /* what the written number may stand for */
    double shown;
    char text[WRITTEN];
    bool settled;  /* `truth` is known */
    bool fixed;    /* `text` was written wrongly, whatever was computed */
    bool at_fault; /* a mistake was made here */
};

/* How the page is worked: drawn once. */
struct manner {
    struct policy policy;
    bool z_written, e_written, slope_written, back_written, delta_written, part_written;
    bool sigmoid_spelled; /* as 1/(1 + e^-z) */
    bool weight_first;
    bool factored;       /* -2/N [ .. + .. ] */
    bool by_layer;       /* the updates of a layer before the layer below it */
    bool fraction_first; /* 1/N ( .. ), else ( .. )/N */
};

enum { CELLS = 4096, MOST_TIMES = 2 };

struct hand {
    const struct task *task;
    struct manner manner;
    struct pool pool;
    struct cell cells[CELLS];
    size_t count, base[MOST_TIMES][KINDS];
    struct cell *order[CELLS]; /* the written ones, as they are worked */
    size_t lines;
    double unit;
};

/* Work through the problem: every number, without a mistake. False where a number is none, or too
 * large to be worked by hand. */
bool hand_work(struct hand *hand, const struct task *task, const struct manner *manner);

/* The page's numbers again, with the mistakes that were made since. False as above. */
bool hand_again(struct hand *hand);

struct cell *hand_cell(struct hand *hand, enum kind kind, size_t time, size_t layer, size_t unit,
                       size_t row);
struct cell *hand_parameter(struct hand *hand, enum kind kind, size_t time, size_t parameter,
                            size_t row);

/* How a number comes about, by the rules. */
formula hand_forward(struct hand *hand, const struct cell *cell);
formula hand_loss(struct hand *hand, const struct cell *cell);
formula hand_backward(struct hand *hand, const struct cell *cell);
formula hand_update(struct hand *hand, const struct cell *cell);

/* Parts of them, for mistakes too. */
formula hand_see(struct hand *hand, enum kind kind, size_t time, size_t layer, size_t unit,
                 size_t row);
formula hand_see_parameter(struct hand *hand, enum kind kind, size_t time, size_t parameter,
                           size_t row);
formula hand_into(struct hand *hand, size_t time, size_t layer, size_t input, size_t row);
formula hand_weight(struct hand *hand, enum kind kind, size_t time, size_t layer, size_t input,
                    size_t unit);
formula hand_times(struct hand *hand, formula x, formula w);
formula hand_call(struct hand *hand, enum activation activation, formula z);
formula hand_derivative(struct hand *hand, enum activation activation, formula z, formula h);
formula hand_term(struct hand *hand, size_t time, size_t row, size_t unit);
formula hand_mean(struct hand *hand, formula sum, double factor, double divisor);
double hand_divisor(const struct hand *hand);
formula hand_slope(struct hand *hand, const struct cell *cell, double factor, double divisor);
size_t hand_input_of(const struct hand *hand, const struct cell *cell); /* of a weight's cell */
bool hand_is_bias(const struct hand *hand, const struct cell *cell);

/* With unwritten numbers worked out in place, by the rules or, where `wrong` has another (not
 * NULL), by that. */
typedef formula wrong_rule(struct hand *hand, const struct cell *cell, void *context);
formula hand_expand(struct hand *hand, formula own, wrong_rule *wrong, void *context);

#endif
