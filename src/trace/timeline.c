#include "trace/timeline.h"

#include "trace/checkpoint.h"
#include "trace/segment.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct gri_timeline {
    const struct gri_net *net;
    const struct gri_data *data;
    struct gri_segment *segments;
    size_t segment_count;
    double *losses; /* of iterations 0 to known - 1; known >= done */
    size_t known, done, loss_room;
    struct gri_checkpoints checkpoints;
    struct gri_run *run; /* somewhere: at iteration `at` of segment `at_segment` */
    size_t at, at_segment;
    struct gri_record *record; /* of iteration `recorded`, SIZE_MAX: of none */
    size_t recorded;
    struct gri_record *sample;
};

static const size_t iteration_limit = 1000000000;
static const size_t checkpoint_bytes = (size_t)16 << 20;

/* Make `run`, `record` and `sample` for a segment's settings, in place of those there are. */
static enum gr_status enter_segment(struct gri_timeline *tl, const struct gri_segment *segment,
                                    struct gr_err *err)
{
    struct gri_run *run = NULL;
    struct gri_record *record = NULL;
    GRI_TRY(gri_run_new(tl->net, tl->data, &segment->hyper, segment->parameters, &run, err));
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
    tl->at = segment->start;
    gri_run_place(run, segment->epoch, segment->iteration, segment->parameters,
                  segment->parameters + tl->net->parameters);
    return GR_OK;
}

enum gr_status gri_timeline_new(const struct gri_net *net, const struct gri_data *data,
                                const struct gri_hyper *hyper, const double *parameters,
                                const bool *given, struct gri_timeline **out, struct gr_err *err)
{
    struct gri_timeline *tl = calloc(1, sizeof *tl);
    if (tl == NULL)
        return gri_fail_memory(err, "the run");
    tl->net = net;
    tl->data = data;
    tl->recorded = SIZE_MAX;
    gri_checkpoints_init(&tl->checkpoints, checkpoint_bytes);
    tl->segments = calloc(1, sizeof *tl->segments);
    enum gr_status status = tl->segments != NULL ? GR_OK : gri_fail_memory(err, "the run");
    if (status == GR_OK)
        status = gri_segment_init(tl->segments, net, hyper, parameters, NULL, given, err);
    if (status == GR_OK) {
        tl->segment_count = 1;
        tl->segments->changed = true;
        status = enter_segment(tl, tl->segments, err);
    }
    if (status == GR_OK)
        status = gri_record_new(net, 1, &tl->sample, err);
    if (status != GR_OK) {
        gri_timeline_free(tl);
        return status;
    }
    *out = tl;
    return GR_OK;
}

void gri_timeline_free(struct gri_timeline *tl)
{
    if (tl == NULL)
        return;
    for (size_t s = 0; s < tl->segment_count; s++)
        gri_segment_clear(&tl->segments[s]);
    free(tl->segments);
    free(tl->losses);
    gri_checkpoints_clear(&tl->checkpoints);
    gri_run_free(tl->run);
    gri_record_free(tl->record);
    gri_record_free(tl->sample);
    free(tl);
}

size_t gri_timeline_done(const struct gri_timeline *tl)
{
    return tl->done;
}

static size_t segment_of(const struct gri_timeline *tl, size_t t)
{
    size_t s = tl->segment_count - 1;
    while (s > 0 && tl->segments[s].start > t)
        s--;
    return s;
}

static size_t epoch_length(const struct gri_timeline *tl, const struct gri_segment *segment)
{
    return gri_run_iterations(&segment->hyper, tl->data->rows);
}

void gri_timeline_place(const struct gri_timeline *tl, size_t t, size_t *epoch, size_t *iteration)
{
    const struct gri_segment *segment = &tl->segments[segment_of(tl, t)];
    gri_segment_place(segment, epoch_length(tl, segment), t, epoch, iteration);
}

static enum gr_status not_begun(const struct gri_timeline *tl, size_t epoch, size_t iteration,
                                struct gr_err *err)
{
    size_t now, within;
    gri_timeline_place(tl, tl->done, &now, &within);
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
    size_t s = tl->segment_count - 1; /* the last segment that has begun by then */
    while (s > 0 && (tl->segments[s].epoch > epoch ||
                     (tl->segments[s].epoch == epoch && tl->segments[s].iteration > iteration)))
        s--;
    const struct gri_segment *segment = &tl->segments[s];
    size_t length = epoch_length(tl, segment);
    if (iteration >= length)
        return gri_fail(err, GR_E_RANGE, "epoch %zu has %zu iteration%s", epoch + 1, length,
                        length == 1 ? "" : "s");
    size_t ahead = epoch - segment->epoch;
    if (ahead > tl->done ||
        (*t = segment->start + ahead * length + iteration - segment->iteration) > tl->done) {
        return not_begun(tl, epoch, iteration, err);
    }
    return GR_OK;
}

size_t gri_timeline_epoch_length(const struct gri_timeline *tl, size_t t)
{
    return epoch_length(tl, &tl->segments[segment_of(tl, t)]);
}

const struct gri_hyper *gri_timeline_hyper(const struct gri_timeline *tl, size_t t)
{
    return &tl->segments[segment_of(tl, t)].hyper;
}

bool gri_timeline_given(const struct gri_timeline *tl, size_t t, size_t parameter)
{
    const struct gri_segment *segment = &tl->segments[segment_of(tl, t)];
    return segment->start == t && segment->given != NULL && segment->given[parameter];
}

/* Make room to note the losses of `more` further iterations. */
static enum gr_status reserve_losses(struct gri_timeline *tl, size_t more, struct gr_err *err)
{
    if (more <= tl->loss_room - tl->known)
        return GR_OK;
    size_t room = tl->loss_room * 2 + more;
    if (more > iteration_limit || room > 2 * iteration_limit)
        return gri_fail(err, GR_E_MEMORY,
                        "%zu more iterations: the losses of that many find no room in memory; the "
                        "limit is %zu",
                        more, iteration_limit);
    double *losses = realloc(tl->losses, room * sizeof *losses);
    if (losses == NULL)
        return gri_fail(err, GR_E_MEMORY, "no memory for the losses of %zu iterations", room);
    tl->losses = losses;
    tl->loss_room = room;
    return GR_OK;
}

/* One iteration of the run where it stands, noted. Room for its loss must have been reserved. */
static void advance(struct gri_timeline *tl, bool recorded)
{
    const struct gri_run *run = tl->run;
    gri_checkpoints_offer(&tl->checkpoints, tl->at, run);
    if (recorded) {
        gri_record_step(tl->record, tl->run);
        tl->recorded = tl->at;
    } else {
        gri_run_step(tl->run, NULL);
    }
    if (tl->at == tl->known)
        tl->losses[tl->known++] = run->work->loss;
    tl->at++;
}

/* Bring the run to the start of iteration t <= done. */
static enum gr_status go(struct gri_timeline *tl, size_t t, struct gr_err *err)
{
    size_t s = segment_of(tl, t);
    const struct gri_segment *segment = &tl->segments[s];
    const struct gri_checkpoint *near = gri_checkpoints_before(&tl->checkpoints, t);
    if (near != NULL && near->t < segment->start)
        near = NULL;
    size_t from = near != NULL ? near->t : segment->start;
    if (s != tl->at_segment) {
        GRI_TRY(enter_segment(tl, segment, err));
        tl->at_segment = s;
    }
    if (tl->at > t || tl->at < from) {
        size_t epoch, iteration;
        const double *start = near != NULL ? near->numbers : segment->parameters;
        gri_timeline_place(tl, from, &epoch, &iteration);
        gri_run_place(tl->run, epoch, iteration, start, start + tl->net->parameters);
        tl->at = from;
    }
    GRI_TRY(reserve_losses(tl, 1, err));
    while (tl->at < t)
        advance(tl, false);
    return GR_OK;
}

enum gr_status gri_timeline_record(struct gri_timeline *tl, size_t t,
                                   const struct gri_record **record, struct gr_err *err)
{
    if (tl->recorded != t || segment_of(tl, t) != tl->at_segment) {
        GRI_TRY(go(tl, t, err));
        advance(tl, true);
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
    struct gri_work *work = tl->sample->work;
    memcpy(work->before, batch->work->before, net->parameters * sizeof *work->before);
    memcpy(work->x, gri_data_x(tl->data, sample - 1), net->inputs * sizeof *work->x);
    memcpy(work->y, gri_data_y(tl->data, net->inputs, sample - 1), net->outputs * sizeof *work->y);
    work->rows = 1;
    gri_step_forward(work, &batch->hyper, NULL);
    gri_step_loss(work, &batch->hyper, NULL);
    tl->sample->samples[0] = sample - 1;
    tl->sample->hyper = batch->hyper;
    tl->sample->outside = true;
    *record = tl->sample;
    return GR_OK;
}

enum gr_status gri_timeline_run(struct gri_timeline *tl, size_t t,
                                const volatile sig_atomic_t *stop, struct gr_err *err)
{
    if (t <= tl->done)
        return GR_OK;
    GRI_TRY(reserve_losses(tl, t - tl->done + 1, err));
    while (tl->done < t) {
        if (stop != NULL && *stop)
            return gri_fail(err, GR_STOPPED, "stopped");
        if (tl->known <= tl->done) {
            GRI_TRY(go(tl, tl->done, err));
            advance(tl, false);
        }
        if (!isfinite(tl->losses[tl->done++]))
            break;
    }
    return GR_OK;
}

double gri_timeline_loss(const struct gri_timeline *tl, size_t t)
{
    return tl->losses[t];
}

double gri_timeline_epoch_loss(const struct gri_timeline *tl, size_t first, size_t *count)
{
    const struct gri_hyper *hyper = gri_timeline_hyper(tl, first);
    size_t length = gri_timeline_epoch_length(tl, first), batch = hyper->batch;
    size_t rows = tl->data->rows, outputs = tl->net->outputs, seen = 0;
    double sum = 0;
    if (batch == 0 || batch > rows)
        batch = rows;
    for (*count = 0; *count < length && first + *count < tl->done; ++*count) {
        size_t size = (*count + 1) * batch <= rows ? batch : rows - *count * batch;
        sum += tl->losses[first + *count] * gri_loss_divisor(hyper->loss, size, outputs);
        seen += size;
    }
    return length == 1 ? tl->losses[first] : sum / gri_loss_divisor(hyper->loss, seen, outputs);
}

static void forget_after(struct gri_timeline *tl, size_t t)
{
    tl->done = t;
    tl->known = tl->known < t ? tl->known : t;
    tl->recorded = SIZE_MAX;
    gri_checkpoints_cut(&tl->checkpoints, t);
    while (tl->segments[tl->segment_count - 1].start >= t && tl->segment_count > 1)
        gri_segment_clear(&tl->segments[--tl->segment_count]);
}

/* The segment that begins at t, with its run entered; nothing of `tl` is changed. */
static enum gr_status prepare(struct gri_timeline *tl, size_t t, const struct gri_hyper *hyper,
                              const double *parameters, const bool *given,
                              struct gri_segment *segment, struct gr_err *err)
{
    const struct gri_segment *old = &tl->segments[segment_of(tl, t)];
    memset(segment, 0, sizeof *segment);
    segment->start = t;
    gri_timeline_place(tl, t, &segment->epoch, &segment->iteration);
    GRI_TRY(gri_segment_may_change(&old->hyper, hyper, segment->iteration, tl->data->rows, err));
    GRI_TRY(gri_run_check(tl->net, hyper, err));
    GRI_TRY(gri_data_check(tl->data, tl->net->inputs, tl->net->outputs, hyper->loss, err));
    GRI_TRY(go(tl, t, err));
    const double *now = parameters != NULL ? parameters : tl->run->work->before;
    const double *state = hyper->optimizer == old->hyper.optimizer ? tl->run->state : NULL;
    segment->changed = parameters != NULL || (old->start == t && old->changed);
    if (parameters == NULL && old->start == t)
        given = old->given;
    return gri_segment_init(segment, tl->net, hyper, now, state, given, err);
}

enum gr_status gri_timeline_change(struct gri_timeline *tl, size_t t, const struct gri_hyper *hyper,
                                   const double *parameters, const bool *given, size_t *forgotten,
                                   struct gr_err *err)
{
    *forgotten = 0;
    if (parameters == NULL && gri_hyper_same(gri_timeline_hyper(tl, t), hyper)) {
        for (size_t s = 0; s < tl->segment_count; s++)
            tl->segments[s].hyper.means = hyper->means;
        tl->run->hyper.means = hyper->means;
        return GR_OK;
    }
    struct gri_segment segment;
    GRI_TRY(prepare(tl, t, hyper, parameters, given, &segment, err));
    struct gri_segment *more = realloc(tl->segments,
                                       (tl->segment_count + 1) * sizeof *tl->segments);
    if (more != NULL)
        tl->segments = more;
    enum gr_status status = more != NULL ? enter_segment(tl, &segment, err)
                                         : gri_fail_memory(err, "the run");
    if (status != GR_OK) {
        gri_segment_clear(&segment);
        return status;
    }
    *forgotten = tl->done - t;
    forget_after(tl, t);
    if (tl->segments[0].start == t) {
        gri_segment_clear(&tl->segments[0]);
        tl->segment_count = 0;
    }
    tl->segments[tl->segment_count++] = segment;
    tl->at_segment = tl->segment_count - 1;
    return GR_OK;
}

size_t gri_timeline_segments(const struct gri_timeline *tl)
{
    return tl->segment_count;
}

size_t gri_timeline_segment(const struct gri_timeline *tl, size_t number,
                            const struct gri_hyper **hyper, const double **parameters)
{
    const struct gri_segment *segment = &tl->segments[number];
    *hyper = &segment->hyper;
    *parameters = segment->changed ? segment->parameters : NULL;
    return segment->start;
}
