#include "math/kernel/kernel.h"
#include "suite.h"

#include <string.h>

START_TEST(the_last_kernel_runs_everywhere)
{
    const struct gri_kernel *kernel = gri_kernel_at(0), *last = NULL;
    for (size_t n = 1; kernel != NULL; n++) {
        last = kernel;
        kernel = gri_kernel_at(n);
    }
    ck_assert_ptr_nonnull(last);
    ck_assert_str_eq(last->name, "portable");
}
END_TEST

START_TEST(every_kernel_has_a_name_of_its_own_and_a_tile)
{
    const struct gri_kernel *kernel;
    for (size_t n = 0; (kernel = gri_kernel_at(n)) != NULL; n++) {
        ck_assert(kernel->runs_here());
        ck_assert_uint_gt(kernel->rows, 0);
        ck_assert_uint_gt(kernel->cols, 0);
        for (size_t k = 0; k < n; k++)
            ck_assert_str_ne(kernel->name, gri_kernel_at(k)->name);
    }
}
END_TEST

START_TEST(only_a_blas_is_loose_and_it_comes_first)
{
    const struct gri_kernel *kernel;
    for (size_t n = 0; (kernel = gri_kernel_at(n)) != NULL; n++) {
        ck_assert_int_eq(kernel->loose, strcmp(kernel->name, "blas") == 0);
        ck_assert(!kernel->loose || n == 0);
    }
}
END_TEST

SUITE("math/kernel", the_last_kernel_runs_everywhere, every_kernel_has_a_name_of_its_own_and_a_tile,
      only_a_blas_is_loose_and_it_comes_first)
