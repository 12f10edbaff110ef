/* Rows of numbers out of text. libcsv knows about quotes; the rest is ours: which separator,
 * whether the first row is a header, and where exactly a field is wrong. A plain row of numbers,
 * which is what most rows are, is read without it. */
#include "net/data/data.h"

#include "base/arena.h"
#include "base/decimal.h"
#include "base/file.h"
#include "base/utf8.h"
#include "net/data/line.h"

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
    struct gri_labels **labels; /* column_limit of them, or NULL: no words yet */
    enum gr_status status;
    struct gr_err *err;
};

static size_t column_of(const struct reader *r, size_t field)
{
    return gri_line_column(r->line, r->length, r->delimiter, field);
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
    fail(r, status, column_of(r, r->field), words);
}

static void refuse(struct reader *r, const char *text, size_t length, const char *why)
{
    char words[200];
    snprintf(words, sizeof words, "\"%.*s\" %s", (int)(length < 40 ? length : 40), text, why);
    fail_field(r, GR_E_SYNTAX, words);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* 1,5 between semicolons; or, where commas were taken to separate, what stands about that which
 * does: the 5;2 of 1,5;2,5. */
static bool has_decimal_comma(const struct reader *r, const char *text, size_t length)
{
    const char *between = r->delimiter == ',' ? ",; \t" : ",";
    for (size_t n = 1; n + 1 < length; n++)
        if (strchr(between, text[n]) != NULL && is_digit(text[n - 1]) &&
            (is_digit(text[n + 1]) || text[n + 1] == '-'))
            return true;
    return false;
}

static void refuse_number(struct reader *r, const char *text, size_t length)
{
    refuse(r, text, length,
           has_decimal_comma(r, text, length)
               ? "is not a number; decimals are written with a point here, as in 1.5"
               : "is not a number");
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

/* For `more` numbers. */
static bool make_room(struct reader *r, size_t more)
{
    if (more <= r->room - r->used)
        return true;
    size_t room = 2 * r->room + more + 64;
    double *at = room <= 3 * (size_t)GRI_DATA_LIMIT ? realloc(r->at, room * sizeof *at) : NULL;
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

static struct gri_labels *labels_of(const struct reader *r, size_t field)
{
    return r->labels != NULL && field < column_limit ? r->labels[field] : NULL;
}

static bool begin_labels(struct reader *r)
{
    if (r->labels == NULL)
        r->labels = calloc(column_limit, sizeof(*r->labels));
    if (r->labels != NULL && r->field < column_limit)
        r->labels[r->field] = calloc(1, sizeof **r->labels);
    struct gri_labels *labels = labels_of(r, r->field);
    if (labels == NULL)
        return false;
    labels->line = r->number;
    labels->column = column_of(r, r->field);
    return true;
}

static void keep_number(struct reader *r, double number)
{
    if (make_room(r, 1))
        r->at[r->used++] = number;
}

/* A column that has a word in its first row has words in all. */
static void keep_label(struct reader *r, const char *text, size_t length)
{
    if (r->rows == 0 && !begin_labels(r)) {
        fail_field(r, GR_E_MEMORY, "no memory for the class labels");
        return;
    }
    size_t number = gri_labels_number(labels_of(r, r->field), text, length);
    if (number == SIZE_MAX)
        fail_field(r, GR_E_RANGE, "too many different words; class labels are few");
    else
        keep_number(r, (double)number);
}

/* A number in a column of words: the first word was wrong. */
static void fail_mixed(struct reader *r, const struct gri_labels *labels)
{
    r->status = gri_fail_at(r->err, GR_E_SYNTAX, labels->column,
                            "\"%.40s\" is not a number; a column is all numbers or all words",
                            labels->word[0]);
    if (r->err != NULL)
        r->err->line = labels->line;
}

static void take_data(struct reader *r, const char *text, size_t length, bool is_number,
                      double number)
{
    const struct gri_labels *labels = labels_of(r, r->field);
    if (length == 0)
        fail_field(r, GR_E_SYNTAX, "a field is empty; every row wants a value in each column");
    else if (gri_is_missing(text, length))
        refuse(r, text, length, "stands for no value; fill it in, or leave the row out");
    else if (is_number && labels != NULL)
        fail_mixed(r, labels);
    else if (labels != NULL || (!is_number && r->rows == 0 && gri_is_label(text, length)))
        keep_label(r, text, length);
    else if (!is_number)
        refuse_number(r, text, length);
    else if (!isfinite(number))
        refuse(r, text, length, "is too large");
    else
        keep_number(r, number);
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
    if (r->in_header && r->field == 0 && has_decimal_comma(r, text, length))
        refuse_number(r, text, length);
    else if (r->in_header && is_number)
        fail_field(r, GR_E_SYNTAX,
                   "a number in the header; the first row is all names or all numbers");
    else if (r->in_header)
        keep_name(r, text, length);
    else
        take_data(r, text, length, is_number, number);
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
        fail(r, GR_E_SHAPE, column_of(r, r->field < r->cols ? r->field - 1 : r->cols), words);
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

/* A row like those before it, without quotes; false: libcsv shall look at it. */
static bool read_plain_row(struct reader *r)
{
    if (r->cols == 0 || r->rows == 0 || !make_room(r, r->cols))
        return false;
    if (!gri_line_numbers(r->line, r->length, r->delimiter, r->labels, r->at + r->used, r->cols))
        return false;
    r->used += r->cols;
    r->rows++;
    return true;
}

static enum gr_status take_line(void *user, const char *line, size_t length, struct gr_err *err)
{
    struct reader *r = user;
    (void)err; /* r->err */
    r->number++;
    if (r->number == 1 && length >= 3 && memcmp(line, "\xef\xbb\xbf", 3) == 0) {
        line += 3;
        length -= 3;
    }
    r->line = line;
    r->length = length;
    if (length == 0)
        return GR_OK;
    if (r->delimiter == 0 && !gri_line_is_blank(line, length)) {
        r->delimiter = gri_line_delimiter(line, length);
        csv_set_delim(&r->csv, r->delimiter);
    }
    if (r->delimiter != 0 && !read_plain_row(r) && r->status == GR_OK)
        read_line(r);
    return r->status;
}

static enum gr_status hand_over(struct reader *r, struct gri_data *data, struct gr_err *err)
{
    if (r->names != NULL)
        GRI_TRY(gri_data_name(data, r->names, err));
    if (r->labels == NULL)
        return GR_OK;
    data->labels = calloc(data->cols, sizeof(*data->labels));
    if (data->labels == NULL)
        return gri_fail_memory(err, "the data");
    for (size_t k = 0; k < data->cols; k++) {
        data->labels[k] = r->labels[k];
        r->labels[k] = NULL;
    }
    return GR_OK;
}

static enum gr_status finish(struct reader *r, struct gri_data **out, struct gr_err *err)
{
    struct gri_data *data = NULL;
    if (r->rows == 0)
        return gri_fail(err, GR_E_SHAPE, "no rows of numbers here; a row is written as 16, 4, 98");
    /* shrunk to what is used */
    double *at = realloc(r->at, r->used * sizeof *at);
    at = at != NULL ? at : r->at;
    r->at = NULL;
    GRI_TRY(gri_data_own(at, r->rows, r->cols, &data, err));
    enum gr_status status = hand_over(r, data, err);
    if (status == GR_OK)
        *out = data;
    else
        gri_data_free(data);
    return status;
}

static enum gr_status begin(struct reader *r, struct gr_err *err)
{
    *r = (struct reader){.status = GR_OK, .err = err};
    if (csv_init(&r->csv, 0) != 0)
        return gri_fail_memory(err, "the data");
    gri_arena_init(&r->arena, (size_t)64 << 20);
    return GR_OK;
}

static void clear(struct reader *r)
{
    for (size_t k = 0; r->labels != NULL && k < column_limit; k++)
        gri_labels_free(r->labels[k]);
    free(r->labels);
    free(r->at);
    gri_arena_clear(&r->arena);
    csv_free(&r->csv);
}

enum gr_status gri_data_read(const char *text, size_t length, struct gri_data **data,
                             struct gr_err *err)
{
    struct reader r;
    GRI_TRY(begin(&r, err));
    enum gr_status status = GR_OK;
    for (size_t at = 0; at < length && status == GR_OK;) {
        const char *end = memchr(text + at, '\n', length - at);
        size_t to = end != NULL ? (size_t)(end - text) + 1 : length;
        status = take_line(&r, text + at, to - at, err);
        at = to;
    }
    if (status == GR_OK)
        status = finish(&r, data, err);
    clear(&r);
    return status;
}

enum gr_status gri_data_read_file(const char *path, struct gri_data **data, struct gr_err *err)
{
    struct reader r;
    GRI_TRY(begin(&r, err));
    enum gr_status status = gri_file_lines(path, take_line, &r, err);
    if (status == GR_OK)
        status = finish(&r, data, err);
    clear(&r);
    return status;
}
