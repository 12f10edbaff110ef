#include "math/crew.h"
#include "suite.h"

#include <string.h>

enum { MOST = 9, ROUNDS = 200, MEETINGS = 50 };

struct tally {
    unsigned char times[MOST];
    size_t of;
};

/* Each hand has a place of its own: no two threads meet. */
static void count_one(struct gri_hand *hand, void *work)
{
    struct tally *tally = work;
    ck_assert_uint_lt(hand->n, MOST);
    tally->times[hand->n]++;
    if (hand->n == 0)
        tally->of = hand->of;
}

START_TEST(every_hand_works_once_before_it_returns)
{
    for (size_t threads = 0; threads <= MOST; threads++)
        for (int round = 0; round < ROUNDS; round++) {
            struct tally tally = {.of = 0}, want = {.of = 0};
            gri_crew_work(threads, count_one, &tally);
            ck_assert_uint_ge(tally.of, 1);
            ck_assert_uint_le(tally.of, threads > 1 ? threads : 1);
            memset(want.times, 1, tally.of);
            ck_assert_int_eq(memcmp(tally.times, want.times, sizeof want.times), 0);
        }
}
END_TEST

struct relay {
    size_t made[MEETINGS][MOST];
    size_t early[MOST];
};

/* What each makes before a meeting all others find after it. */
static void run_relay(struct gri_hand *hand, void *work)
{
    struct relay *relay = work;
    for (size_t k = 0; k < MEETINGS; k++) {
        relay->made[k][hand->n] = k + 1;
        gri_crew_meet(hand);
        for (size_t n = 0; n < hand->of; n++)
            relay->early[hand->n] += relay->made[k][n] != k + 1;
    }
}

START_TEST(nobody_leaves_a_meeting_before_all_are_there)
{
    for (size_t threads = 1; threads <= MOST; threads++) {
        struct relay relay = {.early = {0}};
        gri_crew_work(threads, run_relay, &relay);
        for (size_t n = 0; n < MOST; n++)
            ck_assert_uint_eq(relay.early[n], 0);
    }
}
END_TEST

START_TEST(shares_lie_end_to_end)
{
    for (size_t of = 1; of <= MOST; of++)
        for (size_t count = 0; count < 20; count++) {
            size_t end = 0;
            for (size_t n = 0; n < of; n++) {
                size_t first, some;
                some = gri_crew_share(&(struct gri_hand){.n = n, .of = of}, count, &first);
                ck_assert_uint_eq(first, end);
                end += some;
            }
            ck_assert_uint_eq(end, count);
        }
}
END_TEST

SUITE("math/crew", every_hand_works_once_before_it_returns,
      nobody_leaves_a_meeting_before_all_are_there, shares_lie_end_to_end)
