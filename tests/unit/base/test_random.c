#include "base/random.h"
#include "suite.h"

#include <math.h>
#include <stdbool.h>

/* The first two rows are the published sequences of splitmix64, the others were computed apart. */
START_TEST(the_bits_are_those_of_splitmix64)
{
    static const struct {
        uint64_t seed, stream, want[3];
    } rows[] = {
        {0, 0, {0xe220a8397b1dcdaf, 0x6e789e6aa1b965f4, 0x06c45d188009454f}},
        {1234567, 0, {6457827717110365317u, 3203168211198807973u, 9817491932198370423u}},
        {42, 1, {0xe36a9a2d0e015d43, 0x6bb4d94f28071b75, 0xdbf4398c6072128a}},
        {42, 2, {0x70dffc6d370fcbab, 0x91159599ee53e728, 0xa20f30ccaad17852}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct gri_random random;
        gri_random_seed(&random, rows[i].seed, rows[i].stream);
        for (size_t k = 0; k < 3; k++)
            ck_assert_uint_eq(gri_random_bits(&random), rows[i].want[k]);
    }
}
END_TEST

START_TEST(units_normals_and_bounded_numbers_are_known)
{
    struct gri_random random;
    gri_random_seed(&random, 42, 0);
    ck_assert_double_eq(gri_random_unit(&random), 0.7415648787718233);
    ck_assert_double_eq(gri_random_unit(&random), 0.1599103928769201);
    static const double normals[] = {0.49295065581737485, -1.2810773478777024, -0.6018779810957331,
                                     -1.5423606818352653};
    gri_random_seed(&random, 42, 0);
    for (size_t i = 0; i < 4; i++)
        ck_assert_double_eq_tol(gri_random_normal(&random), normals[i], 1e-14);
    static const size_t below[] = {3, 1, 8, 4, 0, 2, 5, 8};
    gri_random_seed(&random, 42, 0);
    for (size_t i = 0; i < 8; i++)
        ck_assert_uint_eq(gri_random_below(&random, 10), below[i]);
}
END_TEST

/* n draws: the mean is within 5 standard errors, and so is the variance. */
static void assert_moments(double (*draw)(struct gri_random *), double mean, double variance,
                           double fourth)
{
    enum { N = 200000 };
    struct gri_random random;
    double sum = 0, squares = 0;
    gri_random_seed(&random, 7, 0);
    for (int i = 0; i < N; i++) {
        double x = draw(&random) - mean;
        sum += x;
        squares += x * x;
    }
    ck_assert_double_eq_tol(sum / N, 0, 5 * sqrt(variance / N));
    ck_assert_double_eq_tol(squares / N, variance, 5 * sqrt((fourth - variance * variance) / N));
}

static double from_3_to_7(struct gri_random *random)
{
    double x = gri_random_uniform(random, 3, 7);
    ck_assert(x >= 3 && x < 7);
    return x;
}

START_TEST(moments_are_right)
{
    assert_moments(gri_random_unit, 0.5, 1 / 12.0, 1 / 80.0);
    assert_moments(from_3_to_7, 5, 16 / 12.0, 256 / 80.0);
    assert_moments(gri_random_normal, 0, 1, 3);
}
END_TEST

START_TEST(units_stay_below_one)
{
    struct gri_random random;
    gri_random_seed(&random, 8, 0);
    for (int i = 0; i < 200000; i++) {
        double x = gri_random_unit(&random);
        ck_assert(x >= 0 && x < 1);
    }
}
END_TEST

/* Of 2^64 values a bound of 3/4 2^64 leaves a quarter over: kept, it would favour the low third. */
START_TEST(numbers_below_a_bound_are_spread_evenly)
{
    enum { BOUND = 7, N = 70000 };
    size_t seen[BOUND] = {0};
    struct gri_random random;
    gri_random_seed(&random, 9, 0);
    for (int i = 0; i < N; i++) {
        size_t k = gri_random_below(&random, BOUND);
        ck_assert_uint_lt(k, BOUND);
        seen[k]++;
    }
    for (size_t k = 0; k < BOUND; k++)
        ck_assert_double_eq_tol((double)seen[k], (double)N / BOUND, 5 * sqrt((double)N / BOUND));
    size_t third = SIZE_MAX / 4 + 1, huge = 3 * third, low = 0;
    for (int i = 0; i < 9000; i++) {
        size_t k = gri_random_below(&random, huge);
        ck_assert_uint_lt(k, huge);
        low += k < third;
    }
    ck_assert_double_eq_tol((double)low, 3000, 250);
    ck_assert_uint_eq(gri_random_below(&random, 1), 0);
}
END_TEST

START_TEST(shuffling_is_a_known_permutation)
{
    static const size_t want[8] = {3, 1, 6, 2, 4, 0, 7, 5};
    size_t order[8] = {0, 1, 2, 3, 4, 5, 6, 7};
    struct gri_random random;
    gri_random_seed(&random, 42, 0);
    gri_random_shuffle(&random, order, 8);
    ck_assert_mem_eq(order, want, sizeof want);
}
END_TEST

START_TEST(shuffling_keeps_every_element)
{
    struct gri_random random;
    gri_random_seed(&random, 10, 0);
    for (size_t n = 0; n < 100; n++) {
        size_t order[100];
        bool seen[100] = {false};
        for (size_t i = 0; i < n; i++)
            order[i] = i;
        gri_random_shuffle(&random, order, n);
        for (size_t i = 0; i < n; i++) {
            ck_assert_uint_lt(order[i], n);
            ck_assert(!seen[order[i]]);
            seen[order[i]] = true;
        }
    }
}
END_TEST

START_TEST(every_order_of_three_comes_equally_often)
{
    enum { N = 60000 };
    size_t seen[27] = {0};
    struct gri_random random;
    gri_random_seed(&random, 11, 0);
    for (int i = 0; i < N; i++) {
        size_t order[3] = {0, 1, 2};
        gri_random_shuffle(&random, order, 3);
        seen[order[0] * 9 + order[1] * 3 + order[2]]++;
    }
    size_t orders = 0;
    for (size_t i = 0; i < 27; i++)
        if (seen[i] > 0) {
            ck_assert_double_eq_tol((double)seen[i], N / 6.0, 5 * sqrt(N / 6.0));
            orders++;
        }
    ck_assert_uint_eq(orders, 6);
}
END_TEST

SUITE("base/random", the_bits_are_those_of_splitmix64, units_normals_and_bounded_numbers_are_known,
      moments_are_right, units_stay_below_one, numbers_below_a_bound_are_spread_evenly,
      shuffling_is_a_known_permutation, shuffling_keeps_every_element,
      every_order_of_three_comes_equally_often)
