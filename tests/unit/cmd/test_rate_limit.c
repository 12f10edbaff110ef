/* The largest rate that does not overshoot: what is said of it is so. */
#include "cmd/walk.h"
#include "suite.h"

#include <math.h>

/* The number behind these words. */
static double said(const char *words)
{
    const char *at = strstr(c.said.at, words);
    ck_assert_msg(at != NULL, "%s in %s", words, c.said.at);
    return strtod(at + strlen(words), NULL);
}

START_TEST(the_step_goes_rate_times_lambda_of_the_way)
{
    static const double rates[] = {0.0001, 0.0003, 0.001};
    begin("use lottery\nset digits 9");
    for (size_t n = 0; n < 3; n++) {
        char line[40];
        snprintf(line, sizeof line, "set rate %g", rates[n]);
        play(&c, line);
        answer(&c, "rate-limit");
        double lambda = said("largest curvature, lambda: ");
        ck_assert_double_eq_tol(said("limit, 2/lambda: ") * lambda, 2, 1e-4);
        ck_assert_double_eq_tol(said("rate * lambda = "), rates[n] * lambda, 1e-3);
        ck_assert_int_eq(says("above the limit"), rates[n] * lambda > 2);
        ck_assert_int_eq(says("past it"), rates[n] * lambda > 1 && rates[n] * lambda < 2);
    }
    capture_end(&c);
}
END_TEST

START_TEST(the_loss_after_the_step_is_the_loss_of_the_next_epoch)
{
    begin("use lottery\nset digits 9\nrate-limit");
    double after = said("loss after the step: ");
    play(&c, "epoch");
    ck_assert_double_eq_tol(value_of(&c, "loss"), after, 1e-8 * after);
    capture_end(&c);
}
END_TEST

START_TEST(what_scaling_would_change_is_what_scaling_changes)
{
    begin("use lottery\nepoch\nset digits 9\nrate-limit");
    double promised = said("lambda would be "), limit = said("and the limit ");
    double before = said("rate limit, 2/lambda: ");
    play(&c, "data scale standard\nrate-limit");
    double lambda = said("largest curvature, lambda: ");
    ck_assert_double_eq_tol(promised, lambda, 0.05);
    ck_assert_double_eq_tol(limit, 2 / lambda, 0.0005);
    ck_assert_double_gt(2 / lambda, before);
    ck_assert(!says("would be")); /* scaled already */
    capture_end(&c);
}
END_TEST

START_TEST(where_numbers_end_there_is_no_curvature)
{
    begin("use lottery\nset rate 1\ntrain 100");
    refuse(&c, "rate-limit", GR_E_STATE, "no curvature");
    play(&c, "goto epoch 1\nrate-limit");
    ck_assert(says("training diverges"));
    capture_end(&c);
}
END_TEST

SUITE("cmd/rate_limit", the_step_goes_rate_times_lambda_of_the_way,
      the_loss_after_the_step_is_the_loss_of_the_next_epoch,
      what_scaling_would_change_is_what_scaling_changes, where_numbers_end_there_is_no_curvature)
