/* The expression tree: what a person types, what a derivation builds, what printers print. */
#ifndef GRI_EXPR_EXPR_H
#define GRI_EXPR_EXPR_H

#include "base/arena.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

enum gri_kind {
    GRI_NUMBER,
    GRI_SYMBOL,    /* a name; the scope knows what it stands for */
    GRI_NEGATE,    /* -a */
    GRI_TRANSPOSE, /* a' */
    GRI_CALL,      /* f(a), f a row of gri_functions */
    GRI_SUM,       /* Σ(a): a of each row of the batch, added in order */
    GRI_MEAN,      /* the same divided by the number of rows */
    GRI_ADD,
    GRI_SUBTRACT,
    GRI_MULTIPLY,
    GRI_DIVIDE,
    GRI_POWER,
    GRI_MATRIX, /* rows * cols elements in `items`, row by row */
    GRI_KINDS
};

/* How a product is written. */
enum gri_times {
    GRI_DOT,      /* a·b, ASCII a*b */
    GRI_ADJACENT, /* (16)(0.5); a leading coefficient stands bare: -2/3 (2) [(54.6)(16) + (39.1)(1)]
                   */
    GRI_CROSS     /* A × B, ASCII A x B, of matrices in brackets */
};

/* How a number is shown: as it was written (the shortest decimal that reads back), or computed:
 * at the digits of the page. */
enum gri_shown { GRI_WRITTEN, GRI_COMPUTED };

struct gri_symbol; /* what a name stands for; only the scope that made it looks inside */

struct gri_expr {
    enum gri_kind kind;
    enum gri_times times; /* GRI_MULTIPLY */
    enum gri_shown shown; /* GRI_NUMBER */
    int function;         /* GRI_CALL: index into gri_functions */
    double number;        /* GRI_NUMBER */
    const struct gri_symbol *symbol;
    const struct gri_expr *a, *b;  /* operands */
    const struct gri_expr **items; /* GRI_MATRIX */
    size_t rows, cols;             /* GRI_MATRIX */
    size_t height; /* of the tree, at most GRI_EXPR_HEIGHT: recursion over it is bounded */
    size_t column; /* byte of the line where it was read, from 1; 0: built, not read */
    bool boxed;    /* written in brackets of its own: print [a] or (a) even where not needed */
};

enum { GRI_EXPR_HEIGHT = 1000 };

/* Builders. A NULL operand gives NULL, so does the end of memory and a tree that gets too high:
 * build freely, look once at the end. */
struct gri_expr *gri_expr_number(struct gri_arena *arena, double number, enum gri_shown shown);
struct gri_expr *gri_expr_symbol(struct gri_arena *arena, const struct gri_symbol *symbol);
struct gri_expr *gri_expr_unary(struct gri_arena *arena, enum gri_kind kind,
                                const struct gri_expr *a); /* NEGATE TRANSPOSE SUM MEAN */
struct gri_expr *gri_expr_binary(struct gri_arena *arena, enum gri_kind kind,
                                 const struct gri_expr *a, const struct gri_expr *b);
struct gri_expr *gri_expr_times(struct gri_arena *arena, enum gri_times times,
                                const struct gri_expr *a, const struct gri_expr *b);
struct gri_expr *gri_expr_call(struct gri_arena *arena, const char *function,
                               const struct gri_expr *a); /* an unknown function gives NULL */
struct gri_expr *gri_expr_matrix(struct gri_arena *arena, size_t rows, size_t cols,
                                 const struct gri_expr *const *items); /* copies the pointers */
struct gri_expr *gri_expr_boxed(struct gri_arena *arena, const struct gri_expr *a); /* a copy */

/* Is there a name in it, and not numbers alone? */
bool gri_expr_has_name(const struct gri_expr *expr);

/* The functions of one number. One row: name, ASCII and typeset, the function itself. Names end
 * in ' for derivatives: relu'(z). */
struct gri_function {
    const char *name;    /* as typed and printed: "sigmoid", "relu'" */
    const char *latex;   /* "\\sigma"; ends in { when the argument is a TeX group: "\\sqrt{" */
    const char *summary; /* "1/(1 + e^-x)" */
    double (*apply)(double x);
    const char *derivative; /* its derivative, over x, where it has one */
};
extern const struct gri_function
    gri_functions[]; /* exp ln sqrt abs sign sigmoid tanh relu relu' leaky_relu leaky_relu' */
extern const size_t gri_function_count;
int gri_function_find(const char *name, size_t length); /* -1: none */

#endif
