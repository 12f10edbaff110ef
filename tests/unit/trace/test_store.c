/* Losses and checkpoints within their bounds. */
#include "trace/moments.h"
#include "trace/past/tree.h"

static size_t checkpoints_of(const struct gri_segment *segment)
{
    return segment->checkpoints.count;
}

START_TEST(a_small_budget_doubles_the_spacing)
{
    for (size_t fit = 1; fit <= 40; fit += 3) {
        begin(2);
        size_t bytes = problem.net->parameters * sizeof(double), first = timeline->store.spacing;
        gri_timeline_set_budget(timeline, fit * bytes);
        for (size_t t = 2500; t <= 50000; t += 2500) {
            go_on_to(t);
            ck_assert_uint_le(timeline->store.used, fit * bytes);
            size_t count = checkpoints_of(timeline->path[0]), spacing = timeline->store.spacing;
            ck_assert_uint_le(count, fit);
            ck_assert_uint_ge((count + 1) * spacing, t);
        }
        ck_assert_uint_gt(timeline->store.spacing, first);
        ck_assert_fresh(9999, NULL, 0);
        ck_assert_fresh(4321, NULL, 0);
        end();
    }
}
END_TEST

START_TEST(a_budget_for_nothing_keeps_nothing)
{
    begin(2);
    gri_timeline_set_budget(timeline, 8);
    go_on_to(1000);
    ck_assert_uint_eq(timeline->store.used, 0);
    ck_assert_fresh(999, NULL, 0);
    end();
}
END_TEST

START_TEST(a_budget_that_shrinks_is_kept_at_once)
{
    begin(1);
    go_on_to(20000);
    size_t before = timeline->store.used;
    gri_timeline_set_budget(timeline, before / 5);
    ck_assert_uint_le(timeline->store.used, before / 5);
    ck_assert_uint_gt(timeline->store.used, 0);
    for (size_t t = 0; t < 20000; t += 1777)
        ck_assert_fresh(t, NULL, 0);
    gri_timeline_set_budget(timeline, 0);
    ck_assert_uint_eq(timeline->store.used, 0);
    ck_assert_fresh(1234, NULL, 0);
    end();
}
END_TEST

START_TEST(too_many_losses_are_thinned_and_computed_again)
{
    double *losses = calloc(3000, sizeof *losses);
    begin(2);
    go_on_to(3000);
    for (size_t t = 0; t < 3000; t++)
        losses[t] = loss_of(t);
    ck_assert_uint_eq(timeline->store.every, 1);
    end();
    begin(2);
    timeline->store.most_losses = 500;
    for (size_t t = 100; t <= 3000; t += 100) {
        go_on_to(t);
        ck_assert_uint_le(timeline->store.losses, 500);
        ck_assert_uint_le(t, 2 * 500 * timeline->store.every);
    }
    size_t every = timeline->store.every;
    ck_assert_uint_ge(every, 6);
    for (size_t t = 0; t < 3000; t++) {
        ck_assert((gri_store_kept_loss(&timeline->store, timeline->path[0], t) != NULL) ==
                  (t % every == 0));
        double loss = loss_of(t);
        ck_assert_bits(&loss, &losses[t], 1, "a loss that was thinned");
    }
    free(losses);
    end();
}
END_TEST

START_TEST(branches_share_the_bounds)
{
    struct gri_hyper hyper;
    begin(1);
    size_t bytes = problem.net->parameters * sizeof(double);
    gri_timeline_set_budget(timeline, 60 * bytes);
    timeline->store.most_losses = 3000;
    hyper = problem.hyper;
    go_on_to(4000);
    for (size_t n = 0; n < 6; n++) {
        hyper.rate = 0.01 / (double)(n + 1);
        change(300 * n + 7, &hyper, NULL);
        go_on_to(4000);
        ck_assert_uint_le(timeline->store.used, 60 * bytes);
        ck_assert_uint_le(timeline->store.losses, 3000);
        struct turn turn = {300 * n + 7, hyper, NULL};
        ck_assert_fresh(3999, &turn, 1);
        ck_assert_fresh(300 * n + 6, &turn, 1);
        must(gri_timeline_switch(timeline, 0, &err), &err);
        ck_assert_fresh(3500, NULL, 0);
    }
    ck_assert_uint_eq(gri_timeline_branches(timeline), 7);
    end();
}
END_TEST

START_TEST(the_generator_is_kept_with_a_checkpoint)
{
    begin(2);
    gri_timeline_free(timeline);
    problem.hyper.shuffle = GRI_SHUFFLE_TORCH;
    problem.hyper.torch_seed = 42;
    problem.hyper.torch_drawn = 17;
    start_timeline();
    go_on_to(3000);
    ck_assert_uint_ge(timeline->path[0]->checkpoints.size * sizeof(double),
                      sizeof(struct gri_torch) + problem.net->parameters * sizeof(double));
    for (size_t t = 2999; t > 200; t -= 131)
        ck_assert_fresh(t, NULL, 0);
    record_of(1000);
    ck_assert_uint_ge(timeline->run->torch_epoch, 900 / 3); /* not drawn from the seed on */
    end();
}
END_TEST

SUITE("trace/store", a_small_budget_doubles_the_spacing, a_budget_for_nothing_keeps_nothing,
      a_budget_that_shrinks_is_kept_at_once, too_many_losses_are_thinned_and_computed_again,
      branches_share_the_bounds, the_generator_is_kept_with_a_checkpoint)
