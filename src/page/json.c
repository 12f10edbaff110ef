/* JSON: one object a line for each block, numbers in full. */
#include "base/decimal.h"
#include "base/utf8.h"
#include "expr/print.h"
#include "page/parts.h"

#include <math.h>
#include <string.h>

static void add_string(struct gri_text *out, const char *text, size_t length)
{
    gri_text_add(out, "\"");
    for (size_t i = 0, used; i < length; i += used) {
        uint32_t rune = gri_utf8_decode(text + i, length - i, &used);
        if (rune == GRI_RUNE_BAD)
            gri_text_add(out, "\xef\xbf\xbd");
        else if (rune == '"' || rune == '\\')
            gri_text_addf(out, "\\%c", (int)rune);
        else if (rune == '\n')
            gri_text_add(out, "\\n");
        else if (rune < 0x20 || (rune >= 0x7f && rune < 0xa0))
            gri_text_addf(out, "\\u%04x", (unsigned)rune);
        else
            gri_text_add_bytes(out, text + i, used);
    }
    gri_text_add(out, "\"");
}

void gri_json_text(struct gri_text *out, const char *text)
{
    if (text == NULL)
        gri_text_add(out, "null");
    else
        add_string(out, text, strlen(text));
}

void gri_json_number(struct gri_text *out, double number)
{
    if (isfinite(number))
        gri_format_exact(out, number == 0 ? 0 : number); /* -0 is 0 */
    else
        gri_text_add(out, "null");
}

/* As it would be typed. */
static void add_expr(struct gri_text *out, const struct gri_page *page, const struct gri_expr *expr)
{
    if (expr == NULL) {
        gri_text_add(out, "null");
        return;
    }
    struct gri_text text;
    gri_text_init(&text);
    gri_print(&text, expr, page->scope, GRI_ASCII, page->digits);
    add_string(out, text.at, text.length);
    out->failed |= text.failed;
    gri_text_clear(&text);
}

void gri_json_value(struct gri_text *out, const struct gri_value *value)
{
    if (value->rows == 0) {
        gri_text_add(out, "null");
        return;
    }
    if (value->rows == 1 && value->cols == 1) {
        gri_json_number(out, value->at[0]);
        return;
    }
    gri_text_add(out, "[");
    for (size_t row = 0; row < value->rows; row++) {
        gri_text_add(out, row > 0 ? ",[" : "[");
        for (size_t col = 0; col < value->cols; col++) {
            gri_text_add(out, col > 0 ? "," : "");
            gri_json_number(out, value->at[row * value->cols + col]);
        }
        gri_text_add(out, "]");
    }
    gri_text_add(out, "]");
}

static void write_value(struct gri_text *out, const struct gri_page *page,
                        const struct gri_block *block)
{
    gri_text_add(out, "{\"expr\":");
    add_expr(out, page, block->expr);
    gri_text_add(out, ",\"value\":");
    gri_json_value(out, &block->value);
    gri_text_add(out, "}\n");
}

static void write_worked(struct gri_text *out, const struct gri_page *page,
                         const struct gri_worked *worked)
{
    gri_text_add(out, "{\"name\":");
    add_expr(out, page, worked->name);
    gri_text_add(out, ",\"steps\":[");
    for (const struct gri_step *step = worked->first; step != NULL; step = step->next) {
        add_expr(out, page, step->expr);
        gri_text_add(out, step->next != NULL ? "," : "");
    }
    gri_text_add(out, "],\"value\":");
    struct gri_value value;
    if (gri_worked_value(page, worked, &value, out))
        gri_json_value(out, &value);
    else
        gri_text_add(out, "null");
    gri_text_add(out, ",\"note\":");
    gri_json_text(out, worked->note);
    gri_text_add(out, "}\n");
}

static void add_cell(struct gri_text *out, const struct gri_page *page, const struct gri_cell *cell)
{
    switch (cell->kind) {
    case GRI_CELL_EMPTY:
        gri_text_add(out, "null");
        break;
    case GRI_CELL_TEXT:
        gri_json_text(out, cell->text);
        break;
    case GRI_CELL_NUMBER:
        gri_json_number(out, cell->number);
        break;
    case GRI_CELL_EXPR:
        out->failed |= cell->expr == NULL;
        add_expr(out, page, cell->expr);
        break;
    }
}

static void add_cells(struct gri_text *out, const struct gri_page *page,
                      const struct gri_cell *cells, size_t count)
{
    gri_text_add(out, "[");
    for (size_t i = 0; i < count; i++) {
        gri_text_add(out, i > 0 ? "," : "");
        add_cell(out, page, &cells[i]);
    }
    gri_text_add(out, "]");
}

/* The cells that a step read or wrote: rows and columns from 0. */
static void add_roles(struct gri_text *out, const struct gri_table *table)
{
    const char *between = ",\"marks\":[";
    for (size_t row = 0; row < table->rows; row++)
        for (size_t column = 0; column < table->columns; column++) {
            enum gri_role role = table->row[row][column].role;
            if (role == GRI_ROLE_NONE)
                continue;
            gri_text_addf(out, "%s{\"row\":%zu,\"column\":%zu,\"role\":\"%s\"}", between, row,
                          column, gri_roles[role].name);
            between = ",";
        }
    gri_text_add(out, strcmp(between, ",") == 0 ? "]" : "");
}

static void write_table(struct gri_text *out, const struct gri_page *page,
                        const struct gri_table *table)
{
    gri_text_add(out, "{\"title\":");
    gri_json_text(out, table->title);
    gri_text_add(out, ",\"columns\":");
    add_cells(out, page, table->header, table->columns);
    gri_text_add(out, ",\"rows\":[");
    for (size_t row = 0; row < table->rows; row++) {
        gri_text_add(out, row > 0 ? "," : "");
        add_cells(out, page, table->row[row], table->columns);
    }
    gri_text_add(out, "]");
    add_roles(out, table);
    gri_text_add(out, "}\n");
}

static void write_text(struct gri_text *out, const char *key, const char *text)
{
    gri_text_add(out, "{\"");
    gri_text_add(out, key);
    gri_text_add(out, "\":");
    gri_json_text(out, text);
    gri_text_add(out, "}\n");
}

void gri_json_write(const struct gri_page *page, const struct gri_layout *layout,
                    struct gri_text *out)
{
    (void)layout;
    out->failed |= page->failed;
    for (const struct gri_block *block = page->first; block != NULL && !out->failed;
         block = block->next) {
        if (block->aside)
            continue;
        switch (block->kind) {
        case GRI_HEADING:
            write_text(out, "heading", block->text);
            break;
        case GRI_PROSE:
            write_text(out, "text", block->text);
            break;
        case GRI_REMARK:
            write_text(out, "remark", block->text);
            break;
        case GRI_MARKDOWN:
            write_text(out, "markdown", block->text);
            break;
        case GRI_LISTING:
            write_text(out, "listing", block->text);
            break;
        case GRI_WORKED:
            write_worked(out, page, block->worked);
            break;
        case GRI_VALUE:
            write_value(out, page, block);
            break;
        case GRI_TABLE:
            write_table(out, page, block->table);
            break;
        case GRI_PLOT:
            gri_plot_json(out, block->plot);
            break;
        case GRI_MARKING:
            gri_marking_json(out, block->marking);
            break;
        case GRI_BLOCKS:
            break;
        }
    }
}
