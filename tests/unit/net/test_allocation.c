/* A step asks for no memory. Linked so that every request comes here first. */
#include "net/problem.h"

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *memory, size_t size);
void *__real_aligned_alloc(size_t alignment, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *memory, size_t size);
void *__wrap_aligned_alloc(size_t alignment, size_t size);

static volatile size_t requests; /* a compiler thinks malloc changes nothing of ours */

void *__wrap_malloc(size_t size)
{
    requests++;
    return __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    requests++;
    return __real_calloc(count, size);
}

void *__wrap_realloc(void *memory, size_t size)
{
    requests++;
    return __real_realloc(memory, size);
}

void *__wrap_aligned_alloc(size_t alignment, size_t size)
{
    requests++;
    return __real_aligned_alloc(alignment, size);
}

static void ignore(void *user, enum gri_event event, size_t layer, const struct gri_work *work)
{
    (void)user, (void)event, (void)layer, (void)work;
}

/* The first step may: threads are made then. */
static size_t requests_of_steps(const struct problem *problem)
{
    const struct gri_end end = {.most = INFINITY};
    double losses[4];
    struct gri_run *run = problem_run(problem);
    gri_run_step(run, NULL);
    size_t before = requests;
    gri_run_steps(run, 4, &end, losses);
    gri_run_step(run, &(struct gri_listener){.hear = ignore});
    size_t more = requests - before;
    gri_run_free(run);
    return more;
}

static const struct kind kinds[] = {
    {.depth = 2, .sizes = {2, 2, 1}, .bias = true, .rows = 3},
    {.depth = 2, .sizes = {2, 3, 1}, .activations = {GRI_TANH}, .bias = true, .rows = 7},
    {.depth = 3,
     .sizes = {130, 70, 50, 10},
     .activations = {GRI_RELU, GRI_SIGMOID, GRI_SOFTMAX},
     .bias = true,
     .loss = GRI_CROSS_ENTROPY,
     .rows = 128},
};

START_TEST(a_step_asks_for_no_memory_whatever_the_network_and_the_settings)
{
    struct gri_random random;
    gri_random_seed(&random, 41, 0);
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        for (size_t n = 0; n < GRI_OPTIMIZERS * GRI_SHUFFLES * 3; n++) {
            struct problem problem = problem_draw(&random, &kinds[k]);
            problem.hyper.optimizer = (enum gri_optimizer)(n % GRI_OPTIMIZERS);
            problem.hyper.shuffle = (enum gri_shuffle)(n / GRI_OPTIMIZERS % GRI_SHUFFLES);
            problem.hyper.batch = n / GRI_OPTIMIZERS / GRI_SHUFFLES * (kinds[k].rows / 2 + 1);
            problem.hyper.rate = 1e-3;
            problem.hyper.means.threads = 1 + n % 2;
            ck_assert_msg(requests_of_steps(&problem) == 0, "network %zu, %s, batch %zu", k,
                          gri_optimizers[problem.hyper.optimizer].name, problem.hyper.batch);
            problem_clear(&problem);
        }
}
END_TEST

START_TEST(a_request_would_be_noticed)
{
    size_t before = requests;
    void *volatile at[] = {malloc(1), calloc(1, 2), aligned_alloc(64, 64)};
    at[0] = realloc(at[0], 30);
    ck_assert_uint_eq(requests - before, 4);
    for (size_t n = 0; n < 3; n++)
        free(at[n]);
}
END_TEST

SUITE("net/allocation", a_step_asks_for_no_memory_whatever_the_network_and_the_settings,
      a_request_would_be_noticed)
