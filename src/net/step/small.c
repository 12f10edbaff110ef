#include "net/step/small.h"

#include "net/edition/edition.h"

#include <assert.h>

static bool same(const struct gri_net *a, const struct gri_net *b)
{
    if (a->depth != b->depth || a->bias != b->bias)
        return false;
    for (size_t l = 0; l < a->depth; l++)
        if (a->layer[l].inputs != b->layer[l].inputs || a->layer[l].units != b->layer[l].units ||
            a->layer[l].activation != b->layer[l].activation)
            return false;
    return true;
}

static const struct gri_shape *shape_find(const struct gri_run *run)
{
    const struct gri_loss_row *loss = &gri_losses[run->hyper.loss];
    if (loss->term != gri_loss_square || loss->body != gri_loss_error ||
        run->hyper.rule != GRI_BACKPROP || run->hyper.rounding != GRI_ROUNDING_OFF ||
        run->data->one_hot != NULL)
        return NULL;
    const struct gri_shape *shapes = gri_edition_of(run->hyper.means)->shapes;
    for (size_t n = 0; n < GRI_SHAPES; n++)
        if (same(shapes[n].net, run->net))
            return &shapes[n];
    return NULL;
}

bool gri_small_fits(const struct gri_run *run)
{
    return shape_find(run) != NULL;
}

size_t gri_small_steps(struct gri_run *run, size_t batch, size_t count, const struct gri_end *end,
                       double *losses)
{
    const struct gri_shape *shape = shape_find(run);
    assert(shape != NULL);
    enum gri_loss loss = run->hyper.loss;
    size_t rest = run->data->rows % batch, outputs = run->net->outputs;
    struct gri_walk walk = {.run = run,
                            .batch = batch,
                            .count = count,
                            .divisor = gri_loss_divisor(loss, batch, outputs),
                            .last_divisor = gri_loss_divisor(loss, rest, outputs),
                            .end = end,
                            .losses = losses};
    bool one_by_one = batch == 1 && run->hyper.optimizer == GRI_SGD;
    return one_by_one ? shape->one_by_one(&walk) : shape->steps(&walk);
}
