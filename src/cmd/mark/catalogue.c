#include "cmd/mark/catalogue.h"

#include <string.h>

static const char marking[] = "marking";

const char *gri_catalogue_topic(size_t n)
{
    if (n == 0)
        return marking;
    if (n <= gri_code_count)
        return gri_codes[n - 1].name;
    n -= gri_code_count; /* 1: the first mistake */
    return n < GRI_MISTAKES ? gri_mistakes[n].id : NULL;
}

void gri_example_type(struct gri_text *out, const struct gri_example *example)
{
    gri_text_addf(out, "%s\nmark\n%s\nend", example->problem->commands, example->page);
}

static void say_example(struct gri_page *page, const struct gri_example *example)
{
    struct gri_text text;
    gri_text_init(&text);
    gri_example_type(&text, example);
    gri_page_prose(page, "For example:");
    gri_page_listing(page, text.at, text.length);
    page->failed |= text.failed;
    gri_text_clear(&text);
}

static void say_mistake(struct gri_page *page, enum gri_mistake mistake)
{
    const struct gri_mistake_row *row = &gri_mistakes[mistake];
    gri_page_heading(page, 2, "%s %s: %s", row->id, row->code, row->summary);
    if (row->hidden != NULL)
        gri_page_prose(page, "It cannot show where %s.", row->hidden);
    say_example(page, &gri_examples[mistake]);
    gri_page_remark(page, "See also: %s marking.", row->code);
}

/* Rows of `columns` texts, under their headers. */
static struct gri_table *begin_table(struct gri_page *page, size_t columns,
                                     const char *const *headers)
{
    struct gri_table *table = gri_page_table(page, columns);
    for (size_t k = 0; k < columns; k++)
        gri_table_header(page, table, k, NULL, headers[k]);
    return table;
}

static void put_row(struct gri_page *page, struct gri_table *table, const char *const *texts)
{
    size_t row = gri_table_row(page, table);
    for (size_t k = 0; k < table->columns; k++)
        gri_cell_text(page, gri_table_cell(table, row, k), "%s", texts[k]);
}

static void say_code(struct gri_page *page, const struct gri_code_row *code)
{
    static const char *const headers[] = {"mistake", "what it is", "cannot show where"};
    gri_page_heading(page, 2, "%s: %s", code->name, code->summary);
    if (code->example.problem != NULL) {
        say_example(page, &code->example);
        gri_page_remark(page, "See also: marking.");
        return;
    }
    const char *first = NULL;
    struct gri_table *table = begin_table(page, 3, headers);
    for (size_t n = 1; n < GRI_MISTAKES; n++) {
        const struct gri_mistake_row *row = &gri_mistakes[n];
        if (strcmp(row->code, code->name) != 0)
            continue;
        put_row(page, table,
                (const char *[]){row->id, row->summary, row->hidden != NULL ? row->hidden : ""});
        first = first != NULL ? first : row->id;
    }
    gri_page_remark(page, "`help %s` has an example. See also: marking.", first);
}

static void say_marking(struct gri_page *page)
{
    static const char *const verdicts[] = {"sign", "verdict", "when"};
    static const char *const codes[] = {"code", "what a slip so called is"};
    gri_page_heading(page, 2, "Marking");
    gri_page_prose(page, "`check` judges a line worked by hand, `mark` and `--mark` a page of it; "
                         "each `=` is judged for itself.");
    struct gri_table *table = begin_table(page, 3, verdicts);
    for (size_t n = 0; n < GRI_VERDICTS; n++)
        put_row(page, table,
                (const char *[]){gri_signs[gri_verdicts[n].sign].text, gri_verdicts[n].name,
                                 gri_verdicts[n].summary});
    table = begin_table(page, 2, codes);
    for (size_t n = 0; n < gri_code_count; n++)
        put_row(page, table, (const char *[]){gri_codes[n].name, gri_codes[n].summary});
    gri_page_remark(page, "`help missing-bias` lists the mistakes of a code, `help F1` says one. "
                          "See also: check mark rubric.");
}

bool gri_catalogue_say(struct gri_page *page, const char *topic)
{
    for (size_t n = 0; n < gri_code_count; n++)
        if (strcmp(gri_codes[n].name, topic) == 0) {
            say_code(page, &gri_codes[n]);
            return true;
        }
    for (size_t n = 1; n < GRI_MISTAKES; n++)
        if (strcmp(gri_mistakes[n].id, topic) == 0) {
            say_mistake(page, (enum gri_mistake)n);
            return true;
        }
    if (strcmp(topic, marking) != 0)
        return false;
    say_marking(page);
    return true;
}
