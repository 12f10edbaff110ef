/* What stands before the first `=`: a name, a matrix of names, a formula in names, or prose. */
#include "explain/name/notation.h"
#include "mark/read/read.h"
#include "mark/read/words.h"

#include <string.h>

static size_t skip(const char *text, size_t at, size_t to)
{
    while (at < to && text[at] == ' ')
        at++;
    return at;
}

/* Past words before a name: "Hence", "so we get", "Prediction:". */
static size_t past_words(struct gri_reading *reading, size_t from, size_t to)
{
    const char *text = reading->plain.text.at;
    size_t at = from;
    for (size_t n = from; n < to; n++)
        if (text[n] == ':' && reading->depths.at[n] == 0)
            at = n + 1;
    at = skip(text, at, to);
    for (;;) {
        size_t length = gri_prose_word(reading, at, to);
        if (length == 0)
            return at;
        at += length;
        while (at < to && strchr(" ,.-)", text[at]) != NULL)
            at++;
    }
}

/* Is this word the one for the error, with or without a number behind it? */
static bool error_word(const char *text, size_t from, size_t to, size_t *number)
{
    static const char *const words[] = {"Error", "error", "ERROR", "Err", "err"};
    size_t end = to;
    *number = 0;
    while (end > from && text[end - 1] >= '0' && text[end - 1] <= '9')
        end--;
    for (size_t n = end; n < to && n < end + 6; n++)
        *number = 10 * *number + (size_t)(text[n] - '0');
    while (end > from && (text[end - 1] == '_' || text[end - 1] == ' '))
        end--;
    for (size_t n = 0; n < sizeof words / sizeof *words; n++) {
        size_t length = strlen(words[n]);
        if (end - from >= length && memcmp(text + end - length, words[n], length) == 0 &&
            (end - length == from || text[end - length - 1] == ' '))
            return true;
    }
    return false;
}

static bool mean_error(const char *text, size_t from, size_t to)
{
    static const char *const phrases[] = {"Mean squared error", "mean squared error",
                                          "Mean Squared Error", "Mean square error",
                                          "mean square error"};
    for (size_t n = 0; n < sizeof phrases / sizeof *phrases; n++)
        if (to - from >= strlen(phrases[n]) &&
            memcmp(text + to - strlen(phrases[n]), phrases[n], strlen(phrases[n])) == 0)
            return true;
    return false;
}

/* "Error" means what its working shows, or a word before it: a difference, its square, or half of
 * that. */
static enum gri_error_word meant(struct gri_reading *reading, size_t from, size_t equals)
{
    const char *text = reading->plain.text.at;
    size_t to = reading->plain.text.length, end = skip(text, equals, to) + 1;
    bool square = false, half = false, minus = false;
    for (size_t n = from; n + 6 <= equals; n++)
        square = square || memcmp(text + n, "quared", 6) == 0;
    while (end < to && text[end] != '=' && text[end] != ';')
        end++;
    for (size_t n = equals; n < end; n++) {
        size_t left = end - n;
        square = square || (left >= 2 && memcmp(text + n, "²", 2) == 0) ||
                 (left >= 2 && memcmp(text + n, "^2", 2) == 0) ||
                 (left >= 4 && memcmp(text + n, "^(2)", 4) == 0);
        half = half || (left >= 2 && memcmp(text + n, "/2", 2) == 0) ||
               (left >= 3 && (memcmp(text + n, "/ 2", 3) == 0 || memcmp(text + n, "0.5", 3) == 0 ||
                              memcmp(text + n, "/(2", 3) == 0));
        minus = minus || (text[n] == '-' && n > equals + 2);
    }
    if (square || minus)
        reading->error_word = square && half ? GRI_ERROR_HALF
                              : square       ? GRI_ERROR_SQUARE
                                             : GRI_ERROR_PLAIN;
    return reading->error_word;
}

static void spell(struct gri_reading *reading, enum gri_what what, size_t sample,
                  struct gri_text *out)
{
    struct gri_symbol symbol = {.asked.of = {.what = what, .sample = sample}};
    if (what == GRI_Q_OUT)
        symbol.asked.of.layer = reading->view.net->depth - 1;
    gri_name_spell(&reading->view, &symbol, false, GRI_ASCII, out);
}

/* A left side in words has a spelling of its own. */
static enum gr_status read_spelled(struct gri_reading *reading, struct gri_claim *claim,
                                   const char *text, size_t length, struct gr_err *err)
{
    struct gr_err why;
    claim->plain = gri_arena_copy(reading->arena, text, length);
    if (claim->plain == NULL)
        return gri_fail_memory(err, "a page");
    GRI_TRY(gri_reading_parse(reading, claim->plain, 0, length, &claim->left, &why));
    if (claim->left != NULL)
        return GR_OK;
    claim->problem = gri_arena_copy(reading->arena, why.message, strlen(why.message));
    return claim->problem != NULL ? GR_OK : gri_fail_memory(err, "a page");
}

static enum gr_status read_error(struct gri_reading *reading, struct gri_claim *claim, size_t from,
                                 size_t equals, size_t number, struct gr_err *err)
{
    struct gri_text text;
    enum gri_error_word word = meant(reading, from, equals);
    if (reading->view.net == NULL || reading->view.net->outputs > 1 || word == GRI_ERROR_UNKNOWN) {
        claim->problem = "\"Error\" of what is not said; write e, or (y - yhat)^2";
        return GR_OK;
    }
    gri_text_init(&text);
    gri_text_add(&text, word == GRI_ERROR_PLAIN ? "" : "(");
    spell(reading, word == GRI_ERROR_PLAIN ? GRI_Q_ERROR : GRI_Q_TARGET, number, &text);
    if (word != GRI_ERROR_PLAIN) {
        gri_text_add(&text, " - ");
        spell(reading, GRI_Q_OUT, number, &text);
        gri_text_add(&text, word == GRI_ERROR_HALF ? ")^2/2" : ")^2");
    }
    enum gr_status status = text.failed ? gri_fail_memory(err, "a page")
                                        : read_spelled(reading, claim, text.at, text.length, err);
    gri_text_clear(&text);
    return status;
}

static enum gr_status make(struct gri_reading *reading, size_t from, size_t to,
                           struct gri_claim **claim, struct gr_err *err)
{
    *claim = gri_reading_claim(reading);
    if (*claim == NULL)
        return gri_fail_memory(err, "a page");
    (*claim)->written = gri_plain_written(reading, from, to, &(*claim)->spot);
    (*claim)->plain = gri_reading_kept(reading);
    if ((*claim)->written == NULL || (*claim)->plain == NULL)
        return gri_fail_memory(err, "a page");
    return GR_OK;
}

static bool any_prose(struct gri_reading *reading, size_t from, size_t to)
{
    for (size_t n = from; n < to; n++)
        if (gri_prose_word(reading, n, to) > 1)
            return true;
    return false;
}

/* "gradient of w5", "change in w5": not w5 itself, but its gradient or nothing that has a name. */
enum about { ITSELF, ITS_GRADIENT, SOMETHING_ELSE };

static size_t word_before(const char *text, size_t from, size_t *to)
{
    while (*to > from && text[*to - 1] == ' ')
        --*to;
    size_t at = *to;
    while (at > from && ((text[at - 1] >= 'a' && text[at - 1] <= 'z') ||
                         (text[at - 1] >= 'A' && text[at - 1] <= 'Z')))
        at--;
    return at;
}

static bool one_of(const char *text, size_t length, const char *const *words)
{
    for (; *words != NULL; words++)
        if (strlen(*words) == length && memcmp(text + 1, *words + 1, length - 1) == 0 &&
            (text[0] | 0x20) == (*words)[0])
            return true;
    return false;
}

static enum about about(const char *text, size_t from, size_t name)
{
    static const char *const joints[] = {"of", "for", "in", "wrt", "by", "to", "at", NULL};
    static const char *const gradients[] = {"gradient", "derivative", "grad", NULL};
    static const char *const others[] = {"change",     "slope",    "step",     "delta",
                                         "correction", "velocity", "momentum", NULL};
    size_t to = name, at = word_before(text, from, &to);
    if (one_of(text + at, to - at, joints)) {
        to = at;
        at = word_before(text, from, &to);
    }
    return one_of(text + at, to - at, gradients) ? ITS_GRADIENT
           : one_of(text + at, to - at, others)  ? SOMETHING_ELSE
                                                 : ITSELF;
}

/* "loss MSE" is no product. */
static bool is_named_loss(const struct gri_expr *left)
{
    return left != NULL && left->kind == GRI_MULTIPLY && left->a->kind == GRI_SYMBOL &&
           left->a->symbol->asked.of.what == GRI_Q_LOSS && !left->a->symbol->asked.derivative;
}

/* "the loss is L": names among words; where the last one begins. */
static size_t last_name(struct gri_reading *reading, size_t from, size_t to)
{
    const char *text = reading->plain.text.at;
    size_t at = to;
    while (at > from && text[at - 1] != ' ')
        at--;
    for (size_t n = from; n < at; n++)
        if (text[n] != ' ' && (text[n] | 0x20) < 'a')
            return from;
    return at;
}

/* Where the name begins behind words, parsed; `*left` is NULL where none is. */
static enum gr_status read_led(struct gri_reading *reading, size_t from, size_t *start, size_t to,
                               const struct gri_expr **left, struct gr_err *why)
{
    const char *text = reading->plain.text.at;
    bool names = *left == NULL || is_named_loss(*left);
    size_t last = names ? last_name(reading, *start, to) : *start;
    if (last > *start) {
        *start = last;
        GRI_TRY(gri_reading_parse(reading, text, last, to, left, why));
    }
    if (*left == NULL || (*left)->kind != GRI_SYMBOL || (*left)->symbol->asked.derivative ||
        (*left)->symbol->asked.of.made)
        return GR_OK;
    enum about what = about(text, from, *start);
    struct gri_text named;
    if (what == ITSELF)
        return GR_OK;
    *left = NULL;
    if (what == SOMETHING_ELSE)
        return GR_OK;
    gri_text_init(&named);
    gri_text_add(&named, "dloss/d");
    gri_text_add_bytes(&named, text + *start, to - *start);
    const char *kept = gri_arena_copy(reading->arena, named.at, named.length);
    size_t length = named.length;
    bool failed = named.failed || kept == NULL;
    gri_text_clear(&named);
    return failed ? gri_fail_memory(why, "a page")
                  : gri_reading_parse(reading, kept, 0, length, left, why);
}

enum gr_status gri_read_left(struct gri_reading *reading, size_t from, size_t to,
                             struct gri_claim **claim, bool *lead, struct gr_err *err)
{
    const char *text = reading->plain.text.at;
    const struct gri_expr *left = NULL;
    struct gr_err why = {0};
    size_t number, first = from;
    *claim = NULL;
    from = skip(text, from, to);
    while (to > from && text[to - 1] == ' ')
        to--;
    if (from == to)
        return GR_OK;
    if (mean_error(text, from, to)) {
        GRI_TRY(make(reading, first, to, claim, err));
        return read_spelled(reading, *claim, "loss", strlen("loss"), err);
    }
    if (error_word(text, from, to, &number)) {
        GRI_TRY(make(reading, from, to, claim, err));
        return read_error(reading, *claim, from, to, number, err);
    }
    size_t start = past_words(reading, from, to);
    *lead = start > from;
    if (start == to)
        return GR_OK;
    GRI_TRY(gri_reading_parse(reading, text, start, to, &left, &why));
    if (*lead || is_named_loss(left))
        GRI_TRY(read_led(reading, from, &start, to, &left, &why));
    bool refused = left == NULL && reading->refused && !*lead && !any_prose(reading, start, to);
    if (!refused && (left == NULL || !gri_expr_has_name(left)))
        return GR_OK;
    GRI_TRY(make(reading, *lead ? start : first, to, claim, err));
    (*claim)->left = left;
    if (left == NULL) {
        (*claim)->problem = gri_arena_copy(reading->arena, why.message, strlen(why.message));
        if ((*claim)->problem == NULL)
            return gri_fail_memory(err, "a page");
    }
    return GR_OK;
}
