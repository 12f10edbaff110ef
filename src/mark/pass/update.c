/* The update by hand, with its mistakes: U1 to U11. */
#include "mark/pass/parts.h"

#include <math.h>
#include <string.h>

/* The optimiser's own step for one parameter, from another gradient. */
static double step_once(struct gri_course *c, const struct gri_frame *f, size_t parameter, double w,
                        double gradient)
{
    const struct gri_record *record = f->record;
    size_t parameters = c->net->parameters;
    size_t kept = gri_optimizer_state(record->hyper.optimizer, parameters);
    double *room = gri_arena_take(c->arena, 3 * parameters + kept + 1, sizeof *room);
    if (room == NULL)
        return NAN;
    double *before = room, *slope = room + parameters, *after = room + 2 * parameters,
           *state = room + 3 * parameters;
    memcpy(before, record->work->before, parameters * sizeof *before);
    memcpy(slope, record->work->gradient, parameters * sizeof *slope);
    memcpy(state, record->state, kept * sizeof *state);
    before[parameter] = w;
    slope[parameter] = gradient;
    gri_optimizers[record->hyper.optimizer].update(&record->hyper, parameters, before, slope, state,
                                                   after);
    return after[parameter];
}

/* What is taken off w. */
static struct gri_range step_range(struct gri_course *c, struct gri_frame *f, size_t parameter,
                                   struct gri_range w, struct gri_range g)
{
    double at = w.mid;
    struct gri_range rate = gri_node_range(c, f, (struct gri_node){.kind = GRI_N_RATE});
    if (f->record->hyper.optimizer == GRI_SGD)
        return gri_range_multiply(rate, g);
    struct gri_range made = gri_exactly(at - step_once(c, f, parameter, at, g.mid));
    made = gri_range_hull(made, gri_exactly(at - step_once(c, f, parameter, at, g.lo)));
    made = gri_range_hull(made, gri_exactly(at - step_once(c, f, parameter, at, g.hi)));
    made.slipped = g.slipped;
    return made;
}

/* U9, U10, U11: the optimiser as other books have it. */
static bool by_convention(struct gri_course *c, struct gri_frame *f, const struct gri_node *node,
                          struct gri_range w, struct gri_range g, struct gri_range *made)
{
    const struct gri_hyper *hyper = &f->record->hyper;
    const double *state = f->record->state;
    size_t p = node->parameter, n = c->net->parameters;
    bool adam = hyper->optimizer == GRI_ADAM || hyper->optimizer == GRI_ADAM_KERAS;
    if (hyper->optimizer == GRI_MOMENTUM && gri_broken(c, f, node, GRI_M_U9, 1)) {
        double v = hyper->momentum * state[p] + (1 - hyper->momentum) * g.mid;
        *made = gri_exactly(w.mid - hyper->rate * v);
        return true;
    }
    if (!adam)
        return false;
    double m = 0.9 * state[p] + 0.1 * g.mid, v = 0.999 * state[n + p] + 0.001 * g.mid * g.mid;
    double t = state[2 * n] + 1;
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
