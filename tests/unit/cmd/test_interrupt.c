/* Ctrl-C at every iteration that a command computes: where it leaves the reader is a moment like
 * any other. Linked so that what moves a run comes here first. */
#include "cmd/straight.h"

size_t __real_gri_run_steps(struct gri_run *run, size_t count, const struct gri_end *end,
                            double *losses);
void __real_gri_run_step(struct gri_run *run, const struct gri_listener *listener);
size_t __wrap_gri_run_steps(struct gri_run *run, size_t count, const struct gri_end *end,
                            double *losses);
void __wrap_gri_run_step(struct gri_run *run, const struct gri_listener *listener);

static size_t stops_in; /* the flag is raised at the so-many-th iteration; 0: never */
static bool raised;
static size_t computed; /* iterations */

static void count_one(void)
{
    computed++;
    if (stops_in > 0 && --stops_in == 0) {
        c.stop = 1;
        raised = true;
    }
}

/* One by one, so that the flag can be raised before any of them. */
size_t __wrap_gri_run_steps(struct gri_run *run, size_t count, const struct gri_end *end,
                            double *losses)
{
    for (size_t n = 0; n < count; n++) {
        count_one();
        if (__real_gri_run_steps(run, 1, end, losses + n) == 0)
            return n;
        if (gri_run_ends(end, losses[n]))
            return n + 1;
    }
    return count;
}

void __wrap_gri_run_step(struct gri_run *run, const struct gri_listener *listener)
{
    count_one();
    __real_gri_run_step(run, listener);
}

static const char base[] = "network 2-2-1 tanh\ninit torch 3\nset digits 15\nset batch 2\n"
                           "set optimizer adam\nset shuffle on\n"
                           "data\n0.5 -1 0.3\n1 0.25 -1\n-1 1 2\n0 1.5 0.5\n1 1 1\nend";

static const struct row {
    const char *before, *line;
} rows[] = {
    {"restart", "train 30"},
    {"restart", "train 30 until loss < 0 every 4"},
    {"step 5", "train 30"},
    {"restart", "epoch 20"},
    {"epoch 2", "iteration 60"},
    {"restart", "step 150"},
    {"restart", "next 40"},
    {"break if loss < 0", "continue 30"},
    {"break if w1 < -1000", "continue 30"},
    {"break if loss < 0\ntrain 100", "reverse-continue"},
    {"break if h1 > 5\ntrain 100\nback 3", "reverse-continue"},
    {"train 100", "back 99 epoch"},
    {"train 100", "back 300 line"},
    {"set rate 0\ntrain 300", "last w1"},
    {"train 100", "why w1 depth 60"},
    {"train 100\nrestart", "history"},
    {"train 100\nrestart", "plot w1"},
    {"train 100\nrestart", "rate-limit @50"},
    {"train 100\nrestart", "units"},
    {"train 100\nrestart", "gradients @77"},
    {"train 100\ngoto epoch 50\nbranch b", "compare main b"},
};

/* True: the flag was raised before the command was over. */
static bool interrupt(const struct row *row, size_t nth)
{
    begin(base);
    play(&c, row->before);
    size_t known = done(), before = place();
    c.stop_after = 0;
    raised = false;
    stops_in = nth;
    enum gr_status status = typed(&c, row->line);
    stops_in = 0;
    c.stop = 0;
    ck_assert_msg(status == GR_OK || status == GR_STOPPED, "%s: %s", row->line, c.err.message);
    ck_assert_msg(raised || status == GR_OK, "%s", row->line);
    ck_assert_uint_ge(done(), known);
    if (gri_command_find(row->line, strcspn(row->line, " "))->group == GRI_LOOKING)
        ck_assert_uint_eq(place(), before);
    bool rate = strstr(row->before, "rate") != NULL; /* the only change that was made */
    const struct change change = {0, "set rate 0"};
    ck_assert_as_straight(base, &change, rate ? 1 : 0);
    capture_end(&straight);
    return raised;
}

START_TEST(wherever_it_stops_one_stands_at_a_moment_of_the_run)
{
    for (size_t n = 0; n < sizeof rows / sizeof *rows; n++) {
        bool again = true;
        for (size_t nth = 1; again; nth += 1 + nth / 2) {
            again = interrupt(&rows[n], nth);
            capture_end(&c);
        }
    }
}
END_TEST

START_TEST(from_there_it_goes_on_as_if_it_had_not_stopped)
{
    begin(base);
    play(&c, "train 30");
    double w1 = value_of(&c, "w1");
    capture_end(&c);
    for (size_t nth = 1; nth < 90; nth += 7) {
        begin(base);
        stops_in = nth;
        ck_assert_int_eq(typed(&c, "train 30"), GR_STOPPED);
        c.stop = 0;
        char line[40];
        snprintf(line, sizeof line, "iteration %zu", 90 - place());
        play(&c, line);
        worth(&c, "w1", w1);
        capture_end(&c);
    }
}
END_TEST

/* Long commands do stop: after a raised flag few iterations follow. */
START_TEST(it_stops_soon)
{
    static const char *const lines[] = {"train 300",    "epoch 300", "iteration 900",
                                        "continue 300", "step 9000", "next 3000"};
    for (size_t n = 0; n < sizeof lines / sizeof *lines; n++) {
        begin(base);
        play(&c, "break if loss < 0");
        stops_in = 50;
        ck_assert_msg(typed(&c, lines[n]) == GR_STOPPED, "%s", lines[n]);
        ck_assert_msg(place() <= 51, "%s: at %zu", lines[n], place());
        c.stop = 0;
        play(&c, "train 200");
        stops_in = 50;
        ck_assert_int_eq(typed(&c, "reverse-continue"), GR_STOPPED);
        c.stop = 0;
        ck_assert_uint_ge(place(), 600);
        capture_end(&c);
    }
}
END_TEST

START_TEST(a_long_jump_stops_too)
{
    static const char *const lines[] = {"w1@1900",
                                        "why w1@1900",
                                        "table @1900",
                                        "last w1@1900",
                                        "goto epoch 1900 line 3",
                                        "compare @1 @1900",
                                        "break if w1@1900 > 3"};
    for (size_t n = 0; n < sizeof lines / sizeof *lines; n++) {
        begin(base);
        play(&c, "set memory 0\ntrain 2000\ngoto epoch 1");
        computed = 0;
        stops_in = 100;
        ck_assert_msg(typed(&c, lines[n]) == GR_STOPPED, "%s", lines[n]);
        ck_assert_uint_le(computed, 103);
        c.stop = 0;
        ck_assert_as_straight(base, NULL, 0);
        capture_end(&straight);
        capture_end(&c);
    }
}
END_TEST

START_TEST(to_move_is_to_compute_nothing)
{
    static const char *const lines[] = {"goto epoch 900", "back 99 iteration", "back 50 epoch",
                                        "goto @700.2", "restart"};
    begin(base);
    play(&c, "set memory 0\ntrain 1000");
    computed = 0;
    for (size_t n = 0; n < sizeof lines / sizeof *lines; n++) {
        play(&c, lines[n]);
        ck_assert_ptr_nonnull(strchr(gr_session_place(c.session), '@'));
        ck_assert_msg(computed == 0, "%s: %zu", lines[n], computed);
    }
    capture_end(&c);
}
END_TEST

SUITE("cmd/interrupt", wherever_it_stops_one_stands_at_a_moment_of_the_run,
      from_there_it_goes_on_as_if_it_had_not_stopped, it_stops_soon, a_long_jump_stops_too,
      to_move_is_to_compute_nothing)
