/* Memory that is taken piece by piece and given back at once. */
#ifndef GRI_BASE_ARENA_H
#define GRI_BASE_ARENA_H

#include <stddef.h>

struct gri_chunk;

/* `limit` bounds the bytes ever held; tests lower it to make the n-th allocation fail. */
struct gri_arena {
    struct gri_chunk *head;
    size_t held, limit;
};

void gri_arena_init(struct gri_arena *arena, size_t limit);
void gri_arena_clear(struct gri_arena *arena);

/* Forget everything taken, keep the first chunk for the next use. */
void gri_arena_reset(struct gri_arena *arena);

/* `count` things of `size` bytes, zeroed, aligned for any type, or NULL: no memory, over the limit,
 * or count*size overflows. Zero bytes give a unique pointer. */
void *gri_arena_take(struct gri_arena *arena, size_t count, size_t size)
    __attribute__((malloc, warn_unused_result));

/* A NUL-terminated copy of `length` bytes, or NULL. */
char *gri_arena_copy(struct gri_arena *arena, const char *text, size_t length);

#endif
