/* A quantity: which number of the computation is meant. */
#ifndef GRI_TRACE_QUANTITY_H
#define GRI_TRACE_QUANTITY_H

#include "net/kind/optimizer.h"

#include <stdbool.h>
#include <stddef.h>

enum gri_what {
    GRI_Q_INPUT,   /* x */
    GRI_Q_TARGET,  /* y */
    GRI_Q_WEIGHT,  /* w, W */
    GRI_Q_BIAS,    /* b */
    GRI_Q_PRODUCT, /* k, before the bias */
    GRI_Q_SUM,     /* z, before the activation */
    GRI_Q_OUT,     /* h; of the last layer: yhat */
    GRI_Q_ERROR,   /* e: y - yhat, or yhat - y where that is set */
    GRI_Q_TERM,    /* an output's share of a sample's loss: the squared error */
    GRI_Q_MOMENT,  /* a number the optimiser keeps or makes for a parameter */
    GRI_Q_LOSS,
    GRI_Q_RATE,
    GRI_Q_COUNT /* N, the rows of the batch */
};

/* Indices from 0; the address (sample, epoch, iteration) from 1, where 0 says: the cursor's. */
struct gri_quantity {
    enum gri_what what;
    bool whole;    /* the matrix of the layer, or of all rows of the batch */
    bool made;     /* a parameter as the iteration's update made it: w5new */
    bool of_bias;  /* a moment's parameter is a bias */
    size_t layer;  /* of w b z h */
    size_t row;    /* the input that a weight leads from */
    size_t unit;   /* of the layer; for x y yhat e the column */
    size_t moment; /* which of the optimiser's, for the parameter at layer, row, unit */
    enum gri_optimizer optimizer;
    size_t sample; /* a row of the data */
    size_t epoch;
    size_t iteration; /* of that epoch */
};

/* Is there one for each sample? */
static inline bool gri_quantity_per_sample(const struct gri_quantity *q)
{
    return q->what == GRI_Q_INPUT || q->what == GRI_Q_TARGET || q->what == GRI_Q_PRODUCT ||
           q->what == GRI_Q_SUM || q->what == GRI_Q_OUT || q->what == GRI_Q_ERROR ||
           q->what == GRI_Q_TERM;
}

static inline bool gri_quantity_is_parameter(const struct gri_quantity *q)
{
    return q->what == GRI_Q_WEIGHT || q->what == GRI_Q_BIAS;
}

/* A quantity, or the derivative of one by another. */
struct gri_asked {
    struct gri_quantity of;
    bool derivative;
    struct gri_quantity by; /* without an address: that is `of`'s */
};

static inline bool gri_quantity_same(const struct gri_quantity *a, const struct gri_quantity *b)
{
    return a->what == b->what && a->whole == b->whole && a->made == b->made &&
           a->of_bias == b->of_bias && a->layer == b->layer && a->row == b->row &&
           a->unit == b->unit && a->moment == b->moment && a->optimizer == b->optimizer &&
           a->sample == b->sample && a->epoch == b->epoch && a->iteration == b->iteration;
}

static inline bool gri_asked_same(const struct gri_asked *a, const struct gri_asked *b)
{
    return a->derivative == b->derivative && gri_quantity_same(&a->of, &b->of) &&
           (!a->derivative || gri_quantity_same(&a->by, &b->by));
}

#endif
