/* The part of a line that is at hand: spelled, parsed, found again on the page. */
#include "base/utf8.h"
#include "mark/read/read.h"

#include <string.h>

/* How many pairs of brackets each byte is in, those included that make the pair. What is not closed
 * or not open makes none. */
static void count_depths(struct gri_reading *reading)
{
    const struct gri_text *text = &reading->plain.text;
    struct gri_text *depths = &reading->depths, *opened = &reading->opened;
    gri_text_reset(depths);
    gri_text_reset(opened);
    gri_text_add_repeated(depths, "\x01", text->length); /* 1: as yet nothing; below: less 1 */
    for (size_t n = 0; n < text->length && !depths->failed && !opened->failed; n++) {
        uint32_t at = (uint32_t)n;
        char c = text->at[n];
        if (c == '(' || c == '[')
            gri_text_add_bytes(opened, (const char *)&at, sizeof at);
        if ((c != ')' && c != ']') || opened->length == 0)
            continue;
        memcpy(&at, opened->at + opened->length - sizeof at, sizeof at);
        gri_text_cut(opened, opened->length - sizeof at);
        depths->at[at] = 2;
        depths->at[n] = 3;
    }
    size_t depth = 0;
    for (size_t n = 0; n < depths->length; n++) {
        char mark = depths->at[n];
        depth += mark == 2;
        depths->at[n] = (char)(depth < 100 ? depth : 100);
        depth -= mark == 3;
    }
}

enum gr_status gri_spell_part(struct gri_reading *reading, size_t start, size_t length,
                              struct gr_err *err)
{
    reading->start = start;
    reading->length = length;
    reading->kept = NULL;
    gri_spelled_reset(&reading->signs);
    gri_spelled_reset(&reading->names);
    gri_spelled_reset(&reading->plain);
    gri_spell_signs(reading->sheet->text + start, length, &reading->signs);
    if (!reading->signs.text.failed && !reading->signs.from.failed)
        gri_spell_names(reading, &reading->signs, &reading->names);
    if (!reading->names.text.failed && !reading->names.from.failed)
        gri_spell_sums(reading, &reading->names, &reading->plain);
    count_depths(reading);
    if (reading->signs.text.failed || reading->signs.from.failed || reading->names.text.failed ||
        reading->names.from.failed || reading->plain.text.failed || reading->plain.from.failed ||
        reading->extents.failed || reading->depths.failed || reading->opened.failed)
        return gri_fail_memory(err, "a line of a page");
    return GR_OK;
}

/* [[1, 2], [3, 4]] is a matrix of rows. */
static bool is_stack(const struct gri_expr *expr)
{
    bool rows = expr->kind == GRI_MATRIX && expr->rows == 1 && expr->cols > 1;
    for (size_t n = 0; rows && n < expr->cols; n++)
        rows = expr->items[n]->kind == GRI_MATRIX && expr->items[n]->rows == 1 &&
               expr->items[n]->cols == expr->items[0]->cols;
    return rows;
}

static enum gr_status stack(struct gri_reading *reading, const struct gri_expr **expr,
                            struct gr_err *err)
{
    size_t rows = (*expr)->cols, cols = (*expr)->items[0]->cols;
    const struct gri_expr **items = gri_arena_take(reading->arena, rows * cols, sizeof *items);
    for (size_t n = 0; items != NULL && n < rows * cols; n++)
        items[n] = (*expr)->items[n / cols]->items[n % cols];
    *expr = items != NULL ? gri_expr_matrix(reading->arena, rows, cols, items) : NULL;
    return *expr != NULL ? GR_OK : gri_fail_memory(err, "a page");
}

enum gr_status gri_reading_parse(struct gri_reading *reading, const char *text, size_t from,
                                 size_t to, const struct gri_expr **expr, struct gr_err *err)
{
    struct gri_scope scope = gri_placed_scope(reading);
    reading->parsed = text;
    reading->refused = false;
    *expr = NULL;
    enum gr_status status = gri_parse((struct gri_source){text, to, from, to}, false, &scope,
                                      reading->arena, expr, err);
    if (status == GR_OK && is_stack(*expr))
        status = stack(reading, expr, err);
    if (status != GR_OK)
        *expr = NULL;
    return status == GR_E_MEMORY ? status : GR_OK;
}

const char *gri_reading_kept(struct gri_reading *reading)
{
    if (reading->kept == NULL)
        reading->kept = gri_arena_copy(reading->arena, reading->plain.text.at,
                                       reading->plain.text.length);
    return reading->kept;
}

static void advance(const struct gri_sheet *sheet, struct gri_place_of *place, size_t at)
{
    size_t used;
    while (place->at < at) {
        bool end = sheet->text[place->at] == '\n';
        gri_utf8_decode(sheet->text + place->at, sheet->length - place->at, &used);
        place->at += used;
        place->spot.line += end;
        place->spot.column = end ? 1 : place->spot.column + 1;
    }
}

/* Going on from one of the two places asked for last, so that a page is counted about once: what
 * is read first of a line is at most one statement ahead. */
struct gri_spot gri_reading_spot(struct gri_reading *reading, size_t at)
{
    struct gri_place_of *ahead = &reading->ahead, *behind = &reading->behind;
    if (at == ahead->at)
        return ahead->spot;
    if (at > ahead->at) {
        *behind = *ahead;
        advance(reading->sheet, ahead, at);
        return ahead->spot;
    }
    if (at < behind->at)
        *behind = (struct gri_place_of){.at = reading->line_start, .spot = {reading->line, 1}};
    advance(reading->sheet, behind, at);
    return behind->spot;
}

struct gri_spot gri_plain_spot(struct gri_reading *reading, size_t at)
{
    return gri_reading_spot(reading, reading->start +
                                         gri_spelled_from(&reading->plain, at, reading->length));
}

/* Is this no part of what is written: blanks, dollars, bold? */
static bool trimmed(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '$' || c == '`' || c == '&' ||
           c == '*';
}

const char *gri_plain_written(struct gri_reading *reading, size_t from, size_t to,
                              struct gri_spot *spot)
{
    size_t first = gri_spelled_from(&reading->plain, from, reading->length);
    size_t last = gri_spelled_from(&reading->plain, to, reading->length);
    const char *text = reading->sheet->text + reading->start;
    while (first < last && trimmed(text[first]))
        first++;
    while (last > first && trimmed(text[last - 1]))
        last--;
    if (last < first)
        last = first;
    *spot = gri_reading_spot(reading, reading->start + first);
    while (last > first && text[last - 1] == '}' && memchr(text + first, '{', last - first) == NULL)
        last--;
    return gri_arena_copy(reading->arena, text + first, last - first);
}

struct gri_claim *gri_reading_claim(struct gri_reading *reading)
{
    return gri_arena_take(reading->arena, 1, sizeof(struct gri_claim));
}

void gri_reading_keep(struct gri_reading *reading, struct gri_claim *claim)
{
    if (reading->last == claim)
        return;
    if (reading->last == NULL)
        reading->sheet->first = claim;
    else
        reading->last->next = claim;
    reading->last = claim;
    reading->sheet->claims++;
}

/* There is room for 2, 4, 8, … segments: none is left where the count is one of these. */
struct gri_segment *gri_reading_segment(struct gri_reading *reading, struct gri_claim *claim)
{
    size_t count = claim->count;
    if (count != 1 && (count & (count - 1)) == 0) {
        size_t room = count == 0 ? 2 : 2 * count;
        struct gri_segment *segments = gri_arena_take(reading->arena, room, sizeof *segments);
        if (segments == NULL)
            return NULL;
        if (count > 0)
            memcpy(segments, claim->segments, count * sizeof *segments);
        claim->segments = segments;
    }
    return &claim->segments[claim->count++];
}
