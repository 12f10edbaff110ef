/* Arguments, read as the command's row says. */
#include "cmd/line/line.h"

#include "explain/name/notation.h"

#include <stdio.h>
#include <string.h>

struct reader {
    struct gr_session *session;
    const struct gri_command *command;
    struct gri_source source;
    size_t at; /* byte read up to */
    struct gr_err *err;
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static void skip_blanks(struct reader *r)
{
    while (r->at < r->source.to && is_blank(r->source.line[r->at]))
        r->at++;
}

/* The word at r->at, up to a blank; a quoted one up to its quote. */
static size_t word_length(const struct reader *r)
{
    const char *text = r->source.line + r->at;
    size_t room = r->source.to - r->at, n = 0;
    if (room > 0 && text[0] == '"') {
        const char *end = memchr(text + 1, '"', room - 1);
        return end != NULL ? (size_t)(end - text) + 1 : room;
    }
    while (n < room && !is_blank(text[n]))
        n++;
    return n;
}

static enum gr_status usage(const struct reader *r, size_t column, const char *what)
{
    struct gri_text synopsis;
    gri_text_init(&synopsis);
    gri_command_synopsis(r->command, &synopsis);
    enum gr_status status = gri_fail_at(r->err, GR_E_SYNTAX, column, "%s; it is used as: %s", what,
                                        synopsis.at);
    gri_text_clear(&synopsis);
    return status;
}

static enum gr_status read_count(struct reader *r, const struct gri_param *param,
                                 struct gri_arg *arg)
{
    size_t number = 0, least = param->type == GRI_COUNT ? 1 : 0;
    for (size_t n = 0; n < arg->length; n++) {
        if (arg->text[n] < '0' || arg->text[n] > '9' || number > 100000000000000)
            return gri_fail_at(r->err, GR_E_SYNTAX, arg->column,
                               "%s is a whole number from %zu; \"%.*s\" is none", param->name,
                               least, (int)(arg->length < 40 ? arg->length : 40), arg->text);
        number = 10 * number + (size_t)(arg->text[n] - '0');
    }
    arg->count = number;
    if (number < least)
        return gri_fail_at(r->err, GR_E_RANGE, arg->column, "%s is a whole number from %zu",
                           param->name, least);
    return GR_OK;
}

bool gri_address_read(const char *text, size_t length, struct gri_address *address)
{
    size_t *const number[] = {&address->epoch, &address->iteration, &address->lines};
    static const char before[] = "@.:";
    size_t at = 0;
    *address = (struct gri_address){0};
    for (size_t n = 0; n < 3 && at < length; n++) {
        if (text[at] != before[n])
            continue;
        for (at++; at < length && text[at] >= '0' && text[at] <= '9'; at++)
            if (*number[n] < 100000000000000)
                *number[n] = 10 * *number[n] + (size_t)(text[at] - '0');
        if (*number[n] == 0)
            return false;
    }
    return at == length && address->epoch > 0;
}

static enum gr_status read_moment(struct reader *r, struct gri_arg *arg)
{
    r->at += arg->length;
    if (gri_address_read(arg->text, arg->length, &arg->address))
        return GR_OK;
    return gri_fail_at(r->err, GR_E_SYNTAX, arg->column,
                       "a moment is @EPOCH or @EPOCH.ITERATION, as in @2 or @2.3");
}

static bool is_keyword(const struct gri_command *command, const char *word, size_t length)
{
    for (size_t k = 0; k < GRI_PARAMS && command->params[k].type != GRI_NOTHING; k++) {
        const char *keyword = command->params[k].keyword;
        if (keyword != NULL && strlen(keyword) == length && memcmp(keyword, word, length) == 0)
            return true;
    }
    return false;
}

/* The rest of the line up to a keyword of the command, without blanks at its end. */
static size_t rest_length(const struct reader *r)
{
    struct reader look = *r;
    size_t end = r->source.to;
    while (look.at < look.source.to) {
        skip_blanks(&look);
        size_t length = word_length(&look);
        if (look.at > r->at && is_keyword(r->command, look.source.line + look.at, length)) {
            end = look.at;
            break;
        }
        look.at += length;
    }
    while (end > r->at && is_blank(r->source.line[end - 1]))
        end--;
    return end - r->at;
}

enum { LISTED = 240 }; /* as long as a list of words may be in a message */

static enum gr_status unknown_word(struct reader *r, const struct gri_param *param,
                                   const char *word, size_t column)
{
    struct gri_nearest nearest;
    struct gri_text all;
    char hint[128];
    gri_text_init(&all);
    gri_nearest_init(&nearest, word, strlen(word));
    for (size_t n = 0; param->words(n) != NULL; n++) {
        gri_nearest_try(&nearest, param->words(n));
        gri_text_addf(&all, "%s%s", n > 0 ? " " : "", param->words(n));
    }
    gri_nearest_hint(&nearest, hint, sizeof hint);
    enum gr_status status;
    if (all.length > LISTED)
        status = gri_fail_at(r->err, GR_E_NAME, column, "there is no %s \"%.40s\"%s", param->name,
                             word, hint);
    else if (param->words(0) != NULL && param->words(1) == NULL)
        status = gri_fail_at(r->err, GR_E_NAME, column,
                             "here stands \"%s\" or nothing, not \"%.40s\"%s", all.at, word, hint);
    else
        status = gri_fail_at(r->err, GR_E_NAME, column,
                             "%s is one of: %s; \"%.40s\" is none of them%s", param->name, all.at,
                             word, hint);
    gri_text_clear(&all);
    return status;
}

static bool is_known(const struct gri_param *param, const char *word)
{
    if (param->words == NULL)
        return true;
    for (size_t n = 0; param->words(n) != NULL; n++)
        if (strcmp(param->words(n), word) == 0)
            return true;
    return false;
}

static enum gr_status read_words(struct reader *r, const struct gri_param *param,
                                 struct gri_arg *arg)
{
    size_t length = arg->length;
    do {
        char *word = gri_arena_copy(&r->session->line, r->source.line + r->at, length);
        if (word == NULL)
            return gri_fail_memory(r->err, "the line");
        if (arg->count == GRI_WORDS)
            return usage(r, r->at + 1, "too many words");
        arg->columns[arg->count] = r->at + 1;
        arg->words[arg->count++] = word;
        if (!is_known(param, word))
            return unknown_word(r, param, word, r->at + 1);
        r->at += length;
        skip_blanks(r);
        length = word_length(r);
    } while (param->many && length > 0);
    return GR_OK;
}

static enum gr_status read_file(struct reader *r, struct gri_arg *arg)
{
    bool quoted = arg->text[0] == '"';
    size_t length = arg->length;
    r->at += length;
    if (quoted && (length < 2 || arg->text[length - 1] != '"'))
        return gri_fail_at(r->err, GR_E_SYNTAX, arg->column, "the quote is not closed");
    arg->words[0] = gri_arena_copy(&r->session->line, arg->text + (quoted ? 1 : 0),
                                   quoted ? length - 2 : length);
    arg->count = 1;
    return arg->words[0] != NULL ? GR_OK : gri_fail_memory(r->err, "the line");
}

static enum gr_status read_name(struct reader *r, struct gri_arg *arg)
{
    struct gri_source part = r->source;
    part.from = r->at;
    part.to = r->at + arg->length;
    r->at = part.to;
    GRI_TRY(gri_parse(part, false, &r->session->scope, &r->session->line, &arg->expr, r->err));
    if (arg->expr->kind != GRI_SYMBOL)
        return gri_fail_at(r->err, GR_E_SYNTAX, arg->column,
                           "a name is wanted here, as in h1[2] or dL/dw5");
    arg->asked = arg->expr->symbol->asked;
    return GR_OK;
}

static enum gr_status read_value(struct reader *r, const struct gri_param *param,
                                 struct gri_arg *arg)
{
    struct gr_session *session = r->session;
    bool rest = param->type == GRI_REST || param->type == GRI_EXPRESSION ||
                param->type == GRI_OPEN || param->type == GRI_LIST || param->type == GRI_CONDITION;
    struct gri_source part = r->source;
    arg->given = true;
    arg->text = r->source.line + r->at;
    arg->length = param->type == GRI_BLOCK ? r->source.to - r->at
                  : rest                   ? rest_length(r)
                                           : word_length(r);
    arg->column = r->at + 1;
    part.from = r->at;
    part.to = r->at + arg->length;
    switch (param->type) {
    case GRI_WORD:
        return read_words(r, param, arg);
    case GRI_FILE:
        return read_file(r, arg);
    case GRI_NAME:
        return read_name(r, arg);
    case GRI_MOMENT:
        return read_moment(r, arg);
    default:
        r->at += arg->length;
    }
    switch (param->type) {
    case GRI_COUNT:
    case GRI_WHOLE:
        return read_count(r, param, arg);
    case GRI_EXPRESSION:
        return gri_parse(part, true, &session->scope, &session->line, &arg->expr, r->err);
    case GRI_LIST:
        return gri_parse_list(part, &session->scope, &session->line, &arg->items, &arg->count,
                              r->err);
    case GRI_CONDITION:
        return gri_parse_comparison(part, &session->scope, &session->line, &arg->condition, r->err);
    default:
        return GR_OK;
    }
}

/* `keyword value` pairs, in any order. */
static enum gr_status read_keywords(struct reader *r, struct gri_arg *args)
{
    for (skip_blanks(r); r->at < r->source.to; skip_blanks(r)) {
        size_t length = word_length(r), k = 0;
        const char *word = r->source.line + r->at;
        const struct gri_param *params = r->command->params;
        while (k < GRI_PARAMS && params[k].type != GRI_NOTHING &&
               (params[k].keyword == NULL || strlen(params[k].keyword) != length ||
                memcmp(params[k].keyword, word, length) != 0))
            k++;
        if (k == GRI_PARAMS || params[k].type == GRI_NOTHING || args[k].given)
            return usage(r, r->at + 1, "this is one word too many");
        r->at += length;
        skip_blanks(r);
        if (r->at == r->source.to)
            return usage(r, r->at + 1, "a value is missing");
        GRI_TRY(read_value(r, &params[k], &args[k]));
    }
    return GR_OK;
}

/* A line that ends where a value belongs: the name of what is missing, or more lines wanted. */
static enum gr_status missing(const struct reader *r, const struct gri_param *param)
{
    char words[100];
    if (param->type == GRI_BLOCK) {
        r->session->wants_end = true;
        return GR_MORE;
    }
    snprintf(words, sizeof words, "%s is missing", param->name);
    return usage(r, r->source.to > 0 ? r->source.to + 1 : 1, words);
}

/* `back epoch`, `table @2`: no count or word stands here, but what may stand behind it. */
static bool is_left_out(const struct reader *r, const struct gri_param *param, size_t length)
{
    const struct gri_param *next = param + 1;
    if (!param->optional || next == &r->command->params[GRI_PARAMS])
        return false;
    if (next->type == GRI_MOMENT)
        return r->source.line[r->at] == '@';
    if (param->type != GRI_COUNT || next->type != GRI_WORD || next->words == NULL)
        return false;
    for (size_t n = 0; next->words(n) != NULL; n++)
        if (strlen(next->words(n)) == length &&
            memcmp(next->words(n), r->source.line + r->at, length) == 0)
            return true;
    return false;
}

enum gr_status gri_arguments_read(struct gr_session *session, const struct gri_command *command,
                                  struct gri_source source, struct gri_arg *args,
                                  struct gr_err *err)
{
    struct reader r = {session, command, source, source.from, err};
    for (size_t k = 0; k < GRI_PARAMS && command->params[k].type != GRI_NOTHING; k++) {
        const struct gri_param *param = &command->params[k];
        if (param->keyword != NULL)
            continue;
        skip_blanks(&r);
        size_t length = word_length(&r);
        bool keyword = is_keyword(command, source.line + r.at, length);
        if (length == 0 || (keyword && param->optional)) {
            if (!param->optional)
                return missing(&r, param);
            continue;
        }
        if (is_left_out(&r, param, length))
            continue;
        GRI_TRY(read_value(&r, param, &args[k]));
    }
    GRI_TRY(read_keywords(&r, args));
    for (size_t k = 0; k < GRI_PARAMS && command->params[k].type != GRI_NOTHING; k++)
        if (!command->params[k].optional && !args[k].given)
            return missing(&r, &command->params[k]);
    return GR_OK;
}
