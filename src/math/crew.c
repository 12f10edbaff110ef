/* OpenMP's threads wait by turning round for some milliseconds. That is quick where each has a
 * processor. But the scheduler often wakes a thread on the processor of the one that woke it, and
 * then the one turns round while the other cannot begin: 8 ms for a product of 0.1. So whoever
 * finds itself there moves away, and who waits for the others lets them pass. */
#define _GNU_SOURCE /* sched_getcpu. NOLINT(bugprone-reserved-identifier) */
#include "math/crew.h"

#include <sched.h>
#include <stdatomic.h>
#include <stdbool.h>

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

static void wait_for(atomic_size_t *done, size_t count)
{
    enum { PATIENCE = 1000 }; /* looks, some microseconds */
    for (int look = 0; atomic_load_explicit(done, memory_order_acquire) < count; look++)
        if (look > PATIENCE)
            sched_yield();
}

void gri_crew_work(size_t count, void (*part)(const void *work, size_t n), const void *work)
{
    const int taken = processor();
    atomic_size_t done = 0;
#pragma omp parallel num_threads((int)count) if (count > 1)
    {
        bool first = false;
#pragma omp master
        first = true;
        if (!first)
            leave(taken);
#pragma omp for schedule(static, 1) nowait
        for (size_t n = 0; n < count; n++) {
            part(work, n);
            atomic_fetch_add_explicit(&done, 1, memory_order_release);
        }
        if (first)
            wait_for(&done, count);
    }
}
