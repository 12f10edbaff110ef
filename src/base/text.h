/* A growing string. Failure sticks: add freely, look at `failed` once at the end. */
#ifndef GRI_BASE_TEXT_H
#define GRI_BASE_TEXT_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* `at` is always NUL-terminated (and never NULL); NULs inside count. */
struct gri_text {
    char *at;
    size_t length, capacity;
    bool failed;
};

void gri_text_init(struct gri_text *text);
void gri_text_clear(struct gri_text *text); /* frees; `text` is then as after init */
void gri_text_reset(struct gri_text *text); /* empty and not failed, memory kept */

void gri_text_add(struct gri_text *text, const char *string);
void gri_text_add_bytes(struct gri_text *text, const char *bytes, size_t length);
void gri_text_add_repeated(struct gri_text *text, const char *string, size_t times);
void gri_text_add_rune(struct gri_text *text, uint32_t rune); /* as UTF-8 */
void gri_text_addf(struct gri_text *text, const char *format, ...) GRI_PRINTF(2, 3);
void gri_text_cut(struct gri_text *text, size_t length); /* shorten to `length` bytes */

#endif
