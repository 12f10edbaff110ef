/* measure RUNS COMMAND... [-- COMMAND...]...: run the commands in turn, each RUNS times, and print
 * for each the median time in milliseconds and the peak memory in MiB. */
#define _GNU_SOURCE /* wait4, environ */

#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MOST_RUNS = 999, MOST_COMMANDS = 8 };

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return 1e3 * (double)time.tv_sec + 1e-6 * (double)time.tv_nsec;
}

/* Milliseconds. The output goes into a pipe that is emptied, as by a reader. */
static double run(char **command, long *kib)
{
    posix_spawn_file_actions_t actions;
    struct rusage usage;
    char buffer[65536];
    pid_t child;
    int status = 1, ends[2];
    double begin = now();
    if (pipe(ends) != 0)
        exit(2);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addclose(&actions, ends[0]);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addclose(&actions, ends[1]);
    bool started = posix_spawnp(&child, command[0], &actions, NULL, command, environ) == 0;
    close(ends[1]);
    while (started && read(ends[0], buffer, sizeof buffer) > 0)
        continue;
    close(ends[0]);
    posix_spawn_file_actions_destroy(&actions);
    if (!started || wait4(child, &status, 0, &usage) != child || status != 0) {
        fprintf(stderr, "measure: %s failed\n", command[0]);
        exit(2);
    }
    *kib = usage.ru_maxrss > *kib ? usage.ru_maxrss : *kib;
    return now() - begin;
}

static int by_size(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

int main(int argc, char **argv)
{
    static double times[MOST_COMMANDS][MOST_RUNS];
    char **commands[MOST_COMMANDS] = {argv + 2};
    long kib[MOST_COMMANDS] = {0};
    int runs = argc > 2 ? atoi(argv[1]) : 0, count = 1;
    if (runs < 1 || runs > MOST_RUNS)
        return 2;
    for (int i = 2; i < argc && count < MOST_COMMANDS; i++) {
        if (strcmp(argv[i], "--") == 0) {
            argv[i] = NULL;
            commands[count++] = argv + i + 1;
        }
    }
    for (int i = 0; i < runs; i++)
        for (int n = 0; n < count; n++)
            times[n][i] = run(commands[n], &kib[n]);
    for (int n = 0; n < count; n++) {
        qsort(times[n], (size_t)runs, sizeof(double), by_size);
        printf("%.3f %.2f\n", times[n][runs / 2], (double)kib[n] / 1024);
    }
    return 0;
}
