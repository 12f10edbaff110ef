/* Random walks through a timeline: whichever way a moment is reached, it is that of a fresh run. */
#include "trace/moments.h"

#include <stdio.h>

enum { MOST_TURNS = 60, MOST_BRANCHES = 12, MOST_MARKS = 4, MOST_DONE = 250, SETS = 4 };

/* From iteration t on: a change as it was asked for. */
struct step {
    size_t t;
    struct gri_hyper hyper;
    double *parameters; /* or NULL */
    size_t data;
    bool fresh_state; /* the optimiser's begins with 0 */
};

/* What a branch should be. */
struct way {
    struct step steps[MOST_TURNS];
    size_t count, done;
};

struct world {
    struct way ways[MOST_BRANCHES];
    size_t count, active;
};

static struct world now, kept[MOST_MARKS];
static struct gri_mark marks[MOST_MARKS];
static size_t mark_count;
static struct gri_random dice;
static struct gri_data *sets[SETS];
static double *drawn[20000];
static size_t drawn_count;

static struct way *way(void)
{
    return &now.ways[now.active];
}

static size_t below(size_t n)
{
    return gri_random_below(&dice, n);
}

static double *draw_parameters(void)
{
    double *at = calloc(problem.net->parameters, sizeof *at);
    for (size_t p = 0; p < problem.net->parameters; p++)
        at[p] = gri_random_uniform(&dice, -1, 1);
    return drawn[drawn_count++] = at;
}

static struct gri_run *turn_run(struct gri_run *run, const struct step *step)
{
    struct gri_run *next = NULL;
    must(gri_run_new(problem.net, sets[step->data], &step->hyper,
                     step->parameters != NULL ? step->parameters : run->work->before, &next, &err),
         &err);
    double *zeros = calloc(next->state_numbers + 1, sizeof *zeros);
    gri_run_place(next, run->epoch, run->iteration, next->work->before,
                  step->fresh_state ? zeros : run->state);
    free(zeros);
    gri_run_free(run);
    return next;
}

/* Iteration t of the way, from its start, nothing kept. */
static struct gri_record *fresh(const struct way *w, size_t t)
{
    struct gri_record *record = new_record(&problem);
    struct gri_run *run = NULL;
    size_t n = 1;
    must(gri_run_new(problem.net, sets[w->steps[0].data], &w->steps[0].hyper,
                     w->steps[0].parameters, &run, &err),
         &err);
    for (size_t at = 0;; at++) {
        for (; n < w->count && w->steps[n].t == at; n++)
            run = turn_run(run, &w->steps[n]);
        if (at == t)
            break;
        gri_run_step(run, NULL);
    }
    gri_record_step(record, run);
    gri_run_free(run);
    return record;
}

static void check(size_t t)
{
    struct gri_record *right = fresh(way(), t);
    ck_assert_records_eq(record_of(t), right);
    if (t < way()->done) {
        double loss = loss_of(t);
        ck_assert_bits(&loss, &right->work->loss, 1, "the loss kept");
    }
    gri_record_free(right);
}

/* Those before t; *last is the one that iteration t goes by. */
static void cut(struct way *w, size_t t)
{
    while (w->count > 1 && w->steps[w->count - 1].t > t)
        w->count--;
    w->done = t;
}

static void add_way(const struct way *w)
{
    now.ways[now.count] = *w;
    now.active = now.count++;
}

static void draw_hyper(struct gri_hyper *hyper)
{
    switch (below(7)) {
    case 0:
        hyper->rate = gri_random_uniform(&dice, 0, 0.1);
        break;
    case 1:
        hyper->optimizer = (enum gri_optimizer)below(GRI_OPTIMIZERS);
        break;
    case 2:
        hyper->batch = below(7);
        break;
    case 3:
        hyper->shuffle = (enum gri_shuffle)below(GRI_SHUFFLES);
        break;
    case 4:
        hyper->rounding = below(2) ? GRI_ROUNDING_OFF : (int)below(6);
        break;
    case 5:
        hyper->seed = hyper->torch_seed = below(100);
        break;
    default:
        hyper->loss = below(2) ? GRI_MSE : GRI_MAE;
    }
}

/* The same in the model. */
static void note_change(size_t t, const struct step *step)
{
    struct way changed = *way();
    size_t left = changed.done - t;
    cut(&changed, t);
    struct step *last = &changed.steps[changed.count - 1], made = *step;
    made.fresh_state = step->hyper.optimizer != last->hyper.optimizer;
    if (last->t == t) {
        made.fresh_state = made.fresh_state || last->fresh_state;
        if (made.parameters == NULL)
            made.parameters = last->parameters;
        *last = made;
    } else {
        changed.steps[changed.count++] = made;
    }
    if (left > 0)
        add_way(&changed);
    else
        *way() = changed;
}

static void change_something(void)
{
    size_t t = below(3) == 0 ? way()->done : below(way()->done + 1), left;
    if (way()->count == MOST_TURNS || (t < way()->done && now.count == MOST_BRANCHES))
        return;
    struct way there = *way();
    cut(&there, t);
    struct step step = there.steps[there.count - 1];
    struct gri_change asked = {.hyper = &step.hyper};
    step.t = t;
    step.parameters = NULL;
    size_t what = below(4);
    if (what == 0)
        asked.parameters = step.parameters = draw_parameters();
    else if (what == 1)
        asked.data = sets[step.data = below(SETS)];
    else
        draw_hyper(&step.hyper);
    size_t done = way()->done, active = gri_timeline_branch(timeline);
    enum gr_status status = gri_timeline_change(timeline, t, &asked, &left, &err);
    if (status != GR_OK) { /* in the middle of an epoch */
        ck_assert_int_eq(status, GR_E_STATE);
        ck_assert_uint_eq(gri_timeline_branch(timeline), active);
        ck_assert_uint_eq(gri_timeline_done(timeline), done);
        return;
    }
    bool nothing = what != 0 && step.data == there.steps[there.count - 1].data &&
                   gri_hyper_same(&step.hyper, &there.steps[there.count - 1].hyper);
    ck_assert_uint_eq(left, nothing ? 0 : done - t);
    if (!nothing)
        note_change(t, &step);
}

static void fork_somewhere(void)
{
    size_t t = below(way()->done + 1);
    if (now.count == MOST_BRANCHES)
        return;
    struct way same = *way();
    cut(&same, t);
    must(gri_timeline_fork(timeline, t, NULL, &err), &err);
    add_way(&same);
}

static void go_on(void)
{
    size_t t = way()->done + 1 + below(30);
    t = t < MOST_DONE ? t : MOST_DONE;
    if (t <= way()->done)
        return;
    must(gri_timeline_run(timeline, t, NULL, &err), &err);
    way()->done = gri_timeline_done(timeline); /* less, where a loss was no number */
    ck_assert_uint_le(way()->done, t);
}

static void mark_or_revert(void)
{
    if (mark_count < MOST_MARKS && below(2)) {
        must(gri_timeline_mark(timeline, &marks[mark_count], &err), &err);
        kept[mark_count++] = now;
        ck_assert(gri_timeline_is_at(timeline, &marks[mark_count - 1]));
    } else if (mark_count > 0) {
        must(gri_timeline_revert(timeline, &marks[--mark_count], &err), &err);
        ck_assert(gri_timeline_is_at(timeline, &marks[mark_count]));
        gri_timeline_unmark(timeline, &marks[mark_count]);
        now = kept[mark_count];
    }
}

static void move(void)
{
    size_t what = below(20);
    if (what < 9) {
        check(below(way()->done + 1));
    } else if (what < 13) {
        go_on();
    } else if (what < 16) {
        change_something();
    } else if (what < 17) {
        fork_somewhere();
    } else if (what < 19) {
        now.active = below(now.count);
        must(gri_timeline_switch(timeline, now.active, &err), &err);
    } else {
        mark_or_revert();
    }
    ck_assert_uint_eq(gri_timeline_branches(timeline), now.count);
    ck_assert_uint_eq(gri_timeline_branch(timeline), now.active);
    ck_assert_uint_eq(gri_timeline_done(timeline), way()->done);
}

static void begin_walk(uint64_t seed)
{
    gri_random_seed(&dice, seed, 77);
    problem = problem_small(&dice, 5);
    problem.hyper.momentum = 0.9;
    problem.hyper.optimizer = (enum gri_optimizer)below(GRI_OPTIMIZERS);
    problem.hyper.shuffle = (enum gri_shuffle)below(GRI_SHUFFLES);
    problem.hyper.batch = below(6);
    problem.hyper.rounding = below(3) == 0 ? 3 : GRI_ROUNDING_OFF;
    sets[0] = gri_data_keep(problem.data);
    for (size_t n = 1; n < SETS; n++) {
        must(gri_data_copy(problem.data, &sets[n], &err), &err);
        sets[n]->at[below(sets[n]->rows * sets[n]->cols)] += 0.5;
    }
    drawn_count = mark_count = 0;
    now = (struct world){.count = 1};
    now.ways[0] = (struct way){.count = 1};
    now.ways[0].steps[0] = (struct step){
        .hyper = problem.hyper, .parameters = problem.parameters, .fresh_state = true};
    start_timeline();
    gri_timeline_set_budget(timeline, 5000 + 100000 * below(2));
}

static void end_walk(void)
{
    while (mark_count > 0)
        gri_timeline_unmark(timeline, &marks[--mark_count]);
    for (size_t n = 0; n < SETS; n++)
        gri_data_free(sets[n]);
    while (drawn_count > 0)
        free(drawn[--drawn_count]);
    end();
}

/* GRADUS_LONG=1: 10,000 moves in each of many problems. */
START_TEST(whichever_way_a_moment_is_reached_it_is_that_of_a_fresh_run)
{
    bool is_long = getenv("GRADUS_LONG") != NULL;
    for (uint64_t seed = 0; seed < (is_long ? 20 : 10); seed++) {
        begin_walk(seed);
        for (size_t n = 0; n < (is_long ? 10000 : 400); n++)
            move();
        for (now.active = 0; now.active < now.count; now.active++) {
            must(gri_timeline_switch(timeline, now.active, &err), &err);
            check(way()->done);
        }
        now.active = gri_timeline_branch(timeline);
        end_walk();
    }
}
END_TEST

SUITE("trace/walk", whichever_way_a_moment_is_reached_it_is_that_of_a_fresh_run)
