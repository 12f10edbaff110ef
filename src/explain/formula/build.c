/* Pieces that formulas are put together from. */
#include "explain/formula/formula.h"

static const struct gri_expr *symbol(const struct gri_build *b, struct gri_asked asked)
{
    struct gri_symbol *made = gri_arena_take(b->arena, 1, sizeof *made);
    if (made == NULL)
        return NULL;
    made->asked = asked;
    return gri_expr_symbol(b->arena, made);
}

static void set_address(const struct gri_build *b, struct gri_quantity *q, bool per_sample)
{
    q->sample = per_sample ? b->address.sample : 0;
    q->epoch = b->address.epoch;
    q->iteration = b->address.iteration;
}

/* Are the rate and the size of the batch at this moment those at the cursor? */
static bool is_same_now(const struct gri_build *b, const struct gri_quantity *q)
{
    struct gri_view *view = b->view;
    size_t t;
    if (q->epoch == 0 || gri_view_iteration(view, q, &t, NULL) != GR_OK)
        return true;
    if (q->what == GRI_Q_RATE)
        return gri_timeline_hyper(view->timeline, t)->rate ==
               gri_timeline_hyper(view->timeline, view->cursor.t)->rate;
    return gri_timeline_epoch_length(view->timeline, t) == 1 &&
           gri_timeline_epoch_length(view->timeline, view->cursor.t) == 1;
}

const struct gri_expr *gri_build_name(const struct gri_build *b, struct gri_quantity q)
{
    bool settled = q.what == GRI_Q_RATE || q.what == GRI_Q_COUNT;
    set_address(b, &q, gri_quantity_per_sample(&q));
    if (settled ? is_same_now(b, &q) : q.what == GRI_Q_INPUT || q.what == GRI_Q_TARGET)
        q.epoch = q.iteration = 0; /* the same at every moment */
    return symbol(b, (struct gri_asked){.of = q});
}

const struct gri_expr *gri_build_derivative(const struct gri_build *b, struct gri_quantity of,
                                            struct gri_quantity by)
{
    set_address(b, &of, true);
    return symbol(b, (struct gri_asked){of, true, by});
}

const struct gri_expr *gri_build_error(const struct gri_build *b, size_t output)
{
    struct gri_quantity y = {.what = GRI_Q_TARGET, .unit = output};
    struct gri_quantity p = {.what = GRI_Q_OUT, .layer = b->view->net->depth - 1, .unit = output};
    const struct gri_expr *target = gri_build_name(b, y), *out = gri_build_name(b, p);
    bool swapped = b->view->yhat_minus_y;
    return gri_expr_binary(b->arena, GRI_SUBTRACT, swapped ? out : target, swapped ? target : out);
}

static const struct gri_expr *written(const struct gri_build *b, double number)
{
    return gri_expr_number(b->arena, number, GRI_WRITTEN);
}

const struct gri_expr *gri_build_product(const struct gri_build *b, const struct gri_expr *x,
                                         const struct gri_expr *y)
{
    if (x == NULL || y == NULL || y->kind != GRI_MULTIPLY)
        return gri_expr_times(b->arena, GRI_DOT, x, y);
    return gri_build_product(b, gri_build_product(b, x, y->a), y->b);
}

const struct gri_expr *gri_build_sum(const struct gri_build *b, const struct gri_expr *sum,
                                     const struct gri_expr *term)
{
    if (sum == NULL || term == NULL)
        return term;
    if (term->kind == GRI_NEGATE)
        return gri_expr_binary(b->arena, GRI_SUBTRACT, sum, term->a);
    return gri_expr_binary(b->arena, GRI_ADD, sum, term);
}

const struct gri_expr *gri_build_scaled(const struct gri_build *b, double num, double den,
                                        const struct gri_expr *factor)
{
    double size = num < 0 ? -num : num;
    if (den == 1 && size == 1)
        return num < 0 ? gri_expr_unary(b->arena, GRI_NEGATE, factor) : factor;
    const struct gri_expr *coefficient = written(b, size);
    if (den != 1)
        coefficient = gri_expr_binary(b->arena, GRI_DIVIDE, coefficient, written(b, den));
    if (num < 0)
        coefficient = gri_expr_unary(b->arena, GRI_NEGATE, coefficient);
    return gri_build_product(b, coefficient, factor);
}

const struct gri_expr *gri_build_template(const struct gri_build *b, const char *text,
                                          const struct gri_letter *letters, size_t count)
{
    return gri_expr_template(b->arena, text, letters, count);
}
