#include "net/kind/initializer.h"

#include "suite.h"

#include <math.h>
#include <string.h>

enum { SEEDS = 20 };

/* 40-60-20, all linear. */
static struct gri_net *make(bool bias)
{
    static const enum gri_activation linear[2];
    struct gr_err err;
    struct gri_net *net = NULL;
    ck_assert_int_eq(gri_net_new((size_t[]){40, 60, 20}, 2, linear, bias, &net, &err), GR_OK);
    return net;
}

static double *draw(const struct gri_net *net, enum gri_initializer method, uint64_t seed)
{
    double *parameters = malloc(net->parameters * sizeof *parameters);
    ck_assert_ptr_nonnull(parameters);
    memset(parameters, 0xff, net->parameters * sizeof *parameters);
    gri_initialize(net, method, seed, parameters);
    return parameters;
}

START_TEST(a_seed_is_a_start)
{
    struct gri_net *net = make(true);
    for (size_t n = 0; n < GRI_INITIALIZERS; n++) {
        double *one = draw(net, (enum gri_initializer)n, 1);
        double *same = draw(net, (enum gri_initializer)n, 1);
        double *other = draw(net, (enum gri_initializer)n, 2);
        bool differ = memcmp(one, other, net->parameters * sizeof *one) != 0;
        ck_assert_mem_eq(one, same, net->parameters * sizeof *one);
        ck_assert(differ == (n != GRI_INIT_ZEROS));
        free(one);
        free(same);
        free(other);
    }
    gri_net_free(net);
}
END_TEST

START_TEST(biases_are_zero_and_change_no_weight)
{
    struct gri_net *net = make(true), *bare = make(false);
    for (size_t n = 0; n < GRI_INITIALIZERS; n++) {
        if (n == GRI_INIT_TORCH) /* draws its biases */
            continue;
        double *one = draw(net, (enum gri_initializer)n, 3);
        double *weights = draw(bare, (enum gri_initializer)n, 3);
        for (size_t l = 0; l < net->depth; l++) {
            const struct gri_layer *layer = &net->layer[l];
            for (size_t k = 0; k < layer->units; k++)
                ck_assert(one[layer->b + k] == 0);
            ck_assert_mem_eq(one + layer->w, weights + bare->layer[l].w,
                             layer->inputs * layer->units * sizeof *one);
        }
        free(one);
        free(weights);
    }
    gri_net_free(net);
    gri_net_free(bare);
}
END_TEST

/* What the weights of a layer look like over many seeds. */
struct sample {
    double mean, deviation, largest;
    size_t count;
};

static struct sample look(const struct gri_net *net, enum gri_initializer method, size_t l)
{
    struct sample sample = {0};
    double squares = 0;
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        double *parameters = draw(net, method, seed);
        for (size_t n = 0; n < net->layer[l].inputs * net->layer[l].units; n++) {
            double w = parameters[net->layer[l].w + n];
            sample.mean += w;
            squares += w * w;
            sample.largest = fmax(sample.largest, fabs(w));
            sample.count++;
        }
        free(parameters);
    }
    sample.mean /= (double)sample.count;
    sample.deviation = sqrt(squares / (double)sample.count);
    return sample;
}

/* The deviation that the row's summary promises for a layer, and the bound, if it has one. */
static void promised(enum gri_initializer method, const struct gri_layer *layer, double *deviation,
                     double *bound)
{
    double inputs = (double)layer->inputs, units = (double)layer->units;
    *bound = INFINITY;
    switch (method) {
    case GRI_INIT_ZEROS:
        *deviation = *bound = 0;
        return;
    case GRI_INIT_UNIFORM:
        *bound = 0.5;
        break;
    case GRI_INIT_TORCH:
        *bound = 1 / sqrt(inputs);
        break;
    case GRI_INIT_XAVIER:
    case GRI_INIT_KERAS:
        *bound = sqrt(6 / (inputs + units));
        break;
    case GRI_INIT_NORMAL:
        *deviation = 1;
        return;
    case GRI_INIT_HE:
        *deviation = sqrt(2 / inputs);
        return;
    case GRI_INITIALIZERS:
        ck_abort();
    }
    *deviation = *bound / sqrt(3); /* of a uniform distribution */
}

START_TEST(weights_spread_as_the_summary_says)
{
    struct gri_net *net = make(true);
    for (size_t n = 0; n < GRI_INITIALIZERS; n++)
        for (size_t l = 0; l < net->depth; l++) {
            double deviation, bound;
            struct sample sample = look(net, (enum gri_initializer)n, l);
            promised((enum gri_initializer)n, &net->layer[l], &deviation, &bound);
            ck_assert_msg(fabs(sample.deviation - deviation) <= 0.02 * deviation,
                          "%s: deviation %g, not %g", gri_initializers[n].name, sample.deviation,
                          deviation);
            ck_assert(fabs(sample.mean) <= 4 * deviation / sqrt((double)sample.count));
            ck_assert(sample.largest <= bound);
            ck_assert(isinf(bound) ? sample.largest > 3 * deviation
                                   : sample.largest >= 0.99 * bound);
        }
    gri_net_free(net);
}
END_TEST

START_TEST(every_row_is_filled)
{
    for (size_t n = 0; n < GRI_INITIALIZERS; n++) {
        ck_assert(strlen(gri_initializers[n].name) > 0 && strlen(gri_initializers[n].summary) > 0);
        ck_assert((gri_initializers[n].weight == NULL) == (n == GRI_INIT_TORCH));
        for (size_t m = 0; m < n; m++)
            ck_assert_str_ne(gri_initializers[n].name, gri_initializers[m].name);
    }
}
END_TEST

SUITE("net/initializer", every_row_is_filled, a_seed_is_a_start,
      biases_are_zero_and_change_no_weight, weights_spread_as_the_summary_says)
