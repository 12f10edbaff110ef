/* What the files of a pass share: the operands of a number, by their place in the network. */
#ifndef GRI_MARK_PASS_PARTS_H
#define GRI_MARK_PASS_PARTS_H

#include "mark/pass/course.h"

static inline struct gri_range gri_unit(struct gri_course *c, struct gri_frame *f,
                                        enum gri_node_kind kind, size_t layer, size_t unit,
                                        size_t row)
{
    return gri_node_range(
        c, f, (struct gri_node){.kind = kind, .layer = layer, .unit = unit, .row = row});
}

/* What goes into a layer: h of the layer before, or x. */
static inline struct gri_range gri_into(struct gri_course *c, struct gri_frame *f, size_t layer,
                                        size_t unit, size_t row)
{
    return layer == 0 ? gri_unit(c, f, GRI_N_INPUT, 0, unit, row)
                      : gri_unit(c, f, GRI_N_OUT, layer - 1, unit, row);
}

static inline struct gri_range gri_of_parameter(struct gri_course *c, struct gri_frame *f,
                                                enum gri_node_kind kind, size_t parameter,
                                                size_t row)
{
    return gri_node_range(c, f,
                          (struct gri_node){.kind = kind, .parameter = parameter, .row = row});
}

/* The weight from `input` to `unit`, before the update or (GRI_N_NEW) after. */
static inline struct gri_range gri_weight(struct gri_course *c, struct gri_frame *f,
                                          enum gri_node_kind kind, size_t layer, size_t input,
                                          size_t unit)
{
    const struct gri_layer *at = &c->net->layer[layer];
    return gri_of_parameter(c, f, kind, at->w + input * at->units + unit, 0);
}

/* f'(z), from h where that is how it is worked. */
struct gri_range gri_slope_range(enum gri_activation activation, struct gri_range z,
                                 struct gri_range h);

/* f of the z of all units of a layer, for one of them; `given` stands in for its own z. */
struct gri_range gri_out_range(struct gri_course *c, struct gri_frame *f,
                               const struct gri_node *node, struct gri_range z);

/* dL/dyhat without its coefficient, factor/divisor. */
struct gri_range gri_loss_slope(struct gri_course *c, struct gri_frame *f,
                                const struct gri_node *node);

#endif
