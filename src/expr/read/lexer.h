/* The characters of a line as tokens: one current token, read when asked for. */
#ifndef GRI_EXPR_LEXER_H
#define GRI_EXPR_LEXER_H

#include "expr/parser.h"

enum gri_token {
    GRI_TOKEN_END,
    GRI_TOKEN_OPERAND, /* a number, name or function begins here; how long it is, is not known yet
                        */
    GRI_TOKEN_PLUS,
    GRI_TOKEN_MINUS,
    GRI_TOKEN_DOT,
    GRI_TOKEN_CROSS,
    GRI_TOKEN_SLASH,
    GRI_TOKEN_POWER,
    GRI_TOKEN_SQUARED,
    GRI_TOKEN_CUBED,
    GRI_TOKEN_PRIME,
    GRI_TOKEN_OPEN,
    GRI_TOKEN_CLOSE,
    GRI_TOKEN_OPEN_SQUARE,
    GRI_TOKEN_CLOSE_SQUARE,
    GRI_TOKEN_COMMA,
    GRI_TOKEN_SEMICOLON,
    GRI_TOKEN_RELATION,
    GRI_TOKEN_BAD
};

struct gri_lexer {
    const char *line;
    size_t to; /* where the part ends; a comment is cut off */
    enum gri_token token;
    enum gri_relation relation;
    size_t start, end;         /* of the token */
    size_t word_from, word_to; /* the word that was looked at last */
    bool blank_before, blank_after;
};

/* Begins with the first token. Bytes that are not UTF-8, and NULs, are GR_E_SYNTAX at the byte. */
enum gr_status gri_lexer_init(struct gri_lexer *lexer, struct gri_source source,
                              struct gr_err *err) GRI_CHECKED;

void gri_lexer_next(struct gri_lexer *lexer);

/* The operand at hand is `used` bytes long: go on behind it. */
void gri_lexer_take(struct gri_lexer *lexer, size_t used);

/* The first byte at or after `at` that is no blank, or `to`. */
size_t gri_lexer_skip(const struct gri_lexer *lexer, size_t at);

/* Bytes of the word at `at`: letters, digits, _ and whatever is not ASCII and no sign. */
size_t gri_lexer_word(const struct gri_lexer *lexer, size_t at);

/* The sign at `at` and its bytes, else GRI_TOKEN_BAD and 0. */
enum gri_token gri_lexer_sign(const struct gri_lexer *lexer, size_t at, size_t *length);

#endif
