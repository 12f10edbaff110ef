/* A BLAS's product, for large ones. Its sums are grouped and fused as it likes. */
#ifdef HAVE_CBLAS
#include "math/kernel/each.h"

#include <assert.h>
#include <cblas.h>
#include <limits.h>

/* In multiply-adds: below, its overhead is more than it gains. */
static const double worth_a_call = 85000;

static const struct gri_kernel *ours(void)
{
    size_t n = 0;
    while (gri_kernel_at(n)->loose)
        n++;
    return gri_kernel_at(n);
}

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

static bool is_turned(const struct gri_matrix *m)
{
    return m->right != 1;
}

static size_t leading(const struct gri_matrix *m)
{
    return is_turned(m) ? larger(m->right, m->rows) : larger(m->down, m->cols);
}

/* Its rows or its columns are contiguous, and an int counts them. */
static bool can_pass(const struct gri_matrix *m)
{
    return (m->right == 1 || m->down == 1) && leading(m) <= INT_MAX && m->rows <= INT_MAX &&
           m->cols <= INT_MAX;
}

static enum CBLAS_TRANSPOSE turn(const struct gri_matrix *m)
{
    return is_turned(m) ? CblasTrans : CblasNoTrans;
}

static void dgemm(const struct gri_matrix *a, const struct gri_matrix *b,
                  const struct gri_matrix *c)
{
    cblas_dgemm(CblasRowMajor, turn(a), turn(b), (int)c->rows, (int)c->cols, (int)a->cols, 1, a->at,
                (int)leading(a), b->at, (int)leading(b), 0, c->at, (int)leading(c));
}

/* One thread's, as of every kernel: the output is cut into shares outside. */
static void product(const struct gri_matrix *a, const struct gri_matrix *b,
                    const struct gri_matrix *c)
{
    double work = (double)c->rows * (double)c->cols * (double)a->cols;
    if (work < worth_a_call || !can_pass(a) || !can_pass(b) || !can_pass(c)) {
        ours()->product(a, b, c);
        return;
    }
    BLAS_ALONE;         /* the threads are outside */
    if (is_turned(c)) { /* c' = b' a' */
        struct gri_matrix at = gri_transposed(*a), bt = gri_transposed(*b), ct = gri_transposed(*c);
        dgemm(&bt, &at, &ct);
    } else {
        dgemm(a, b, c);
    }
}

/* It has nothing but products: the rest is ours. */
#define EACH_SCALAR(X)                                                                             \
    X(EXP)                                                                                         \
    X(LN)                                                                                          \
    X(TANH)                                                                                        \
    X(SIGMOID)                                                                                     \
    X(SOFTPLUS)                                                                                    \
    X(RELU)                                                                                        \
    X(RELU_SLOPE)                                                                                  \
    X(LEAKY_RELU)                                                                                  \
    X(LEAKY_RELU_SLOPE)                                                                            \
    X(SIGMOID_SLOPE)                                                                               \
    X(TANH_SLOPE)
#define ONE(function) +1
static_assert(EACH_SCALAR(ONE) == GRI_SCALARS, "every function of one number is ours");

#define FORWARD(function)                                                                          \
    static double of_##function(double x)                                                          \
    {                                                                                              \
        return ours()->scalar[GRI_SCALAR_##function].of(x);                                        \
    }                                                                                              \
    static void each_##function(const double *x, size_t n, double *out)                            \
    {                                                                                              \
        ours()->scalar[GRI_SCALAR_##function].each(x, n, out);                                     \
    }
EACH_SCALAR(FORWARD)
#define ROW(function) [GRI_SCALAR_##function] = {of_##function, each_##function},

static void add(const double *a, const double *b, size_t n, double *out)
{
    ours()->add(a, b, n, out);
}

static void times(const double *a, const double *b, size_t n, double *out)
{
    ours()->times(a, b, n, out);
}

static void less(const double *a, double x, const double *b, size_t n, double *out)
{
    ours()->less(a, x, b, n, out);
}

static bool runs_here(void)
{
    return true;
}

const struct gri_kernel gri_kernel_blas = {
    .name = "blas",
    .runs_here = runs_here,
    .rows = 8,
    .cols = 8,
    .product = product,
    .scalar = {EACH_SCALAR(ROW)},
    .add = add,
    .times = times,
    .less = less,
    .loose = true,
};
#endif
