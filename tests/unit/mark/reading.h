/* What was read of a page, on one line. */
#ifndef GRADUS_TEST_MARK_READING_H
#define GRADUS_TEST_MARK_READING_H

#include "explain/scene.h"
#include "mark/sheet.h"

static struct scene scene;
static struct gri_sheet sheet;

/* `left = segment = …`, claims with " | " between them; what cannot be read is a "?", a cell of a
 * table begins with a "#". */
static inline const char *reading(const char *page, size_t length)
{
    struct gr_err err;
    struct gri_text text;
    gri_text_init(&text);
    gri_arena_reset(&scene.arena);
    /* A copy without a byte behind it: reading outside of the page is seen. */
    char *exact = malloc(length > 0 ? length : 1);
    ck_assert_ptr_nonnull(exact);
    memcpy(exact, page, length);
    must(gri_sheet_read(&scene.view, &scene.arena, "page", exact, length, &sheet, &err), &err);
    free(exact);
    for (const struct gri_claim *c = sheet.first; c != NULL; c = c->next) {
        gri_text_addf(&text, "%s%s", c == sheet.first ? "" : " | ", c->cell ? "#" : "");
        gri_text_add(&text, c->left != NULL ? scene_text(&scene, c->left, GRI_ASCII) : "?");
        for (size_t n = 0; n < c->count; n++) {
            const struct gri_expr *expr = c->segments[n].expr;
            gri_text_add(&text, " = ");
            gri_text_add(&text, expr != NULL ? scene_text(&scene, expr, GRI_ASCII) : "?");
        }
    }
    ck_assert(!text.failed);
    char *copy = gri_arena_copy(&scene.arena, text.at, text.length);
    ck_assert_ptr_nonnull(copy);
    gri_text_clear(&text);
    return copy;
}

struct page {
    const char *text, *read;
};

/* In the lottery's network, with batches of this many samples (0: all). */
static inline void check_pages(const struct page *pages, size_t count, size_t batch)
{
    scene_lottery(&scene);
    scene.problem.hyper.batch = batch;
    for (size_t n = 0; n < count; n++) {
        const char *read = reading(pages[n].text, strlen(pages[n].text));
        ck_assert_msg(strcmp(read, pages[n].read) == 0, "%s\nwas read as %s\nnot as %s",
                      pages[n].text, read, pages[n].read);
    }
    scene_close(&scene);
}

#define CHECK_PAGES(pages, batch) check_pages(pages, sizeof(pages) / sizeof *(pages), batch)

#endif
