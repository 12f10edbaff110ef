/* OpenMP's threads wait by turning round for some milliseconds. That is quick where each has a
 * processor. But the scheduler often wakes a thread on the processor of the one that woke it, and
 * then the one turns round while the other cannot begin: 8 ms for a product of 0.1. So whoever
 * finds itself there moves away, and who waits for the others lets them pass. */
#define _GNU_SOURCE /* sched_getcpu. NOLINT(bugprone-reserved-identifier) */
#include "math/crew.h"

#ifdef _OPENMP
#include <omp.h>
#endif
#include <sched.h>
#include <stdatomic.h>

#ifdef __linux__
static int processor(void)
{
    return sched_getcpu();
}

/* A thread moves at once when it may not stay; then it may be anywhere again. */
static void leave(int taken)
{
    cpu_set_t all, others;
    if (sched_getcpu() != taken || sched_getaffinity(0, sizeof all, &all) != 0)
        return;
    others = all;
    CPU_CLR(taken, &others);
    if (CPU_COUNT(&others) > 0 && sched_setaffinity(0, sizeof others, &others) == 0)
        sched_setaffinity(0, sizeof all, &all);
}
#else
static int processor(void)
{
    return -1;
}

static void leave(int taken)
{
    (void)taken;
}
#endif

/* Arrivals at all meetings so far. */
struct gri_crew {
    atomic_size_t arrived;
};

static void arrive(struct gri_hand *hand)
{
    hand->met++;
    atomic_fetch_add_explicit(&hand->crew->arrived, 1, memory_order_release);
}

static void wait_for_all(const struct gri_hand *hand)
{
    enum { PATIENCE = 1000 }; /* looks, some microseconds */
    const size_t all = hand->met * hand->of;
    for (int look = 0; atomic_load_explicit(&hand->crew->arrived, memory_order_acquire) < all;
         look++)
        if (look > PATIENCE)
            sched_yield();
}

void gri_crew_meet(struct gri_hand *hand)
{
    if (hand->of == 1)
        return;
    arrive(hand);
    wait_for_all(hand);
}

size_t gri_crew_share(const struct gri_hand *hand, size_t count, size_t *first)
{
    *first = count * hand->n / hand->of;
    return count * (hand->n + 1) / hand->of - *first;
}

static void work_together(int threads, void (*task)(struct gri_hand *hand, void *work), void *work)
{
    struct gri_crew crew = {.arrived = 0};
    const int taken = processor();
#pragma omp parallel num_threads(threads)
    {
        struct gri_hand hand = {.of = 1, .crew = &crew};
#ifdef _OPENMP
        hand.n = (size_t)omp_get_thread_num();
        hand.of = (size_t)omp_get_num_threads();
#endif
        if (hand.n > 0)
            leave(taken);
        task(&hand, work);
        arrive(&hand);
        if (hand.n == 0)
            wait_for_all(&hand);
    }
}

void gri_crew_work(size_t threads, void (*task)(struct gri_hand *hand, void *work), void *work)
{
    enum { MOST = 1024 };
    struct gri_hand alone = {.of = 1};
    if (threads > 1)
        work_together(threads < MOST ? (int)threads : MOST, task, work);
    else
        task(&alone, work);
}
