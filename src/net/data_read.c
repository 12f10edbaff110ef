/* Rows of numbers out of text. libcsv knows about quotes; the rest is ours: which separator,
 * whether the first row is a header, and where exactly a field is wrong. */
#include "net/data.h"

#include "base/arena.h"
#include "base/decimal.h"
#include "base/utf8.h"

#include <csv.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const size_t column_limit = 20000;

struct reader {
    struct csv_parser csv;
    unsigned char delimiter;
    const char *line; /* being read */
    size_t length, number;
    double *at;
    size_t used, room;
    size_t rows, cols, field; /* cols 0: no row yet */
    bool in_header;
    struct gri_arena arena; /* the header's names */
    char **names;
    enum gr_status status;
    struct gr_err *err;
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Does `candidate` stand in the line outside quotes? */
static bool separates(const char *line, size_t length, char candidate)
{
    bool quoted = false;
    for (size_t n = 0; n < length; n++) {
        if (line[n] == '"')
            quoted = !quoted;
        if (!quoted && line[n] == candidate)
            return true;
    }
    return false;
}

/* The first line that is not empty shows it. */
static unsigned char find_delimiter(const char *text, size_t length)
{
    while (length > 0 && is_blank(*text)) {
        text++;
        length--;
    }
    const char *end = memchr(text, '\n', length);
    size_t first = end != NULL ? (size_t)(end - text) : length;
    const char candidates[] = {',', ';', '\t'};
    for (size_t n = 0; n < sizeof candidates; n++)
        if (separates(text, first, candidates[n]))
            return (unsigned char)candidates[n];
    return ' ';
}

/* Where field number `field` (from 0) begins in a line of fields between blanks. */
static size_t find_between_blanks(const struct reader *r, size_t field)
{
    bool quoted = false, inside = false;
    for (size_t n = 0; n < r->length; n++) {
        bool blank = !quoted && is_blank(r->line[n]);
        if (!blank && !inside && field-- == 0)
            return n;
        if (r->line[n] == '"')
            quoted = !quoted;
        inside = !blank;
    }
    return r->length;
}

/* The byte of the line where field number `field` (from 0) begins, from 1. */
static size_t field_column(const struct reader *r, size_t field)
{
    if (r->delimiter == ' ')
        return find_between_blanks(r, field) + 1;
    size_t start = 0;
    bool quoted = false;
    for (size_t n = 0; field > 0 && n < r->length; n++) {
        if (r->line[n] == '"')
            quoted = !quoted;
        if (!quoted && (unsigned char)r->line[n] == r->delimiter) {
            field--;
            start = n + 1;
        }
    }
    while (start < r->length && r->line[start] == ' ')
        start++;
    return start + 1;
}

static void fail(struct reader *r, enum gr_status status, size_t column, const char *words)
{
    if (r->status != GR_OK)
        return;
    r->status = gri_fail_at(r->err, status, column, "%s", words);
    if (r->err != NULL)
        r->err->line = r->number;
}

static void fail_field(struct reader *r, enum gr_status status, const char *words)
{
    fail(r, status, field_column(r, r->field), words);
}

static void refuse(struct reader *r, const char *text, size_t length, const char *why)
{
    char words[120];
    snprintf(words, sizeof words, "\"%.*s\" %s", (int)(length < 40 ? length : 40), text, why);
    fail_field(r, GR_E_SYNTAX, words);
}

static bool parse_field(const char *text, size_t length, double *number)
{
    size_t sign = length > 0 && (text[0] == '-' || text[0] == '+') ? 1 : 0;
    static const char minus[] = "\xe2\x88\x92"; /* U+2212, as pasted from a slide */
    bool negative = sign == 1 && text[0] == '-';
    if (length >= 3 && memcmp(text, minus, 3) == 0) {
        sign = 3;
        negative = true;
    }
    size_t used = gri_parse_number(text + sign, length - sign, number);
    if (used == 0 || sign + used != length)
        return false;
    if (negative)
        *number = -*number;
    return true;
}

static bool make_room(struct reader *r)
{
    if (r->used < r->room)
        return true;
    size_t room = r->room == 0 ? 256 : 2 * r->room;
    double *at = room <= 2 * (size_t)GRI_DATA_LIMIT ? realloc(r->at, room * sizeof *at) : NULL;
    if (at == NULL) {
        fail_field(r, GR_E_MEMORY, "the data is too large for the memory");
        return false;
    }
    r->at = at;
    r->room = room;
    return true;
}

static void keep_name(struct reader *r, const char *text, size_t length)
{
    if (r->names == NULL)
        r->names = gri_arena_take(&r->arena, column_limit, sizeof *r->names);
    if (r->names != NULL && r->field < column_limit)
        r->names[r->field] = gri_arena_copy(&r->arena, text, length);
    if (r->names == NULL || r->field >= column_limit || r->names[r->field] == NULL)
        fail_field(r, GR_E_MEMORY, "too many columns");
}

/* The first row is a header when its first field is no number; then none of it may be. */
static void take_field(void *bytes, size_t length, void *user)
{
    struct reader *r = user;
    const char *text = bytes;
    double number = 0;
    if (r->status != GR_OK || (r->delimiter == ' ' && length == 0))
        return;
    bool is_number = parse_field(text, length, &number);
    if (r->cols == 0 && r->field == 0)
        r->in_header = !is_number && length > 0;
    if (r->in_header && is_number)
        fail_field(r, GR_E_SYNTAX,
                   "a number in the header; the first row is all names or all numbers");
    else if (r->in_header)
        keep_name(r, text, length);
    else if (length == 0)
        fail_field(r, GR_E_SYNTAX, "a field is empty; every row wants a number in each column");
    else if (!is_number)
        refuse(r, text, length, "is not a number");
    else if (!isfinite(number))
        refuse(r, text, length, "is too large");
    else if (make_room(r))
        r->at[r->used++] = number;
    r->field++;
}

static void take_row(int terminator, void *user)
{
    struct reader *r = user;
    (void)terminator;
    if (r->status != GR_OK || r->field == 0)
        return;
    if (r->cols == 0)
        r->cols = r->field;
    if (r->field != r->cols) {
        char words[100];
        snprintf(words, sizeof words, "this row has %zu fields, the first has %zu", r->field,
                 r->cols);
        fail(r, GR_E_SHAPE, field_column(r, r->field < r->cols ? r->field - 1 : r->cols), words);
    }
    if (!r->in_header)
        r->rows++;
    r->in_header = false;
    r->field = 0;
}

/* One line, and its end where the text has none. */
static void read_line(struct reader *r)
{
    bool ended = r->line[r->length - 1] == '\n';
    size_t valid = gri_utf8_check(r->line, r->length);
    if (valid < r->length)
        fail(r, GR_E_SYNTAX, valid + 1, "a byte that is no text; data is rows of numbers in UTF-8");
    else if (csv_parse(&r->csv, r->line, r->length, take_field, take_row, r) != r->length ||
             (!ended && csv_parse(&r->csv, "\n", 1, take_field, take_row, r) != 1))
        fail(r, GR_E_MEMORY, 0, csv_strerror(csv_error(&r->csv)));
    else if (r->csv.quoted)
        fail_field(r, GR_E_SYNTAX, "a quote begins here and does not end on its line");
}

static void read_lines(struct reader *r, const char *text, size_t length)
{
    for (size_t at = 0; at < length && r->status == GR_OK; at += r->length) {
        const char *end = memchr(text + at, '\n', length - at);
        r->line = text + at;
        r->length = end != NULL ? (size_t)(end + 1 - r->line) : length - at;
        r->number++;
        read_line(r);
    }
}

static enum gr_status finish(const struct reader *r, struct gri_data **out, struct gr_err *err)
{
    struct gri_data *data = NULL;
    if (r->status != GR_OK)
        return r->status;
    if (r->rows == 0)
        return gri_fail(err, GR_E_SHAPE, "no rows of numbers here; a row is written as 16, 4, 98");
    GRI_TRY(gri_data_new(r->at, r->rows, r->cols, &data, err));
    enum gr_status status = r->names != NULL ? gri_data_name(data, r->names, err) : GR_OK;
    if (status == GR_OK)
        *out = data;
    else
        gri_data_free(data);
    return status;
}

enum gr_status gri_data_read(const char *text, size_t length, struct gri_data **data,
                             struct gr_err *err)
{
    struct reader r = {.status = GR_OK, .err = err};
    if (length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
        text += 3;
        length -= 3;
    }
    if (csv_init(&r.csv, 0) != 0)
        return gri_fail_memory(err, "the data");
    r.delimiter = find_delimiter(text, length);
    csv_set_delim(&r.csv, r.delimiter);
    gri_arena_init(&r.arena, (size_t)64 << 20);
    read_lines(&r, text, length);
    enum gr_status status = finish(&r, data, err);
    free(r.at);
    gri_arena_clear(&r.arena);
    csv_free(&r.csv);
    return status;
}
