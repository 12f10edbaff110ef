/* A printed tree stands by itself: from its givens alone, its formulas give the number it is of. */
#include "explain/scene.h"

#include "page/writer.h"

enum { MOST_NODES = 2000, MOST_ROWS = 8 };

/* A number of the printed tree: what it is worth is what was printed for a leaf, and else what its
 * formula makes of the others. */
struct node {
    struct gri_asked asked;
    const struct gri_expr *formula; /* NULL: a leaf */
    double number;
    bool known;
};

static struct scene scene;
static struct gr_err err;
static struct node nodes[MOST_NODES];
static size_t node_count, leaves;
static bool named; /* did the expression evaluated last name anything? */

/* A name where the cursor stands and the same with its address are one. */
static struct gri_asked settled(struct gri_asked asked)
{
    size_t epoch, iteration, sample;
    bool sampled = gri_quantity_per_sample(&asked.of);
    gri_timeline_place(scene.timeline, scene.view.cursor.t, &epoch, &iteration);
    if (asked.of.epoch == 0) {
        asked.of.epoch = epoch + 1;
        asked.of.iteration = iteration + 1;
    }
    asked.of.iteration = asked.of.iteration == 0 ? 1 : asked.of.iteration;
    must(gri_view_sample(&scene.view, &sample, &err), &err);
    asked.of.sample = sampled && asked.of.sample == 0 ? sample : asked.of.sample;
    bool same_always = asked.of.what == GRI_Q_INPUT || asked.of.what == GRI_Q_TARGET ||
                       asked.of.what == GRI_Q_RATE;
    if (same_always)
        asked.of.epoch = asked.of.iteration = 1;
    return asked;
}

static struct node *find(const struct gri_asked *asked)
{
    for (size_t n = 0; n < node_count; n++)
        if (gri_asked_same(&nodes[n].asked, asked))
            return &nodes[n];
    return NULL;
}

static enum gr_status is_named(void *user, struct gri_arena *arena, const struct gri_symbol *symbol,
                               long row, struct gri_value *value, struct gr_err *ignored)
{
    (void)user, (void)symbol, (void)row;
    named = true;
    return gri_value_number(arena, 1, value, ignored);
}

/* The samples that the tree prints anything of at this moment, in order. */
static size_t samples_at(const struct gri_asked *asked, size_t *samples)
{
    size_t count = 0;
    for (size_t sample = 1; sample <= MOST_ROWS; sample++)
        for (size_t n = 0; n < node_count; n++) {
            const struct gri_quantity *q = &nodes[n].asked.of;
            if (q->sample == sample && q->epoch == asked->of.epoch && q->what == GRI_Q_OUT &&
                q->iteration == asked->of.iteration) {
                samples[count++] = sample;
                break;
            }
        }
    return count;
}

static size_t samples[MOST_ROWS], sample_count;

static double worth(struct node *node);

static enum gr_status value_in_tree(void *user, struct gri_arena *arena,
                                    const struct gri_symbol *symbol, long row,
                                    struct gri_value *value, struct gr_err *own)
{
    struct gri_asked asked = symbol->asked;
    struct gri_text text;
    (void)user;
    if (row != GRI_NO_ROW && asked.of.sample == 0 && gri_quantity_per_sample(&asked.of))
        asked.of.sample = samples[row];
    asked = settled(asked);
    struct node *node = find(&asked);
    gri_text_init(&text);
    gri_name_spell(&scene.view, symbol, row != GRI_NO_ROW, GRI_ASCII, &text);
    ck_assert_msg(node != NULL, "%s (row %ld) is nowhere in the tree", text.at, row);
    gri_text_clear(&text);
    return gri_value_number(arena, worth(node), value, own);
}

static enum gr_status rows_in_tree(void *user, size_t *rows, struct gr_err *own)
{
    (void)user, (void)own;
    *rows = sample_count;
    return GR_OK;
}

static double worth(struct node *node)
{
    const struct gri_scope tree = {&scene.view, gri_name_resolve, value_in_tree, gri_name_spell,
                                   rows_in_tree};
    size_t before[MOST_ROWS], count = sample_count;
    if (node->formula == NULL || node->known)
        return node->number;
    memcpy(before, samples, sizeof before);
    sample_count = samples_at(&node->asked, samples);
    if (gri_quantity_is_parameter(&node->asked.of) && !node->asked.of.made) /* made one before */
        sample_count = 0;
    must(gri_evaluate_number(node->formula, &tree, &scene.arena, &node->number, &err), &err);
    memcpy(samples, before, sizeof before);
    sample_count = count;
    node->known = true;
    return node->number;
}

/* The last of the segments that names something is the formula; without one, a leaf. */
static void take(char *line)
{
    struct gri_scope any = scene.scope;
    struct node *node = &nodes[node_count++];
    char *note = strstr(line, "   ("), *end;
    ck_assert_uint_lt(node_count, MOST_NODES);
    if (note != NULL)
        *note = '\0';
    any.value = is_named;
    *node = (struct node){0};
    for (char *segment = line; segment != NULL; segment = end) {
        char *equal = strstr(segment, " = "), *nearly = strstr(segment, " ≈ ");
        end = nearly != NULL && (equal == NULL || nearly < equal) ? nearly : equal;
        if (end != NULL) {
            size_t size = end == nearly ? strlen(" ≈ ") : 3;
            *end = '\0';
            end += size;
        }
        const struct gri_expr *expr = scene_read(&scene, segment);
        if (segment == line) {
            ck_assert_msg(expr->kind == GRI_SYMBOL, "%s is no name", segment);
            node->asked = settled(expr->symbol->asked);
            continue;
        }
        named = false;
        must(gri_evaluate_number(expr, &any, &scene.arena, &node->number, &err), &err);
        if (named)
            node->formula = expr;
    }
    leaves += node->formula == NULL;
}

/* Lines that begin with = go on; blanks lead. */
static void take_all(char *text)
{
    char whole[20000] = "";
    for (char *line = strtok(text, "\n"); line != NULL; line = strtok(NULL, "\n")) {
        line += strspn(line, " ");
        bool goes_on = strncmp(line, "= ", 2) == 0 || strncmp(line, "≈ ", 4) == 0;
        if (!goes_on && whole[0] != '\0')
            take(whole);
        ck_assert_uint_lt(strlen(whole) + strlen(line) + 2, sizeof whole);
        if (goes_on)
            strcat(strcat(whole, " "), line);
        else
            strcpy(whole, line);
    }
    take(whole);
}

static void check_tree(const char *name)
{
    struct gri_layout layout = {.width = 10000, .utf8 = true};
    struct gri_text text;
    scene_turn(&scene);
    struct gri_asked asked = scene_asked(&scene, name);
    double stored = scene_number(&scene, name);
    must(gri_explain_why(&scene.view, &scene.page, &asked, 99, &err), &err);
    gri_text_init(&text);
    gri_writer_find("text")->write(&scene.page, &layout, &text);
    ck_assert(!scene.page.failed && !text.failed);
    node_count = 0;
    char *copy = gri_arena_copy(&scene.arena, text.at, text.length);
    take_all(copy);
    double number = worth(&nodes[0]);
    ck_assert_msg(fabs(number - stored) <= 1e-12 * fmax(1, fabs(stored)),
                  "%s: %.17g, not %.17g\n%.1500s", name, number, stored, text.at);
    gri_text_clear(&text);
}

static void open_random(struct gri_random *random, const struct kind *kind, size_t batch,
                        enum gri_optimizer optimizer)
{
    scene.problem = problem_draw(random, kind);
    scene.problem.hyper.batch = batch;
    scene.problem.hyper.optimizer = optimizer;
    scene.problem.hyper.momentum = 0.9;
    scene_open(&scene, NULL);
    scene.page.digits = 15;
}

START_TEST(the_tree_of_a_gradient_gives_the_gradient)
{
    struct gri_random random;
    struct kind kind;
    size_t number = 0, looked = 0;
    gri_random_seed(&random, 61, 0);
    leaves = 0;
    while (kind_at(&random, &number, &kind)) {
        if (gri_random_below(&random, 40) > 0)
            continue;
        for (size_t l = 0; l <= kind.depth; l++)
            kind.sizes[l] = kind.sizes[l] > 3 && kind.sizes[l] < 6 ? 2 : kind.sizes[l];
        if (kind.depth > 2 || kind.rows > 4)
            continue;
        open_random(&random, &kind, 0, GRI_SGD);
        check_tree("dL/dw1");
        check_tree("L");
        check_tree("w1new");
        check_tree(kind.sizes[kind.depth] > 1 ? "yhat2[1]" : "yhat[1]");
        looked++;
        scene_close(&scene);
    }
    ck_assert_uint_gt(looked, 20);
    ck_assert_uint_gt(leaves, 1000);
}
END_TEST

START_TEST(over_updates_too)
{
    struct gri_random random;
    const struct kind kind = {.depth = 2,
                              .sizes = {2, 2, 1},
                              .activations = {GRI_TANH, GRI_LINEAR},
                              .bias = true,
                              .loss = GRI_MSE,
                              .rows = 3};
    gri_random_seed(&random, 62, 0);
    for (int optimizer = 0; optimizer < GRI_OPTIMIZERS; optimizer++)
        for (size_t batch = 0; batch < 3; batch += 2) {
            open_random(&random, &kind, batch, (enum gri_optimizer)optimizer);
            scene_go(&scene, 3);
            scene.view.cursor = gri_cursor_start(2);
            check_tree("w5");
            check_tree("dL/dw1");
            check_tree("yhat[2]");
            check_tree("w6@2");
            scene_close(&scene);
        }
}
END_TEST

SUITE("explain/tree", the_tree_of_a_gradient_gives_the_gradient, over_updates_too)
