#include "net/run.h"

#include "problem.h"

#include "suite.h"

#include <string.h>

static struct gr_err err;
static const double rows[] = {0, 0, 0, 0, 1, 0, 1, 0, 0, 1, 1, 1}; /* x1 x2 y: and */

enum { ROWS = 4, EPOCHS = 30 };

/* The textbook's loop, a sample at a time. */
static void by_hand(enum gri_learning rule, double rate, double *w)
{
    for (size_t n = 0; n < EPOCHS * ROWS; n++) {
        const double *x = rows + n % ROWS * 3;
        double z = x[0] * w[0] + x[1] * w[1] + w[2];
        double said = rule == GRI_PERCEPTRON ? (z > 0 ? 1.0 : 0.0) : z;
        double c = rule == GRI_HEBB ? x[2] : x[2] - said;
        w[0] += rate * c * x[0];
        w[1] += rate * c * x[1];
        w[2] += rate * c;
    }
}

static struct gri_run *make(enum gri_learning rule, const double *start, struct gri_net **net,
                            struct gri_data **data)
{
    static const size_t sizes[] = {2, 1};
    static const enum gri_activation linear[] = {GRI_LINEAR};
    struct gri_hyper hyper = plain_hyper(GRI_MSE);
    struct gri_run *run = NULL;
    hyper.rule = rule;
    hyper.rate = 0.25;
    hyper.batch = 1;
    must(gri_net_new(sizes, 1, linear, true, net, &err), &err);
    must(gri_data_new(rows, ROWS, 3, data, &err), &err);
    must(gri_run_new(*net, *data, &hyper, start, &run, &err), &err);
    return run;
}

START_TEST(each_rule_is_its_textbook_loop)
{
    for (size_t rule = GRI_PERCEPTRON; rule < GRI_RULES; rule++) {
        double w[] = {0.5, -0.25, 0.125};
        struct gri_net *net;
        struct gri_data *data;
        struct gri_run *run = make((enum gri_learning)rule, w, &net, &data);
        by_hand((enum gri_learning)rule, 0.25, w);
        for (size_t n = 0; n < EPOCHS * ROWS; n++)
            gri_run_step(run, NULL);
        for (size_t p = 0; p < 3; p++)
            ck_assert_msg(run->work->before[p] - w[p] <= 1e-12 &&
                              w[p] - run->work->before[p] <= 1e-12,
                          "%s: %g, by hand %g", gri_rules[rule].name, run->work->before[p], w[p]);
        gri_run_free(run);
        gri_data_free(data);
        gri_net_free(net);
    }
}
END_TEST

START_TEST(the_perceptron_learns_and)
{
    static const double start[] = {0, 0, 0};
    struct gri_net *net;
    struct gri_data *data;
    struct gri_run *run = make(GRI_PERCEPTRON, start, &net, &data);
    for (size_t n = 0; n < EPOCHS * ROWS; n++)
        gri_run_step(run, NULL);
    const double *w = run->work->before;
    for (size_t i = 0; i < ROWS; i++) {
        const double *x = rows + i * 3;
        ck_assert((x[0] * w[0] + x[1] * w[1] + w[2] > 0) == (x[2] == 1));
    }
    gri_run_free(run);
    gri_data_free(data);
    gri_net_free(net);
}
END_TEST

START_TEST(a_rule_wants_one_neuron_and_plain_steps)
{
    struct gri_random random;
    gri_random_seed(&random, 1, 0);
    struct problem problem = problem_small(&random, 2);
    problem.hyper.rule = GRI_DELTA;
    ck_assert_int_eq(gri_run_check(problem.net, &problem.hyper, &err), GR_E_STATE);
    ck_assert_ptr_nonnull(strstr(err.message, "one neuron"));
    struct kind one = {.depth = 1, .sizes = {2, 1}, .loss = GRI_MSE, .rows = 2};
    struct problem neuron = problem_draw(&random, &one);
    neuron.hyper.rule = GRI_DELTA;
    must(gri_run_check(neuron.net, &neuron.hyper, &err), &err);
    neuron.hyper.optimizer = GRI_ADAM;
    ck_assert_int_eq(gri_run_check(neuron.net, &neuron.hyper, &err), GR_E_STATE);
    problem_clear(&problem);
    problem_clear(&neuron);
}
END_TEST

START_TEST(every_row_is_filled)
{
    for (size_t n = 0; n < GRI_RULES; n++) {
        ck_assert(strlen(gri_rules[n].name) > 0 && strlen(gri_rules[n].summary) > 0);
        ck_assert((gri_rules[n].correction == NULL) == (n == GRI_BACKPROP));
        ck_assert((gri_rules[n].formula == NULL) == (n == GRI_BACKPROP));
    }
}
END_TEST

SUITE("net/rule", each_rule_is_its_textbook_loop, the_perceptron_learns_and,
      a_rule_wants_one_neuron_and_plain_steps, every_row_is_filled)
