#include "net/data/data.h"

#include "suite.h"

#include <math.h>
#include <string.h>

static struct gri_data *read_text(const char *text)
{
    struct gr_err err;
    struct gri_data *data = NULL;
    ck_assert_int_eq(gri_data_read(text, strlen(text), &data, &err), GR_OK);
    return data;
}

START_TEST(data_from_memory_is_copied_and_its_size_checked)
{
    struct gr_err err;
    struct gri_data *data = NULL;
    double at[] = {1, 2, 3, 4};
    ck_assert_int_eq(gri_data_new(at, 2, 2, &data, &err), GR_OK);
    at[0] = 9;
    ck_assert(data->at[0] == 1 && data->names == NULL);
    gri_data_free(data);
    data = NULL;
    ck_assert_int_eq(gri_data_new(at, 0, 2, &data, &err), GR_E_SHAPE);
    ck_assert_int_eq(gri_data_new(at, 4, 1, &data, &err), GR_E_SHAPE);
    ck_assert_int_eq(gri_data_new(at, SIZE_MAX / 2, 4, &data, &err), GR_E_MEMORY);
    ck_assert_ptr_nonnull(strstr(err.message, "9223372036854775807"));
    ck_assert_int_eq(gri_data_new(at, 4, SIZE_MAX / 2, &data, &err), GR_E_MEMORY);
    ck_assert_ptr_null(data);
    gri_data_free(NULL);
}
END_TEST

/* The first row's columns, after selecting from a,b,c,d = 1,2,3,4, as digits. */
static void ck_assert_selected(const char *inputs, const char *targets, const char *expected)
{
    struct gr_err err;
    struct gri_data *data = read_text("a,b,c,d\n1,2,3,4\n5,6,7,8\n");
    enum gr_status status = gri_data_select(data, inputs, targets, &err);
    ck_assert_msg(status == GR_OK, "%s", err.message);
    ck_assert_uint_eq(data->cols, strlen(expected));
    ck_assert_uint_eq(data->rows, 2);
    for (size_t k = 0; k < data->cols; k++) {
        ck_assert(data->at[k] == expected[k] - '0');
        ck_assert(data->at[data->cols + k] == expected[k] - '0' + 4);
        ck_assert(data->names[k][0] == 'a' + expected[k] - '1' && data->names[k][1] == '\0');
    }
    gri_data_free(data);
}

START_TEST(columns_are_selected_by_name_and_by_number)
{
    ck_assert_selected("a,b", "c,d", "1234");
    ck_assert_selected("d,a", "b", "412");
    ck_assert_selected("4,1", "2", "412");
    ck_assert_selected("d", "3", "43");
    ck_assert_selected(NULL, "b", "1342");
    ck_assert_selected(NULL, "a,c", "2413");
    ck_assert_selected("c", NULL, "3124");
    ck_assert_selected(NULL, NULL, "1234");
}
END_TEST

START_TEST(columns_that_cannot_be_selected_are_named)
{
    static const struct {
        const char *inputs, *targets;
        enum gr_status status;
        const char *words;
    } cases[] = {
        {"a,e", "d", GR_E_NAME, "\"e\""},
        {"a", "5", GR_E_NAME, "1 to 4"},
        {"0", "d", GR_E_NAME, "\"0\""},
        {"18446744073709551617", "d", GR_E_NAME, "no column"},
        {"a,,b", "d", GR_E_NAME, "\"\""},
        {"ab", "d", GR_E_NAME, "\"ab\""},
        {"a,a", "d", GR_E_NAME, "\"a\" is named twice"},
        {"a,1", "d", GR_E_NAME, "\"1\" is named twice"},
        {"a,b", "b", GR_E_NAME, "\"b\" is named twice"},
        {NULL, "d,d", GR_E_NAME, "\"d\" is named twice"},
        {"a", "", GR_E_SHAPE, "an input and a target"},
    };
    for (size_t n = 0; n < sizeof cases / sizeof *cases; n++) {
        struct gr_err err;
        struct gri_data *data = read_text("a,b,c,d\n1,2,3,4\n");
        ck_assert_int_eq(gri_data_select(data, cases[n].inputs, cases[n].targets, &err),
                         cases[n].status);
        ck_assert_msg(strstr(err.message, cases[n].words) != NULL, "%s", err.message);
        ck_assert_uint_eq(data->cols, 4); /* as it was */
        ck_assert_str_eq(data->names[3], "d");
        gri_data_free(data);
    }
}
END_TEST

START_TEST(data_without_a_header_is_selected_by_number)
{
    struct gr_err err;
    struct gri_data *data = read_text("1,2,3\n");
    ck_assert_int_eq(gri_data_select(data, "a", "3", &err), GR_E_NAME);
    ck_assert_int_eq(gri_data_select(data, "3", "1", &err), GR_OK);
    ck_assert(data->cols == 2 && data->at[0] == 3 && data->at[1] == 1 && data->names == NULL);
    gri_data_free(data);
}
END_TEST

/* Of a row with one input and these two targets. */
static enum gr_status check_targets(enum gri_loss loss, double y1, double y2)
{
    struct gr_err err;
    struct gri_data *data = NULL;
    const double at[] = {5, 0, 1, 5, y1, y2};
    ck_assert_int_eq(gri_data_new(at, 2, 3, &data, &err), GR_OK);
    enum gr_status status = gri_data_check(data, 1, 2, loss, &err);
    ck_assert(status == GR_OK || strstr(err.message, "row 2") != NULL);
    gri_data_free(data);
    return status;
}

START_TEST(targets_are_such_as_the_loss_wants)
{
    for (size_t n = 0; n < GRI_LOSSES; n++) {
        enum gri_loss loss = (enum gri_loss)n;
        bool bounded = loss == GRI_BCE || loss == GRI_CROSS_ENTROPY;
        ck_assert_int_eq(check_targets(loss, 1, 0), GR_OK);
        ck_assert_int_eq(check_targets(loss, 0.25, 0.75), GR_OK);
        ck_assert_int_eq(check_targets(loss, 1, 1), loss == GRI_CROSS_ENTROPY ? GR_E_RANGE : GR_OK);
        ck_assert_int_eq(check_targets(loss, 0.5, 0.6),
                         loss == GRI_CROSS_ENTROPY ? GR_E_RANGE : GR_OK);
        ck_assert_int_eq(check_targets(loss, 2, -1), bounded ? GR_E_RANGE : GR_OK);
        ck_assert_int_eq(check_targets(loss, 0, 98), bounded ? GR_E_RANGE : GR_OK);
        ck_assert_int_eq(check_targets(loss, NAN, 0), bounded ? GR_E_RANGE : GR_OK);
    }
    ck_assert_int_eq(check_targets(GRI_CROSS_ENTROPY, 0.1 + 0.2, 0.7), GR_OK);
}
END_TEST

START_TEST(data_has_a_column_for_each_input_and_output)
{
    struct gr_err err;
    struct gri_data *data = read_text("1,2,3\n");
    ck_assert_int_eq(gri_data_check(data, 2, 1, GRI_MSE, &err), GR_OK);
    ck_assert_int_eq(gri_data_check(data, 1, 2, GRI_MSE, &err), GR_OK);
    ck_assert_int_eq(gri_data_check(data, 2, 2, GRI_MSE, &err), GR_E_SHAPE);
    ck_assert_int_eq(gri_data_check(data, 1, 1, GRI_MSE, &err), GR_E_SHAPE);
    ck_assert_ptr_nonnull(strstr(err.message, "3 columns"));
    gri_data_free(data);
}
END_TEST

SUITE("net/data", data_from_memory_is_copied_and_its_size_checked,
      columns_are_selected_by_name_and_by_number, columns_that_cannot_be_selected_are_named,
      data_without_a_header_is_selected_by_number, targets_are_such_as_the_loss_wants,
      data_has_a_column_for_each_input_and_output)
