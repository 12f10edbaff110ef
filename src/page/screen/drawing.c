/* Drawing expressions, and where a drawing is cut that is too wide. */
#include "page/screen/drawing.h"

#include "base/utf8.h"
#include "expr/print.h"

#include <string.h>

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

void *gri_screen_take(struct gri_screen *screen, size_t count, size_t size)
{
    void *piece = gri_arena_take(screen->page->arena, count, size);
    if (piece == NULL)
        screen->out->failed = true;
    return piece;
}

/* What was printed, safe and in the arena; frees `lines`. */
static bool keep_lines(struct gri_screen *screen, struct gri_text *lines, size_t room,
                       struct gri_drawing *drawing)
{
    struct gri_text safe;
    gri_text_init(&safe);
    for (size_t i = 0; i < drawing->count; i++) {
        gri_text_reset(&safe);
        gri_safe_add(&safe, lines[i].at, lines[i].length, GRI_SAFE_LINE | screen->safe);
        drawing->line[i] = gri_arena_copy(screen->page->arena, safe.at, safe.length);
        size_t width = gri_utf8_width(safe.at, safe.length);
        drawing->width = larger(width, drawing->width);
        if (safe.failed || lines[i].failed || drawing->line[i] == NULL)
            screen->out->failed = true;
    }
    gri_text_clear(&safe);
    for (size_t i = 0; i < room; i++)
        gri_text_clear(&lines[i]);
    return !screen->out->failed;
}

static bool opens(uint32_t rune)
{
    return rune == '(' || rune == '[' || (rune >= U'⎛' && rune <= U'⎝') ||
           (rune >= U'⎡' && rune <= U'⎣');
}

static bool closes(uint32_t rune)
{
    return rune == ')' || rune == ']' || (rune >= U'⎞' && rune <= U'⎠') ||
           (rune >= U'⎤' && rune <= U'⎦');
}

/* A line with more room around what stands between its terms; those in brackets stay together. */
static const char *spread(struct gri_screen *screen, const char *line)
{
    static const char *const signs[] = {" + ", " - ", " − "};
    struct gri_text wide;
    size_t depth = 0, used;
    gri_text_init(&wide);
    for (size_t left = strlen(line); left > 0; line += used, left -= used) {
        uint32_t rune = gri_utf8_decode(line, left, &used);
        depth += opens(rune) ? 1 : 0;
        depth -= closes(rune) && depth > 0 ? 1 : 0;
        size_t sign = 0;
        while (sign < 3 && (depth > 0 || strncmp(line, signs[sign], strlen(signs[sign])) != 0))
            sign++;
        if (sign < 3) {
            used = strlen(signs[sign]);
            gri_text_addf(&wide, "  %s  ", signs[sign]);
        } else {
            gri_text_add_bytes(&wide, line, used);
        }
    }
    char *copy = gri_arena_copy(screen->page->arena, wide.at, wide.length);
    if (copy == NULL || wide.failed)
        screen->out->failed = true;
    gri_text_clear(&wide);
    return copy;
}

bool gri_draw(struct gri_screen *screen, const struct gri_expr *expr, struct gri_drawing *drawing)
{
    const struct gri_page *page = screen->page;
    size_t room = screen->style == GRI_TEXT ? gri_tallest(expr) : 1;
    struct gri_text *lines = gri_screen_take(screen, room, sizeof *lines);
    *drawing = (struct gri_drawing){.line = gri_screen_take(screen, room, sizeof *drawing->line)};
    if (lines == NULL || drawing->line == NULL)
        return false;
    for (size_t i = 0; i < room; i++)
        gri_text_init(&lines[i]);
    drawing->count = 1;
    if (room == 1)
        gri_print(&lines[0], expr, page->scope, screen->style, page->digits);
    else
        gri_print_stacked(lines, room, &drawing->count, &drawing->base, expr, page->scope,
                          screen->style, page->digits);
    if (!keep_lines(screen, lines, room, drawing))
        return false;
    if (screen->large && drawing->count == 1 &&
        (drawing->line[0] = spread(screen, drawing->line[0])) != NULL)
        drawing->width = gri_utf8_width(drawing->line[0], strlen(drawing->line[0]));
    return !screen->out->failed;
}

size_t gri_drawing_bytes(const char *text, size_t columns)
{
    size_t bytes = 0, column = 0, used;
    for (size_t left = strlen(text); bytes < left; bytes += used) {
        gri_utf8_decode(text + bytes, left - bytes, &used);
        size_t wide = gri_utf8_width(text + bytes, used);
        if (column + wide > columns)
            break;
        column += wide;
    }
    return bytes;
}

static bool blank_at(const struct gri_scissors *cut, size_t column)
{
    for (size_t i = 0; i < cut->drawing->count; i++) {
        const char *rest = cut->drawing->line[i] + cut->at[i];
        char here = rest[gri_drawing_bytes(rest, column)];
        if (here != ' ' && here != '\0')
            return false;
    }
    return true;
}

/* How badly a line would be cut at this blank: before + and − best, then before × or after a row of
 * a matrix, worst where no operator is. */
static size_t badness(const char *blank)
{
    static const char *const operators[] = {" + ", " - ", " − ", " x ", " × ", " · "};
    enum { COUNT = sizeof operators / sizeof *operators };
    for (size_t i = 0; i < COUNT; i++)
        if (strncmp(blank, operators[i], strlen(operators[i])) == 0)
            return i / 3;
    return blank[-1] == ';' ? 1 : 2;
}

/* Best at the blank before an operator outside brackets, then deeper; not in the first third. What
 * has no blank stays whole. */
size_t gri_drawing_piece(const struct gri_scissors *cut, size_t room, size_t *depth_after)
{
    const char *text = cut->drawing->line[cut->drawing->base] + cut->at[cut->drawing->base];
    size_t column = 0, best = 0, best_rank = SIZE_MAX, depth = cut->depth, used;
    for (size_t left = strlen(text); left > 0; text += used, left -= used) {
        uint32_t rune = gri_utf8_decode(text, left, &used);
        if (column > room && best > 0)
            return best;
        if (rune == ' ' && column > 0 && blank_at(cut, column)) {
            size_t rank = 3 * depth + badness(text) + (column < room / 3 ? SIZE_MAX / 2 : 0);
            if (rank <= best_rank) {
                best = column;
                best_rank = rank;
                *depth_after = depth;
            }
        }
        if (opens(rune))
            depth++;
        else if (closes(rune) && depth > 0)
            depth--;
        column += gri_utf8_width(text, used);
    }
    if (column > room && best > 0)
        return best;
    *depth_after = depth;
    return cut->drawing->width > column && cut->drawing->count > 1 ? cut->drawing->width : column;
}
