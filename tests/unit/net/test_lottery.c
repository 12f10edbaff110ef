/* The lottery network against numbers from elsewhere: worked by hand, and by PyTorch. */
#include "fixture.h"
#include "net/problem.h"

#include <math.h>

/* 2-2-1, all linear, three rows. */
static struct problem lottery(void)
{
    static const enum gri_activation linear[] = {GRI_LINEAR, GRI_LINEAR};
    static const double rows[] = {16, 4, 98, 1, 4, 81, 16, 3, 26};
    static double start[] = {0.5, -0.3, 0.1, 2, 4, 2, 2, 3, 3}; /* w1 w2 w3 w4 b1 b2 w5 w6 b3 */
    struct gr_err err;
    struct problem problem = {.hyper = plain_hyper(GRI_MSE), .parameters = start};
    must(gri_net_new((size_t[]){2, 2, 1}, 2, linear, true, &problem.net, &err), &err);
    must(gri_data_new(rows, 3, 3, &problem.data, &err), &err);
    problem.hyper.rate = 0.001;
    return problem;
}

static void clear(struct problem *problem, struct gri_run *run)
{
    gri_run_free(run);
    gri_net_free(problem->net);
    gri_data_free(problem->data);
}

/* Where a parameter stands in the vector; SIZE_MAX when this is no parameter. */
static size_t parameter_named(const char *name)
{
    static const char *const names[] = {"w1", "w2", "w3", "w4", "b1", "b2", "w5", "w6", "b3"};
    for (size_t p = 0; p < sizeof names / sizeof *names; p++)
        if (strcmp(name, names[p]) == 0)
            return p;
    return SIZE_MAX;
}

/* A number of the iteration that was computed last, of sample i from 0. */
static double computed(const struct gri_work *work, const char *name, size_t i)
{
    if (name[0] == 'x' || name[0] == 'h')
        return (name[0] == 'x' ? work->x : work->h[0])[2 * i + (name[1] == '2' ? 1 : 0)];
    if (strcmp(name, "y") == 0)
        return work->y[i];
    if (strcmp(name, "yhat") == 0)
        return work->h[1][i];
    if (strcmp(name, "err") == 0)
        return work->error[i];
    if (strcmp(name, "sqerr") == 0)
        return work->term[i];
    if (strcmp(name, "MSE") == 0)
        return work->loss;
    ck_assert_msg(strncmp(name, "dMSE/d", 6) == 0, "what is %s?", name);
    return work->gradient[parameter_named(name + 6)];
}

/* The number of a row of the table: a parameter as its epoch begins, or what was computed. */
static double number_of(const struct gri_run *run, const struct fixture *row)
{
    size_t p = parameter_named(row->field[0]);
    size_t sample = strtoul(row->field[2], NULL, 10);
    return p != SIZE_MAX ? run->work->before[p]
                         : computed(run->work, row->field[0], sample > 0 ? sample - 1 : 0);
}

/* Step until the moment of the row: parameters stand before their epoch's step, the rest after. */
static void step_to(struct gri_run *run, const struct fixture *row)
{
    size_t epoch = strtoul(row->field[1], NULL, 10);
    bool before = parameter_named(row->field[0]) != SIZE_MAX;
    while (epoch > 0 && run->epoch < epoch - (before ? 1 : 0))
        gri_run_step(run, NULL);
    ck_assert(epoch == 0 || run->epoch == epoch - (before ? 1 : 0));
}

START_TEST(three_epochs_are_those_worked_by_hand)
{
    struct fixture row;
    struct problem problem = lottery();
    struct gri_run *exact = problem_run(&problem);
    problem.hyper.rounding = 2;
    struct gri_run *rounded = problem_run(&problem);
    size_t rows = 0;
    gri_run_load(exact);
    gri_run_load(rounded);
    fixture_open(&row, "lottery.tsv");
    ck_assert(fixture_next(&row)); /* the header */
    for (; fixture_next(&row); rows++) {
        step_to(exact, &row);
        step_to(rounded, &row);
        double is = number_of(exact, &row), should = strtod(row.field[3], NULL);
        ck_assert_msg(fabs(is - should) <= 1e-12 * fabs(should), "%s of epoch %s, sample %s: %.17g",
                      row.field[0], row.field[1], row.field[2], is);
        is = number_of(rounded, &row);
        ck_assert_msg(is == strtod(row.field[4], NULL), "%s of epoch %s, sample %s: %.17g, rounded",
                      row.field[0], row.field[1], row.field[2], is);
    }
    ck_assert_uint_eq(rows, 120);
    gri_run_free(rounded);
    clear(&problem, exact);
}
END_TEST

/* |a - b| in units of b. */
static void ck_assert_ten_digits(double a, double b)
{
    ck_assert_msg(fabs(a - b) <= 1e-10 * fabs(b), "%.17g is not %.17g", a, b);
}

/* The loss summed over the samples of each of 1000 epochs; what it ends with is in `run`. */
static void train(struct gri_run *run, double *loss)
{
    for (size_t epoch = 0; epoch < 1000; epoch++) {
        loss[epoch] = 0;
        for (size_t i = 0; i < 3; i++) {
            gri_run_step(run, NULL);
            loss[epoch] += run->work->loss;
        }
    }
    ck_assert(run->epoch == 1000 && run->iteration == 0);
}

static double predict(struct gri_run *run, double x1, double x2)
{
    run->work->rows = 1;
    run->work->x[0] = x1;
    run->work->x[1] = x2;
    gri_step_forward(run->work, &run->hyper, NULL);
    return run->work->h[1][0];
}

START_TEST(a_thousand_epochs_agree_with_pytorch)
{
    struct fixture row;
    struct problem problem = lottery();
    double loss[1000];
    size_t rows = 0;
    problem.hyper.rate = 0.000001;
    problem.hyper.batch = 1;
    struct gri_run *run = problem_run(&problem);
    train(run, loss);
    fixture_open(&row, "lottery_1000.tsv");
    for (; fixture_next(&row); rows++) {
        double should = strtod(row.field[1], NULL);
        if (strncmp(row.field[0], "loss@", 5) == 0)
            ck_assert_ten_digits(loss[strtoul(row.field[0] + 5, NULL, 10) - 1], should);
        else if (strcmp(row.field[0], "predict(1,3)") == 0)
            ck_assert_ten_digits(predict(run, 1, 3), should);
        else
            ck_assert_ten_digits(run->work->before[parameter_named(row.field[0])], should);
    }
    ck_assert_uint_eq(rows, 5 + 9 + 1);
    clear(&problem, run);
}
END_TEST

SUITE("net/lottery", three_epochs_are_those_worked_by_hand, a_thousand_epochs_agree_with_pytorch)
