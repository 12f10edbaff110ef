/* What ails a unit: every row of the table, and units that nothing ails. */
#include "net/check/health.h"

#include "net/problem.h"

#include <math.h>
#include <string.h>

static struct problem problem;
static struct gri_run *run;

/* 1-2-1 with this activation, mse, x = 1 and 2, y = 0; the weights and biases are given. */
static void begin(enum gri_activation activation, const double *parameters)
{
    static const double rows[] = {1, 0, 2, 0};
    struct gr_err err;
    problem = (struct problem){.hyper = plain_hyper(GRI_MSE)};
    must(gri_net_new((size_t[]){1, 2, 1}, 2, (enum gri_activation[]){activation, GRI_LINEAR}, true,
                     &problem.net, &err),
         &err);
    must(gri_data_new(rows, 2, 2, &problem.data, &err), &err);
    problem.parameters = calloc(problem.net->parameters, sizeof(double));
    ck_assert_ptr_nonnull(problem.parameters);
    memcpy(problem.parameters, parameters, problem.net->parameters * sizeof(double));
    run = problem_run(&problem);
    gri_run_load(run);
    gri_step_gradient(run->work, &run->hyper, NULL);
}

static void end(void)
{
    gri_run_free(run);
    problem_clear(&problem);
}

static int ail_of(size_t layer, size_t unit)
{
    return gri_health_of(run->work, GRI_MSE, layer, unit, gri_health_last(run->work)).ail;
}

START_TEST(each_ail_is_told_from_a_sound_unit)
{
    static const struct {
        enum gri_activation activation;
        double parameters[7]; /* w1 w2 b1 b2 w3 w4 b3 */
        int ail;              /* of the first unit; the second is sound */
    } cases[] = {
        {GRI_RELU, {1, 1, -9, 0, 1, 1, 0}, GRI_AIL_DEAD},
        {GRI_RELU, {1, 1, -1.5, 0, 1, 1, 0}, -1}, /* off for one sample only */
        {GRI_LEAKY_RELU, {1, 1, -9, 0, 1, 1, 0}, -1},
        {GRI_SIGMOID, {1, 1, 9, 0, 1, 1, 0}, GRI_AIL_SATURATED},
        {GRI_SIGMOID, {-1, 1, -900, 0, 1, 1, 0}, GRI_AIL_SATURATED}, /* a slope of 0 */
        {GRI_TANH, {1, 0.1, 9, 0, 1, 1, 0}, GRI_AIL_SATURATED},
        {GRI_TANH, {0.1, 0.1, 0, 0, 1e-4, 1, 0}, GRI_AIL_VANISHING},
        {GRI_LINEAR, {1, 1, 0, 0, 0, 1, 0}, GRI_AIL_VANISHING},
        {GRI_LINEAR, {1, 1, 0, 0, 2000, 1, 0}, GRI_AIL_EXPLODING},
        {GRI_LINEAR, {1, 1, 0, 0, 500, 1, 0}, -1},
    };
    bool met[GRI_AILS] = {0};
    for (size_t n = 0; n < sizeof cases / sizeof *cases; n++) {
        begin(cases[n].activation, cases[n].parameters);
        ck_assert_msg(ail_of(0, 0) == cases[n].ail, "case %zu: %d", n, ail_of(0, 0));
        ck_assert_msg(ail_of(0, 1) == -1 && ail_of(1, 0) == -1, "case %zu: %d %d", n, ail_of(0, 1),
                      ail_of(1, 0));
        if (cases[n].ail >= 0)
            met[cases[n].ail] = true;
        end();
    }
    for (int ail = 0; ail < GRI_AILS; ail++)
        ck_assert(met[ail] && gri_ails[ail].name != NULL && gri_ails[ail].meaning != NULL);
}
END_TEST

START_TEST(where_nothing_is_left_to_learn_no_gradient_vanishes)
{
    begin(GRI_LINEAR, (double[]){1, 1, 0, 0, 0, 0, 0}); /* yhat is y */
    ck_assert_double_eq(gri_health_last(run->work), 0);
    ck_assert_int_eq(ail_of(0, 0), -1);
    end();
}
END_TEST

SUITE("net/health", each_ail_is_told_from_a_sound_unit,
      where_nothing_is_left_to_learn_no_gradient_vanishes)
