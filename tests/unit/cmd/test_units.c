/* Units that ail are named once, where a reader comes to stand. */
#include "cmd/walk.h"
#include "suite.h"

START_TEST(a_unit_is_named_where_it_comes_to_ail_and_not_again)
{
    begin("network 2-2-1 relu\ninit torch 1\ndata\n1 2 3\n2 1 4\nend\nset rate 0.01");
    play(&c, "b1 = 2\nb2 = 2\nepoch");
    ck_assert(!says("Dead"));
    play(&c, "b1 = -100\nb2 = -100");
    answer(&c, "epoch");
    ck_assert(says("Dead in epoch 2: h1, h2; the slope is 0 for every sample"));
    answer(&c, "epoch");
    ck_assert(!says("Dead"));
    answer(&c, "epoch 2");
    ck_assert(!says("Dead"));
    answer(&c, "units");
    ck_assert(says("dead"));
    play(&c, "network 2-2-1 relu\nb2 = -100"); /* another network's units were never named */
    answer(&c, "train 3");
    ck_assert(says("Dead in epoch 1: h2;"));
    capture_end(&c);
}
END_TEST

/* Is h1, h2 … dead at the start of this epoch? */
static bool is_dead(size_t epoch, char unit)
{
    char line[40], row[] = "h?:";
    row[1] = unit;
    snprintf(line, sizeof line, "units @%zu", epoch);
    const char *at = strstr(answer(&c, line), row);
    ck_assert_msg(at != NULL, "%s", c.said.at);
    const char *dead = strstr(at, "dead");
    return dead != NULL && dead < strchr(at, '\n');
}

START_TEST(it_is_named_with_the_epoch_in_which_it_came_to)
{
    begin("network 2-3-1 relu\ninit torch 1\ndata\n1 2 3\n2 1 4\n3 1 2\nend\ntrain 50");
    play(&c, "b1 = -100\nepoch\nb2 = -1\nset rate 0.5");
    answer(&c, "train 1000");
    const char *at = strstr(c.said.at, "Dead in epoch ");
    ck_assert_msg(at != NULL, "%s", c.said.at);
    size_t epoch = (size_t)atol(at + strlen("Dead in epoch "));
    ck_assert_uint_gt(epoch, 52); /* not where it was changed, nor where the walk ended */
    ck_assert_uint_lt(epoch, 100);
    ck_assert_ptr_nonnull(strstr(at, ": h2, h3;")); /* h1 was named before */
    for (char unit = '2'; unit <= '3'; unit++)
        ck_assert(!is_dead(epoch - 1, unit) && is_dead(epoch, unit) && is_dead(1052, unit));
    capture_end(&c);
}
END_TEST

START_TEST(of_several_each_is_named_with_its_own_epoch)
{
    begin("network 1-3-1 relu nobias\nset batch 1\ndata\n1 0\n1 0\nend\nset rate 0.01");
    play(&c, "W[1] = [1 1 1]\nW[2] = [1; 1; 1]\nrestart");
    play(&c, "w2 = -1\nepoch\nw1 = -1\nepoch\nw3 = -1");
    answer(&c, "goto epoch 1");
    answer(&c, "train 4");
    ck_assert_msg(says("Dead in epoch 1, iteration 1: h2; in epoch 2, iteration 1: h1; in epoch 3, "
                       "iteration 1: h3; the slope"),
                  "%s", c.said.at);
    capture_end(&c);
}
END_TEST

START_TEST(where_training_diverges_that_is_said_alone)
{
    begin("use lottery\nset rate 1");
    answer(&c, "train 20");
    ck_assert(says("training diverges"));
    ck_assert(!says("Exploding"));
    capture_end(&c);
}
END_TEST

START_TEST(but_units_that_it_left_without_a_slope_are_named)
{
    begin("network 2-3-1 sigmoid\ninit xavier 1\ndata\n1 2 3\n2 1 4\n4 4 0\nend\nset rate 100");
    answer(&c, "train 20");
    ck_assert(says("training diverges"));
    ck_assert_msg(says("Saturated in epoch 2: h"), "%s", c.said.at);
    ck_assert(!says("Vanishing") && !says("Exploding"));
    capture_end(&c);
}
END_TEST

START_TEST(what_cannot_be_looked_at_is_said)
{
    begin("network 2-2-1");
    refuse(&c, "units", GR_E_STATE, "no data");
    play(&c, "use neuron\nset rule perceptron");
    refuse(&c, "units", GR_E_STATE, "no gradient");
    play(&c, "network 1-1001-1\ndata\n1 2\nend\nset rule backprop");
    refuse(&c, "units", GR_E_RANGE, "1002 units");
    capture_end(&c);
}
END_TEST

SUITE("cmd/units", a_unit_is_named_where_it_comes_to_ail_and_not_again,
      it_is_named_with_the_epoch_in_which_it_came_to, of_several_each_is_named_with_its_own_epoch,
      where_training_diverges_that_is_said_alone, but_units_that_it_left_without_a_slope_are_named,
      what_cannot_be_looked_at_is_said)
