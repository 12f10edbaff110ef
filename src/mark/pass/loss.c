/* Error and loss by hand, with their mistakes: L1 to L10. */
#include "mark/pass/parts.h"
#include "math/scalar.h"

#include <math.h>

static const struct gri_loss_row *loss_of(const struct gri_frame *f)
{
    return &gri_losses[f->record->hyper.loss];
}

static struct gri_range error_range(struct gri_course *c, struct gri_frame *f,
                                    const struct gri_node *node)
{
    size_t rows = f->record->work->rows, row = node->row;
    if (rows > 1 && gri_broken(c, f, node, GRI_M_F5, rows - 1))
        row = (row + 1 + c->broken.variant) % rows;
    struct gri_range y = gri_unit(c, f, GRI_N_TARGET, 0, node->unit, row);
    struct gri_range p = gri_unit(c, f, GRI_N_OUT, c->net->depth - 1, node->unit, node->row);
    bool turned = gri_broken(c, f, node, GRI_M_B1, 1);
    return c->view->yhat_minus_y != turned ? gri_range_subtract(p, y) : gri_range_subtract(y, p);
}

/* A function of y, yhat and e over their ranges: at its ends, and where e is 0. */
static struct gri_range over(double (*f)(double y, double p, double e), struct gri_range y,
                             struct gri_range p, struct gri_range e)
{
    struct gri_range low = gri_exactly(f(y.mid, p.lo, e.lo)),
                     high = gri_exactly(f(y.mid, p.hi, e.hi));
    struct gri_range out = gri_exactly(f(y.mid, p.mid, e.mid));
    out = gri_range_hull(gri_range_hull(out, low), high);
    if (e.lo < 0 && e.hi > 0)
        out = gri_range_hull(out, gri_exactly(f(y.mid, p.mid, 0)));
    out.slipped = y.slipped || p.slipped || e.slipped;
    return out;
}

/* Probabilities that rounding took to 0 or 1 stay between them. */
static struct gri_range probability(struct gri_range p)
{
    if (p.mid < 0 || p.mid > 1)
        return p;
    p.lo = fmax(p.lo, 0);
    p.hi = fmin(p.hi, 1);
    return p;
}

/* y, yhat and y - yhat of an output. */
struct three {
    struct gri_range y, p, e;
};

static struct three three_of(struct gri_course *c, struct gri_frame *f, size_t unit, size_t row)
{
    struct three t = {gri_unit(c, f, GRI_N_TARGET, 0, unit, row),
                      gri_unit(c, f, GRI_N_OUT, c->net->depth - 1, unit, row), gri_exactly(0)};
    if (loss_of(f)->of_error) {
        t.e = gri_unit(c, f, GRI_N_ERROR, 0, unit, row);
        t.e = c->view->yhat_minus_y ? gri_range_negate(t.e) : t.e;
    } else {
        t.p = probability(t.p);
    }
    return t;
}

static double one_sided(double y, double p, double e)
{
    (void)e;
    return y == 0 ? 0 : -y * gri_ln(p);
}

static struct gri_range term_range(struct gri_course *c, struct gri_frame *f,
                                   const struct gri_node *node)
{
    const struct gri_loss_row *loss = loss_of(f);
    struct three t = three_of(c, f, node->unit, node->row);
    if (loss->of_error && gri_broken(c, f, node, GRI_M_L3, 3))
        return c->broken.variant == 0   ? t.e
               : c->broken.variant == 1 ? gri_range_map(t.e, fabs)
                                        : gri_range_negate(t.e);
    if (f->record->hyper.loss == GRI_BCE && gri_broken(c, f, node, GRI_M_L9, 1))
        return over(one_sided, t.y, t.p, t.e);
    struct gri_range term = over(loss->term, t.y, t.p, t.e);
    if (!loss->of_error && gri_broken(c, f, node, GRI_M_L7, 2))
        return gri_range_scale(term, 1 / log(c->broken.variant == 0 ? 10 : 2));
    if (!loss->of_error && gri_broken(c, f, node, GRI_M_L8, 1))
        return gri_range_negate(term);
    return term;
}

/* The terms of all samples, or of one, added up. */
static struct gri_range terms(struct gri_course *c, struct gri_frame *f,
                              const struct gri_node *node)
{
    size_t rows = f->record->work->rows, count = rows * c->net->outputs;
    bool one = rows > 1 && node->kind == GRI_N_LOSS && gri_broken(c, f, node, GRI_M_L10, rows);
    bool all = node->kind == GRI_N_LOSS && !one;
    size_t only = one ? c->broken.variant : node->row;
    bool squares_sum = all && count > 1 && loss_of(f)->of_error &&
                       gri_broken(c, f, node, GRI_M_L4, 1);
    bool omits = all && count > 1 && gri_broken(c, f, node, GRI_M_F14, 2 * count);
    struct gri_range sum = gri_exactly(0);
    for (size_t i = all ? 0 : only; i < (all ? rows : only + 1); i++)
        for (size_t k = 0; k < c->net->outputs; k++) {
            size_t n = i * c->net->outputs + k;
            struct gri_range term = gri_unit(c, f, squares_sum ? GRI_N_ERROR : GRI_N_TERM, 0, k, i);
            if (omits && c->broken.variant == n)
                continue;
            sum = gri_range_add(sum, term);
            if (omits && c->broken.variant == count + n)
                sum = gri_range_add(sum, term);
        }
    return squares_sum ? gri_range_power(sum, gri_exactly(2)) : sum;
}

static struct gri_range loss_range(struct gri_course *c, struct gri_frame *f,
                                   const struct gri_node *node)
{
    const struct gri_loss_row *loss = loss_of(f);
    size_t rows = f->record->work->rows, outputs = c->net->outputs;
    double divisor = gri_loss_divisor(f->record->hyper.loss, rows, outputs);
    bool whole = node->kind == GRI_N_LOSS;
    struct gri_range sum = terms(c, f, node);
    if (whole && loss->divisor != GRI_BY_NOTHING && gri_broken(c, f, node, GRI_M_L10, rows))
        divisor /= (double)rows;
    if (rows > 1 && loss->divisor != GRI_BY_NOTHING && gri_broken(c, f, node, GRI_M_L1, 1))
        divisor /= (double)rows;
    if (outputs > 1 && gri_broken(c, f, node, GRI_M_L6, 1))
        divisor *= loss->divisor == GRI_BY_SAMPLES_AND_OUTPUTS ? 1 / (double)outputs
                                                               : (double)outputs;
    struct gri_range made = gri_range_scale(gri_range_divide(sum, gri_exactly(divisor)),
                                            loss->share);
    if (loss->of_error && gri_broken(c, f, node, GRI_M_L2, 1))
        return gri_range_scale(made, loss->share == 1 ? 0.5 : 2);
    if (loss->of_error && gri_broken(c, f, node, GRI_M_L5, 1))
        return gri_range_map(made, sqrt);
    return made;
}

struct gri_range gri_loss_range(struct gri_course *c, struct gri_frame *f, struct gri_node node)
{
    switch (node.kind) {
    case GRI_N_ERROR:
        return error_range(c, f, &node);
    case GRI_N_TERM:
        return term_range(c, f, &node);
    default:
        return loss_range(c, f, &node);
    }
}

struct gri_range gri_loss_slope(struct gri_course *c, struct gri_frame *f,
                                const struct gri_node *node)
{
    const struct gri_loss_row *loss = loss_of(f);
    struct three t = three_of(c, f, node->unit, node->row);
    if (loss->of_error && gri_broken(c, f, node, GRI_M_B8, 1))
        return over(loss->term, t.y, t.p, t.e);
    struct gri_range made = over(loss->body, t.y, t.p, t.e);
    if (c->steps == NULL || f->record->hyper.loss != GRI_MAE || made.mid == 0)
        return made;
    return gri_exactly(gri_step_met(c, f, node, made.mid < 0 ? -1 : 1) * c->steps->sign);
}
