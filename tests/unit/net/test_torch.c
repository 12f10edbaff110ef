#include "net/torch.h"

#include "fixture.h"

enum { MOST_SIZES = 8, MOST_PARAMETERS = 1000, MOST_SAMPLES = 200 };

static struct gri_net *make_net(char *sizes, bool bias)
{
    static const enum gri_activation linear[MOST_SIZES];
    struct gr_err err;
    struct gri_net *net = NULL;
    size_t size[MOST_SIZES], count = 0;
    for (char *one = strsep(&sizes, "-"); one != NULL; one = strsep(&sizes, "-"))
        size[count++] = (size_t)atoi(one);
    ck_assert_int_eq(gri_net_new(size, count - 1, linear, bias, &net, &err), GR_OK);
    ck_assert_uint_le(net->parameters, MOST_PARAMETERS);
    return net;
}

static void check_parameters(struct fixture *fixture, const struct gri_net *net, uint64_t seed)
{
    double parameters[MOST_PARAMETERS];
    gri_torch_initialize(net, seed, parameters);
    for (size_t p = 0; p < net->parameters;) {
        ck_assert(fixture_next(fixture));
        ck_assert_str_eq(fixture->field[0], "parameters");
        for (size_t n = 1; n < fixture->fields; n++, p++) {
            double expected = strtod(fixture->field[n], NULL);
            ck_assert_msg(memcmp(&expected, &parameters[p], sizeof expected) == 0,
                          "seed %llu, parameter %zu: %.17g, not %.17g", (unsigned long long)seed, p,
                          parameters[p], expected);
        }
    }
}

static void check_orders(struct fixture *fixture, struct gri_torch *torch)
{
    for (size_t epoch = 0; epoch < 3; epoch++) {
        size_t order[MOST_SAMPLES];
        ck_assert(fixture_next(fixture));
        ck_assert_str_eq(fixture->field[0], "order");
        gri_torch_order(torch, order, fixture->fields - 1);
        for (size_t i = 0; i + 1 < fixture->fields; i++)
            ck_assert_uint_eq(order[i], strtoul(fixture->field[i + 1], NULL, 10));
    }
}

START_TEST(weights_and_orders_are_pytorchs_to_the_last_bit)
{
    struct fixture fixture;
    size_t records = 0;
    fixture_open(&fixture, "torch_start.tsv");
    while (fixture_next(&fixture)) {
        struct gri_torch torch;
        ck_assert_str_eq(fixture.field[0], "net");
        struct gri_net *net = make_net(fixture.field[1], strcmp(fixture.field[2], "bias") == 0);
        uint64_t seed = strtoull(fixture.field[3], NULL, 10);
        check_parameters(&fixture, net, seed);
        gri_torch_seed(&torch, seed);
        gri_torch_skip(&torch, net->parameters);
        check_orders(&fixture, &torch);
        gri_net_free(net);
        records++;
    }
    ck_assert_uint_eq(records, 15);
}
END_TEST

START_TEST(skipping_is_drawing)
{
    for (size_t count = 0; count < 2000; count += 123) {
        struct gri_torch drawn, skipped;
        gri_torch_seed(&drawn, 9);
        gri_torch_seed(&skipped, 9);
        for (size_t n = 0; n < count; n++)
            gri_torch_bits(&drawn);
        gri_torch_skip(&skipped, count);
        ck_assert_uint_eq(gri_torch_bits(&drawn), gri_torch_bits(&skipped));
    }
}
END_TEST

/* The 10000th number of the generator with seed 5489, as the C++ standard has it. */
START_TEST(the_generator_is_the_mersenne_twister)
{
    struct gri_torch torch;
    gri_torch_seed(&torch, 5489);
    gri_torch_skip(&torch, 9999);
    ck_assert_uint_eq(gri_torch_bits(&torch), 4123659995u);
}
END_TEST

START_TEST(an_epochs_order_takes_so_many_draws)
{
    struct gri_torch one, two;
    size_t order[5];
    gri_torch_seed(&one, 3);
    gri_torch_seed(&two, 3);
    gri_torch_order(&one, order, 5);
    gri_torch_skip(&two, GRI_TORCH_DRAWS);
    ck_assert_uint_eq(gri_torch_bits(&one), gri_torch_bits(&two));
}
END_TEST

SUITE("net/torch", the_generator_is_the_mersenne_twister, skipping_is_drawing,
      weights_and_orders_are_pytorchs_to_the_last_bit, an_epochs_order_takes_so_many_draws)
