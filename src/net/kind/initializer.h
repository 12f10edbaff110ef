/* How a new network's parameters start: one row each. */
#ifndef GRI_NET_INITIALIZER_H
#define GRI_NET_INITIALIZER_H

#include "base/random.h"
#include "net/net.h"

enum gri_initializer {
    GRI_INIT_ZEROS,
    GRI_INIT_UNIFORM,
    GRI_INIT_NORMAL,
    GRI_INIT_XAVIER,
    GRI_INIT_HE,
    GRI_INIT_KERAS,
    GRI_INIT_TORCH,
    GRI_INITIALIZERS
};

struct gri_initializer_row {
    const char *name;
    const char *summary;
    /* One weight of a layer; NULL: PyTorch's own way, gri_torch_initialize. */
    double (*weight)(struct gri_random *random, size_t inputs, size_t units);
};

extern const struct gri_initializer_row gri_initializers[GRI_INITIALIZERS];

/* Fill the parameter vector: weights layer by layer, row by row, from one generator; biases 0, but
 * for torch. */
void gri_initialize(const struct gri_net *net, enum gri_initializer method, uint64_t seed,
                    double *parameters);

#endif
