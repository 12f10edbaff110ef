/* The update by hand, with its mistakes: U1 to U11. */
#include "mark/pass/parts.h"

#include <math.h>

enum { KEPT = 3 };

/* Which end of the gradients' ranges. */
enum end { LOW, MIDDLE, HIGH };

static double end_of(struct gri_range range, enum end end)
{
    return end == LOW ? range.lo : end == HIGH ? range.hi : range.mid;
}

/* One step for one parameter; `state` is what the optimiser keeps for it, and the steps taken. */
static double step(const struct gri_frame *f, double w, double gradient, double state[KEPT])
{
    const struct gri_hyper *hyper = &f->record->hyper;
    double after;
    gri_optimizers[hyper->optimizer].update(hyper, 1, &w, &gradient, state, &after);
    return after;
}

/* What the optimiser keeps for a parameter when the iteration begins: by the page's own gradients
 * of the iterations before, where it has some. */
static void kept(struct gri_course *c, struct gri_frame *f, size_t parameter, enum end end,
                 double state[KEPT])
{
    struct gri_frame *before = gri_frame_before(c, f);
    size_t rows = gri_optimizers[f->record->hyper.optimizer].state;
    if (before != NULL) {
        kept(c, before, parameter, end, state);
        struct gri_range g = gri_of_parameter(c, before, GRI_N_GRADIENT, parameter, 0);
        step(before, 0, end_of(g, end), state);
        return;
    }
    for (size_t n = 0; n <= rows; n++)
        state[n] = f->record->state[n * c->net->parameters + (n < rows ? parameter : 0)];
}

/* What the step takes off w. */
static double taken(struct gri_course *c, struct gri_frame *f, size_t parameter, enum end end,
                    double w, struct gri_range g)
{
    double state[KEPT] = {0};
    kept(c, f, parameter, end, state);
    return w - step(f, w, end_of(g, end), state);
}

static struct gri_range step_range(struct gri_course *c, struct gri_frame *f, size_t parameter,
                                   struct gri_range w, struct gri_range g)
{
    struct gri_range rate = gri_node_range(c, f, (struct gri_node){.kind = GRI_N_RATE});
    if (f->record->hyper.optimizer == GRI_SGD)
        return gri_range_multiply(rate, g);
    struct gri_range made = gri_exactly(taken(c, f, parameter, MIDDLE, w.mid, g));
    made = gri_range_hull(made, gri_exactly(taken(c, f, parameter, LOW, w.mid, g)));
    made = gri_range_hull(made, gri_exactly(taken(c, f, parameter, HIGH, w.mid, g)));
    made.slipped = g.slipped;
    return made;
}

/* U9, U10, U11: the optimiser as other books have it. */
static bool by_convention(struct gri_course *c, struct gri_frame *f, const struct gri_node *node,
                          struct gri_range w, struct gri_range g, struct gri_range *made)
{
    const struct gri_hyper *hyper = &f->record->hyper;
    double state[KEPT] = {0};
    bool adam = hyper->optimizer == GRI_ADAM || hyper->optimizer == GRI_ADAM_KERAS;
    if (!adam && hyper->optimizer != GRI_MOMENTUM)
        return false;
    kept(c, f, node->parameter, MIDDLE, state);
    if (!adam && gri_broken(c, f, node, GRI_M_U9, 1)) {
        double v = hyper->momentum * state[0] + (1 - hyper->momentum) * g.mid;
        *made = gri_exactly(w.mid - hyper->rate * v);
        return true;
    }
    if (!adam)
        return false;
    double m = 0.9 * state[0] + 0.1 * g.mid, v = 0.999 * state[1] + 0.001 * g.mid * g.mid;
    double t = state[2] + 1;
    if (gri_broken(c, f, node, GRI_M_U10, 2)) {
        double off = t + 1;
        double mhat = c->broken.variant == 0 ? m : m / (1 - pow(0.9, off));
        double vhat = c->broken.variant == 0 ? v : v / (1 - pow(0.999, off));
        *made = gri_exactly(w.mid - hyper->rate * mhat / (sqrt(vhat) + 1e-8));
        return true;
    }
    if (gri_broken(c, f, node, GRI_M_U11, 1)) {
        double mhat = m / (1 - pow(0.9, t)), vhat = v / (1 - pow(0.999, t));
        *made = gri_exactly(w.mid - hyper->rate * mhat / sqrt(vhat + 1e-8));
        return true;
    }
    return false;
}

/* w - alpha g, mistaken: the factor that alpha g gets. */
static double rate_mistake(struct gri_course *c, struct gri_frame *f, const struct gri_node *node)
{
    double rate = f->record->hyper.rate, rows = (double)f->record->work->rows;
    if (gri_broken(c, f, node, GRI_M_U1, 1))
        return -1;
    if (rate != 1 && gri_broken(c, f, node, GRI_M_U2, 1))
        return 1 / rate;
    if (gri_broken(c, f, node, GRI_M_U3, rows > 1 ? 2 : 1))
        return c->broken.variant == 0 ? rate : 1 / rows;
    return 1;
}

static struct gri_range new_range(struct gri_course *c, struct gri_frame *f,
                                  const struct gri_node *node)
{
    size_t parameters = c->net->parameters;
    struct gri_range made;
    struct gri_range w = gri_of_parameter(c, f, GRI_N_PARAMETER, node->parameter, 0);
    struct gri_range g = gri_of_parameter(c, f, GRI_N_GRADIENT, node->parameter, 0);
    if (by_convention(c, f, node, w, g, &made))
        return made;
    if (gri_net_place(c->net, node->parameter).is_bias && gri_broken(c, f, node, GRI_M_W5, 1))
        return w;
    if (parameters > 1 && gri_broken(c, f, node, GRI_M_U5, parameters - 1))
        w = gri_of_parameter(c, f, GRI_N_PARAMETER,
                             (node->parameter + 1 + c->broken.variant) % parameters, 0);
    struct gri_range step = gri_range_scale(step_range(c, f, node->parameter, w, g),
                                            rate_mistake(c, f, node));
    if (gri_broken(c, f, node, GRI_M_U4, 2))
        return c->broken.variant == 0 ? gri_range_negate(step) : step;
    return gri_range_subtract(w, step);
}

struct gri_range gri_update_range(struct gri_course *c, struct gri_frame *f, struct gri_node node)
{
    struct gri_frame *before = gri_frame_before(c, f);
    if (node.kind == GRI_N_NEW)
        return new_range(c, f, &node);
    if (before != NULL)
        return gri_of_parameter(c, before, GRI_N_NEW, node.parameter, 0);
    return gri_exactly(gri_node_truth(c, f, &node));
}
