/* Training: how far it goes, what it says of it, where it may be stopped. */
#include "cmd/walk.h"
#include "suite.h"

#include <math.h>

START_TEST(train_ends_with_one_summary)
{
    char words[100];
    begin("use lottery\nset rate 1e-6\nset digits 0\ntrain 50");
    snprintf(words, sizeof words, "50 epochs, MSE 1545 to %.0f\n", value_of(&c, "MSE@50"));
    ck_assert_str_eq(c.said.at, words);
    play(&c, "train");
    snprintf(words, sizeof words, "1 epoch, MSE %.0f\n", value_of(&c, "MSE@51"));
    ck_assert_str_eq(c.said.at, words);
    capture_end(&c);
}
END_TEST

/* The epochs that `train` prints, as digits: "1,3,5". */
static void printed(char *to, size_t size)
{
    size_t length = 0;
    to[0] = '\0';
    for (const char *at = c.said.at; (at = strstr(at, "(epoch ")) != NULL; at += 7)
        length += (size_t)snprintf(to + length, size - length, "%s%ld", length > 0 ? "," : "",
                                   strtol(at + 7, NULL, 10));
}

START_TEST(every_k_prints_the_first_each_kth_after_and_the_last)
{
    static const char *const rows[][2] = {
        {"train 6 every 1", "1,2,3,4,5,6"},
        {"train 6 every 2", "1,3,5,6"},
        {"train 7 every 3", "1,4,7"},
        {"train 5 every 100", "1,5"},
        {"train 1 every 1", "1"},
        {"train 6", ""},
        {"train every 5", "1"},
    };
    char got[200];
    for (size_t n = 0; n < sizeof rows / sizeof *rows; n++) {
        begin("use lottery\nset rate 1e-6");
        play(&c, rows[n][0]);
        printed(got, sizeof got);
        ck_assert_msg(strcmp(got, rows[n][1]) == 0, "%s: %s", rows[n][0], got);
        capture_end(&c);
    }
}
END_TEST

START_TEST(a_second_train_counts_its_own_epochs)
{
    char got[200];
    begin("use lottery\nset rate 1e-6\nset batch 1\nepoch\niteration");
    play(&c, "train 5 every 2");
    printed(got, sizeof got); /* the one that was begun, epoch 2, is the first of five */
    ck_assert_str_eq(got, "2,4,6");
    ck_assert_uint_eq(place(), 18);
    capture_end(&c);
}
END_TEST

START_TEST(until_stops_after_the_epoch_whose_loss_meets_it)
{
    begin("use lottery\nset rate 1e-5\ntrain 50 until loss <= 1500");
    size_t epochs = place();
    ck_assert_uint_gt(epochs, 1);
    ck_assert_uint_lt(epochs, 50);
    char met[40], before[40];
    snprintf(met, sizeof met, "MSE@%zu", epochs);
    snprintf(before, sizeof before, "MSE@%zu", epochs - 1);
    ck_assert_double_le(value_of(&c, met), 1500);
    ck_assert_double_gt(value_of(&c, before), 1500);
    ck_assert_uint_eq(done(), epochs);
    play(&c, "train 50 until loss <= 1500"); /* still met: by the first */
    ck_assert_uint_eq(place(), epochs + 1);
    capture_end(&c);
}
END_TEST

START_TEST(until_looks_at_the_loss_of_the_epoch_not_of_its_last_batch)
{
    begin("use lottery\nset rate 1e-6\nset batch 1\nepoch\nrestart");
    double whole = value_of(&c, "MSE@1"), last = value_of(&c, "MSE@1.3");
    ck_assert_double_gt(whole, 10 * last);
    play(&c, "train 2 until loss < 1000");
    ck_assert_uint_eq(place(), 6);
    capture_end(&c);
}
END_TEST

START_TEST(divergence_is_said_once_with_its_epoch)
{
    begin("use lottery\ntrain 30");
    const char *at = strstr(c.said.at, "grown more than a thousandfold by epoch 4");
    ck_assert_msg(at != NULL, "%s", c.said.at);
    ck_assert_ptr_null(strstr(at + 20, "thousandfold"));
    ck_assert_ptr_nonnull(strstr(at, "not a finite number in epoch"));
    size_t stopped = place();
    ck_assert_uint_lt(stopped, 30);
    ck_assert_uint_eq(stopped, done());
    capture_end(&c);
}
END_TEST

/* A network so large that every iteration is a moment of its own. */
START_TEST(a_long_walk_ends_where_numbers_do)
{
    double last, before;
    begin("network 2-60000-1\nset rate 1\ndata\n16 4 98\n1 4 81\n16 3 26\nend\niteration 30");
    ck_assert_uint_lt(place(), 30);
    ck_assert_uint_eq(place(), done());
    ck_assert(gri_timeline_loss(c.session->timeline, done() - 1, &last, NULL) == GR_OK &&
              gri_timeline_loss(c.session->timeline, done() - 2, &before, NULL) == GR_OK);
    ck_assert(!isfinite(last) && isfinite(before));
    capture_end(&c);
}
END_TEST

START_TEST(a_raised_flag_stops_at_a_consistent_place)
{
    struct gr_host host = capture_host(&c);
    capture_begin(&c, &host);
    play(&c, "use lottery\nset rate 1e-6\nset batch 1");
    c.stop_after = 12;
    ck_assert_int_eq(typed(&c, "train 1000 every 1"), GR_STOPPED);
    ck_assert_str_eq(strstr(c.said.at, "4 epochs") != NULL ? "said" : c.said.at, "said");
    c.stop = 0;
    c.stop_after = 0;
    ck_assert_uint_eq(place(), 12);
    ck_assert_uint_eq(done(), 12);
    ck_assert(at_start());
    play(&c, "epoch");
    ck_assert_uint_eq(place(), 15);
    c.stop = 1;
    static const char *const lines[] = {"train 5", "epoch 5",  "iteration 5", "step 5", "next",
                                        "forward", "backward", "update",      "back 3"};
    for (size_t n = 0; n < sizeof lines / sizeof *lines; n++) {
        ck_assert_msg(typed(&c, lines[n]) == GR_STOPPED, "%s", lines[n]);
        ck_assert_uint_eq(place(), 15);
    }
    capture_end(&c);
}
END_TEST

SUITE("cmd/train", train_ends_with_one_summary,
      every_k_prints_the_first_each_kth_after_and_the_last, a_second_train_counts_its_own_epochs,
      until_stops_after_the_epoch_whose_loss_meets_it,
      until_looks_at_the_loss_of_the_epoch_not_of_its_last_batch,
      divergence_is_said_once_with_its_epoch, a_long_walk_ends_where_numbers_do,
      a_raised_flag_stops_at_a_consistent_place)
