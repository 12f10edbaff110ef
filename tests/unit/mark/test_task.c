/* Worksheets: fresh numbers on which mistakes show, and pages with them that are marked. */
#include "mark/task/task.h"

#include "explain/scene.h"
#include "mark/mark.h"
#include "mark/pass/course.h"
#include "suite.h"

enum { SEEDS = 4, NUMBERS = 400 };

/* A network with its loss and optimiser. */
struct shape {
    size_t sizes[4], depth;
    enum gri_activation activations[3];
    enum gri_loss loss;
    enum gri_optimizer optimizer;
    bool nobias;
};

static const struct shape shapes[] = {
    {{2, 2, 1}, 2, {GRI_LINEAR, GRI_LINEAR}, GRI_MSE, GRI_SGD, false},
    {{2, 2, 1}, 2, {GRI_SIGMOID, GRI_LINEAR}, GRI_HALF_MSE, GRI_SGD, false},
    {{2, 2, 1}, 2, {GRI_TANH, GRI_SIGMOID}, GRI_BCE, GRI_SGD, false},
    {{2, 2, 1}, 2, {GRI_RELU, GRI_LINEAR}, GRI_SSE, GRI_SGD, false},
    {{2, 2, 1}, 2, {GRI_LEAKY_RELU, GRI_LINEAR}, GRI_MSE, GRI_SGD, false},
    {{2, 3, 2}, 2, {GRI_SIGMOID, GRI_SOFTMAX}, GRI_CROSS_ENTROPY, GRI_SGD, false},
    {{2, 3, 2}, 2, {GRI_TANH, GRI_TANH}, GRI_MSE_MEAN, GRI_MOMENTUM, false},
    {{2, 3, 2, 1}, 3, {GRI_LINEAR, GRI_LINEAR, GRI_LINEAR}, GRI_MSE, GRI_SGD, false},
    {{2, 2, 2, 1}, 3, {GRI_TANH, GRI_SIGMOID, GRI_LINEAR}, GRI_MSE, GRI_ADAM, false},
    {{2, 1, 1}, 2, {GRI_LINEAR, GRI_LINEAR}, GRI_HALF_MSE, GRI_SGD, true},
    {{3, 1}, 1, {GRI_LINEAR}, GRI_MAE, GRI_SGD, false},
    {{1, 1}, 1, {GRI_SIGMOID}, GRI_BCE, GRI_SGD, false},
};
enum { SHAPES = sizeof shapes / sizeof *shapes };

static struct gri_task task;
static struct gri_arena arena;

static struct gri_hyper hyper_of(const struct shape *shape)
{
    struct gri_hyper hyper = plain_hyper(shape->loss);
    hyper.optimizer = shape->optimizer;
    hyper.momentum = 0.9;
    return hyper;
}

static struct gri_net *net_of(const struct shape *shape)
{
    struct gri_net *net;
    struct gr_err err;
    must(gri_net_new(shape->sizes, shape->depth, shape->activations, !shape->nobias, &net, &err),
         &err);
    return net;
}

static void draw(const struct shape *shape, const struct gri_net *net, uint64_t seed)
{
    struct gri_hyper hyper = hyper_of(shape);
    struct gri_view view = {.net = net, .hyper = &hyper, .notation = gri_notation_find("flat")};
    struct gr_err err;
    must(gri_task_draw(&view, &arena, seed, &task, &err), &err);
}

START_TEST(every_mistake_that_can_be_made_shows)
{
    for (size_t s = 0; s < SHAPES; s++) {
        struct gri_net *net = net_of(&shapes[s]);
        gri_arena_init(&arena, (size_t)64 << 20);
        for (uint64_t seed = 0; seed < SEEDS; seed++) {
            draw(&shapes[s], net, seed);
            for (size_t m = GRI_NO_MISTAKE + 1; m < GRI_MISTAKES; m++) {
                const struct gri_showing *showing = &task.showing[m];
                bool tiny = m == GRI_M_U11; /* of the size of epsilon */
                ck_assert_msg(tiny || showing->fate != GRI_FATE_HIDDEN,
                              "shape %zu seed %d: %s is hidden", s, (int)seed, gri_mistakes[m].id);
                ck_assert_msg((showing->fate == GRI_FATE_SHOWN) == (showing->reason == NULL),
                              "shape %zu: %s has no reason", s, gri_mistakes[m].id);
            }
        }
        gri_arena_clear(&arena);
        gri_net_free(net);
    }
}
END_TEST

/* Each mistake has its place in some of these networks, or the reason why in none. */
START_TEST(no_mistake_is_forgotten)
{
    bool shown[GRI_MISTAKES] = {false};
    for (size_t s = 0; s < SHAPES; s++) {
        struct gri_net *net = net_of(&shapes[s]);
        gri_arena_init(&arena, (size_t)64 << 20);
        draw(&shapes[s], net, 1);
        for (size_t m = 0; m < GRI_MISTAKES; m++)
            shown[m] = shown[m] || task.showing[m].fate == GRI_FATE_SHOWN;
        gri_arena_clear(&arena);
        gri_net_free(net);
    }
    for (size_t m = GRI_NO_MISTAKE + 1; m < GRI_MISTAKES; m++) {
        bool elsewhere = m == GRI_M_F20 || m == GRI_M_W11 || m == GRI_M_U7 || m == GRI_M_U11 ||
                         m == GRI_M_B9;
        ck_assert_msg(shown[m] != elsewhere || m == GRI_M_U11, "%s", gri_mistakes[m].id);
    }
}
END_TEST

START_TEST(a_seed_means_the_same_numbers_everywhere)
{
    struct gri_net *net = net_of(&shapes[1]);
    gri_arena_init(&arena, (size_t)64 << 20);
    draw(&shapes[1], net, 7);
    struct gri_task first = task;
    draw(&shapes[1], net, 7);
    ck_assert_mem_eq(first.parameters, task.parameters, net->parameters * sizeof(double));
    ck_assert_mem_eq(first.rows, task.rows, GRI_TASK_SAMPLES * 3 * sizeof(double));
    ck_assert(first.rate == task.rate);
    draw(&shapes[1], net, 8);
    ck_assert_mem_ne(first.parameters, task.parameters, net->parameters * sizeof(double));
    gri_arena_clear(&arena);
    gri_net_free(net);
}
END_TEST

static void check_tenths(double number)
{
    ck_assert_msg(number == round(number * 10) / 10 && fabs(number) <= 4, "%.17g", number);
}

START_TEST(numbers_are_small_and_have_one_decimal)
{
    for (size_t s = 0; s < SHAPES; s++) {
        struct gri_net *net = net_of(&shapes[s]);
        gri_arena_init(&arena, (size_t)64 << 20);
        draw(&shapes[s], net, 3);
        for (size_t p = 0; p < net->parameters; p++) {
            check_tenths(task.parameters[p]);
            ck_assert(task.parameters[p] != 0 && fabs(task.parameters[p]) != 1);
        }
        for (size_t n = 0; n < GRI_TASK_SAMPLES * (net->inputs + net->outputs); n++)
            check_tenths(task.rows[n]);
        gri_arena_clear(&arena);
        gri_net_free(net);
    }
}
END_TEST

static void refuse(const size_t *sizes, const char *words)
{
    const enum gri_activation linear[] = {GRI_LINEAR, GRI_LINEAR};
    struct gri_hyper hyper = plain_hyper(GRI_MSE);
    struct gri_net *net;
    struct gr_err err;
    gri_arena_init(&arena, (size_t)64 << 20);
    must(gri_net_new(sizes, 2, linear, true, &net, &err), &err);
    struct gri_view view = {.net = net, .hyper = &hyper, .notation = gri_notation_find("flat")};
    ck_assert_int_eq(gri_task_draw(&view, &arena, 1, &task, &err), GR_E_RANGE);
    ck_assert_msg(strstr(err.message, words) != NULL, "%s", err.message);
    gri_arena_clear(&arena);
    gri_net_free(net);
}

START_TEST(nobody_works_a_large_network_by_hand)
{
    refuse((size_t[]){20, 20, 3}, "worked by hand");
    refuse((size_t[]){2, 400, 400}, "worked by hand");
}
END_TEST

/* ---- marking ---- */

static struct scene scene;

static void open_scene(const struct shape *shape, uint64_t seed)
{
    static bool given[64];
    struct gr_err err;
    struct gri_net *net = net_of(shape);
    gri_arena_init(&arena, (size_t)64 << 20);
    draw(shape, net, seed);
    ck_assert_uint_le(net->parameters, sizeof given);
    memset(given, true, sizeof given);
    scene.problem = (struct problem){.net = net, .hyper = hyper_of(shape)};
    scene.problem.hyper = gri_task_hyper(&scene.problem.hyper, task.rate);
    must(gri_data_new(task.rows, GRI_TASK_SAMPLES, net->inputs + net->outputs, &scene.problem.data,
                      &err),
         &err);
    scene.problem.parameters = calloc(net->parameters, sizeof(double));
    ck_assert_ptr_nonnull(scene.problem.parameters);
    memcpy(scene.problem.parameters, task.parameters, net->parameters * sizeof(double));
    scene_open(&scene, given);
    scene.view.indexed = true;
}

static void close_scene(void)
{
    scene_close(&scene);
    gri_arena_clear(&arena);
}

/* Every number of the pass on a line, as they come out with this mistake, at 4 decimals. */
static void write_page(enum gri_mistake mistake, struct gri_text *page)
{
    struct gri_course course;
    struct gri_frame *frame;
    struct gri_asked *asked;
    struct gri_node node;
    struct gr_err err;
    size_t count;
    bool any;
    must(gri_hand_numbers(&scene.view, &scene.arena, NUMBERS, &asked, &count, &err), &err);
    must(gri_course_init(&course, &scene.view, &scene.arena, &err), &err);
    course.broken = (struct gri_broken){
        .mistake = mistake, .variant = task.showing[mistake].variant, .node = GRI_ANYWHERE};
    for (size_t n = 0; n < count; n++) {
        const struct gri_expr *name;
        must(gri_node_of(&course, &asked[n], &frame, &node, &any, &err), &err);
        if (!any) /* a number of the optimiser */
            continue;
        must(gri_formula_name(&scene.view, &scene.arena, &asked[n], &name, &err), &err);
        gri_print(page, name, &scene.scope, GRI_ASCII, 4);
        gri_text_addf(page, " = %.4f\n", gri_node_range(&course, frame, node).mid);
    }
    ck_assert(!page->failed);
    gri_course_clear(&course);
}

static void mark_page(const struct gri_text *page, struct gri_marked *marked)
{
    static struct gri_sheet sheet;
    struct gr_err err;
    must(gri_sheet_read(&scene.view, &scene.arena, "page", page->at, page->length, &sheet, &err),
         &err);
    must(gri_mark(&scene.view, &scene.arena, &sheet, marked, &err), &err);
}

static bool explains(const struct gri_judgement *slip, enum gri_mistake mistake)
{
    for (size_t n = 0; n < slip->reason_count; n++)
        if (slip->reasons[n].rule != NULL &&
            strcmp(slip->reasons[n].rule, gri_mistakes[mistake].id) == 0)
            return true;
    return false;
}

static const struct gri_judgement *first_slip(const struct gri_marked *marked)
{
    for (size_t n = 0; n < marked->count; n++)
        if (marked->judgements[n].verdict == GRI_SLIP)
            return &marked->judgements[n];
    return NULL;
}

START_TEST(a_page_without_a_mistake_has_no_slip)
{
    for (size_t s = 0; s < SHAPES; s++) {
        struct gri_text page;
        struct gri_marked marked;
        gri_text_init(&page);
        open_scene(&shapes[s], 5);
        write_page(GRI_NO_MISTAKE, &page);
        mark_page(&page, &marked);
        ck_assert_msg(first_slip(&marked) == NULL, "shape %zu: %s", s, first_slip(&marked)->name);
        ck_assert_uint_gt(marked.verdicts[GRI_RIGHT], 0);
        ck_assert_uint_eq(marked.verdicts[GRI_UNREAD], 0);
        close_scene();
        gri_text_clear(&page);
    }
}
END_TEST

START_TEST(a_page_with_one_mistake_is_found_out)
{
    for (size_t s = 0; s < SHAPES; s++) {
        open_scene(&shapes[s], 5);
        for (size_t m = GRI_NO_MISTAKE + 1; m < GRI_MISTAKES; m++) {
            struct gri_text page;
            struct gri_marked marked;
            bool of_the_pen = m == GRI_M_F15 || m == GRI_M_F16, tiny = m == GRI_M_U11;
            if (task.showing[m].fate != GRI_FATE_SHOWN || of_the_pen || tiny)
                continue;
            gri_text_init(&page);
            write_page((enum gri_mistake)m, &page);
            mark_page(&page, &marked);
            const struct gri_judgement *slip = first_slip(&marked);
            ck_assert_msg(slip != NULL, "shape %zu: %s is not seen", s, gri_mistakes[m].id);
            ck_assert_msg(explains(slip, (enum gri_mistake)m), "shape %zu: %s in %s = %s", s,
                          gri_mistakes[m].id, slip->name, slip->written);
            gri_text_clear(&page);
            scene_turn(&scene);
        }
        close_scene();
    }
}
END_TEST

SUITE("mark/task", every_mistake_that_can_be_made_shows, no_mistake_is_forgotten,
      a_seed_means_the_same_numbers_everywhere, numbers_are_small_and_have_one_decimal,
      nobody_works_a_large_network_by_hand, a_page_without_a_mistake_has_no_slip,
      a_page_with_one_mistake_is_found_out)
