#include "base/decimal.h"

#include "base/random.h"
#include "base/same.h"
#include "suite.h"

#include <float.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* The oracle: x is whole * 10^-places, exactly, and the rounding is done on whole numbers. */
struct exact {
    int64_t whole;
    int places;
};

static int64_t power(int n)
{
    int64_t p = 1;
    while (n-- > 0)
        p *= 10;
    return p;
}

static struct exact exact_round(struct exact x, int places, enum gri_rounding policy)
{
    if (x.places <= places)
        return x;
    int64_t unit = power(x.places - places), size = x.whole < 0 ? -x.whole : x.whole;
    int64_t down = size / unit, rest = size % unit;
    bool up = policy == GRI_HALF_UP     ? 2 * rest >= unit
              : policy == GRI_HALF_EVEN ? 2 * rest > unit || (2 * rest == unit && down % 2 == 1)
                                        : false;
    down += up;
    return (struct exact){x.whole < 0 ? -down : down, places};
}

/* By the C library, from the spelling: the tests that use it run in the C locale. */
static double exact_value(struct exact x)
{
    char spelled[64];
    snprintf(spelled, sizeof spelled, "%llde-%d", (long long)x.whole, x.places);
    return strtod(spelled, NULL) + 0.0;
}

static void exact_text(struct exact x, char *out, size_t room)
{
    int64_t size = x.whole < 0 ? -x.whole : x.whole, unit = power(x.places);
    int n = snprintf(out, room, "%s%lld", x.whole < 0 ? "-" : "", (long long)(size / unit));
    if (x.places == 0)
        return;
    snprintf(out + n, room - (size_t)n, ".%0*lld", x.places, (long long)(size % unit));
    size_t end = strlen(out);
    while (out[end - 1] == '0')
        end--;
    if (out[end - 1] == '.')
        end--;
    out[end] = '\0';
}

static void check_against_oracle(struct exact x, int places)
{
    double value = exact_value(x);
    char want[64];
    for (int policy = 0; policy < GRI_ROUNDINGS; policy++)
        assert_same(gri_round(value, places, (enum gri_rounding)policy),
                    exact_value(exact_round(x, places, (enum gri_rounding)policy)),
                    gri_rounding_names[policy], value, places);
    struct exact rounded = exact_round(x, places, GRI_HALF_UP);
    if (rounded.whole == 0 && x.whole != 0)
        return;
    exact_text(rounded, want, sizeof want);
    assert_shown(value, places, want);
}

START_TEST(the_numbers_of_the_classroom)
{
    assert_same(gri_round(2.165, 2, GRI_HALF_UP), 2.17, "half-up", 2.165, 2);
    assert_same(gri_round(0.1667, 4, GRI_HALF_UP), 0.1667, "half-up", 0.1667, 4);
    assert_same(gri_round(2.675, 2, GRI_HALF_UP), 2.68, "half-up", 2.675, 2);
    assert_same(gri_round(1.005, 2, GRI_HALF_UP), 1.01, "half-up", 1.005, 2);
    assert_same(gri_round(-1.005, 2, GRI_HALF_UP), -1.01, "half-up", -1.005, 2);
    assert_same(gri_round(2.665, 2, GRI_HALF_EVEN), 2.66, "half-even", 2.665, 2);
    assert_same(gri_round(0.29 * 100, 0, GRI_TRUNCATE), 29, "truncate", 0.29 * 100, 0);
    assert_same(gri_round(9.995, 2, GRI_HALF_UP), 10, "half-up", 9.995, 2);
    assert_same(gri_round(0.1 + 0.2, 15, GRI_HALF_UP), 0.3, "half-up", 0.1 + 0.2, 15);
}
END_TEST

/* (2k + 1) / 2 units of the last place kept: every one is a tie. */
START_TEST(ties_are_those_of_exact_arithmetic)
{
    struct gri_random random;
    gri_random_seed(&random, 1, 0);
    for (int places = 0; places <= 12; places++)
        for (int i = 0; i < 1500; i++) {
            int size = (int)gri_random_below(&random, (size_t)(places < 2 ? 12 : 14)) + 1;
            int64_t k = i < 300 ? i : (int64_t)gri_random_below(&random, (size_t)power(size));
            struct exact x = {10 * k + 5, places + 1};
            check_against_oracle(x, places);
            x.whole = -x.whole;
            check_against_oracle(x, places);
        }
}
END_TEST

/* One unit of the 15th digit beside a tie or a whole is another number. */
START_TEST(neighbours_of_ties_and_wholes_fall_to_their_side)
{
    struct gri_random random;
    gri_random_seed(&random, 2, 0);
    for (int places = 0; places <= 12; places++)
        for (int i = 0; i < 1500; i++) {
            int behind = 14 - places < 1 ? 1 : 14 - places;
            int64_t ahead = (int64_t)gri_random_below(&random, 10);
            int64_t kept = ahead * power(places) +
                           (int64_t)gri_random_below(&random, (size_t)power(places));
            int64_t half = i % 2 * power(behind) / 2;
            struct exact x = {kept * power(behind) + half + (i % 3 - 1), places + behind};
            check_against_oracle(x, places);
        }
}
END_TEST

START_TEST(any_decimal_of_fifteen_digits_rounds_as_written)
{
    struct gri_random random;
    gri_random_seed(&random, 3, 0);
    for (int i = 0; i < 20000; i++) {
        int digits = 1 + (int)gri_random_below(&random, 15);
        struct exact x = {(int64_t)gri_random_below(&random, (size_t)power(digits)),
                          (int)gri_random_below(&random, 16)};
        if (i % 2)
            x.whole = -x.whole;
        check_against_oracle(x, (int)gri_random_below(&random, 16));
    }
}
END_TEST

START_TEST(rounding_twice_changes_nothing)
{
    struct gri_random random;
    gri_random_seed(&random, 4, 0);
    for (int i = 0; i < 5000; i++) {
        double x = gri_random_normal(&random) * pow(10, (double)gri_random_below(&random, 9));
        for (int policy = 0; policy < GRI_ROUNDINGS; policy++) {
            double once = gri_round(x, i % 16, (enum gri_rounding)policy);
            assert_same(gri_round(once, i % 16, (enum gri_rounding)policy), once, "again", x,
                        i % 16);
        }
    }
}
END_TEST

START_TEST(what_is_not_finite_stays_and_zero_has_no_sign)
{
    ck_assert(isnan(gri_round(NAN, 2, GRI_HALF_UP)));
    assert_same(gri_round(INFINITY, 2, GRI_HALF_UP), INFINITY, "half-up", INFINITY, 2);
    assert_same(gri_round(-INFINITY, 0, GRI_TRUNCATE), -INFINITY, "truncate", -INFINITY, 0);
    for (int policy = 0; policy < GRI_ROUNDINGS; policy++) {
        assert_same(gri_round(-0.0, 2, (enum gri_rounding)policy), 0, "any", -0.0, 2);
        assert_same(gri_round(-0.004, 2, (enum gri_rounding)policy), 0, "any", -0.004, 2);
        assert_same(gri_round(-5e-324, 15, (enum gri_rounding)policy), 0, "any", -5e-324, 15);
        ck_assert(isfinite(gri_round(DBL_MAX, 0, (enum gri_rounding)policy)));
    }
}
END_TEST

SUITE("base/decimal", the_numbers_of_the_classroom, ties_are_those_of_exact_arithmetic,
      neighbours_of_ties_and_wholes_fall_to_their_side,
      any_decimal_of_fifteen_digits_rounds_as_written, rounding_twice_changes_nothing,
      what_is_not_finite_stays_and_zero_has_no_sign)
