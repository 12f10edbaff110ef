/* Searching on and back, held to a walk line by line that looks after each. */
#include "trace/stop.h"

#include "trace/moments.h"

#include <math.h>

enum { MOST_NAMES = 3, MOST_CONDITIONS = 3, MOST_MOMENTS = 4000, ITERATIONS = 9 };

/* A condition that holds at moments drawn by lot. */
struct lot {
    struct gri_asked names[MOST_NAMES];
    size_t count, seed, one_in;
};

struct moment {
    struct gri_cursor at;
    bool held[MOST_CONDITIONS];
};

static struct lot lots[MOST_CONDITIONS];
static struct gri_condition conditions[MOST_CONDITIONS];
static bool held[MOST_CONDITIONS];
static struct gri_search search;
static struct moment moments[MOST_MOMENTS];
static size_t moment_count;

static bool drawn(const struct lot *lot, const struct gri_cursor *at)
{
    size_t mixed = (at->t * 1009 + at->stage * 101 + at->line * 13 + lot->seed) * 2654435761u;
    return (mixed >> 7) % lot->one_in == 0;
}

static enum gr_status lot_holds(void *user, const struct gri_cursor *at, bool *out,
                                struct gr_err *ignored)
{
    (void)ignored;
    *out = drawn(user, at);
    return GR_OK;
}

static const struct gri_asked weight = {.of = {.what = GRI_Q_WEIGHT, .row = 1}},
                              rate = {.of = {.what = GRI_Q_RATE}},
                              hidden = {.of = {.what = GRI_Q_OUT, .unit = 1}},
                              output = {.of = {.what = GRI_Q_OUT, .layer = 1, .unit = 1}},
                              third = {.of = {.what = GRI_Q_SUM, .unit = 2, .sample = 3}},
                              loss = {.of = {.what = GRI_Q_LOSS}},
                              gradient = {{.what = GRI_Q_LOSS},
                                          true,
                                          {.what = GRI_Q_WEIGHT, .row = 1}},
                              made = {.of = {.what = GRI_Q_BIAS, .layer = 1, .made = true}};
static const struct gri_asked *const pool[] = {&weight, &rate,     &hidden, &output,
                                               &loss,   &gradient, &made,   &third};

static void draw_condition(struct gri_random *random, size_t n)
{
    struct lot *lot = &lots[n];
    *lot = (struct lot){.seed = gri_random_below(random, 1000),
                        .one_in = 1 + gri_random_below(random, 6),
                        .count = 1 + gri_random_below(random, MOST_NAMES)};
    for (size_t k = 0; k < lot->count; k++)
        lot->names[k] = *pool[gri_random_below(random, 7)];
    if (gri_random_below(random, 4) == 0) { /* a sample's alone: not beside those of each */
        lot->names[0] = third;
        lot->count = 1;
    }
    conditions[n] = (struct gri_condition){lot->names, lot->count, false, lot_holds, lot};
}

static bool at_start(const struct gri_asked *name)
{
    return !name->derivative && (name->of.what == GRI_Q_RATE ||
                                 (gri_quantity_is_parameter(&name->of) && !name->of.made));
}

static bool is_made_by(const struct gri_asked *name, const struct gri_line *line, size_t t)
{
    struct gri_asked plain = *name, shown = line->asked;
    if (line->kind == GRI_LINE_VALUE && name->of.sample > 0 &&
        (line->asked.of.sample == 0 ||
         record_of(t)->samples[line->asked.of.sample - 1] + 1 != name->of.sample))
        return false;
    plain.of.sample = shown.of.sample = 0;
    return gri_asked_same(&plain, &shown);
}

/* After this line: are all names of the condition there, one by it? `there` remembers them. */
static bool completes(const struct lot *lot, const struct gri_line *line, size_t t, bool *there)
{
    bool all = true, by_this = false;
    for (size_t k = 0; k < lot->count; k++) {
        bool now = is_made_by(&lot->names[k], line, t);
        there[k] = there[k] || now || at_start(&lot->names[k]);
        by_this = by_this || now;
        all = all && there[k];
    }
    return all && by_this;
}

static void forget_row(const struct lot *lot, bool *there)
{
    for (size_t k = 0; k < lot->count; k++)
        if (gri_quantity_per_sample(&lot->names[k].of) && !lot->names[k].derivative)
            there[k] = false;
}

static void note(const struct gri_cursor *at, const bool *holds, size_t count)
{
    bool any = false;
    for (size_t n = 0; n < count; n++)
        any = any || holds[n];
    if (!any)
        return;
    ck_assert_uint_lt(moment_count, MOST_MOMENTS);
    moments[moment_count].at = *at;
    memcpy(moments[moment_count++].held, holds, count * sizeof *holds);
}

/* Every moment that a condition holds at, found by walking. */
static void walk(size_t count)
{
    struct gri_cursor cursor = gri_cursor_start(0);
    bool there[MOST_CONDITIONS][MOST_NAMES] = {{0}};
    moment_count = 0;
    for (size_t before = SIZE_MAX; cursor.t < ITERATIONS; before = cursor.t) {
        bool holds[MOST_CONDITIONS] = {0};
        struct gri_line line;
        struct gri_cursor begins = gri_cursor_start(before == SIZE_MAX ? 0 : cursor.t + 1);
        must(gri_cursor_step(&cursor, timeline, &line, &err), &err);
        if (cursor.t == ITERATIONS)
            break;
        for (size_t n = 0; n < count && cursor.t != before; n++) {
            bool only = true;
            memset(there[n], 0, sizeof there[n]);
            for (size_t k = 0; k < lots[n].count; k++)
                only = only && at_start(&lots[n].names[k]);
            begins.t = cursor.t;
            holds[n] = only && drawn(&lots[n], &begins);
        }
        if (cursor.t != before)
            note(&begins, holds, count);
        memset(holds, 0, sizeof holds);
        for (size_t n = 0; n < count; n++) {
            if (cursor.line == 1 && cursor.stage < record_of(cursor.t)->work->rows)
                forget_row(&lots[n], there[n]);
            holds[n] = completes(&lots[n], &line, cursor.t, there[n]) && drawn(&lots[n], &cursor);
        }
        note(&cursor, holds, count);
    }
}

static int order(const struct gri_cursor *a, const struct gri_cursor *b)
{
    if (a->t != b->t)
        return a->t < b->t ? -1 : 1;
    if (a->stage != b->stage)
        return a->stage < b->stage ? -1 : 1;
    return a->line < b->line ? -1 : a->line > b->line;
}

static void ck_assert_stands(const struct gri_cursor *cursor, const struct moment *moment)
{
    ck_assert_msg(order(cursor, &moment->at) == 0, "at %zu/%zu/%zu, not %zu/%zu/%zu", cursor->t,
                  cursor->stage, cursor->line, moment->at.t, moment->at.stage, moment->at.line);
    ck_assert(memcmp(held, moment->held, search.count * sizeof *held) == 0);
}

static void search_all(void)
{
    struct gri_cursor cursor = gri_cursor_start(0);
    size_t first = moment_count > 0 && order(&moments[0].at, &cursor) == 0 ? 1 : 0;
    for (size_t n = first; n < moment_count; n++) { /* a moment is behind whoever stands at it */
        must(gri_search_on(&search, &cursor, ITERATIONS, &err), &err);
        ck_assert_uint_gt(search.held_count, 0);
        ck_assert_stands(&cursor, &moments[n]);
    }
    must(gri_search_on(&search, &cursor, ITERATIONS, &err), &err);
    ck_assert(search.held_count == 0 && cursor.t == ITERATIONS && cursor.stage == 0);
    for (size_t n = moment_count; n-- > 0;) {
        must(gri_search_back(&search, &cursor, &err), &err);
        ck_assert_stands(&cursor, &moments[n]);
    }
    must(gri_search_back(&search, &cursor, &err), &err);
    ck_assert(search.held_count == 0 && cursor.t == 0 && cursor.stage == 0 && cursor.line == 0);
}

static void search_from(struct gri_cursor from)
{
    struct gri_cursor on = from, back = from;
    size_t next = 0;
    while (next < moment_count && order(&moments[next].at, &from) <= 0)
        next++;
    must(gri_search_on(&search, &on, ITERATIONS, &err), &err);
    if (next < moment_count)
        ck_assert_stands(&on, &moments[next]);
    else
        ck_assert(search.held_count == 0);
    while (next > 0 && order(&moments[next - 1].at, &from) >= 0)
        next--;
    must(gri_search_back(&search, &back, &err), &err);
    if (next > 0)
        ck_assert_stands(&back, &moments[next - 1]);
    else
        ck_assert(search.held_count == 0);
}

static void start(struct gri_random *random, size_t count)
{
    begin(1 + gri_random_below(random, 5));
    gri_timeline_free(timeline);
    problem.hyper.shuffle = GRI_SHUFFLE_ON;
    start_timeline();
    for (size_t n = 0; n < count; n++)
        draw_condition(random, n);
    search = (struct gri_search){
        .timeline = timeline, .conditions = conditions, .count = count, .held = held};
}

START_TEST(a_search_finds_what_a_walk_finds_in_both_directions)
{
    struct gri_random random;
    size_t found = 0;
    gri_random_seed(&random, 71, 0);
    for (size_t turn = 0; turn < 150; turn++) {
        size_t count = 1 + gri_random_below(&random, MOST_CONDITIONS);
        start(&random, count);
        walk(count);
        found += moment_count;
        search_all();
        for (size_t n = 0; n < 40; n++) {
            struct gri_cursor from = gri_cursor_start(gri_random_below(&random, ITERATIONS));
            struct gri_line line;
            for (size_t k = gri_random_below(&random, 30); k > 0 && from.t < ITERATIONS - 1; k--)
                must(gri_cursor_step(&from, timeline, &line, &err), &err);
            search_from(from);
        }
        end();
    }
    ck_assert_uint_gt(found, 1000);
}
END_TEST

/* The loss is below a bound: a number of the run, that a change changes. */
static enum gr_status is_low(void *bound, const struct gri_cursor *at, bool *out,
                             struct gr_err *ignored)
{
    (void)ignored;
    *out = record_of(at->t)->work->loss < *(const double *)bound;
    return GR_OK;
}

START_TEST(after_a_change_the_numbers_looked_at_are_the_new_ones)
{
    double bound;
    struct gri_cursor cursor = gri_cursor_start(0);
    begin(0);
    struct gri_condition low = {&loss, 1, false, is_low, &bound};
    search = (struct gri_search){
        .timeline = timeline, .conditions = &low, .count = 1, .held = held};
    go_on_to(30);
    bound = (record_of(20)->work->loss + record_of(21)->work->loss) / 2;
    must(gri_search_on(&search, &cursor, 30, &err), &err);
    ck_assert(search.held_count == 1 && cursor.t == 21 && cursor.stage == 5 && cursor.line == 1);
    struct gri_hyper slower = problem.hyper;
    slower.rate /= 2;
    change(10, &slower, NULL);

    cursor = gri_cursor_start(0);
    must(gri_search_on(&search, &cursor, 200, &err), &err);
    ck_assert_uint_eq(search.held_count, 1);
    ck_assert_uint_gt(cursor.t, 21);
    ck_assert(record_of(cursor.t)->work->loss < bound &&
              record_of(cursor.t - 1)->work->loss >= bound);
    end();
}
END_TEST

START_TEST(it_stops_when_told_and_where_numbers_end)
{
    volatile sig_atomic_t stop = 1;
    struct gri_cursor cursor = gri_cursor_start(0);
    double never = -1;
    begin(0);
    struct gri_condition low = {&loss, 1, false, is_low, &never};
    search = (struct gri_search){
        .timeline = timeline, .conditions = &low, .count = 1, .stop = &stop, .held = held};
    ck_assert_int_eq(gri_search_on(&search, &cursor, 10, &err), GR_STOPPED);
    ck_assert(cursor.t == 0 && gri_timeline_done(timeline) == 0);
    struct gri_hyper fast = problem.hyper;
    fast.rate = 1e300;
    change(0, &fast, NULL);
    stop = 0;
    must(gri_search_on(&search, &cursor, 100, &err), &err);
    ck_assert_uint_lt(cursor.t, 10);
    ck_assert(!isfinite(record_of(cursor.t - 1)->work->loss));
    go_on_to(cursor.t);
    stop = 1;
    ck_assert_int_eq(gri_search_back(&search, &cursor, &err), GR_STOPPED);
    end();
}
END_TEST

SUITE("trace/stop", a_search_finds_what_a_walk_finds_in_both_directions,
      after_a_change_the_numbers_looked_at_are_the_new_ones,
      it_stops_when_told_and_where_numbers_end)
