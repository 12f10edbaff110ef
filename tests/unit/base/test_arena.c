#include "base/arena.h"
#include "suite.h"

#include <stdint.h>
#include <string.h>

START_TEST(pieces_are_zeroed_aligned_and_apart)
{
    struct gri_arena arena;
    gri_arena_init(&arena, 1 << 20);
    unsigned char *before = NULL;
    for (size_t size = 0; size < 200; size++) {
        unsigned char *piece = gri_arena_take(&arena, 1, size);
        ck_assert_ptr_nonnull(piece);
        ck_assert_uint_eq((uintptr_t)piece % _Alignof(max_align_t), 0);
        ck_assert_ptr_ne(piece, before);
        for (size_t i = 0; i < size; i++)
            ck_assert_uint_eq(piece[i], 0);
        memset(piece, 0xff, size);
        before = piece;
    }
    gri_arena_clear(&arena);
}
END_TEST

START_TEST(zero_bytes_are_a_unique_pointer)
{
    struct gri_arena arena;
    gri_arena_init(&arena, 1 << 20);
    char *one = gri_arena_take(&arena, 0, 8), *two = gri_arena_take(&arena, 8, 0);
    ck_assert_ptr_nonnull(one);
    ck_assert_ptr_nonnull(two);
    ck_assert_ptr_ne(one, two);
    gri_arena_clear(&arena);
}
END_TEST

START_TEST(large_pieces_stand_whole)
{
    struct gri_arena arena;
    gri_arena_init(&arena, SIZE_MAX);
    char *small = gri_arena_take(&arena, 1, 100);
    ck_assert_ptr_nonnull(small);
    memset(small, 's', 100);
    char *large = gri_arena_take(&arena, 1000, 5000);
    ck_assert_ptr_nonnull(large);
    memset(large, 'l', 5000000);
    for (size_t i = 0; i < 100; i++)
        ck_assert_int_eq(small[i], 's');
    ck_assert_uint_ge(arena.held, 5000100);
    gri_arena_clear(&arena);
}
END_TEST

START_TEST(products_that_overflow_are_refused)
{
    struct gri_arena arena;
    gri_arena_init(&arena, SIZE_MAX);
    ck_assert_ptr_null(gri_arena_take(&arena, SIZE_MAX, 2));
    ck_assert_ptr_null(gri_arena_take(&arena, 2, SIZE_MAX));
    ck_assert_ptr_null(gri_arena_take(&arena, SIZE_MAX / 2 + 1, 2));
    ck_assert_ptr_null(gri_arena_take(&arena, SIZE_MAX, 1));
    ck_assert_ptr_null(gri_arena_take(&arena, 1, SIZE_MAX - 14));
    ck_assert_ptr_null(gri_arena_copy(&arena, "x", SIZE_MAX));
    ck_assert_uint_eq(arena.held, 0);
    gri_arena_clear(&arena);
}
END_TEST

START_TEST(never_more_is_held_than_the_limit)
{
    for (size_t limit = 0; limit < 3000; limit += 77) {
        struct gri_arena arena;
        gri_arena_init(&arena, limit);
        size_t taken = 0;
        while (gri_arena_take(&arena, 1, 48) != NULL)
            taken += 48;
        ck_assert_uint_le(taken, limit);
        ck_assert_uint_gt(taken + 48, limit - limit % 48);
        ck_assert_uint_le(arena.held, limit);
        gri_arena_clear(&arena);
        ck_assert_uint_eq(arena.held, 0);
        ck_assert_uint_eq(arena.limit, limit);
    }
}
END_TEST

START_TEST(a_limit_holds_over_many_chunks)
{
    struct gri_arena arena;
    gri_arena_init(&arena, 3000000);
    size_t taken = 0;
    while (gri_arena_take(&arena, 1, 1008) != NULL)
        taken += 1008;
    ck_assert_uint_le(taken, 3000000);
    ck_assert_uint_gt(taken, 2900000);
    ck_assert_uint_le(arena.held, 3000000);
    gri_arena_clear(&arena);
}
END_TEST

START_TEST(reset_keeps_the_first_chunk_and_zeroes_it)
{
    struct gri_arena arena;
    gri_arena_init(&arena, 1 << 24);
    char *first = gri_arena_take(&arena, 1, 500);
    ck_assert_ptr_nonnull(first);
    size_t held = arena.held;
    for (int round = 0; round < 3; round++) {
        memset(first, 'x', 500);
        for (int i = 0; i < 50; i++) {
            char *piece = gri_arena_take(&arena, 1, 10000);
            ck_assert_ptr_nonnull(piece);
            memset(piece, 'y', 10000);
        }
        gri_arena_reset(&arena);
        ck_assert_uint_eq(arena.held, held);
        ck_assert_ptr_eq(gri_arena_take(&arena, 1, 500), first);
        for (size_t i = 0; i < 500; i++)
            ck_assert_int_eq(first[i], 0);
    }
    gri_arena_clear(&arena);
}
END_TEST

START_TEST(an_untouched_arena_can_be_reset_and_cleared)
{
    struct gri_arena arena;
    gri_arena_init(&arena, 100);
    gri_arena_reset(&arena);
    gri_arena_clear(&arena);
    gri_arena_clear(&arena);
    ck_assert_uint_eq(arena.held, 0);
}
END_TEST

START_TEST(copies_end_in_a_nul)
{
    struct gri_arena arena;
    gri_arena_init(&arena, 1 << 20);
    ck_assert_str_eq(gri_arena_copy(&arena, "gradus ad", 6), "gradus");
    ck_assert_str_eq(gri_arena_copy(&arena, NULL, 0), "");
    char *with_nul = gri_arena_copy(&arena, "a\0b", 3);
    ck_assert_mem_eq(with_nul, "a\0b", 4);
    gri_arena_clear(&arena);
}
END_TEST

SUITE("base/arena", pieces_are_zeroed_aligned_and_apart, zero_bytes_are_a_unique_pointer,
      large_pieces_stand_whole, products_that_overflow_are_refused,
      never_more_is_held_than_the_limit, a_limit_holds_over_many_chunks,
      reset_keeps_the_first_chunk_and_zeroes_it, an_untouched_arena_can_be_reset_and_cleared,
      copies_end_in_a_nul)
