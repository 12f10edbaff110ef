/* CSV (RFC 4180, lines end with LF): values, worked lines, tables and marks; prose has no place in
 * it. */
#include "base/decimal.h"
#include "expr/print.h"
#include "page/parts.h"

#include <string.h>

void gri_csv_field(struct gri_text *out, const char *text, size_t length)
{
    struct gri_text safe;
    gri_text_init(&safe);
    gri_safe_add(&safe, text, length, GRI_SAFE_LINES);
    if (strpbrk(safe.at, ",\"\n") == NULL) {
        gri_text_add_bytes(out, safe.at, safe.length);
    } else {
        gri_text_add(out, "\"");
        for (const char *c = safe.at; *c != '\0'; c++)
            gri_text_add_bytes(out, *c == '"' ? "\"\"" : c, *c == '"' ? 2 : 1);
        gri_text_add(out, "\"");
    }
    out->failed |= safe.failed;
    gri_text_clear(&safe);
}

static void add_expr(struct gri_text *out, const struct gri_page *page, const struct gri_expr *expr)
{
    if (expr == NULL)
        return;
    struct gri_text text;
    gri_text_init(&text);
    gri_print(&text, expr, page->scope, GRI_ASCII, page->digits);
    gri_csv_field(out, text.at, text.length);
    out->failed |= text.failed;
    gri_text_clear(&text);
}

/* One row a line, each beginning with what is worth that. */
static void write_value(struct gri_text *out, const struct gri_page *page,
                        const struct gri_block *block)
{
    const struct gri_value *value = &block->value;
    for (size_t row = 0; row < value->rows; row++) {
        add_expr(out, page, block->expr);
        for (size_t col = 0; col < value->cols; col++) {
            gri_text_add(out, ",");
            gri_format_exact(out, value->at[row * value->cols + col] + 0.0); /* -0 is 0 */
        }
        gri_text_add(out, "\n");
    }
}

/* name,formula,numbers,value: the first step, the last one before the value, the value in full. */
static void write_worked(struct gri_text *out, const struct gri_page *page,
                         const struct gri_worked *worked)
{
    const struct gri_expr *formula = NULL, *numbers = NULL;
    for (const struct gri_step *step = worked->first; step != NULL && step->next != NULL;
         step = step->next) {
        if (step == worked->first && !gri_numbers_only(step->expr))
            formula = step->expr;
        else
            numbers = step->expr;
    }
    struct gri_value value = {0, 0, NULL};
    bool full = gri_worked_value(page, worked, &value, out) && value.rows == 1 && value.cols == 1;
    add_expr(out, page, worked->name);
    gri_text_add(out, ",");
    add_expr(out, page, formula);
    gri_text_add(out, ",");
    add_expr(out, page, numbers);
    gri_text_add(out, ",");
    if (full)
        gri_format_exact(out, value.at[0]);
    else if (worked->last != NULL)
        add_expr(out, page, worked->last->expr);
    gri_text_add(out, "\n");
}

static void add_cell(struct gri_text *out, const struct gri_page *page, const struct gri_cell *cell)
{
    if (cell->kind == GRI_CELL_TEXT)
        gri_csv_field(out, cell->text, strlen(cell->text));
    else if (cell->kind == GRI_CELL_NUMBER)
        gri_format_exact(out, cell->number);
    else if (cell->kind == GRI_CELL_EXPR && cell->expr != NULL)
        add_expr(out, page, cell->expr);
    else
        out->failed |= cell->kind == GRI_CELL_EXPR;
}

static void write_cells(struct gri_text *out, const struct gri_page *page,
                        const struct gri_cell *cells, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        gri_text_add(out, i > 0 ? "," : "");
        add_cell(out, page, &cells[i]);
    }
    gri_text_add(out, "\n");
}

void gri_csv_write(const struct gri_page *page, const struct gri_layout *layout,
                   struct gri_text *out)
{
    out->failed |= page->failed;
    for (const struct gri_block *block = page->first; block != NULL && !out->failed;
         block = block->next) {
        const struct gri_table *table = block->table;
        if (block->aside)
            continue;
        if (block->kind == GRI_VALUE)
            write_value(out, page, block);
        else if (block->kind == GRI_WORKED)
            write_worked(out, page, block->worked);
        else if (block->kind == GRI_PLOT)
            gri_plot_csv(out, block->plot);
        else if (block->kind == GRI_MARKING)
            gri_marking_csv(out, block->marking, layout->named);
        if (block->kind != GRI_TABLE)
            continue;
        write_cells(out, page, table->header, table->columns);
        for (size_t row = 0; row < table->rows; row++)
            write_cells(out, page, table->row[row], table->columns);
    }
}
