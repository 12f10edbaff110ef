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
    struct gri_update update = gri_update_begin(hyper, 1, state);
    double after;
    gri_optimizers[hyper->optimizer].update(&update, 1, &w, &gradient, state, &after);
    return after;
}

/* What the optimiser keeps for a parameter when the iteration begins: by the page's own gradients
 * of the iterations before, where it has some. True: some of them were wrong. */
static bool kept(struct gri_course *c, struct gri_frame *f, size_t parameter, enum end end,
                 double state[KEPT])
{
    struct gri_frame *before = gri_frame_before(f);
    size_t rows = gri_optimizers[f->record->hyper.optimizer].state;
    if (before != NULL) {
        bool slipped = kept(c, before, parameter, end, state);
        struct gri_range g = gri_of_parameter(c, before, GRI_N_GRADIENT, parameter, 0);
        step(before, 0, end_of(g, end), state);
        return slipped || g.slipped;
    }
    for (size_t n = 0; n <= rows; n++)
        state[n] = f->record->state[n * c->net->parameters + (n < rows ? parameter : 0)];
    return false;
}

/* How a gradient and what is kept make the step that is taken off w. */
typedef double step_rule(struct gri_course *c, const struct gri_frame *f, double w, double gradient,
                         double state[KEPT]);

static double right_step(struct gri_course *c, const struct gri_frame *f, double w, double gradient,
                         double state[KEPT])
{
    (void)c;
    return w - step(f, w, gradient, state);
}

/* U9: (1 - mu) g for g. */
static double shared_step(struct gri_course *c, const struct gri_frame *f, double w,
                          double gradient, double state[KEPT])
{
    const struct gri_hyper *hyper = &f->record->hyper;
    (void)c, (void)w;
    return hyper->rate * (hyper->momentum * state[0] + (1 - hyper->momentum) * gradient);
}

/* U10: Adam without its bias correction, or with that of the step behind. */
static double uncorrected_step(struct gri_course *c, const struct gri_frame *f, double w,
                               double gradient, double state[KEPT])
{
    double m = 0.9 * state[0] + 0.1 * gradient, v = 0.999 * state[1] + 0.001 * gradient * gradient;
    double off = state[2] + 2;
    (void)w;
    if (c->broken.variant > 0) {
        m /= 1 - pow(0.9, off);
        v /= 1 - pow(0.999, off);
    }
    return f->record->hyper.rate * m / (sqrt(v) + 1e-8);
}

/* U11: epsilon inside the root. */
static double rooted_step(struct gri_course *c, const struct gri_frame *f, double w,
                          double gradient, double state[KEPT])
{
    double m = 0.9 * state[0] + 0.1 * gradient, v = 0.999 * state[1] + 0.001 * gradient * gradient;
    double t = state[2] + 1;
    (void)c, (void)w;
    return f->record->hyper.rate * m / (1 - pow(0.9, t)) / sqrt(v / (1 - pow(0.999, t)) + 1e-8);
}

/* Without epsilon, which is below what anyone writes by hand. */
static double bare_step(struct gri_course *c, const struct gri_frame *f, double w, double gradient,
                        double state[KEPT])
{
    double m = 0.9 * state[0] + 0.1 * gradient, v = 0.999 * state[1] + 0.001 * gradient * gradient;
    double t = state[2] + 1;
    (void)c, (void)w;
    return f->record->hyper.rate * m / (1 - pow(0.9, t)) / sqrt(v / (1 - pow(0.999, t)));
}

static struct gri_range step_by(struct gri_course *c, struct gri_frame *f, size_t parameter,
                                struct gri_range w, struct gri_range g, step_rule *rule)
{
    struct gri_range made = {.slipped = g.slipped};
    for (int end = LOW; end <= HIGH; end++) {
        double state[KEPT] = {0};
        made.slipped |= kept(c, f, parameter, (enum end)end, state);
        double taken = rule(c, f, w.mid, end_of(g, (enum end)end), state);
        made.lo = end == LOW ? taken : fmin(made.lo, taken);
        made.hi = end == LOW ? taken : fmax(made.hi, taken);
        made.mid = end == MIDDLE ? taken : made.mid;
    }
    return made;
}

/* The optimiser's own step, or as other books have it. */
static struct gri_range step_range(struct gri_course *c, struct gri_frame *f,
                                   const struct gri_node *node, struct gri_range w,
                                   struct gri_range g)
{
    enum gri_optimizer optimizer = f->record->hyper.optimizer;
    struct gri_range rate = gri_node_range(c, f, (struct gri_node){.kind = GRI_N_RATE});
    bool adam = optimizer == GRI_ADAM || optimizer == GRI_ADAM_KERAS;
    if (optimizer == GRI_SGD)
        return gri_range_multiply(rate, g);
    if (optimizer == GRI_MOMENTUM && gri_broken(c, f, node, GRI_M_U9, 1))
        return step_by(c, f, node->parameter, w, g, shared_step);
    if (adam && gri_broken(c, f, node, GRI_M_U10, 2))
        return step_by(c, f, node->parameter, w, g, uncorrected_step);
    if (adam && gri_broken(c, f, node, GRI_M_U11, 1))
        return step_by(c, f, node->parameter, w, g, rooted_step);
    struct gri_range made = step_by(c, f, node->parameter, w, g, right_step);
    return adam ? gri_range_hull(made, step_by(c, f, node->parameter, w, g, bare_step)) : made;
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
    struct gri_range w = gri_of_parameter(c, f, GRI_N_PARAMETER, node->parameter, 0);
    struct gri_range g = gri_of_parameter(c, f, GRI_N_GRADIENT, node->parameter, 0);
    if (gri_net_place(c->net, node->parameter).is_bias && gri_broken(c, f, node, GRI_M_W5, 1))
        return w;
    if (parameters > 1 && gri_broken(c, f, node, GRI_M_U5, parameters - 1))
        w = gri_of_parameter(c, f, GRI_N_PARAMETER,
                             (node->parameter + 1 + c->broken.variant) % parameters, 0);
    struct gri_range step = gri_range_scale(step_range(c, f, node, w, g), rate_mistake(c, f, node));
    if (gri_broken(c, f, node, GRI_M_U4, 2))
        return c->broken.variant == 0 ? gri_range_negate(step) : step;
    return gri_range_subtract(w, step);
}

struct gri_range gri_update_range(struct gri_course *c, struct gri_frame *f, struct gri_node node)
{
    struct gri_frame *before = gri_frame_before(f);
    if (node.kind == GRI_N_NEW)
        return new_range(c, f, &node);
    if (before != NULL)
        return gri_of_parameter(c, before, GRI_N_NEW, node.parameter, 0);
    return gri_exactly(gri_node_truth(c, f, &node));
}
