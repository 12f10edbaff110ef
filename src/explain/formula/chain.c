/* The chain rule as a formula. The derivative of a unit on top by one below is a sum over paths;
 * each step of a path is a factor. Built twice by the same walk: once of derivatives
 * (∂ŷ/∂h1·∂h1/∂w1), once of what they are (w5·x1). */
#include "explain/formula/formula.h"

enum { MOST_PATHS = 16, MOST_TERMS = 24 };

/* Nothing and no factor: never looked into, told apart by address. */
static const struct gri_expr nothing = {0}, unity = {0};

struct walk {
    const struct gri_build *b;
    bool named;         /* factors are derivatives, else what they are */
    size_t layer, unit; /* the top */
    bool from_sum;      /* the top is z, else h */
};

static const struct gri_expr *times(const struct walk *w, const struct gri_expr *x,
                                    const struct gri_expr *y)
{
    if (x == &nothing || y == &nothing)
        return &nothing;
    if (x == &unity)
        return y;
    if (y == &unity)
        return x;
    return gri_build_product(w->b, x, y);
}

static const struct gri_expr *plus(const struct walk *w, const struct gri_expr *x,
                                   const struct gri_expr *y)
{
    if (x == &nothing)
        return y;
    if (y == &nothing)
        return x;
    return gri_expr_binary(w->b->arena, GRI_ADD, x, y);
}

static const struct gri_layer *layer_at(const struct walk *w, size_t l)
{
    return &w->b->view->net->layer[l];
}

static bool is_linear(const struct walk *w, size_t l)
{
    return layer_at(w, l)->activation == GRI_LINEAR;
}

static bool is_coupled(const struct walk *w, size_t l)
{
    return gri_activations[layer_at(w, l)->activation].value == NULL;
}

/* A unit before its activation; where that is linear z is h, and is called so. */
static struct gri_quantity sum_of(const struct walk *w, size_t l, size_t u)
{
    return (struct gri_quantity){
        .what = is_linear(w, l) ? GRI_Q_OUT : GRI_Q_SUM, .layer = l, .unit = u};
}

static struct gri_quantity out_of(size_t l, size_t u)
{
    return (struct gri_quantity){.what = GRI_Q_OUT, .layer = l, .unit = u};
}

/* What leads into a layer: h of the one before, or x. */
static struct gri_quantity input_of(size_t l, size_t u)
{
    struct gri_quantity x = {.what = GRI_Q_INPUT, .unit = u};
    return l == 0 ? x : out_of(l - 1, u);
}

/* ∂z/∂h: the weight. */
static const struct gri_expr *weight_step(const struct walk *w, size_t l, size_t from, size_t to)
{
    struct gri_quantity weight = {.what = GRI_Q_WEIGHT, .layer = l, .row = from, .unit = to};
    return w->named ? gri_build_derivative(w->b, sum_of(w, l, to), input_of(l, from))
                    : gri_build_name(w->b, weight);
}

/* ∂h_j/∂z_k of a softmax layer: h_j (1 - h_j) for the unit itself, else -h_j h_k. */
static const struct gri_expr *coupled_slope(const struct walk *w, size_t l, size_t j, size_t k)
{
    struct gri_letter letters[] = {{"j", gri_build_name(w->b, out_of(l, j))},
                                   {"k", gri_build_name(w->b, out_of(l, k))}};
    return gri_build_template(w->b, j == k ? "j*(1 - k)" : "-j*k", letters, 2);
}

/* ∂h_j/∂z_k */
static const struct gri_expr *slope_step(const struct walk *w, size_t l, size_t j, size_t k)
{
    struct gri_quantity z = {.what = GRI_Q_SUM, .layer = l, .unit = k};
    if (w->named)
        return gri_build_derivative(w->b, out_of(l, j), z);
    if (is_coupled(w, l))
        return coupled_slope(w, l, j, k);
    struct gri_letter letters[] = {{"z", gri_build_name(w->b, z)},
                                   {"h", gri_build_name(w->b, out_of(l, k))}};
    return gri_build_template(w->b, gri_activations[layer_at(w, l)->activation].slope_formula,
                              letters, 2);
}

static const struct gri_expr *by_sum(const struct walk *w, size_t l, size_t u);

/* d top / d h of (l - 1, u), or of x: the sum over the units of layer l. */
static const struct gri_expr *by_input(const struct walk *w, size_t l, size_t u)
{
    const struct gri_expr *sum = &nothing;
    for (size_t m = 0; m < layer_at(w, l)->units; m++) {
        if (l == w->layer && is_linear(w, l) && m != w->unit)
            continue;
        const struct gri_expr *rest = by_sum(w, l, m);
        if (rest != &nothing)
            sum = plus(w, sum, times(w, rest, weight_step(w, l, u, m)));
    }
    return sum;
}

/* d top / d h of a unit. */
static const struct gri_expr *by_out(const struct walk *w, size_t l, size_t u)
{
    if (l == w->layer)
        return u == w->unit && !w->from_sum ? &unity : &nothing;
    return by_input(w, l + 1, u);
}

/* d top / d z of a unit. */
static const struct gri_expr *by_sum(const struct walk *w, size_t l, size_t u)
{
    if (l == w->layer && w->from_sum)
        return u == w->unit ? &unity : &nothing;
    if (is_linear(w, l))
        return by_out(w, l, u);
    if (!is_coupled(w, l)) {
        const struct gri_expr *out = by_out(w, l, u);
        return out == &nothing ? out : times(w, out, slope_step(w, l, u, u));
    }
    const struct gri_expr *sum = &nothing;
    for (size_t j = 0; j < layer_at(w, l)->units; j++) {
        const struct gri_expr *out = by_out(w, l, j);
        if (out != &nothing)
            sum = plus(w, sum, times(w, out, slope_step(w, l, j, u)));
    }
    return sum;
}

/* d top / d anything below it. */
static const struct gri_expr *by_quantity(const struct walk *w, const struct gri_quantity *by)
{
    const struct gri_expr *unit;
    switch (by->what) {
    case GRI_Q_OUT:
        return by_out(w, by->layer, by->unit);
    case GRI_Q_PRODUCT:
    case GRI_Q_SUM:
        return by_sum(w, by->layer, by->unit);
    case GRI_Q_INPUT:
        return by_input(w, 0, by->unit);
    default:
        unit = by_sum(w, by->layer, by->unit);
        if (w->named)
            return times(w, unit, gri_build_derivative(w->b, sum_of(w, by->layer, by->unit), *by));
        if (by->what == GRI_Q_BIAS)
            return unit;
        return times(w, unit, gri_build_name(w->b, input_of(by->layer, by->row)));
    }
}

/* How many products the sum over paths from layer `top` down to layer `low` is made of. */
static double path_count(const struct gri_net *net, size_t top, size_t low, bool coupled_top)
{
    double count = coupled_top ? (double)net->layer[top].units : 1;
    for (size_t l = low + 1; l < top; l++)
        count *= (double)net->layer[l].units *
                 (gri_activations[net->layer[l].activation].value == NULL
                      ? (double)net->layer[l].units
                      : 1);
    return count;
}

/* Is the loss's slope taken by z of the last layer, where activation and loss cancel? */
static bool has_partner(const struct gri_build *b)
{
    const struct gri_net *net = b->view->net;
    return gri_losses[b->view->hyper->loss].partner == net->layer[net->depth - 1].activation;
}

/* ∂L/∂ŷ_k (or ∂L/∂z_k) without its coefficient. */
static const struct gri_expr *loss_slope(const struct walk *w, size_t k, bool by_z)
{
    const struct gri_build *b = w->b;
    const struct gri_loss_row *loss = &gri_losses[b->view->hyper->loss];
    size_t last = b->view->net->depth - 1;
    struct gri_quantity z = {.what = GRI_Q_SUM, .layer = last, .unit = k};
    struct gri_quantity y = {.what = GRI_Q_TARGET, .unit = k};
    if (w->named)
        return gri_build_derivative(b, (struct gri_quantity){.what = GRI_Q_LOSS},
                                    by_z ? z : out_of(last, k));
    struct gri_letter letters[] = {{"e", gri_build_error(b, k)},
                                   {"y", gri_build_name(b, y)},
                                   {"p", gri_build_name(b, out_of(last, k))}};
    return gri_build_template(b, by_z ? "p - y" : loss->body_formula, letters, 3);
}

/* num/den of the coefficient that loss_slope left out. */
static double slope_factor(const struct gri_build *b, bool by_z)
{
    const struct gri_loss_row *loss = &gri_losses[b->view->hyper->loss];
    if (by_z)
        return 1;
    return loss->of_error && b->view->yhat_minus_y ? -loss->factor : loss->factor;
}

/* Σ over outputs of ∂L/∂ŷ_k · ∂ŷ_k/∂by, the last step (∂z/∂w) taken out of the bracket. */
static const struct gri_expr *loss_paths(struct walk *w, const struct gri_quantity *by)
{
    const struct gri_net *net = w->b->view->net;
    struct gri_quantity unit = *by;
    bool parameter = gri_quantity_is_parameter(by), partner = has_partner(w->b);
    bool direct = by->what == GRI_Q_OUT && by->layer == net->depth - 1;
    const struct gri_expr *sum = &nothing;
    if (parameter)
        unit.what = GRI_Q_SUM;
    w->layer = net->depth - 1;
    w->from_sum = partner && !direct;
    for (w->unit = 0; w->unit < net->outputs; w->unit++) {
        const struct gri_expr *path = by_quantity(w, &unit);
        if (path != &nothing)
            sum = plus(w, sum, times(w, loss_slope(w, w->unit, w->from_sum), path));
    }
    if (parameter && w->named)
        sum = times(w, sum, gri_build_derivative(w->b, sum_of(w, by->layer, by->unit), *by));
    else if (parameter && by->what != GRI_Q_BIAS)
        sum = times(w, sum, gri_build_name(w->b, input_of(by->layer, by->row)));
    return sum;
}

/* Where the paths are too many: through ∂L/∂z of the next layer, which can be asked in turn. */
static const struct gri_expr *short_paths(struct walk *w, const struct gri_quantity *by)
{
    const struct gri_quantity loss = {.what = GRI_Q_LOSS};
    size_t low = by->what == GRI_Q_INPUT ? 0 : by->layer + 1;
    struct gri_quantity unit = *by;
    const struct gri_expr *sum = &nothing;
    if (gri_quantity_is_parameter(by)) {
        unit.what = GRI_Q_SUM;
        const struct gri_expr *in = gri_build_name(w->b, input_of(by->layer, by->row));
        const struct gri_expr *step = w->named ? gri_build_derivative(
                                                     w->b, sum_of(w, by->layer, by->unit), *by)
                                      : by->what == GRI_Q_BIAS ? &unity
                                                               : in;
        return times(w, gri_build_derivative(w->b, loss, unit), step);
    }
    if (by->what == GRI_Q_SUM) {
        for (size_t j = 0; j < layer_at(w, by->layer)->units; j++)
            if (j == by->unit || is_coupled(w, by->layer))
                sum = plus(w, sum,
                           times(w, gri_build_derivative(w->b, loss, out_of(by->layer, j)),
                                 slope_step(w, by->layer, j, by->unit)));
        return sum;
    }
    for (size_t m = 0; m < layer_at(w, low)->units; m++) {
        struct gri_quantity z = {.what = GRI_Q_SUM, .layer = low, .unit = m};
        sum = plus(w, sum,
                   times(w, gri_build_derivative(w->b, loss, z), weight_step(w, low, by->unit, m)));
    }
    return sum;
}

/* Factors of a product, those that differ from sample to sample behind the others. */
static const struct gri_expr *sort_factors(const struct walk *w, const struct gri_expr *expr,
                                           const struct gri_expr *fixed, bool per_sample)
{
    if (expr == NULL || fixed == NULL)
        return NULL;
    if (expr->kind == GRI_MULTIPLY) {
        fixed = sort_factors(w, expr->a, fixed, per_sample);
        return sort_factors(w, expr->b, fixed, per_sample);
    }
    return gri_formula_per_sample(expr) == per_sample ? times(w, fixed, expr) : fixed;
}

/* num/den · fixed factors · Σ(the others), as on the slides. */
static const struct gri_expr *over_batch(const struct walk *w, double num, double den,
                                         const struct gri_expr *product)
{
    const struct gri_build *b = w->b;
    const struct gri_expr *fixed = sort_factors(w, product, &unity, false);
    const struct gri_expr *varying = sort_factors(w, product, &unity, true);
    if (fixed == NULL || varying == NULL)
        return NULL;
    if (varying != &unity)
        fixed = times(w, fixed, gri_expr_unary(b->arena, GRI_SUM, varying));
    return gri_build_scaled(b, num, den, fixed);
}

static bool is_single(const struct gri_expr *expr)
{
    return expr != NULL && expr->kind == GRI_SYMBOL;
}

static void build_loss(struct walk *w, const struct gri_asked *asked, struct gri_formula *out)
{
    const struct gri_build *b = w->b;
    const struct gri_net *net = b->view->net;
    size_t top = net->depth - 1, low = asked->by.what == GRI_Q_INPUT ? 0 : asked->by.layer;
    bool parameter = gri_quantity_is_parameter(&asked->by);
    bool whole_batch = parameter && asked->of.sample == 0 && b->rows > 1;
    bool direct = asked->by.what == GRI_Q_OUT && asked->by.layer == top;
    bool coupled = gri_activations[net->layer[top].activation].value == NULL && !has_partner(b);
    bool many = path_count(net, top, low, coupled) * (double)net->outputs > MOST_PATHS && !direct &&
                !(parameter && low == top && !coupled);
    bool by_z = has_partner(b) && !direct;
    double num = many ? 1 : slope_factor(b, by_z);
    double den = many ? 1 : gri_loss_divisor(b->view->hyper->loss, b->rows, net->outputs);
    w->named = true;
    const struct gri_expr *chain = many ? short_paths(w, &asked->by) : loss_paths(w, &asked->by);
    w->named = false;
    const struct gri_expr *product = many ? short_paths(w, &asked->by) : loss_paths(w, &asked->by);
    if (!is_single(chain))
        out->chain = whole_batch ? gri_expr_unary(b->arena, GRI_SUM, chain) : chain;
    out->formula = whole_batch ? over_batch(w, num, den, product)
                               : gri_build_scaled(b, num, den, product);
}

void gri_build_chain(const struct gri_build *b, const struct gri_asked *asked,
                     struct gri_formula *out)
{
    const struct gri_net *net = b->view->net;
    struct walk w = {.b = b};
    size_t low = asked->by.what == GRI_Q_INPUT ? 0 : asked->by.layer;
    for (size_t l = low; l < net->depth; l++)
        if (l > low && net->layer[l].units > MOST_TERMS) {
            out->origin = "too many paths to write out";
            return;
        }
    if (asked->of.what == GRI_Q_LOSS) {
        build_loss(&w, asked, out);
        return;
    }
    w.layer = asked->of.layer;
    w.unit = asked->of.unit;
    w.from_sum = asked->of.what == GRI_Q_SUM;
    bool below = low <= w.layer && (asked->of.what == GRI_Q_OUT || asked->of.what == GRI_Q_SUM);
    if (!below || path_count(net, w.layer, low, true) > MOST_PATHS) {
        out->origin = "not written out";
        return;
    }
    w.named = true;
    const struct gri_expr *chain = by_quantity(&w, &asked->by);
    w.named = false;
    const struct gri_expr *formula = by_quantity(&w, &asked->by);
    if (chain != &nothing && chain != &unity && !is_single(chain))
        out->chain = chain;
    if (formula == &nothing || formula == &unity)
        formula = gri_expr_number(b->arena, formula == &unity ? 1 : 0, GRI_WRITTEN);
    out->formula = formula;
}
