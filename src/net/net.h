/* A network: its layers, and where each parameter stands in the parameter vector. */
#ifndef GRI_NET_NET_H
#define GRI_NET_NET_H

#include "base/error.h"
#include "math/matrix.h"
#include "net/kind/activation.h"
#include "net/kind/loss.h"

#include <stdbool.h>
#include <stddef.h>

/* Layer l of L, counted from 0: z = h_before W + b, h = f(z). W is (I, O), row by row, at `w` in
 * the parameter vector; b is (O), at `b`, where there is one. */
struct gri_layer {
    size_t inputs, units;
    enum gri_activation activation;
    size_t w, b;
    size_t first_unit; /* units of earlier layers: h and z are numbered on through the layers */
};

struct gri_net {
    size_t holders; /* beside the first: gri_net_keep */
    size_t depth;   /* L, without the inputs */
    size_t inputs, outputs, units, parameters;
    bool bias;
    struct gri_layer layer[];
};

enum { GRI_DEPTH_LIMIT = 64, GRI_UNITS_LIMIT = 1000000, GRI_PARAMETER_LIMIT = 100000000 };

/* sizes[0] inputs, then the units of `depth` layers. *net is the caller's, to be freed with
 * gri_net_free. GR_E_RANGE for zero or too large sizes. */
enum gr_status gri_net_new(const size_t *sizes, size_t depth,
                           const enum gri_activation *activations, bool bias, struct gri_net **net,
                           struct gr_err *err) GRI_CHECKED;
void gri_net_free(struct gri_net *net);

/* One more holds it: it is freed when gri_net_free was called once for each. NULL stays NULL. */
struct gri_net *gri_net_keep(const struct gri_net *net);

struct gri_matrix gri_net_weights(const struct gri_net *net, double *parameters, size_t layer);

/* Parameter number p: its layer, its row (an input of the layer; for a bias `inputs`) and its unit.
 */
struct gri_place {
    size_t layer, row, unit;
    bool is_bias;
};
struct gri_place gri_net_place(const struct gri_net *net, size_t parameter);
size_t gri_net_parameter(const struct gri_net *net, struct gri_place place);

/* Does this loss go with the last layer? GR_E_STATE with the mend when not. */
enum gr_status gri_net_check_loss(const struct gri_net *net, enum gri_loss loss,
                                  struct gr_err *err) GRI_CHECKED;

#endif
