/* The bounds that a timeline says it keeps, measured: bytes held, iterations computed again.
 * Linked so that allocations, and what moves a run, come here first. */
#include "trace/moments.h"
#include "trace/past/tree.h"

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *memory, size_t size);
void __real_free(void *memory);
size_t __real_gri_run_steps(struct gri_run *run, size_t count, const struct gri_end *end,
                            double *losses);
void __real_gri_run_step(struct gri_run *run, const struct gri_listener *listener);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *memory, size_t size);
void __wrap_free(void *memory);
size_t __wrap_gri_run_steps(struct gri_run *run, size_t count, const struct gri_end *end,
                            double *losses);
void __wrap_gri_run_step(struct gri_run *run, const struct gri_listener *listener);

enum { BLOCKS = 100000 };

static struct block {
    void *at;
    size_t size;
} blocks[BLOCKS];
static size_t block_count, held, steps;

static void *note(void *at, size_t size)
{
    if (at != NULL && block_count < BLOCKS) {
        blocks[block_count++] = (struct block){at, size};
        held += size;
    }
    return at;
}

static void forget(const void *at)
{
    for (size_t n = block_count; at != NULL && n-- > 0;)
        if (blocks[n].at == at) {
            held -= blocks[n].size;
            blocks[n] = blocks[--block_count];
            return;
        }
}

void *__wrap_malloc(size_t size)
{
    return note(__real_malloc(size), size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return note(__real_calloc(count, size), count * size);
}

void *__wrap_realloc(void *memory, size_t size)
{
    forget(memory);
    return note(__real_realloc(memory, size), size);
}

void __wrap_free(void *memory)
{
    forget(memory);
    __real_free(memory);
}

size_t __wrap_gri_run_steps(struct gri_run *run, size_t count, const struct gri_end *end,
                            double *losses)
{
    size_t done = __real_gri_run_steps(run, count, end, losses);
    steps += done;
    return done;
}

void __wrap_gri_run_step(struct gri_run *run, const struct gri_listener *listener)
{
    steps += listener == NULL ? 1 : 0;
    __real_gri_run_step(run, listener);
}

/* The lottery deck's problem, at a rate that it can be trained with. */
static void begin_lottery(void)
{
    static const double draws[] = {16, 4, 98, 1, 4, 81, 16, 3, 26};
    static const double start[] = {0.5, -0.3, 0.1, 2, 4, 2, 2, 3, 3};
    problem = (struct problem){.hyper = plain_hyper(GRI_MSE)};
    problem.hyper.rate = 1e-6;
    problem.hyper.momentum = 0.9;
    problem.parameters = calloc(9, sizeof *problem.parameters);
    memcpy(problem.parameters, start, sizeof start);
    must(gri_net_new((size_t[]){2, 2, 1}, 2, (enum gri_activation[]){GRI_LINEAR, GRI_LINEAR}, true,
                     &problem.net, &err),
         &err);
    must(gri_data_new(draws, 3, 3, &problem.data, &err), &err);
}

static size_t said(void)
{
    struct gri_kept kept = gri_timeline_kept(timeline);
    ck_assert_uint_le(kept.checkpoint_bytes, kept.budget);
    ck_assert_uint_le(kept.loss_bytes, kept.most_losses * sizeof(double));
    return kept.checkpoint_bytes + kept.loss_bytes + kept.start_bytes;
}

/* What it needs beside, whatever is kept: segments, and lists of them and of branches. */
static size_t lists(void)
{
    return gri_timeline_kept(timeline).segments * sizeof(struct gri_segment) +
           timeline->branch_room * sizeof *timeline->branches +
           timeline->path_room * sizeof(struct gri_segment *);
}

START_TEST(the_bytes_held_are_those_it_says)
{
    static const size_t budgets[] = {0, 1000, 100000, 64000000};
    for (size_t n = 0; n < sizeof budgets / sizeof *budgets; n++) {
        begin_lottery();
        size_t before = held;
        start_timeline();
        gri_timeline_set_budget(timeline, budgets[n]);
        timeline->store.most_losses = 50000;
        size_t beside = held - before - said() - lists();
        for (size_t t = 30000; t <= 300000; t += 30000) {
            go_on_to(t);
            ck_assert_uint_eq(held - before, said() + lists() + beside);
            ck_assert_uint_le(held - before, budgets[n] + 8 * 50000 + lists() + beside + 1000);
        }
        struct gri_hyper hyper = problem.hyper;
        for (size_t k = 0; k < 100; k++) { /* branches, each of some iterations */
            hyper.rate = 1e-6 / (double)(k + 2);
            change(1000 + 200 * k, &hyper, NULL);
            go_on_to(30000 + k);
            ck_assert_uint_eq(held - before, said() + lists() + beside);
        }
        ck_assert_uint_eq(gri_timeline_branches(timeline), 101);
        gri_timeline_free(timeline);
        ck_assert_uint_eq(held, before);
        problem_clear(&problem);
    }
}
END_TEST

static size_t steps_to(size_t t)
{
    steps = 0;
    record_of(t);
    return steps;
}

/* The most iterations that any of so many jumps computes on its way. */
static size_t longest_jump(struct gri_random *random, size_t jumps, size_t done)
{
    size_t most = 0;
    for (size_t n = 0; n < jumps; n++) {
        size_t way = steps_to(gri_random_below(random, done + 1));
        most = way > most ? way : most;
    }
    return most;
}

/* A million iterations, then jumps: from anywhere to anywhere, the ends among it. */
static void check_jumps(size_t budget, enum gri_optimizer optimizer, enum gri_shuffle shuffle)
{
    const size_t done = 1000000;
    struct gri_random random;
    gri_random_seed(&random, 5, optimizer);
    begin_lottery();
    problem.hyper.optimizer = optimizer;
    problem.hyper.shuffle = shuffle;
    start_timeline();
    gri_timeline_set_budget(timeline, budget);
    size_t first = gri_timeline_kept(timeline).spacing;
    go_on_to(done);
    size_t spacing = gri_timeline_kept(timeline).spacing;
    size_t room = budget / (timeline->path[0]->checkpoints.size * sizeof(double));
    ck_assert_uint_le(longest_jump(&random, 500, done), spacing);
    ck_assert_uint_le(steps_to(0), spacing);
    ck_assert_uint_le(steps_to(done), spacing);
    ck_assert_uint_le(steps_to(done - 1), spacing);
    ck_assert_uint_le(steps_to(1), spacing);
    ck_assert_uint_lt(spacing * room, 4 * done + first * room); /* no wider than it need be */
    if (budget == 64000000)
        ck_assert_uint_eq(spacing, first);
    end();
}

/* GRADUS_LONG=1: for every optimiser and order. */
START_TEST(no_jump_in_a_million_iterations_computes_more_than_it_says)
{
    bool is_long = getenv("GRADUS_LONG") != NULL;
    check_jumps(64000000, GRI_SGD, GRI_SHUFFLE_OFF);
    check_jumps(1000000, GRI_ADAM, GRI_SHUFFLE_ON);
    check_jumps(50000, GRI_SGD, GRI_SHUFFLE_OFF);
    for (int n = 0; is_long && n < GRI_OPTIMIZERS * GRI_SHUFFLES; n++)
        check_jumps(64000000, (enum gri_optimizer)(n / GRI_SHUFFLES),
                    (enum gri_shuffle)(n % GRI_SHUFFLES));
}
END_TEST

START_TEST(to_the_next_iteration_nothing_is_computed_twice)
{
    begin_lottery();
    start_timeline();
    go_on_to(10000);
    record_of(5000);
    for (size_t t = 5001; t < 6000; t++)
        ck_assert_uint_eq(steps_to(t), 0);
    ck_assert_uint_eq(steps_to(5999), 0); /* at hand */
    end();
}
END_TEST

SUITE("trace/bounds", the_bytes_held_are_those_it_says,
      no_jump_in_a_million_iterations_computes_more_than_it_says,
      to_the_next_iteration_nothing_is_computed_twice)
