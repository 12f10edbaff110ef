/* What listening costs: one step of ours with the recorder, and without. */
#include "job.h"

#include "trace/record.h"

static double seconds_a_step(struct gri_run *run, struct gri_record *record, size_t steps)
{
    double begin = now(1);
    for (size_t n = 0; n < steps; n++)
        if (record != NULL)
            gri_record_step(record, run);
        else
            gri_run_step(run, NULL);
    return (now(1) - begin) / (double)steps;
}

static double measure(const size_t *sizes, size_t depth, const enum gri_activation *activations,
                      const struct gri_data *data, const struct gri_hyper *hyper, bool listened,
                      size_t steps)
{
    struct gr_err err;
    struct gri_net *net;
    struct gri_run *run;
    struct gri_record *record = NULL;
    if (gri_net_new(sizes, depth, activations, true, &net, &err) != GR_OK)
        exit(2);
    double *parameters = calloc(net->parameters, sizeof *parameters);
    unsigned state = 2;
    for (size_t p = 0; parameters != NULL && p < net->parameters; p++)
        parameters[p] = net->parameters == 9 ? start[p] : digit_next(&state) % 1001 * 1e-4 - 0.05;
    if (parameters == NULL || gri_run_new(net, data, hyper, parameters, &run, &err) != GR_OK ||
        (listened && gri_record_new(net, run->work->room, &record, &err) != GR_OK))
        exit(2);
    seconds_a_step(run, record, steps / 10 + 1);
    double took = seconds_a_step(run, record, steps);
    gri_record_free(record);
    gri_run_free(run);
    gri_net_free(net);
    free(parameters);
    return took;
}

static double small(bool listened)
{
    struct gr_err err;
    struct gri_data *data;
    const struct gri_hyper hyper = {
        .loss = GRI_MSE, .rate = lottery_rate, .batch = 1, .rounding = GRI_ROUNDING_OFF};
    if (gri_data_new(lottery[0], LOTTERY_ROWS, 3, &data, &err) != GR_OK)
        exit(2);
    double took = measure((size_t[]){2, 2, 1}, 2, (enum gri_activation[]){GRI_LINEAR, GRI_LINEAR},
                          data, &hyper, listened, 300000);
    gri_data_free(data);
    return took;
}

static double medium(bool listened, int threads)
{
    struct gr_err err;
    struct gri_data *data;
    const struct gri_hyper hyper = {.loss = GRI_CROSS_ENTROPY,
                                    .rate = digit_rate,
                                    .rounding = GRI_ROUNDING_OFF,
                                    .means = {.threads = (size_t)threads}};
    int pixels[PIXELS], class;
    unsigned state = 1;
    double *at = calloc(BATCH, (PIXELS + CLASSES) * sizeof *at);
    for (size_t i = 0; at != NULL && i < BATCH; i++) {
        double *row = at + i * (PIXELS + CLASSES);
        digit_row(&state, pixels, &class);
        for (size_t k = 0; k < PIXELS; k++)
            row[k] = pixels[k] / 1000.0;
        row[PIXELS + class] = 1;
    }
    if (at == NULL || gri_data_own(at, BATCH, PIXELS + CLASSES, &data, &err) != GR_OK)
        exit(2);
    double took = measure((size_t[]){PIXELS, HIDDEN1, HIDDEN2, CLASSES}, 3,
                          (enum gri_activation[]){GRI_RELU, GRI_RELU, GRI_SOFTMAX}, data, &hyper,
                          listened, 100);
    gri_data_free(data);
    return took;
}

static double job(const char *name, int threads)
{
    bool listened = strncmp(name, "traced-", 7) == 0;
    if (strstr(name, "lottery") != NULL)
        return small(listened);
    return medium(listened, threads);
}

CONTESTANT(job)
