/* Tables on a screen: numbers stand below each other at their points, what is too wide goes on in a
 * second table, nothing is left out. */
#include "base/utf8.h"
#include "expr/print.h"
#include "page/parts.h"

#include <string.h>

enum { GAP = 3, WIDE_GAP = 6, NARROW_GAP = 2, NARROWEST = 20, SPACED_ROWS = 9 };

struct entry {
    const char *text;    /* lines where its column was narrowed */
    size_t width, whole; /* columns, and those before the point */
};

struct column {
    size_t width, whole, part; /* widest whole; widest rest from the point on */
    bool number;               /* has numbers: stands on the right */
    bool words;                /* text alone: may be folded */
};

struct grid {
    struct gri_screen *screen;
    const struct gri_table *table;
    struct entry *entry; /* header first: (rows + 1) * columns */
    struct column *column;
    bool headed;
    size_t gap, indent;
};

static const struct gri_cell *cell_at(const struct gri_table *table, size_t row, size_t column)
{
    return row == 0 ? &table->header[column] : &table->row[row - 1][column];
}

static bool is_number(const struct gri_cell *cell)
{
    return cell->kind == GRI_CELL_NUMBER ||
           (cell->kind == GRI_CELL_EXPR && cell->expr != NULL && cell->expr->kind == GRI_NUMBER);
}

/* What a cell says, on one line. */
static void write_cell(struct gri_screen *screen, struct gri_text *out, const struct gri_cell *cell)
{
    const struct gri_page *page = screen->page;
    struct gri_text raw;
    gri_text_init(&raw);
    if (cell->kind == GRI_CELL_TEXT)
        gri_text_add(&raw, cell->text);
    else if (cell->kind == GRI_CELL_NUMBER)
        gri_print_number(&raw, cell->number, cell->shown, screen->style, page->digits);
    else if (cell->kind == GRI_CELL_EXPR && cell->expr != NULL)
        gri_print(&raw, cell->expr, page->scope, screen->style, page->digits);
    gri_text_add(out, gri_roles[cell->role].before);
    gri_safe_add(out, raw.at, raw.length, GRI_SAFE_LINE | screen->safe);
    gri_text_add(out, gri_roles[cell->role].behind);
    out->failed |= raw.failed || (cell->kind == GRI_CELL_EXPR && cell->expr == NULL);
    gri_text_clear(&raw);
}

static void measure(struct grid *grid, size_t row, size_t at, struct gri_text *scratch)
{
    const struct gri_cell *cell = cell_at(grid->table, row, at);
    struct entry *entry = &grid->entry[row * grid->table->columns + at];
    struct column *column = &grid->column[at];
    gri_text_reset(scratch);
    write_cell(grid->screen, scratch, cell);
    entry->text = gri_arena_copy(grid->screen->page->arena, scratch->at, scratch->length);
    if (entry->text == NULL || scratch->failed) {
        grid->screen->out->failed = true;
        return;
    }
    entry->width = gri_utf8_width(entry->text, scratch->length);
    entry->whole = gri_utf8_width(entry->text, strcspn(entry->text, ".e)]"));
    if (is_number(cell) && row > 0) {
        size_t part = entry->width - entry->whole;
        column->number = true;
        column->whole = entry->whole > column->whole ? entry->whole : column->whole;
        column->part = part > column->part ? part : column->part;
    }
    if (row > 0 && cell->kind != GRI_CELL_EMPTY && cell->kind != GRI_CELL_TEXT)
        column->words = false;
    if (cell->kind != GRI_CELL_EMPTY && row == 0)
        grid->headed = true;
    column->width = entry->width > column->width ? entry->width : column->width;
}

static bool measure_all(struct grid *grid)
{
    const struct gri_table *table = grid->table;
    struct gri_arena *arena = grid->screen->page->arena;
    bool fits = table->columns < SIZE_MAX / sizeof *grid->entry;
    grid->column = gri_arena_take(arena, table->columns, sizeof *grid->column);
    grid->entry = !fits ? NULL
                        : gri_arena_take(arena, table->rows + 1,
                                         table->columns * sizeof *grid->entry);
    if (grid->column == NULL || grid->entry == NULL) {
        grid->screen->out->failed = true;
        return false;
    }
    struct gri_text scratch;
    gri_text_init(&scratch);
    for (size_t at = 0; at < table->columns; at++) {
        struct column *column = &grid->column[at];
        column->words = true;
        for (size_t row = 0; row <= table->rows; row++)
            measure(grid, row, at, &scratch);
        if (column->whole + column->part > column->width)
            column->width = column->whole + column->part;
        column->words = column->words && !column->number;
    }
    gri_text_clear(&scratch);
    return !grid->screen->out->failed;
}

static size_t total_width(const struct grid *grid)
{
    size_t total = 0;
    for (size_t at = 0; at < grid->table->columns; at++)
        total += grid->column[at].width + (at > 0 ? grid->gap : 0);
    return total;
}

static void narrow(struct grid *grid, size_t at, size_t width)
{
    struct gri_text filled;
    gri_text_init(&filled);
    size_t widest = 0;
    for (size_t row = 0; row <= grid->table->rows; row++) {
        struct entry *entry = &grid->entry[row * grid->table->columns + at];
        gri_text_reset(&filled);
        gri_fill(&filled, entry->text, width, 0);
        entry->text = gri_arena_copy(grid->screen->page->arena, filled.at, filled.length);
        if (entry->text == NULL || filled.failed) {
            grid->screen->out->failed = true;
            break;
        }
        for (const char *line = entry->text; *line != '\0';) {
            size_t length = strcspn(line, "\n"), columns = gri_utf8_width(line, length);
            widest = columns > widest ? columns : widest;
            line += length + (line[length] == '\n');
        }
    }
    grid->column[at].width = widest;
    gri_text_clear(&filled);
}

/* Fold the widest columns of words, each once, until the table fits or none is left. */
static void narrow_words(struct grid *grid, size_t room)
{
    for (size_t total = total_width(grid); total > room && !grid->screen->out->failed;
         total = total_width(grid)) {
        size_t widest = SIZE_MAX;
        for (size_t at = 0; at < grid->table->columns; at++)
            if (grid->column[at].words && grid->column[at].width > NARROWEST &&
                (widest == SIZE_MAX || grid->column[at].width > grid->column[widest].width))
                widest = at;
        if (widest == SIZE_MAX)
            return;
        size_t width = grid->column[widest].width, over = total - room;
        narrow(grid, widest, width > over + NARROWEST ? width - over : NARROWEST);
        grid->column[widest].words = false;
    }
}

/* The `line`-th line of a text, NULL when there are fewer. */
static const char *line_of(const char *text, size_t line)
{
    for (; line > 0; line--) {
        text = strchr(text, '\n');
        if (text == NULL)
            return NULL;
        text++;
    }
    return text;
}

/* One line of one cell, filled with blanks to the width of its column; false: it has no such line.
 */
static bool put_entry(struct grid *grid, struct gri_row *out, size_t row, size_t at, size_t line)
{
    const struct gri_cell *cell = cell_at(grid->table, row, at);
    const struct column *column = &grid->column[at];
    const struct entry *entry = &grid->entry[row * grid->table->columns + at];
    const char *text = line_of(entry->text, line);
    size_t length = text == NULL ? 0 : strcspn(text, "\n");
    size_t width = text == NULL ? 0 : gri_utf8_width(text, length);
    size_t before = 0;
    if (column->number && row > 0 && is_number(cell))
        before = column->width - column->part - entry->whole;
    else if (column->number)
        before = column->width - width;
    gri_row_skip(out, before);
    enum gri_paint paint = cell->nearly ? GRI_PAINT_DIM : gri_roles[cell->role].paint;
    if (text != NULL)
        gri_row_put(out, row == 0 ? GRI_PAINT_BOLD : paint, text, length);
    gri_row_skip(out, column->width - before - width);
    return text != NULL && text[length] == '\n';
}

static void write_rule(struct grid *grid, size_t width)
{
    gri_text_add_repeated(grid->screen->out, " ", grid->indent);
    gri_text_add_repeated(grid->screen->out, grid->screen->safe ? "-" : "─", width);
    gri_text_add(grid->screen->out, "\n");
}

/* The columns `from` to `to`, after the first one where that is not among them. */
static void write_row(struct grid *grid, size_t row, size_t from, size_t to)
{
    bool more = true;
    for (size_t line = 0; more; line++) {
        struct gri_row out = {grid->screen, grid->indent};
        more = false;
        if (from > 0) {
            more |= put_entry(grid, &out, row, 0, line);
            gri_row_skip(&out, grid->gap);
        }
        for (size_t at = from; at < to; at++) {
            gri_row_skip(&out, at > from ? grid->gap : 0);
            more |= put_entry(grid, &out, row, at, line);
        }
        gri_row_end(&out);
    }
}

static void write_band(struct grid *grid, size_t from, size_t to, size_t width)
{
    const struct gri_table *table = grid->table;
    if (grid->headed) {
        write_row(grid, 0, from, to);
        write_rule(grid, width);
    }
    for (size_t row = 1; row <= table->rows; row++) {
        if (table->totals > 0 && row - 1 + table->totals == table->rows && row > 1)
            write_rule(grid, width);
        else if (grid->screen->large && row > 1 && table->rows <= SPACED_ROWS)
            gri_text_add(grid->screen->out, "\n");
        write_row(grid, row, from, to);
    }
}

static void write_bands(struct grid *grid, size_t room)
{
    size_t columns = grid->table->columns;
    for (size_t from = 0, to; from < columns && !grid->screen->out->failed; from = to) {
        size_t width = from > 0 ? grid->column[0].width + grid->gap : 0;
        width += grid->column[from].width;
        for (to = from + 1; to < columns && width + grid->gap + grid->column[to].width <= room;
             to++)
            width += grid->gap + grid->column[to].width;
        if (from > 0)
            gri_text_add(grid->screen->out, "\n");
        write_band(grid, from, to, width);
    }
}

/* "i = 1: x1 = 16, x2 = 4": a row is a line, and says its names. */
static void write_spoken(struct grid *grid, size_t row)
{
    const struct gri_table *table = grid->table;
    struct gri_text *out = grid->screen->out;
    const char *between = "";
    gri_text_add_repeated(out, " ", grid->indent);
    for (size_t at = 0; at < table->columns; at++) {
        const struct gri_cell *cell = cell_at(table, row, at);
        const char *text = grid->entry[row * table->columns + at].text;
        const char *header = grid->entry[at].text;
        if (*text == '\0')
            continue;
        gri_text_add(out, between);
        if (*header != '\0' && (at > 0 || is_number(cell))) {
            gri_text_add(out, header);
            gri_text_add(out, cell->kind == GRI_CELL_TEXT ? ": " : " = ");
        }
        gri_text_add(out, text);
        between = at == 0 ? ": " : ", ";
    }
    gri_text_add(out, "\n");
}

static void write_title(struct grid *grid)
{
    if (grid->table->title == NULL)
        return;
    struct gri_text title;
    gri_text_init(&title);
    gri_safe_add(&title, grid->table->title, strlen(grid->table->title),
                 GRI_SAFE_LINE | grid->screen->safe);
    gri_text_add_repeated(grid->screen->out, " ", grid->indent);
    gri_paint(grid->screen, GRI_PAINT_BOLD, title.at, title.length);
    gri_text_add(grid->screen->out, "\n");
    grid->screen->out->failed |= title.failed;
    gri_text_clear(&title);
}

void gri_screen_table(struct gri_screen *screen, const struct gri_block *block)
{
    struct grid grid = {.screen = screen,
                        .table = block->table,
                        .gap = screen->large ? WIDE_GAP : GAP,
                        .indent = gri_screen_indent(screen, block->level)};
    if (!measure_all(&grid))
        return;
    write_title(&grid);
    if (screen->layout->plain) {
        for (size_t row = 1; row <= grid.table->rows; row++)
            write_spoken(&grid, row);
        return;
    }
    size_t room = screen->width == 0 ? SIZE_MAX : screen->width - grid.indent;
    if (total_width(&grid) > room)
        grid.gap = GAP;
    if (total_width(&grid) > room)
        grid.gap = NARROW_GAP;
    narrow_words(&grid, room);
    write_bands(&grid, room);
}
