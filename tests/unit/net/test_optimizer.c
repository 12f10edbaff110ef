#include "net/kind/optimizer.h"

#include "fixture.h"
#include "net/run.h"

#include <math.h>

enum { COUNT = 3, STATE = 8 };

static const double before[COUNT] = {0.5, -0.3, 2}, gradient[COUNT] = {-978, 0.125, 0};

START_TEST(every_row_is_filled)
{
    for (size_t n = 0; n < GRI_OPTIMIZERS; n++) {
        const struct gri_optimizer_row *row = &gri_optimizers[n];
        ck_assert(strlen(row->name) > 0 && strlen(row->summary) > 0);
        ck_assert(row->formula == NULL || strlen(row->formula) > 0);
        ck_assert(row->update != NULL);
        ck_assert_uint_le(row->state, STATE);
    }
}
END_TEST

START_TEST(sgd_goes_down_the_gradient)
{
    struct gri_hyper hyper = {.rate = 0.001, .rounding = GRI_ROUNDING_OFF};
    double after[COUNT], state[1] = {0};
    struct gri_update update = gri_update_begin(&hyper, COUNT, state);
    gri_optimizers[GRI_SGD].update(&update, COUNT, before, gradient, state, after);
    ck_assert(after[0] == 0.5 + 0.001 * 978);
    ck_assert(after[1] == -0.3 - 0.001 * 0.125);
    ck_assert(after[2] == 2);
}
END_TEST

START_TEST(in_place_is_the_same_and_every_parameter_is_for_itself)
{
    for (size_t n = 0; n < GRI_OPTIMIZERS; n++) {
        struct gri_hyper hyper = {
            .optimizer = (enum gri_optimizer)n, .rate = 0.1, .rounding = GRI_ROUNDING_OFF};
        double after[COUNT], same[COUNT], alone;
        double state[COUNT * STATE] = {0}, twin[COUNT * STATE] = {0}, own[STATE] = {0};
        memcpy(same, before, sizeof same);
        struct gri_update update = gri_update_begin(&hyper, COUNT, state);
        gri_optimizers[n].update(&update, COUNT, before, gradient, state, after);
        update = gri_update_begin(&hyper, COUNT, twin);
        for (size_t p = COUNT; p-- > 0;) /* one by one, the last first */
            gri_optimizers[n].update(&update, 1, same + p, gradient + p, twin + p, same + p);
        update = gri_update_begin(&hyper, 1, own);
        gri_optimizers[n].update(&update, 1, before + 1, gradient + 1, own, &alone);
        ck_assert_mem_eq(after, same, sizeof after);
        ck_assert_mem_eq(state, twin, sizeof state);
        ck_assert(alone == after[1]);
        ck_assert(after[0] > before[0] && after[1] < before[1] && after[2] == before[2]);
    }
}
END_TEST

START_TEST(what_adam_has_left_is_the_power_to_the_last_bit)
{
    const struct gri_hyper hyper = {.rate = 0.1};
    double state[3] = {7, 7, 0};
    for (size_t t = 1; t < 50000; t++) {
        double left[] = {1 - pow(0.9, (double)t), 1 - pow(0.999, (double)t)};
        state[2] = (double)t;
        for (size_t n = 0; n < 2; n++) {
            double got = gri_optimizers[GRI_ADAM].moments[2 + n].derive(&hyper, state, 1, 0);
            ck_assert_msg(got == 7 / left[n], "step %zu, %zu: %.17g", t, n, got);
        }
    }
}
END_TEST

START_TEST(numbers_are_rounded_as_the_settings_say)
{
    struct gri_hyper hyper = {.rounding = GRI_ROUNDING_OFF};
    double numbers[] = {2.165, -0.125, 0.004}, as_they_were[] = {2.165, -0.125, 0.004};
    gri_hyper_round(&hyper, numbers, 3);
    ck_assert_mem_eq(numbers, as_they_were, sizeof numbers);
    hyper.rounding = 2;
    gri_hyper_round(&hyper, numbers, 2);
    ck_assert(numbers[0] == 2.17 && numbers[1] == -0.13 && numbers[2] == 0.004);
    numbers[0] = 2.165;
    hyper.policy = GRI_HALF_EVEN;
    gri_hyper_round(&hyper, numbers, 1);
    ck_assert(numbers[0] == 2.16);
    hyper.policy = GRI_TRUNCATE;
    hyper.rounding = 0;
    gri_hyper_round(&hyper, numbers, 3);
    ck_assert(numbers[0] == 2 && numbers[1] == 0 && numbers[2] == 0);
}
END_TEST

/* The network and data of tests/fixtures/torch_optimizers.py. */
static void make_run(enum gri_optimizer optimizer, double rate, struct gri_net **net,
                     struct gri_data **data, struct gri_run **run)
{
    static const double rows[] = {0.5, -1.25, 0.7, 1.5, 0.75, -0.4, -0.25, 2.0, 1.1, -1, -0.5, 0.2};
    static const double start[] = {0.3,   -0.6, 0.9, -0.2, 0.4,  0.1, 0.05,
                                   -0.15, 0.25, 0.8, -0.7, 0.35, -0.1};
    static const enum gri_activation activations[] = {GRI_TANH, GRI_LINEAR};
    struct gr_err err;
    struct gri_hyper hyper = {.optimizer = optimizer,
                              .rate = rate,
                              .momentum = 0.9,
                              .rounding = GRI_ROUNDING_OFF,
                              .means = {.threads = 1}};
    ck_assert_int_eq(gri_net_new((size_t[]){2, 3, 1}, 2, activations, true, net, &err), GR_OK);
    ck_assert_int_eq(gri_data_new(rows, 4, 3, data, &err), GR_OK);
    ck_assert_int_eq(gri_run_new(*net, *data, &hyper, start, run, &err), GR_OK);
}

/* To 10 digits. */
static void same(const char *what, double is, double expected)
{
    ck_assert_msg(fabs(is - expected) <= 1e-10 * fabs(expected), "%s: %.17g, not %.17g", what, is,
                  expected);
}

START_TEST(a_hundred_steps_are_pytorchs_to_ten_digits)
{
    struct fixture fixture;
    size_t records = 0;
    for (fixture_open(&fixture, "torch_optimizers.tsv"); fixture_next(&fixture); records++) {
        size_t n = 0, noted = 0;
        struct gri_net *net;
        struct gri_data *data;
        struct gri_run *run;
        double losses[11], parameters[13];
        while (n < GRI_OPTIMIZERS && strcmp(gri_optimizers[n].name, fixture.field[0]) != 0)
            n++;
        ck_assert_uint_lt(n, GRI_OPTIMIZERS);
        make_run((enum gri_optimizer)n, strtod(fixture.field[1], NULL), &net, &data, &run);
        fixture_numbers(&fixture, "loss", losses, 11);
        fixture_numbers(&fixture, "parameters", parameters, 13);
        for (size_t step = 1; step <= 100; step++) {
            gri_run_step(run, NULL);
            if (step == 1 || step % 10 == 0)
                same(gri_optimizers[n].name, run->work->loss, losses[noted++]);
        }
        for (size_t p = 0; p < 13; p++)
            same(gri_optimizers[n].name, run->work->before[p], parameters[p]);
        gri_run_free(run);
        gri_data_free(data);
        gri_net_free(net);
    }
    ck_assert_uint_eq(records, 5);
}
END_TEST

SUITE("net/optimizer", every_row_is_filled, sgd_goes_down_the_gradient,
      in_place_is_the_same_and_every_parameter_is_for_itself,
      what_adam_has_left_is_the_power_to_the_last_bit, numbers_are_rounded_as_the_settings_say,
      a_hundred_steps_are_pytorchs_to_ten_digits)
