/* What every contestant of the training benchmark shares: the data, the clock, the answer.
 *
 * A contestant is called with a job's name and a number of threads and prints the nanoseconds that
 * one unit of the job took: a step of the lottery, an epoch of the plane, a sample of the digits.
 */
#ifndef GRADUS_BENCH_JOB_H
#define GRADUS_BENCH_JOB_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { LOTTERY_ROWS = 3, PLANE_ROWS = 19 };
enum { PIXELS = 784, HIDDEN1 = 256, HIDDEN2 = 128, CLASSES = 10, BATCH = 128, DIGIT_ROWS = 1280 };

/* How often each job is done in one call. */
enum { LOTTERY_STEPS = 3000000, PLANE_EPOCHS = 200000, DIGIT_EPOCHS = 5 };

static const double lottery[LOTTERY_ROWS][3] = {{16, 4, 98}, {1, 4, 81}, {16, 3, 26}};
static const double plane[PLANE_ROWS][3] = {
    {1, 1, 7},  {2, 2, 12}, {2, 2, 12}, {3, 3, 17}, {4, 4, 22}, {5, 5, 27}, {6, 21, 77},
    {7, 1, 19}, {1, 2, 10}, {1, 3, 13}, {2, 4, 18}, {3, 5, 23}, {4, 6, 28}, {5, 7, 33},
    {6, 2, 20}, {7, 1, 19}, {1, 2, 10}, {2, 3, 15}, {3, 4, 20}};

/* A 2-2-1 network's start: W1, b1, W2, b2. */
static const double start[9] = {0.5, -0.3, 0.1, 2, 4, 2, 2, 3, 3};
static const double lottery_rate = 1e-6, plane_rate = 1e-5, digit_rate = 0.01;

/* Made-up digits: thousandths between 0 and 1, a class for each row. */
static inline unsigned digit_next(unsigned *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

static inline void digit_row(unsigned *state, int thousandths[PIXELS], int *class)
{
    for (int k = 0; k < PIXELS; k++)
        thousandths[k] = (int)(digit_next(state) % 1001);
    *class = (int)(digit_next(state) % CLASSES);
}

/* Of one thread the time that it was given a processor: what else the machine does falls out. */
static inline double now(int threads)
{
    struct timespec time;
    clock_gettime(threads > 1 ? CLOCK_MONOTONIC : CLOCK_PROCESS_CPUTIME_ID, &time);
    return 1e9 * (double)time.tv_sec + (double)time.tv_nsec;
}

/* A contestant's main: 0, or 3 for a job it does not do. */
#define CONTESTANT(job)                                                                            \
    int main(int argc, char **argv)                                                                \
    {                                                                                              \
        double took = argc == 3 ? (job)(argv[1], atoi(argv[2])) : 0;                               \
        if (took <= 0)                                                                             \
            return 3;                                                                              \
        printf("%.3f\n", took);                                                                    \
        return 0;                                                                                  \
    }

#endif
