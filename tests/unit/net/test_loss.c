#include "net/kind/loss.h"

#include "suite.h"

#include <math.h>
#include <string.h>

static const double ys[] = {0, 1, 0.3, 0.85}, ps[] = {0.2, 0.5, 0.99, 1e-3};
enum { CASES = 4 };

START_TEST(every_row_is_filled)
{
    for (size_t n = 0; n < GRI_LOSSES; n++) {
        const struct gri_loss_row *row = &gri_losses[n];
        ck_assert(strlen(row->name) > 0 && strlen(row->symbol) > 0 && strlen(row->summary) > 0);
        ck_assert(strlen(row->term_formula) > 0 && strlen(row->body_formula) > 0);
        ck_assert(row->share > 0 && row->factor != 0);
        ck_assert((row->partner == GRI_ACTIVATIONS) == (row->term_from_z == NULL));
        for (size_t m = 0; m < n; m++)
            ck_assert_str_ne(row->name, gri_losses[m].name);
    }
}
END_TEST

START_TEST(terms_are_those_of_the_definitions)
{
    static const double expected[GRI_LOSSES] = {/* y = 0.3, p = 0.8 */
                                                [GRI_MSE] = 0.25,
                                                [GRI_MSE_MEAN] = 0.25,
                                                [GRI_HALF_MSE] = 0.125,
                                                [GRI_SSE] = 0.25,
                                                [GRI_MAE] = 0.5,
                                                [GRI_BCE] = 1.1935496040981333,
                                                [GRI_CROSS_ENTROPY] = 0.06694306539426294};
    for (size_t n = 0; n < GRI_LOSSES; n++) {
        const struct gri_loss_row *row = &gri_losses[n];
        ck_assert_msg(fabs(row->share * row->term(0.3, 0.8, 0.3 - 0.8) - expected[n]) < 1e-15, "%s",
                      row->name);
    }
}
END_TEST

START_TEST(the_divisor_is_samples_or_outputs_too_or_nothing)
{
    static const double expected[GRI_LOSSES] = {
        [GRI_MSE] = 3, [GRI_MSE_MEAN] = 6, [GRI_HALF_MSE] = 3,     [GRI_SSE] = 1,
        [GRI_MAE] = 3, [GRI_BCE] = 3,      [GRI_CROSS_ENTROPY] = 3};
    for (size_t n = 0; n < GRI_LOSSES; n++)
        ck_assert(gri_loss_divisor((enum gri_loss)n, 3, 2) == expected[n]);
}
END_TEST

START_TEST(bodies_are_the_derivatives_of_terms)
{
    const double step = 1e-7;
    for (size_t n = 0; n < GRI_LOSSES; n++)
        for (size_t c = 0; c < CASES * CASES; c++) {
            const struct gri_loss_row *row = &gri_losses[n];
            double y = ys[c / CASES], p = ps[c % CASES];
            double up = row->term(y, p + step, y - (p + step));
            double down = row->term(y, p - step, y - (p - step));
            double difference = row->share * (up - down) / (2 * step);
            double slope = row->factor * row->body(y, p, y - p);
            ck_assert_msg(fabs(slope - difference) < 1e-5 * fmax(1, fabs(slope)),
                          "%s at y = %g, p = %g: %.17g, not %.17g", row->name, y, p, slope,
                          difference);
        }
}
END_TEST

START_TEST(of_error_means_e_alone_and_an_odd_body)
{
    for (size_t n = 0; n < GRI_LOSSES; n++) {
        const struct gri_loss_row *row = &gri_losses[n];
        for (size_t c = 0; row->of_error && c < CASES; c++) {
            double e = ys[c] - ps[c];
            ck_assert(row->term(7, 8, e) == row->term(0, 0, e));
            ck_assert(row->body(7, 8, e) == row->body(0, 0, e));
            ck_assert(row->body(0, 0, e) == -row->body(0, 0, -e));
            ck_assert(row->term(0, 0, e) == row->term(0, 0, -e));
        }
    }
}
END_TEST

/* The partner's layer of two units with these z; y is 1 - y for the other. */
static void ck_assert_cancels(const struct gri_loss_row *row, const double *z, double y)
{
    double p[2], slope[2], delta[2], both[2] = {y, 1 - y};
    double log_sum = log(exp(z[0]) + exp(z[1]));
    gri_activate(row->partner, z, 2, p);
    for (size_t k = 0; k < 2; k++) {
        slope[k] = row->factor * row->body(both[k], p[k], both[k] - p[k]);
        double term = row->term(both[k], p[k], both[k] - p[k]);
        ck_assert_msg(fabs(row->term_from_z(both[k], z[k], log_sum) - term) < 1e-12, "%s",
                      row->name);
    }
    gri_activate_back(row->partner, z, p, slope, 2, delta);
    for (size_t k = 0; k < 2; k++)
        ck_assert_msg(fabs(delta[k] - (p[k] - both[k])) < 1e-14, "%s", row->name);
}

START_TEST(partners_cancel_and_their_terms_agree)
{
    static const double zs[][2] = {{0.4, -1}, {3, 2.5}, {-4, 0}, {6, -6}};
    size_t partners = 0;
    for (size_t n = 0; n < GRI_LOSSES; n++) {
        if (gri_losses[n].partner == GRI_ACTIVATIONS)
            continue;
        for (size_t c = 0; c < CASES * CASES; c++)
            ck_assert_cancels(&gri_losses[n], zs[c / CASES], ys[c % CASES]);
        partners++;
    }
    ck_assert_uint_eq(partners, 2);
}
END_TEST

START_TEST(a_right_and_sure_answer_costs_nothing)
{
    const struct gri_loss_row *bce = &gri_losses[GRI_BCE], *ce = &gri_losses[GRI_CROSS_ENTROPY];
    ck_assert(bce->term(1, 1, 0) == 0 && bce->term(0, 0, 0) == 0);
    ck_assert(bce->body(1, 1, 0) == -1 && bce->body(0, 0, 0) == 1); /* the limits */
    ck_assert(ce->term(1, 1, 0) == 0 && ce->term(0, 0, 0) == 0);
    ck_assert(ce->body(1, 1, 0) == 1 && ce->body(0, 0, 0) == 0);
    ck_assert(isinf(bce->term(1, 0, 1)) && isinf(ce->term(1, 0, 1)));
}
END_TEST

START_TEST(terms_from_z_keep_small_losses_and_never_overflow)
{
    const struct gri_loss_row *bce = &gri_losses[GRI_BCE];
    ck_assert(fabs(bce->term_from_z(1, 40, 0) / exp(-40) - 1) < 1e-14);
    ck_assert(fabs(bce->term_from_z(0, -40, 0) / exp(-40) - 1) < 1e-14);
    ck_assert(bce->term_from_z(0, 1e5, 0) == 1e5 && bce->term_from_z(1, -1e5, 0) == 1e5);
    ck_assert(gri_losses[GRI_CROSS_ENTROPY].term_from_z(1, -1e5, 1e5) == 2e5);
}
END_TEST

SUITE("net/loss", every_row_is_filled, terms_are_those_of_the_definitions,
      the_divisor_is_samples_or_outputs_too_or_nothing, bodies_are_the_derivatives_of_terms,
      of_error_means_e_alone_and_an_odd_body, partners_cancel_and_their_terms_agree,
      a_right_and_sure_answer_costs_nothing, terms_from_z_keep_small_losses_and_never_overflow)
