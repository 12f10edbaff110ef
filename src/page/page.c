#include "page/page.h"

#include "page/marks/marks.h"
#include "page/plot/plot.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void gri_page_init(struct gri_page *page, struct gri_arena *arena, const struct gri_scope *scope,
                   int digits)
{
    *page = (struct gri_page){.arena = arena, .scope = scope, .digits = digits};
}

/* `count` zeroed things, or NULL and the page has failed. */
static void *take(struct gri_page *page, size_t count, size_t size)
{
    void *piece = gri_arena_take(page->arena, count, size);
    if (piece == NULL)
        page->failed = true;
    return piece;
}

static struct gri_block *append(struct gri_page *page, enum gri_block_kind kind)
{
    struct gri_block *block = take(page, 1, sizeof *block);
    if (block == NULL)
        return NULL;
    block->kind = kind;
    block->aside = page->aside;
    if (page->last == NULL)
        page->first = block;
    else
        page->last->next = block;
    page->last = block;
    return block;
}

/* Text blocks and cells end at a NUL, so one inside becomes a byte that every writer shows as the
 * replacement character. */
static const char *copy(struct gri_page *page, const char *text, size_t length)
{
    char *copied = gri_arena_copy(page->arena, text, length);
    if (copied == NULL)
        page->failed = true;
    else
        for (size_t i = 0; i < length; i++)
            if (copied[i] == '\0')
                copied[i] = '\xff';
    return copied;
}

static const char *formatted(struct gri_page *page, const char *format, va_list values)
{
    va_list again;
    va_copy(again, values);
    int length = vsnprintf(NULL, 0, format, values);
    char *text = length < 0 ? NULL : take(page, (size_t)length + 1, 1);
    if (text == NULL)
        page->failed = true;
    else
        vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}

static void append_text(struct gri_page *page, enum gri_block_kind kind, unsigned level,
                        const char *text)
{
    struct gri_block *block = text == NULL ? NULL : append(page, kind);
    if (block == NULL)
        return;
    block->level = level;
    block->text = text;
}

void gri_page_heading(struct gri_page *page, unsigned level, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    const char *text = formatted(page, format, values);
    va_end(values);
    append_text(page, GRI_HEADING, level < 1 ? 1 : level > 3 ? 3 : level, text);
}

void gri_page_prose(struct gri_page *page, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    const char *text = formatted(page, format, values);
    va_end(values);
    append_text(page, GRI_PROSE, 0, text);
}

void gri_page_remark(struct gri_page *page, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    const char *text = formatted(page, format, values);
    va_end(values);
    append_text(page, GRI_REMARK, 0, text);
}

void gri_page_markdown(struct gri_page *page, const char *source, size_t length)
{
    append_text(page, GRI_MARKDOWN, 0, copy(page, source, length));
}

void gri_page_listing(struct gri_page *page, const char *text, size_t length)
{
    append_text(page, GRI_LISTING, 0, copy(page, text, length));
}

void gri_page_value(struct gri_page *page, const struct gri_expr *expr, struct gri_value value)
{
    struct gri_block *block = append(page, GRI_VALUE);
    if (block == NULL)
        return;
    block->expr = expr;
    block->value = value;
}

struct gri_worked *gri_page_worked(struct gri_page *page, unsigned level,
                                   const struct gri_expr *name)
{
    struct gri_worked *worked = take(page, 1, sizeof *worked);
    struct gri_block *block = worked == NULL ? NULL : append(page, GRI_WORKED);
    if (name == NULL)
        page->failed = true;
    if (block == NULL) {
        page->spare_worked = (struct gri_worked){.name = name};
        return &page->spare_worked;
    }
    worked->name = name;
    block->level = level;
    block->worked = worked;
    return worked;
}

void gri_worked_step(struct gri_page *page, struct gri_worked *worked, const struct gri_expr *expr)
{
    struct gri_step *step = take(page, 1, sizeof *step);
    if (expr == NULL)
        page->failed = true;
    if (step == NULL || expr == NULL)
        return;
    step->expr = expr;
    if (worked->last == NULL)
        worked->first = step;
    else
        worked->last->next = step;
    worked->last = step;
}

void gri_page_join(struct gri_page *page, const struct gri_page *other)
{
    page->failed = page->failed || other->failed;
    if (other->first == NULL)
        return;
    if (page->last == NULL)
        page->first = other->first;
    else
        page->last->next = other->first;
    page->last = other->last;
}

struct gri_plot *gri_page_plot(struct gri_page *page, const char *title, const char *x,
                               const char *y)
{
    struct gri_plot *plot = take(page, 1, sizeof *plot);
    struct gri_block *block = plot == NULL ? NULL : append(page, GRI_PLOT);
    if (block == NULL)
        return NULL;
    plot->title = copy(page, title, strlen(title));
    plot->x = copy(page, x, strlen(x));
    plot->y = copy(page, y, strlen(y));
    block->plot = plot;
    return page->failed ? NULL : plot;
}

void gri_page_marking(struct gri_page *page, const struct gri_marking *marking)
{
    struct gri_block *block = append(page, GRI_MARKING);
    if (block != NULL)
        block->marking = marking;
}

struct gri_table *gri_page_table(struct gri_page *page, size_t columns)
{
    struct gri_table *table = take(page, 1, sizeof *table);
    struct gri_cell *header = table == NULL ? NULL : take(page, columns, sizeof *header);
    struct gri_block *block = header == NULL ? NULL : append(page, GRI_TABLE);
    if (block == NULL) {
        page->spare_table = (struct gri_table){.columns = 0};
        return &page->spare_table;
    }
    table->columns = columns;
    table->header = header;
    block->table = table;
    return table;
}

void gri_table_header(struct gri_page *page, struct gri_table *table, size_t column,
                      const struct gri_expr *expr, const char *text)
{
    if (expr == NULL && text == NULL)
        page->failed = true;
    if (column >= table->columns)
        return;
    struct gri_cell *cell = &table->header[column];
    if (expr != NULL)
        gri_cell_expr(cell, expr);
    else if (text != NULL)
        gri_cell_text(page, cell, "%s", text);
}

/* Twice as many rows; the old list stays in the arena until that is reset. */
static bool more_rows(struct gri_page *page, struct gri_table *table)
{
    size_t room = table->room < 4 ? 8 : table->room * 2;
    struct gri_cell **row = room < table->room ? NULL : take(page, room, sizeof *row);
    if (row == NULL) {
        page->failed = true;
        return false;
    }
    if (table->rows > 0)
        memcpy(row, table->row, table->rows * sizeof *row);
    table->row = row;
    table->room = room;
    return true;
}

size_t gri_table_row(struct gri_page *page, struct gri_table *table)
{
    if (table == &page->spare_table)
        return 0;
    struct gri_cell *cells = take(page, table->columns, sizeof *cells);
    if (cells == NULL || (table->rows == table->room && !more_rows(page, table)))
        return table->rows;
    table->row[table->rows] = cells;
    return table->rows++;
}

struct gri_cell *gri_table_cell(struct gri_table *table, size_t row, size_t column)
{
    if (row < table->rows && column < table->columns)
        return &table->row[row][column];
    table->spare = (struct gri_cell){.kind = GRI_CELL_EMPTY};
    return &table->spare;
}

void gri_cell_number(struct gri_cell *cell, double number, enum gri_shown shown)
{
    *cell = (struct gri_cell){.kind = GRI_CELL_NUMBER, .number = number, .shown = shown};
}

void gri_cell_text(struct gri_page *page, struct gri_cell *cell, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    const char *text = formatted(page, format, values);
    va_end(values);
    if (text != NULL)
        *cell = (struct gri_cell){.kind = GRI_CELL_TEXT, .text = text};
}

void gri_cell_expr(struct gri_cell *cell, const struct gri_expr *expr)
{
    *cell = (struct gri_cell){.kind = GRI_CELL_EXPR, .expr = expr};
}
