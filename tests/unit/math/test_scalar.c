#include "math/scalar.h"
#include "base/random.h"
#include "suite.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

typedef double (*function)(double);

static void assert_value(const char *name, function f, double x, double want)
{
    double got = f(x);
    bool same = isnan(want)   ? isnan(got)
                : isinf(want) ? got == want
                              : fabs(got - want) <= 4e-16 * fabs(want);
    ck_assert_msg(same, "%s(%g) is %.17g, not %.17g", name, x, got, want);
}

/* The digits come from a computation with 40 of them. */
static const struct {
    const char *name;
    function f;
    double x, want;
} known[] = {
    {"exp", gri_exp, 1, 2.718281828459045235360287},
    {"exp", gri_exp, -800, 0},
    {"exp", gri_exp, 800, INFINITY},
    {"exp", gri_exp, -INFINITY, 0},
    {"exp", gri_exp, NAN, NAN},
    {"ln", gri_ln, 10, 2.302585092994045684017991},
    {"ln", gri_ln, 0, -INFINITY},
    {"ln", gri_ln, -1, NAN},
    {"ln", gri_ln, INFINITY, INFINITY},
    {"tanh", gri_tanh, 0.5, 0.462117157260009758502318},
    {"tanh", gri_tanh, 800, 1},
    {"tanh", gri_tanh, -800, -1},
    {"tanh", gri_tanh, INFINITY, 1},
    {"tanh", gri_tanh, NAN, NAN},
    {"sigmoid", gri_sigmoid, 0, 0.5},
    {"sigmoid", gri_sigmoid, 1, 0.731058578630004879251159},
    {"sigmoid", gri_sigmoid, -1, 0.268941421369995120748841},
    {"sigmoid", gri_sigmoid, 800, 1},
    {"sigmoid", gri_sigmoid, -800, 0},
    {"sigmoid", gri_sigmoid, -700, 9.859676543759770856705373e-305},
    {"sigmoid", gri_sigmoid, INFINITY, 1},
    {"sigmoid", gri_sigmoid, -INFINITY, 0},
    {"sigmoid", gri_sigmoid, NAN, NAN},
    {"relu", gri_relu, 12.4, 12.4},
    {"relu", gri_relu, -12.4, 0},
    {"relu", gri_relu, 0, 0},
    {"relu", gri_relu, INFINITY, INFINITY},
    {"relu", gri_relu, -INFINITY, 0},
    {"relu", gri_relu, NAN, NAN},
    {"relu slope", gri_relu_slope, 3, 1},
    {"relu slope", gri_relu_slope, 0, 0},
    {"relu slope", gri_relu_slope, -3, 0},
    {"leaky relu", gri_leaky_relu, 3, 3},
    {"leaky relu", gri_leaky_relu, -3, -0.03},
    {"leaky relu", gri_leaky_relu, 0, 0},
    {"leaky relu", gri_leaky_relu, NAN, NAN},
    {"leaky relu", gri_leaky_relu, -INFINITY, -INFINITY},
    {"leaky relu slope", gri_leaky_relu_slope, 3, 1},
    {"leaky relu slope", gri_leaky_relu_slope, 0, 0.01},
    {"leaky relu slope", gri_leaky_relu_slope, -3, 0.01},
    {"sign", gri_sign, 5e-324, 1},
    {"sign", gri_sign, -5e-324, -1},
    {"sign", gri_sign, 0, 0},
    {"sign", gri_sign, -INFINITY, -1},
    {"sign", gri_sign, NAN, NAN},
    {"softplus", gri_softplus, 0, 0.693147180559945309417232},
    {"softplus", gri_softplus, 1, 1.313261687518222834048995},
    {"softplus", gri_softplus, -1, 0.313261687518222834048995},
    {"softplus", gri_softplus, 800, 800},
    {"softplus", gri_softplus, -800, 0},
    {"softplus", gri_softplus, -700, 9.859676543759770856705373e-305},
    {"softplus", gri_softplus, INFINITY, INFINITY},
    {"softplus", gri_softplus, -INFINITY, 0},
    {"softplus", gri_softplus, NAN, NAN},
};

START_TEST(known_values)
{
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        assert_value(known[i].name, known[i].f, known[i].x, known[i].want);
}
END_TEST

START_TEST(relu_never_gives_minus_zero)
{
    ck_assert(!signbit(gri_relu(-0.0)));
    ck_assert(!signbit(gri_relu(-1)));
    ck_assert(!signbit(gri_sign(-0.0)));
}
END_TEST

START_TEST(sigmoid_is_its_formula_and_symmetric)
{
    for (double x = -30; x <= 30; x += 0.37) {
        ck_assert_double_eq_tol(gri_sigmoid(x), 1 / (1 + exp(-x)), 1e-15);
        ck_assert_double_eq_tol(gri_sigmoid(x) + gri_sigmoid(-x), 1, 4e-16);
        ck_assert_double_eq_tol(gri_softplus(x), log(1 + exp(x)), 1e-14);
        ck_assert_double_eq_tol(gri_softplus(x) - gri_softplus(-x), x, 1e-14);
    }
}
END_TEST

static double sum(const double *x, size_t n)
{
    double total = 0;
    for (size_t k = 0; k < n; k++)
        total += x[k];
    return total;
}

START_TEST(softmax_is_its_formula_and_sums_to_one)
{
    struct gri_random random;
    gri_random_seed(&random, 1, 0);
    for (size_t n = 1; n < 40; n++) {
        double x[40], p[40], total = 0;
        for (size_t k = 0; k < n; k++) {
            x[k] = 5 * gri_random_normal(&random);
            total += exp(x[k]);
        }
        gri_softmax(x, n, p);
        for (size_t k = 0; k < n; k++)
            ck_assert_double_eq_tol(p[k], exp(x[k]) / total, 1e-14);
        ck_assert_double_eq_tol(sum(p, n), 1, 1e-14);
        ck_assert_double_eq_tol(gri_log_sum_exp(x, n), log(total), 1e-13);
        gri_softmax(x, n, x);
        ck_assert_mem_eq(x, p, n * sizeof *x);
    }
}
END_TEST

/* Shifts by powers of two change no bit of the differences. */
START_TEST(softmax_does_not_feel_a_shift)
{
    double x[4] = {0.5, -1.25, 3, 2.75}, p[4], q[4];
    double level = gri_log_sum_exp(x, 4);
    gri_softmax(x, 4, p);
    for (double shift = -1024; shift <= 1024; shift += 256) {
        double moved[4];
        for (size_t k = 0; k < 4; k++)
            moved[k] = x[k] + shift;
        gri_softmax(moved, 4, q);
        ck_assert_mem_eq(p, q, sizeof p);
        ck_assert_double_eq_tol(gri_log_sum_exp(moved, 4), level + shift, 1e-12);
    }
}
END_TEST

START_TEST(softmax_survives_extremes)
{
    double p[3];
    gri_softmax((double[]){800, 0, -800}, 3, p);
    ck_assert_mem_eq(p, ((double[]){1, 0, 0}), sizeof p);
    gri_softmax((double[]){-800, -800, -INFINITY}, 3, p);
    ck_assert_mem_eq(p, ((double[]){0.5, 0.5, 0}), sizeof p);
    gri_softmax((double[]){1, NAN, 2}, 3, p);
    ck_assert(isnan(p[0]) && isnan(p[1]) && isnan(p[2]));
    ck_assert_double_eq(gri_log_sum_exp((double[]){800, 800}, 2), 800 + log(2));
    ck_assert_double_eq(gri_log_sum_exp((double[]){-800}, 1), -800);
    ck_assert_double_eq(gri_log_sum_exp((double[]){-INFINITY, -INFINITY}, 2), -INFINITY);
    ck_assert_double_eq(gri_log_sum_exp((double[]){0, INFINITY}, 2), INFINITY);
    ck_assert(isnan(gri_log_sum_exp((double[]){INFINITY, NAN, 1}, 3)));
}
END_TEST

SUITE("math/scalar", known_values, relu_never_gives_minus_zero,
      sigmoid_is_its_formula_and_symmetric, softmax_is_its_formula_and_sums_to_one,
      softmax_does_not_feel_a_shift, softmax_survives_extremes)
