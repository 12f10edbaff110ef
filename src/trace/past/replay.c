/* The timeline's run, made to go on and to be where it is needed. */
#include "trace/past/tree.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* Make `run` and `record` for a segment, in place of those there are. */
static enum gr_status enter(struct gri_timeline *tl, struct gri_segment *segment,
                            struct gr_err *err)
{
    struct gri_run *run = NULL;
    struct gri_record *record = NULL;
    GRI_TRY(gri_run_new(tl->net, segment->data, &segment->hyper, segment->parameters, &run, err));
    enum gr_status status = gri_record_new(tl->net, run->work->room, &record, err);
    if (status != GR_OK) {
        gri_run_free(run);
        return status;
    }
    gri_run_free(tl->run);
    gri_record_free(tl->record);
    tl->run = run;
    tl->record = record;
    tl->recorded = SIZE_MAX;
    gri_segment_release(&tl->store, tl->entered);
    tl->entered = gri_segment_keep(segment);
    tl->at = tl->since = segment->start;
    gri_store_enter(&tl->store, segment, segment->start, run);
    return GR_OK;
}

/* The run goes on from where it stands: there, and at the end of what can be done in a row. */
static size_t row_begins(struct gri_timeline *tl)
{
    size_t spacing = tl->store.spacing < GRI_LATELY ? tl->store.spacing : GRI_LATELY;
    gri_store_checkpoint(&tl->store, tl->entered, tl->at, tl->run);
    return spacing - tl->at % spacing;
}

/* So many iterations were done; those that are new are noted. */
static enum gr_status row_ends(struct gri_timeline *tl, size_t count, struct gr_err *err)
{
    struct gri_segment *segment = tl->entered;
    tl->at += count;
    if (tl->at <= segment->known)
        return GR_OK;
    return gri_store_losses(&tl->store, segment, tl->lately + segment->known % GRI_LATELY,
                            tl->at - segment->known, err);
}

/* The run's next iterations before t, as many as can be done in a row and do not end it. */
static enum gr_status advance(struct gri_timeline *tl, size_t t, const struct gri_end *end,
                              struct gr_err *err)
{
    size_t most = row_begins(tl), left = t - tl->at;
    size_t count = gri_run_steps(tl->run, left < most ? left : most, end,
                                 tl->lately + tl->at % GRI_LATELY);
    return row_ends(tl, count, err);
}

static enum gr_status advance_recorded(struct gri_timeline *tl, struct gr_err *err)
{
    row_begins(tl);
    gri_record_step(tl->record, tl->run);
    tl->recorded = tl->at;
    tl->lately[tl->at % GRI_LATELY] = tl->run->work->loss;
    return row_ends(tl, 1, err);
}

enum gr_status gri_timeline_go(struct gri_timeline *tl, size_t t, struct gr_err *err)
{
    struct gri_segment *segment = gri_timeline_segment_of(tl, t);
    if (segment != tl->entered)
        GRI_TRY(enter(tl, segment, err));
    size_t near = gri_store_nearest(&tl->store, segment, t);
    if (tl->at > t || tl->at < near) {
        gri_store_enter(&tl->store, segment, near, tl->run);
        tl->at = tl->since = near;
    }
    const struct gri_end end = {.most = INFINITY, .stop = tl->stop};
    while (tl->at < t) {
        if (gri_run_is_stopped(&end))
            return gri_fail(err, GR_STOPPED, "stopped");
        GRI_TRY(advance(tl, t, &end, err));
    }
    return GR_OK;
}

enum gr_status gri_timeline_record(struct gri_timeline *tl, size_t t,
                                   const struct gri_record **record, struct gr_err *err)
{
    if (tl->recorded != t || gri_timeline_segment_of(tl, t) != tl->entered) {
        GRI_TRY(gri_timeline_go(tl, t, err));
        GRI_TRY(advance_recorded(tl, err));
    }
    *record = tl->record;
    return GR_OK;
}

enum gr_status gri_timeline_sample(struct gri_timeline *tl, size_t t, size_t sample,
                                   const struct gri_record **record, struct gr_err *err)
{
    const struct gri_record *batch = NULL;
    GRI_TRY(gri_timeline_record(tl, t, &batch, err));
    const struct gri_net *net = tl->net;
    const struct gri_data *data = tl->entered->data;
    struct gri_work *work = tl->sample->work;
    memcpy(work->before, batch->work->before, net->parameters * sizeof *work->before);
    memcpy(work->x, gri_data_x(data, sample - 1), net->inputs * sizeof *work->x);
    memcpy(work->y, gri_data_y(data, net->inputs, sample - 1), net->outputs * sizeof *work->y);
    work->rows = 1;
    gri_step_forward(work, &batch->hyper, NULL);
    gri_step_loss(work, &batch->hyper, NULL);
    tl->sample->samples[0] = sample - 1;
    tl->sample->hyper = batch->hyper;
    tl->sample->outside = true;
    *record = tl->sample;
    return GR_OK;
}

/* The first of the tip's iterations from `from` on whose loss is kept and ends the run, or `to`. */
static size_t first_end(const struct gri_timeline *tl, const struct gri_end *end, size_t from,
                        size_t to)
{
    for (size_t t = from; t < to; t++) {
        const double *kept = gri_store_kept_loss(&tl->store, gri_active(tl)->tip, t);
        if (kept != NULL && gri_run_ends(end, *kept))
            return t;
    }
    return to;
}

enum gr_status gri_timeline_run_below(struct gri_timeline *tl, size_t t, double most,
                                      const volatile sig_atomic_t *stop, struct gr_err *err)
{
    const struct gri_end end = {.most = most, .stop = stop};
    struct gri_branch *branch = gri_active(tl);
    struct gri_segment *tip = branch->tip;
    if (t > branch->done && t - branch->done > GRI_ITERATIONS_AT_ONCE)
        return gri_fail(err, GR_E_RANGE, "%zu more iterations are too many at once; at most %d",
                        t - branch->done, GRI_ITERATIONS_AT_ONCE);
    while (branch->done < t) {
        if (stop != NULL && *stop)
            return gri_fail(err, GR_STOPPED, "stopped");
        size_t whole = tip->known < tip->broken ? tip->known : tip->broken, from = branch->done;
        if (from < whole) { /* another branch, or this one before, has done these */
            size_t to = t < whole ? t : whole, over = first_end(tl, &end, from, to);
            branch->done = over < to ? over + 1 : to;
            t = over < to ? over + 1 : t;
            continue;
        }
        if (tl->entered != tip || tl->at != from)
            GRI_TRY(gri_timeline_go(tl, from, err));
        GRI_TRY(advance(tl, t, &end, err));
        branch->done = tl->at;
        if (tl->at > from && gri_run_ends(&end, tl->lately[(tl->at - 1) % GRI_LATELY]))
            break;
    }
    return GR_OK;
}

enum gr_status gri_timeline_run(struct gri_timeline *tl, size_t t,
                                const volatile sig_atomic_t *stop, struct gr_err *err)
{
    return gri_timeline_run_below(tl, t, DBL_MAX, stop, err);
}

/* Is the segment's iteration t among those that the run did lately? */
static bool is_late(const struct gri_timeline *tl, const struct gri_segment *segment, size_t t)
{
    return tl->entered == segment && t < tl->at && t >= tl->since && tl->at - t <= GRI_LATELY;
}

enum gr_status gri_timeline_loss(struct gri_timeline *tl, size_t t, double *loss,
                                 struct gr_err *err)
{
    const struct gri_segment *segment = gri_timeline_segment_of(tl, t);
    const double *kept = gri_store_kept_loss(&tl->store, segment, t);
    if (kept == NULL && !is_late(tl, segment, t)) {
        GRI_TRY(gri_timeline_go(tl, t, err));
        GRI_TRY(advance(tl, t + 1, &(struct gri_end){.most = INFINITY}, err));
    }
    *loss = kept != NULL ? *kept : tl->lately[t % GRI_LATELY];
    return GR_OK;
}
