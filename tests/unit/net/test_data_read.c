#include "net/data/data.h"

#include "base/random.h"
#include "suite.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static struct gri_data *read_bytes(const char *text, size_t length)
{
    struct gr_err err;
    struct gri_data *data = NULL;
    enum gr_status status = gri_data_read(text, length, &data, &err);
    ck_assert_msg(status == GR_OK, "\"%s\": %zu:%zu: %s", text, err.line, err.column, err.message);
    return data;
}

static struct gri_data *read_text(const char *text)
{
    return read_bytes(text, strlen(text));
}

/* Rows 1 2.5 -3 and 4 500 0.06, however they are written. */
static void ck_assert_the_table(const char *text, bool header)
{
    static const double table[] = {1, 2.5, -3, 4, 500, 0.06};
    static const char *const names[] = {"x1", "x 2", "y"};
    struct gri_data *data = read_text(text);
    ck_assert_msg(data->rows == 2 && data->cols == 3, "\"%s\"", text);
    ck_assert_msg(memcmp(data->at, table, sizeof table) == 0, "\"%s\"", text);
    ck_assert_msg((data->names != NULL) == header, "\"%s\"", text);
    for (size_t k = 0; header && k < 3; k++)
        ck_assert_str_eq(data->names[k], names[k]);
    gri_data_free(data);
}

START_TEST(separators_quotes_line_ends_and_headers_are_understood)
{
    static const char *const bare[] = {
        "1,2.5,-3\n4,500,.06\n",
        "1,2.5,-3\n4,500,.06",
        "1;2.5;-3\n4;5e2;0.06\n",
        "1\t2.5\t-3\n4\t5E+2\t6e-2\n",
        "1 2.5 -3\n4 500 .06\n",
        "  1   2.5 -3  \n 4 500   .06 \n",
        " 1 , 2.5 ,-3 \n4, 500, .06\n",
        "1,2.5,-3\r\n4,500,.06\r\n",
        "\xef\xbb\xbf"
        "1,2.5,-3\n4,500,.06\n",
        "\"1\",\"2.5\",\"-3\"\n4,\"500\",.06\n",
        "+1,+2.5,-3\n4,500,.06\n",
        "1,2.5,\xe2\x88\x92"
        "3\n4,500,.06\n",
        "1 2.5 \xe2\x88\x92"
        "3\n4 500 .06\n",
        "\n\r\n  \n1,2.5,-3\n\n4,500,.06\n\n\n",
    };
    static const char *const headed[] = {
        "x1,x 2,y\n1,2.5,-3\n4,500,.06\n",
        "x1;x 2;y\r\n1;2.5;-3\r\n4;500;.06\r\n",
        "x1\tx 2\ty\n1\t2.5\t-3\n4\t500\t.06\n",
        "x1 \"x 2\" y\n1 2.5 -3\n4 500 .06\n",
        "\xef\xbb\xbf"
        "\"x1\",\"x 2\",\"y\"\n1,2.5,-3\n4,500,.06\n",
        "\n x1 , x 2 , y \n1,2.5,-3\n4,500,.06\n",
    };
    for (size_t n = 0; n < sizeof bare / sizeof *bare; n++)
        ck_assert_the_table(bare[n], false);
    for (size_t n = 0; n < sizeof headed / sizeof *headed; n++)
        ck_assert_the_table(headed[n], true);
}
END_TEST

START_TEST(a_quoted_name_keeps_its_separators)
{
    struct gri_data *data = read_text("\"a;b\",\"c,d\",\"say \"\"e\"\"\"\n1,2,3\n");
    ck_assert_uint_eq(data->cols, 3);
    ck_assert_str_eq(data->names[0], "a;b");
    ck_assert_str_eq(data->names[1], "c,d");
    ck_assert_str_eq(data->names[2], "say \"e\"");
    gri_data_free(data);
    data = read_text("\"a;b\";\"c,d\"\n1;2\n");
    ck_assert_uint_eq(data->cols, 2);
    ck_assert_str_eq(data->names[0], "a;b");
    gri_data_free(data);
}
END_TEST

/* A text that is refused: the status, where, and words of the message. */
struct refused {
    const char *text;
    enum gr_status status;
    size_t line, column;
    const char *words;
};

static void check_refused(const struct refused *cases, size_t count)
{
    for (size_t n = 0; n < count; n++) {
        struct gr_err err = {.line = 0};
        struct gri_data *data = NULL;
        enum gr_status status = gri_data_read(cases[n].text, strlen(cases[n].text), &data, &err);
        ck_assert_msg(status == cases[n].status && err.status == status && data == NULL &&
                          err.line == cases[n].line && err.column == cases[n].column &&
                          strstr(err.message, cases[n].words) != NULL,
                      "\"%s\" gave %d at %zu:%zu: %s", cases[n].text, (int)status, err.line,
                      err.column, err.message);
    }
}

START_TEST(a_wrong_row_is_said_with_its_line_and_column)
{
    static const struct refused cases[] = {
        {"1,2\n3,\n", GR_E_SYNTAX, 2, 3, "empty"},
        {"1,2\n3,", GR_E_SYNTAX, 2, 3, "empty"},
        {"1,2\n,3\n", GR_E_SYNTAX, 2, 1, "empty"},
        {"1,2,3\n4,,6\n", GR_E_SYNTAX, 2, 3, "empty"},
        {",2\n3,4\n", GR_E_SYNTAX, 1, 1, "empty"},
        {"1,2\n\"\",4\n", GR_E_SYNTAX, 2, 1, "empty"},
        {"1,2\n3\n", GR_E_SHAPE, 2, 1, "1 fields, the first has 2"},
        {"a,b\n1,2\n\n3,4,5\n", GR_E_SHAPE, 4, 5, "3 fields, the first has 2"},
        {"1 2\n3 4  5\n", GR_E_SHAPE, 2, 6, "3 fields, the first has 2"},
        {"1 2 3\n 4  5\n", GR_E_SHAPE, 2, 5, "2 fields, the first has 3"},
        {"a,1\n2,3\n", GR_E_SYNTAX, 1, 3, "header"},
        {"\"a,b\",1\n2,3\n", GR_E_SYNTAX, 1, 7, "header"},
        {"1,2,cat\n3,4,\n", GR_E_SYNTAX, 2, 5, "a field is empty"},
        {"1,2\n3,\"4\n5,6\n", GR_E_SYNTAX, 2, 3, "quote"},
        {"a,\"b\n1,2\n", GR_E_SYNTAX, 1, 3, "quote"},
        {"1,2\n3,\"4", GR_E_SYNTAX, 2, 3, "quote"},
        {"1,2\n3,\xff\xfe\n", GR_E_SYNTAX, 2, 3, "no text"},
        {"", GR_E_SHAPE, 0, 0, "no rows"},
        {"\n\n \n", GR_E_SHAPE, 0, 0, "no rows"},
        {"\xef\xbb\xbf", GR_E_SHAPE, 0, 0, "no rows"},
        {"a,b\n", GR_E_SHAPE, 0, 0, "no rows"},
        {"1\n2\n", GR_E_SHAPE, 0, 0, "at least"},
        {"a\n1\n", GR_E_SHAPE, 0, 0, "at least"},
    };
    check_refused(cases, sizeof cases / sizeof *cases);
}
END_TEST

START_TEST(a_field_that_is_no_number_is_said_with_its_line_and_column)
{
    static const struct refused cases[] = {
        {"1,2\n3,x\n", GR_E_SYNTAX, 2, 3, "\"x\" is not a number"},
        {"1,2\n3, x\n", GR_E_SYNTAX, 2, 4, "\"x\" is not a number"},
        {"1,2\r\n3,4\r\nx,5\r\n", GR_E_SYNTAX, 3, 1, "\"x\" is not a number"},
        {"1 2\n3   x\n", GR_E_SYNTAX, 2, 5, "\"x\" is not a number"},
        {"1,2\n\"3,5\",4x\n", GR_E_SYNTAX, 2, 1, "\"3,5\" is not a number"},
        {"1,2\n\"3\",4x\n", GR_E_SYNTAX, 2, 5, "\"4x\" is not a number"},
        {"1,a\n2,3\n", GR_E_SYNTAX, 1, 3, "\"a\" is not a number"},
        {"1,2\n3,nan\n", GR_E_SYNTAX, 2, 3, "\"nan\" stands for no value"},
        {"1,2,cat\n3,4,nan\n", GR_E_SYNTAX, 2, 5, "\"nan\" stands for no value; fill it in"},
        {"1,2,NA\n3,4,cat\n", GR_E_SYNTAX, 1, 5, "\"NA\" stands for no value"},
        {"1,5;2,5\n3,5;4,5\n", GR_E_SYNTAX, 1, 3, "\"5;2\" is not a number; decimals are written"},
        {"1;2,5\n3;4,5\n", GR_E_SYNTAX, 1, 1, "with a point here, as in 1.5"},
        {"a;b\n1,5;-2,5\n", GR_E_SYNTAX, 2, 1, "with a point here, as in 1.5"},
        {"0,5\t1\n", GR_E_SYNTAX, 1, 3, "with a point here, as in 1.5"},
        {"1,2\ninf,3\n", GR_E_SYNTAX, 2, 1, "\"inf\" is not a number"},
        {"1,2\n3,-Infinity\n", GR_E_SYNTAX, 2, 3, "\"-Infinity\" is not a number"},
        {"1,2\n0x10,3\n", GR_E_SYNTAX, 2, 1, "\"0x10\" is not a number"},
        {"1,2\n--3,4\n", GR_E_SYNTAX, 2, 1, "\"--3\" is not a number"},
        {"1,2\n-,4\n", GR_E_SYNTAX, 2, 1, "\"-\" is not a number"},
        {"1,2\n3 4,5\n", GR_E_SYNTAX, 2, 1, "\"3 4\" is not a number"},
        {"1,2\n3,1e999\n", GR_E_SYNTAX, 2, 3, "\"1e999\" is too large"},
        {"-1e999,2\n", GR_E_SYNTAX, 1, 1, "\"-1e999\" is too large"},
    };
    check_refused(cases, sizeof cases / sizeof *cases);
}
END_TEST

START_TEST(bytes_that_are_no_text_are_refused_where_they_stand)
{
    struct gr_err err;
    struct gri_data *data = NULL;
    static const char nul[] = "1,2\n3,4\0,5\n", only[] = "\0\0\0\0";
    ck_assert_int_eq(gri_data_read(nul, sizeof nul - 1, &data, &err), GR_E_SYNTAX);
    ck_assert(err.line == 2 && err.column == 4);
    ck_assert_int_eq(gri_data_read(only, sizeof only - 1, &data, &err), GR_E_SYNTAX);
    ck_assert(err.line == 1 && err.column == 1);
    ck_assert_int_eq(gri_data_read(nul, sizeof nul - 1, &data, NULL), GR_E_SYNTAX);
    ck_assert_ptr_null(data);
}
END_TEST

/* Bytes drawn from those that mean something: an error or a table, never anything worse. */
START_TEST(any_bytes_are_a_table_or_an_error)
{
    static const char bytes[] = "0123456789.,;\t \n\r\"\"ab-+eE\xe2\x88\x92\xef\xbb\xbf";
    char text[64];
    size_t tables = 0;
    uint64_t state = 1;
    for (size_t n = 0; n < 20000; n++) {
        struct gr_err err = {.status = GR_OK};
        struct gri_data *data = NULL;
        state = state * UINT64_C(6364136223846793005) + 1442695040888963407u;
        size_t length = (size_t)(state >> 33) % sizeof text;
        for (size_t i = 0; i < length; i++) {
            state = state * UINT64_C(6364136223846793005) + 1442695040888963407u;
            text[i] = bytes[(size_t)(state >> 33) % (n % 2 ? 17 : sizeof bytes)];
        }
        enum gr_status status = gri_data_read(text, length, &data, &err);
        ck_assert((status == GR_OK) == (data != NULL));
        ck_assert(status == GR_OK || (err.status == status && err.message[0] != '\0'));
        ck_assert_uint_le(err.column, length + 1);
        tables += status == GR_OK;
        gri_data_free(data);
    }
    ck_assert_uint_gt(tables, 10);
}
END_TEST

START_TEST(many_rows_are_read)
{
    enum { ROWS = 5000 };
    char *text = calloc(ROWS, 32);
    size_t length = 0;
    ck_assert_ptr_nonnull(text);
    for (size_t i = 0; i < ROWS; i++)
        length += (size_t)snprintf(text + length, 32, "%zu,%zu.5\n", i, 2 * i);
    struct gri_data *data = read_bytes(text, length);
    ck_assert(data->rows == ROWS && data->cols == 2);
    for (size_t i = 0; i < ROWS; i++)
        ck_assert(data->at[2 * i] == (double)i && data->at[2 * i + 1] == 2 * (double)i + 0.5);
    gri_data_free(data);
    free(text);
}
END_TEST

/* Plain rows take a way of their own, from the second on. */
START_TEST(a_number_of_any_length_is_the_nearest_double)
{
    struct gri_random random;
    gri_random_seed(&random, 3, 0);
    for (size_t n = 0; n < 20000; n++) {
        char number[80], text[200];
        size_t whole = gri_random_below(&random, 12), part = gri_random_below(&random, 20);
        size_t at = n % 2;
        number[0] = '-';
        for (size_t i = 0; i <= whole; i++)
            number[at++] = (char)('0' + gri_random_below(&random, 10));
        if (part > 0)
            number[at++] = '.';
        for (size_t i = 0; i < part; i++)
            number[at++] = (char)('0' + gri_random_below(&random, 10));
        number[at] = '\0';
        snprintf(text, sizeof text, "1,2\n3,%s\n%s,4\n", number, number);
        struct gri_data *data = read_text(text);
        ck_assert_msg(data->at[3] == strtod(number, NULL), "%s", number);
        ck_assert_msg(data->at[4] == strtod(number, NULL), "%s", number);
        gri_data_free(data);
    }
}
END_TEST

START_TEST(a_header_of_too_many_columns_is_refused)
{
    struct gr_err err;
    struct gri_data *data = NULL;
    char *text = calloc(25000, 2);
    ck_assert_ptr_nonnull(text);
    for (size_t k = 0; k < 25000; k++)
        memcpy(text + 2 * k, "a,", 2);
    text[49999] = '\n';
    ck_assert_int_eq(gri_data_read(text, 50000, &data, &err), GR_E_MEMORY);
    ck_assert(err.line == 1 && err.column == 40001);
    free(text);
}
END_TEST

SUITE("net/data/read", separators_quotes_line_ends_and_headers_are_understood,
      a_quoted_name_keeps_its_separators, a_wrong_row_is_said_with_its_line_and_column,
      a_field_that_is_no_number_is_said_with_its_line_and_column,
      bytes_that_are_no_text_are_refused_where_they_stand, any_bytes_are_a_table_or_an_error,
      many_rows_are_read, a_number_of_any_length_is_the_nearest_double,
      a_header_of_too_many_columns_is_refused)
