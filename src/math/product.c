#include "math/product.h"

#include "math/crew.h"

#include <math.h>

/* In multiply-adds. A region of two threads costs 0.8 µs when they are awake: on two processors
 * that is what half of a smaller product would take. */
static const double worth_threads = 85000;

void gri_product_naive(struct gri_matrix a, struct gri_matrix b, struct gri_matrix c)
{
    for (size_t i = 0; i < c.rows; i++)
        for (size_t j = 0; j < c.cols; j++) {
            double acc = 0;
            for (size_t k = 0; k < a.cols; k++)
                acc = fma(*gri_element(a, i, k), *gri_element(b, k, j), acc);
            *gri_element(c, i, j) = acc;
        }
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t parts(size_t whole, size_t part)
{
    return whole / part + (whole % part != 0);
}

/* The output cut into `down` by `across` shares of `rows` by `cols`. */
struct shares {
    size_t down, across, rows, cols;
};

/* At most `threads` shares of whole tiles, the largest of them as small as can be; rather beside
 * each other than below, where each would have to arrange the same columns of b. */
static struct shares cut(const struct gri_kernel *kernel, struct gri_matrix c, size_t threads)
{
    size_t high = parts(c.rows, kernel->rows), wide = parts(c.cols, kernel->cols);
    struct shares best = {1, 1, c.rows, c.cols};
    size_t largest = high * wide;
    for (size_t across = least(threads, wide); across > 0; across--) {
        size_t down = least(threads / across, high);
        size_t rows = parts(high, down), cols = parts(wide, across);
        if (rows * cols < largest) {
            largest = rows * cols;
            best = (struct shares){down, across, rows * kernel->rows, cols * kernel->cols};
        }
    }
    return best;
}

/* The part of `m` that begins at (i, k), at most rows by cols; none, where m ends before. */
static struct gri_matrix part_of(struct gri_matrix m, size_t i, size_t k, size_t rows, size_t cols)
{
    return (struct gri_matrix){gri_element(m, i, k), i < m.rows ? least(rows, m.rows - i) : 0,
                               k < m.cols ? least(cols, m.cols - k) : 0, m.down, m.right};
}

struct job {
    const struct gri_kernel *kernel;
    struct gri_matrix a, b, c;
    struct shares shares;
};

static void fill_share(const void *work, size_t n)
{
    const struct job *job = work;
    const struct shares *s = &job->shares;
    size_t i = n / s->across * s->rows, j = n % s->across * s->cols;
    struct gri_matrix rows = part_of(job->a, i, 0, s->rows, job->a.cols);
    struct gri_matrix cols = part_of(job->b, 0, j, job->b.rows, s->cols);
    struct gri_matrix out = part_of(job->c, i, j, s->rows, s->cols);
    if (out.rows > 0 && out.cols > 0)
        job->kernel->product(&rows, &cols, &out);
}

void gri_product(struct gri_matrix a, struct gri_matrix b, struct gri_matrix c,
                 struct gri_means means)
{
    const struct gri_kernel *kernel = means.kernel != NULL ? means.kernel : gri_kernel_at(0);
    double work = (double)c.rows * (double)c.cols * (double)a.cols;
    if (means.threads < 2 || work < worth_threads) {
        kernel->product(&a, &b, &c);
        return;
    }
    struct job job = {kernel, a, b, c, cut(kernel, c, means.threads)};
    gri_crew_work(job.shares.down * job.shares.across, fill_share, &job);
}
