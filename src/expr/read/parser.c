#include "expr/parser.h"

#include "base/decimal.h"
#include "expr/read/reader.h"

#include <stdint.h>
#include <string.h>

static size_t higher(const struct gri_expr *a, const struct gri_expr *b)
{
    return a->height > b->height ? a->height : b->height;
}

static enum gr_status binary(struct gri_reader *reader, enum gri_kind kind, struct gri_expr **left,
                             struct gri_expr *right)
{
    struct gri_expr *made = gri_expr_binary(reader->arena, kind, *left, right);
    size_t below = higher(*left, right);
    /* What is too long is shown where it gets too long, all else where it begins. */
    size_t column = made == NULL ? right->column : (*left)->column;
    return gri_reader_built(reader, made, below, column, left);
}

static enum gr_status product(struct gri_reader *reader, enum gri_times times,
                              struct gri_expr **left, struct gri_expr *right)
{
    GRI_TRY(binary(reader, GRI_MULTIPLY, left, right));
    (*left)->times = times;
    return GR_OK;
}

static enum gr_status raised(struct gri_reader *reader, double exponent, struct gri_expr **base)
{
    size_t column = reader->lexer.start + 1;
    struct gri_expr *number = gri_expr_number(reader->arena, exponent, GRI_WRITTEN);
    GRI_TRY(gri_reader_built(reader, number, 0, column, &number));
    gri_lexer_next(&reader->lexer);
    return binary(reader, GRI_POWER, base, number);
}

/* power = operand { "'" } [ "^" factor | "²" | "³" ] */
static enum gr_status read_power(struct gri_reader *reader, struct gri_expr **expr)
{
    struct gri_lexer *lexer = &reader->lexer;
    GRI_TRY(gri_read_operand(reader, expr));
    while (lexer->token == GRI_TOKEN_PRIME) {
        struct gri_expr *made = gri_expr_unary(reader->arena, GRI_TRANSPOSE, *expr);
        GRI_TRY(gri_reader_built(reader, made, (*expr)->height, (*expr)->column, expr));
        gri_lexer_next(lexer);
        reader->after_number = false;
    }
    if (lexer->token == GRI_TOKEN_SQUARED)
        return raised(reader, 2, expr);
    if (lexer->token == GRI_TOKEN_CUBED)
        return raised(reader, 3, expr);
    if (lexer->token != GRI_TOKEN_POWER)
        return GR_OK;
    gri_lexer_next(lexer);
    struct gri_expr *exponent;
    GRI_TRY(gri_read_factor(reader, &exponent));
    return binary(reader, GRI_POWER, expr, exponent);
}

/* factor = { "-" | "+" } power */
enum gr_status gri_read_factor(struct gri_reader *reader, struct gri_expr **expr)
{
    struct gri_lexer *lexer = &reader->lexer;
    size_t column = lexer->start + 1;
    if (reader->depth >= GRI_EXPR_HEIGHT)
        return gri_reader_built(reader, NULL, GRI_EXPR_HEIGHT, column, expr);
    reader->depth++;
    if (lexer->token == GRI_TOKEN_PLUS) {
        gri_lexer_next(lexer);
        GRI_TRY(gri_read_factor(reader, expr));
    } else if (lexer->token == GRI_TOKEN_MINUS) {
        gri_lexer_next(lexer);
        GRI_TRY(gri_read_factor(reader, expr));
        struct gri_expr *made = gri_expr_unary(reader->arena, GRI_NEGATE, *expr);
        GRI_TRY(gri_reader_built(reader, made, (*expr)->height, column, expr));
    } else {
        GRI_TRY(read_power(reader, expr));
    }
    reader->depth--;
    return GR_OK;
}

/* A number that is no name of some notation ("0.weight[1][0]")? */
static enum gr_status plain_number(struct gri_reader *reader, bool *plain)
{
    const struct gri_lexer *lexer = &reader->lexer;
    double number;
    *plain = gri_parse_number(lexer->line + lexer->start, lexer->to - lexer->start, &number) > 0;
    if (!*plain)
        return GR_OK;
    const struct gri_symbol *symbol;
    size_t used;
    GRI_TRY(gri_reader_resolve(reader, lexer->start, &symbol, &used));
    *plain = used == 0;
    return GR_OK;
}

/* The letter x is a cross between two brackets or numbers, unless x is a name. What is wrong with
 * a name x ("which sample?") does not matter then. */
static bool crosses(struct gri_reader *reader)
{
    const struct gri_lexer *lexer = &reader->lexer;
    if (lexer->line[lexer->start] != 'x' || !(reader->after_number || reader->after_bracket))
        return false;
    size_t next = gri_lexer_skip(lexer, lexer->start + 1), length;
    enum gri_token sign = gri_lexer_sign(lexer, next, &length);
    bool alone = gri_lexer_word(lexer, lexer->start) == 1;
    bool number = next < lexer->to && (lexer->line[next] == '.' ||
                                       (lexer->line[next] >= '0' && lexer->line[next] <= '9'));
    if (!number && !(alone && (sign == GRI_TOKEN_OPEN || sign == GRI_TOKEN_OPEN_SQUARE ||
                               sign == GRI_TOKEN_MINUS)))
        return false;
    const struct gri_symbol *symbol;
    size_t used;
    struct gr_err *err = reader->err, ignored;
    reader->err = &ignored;
    enum gr_status status = gri_reader_resolve(reader, lexer->start, &symbol, &used);
    reader->err = err;
    return status == GR_OK ? used == 0 : alone;
}

/* Does a new element begin here, in a row whose elements stand apart? `[a -b]` has two, `[a - b]`
 * and `[a-b]` have one. */
static bool element_begins(const struct gri_reader *reader)
{
    const struct gri_lexer *lexer = &reader->lexer;
    if (!reader->apart || !lexer->blank_before)
        return false;
    switch (lexer->token) {
    case GRI_TOKEN_PLUS:
    case GRI_TOKEN_MINUS:
        return !lexer->blank_after;
    case GRI_TOKEN_OPERAND:
    case GRI_TOKEN_OPEN:
    case GRI_TOKEN_OPEN_SQUARE:
        return true;
    default:
        return false;
    }
}

/* The operator of a term at hand: GRI_TOKEN_DOT, _CROSS, _SLASH, or _OPERAND for none written;
 * GRI_TOKEN_END when the term ends. */
static enum gr_status operator_here(struct gri_reader *reader, enum gri_token *operator)
{
    struct gri_lexer *lexer = &reader->lexer;
    *operator= GRI_TOKEN_END;
    switch (lexer->token) {
    case GRI_TOKEN_DOT:
    case GRI_TOKEN_CROSS:
    case GRI_TOKEN_SLASH:
        *operator= lexer->token;
        gri_lexer_next(lexer);
        return GR_OK;
    case GRI_TOKEN_OPERAND:
        if (crosses(reader)) {
            *operator= GRI_TOKEN_CROSS;
            gri_lexer_take(lexer, 1);
            return GR_OK;
        }
        break;
    case GRI_TOKEN_OPEN:
    case GRI_TOKEN_OPEN_SQUARE:
        break;
    default:
        return GR_OK;
    }
    if (element_begins(reader))
        return GR_OK;
    bool plain = false;
    if (reader->after_number)
        GRI_TRY(plain_number(reader, &plain));
    if (plain)
        return gri_reader_unexpected(reader, "an operator between the numbers is missing");
    *operator= GRI_TOKEN_OPERAND;
    return GR_OK;
}

/* term = factor { ("*" | "/" | "x" | nothing) factor } */
static enum gr_status read_term(struct gri_reader *reader, struct gri_expr **expr)
{
    GRI_TRY(gri_read_factor(reader, expr));
    for (;;) {
        enum gri_token operator;
        GRI_TRY(operator_here(reader, &operator));
        if (operator== GRI_TOKEN_END)
            return GR_OK;
        struct gri_expr *right;
        GRI_TRY(gri_read_factor(reader, &right));
        if (operator== GRI_TOKEN_SLASH)
            GRI_TRY(binary(reader, GRI_DIVIDE, expr, right));
        else
            GRI_TRY(product(reader,
                            operator== GRI_TOKEN_DOT   ? GRI_DOT :
                            operator== GRI_TOKEN_CROSS ? GRI_CROSS
                                                       : GRI_ADJACENT,
                            expr, right));
    }
}

/* expression = term { ("+" | "-") term } */
enum gr_status gri_read_expression(struct gri_reader *reader, struct gri_expr **expr)
{
    struct gri_lexer *lexer = &reader->lexer;
    GRI_TRY(read_term(reader, expr));
    while ((lexer->token == GRI_TOKEN_PLUS || lexer->token == GRI_TOKEN_MINUS) &&
           !element_begins(reader)) {
        enum gri_kind kind = lexer->token == GRI_TOKEN_PLUS ? GRI_ADD : GRI_SUBTRACT;
        gri_lexer_next(lexer);
        struct gri_expr *right;
        GRI_TRY(read_term(reader, &right));
        GRI_TRY(binary(reader, kind, expr, right));
    }
    return GR_OK;
}

static enum gr_status append(struct gri_reader *reader, struct gri_items *items,
                             const struct gri_expr *expr)
{
    if (items->count == items->room) {
        size_t room = items->room == 0 ? 8 : 2 * items->room;
        const struct gri_expr **at = gri_arena_take(reader->arena, room, sizeof *at);
        if (at == NULL)
            return gri_fail_memory(reader->err, "a list");
        if (items->count > 0)
            memcpy(at, items->at, items->count * sizeof *at);
        items->at = at;
        items->room = room;
    }
    items->at[items->count++] = expr;
    return GR_OK;
}

/* elements = expression { ("," | blank) expression } */
enum gr_status gri_read_row(struct gri_reader *reader, struct gri_items *items)
{
    for (;;) {
        struct gri_expr *expr;
        GRI_TRY(gri_read_expression(reader, &expr));
        GRI_TRY(append(reader, items, expr));
        if (reader->lexer.token == GRI_TOKEN_COMMA)
            gri_lexer_next(&reader->lexer);
        else if (!element_begins(reader))
            return GR_OK;
    }
}

enum gr_status gri_parse(struct gri_source source, bool more, const struct gri_scope *scope,
                         struct gri_arena *arena, const struct gri_expr **expr, struct gr_err *err)
{
    struct gri_reader reader;
    GRI_TRY(gri_reader_init(&reader, source, scope, arena, err));
    reader.more = more;
    struct gri_expr *read;
    GRI_TRY(gri_read_expression(&reader, &read));
    GRI_TRY(gri_reader_end(&reader));
    *expr = read;
    return GR_OK;
}

enum gr_status gri_parse_list(struct gri_source source, const struct gri_scope *scope,
                              struct gri_arena *arena, const struct gri_expr ***items,
                              size_t *count, struct gr_err *err)
{
    struct gri_reader reader;
    struct gri_items list = {0};
    GRI_TRY(gri_reader_init(&reader, source, scope, arena, err));
    reader.apart = true;
    if (reader.lexer.token != GRI_TOKEN_END)
        GRI_TRY(gri_read_row(&reader, &list));
    GRI_TRY(gri_reader_end(&reader));
    *items = list.at;
    *count = list.count;
    return GR_OK;
}
