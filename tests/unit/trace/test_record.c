#include "trace/run.h"

static struct problem problem;
static struct gri_run *run;
static struct gri_record *record;

static void begin(size_t batch, bool shuffle)
{
    struct gri_random random;
    gri_random_seed(&random, 11, 0);
    problem = problem_small(&random, 5);
    problem.hyper.batch = batch;
    problem.hyper.shuffle = shuffle;
    run = problem_run(&problem);
    record = new_record(&problem);
}

static void end(void)
{
    gri_record_free(record);
    gri_run_free(run);
    problem_clear(&problem);
}

START_TEST(recording_changes_no_bit_of_the_run)
{
    begin(2, true);
    struct gri_run *alone = problem_run(&problem);
    for (size_t n = 0; n < 20; n++) {
        gri_record_step(record, run);
        gri_run_step(alone, NULL);
        ck_assert_bits(run->work->before, alone->work->before, problem.net->parameters, "after");
        ck_assert_bits(record->work->after, alone->work->before, problem.net->parameters, "after");
        ck_assert_bits(&record->work->loss, &alone->work->loss, 1, "loss");
        ck_assert(run->epoch == alone->epoch && run->iteration == alone->iteration);
    }
    gri_run_free(alone);
    end();
}
END_TEST

START_TEST(the_place_is_that_of_the_iteration_done)
{
    begin(2, false);
    for (size_t n = 0; n < 7; n++) {
        gri_record_step(record, run);
        ck_assert_uint_eq(record->epoch, n / 3);
        ck_assert_uint_eq(record->iteration, n % 3);
        ck_assert_uint_eq(record->work->rows, n % 3 == 2 ? 1 : 2);
        ck_assert(!record->outside);
    }
    end();
}
END_TEST

START_TEST(every_sample_is_in_one_batch_of_an_epoch)
{
    begin(2, true);
    for (size_t epoch = 0; epoch < 4; epoch++) {
        size_t seen[5] = {0};
        for (size_t n = 0; n < 3; n++) {
            gri_record_step(record, run);
            for (size_t i = 0; i < record->work->rows; i++) {
                size_t sample = record->samples[i];
                ck_assert_uint_lt(sample, 5);
                seen[sample]++;
                ck_assert_uint_eq(gri_record_row(record, sample + 1), i);
                ck_assert_bits(record->work->x + 2 * i, problem.data->at + 4 * sample, 2, "x");
                ck_assert_bits(record->work->y + 2 * i, problem.data->at + 4 * sample + 2, 2, "y");
            }
            ck_assert_uint_eq(gri_record_row(record, 6), SIZE_MAX);
        }
        for (size_t sample = 0; sample < 5; sample++)
            ck_assert_uint_eq(seen[sample], 1);
    }
    end();
}
END_TEST

START_TEST(a_sample_of_another_batch_has_no_row)
{
    begin(1, false);
    gri_record_step(record, run);
    ck_assert_uint_eq(gri_record_row(record, 1), 0);
    for (size_t sample = 2; sample <= 5; sample++)
        ck_assert_uint_eq(gri_record_row(record, sample), SIZE_MAX);
    end();
}
END_TEST

static double value(enum gri_what what, size_t layer, size_t from, size_t unit, bool made)
{
    struct gri_quantity q = {.what = what, .made = made, .layer = layer, .row = from, .unit = unit};
    return gri_record_value(record, &q, 3);
}

START_TEST(values_are_found_by_quantity)
{
    begin(0, false); /* 2-3-2, row 3 */
    gri_record_step(record, run);
    const struct gri_work *w = record->work;
    const struct gri_net *net = problem.net;
    ck_assert(value(GRI_Q_INPUT, 0, 0, 1, false) == w->x[3 * 2 + 1]);
    ck_assert(value(GRI_Q_TARGET, 0, 0, 1, false) == w->y[3 * 2 + 1]);
    ck_assert(value(GRI_Q_SUM, 0, 0, 2, false) == w->z[0][3 * 3 + 2]);
    ck_assert(value(GRI_Q_OUT, 0, 0, 2, false) == w->h[0][3 * 3 + 2]);
    ck_assert(value(GRI_Q_OUT, 1, 0, 1, false) == w->h[1][3 * 2 + 1]);
    ck_assert(value(GRI_Q_ERROR, 0, 0, 1, false) == w->error[3 * 2 + 1]);
    ck_assert(value(GRI_Q_TERM, 0, 0, 1, false) == w->term[3 * 2 + 1]);
    ck_assert(value(GRI_Q_WEIGHT, 1, 2, 1, false) == w->before[net->layer[1].w + 2 * 2 + 1]);
    ck_assert(value(GRI_Q_WEIGHT, 1, 2, 1, true) == w->after[net->layer[1].w + 2 * 2 + 1]);
    ck_assert(value(GRI_Q_BIAS, 0, 0, 2, false) == w->before[net->layer[0].b + 2]);
    ck_assert(value(GRI_Q_BIAS, 0, 0, 2, true) == w->after[net->layer[0].b + 2]);
    ck_assert(value(GRI_Q_LOSS, 0, 0, 0, false) == w->loss);
    ck_assert(value(GRI_Q_RATE, 0, 0, 0, false) == problem.hyper.rate);
    ck_assert(value(GRI_Q_COUNT, 0, 0, 0, false) == 5);
    ck_assert(w->before[net->layer[0].b + 2] != w->after[net->layer[0].b + 2]);
    end();
}
END_TEST

SUITE("trace/record", recording_changes_no_bit_of_the_run, the_place_is_that_of_the_iteration_done,
      every_sample_is_in_one_batch_of_an_epoch, a_sample_of_another_batch_has_no_row,
      values_are_found_by_quantity)
