/* What the files that read expressions share: the parser's state and its rules. */
#ifndef GRI_EXPR_READER_H
#define GRI_EXPR_READER_H

#include "expr/read/lexer.h"

enum { GRI_EXPR_BRACKETS = 100 };

struct gri_reader {
    struct gri_lexer lexer;
    const struct gri_scope *scope;
    struct gri_arena *arena;
    struct gr_err *err;
    bool more;          /* an open bracket at the end is no error */
    bool apart;         /* blanks separate: directly inside [ ] or in a list */
    bool after_number;  /* the operand just read was a number */
    bool after_bracket; /* … ended in a bracket */
    size_t depth;       /* of the recursion */
    size_t opened;
    size_t open[GRI_EXPR_BRACKETS]; /* where the brackets that are open stand */
};

/* Elements of a row or list as they come. */
struct gri_items {
    const struct gri_expr **at;
    size_t count, room;
};

enum gr_status gri_reader_init(struct gri_reader *reader, struct gri_source source,
                               const struct gri_scope *scope, struct gri_arena *arena,
                               struct gr_err *err) GRI_CHECKED;

/* The rules of the grammar; each begins at the current token and ends behind its own last one. */
enum gr_status gri_read_expression(struct gri_reader *reader, struct gri_expr **expr) GRI_CHECKED;
enum gr_status gri_read_factor(struct gri_reader *reader, struct gri_expr **expr) GRI_CHECKED;
enum gr_status gri_read_operand(struct gri_reader *reader, struct gri_expr **expr) GRI_CHECKED;

/* Elements up to the end, a semicolon or a bracket. */
enum gr_status gri_read_row(struct gri_reader *reader, struct gri_items *items) GRI_CHECKED;

/* How many bytes at the current token are a name of the scope; 0: none. */
enum gr_status gri_reader_resolve(struct gri_reader *reader, size_t at,
                                  const struct gri_symbol **symbol, size_t *used) GRI_CHECKED;

/* `made` is what a builder gave for operands at most `below` high. */
enum gr_status gri_reader_built(struct gri_reader *reader, struct gri_expr *made, size_t below,
                                size_t column, struct gri_expr **expr) GRI_CHECKED;

/* The error that the current token is; `hint` says what was wanted. */
enum gr_status gri_reader_unexpected(struct gri_reader *reader, const char *hint) GRI_CHECKED;

/* Nothing may be left. */
enum gr_status gri_reader_end(struct gri_reader *reader) GRI_CHECKED;

#endif
