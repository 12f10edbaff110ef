#include "capture.h"

#include "fixture.h"

#include <math.h>

static const char parameters[][16] = {"w1_1_1", "w1_1_2", "w1_2_1", "w1_2_2", "b1_1",
                                      "b1_2",   "w2_1_1", "w2_2_1", "b2_1"};

/* The number behind `label` in a line. */
static double number_behind(const char *line, const char *label)
{
    const char *at = strstr(line, label);
    ck_assert_msg(at != NULL, "no %s in: %s", label, line);
    return strtod(at + strlen(label), NULL);
}

/* Four decimals of a number: those recomputed in float64, and those printed in float32, which may
 * differ by one in the last. */
static void same_decimals(const char *line, double is, const char *printed, const char *recomputed)
{
    ck_assert_msg(fabs(is - strtod(recomputed, NULL)) < 0.50001e-4, "%s: %s", recomputed, line);
    ck_assert_msg(fabs(is - strtod(printed, NULL)) < 1.00001e-4, "%s: %s", printed, line);
}

/* "MSE = 609.6435   (epoch 51, MAE 19.4842)" */
static void same_line(const char *line, const struct fixture *fixture)
{
    char *const *f = fixture->field;
    ck_assert_uint_eq((size_t)number_behind(line, "(epoch "), strtoul(f[1], NULL, 10) + 1);
    same_decimals(line, number_behind(line, "MSE = "), f[2], f[4]);
    same_decimals(line, number_behind(line, "MAE "), f[3], f[5]);
}

START_TEST(the_log_the_stop_and_the_prediction_are_the_notebooks)
{
    struct fixture fixture;
    struct capture c;
    size_t steps = 0;
    capture_begin(&c, NULL);
    play(&c, "use z=2x+3y+2");
    ck_assert_str_eq(c.said.at, "Rows 3, 16, 17 repeat earlier ones.\n");
    play(&c, "train 5000 until loss <= 0.01 every 50");
    const char *line = c.said.at;
    for (fixture_open(&fixture, "z_run.tsv"); fixture_next(&fixture);) {
        if (strcmp(fixture.field[0], "step") == 0) {
            same_line(line, &fixture);
            line = strchr(line, '\n') + 1;
            steps++;
        } else if (strcmp(fixture.field[0], "stop") == 0) {
            ck_assert(strncmp(line, "MSE = 0.01   (epoch 3140, ", 26) == 0);
            ck_assert(fabs(value_of(&c, "MSE@3140") - strtod(fixture.field[2], NULL)) < 1e-6);
        } else if (strcmp(fixture.field[0], "predict") == 0) {
            ck_assert_str_eq(answer(&c, "predict 3 2"), "yhat = 14.0198\n");
        } else {
            for (size_t p = 0; p < 9; p++)
                ck_assert(fabs(value_of(&c, parameters[p]) - strtod(fixture.field[1 + p], NULL)) <
                          1e-6);
        }
    }
    ck_assert_uint_eq(steps, 63);
    capture_end(&c);
}
END_TEST

static void same(const struct fixture *fixture, size_t field, double is)
{
    double expected = strtod(fixture->field[field], NULL);
    double close = strcmp(fixture->field[1], "adam") == 0 ? 1e-6 : 1e-9;
    ck_assert_msg(fabs(is - expected) <= close * (1 + fabs(expected)), "%s %s: %.17g, not %s",
                  fixture->field[0], fixture->field[1], is, fixture->field[field]);
}

START_TEST(other_starts_stop_where_they_did)
{
    struct fixture fixture;
    size_t runs = 0;
    char script[400];
    for (fixture_open(&fixture, "z_seeds.tsv"); fixture_next(&fixture); runs++) {
        struct capture c;
        char *const *f = fixture.field;
        size_t stop = strtoul(f[8], NULL, 10);
        capture_begin(&c, NULL);
        play(&c, "use z=2x+3y+2");
        snprintf(script, sizeof script,
                 "set optimizer %.16s\nset digits 15\nW[1] = [%.24s %.24s; %.24s %.24s]\n"
                 "W[2] = [%.24s; %.24s]\ntrain 5000 until loss <= 0.01 every 5000",
                 f[1], f[2], f[3], f[4], f[5], f[6], f[7]);
        play(&c, script);
        char *last = strstr(strchr(c.said.at, '\n'), "MSE = ");
        ck_assert_uint_eq((size_t)number_behind(last, "(epoch "), stop + 1);
        same(&fixture, 9, number_behind(last, "MSE = "));
        same(&fixture, 10, number_behind(last, "MAE "));
        same(&fixture, 11, number_behind(answer(&c, "predict 3 2"), "yhat = "));
        for (size_t p = 0; p < 9; p++)
            same(&fixture, 12 + p, value_of(&c, parameters[p]));
        capture_end(&c);
    }
    ck_assert_uint_eq(runs, 10);
}
END_TEST

SUITE("cmd/z_run", the_log_the_stop_and_the_prediction_are_the_notebooks,
      other_starts_stop_where_they_did)
