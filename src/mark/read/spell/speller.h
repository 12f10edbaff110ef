/* The first spelling: signs and LaTeX as the language of expressions has them. */
#ifndef GRI_MARK_SPELLER_H
#define GRI_MARK_SPELLER_H

#include "mark/read/read.h"

enum { GRI_GROUPS = 128 };

/* What is open. */
enum gri_group {
    GRI_ROUND,
    GRI_SQUARE,
    GRI_BRACES,       /* { } that only hold together */
    GRI_LOWERED,      /* _{ } */
    GRI_ARGUMENT,     /* { } that are ( ): an exponent, a root */
    GRI_ABOVE,        /* the first { } of a fraction */
    GRI_BELOW,        /* and its second */
    GRI_ABOVE_NUMBER, /* the same of 2/3 */
    GRI_BELOW_NUMBER,
    GRI_ABOVE_D, /* the same of a derivative */
    GRI_BELOW_D,
    GRI_MATRIX_ROWS /* \begin{bmatrix} … \end{bmatrix} */
};

struct gri_speller {
    const char *text;
    size_t length, at;
    struct gri_spelled *out;
    enum gri_group open[GRI_GROUPS];
    size_t depth;
    size_t lowered;  /* how many of them are _{ */
    size_t brackets; /* how many are brackets of any kind that show */
    size_t cells;    /* how many are matrices */
    bool boxed;      /* the cell at hand has brackets around it */
    struct gri_left_out {
        size_t from, to;
    } left_out;      /* bytes further on that are not spelled */
    size_t argument; /* where the bracket ends that a function's argument got; 0: none is open */
    size_t bar;      /* the | that ends an absolute value; 0: none is open */
};

/* Append a spelling for the `used` bytes at hand, and go on behind them. */
void gri_speller_emit(struct gri_speller *s, const char *spelling, size_t used);
/* Open a group, `used` bytes; close the innermost one likewise. */
void gri_speller_open(struct gri_speller *s, enum gri_group group, const char *spelling,
                      size_t used);
void gri_speller_close(struct gri_speller *s, size_t used);
/* Past blanks from `at` on. */
size_t gri_speller_skip(const struct gri_speller *s, size_t at);
bool gri_speller_sees(const struct gri_speller *s, size_t at, const char *what);

/* Letters from `at` on; where the brace that is open there ends, within so many bytes (0: it does
 * not). */
size_t gri_letters_at(const struct gri_speller *s, size_t at);
size_t gri_brace_end(const struct gri_speller *s, size_t at, size_t most);

/* The command at hand: a backslash. */
void gri_spell_command(struct gri_speller *s);
/* "&" and a new row: they have a meaning in a matrix only. */
void gri_spell_cell(struct gri_speller *s, bool row, size_t used);
/* \begin{…} or \end{…}, the command itself `used` bytes long. */
void gri_spell_environment(struct gri_speller *s, size_t used, bool begin);
/* A function by another name at hand: ReLU(z), max(0, z), or without brackets: ln 0.6. */
bool gri_spell_function(struct gri_speller *s);
/* Behind a function's name: brackets around an argument that has none. */
void gri_spell_argument(struct gri_speller *s);
/* Behind the argument: its bracket. */
void gri_spell_argument_end(struct gri_speller *s);
/* What is crossed out at hand, the bars of |x|, a decimal comma. */
bool gri_spell_marks(struct gri_speller *s);
/* The ^ at hand. */
void gri_spell_raised(struct gri_speller *s);
/* _{i=1} and ^n behind a sum say nothing new. */
void gri_spell_limits(struct gri_speller *s);

#endif
