/* Words among the working: remarks behind a value, words before a name. */
#ifndef GRI_MARK_WORDS_H
#define GRI_MARK_WORDS_H

#include "mark/read/read.h"

/* The word at `at` of `plain`, if it is none of mathematics: its bytes, else 0. */
size_t gri_prose_word(struct gri_reading *reading, size_t at, size_t to);

/* Where the value in bytes [from, to) ends and a remark begins; `to`: there is none. What may be a
 * statement of its own then stands from *rest on. `between`: another `=` follows. */
size_t gri_remark(struct gri_reading *reading, size_t from, size_t to, bool between, size_t *rest);

/* Is there nothing but words, numbers that count for nothing, and brackets? */
bool gri_only_words(struct gri_reading *reading, size_t from, size_t to);

#endif
