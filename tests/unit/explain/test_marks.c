#include "explain/scene.h"

#include "explain/formula/marks.h"

#include <ctype.h>

static struct scene scene;
static struct gr_err err;
static struct gri_marks marks;

/* Step to the line that `lines` of the iteration come before, as a reader would. */
static void step_to(size_t lines)
{
    struct gri_line line;
    scene_turn(&scene);
    scene.view.cursor = gri_cursor_start(0);
    for (size_t n = 0; n <= lines; n++)
        must(gri_cursor_step(&scene.view.cursor, scene.timeline, &line, &err), &err);
    scene.view.stepped = scene.view.cursor;
    must(gri_marks_here(&scene.view, &scene.arena, &marks, &err), &err);
}

/* "x1[2]": r, w or - */
static char role_of(const char *name)
{
    struct gri_asked asked = scene_asked(&scene, name);
    size_t sample = asked.of.sample;
    return "-rw"[gri_marks_role(&marks, &asked, sample)];
}

static void expect_roles(size_t lines, const char *const *names, const char *roles)
{
    step_to(lines);
    for (size_t n = 0; names[n] != NULL; n++)
        ck_assert_msg(role_of(names[n]) == roles[n], "line %zu, %s: %c", lines, names[n],
                      role_of(names[n]));
}

START_TEST(a_line_of_a_sample_reads_that_sample)
{
    static const char *const names[] = {"x1[1]", "x1[2]", "w1",      "w2",   "b1",   "b2", "h1[1]",
                                        "h1[2]", "h2[1]", "yhat[1]", "e[1]", "e[2]", NULL};
    scene_lottery(&scene);
    expect_roles(0, names, "r-r-r-w-----"); /* h1 of sample 1 */
    expect_roles(1, names, "r--r-r--w---"); /* h2 */
    expect_roles(2, names, "------r-rw--"); /* yhat */
    expect_roles(3, names, "---------rw-"); /* e */
    expect_roles(5, names, "-rr-r--w----"); /* h1 of sample 2 */
    scene_close(&scene);
}
END_TEST

START_TEST(the_loss_and_the_gradients_read_every_sample)
{
    static const char *const names[] = {"e[1]", "e[3]",   "h1[1]", "h1[3]", "yhat[1]",
                                        "MSE",  "dL/dw5", "w5",    "w5new", NULL};
    scene_lottery(&scene);
    expect_roles(15, names, "rr---w---"); /* MSE */
    expect_roles(18, names, "rrrr--w--"); /* dL/dw5 */
    expect_roles(19, names, "------rrw"); /* w5new */
    scene_close(&scene);
}
END_TEST

/* Does the name stand in the text by itself? */
static bool stands_in(const char *text, const char *name)
{
    for (const char *at = text; (at = strstr(at, name)) != NULL; at++) {
        bool begins = at == text || !isalnum((unsigned char)at[-1]);
        if (begins && !isalnum((unsigned char)at[strlen(name)]) && at[strlen(name)] != '_')
            return true;
    }
    return false;
}

START_TEST(parameters_are_marked_where_the_formula_names_them)
{
    static const char *const names[] = {"w1", "w2", "w3", "w4", "w5", "w6", "b1", "b2", "b3", NULL};
    struct gri_stages stages;
    size_t all = 0;
    scene_lottery(&scene);
    stages = gri_cursor_stages(&scene.view.cursor, scene.timeline);
    for (size_t stage = 0; stage < gri_stage_count(&stages); stage++)
        all += gri_stage_lines(&stages, stage, NULL, 0);
    ck_assert_uint_gt(all, 30);
    for (size_t n = 0; n < all; n++) {
        struct gri_line line;
        struct gri_formula formula;
        bool any;
        step_to(n);
        must(gri_cursor_line(&scene.view.cursor, scene.timeline, &line, &any, &err), &err);
        ck_assert(any && marks.any);
        must(gri_formula(&scene.view, &scene.arena, &line.asked, &formula, &err), &err);
        const char *text = formula.operands != NULL
                               ? scene_text(&scene, formula.operands, GRI_ASCII)
                               : "";
        for (size_t k = 0; names[k] != NULL; k++)
            ck_assert_msg((role_of(names[k]) == 'r') == stands_in(text, names[k]),
                          "line %zu, %s, %s", n, text, names[k]);
    }
    scene_close(&scene);
}
END_TEST

START_TEST(nothing_is_marked_where_nobody_stepped)
{
    scene_lottery(&scene);
    step_to(3);
    ck_assert(marks.any);
    scene.view.cursor.line++;
    must(gri_marks_here(&scene.view, &scene.arena, &marks, &err), &err);
    ck_assert(!marks.any);
    ck_assert_int_eq(role_of("e[1]"), '-');
    scene.view.stepped = scene.view.cursor = gri_cursor_start(0);
    must(gri_marks_here(&scene.view, &scene.arena, &marks, &err), &err);
    ck_assert(!marks.any);
    scene_close(&scene);
}
END_TEST

/* The roles of a row, a letter a column. */
static void expect_row(const struct gri_table *table, size_t row, const char *roles)
{
    for (size_t k = 0; k < table->columns; k++)
        ck_assert_msg("-rw"[table->row[row][k].role] == roles[k], "row %zu, column %zu", row, k);
}

START_TEST(the_tables_carry_the_marks_and_say_what_they_are)
{
    scene_lottery(&scene);
    step_to(0);
    must(gri_explain_table(&scene.view, &scene.page, &err), &err);
    expect_row(scene.page.first->table, 0, "-rr-w---");
    expect_row(scene.page.first->table, 1, "--------");
    ck_assert_int_eq(scene.page.last->kind, GRI_REMARK);
    step_to(15);
    must(gri_explain_loss_table(&scene.view, &scene.page, &err), &err);
    expect_row(scene.page.first->table, 0, "---r-");
    expect_row(scene.page.first->table, 4, "----w");
    step_to(19);
    must(gri_explain_gradients(&scene.view, &scene.page, &err), &err);
    expect_row(scene.page.first->table, 6, "-rrw");
    step_to(1);
    must(gri_explain_gradients(&scene.view, &scene.page, &err), &err);
    ck_assert_int_eq(scene.page.last->kind, GRI_REMARK);
    expect_row(scene.page.first->table, 1, "-r--");
    scene.view.stepped = gri_cursor_start(7);
    scene_turn(&scene);
    must(gri_explain_gradients(&scene.view, &scene.page, &err), &err);
    expect_row(scene.page.first->table, 1, "----");
    ck_assert_int_eq(scene.page.last->kind, GRI_TABLE);
    scene_close(&scene);
}
END_TEST

SUITE("explain/marks", a_line_of_a_sample_reads_that_sample,
      the_loss_and_the_gradients_read_every_sample,
      parameters_are_marked_where_the_formula_names_them, nothing_is_marked_where_nobody_stepped,
      the_tables_carry_the_marks_and_say_what_they_are)
