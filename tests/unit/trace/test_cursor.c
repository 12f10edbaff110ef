#include "trace/cursor.h"

#include "trace/run.h"

enum { MOST_LINES = 2000 };

static struct problem problem;
static struct gri_timeline *timeline;
static struct gri_cursor cursor;
static struct gr_err err;

/* 2-3-2 in batches of 2, 2 and 1. */
static void begin(enum gri_activation last, enum gri_loss loss)
{
    struct gri_random random;
    struct kind kind = {.depth = 2,
                        .sizes = {2, 3, 2},
                        .activations = {GRI_TANH, last},
                        .bias = true,
                        .loss = loss,
                        .rows = 5};
    gri_random_seed(&random, 17, 0);
    problem = problem_draw(&random, &kind);
    problem.hyper.batch = 2;
    must(gri_timeline_new(problem.net, problem.data, &problem.hyper, problem.parameters, NULL,
                          &timeline, &err),
         &err);
    cursor = gri_cursor_start(0);
}

static void end(void)
{
    gri_timeline_free(timeline);
    problem_clear(&problem);
}

static struct gri_line step(void)
{
    struct gri_line line;
    must(gri_cursor_step(&cursor, timeline, &line, &err), &err);
    return line;
}

static bool at_end(void)
{
    const struct gri_stages stages = gri_cursor_stages(&cursor, timeline);
    return gri_cursor_at_end(&cursor, &stages);
}

static bool same_quantity(const struct gri_quantity *a, const struct gri_quantity *b)
{
    return a->what == b->what && a->made == b->made && a->layer == b->layer && a->row == b->row &&
           a->unit == b->unit && a->sample == b->sample;
}

static bool same_line(const struct gri_line *a, const struct gri_line *b)
{
    return a->kind == b->kind && a->asked.derivative == b->asked.derivative &&
           same_quantity(&a->asked.of, &b->asked.of) && same_quantity(&a->asked.by, &b->asked.by);
}

static size_t lines_shown(void)
{
    return gri_cursor_lines(&cursor, timeline);
}

static const struct {
    enum gri_activation last;
    enum gri_loss loss;
} outputs[] = {{GRI_LINEAR, GRI_MSE},
               {GRI_TANH, GRI_MAE},
               {GRI_SIGMOID, GRI_BCE},
               {GRI_SOFTMAX, GRI_CROSS_ENTROPY},
               {GRI_SOFTMAX, GRI_SSE}};
enum { OUTPUTS = sizeof outputs / sizeof *outputs };

START_TEST(what_was_walked_forward_is_walked_back_line_by_line)
{
    static struct gri_line walked[MOST_LINES];
    static size_t moment[MOST_LINES];
    for (size_t n = 0; n < OUTPUTS; n++) {
        size_t count = 0;
        begin(outputs[n].last, outputs[n].loss);
        while (cursor.t < 4) {
            walked[count] = step();
            moment[count++] = cursor.t;
            ck_assert_uint_lt(count, MOST_LINES);
        }
        for (size_t k = count; k-- > 0;) {
            struct gri_line line;
            bool any;
            must(gri_cursor_line(&cursor, timeline, &line, &any, &err), &err);
            if (!any) { /* nothing of this iteration is left: the line is the one before's last */
                ck_assert(cursor.stage == 0 && cursor.line == 0 && cursor.t == moment[k] + 1);
            } else {
                ck_assert_msg(same_line(&line, &walked[k]), "line %zu", k);
                ck_assert_uint_eq(cursor.t, moment[k]);
            }
            must(gri_cursor_back(&cursor, timeline, &err), &err);
        }
        ck_assert(cursor.t == 0 && cursor.stage == 0 && cursor.line == 0);
        ck_assert_int_eq(gri_cursor_back(&cursor, timeline, &err), GR_E_RANGE);
        ck_assert_str_eq(err.message, "this is the start of the run");
        for (size_t k = 0; k < count; k++) {
            struct gri_line line = step();
            ck_assert(same_line(&line, &walked[k]));
        }
        end();
    }
}
END_TEST

START_TEST(an_iteration_is_over_when_its_last_line_is_shown)
{
    for (size_t n = 0; n < OUTPUTS; n++) {
        begin(outputs[n].last, outputs[n].loss);
        for (size_t k = 0; k < 300; k++) {
            (void)step();
            ck_assert_uint_eq(gri_timeline_done(timeline), cursor.t + (at_end() ? 1 : 0));
        }
        ck_assert_uint_gt(cursor.t, 1);
        end();
    }
}
END_TEST

START_TEST(a_count_of_lines_is_a_place_and_back)
{
    begin(GRI_TANH, GRI_MSE);
    do
        (void)step();
    while (!at_end());
    size_t all = lines_shown();
    ck_assert_uint_eq(all, 2 * (2 * 5 + 4) + 1 + 2 + 2 + 3 * 2 + 3 + 2 * problem.net->parameters +
                               problem.net->parameters);
    for (size_t count = 0; count <= all; count++) {
        must(gri_cursor_place(&cursor, timeline, count, &err), &err);
        ck_assert_uint_eq(lines_shown(), count);
        ck_assert(at_end() == (count == all));
    }
    struct gri_cursor before = cursor;
    ck_assert_int_eq(gri_cursor_place(&cursor, timeline, all + 1, &err), GR_E_RANGE);
    ck_assert(memcmp(&before, &cursor, sizeof cursor) == 0);
    cursor = gri_cursor_start(1); /* placing at the end of the next one makes that be over, too */
    ck_assert_uint_eq(gri_timeline_done(timeline), 1);
    must(gri_cursor_place(&cursor, timeline, all, &err), &err);
    ck_assert_uint_eq(gri_timeline_done(timeline), 2);
    end();
}
END_TEST

START_TEST(the_samples_of_lines_are_rows_of_the_batch)
{
    begin(GRI_LINEAR, GRI_MSE);
    while (cursor.t < 3) {
        struct gri_line line = step();
        size_t rows = cursor.t == 2 ? 1 : 2;
        const struct gri_stages stages = gri_cursor_stages(&cursor, timeline);
        if (cursor.t == 3)
            break;
        ck_assert_uint_eq(stages.rows, rows);
        size_t row = gri_cursor_row(&cursor, rows);
        ck_assert_uint_eq(row, cursor.stage < rows ? cursor.stage : rows - 1);
        if (cursor.stage < rows)
            ck_assert_uint_eq(line.asked.of.sample, row + 1);
        else
            ck_assert_uint_eq(line.asked.of.sample, 0);
    }
    end();
}
END_TEST

START_TEST(a_failed_step_moves_nothing)
{
    begin(GRI_LINEAR, GRI_MSE);
    cursor.t = 0;
    for (size_t k = 0; k < 7; k++)
        (void)step();
    struct gri_cursor before = cursor;
    ck_assert_int_eq(gri_cursor_place(&cursor, timeline, 100000, &err), GR_E_RANGE);
    ck_assert(memcmp(&before, &cursor, sizeof cursor) == 0);
    ck_assert_uint_eq(gri_timeline_done(timeline), 0);
    end();
}
END_TEST

START_TEST(backward_then_update_shows_each_gradient_and_update_once)
{
    begin(GRI_LINEAR, GRI_MSE);
    cursor.joined = 4; /* `backward` after four parameters */
    size_t gradients = 0, updates = 0, parameters = problem.net->parameters;
    bool gradients_over = false;
    do {
        struct gri_line line = step();
        gradients += line.kind == GRI_LINE_GRADIENT;
        updates += line.kind == GRI_LINE_UPDATE;
        gradients_over = gradients_over || updates > 4;
        ck_assert(!gradients_over || line.kind == GRI_LINE_UPDATE);
        ck_assert(gradients > 4 || updates <= gradients);
    } while (!at_end());
    ck_assert(cursor.t == 0 && gradients == parameters && updates == parameters);
    for (size_t n = lines_shown(); n-- > 0;) {
        must(gri_cursor_back(&cursor, timeline, &err), &err);
        ck_assert_uint_eq(lines_shown(), n);
        ck_assert_uint_eq(cursor.joined, 4);
    }
    end();
}
END_TEST

SUITE("trace/cursor", what_was_walked_forward_is_walked_back_line_by_line,
      an_iteration_is_over_when_its_last_line_is_shown, a_count_of_lines_is_a_place_and_back,
      the_samples_of_lines_are_rows_of_the_batch, a_failed_step_moves_nothing,
      backward_then_update_shows_each_gradient_and_update_once)
