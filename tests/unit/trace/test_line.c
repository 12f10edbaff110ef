#include "trace/line.h"

#include "net/problem.h"

#include <string.h>

enum { MOST_LINES = 400 };

/* Every line of an iteration, stage by stage. */
static size_t all_lines(const struct gri_stages *stages, struct gri_line *lines)
{
    size_t count = 0;
    for (size_t stage = 0; stage < gri_stage_count(stages); stage++) {
        size_t only = gri_stage_lines(stages, stage, NULL, 0);
        size_t written = gri_stage_lines(stages, stage, lines + count, MOST_LINES - count);
        ck_assert_uint_eq(only, written);
        ck_assert_uint_gt(only, 0);
        count += only;
        ck_assert_uint_lt(count, MOST_LINES);
    }
    return count;
}

static size_t count_of(const struct gri_line *lines, size_t count, enum gri_line_kind kind,
                       enum gri_what what)
{
    size_t found = 0;
    for (size_t n = 0; n < count; n++)
        found += lines[n].kind == kind && lines[n].asked.of.what == what;
    return found;
}

static struct gri_net *make_net(const size_t *sizes, size_t depth,
                                const enum gri_activation *activations, bool bias)
{
    struct gr_err err;
    struct gri_net *net = NULL;
    must(gri_net_new(sizes, depth, activations, bias, &net, &err), &err);
    return net;
}

START_TEST(a_linear_net_writes_h_error_square_and_no_z)
{
    struct gri_line lines[MOST_LINES];
    struct gri_net *net = make_net((size_t[]){2, 2, 1}, 2,
                                   (enum gri_activation[]){GRI_LINEAR, GRI_LINEAR}, true);
    struct gri_stages stages = {net, GRI_MSE, GRI_SGD, GRI_BACKPROP, 3, SIZE_MAX};
    stages.joined = net->parameters;
    size_t count = all_lines(&stages, lines);
    ck_assert_uint_eq(gri_stage_count(&stages), 3 + 1 + 9);
    ck_assert_uint_eq(gri_stage_lines(&stages, 0, NULL, 0), 5); /* h1 h2 yhat e e^2 */
    ck_assert_uint_eq(count_of(lines, count, GRI_LINE_VALUE, GRI_Q_OUT), 9);
    ck_assert_uint_eq(count_of(lines, count, GRI_LINE_VALUE, GRI_Q_SUM), 0);
    ck_assert_uint_eq(count_of(lines, count, GRI_LINE_VALUE, GRI_Q_ERROR), 3);
    ck_assert_uint_eq(count_of(lines, count, GRI_LINE_VALUE, GRI_Q_TERM), 3);
    ck_assert_uint_eq(count_of(lines, count, GRI_LINE_VALUE, GRI_Q_LOSS), 1);
    ck_assert_uint_eq(count_of(lines, count, GRI_LINE_GRADIENT, GRI_Q_LOSS), 9);
    /* dL/dyhat; dyhat/dh1, dyhat/dh2; the last step of each of nine chains */
    ck_assert_uint_eq(count_of(lines, count, GRI_LINE_FACTOR, GRI_Q_LOSS), 1);
    ck_assert_uint_eq(count_of(lines, count, GRI_LINE_FACTOR, GRI_Q_OUT), 2 + 9);
    gri_net_free(net);
}
END_TEST

START_TEST(a_tanh_net_writes_z_h_and_each_slope_once)
{
    struct gri_line lines[MOST_LINES];
    struct gri_net *net = make_net((size_t[]){2, 3, 2, 2}, 3,
                                   (enum gri_activation[]){GRI_TANH, GRI_TANH, GRI_TANH}, false);
    struct gri_stages stages = {net, GRI_MSE, GRI_SGD, GRI_BACKPROP, 2, net->parameters};
    size_t count = all_lines(&stages, lines), slopes = 0;
    ck_assert_uint_eq(count_of(lines, count, GRI_LINE_VALUE, GRI_Q_SUM), 2 * 7);
    ck_assert_uint_eq(count_of(lines, count, GRI_LINE_VALUE, GRI_Q_OUT), 2 * 7);
    for (size_t n = 0; n < count; n++)
        slopes += lines[n].kind == GRI_LINE_FACTOR && lines[n].asked.of.what == GRI_Q_OUT &&
                  lines[n].asked.by.what == GRI_Q_SUM;
    ck_assert_uint_eq(slopes, 7);
    ck_assert_uint_eq(count_of(lines, count, GRI_LINE_FACTOR, GRI_Q_LOSS), 2); /* both outputs */
    /* dz/dh between layers, and dz/dw of 16 weights */
    ck_assert_uint_eq(count_of(lines, count, GRI_LINE_FACTOR, GRI_Q_SUM), 3 * 2 + 2 * 2 + 16);
    ck_assert_uint_eq(count_of(lines, count, GRI_LINE_GRADIENT, GRI_Q_LOSS), 16);
    gri_net_free(net);
}
END_TEST

START_TEST(a_softmax_output_for_its_partner_brings_the_slope_by_z)
{
    struct gri_line lines[MOST_LINES];
    struct gri_net *net = make_net((size_t[]){2, 3}, 1, (enum gri_activation[]){GRI_SOFTMAX}, true);
    struct gri_stages stages = {net, GRI_CROSS_ENTROPY, GRI_SGD, GRI_BACKPROP, 1, net->parameters};
    size_t count = all_lines(&stages, lines), by_z = 0;
    ck_assert_uint_eq(count_of(lines, count, GRI_LINE_VALUE, GRI_Q_ERROR), 0);
    ck_assert_uint_eq(count_of(lines, count, GRI_LINE_VALUE, GRI_Q_TERM), 3);
    for (size_t k = 0; k < 6; k++) /* all z, then all yhat */
        ck_assert(lines[k].asked.of.what == (k < 3 ? GRI_Q_SUM : GRI_Q_OUT));
    for (size_t n = 0; n < count; n++)
        by_z += lines[n].kind == GRI_LINE_FACTOR && lines[n].asked.of.what == GRI_Q_LOSS &&
                lines[n].asked.by.what == GRI_Q_SUM;
    ck_assert_uint_eq(by_z, 3);
    ck_assert_uint_eq(count_of(lines, count, GRI_LINE_FACTOR, GRI_Q_OUT), 0);
    gri_net_free(net);
}
END_TEST

START_TEST(a_softmax_output_for_another_loss_brings_every_slope)
{
    struct gri_line lines[MOST_LINES];
    struct gri_net *net = make_net((size_t[]){2, 3}, 1, (enum gri_activation[]){GRI_SOFTMAX}, true);
    struct gri_stages stages = {net, GRI_MSE, GRI_SGD, GRI_BACKPROP, 1, net->parameters};
    size_t count = all_lines(&stages, lines);
    ck_assert_uint_eq(count_of(lines, count, GRI_LINE_FACTOR, GRI_Q_LOSS), 3);
    ck_assert_uint_eq(count_of(lines, count, GRI_LINE_FACTOR, GRI_Q_OUT), 9);
    size_t first = 3 * 2 + 2 * 3 + 1; /* the loss's slopes are all there before they are used */
    for (size_t k = 0; k < 3; k++)
        ck_assert(lines[first + k].asked.of.what == GRI_Q_LOSS &&
                  lines[first + k].asked.by.unit == k);
    gri_net_free(net);
}
END_TEST

START_TEST(the_backward_pass_goes_from_the_last_layer_back)
{
    struct gri_net *net = make_net((size_t[]){2, 3, 1}, 2,
                                   (enum gri_activation[]){GRI_TANH, GRI_LINEAR}, true);
    size_t parameters = net->parameters, seen[32] = {0};
    for (size_t n = 0; n < parameters; n++) {
        size_t p = gri_stage_parameter(net, n);
        ck_assert_uint_lt(p, parameters);
        seen[p]++;
        ck_assert_uint_eq(gri_net_place(net, p).layer, n < 4 ? 1 : 0);
        ck_assert(gri_net_place(net, p).is_bias == (n == 3 || n >= 10));
    }
    for (size_t p = 0; p < parameters; p++)
        ck_assert_uint_eq(seen[p], 1);
    gri_net_free(net);
}
END_TEST

/* Whatever is joined, each gradient and each update comes once, the update after its gradient. */
START_TEST(however_far_they_are_joined_every_gradient_and_update_comes_once)
{
    struct gri_line lines[MOST_LINES];
    struct gri_net *net = make_net((size_t[]){2, 2, 2}, 2,
                                   (enum gri_activation[]){GRI_SIGMOID, GRI_LINEAR}, true);
    for (size_t joined = 0; joined <= net->parameters; joined++) {
        struct gri_stages stages = {net, GRI_HALF_MSE, GRI_SGD, GRI_BACKPROP, 2, joined};
        size_t gradient[16] = {0}, update[16] = {0}, count = all_lines(&stages, lines);
        for (size_t n = 0; n < count; n++) {
            bool first = lines[n].kind == GRI_LINE_GRADIENT;
            if (!first && lines[n].kind != GRI_LINE_UPDATE)
                continue;
            const struct gri_quantity *w = first ? &lines[n].asked.by : &lines[n].asked.of;
            ck_assert(first ? lines[n].asked.derivative : w->made);
            size_t p = gri_net_parameter(
                net, (struct gri_place){w->layer, w->row, w->unit, w->what == GRI_Q_BIAS});
            if (first)
                ck_assert_uint_eq(gradient[p]++, 0);
            else
                ck_assert(gradient[p] == 1 && update[p]++ == 0);
        }
        for (size_t p = 0; p < net->parameters; p++)
            ck_assert(gradient[p] == 1 && update[p] == 1);
        ck_assert_uint_eq(gri_stage_count(&stages), 2 + 1 + 2 * net->parameters - joined);
    }
    gri_net_free(net);
}
END_TEST

START_TEST(a_short_list_is_not_written_beyond)
{
    struct gri_line lines[3];
    struct gri_net *net = make_net((size_t[]){2, 2, 1}, 2,
                                   (enum gri_activation[]){GRI_TANH, GRI_LINEAR}, true);
    struct gri_stages stages = {net, GRI_MSE, GRI_SGD, GRI_BACKPROP, 1, 0};
    memset(lines, 0x55, sizeof lines);
    struct gri_line before = lines[2];
    ck_assert_uint_eq(gri_stage_lines(&stages, 0, lines, 2), 7);
    ck_assert(memcmp(&before, &lines[2], sizeof before) == 0);
    ck_assert(lines[1].asked.of.what == GRI_Q_OUT);
    gri_net_free(net);
}
END_TEST

SUITE("trace/line", a_linear_net_writes_h_error_square_and_no_z,
      a_tanh_net_writes_z_h_and_each_slope_once,
      a_softmax_output_for_its_partner_brings_the_slope_by_z,
      a_softmax_output_for_another_loss_brings_every_slope,
      the_backward_pass_goes_from_the_last_layer_back,
      however_far_they_are_joined_every_gradient_and_update_comes_once,
      a_short_list_is_not_written_beyond)
