/* Derivations down to what is given; and every page where memory ends. */
#include "explain/scene.h"

static struct scene scene;
static struct gr_err err;

static void why(const char *name, size_t depth)
{
    scene_turn(&scene);
    struct gri_asked asked = scene_asked(&scene, name);
    must(gri_explain_why(&scene.view, &scene.page, &asked, depth, &err), &err);
    ck_assert(!scene.page.failed);
}

static size_t blocks(void)
{
    size_t count = 0;
    for (const struct gri_block *block = scene.page.first; block != NULL; block = block->next)
        count++;
    return count;
}

/* Each line by itself: its name and its formula, read back, give its value. */
static void check_lines(void)
{
    for (const struct gri_block *block = scene.page.first; block != NULL; block = block->next) {
        const struct gri_worked *worked = block->worked;
        ck_assert(block->kind == GRI_WORKED && worked->value != NULL);
        double value = worked->value->at[0];
        double named = scene_number(&scene, scene_text(&scene, worked->name, GRI_TEXT));
        ck_assert_double_eq_tol(named, value, 1e-12 * fmax(1, fabs(value)));
        for (const struct gri_step *step = worked->first; step != NULL; step = step->next) {
            double number = scene_number(&scene, scene_text(&scene, step->expr, GRI_TEXT));
            ck_assert_msg(fabs(number - value) <= 1e-6 * fmax(1, fabs(value)), "%s",
                          scene_line(&scene, worked));
        }
    }
}

START_TEST(depth_counts_the_levels_below)
{
    scene_lottery(&scene);
    scene.page.digits = 12;
    why("yhat", 0);
    ck_assert_uint_eq(blocks(), 1);
    why("yhat", 1); /* h1, h2 and what is given: w5, w6, b3 */
    ck_assert_uint_eq(blocks(), 6);
    ck_assert(scene.page.first->level == 0 && scene.page.first->next->level == 1);
    why("yhat", 9); /* and x1, x2, w1 to w4, b1, b2 */
    ck_assert_uint_eq(blocks(), 14);
    why("dL/dw5", 1); /* y, yhat and h1 of each sample */
    ck_assert_uint_eq(blocks(), 10);
    check_lines();
    scene_close(&scene);
}
END_TEST

START_TEST(every_line_of_a_deep_derivation_stands_by_itself)
{
    static const char *const names[] = {"w5new",   "dL/dw1",  "MSE",  "w1",    "h1",
                                        "yhat[2]", "h1[2]@1", "w3@2", "MSE@1", "dL/dw1@2"};
    scene_lottery(&scene);
    scene_go(&scene, 3);
    scene.view.cursor = gri_cursor_start(2);
    scene.page.digits = 12;
    for (size_t n = 0; n < sizeof names / sizeof *names; n++)
        for (size_t depth = 0; depth < 6; depth++) {
            why(names[n], depth);
            check_lines();
        }
    ck_assert_uint_gt(blocks(), 20);
    scene_close(&scene);
}
END_TEST

START_TEST(nothing_is_said_twice)
{
    scene_lottery(&scene);
    scene_go(&scene, 3);
    scene.view.cursor = gri_cursor_start(2);
    why("w5new", 5);
    size_t count = blocks();
    for (const struct gri_block *a = scene.page.first; a != NULL; a = a->next)
        for (const struct gri_block *b = a->next; b != NULL; b = b->next)
            ck_assert_str_ne(scene_line(&scene, a->worked), scene_line(&scene, b->worked));
    ck_assert_uint_gt(count, 10);
    scene_close(&scene);
}
END_TEST

typedef enum gr_status say(struct gri_page *page);

static enum gr_status say_why(struct gri_page *page)
{
    struct gri_asked asked = {{.what = GRI_Q_LOSS}, true, {.what = GRI_Q_WEIGHT}};
    return gri_explain_why(&scene.view, page, &asked, 3, &err);
}

static enum gr_status say_table(struct gri_page *page)
{
    return gri_explain_table(&scene.view, page, &err);
}

static enum gr_status say_partials(struct gri_page *page)
{
    struct gri_asked asked = {.of = {.what = GRI_Q_WEIGHT}};
    return gri_explain_partials(&scene.view, page, &asked, &err);
}

static enum gr_status say_matrix(struct gri_page *page)
{
    return gri_explain_matrix(&scene.view, page, false, &err);
}

static enum gr_status say_weights(struct gri_page *page)
{
    return gri_explain_weights(&scene.view, page, &err);
}

static enum gr_status say_gradients(struct gri_page *page)
{
    return gri_explain_gradients(&scene.view, page, &err);
}

static enum gr_status say_network(struct gri_page *page)
{
    return gri_explain_network(&scene.view, page, &err);
}

static enum gr_status say_history(struct gri_page *page)
{
    return gri_explain_history(&scene.view, page, 10, &err);
}

static enum gr_status say_lines(struct gri_page *page)
{
    struct gri_cursor cursor = gri_cursor_start(0);
    struct gri_line line;
    for (size_t n = 0; n < 30; n++) {
        must(gri_cursor_step(&cursor, scene.timeline, &line, &err), &err);
        enum gr_status status = gri_explain_line(&scene.view, page, &line, &err);
        if (status != GR_OK)
            return status;
    }
    return GR_OK;
}

static say *const sayings[] = {say_why,       say_table,   say_partials, say_matrix, say_weights,
                               say_gradients, say_network, say_history,  say_lines};
enum { SAYINGS = sizeof sayings / sizeof *sayings };

/* With so many bytes: is all said? If not, it is the memory, and said so. */
static bool fits(say *something, size_t limit)
{
    struct gri_arena arena;
    struct gri_page page;
    gri_arena_init(&arena, limit);
    gri_page_init(&page, &arena, &scene.scope, 4);
    enum gr_status status = something(&page);
    ck_assert_msg(status == GR_OK || status == GR_E_MEMORY, "%d: %s", (int)status, err.message);
    bool all = status == GR_OK && !page.failed;
    gri_arena_clear(&arena);
    return all;
}

START_TEST(where_memory_ends_the_page_fails)
{
    struct gri_random random;
    gri_random_seed(&random, 51, 0);
    scene.problem = problem_draw(&random, &(struct kind){.depth = 2,
                                                         .sizes = {2, 2, 2},
                                                         .activations = {GRI_SIGMOID, GRI_SOFTMAX},
                                                         .bias = true,
                                                         .loss = GRI_CROSS_ENTROPY,
                                                         .rows = 3});
    scene_open(&scene, NULL);
    scene_go(&scene, 2);
    for (size_t n = 0; n < SAYINGS; n++) {
        size_t limit = 0, failures = 0;
        for (; !fits(sayings[n], limit); limit += 1 + limit / 40) {
            failures++;
            ck_assert_uint_lt(limit, (size_t)64 << 20);
        }
        ck_assert_uint_gt(failures, 10);
    }
    scene_close(&scene);
}
END_TEST

SUITE("explain/why", depth_counts_the_levels_below,
      every_line_of_a_deep_derivation_stands_by_itself, nothing_is_said_twice,
      where_memory_ends_the_page_fails)
