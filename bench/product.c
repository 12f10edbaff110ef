/* product: our matrix product beside those of the BLAS libraries that are installed, in turn. */
#define _GNU_SOURCE /* sched_setaffinity */
#include "math/product.h"

#include <dlfcn.h>
#include <math.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MOST_RUNS = 999, MOST_SIZE = 2048, PEERS = 3 };
enum { ROW_MAJOR = 101, PLAIN = 111, TURNED = 112 };

typedef void dgemm(int order, int turn_a, int turn_b, int rows, int cols, int inner, double alpha,
                   const double *a, int a_down, const double *b, int b_down, double beta, double *c,
                   int c_down);

/* The threads are ours. */
static void set_none(int threads)
{
    (void)threads;
}

static struct peer {
    const char *name, *library, *threads;
    dgemm *product;
    const struct gri_kernel *kernel; /* of ours that calls it, instead */
    void (*set_threads)(int);
    double logarithms, worst; /* of the ratios of one table */
} peers[PEERS] = {
    {.name = "openblas", .library = "libopenblas.so.0", .threads = "openblas_set_num_threads"},
    {.name = "blis", .library = "libblis.so.4", .threads = "bli_thread_set_num_threads"},
    {.name = "set kernel blas", .set_threads = set_none},
};

struct shape {
    const char *name;
    size_t rows, inner, cols;
    char a, b; /* 't': stands transposed */
};

struct contest {
    struct gri_matrix a, b, c;
    struct gri_means means;
    size_t times; /* products in a measurement */
};

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static void *symbol(void *library, const char *name)
{
    void *found = dlsym(library, name);
    if (found == NULL) {
        fprintf(stderr, "product: no %s\n", name);
        exit(2);
    }
    return found;
}

/* In a build --with-blas, what it would do without. */
static const struct gri_kernel *ours(void)
{
    size_t n = 0;
    while (gri_kernel_at(n)->loose)
        n++;
    return gri_kernel_at(n);
}

/* BLIS does not know every processor by name and then takes its kernel for AVX2. */
static void help_blis(void *library)
{
    const char *(*name)(int) = (const char *(*)(int))dlsym(library, "bli_arch_string");
    if (name != NULL && strcmp(ours()->name, "avx512") == 0 && strcmp(name(0), "skx") == 0)
        setenv("BLIS_ARCH_TYPE", "0", 0);
}

static void find_peers(void)
{
    for (int n = 0; n < PEERS; n++) {
        if (peers[n].library == NULL) {
            peers[n].kernel = gri_kernel_at(0)->loose ? gri_kernel_at(0) : NULL;
            continue;
        }
        void *library = dlopen(peers[n].library, RTLD_NOW | RTLD_LOCAL | RTLD_DEEPBIND);
        if (library == NULL) {
            printf("%s is not installed: left out\n", peers[n].name);
            continue;
        }
        help_blis(library);
        peers[n].product = (dgemm *)symbol(library, "cblas_dgemm");
        peers[n].set_threads = (void (*)(int))symbol(library, peers[n].threads);
    }
}

static bool takes_part(const struct peer *peer)
{
    return peer->product != NULL || peer->kernel != NULL;
}

static double *numbers(size_t count)
{
    double *at = aligned_alloc(64, (count * sizeof *at + 63) / 64 * 64);
    if (at == NULL)
        exit(2);
    for (size_t i = 0; i < count; i++)
        at[i] = (double)rand() / RAND_MAX - 0.5;
    return at;
}

static int leading(struct gri_matrix m)
{
    return (int)(m.right == 1 ? m.down : m.right);
}

/* One product by the peer, or by us. */
static void multiply(const struct peer *peer, const struct contest *it)
{
    if (peer == NULL)
        gri_product(it->a, it->b, it->c, it->means);
    else if (peer->kernel != NULL)
        gri_product(it->a, it->b, it->c, (struct gri_means){it->means.threads, peer->kernel});
    else
        peer->product(ROW_MAJOR, it->a.right == 1 ? PLAIN : TURNED,
                      it->b.right == 1 ? PLAIN : TURNED, (int)it->c.rows, (int)it->c.cols,
                      (int)it->a.cols, 1, it->a.at, leading(it->a), it->b.at, leading(it->b), 0,
                      it->c.at, leading(it->c));
}

/* Seconds for one. Idle threads of the other side turn round for a while before they sleep. */
static double measure(const struct peer *peer, const struct contest *it)
{
    if (it->means.threads > 1)
        nanosleep(&(struct timespec){.tv_nsec = 40000000}, NULL);
    multiply(peer, it);
    double begin = now();
    for (size_t n = 0; n < it->times; n++)
        multiply(peer, it);
    return (now() - begin) / (double)it->times;
}

static int by_size(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static struct contest set_up(const struct shape *shape, size_t threads)
{
    struct contest it = {.means = {threads, ours()}};
    size_t rows = shape->rows, inner = shape->inner, cols = shape->cols;
    double *a = numbers(rows * inner), *b = numbers(inner * cols);
    it.a = shape->a == 't' ? gri_transposed(gri_matrix(a, inner, rows))
                           : gri_matrix(a, rows, inner);
    it.b = shape->b == 't' ? gri_transposed(gri_matrix(b, cols, inner))
                           : gri_matrix(b, inner, cols);
    it.c = gri_matrix(numbers(rows * cols), rows, cols);
    it.times = (size_t)(4e6 / ((double)rows * (double)inner * (double)cols)) + 1;
    return it;
}

static void compete(struct peer *peer, const struct shape *shape, const struct contest *it,
                    int runs)
{
    static double ours[MOST_RUNS], theirs[MOST_RUNS], ratio[MOST_RUNS];
    double work = 2e-9 * (double)shape->rows * (double)shape->inner * (double)shape->cols;
    peer->set_threads((int)it->means.threads);
    for (int n = 0; n < runs; n++) {
        ours[n] = measure(NULL, it);
        theirs[n] = measure(peer, it);
        ratio[n] = theirs[n] / ours[n];
    }
    qsort(ours, (size_t)runs, sizeof *ours, by_size);
    qsort(theirs, (size_t)runs, sizeof *theirs, by_size);
    qsort(ratio, (size_t)runs, sizeof *ratio, by_size);
    double median = ratio[runs / 2];
    printf("   %s %6.1f, ratio %5.2f (%.2f to %.2f)", peer->name, work / theirs[runs / 2], median,
           ratio[runs / 4], ratio[runs - 1 - runs / 4]);
    peer->logarithms += log(median);
    peer->worst = median < peer->worst ? median : peer->worst;
}

static void table(const char *title, const struct shape *shapes, size_t count, size_t threads,
                  int runs)
{
    printf("\n%s, %zu thread%s (GFLOP/s; ratio: ours by theirs)\n", title, threads,
           threads > 1 ? "s" : "");
    for (int p = 0; p < PEERS; p++)
        peers[p].logarithms = 0, peers[p].worst = INFINITY;
    for (size_t n = 0; n < count; n++) {
        struct contest it = set_up(&shapes[n], threads);
        double ours = INFINITY;
        for (int i = 0; i < runs; i++)
            ours = fmin(ours, measure(NULL, &it));
        printf("%-8s %4zu x %4zu x %4zu %6.1f", shapes[n].name, shapes[n].rows, shapes[n].inner,
               shapes[n].cols,
               2e-9 * (double)it.c.rows * (double)it.c.cols * (double)it.a.cols / ours);
        for (int p = 0; p < PEERS; p++)
            if (takes_part(&peers[p]))
                compete(&peers[p], &shapes[n], &it, runs);
        puts("");
        fflush(stdout);
        free(it.a.at), free(it.b.at), free(it.c.at);
    }
    for (int p = 0; p < PEERS; p++)
        if (takes_part(&peers[p]))
            printf("against %s: geometric mean of the ratios %.2f, least %.2f\n", peers[p].name,
                   exp(peers[p].logarithms / (double)count), peers[p].worst);
}

/* What a training step of 784-256-128-10 multiplies. */
static size_t of_the_network(struct shape *shape)
{
    static const size_t units[] = {784, 256, 128, 10};
    size_t n = 0;
    for (size_t batch = 32; batch <= 512; batch *= 4) {
        for (int l = 0; l < 3; l++)
            shape[n++] = (struct shape){"forward", batch, units[l], units[l + 1], 'n', 'n'};
        for (int l = 2; l > 0; l--)
            shape[n++] = (struct shape){"backward", batch, units[l + 1], units[l], 'n', 't'};
        for (int l = 0; l < 3; l++)
            shape[n++] = (struct shape){"gradient", units[l], batch, units[l + 1], 't', 'n'};
    }
    return n;
}

static size_t squares(struct shape *shape)
{
    size_t n = 0;
    for (size_t size = 4; size <= MOST_SIZE; size *= 2)
        shape[n++] = (struct shape){"square", size, size, size, 'n', 'n'};
    return n;
}

int main(void)
{
    const char *asked = getenv("RUNS");
    int runs = asked != NULL ? atoi(asked) : 9;
    struct shape shapes[32];
    cpu_set_t one, all;
    if (runs < 5 || runs > MOST_RUNS)
        runs = 9;
    sched_getaffinity(0, sizeof all, &all);
    CPU_ZERO(&one);
    CPU_SET(sched_getcpu(), &one);
    printf("matrix product %s; medians of %d alternating rounds\n", ours()->name, runs);
    find_peers();
    for (size_t threads = 1; threads <= 2; threads++) {
        sched_setaffinity(0, sizeof all, threads == 1 ? &one : &all);
        table("784-256-128-10", shapes, of_the_network(shapes), threads, runs);
        table("squares", shapes, squares(shapes), threads, runs);
    }
    return 0;
}
