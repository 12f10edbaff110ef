#include "net/numpy/numbers.h"

#include <math.h>
#include <stdlib.h>

/* Numbers at a time: few enough for the second cache; columns, which are put in their places
 * several at once, as many numbers as fill half of what training may use beside the data. */
enum { PIECE = 1 << 14, COLUMNS = 8, MOST_IN_COLUMNS = 1 << 18 };

struct work {
    struct gri_stream *stream;
    const struct gri_npy_header *header;
    double *at;
    size_t stride;
    size_t room; /* numbers */
    void *bytes; /* as they stand in the file */
    double *numbers;
};

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static void turn_bytes(unsigned char *bytes, size_t count, size_t width)
{
    for (; count > 0; count--, bytes += width)
        for (size_t n = 0; n < width / 2; n++) {
            unsigned char byte = bytes[n];
            bytes[n] = bytes[width - 1 - n];
            bytes[width - 1 - n] = byte;
        }
}

static bool are_finite(const double *numbers, size_t count)
{
    unsigned bad = 0;
    for (size_t n = 0; n < count; n++)
        bad |= !isfinite(numbers[n]);
    return bad == 0;
}

/* Number n in the order of the file. */
static enum gr_status refuse(const struct work *w, size_t n, double number, struct gr_err *err)
{
    const struct gri_npy_header *h = w->header;
    return gri_fail(err, GR_E_RANGE,
                    "'%s' has %s in row %zu, column %zu; every number has to be finite: drop the "
                    "row, or write another number",
                    w->stream->name,
                    isnan(number) ? "nan"
                    : number > 0  ? "inf"
                                  : "-inf",
                    (h->by_columns ? n % h->rows : n / h->cols) + 1,
                    (h->by_columns ? n / h->rows : n % h->cols) + 1);
}

/* The next numbers, the first of which is number `first`. Doubles need no room for their bytes. */
static enum gr_status take(const struct work *w, size_t first, size_t count, double *to,
                           struct gr_err *err)
{
    const struct gri_npy_kind *kind = w->header->kind;
    void *bytes = kind->decode != NULL ? w->bytes : to;
    GRI_TRY(gri_stream_read(w->stream, bytes, count * kind->width, err));
    if (w->header->swapped)
        turn_bytes(bytes, count, kind->width);
    if (kind->decode != NULL)
        kind->decode(bytes, count, to);
    if (!kind->may_be_infinite || are_finite(to, count))
        return GR_OK;
    size_t n = 0;
    while (isfinite(to[n]))
        n++;
    return refuse(w, first + n, to[n], err);
}

static enum gr_status take_rows(const struct work *w, struct gr_err *err)
{
    size_t cols = w->header->cols, total = w->header->rows * cols, count;
    for (size_t first = 0; first < total; first += count) {
        count = least(w->room, total - first);
        if (w->stride == cols) {
            GRI_TRY(take(w, first, count, w->at + first, err));
            continue;
        }
        GRI_TRY(take(w, first, count, w->numbers, err));
        size_t i = first / cols, k = first % cols;
        for (size_t n = 0; n < count; n++) {
            w->at[i * w->stride + k] = w->numbers[n];
            k = k + 1 < cols ? k + 1 : 0;
            i += k == 0;
        }
    }
    return GR_OK;
}

/* Whole columns, several beside each other so that what is written lies together; or a part of one.
 */
static enum gr_status take_columns(const struct work *w, struct gr_err *err)
{
    size_t rows = w->header->rows, total = rows * w->header->cols, count;
    for (size_t first = 0; first < total; first += count) {
        size_t i = first % rows, k = first / rows, high = least(w->room, rows - i);
        size_t wide = high < rows ? 1 : least(least(w->room / rows, COLUMNS), w->header->cols - k);
        count = high * wide;
        GRI_TRY(take(w, first, count, w->numbers, err));
        for (size_t down = 0; down < high; down++)
            for (size_t right = 0; right < wide; right++)
                w->at[(i + down) * w->stride + k + right] = w->numbers[right * high + down];
    }
    return GR_OK;
}

enum gr_status gri_npy_numbers_read(struct gri_stream *stream, const struct gri_npy_header *header,
                                    double *at, size_t stride, struct gr_err *err)
{
    struct work w = {stream, header, at, stride, PIECE, NULL, NULL};
    if (header->by_columns)
        w.room = header->rows < MOST_IN_COLUMNS / COLUMNS ? header->rows * COLUMNS + PIECE
                                                          : MOST_IN_COLUMNS + PIECE;
    w.bytes = malloc(w.room * header->kind->width);
    w.numbers = malloc(w.room * sizeof *w.numbers);
    enum gr_status status = w.bytes == NULL || w.numbers == NULL
                                ? gri_fail_memory(err, stream->name)
                            : header->by_columns ? take_columns(&w, err)
                                                 : take_rows(&w, err);
    free(w.bytes);
    free(w.numbers);
    return status;
}
