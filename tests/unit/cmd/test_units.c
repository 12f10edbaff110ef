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
    ck_assert(says("Dead in epoch 3: h1, h2; the slope is 0 for every sample"));
    answer(&c, "epoch");
    ck_assert(!says("Dead"));
    answer(&c, "epoch 2");
    ck_assert(!says("Dead"));
    answer(&c, "units");
    ck_assert(says("dead"));
    play(&c, "network 2-2-1 relu\nb2 = -100"); /* another network's units were never named */
    answer(&c, "train 3");
    ck_assert(says("Dead in epoch 4: h2;"));
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
      where_training_diverges_that_is_said_alone, what_cannot_be_looked_at_is_said)
