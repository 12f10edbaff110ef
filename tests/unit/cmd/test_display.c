#include "cmd/capture.h"
#include "suite.h"

static void status_is(struct capture *c, const char *expected)
{
    char status[200] = "";
    bool any = gr_session_status(c->session, status, sizeof status);
    ck_assert_int_eq(any, *expected != '\0');
    ck_assert_str_eq(status, expected);
}

START_TEST(the_status_says_where_we_are_and_the_loss_that_was_seen)
{
    struct capture c;
    capture_begin(&c, NULL);
    play(&c, "use lottery\n");
    status_is(&c, "");
    play(&c, "set status on\n");
    status_is(&c, "epoch 1, sample 1 | rate 0.001");
    play(&c, "forward 2\n");
    status_is(&c, "epoch 1, sample 2 | rate 0.001");
    play(&c, "forward\nstep\n");
    status_is(&c, "epoch 1 | loss 1545.14 | rate 0.001");
    play(&c, "set batch 2\nset rate 0.5e-3\niteration\nstep 3\n");
    status_is(&c, "epoch 1, iteration 2, sample 3 | loss 2254.99 | rate 0.0005");
    play(&c, "set status off\n");
    status_is(&c, "");
    capture_end(&c);
}
END_TEST

START_TEST(there_is_no_status_without_a_run)
{
    struct capture c;
    capture_begin(&c, NULL);
    play(&c, "set status on\n");
    status_is(&c, "");
    play(&c, "network 2-1\n");
    status_is(&c, "");
    play(&c, "data\n1, 2, 3\nend\n");
    status_is(&c, "epoch 1, sample 1 | rate 0.01");
    capture_end(&c);
}
END_TEST

START_TEST(a_status_is_cut_where_there_is_no_room)
{
    struct capture c;
    char status[8] = "";
    capture_begin(&c, NULL);
    play(&c, "use lottery\nset status on\n");
    ck_assert(gr_session_status(c.session, status, sizeof status));
    ck_assert_str_eq(status, "epoch 1");
    capture_end(&c);
}
END_TEST

START_TEST(another_width_folds_otherwise)
{
    struct capture c;
    struct gr_host host = capture_host(&c);
    host.plain = false;
    host.width = 80;
    capture_begin(&c, &host);
    ck_assert_ptr_nonnull(strstr(answer(&c, "help step"), "formula with the numbers in"));
    gr_session_resize(c.session, 20);
    ck_assert_ptr_null(strstr(answer(&c, "help step"), "formula with the numbers in"));
    capture_end(&c);
}
END_TEST

/* A reader who presses Enter, and what stood there each time. */
static void seen(void *user)
{
    struct capture *c = user;
    gri_text_add(&c->said, "<Enter>\n");
}

START_TEST(large_print_waits_between_quantities_of_a_command)
{
    struct capture c;
    struct gr_host host = capture_host(&c);
    host.plain = false;
    host.utf8 = true;
    host.pause = seen;
    capture_begin(&c, &host);
    play(&c, "use lottery\nset display large\n");
    ck_assert_str_eq(answer(&c, "step 2"),
                     "Epoch 1, sample 1\n\nh1 = x1·w1   +   x2·w3   +   b1\n\n"
                     "   = (16)(0.5)   +   (4)(0.1)   +   4\n\n   = 12.4\n"
                     "<Enter>\n\nh2 = x1·w2   +   x2·w4   +   b2\n\n"
                     "   = (16)(−0.3)   +   (4)(2)   +   2\n\n   = 5.2\n");
    ck_assert_ptr_null(strstr(answer(&c, "step"), "<Enter>"));
    ck_assert_ptr_nonnull(strstr(answer(&c, "forward"), "= 54.6\n<Enter>\n"));
    play(&c, "set display normal\nrestart\n");
    ck_assert_ptr_null(strstr(answer(&c, "forward"), "<Enter>"));
    capture_end(&c);
}
END_TEST

SUITE("cmd/display", the_status_says_where_we_are_and_the_loss_that_was_seen,
      there_is_no_status_without_a_run, a_status_is_cut_where_there_is_no_room,
      another_width_folds_otherwise, large_print_waits_between_quantities_of_a_command)
