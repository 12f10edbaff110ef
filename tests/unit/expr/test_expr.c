#include "expr/expr.h"

#include "suite.h"

#include <stdint.h>

static struct gri_arena arena;

START_TEST(nothing_in_gives_nothing_out)
{
    gri_arena_init(&arena, 1 << 20);
    const struct gri_expr *one = gri_expr_number(&arena, 1, GRI_WRITTEN);
    const struct gri_expr *items[] = {one, NULL};
    ck_assert_ptr_nonnull(one);
    ck_assert_ptr_null(gri_expr_unary(&arena, GRI_NEGATE, NULL));
    ck_assert_ptr_null(gri_expr_binary(&arena, GRI_ADD, one, NULL));
    ck_assert_ptr_null(gri_expr_binary(&arena, GRI_ADD, NULL, one));
    ck_assert_ptr_null(gri_expr_times(&arena, GRI_DOT, NULL, one));
    ck_assert_ptr_null(gri_expr_call(&arena, "exp", NULL));
    ck_assert_ptr_null(gri_expr_call(&arena, "no such", one));
    ck_assert_ptr_null(gri_expr_matrix(&arena, 1, 2, items));
    ck_assert_ptr_null(gri_expr_matrix(&arena, SIZE_MAX, 2, items));
    ck_assert_ptr_null(gri_expr_matrix(&arena, 0, 2, items));
    ck_assert_ptr_null(gri_expr_boxed(&arena, NULL));
    gri_arena_clear(&arena);
}
END_TEST

START_TEST(trees_grow_to_their_height_and_no_further)
{
    gri_arena_init(&arena, 1 << 20);
    const struct gri_expr *tree = gri_expr_number(&arena, 1, GRI_WRITTEN), *item = tree;
    for (size_t height = 2; height <= GRI_EXPR_HEIGHT; height++) {
        tree = gri_expr_unary(&arena, GRI_NEGATE, tree);
        ck_assert_ptr_nonnull(tree);
        ck_assert_uint_eq(tree->height, height);
    }
    ck_assert_ptr_null(gri_expr_unary(&arena, GRI_NEGATE, tree));
    ck_assert_ptr_null(gri_expr_binary(&arena, GRI_ADD, item, tree));
    ck_assert_ptr_null(gri_expr_matrix(&arena, 1, 1, &tree));
    ck_assert_ptr_nonnull(gri_expr_boxed(&arena, tree));
    gri_arena_clear(&arena);
}
END_TEST

START_TEST(the_end_of_memory_gives_nothing)
{
    gri_arena_init(&arena, 0);
    ck_assert_ptr_null(gri_expr_number(&arena, 1, GRI_WRITTEN));
    ck_assert_ptr_null(gri_expr_symbol(&arena, NULL));
    gri_arena_clear(&arena);
}
END_TEST

SUITE("expr/expr", nothing_in_gives_nothing_out, trees_grow_to_their_height_and_no_further,
      the_end_of_memory_gives_nothing)
