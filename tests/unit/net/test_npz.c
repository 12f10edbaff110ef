#include "net/numpy/numpy.h"

#include "suite.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void fixture_path(char path[4096], const char *name)
{
    const char *top = getenv("srcdir");
    snprintf(path, 4096, "%s/tests/fixtures/numpy/%s", top != NULL ? top : ".", name);
}

static enum gr_status read_fixture(const char *name, const char *inputs, const char *targets,
                                   struct gri_data **data, struct gr_err *err)
{
    char path[4096];
    fixture_path(path, name);
    *err = (struct gr_err){0};
    return gri_npz_read(path, inputs, targets, data, err);
}

#ifdef HAVE_MINIZIP
START_TEST(arrays_are_found_and_put_side_by_side)
{
    static const double table[] = {1, 2.5, -3, 4, 500, 0.0625};
    static const struct {
        const char *name, *inputs, *targets;
    } good[] = {{"stored.npz", NULL, NULL},   {"stored.npz", "x", "y"},
                {"deflated.npz", NULL, NULL}, {"deflated.npz", "x_test", "y_test"},
                {"unnamed.npz", NULL, NULL},  {"unnamed.npz", "arr_0", "arr_1"},
                {"alone.npz", NULL, NULL}};
    for (size_t n = 0; n < sizeof good / sizeof *good; n++) {
        struct gr_err err;
        struct gri_data *data = NULL;
        ck_assert_msg(read_fixture(good[n].name, good[n].inputs, good[n].targets, &data, &err) ==
                          GR_OK,
                      "%s: %s", good[n].name, err.message);
        ck_assert_uint_eq(data->rows, 2);
        ck_assert_uint_eq(data->cols, 3);
        ck_assert_int_eq(memcmp(data->at, table, sizeof table), 0);
        gri_data_free(data);
    }
}
END_TEST

START_TEST(what_is_not_there_or_does_not_fit_is_refused)
{
    static const struct {
        const char *name, *inputs, *targets;
        enum gr_status status;
        const char *words;
    } bad[] = {
        {"stored.npz", "z", "y", GR_E_NAME, "no z in"},
        {"stored.npz", "x", "z", GR_E_NAME, "but x.npy y.npy"},
        {"stored.npz", "x", NULL, GR_E_SYNTAX, "name both arrays"},
        {"stored.npz", NULL, "y", GR_E_SYNTAX, "name both arrays"},
        {"stored.npz", "", "y", GR_E_NAME, "no  in"},
        {"apart.npz", NULL, NULL, GR_E_SHAPE, "x.npy has 2 rows, y.npy has 3"},
        {"le_f8.npy", NULL, NULL, GR_E_FILE, "no zip archive"},
        {"none.npz", NULL, NULL, GR_E_FILE, "No such file"},
        {"", NULL, NULL, GR_E_FILE, "is a directory"},
    };
    for (size_t n = 0; n < sizeof bad / sizeof *bad; n++) {
        struct gr_err err;
        struct gri_data *data = NULL;
        ck_assert_int_eq(read_fixture(bad[n].name, bad[n].inputs, bad[n].targets, &data, &err),
                         bad[n].status);
        ck_assert_msg(strstr(err.message, bad[n].words) != NULL, "%s", err.message);
        ck_assert_ptr_null(data);
    }
}
END_TEST

static char scratch[] = "/tmp/gradus-npz-XXXXXX";

/* What of it is read: it may be data or an error. */
static enum gr_status read_bytes(const char *bytes, size_t length)
{
    struct gr_err err = {0};
    struct gri_data *data = NULL;
    FILE *file = fopen(scratch, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, length, file), length);
    ck_assert_int_eq(fclose(file), 0);
    enum gr_status status = gri_npz_read(scratch, NULL, NULL, &data, &err);
    ck_assert_int_eq(status == GR_OK, data != NULL);
    ck_assert(status == GR_OK || err.message[0] != '\0');
    gri_data_free(data);
    return status;
}

static void break_everywhere(const char *name)
{
    char path[4096], whole[1024], broken[1024];
    fixture_path(path, name);
    FILE *file = fopen(path, "rb");
    ck_assert_ptr_nonnull(file);
    size_t length = fread(whole, 1, sizeof whole, file);
    fclose(file);
    ck_assert_int_eq(read_bytes(whole, length), GR_OK);
    for (size_t n = 0; n < length; n++) {
        if (read_bytes(whole, n) == GR_OK) /* minizip forgives the length of the last comment */
            ck_assert_uint_ge(n + 3, length);
        for (int change = 1; change < 256; change += 51) {
            memcpy(broken, whole, length);
            broken[n] = (char)(broken[n] ^ change);
            (void)!read_bytes(broken, length);
        }
    }
}

START_TEST(any_broken_archive_is_data_or_an_error)
{
    close(mkstemp(scratch));
    break_everywhere("stored.npz");
    break_everywhere("deflated.npz");
    unlink(scratch);
}
END_TEST

/* The numbers of x begin behind 30 + 5 bytes of the archive's, 20 of sizes, and 128 of the array's.
 */
START_TEST(a_changed_number_is_found_by_its_sum)
{
    char path[4096], whole[1024];
    fixture_path(path, "stored.npz");
    close(mkstemp(scratch));
    FILE *file = fopen(path, "rb");
    ck_assert_ptr_nonnull(file);
    size_t length = fread(whole, 1, sizeof whole, file);
    fclose(file);
    double one = 1;
    ck_assert_int_eq(memcmp(whole + 30 + 5 + 20 + 128, &one, sizeof one), 0);
    whole[30 + 5 + 20 + 128] ^= 1;
    ck_assert_int_eq(read_bytes(whole, length), GR_E_FILE);
    unlink(scratch);
}
END_TEST

SUITE("net/npz", arrays_are_found_and_put_side_by_side,
      what_is_not_there_or_does_not_fit_is_refused, any_broken_archive_is_data_or_an_error,
      a_changed_number_is_found_by_its_sum)
#else
START_TEST(without_minizip_it_says_so)
{
    struct gr_err err;
    struct gri_data *data = NULL;
    ck_assert_int_eq(read_fixture("stored.npz", NULL, NULL, &data, &err), GR_E_FILE);
    ck_assert_ptr_nonnull(strstr(err.message, "without minizip"));
}
END_TEST

SUITE("net/npz", without_minizip_it_says_so)
#endif
