/* A view with everything behind it, and pages to look at. */
#ifndef GRADUS_TEST_EXPLAIN_SCENE_H
#define GRADUS_TEST_EXPLAIN_SCENE_H

#include "explain/explain.h"
#include "explain/name/notation.h"
#include "expr/parser.h"
#include "expr/print.h"
#include "net/problem.h"

#include <math.h>
#include <string.h>

struct scene {
    struct problem problem;
    struct gri_timeline *timeline;
    struct gri_view view;
    struct gri_scope scope;
    struct gri_arena arena;
    struct gri_page page;
};

/* For `scene->problem`, which becomes the scene's; `given` as for gri_timeline_new. */
static inline void scene_open(struct scene *scene, const bool *given)
{
    struct gr_err err;
    struct problem *problem = &scene->problem;
    must(gri_timeline_new(problem->net, problem->data, &problem->hyper, problem->parameters, given,
                          &scene->timeline, &err),
         &err);
    scene->view = (struct gri_view){.net = problem->net,
                                    .data = problem->data,
                                    .timeline = scene->timeline,
                                    .hyper = &problem->hyper,
                                    .cursor = gri_cursor_start(0),
                                    .notation = gri_notation_find("flat"),
                                    .digits = 4};
    scene->scope = gri_view_scope(&scene->view);
    gri_arena_init(&scene->arena, (size_t)64 << 20);
    gri_page_init(&scene->page, &scene->arena, &scene->scope, 4);
}

static inline void scene_close(struct scene *scene)
{
    gri_arena_clear(&scene->arena);
    gri_timeline_free(scene->timeline);
    problem_clear(&scene->problem);
}

/* A new page. */
static inline void scene_turn(struct scene *scene)
{
    int digits = scene->page.digits;
    gri_arena_reset(&scene->arena);
    gri_page_init(&scene->page, &scene->arena, &scene->scope, digits);
}

/* A network with these numbers; inputs, then targets, in the rows. */
static inline void scene_set(struct scene *scene, const size_t *sizes, size_t depth,
                             const enum gri_activation *activations, bool bias, enum gri_loss loss,
                             const double *parameters, const double *rows, size_t count)
{
    struct gr_err err;
    struct problem *problem = &scene->problem;
    static bool given[64];
    *problem = (struct problem){.hyper = plain_hyper(loss)};
    must(gri_net_new(sizes, depth, activations, bias, &problem->net, &err), &err);
    must(gri_data_new(rows, count, sizes[0] + sizes[depth], &problem->data, &err), &err);
    problem->parameters = calloc(problem->net->parameters, sizeof(double));
    ck_assert_ptr_nonnull(problem->parameters);
    memcpy(problem->parameters, parameters, problem->net->parameters * sizeof(double));
    memset(given, 1, sizeof given);
    ck_assert_uint_le(problem->net->parameters, sizeof given);
    problem->hyper.rate = 0.001;
    scene_open(scene, given);
}

static inline void scene_lottery(struct scene *scene)
{
    static const double parameters[] = {0.5, -0.3, 0.1, 2, 4, 2, 2, 3, 3}; /* W1 b1 W2 b2 */
    static const double rows[] = {16, 4, 98, 1, 4, 81, 16, 3, 26};
    scene_set(scene, (size_t[]){2, 2, 1}, 2, (enum gri_activation[]){GRI_LINEAR, GRI_LINEAR}, true,
              GRI_MSE, parameters, rows, 3);
    scene->page.digits = 2;
}

static inline enum gr_status scene_parse(struct scene *scene, const char *text,
                                         const struct gri_expr **expr, struct gr_err *err)
{
    struct gri_source source = {text, strlen(text), 0, strlen(text)};
    *err = (struct gr_err){0};
    return gri_parse(source, false, &scene->scope, &scene->arena, expr, err);
}

static inline const struct gri_expr *scene_read(struct scene *scene, const char *text)
{
    const struct gri_expr *expr = NULL;
    struct gr_err err;
    ck_assert_msg(scene_parse(scene, text, &expr, &err) == GR_OK, "%s: %s", text, err.message);
    return expr;
}

/* What a text is worth. */
static inline double scene_number(struct scene *scene, const char *text)
{
    struct gr_err err = {0};
    double number = 0;
    const struct gri_expr *expr = scene_read(scene, text);
    enum gr_status status = gri_evaluate_number(expr, &scene->scope, &scene->arena, &number, &err);
    ck_assert_msg(status == GR_OK, "%s: %s", text, err.message);
    return number;
}

/* The quantity that a name stands for. */
static inline struct gri_asked scene_asked(struct scene *scene, const char *text)
{
    const struct gri_expr *expr = scene_read(scene, text);
    ck_assert_msg(expr->kind == GRI_SYMBOL, "%s is no name", text);
    return expr->symbol->asked;
}

static inline char *scene_text(struct scene *scene, const struct gri_expr *expr,
                               enum gri_style style)
{
    struct gri_text text;
    gri_text_init(&text);
    gri_print(&text, expr, &scene->scope, style, scene->page.digits);
    ck_assert(!text.failed);
    char *copy = gri_arena_copy(&scene->arena, text.at, text.length);
    ck_assert_ptr_nonnull(copy);
    gri_text_clear(&text);
    return copy;
}

/* A worked line on one line: name = step ≈ step. */
static inline const char *scene_line(struct scene *scene, const struct gri_worked *worked)
{
    struct gri_text text;
    gri_text_init(&text);
    gri_text_add(&text, scene_text(scene, worked->name, GRI_TEXT));
    for (const struct gri_step *step = worked->first; step != NULL; step = step->next)
        gri_text_addf(&text, " %s %s", step->nearly ? "≈" : "=",
                      scene_text(scene, step->expr, GRI_TEXT));
    char *copy = gri_arena_copy(&scene->arena, text.at, text.length);
    ck_assert_ptr_nonnull(copy);
    gri_text_clear(&text);
    return copy;
}

/* The worked line of a name, on a new page. */
static inline const char *scene_explain(struct scene *scene, const char *name)
{
    struct gr_err err;
    scene_turn(scene);
    struct gri_asked asked = scene_asked(scene, name);
    must(gri_explain(&scene->view, &scene->page, 0, &asked, &err), &err);
    ck_assert(!scene->page.failed && scene->page.first->kind == GRI_WORKED);
    return scene_line(scene, scene->page.first->worked);
}

static inline void scene_go(struct scene *scene, size_t iterations)
{
    struct gr_err err;
    must(gri_timeline_run(scene->timeline, iterations, NULL, &err), &err);
    ck_assert_uint_eq(gri_timeline_done(scene->timeline), iterations);
}

#endif
