#include "trace/checkpoint.h"

#include "trace/run.h"

static struct problem problem;
static struct gri_run *run;
static struct gri_checkpoints checkpoints;

/* A run and a budget of so many checkpoints. */
static void begin(size_t fit)
{
    struct gri_random random;
    gri_random_seed(&random, 12, 0);
    problem = problem_small(&random, 3);
    run = problem_run(&problem);
    gri_checkpoints_init(&checkpoints, fit * (problem.net->parameters * sizeof(double) +
                                              sizeof(struct gri_checkpoint)));
}

static void end(void)
{
    gri_checkpoints_clear(&checkpoints);
    gri_run_free(run);
    problem_clear(&problem);
}

static void go_on(size_t iterations)
{
    for (size_t n = 0; n < iterations; n++) {
        gri_checkpoints_offer(&checkpoints, run->epoch, run);
        gri_run_step(run, NULL);
    }
}

START_TEST(kept_ones_are_the_start_of_their_iteration)
{
    begin(1000);
    go_on(1000);
    struct gri_run *again = problem_run(&problem);
    ck_assert_uint_eq(checkpoints.count, (1000 + checkpoints.spacing - 1) / checkpoints.spacing);
    for (size_t n = 0, t = 0; n < checkpoints.count; n++) {
        for (; t < checkpoints.at[n].t; t++)
            gri_run_step(again, NULL);
        ck_assert_bits(checkpoints.at[n].numbers, again->work->before, problem.net->parameters,
                       "a checkpoint");
    }
    gri_run_free(again);
    end();
}
END_TEST

START_TEST(a_small_budget_doubles_the_spacing)
{
    for (size_t fit = 0; fit <= 5; fit++) {
        begin(fit);
        size_t first = checkpoints.spacing, most = fit < 2 ? 2 : fit;
        for (size_t n = 0; n < 60; n++) {
            go_on(100);
            ck_assert_uint_le(checkpoints.count, most);
            ck_assert_uint_eq(checkpoints.at[0].t, 0);
            for (size_t k = 0; k < checkpoints.count; k++)
                ck_assert_uint_eq(checkpoints.at[k].t, k * checkpoints.spacing);
        }
        ck_assert_uint_gt(checkpoints.spacing, first);
        ck_assert_uint_gt((checkpoints.count + 1) * checkpoints.spacing, 6000 - 1);
        end();
    }
}
END_TEST

START_TEST(the_nearest_before_is_found)
{
    begin(1000);
    ck_assert_ptr_null(gri_checkpoints_before(&checkpoints, 5));
    go_on(700);
    for (size_t t = 0; t < 800; t++) {
        const struct gri_checkpoint *near = gri_checkpoints_before(&checkpoints, t);
        size_t last = t < 700 ? t : 699;
        ck_assert_uint_eq(near->t, last - last % checkpoints.spacing);
    }
    end();
}
END_TEST

START_TEST(what_is_cut_can_be_kept_again)
{
    begin(1000);
    go_on(700);
    size_t spacing = checkpoints.spacing, third = 3 * spacing;
    gri_checkpoints_cut(&checkpoints, third);
    ck_assert_uint_eq(checkpoints.count, 3);
    ck_assert_uint_eq(gri_checkpoints_before(&checkpoints, 699)->t, 2 * spacing);
    gri_checkpoints_offer(&checkpoints, third + 1, run);   /* not due */
    gri_checkpoints_offer(&checkpoints, 2 * spacing, run); /* there already */
    ck_assert_uint_eq(checkpoints.count, 3);
    gri_checkpoints_offer(&checkpoints, third, run);
    ck_assert_uint_eq(checkpoints.count, 4);
    gri_checkpoints_cut(&checkpoints, 0);
    ck_assert_ptr_null(gri_checkpoints_before(&checkpoints, 699));
    end();
}
END_TEST

SUITE("trace/checkpoint", kept_ones_are_the_start_of_their_iteration,
      a_small_budget_doubles_the_spacing, the_nearest_before_is_found,
      what_is_cut_can_be_kept_again)
