/* Reading expressions.
 *
 *     expression = term { ("+" | "-") term }
 *     term       = factor { ("*" | "/" | "x" | nothing) factor }      left to right, all equally
 * strong factor     = { "-" | "+" } power power      = operand { "'" } [ "^" factor | "²" | "³" ]
 *     operand    = number | name | function "(" expression ")" | ("sum" | "mean" | "Σ") "("
 * expression ")" | "(" expression ")" | "[" elements "]"
 */
#ifndef GRI_EXPR_PARSER_H
#define GRI_EXPR_PARSER_H

#include "expr/scope.h"

/* A part of a line: messages give columns of the whole line. */
struct gri_source {
    const char *line;
    size_t length;   /* of the line */
    size_t from, to; /* the part to read, bytes from 0 */
};

/* The whole part is one expression. An unclosed bracket at the end is GR_MORE when `more` is set,
 * else an error at the bracket. */
enum gr_status gri_parse(struct gri_source source, bool more, const struct gri_scope *scope,
                         struct gri_arena *arena, const struct gri_expr **expr,
                         struct gr_err *err) GRI_CHECKED;

/* Expressions separated by commas or blanks, as in an argument list or a matrix row: `1 -3` is two,
 * `1 - 3` and `1-3` one. */
enum gr_status gri_parse_list(struct gri_source source, const struct gri_scope *scope,
                              struct gri_arena *arena, const struct gri_expr ***items,
                              size_t *count, struct gr_err *err) GRI_CHECKED;

enum gri_relation {
    GRI_EQUAL,
    GRI_IDENTICAL,
    GRI_UNEQUAL,
    GRI_LESS,
    GRI_AT_MOST,
    GRI_MORE_THAN,
    GRI_AT_LEAST
};

/* `left OP right`; OP is = == != < <= > >= (and ≤ ≥ ≠). */
struct gri_comparison {
    const struct gri_expr *left, *right;
    enum gri_relation relation;
    int decimals; /* of the right side when that is one written number (a minus may precede), else
                     -1 */
};

enum gr_status gri_parse_comparison(struct gri_source source, const struct gri_scope *scope,
                                    struct gri_arena *arena, struct gri_comparison *comparison,
                                    struct gr_err *err) GRI_CHECKED;

/* Does it hold for these two numbers? `=` compares at the decimals written: the left side rounded
 * to them is the right side; without decimals, to 12 significant digits; `==` exactly. NaN holds in
 * nothing but !=. */
bool gri_comparison_holds(const struct gri_comparison *comparison, double left, double right);

#endif
