#include "net/score.h"

#include "problem.h"

#include <math.h>

enum { ROWS = 600 }; /* more than one piece */

static const double line[] = {2, 1}; /* yhat = 2 x + 1 */

static void make(struct gri_net **net, struct gri_data **data, double *at)
{
    static const enum gri_activation linear[1];
    struct gr_err err;
    for (size_t i = 0; i < ROWS; i++) {
        at[2 * i] = (double)i / 7;
        at[2 * i + 1] = (double)(i % 5);
    }
    must(gri_net_new((size_t[]){1, 1}, 1, linear, true, net, &err), &err);
    must(gri_data_new(at, ROWS, 2, data, &err), &err);
}

START_TEST(pieces_add_up_for_every_loss_of_errors)
{
    struct gri_net *net;
    struct gri_data *data;
    static double at[2 * ROWS];
    make(&net, &data, at);
    for (size_t l = 0; l < GRI_LOSSES; l++) {
        struct gri_hyper hyper = plain_hyper((enum gri_loss)l);
        struct gri_score score;
        struct gr_err err;
        double sum = 0, size = 0;
        if (!gri_losses[l].of_error)
            continue;
        for (size_t i = 100; i < ROWS; i++) {
            double e = at[2 * i + 1] - (2 * at[2 * i] + 1);
            sum += gri_losses[l].term(0, 0, e);
            size += fabs(e);
        }
        double loss = gri_losses[l].share * sum / gri_loss_divisor((enum gri_loss)l, 500, 1);
        must(gri_score(net, data, 100, 500, &hyper, line, GRI_METRIC_MAE, &score, NULL, &err),
             &err);
        ck_assert_msg(fabs(score.loss - loss) < 1e-10 * loss, "%s", gri_losses[l].name);
        ck_assert(fabs(score.metric - size / 500) < 1e-12 * size);
    }
    gri_data_free(data);
    gri_net_free(net);
}
END_TEST

START_TEST(classes_are_counted_by_the_largest_output)
{
    static const double parameters[] = {0, 0, 1, 0.5}; /* always the first class */
    static const enum gri_activation linear[1];
    struct gri_hyper hyper = plain_hyper(GRI_MSE);
    struct gri_net *net;
    struct gri_data *data;
    struct gri_score score;
    struct gr_err err;
    size_t confusion[4] = {0};
    double table[] = {5, 1, 0, 6, 0, 1, 7, 1, 0};
    must(gri_net_new((size_t[]){1, 2}, 1, linear, true, &net, &err), &err);
    must(gri_data_new(table, 3, 3, &data, &err), &err);
    ck_assert(gri_score_is_classifier(net, data));
    must(gri_score(net, data, 0, 3, &hyper, parameters, GRI_METRIC_ACCURACY, &score, confusion,
                   &err),
         &err);
    ck_assert(confusion[0] == 2 && confusion[1] == 0 && confusion[2] == 1 && confusion[3] == 0);
    ck_assert(fabs(score.metric - 2.0 / 3) < 1e-15);
    data->at[1] = 0.5;
    ck_assert(!gri_score_is_classifier(net, data));
    data->at[1] = 0;
    ck_assert(!gri_score_is_classifier(net, data));
    gri_data_free(data);
    gri_net_free(net);
}
END_TEST

START_TEST(one_output_says_one_from_a_half_on)
{
    struct gri_net *net;
    struct gri_data *data;
    struct gri_score score;
    struct gr_err err;
    struct gri_hyper hyper = plain_hyper(GRI_MSE);
    static const enum gri_activation linear[1];
    double table[] = {0.5, 1, 0.49, 0, 0.7, 0, 0.1, 1};
    size_t confusion[4] = {0};
    must(gri_net_new((size_t[]){1, 1}, 1, linear, false, &net, &err), &err);
    must(gri_data_new(table, 4, 2, &data, &err), &err);
    must(gri_score(net, data, 0, 4, &hyper, (double[]){1}, GRI_METRIC_ACCURACY, &score, confusion,
                   &err),
         &err);
    ck_assert(confusion[0] == 1 && confusion[1] == 1 && confusion[2] == 1 && confusion[3] == 1);
    ck_assert(score.metric == 0.5);
    gri_data_free(data);
    gri_net_free(net);
}
END_TEST

SUITE("net/score", pieces_add_up_for_every_loss_of_errors,
      classes_are_counted_by_the_largest_output, one_output_says_one_from_a_half_on)
