#include "page/plot/canvas.h"

#include "base/utf8.h"

#include <math.h>
#include <string.h>

struct gri_ink {
    unsigned char dots;  /* braille: the bits of U+2800; ASCII: thirds from the top */
    unsigned char paint; /* of the text */
    char text[5];        /* one character; "" none */
    bool hidden;         /* the second half of a wide character */
};

bool gri_canvas_init(struct gri_canvas *canvas, struct gri_arena *arena, size_t cols, size_t rows,
                     bool ascii)
{
    *canvas = (struct gri_canvas){cols, rows, ascii, NULL};
    canvas->ink = gri_arena_take(arena, cols * rows, sizeof *canvas->ink);
    return canvas->ink != NULL;
}

static void dot(struct gri_canvas *canvas, long x, long y)
{
    static const unsigned char braille[4][2] = {
        {0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};
    size_t wide = canvas->ascii ? 1 : 2, high = canvas->ascii ? 3 : 4;
    size_t col = (size_t)x / wide, row = (size_t)y / high;
    if (x < 0 || y < 0 || col >= canvas->cols || row >= canvas->rows)
        return;
    struct gri_ink *ink = &canvas->ink[row * canvas->cols + col];
    size_t below = (size_t)y % high;
    unsigned bit = canvas->ascii ? 1U << below : braille[below][(size_t)x % wide];
    ink->dots = (unsigned char)(ink->dots | bit);
}

static bool inside(const double *place)
{
    return place[0] >= -1e-9 && place[0] <= 1 + 1e-9 && place[1] >= -1e-9 && place[1] <= 1 + 1e-9;
}

void gri_canvas_line(struct gri_canvas *canvas, const double *from, const double *to)
{
    double wide = (double)(canvas->cols * (canvas->ascii ? 1 : 2) - 1);
    double high = (double)(canvas->rows * (canvas->ascii ? 3 : 4) - 1);
    if (!inside(from) || !inside(to))
        return;
    double x = from[0] * wide, y = (1 - from[1]) * high;
    double dx = (to[0] - from[0]) * wide, dy = (from[1] - to[1]) * high;
    size_t steps = (size_t)ceil(fmax(fabs(dx), fabs(dy)));
    for (size_t n = 0; n <= steps; n++) {
        double part = steps > 0 ? (double)n / (double)steps : 0;
        dot(canvas, lround(x + part * dx), lround(y + part * dy));
    }
}

bool gri_canvas_cell(const struct gri_canvas *canvas, double x, double y, size_t *col, size_t *row)
{
    const double place[2] = {x, y};
    double wide = canvas->ascii ? 1 : 2, high = canvas->ascii ? 3 : 4;
    if (!inside(place))
        return false;
    *col = (size_t)(fmax(0, round(x * ((double)canvas->cols * wide - 1))) / wide);
    *row = (size_t)(fmax(0, round((1 - y) * ((double)canvas->rows * high - 1))) / high);
    return *col < canvas->cols && *row < canvas->rows;
}

void gri_canvas_text(struct gri_canvas *canvas, size_t col, size_t row, const char *text,
                     enum gri_paint paint)
{
    size_t length = strlen(text);
    for (size_t i = 0, used; i < length && row < canvas->rows; i += used) {
        gri_utf8_decode(text + i, length - i, &used);
        size_t width = gri_utf8_width(text + i, used);
        if (width == 0 || col + width > canvas->cols)
            continue;
        struct gri_ink *ink = &canvas->ink[row * canvas->cols + col];
        memcpy(ink->text, text + i, used);
        ink->text[used] = '\0';
        ink->paint = (unsigned char)paint;
        ink->hidden = false;
        if (width == 2)
            ink[1].hidden = true;
        col += width;
    }
}

bool gri_canvas_vacant(const struct gri_canvas *canvas, size_t col, size_t row, size_t width)
{
    size_t from = col > 0 ? col - 1 : 0, to = col + width + 1;
    if (row >= canvas->rows || col + width > canvas->cols)
        return false;
    for (size_t at = from; at < to && at < canvas->cols; at++)
        if (canvas->ink[row * canvas->cols + at].text[0] != '\0')
            return false;
    return true;
}

static void put_dots(const struct gri_canvas *canvas, unsigned dots, struct gri_row *out)
{
    static const char *const thirds[] = {" ", "'", "-", "'", ".", ":", ".", "|"};
    char braille[4];
    if (dots == 0)
        gri_row_skip(out, 1);
    else if (canvas->ascii)
        gri_row_put(out, GRI_PAINT_NONE, thirds[dots & 7], 1);
    else
        gri_row_put(out, GRI_PAINT_NONE, braille, gri_utf8_encode(0x2800 + dots, braille));
}

void gri_canvas_row(const struct gri_canvas *canvas, size_t row, struct gri_row *out)
{
    for (size_t col = 0; col < canvas->cols; col++) {
        const struct gri_ink *ink = &canvas->ink[row * canvas->cols + col];
        if (ink->hidden)
            continue;
        if (ink->text[0] == '\0')
            put_dots(canvas, ink->dots, out);
        else
            gri_row_put(out, (enum gri_paint)ink->paint, ink->text, strlen(ink->text));
    }
}
