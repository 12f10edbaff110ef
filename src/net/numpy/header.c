#include "net/numpy/header.h"

#include <stdint.h>
#include <string.h>

/* NumPy itself reads no longer one. */
enum { LONGEST = 10000 };

/* The dictionary, being read. */
struct text {
    const char *at, *end;
};

struct quoted {
    const char *at;
    size_t length;
};

static void skip_blanks(struct text *t)
{
    while (t->at < t->end && (*t->at == ' ' || *t->at == '\t' || *t->at == '\n'))
        t->at++;
}

/* Is this next? Then it is behind. */
static bool take(struct text *t, const char *word)
{
    size_t length = strlen(word);
    skip_blanks(t);
    if ((size_t)(t->end - t->at) < length || memcmp(t->at, word, length) != 0)
        return false;
    t->at += length;
    return true;
}

/* Between quotes of either kind; none of ours has an escape in it. */
static bool take_quoted(struct text *t, struct quoted *quoted)
{
    skip_blanks(t);
    char quote = t->at < t->end ? *t->at : '\0';
    if (quote != '\'' && quote != '"')
        return false;
    const char *end = memchr(t->at + 1, quote, (size_t)(t->end - t->at) - 1);
    if (end == NULL)
        return false;
    *quoted = (struct quoted){t->at + 1, (size_t)(end - t->at) - 1};
    t->at = end + 1;
    return true;
}

static bool take_whole(struct text *t, size_t *number)
{
    skip_blanks(t);
    const char *first = t->at;
    for (*number = 0; t->at < t->end && *t->at >= '0' && *t->at <= '9'; t->at++) {
        size_t digit = (size_t)(*t->at - '0');
        if (*number > (SIZE_MAX - digit) / 10)
            return false;
        *number = 10 * *number + digit;
    }
    return t->at > first;
}

/* One letter's order of bytes, and the kind: <f8. A number of one byte has none: |u1. */
static bool read_kind(const struct quoted *descr, struct gri_npy_header *header)
{
    static const uint16_t one = 1;
    bool little = *(const unsigned char *)&one == 1;
    char order = descr->length == 3 ? descr->at[0] : '\0';
    header->kind = order != '\0' ? gri_npy_kind_find(descr->at + 1, 2) : NULL;
    if (header->kind == NULL)
        return false;
    header->swapped = header->kind->width > 1 && order == (little ? '>' : '<');
    return order == '<' || order == '>' || (order == '|' && header->kind->width == 1);
}

static enum gr_status refuse_kind(const struct gri_stream *stream, const struct quoted *descr,
                                  struct gr_err *err)
{
    size_t length = descr->length < 20 ? descr->length : 20;
    return gri_fail(err, GR_E_FILE,
                    "'%s' holds '%.*s', which are no numbers as they are read here: f8 f4 i8 i4 i2 "
                    "i1 u8 u4 u2 u1 b1; a.astype('f8') makes such",
                    stream->name, (int)length, descr->at);
}

/* What the dictionary says; `dimensions` of the shape. */
struct entries {
    struct quoted descr;
    bool by_columns;
    size_t rows, cols, dimensions;
    bool has_descr, has_order, has_shape;
};

/* (3, 2), (3,): the rows, and how many numbers there are in each. */
static bool take_shape(struct text *t, struct entries *e)
{
    size_t size;
    e->rows = e->cols = 1;
    if (!take(t, "("))
        return false;
    for (e->dimensions = 0; !take(t, ")"); e->dimensions++) {
        if (!take_whole(t, &size))
            return false;
        bool more = take(t, ",");
        if (!more && (e->dimensions == 0 || t->at == t->end || *t->at != ')'))
            return false;
        if (e->dimensions > 0 && size > 0 && e->cols > SIZE_MAX / size)
            return false;
        e->rows = e->dimensions == 0 ? size : e->rows;
        e->cols *= e->dimensions == 0 ? 1 : size;
    }
    return true;
}

static bool take_order(struct text *t, struct entries *e)
{
    e->by_columns = take(t, "True");
    return e->by_columns || take(t, "False");
}

static bool take_descr(struct text *t, struct entries *e)
{
    return take_quoted(t, &e->descr);
}

/* key: value, and what ends it. */
static bool take_entry(struct text *t, struct entries *e)
{
    const struct {
        const char *key;
        bool (*take)(struct text *t, struct entries *e);
        bool *taken;
    } known[] = {{"descr", take_descr, &e->has_descr},
                 {"fortran_order", take_order, &e->has_order},
                 {"shape", take_shape, &e->has_shape}};
    struct quoted key;
    if (!take_quoted(t, &key) || !take(t, ":"))
        return false;
    for (size_t n = 0; n < sizeof known / sizeof *known; n++)
        if (strlen(known[n].key) == key.length && memcmp(known[n].key, key.at, key.length) == 0) {
            if (*known[n].taken || !known[n].take(t, e))
                return false;
            *known[n].taken = true;
            return take(t, ",") || (t->at < t->end && *t->at == '}');
        }
    return false;
}

/* Each of the three once, in any order. */
static bool take_dictionary(struct text *t, struct entries *e)
{
    if (!take(t, "{"))
        return false;
    while (!take(t, "}"))
        if (!take_entry(t, e))
            return false;
    skip_blanks(t);
    return t->at == t->end && e->has_descr && e->has_order && e->has_shape;
}

static enum gr_status check_sizes(const struct gri_stream *stream,
                                  const struct gri_npy_header *header, size_t dimensions,
                                  struct gr_err *err)
{
    size_t rows = header->rows, cols = header->cols, width = header->kind->width;
    if (dimensions == 0)
        return gri_fail(err, GR_E_SHAPE, "'%s' is one number; data wants rows", stream->name);
    if (header->by_columns && dimensions > 2)
        return gri_fail(err, GR_E_SHAPE,
                        "'%s' has %zu dimensions in Fortran's order; np.ascontiguousarray(a) "
                        "brings them into rows",
                        stream->name, dimensions);
    if (rows == 0 || cols == 0)
        return gri_fail(err, GR_E_SHAPE, "'%s' has %zu rows of %zu numbers; data wants some",
                        stream->name, rows, cols);
    if (cols > SIZE_MAX / width / rows || rows * cols * width != stream->left)
        return gri_fail(err, GR_E_FILE,
                        "'%s' says that it has %zu rows of %zu numbers of %zu bytes, but %zu bytes "
                        "are left in it; save or fetch it anew",
                        stream->name, rows, cols, width, stream->left);
    return GR_OK;
}

/* How long the dictionary is stands in 2 bytes, from version 2 on in 4, the lowest first. */
static enum gr_status read_length(struct gri_stream *stream, size_t *length, struct gr_err *err)
{
    unsigned char bytes[8], four[4] = {0};
    static const char magic[] = "\x93NUMPY";
    if (stream->left < sizeof bytes)
        return gri_fail(err, GR_E_FILE, "'%s' is too short for an array", stream->name);
    GRI_TRY(gri_stream_read(stream, bytes, sizeof bytes, err));
    if (memcmp(bytes, magic, sizeof magic - 1) != 0)
        return gri_fail(err, GR_E_FILE,
                        "'%s' is no array of NumPy's: it does not begin with \\x93NUMPY; "
                        "np.save(FILE, a) writes one",
                        stream->name);
    if (bytes[6] < 1 || bytes[6] > 3 || bytes[7] != 0)
        return gri_fail(err, GR_E_FILE, "'%s' is of version %d.%d; 1.0, 2.0 and 3.0 are read here",
                        stream->name, bytes[6], bytes[7]);
    GRI_TRY(gri_stream_read(stream, four, bytes[6] == 1 ? 2 : 4, err));
    *length = four[0] | (size_t)four[1] << 8 | (size_t)four[2] << 16 | (size_t)four[3] << 24;
    if (*length > LONGEST)
        return gri_fail(err, GR_E_FILE, "'%s' describes itself in %zu bytes; %d are much",
                        stream->name, *length, LONGEST);
    return GR_OK;
}

enum gr_status gri_npy_header_read(struct gri_stream *stream, struct gri_npy_header *header,
                                   struct gr_err *err)
{
    char text[LONGEST];
    size_t length;
    struct entries e = {.has_descr = false};
    GRI_TRY(read_length(stream, &length, err));
    GRI_TRY(gri_stream_read(stream, text, length, err));
    if (!take_dictionary(&(struct text){text, text + length}, &e))
        return gri_fail(err, GR_E_FILE,
                        "'%s' does not describe itself as NumPy's arrays do: descr, fortran_order "
                        "and shape, from byte 11 on; np.save(FILE, a) writes it anew",
                        stream->name);
    *header = (struct gri_npy_header){.by_columns = e.by_columns, .rows = e.rows, .cols = e.cols};
    if (!read_kind(&e.descr, header))
        return refuse_kind(stream, &e.descr, err);
    return check_sizes(stream, header, e.dimensions, err);
}
