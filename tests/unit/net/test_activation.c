#include "net/kind/activation.h"

#include "suite.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

enum { UNITS = 3 };

/* Away from 0, where some bend. */
static const double z[][UNITS] = {{0.3, -1.2, 2.5}, {-0.01, 0.02, -3}, {5, 5, 5}, {-7, 1, 6}};
static const size_t rows = sizeof z / sizeof *z;

START_TEST(every_row_is_filled)
{
    for (size_t n = 0; n < GRI_ACTIVATIONS; n++) {
        const struct gri_activation_row *row = &gri_activations[n];
        bool coupled = row->value == NULL;
        ck_assert(strlen(row->name) > 0 && strlen(row->summary) > 0);
        ck_assert((row->slope == NULL) == coupled);
        ck_assert((row->formula == NULL) == coupled);
        ck_assert((row->slope_formula == NULL) == coupled);
        for (size_t m = 0; m < n; m++)
            ck_assert_str_ne(row->name, gri_activations[m].name);
    }
}
END_TEST

START_TEST(values_are_those_of_the_definitions)
{
    double h[UNITS];
    static const double small[UNITS] = {-2, 0, 0.5};
    static const double expected[GRI_ACTIVATIONS][UNITS] = {
        [GRI_LINEAR] = {-2, 0, 0.5},
        [GRI_RELU] = {0, 0, 0.5},
        [GRI_LEAKY_RELU] = {-0.02, 0, 0.5},
        [GRI_SIGMOID] = {0.11920292202211755, 0.5, 0.62245933120185459},
        [GRI_TANH] = {-0.9640275800758169, 0, 0.46211715726000979},
        [GRI_SOFTMAX] = {0.04861082403130226, 0.3591881057825386, 0.5922010701861591},
    };
    for (size_t n = 0; n < GRI_ACTIVATIONS; n++) {
        gri_activate((enum gri_activation)n, small, UNITS, h);
        for (size_t k = 0; k < UNITS; k++)
            ck_assert_msg(fabs(h[k] - expected[n][k]) <= 1e-15, "%s(%g) = %.17g",
                          gri_activations[n].name, small[k], h[k]);
    }
}
END_TEST

/* What dL/dz is by central differences, where L = sum of slope_k h_k. */
static double difference(enum gri_activation activation, const double *at, const double *slope,
                         size_t k)
{
    const double step = 1e-5;
    double moved[UNITS], h[UNITS], sum = 0;
    for (int side = 1; side >= -1; side -= 2) {
        memcpy(moved, at, sizeof moved);
        moved[k] += side * step;
        gri_activate(activation, moved, UNITS, h);
        for (size_t j = 0; j < UNITS; j++)
            sum += side * slope[j] * h[j];
    }
    return sum / (2 * step);
}

START_TEST(the_way_back_is_the_derivative)
{
    static const double slope[UNITS] = {0.7, -1.5, 2};
    double h[UNITS], delta[UNITS];
    for (size_t n = 0; n < GRI_ACTIVATIONS; n++)
        for (size_t i = 0; i < rows; i++) {
            enum gri_activation activation = (enum gri_activation)n;
            gri_activate(activation, z[i], UNITS, h);
            gri_activate_back(activation, z[i], h, slope, UNITS, delta);
            for (size_t k = 0; k < UNITS; k++)
                ck_assert_msg(fabs(delta[k] - difference(activation, z[i], slope, k)) < 1e-9,
                              "%s, row %zu, unit %zu: %.17g", gri_activations[n].name, i, k,
                              delta[k]);
        }
}
END_TEST

START_TEST(in_place_is_the_same)
{
    double h[UNITS], same[UNITS], delta[UNITS];
    for (size_t n = 0; n < GRI_ACTIVATIONS; n++)
        for (size_t i = 0; i < rows; i++) {
            enum gri_activation activation = (enum gri_activation)n;
            gri_activate(activation, z[i], UNITS, h);
            memcpy(same, z[i], sizeof same);
            gri_activate(activation, same, UNITS, same);
            ck_assert_mem_eq(same, h, sizeof h);
            double back[UNITS] = {0.7, -1.5, 2};
            gri_activate_back(activation, z[i], h, back, UNITS, delta);
            gri_activate_back(activation, z[i], h, back, UNITS, back);
            ck_assert_mem_eq(back, delta, sizeof delta);
        }
}
END_TEST

START_TEST(far_out_nothing_overflows)
{
    static const double far[UNITS] = {-1e4, 0, 1e4};
    static const double slope[UNITS] = {1, 1, 1};
    double h[UNITS], delta[UNITS];
    for (size_t n = 0; n < GRI_ACTIVATIONS; n++) {
        gri_activate((enum gri_activation)n, far, UNITS, h);
        gri_activate_back((enum gri_activation)n, far, h, slope, UNITS, delta);
        for (size_t k = 0; k < UNITS; k++)
            ck_assert_msg(isfinite(h[k]) && isfinite(delta[k]), "%s(%g) = %g",
                          gri_activations[n].name, far[k], h[k]);
    }
}
END_TEST

SUITE("net/activation", every_row_is_filled, values_are_those_of_the_definitions,
      the_way_back_is_the_derivative, in_place_is_the_same, far_out_nothing_overflows)
