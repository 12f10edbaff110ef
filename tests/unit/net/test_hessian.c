#include "net/check/hessian.h"

#include "base/random.h"
#include "problem.h"

#include "suite.h"

#include <math.h>

enum { PROBLEMS = 120 };

static struct gr_err err;

/* The gradient at parameters w + h v. */
static void gradient_at(struct gri_run *run, const double *w, const double *v, double h,
                        double *gradient)
{
    size_t n = run->net->parameters;
    for (size_t p = 0; p < n; p++)
        run->work->before[p] = w[p] + h * v[p];
    gri_run_load(run);
    gri_step_gradient(run->work, &run->hyper, NULL);
    for (size_t p = 0; p < n; p++)
        gradient[p] = run->work->gradient[p];
}

static struct kind random_kind(struct gri_random *random, size_t n)
{
    struct kind kind = {.depth = 1 + n % 3, .bias = n % 4 != 0, .rows = 1 + n % 5};
    for (size_t l = 0; l <= kind.depth; l++)
        kind.sizes[l] = 1 + gri_random_below(random, 4);
    for (size_t l = 0; l < kind.depth; l++)
        kind.activations[l] = (enum gri_activation)gri_random_below(random,
                                                                    (size_t)GRI_ACTIVATIONS);
    kind.loss = (enum gri_loss)(n % GRI_LOSSES);
    if (kind.loss == GRI_BCE)
        kind.activations[kind.depth - 1] = n % 2 == 0 ? GRI_SIGMOID : GRI_SOFTMAX;
    if (kind.loss == GRI_CROSS_ENTROPY)
        kind.activations[kind.depth - 1] = GRI_SOFTMAX;
    if (kind.activations[kind.depth - 1] == GRI_SOFTMAX && kind.sizes[kind.depth] == 1)
        kind.sizes[kind.depth] = 2;
    return kind;
}

static double product_error(struct gri_run *run, struct gri_random *random)
{
    size_t n = run->net->parameters;
    double w[MOST_NUMBERS] = {0}, v[MOST_NUMBERS] = {0}, hv[MOST_NUMBERS], up[MOST_NUMBERS],
           down[MOST_NUMBERS];
    double h = 1e-5, worst = 0, scale = 1;
    for (size_t p = 0; p < n; p++) {
        w[p] = run->work->before[p];
        v[p] = gri_random_normal(random);
    }
    must(gri_hessian_times(run, v, hv, &err), &err);
    gradient_at(run, w, v, h, up);
    gradient_at(run, w, v, -h, down);
    for (size_t p = 0; p < n; p++)
        scale = fmax(scale, fabs(hv[p]));
    for (size_t p = 0; p < n; p++)
        worst = fmax(worst, fabs((up[p] - down[p]) / (2 * h) - hv[p]) / scale);
    return worst;
}

START_TEST(products_are_differences_of_gradients)
{
    struct gri_random random;
    size_t bends = 0;
    gri_random_seed(&random, 11, 0);
    for (size_t n = 0; n < PROBLEMS; n++) {
        struct kind kind = random_kind(&random, n);
        struct problem problem = problem_draw(&random, &kind);
        struct gri_run *run;
        must(gri_run_new(problem.net, problem.data, &problem.hyper, problem.parameters, &run, &err),
             &err);
        bends += product_error(run, &random) > 1e-5; /* relu or mae turned a corner in between */
        gri_run_free(run);
        problem_clear(&problem);
    }
    ck_assert_uint_le(bends, PROBLEMS / 50);
}
END_TEST

START_TEST(the_largest_eigenvalue_is_one_and_none_is_larger)
{
    struct gri_random random;
    gri_random_seed(&random, 12, 0);
    for (size_t n = 0; n < 30; n++) {
        struct kind kind = {.depth = 2,
                            .sizes = {2, 3, 1 + n % 2},
                            .activations = {n % 2 == 0 ? GRI_TANH : GRI_LINEAR, GRI_LINEAR},
                            .bias = true,
                            .loss = GRI_MSE,
                            .rows = 4};
        struct problem problem = problem_draw(&random, &kind);
        struct gri_run *run;
        double value, vector[MOST_NUMBERS], v[MOST_NUMBERS] = {0}, hv[MOST_NUMBERS], rest = 0;
        size_t iterations, count = problem.net->parameters;
        must(gri_run_new(problem.net, problem.data, &problem.hyper, problem.parameters, &run, &err),
             &err);
        must(gri_hessian_largest(run, &value, vector, &iterations, NULL, &err), &err);
        must(gri_hessian_times(run, vector, hv, &err), &err);
        for (size_t p = 0; p < count; p++)
            rest = fmax(rest, fabs(hv[p] - value * vector[p]));
        ck_assert_msg(rest <= 1e-3 * fabs(value), "residual %g of %g", rest, value);
        for (size_t k = 0; k < 20; k++) {
            double square = 0, bent = 0;
            for (size_t p = 0; p < count; p++)
                v[p] = gri_random_normal(&random);
            must(gri_hessian_times(run, v, hv, &err), &err);
            for (size_t p = 0; p < count; p++) {
                square += v[p] * v[p];
                bent += v[p] * hv[p];
            }
            ck_assert(bent / square <= value * (1 + 1e-9));
        }
        gri_run_free(run);
        problem_clear(&problem);
    }
}
END_TEST

START_TEST(a_raised_flag_stops_the_search)
{
    struct gri_random random;
    static const volatile sig_atomic_t stop = 1;
    struct kind kind = {.depth = 1, .sizes = {2, 1}, .loss = GRI_MSE, .rows = 2};
    gri_random_seed(&random, 13, 0);
    struct problem problem = problem_draw(&random, &kind);
    struct gri_run *run;
    double value, vector[MOST_NUMBERS];
    size_t iterations;
    must(gri_run_new(problem.net, problem.data, &problem.hyper, problem.parameters, &run, &err),
         &err);
    ck_assert_int_eq(gri_hessian_largest(run, &value, vector, &iterations, &stop, &err),
                     GR_STOPPED);
    gri_run_free(run);
    problem_clear(&problem);
}
END_TEST

SUITE("net/hessian", products_are_differences_of_gradients,
      the_largest_eigenvalue_is_one_and_none_is_larger, a_raised_flag_stops_the_search)
