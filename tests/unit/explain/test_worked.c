/* Every line of whole iterations, printed, read back and worked out. */
#include "explain/scene.h"

static struct scene scene;
static struct gr_err err;
static size_t lines_checked, nearly_seen;

/* What is said when a line is not right. */
static const char *about(const struct gri_worked *worked)
{
    const struct gri_net *net = scene.problem.net;
    const struct gri_hyper *hyper = &scene.problem.hyper;
    struct gri_text text;
    gri_text_init(&text);
    gri_text_addf(&text, "%s\n  loss %s, rounding %d %s, %zu rows, net %zu",
                  scene_line(&scene, worked), gri_losses[hyper->loss].name, hyper->rounding,
                  gri_rounding_names[hyper->policy], scene.problem.data->rows, net->inputs);
    for (size_t l = 0; l < net->depth; l++)
        gri_text_addf(&text, "-%zu%s", net->layer[l].units,
                      gri_activations[net->layer[l].activation].name);
    char *copy = gri_arena_copy(&scene.arena, text.at, text.length);
    gri_text_clear(&text);
    return copy;
}

static bool has_names(const struct gri_expr *expr)
{
    if (expr == NULL)
        return false;
    for (size_t n = 0; expr->kind == GRI_MATRIX && n < expr->rows * expr->cols; n++)
        if (has_names(expr->items[n]))
            return true;
    return expr->kind == GRI_SYMBOL || has_names(expr->a) || has_names(expr->b);
}

/* The text of an expression, read back and worked out. */
static struct gri_value read_back(const struct gri_expr *expr, enum gri_style style,
                                  const struct gri_worked *worked)
{
    struct gri_value value = {0};
    const char *text = scene_text(&scene, expr, style);
    const struct gri_expr *read = NULL;
    bool finite = strstr(text, "inf") == NULL && strstr(text, "nan") == NULL; /* no such numbers */
    enum gr_status status = GR_OK;
    if (finite)
        status = scene_parse(&scene, text, &read, &err);
    else
        read = expr;
    ck_assert_msg(status == GR_OK, "%s\n  in %s: %s", text, about(worked), err.message);
    status = gri_evaluate(read, &scene.scope, &scene.arena, &value, &err);
    ck_assert_msg(status == GR_OK, "%s\n  in %s: %s", text, about(worked), err.message);
    return value;
}

static bool close_to(double a, double b, double tolerance)
{
    return a == b || (!isfinite(a) && !isfinite(b)) || (isnan(a) && isnan(b)) ||
           fabs(a - b) <= tolerance * fmax(1, fmax(fabs(a), fabs(b)));
}

static bool shown_alike(double a, double b)
{
    struct gri_text left, right;
    gri_text_init(&left);
    gri_text_init(&right);
    gri_format_shown(&left, a, scene.page.digits);
    gri_format_shown(&right, b, scene.page.digits);
    bool alike = strcmp(left.at, right.at) == 0;
    gri_text_clear(&left);
    gri_text_clear(&right);
    return alike;
}

static double as_written(const struct gri_worked *worked, double number)
{
    return worked->rounded ? gri_round(number, worked->decimals, worked->policy) : number;
}

/* Does rounding hang on the last bits of this number, a half or a whole unit? Sums of another order
 * may then be written differently. */
static bool on_the_edge(const struct gri_worked *worked, double number)
{
    double halves = 2 * number * pow(10, worked->decimals);
    return worked->rounded && fabs(halves - round(halves)) <= 1e-9 * fmax(1, fabs(halves));
}

/* In full precision a formula gives the value; where numbers are rounded it does so up to what the
 * rounding of the terms of a loss explains. */
static void check_symbolic(const struct gri_worked *worked, const struct gri_expr *expr,
                           enum gri_style style, double value, bool is_loss)
{
    double full = read_back(expr, style, worked).at[0], got = as_written(worked, full);
    double unit = worked->rounded ? pow(10, -worked->decimals) : 0, slack = 1e-9;
    if (isnan(full) && !gri_losses[scene.problem.hyper.loss].of_error)
        return; /* 0 ln 0: nothing but its limit is 0 */
    if (worked->rounded)
        slack = is_loss ? 2.1 * unit * (double)scene.problem.net->outputs : 1e-12;
    if (worked->policy == GRI_TRUNCATE) /* the noise of a difference may have cost it a unit */
        slack = fmax(slack, 10 * unit);
    if (on_the_edge(worked, full) && fabs(full - value) <= 1.001 * unit)
        got = value;
    ck_assert_msg(close_to(got, value, slack), "%s\n  %s gives %.17g, not %.17g", about(worked),
                  scene_text(&scene, expr, style), got, value);
}

/* dL/dz is not written and so not rounded: a line made of it cannot be exact. */
static bool through_slope(const struct gri_expr *expr)
{
    if (expr == NULL)
        return false;
    if (expr->kind == GRI_SYMBOL)
        return expr->symbol->asked.derivative;
    return through_slope(expr->a) || through_slope(expr->b);
}

static bool of_written(const struct gri_worked *worked)
{
    const struct gri_step *step = worked->first;
    bool update = worked->name->kind == GRI_SYMBOL && worked->name->symbol->asked.of.made;
    while (step->next != NULL && has_names(step->next->expr))
        step = step->next;
    return update || !through_slope(step->expr); /* an update's dL/dw is written */
}

/* Numbers give the next numbers at the digits shown, or the line says nearly; as rounded, exactly.
 */
static void check_numeric(const struct gri_worked *worked, const struct gri_step *step,
                          enum gri_style style)
{
    struct gri_value now = read_back(step->expr, style, worked);
    struct gri_value next = read_back(step->next->expr, style, worked);
    ck_assert_uint_eq(now.rows * now.cols, next.rows * next.cols);
    bool alike = true;
    for (size_t n = 0; n < now.rows * now.cols; n++)
        alike = alike && shown_alike(as_written(worked, now.at[n]), next.at[n]);
    ck_assert_msg(alike == !step->next->nearly, "%s\n  %s gives %.17g, %s is shown", about(worked),
                  scene_text(&scene, step->expr, style), now.at[0],
                  scene_text(&scene, step->next->expr, style));
    bool exact = worked->rounded && of_written(worked) && !on_the_edge(worked, now.at[0]);
    ck_assert_msg(alike || !exact, "%s\n  is not exact", about(worked));
    nearly_seen += !alike;
}

/* The full number: of all samples, the cursor's. */
static double value_of(const struct gri_worked *worked)
{
    const struct gri_expr *last = worked->last->expr;
    if (worked->value != NULL)
        return worked->value->at[0];
    ck_assert(last->kind == GRI_MATRIX && last->rows == 1);
    return last->items[gri_cursor_row(&scene.view.cursor, last->cols)]->number;
}

static void check_worked(const struct gri_worked *worked)
{
    static const enum gri_style styles[] = {GRI_TEXT, GRI_ASCII};
    double value = value_of(worked);
    bool is_loss = worked->name->kind == GRI_SYMBOL && !worked->name->symbol->asked.derivative &&
                   worked->name->symbol->asked.of.what == GRI_Q_LOSS;
    lines_checked++;
    for (size_t n = 0; n < 2; n++) {
        check_symbolic(worked, worked->name, styles[n], value, is_loss);
        ck_assert_ptr_nonnull(worked->first);
        for (const struct gri_step *step = worked->first; step != NULL; step = step->next) {
            if (has_names(step->expr)) {
                ck_assert_msg(!step->nearly, "%s", about(worked));
                check_symbolic(worked, step->expr, styles[n], value, is_loss);
            } else if (step->next != NULL) {
                check_numeric(worked, step, styles[n]);
            }
        }
        ck_assert_msg(!has_names(worked->last->expr), "%s", about(worked));
        double shown = read_back(worked->last->expr, styles[n], worked).at[0];
        if (worked->value != NULL)
            ck_assert_msg(shown_alike(shown, value), "%s", about(worked));
    }
}

static void check_page(void)
{
    ck_assert(!scene.page.failed);
    ck_assert_ptr_nonnull(scene.page.first);
    for (const struct gri_block *block = scene.page.first; block != NULL; block = block->next)
        if (block->kind == GRI_WORKED)
            check_worked(block->worked);
}

/* Walk a whole iteration. */
static void check_iteration(void)
{
    struct gri_stages stages;
    do {
        struct gri_line line;
        scene_turn(&scene);
        must(gri_cursor_step(&scene.view.cursor, scene.timeline, &line, &err), &err);
        must(gri_explain_line(&scene.view, &scene.page, &line, &err), &err);
        check_page();
        stages = gri_cursor_stages(&scene.view.cursor, scene.timeline);
    } while (!gri_cursor_at_end(&scene.view.cursor, &stages));
}

/* Givens of one decimal; of a cross-entropy the targets are one-hot. */
static void make_tenths(struct problem *problem)
{
    struct gri_data *data = problem->data;
    size_t inputs = problem->net->inputs, outputs = problem->net->outputs;
    for (size_t n = 0; n < data->rows * data->cols; n++) {
        size_t row = n / data->cols, col = n % data->cols;
        data->at[n] = gri_round(data->at[n], 1, GRI_HALF_UP);
        if (problem->hyper.loss == GRI_CROSS_ENTROPY && col >= inputs)
            data->at[n] = row % outputs == col - inputs ? 1 : 0;
    }
    for (size_t p = 0; p < problem->net->parameters; p++)
        problem->parameters[p] = gri_round(problem->parameters[p], 1, GRI_HALF_UP);
}

/* The next random problem. Under rounding the givens have one decimal, so that errors are exact. */
static bool draw(struct gri_random *random, size_t *number, int rounding)
{
    struct kind kind;
    if (!kind_at(random, number, &kind))
        return false;
    for (size_t l = 0; l <= kind.depth; l++)
        kind.sizes[l] = 1 + gri_random_below(random, 4);
    if (kind.activations[kind.depth - 1] == GRI_SOFTMAX && kind.sizes[kind.depth] == 1)
        kind.sizes[kind.depth] = 2;
    scene.problem = problem_draw(random, &kind);
    if (rounding >= 0)
        make_tenths(&scene.problem);
    scene.problem.hyper.rounding = rounding;
    scene.problem.hyper.batch = gri_random_below(random, kind.rows + 1);
    scene.problem.hyper.shuffle = gri_random_below(random, 2) == 0;
    scene.problem.hyper.policy = (enum gri_rounding)gri_random_below(random, GRI_ROUNDINGS);
    return true;
}

static void check_networks(uint64_t seed, bool rounded, size_t stride)
{
    struct gri_random random;
    size_t number = 0, networks = 0;
    gri_random_seed(&random, seed, 0);
    for (;;) {
        number += gri_random_below(&random, stride);
        int rounding = rounded ? 1 + (int)gri_random_below(&random, 6) : GRI_ROUNDING_OFF;
        if (!draw(&random, &number, rounding))
            break;
        scene_open(&scene, NULL);
        scene.view.yhat_minus_y = gri_random_below(&random, 2) == 0;
        scene.page.digits = rounded ? rounding : 2 + (int)gri_random_below(&random, 5);
        check_iteration();
        check_iteration();
        networks++;
        scene_close(&scene);
    }
    ck_assert_uint_gt(networks, 10);
}

START_TEST(every_line_in_full_precision_gives_its_value)
{
    check_networks(1, false, 600);
    ck_assert_uint_gt(lines_checked, 1000);
    ck_assert_uint_gt(nearly_seen, 10);
}
END_TEST

START_TEST(every_line_under_rounding_is_exact)
{
    check_networks(2, true, 600);
    ck_assert_uint_gt(lines_checked, 1000);
}
END_TEST

SUITE("explain/worked", every_line_in_full_precision_gives_its_value,
      every_line_under_rounding_is_exact)
