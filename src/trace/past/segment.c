#include "trace/past/segment.h"

#include <stdlib.h>
#include <string.h>

/* The numbers of a checkpoint. */
static size_t checkpoint_size(const struct gri_hyper *hyper, size_t parameters)
{
    size_t generator = hyper->shuffle == GRI_SHUFFLE_TORCH ? sizeof(struct gri_torch) : 0;
    return parameters + gri_optimizer_state(hyper->optimizer, parameters) +
           (generator + sizeof(double) - 1) / sizeof(double);
}

static bool copy_start(struct gri_segment *segment, const struct gri_net *net,
                       const struct gri_beginning *from)
{
    size_t count = net->parameters, kept = gri_optimizer_state(from->hyper->optimizer, count);
    segment->parameters = calloc(count + kept, sizeof *segment->parameters);
    if (from->given != NULL)
        segment->given = calloc(count, sizeof *segment->given);
    if (segment->parameters == NULL || (from->given != NULL && segment->given == NULL))
        return false;
    memcpy(segment->parameters, from->parameters, count * sizeof *from->parameters);
    if (from->state != NULL)
        memcpy(segment->parameters + count, from->state, kept * sizeof *from->state);
    if (from->given != NULL)
        memcpy(segment->given, from->given, count * sizeof *from->given);
    return true;
}

enum gr_status gri_segment_new(struct gri_store *store, const struct gri_net *net,
                               const struct gri_beginning *from, struct gri_segment **out,
                               struct gr_err *err)
{
    struct gri_segment *segment = calloc(1, sizeof *segment);
    if (segment == NULL || !copy_start(segment, net, from)) {
        if (segment != NULL) {
            free(segment->parameters);
            free(segment->given);
        }
        free(segment);
        return gri_fail_memory(err, "the run");
    }
    segment->holders = 1;
    segment->parent = from->parent != NULL ? gri_segment_keep(from->parent) : NULL;
    segment->start = segment->known = from->start;
    segment->broken = SIZE_MAX;
    segment->epoch = from->epoch;
    segment->iteration = from->iteration;
    segment->hyper = *from->hyper;
    segment->data = gri_data_keep(from->data);
    segment->changed = from->changed;
    segment->checkpoints.size = checkpoint_size(from->hyper, net->parameters);
    segment->next = store->first;
    store->first = segment;
    *out = segment;
    return GR_OK;
}

struct gri_segment *gri_segment_keep(struct gri_segment *segment)
{
    segment->holders++;
    return segment;
}

static void free_segment(struct gri_store *store, struct gri_segment *segment)
{
    struct gri_segment **link = &store->first;
    while (*link != segment)
        link = &(*link)->next;
    *link = segment->next;
    gri_store_drop(store, segment);
    gri_data_free(segment->data);
    free(segment->parameters);
    free(segment->given);
    free(segment);
}

void gri_segment_release(struct gri_store *store, struct gri_segment *segment)
{
    while (segment != NULL && --segment->holders == 0) {
        struct gri_segment *parent = segment->parent;
        free_segment(store, segment);
        segment = parent;
    }
}

size_t gri_segment_epoch_length(const struct gri_segment *segment)
{
    return gri_run_iterations(&segment->hyper, segment->data->rows);
}

void gri_segment_place(const struct gri_segment *segment, size_t t, size_t *epoch,
                       size_t *iteration)
{
    size_t length = gri_segment_epoch_length(segment);
    size_t since = t - segment->start + segment->iteration;
    *epoch = segment->epoch + since / length;
    *iteration = since % length;
}

enum gr_status gri_segment_may_change(const struct gri_segment *segment, const struct gri_hyper *to,
                                      size_t within, struct gr_err *err)
{
    const struct gri_hyper *from = &segment->hyper;
    size_t rows = segment->data->rows;
    bool batch = gri_run_rows(from, rows, 0) != gri_run_rows(to, rows, 0);
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
