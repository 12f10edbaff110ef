#include "math/product.h"
#include "base/random.h"
#include "suite.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* Every operand has 53 random bits and any size from 2^-8 to 2^8: every product rounds. */
static void fill(struct gri_random *random, double *at, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        double whole = (double)(gri_random_bits(random) >> 11 | 1);
        at[i] = ldexp(gri_random_bits(random) & 1 ? whole : -whole,
                      (int)gri_random_below(random, 17) - 8 - 53);
    }
}

static double *room(size_t n)
{
    double *at = calloc(n + 1, sizeof *at);
    ck_assert_ptr_nonnull(at);
    return at;
}

/* Three matrices and what the definition makes of them. */
struct trial {
    struct gri_matrix a, b, want;
    double *got;
    size_t cells;
};

/* Bits 0 to 2 of `turned`: a, b or c stand transposed in memory. */
static struct trial set_up(struct gri_random *random, size_t rows, size_t inner, size_t cols,
                           unsigned turned)
{
    struct trial t = {.cells = rows * cols, .got = room(rows * cols)};
    double *a = room(rows * inner), *b = room(inner * cols), *c = room(rows * cols);
    fill(random, a, rows * inner);
    fill(random, b, inner * cols);
    t.a = turned & 1 ? gri_transposed(gri_matrix(a, inner, rows)) : gri_matrix(a, rows, inner);
    t.b = turned & 2 ? gri_transposed(gri_matrix(b, cols, inner)) : gri_matrix(b, inner, cols);
    t.want = turned & 4 ? gri_transposed(gri_matrix(c, cols, rows)) : gri_matrix(c, rows, cols);
    gri_product_naive(t.a, t.b, t.want);
    return t;
}

/* Of one element's fold, in any order: an ulp of the sum of the sizes for every step. */
static double slack(const struct trial *t, size_t i, size_t j)
{
    double sizes = 0;
    for (size_t k = 0; k < t->a.cols; k++)
        sizes += fabs(*gri_element(t->a, i, k) * *gri_element(t->b, k, j));
    return (double)t->a.cols * sizes * 0x1p-52;
}

/* To the last bit; a loose kernel's may be others. */
static bool agrees(const struct trial *t, struct gri_matrix c, const struct gri_kernel *kernel)
{
    if (!kernel->loose)
        return memcmp(c.at, t->want.at, t->cells * sizeof *c.at) == 0;
    for (size_t n = 0; n < t->cells; n++)
        if (isnan(c.at[n]) != isnan(t->want.at[n]))
            return false;
    for (size_t i = 0; i < c.rows; i++)
        for (size_t j = 0; j < c.cols; j++)
            if (!(fabs(*gri_element(c, i, j) - *gri_element(t->want, i, j)) <= slack(t, i, j)))
                return false;
    return true;
}

static void try(struct trial *t, struct gri_means means)
{
    struct gri_matrix c = t->want;
    c.at = t->got;
    memset(t->got, 0xff, t->cells * sizeof *t->got);
    gri_product(t->a, t->b, c, means);
    ck_assert_msg(agrees(t, c, means.kernel), "(%zu, %zu) by (%zu, %zu), %zu threads, %s",
                  t->a.rows, t->a.cols, t->b.rows, t->b.cols, means.threads, means.kernel->name);
}

static void try_all(struct trial *t, size_t most_threads)
{
    const struct gri_kernel *kernel;
    for (size_t n = 0; (kernel = gri_kernel_at(n)) != NULL; n++)
        for (size_t threads = 1; threads <= most_threads; threads++)
            try(t, (struct gri_means){threads, kernel});
}

static void tear_down(struct trial *t)
{
    free(t->a.at);
    free(t->b.at);
    free(t->want.at);
    free(t->got);
}

static void check(struct gri_random *random, size_t rows, size_t inner, size_t cols)
{
    for (unsigned turned = 0; turned < 8; turned++) {
        struct trial t = set_up(random, rows, inner, cols, turned);
        try_all(&t, 4);
        tear_down(&t);
    }
}

START_TEST(the_naive_product_is_the_fold_of_its_definition)
{
    double a[6] = {16, 4, 1, 13, 16, 10}, b[4] = {0.5, 2, 0.1, 0.3}, c[6];
    static const double want[6] = {8.4, 33.2, 1.8, 5.9, 9, 35};
    gri_product_naive(gri_matrix(a, 3, 2), gri_matrix(b, 2, 2), gri_matrix(c, 3, 2));
    for (size_t i = 0; i < 6; i++)
        ck_assert_double_eq_tol(c[i], want[i], 1e-12);
    double x[2] = {1 + 0x1p-30, 1}, y[2] = {1 - 0x1p-30, -1}, z;
    gri_product_naive(gri_matrix(x, 1, 2), gri_matrix(y, 2, 1), gri_matrix(&z, 1, 1));
    ck_assert_double_eq(z, 0); /* the first product rounds when it enters the sum */
    gri_product_naive(gri_matrix(&x[1], 1, 1), gri_matrix(&y[1], 1, 1), gri_matrix(&z, 1, 1));
    ck_assert_double_eq(z, -1);
    double p[2] = {-1, 1 + 0x1p-30}, q[2] = {1, 1 - 0x1p-30};
    gri_product_naive(gri_matrix(p, 1, 2), gri_matrix(q, 2, 1), gri_matrix(&z, 1, 1));
    ck_assert_double_eq(z, -0x1p-60); /* fused: the second one does not */
}
END_TEST

START_TEST(every_small_shape_is_the_naive_fold)
{
    struct gri_random random;
    gri_random_seed(&random, 1, 0);
    for (size_t rows = 1; rows <= 9; rows++)
        for (size_t inner = 1; inner <= 9; inner++)
            for (size_t cols = 1; cols <= 9; cols++)
                check(&random, rows, inner, cols);
}
END_TEST

START_TEST(odd_large_shapes_are_the_naive_fold)
{
    static const size_t shapes[][3] = {
        {129, 131, 127}, {65, 257, 63},  {130, 129, 5},  {7, 300, 130},  {1, 1000, 130},
        {300, 700, 1},   {200, 128, 8},  {193, 127, 65}, {6, 129, 200},  {1, 1, 1000},
        {385, 20, 66},   {2, 3, 70},     {70, 3, 2},     {48, 128, 64},  {11, 1031, 11},
        {37, 300, 300},  {97, 520, 270}, {10, 600, 257}, {261, 515, 10}, {33, 257, 513},
    };
    struct gri_random random;
    gri_random_seed(&random, 2, 0);
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        check(&random, shapes[i][0], shapes[i][1], shapes[i][2]);
}
END_TEST

START_TEST(random_shapes_are_the_naive_fold)
{
    struct gri_random random;
    gri_random_seed(&random, 3, 0);
    for (int i = 0; i < 60; i++)
        check(&random, 1 + gri_random_below(&random, 90), 1 + gri_random_below(&random, 150),
              1 + gri_random_below(&random, 90));
}
END_TEST

/* w = w - rate (a b) beside its two halves, each written; sums is room. */
static void check_descent(struct gri_random *random, const struct gri_kernel *kernel, size_t rows,
                          size_t inner, size_t cols)
{
    const double rate = 0.3;
    struct trial t = set_up(random, rows, inner, cols, 1); /* a stands as a layer's input does */
    double *w = room(t.cells), *want = room(t.cells);
    struct gri_matrix sums = gri_matrix(t.got, rows, cols), to = gri_matrix(w, rows, cols);
    fill(random, w, t.cells);
    kernel->less(w, rate, t.want.at, t.cells, want);
    memset(t.got, 0xff, t.cells * sizeof *t.got);
    kernel->descend(&t.a, &t.b, &sums, &to, rate);
    ck_assert_msg(memcmp(w, want, t.cells * sizeof *w) == 0, "(%zu, %zu) by (%zu, %zu), %s", rows,
                  inner, inner, cols, kernel->name);
    tear_down(&t);
    free(w);
    free(want);
}

START_TEST(a_descent_is_the_product_and_then_the_difference)
{
    static const size_t shapes[][3] = {
        {1, 1, 1},       {7, 3, 32},    {6, 128, 33},   {130, 128, 128},
        {100, 31, 300},  {50, 256, 40}, {50, 257, 40},  {97, 600, 70},
        {200, 515, 290}, {2, 300, 64},  {784, 64, 256}, {31, 1000, 31},
    };
    struct gri_random random;
    const struct gri_kernel *kernel;
    gri_random_seed(&random, 8, 0);
    for (size_t n = 0; (kernel = gri_kernel_at(n)) != NULL; n++)
        for (size_t i = 0; kernel->descend != NULL && i < sizeof shapes / sizeof *shapes; i++)
            check_descent(&random, kernel, shapes[i][0], shapes[i][1], shapes[i][2]);
}
END_TEST

/* c is a window in a larger matrix, whose frame must not be touched. */
START_TEST(views_with_gaps_are_read_and_written_in_place)
{
    enum { ROWS = 61, INNER = 67, COLS = 59, FRAME = 200 };
    struct gri_random random;
    gri_random_seed(&random, 4, 0);
    double *a = room(FRAME * FRAME), *b = room(FRAME * FRAME);
    double *c = room(FRAME * FRAME), *d = room(FRAME * FRAME);
    fill(&random, a, FRAME * FRAME);
    fill(&random, b, FRAME * FRAME);
    struct gri_matrix va = {a + 5, ROWS, INNER, FRAME, 2}, vb = {b + 7, INNER, COLS, FRAME, 3};
    struct gri_matrix vc = {c + 9, ROWS, COLS, FRAME, 3}, vd = vc;
    vd.at = d + 9;
    gri_product_naive(va, vb, vc);
    const struct gri_kernel *kernel;
    for (size_t n = 0; (kernel = gri_kernel_at(n)) != NULL; n++)
        for (size_t threads = 1; threads <= 4; threads++) {
            memset(d, 0, FRAME * FRAME * sizeof *d);
            gri_product(va, vb, vd, (struct gri_means){threads, kernel});
            ck_assert_int_eq(memcmp(c, d, FRAME * FRAME * sizeof *c), 0);
        }
    free(a);
    free(b);
    free(c);
    free(d);
}
END_TEST

/* Rows that stand further apart than they are long, as a BLAS is given them too. */
START_TEST(rows_far_apart_leave_what_is_between_alone)
{
    enum { SIZE = 70, APART = 83 };
    struct gri_random random;
    gri_random_seed(&random, 7, 0);
    for (unsigned turned = 0; turned < 8; turned++) {
        struct trial t = set_up(&random, APART, APART, APART, turned);
        t.a.rows = t.a.cols = t.b.rows = t.b.cols = t.want.rows = t.want.cols = SIZE;
        memset(t.want.at, 0xff, t.cells * sizeof *t.want.at);
        gri_product_naive(t.a, t.b, t.want);
        try_all(&t, 3);
        tear_down(&t);
    }
}
END_TEST

START_TEST(an_empty_sum_is_zero)
{
    double a = 7, c[6] = {1, 2, 3, 4, 5, 6};
    static const double zeros[6];
    gri_product(gri_matrix(&a, 2, 0), gri_matrix(&a, 0, 3), gri_matrix(c, 2, 3),
                (struct gri_means){2, NULL});
    ck_assert_int_eq(memcmp(c, zeros, sizeof c), 0);
}
END_TEST

START_TEST(more_threads_than_work_and_none_do_no_harm)
{
    struct gri_random random;
    gri_random_seed(&random, 5, 0);
    struct trial t = set_up(&random, 30, 200, 30, 0);
    try(&t, (struct gri_means){0, gri_kernel_at(0)});
    try_all(&t, 8);
    try(&t, (struct gri_means){1000, gri_kernel_at(0)});
    tear_down(&t);
}
END_TEST

/* Infinities and nan stay where the definition has them: no padding leaks into the output. */
START_TEST(what_is_not_finite_stays_in_its_row_and_column)
{
    struct gri_random random;
    gri_random_seed(&random, 6, 0);
    struct trial t = set_up(&random, 13, 140, 13, 0);
    *gri_element(t.a, 12, 7) = INFINITY;
    *gri_element(t.b, 139, 12) = NAN;
    gri_product_naive(t.a, t.b, t.want);
    gri_product(t.a, t.b, gri_matrix(t.got, 13, 13), (struct gri_means){2, NULL});
    for (size_t i = 0; i < 13; i++)
        for (size_t j = 0; j < 13; j++) {
            double got = t.got[i * 13 + j], want = *gri_element(t.want, i, j);
            ck_assert(isnan(want) ? isnan(got) : memcmp(&got, &want, sizeof got) == 0);
            ck_assert(isfinite(got) == (i != 12 && j != 12));
        }
    tear_down(&t);
}
END_TEST

SUITE("math/product", the_naive_product_is_the_fold_of_its_definition,
      every_small_shape_is_the_naive_fold, odd_large_shapes_are_the_naive_fold,
      random_shapes_are_the_naive_fold, views_with_gaps_are_read_and_written_in_place,
      a_descent_is_the_product_and_then_the_difference, rows_far_apart_leave_what_is_between_alone,
      an_empty_sum_is_zero, more_threads_than_work_and_none_do_no_harm,
      what_is_not_finite_stays_in_its_row_and_column)
