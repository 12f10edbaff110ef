#include "net/net.h"

#include "suite.h"

#include <string.h>

static const enum gri_activation linear[GRI_DEPTH_LIMIT + 1];

static struct gri_net *make(const size_t *sizes, size_t depth, bool bias)
{
    struct gr_err err;
    struct gri_net *net = NULL;
    enum gr_status status = gri_net_new(sizes, depth, linear, bias, &net, &err);
    ck_assert_msg(status == GR_OK, "%s", err.message);
    return net;
}

START_TEST(layers_and_parameters_follow_each_other)
{
    struct gri_net *net = make((size_t[]){2, 3, 1}, 2, true);
    ck_assert(net->depth == 2 && net->inputs == 2 && net->outputs == 1 && net->units == 4);
    ck_assert(net->parameters == 2 * 3 + 3 + 3 * 1 + 1 && net->bias);
    ck_assert(net->layer[0].inputs == 2 && net->layer[0].units == 3);
    ck_assert(net->layer[0].w == 0 && net->layer[0].b == 6 && net->layer[0].first_unit == 0);
    ck_assert(net->layer[1].inputs == 3 && net->layer[1].units == 1);
    ck_assert(net->layer[1].w == 9 && net->layer[1].b == 12 && net->layer[1].first_unit == 3);
    gri_net_free(net);
    net = make((size_t[]){2, 3, 1}, 2, false);
    ck_assert(net->parameters == 9 && net->layer[1].w == 6 && !net->bias);
    gri_net_free(net);
    gri_net_free(NULL);
}
END_TEST

START_TEST(weights_are_inputs_by_units_row_by_row)
{
    double parameters[13];
    for (size_t p = 0; p < 13; p++)
        parameters[p] = (double)p;
    struct gri_net *net = make((size_t[]){2, 3, 1}, 2, true);
    struct gri_matrix w = gri_net_weights(net, parameters, 0);
    ck_assert(w.rows == 2 && w.cols == 3 && *gri_element(w, 1, 2) == 5);
    w = gri_net_weights(net, parameters, 1);
    ck_assert(w.rows == 3 && w.cols == 1 && *gri_element(w, 2, 0) == 11);
    gri_net_free(net);
}
END_TEST

/* Places count up through rows and units, the bias after the weights, layer after layer. */
static void ck_assert_numbered(const size_t *sizes, size_t depth, bool bias)
{
    struct gri_net *net = make(sizes, depth, bias);
    size_t p = 0;
    for (size_t l = 0; l < depth; l++)
        for (size_t i = 0; i < sizes[l] + (bias ? 1 : 0); i++)
            for (size_t k = 0; k < sizes[l + 1]; k++, p++) {
                struct gri_place place = gri_net_place(net, p);
                ck_assert(place.layer == l && place.row == i && place.unit == k);
                ck_assert(place.is_bias == (i == sizes[l]));
                ck_assert_uint_eq(gri_net_parameter(net, place), p);
                place.row = place.is_bias ? 999 : i; /* of a bias it does not matter */
                ck_assert_uint_eq(gri_net_parameter(net, place), p);
            }
    ck_assert_uint_eq(p, net->parameters);
    gri_net_free(net);
}

START_TEST(places_and_numbers_are_one_to_one)
{
    for (int bias = 0; bias <= 1; bias++) {
        ck_assert_numbered((size_t[]){1, 1}, 1, bias);
        ck_assert_numbered((size_t[]){2, 2, 1}, 2, bias);
        ck_assert_numbered((size_t[]){1, 1, 1, 1, 1}, 4, bias);
        ck_assert_numbered((size_t[]){5, 1, 4, 2, 3}, 4, bias);
        ck_assert_numbered((size_t[]){30, 17, 9}, 2, bias);
    }
}
END_TEST

START_TEST(absurd_sizes_are_refused_with_the_size)
{
    static const struct {
        size_t sizes[4], depth;
        const char *words;
    } cases[] = {
        {{1000000, 1000000, 1}, 2, "1000002000001 parameters"},
        {{2, 1000001, 1}, 2, "1000001 units"},
        {{SIZE_MAX, 1}, 1, "18446744073709551615 units"},
        {{SIZE_MAX, SIZE_MAX, SIZE_MAX, SIZE_MAX}, 3, "18446744073709551615 units"},
        {{10000, 10000, 1}, 2, "100020001 parameters"},
        {{0, 1}, 1, "cannot be"},
        {{2, 0, 1}, 2, "cannot be"},
        {{2, 1, 0}, 2, "cannot be"},
        {{2}, 0, "here are 1"},
    };
    for (size_t n = 0; n < sizeof cases / sizeof *cases; n++) {
        struct gr_err err;
        struct gri_net *net = NULL;
        ck_assert_int_eq(gri_net_new(cases[n].sizes, cases[n].depth, linear, true, &net, &err),
                         GR_E_RANGE);
        ck_assert_msg(strstr(err.message, cases[n].words) != NULL, "%s", err.message);
        ck_assert_ptr_null(net);
    }
}
END_TEST

START_TEST(depth_has_a_limit)
{
    struct gr_err err;
    struct gri_net *net = NULL;
    size_t sizes[GRI_DEPTH_LIMIT + 2];
    for (size_t l = 0; l < GRI_DEPTH_LIMIT + 2; l++)
        sizes[l] = 1;
    ck_assert_int_eq(gri_net_new(sizes, GRI_DEPTH_LIMIT + 1, linear, true, &net, &err), GR_E_RANGE);
    ck_assert_ptr_nonnull(strstr(err.message, "66"));
    ck_assert_numbered(sizes, GRI_DEPTH_LIMIT, true);
}
END_TEST

START_TEST(a_loss_goes_with_the_output_layer_or_says_why_not)
{
    for (size_t n = 0; n < (size_t)GRI_LOSSES * GRI_ACTIVATIONS; n++) {
        enum gri_loss loss = (enum gri_loss)(n / GRI_ACTIVATIONS);
        enum gri_activation last = (enum gri_activation)(n % GRI_ACTIVATIONS);
        struct gr_err err = {.message = ""};
        struct gri_net *net = NULL;
        bool fits = loss == GRI_CROSS_ENTROPY ? last == GRI_SOFTMAX
                    : loss == GRI_BCE         ? last == GRI_SIGMOID || last == GRI_SOFTMAX
                                              : true;
        ck_assert_int_eq(gri_net_new((size_t[]){2, 2, 2}, 2,
                                     (enum gri_activation[]){GRI_TANH, last}, true, &net, &err),
                         GR_OK);
        ck_assert_int_eq(gri_net_check_loss(net, loss, &err), fits ? GR_OK : GR_E_STATE);
        ck_assert(fits || strstr(err.message, gri_activations[last].name) != NULL);
        ck_assert(fits || strstr(err.message, gri_losses[loss].name) != NULL);
        gri_net_free(net);
    }
}
END_TEST

SUITE("net/net", layers_and_parameters_follow_each_other, weights_are_inputs_by_units_row_by_row,
      places_and_numbers_are_one_to_one, absurd_sizes_are_refused_with_the_size, depth_has_a_limit,
      a_loss_goes_with_the_output_layer_or_says_why_not)
