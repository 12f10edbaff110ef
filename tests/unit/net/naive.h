/* The loss of a network by its definition, in long double (which need not be longer: under valgrind
 * it is not), sharing nothing with the library. */
#ifndef GRADUS_TEST_NET_NAIVE_H
#define GRADUS_TEST_NET_NAIVE_H

#include "net/problem.h"

#include <math.h>
#include <string.h>

enum { NAIVE_UNITS = 8 };

/* What a sample's pass found out. */
struct naive {
    long double h[NAIVE_UNITS];
    long double nearest; /* to a bend of the loss: the least |z| of a relu, |e| of mae */
};

static inline void naive_activate(const char *name, long double *h, size_t n, long double *nearest)
{
    long double sum = 0;
    for (size_t k = 0; k < n; k++)
        sum += expl(h[k]);
    for (size_t k = 0; k < n; k++) {
        if (strstr(name, "relu") != NULL)
            *nearest = fminl(*nearest, fabsl(h[k]));
        if (strcmp(name, "relu") == 0)
            h[k] = h[k] > 0 ? h[k] : 0;
        else if (strcmp(name, "leaky-relu") == 0)
            h[k] = h[k] > 0 ? h[k] : (long double)0.01 * h[k];
        else if (strcmp(name, "sigmoid") == 0)
            h[k] = 1 / (1 + expl(-h[k]));
        else if (strcmp(name, "tanh") == 0)
            h[k] = tanhl(h[k]);
        else if (strcmp(name, "softmax") == 0)
            h[k] = expl(h[k]) / sum;
        else
            ck_assert_str_eq(name, "linear");
    }
}

static inline void naive_forward(const struct gri_net *net, const double *parameters,
                                 const double *x, struct naive *pass)
{
    long double next[NAIVE_UNITS];
    pass->nearest = HUGE_VALL;
    for (size_t k = 0; k < net->inputs; k++)
        pass->h[k] = x[k];
    for (size_t l = 0; l < net->depth; l++) {
        const struct gri_layer *layer = &net->layer[l];
        for (size_t k = 0; k < layer->units; k++) {
            next[k] = net->bias ? parameters[layer->inputs * layer->units + k] : 0;
            for (size_t i = 0; i < layer->inputs; i++)
                next[k] += pass->h[i] * parameters[i * layer->units + k];
        }
        parameters += (layer->inputs + (net->bias ? 1 : 0)) * layer->units;
        memcpy(pass->h, next, sizeof next);
        naive_activate(gri_activations[layer->activation].name, pass->h, layer->units,
                       &pass->nearest);
    }
}

/* The loss of one output, before anything is divided by. */
static inline long double naive_term(const char *loss, long double y, long double p)
{
    if (strcmp(loss, "mae") == 0)
        return fabsl(y - p);
    if (strcmp(loss, "bce") == 0)
        return -(y > 0 ? y * logl(p) : 0) - (y < 1 ? (1 - y) * logl(1 - p) : 0);
    if (strcmp(loss, "cross-entropy") == 0)
        return y > 0 ? -y * logl(p) : 0;
    ck_assert(strstr(loss, "mse") != NULL || strcmp(loss, "sse") == 0);
    return (y - p) * (y - p) / (strcmp(loss, "half-mse") == 0 ? 2 : 1);
}

/* The loss over all rows of the data; `nearest` as above. */
static inline long double naive_loss(const struct problem *problem, const double *parameters,
                                     long double *nearest)
{
    const struct gri_net *net = problem->net;
    const struct gri_data *data = problem->data;
    const char *loss = gri_losses[problem->hyper.loss].name;
    long double sum = 0;
    *nearest = HUGE_VALL;
    for (size_t i = 0; i < data->rows; i++) {
        const double *row = data->at + i * data->cols;
        struct naive pass;
        naive_forward(net, parameters, row, &pass);
        *nearest = fminl(*nearest, pass.nearest);
        for (size_t k = 0; k < net->outputs; k++) {
            sum += naive_term(loss, row[net->inputs + k], pass.h[k]);
            if (strcmp(loss, "mae") == 0)
                *nearest = fminl(*nearest, fabsl(row[net->inputs + k] - pass.h[k]));
        }
    }
    if (strcmp(loss, "sse") == 0)
        return sum;
    return sum / (long double)(data->rows * (strcmp(loss, "mse-mean") == 0 ? net->outputs : 1));
}

/* dL/d(parameter p) as a central difference. */
static inline double naive_slope(const struct problem *problem, size_t p)
{
    const double h = 0x1p-20;
    long double nearest;
    double *w = &problem->parameters[p], kept = *w;
    *w = kept + h;
    long double up = naive_loss(problem, problem->parameters, &nearest);
    *w = kept - h;
    long double down = naive_loss(problem, problem->parameters, &nearest);
    *w = kept;
    return (double)((up - down) / (2 * (long double)h));
}

#endif
