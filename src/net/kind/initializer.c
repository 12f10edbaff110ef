#include "net/kind/initializer.h"

#include "net/torch.h"

#include <assert.h>
#include <math.h>
#include <string.h>

static double zero(struct gri_random *random, size_t inputs, size_t units)
{
    (void)random, (void)inputs, (void)units;
    return 0;
}

static double uniform(struct gri_random *random, size_t inputs, size_t units)
{
    (void)inputs, (void)units;
    return gri_random_uniform(random, -0.5, 0.5);
}

static double normal(struct gri_random *random, size_t inputs, size_t units)
{
    (void)inputs, (void)units;
    return gri_random_normal(random);
}

/* Glorot and Bengio, 2010, formula 16 */
static double xavier(struct gri_random *random, size_t inputs, size_t units)
{
    double bound = sqrt(6 / ((double)inputs + (double)units));
    return gri_random_uniform(random, -bound, bound);
}

/* He, Zhang, Ren and Sun, 2015, formula 10 */
static double he(struct gri_random *random, size_t inputs, size_t units)
{
    (void)units;
    return sqrt(2 / (double)inputs) * gri_random_normal(random);
}

const struct gri_initializer_row gri_initializers[] = {
    [GRI_INIT_ZEROS] = {"zeros", "every weight 0", zero},
    [GRI_INIT_UNIFORM] = {"uniform", "between -0.5 and 0.5", uniform},
    [GRI_INIT_NORMAL] = {"normal", "normal, mean 0, deviation 1", normal},
    [GRI_INIT_XAVIER] = {"xavier", "uniform, bound sqrt(6/(inputs + units)) of the layer", xavier},
    [GRI_INIT_HE] = {"he", "normal, deviation sqrt(2/inputs) of the layer", he},
    [GRI_INIT_KERAS] = {"keras", "as a Dense layer of Keras: glorot_uniform, that is xavier",
                        xavier},
    [GRI_INIT_TORCH] = {"torch", "the very weights of nn.Linear after torch.manual_seed(SEED)",
                        NULL},
};
static_assert(sizeof gri_initializers / sizeof *gri_initializers == GRI_INITIALIZERS,
              "every initializer has a row");

void gri_initialize(const struct gri_net *net, enum gri_initializer method, uint64_t seed,
                    double *parameters)
{
    struct gri_random random;
    if (gri_initializers[method].weight == NULL) {
        gri_torch_initialize(net, seed, parameters);
        return;
    }
    gri_random_seed(&random, seed, 0);
    memset(parameters, 0, net->parameters * sizeof *parameters);
    for (size_t l = 0; l < net->depth; l++) {
        const struct gri_layer *layer = &net->layer[l];
        for (size_t n = 0; n < layer->inputs * layer->units; n++)
            parameters[layer->w + n] = gri_initializers[method].weight(&random, layer->inputs,
                                                                       layer->units);
    }
}
