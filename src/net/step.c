/* GCC makes vectors of the loops over units here. */
#ifdef __OPTIMIZE__
#pragma GCC optimize("O3")
#endif

#include "net/step.h"

#include "net/step/pass.h"

static void begin(struct gri_pass *pass, const struct gri_work *work, const struct gri_hyper *hyper)
{
    pass->net = work->net;
    pass->loss = &gri_losses[hyper->loss];
    pass->divisor = gri_loss_divisor(hyper->loss, work->rows, work->net->outputs);
    pass->rounding = hyper->rounding != GRI_ROUNDING_OFF ? hyper : NULL;
    pass->means = hyper->means;
    pass->goes_on = false;
}

GRI_INLINE void forward(const struct gri_pass *pass, struct gri_work *work,
                        const struct gri_listener *listener)
{
    for (size_t l = 0; l < pass->net->depth; l++) {
        gri_pass_forward(pass, work, l);
        gri_pass_tell(listener, GRI_FORWARD_DONE, l, work);
    }
}

GRI_INLINE void find_loss(const struct gri_pass *pass, struct gri_work *work,
                          const struct gri_listener *listener)
{
    work->loss = gri_pass_total(pass, gri_pass_loss(pass, work, 0));
    gri_pass_round(pass, &work->loss, 1);
    gri_pass_tell(listener, GRI_LOSS_DONE, 0, work);
}

/* A rule that does not follow the loss: its correction, with the sign of a gradient. */
static void corrections(struct gri_work *work, const struct gri_hyper *hyper)
{
    for (size_t i = 0; i < work->rows; i++)
        work->delta[0][i] = -gri_rules[hyper->rule].correction(work->y[i], work->h[0][i]);
}

GRI_INLINE void backward(const struct gri_pass *pass, struct gri_work *work,
                         const struct gri_hyper *hyper, const struct gri_listener *listener)
{
    const struct gri_net *net = pass->net;
    for (size_t l = net->depth; l-- > 0;) {
        if (hyper->rule != GRI_BACKPROP)
            corrections(work, hyper);
        else if (l == net->depth - 1)
            gri_pass_last_delta(pass, work);
        else
            gri_pass_delta(pass, work, l);
        gri_pass_gradient(pass, work, l);
        gri_pass_round(pass, work->gradient + net->layer[l].w,
                       (net->layer[l].inputs + (net->bias ? 1 : 0)) * net->layer[l].units);
        gri_pass_tell(listener, GRI_BACKWARD_DONE, l, work);
    }
}

GRI_FOR_EACH_PROCESSOR
void gri_step_forward(struct gri_work *work, const struct gri_hyper *hyper,
                      const struct gri_listener *listener)
{
    struct gri_pass pass;
    begin(&pass, work, hyper);
    forward(&pass, work, listener);
}

GRI_FOR_EACH_PROCESSOR
void gri_step_loss(struct gri_work *work, const struct gri_hyper *hyper,
                   const struct gri_listener *listener)
{
    struct gri_pass pass;
    begin(&pass, work, hyper);
    find_loss(&pass, work, listener);
}

GRI_FOR_EACH_PROCESSOR
void gri_step_gradient(struct gri_work *work, const struct gri_hyper *hyper,
                       const struct gri_listener *listener)
{
    struct gri_pass pass;
    begin(&pass, work, hyper);
    forward(&pass, work, listener);
    find_loss(&pass, work, listener);
    backward(&pass, work, hyper, listener);
}

void gri_step(struct gri_work *work, const struct gri_hyper *hyper, double *state,
              const struct gri_listener *listener)
{
    size_t parameters = work->net->parameters;
    gri_step_gradient(work, hyper, listener);
    gri_optimizers[hyper->optimizer].update(hyper, parameters, work->before, work->gradient, state,
                                            work->after);
    gri_hyper_round(hyper, work->after, parameters);
    gri_pass_tell(listener, GRI_UPDATE_DONE, 0, work);
}
