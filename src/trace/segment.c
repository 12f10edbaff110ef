#include "trace/segment.h"

#include <stdlib.h>
#include <string.h>

enum gr_status gri_segment_init(struct gri_segment *segment, const struct gri_net *net,
                                const struct gri_hyper *hyper, const double *parameters,
                                const double *state, const bool *given, struct gr_err *err)
{
    size_t count = net->parameters, kept = gri_optimizer_state(hyper->optimizer, count);
    segment->hyper = *hyper;
    segment->parameters = calloc(count + kept, sizeof *segment->parameters);
    segment->given = given != NULL ? calloc(count, sizeof *segment->given) : NULL;
    if (segment->parameters == NULL || (given != NULL && segment->given == NULL)) {
        gri_segment_clear(segment);
        return gri_fail_memory(err, "the run");
    }
    memcpy(segment->parameters, parameters, count * sizeof *parameters);
    if (state != NULL)
        memcpy(segment->parameters + count, state, kept * sizeof *state);
    if (given != NULL)
        memcpy(segment->given, given, count * sizeof *given);
    return GR_OK;
}

void gri_segment_clear(struct gri_segment *segment)
{
    free(segment->parameters);
    free(segment->given);
}

void gri_segment_place(const struct gri_segment *segment, size_t length, size_t t, size_t *epoch,
                       size_t *iteration)
{
    size_t since = t - segment->start + segment->iteration;
    *epoch = segment->epoch + since / length;
    *iteration = since % length;
}

/* Rows of a full batch. */
static size_t batch_of(const struct gri_hyper *hyper, size_t rows)
{
    return hyper->batch == 0 || hyper->batch > rows ? rows : hyper->batch;
}

enum gr_status gri_segment_may_change(const struct gri_hyper *from, const struct gri_hyper *to,
                                      size_t within, size_t rows, struct gr_err *err)
{
    bool batch = batch_of(from, rows) != batch_of(to, rows);
    bool order = from->shuffle != to->shuffle ||
                 (to->shuffle != GRI_SHUFFLE_OFF &&
                  (from->seed != to->seed || from->torch_seed != to->torch_seed ||
                   from->torch_drawn != to->torch_drawn));
    if (within == 0 || (!batch && !order))
        return GR_OK;
    return gri_fail(err, GR_E_STATE,
                    "the %s can change only where an epoch starts, this is iteration %zu of %zu; "
                    "`epoch` goes to the end of it",
                    batch ? "batch" : "order of the samples", within + 1,
                    gri_run_iterations(from, rows));
}
