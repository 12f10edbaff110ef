#include "net/kind/optimizer.h"

#include "suite.h"

#include <string.h>

enum { COUNT = 3, STATE = 8 };

static const double before[COUNT] = {0.5, -0.3, 2}, gradient[COUNT] = {-978, 0.125, 0};

START_TEST(every_row_is_filled)
{
    for (size_t n = 0; n < GRI_OPTIMIZERS; n++) {
        const struct gri_optimizer_row *row = &gri_optimizers[n];
        ck_assert(strlen(row->name) > 0 && strlen(row->summary) > 0 && strlen(row->formula) > 0);
        ck_assert(row->update != NULL);
        ck_assert_uint_le(row->state, STATE);
    }
}
END_TEST

START_TEST(sgd_goes_down_the_gradient)
{
    struct gri_hyper hyper = {.rate = 0.001, .rounding = GRI_ROUNDING_OFF};
    double after[COUNT], state[1] = {0};
    gri_optimizers[GRI_SGD].update(&hyper, COUNT, before, gradient, state, after);
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
        gri_optimizers[n].update(&hyper, COUNT, before, gradient, state, after);
        gri_optimizers[n].update(&hyper, COUNT, same, gradient, twin, same);
        gri_optimizers[n].update(&hyper, 1, before + 1, gradient + 1, own, &alone);
        ck_assert_mem_eq(after, same, sizeof after);
        ck_assert_mem_eq(state, twin, sizeof state);
        ck_assert(alone == after[1]);
        ck_assert(after[0] > before[0] && after[1] < before[1] && after[2] == before[2]);
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

SUITE("net/optimizer", every_row_is_filled, sgd_goes_down_the_gradient,
      in_place_is_the_same_and_every_parameter_is_for_itself,
      numbers_are_rounded_as_the_settings_say)
