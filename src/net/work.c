#include "net/work.h"

#include <stdint.h>
#include <stdlib.h>

static const double number_limit = 1e9; /* 8 GB: more is a mistake, not a lesson */

/* Numbers in a cache line: a vector that lies across two of them takes twice as long. */
enum { LINE = 8 };

static double *part(double **next, size_t rows, size_t cols)
{
    double *at = *next;
    *next += (rows * cols + LINE - 1) / LINE * LINE;
    return at;
}

static void lay_out(struct gri_work *work, const struct gri_net *net, double *block)
{
    size_t rows = work->room, line = LINE * sizeof *block;
    double *next = block + (line - (uintptr_t)block % line) % line / sizeof *block;
    work->x = part(&next, rows, net->inputs);
    work->y = part(&next, rows, net->outputs);
    for (size_t l = 0; l < net->depth; l++) {
        work->z[l] = part(&next, rows, net->layer[l].units);
        work->h[l] = part(&next, rows, net->layer[l].units);
        work->delta[l] = part(&next, rows, net->layer[l].units);
    }
    work->error = part(&next, rows, net->outputs);
    work->term = part(&next, rows, net->outputs);
    work->slope = part(&next, rows, net->outputs);
    work->before = part(&next, 1, net->parameters);
    work->gradient = part(&next, 1, net->parameters);
    work->after = part(&next, 1, net->parameters);
}

enum gr_status gri_work_new(const struct gri_net *net, size_t room, struct gri_work **out,
                            struct gr_err *err)
{
    double row = (double)net->inputs + 4 * (double)net->outputs + 3 * (double)net->units;
    double numbers = (double)room * row + 3 * (double)net->parameters;
    if (numbers > number_limit)
        return gri_fail(err, GR_E_MEMORY,
                        "a step on %zu rows would need %.0f numbers; take a smaller batch", room,
                        numbers);
    struct gri_work *work = calloc(1, sizeof *work);
    size_t parts = 8 + 3 * net->depth; /* and what may lie before the first */
    double *block = calloc((size_t)numbers + (parts + 1) * LINE, sizeof *block);
    if (work == NULL || block == NULL) {
        free(work);
        free(block);
        return gri_fail_memory(err, "the step");
    }
    work->net = net;
    work->room = room;
    work->block = block;
    work->numbers = (size_t)numbers + (parts + 1) * LINE;
    lay_out(work, net, block);
    *out = work;
    return GR_OK;
}

void gri_work_free(struct gri_work *work)
{
    if (work == NULL)
        return;
    free(work->block);
    free(work);
}

struct gri_matrix gri_work_input(const struct gri_work *work, size_t layer)
{
    double *at = layer == 0 ? work->x : work->h[layer - 1];
    return gri_matrix(at, work->rows, work->net->layer[layer].inputs);
}
