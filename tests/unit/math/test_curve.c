#include "math/scalar.h"
#include "base/random.h"
#include "suite.h"

#include <assert.h>
#include <float.h>
#include <math.h>
#include <string.h>

enum { POINTS = 20000 };

static const double edges[] = {0.0,
                               -0.0,
                               DBL_TRUE_MIN,
                               -DBL_TRUE_MIN,
                               DBL_MIN,
                               -DBL_MIN,
                               DBL_MIN / 3,
                               DBL_EPSILON,
                               -DBL_EPSILON,
                               1 - DBL_EPSILON / 2,
                               1,
                               -1,
                               1 + DBL_EPSILON,
                               0.34657359027997264, /* half of ln 2, where n changes */
                               -0.34657359027997264,
                               0.70710678118654757, /* where a mantissa of ln does */
                               0.70710678118654746,
                               20,
                               -20,
                               36.7,
                               708.39641853226408,
                               -708.39641853226408,
                               709.782712893384, /* the last whose power is finite */
                               709.78271289338409,
                               -745.13321910194111, /* the last whose power is not 0 */
                               -745.13321910194122,
                               1e5,
                               -1e5,
                               DBL_MAX,
                               -DBL_MAX,
                               INFINITY,
                               -INFINITY,
                               NAN};
enum { EDGES = sizeof edges / sizeof *edges };

/* Any bits; then numbers that curves bend at. */
static double point(struct gri_random *random, size_t n)
{
    double x;
    uint64_t bits = gri_random_bits(random);
    if (n < EDGES)
        return edges[n];
    memcpy(&x, &bits, sizeof x);
    if (n % 4 == 1)
        x = (gri_random_unit(random) - 0.5) * 1500;
    else if (n % 4 == 2)
        x = (gri_random_unit(random) - 0.5) * 8;
    else if (n % 4 == 3)
        x = ldexp(gri_random_unit(random) - 0.5, (int)gri_random_below(random, 60) - 50);
    return x;
}

static long double sigmoidl(long double x)
{
    return x < 0 ? expl(x) / (1 + expl(x)) : 1 / (1 + expl(-x));
}

static long double softplusl(long double x)
{
    return (x > 0 ? x : 0) + log1pl(expl(-fabsl(x))) + (x != x ? x : 0);
}

/* Those without a truth are their formula, rounded as it stands. */
static const struct {
    const char *name;
    long double (*truth)(long double);
} curves[] = {[GRI_SCALAR_EXP] = {"exp", expl},
              [GRI_SCALAR_LN] = {"ln", logl},
              [GRI_SCALAR_TANH] = {"tanh", tanhl},
              [GRI_SCALAR_SIGMOID] = {"sigmoid", sigmoidl},
              [GRI_SCALAR_SOFTPLUS] = {"softplus", softplusl},
              [GRI_SCALAR_RELU] = {"relu", NULL},
              [GRI_SCALAR_RELU_SLOPE] = {"slope of relu", NULL},
              [GRI_SCALAR_LEAKY_RELU] = {"leaky relu", NULL},
              [GRI_SCALAR_LEAKY_RELU_SLOPE] = {"slope of leaky relu", NULL},
              [GRI_SCALAR_SIGMOID_SLOPE] = {"slope of sigmoid", NULL},
              [GRI_SCALAR_TANH_SLOPE] = {"slope of tanh", NULL}};
static_assert(sizeof curves / sizeof *curves == GRI_SCALARS, "every function has a name");

START_TEST(every_curve_is_within_one_ulp_of_the_truth)
{
    struct gri_random random;
    gri_random_seed(&random, 1, 0);
    for (size_t n = 0; n < POINTS; n++)
        for (enum gri_scalar curve = 0; LDBL_MANT_DIG > DBL_MANT_DIG && curve < GRI_SCALARS;
             curve++) {
            if (curves[curve].truth == NULL)
                continue;
            double x = point(&random, n), got, want;
            x = curve == GRI_SCALAR_LN && n % 2 == 0 ? fabs(x) : x;
            got = gri_kernel_at(0)->scalar[curve].of(x);
            want = (double)curves[curve].truth(x);
            ck_assert_msg(isnan(want) ? isnan(got)
                                      : got == want || got == nextafter(want, INFINITY) ||
                                            got == nextafter(want, -INFINITY),
                          "%s(%a) is %a, not %a", curves[curve].name, x, got, want);
        }
}
END_TEST

START_TEST(what_can_be_exact_is)
{
    ck_assert_double_eq(gri_exp(0), 1);
    ck_assert_double_eq(gri_exp(-INFINITY), 0);
    ck_assert_double_eq(gri_exp(1000), INFINITY);
    ck_assert_double_eq(gri_ln(1), 0);
    ck_assert_double_eq(gri_ln(0), -INFINITY);
    ck_assert(isnan(gri_ln(-DBL_TRUE_MIN)));
    ck_assert_double_eq(gri_sigmoid(0), 0.5);
    ck_assert_double_eq(gri_sigmoid(-1000), 0);
    ck_assert_double_eq(gri_tanh(1000), 1);
    ck_assert_double_eq(gri_tanh(DBL_TRUE_MIN), DBL_TRUE_MIN);
    ck_assert(signbit(gri_tanh(-0.0)));
    for (double x = 0; x < 40; x += 0.37)
        ck_assert_double_eq(gri_tanh(-x), -gri_tanh(x));
}
END_TEST

/* nan has many bits that mean the same. */
static void assert_same(const double *a, const double *b, size_t n, const char *curve,
                        const char *kernel)
{
    for (size_t k = 0; k < n; k++)
        ck_assert_msg(memcmp(&a[k], &b[k], sizeof *a) == 0 || (isnan(a[k]) && isnan(b[k])),
                      "%s of number %zu of %zu by %s: %a, not %a", curve, k, n, kernel, a[k], b[k]);
}

START_TEST(pairs_of_rows_are_their_formula_on_every_kernel)
{
    enum { MOST = 41 };
    struct gri_random random;
    const struct gri_kernel *kernel;
    double a[MOST], b[MOST], out[MOST + 1];
    gri_random_seed(&random, 3, 0);
    for (size_t k = 0; k < MOST; k++) {
        a[k] = gri_random_normal(&random);
        b[k] = gri_random_normal(&random);
    }
    for (size_t i = 0; (kernel = gri_kernel_at(i)) != NULL; i++)
        for (size_t n = 0; n <= MOST; n++) {
            out[n] = 42;
            kernel->add(a, b, n, out);
            for (size_t k = 0; k < n; k++)
                ck_assert(out[k] == a[k] + b[k]);
            kernel->times(a, b, n, out);
            for (size_t k = 0; k < n; k++)
                ck_assert(out[k] == a[k] * b[k]);
            kernel->less(a, 0.1, b, n, out);
            for (size_t k = 0; k < n; k++) {
                double part = 0.1 * b[k];
                ck_assert(out[k] == a[k] - part);
            }
            ck_assert_double_eq(out[n], 42);
            memcpy(out, a, n * sizeof *a);
            kernel->less(out, 0.1, b, n, out);
            kernel->add(out, out, n, out);
            ck_assert(n == 0 || out[n - 1] == 2 * (a[n - 1] - 0.1 * b[n - 1]));
        }
}
END_TEST

START_TEST(each_number_has_the_same_bits_on_every_kernel_alone_and_in_a_row)
{
    enum { MOST = 41 };
    struct gri_random random;
    const struct gri_kernel *kernel;
    gri_random_seed(&random, 2, 0);
    for (enum gri_scalar curve = 0; curve < GRI_SCALARS; curve++)
        for (size_t n = 0, first = 0; n <= MOST; first += n++) {
            double x[MOST], want[MOST], got[MOST + 1];
            for (size_t k = 0; k < n; k++) {
                x[k] = point(&random, first + k);
                want[k] = gri_kernel_at(0)->scalar[curve].of(x[k]);
            }
            for (size_t i = 0; (kernel = gri_kernel_at(i)) != NULL; i++) {
                got[n] = 42;
                kernel->scalar[curve].each(x, n, got);
                ck_assert_double_eq(got[n], 42);
                assert_same(got, want, n, curves[curve].name, kernel->name);
                memcpy(got, x, n * sizeof *x);
                kernel->scalar[curve].each(got, n, got);
                assert_same(got, want, n, curves[curve].name, kernel->name);
                for (size_t k = 0; k < n; k++)
                    got[k] = kernel->scalar[curve].of(x[k]);
                assert_same(got, want, n, curves[curve].name, kernel->name);
            }
        }
}
END_TEST

SUITE("math/curve", every_curve_is_within_one_ulp_of_the_truth, what_can_be_exact_is,
      pairs_of_rows_are_their_formula_on_every_kernel,
      each_number_has_the_same_bits_on_every_kernel_alone_and_in_a_row)
