#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { UNIT = alignof(max_align_t), SMALLEST = 16 * 1024, LARGEST = 1024 * 1024 };

/* Bytes from `used` on are zero: a piece is zeroed by being taken. */
struct gri_chunk {
    struct gri_chunk *older;
    size_t size, used;
    alignas(max_align_t) unsigned char bytes[];
};

void gri_arena_init(struct gri_arena *arena, size_t limit)
{
    *arena = (struct gri_arena){.head = NULL, .held = 0, .limit = limit};
}

/* Frees down to the oldest chunk and returns that (NULL: there was none). */
static struct gri_chunk *free_newer(struct gri_chunk *chunk)
{
    while (chunk != NULL && chunk->older != NULL) {
        struct gri_chunk *older = chunk->older;
        free(chunk);
        chunk = older;
    }
    return chunk;
}

void gri_arena_clear(struct gri_arena *arena)
{
    free(free_newer(arena->head));
    gri_arena_init(arena, arena->limit);
}

void gri_arena_reset(struct gri_arena *arena)
{
    struct gri_chunk *first = free_newer(arena->head);
    arena->head = first;
    if (first == NULL)
        return;
    memset(first->bytes, 0, first->used);
    first->used = 0;
    arena->held = first->size;
}

/* Chunks grow with what is held, so that there are few, but never past the limit. */
static struct gri_chunk *add_chunk(struct gri_arena *arena, size_t need)
{
    size_t left = arena->limit > arena->held ? arena->limit - arena->held : 0;
    if (need > left || need > SIZE_MAX - sizeof(struct gri_chunk))
        return NULL;
    size_t size = arena->held < SMALLEST ? SMALLEST : arena->held > LARGEST ? LARGEST : arena->held;
    if (size > left)
        size = left;
    if (size < need)
        size = need;
    struct gri_chunk *chunk = calloc(1, sizeof *chunk + size);
    if (chunk == NULL)
        return NULL;
    chunk->older = arena->head;
    chunk->size = size;
    arena->head = chunk;
    arena->held += size;
    return chunk;
}

void *gri_arena_take(struct gri_arena *arena, size_t count, size_t size)
{
    if (size != 0 && count > (SIZE_MAX - UNIT) / size)
        return NULL;
    size_t need = (count * size + UNIT - 1) / UNIT * UNIT;
    if (need == 0)
        need = UNIT;
    struct gri_chunk *chunk = arena->head;
    if (chunk == NULL || need > chunk->size - chunk->used)
        chunk = add_chunk(arena, need);
    if (chunk == NULL)
        return NULL;
    void *piece = chunk->bytes + chunk->used;
    chunk->used += need;
    return piece;
}

char *gri_arena_copy(struct gri_arena *arena, const char *text, size_t length)
{
    if (length == SIZE_MAX)
        return NULL;
    char *copy = gri_arena_take(arena, length + 1, 1);
    if (copy != NULL && length > 0)
        memcpy(copy, text, length);
    return copy;
}
