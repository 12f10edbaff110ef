/* Memory that ends at every possible moment: an error, and the session goes on. Linked so that
 * malloc, calloc and realloc come here first. */
#include "cmd/capture.h"
#include "suite.h"

#include <stdint.h>

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *memory, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *memory, size_t size);

static const size_t most = (size_t)1 << 40; /* at once, on any machine */
static size_t fails_in; /* the so-many-th allocation from now on fails; 0: none */
static bool failed;

static bool refused(void)
{
    if (fails_in == 0 || --fails_in > 0)
        return false;
    failed = true;
    return true;
}

void *__wrap_malloc(size_t size)
{
    return refused() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return refused() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *memory, size_t size)
{
    return refused() || size > most ? NULL : __real_realloc(memory, size);
}

static struct capture c;

static const char *const lines[] = {
    "use lottery",
    "network 2-3-2-1 tanh relu",
    "init he 3",
    "data\n1 2 3\n4 5 6\n7 8 9\nend",
    "data\n\"a\",\"b\",c\n1,2,3\n4,5,6\nend",
    "data show",
    "set rate 1/100",
    "set optimizer adam",
    "set batch 2",
    "set names w1 m, yhat prediction",
    "set rounding 3",
    "w2 = 0.5",
    "W[1] = [1 2 3; 4 5 6]",
    "x1[2] = 7",
    "step 3",
    "next 2",
    "forward",
    "backward",
    "update",
    "iteration 2",
    "epoch 2",
    "back 2",
    "goto epoch 1",
    "train 5 until loss < 0.001 every 2",
    "print -2/3 * sum((y-prediction)*h1)",
    "X*W[1]+b[1]",
    "why dL/dw2",
    "why h1[1] depth 2",
    "partials w2",
    "table",
    "matrix",
    "weights",
    "gradients",
    "network",
    "history",
    "predict 1 -3",
    "gradcheck",
    "expect h1 = h1",
    "show",
    "help train",
    "set format json",
    "set format html",
    "frobnicate",
    "print h99",
    "use lottery",
    "diff (x - 2)^2*tanh(x) by x at 1",
    "formula loss",
    "diff loss by w1",
    "neuron h1[2]",
    "plan samples 1003 batch 10 epochs 3",
};

static const char *const in_time[] = {
    "use lottery", "epoch 3",          "watch w5",   "break if loss > 1e4",
    "continue 9",  "reverse-continue", "goto @2:3",  "when",
    "table @2",    "rate-limit @1",    "units @2",   "w5 = 3",
    "branch fast", "x1[2] = 9",        "epoch 2",    "compare main fast",
    "branches",    "last w5",          "affects w1", "show timeline",
    "undo",        "use chain-rule",   "undo",
};

static const struct list {
    const char *const *lines;
    size_t count;
} lists[] = {{lines, sizeof lines / sizeof *lines}, {in_time, sizeof in_time / sizeof *in_time}};
enum { LISTS = sizeof lists / sizeof *lists };

/* The lines up to `count`, as far as they work. */
static void prepare(const struct list *list, size_t count)
{
    capture_begin(&c, NULL);
    for (size_t n = 0; n < count; n++)
        (void)!typed(&c, list->lines[n]);
}

static void check_usable(const char *line)
{
    (void)!typed(&c, "set format text");
    ck_assert_msg(strcmp(answer(&c, "print 1 + 1"), "2\n") == 0, "after %s", line);
    (void)!typed(&c, "weights");
    (void)!typed(&c, "epoch");
    ck_assert_ptr_nonnull(strstr(saved(&c), "set rate"));
}

static bool is_error_of_memory(enum gr_status status, enum gr_status usual)
{
    return status == GR_E_MEMORY || status == usual;
}

static void fail_in_turn(const struct list *list, size_t n)
{
    const char *line = list->lines[n];
    prepare(list, n);
    gri_text_add_repeated(&c.said, " ", 100000); /* so that only the session takes memory */
    enum gr_status usual = typed(&c, line);
    capture_end(&c);
    failed = true;
    for (size_t nth = 1; failed; nth++) {
        prepare(list, n);
        gri_text_add_repeated(&c.said, " ", 100000);
        failed = false;
        fails_in = nth;
        enum gr_status status = typed(&c, line);
        fails_in = 0;
        ck_assert_msg(is_error_of_memory(status, usual) || status == GR_OK, "%s: %d %s", line,
                      (int)status, c.err.message);
        ck_assert(status != GR_E_MEMORY || c.err.message[0] != '\0');
        check_usable(line);
        capture_end(&c);
        ck_assert_uint_lt(nth, 5000);
    }
}

START_TEST(the_nth_allocation_of_each_line_may_fail)
{
    for (size_t n = 0; n < lists[0].count; n++)
        fail_in_turn(&lists[0], n);
}
END_TEST

START_TEST(and_of_those_that_go_through_time)
{
    for (size_t n = 0; n < lists[1].count; n++)
        fail_in_turn(&lists[1], n);
}
END_TEST

START_TEST(a_session_may_find_no_memory_at_its_start)
{
    struct gr_host host = capture_host(&c);
    struct gr_session *session = NULL;
    struct gr_err err = {0};
    failed = true;
    for (size_t nth = 1; failed; nth++) {
        failed = false;
        fails_in = nth;
        enum gr_status status = gr_session_new(&host, &session, &err);
        fails_in = 0;
        ck_assert_int_eq(status, failed ? GR_E_MEMORY : GR_OK);
    }
    gr_session_free(session);
}
END_TEST

START_TEST(a_script_and_a_saved_session_may_find_no_memory)
{
    char line[100];
    static const char *const verbs[] = {"save", "source", "data load"};
    for (size_t v = 0; v < sizeof verbs / sizeof *verbs; v++) {
        failed = true;
        for (size_t nth = 1; failed; nth++) {
            prepare(&lists[0], 24);
            saved(&c);
            gri_text_add_repeated(&c.said, " ", 100000);
            if (v == 2)
                put_file(c.path, "a,b,c\n1,2,3\n4,5,6\n", 18);
            snprintf(line, sizeof line, "%s %s", verbs[v], c.path);
            failed = false;
            fails_in = nth;
            enum gr_status status = typed(&c, line);
            fails_in = 0;
            ck_assert_msg(is_error_of_memory(status, GR_OK) || status == GR_E_FILE, "%s: %d %s",
                          line, (int)status, c.err.message);
            check_usable(line);
            capture_end(&c);
            ck_assert_uint_lt(nth, 5000);
        }
    }
}
END_TEST

static void limit_in_turn(const struct list *list, size_t n)
{
    const char *line = list->lines[n];
    prepare(list, n);
    enum gr_status usual = typed(&c, line), status = GR_E_MEMORY;
    capture_end(&c);
    size_t limit = 0, usual_limit = 0;
    for (; status != usual || usual_limit == 0; limit += limit / 16 + 80) {
        prepare(list, n);
        struct gri_arena *arena = &c.session->line;
        usual_limit = arena->limit;
        gri_arena_clear(arena);
        arena->limit = limit;
        status = typed(&c, line);
        ck_assert_msg(is_error_of_memory(status, usual), "%s: %d %s", line, (int)status,
                      c.err.message);
        ck_assert(status != GR_E_MEMORY || c.err.message[0] != '\0');
        arena->limit = usual_limit;
        check_usable(line);
        capture_end(&c);
        ck_assert_uint_lt(limit, (size_t)1 << 30);
    }
}

START_TEST(a_line_may_meet_the_limit_of_its_memory_anywhere)
{
    for (size_t k = 0; k < LISTS; k++)
        for (size_t n = 0; n < lists[k].count; n++)
            limit_in_turn(&lists[k], n);
}
END_TEST

START_TEST(an_impossible_size_is_refused_with_the_size)
{
    capture_begin(&c, NULL);
    refuse(&c, "network 1000000-1000000-1", GR_E_RANGE, "1000000");
    refuse(&c, "network 999999999999999999999999-1", GR_E_RANGE, "");
    play(&c, "use lottery");
    refuse(&c, "iteration 99999999999999", GR_E_RANGE, "1000000000");
    worth(&c, "w5", 2);
    capture_end(&c);
}
END_TEST

SUITE("cmd/memory", the_nth_allocation_of_each_line_may_fail, and_of_those_that_go_through_time,
      a_session_may_find_no_memory_at_its_start, a_script_and_a_saved_session_may_find_no_memory,
      a_line_may_meet_the_limit_of_its_memory_anywhere, an_impossible_size_is_refused_with_the_size)
