#include "net/check/gradcheck.h"

#include "net/problem.h"

#include <math.h>
#include <string.h>

START_TEST(gradients_are_the_central_differences_for_every_combination)
{
    struct gri_random random;
    struct gri_gradcheck out[200];
    struct kind kind;
    size_t number = 0, checked = 0, kinks = 0;
    gri_random_seed(&random, 1, 0);
    while (kind_at(&random, &number, &kind)) {
        struct problem problem = problem_draw(&random, &kind);
        struct gri_run *run = problem_run(&problem);
        ck_assert_uint_le(problem.net->parameters, sizeof out / sizeof *out);
        gri_gradcheck(run, out);
        for (size_t p = 0; p < problem.net->parameters; p++) {
            ck_assert_msg(out[p].kink || out[p].error < 1e-6,
                          "network %zu, parameter %zu: gradient %g, difference %g", number, p,
                          out[p].gradient, out[p].difference);
            checked++;
            kinks += out[p].kink;
        }
        gri_run_free(run);
        problem_clear(&problem);
    }
    ck_assert_uint_gt(checked, 100000);
    ck_assert_uint_lt(kinks * 2000, checked);
}
END_TEST

START_TEST(the_run_is_left_as_it_was)
{
    struct gri_random random;
    struct gri_gradcheck out[32];
    gri_random_seed(&random, 2, 0);
    struct problem problem = problem_small(&random, 5);
    problem.hyper.batch = 2;
    problem.hyper.shuffle = true;
    struct gri_run *run = problem_run(&problem), *other = problem_run(&problem);
    for (size_t n = 0; n < 7; n++) {
        gri_gradcheck(run, out);
        gri_run_step(run, NULL);
        gri_run_step(other, NULL);
        for (size_t p = 0; p < problem.net->parameters; p++)
            ck_assert(out[p].gradient == other->work->gradient[p]);
    }
    ck_assert(run->epoch == other->epoch && run->iteration == other->iteration);
    ck_assert_mem_eq(run->work->before, other->work->before,
                     problem.net->parameters * sizeof *run->work->before);
    gri_run_free(run);
    gri_run_free(other);
    problem_clear(&problem);
}
END_TEST

/* One linear unit of `activation` on this `x` with target 3, its parameter `w` checked. */
static struct gri_gradcheck check_one(enum gri_activation activation, enum gri_loss loss, double w,
                                      double x, int rounding)
{
    struct gr_err err;
    struct gri_gradcheck out;
    struct problem problem = {.hyper = plain_hyper(loss)};
    problem.hyper.rounding = rounding;
    problem.parameters = calloc(1, sizeof *problem.parameters);
    ck_assert_ptr_nonnull(problem.parameters);
    *problem.parameters = w;
    must(gri_net_new((size_t[]){1, 1}, 1, &activation, false, &problem.net, &err), &err);
    must(gri_data_new((double[]){x, 3}, 1, 2, &problem.data, &err), &err);
    struct gri_run *run = problem_run(&problem);
    gri_gradcheck(run, &out);
    gri_run_free(run);
    problem_clear(&problem);
    return out;
}

START_TEST(a_kink_is_said_to_be_one)
{
    struct gri_gradcheck at_zero = check_one(GRI_RELU, GRI_MSE, 0, 1, GRI_ROUNDING_OFF);
    ck_assert(at_zero.kink);
    ck_assert(at_zero.gradient == 0);
    ck_assert(fabs(at_zero.difference - -3) < 1e-4);
    ck_assert(check_one(GRI_RELU, GRI_MSE, 1e-7, 1, GRI_ROUNDING_OFF).kink);
    ck_assert(check_one(GRI_LEAKY_RELU, GRI_MSE, -1e-7, 1, GRI_ROUNDING_OFF).kink);
    ck_assert(check_one(GRI_LINEAR, GRI_MAE, 3, 1, GRI_ROUNDING_OFF).error < 1e-9);
    ck_assert(check_one(GRI_LINEAR, GRI_MAE, 3 + 1e-7, 1, GRI_ROUNDING_OFF).kink);
    ck_assert(!check_one(GRI_RELU, GRI_MSE, 0.1, 1, GRI_ROUNDING_OFF).kink);
    ck_assert(!check_one(GRI_RELU, GRI_MSE, -0.1, 1, GRI_ROUNDING_OFF).kink);
    ck_assert(!check_one(GRI_TANH, GRI_MSE, 0, 1, GRI_ROUNDING_OFF).kink);
}
END_TEST

START_TEST(steep_is_no_kink)
{
    struct gri_gradcheck out = check_one(GRI_TANH, GRI_MSE, 1e-4, 1000, GRI_ROUNDING_OFF);
    ck_assert(out.error > 1e-6 && out.error < 1e-3);
    ck_assert(!out.kink);
}
END_TEST

START_TEST(rounding_is_set_aside)
{
    struct gri_gradcheck out = check_one(GRI_SIGMOID, GRI_MSE, 0.7, 1, 2);
    struct gri_gradcheck exact = check_one(GRI_SIGMOID, GRI_MSE, 0.7, 1, GRI_ROUNDING_OFF);
    ck_assert_mem_eq(&out.gradient, &exact.gradient, sizeof out.gradient);
    ck_assert(out.error < 1e-9 && out.error == exact.error);
    double scale = fmax(1, fmax(fabs(out.gradient), fabs(out.difference)));
    ck_assert(out.error == fabs(out.gradient - out.difference) / scale);
}
END_TEST

SUITE("net/gradcheck", gradients_are_the_central_differences_for_every_combination,
      the_run_is_left_as_it_was, a_kink_is_said_to_be_one, steep_is_no_kink, rounding_is_set_aside)
