/* Names as people type them. */
#ifndef GRI_MARK_TYPED_H
#define GRI_MARK_TYPED_H

#include "mark/read/read.h"

enum { GRI_TYPED_LONGEST = 48 };

/* A word, as the notation has it. */
struct gri_typed {
    char text[GRI_TYPED_LONGEST + 16];
    size_t length;
    struct gri_symbol symbol;
    size_t sample; /* that its number says; 0: none */
};

/* Is this word a name: y_hat_1, W_5, w5_old, MSE_2? */
bool gri_typed_find(struct gri_reading *reading, const char *word, size_t length,
                    struct gri_typed *typed);

/* Is this the word for a parameter's new value or its old one? */
bool gri_typed_age(const char *word, size_t length, bool *made);

/* The new value's name. */
void gri_typed_make(struct gri_typed *typed);

#endif
