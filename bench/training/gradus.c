/* Ours, through the library's front door: the commands that a person would type. */
#include "job.h"

#include "gradus/session.h"

#include <unistd.h>

static void hush(void *user, const char *text, size_t length)
{
    (void)user, (void)text, (void)length;
}

static void run(struct gr_session *session, const char *line)
{
    struct gr_err err;
    if (gr_session_run(session, line, strlen(line), "bench", 1, &err) == GR_OK)
        return;
    fprintf(stderr, "gradus: %s: %s\n", line, err.message);
    exit(2);
}

static void run_all(struct gr_session *session, const char *const *lines)
{
    for (; *lines != NULL; lines++)
        run(session, *lines);
}

/* Nanoseconds a unit; the first `train` makes the run and is not counted. */
static double train(struct gr_session *session, const char *line, double units, int threads)
{
    run(session, "train 1");
    double begin = now(threads);
    run(session, line);
    return (now(threads) - begin) / units;
}

static void load_digits(struct gr_session *session)
{
    char name[] = "/tmp/gradus-bench-XXXXXX", line[80];
    int file = mkstemp(name), pixels[PIXELS], class;
    FILE *out = file >= 0 ? fdopen(file, "w") : NULL;
    unsigned state = 1;
    if (out == NULL)
        exit(2);
    for (int i = 0; i < DIGIT_ROWS; i++) {
        digit_row(&state, pixels, &class);
        for (int k = 0; k < PIXELS; k++)
            fprintf(out, "%g,", pixels[k] / 1000.0);
        fprintf(out, "%d\n", class);
    }
    fclose(out);
    snprintf(line, sizeof line, "data load %s", name);
    run(session, line);
    unlink(name);
}

static double job(const char *name, int threads)
{
    static const char *const lottery_lines[] = {"use lottery", "set batch 1", "set rate 0.000001",
                                                NULL};
    static const char *const plane_lines[] = {"use z=2x+3y+2", "set rate 0.00001", NULL};
    static const char *const digit_lines[] = {"network 784-256-128-10 relu relu softmax",
                                              "set loss cross-entropy", "set batch 128",
                                              "set rate 0.01", NULL};
    struct gr_session *session = NULL;
    struct gr_err err;
    double took = 0;
    char line[40];
    if (gr_session_new(&(struct gr_host){.write = hush}, &session, &err) != GR_OK)
        exit(2);
    snprintf(line, sizeof line, "set threads %d", threads);
    run(session, line);
    if (strcmp(name, "lottery") == 0) {
        run_all(session, lottery_lines);
        snprintf(line, sizeof line, "train %d", LOTTERY_STEPS / LOTTERY_ROWS);
        took = train(session, line, LOTTERY_STEPS, threads);
    } else if (strcmp(name, "plane") == 0) {
        run_all(session, plane_lines);
        snprintf(line, sizeof line, "train %d", PLANE_EPOCHS);
        took = train(session, line, PLANE_EPOCHS, threads);
    } else if (strcmp(name, "digits") == 0) {
        run_all(session, digit_lines);
        load_digits(session);
        snprintf(line, sizeof line, "train %d", DIGIT_EPOCHS);
        took = train(session, line, (double)DIGIT_EPOCHS * DIGIT_ROWS, threads);
    }
    gr_session_free(session);
    return took;
}

CONTESTANT(job)
