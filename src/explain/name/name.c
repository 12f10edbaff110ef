/* Names as they are typed: renames, indices, moments, derivatives.
 *
 *     symbol   = quantity suffixes | ("d" | "∂") quantity "/" ("d" | "∂") quantity suffixes
 *     quantity = name of the notation [ "_new" | "new" ] [ "_i" ]
 *     suffixes = { "[" number "]" } [ "@" epoch [ "." iteration ] ] { "[" number "]" } */
#include "base/utf8.h"
#include "explain/name/notation.h"

#include <stdint.h>
#include <string.h>

/* The text in plain ASCII spelling, and which byte of it each character came from. */
struct plain {
    char at[128];
    size_t from[129];
    size_t length;
};

static const struct {
    const char *sign, *plain;
} signs[] = {
    {"ŷ", "yhat"}, {"y\xcc\x82", "yhat"},
    {"Ŷ", "Yhat"}, {"α", "alpha"},
    {"η", "eta"},  {"∂", "d"},
    {"ᵢ", "_i"},   {"₀", "0"},
    {"₁", "1"},    {"₂", "2"},
    {"₃", "3"},    {"₄", "4"},
    {"₅", "5"},    {"₆", "6"},
    {"₇", "7"},    {"₈", "8"},
    {"₉", "9"},
};

static size_t sign_at(const char *text, size_t length, const char **plain)
{
    if ((unsigned char)*text < 0x80 && *text != 'y')
        return 0;
    for (size_t n = 0; n < sizeof signs / sizeof *signs; n++) {
        size_t size = strlen(signs[n].sign);
        if (size <= length && memcmp(text, signs[n].sign, size) == 0) {
            *plain = signs[n].plain;
            return size;
        }
    }
    return 0;
}

/* A digit that stands raised, in the brackets of w⁽¹⁾₂,₁. */
static size_t raised_at(const char *text, size_t length, const char **plain)
{
    static const char *const raised[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹", "⁾"};
    static const char *const digits[] = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "_"};
    for (size_t n = 0; n < sizeof raised / sizeof *raised; n++) {
        size_t size = strlen(raised[n]);
        if (size <= length && memcmp(text, raised[n], size) == 0) {
            *plain = digits[n];
            return size;
        }
    }
    return 0;
}

static bool is_digit(const char *text)
{
    return text[0] >= '0' && text[0] <= '9';
}

/* The sign at `text`, its plain spelling in `*plain`; 0: none that a name has. `raised`: inside
 * raised brackets; `lowered`: behind a lowered digit, where a comma joins the next. */
static size_t next_sign(const char *text, size_t length, bool raised, bool lowered,
                        const char **plain)
{
    static const char others[] = "_[]@./";
    const char *next;
    size_t size = raised ? raised_at(text, length, plain) : sign_at(text, length, plain);
    if (size > 0)
        return size;
    if (lowered && text[0] == ',' && sign_at(text + 1, length - 1, &next) > 1 && is_digit(next)) {
        *plain = "_";
        return 1;
    }
    unsigned char c = (unsigned char)text[0];
    bool word = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    *plain = text;
    return word || (c != '\0' && strchr(others, c) != NULL) ? 1 : 0;
}

static void make_plain(struct plain *plain, const char *text, size_t length)
{
    static const char open[] = "⁽";
    bool raised = false, lowered = false;
    size_t n = 0;
    plain->length = 0;
    while (n < length && plain->length + 8 < sizeof plain->at) {
        const char *as = NULL;
        if (length - n > sizeof open - 1 && memcmp(text + n, open, sizeof open - 1) == 0) {
            raised = true;
            n += sizeof open - 1;
        }
        size_t size = next_sign(text + n, length - n, raised, lowered, &as);
        if (size == 0)
            break;
        size_t count = as == text + n ? 1 : strlen(as);
        for (size_t k = 0; k < count; k++) {
            plain->at[plain->length] = as[k];
            plain->from[plain->length++] = n;
        }
        lowered = size > 1 && !raised && is_digit(as);
        raised = raised && as[0] != '_';
        n += size;
    }
    plain->at[plain->length] = '\0';
    plain->from[plain->length] = n;
}

static bool is_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool follows(const char *text, const char *what)
{
    return strncmp(text, what, strlen(what)) == 0;
}

/* The whole word at `text` without the endings that every name may have. */
static size_t word_length(const char *text)
{
    static const char *const endings[] = {"_i", "_new", "new"};
    size_t length = 0;
    while (is_word(text[length]))
        length++;
    for (size_t n = 0; n < sizeof endings / sizeof *endings; n++) {
        size_t size = strlen(endings[n]);
        if (length > size && memcmp(text + length - size, endings[n], size) == 0)
            length -= size;
    }
    return length;
}

static bool equals(const char *text, size_t length, const char *name)
{
    return strlen(name) == length && memcmp(text, name, length) == 0;
}

/* Read by the notation, an underscore between letters ignored: h_1, y_hat. */
static enum gr_status read_spelled(const struct gri_view *view, const char *text, size_t length,
                                   struct gri_quantity *q, size_t *used, struct gr_err *err)
{
    char word[128];
    size_t count = 0, skipped_at = SIZE_MAX;
    for (size_t n = 0; n < length && count + 1 < sizeof word; n++) {
        if (text[n] == '_' && skipped_at == SIZE_MAX && n > 0 && n + 1 < length &&
            !(text[n - 1] >= '0' && text[n - 1] <= '9') && !follows(text + n, "_i") &&
            !follows(text + n, "_new"))
            skipped_at = n;
        else
            word[count++] = text[n];
    }
    word[count] = '\0';
    GRI_TRY(view->notation->read(view, word, count, q, used, err));
    if (*used > skipped_at)
        ++*used;
    return GR_OK;
}

static enum gr_status read_quantity(const struct gri_view *view, const char *text, size_t length,
                                    struct gri_quantity *q, bool *each_row, size_t *used,
                                    struct gr_err *err);

/* v_w5, mhat_w13: a number that the optimiser keeps or makes for a parameter. */
static enum gr_status read_moment(const struct gri_view *view, const char *text, size_t length,
                                  struct gri_quantity *q, size_t *used, struct gr_err *err)
{
    const struct gri_moment *moments = gri_optimizers[view->hyper->optimizer].moments;
    *used = 0;
    for (size_t n = 0; n < GRI_MOMENTS && moments[n].name != NULL; n++) {
        size_t size = strlen(moments[n].name), part = 0;
        bool each_row = false;
        if (!follows(text, moments[n].name) || text[size] != '_')
            continue;
        GRI_TRY(read_quantity(view, text + size + 1, length - size - 1, q, &each_row, &part, err));
        if (part == 0 || !gri_quantity_is_parameter(q) || q->whole)
            continue;
        q->of_bias = q->what == GRI_Q_BIAS;
        q->what = GRI_Q_MOMENT;
        q->moment = n;
        q->optimizer = view->hyper->optimizer;
        *used = size + 1 + part;
        return GR_OK;
    }
    return GR_OK;
}

/* A quantity without its suffixes. */
static enum gr_status read_quantity(const struct gri_view *view, const char *text, size_t length,
                                    struct gri_quantity *q, bool *each_row, size_t *used,
                                    struct gr_err *err)
{
    size_t word = word_length(text), rename = view->rename_count, part = 0;
    bool hidden = false;
    GRI_TRY(read_moment(view, text, length, q, used, err));
    if (*used > 0)
        return GR_OK;
    for (size_t n = 0; n < view->rename_count; n++) {
        if (equals(text, word, view->renames[n].to))
            rename = n;
        hidden = hidden || (!view->renames[n].also && equals(text, word, view->renames[n].from));
    }
    if (rename < view->rename_count) {
        const char *from = view->renames[rename].from;
        GRI_TRY(read_spelled(view, from, strlen(from), q, &part, err));
        part = part > 0 ? word : 0;
    } else if (!hidden) {
        GRI_TRY(read_spelled(view, text, length, q, &part, err));
    }
    if (part == 0)
        return GR_OK;
    if (follows(text + part, "_new") || follows(text + part, "new")) {
        if (!gri_quantity_is_parameter(q))
            return gri_fail_at(err, GR_E_NAME, part + 1,
                               "only a weight or a bias has a new value, as in w1_new");
        q->made = true;
        part += text[part] == '_' ? 4 : 3;
    }
    if (follows(text + part, "_i")) {
        *each_row = true;
        part += 2;
    }
    if (is_word(text[part]) && ((text[part] >= '0' && text[part] <= '9') || text[part] == '_'))
        return GR_OK; /* w5_7: not a name */
    *used = part;
    return GR_OK;
}

/* The same from byte `at` on, so that an error's column is one of `text`. */
static enum gr_status read_quantity_at(const struct gri_view *view, const char *text, size_t length,
                                       size_t at, struct gri_quantity *q, bool *each_row,
                                       size_t *used, struct gr_err *err)
{
    enum gr_status status = read_quantity(view, text + at, length - at, q, each_row, used, err);
    if (status != GR_OK && err != NULL && err->column > 0)
        err->column += at;
    return status;
}

/* A number from 1 at text[*n]; 0 when there is none or it is absurd. */
static size_t read_number(const char *text, size_t *n)
{
    size_t number = 0;
    bool absurd = false;
    for (; text[*n] >= '0' && text[*n] <= '9'; ++*n) {
        absurd = absurd || number >= SIZE_MAX / 20;
        number = absurd ? 0 : 10 * number + (size_t)(text[*n] - '0');
    }
    return number;
}

struct suffixes {
    size_t index[3], count, epoch, iteration;
    size_t where[3]; /* columns of the indices */
};

static enum gr_status read_suffixes(const char *text, size_t *n, struct suffixes *s,
                                    struct gr_err *err)
{
    while (text[*n] == '[' || (text[*n] == '@' && s->epoch == 0)) {
        size_t start = ++*n;
        size_t number = read_number(text, n);
        if (text[start - 1] == '@') {
            s->epoch = number;
            if (text[*n] == '.' && text[*n + 1] >= '0' && text[*n + 1] <= '9') {
                ++*n;
                s->iteration = read_number(text, n);
                number = s->iteration == 0 ? 0 : number;
            }
        } else if (text[(*n)++] == ']' && s->count < 3) {
            s->where[s->count] = start + 1;
            s->index[s->count++] = number;
        } else {
            number = 0;
        }
        if (number == 0)
            return gri_fail_at(err, GR_E_NAME, start + 1,
                               "an index is a number from 1 in brackets, as in h1[2]; an epoch "
                               "stands behind @, as in w5@2");
    }
    return GR_OK;
}

/* The index is a sample's. */
static enum gr_status apply_suffixes(const struct gri_view *view, struct gri_asked *asked,
                                     const struct suffixes *s, struct gr_err *err)
{
    bool sampled = asked->derivative || gri_quantity_per_sample(&asked->of) ||
                   asked->of.what == GRI_Q_LOSS;
    asked->of.epoch = s->epoch;
    asked->of.iteration = s->iteration;
    if (s->count == 0)
        return GR_OK;
    if (!sampled)
        return gri_fail_at(
            err, GR_E_RANGE, s->where[0],
            "this is the same for every sample, so it takes no index; w5@2 is that of "
            "epoch 2");
    if (s->count > 1)
        return gri_fail_at(err, GR_E_RANGE, s->where[1], "one index too many");
    if (view->data != NULL && s->index[0] > view->data->rows)
        return gri_fail_at(err, GR_E_RANGE, s->where[0],
                           "there is no sample %zu; the data have %zu", s->index[0],
                           view->data->rows);
    asked->of.sample = s->index[0];
    return GR_OK;
}

static enum gr_status read_symbol(const struct gri_view *view, const struct plain *plain,
                                  struct gri_symbol *symbol, size_t *used, struct gr_err *err)
{
    const char *text = plain->at;
    struct gri_asked *asked = &symbol->asked;
    size_t n = 0, part = 0;
    bool each_by = false;
    GRI_TRY(read_quantity(view, text, plain->length, &asked->of, &symbol->each_row, &n, err));
    if (n == 0 && text[0] == 'd') {
        GRI_TRY(read_quantity_at(view, text, plain->length, 1, &asked->of, &symbol->each_row, &part,
                                 err));
        n = part + 1;
        if (part == 0 || text[n] != '/' || text[n + 1] != 'd')
            return GR_OK;
        n += 2;
        GRI_TRY(read_quantity_at(view, text, plain->length, n, &asked->by, &each_by, &part, err));
        if (part == 0)
            return gri_fail_at(err, GR_E_NAME, n + 1,
                               "no quantity of this network begins here; a derivative is written "
                               "dL/dw1, in the names of the notation");
        n += part;
        asked->derivative = true;
        symbol->each_row = symbol->each_row || each_by; /* dL/dw5_i */
    }
    if (n == 0)
        return GR_OK;
    struct suffixes s = {0};
    GRI_TRY(read_suffixes(text, &n, &s, err));
    if (view->net != NULL)
        GRI_TRY(apply_suffixes(view, asked, &s, err));
    *used = n;
    return GR_OK;
}

enum gr_status gri_name_resolve(void *user, struct gri_arena *arena, const char *text,
                                size_t length, const struct gri_symbol **out, size_t *used,
                                struct gr_err *err)
{
    const struct gri_view *view = user;
    struct plain plain;
    struct gri_symbol read = {0};
    size_t n = 0;
    *used = 0;
    make_plain(&plain, text, length);
    enum gr_status status = read_symbol(view, &plain, &read, &n, err);
    if (status != GR_OK) {
        if (err != NULL && err->column > 0 && err->column <= plain.length + 1)
            err->column = plain.from[err->column - 1] + 1;
        return status;
    }
    if (n == 0)
        return GR_OK;
    struct gri_symbol *symbol = gri_arena_take(arena, 1, sizeof *symbol);
    if (symbol == NULL)
        return gri_fail_memory(err, "a name");
    *symbol = read;
    *out = symbol;
    *used = plain.from[n];
    return GR_OK;
}
