#include "expr/read/reader.h"

#include "base/utf8.h"

#include <string.h>

enum { SHOWN = 40 };

enum gr_status gri_reader_init(struct gri_reader *reader, struct gri_source source,
                               const struct gri_scope *scope, struct gri_arena *arena,
                               struct gr_err *err)
{
    *reader = (struct gri_reader){.scope = scope, .arena = arena, .err = err};
    return gri_lexer_init(&reader->lexer, source, err);
}

enum gr_status gri_reader_resolve(struct gri_reader *reader, size_t at,
                                  const struct gri_symbol **symbol, size_t *used)
{
    const struct gri_lexer *lexer = &reader->lexer;
    *used = 0;
    enum gr_status status = reader->scope->resolve(reader->scope->user, reader->arena,
                                                   lexer->line + at, lexer->to - at, symbol, used,
                                                   reader->err);
    if (status != GR_OK && reader->err != NULL)
        reader->err->column = reader->err->column == 0 ? at + 1 : at + reader->err->column;
    return status;
}

enum gr_status gri_reader_built(struct gri_reader *reader, struct gri_expr *made, size_t below,
                                size_t column, struct gri_expr **expr)
{
    if (made == NULL && below >= GRI_EXPR_HEIGHT)
        return gri_fail_at(reader->err, GR_E_RANGE, column,
                           "the expression is too long; split it into parts");
    if (made == NULL)
        return gri_fail_memory(reader->err, "an expression");
    made->column = column;
    *expr = made;
    return GR_OK;
}

/* Bytes of the token as it is quoted: whole characters, not too many. */
static size_t quoted(const struct gri_lexer *lexer)
{
    if (lexer->token != GRI_TOKEN_OPERAND)
        return lexer->end - lexer->start;
    size_t length = gri_lexer_word(lexer, lexer->start);
    if (length == 0)
        return 1;
    size_t end = 0;
    while (end < length && end < SHOWN) {
        size_t used;
        gri_utf8_decode(lexer->line + lexer->start + end, length - end, &used);
        end += used;
    }
    return end;
}

static enum gr_status not_closed(struct gri_reader *reader)
{
    if (reader->more)
        return GR_MORE;
    size_t at = reader->open[reader->opened - 1];
    return gri_fail_at(reader->err, GR_E_SYNTAX, at + 1, "\"%c\" is not closed",
                       reader->lexer.line[at]);
}

enum gr_status gri_reader_unexpected(struct gri_reader *reader, const char *hint)
{
    const struct gri_lexer *lexer = &reader->lexer;
    if (lexer->token == GRI_TOKEN_END && reader->opened > 0)
        return not_closed(reader);
    if (lexer->token == GRI_TOKEN_END)
        return gri_fail_at(reader->err, GR_E_SYNTAX, lexer->start + 1, "the line ends here; %s",
                           hint);
    unsigned char first = (unsigned char)lexer->line[lexer->start];
    if (first < ' ' || first == 0x7f)
        return gri_fail_at(reader->err, GR_E_SYNTAX, lexer->start + 1,
                           "a control character (byte %d)", first);
    return gri_fail_at(reader->err, GR_E_SYNTAX, lexer->start + 1, "unexpected \"%.*s\"; %s",
                       (int)quoted(lexer), lexer->line + lexer->start, hint);
}

enum gr_status gri_reader_end(struct gri_reader *reader)
{
    switch (reader->lexer.token) {
    case GRI_TOKEN_END:
        return GR_OK;
    case GRI_TOKEN_CLOSE:
    case GRI_TOKEN_CLOSE_SQUARE:
        return gri_reader_unexpected(reader, "no bracket is open here");
    case GRI_TOKEN_RELATION:
        return gri_reader_unexpected(reader, "a value is wanted here, not a comparison");
    default:
        return gri_reader_unexpected(reader, "the expression ends before it");
    }
}
