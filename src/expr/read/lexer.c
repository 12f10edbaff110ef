#include "expr/read/lexer.h"

#include "base/utf8.h"

#include <string.h>

/* Of two signs that begin alike the longer stands first. */
static const struct sign {
    const char *text;
    enum gri_token token;
    enum gri_relation relation;
} signs[] = {
    {"+", GRI_TOKEN_PLUS, 0},
    {"-", GRI_TOKEN_MINUS, 0},
    {"−", GRI_TOKEN_MINUS, 0},
    {"*", GRI_TOKEN_DOT, 0},
    {"·", GRI_TOKEN_DOT, 0},
    {"⋅", GRI_TOKEN_DOT, 0},
    {"×", GRI_TOKEN_CROSS, 0},
    {"/", GRI_TOKEN_SLASH, 0},
    {"÷", GRI_TOKEN_SLASH, 0},
    {"^", GRI_TOKEN_POWER, 0},
    {"²", GRI_TOKEN_SQUARED, 0},
    {"³", GRI_TOKEN_CUBED, 0},
    {"'", GRI_TOKEN_PRIME, 0},
    {"′", GRI_TOKEN_PRIME, 0},
    {"(", GRI_TOKEN_OPEN, 0},
    {")", GRI_TOKEN_CLOSE, 0},
    {"[", GRI_TOKEN_OPEN_SQUARE, 0},
    {"]", GRI_TOKEN_CLOSE_SQUARE, 0},
    {",", GRI_TOKEN_COMMA, 0},
    {";", GRI_TOKEN_SEMICOLON, 0},
    {"==", GRI_TOKEN_RELATION, GRI_IDENTICAL},
    {"=", GRI_TOKEN_RELATION, GRI_EQUAL},
    {"!=", GRI_TOKEN_RELATION, GRI_UNEQUAL},
    {"≠", GRI_TOKEN_RELATION, GRI_UNEQUAL},
    {"<=", GRI_TOKEN_RELATION, GRI_AT_MOST},
    {"≤", GRI_TOKEN_RELATION, GRI_AT_MOST},
    {"<", GRI_TOKEN_RELATION, GRI_LESS},
    {">=", GRI_TOKEN_RELATION, GRI_AT_LEAST},
    {"≥", GRI_TOKEN_RELATION, GRI_AT_LEAST},
    {">", GRI_TOKEN_RELATION, GRI_MORE_THAN},
};

static const char *const blanks[] = {" ",  "\t",     "\n",     "\r",    "\v",
                                     "\f", "\u00a0", "\u2009", "\u202f"};

static size_t starts_with(const struct gri_lexer *lexer, size_t at, const char *text)
{
    size_t length = strlen(text);
    return length <= lexer->to - at && memcmp(lexer->line + at, text, length) == 0 ? length : 0;
}

static size_t blank_at(const struct gri_lexer *lexer, size_t at)
{
    for (size_t i = 0; i < sizeof blanks / sizeof blanks[0]; i++) {
        size_t length = starts_with(lexer, at, blanks[i]);
        if (length > 0)
            return length;
    }
    return 0;
}

static const struct sign *sign_at(const struct gri_lexer *lexer, size_t at)
{
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
        if (starts_with(lexer, at, signs[i].text))
            return &signs[i];
    return NULL;
}

size_t gri_lexer_skip(const struct gri_lexer *lexer, size_t at)
{
    size_t length;
    while (at < lexer->to && (length = blank_at(lexer, at)) > 0)
        at += length;
    return at;
}

static bool word_byte(unsigned char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '_';
}

size_t gri_lexer_word(const struct gri_lexer *lexer, size_t at)
{
    size_t start = at;
    if (at >= lexer->word_from && at < lexer->word_to)
        return lexer->word_to - at;
    while (at < lexer->to) {
        size_t used = 1;
        if (!word_byte((unsigned char)lexer->line[at])) {
            if ((unsigned char)lexer->line[at] < 0x80 || sign_at(lexer, at) != NULL ||
                blank_at(lexer, at) > 0)
                break;
            gri_utf8_decode(lexer->line + at, lexer->to - at, &used);
        }
        at += used;
    }
    return at - start;
}

enum gri_token gri_lexer_sign(const struct gri_lexer *lexer, size_t at, size_t *length)
{
    const struct sign *sign = at < lexer->to ? sign_at(lexer, at) : NULL;
    *length = sign == NULL ? 0 : strlen(sign->text);
    return sign == NULL ? GRI_TOKEN_BAD : sign->token;
}

/* A word may be many tokens, as 1e1e1e1 is: its end is looked for once. */
static bool word_begins(struct gri_lexer *lexer)
{
    size_t length = gri_lexer_word(lexer, lexer->start);
    lexer->word_from = lexer->start;
    lexer->word_to = lexer->start + length;
    return length > 0;
}

static void read_token(struct gri_lexer *lexer)
{
    const struct sign *sign = sign_at(lexer, lexer->start);
    if (sign != NULL) {
        lexer->token = sign->token;
        lexer->relation = sign->relation;
        lexer->end = lexer->start + strlen(sign->text);
    } else if (lexer->line[lexer->start] == '.' || word_begins(lexer)) {
        lexer->token = GRI_TOKEN_OPERAND;
        lexer->end = lexer->start;
    } else {
        lexer->token = GRI_TOKEN_BAD;
        lexer->end = lexer->start + 1;
    }
}

void gri_lexer_next(struct gri_lexer *lexer)
{
    size_t at = lexer->end;
    lexer->start = lexer->end = gri_lexer_skip(lexer, at);
    lexer->blank_before = lexer->start > at;
    lexer->token = GRI_TOKEN_END;
    if (lexer->start < lexer->to)
        read_token(lexer);
    lexer->blank_after = lexer->end >= lexer->to || blank_at(lexer, lexer->end) > 0;
}

void gri_lexer_take(struct gri_lexer *lexer, size_t used)
{
    lexer->end = lexer->start + used;
    gri_lexer_next(lexer);
}

enum gr_status gri_lexer_init(struct gri_lexer *lexer, struct gri_source source, struct gr_err *err)
{
    const char *part = source.line + source.from;
    size_t length = source.to - source.from;
    size_t bad = gri_utf8_check(part, length);
    if (bad < length)
        return gri_fail_at(err, GR_E_SYNTAX, source.from + bad + 1,
                           part[bad] == '\0' ? "a NUL byte in the text"
                                             : "a byte that is not UTF-8; save the text as UTF-8");
    const char *comment = length > 0 ? memchr(part, '#', length) : NULL;
    *lexer = (struct gri_lexer){.line = source.line, .end = source.from};
    lexer->to = comment == NULL ? source.to : (size_t)(comment - source.line);
    gri_lexer_next(lexer);
    return GR_OK;
}
