/* Axes: what they span and the numbers along them, of any numbers. */
#include "page/plot/scale.h"

#include "page/sample.h"

#include <float.h>
#include <math.h>

static struct gri_scale seen(const double *numbers, size_t count, bool decades)
{
    struct gri_scale scale;
    gri_scale_begin(&scale);
    for (size_t n = 0; n < count; n++)
        gri_scale_see(&scale, numbers[n]);
    gri_scale_end(&scale, decades);
    return scale;
}

/* Its ticks, as they are written, with blanks between. */
static const char *ticks_of(const struct gri_scale *scale, size_t most, struct gri_text *out)
{
    double ticks[32];
    size_t count = gri_scale_ticks(scale, most, ticks);
    ck_assert_uint_le(count, most);
    gri_text_reset(out);
    for (size_t n = 0; n < count; n++) {
        double at = gri_scale_at(scale, ticks[n]);
        ck_assert_msg(at > -1e-6 && at < 1 + 1e-6, "tick %g stands at %g", ticks[n], at);
        gri_text_add(out, n > 0 ? " " : "");
        gri_scale_write(scale, most, ticks[n], out);
    }
    ck_assert(!out->failed);
    return out->at;
}

START_TEST(ticks_are_round_numbers)
{
    static const struct {
        double low, high;
        size_t most;
        const char *ticks;
    } rows[] = {
        {0, 10, 6, "0 2 4 6 8 10"},
        {1, 100, 6, "20 40 60 80 100"},
        {-3, 3, 4, "-2 0 2"},
        {0, 1, 6, "0 0.2 0.4 0.6 0.8 1"},
        {0.1, 0.3, 5, "0.1 0.15 0.2 0.25 0.3"},
        {1264.26, 1545.14, 6, "1300 1400 1500"},
        {0, 5e7, 6, "0 1e7 2e7 3e7 4e7 5e7"},
        {0, 2e-6, 5, "0 0.5e-6 1e-6 1.5e-6 2e-6"},
        {-1e300, 1e300, 5, "-1e300 -0.5e300 0 0.5e300 1e300"},
    };
    struct gri_text out;
    gri_text_init(&out);
    for (size_t n = 0; n < sizeof rows / sizeof *rows; n++) {
        const double ends[] = {rows[n].low, rows[n].high};
        struct gri_scale scale = seen(ends, 2, false);
        ck_assert_str_eq(ticks_of(&scale, rows[n].most, &out), rows[n].ticks);
    }
    gri_text_clear(&out);
}
END_TEST

START_TEST(more_than_three_decades_become_logarithmic_where_that_is_allowed)
{
    const double loss[] = {9986.98, 0.01}, less[] = {1000, 1}, zero[] = {1e6, 0};
    struct gri_text out;
    gri_text_init(&out);
    struct gri_scale scale = seen(loss, 2, true);
    ck_assert(scale.log);
    ck_assert_str_eq(ticks_of(&scale, 7, &out), "0.01 0.1 1 10 100 1000");
    gri_text_reset(&out);
    gri_scale_label(&scale, "MSE", &out);
    ck_assert_str_eq(out.at, "MSE (logarithmic)");
    scale = seen((const double[]){1e-200, 1e200}, 2, true);
    ck_assert_str_eq(ticks_of(&scale, 6, &out), "1e-200 1e-100 1 1e100 1e200");
    ck_assert(!seen(less, 2, true).log);
    ck_assert(!seen(zero, 2, true).log);
    ck_assert(!seen(loss, 2, false).log);
    ck_assert(isnan(gri_scale_at(&scale, -1)));
    gri_text_clear(&out);
}
END_TEST

START_TEST(any_numbers_give_a_scale_with_a_width)
{
    static const double hostile[][3] = {
        {NAN, INFINITY, -INFINITY},
        {0, 0, 0},
        {7, 7, 7},
        {DBL_MAX, -DBL_MAX, 0},
        {DBL_MAX, DBL_MAX, DBL_MAX},
        {DBL_TRUE_MIN, 0, 0},
        {1e300, 1e300, NAN},
        {1, 1 + DBL_EPSILON, 1},
        {-5, -5, -5},
    };
    struct gri_text out;
    gri_text_init(&out);
    for (size_t n = 0; n < sizeof hostile / sizeof *hostile; n++)
        for (int decades = 0; decades < 2; decades++) {
            struct gri_scale scale = seen(hostile[n], 3, decades == 1);
            ck_assert_msg(scale.high > scale.low && isfinite(scale.low) && isfinite(scale.high),
                          "row %zu: %g to %g", n, scale.low, scale.high);
            ticks_of(&scale, 6, &out);
            for (size_t k = 0; k < 3; k++) {
                double at = gri_scale_at(&scale, hostile[n][k]);
                ck_assert(isnan(at) == !isfinite(hostile[n][k]) || scale.log);
                ck_assert(isnan(at) || (at >= 0 && at <= 1));
            }
        }
    gri_text_clear(&out);
}
END_TEST

static void count_piece(void *user, const double *from, const double *to)
{
    size_t *count = user;
    for (size_t k = 0; k < 2; k++)
        ck_assert(from[k] >= 0 && from[k] <= 1 && to[k] >= 0 && to[k] <= 1);
    ++*count;
}

START_TEST(contour_lines_cross_where_the_level_is)
{
    double at[] = {0, 1, 2, 0, 1, 2, 0, 1, 2}, levels[8];
    struct gri_field field = {.x_high = 1, .y_high = 1, .cols = 3, .rows = 3, .at = at};
    size_t count = 0;
    gri_field_contour(&field, 1.5, count_piece, &count);
    ck_assert_uint_eq(count, 2);
    count = 0;
    gri_field_contour(&field, 2.5, count_piece, &count);
    ck_assert_uint_eq(count, 0);
    ck_assert_uint_eq(gri_field_levels(&field, 3, levels), 3);
    for (size_t n = 0; n < 3; n++)
        ck_assert(levels[n] > 0 && levels[n] < 2 && (n == 0 || levels[n] > levels[n - 1]));
    for (size_t n = 0; n < 9; n++)
        at[n] = n % 2 == 0 ? NAN : INFINITY;
    ck_assert_uint_eq(gri_field_levels(&field, 3, levels), 0);
    gri_field_contour(&field, 1, count_piece, &count);
    ck_assert_uint_eq(count, 0);
    for (size_t n = 0; n < 9; n++)
        at[n] = 4;
    ck_assert_uint_eq(gri_field_levels(&field, 3, levels), 0);
}
END_TEST

START_TEST(levels_are_written_shortly)
{
    static const struct {
        double level;
        const char *written;
    } rows[] = {{0, "0"},         {0.5, "0.5"},     {1122, "1122"},    {33.4, "33.4"},
                {-2.25, "-2.25"}, {1e300, "1e300"}, {2.5e-9, "2.5e-9"}};
    struct gri_text out;
    gri_text_init(&out);
    for (size_t n = 0; n < sizeof rows / sizeof *rows; n++) {
        gri_text_reset(&out);
        gri_level_write(rows[n].level, &out);
        ck_assert_str_eq(out.at, rows[n].written);
    }
    gri_text_clear(&out);
}
END_TEST

SUITE("page/plot/scale", ticks_are_round_numbers,
      more_than_three_decades_become_logarithmic_where_that_is_allowed,
      any_numbers_give_a_scale_with_a_width, contour_lines_cross_where_the_level_is,
      levels_are_written_shortly)
