#include "capture.h"

#include "fixture.h"

#include <math.h>

static double predict(struct capture *c)
{
    const char *said = strrchr(answer(c, "predict 1 3"), '=');
    ck_assert_ptr_nonnull(said);
    return strtod(said + 1, NULL);
}

START_TEST(the_program_is_pytorchs_for_every_seed)
{
    struct fixture fixture;
    size_t seeds = 0;
    for (fixture_open(&fixture, "lottery_torch.tsv"); fixture_next(&fixture); seeds++) {
        struct capture c;
        double expected[4], losses[2];
        char line[40];
        for (size_t n = 0; n < 4; n++)
            expected[n] = strtod(fixture.field[n + 1], NULL);
        capture_begin(&c, NULL);
        play(&c, "use lottery");
        snprintf(line, sizeof line, "init torch %.6s", fixture.field[0]);
        play(&c, line);
        play(&c, "set digits 9\nset rate 0.000001\nset batch 1\nset shuffle torch");
        double before = predict(&c);
        play(&c, "train 1000");
        double after = predict(&c);
        losses[0] = 3 * value_of(&c, "MSE@1");
        losses[1] = 3 * value_of(&c, "MSE@1000");
        ck_assert_msg(fabs(before - expected[0]) < 1e-6, "%s: %.9g", line, before);
        ck_assert_msg(fabs(after - expected[1]) < 0.002, "%s: %.9g", line, after);
        for (size_t n = 0; n < 2; n++)
            ck_assert_msg(fabs(losses[n] - expected[n + 2]) < 2e-6 * expected[n + 2],
                          "%s: %.9g, not %.9g", line, losses[n], expected[n + 2]);
        capture_end(&c);
    }
    ck_assert_uint_eq(seeds, 20);
}
END_TEST

SUITE("cmd/lottery_torch", the_program_is_pytorchs_for_every_seed)
