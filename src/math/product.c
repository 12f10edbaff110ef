#include "math/product.h"

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

/* Of `some` from `first` on those that there are. */
static size_t left_of(size_t all, size_t first, size_t some)
{
    return first < all ? least(some, all - first) : 0;
}

struct gri_part gri_product_share(const struct gri_kernel *kernel, struct gri_matrix c,
                                  const struct gri_hand *hand)
{
    struct shares s = cut(kernel, c, hand->of);
    size_t i = hand->n / s.across * s.rows, j = hand->n % s.across * s.cols;
    struct gri_part share = {i, left_of(c.rows, i, s.rows), j, left_of(c.cols, j, s.cols)};
    if (hand->n >= s.down * s.across)
        share.rows = share.cols = 0;
    return share;
}

struct job {
    const struct gri_kernel *kernel;
    struct gri_matrix a, b, c;
};

static void fill_share(struct gri_hand *hand, void *work)
{
    const struct job *job = work;
    struct gri_part share = gri_product_share(job->kernel, job->c, hand);
    gri_product_part(job->kernel, job->a, job->b, job->c, share);
}

const struct gri_kernel *gri_means_kernel(struct gri_means means)
{
    return means.kernel != NULL ? means.kernel : gri_kernel_at(0);
}

size_t gri_means_threads(struct gri_means means, double work)
{
    return means.threads > 1 && work >= worth_threads ? means.threads : 1;
}

void gri_product(struct gri_matrix a, struct gri_matrix b, struct gri_matrix c,
                 struct gri_means means)
{
    struct job job = {gri_means_kernel(means), a, b, c};
    double work = (double)c.rows * (double)c.cols * (double)a.cols;
    if (gri_means_threads(means, work) == 1)
        job.kernel->product(&a, &b, &c);
    else
        gri_crew_work(means.threads, fill_share, &job);
}
