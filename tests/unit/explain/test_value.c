/* Values by name: against numbers worked by hand, and against differences. */
#include "explain/scene.h"
#include "trace/branch.h"
#include "fixture.h"

static struct scene scene;
static struct gr_err err;

/* "h1[2]@3" for a row of the table. */
static void name_of(const struct fixture *row, char *name, size_t room)
{
    bool error = strcmp(row->field[0], "err") == 0, square = strcmp(row->field[0], "sqerr") == 0;
    int used = snprintf(name, room, "%s", error || square ? "e" : row->field[0]);
    if (strcmp(row->field[2], "0") != 0)
        used += snprintf(name + used, room - (size_t)used, "[%s]", row->field[2]);
    if (strcmp(row->field[1], "0") != 0)
        used += snprintf(name + used, room - (size_t)used, "@%s", row->field[1]);
    if (square)
        snprintf(name + used, room - (size_t)used, "^2");
}

static void check_deck(bool rounded)
{
    struct fixture row;
    char name[64];
    size_t rows = 0;
    fixture_open(&row, "lottery.tsv");
    ck_assert(fixture_next(&row)); /* the header */
    for (; fixture_next(&row); rows++) {
        name_of(&row, name, sizeof name);
        double should = strtod(row.field[rounded ? 4 : 3], NULL);
        double is = scene_number(&scene, name);
        if (rounded)
            is = gri_round(is, 2, GRI_HALF_UP);
        ck_assert_msg(rounded ? is == should : fabs(is - should) <= 1e-12 * fabs(should),
                      "%s is %.17g, not %.17g", name, is, should);
        gri_arena_reset(&scene.arena);
    }
    ck_assert_uint_eq(rows, 120);
}

START_TEST(the_deck_is_right_wherever_the_cursor_stands)
{
    for (int rounded = 0; rounded < 2; rounded++) {
        scene_lottery(&scene);
        if (rounded) {
            size_t left;
            scene.problem.hyper.rounding = 2;
            must(gri_timeline_change(scene.timeline, 0,
                                     &(struct gri_change){.hyper = &scene.problem.hyper}, &left,
                                     &err),
                 &err);
        }
        scene_go(&scene, 3);
        for (size_t t = 0; t <= 3; t++)
            for (size_t stage = 0; stage < 6; stage += 2) {
                scene.view.cursor = gri_cursor_start(t);
                scene.view.cursor.stage = stage;
                check_deck(rounded);
            }
        scene_close(&scene);
    }
}
END_TEST

START_TEST(a_bare_name_is_of_the_cursors_sample_and_iteration)
{
    scene_lottery(&scene);
    scene_go(&scene, 2);
    scene.view.cursor.stage = 1;
    ck_assert(scene_number(&scene, "h1") == scene_number(&scene, "h1[2]@1"));
    ck_assert(scene_number(&scene, "h1@2") == scene_number(&scene, "h1[2]@2"));
    scene.view.cursor.t = 1;
    ck_assert(scene_number(&scene, "h1") == scene_number(&scene, "h1[2]@2"));
    ck_assert(scene_number(&scene, "MSE") == scene_number(&scene, "MSE@2"));
    ck_assert(scene_number(&scene, "w5") == scene_number(&scene, "w5@2"));
    ck_assert(scene_number(&scene, "w5") == scene_number(&scene, "w5new@1"));
    ck_assert(scene_number(&scene, "w5new") == scene_number(&scene, "w5@3"));
    scene.view.cursor.stage = 9; /* after the forward pass: the last */
    ck_assert(scene_number(&scene, "h1") == scene_number(&scene, "h1[3]@2"));
    ck_assert(scene_number(&scene, "N") == 3 && scene_number(&scene, "alpha") == 0.001);
    scene_close(&scene);
}
END_TEST

START_TEST(whole_matrices_are_their_numbers)
{
    static const char *const alike[][2] = {
        {"X*W[1] + b[1] - H[1]", "[0 0; 0 0; 0 0]"},
        {"H[1]*W[2] + b[2] - Yhat", "[0; 0; 0]"},
        {"H[1][2] - [h1[2] h2[2]]", "[0 0]"},
        {"W[1] - [w1 w2; w3 w4]", "[0 0; 0 0]"},
        {"b[1]", "[b1 b2]"},
        {"Y", "[98; 81; 26]"},
        {"dL/dW[2]", "[dL/dw5; dL/dw6]"},
        {"dL/dW[1][2]", "[dL/dw1[2] dL/dw2[2]; dL/dw3[2] dL/dw4[2]]"},
        {"dL/db[1]", "[dL/db1 dL/db2]"},
        {"H[1]' * (-2/3*(Y - Yhat))", "dL/dW[2]"},
        {"W[1]_new", "W[1]@2"},
    };
    scene_lottery(&scene);
    scene_go(&scene, 1);
    for (size_t n = 0; n < sizeof alike / sizeof *alike; n++) {
        struct gri_value a, b;
        for (size_t k = 0; k < 2; k++) {
            const struct gri_expr *expr = NULL;
            if (scene_parse(&scene, alike[n][k], &expr, &err) != GR_OK)
                ck_assert_msg(n + 1 == sizeof alike / sizeof *alike, "%s: %s", alike[n][k],
                              err.message); /* a matrix has no new value of its own name */
            if (expr == NULL)
                break;
            must(gri_evaluate(expr, &scene.scope, &scene.arena, k == 0 ? &a : &b, &err), &err);
            if (k == 1) {
                ck_assert_msg(a.rows == b.rows && a.cols == b.cols, "%s", alike[n][0]);
                for (size_t i = 0; i < a.rows * a.cols; i++)
                    ck_assert_double_eq_tol(a.at[i], b.at[i], 1e-9);
            }
        }
    }
    scene_close(&scene);
}
END_TEST

START_TEST(shares_add_up_to_the_gradient)
{
    scene_lottery(&scene);
    static const char *const sums[][2] = {
        {"dL/dw5[1] + dL/dw5[2] + dL/dw5[3]", "dL/dw5"},
        {"dL/db3[1] + dL/db3[2] + dL/db3[3]", "dL/db3"},
        {"dL/dw1[1] + dL/dw1[2] + dL/dw1[3]", "dL/dw1"},
        {"MSE[1] + MSE[2] + MSE[3]", "MSE"},
        {"dL/dyhat[1] + dL/dyhat[2] + dL/dyhat[3]", "dL/db3"},
        {"sum(dL/dyhat * dyhat/dh1 * dh1/dw1)", "dL/dw1"},
        {"-2/3 * sum((y-yhat)*h1)", "dL/dw5"},
        {"w5 - alpha * dL/dw5", "w5new"},
        {"mean((y-yhat)^2)", "MSE"},
        {"sum(dL/dw5_i)", "dL/dw5"},
    };
    for (size_t n = 0; n < sizeof sums / sizeof *sums; n++)
        ck_assert_double_eq_tol(scene_number(&scene, sums[n][0]), scene_number(&scene, sums[n][1]),
                                1e-9);
    scene_close(&scene);
}
END_TEST

/* What is nudged: a number, by so much. */
struct nudge {
    struct gri_quantity at;
    double by;
};

/* The forward pass of a sample, z and h of all units in `z` and `h`, one number nudged. */
static void forward(size_t sample, const struct nudge *nudge, double *z, double *h)
{
    const struct gri_net *net = scene.problem.net;
    const struct gri_quantity *q = &nudge->at;
    double x[16], parameters[256];
    memcpy(x, scene.problem.data->at + sample * scene.problem.data->cols, net->inputs * sizeof *x);
    memcpy(parameters, scene.problem.parameters, net->parameters * sizeof *parameters);
    if (q->what == GRI_Q_INPUT)
        x[q->unit] += nudge->by;
    if (gri_quantity_is_parameter(q)) {
        struct gri_place place = {q->layer, q->row, q->unit, q->what == GRI_Q_BIAS};
        parameters[gri_net_parameter(net, place)] += nudge->by;
    }
    const double *in = x;
    for (size_t l = 0; l < net->depth; l++) {
        const struct gri_layer *layer = &net->layer[l];
        double *sum = z + layer->first_unit, *out = h + layer->first_unit;
        for (size_t k = 0; k < layer->units; k++) {
            sum[k] = net->bias ? parameters[layer->b + k] : 0;
            for (size_t i = 0; i < layer->inputs; i++)
                sum[k] += in[i] * parameters[layer->w + i * layer->units + k];
        }
        if (q->what == GRI_Q_SUM && q->layer == l)
            sum[q->unit] += nudge->by;
        gri_activate(layer->activation, sum, layer->units, out);
        if (q->what == GRI_Q_OUT && q->layer == l)
            out[q->unit] += nudge->by;
        in = out;
    }
}

/* The number asked for: z, h, the error, a sample's share of the loss. */
static double outcome(const struct gri_quantity *of, size_t sample, const struct nudge *nudge)
{
    const struct gri_net *net = scene.problem.net;
    const struct gri_layer *last = &net->layer[net->depth - 1];
    const double *y = scene.problem.data->at + sample * scene.problem.data->cols + net->inputs;
    double z[64], h[64], sum = 0;
    forward(sample, nudge, z, h);
    if (of->what == GRI_Q_SUM)
        return z[net->layer[of->layer].first_unit + of->unit];
    if (of->what == GRI_Q_OUT)
        return h[net->layer[of->layer].first_unit + of->unit];
    const double *p = h + last->first_unit;
    if (of->what == GRI_Q_ERROR)
        return scene.view.yhat_minus_y ? p[of->unit] - y[of->unit] : y[of->unit] - p[of->unit];
    const struct gri_loss_row *loss = &gri_losses[scene.problem.hyper.loss];
    for (size_t k = 0; k < net->outputs; k++)
        sum += loss->term(y[k], p[k], y[k] - p[k]);
    return loss->share * sum /
           gri_loss_divisor(scene.problem.hyper.loss, scene.problem.data->rows, net->outputs);
}

/* To one side. */
static double slope(const struct gri_quantity *of, const struct gri_quantity *by, size_t sample,
                    double step)
{
    struct nudge none = {*by, 0}, nudge = {*by, step};
    return (outcome(of, sample, &nudge) - outcome(of, sample, &none)) / step;
}

static size_t compared;

static void check_derivative(struct gri_quantity of, const struct gri_quantity *by, size_t sample)
{
    double number, up = slope(&of, by, sample, 1e-6), down = slope(&of, by, sample, -1e-6);
    double mean = (up + down) / 2;
    if (!isfinite(mean) || fabs(up - down) > 1e-5 * fmax(1, fabs(mean)))
        return; /* a bend within the step */
    of.sample = sample + 1;
    struct gri_asked asked = {of, true, *by};
    must(gri_view_number(&scene.view, &scene.arena, &asked, GRI_NO_ROW, &number, &err), &err);
    ck_assert_msg(fabs(number - mean) <= 1e-5 * fmax(1, fabs(mean)),
                  "what %d layer %zu unit %zu by what %d layer %zu unit %zu: %.17g, not %.17g",
                  (int)of.what, of.layer, of.unit, (int)by->what, by->layer, by->unit, number,
                  mean);
    compared++;
}

/* By everything there is. */
static void check_derivatives(struct gri_quantity of, size_t sample)
{
    const struct gri_net *net = scene.problem.net;
    for (size_t k = 0; k < net->inputs; k++)
        check_derivative(of, &(struct gri_quantity){.what = GRI_Q_INPUT, .unit = k}, sample);
    for (size_t p = 0; p < net->parameters; p++) {
        struct gri_quantity by = gri_explain_parameter(net, p);
        check_derivative(of, &by, sample);
    }
    for (size_t l = 0; l < net->depth; l++)
        for (size_t k = 0; k < net->layer[l].units; k++) {
            struct gri_quantity z = {.what = GRI_Q_SUM, .layer = l, .unit = k};
            struct gri_quantity h = {.what = GRI_Q_OUT, .layer = l, .unit = k};
            if (of.what != GRI_Q_SUM || of.layer != l)
                check_derivative(of, &h, sample);
            if (of.what == GRI_Q_SUM || of.what == GRI_Q_OUT ? of.layer >= l : true)
                check_derivative(of, &z, sample);
        }
}

START_TEST(derivatives_are_those_of_differences)
{
    struct gri_random random;
    struct kind kind;
    size_t number = 0;
    gri_random_seed(&random, 31, 0);
    for (number = 0; kind_at(&random, &number, &kind); number += gri_random_below(&random, 120)) {
        for (size_t l = 0; l <= kind.depth; l++)
            kind.sizes[l] = kind.sizes[l] > 3 ? 3 : kind.sizes[l];
        scene.problem = problem_draw(&random, &kind);
        scene_open(&scene, NULL);
        scene.view.yhat_minus_y = gri_random_below(&random, 2) == 0;
        const struct gri_net *net = scene.problem.net;
        size_t sample = gri_random_below(&random, kind.rows);
        for (size_t l = 0; l < net->depth; l++)
            for (size_t k = 0; k < net->layer[l].units; k++) {
                check_derivatives((struct gri_quantity){.what = GRI_Q_OUT, .layer = l, .unit = k},
                                  sample);
                check_derivatives((struct gri_quantity){.what = GRI_Q_SUM, .layer = l, .unit = k},
                                  sample);
            }
        for (size_t k = 0; k < net->outputs; k++)
            check_derivatives((struct gri_quantity){.what = GRI_Q_ERROR, .unit = k}, sample);
        check_derivatives((struct gri_quantity){.what = GRI_Q_LOSS}, sample);
        scene_close(&scene);
    }
    ck_assert_uint_gt(compared, 10000);
}
END_TEST

START_TEST(another_iterations_sample_is_the_cursors)
{
    scene_lottery(&scene);
    struct gri_hyper hyper = scene.problem.hyper;
    size_t left;
    hyper.batch = 1;
    scene.problem.hyper = hyper;
    must(gri_timeline_change(scene.timeline, 0, &(struct gri_change){.hyper = &hyper}, &left, &err),
         &err);
    scene_go(&scene, 5);
    scene.view.cursor = gri_cursor_start(4); /* sample 2 of epoch 2 */
    ck_assert(scene_number(&scene, "x1") == 1);
    ck_assert(scene_number(&scene, "h1@1") == 1 * 0.5 + 4 * 0.1 + 4); /* at the start */
    ck_assert(scene_number(&scene, "h1@1") == scene_number(&scene, "h1[2]@1"));
    ck_assert(scene_number(&scene, "yhat@1.3") == scene_number(&scene, "yhat[2]@1.3"));
    ck_assert(scene_number(&scene, "dyhat/dw1@1") == 2 * 1);
    const struct gri_expr *expr = scene_read(&scene, "dL/dw5[1]"); /* not in this batch */
    double number;
    ck_assert_int_eq(gri_evaluate_number(expr, &scene.scope, &scene.arena, &number, &err),
                     GR_E_RANGE);
    ck_assert(scene_number(&scene, "dL/dw5[2]") == scene_number(&scene, "dL/dw5"));
    double mean = (scene_number(&scene, "MSE@1.1") + scene_number(&scene, "MSE@1.2") +
                   scene_number(&scene, "MSE@1.3")) /
                  3;
    ck_assert_double_eq_tol(scene_number(&scene, "MSE@1"), mean, 1e-9 * mean);
    scene_close(&scene);
}
END_TEST

SUITE("explain/value", the_deck_is_right_wherever_the_cursor_stands,
      a_bare_name_is_of_the_cursors_sample_and_iteration, whole_matrices_are_their_numbers,
      shares_add_up_to_the_gradient, derivatives_are_those_of_differences,
      another_iterations_sample_is_the_cursors)
