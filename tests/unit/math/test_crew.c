#include "math/crew.h"
#include "suite.h"

#include <string.h>

enum { MOST = 9, ROUNDS = 200 };

struct tally {
    unsigned char *times;
    size_t count;
};

/* Each part has a place of its own: no two threads meet. */
static void count_one(const void *work, size_t n)
{
    const struct tally *tally = work;
    ck_assert_uint_lt(n, tally->count);
    tally->times[n]++;
}

START_TEST(every_part_is_done_once_before_it_returns)
{
    for (size_t count = 0; count <= MOST; count++)
        for (int round = 0; round < ROUNDS; round++) {
            unsigned char times[MOST + 1] = {0}, want[MOST + 1] = {0};
            memset(want, 1, count);
            gri_crew_work(count, count_one, &(struct tally){times, count});
            ck_assert_int_eq(memcmp(times, want, sizeof times), 0);
        }
}
END_TEST

SUITE("math/crew", every_part_is_done_once_before_it_returns)
