#include "base/decimal.h"
#include "expr/read/reader.h"

#include <string.h>

enum { FUNCTION_NAME = 32 };

static enum gr_status open_bracket(struct gri_reader *reader)
{
    struct gri_lexer *lexer = &reader->lexer;
    if (reader->opened == GRI_EXPR_BRACKETS)
        return gri_fail_at(reader->err, GR_E_SYNTAX, lexer->start + 1,
                           "brackets nested deeper than %d", GRI_EXPR_BRACKETS);
    reader->open[reader->opened++] = lexer->start;
    gri_lexer_next(lexer);
    return GR_OK;
}

static enum gr_status close_bracket(struct gri_reader *reader, enum gri_token close)
{
    if (reader->lexer.token != close)
        return gri_reader_unexpected(reader, close == GRI_TOKEN_CLOSE ? "a \")\" is missing"
                                                                      : "a \"]\" is missing");
    reader->opened--;
    gri_lexer_next(&reader->lexer);
    return GR_OK;
}

/* "(" expression ")" */
static enum gr_status read_group(struct gri_reader *reader, struct gri_expr **expr)
{
    bool apart = reader->apart;
    reader->apart = false;
    GRI_TRY(open_bracket(reader));
    GRI_TRY(gri_read_expression(reader, expr));
    GRI_TRY(close_bracket(reader, GRI_TOKEN_CLOSE));
    reader->apart = apart;
    (*expr)->boxed = (*expr)->kind != GRI_MATRIX;
    return GR_OK;
}

static enum gr_status read_rows(struct gri_reader *reader, struct gri_items *items, size_t *rows)
{
    size_t cols = 0;
    for (*rows = 1;; ++*rows) {
        size_t before = items->count, column = reader->lexer.start + 1;
        GRI_TRY(gri_read_row(reader, items));
        size_t here = items->count - before;
        if (*rows == 1)
            cols = here;
        if (here != cols && reader->lexer.token != GRI_TOKEN_END)
            return gri_fail_at(reader->err, GR_E_SHAPE, column,
                               "row %zu has %zu element%s, row 1 has %zu", *rows, here,
                               here == 1 ? "" : "s", cols);
        if (reader->lexer.token != GRI_TOKEN_SEMICOLON)
            return GR_OK;
        gri_lexer_next(&reader->lexer);
    }
}

/* "[" elements { ";" elements } "]"; a single element is a group. */
static enum gr_status read_matrix(struct gri_reader *reader, struct gri_expr **expr)
{
    bool apart = reader->apart;
    size_t column = reader->lexer.start + 1, rows = 0, below = 0;
    struct gri_items items = {0};
    reader->apart = true;
    GRI_TRY(open_bracket(reader));
    GRI_TRY(read_rows(reader, &items, &rows));
    GRI_TRY(close_bracket(reader, GRI_TOKEN_CLOSE_SQUARE));
    reader->apart = apart;
    struct gri_expr *made;
    if (items.count == 1) {
        made = gri_expr_boxed(reader->arena, items.at[0]);
        column = items.at[0]->column;
        if (made != NULL)
            made->boxed = made->kind != GRI_MATRIX;
    } else {
        made = gri_expr_matrix(reader->arena, rows, items.count / rows, items.at);
        for (size_t i = 0; i < items.count; i++)
            if (items.at[i]->height > below)
                below = items.at[i]->height;
    }
    return gri_reader_built(reader, made, below, column, expr);
}

static enum gr_status read_bracket(struct gri_reader *reader, struct gri_expr **expr)
{
    GRI_TRY(reader->lexer.token == GRI_TOKEN_OPEN ? read_group(reader, expr)
                                                  : read_matrix(reader, expr));
    reader->after_number = false;
    reader->after_bracket = true;
    return GR_OK;
}

/* What stands before a bracket and takes it as its argument. */
struct call {
    enum gri_kind kind; /* GRI_CALL, GRI_SUM, GRI_MEAN */
    int function;
    size_t length; /* of the name; 0: it is none */
};

static bool bracket_follows(const struct gri_lexer *lexer, size_t at)
{
    size_t length;
    enum gri_token sign = gri_lexer_sign(lexer, gri_lexer_skip(lexer, at), &length);
    return sign == GRI_TOKEN_OPEN || sign == GRI_TOKEN_OPEN_SQUARE;
}

static bool spelled(const char *text, size_t length, const char *name)
{
    return strlen(name) == length && memcmp(text, name, length) == 0;
}

/* The name at hand, `word` bytes and perhaps a prime, if functions are called so. */
static struct call call_named(const struct gri_lexer *lexer, size_t word)
{
    const char *text = lexer->line + lexer->start;
    struct call call = {.kind = GRI_CALL, .function = -1, .length = word};
    if (spelled(text, word, "sum") || spelled(text, word, "Σ") || spelled(text, word, "∑")) {
        call.kind = GRI_SUM;
        return call;
    }
    if (spelled(text, word, "mean")) {
        call.kind = GRI_MEAN;
        return call;
    }
    char name[FUNCTION_NAME];
    if (word == 0 || word > sizeof name - 1)
        return (struct call){0};
    memcpy(name, text, word);
    size_t prime, used = word;
    if (gri_lexer_sign(lexer, lexer->start + word, &prime) == GRI_TOKEN_PRIME) {
        name[used++] = '\'';
        call.length += prime;
    }
    call.function = gri_function_find(name, used);
    return call.function < 0 ? (struct call){0} : call;
}

static struct call call_here(const struct gri_lexer *lexer)
{
    struct call call = call_named(lexer, gri_lexer_word(lexer, lexer->start));
    if (call.length > 0 && !bracket_follows(lexer, lexer->start + call.length))
        return (struct call){0};
    return call;
}

static enum gr_status read_call(struct gri_reader *reader, struct call call, struct gri_expr **expr)
{
    size_t column = reader->lexer.start + 1;
    struct gri_expr *argument;
    gri_lexer_take(&reader->lexer, call.length);
    GRI_TRY(read_bracket(reader, &argument));
    struct gri_expr *made = gri_expr_unary(reader->arena, call.kind, argument);
    if (made != NULL)
        made->function = call.kind == GRI_CALL ? call.function : 0;
    return gri_reader_built(reader, made, argument->height, column, expr);
}

static bool integer_at(const struct gri_lexer *lexer, size_t at)
{
    double number;
    size_t length = gri_parse_number(lexer->line + at, lexer->to - at, &number);
    for (size_t i = 0; i < length; i++)
        if (lexer->line[at + i] < '0' || lexer->line[at + i] > '9')
            return false;
    return length > 0;
}

/* Is the name at hand the e of an exponential? `e^2` and `e²` are powers of a name e, when there is
 * one; `e^` before anything else is not. */
static enum gr_status exponential_here(struct gri_reader *reader, bool *exponential)
{
    const struct gri_lexer *lexer = &reader->lexer;
    const struct gri_symbol *symbol;
    size_t used, length;
    *exponential = false;
    if (lexer->line[lexer->start] != 'e' || gri_lexer_word(lexer, lexer->start) != 1)
        return GR_OK;
    size_t at = gri_lexer_skip(lexer, lexer->start + 1);
    enum gri_token sign = gri_lexer_sign(lexer, at, &length);
    bool integer = sign == GRI_TOKEN_SQUARED || sign == GRI_TOKEN_CUBED;
    if (sign == GRI_TOKEN_POWER) {
        at = gri_lexer_skip(lexer, at + length);
        integer = integer_at(lexer, at);
    } else if (!integer) {
        return GR_OK;
    }
    if (integer)
        GRI_TRY(gri_reader_resolve(reader, lexer->start, &symbol, &used));
    *exponential = !integer || used == 0;
    return GR_OK;
}

/* e ^ factor, e², e³ */
static enum gr_status read_exponential(struct gri_reader *reader, struct gri_expr **expr)
{
    struct gri_lexer *lexer = &reader->lexer;
    size_t column = lexer->start + 1;
    struct gri_expr *exponent;
    gri_lexer_take(lexer, 1);
    enum gri_token sign = lexer->token;
    gri_lexer_next(lexer);
    if (sign == GRI_TOKEN_POWER) {
        GRI_TRY(gri_read_factor(reader, &exponent));
    } else {
        double number = sign == GRI_TOKEN_SQUARED ? 2 : 3;
        exponent = gri_expr_number(reader->arena, number, GRI_WRITTEN);
        GRI_TRY(gri_reader_built(reader, exponent, 0, column, &exponent));
    }
    struct gri_expr *made = gri_expr_call(reader->arena, "exp", exponent);
    return gri_reader_built(reader, made, exponent->height, column, expr);
}

static enum gr_status unknown(struct gri_reader *reader)
{
    const struct gri_lexer *lexer = &reader->lexer;
    const char *text = lexer->line + lexer->start;
    size_t word = gri_lexer_word(lexer, lexer->start);
    struct call call = call_named(lexer, word);
    int shown = word > 60 ? 0 : (int)word;
    if (word == 0)
        return gri_reader_unexpected(reader, "an operand is missing");
    if (call.length > 0)
        return gri_fail_at(reader->err, GR_E_SYNTAX, lexer->start + 1,
                           "\"%.*s\" wants its argument in brackets; %.*s(...)", shown, text, shown,
                           text);
    if (shown == 0)
        return gri_fail_at(reader->err, GR_E_NAME, lexer->start + 1, "unknown name");
    return gri_fail_at(reader->err, GR_E_NAME, lexer->start + 1, "unknown name \"%.*s\"", shown,
                       text);
}

static enum gr_status read_number(struct gri_reader *reader, struct gri_expr **expr)
{
    struct gri_lexer *lexer = &reader->lexer;
    size_t column = lexer->start + 1;
    double number;
    size_t used = gri_parse_number(lexer->line + lexer->start, lexer->to - lexer->start, &number);
    if (used == 0)
        return unknown(reader);
    struct gri_expr *made = gri_expr_number(reader->arena, number, GRI_WRITTEN);
    GRI_TRY(gri_reader_built(reader, made, 0, column, expr));
    reader->after_number = true;
    gri_lexer_take(lexer, used);
    return GR_OK;
}

/* number | name | function "(" expression ")" | …: what begins with neither sign nor bracket */
static enum gr_status read_word(struct gri_reader *reader, struct gri_expr **expr)
{
    struct gri_lexer *lexer = &reader->lexer;
    struct call call = call_here(lexer);
    if (call.length > 0)
        return read_call(reader, call, expr);
    bool exponential;
    GRI_TRY(exponential_here(reader, &exponential));
    if (exponential)
        return read_exponential(reader, expr);
    const struct gri_symbol *symbol = NULL;
    size_t used, column = lexer->start + 1;
    GRI_TRY(gri_reader_resolve(reader, lexer->start, &symbol, &used));
    if (used == 0)
        return read_number(reader, expr);
    struct gri_expr *made = gri_expr_symbol(reader->arena, symbol);
    GRI_TRY(gri_reader_built(reader, made, 0, column, expr));
    gri_lexer_take(lexer, used);
    return GR_OK;
}

enum gr_status gri_read_operand(struct gri_reader *reader, struct gri_expr **expr)
{
    reader->after_number = reader->after_bracket = false;
    switch (reader->lexer.token) {
    case GRI_TOKEN_OPERAND:
        return read_word(reader, expr);
    case GRI_TOKEN_OPEN:
    case GRI_TOKEN_OPEN_SQUARE:
        return read_bracket(reader, expr);
    default:
        return gri_reader_unexpected(reader, "an operand is missing");
    }
}
