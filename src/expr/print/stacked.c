#include "base/utf8.h"
#include "expr/print/printer.h"

#include <string.h>

static size_t width(const struct gri_text *line)
{
    return gri_utf8_width(line->at, line->length);
}

static void pad_to(struct gri_text *line, size_t columns)
{
    size_t now = width(line);
    if (now < columns)
        gri_text_add_repeated(line, " ", columns - now);
}

static void pad_all(struct gri_text *lines, size_t count)
{
    size_t widest = 0;
    for (size_t i = 0; i < count; i++)
        if (width(&lines[i]) > widest)
            widest = width(&lines[i]);
    for (size_t i = 0; i < count; i++)
        pad_to(&lines[i], widest);
}

/* The bracket beside row i of n. */
static const char *side(size_t i, size_t n, bool left)
{
    if (i == 0)
        return left ? "⎡" : "⎤";
    if (i + 1 == n)
        return left ? "⎣" : "⎦";
    return left ? "⎢" : "⎥";
}

/* One element, alone in `cell`. */
static void print_cell(const struct gri_printer *printer, const struct gri_expr *expr,
                       struct gri_text *cell)
{
    struct gri_printer alone = *printer;
    alone.out = cell;
    alone.lines = NULL;
    alone.apart = true;
    gri_text_reset(cell);
    gri_printer_whole(&alone, expr);
}

/* Columns of a cell from the point of a number on: numbers stand below each other there, all else
 * on the right. */
static size_t part(const struct gri_expr *expr, const struct gri_text *cell)
{
    size_t whole = strcspn(cell->at, ".e");
    if (expr->kind == GRI_NEGATE)
        expr = expr->a;
    return expr->kind == GRI_NUMBER ? gri_utf8_width(cell->at + whole, cell->length - whole) : 0;
}

static void tall_column(struct gri_printer *printer, const struct gri_expr *matrix, size_t k,
                        struct gri_text *lines, struct gri_text *cell)
{
    size_t before = 0, behind = 0; /* the most on either side of the point */
    for (size_t i = 0; i < matrix->rows; i++) {
        const struct gri_expr *item = matrix->items[i * matrix->cols + k];
        print_cell(printer, item, cell);
        size_t after = part(item, cell), rest = width(cell) - after;
        before = rest > before ? rest : before;
        behind = after > behind ? after : behind;
    }
    for (size_t i = 0; i < matrix->rows; i++) {
        const struct gri_expr *item = matrix->items[i * matrix->cols + k];
        print_cell(printer, item, cell);
        size_t after = part(item, cell), rest = width(cell) - after;
        gri_text_add(&lines[i], k > 0 ? "  " : "");
        gri_text_add_repeated(&lines[i], " ", before - rest);
        gri_text_add_bytes(&lines[i], cell->at, cell->length);
        gri_text_add_repeated(&lines[i], " ", behind - after);
    }
}

void gri_printer_tall(struct gri_printer *printer, const struct gri_expr *matrix)
{
    struct gri_text *lines = printer->lines + printer->base - (matrix->rows - 1) / 2;
    struct gri_text cell;
    gri_text_init(&cell);
    pad_all(printer->lines, printer->count);
    for (size_t i = 0; i < matrix->rows; i++)
        gri_text_add(&lines[i], side(i, matrix->rows, true));
    for (size_t k = 0; k < matrix->cols; k++)
        tall_column(printer, matrix, k, lines, &cell);
    for (size_t i = 0; i < matrix->rows; i++)
        gri_text_add(&lines[i], side(i, matrix->rows, false));
    if (cell.failed)
        printer->out->failed = true;
    gri_text_clear(&cell);
}

/* Rows of the highest matrix; those inside a matrix stay on a line. */
static size_t tallest(const struct gri_expr *expr)
{
    if (expr->kind == GRI_MATRIX)
        return expr->rows;
    size_t a = expr->a == NULL ? 1 : tallest(expr->a);
    size_t b = expr->b == NULL ? 1 : tallest(expr->b);
    return a > b ? a : b;
}

void gri_print_stacked(struct gri_text *lines, size_t room, size_t *count, size_t *base,
                       const struct gri_expr *expr, const struct gri_scope *scope,
                       enum gri_style style, int digits)
{
    size_t rows = style == GRI_TEXT ? tallest(expr) : 1;
    if (rows > room || style != GRI_TEXT) {
        *count = 1;
        *base = 0;
        gri_print(&lines[0], expr, scope, style, digits);
        return;
    }
    *count = rows;
    *base = (rows - 1) / 2;
    struct gri_printer printer = {.say = &gri_dialects[style],
                                  .out = &lines[*base],
                                  .scope = scope,
                                  .style = style,
                                  .digits = digits,
                                  .lines = lines,
                                  .count = rows,
                                  .base = *base};
    gri_printer_whole(&printer, expr);
    pad_all(lines, rows);
}
