/* Random journeys through a session: wherever one comes, by whatever way, it is as in a session
 * that went there straight. */
#include "base/random.h"
#include "cmd/past.h"
#include "cmd/straight.h"
#include "trace/branch.h"

enum { MOST_CHANGES = 40, MOST_WAYS = 12, MOST_UNDONE = 100, FAR = 120 };

/* What a branch is made of: lines that changed it, where they were typed. */
struct way {
    struct change changes[MOST_CHANGES];
    size_t count, done;
};

struct world {
    struct way ways[MOST_WAYS];
    size_t count, active;
    char place[96];
};

static struct world now, undone[MOST_UNDONE];
static size_t undone_count;
static struct gri_random dice;
static char base[1000];
static size_t units, inputs, rows;

static size_t below(size_t n)
{
    return gri_random_below(&dice, n);
}

static double number(double most)
{
    return gri_random_uniform(&dice, -most, most);
}

static void draw_problem(void)
{
    static const char *const nets[] = {"network 2-2-1 tanh", "network 1-3-1 sigmoid",
                                       "network 2-2-2-1 leaky-relu tanh linear", "network 3-1"};
    static const size_t sizes[][2] = {{2, 2}, {1, 3}, {2, 4}, {3, 1}};
    size_t net = below(4);
    inputs = sizes[net][0];
    units = sizes[net][1];
    rows = 3 + below(3);
    int length = snprintf(base, sizeof base, "%s\ninit torch %zu\nset digits 15\ndata\n", nets[net],
                          below(1000));
    for (size_t i = 0; i < rows; i++)
        for (size_t k = 0; k <= inputs; k++)
            length += snprintf(base + length, sizeof base - (size_t)length, "%.3f%s", number(2),
                               k < inputs ? " " : "\n");
    snprintf(base + length, sizeof base - (size_t)length,
             "end\nset optimizer %s\nset shuffle %s\nset batch %zu\nset rounding %s\n"
             "break if loss > %.3f",
             gri_optimizers[below(GRI_OPTIMIZERS)].name,
             (const char *[]){"off", "on", "torch"}[below(3)], 1 + below(rows),
             below(3) == 0 ? "3" : "off", number(1) + 1);
}

static struct way *way(void)
{
    return &now.ways[now.active];
}

static void note_place(void)
{
    const char *place = gr_session_place(c.session), *at = strchr(place, '@');
    snprintf(now.place, sizeof now.place, "%s", at != NULL ? at : place);
}

static void check_place(void)
{
    const struct way *w = way();
    size_t t = place(), epoch, iteration;
    char line[40];
    ck_assert_as_straight(base, w->changes, w->count);
    gri_timeline_place(c.session->timeline, below(t + 1), &epoch, &iteration);
    snprintf(line, sizeof line, "print w1@%zu.%zu", epoch + 1, iteration + 1);
    ck_assert_answers_eq(line);
    if (t > 0) {
        gri_timeline_place(c.session->timeline, below(t), &epoch, &iteration);
        snprintf(line, sizeof line, "gradients @%zu.%zu", epoch + 1, iteration + 1);
        ck_assert_answers_eq(line);
        snprintf(line, sizeof line, "print h1[%zu]@%zu", 1 + below(rows), epoch + 1);
        ck_assert_answers_eq(line);
    }
    capture_end(&straight);
}

static void draw_change(char *line, size_t size)
{
    static const char *const set[] = {"set loss mae",      "set loss mse",    "set shuffle on",
                                      "set shuffle torch", "set shuffle off", "set rounding 2",
                                      "set rounding off",  "set batch full",  "w1 = w1"};
    switch (below(5)) {
    case 0:
        snprintf(line, size, "w%zu = %.3f", 1 + below(units), number(1));
        break;
    case 1:
        snprintf(line, size, "set rate %.4f", fabs(number(0.05)));
        break;
    case 2:
        snprintf(line, size, "x%zu[%zu] = %.2f", 1 + below(inputs), 1 + below(rows), number(2));
        break;
    case 3:
        snprintf(line, size, "set optimizer %s", gri_optimizers[below(GRI_OPTIMIZERS)].name);
        break;
    default:
        snprintf(line, size, "%s", set[below(sizeof set / sizeof *set)]);
    }
}

/* The way as it was before iteration t, where the line is typed. */
static void cut(struct way *w, size_t t)
{
    while (w->count > 0 && w->changes[w->count - 1].t > t)
        w->count--;
    w->done = t;
}

static void change_something(void)
{
    struct change change = {.t = place()};
    struct way made = *way();
    size_t before = gri_timeline_branches(c.session->timeline);
    if (made.count == MOST_CHANGES || now.count == MOST_WAYS)
        return;
    draw_change(change.line, sizeof change.line);
    if (typed(&c, change.line) != GR_OK)
        return;
    bool forked = gri_timeline_branches(c.session->timeline) > before;
    if (!forked && made.done > change.t) /* it was so */
        return;
    cut(&made, change.t);
    made.changes[made.count++] = change;
    if (forked)
        now.active = now.count++;
    *way() = made;
}

static void go_to_a_branch(void)
{
    char line[64];
    bool fresh = below(3) == 0 && now.count < MOST_WAYS;
    size_t branch = below(now.count);
    snprintf(line, sizeof line, "branch %s", gri_timeline_branch_name(c.session->timeline, branch));
    if (!fresh) {
        play(&c, line);
        now.active = branch;
        return;
    }
    struct way same = *way();
    cut(&same, place());
    snprintf(line, sizeof line, "branch n%zu", 1 + below(1000000));
    if (typed(&c, line) == GR_OK && gri_timeline_branches(c.session->timeline) > now.count) {
        now.active = now.count++;
        *way() = same;
    }
}

static void note_done(void)
{
    size_t after = done();
    ck_assert_uint_ge(after, way()->done);
    way()->done = after;
}

static void go_to_an_address(void)
{
    size_t epoch, iteration;
    char line[80];
    static const char *const forms[] = {"goto epoch %zu iteration %zu line %zu",
                                        "goto @%zu.%zu:%zu",
                                        "goto epoch %zu iteration %zu sample %zu"};
    gri_timeline_place(c.session->timeline, below(way()->done + 1), &epoch, &iteration);
    snprintf(line, sizeof line, forms[below(3)], epoch + 1, iteration + 1, 1 + below(40));
    typed(&c, line); /* there may be fewer lines, or other samples */
    note_done();     /* the last line ends an iteration that was about to begin */
}

/* The word of a move, and whether it does iterations. */
static const struct move {
    const char *word;
    size_t most;
} forwards[] = {{"step", 20}, {"next", 4},   {"forward", 0},  {"backward", 0}, {"update", 0},
                {"epoch", 3}, {"train", 12}, {"continue", 6}, {"iteration", 9}},
  backwards[] = {{"back %zu", 30},      {"back %zu stage", 9},   {"back %zu iteration", 20},
                 {"back %zu epoch", 9}, {"reverse-continue", 1}, {"restart", 1}};

static void walk_somewhere(void)
{
    const struct move *move = &forwards[below(sizeof forwards / sizeof *forwards)];
    char line[40];
    if (below(2) == 0 || place() > FAR) {
        move = &backwards[below(sizeof backwards / sizeof *backwards)];
        snprintf(line, sizeof line, move->word, 1 + below(move->most));
    } else if (move->most > 0) {
        snprintf(line, sizeof line, "%s %zu", move->word, 1 + below(move->most));
    } else {
        snprintf(line, sizeof line, "%s", move->word);
    }
    typed(&c, line);
    note_done();
}

static void ck_assert_world(void)
{
    const struct gri_timeline *timeline = c.session->timeline;
    ck_assert_uint_eq(gri_timeline_branches(timeline), now.count);
    ck_assert_uint_eq(gri_timeline_branch(timeline), now.active);
    for (size_t n = 0; n < now.count; n++)
        ck_assert_uint_eq(gri_timeline_branch_done(timeline, n), now.ways[n].done);
}

static void undo(void)
{
    enum gr_status status = typed(&c, "undo");
    if (undone_count == 0) {
        ck_assert_int_eq(status, GR_E_STATE);
        return;
    }
    ck_assert_msg(status == GR_OK, "%s", c.err.message);
    char place[sizeof now.place];
    now = undone[--undone_count];
    snprintf(place, sizeof place, "%s", now.place);
    note_place();
    ck_assert_str_eq(now.place, place);
}

/* A line that changed the session can be undone: remember what was before. */
static void remember(const struct world *before, const struct gri_past *past)
{
    if (c.session->past == past)
        return;
    if (undone_count == MOST_UNDONE)
        memmove(undone, undone + 1, --undone_count * sizeof *undone);
    undone[undone_count++] = *before;
}

static void move(void)
{
    static struct world before;
    const struct gri_past *past = c.session->past;
    size_t what = below(20);
    note_place();
    before = now;
    if (what < 2) {
        undo();
    } else {
        if (what < 5)
            change_something();
        else if (what < 6)
            go_to_a_branch();
        else if (what < 10)
            go_to_an_address();
        else
            walk_somewhere();
        remember(&before, past);
    }
    ck_assert_world();
}

/* GRADUS_LONG=1: 10,000 moves in each of many problems. */
START_TEST(wherever_one_comes_it_is_as_in_a_session_that_went_there_straight)
{
    bool is_long = getenv("GRADUS_LONG") != NULL;
    for (uint64_t seed = 0; seed < (is_long ? 20 : 12); seed++) {
        gri_random_seed(&dice, seed, 99);
        draw_problem();
        now = (struct world){.count = 1};
        begin(base);
        gri_past_forget(c.session);
        undone_count = 0;
        for (size_t n = 0; n < (is_long ? 10000 : 120); n++) {
            move();
            check_place();
        }
        capture_end(&c);
    }
}
END_TEST

SUITE("cmd/journey", wherever_one_comes_it_is_as_in_a_session_that_went_there_straight)
