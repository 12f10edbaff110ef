/* The catalogue of mistakes: one row each. */
#ifndef GRI_MARK_MISTAKE_H
#define GRI_MARK_MISTAKE_H

#include <stdbool.h>
#include <stddef.h>

enum gri_mistake {
    GRI_NO_MISTAKE,
    GRI_M_F1,
    GRI_M_F2,
    GRI_M_F3,
    GRI_M_F4,
    GRI_M_F5,
    GRI_M_F6,
    GRI_M_F7,
    GRI_M_F8,
    GRI_M_F9,
    GRI_M_F10,
    GRI_M_F11,
    GRI_M_F12,
    GRI_M_F13,
    GRI_M_F14,
    GRI_M_F15,
    GRI_M_F16,
    GRI_M_F20,
    GRI_M_L1,
    GRI_M_L2,
    GRI_M_L3,
    GRI_M_L4,
    GRI_M_L5,
    GRI_M_L6,
    GRI_M_L7,
    GRI_M_L8,
    GRI_M_L9,
    GRI_M_L10,
    GRI_M_B1,
    GRI_M_B2,
    GRI_M_B3,
    GRI_M_B4,
    GRI_M_B5,
    GRI_M_B6,
    GRI_M_B8,
    GRI_M_B9,
    GRI_M_B10,
    GRI_M_H1,
    GRI_M_H2,
    GRI_M_H3,
    GRI_M_H4,
    GRI_M_H5,
    GRI_M_H6,
    GRI_M_H7,
    GRI_M_H8,
    GRI_M_H9,
    GRI_M_H10,
    GRI_M_H11,
    GRI_M_H12,
    GRI_M_W1,
    GRI_M_W2,
    GRI_M_W3,
    GRI_M_W5,
    GRI_M_W6,
    GRI_M_W7,
    GRI_M_W8,
    GRI_M_W9,
    GRI_M_W10,
    GRI_M_W11,
    GRI_M_U1,
    GRI_M_U2,
    GRI_M_U3,
    GRI_M_U4,
    GRI_M_U5,
    GRI_M_U7,
    GRI_M_U9,
    GRI_M_U10,
    GRI_M_U11,
    GRI_M_C1,
    GRI_MISTAKES
};

/* A row. */
struct gri_mistake_row {
    const char *id;      /* in the catalogue: "F1" */
    const char *code;    /* the stable word: "missing-bias" */
    const char *words;   /* "without the bias": how the number came about */
    const char *summary; /* what the mistake is */
    const char *hidden;  /* on which numbers it cannot show; or NULL: on none */
};
extern const struct gri_mistake_row gri_mistakes[GRI_MISTAKES];

/* A problem as the commands that set it up, and a page worked on it. */
struct gri_example_problem {
    const char *name, *commands;
};
extern const struct gri_example_problem gri_example_problems[];
extern const size_t gri_example_problem_count;

struct gri_example {
    const struct gri_example_problem *problem;
    const char *page;
};
/* On the page of each the mistake is made. */
extern const struct gri_example gri_examples[GRI_MISTAKES];

/* What a slip is called: the code of one or several mistakes, or of none in the catalogue. */
struct gri_code_row {
    const char *name;           /* "missing-bias" */
    const char *summary;        /* "a bias is missing" */
    struct gri_example example; /* where no mistake has this code */
};
extern const struct gri_code_row gri_codes[];
extern const size_t gri_code_count;

enum { GRI_ANYWHERE = -1 };

/* A mistake that is made: in which of its ways, and where. */
struct gri_broken {
    enum gri_mistake mistake;
    size_t variant;
    const void *frame; /* the iteration; NULL: all */
    long node;         /* its index, or GRI_ANYWHERE */
    size_t layer;      /* of this layer's units only, from 1; 0: of all */
    bool fired;        /* it made a difference to what was computed */
};

#endif
