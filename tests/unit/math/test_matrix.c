#include "math/matrix.h"
#include "suite.h"

START_TEST(a_view_counts_down_and_right)
{
    double at[6] = {11, 12, 13, 21, 22, 23};
    struct gri_matrix a = gri_matrix(at, 2, 3);
    ck_assert_double_eq(*gri_element(a, 0, 2), 13);
    ck_assert_double_eq(*gri_element(a, 1, 0), 21);
    struct gri_matrix t = gri_transposed(a);
    ck_assert_uint_eq(t.rows, 3);
    ck_assert_uint_eq(t.cols, 2);
    for (size_t i = 0; i < 2; i++)
        for (size_t k = 0; k < 3; k++)
            ck_assert_ptr_eq(gri_element(a, i, k), gri_element(t, k, i));
}
END_TEST

START_TEST(rows_are_a_window)
{
    double at[8] = {11, 12, 21, 22, 31, 32, 41, 42};
    struct gri_matrix middle = gri_matrix_rows(gri_matrix(at, 4, 2), 1, 2);
    ck_assert_uint_eq(middle.rows, 2);
    ck_assert_uint_eq(middle.cols, 2);
    ck_assert_double_eq(*gri_element(middle, 0, 1), 22);
    ck_assert_double_eq(*gri_element(middle, 1, 0), 31);
    struct gri_matrix last = gri_matrix_rows(gri_transposed(gri_matrix(at, 4, 2)), 1, 1);
    ck_assert_double_eq(*gri_element(last, 0, 3), 42);
}
END_TEST

SUITE("math/matrix", a_view_counts_down_and_right, rows_are_a_window)
