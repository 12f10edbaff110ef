/* HTML: a page of its own, formulas in MathML. */
#include "base/decimal.h"
#include "expr/print.h"
#include "page/parts.h"

#include <cmark.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char head[] =
    "<!doctype html>\n"
    "<html lang=\"en\">\n"
    "<head>\n"
    "<meta charset=\"utf-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    "<title>gradus</title>\n"
    "<style>\n"
    ":root { color-scheme: light dark; }\n"
    "body { max-width: 50em; margin: 2em auto; padding: 0 1em; line-height: 1.5;\n"
    "  font-family: Georgia, \"DejaVu Serif\", serif; }\n"
    "h1, h2, h3 { line-height: 1.2; overflow-wrap: anywhere; }\n"
    "math { font-size: 1.1em; }\n"
    ".worked { margin: 0.6em 0; padding: 0.4em 0; overflow-x: auto; overflow-y: hidden; }\n"
    ".worked > math { display: inline math; vertical-align: middle; }\n"
    ".worked mtd { padding: 0.3em 0.25em; text-align: left; text-align: -webkit-left; }\n"
    ".worked mtable mtable mtd { padding: 0.1em 0.4em; }\n"
    ".worked mtr > mtd:first-child { text-align: right; text-align: -webkit-right; }\n"
    ".worked mtable mtable mtr > mtd, table mtd { text-align: right; text-align: -webkit-right; }\n"
    ".plot { margin: 1em 0; }\n"
    ".plot svg { width: 100%; height: auto; }\n"
    ".plot figcaption { font-weight: bold; }\n"
    ".blank { display: inline-block; width: 12em; border-bottom: 1px solid; }\n"
    ".note, .remark, .aside { opacity: 0.7; }\n"
    ".note { margin-left: 2em; }\n"
    ".remark { font-style: italic; }\n"
    "table { border-collapse: collapse; margin: 1em 0; font-variant-numeric: tabular-nums; }\n"
    "caption { text-align: left; font-weight: bold; }\n"
    "th, td { padding: 0.2em 0.8em; text-align: left; vertical-align: top; }\n"
    "thead th { border-bottom: 1px solid; }\n"
    ".number { text-align: right; }\n"
    ".read { color: #06808a; }\n"
    ".written { color: #178a1d; font-weight: bold; }\n"
    ".total td { border-top: 1px solid; }\n"
    "pre { padding: 0.7em 1em; overflow-x: auto; border: 1px solid #8886; border-radius: 4px; }\n"
    ".marking { margin: 1em 0; }\n"
    ".marking .line { display: flex; align-items: baseline; border-left: 0.3em solid transparent; "
    "}\n"
    ".marking .place { flex: none; width: 2.5em; text-align: right; opacity: 0.6; font-size: "
    "0.8em; }\n"
    ".marking .sign { flex: none; width: 2em; text-align: center; font-weight: bold; }\n"
    ".marking code { white-space: pre-wrap; overflow-wrap: anywhere; min-height: 1.5em; }\n"
    ".marking .said { margin: 0 0 0.3em 4.3em; padding-left: 1em; font-size: 0.95em; }\n"
    ".marking .wrong { border-color: #c33; }\n"
    ".marking .follows, .marking .unread { border-color: #c90; }\n"
    ".marking mark { color: inherit; background: #fc04; text-decoration: underline; }\n"
    ".marking mark.wrong { background: #f444; text-decoration: underline wavy; }\n"
    "@media (max-width: 40em) { table { display: block; overflow-x: auto; } th, td { padding: "
    "0.2em "
    "0.4em; } }\n"
    "@media print { body { max-width: none; margin: 0; } .worked, table, pre { break-inside: "
    "avoid; } }\n"
    "</style>\n"
    "</head>\n"
    "<body>\n";

void gri_html_begin(const struct gri_layout *layout, struct gri_text *out)
{
    (void)layout;
    gri_text_add(out, head);
}

void gri_html_end(const struct gri_layout *layout, struct gri_text *out)
{
    (void)layout;
    gri_text_add(out, "</body>\n</html>\n");
}

void gri_html_text(struct gri_text *out, const char *text)
{
    struct gri_text safe;
    gri_text_init(&safe);
    gri_safe_add(&safe, text, strlen(text), GRI_SAFE_LINES);
    for (const char *c = safe.at; *c != '\0'; c++)
        switch (*c) {
        case '&':
            gri_text_add(out, "&amp;");
            break;
        case '<':
            gri_text_add(out, "&lt;");
            break;
        case '>':
            gri_text_add(out, "&gt;");
            break;
        case '"':
            gri_text_add(out, "&quot;");
            break;
        default:
            gri_text_add_bytes(out, c, 1);
        }
    out->failed |= safe.failed;
    gri_text_clear(&safe);
}

static void add_element(struct gri_text *out, const char *open, const char *text, const char *close)
{
    gri_text_add(out, open);
    gri_html_text(out, text);
    gri_text_add(out, close);
}

/* An opening tag, indented. */
static void add_open(struct gri_text *out, const char *element, const char *class, unsigned level)
{
    gri_text_addf(out, "<%s", element);
    if (class != NULL)
        gri_text_addf(out, " class=\"%s\"", class);
    if (level > 0)
        gri_text_addf(out, " style=\"margin-left:%uem\"", level < 10 ? 2 * level : 20);
    gri_text_add(out, ">");
}

static void write_worked(struct gri_text *out, const struct gri_page *page,
                         const struct gri_block *block)
{
    const struct gri_worked *worked = block->worked;
    add_open(out, "div", "worked", block->level);
    gri_text_add(out, "<math display=\"block\"><mtable columnalign=\"right center left\" "
                      "displaystyle=\"true\">\n<mtr><mtd>");
    gri_safe_math(out, page, GRI_MATHML, worked->name);
    gri_text_add(out, "</mtd>");
    for (const struct gri_step *step = worked->first; step != NULL; step = step->next) {
        gri_text_add(out, step == worked->first ? "" : "</mtr>\n<mtr><mtd></mtd>");
        gri_text_addf(out, "<mtd><mo>%s</mo></mtd><mtd>", step->nearly ? "≈" : "=");
        gri_safe_math(out, page, GRI_MATHML, step->expr);
        gri_text_add(out, "</mtd>");
    }
    if (worked->first == NULL)
        gri_text_add(out, "<mtd><mo>=</mo></mtd>");
    gri_text_add(out, "</mtr>\n</mtable></math>");
    if (worked->first == NULL)
        gri_text_add(out, "<span class=\"blank\"></span>");
    if (worked->note != NULL)
        add_element(out, "<span class=\"note\">(", worked->note, ")</span>");
    gri_text_add(out, "</div>\n");
}

static void write_value(struct gri_text *out, const struct gri_page *page,
                        const struct gri_block *block)
{
    gri_text_add(out, "<p class=\"value\"><math>");
    if (block->expr != NULL) {
        gri_safe_math(out, page, GRI_MATHML, block->expr);
        gri_text_add(out, "<mo>=</mo>");
    }
    gri_safe_math(out, page, GRI_MATHML, gri_value_expr(page, &block->value));
    gri_text_add(out, "</math></p>\n");
}

static void write_cell(struct gri_text *out, const struct gri_page *page,
                       const struct gri_cell *cell, const char *element, bool number)
{
    char class[40];
    snprintf(class, sizeof class, "number%s%s%s", cell->nearly ? " aside" : "",
             cell->role != GRI_ROLE_NONE ? " " : "", gri_roles[cell->role].name);
    add_open(out, element, number ? class : NULL, 0);
    gri_text_add(out, gri_roles[cell->role].before);
    if (cell->kind == GRI_CELL_TEXT)
        gri_html_text(out, cell->text);
    else if (cell->kind == GRI_CELL_NUMBER)
        gri_print_number(out, cell->number, cell->shown, GRI_TEXT, page->digits);
    if (cell->kind == GRI_CELL_EXPR) {
        gri_text_add(out, "<math>");
        gri_safe_math(out, page, GRI_MATHML, cell->expr);
        gri_text_add(out, "</math>");
    }
    gri_text_addf(out, "%s</%s>", gri_roles[cell->role].behind, element);
}

static bool column_of_numbers(const struct gri_table *table, size_t column)
{
    for (size_t row = 0; row < table->rows; row++)
        if (table->row[row][column].kind == GRI_CELL_NUMBER)
            return true;
    return false;
}

static void write_table(struct gri_text *out, const struct gri_page *page,
                        const struct gri_block *block)
{
    const struct gri_table *table = block->table;
    add_open(out, "table", NULL, block->level);
    if (table->title != NULL)
        add_element(out, "<caption>", table->title, "</caption>");
    gri_text_add(out, "\n<thead><tr>");
    for (size_t column = 0; column < table->columns; column++)
        write_cell(out, page, &table->header[column], "th", column_of_numbers(table, column));
    gri_text_add(out, "</tr></thead>\n<tbody>\n");
    for (size_t row = 0; row < table->rows; row++) {
        add_open(out, "tr",
                 table->totals > 0 && row + table->totals == table->rows ? "total" : NULL, 0);
        for (size_t column = 0; column < table->columns; column++)
            write_cell(out, page, &table->row[row][column], "td", column_of_numbers(table, column));
        gri_text_add(out, "</tr>\n");
    }
    gri_text_add(out, "</tbody></table>\n");
}

/* libcmark drops raw HTML and links that run scripts, unless told otherwise. It aborts the program
 * when memory ends, so that what it is given is bounded. */
static void write_markdown(struct gri_text *out, const char *source)
{
    struct gri_text safe;
    gri_text_init(&safe);
    gri_safe_add(&safe, source, strlen(source), GRI_SAFE_LINES);
    if (safe.length > GRI_MARKDOWN_MOST) {
        add_element(out, "<pre><code>", source, "</code></pre>\n");
    } else if (!safe.failed) {
        char *html = cmark_markdown_to_html(safe.at, safe.length, CMARK_OPT_DEFAULT);
        gri_text_add(out, html);
        free(html);
    }
    out->failed |= safe.failed;
    gri_text_clear(&safe);
}

static void write_heading(struct gri_text *out, const struct gri_block *block)
{
    gri_text_addf(out, "<h%u>", block->level);
    gri_html_text(out, block->text);
    gri_text_addf(out, "</h%u>\n", block->level);
}

static void write_prose(struct gri_text *out, const struct gri_block *block, const char *class)
{
    add_open(out, "p", class, block->level);
    gri_html_text(out, block->text);
    gri_text_add(out, "</p>\n");
}

void gri_html_write(const struct gri_page *page, const struct gri_layout *layout,
                    struct gri_text *out)
{
    (void)layout;
    out->failed |= page->failed;
    for (const struct gri_block *block = page->first; block != NULL && !out->failed;
         block = block->next)
        switch (block->kind) {
        case GRI_HEADING:
            write_heading(out, block);
            break;
        case GRI_PROSE:
            write_prose(out, block, NULL);
            break;
        case GRI_REMARK:
            write_prose(out, block, "remark");
            break;
        case GRI_MARKDOWN:
            write_markdown(out, block->text);
            break;
        case GRI_LISTING:
            add_element(out, "<pre><code>", block->text, "</code></pre>\n");
            break;
        case GRI_WORKED:
            write_worked(out, page, block);
            break;
        case GRI_VALUE:
            write_value(out, page, block);
            break;
        case GRI_TABLE:
            write_table(out, page, block);
            break;
        case GRI_PLOT:
            gri_plot_svg(out, block->plot, page->digits);
            break;
        case GRI_MARKING:
            gri_marking_html(out, block->marking);
            break;
        case GRI_BLOCKS:
            break;
        }
}
