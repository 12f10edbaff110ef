/* The digits in C: products by a BLAS (cblas), or with NAIVE three loops; all else plain loops. */
#include "job.h"

#include <math.h>
#ifndef NAIVE
enum { SLOW = 0 };
#include <cblas.h>
#undef I /* of complex.h */
#else
enum { SLOW = 1 };
enum { CblasRowMajor, CblasNoTrans, CblasTrans };

static void cblas_dgemm(int order, int ta, int tb, int m, int n, int k, double alpha,
                        const double *a, int lda, const double *b, int ldb, double beta, double *c,
                        int ldc)
{
    (void)order, (void)alpha, (void)beta;
#pragma omp parallel for
    for (int i = 0; i < m; i++)
        for (int j = 0; j < n; j++) {
            double sum = 0;
            for (int l = 0; l < k; l++)
                sum += (ta == CblasTrans ? a[l * lda + i] : a[i * lda + l]) *
                       (tb == CblasTrans ? b[j * ldb + l] : b[l * ldb + j]);
            c[i * ldc + j] = sum;
        }
}
#endif

#ifdef BLIS
const char *bli_arch_string(int id);

/* BLIS does not know every processor by name and then takes its kernel for AVX2. */
static void choose_kernel(void)
{
    if (__builtin_cpu_supports("avx512f") && strcmp(bli_arch_string(0), "skx") == 0)
        setenv("BLIS_ARCH_TYPE", "0", 0);
}
#else
static void choose_kernel(void)
{
}
#endif

enum { DEPTH = 3 };
static const int sizes[DEPTH + 1] = {PIXELS, HIDDEN1, HIDDEN2, CLASSES};
static double *w[DEPTH], *b[DEPTH], *gw[DEPTH], *gb[DEPTH], *h[DEPTH + 1], *d[DEPTH + 1];

static double *room(int count)
{
    double *at = calloc((size_t)count, sizeof *at);
    return at != NULL ? at : (exit(2), at);
}

static void softmax(double *z)
{
    double most = z[0], sum = 0;
    for (int k = 1; k < CLASSES; k++)
        most = z[k] > most ? z[k] : most;
    for (int k = 0; k < CLASSES; k++)
        sum += z[k] = exp(z[k] - most);
    for (int k = 0; k < CLASSES; k++)
        z[k] /= sum;
}

static void forward(int l)
{
    int I = sizes[l], O = sizes[l + 1];
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, BATCH, O, I, 1, h[l], I, w[l], O, 0,
                h[l + 1], O);
    for (int i = 0; i < BATCH; i++) {
        double *z = h[l + 1] + i * O;
        for (int k = 0; k < O; k++)
            z[k] += b[l][k];
        if (l == DEPTH - 1)
            softmax(z);
        else
            for (int k = 0; k < O; k++)
                z[k] = z[k] > 0 ? z[k] : 0;
    }
}

static void backward(int l)
{
    int I = sizes[l], O = sizes[l + 1];
    cblas_dgemm(CblasRowMajor, CblasTrans, CblasNoTrans, I, O, BATCH, 1, h[l], I, d[l + 1], O, 0,
                gw[l], O);
    memset(gb[l], 0, (size_t)O * sizeof(double));
    for (int i = 0; i < BATCH; i++)
        for (int k = 0; k < O; k++)
            gb[l][k] += d[l + 1][i * O + k];
    if (l == 0)
        return;
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasTrans, BATCH, I, O, 1, d[l + 1], O, w[l], O, 0,
                d[l], I);
    for (int n = 0; n < BATCH * I; n++)
        d[l][n] = h[l][n] > 0 ? d[l][n] : 0;
}

static double step(const double *y)
{
    double loss = 0;
    for (int l = 0; l < DEPTH; l++)
        forward(l);
    for (int n = 0; n < BATCH * CLASSES; n++) {
        if (y[n] > 0)
            loss -= log(h[DEPTH][n]);
        d[DEPTH][n] = (h[DEPTH][n] - y[n]) / BATCH;
    }
    for (int l = DEPTH; l-- > 0;)
        backward(l);
    for (int l = 0; l < DEPTH; l++) {
        for (int p = 0; p < sizes[l] * sizes[l + 1]; p++)
            w[l][p] -= digit_rate * gw[l][p];
        for (int k = 0; k < sizes[l + 1]; k++)
            b[l][k] -= digit_rate * gb[l][k];
    }
    return loss;
}

static void make_network(void)
{
    unsigned state = 2;
    for (int l = 0; l < DEPTH; l++) {
        int count = sizes[l] * sizes[l + 1];
        w[l] = room(count);
        gw[l] = room(count);
        b[l] = room(sizes[l + 1]);
        gb[l] = room(sizes[l + 1]);
        h[l + 1] = room(BATCH * sizes[l + 1]);
        d[l + 1] = room(BATCH * sizes[l + 1]);
        for (int p = 0; p < count; p++)
            w[l][p] = digit_next(&state) % 1001 * 1e-4 - 0.05;
    }
}

static double job(const char *name, int threads)
{
    double *x = room(DIGIT_ROWS * PIXELS), *y = room(DIGIT_ROWS * CLASSES), loss = 0;
    int pixels[PIXELS], class;
    unsigned state = 1;
    if (strcmp(name, "digits") != 0)
        return 0;
    for (int i = 0; i < DIGIT_ROWS; i++) {
        digit_row(&state, pixels, &class);
        for (int k = 0; k < PIXELS; k++)
            x[i * PIXELS + k] = pixels[k] / 1000.0;
        y[i * CLASSES + class] = 1;
    }
    make_network();
    choose_kernel();
    double begun = now(threads);
    int epochs = SLOW ? 1 : DIGIT_EPOCHS;
    for (int epoch = SLOW - 1; epoch < epochs; epoch++) { /* one to warm up */
        begun = epoch == 0 ? now(threads) : begun;
        for (int i = 0; i < DIGIT_ROWS; i += BATCH) {
            h[0] = x + i * PIXELS;
            loss += step(y + i * CLASSES);
        }
    }
    double took = (now(threads) - begun) / epochs / DIGIT_ROWS;
    return isfinite(loss) ? took : 0;
}

CONTESTANT(job)
