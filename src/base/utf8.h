/* UTF-8: decoding, checking, columns on a screen. */
#ifndef GRI_BASE_UTF8_H
#define GRI_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define GRI_RUNE_BAD UINT32_MAX

/* The character at `text` (`length` > 0 bytes left): its code point and, in `*used`, its bytes; a
 * byte that begins no valid character gives GRI_RUNE_BAD and 1. Overlong forms and surrogates are
 * not valid. */
uint32_t gri_utf8_decode(const char *text, size_t length, size_t *used);

/* Bytes written to `out` (room for 4). */
size_t gri_utf8_encode(uint32_t rune, char *out);

/* Where the first invalid byte or NUL stands; `length` when there is none. */
size_t gri_utf8_check(const char *text, size_t length);

/* Characters in `length` bytes; an invalid byte counts as one. */
size_t gri_utf8_count(const char *text, size_t length);

/* Columns on a terminal: combining marks 0, wide characters 2, the rest 1. Our own small table of
 * combining marks and East Asian wide ranges: it must not depend on the locale. */
size_t gri_utf8_width(const char *text, size_t length);

#endif
