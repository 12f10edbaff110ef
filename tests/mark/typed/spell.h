/* How a page is typed: names, numbers, signs. */
#ifndef GRADUS_TEST_MARK_SPELL_H
#define GRADUS_TEST_MARK_SPELL_H

#include "hand/hand.h"

#include "base/text.h"

enum times_sign { BRACKETS, STAR, TIGHT_STAR, LETTER, CROSS, DOT, LATEX_DOT, TIMES_SIGNS };

struct hand_writing {
    enum times_sign times;
    int hat, below, slope, fresh, power, epower; /* which spelling of each */
    bool long_minus, latex, tight, spelled_relu;
    bool indexed; /* h1[2], not a heading */
};

void writing_draw(struct hand_writing *writing, struct gri_random *random);

/* A formula in names (with[i] where the row is not `row`, from 0), or with its numbers. */
enum { NO_SAMPLE = 99 };
void spell_formula(struct gri_text *text, const struct hand *hand,
                   const struct hand_writing *writing, formula t, bool numbers, size_t row);

void spell_name(struct gri_text *text, const struct hand *hand, const struct hand_writing *writing,
                const struct cell *cell, size_t row);

void spell_number(struct gri_text *text, const struct hand_writing *writing, const char *number);

#endif
