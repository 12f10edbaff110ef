#include "cmd/mark/stack.h"

#include <stdlib.h>
#include <string.h>

static const size_t tally_limit = (size_t)1 << 28;

void gri_tally_init(struct gri_tally *tally)
{
    *tally = (struct gri_tally){0};
    gri_arena_init(&tally->arena, tally_limit);
}

void gri_tally_clear(struct gri_tally *tally)
{
    gri_arena_clear(&tally->arena);
}

static const char *copy(struct gri_tally *tally, const char *text)
{
    return gri_arena_copy(&tally->arena, text, strlen(text));
}

/* Count a slip of this page; false: no memory. */
static bool count(struct gri_tally *tally, struct gri_tally_row **rows, const char *what)
{
    while (*rows != NULL && strcmp((*rows)->what, what) != 0)
        rows = &(*rows)->next;
    if (*rows == NULL) {
        struct gri_tally_row *row = gri_arena_take(&tally->arena, 1, sizeof *row);
        if (row == NULL || (row->what = copy(tally, what)) == NULL)
            return false;
        *rows = row;
    }
    (*rows)->slips++;
    (*rows)->pages += (*rows)->last != tally->pages;
    (*rows)->last = tally->pages;
    return true;
}

static bool add_page(struct gri_tally *tally, const struct gri_marked *marked,
                     const struct gri_rubric *rubric)
{
    const struct gri_sheet *sheet = marked->sheet;
    struct gri_tally_page *page = gri_arena_take(&tally->arena, 1, sizeof *page);
    if (page == NULL)
        return false;
    page->file = copy(tally, sheet->file);
    page->author = copy(tally, sheet->author != NULL ? sheet->author : "");
    memcpy(page->verdicts, marked->verdicts, sizeof page->verdicts);
    page->points = gri_mark_points(marked, rubric);
    if (tally->last == NULL)
        tally->first = page;
    else
        tally->last->next = page;
    tally->last = page;
    tally->pages++;
    tally->slips += marked->verdicts[GRI_SLIP];
    return page->file != NULL && page->author != NULL;
}

enum gr_status gri_tally_add(struct gri_tally *tally, const struct gri_marked *marked,
                             const struct gri_rubric *rubric, struct gr_err *err)
{
    bool well = add_page(tally, marked, rubric);
    for (size_t n = 0; well && n < marked->count; n++) {
        const struct gri_judgement *of = &marked->judgements[n];
        if (of->verdict != GRI_SLIP || of->reason_count == 0)
            continue;
        const struct gri_reason *reason = of->finding > 0 ? marked->findings[of->finding - 1].reason
                                                          : of->reasons;
        well = count(tally, &tally->codes, reason->code) &&
               count(tally, &tally->quantities, of->name);
    }
    return well ? GR_OK : gri_fail_memory(err, "the summary");
}

/* Most slips first, then as they came. */
static int compare(const void *a, const void *b)
{
    const struct gri_tally_row *const *left = a, *const *right = b;
    return ((*left)->slips < (*right)->slips) - ((*left)->slips > (*right)->slips);
}

static struct gri_table *begin_table(struct gri_page *page, const char *title, size_t columns,
                                     const char *const *headers)
{
    struct gri_table *table = gri_page_table(page, columns);
    table->title = title;
    for (size_t k = 0; k < columns; k++)
        gri_table_header(page, table, k, NULL, headers[k]);
    return table;
}

static void put_count(struct gri_table *table, size_t row, size_t column, size_t number)
{
    gri_cell_number(gri_table_cell(table, row, column), (double)number, GRI_WRITTEN);
}

static void say_rows(struct gri_page *page, const char *title, const char *what,
                     const struct gri_tally_row *rows)
{
    const char *const headers[] = {what, "slips", "pages"};
    size_t length = 0;
    for (const struct gri_tally_row *row = rows; row != NULL; row = row->next)
        length++;
    const struct gri_tally_row **sorted = gri_arena_take(page->arena, length, sizeof *sorted);
    if (sorted == NULL || length == 0) {
        page->failed |= sorted == NULL;
        return;
    }
    for (size_t n = 0; n < length; n++, rows = rows->next)
        sorted[n] = rows;
    qsort(sorted, length, sizeof *sorted, compare);
    struct gri_table *table = begin_table(page, title, 3, headers);
    for (size_t n = 0; n < length; n++) {
        size_t row = gri_table_row(page, table);
        gri_cell_text(page, gri_table_cell(table, row, 0), "%s", sorted[n]->what);
        put_count(table, row, 1, sorted[n]->slips);
        put_count(table, row, 2, sorted[n]->pages);
    }
}

static void put_page(struct gri_page *page, struct gri_table *table,
                     const struct gri_tally_page *of)
{
    size_t row = gri_table_row(page, table);
    gri_cell_text(page, gri_table_cell(table, row, 0), "%s", of->file);
    gri_cell_text(page, gri_table_cell(table, row, 1), "%s", of->author);
    put_count(table, row, 2,
              of->verdicts[GRI_RIGHT] + of->verdicts[GRI_ROUNDED] + of->verdicts[GRI_TRUNCATED]);
    put_count(table, row, 3, of->verdicts[GRI_FOLLOWS]);
    put_count(table, row, 4, of->verdicts[GRI_SLIP]);
    put_count(table, row, 5, of->verdicts[GRI_UNREAD]);
    gri_cell_number(gri_table_cell(table, row, 6), of->points.got, GRI_WRITTEN);
    gri_cell_number(gri_table_cell(table, row, 7), of->points.possible, GRI_WRITTEN);
}

static void say_pages(struct gri_page *page, const struct gri_tally *tally)
{
    static const char *const headers[] = {"page",  "name",   "right",  "follows",
                                          "slips", "unread", "points", "of"};
    struct gri_table *table = begin_table(page, "By page", 8, headers);
    struct gri_tally_page sum = {.file = "all", .author = ""};
    for (const struct gri_tally_page *of = tally->first; of != NULL; of = of->next) {
        put_page(page, table, of);
        for (size_t n = 0; n < GRI_VERDICTS; n++)
            sum.verdicts[n] += of->verdicts[n];
        sum.points.got += of->points.got;
        sum.points.possible += of->points.possible;
    }
    put_page(page, table, &sum);
    table->totals = 1;
}

void gri_tally_say(const struct gri_tally *tally, struct gri_page *page)
{
    page->aside = true;
    gri_page_heading(page, 2, "Summary");
    say_rows(page, "Slips by code", "code", tally->codes);
    say_rows(page, "Slips by quantity", "quantity", tally->quantities);
    say_pages(page, tally);
    page->aside = false;
}
