/* A page of working: its text, and which line says what. */
#ifndef GRADUS_TEST_MARK_PAGE_H
#define GRADUS_TEST_MARK_PAGE_H

#include "typed/spell.h"

enum shown { FORMULA = 1, NUMBERS = 2, VALUE = 4 };

/* The statement that begins at this line, as the `ordinal`-th (from 0) of it. */
struct said {
    size_t line, ordinal;
    struct cell *cells[MOST_UNITS * MOST_SAMPLES];
    size_t count;
    unsigned shown;
};

enum { MOST_SAID = 1024 };

struct page {
    struct gri_text text;
    struct said said[MOST_SAID];
    size_t count, line;
    /* How it is laid out. */
    struct hand_writing writing;
    unsigned usual; /* what lines show */
    double mixed;   /* how many show something else */
    bool table, matrices, broken_lines, wrong_formula;
    int heading, bullet, nearly;
};

void page_open(struct page *page);
void page_close(struct page *page);

/* Draw how the page looks. */
void page_draw(struct page *page, struct gri_random *random);

/* Type what was worked. */
void page_type(struct page *page, const struct hand *hand, struct gri_random *random);

#endif
