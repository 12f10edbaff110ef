#include "net/data/line.h"

#include "base/decimal.h"

#include <math.h>
#include <stdint.h>

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool gri_line_is_blank(const char *line, size_t length)
{
    size_t n = 0;
    while (n < length && is_blank(line[n]))
        n++;
    return n == length;
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

unsigned char gri_line_delimiter(const char *line, size_t length)
{
    const char candidates[] = {',', ';', '\t'};
    while (length > 0 && is_blank(*line)) {
        line++;
        length--;
    }
    for (size_t n = 0; n < sizeof candidates; n++)
        if (separates(line, length, candidates[n]))
            return (unsigned char)candidates[n];
    return ' ';
}

/* Where field number `field` (from 0) begins in a line of fields between blanks. */
static size_t find_between_blanks(const char *line, size_t length, size_t field)
{
    bool quoted = false, inside = false;
    for (size_t n = 0; n < length; n++) {
        bool blank = !quoted && is_blank(line[n]);
        if (!blank && !inside && field-- == 0)
            return n;
        if (line[n] == '"')
            quoted = !quoted;
        inside = !blank;
    }
    return length;
}

size_t gri_line_column(const char *line, size_t length, unsigned char delimiter, size_t field)
{
    if (delimiter == ' ')
        return find_between_blanks(line, length, field) + 1;
    size_t start = 0;
    bool quoted = false;
    for (size_t n = 0; field > 0 && n < length; n++) {
        if (line[n] == '"')
            quoted = !quoted;
        if (!quoted && (unsigned char)line[n] == delimiter) {
            field--;
            start = n + 1;
        }
    }
    while (start < length && line[start] == ' ')
        start++;
    return start + 1;
}

static const char *skip_blanks(unsigned char delimiter, const char *at, const char *end)
{
    while (at < end && (*at == ' ' || (*at == '\t' && delimiter != '\t')))
        at++;
    return at;
}

static const char *skip_digits(const char *at, const char *end, uint64_t *digits)
{
    while (at < end && *at >= '0' && *at <= '9')
        *digits = 10 * *digits + (uint64_t)(*at++ - '0');
    return at;
}

/* 16 or 0.125. Up to 15 digits, and the power of ten below them, are doubles exactly; one division
 * rounds once. Returns the end, NULL where it is written otherwise. */
static const char *read_short(const char *at, const char *end, double *number)
{
    static const double power[] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                   1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    uint64_t digits = 0;
    const char *whole = skip_digits(at, end, &digits), *to = whole;
    if (whole > at && whole < end && *whole == '.')
        to = skip_digits(whole + 1, end, &digits);
    if (to == whole + 1 || to == at || to - at > 15 ||
        (to < end && (*to == '.' || *to == 'e' || *to == 'E')))
        return NULL;
    *number = (double)digits / power[to > whole ? to - whole - 1 : 0];
    return to;
}

/* A number at `at`; returns its end, NULL when there is none, or none that is plain. */
static const char *read_number(const char *at, const char *end, double *number)
{
    bool negative = at < end && *at == '-';
    at += at < end && (*at == '-' || *at == '+') ? 1 : 0;
    const char *to = read_short(at, end, number);
    if (to == NULL) {
        size_t used = gri_parse_number(at, (size_t)(end - at), number);
        to = used > 0 && isfinite(*number) ? at + used : NULL;
    }
    if (negative)
        *number = -*number;
    return to;
}

/* A label at `at`; the same. */
static const char *read_label(unsigned char delimiter, struct gri_labels *labels, const char *at,
                              const char *end, double *number)
{
    const char *to = at;
    while (to < end && (unsigned char)*to != delimiter && *to > ' ' && *to < 0x7f && *to != '"')
        to++;
    if (to == at || gri_is_missing(at, (size_t)(to - at)))
        return NULL;
    size_t label = gri_labels_number(labels, at, (size_t)(to - at));
    *number = (double)label;
    return label != SIZE_MAX && gri_is_label(at, 1) ? to : NULL;
}

bool gri_line_numbers(const char *line, size_t length, unsigned char delimiter,
                      struct gri_labels *const *labels, double *row, size_t cols)
{
    const char *at = line, *end = line + length;
    while (end > at && (end[-1] == '\n' || end[-1] == '\r'))
        end--;
    for (size_t k = 0; k < cols; k++) {
        at = skip_blanks(delimiter, at, end);
        at = labels != NULL && labels[k] != NULL
                 ? read_label(delimiter, labels[k], at, end, &row[k])
                 : read_number(at, end, &row[k]);
        if (at == NULL)
            return false;
        const char *behind = skip_blanks(delimiter, at, end);
        bool last = k + 1 == cols, blank = delimiter == ' ' && behind > at;
        if (last ? behind != end : !blank && (behind == end || (unsigned char)*behind != delimiter))
            return false;
        at = behind + (last || blank ? 0 : 1);
    }
    return true;
}
