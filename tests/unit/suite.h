/* One test program is one suite: SUITE("room/stem", test, test, ...) in its main. */
#ifndef GRADUS_TEST_SUITE_H
#define GRADUS_TEST_SUITE_H

#include <check.h>
#include <stddef.h>
#include <stdlib.h>

/* What no test takes, on a busy machine either. */
#ifdef __SANITIZE_ADDRESS__
#define SUITE_SECONDS 1200
#else
#define SUITE_SECONDS 120
#endif

static inline int run_suite(const char *name, const TTest *const *tests)
{
    Suite *suite = suite_create(name);
    for (size_t i = 0; tests[i] != NULL; i++) {
        TCase *tcase = tcase_create(tests[i]->name);
        tcase_set_timeout(tcase, SUITE_SECONDS);
        tcase_add_test(tcase, tests[i]);
        suite_add_tcase(suite, tcase);
    }
    SRunner *runner = srunner_create(suite);
    srunner_set_tap(runner, "-");
    srunner_run_all(runner, CK_SILENT);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

#define SUITE(name, ...)                                                                           \
    int main(void)                                                                                 \
    {                                                                                              \
        const TTest *const list[] = {__VA_ARGS__, NULL};                                           \
        return run_suite(name, list);                                                              \
    }

#endif
