/* The record of one iteration: every number of it, kept. */
#ifndef GRI_TRACE_RECORD_H
#define GRI_TRACE_RECORD_H

#include "net/run.h"
#include "trace/quantity.h"

struct gri_record {
    struct gri_work *work;      /* a copy of what the step computed */
    size_t *samples;            /* the data row of each row of the batch, from 0 */
    double *state, *state_made; /* the optimiser's, before the update and after */
    struct gri_hyper hyper;
    size_t epoch, iteration; /* from 0 */
    bool outside; /* of one sample that is not in the iteration's batch: forward pass and error only
                   */
};

/* Room for batches of `room` rows. *record is the caller's, to be freed with gri_record_free. */
enum gr_status gri_record_new(const struct gri_net *net, size_t room, struct gri_record **record,
                              struct gr_err *err) GRI_CHECKED;
void gri_record_free(struct gri_record *record);

/* Do the iteration that `run` stands at, with the recorder listening. */
void gri_record_step(struct gri_record *record, struct gri_run *run);

/* The row of the batch that this sample (from 1) is in, or SIZE_MAX. */
size_t gri_record_row(const struct gri_record *record, size_t sample);

/* A single number of it, `row` saying which row of the batch; `q` is neither whole nor an address.
 * The error is y - yhat whatever the setting. */
double gri_record_value(const struct gri_record *record, const struct gri_quantity *q, size_t row);

#endif
