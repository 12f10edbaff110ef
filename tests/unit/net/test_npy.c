#include "net/numpy/numpy.h"

#include "suite.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void fixture_path(char path[4096], const char *name)
{
    const char *top = getenv("srcdir");
    snprintf(path, 4096, "%s/tests/fixtures/numpy/%s", top != NULL ? top : ".", name);
}

static struct gri_data *read_fixture(const char *name)
{
    char path[4096];
    struct gr_err err = {0};
    struct gri_data *data = NULL;
    fixture_path(path, name);
    ck_assert_msg(gri_npy_read(path, &data, &err) == GR_OK, "%s: %s", name, err.message);
    return data;
}

static void ck_assert_table(struct gri_data *data, const double *want, const char *name)
{
    ck_assert_msg(data->rows == 2 && data->cols == 3, "%s", name);
    ck_assert_msg(memcmp(data->at, want, 6 * sizeof *want) == 0, "%s", name);
    gri_data_free(data);
}

START_TEST(every_kind_is_read_in_either_order_of_bytes)
{
    static const double table[] = {1, 2.5, -3, 4, 500, 0.0625}, whole[] = {1, 2, 3, 4, 100, 0};
    static const double bits[] = {0, 0, 1, 1, 1, 0};
    static const char *const kinds[] = {"f8", "f4", "i8", "i4", "i2", "i1", "u8", "u4", "u2", "u1"};
    for (size_t n = 0; n < sizeof kinds / sizeof *kinds; n++)
        for (int big = 0; big <= 1; big++) {
            char name[20];
            snprintf(name, sizeof name, "%s_%s.npy", big ? "be" : "le", kinds[n]);
            ck_assert_table(read_fixture(name), kinds[n][0] == 'f' ? table : whole, name);
        }
    ck_assert_table(read_fixture("b1.npy"), bits, "b1.npy");
}
END_TEST

START_TEST(other_versions_orders_and_dimensions_are_read)
{
    static const double table[] = {1, 2.5, -3, 4, 500, 0.0625}, whole[] = {1, 2, 3, 4, 100, 0};
    static const char *const names[] = {"version_2.npy", "version_3.npy", "by_columns.npy"};
    for (size_t n = 0; n < sizeof names / sizeof *names; n++)
        ck_assert_table(read_fixture(names[n]), table, names[n]);
    ck_assert_table(read_fixture("deep.npy"), whole, "deep.npy");
}
END_TEST

/* A file that each test fills anew. */
static char scratch[] = "/tmp/gradus-npy-XXXXXX";

static void put(const void *bytes, size_t length)
{
    if (scratch[sizeof scratch - 2] == 'X')
        close(mkstemp(scratch));
    FILE *file = fopen(scratch, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, length, file), length);
    ck_assert_int_eq(fclose(file), 0);
}

static enum gr_status read_scratch(struct gr_err *err)
{
    struct gri_data *data = NULL;
    enum gr_status status = gri_npy_read(scratch, &data, err);
    ck_assert((status == GR_OK) == (data != NULL));
    gri_data_free(data);
    unlink(scratch);
    return status;
}

/* An array of version 1 with this dictionary, and behind it so many bytes of `fill`. */
static size_t compose(char *bytes, const char *dictionary, size_t behind, int fill)
{
    size_t length = strlen(dictionary);
    memcpy(bytes, "\x93NUMPY\x01\x00", 8);
    bytes[8] = (char)(length & 0xff);
    bytes[9] = (char)(length >> 8);
    memcpy(bytes + 10, dictionary, length);
    memset(bytes + 10 + length, fill, behind);
    return 10 + length + behind;
}

static enum gr_status read_dictionary(const char *dictionary, size_t behind, struct gr_err *err)
{
    char bytes[2000];
    put(bytes, compose(bytes, dictionary, behind, 0));
    *err = (struct gr_err){0};
    return read_scratch(err);
}

START_TEST(a_dictionary_is_read_as_python_writes_it)
{
    static const char *const good[] = {
        "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }          \n",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3)}",
        "{'shape':(2,3),'fortran_order':True,'descr':'>f8'}",
        "{\"descr\": \"<f8\", \"fortran_order\": False, \"shape\": (2, 3,), }\n",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3, 1, 1), }\n",
        "{'descr': '<i4', 'fortran_order': False, 'shape': (3, 4), }\n",
        "{'descr': '|b1', 'fortran_order': False, 'shape': (6, 8), }\n",
        "{'descr': '<u1', 'fortran_order': False, 'shape': (6, 2, 2, 2), }\n",
    };
    for (size_t n = 0; n < sizeof good / sizeof *good; n++) {
        struct gr_err err;
        ck_assert_msg(read_dictionary(good[n], 48, &err) == GR_OK, "%s: %s", good[n], err.message);
    }
}
END_TEST

START_TEST(what_is_no_dictionary_of_an_array_is_refused)
{
    static const struct {
        const char *dictionary, *words;
    } bad[] = {
        {"", "describe itself"},
        {"{", "describe itself"},
        {"{}", "describe itself"},
        {"{'descr': '<f8', 'fortran_order': False}", "describe itself"},
        {"{'descr': '<f8', 'shape': (2, 3)}", "describe itself"},
        {"{'fortran_order': False, 'shape': (2, 3)}", "describe itself"},
        {"{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3)", "describe itself"},
        {"{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3)} x", "describe itself"},
        {"{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3)}{", "describe itself"},
        {"{'descr': '<f8' 'fortran_order': False, 'shape': (2, 3)}", "describe itself"},
        {"{'descr': '<f8', 'fortran_order': 0, 'shape': (2, 3)}", "describe itself"},
        {"{'descr': '<f8', 'fortran_order': False, 'shape': (2 3)}", "describe itself"},
        {"{'descr': '<f8', 'fortran_order': False, 'shape': (2, -3)}", "describe itself"},
        {"{'descr': '<f8', 'fortran_order': False, 'shape': (6)}", "describe itself"},
        {"{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3}", "describe itself"},
        {"{'descr': '<f8', 'fortran_order': False, 'shape': [2, 3]}", "describe itself"},
        {"{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), 'more': 1}", "describe itself"},
        {"{'descr': '<f8', 'descr': '<f8', 'fortran_order': False, 'shape': (2, 3)}", "itself"},
        {"{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), 'shape': (2, 3)}", "itself"},
        {"{'descr': '<f8, 'fortran_order': False, 'shape': (2, 3)}", "describe itself"},
        {"{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (6,)}", "describe itself"},
        {"{'descr': '<f2', 'fortran_order': False, 'shape': (2, 3)}", "astype"},
        {"{'descr': '<U2', 'fortran_order': False, 'shape': (2, 3)}", "astype"},
        {"{'descr': '|O', 'fortran_order': False, 'shape': (2, 3)}", "astype"},
        {"{'descr': '|f8', 'fortran_order': False, 'shape': (2, 3)}", "astype"},
        {"{'descr': 'f8', 'fortran_order': False, 'shape': (2, 3)}", "astype"},
        {"{'descr': '', 'fortran_order': False, 'shape': (2, 3)}", "astype"},
        {"{'descr': '<f8', 'fortran_order': False, 'shape': ()}", "one number"},
        {"{'descr': '<f8', 'fortran_order': False, 'shape': (0, 3)}", "0 rows"},
        {"{'descr': '<f8', 'fortran_order': False, 'shape': (3, 0)}", "of 0 numbers"},
        {"{'descr': '<f8', 'fortran_order': False, 'shape': (6,)}", "at least two"},
        {"{'descr': '<f8', 'fortran_order': True, 'shape': (2, 3, 1)}", "ascontiguousarray"},
        {"{'descr': '<f8', 'fortran_order': False, 'shape': (2, 4)}", "48 bytes are left"},
        {"{'descr': '<f8', 'fortran_order': False, 'shape': (1, 3)}", "48 bytes are left"},
        {"{'descr': '<f8', 'fortran_order': False, 'shape': (4611686018427387904, 4)}", "are left"},
        {"{'descr': '<f8', 'fortran_order': False, 'shape': (2305843009213693958, 8)}", "are left"},
        {"{'descr': '<f8', 'fortran_order': False, 'shape': (18446744073709551616, 1)}", "itself"},
        {"{'descr': '<u1', 'fortran_order': False, 'shape': (1, 4294967296, 4294967296)}",
         "itself"},
        {"{'descr': '<u1', 'fortran_order': False, 'shape': (0, 4294967296, 4294967295)}",
         "0 rows"},
    };
    for (size_t n = 0; n < sizeof bad / sizeof *bad; n++) {
        struct gr_err err;
        ck_assert_msg(read_dictionary(bad[n].dictionary, 48, &err) != GR_OK, "%s",
                      bad[n].dictionary);
        ck_assert_msg(strstr(err.message, bad[n].words) != NULL, "%s: %s", bad[n].dictionary,
                      err.message);
    }
}
END_TEST

START_TEST(other_files_and_versions_are_refused)
{
    static const struct {
        char bytes[16];
        size_t length;
        const char *words;
    } bad[] = {
        {"", 0, "too short"},
        {"\x93NUM", 4, "too short"},
        {"1,2,3\n4,5,6\n", 12, "no array of NumPy's"},
        {"PK\3\4aaaaaaaa", 12, "no array of NumPy's"},
        {"\x93NUMPY\0\0\1\0{}", 12, "version 0.0"},
        {"\x93NUMPY\4\0\1\0{}", 12, "version 4.0"},
        {"\x93NUMPY\1\1\1\0{}", 12, "version 1.1"},
        {"\x93NUMPY\1\0\1", 9, "ends early"},
        {"\x93NUMPY\2\0\1\0", 10, "ends early"},
        {"\x93NUMPY\1\0\xff\0{}", 12, "ends early"},
        {"\x93NUMPY\1\0\xff\xff{}", 12, "65535 bytes"},
        {"\x93NUMPY\3\0\xff\xff\xff\xff", 12, "4294967295 bytes"},
    };
    for (size_t n = 0; n < sizeof bad / sizeof *bad; n++) {
        struct gr_err err = {0};
        put(bad[n].bytes, bad[n].length);
        ck_assert_int_eq(read_scratch(&err), GR_E_FILE);
        ck_assert_msg(strstr(err.message, bad[n].words) != NULL, "%zu: %s", n, err.message);
    }
}
END_TEST

START_TEST(a_directory_and_a_missing_file_are_refused)
{
    struct gr_err err = {0};
    struct gri_data *data;
    ck_assert_int_eq(gri_npy_read("/tmp", &data, &err), GR_E_FILE);
    ck_assert_ptr_nonnull(strstr(err.message, "is a directory"));
    ck_assert_int_eq(gri_npy_read("/dev/null", &data, &err), GR_E_FILE);
    ck_assert_ptr_nonnull(strstr(err.message, "no regular file"));
    ck_assert_int_eq(gri_npy_read("/tmp/there/is/none.npy", &data, &err), GR_E_FILE);
}
END_TEST

START_TEST(a_number_that_is_not_finite_is_refused_with_its_place)
{
    static const struct {
        double number;
        const char *name;
    } bad[] = {{INFINITY, " inf "}, {-INFINITY, " -inf "}, {NAN, " nan "}};
    for (size_t n = 0; n < 6; n++) {
        char bytes[300];
        struct gr_err err = {0};
        bool by_columns = n >= 3;
        size_t length = compose(bytes,
                                by_columns
                                    ? "{'descr': '<f8', 'fortran_order': True, 'shape': (4, 3)}"
                                    : "{'descr': '<f8', 'fortran_order': False, 'shape': (4, 3)}",
                                96, 0);
        memcpy(bytes + length - 96 + 8 * 7, &bad[n % 3].number, 8);
        put(bytes, length);
        ck_assert_int_eq(read_scratch(&err), GR_E_RANGE);
        ck_assert_msg(strstr(err.message, bad[n % 3].name) != NULL, "%s", err.message);
        ck_assert_msg(strstr(err.message, by_columns ? "row 4, column 2;" : "row 3, column 2;") !=
                          NULL,
                      "%s", err.message);
    }
}
END_TEST

/* More rows than are turned at once, and more columns than stand beside each other. */
START_TEST(large_arrays_by_columns_are_turned)
{
    static const size_t shapes[][2] = {{40000, 3}, {300000, 2}, {5, 1000}, {8193, 19}};
    for (size_t n = 0; n < sizeof shapes / sizeof *shapes; n++) {
        size_t rows = shapes[n][0], cols = shapes[n][1], size = rows * cols * sizeof(float);
        char dictionary[100], *bytes = malloc(size + 200);
        struct gr_err err = {0};
        struct gri_data *data = NULL;
        ck_assert_ptr_nonnull(bytes);
        snprintf(dictionary, sizeof dictionary,
                 "{'descr': '<f4', 'fortran_order': True, 'shape': (%zu, %zu)}", rows, cols);
        size_t length = compose(bytes, dictionary, size, 0);
        for (size_t k = 0; k < cols; k++)
            for (size_t i = 0; i < rows; i++) {
                float number = (float)(i * cols + k);
                memcpy(bytes + length - size + (k * rows + i) * sizeof number, &number,
                       sizeof number);
            }
        put(bytes, length);
        free(bytes);
        ck_assert_msg(gri_npy_read(scratch, &data, &err) == GR_OK, "%s", err.message);
        for (size_t i = 0; i < rows * cols; i++)
            ck_assert_double_eq(data->at[i], (double)(float)i);
        gri_data_free(data);
        unlink(scratch);
    }
}
END_TEST

/* Each byte changed, the file cut off at each, one byte more: never a crash, and an error or data.
 */
START_TEST(any_broken_file_is_data_or_an_error)
{
    char whole[300], broken[300];
    struct gr_err err = {0};
    size_t length = compose(
        whole, "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }   \n", 24, 0x3f);
    for (size_t n = 0; n < length; n++) {
        put(whole, n);
        ck_assert_int_ne(read_scratch(&err), GR_OK);
        for (int change = 1; change < 256; change += n < 75 ? 7 : 31) {
            memcpy(broken, whole, length);
            broken[n] = (char)(broken[n] ^ change);
            put(broken, length);
            if (read_scratch(&err) != GR_OK)
                ck_assert(err.message[0] != '\0');
        }
    }
    put(whole, length + 1);
    ck_assert_int_eq(read_scratch(&err), GR_E_FILE);
}
END_TEST

SUITE("net/npy", every_kind_is_read_in_either_order_of_bytes,
      other_versions_orders_and_dimensions_are_read, a_dictionary_is_read_as_python_writes_it,
      what_is_no_dictionary_of_an_array_is_refused, other_files_and_versions_are_refused,
      a_directory_and_a_missing_file_are_refused,
      a_number_that_is_not_finite_is_refused_with_its_place, large_arrays_by_columns_are_turned,
      any_broken_file_is_data_or_an_error)
