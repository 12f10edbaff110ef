#include "net/data/prepare.h"

#include "suite.h"

#include <math.h>
#include <string.h>

static struct gri_net *make_net(size_t inputs, size_t outputs, enum gri_activation activation)
{
    struct gr_err err;
    struct gri_net *net = NULL;
    ck_assert_int_eq(gri_net_new((size_t[]){inputs, outputs}, 1, &activation, true, &net, &err),
                     GR_OK);
    return net;
}

static struct gri_data *read_text(const char *text)
{
    struct gr_err err = {.line = 0};
    struct gri_data *data = NULL;
    enum gr_status status = gri_data_read(text, strlen(text), &data, &err);
    ck_assert_msg(status == GR_OK, "%s: %s", text, err.message);
    return data;
}

/* What a network of this kind is given of the text, as digits in rows: "10 01 01". */
static void ck_assert_targets(const char *text, size_t outputs, enum gri_activation activation,
                              const char *expected)
{
    struct gr_err err;
    struct gri_preparation how = {.share = 1};
    struct gri_data *table = read_text(text), *data = NULL;
    struct gri_net *net = make_net(table->cols - 1, outputs, activation);
    enum gr_status status = gri_data_prepare(table, net, &how, &data, &err);
    ck_assert_msg(status == GR_OK, "%s: %s", text, err.message);
    char got[200] = "", *next = got;
    for (size_t i = 0; i < data->rows; i++) {
        *next++ = i > 0 ? ' ' : '|';
        for (size_t k = net->inputs; k < data->cols; k++)
            *next++ = (char)('0' + (int)gri_data_y(data, net->inputs, i)[k - net->inputs]);
    }
    *next = '\0';
    ck_assert_str_eq(got + 1, expected);
    ck_assert_uint_eq(data->cols, net->inputs + outputs);
    gri_data_free(data);
    gri_data_free(table);
    gri_net_free(net);
}

START_TEST(words_and_class_numbers_become_one_hot)
{
    static const char words[] = "1,b\n2,a\n3,b\n", three[] = "1,b\n2,a\n3,\"c d\"\n";
    ck_assert_targets(words, 2, GRI_SOFTMAX, "10 01 10");
    ck_assert_targets(words, 2, GRI_SIGMOID, "10 01 10");
    ck_assert_targets(words, 1, GRI_SIGMOID, "0 1 0");
    ck_assert_targets(three, 3, GRI_LINEAR, "100 010 001");
    ck_assert_targets("7,0\n7,2\n7,0\n", 3, GRI_SOFTMAX, "100 001 100");
    ck_assert_targets("7,3\n7,1\n7,2\n", 3, GRI_SOFTMAX, "001 100 010");
    ck_assert_targets("7,1\n7,2\n", 3, GRI_SOFTMAX, "010 001");
    ck_assert_targets("7,9\n7,-1\n7,4\n7,9\n", 3, GRI_SOFTMAX, "001 100 010 001");
    ck_assert_targets("7,3\n7,1\n", 1, GRI_LINEAR, "3 1");
}
END_TEST

static void ck_assert_refused(const char *text, size_t outputs, enum gri_activation activation,
                              const char *words)
{
    struct gr_err err;
    struct gri_preparation how = {.share = 1};
    struct gri_data *table = read_text(text), *data = NULL;
    struct gri_net *net = make_net(table->cols - 1, outputs, activation);
    ck_assert_int_eq(gri_data_prepare(table, net, &how, &data, &err), GR_E_SHAPE);
    ck_assert_msg(strstr(err.message, words) != NULL, "%s", err.message);
    gri_data_free(table);
    gri_net_free(net);
}

START_TEST(classes_that_do_not_fit_are_refused)
{
    ck_assert_refused("1,b\n2,a\n3,c\n", 2, GRI_SOFTMAX, "3 different words");
    ck_assert_refused("1,b\n2,a\n3,c\n", 1, GRI_SIGMOID, "1 output;");
    ck_assert_refused("1,b\n2,a\n", 3, GRI_SIGMOID, "`network 1-2 softmax`");
    ck_assert_refused("1,5\n2,6\n3,7\n", 2, GRI_SOFTMAX, "no classes for 2 outputs");
    ck_assert_refused("1,0.5\n2,1\n", 3, GRI_SOFTMAX, "no classes for 3 outputs");
}
END_TEST

/* Rows 2 4 1, 4 4 3, 6 4 5 | 8 5 9, the last held out. */
static struct gri_data *prepare(struct gri_data *table, enum gri_scaling scaling, double share)
{
    struct gr_err err;
    struct gri_data *data = NULL;
    struct gri_net *net = make_net(2, 1, GRI_LINEAR);
    struct gri_preparation how = {scaling, share};
    ck_assert_int_eq(gri_data_prepare(table, net, &how, &data, &err), GR_OK);
    gri_net_free(net);
    return data;
}

START_TEST(scales_are_measured_on_the_rows_trained_on)
{
    struct gri_data *table = read_text("2,4,1\n4,4,3\n6,4,5\n8,5,9\n");
    double before[12], deviation = sqrt(8.0 / 3);
    memcpy(before, table->at, sizeof before);
    struct gri_data *data = prepare(table, GRI_SCALING_STANDARD, 0.75);
    ck_assert(data->rows == 3 && data->held == 1);
    ck_assert(data->shift[0] == 4 && data->scale[0] == deviation);
    ck_assert(data->shift[1] == 4 && data->scale[1] == 1); /* the same in every row */
    ck_assert(data->at[0] == -2 / deviation && data->at[3] == 0 && data->at[1] == 0);
    ck_assert(data->at[9] == 4 / deviation && data->at[10] == 1);
    gri_data_free(data);
    data = prepare(table, GRI_SCALING_MINMAX, 0.75);
    ck_assert(data->shift[2] == 1 && data->scale[2] == 4);
    ck_assert(data->at[2] == 0 && data->at[8] == 1 && data->at[11] == 2);
    gri_data_free(data);
    ck_assert_mem_eq(before, table->at, sizeof before);
    data = prepare(table, GRI_SCALING_OFF, 0.5);
    ck_assert(data->at == table->at && data->rows == 2 && data->held == 2);
    gri_data_free(data);
    gri_data_free(table);
}
END_TEST

START_TEST(targets_that_are_zeros_and_ones_are_not_scaled)
{
    struct gri_data *table = read_text("2,4,1\n4,7,0\n6,4,0\n");
    struct gri_data *data = prepare(table, GRI_SCALING_STANDARD, 1);
    ck_assert(data->at[2] == 1 && data->at[5] == 0 && data->scale[2] == 1 && data->shift[2] == 0);
    gri_data_free(data);
    gri_data_free(table);
}
END_TEST

START_TEST(a_share_is_the_whole_rows_below_it)
{
    ck_assert_uint_eq(gri_data_share(19, 0.8), 15);
    ck_assert_uint_eq(gri_data_share(10, 0.7), 7);
    ck_assert_uint_eq(gri_data_share(3, 0.1), 0);
    ck_assert_uint_eq(gri_data_share(3, 1), 3);
}
END_TEST

START_TEST(repeated_rows_are_found_and_counted)
{
    struct gri_data *data = read_text("1,2\n3,4\n1,2\n2,1\n3,4\n1,2\n");
    size_t rows[2];
    ck_assert_uint_eq(gri_data_repeats(data, rows, 2), 3);
    ck_assert(rows[0] == 2 && rows[1] == 4);
    gri_data_free(data);
    data = read_text("1,2\n2,1\n");
    ck_assert_uint_eq(gri_data_repeats(data, rows, 2), 0);
    gri_data_free(data);
}
END_TEST

START_TEST(words_elsewhere_are_refused_where_they_stand)
{
    struct gr_err err;
    struct gri_data *data = read_text("n,kind,y\n1,a,2\n2,b,4\n");
    ck_assert_int_eq(gri_data_check_words(data, &err), GR_E_SYNTAX);
    ck_assert(err.line == 2 && err.column == 3);
    ck_assert_ptr_nonnull(strstr(err.message, "targets kind"));
    ck_assert_int_eq(gri_data_select(data, NULL, "kind", &err), GR_OK);
    ck_assert_int_eq(gri_data_check_words(data, &err), GR_OK);
    ck_assert_str_eq(data->labels[2]->word[1], "b");
    ck_assert(data->at[2] == 0 && data->at[5] == 1 && data->at[1] == 2);
    gri_data_free(data);
    data = read_text("n,kind,y\n1,a,2\n2,b,4\n");
    ck_assert_int_eq(gri_data_select(data, "n", "y", &err), GR_OK);
    ck_assert_int_eq(gri_data_check_words(data, &err), GR_OK);
    gri_data_free(data);
}
END_TEST

START_TEST(a_copy_has_labels_and_names)
{
    struct gr_err err;
    struct gri_data *data = read_text("n,kind\n1,a\n2,b\n"), *copy = NULL;
    ck_assert_int_eq(gri_data_copy(data, &copy, &err), GR_OK);
    gri_data_free(data);
    ck_assert(copy->rows == 2 && copy->at[3] == 1);
    ck_assert_str_eq(copy->names[1], "kind");
    ck_assert_str_eq(copy->labels[1]->word[1], "b");
    gri_data_free(copy);
}
END_TEST

SUITE("net/data_prepare", words_and_class_numbers_become_one_hot,
      classes_that_do_not_fit_are_refused, scales_are_measured_on_the_rows_trained_on,
      targets_that_are_zeros_and_ones_are_not_scaled, a_share_is_the_whole_rows_below_it,
      repeated_rows_are_found_and_counted, words_elsewhere_are_refused_where_they_stand,
      a_copy_has_labels_and_names)
