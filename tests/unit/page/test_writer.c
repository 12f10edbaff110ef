#include "page/sample.h"

#include "base/utf8.h"

/* One of everything; NULL expressions where memory ends. */
static void fill(struct sample *s)
{
    static double matrix[] = {1.5, -2, 0.25, 4};
    static const char lesson[] = "# Lesson\n\n- *one*\n- `two`\n";
    gri_page_heading(&s->page, 1, "Epoch %d", 1);
    gri_page_prose(&s->page, "Some words that have to be folded when they are many, as here.");
    gri_page_remark(&s->page, "An aside.");
    gri_page_markdown(&s->page, lesson, sizeof lesson - 1);
    gri_page_listing(&s->page, "set rate 1\n", 11);
    WORKED(s, "h1", "x1*w1 + x2*w3 + b1", "(16)(0.5) + (4)(0.1) + 4", "12.4")->note = "sample 1";
    WORKED(s, "e", "y - yhat", "98 - 43.4", "54.6");
    WORKED(s, "H", "X*W1", "[16 4; 1 5] x [0.5 -0.3; 0.1 2]", "[8.4 3.2; 1 9.7]");
    gri_page_value(&s->page, typed(s, "W1"), (struct gri_value){2, 2, matrix});
    struct gri_table *table = gri_page_table(&s->page, 3);
    gri_table_header(&s->page, table, 0, NULL, "i");
    gri_table_header(&s->page, table, 1, typed(s, "yhat"), NULL);
    gri_table_header(&s->page, table, 2, NULL, "a long remark");
    for (size_t i = 0; i < 20; i++) {
        size_t row = gri_table_row(&s->page, table);
        gri_cell_number(gri_table_cell(table, row, 0), (double)i, GRI_WRITTEN);
        gri_cell_expr(gri_table_cell(table, row, 1), computed(s, "1.5"));
        gri_cell_text(&s->page, gri_table_cell(table, row, 2), "words that have to be folded");
    }
}

START_TEST(every_writer_is_found_by_its_name)
{
    for (size_t i = 0; i < gri_writer_count; i++) {
        ck_assert_ptr_eq(gri_writer_find(gri_writers[i].name), &gri_writers[i]);
        ck_assert_uint_gt(strlen(gri_writers[i].summary), 0);
        ck_assert_ptr_nonnull(gri_writers[i].write);
    }
    ck_assert_ptr_null(gri_writer_find("pdf"));
    ck_assert_ptr_null(gri_writer_find(""));
}
END_TEST

START_TEST(every_writer_writes_everything_in_utf_8)
{
    for (size_t i = 0; i < gri_writer_count; i++) {
        struct sample s;
        sample_begin(&s, 1 << 20, 2);
        fill(&s);
        s.layout.width = 30;
        written(&s, gri_writers[i].name);
        ck_assert_msg(!s.out.failed, "%s", gri_writers[i].name);
        ck_assert_uint_gt(s.out.length, 500);
        ck_assert_uint_eq(gri_utf8_check(s.out.at, s.out.length), s.out.length);
        sample_end(&s);
    }
}
END_TEST

START_TEST(ascii_is_ascii)
{
    struct sample s;
    sample_begin(&s, 1 << 20, 2);
    fill(&s);
    gri_page_prose(&s.page, "%s", "ŷ ≈ −2 Straße");
    for (int plain = 0; plain < 2; plain++) {
        s.layout.plain = plain == 1;
        s.layout.utf8 = plain == 1;
        s.layout.color = plain == 1;
        written(&s, "text");
        for (size_t i = 0; i < s.out.length; i++)
            ck_assert(s.out.at[i] == '\n' || (s.out.at[i] >= ' ' && s.out.at[i] < 0x7f));
    }
    sample_end(&s);
}
END_TEST

/* With every limit of memory a page is either complete or says that it failed. */
START_TEST(memory_may_end_anywhere)
{
    for (size_t i = 0; i < gri_writer_count; i++) {
        struct sample whole;
        sample_begin(&whole, 1 << 20, 2);
        fill(&whole);
        whole.layout.width = 30;
        written(&whole, gri_writers[i].name);
        size_t complete = 0, enough = whole.arena.held;
        for (size_t limit = 0; limit <= enough; limit += limit < 2000 ? 16 : 208) {
            struct sample s;
            sample_begin(&s, limit, 2);
            fill(&s);
            s.layout.width = 30;
            written(&s, gri_writers[i].name);
            if (!s.out.failed) {
                ck_assert(!s.page.failed);
                ck_assert_str_eq(s.out.at, whole.out.at);
                complete++;
            }
            sample_end(&s);
        }
        ck_assert_uint_gt(complete, 0);
        sample_end(&whole);
    }
}
END_TEST

SUITE("page/writer", every_writer_is_found_by_its_name, every_writer_writes_everything_in_utf_8,
      ascii_is_ascii, memory_may_end_anywhere)
