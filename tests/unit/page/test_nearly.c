#include "page/sample.h"

/* Which sign stands before the last step. */
static bool nearly(int digits, const char *numbers, const char *value, bool as_computed)
{
    struct sample s;
    sample_begin(&s, 1 << 20, digits);
    struct gri_worked *worked = gri_page_worked(&s.page, 0, typed(&s, "q"));
    gri_worked_step(&s.page, worked, typed(&s, "a + b"));
    gri_worked_step(&s.page, worked, as_computed ? computed(&s, numbers) : typed(&s, numbers));
    gri_worked_step(&s.page, worked, as_computed ? computed(&s, value) : typed(&s, value));
    gri_worked_mark(&s.page, worked);
    ck_assert(!s.page.failed);
    ck_assert(!worked->first->nearly);
    ck_assert(!worked->first->next->nearly);
    bool marked = worked->last->nearly;
    sample_end(&s);
    return marked;
}

START_TEST(shown_numbers_that_give_the_value_are_equal)
{
    ck_assert(!nearly(4, "(16)(0.5) + (4)(0.1) + 4", "12.4", true));
    ck_assert(!nearly(3, "0.5 - (0.001)(-978)", "1.478", true));
    ck_assert(!nearly(2, "1/3", "0.333333", true));
    ck_assert(!nearly(4, "[16 4] x [0.5 -0.3; 0.1 2] + [4 2]", "[12.4 5.2]", true));
    ck_assert(!nearly(15, "0.1 + 0.2", "0.3", true));
    ck_assert(!nearly(4, "0.1 + 0.2", "0.3", false));
    ck_assert(!nearly(4, "-1/0", "-1/0", true));
}
END_TEST

START_TEST(numbers_count_as_they_are_shown)
{
    /* 1.004 + 1.004 = 2.008 is 2.01 at two digits, but shows as 1 + 1 */
    ck_assert(nearly(2, "1.004 + 1.004", "2.008", true));
    ck_assert(!nearly(3, "1.004 + 1.004", "2.008", true));
    ck_assert(nearly(0, "2.4 * 2.4", "5.76", true));
    /* shown as 3.2e-7, not as 0 */
    ck_assert(!nearly(1, "3.2e-7 * 2", "6.4e-7", true));
    ck_assert(nearly(4, "[1.00004 2] x [2; 1]", "[4.0001]", true));
}
END_TEST

START_TEST(numbers_as_written_claim_all_their_digits)
{
    ck_assert(nearly(2, "1/3", "0.33", false));
    ck_assert(!nearly(2, "1/4", "0.25", false));
    ck_assert(nearly(2, "[1/3 1/4]", "[0.33 0.25]", false));
}
END_TEST

START_TEST(every_pair_of_steps_in_numbers_is_judged)
{
    struct sample s;
    sample_begin(&s, 1 << 20, 2);
    struct gri_worked *worked = WORKED(&s, "q", "(0.666)(2)(1.5)", "(1.34)(1.5)", "2.01", "2.02");
    ck_assert(!worked->first->nearly);
    ck_assert(!worked->first->next->nearly);
    ck_assert(!worked->first->next->next->nearly);
    ck_assert(worked->last->nearly);
    sample_end(&s);
}
END_TEST

START_TEST(names_and_misfits_are_not_judged)
{
    ck_assert(!nearly(4, "2*a", "7", true));
    ck_assert(!nearly(4, "[1 2]", "7", true));
    ck_assert(!nearly(4, "[1 2] x [1 2]", "7", true));
}
END_TEST

SUITE("page/nearly", shown_numbers_that_give_the_value_are_equal, numbers_count_as_they_are_shown,
      numbers_as_written_claim_all_their_digits, every_pair_of_steps_in_numbers_is_judged,
      names_and_misfits_are_not_judged)
