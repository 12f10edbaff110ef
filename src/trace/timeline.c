#include "trace/past/tree.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* In rows times parameters. */
static const double moment = 1e6;

static const size_t checkpoint_bytes = 64000000, most_losses = 10000000;

/* Iterations that take a moment to be computed again, at least 64: a power of two. */
static size_t first_spacing(const struct gri_net *net, const struct gri_data *data,
                            const struct gri_hyper *hyper)
{
    size_t batch = hyper->batch > 0 && hyper->batch < data->rows ? hyper->batch : data->rows;
    double work = (double)net->parameters * (double)batch;
    size_t spacing = 64;
    while (spacing < GRI_LATELY && 2 * (double)spacing * work < moment)
        spacing *= 2;
    return spacing;
}

static enum gr_status start(struct gri_timeline *tl, const struct gri_beginning *beginning,
                            struct gr_err *err)
{
    tl->branches = calloc(1, sizeof *tl->branches);
    if (tl->branches == NULL)
        return gri_fail_memory(err, "the run");
    tl->branch_room = 1;
    GRI_TRY(gri_segment_new(&tl->store, tl->net, beginning, &tl->branches->tip, err));
    tl->branch_count = 1;
    strcpy(tl->branches->name, "main");
    GRI_TRY(gri_timeline_reserve_path(tl, tl->branches->tip, err));
    gri_timeline_follow(tl);
    GRI_TRY(gri_record_new(tl->net, 1, &tl->sample, err));
    return gri_timeline_go(tl, 0, err);
}

enum gr_status gri_timeline_new(const struct gri_net *net, const struct gri_data *data,
                                const struct gri_hyper *hyper, const double *parameters,
                                const bool *given, struct gri_timeline **out, struct gr_err *err)
{
    struct gri_timeline *tl = calloc(1, sizeof *tl);
    if (tl == NULL)
        return gri_fail_memory(err, "the run");
    tl->net = gri_net_keep(net);
    tl->recorded = SIZE_MAX;
    gri_store_init(&tl->store, checkpoint_bytes, most_losses, first_spacing(net, data, hyper));
    enum gr_status status = start(tl,
                                  &(struct gri_beginning){.hyper = hyper,
                                                          .data = data,
                                                          .parameters = parameters,
                                                          .given = given,
                                                          .changed = true},
                                  err);
    if (status != GR_OK) {
        gri_timeline_free(tl);
        return status;
    }
    *out = tl;
    return GR_OK;
}

struct gri_timeline *gri_timeline_keep(struct gri_timeline *tl)
{
    tl->holders++;
    return tl;
}

void gri_timeline_free(struct gri_timeline *tl)
{
    if (tl == NULL || tl->holders-- > 0)
        return;
    for (size_t n = 0; n < tl->branch_count; n++)
        gri_segment_release(&tl->store, tl->branches[n].tip);
    gri_run_free(tl->run);
    gri_record_free(tl->record);
    gri_record_free(tl->sample);
    gri_segment_release(&tl->store, tl->entered);
    free(tl->branches);
    free(tl->path);
    gri_net_free(tl->net);
    free(tl);
}

enum gr_status gri_timeline_reserve_path(struct gri_timeline *tl, const struct gri_segment *tip,
                                         struct gr_err *err)
{
    size_t length = 0;
    for (const struct gri_segment *s = tip; s != NULL; s = s->parent)
        length++;
    if (length <= tl->path_room)
        return GR_OK;
    struct gri_segment **path = realloc(tl->path, 2 * length * sizeof *path);
    if (path == NULL)
        return gri_fail_memory(err, "the run");
    tl->path = path;
    tl->path_room = 2 * length;
    return GR_OK;
}

void gri_timeline_follow(struct gri_timeline *tl)
{
    struct gri_segment *tip = gri_active(tl)->tip;
    size_t n = 0;
    for (const struct gri_segment *s = tip; s != NULL; s = s->parent)
        n++;
    tl->path_length = n;
    for (struct gri_segment *s = tip; s != NULL; s = s->parent)
        tl->path[--n] = s;
}

void gri_timeline_set_stop(struct gri_timeline *tl, const volatile sig_atomic_t *stop)
{
    tl->stop = stop;
}

const struct gri_net *gri_timeline_net(const struct gri_timeline *tl)
{
    return tl->net;
}

size_t gri_timeline_done(const struct gri_timeline *tl)
{
    return gri_active(tl)->done;
}

struct gri_segment *gri_timeline_segment_of(const struct gri_timeline *tl, size_t t)
{
    size_t low = 0, high = tl->path_length; /* it is one of these */
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (tl->path[middle]->start <= t)
            low = middle;
        else
            high = middle;
    }
    return tl->path[low];
}

void gri_timeline_place(const struct gri_timeline *tl, size_t t, size_t *epoch, size_t *iteration)
{
    gri_segment_place(gri_timeline_segment_of(tl, t), t, epoch, iteration);
}

static enum gr_status not_begun(const struct gri_timeline *tl, size_t epoch, size_t iteration,
                                struct gr_err *err)
{
    size_t now, within;
    gri_timeline_place(tl, gri_active(tl)->done, &now, &within);
    if (epoch == now)
        return gri_fail(err, GR_E_RANGE,
                        "iteration %zu of epoch %zu has not begun, the run stands in iteration "
                        "%zu; `iteration` or `epoch` goes on",
                        iteration + 1, epoch + 1, within + 1);
    return gri_fail(err, GR_E_RANGE,
                    "epoch %zu has not begun, the run stands in epoch %zu; `train` or `epoch` "
                    "goes on",
                    epoch + 1, now + 1);
}

enum gr_status gri_timeline_find(const struct gri_timeline *tl, size_t epoch, size_t iteration,
                                 size_t *t, struct gr_err *err)
{
    size_t s = tl->path_length - 1, done = gri_active(tl)->done;
    while (s > 0 && (tl->path[s]->epoch > epoch ||
                     (tl->path[s]->epoch == epoch && tl->path[s]->iteration > iteration)))
        s--; /* to the last segment that has begun by then */
    const struct gri_segment *segment = tl->path[s];
    size_t length = gri_segment_epoch_length(segment);
    if (iteration >= length)
        return gri_fail(err, GR_E_RANGE, "epoch %zu has %zu iteration%s", epoch + 1, length,
                        length == 1 ? "" : "s");
    size_t ahead = epoch - segment->epoch;
    if (ahead > done ||
        (*t = segment->start + ahead * length + iteration - segment->iteration) > done) {
        return not_begun(tl, epoch, iteration, err);
    }
    return GR_OK;
}

size_t gri_timeline_epoch_length(const struct gri_timeline *tl, size_t t)
{
    return gri_segment_epoch_length(gri_timeline_segment_of(tl, t));
}

const struct gri_hyper *gri_timeline_hyper(const struct gri_timeline *tl, size_t t)
{
    return &gri_timeline_segment_of(tl, t)->hyper;
}

const struct gri_data *gri_timeline_data(const struct gri_timeline *tl, size_t t)
{
    return gri_timeline_segment_of(tl, t)->data;
}

bool gri_timeline_given(const struct gri_timeline *tl, size_t t, size_t parameter)
{
    const struct gri_segment *segment = gri_timeline_segment_of(tl, t);
    return segment->start == t && segment->given != NULL && segment->given[parameter];
}

enum gr_status gri_timeline_epoch_loss(struct gri_timeline *tl, size_t first, double *loss,
                                       size_t *count, struct gr_err *err)
{
    const struct gri_segment *segment = gri_timeline_segment_of(tl, first);
    size_t length = gri_segment_epoch_length(segment);
    size_t rows = segment->data->rows, outputs = tl->net->outputs, seen = 0;
    enum gri_loss kind = segment->hyper.loss;
    double sum = 0, one = 0;
    for (*count = 0; *count < length && first + *count < gri_active(tl)->done; ++*count) {
        size_t size = gri_run_rows(&segment->hyper, rows, *count);
        GRI_TRY(gri_timeline_loss(tl, first + *count, &one, err));
        sum += one * gri_loss_divisor(kind, size, outputs);
        seen += size;
    }
    *loss = length == 1 ? one : sum / gri_loss_divisor(kind, seen, outputs);
    return GR_OK;
}

enum gr_status gri_timeline_broken(struct gri_timeline *tl, size_t from, size_t to, size_t *t,
                                   struct gr_err *err)
{
    double loss;
    for (*t = from; *t < to;) {
        const struct gri_segment *segment = gri_timeline_segment_of(tl, *t);
        size_t s = 0;
        while (tl->path[s] != segment)
            s++;
        size_t end = s + 1 < tl->path_length && tl->path[s + 1]->start < to ? tl->path[s + 1]->start
                                                                            : to;
        if (*t < segment->broken)
            *t = end < segment->broken ? end : segment->broken;
        if (*t >= end)
            continue;
        GRI_TRY(gri_timeline_loss(tl, *t, &loss, err));
        if (!isfinite(loss))
            break;
        ++*t;
    }
    return GR_OK;
}

void gri_timeline_set_budget(struct gri_timeline *tl, size_t bytes)
{
    gri_store_set_budget(&tl->store, bytes);
}
