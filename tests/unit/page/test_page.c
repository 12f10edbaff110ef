#include "page/sample.h"

START_TEST(blocks_stand_in_the_order_they_came)
{
    struct sample s;
    sample_begin(&s, 1 << 20, 4);
    gri_page_heading(&s.page, 9, "Epoch %d", 2);
    gri_page_prose(&s.page, "%s", "100% prose");
    gri_page_remark(&s.page, "aside");
    struct gri_block *block = s.page.first;
    ck_assert_int_eq(block->kind, GRI_HEADING);
    ck_assert_uint_eq(block->level, 3);
    ck_assert_str_eq(block->text, "Epoch 2");
    ck_assert_str_eq(block->next->text, "100% prose");
    ck_assert_int_eq(block->next->next->kind, GRI_REMARK);
    ck_assert_ptr_eq(block->next->next, s.page.last);
    ck_assert(!s.page.failed);
    sample_end(&s);
}
END_TEST

START_TEST(tables_grow_by_rows)
{
    struct sample s;
    sample_begin(&s, 1 << 20, 4);
    struct gri_table *table = gri_page_table(&s.page, 2);
    for (size_t i = 0; i < 100; i++) {
        size_t row = gri_table_row(&s.page, table);
        ck_assert_uint_eq(row, i);
        ck_assert_int_eq(gri_table_cell(table, row, 1)->kind, GRI_CELL_EMPTY);
        gri_cell_number(gri_table_cell(table, row, 0), (double)i, GRI_WRITTEN);
    }
    for (size_t i = 0; i < 100; i++)
        ck_assert_double_eq(gri_table_cell(table, i, 0)->number, (double)i);
    sample_end(&s);
}
END_TEST

START_TEST(a_cell_outside_the_table_goes_nowhere)
{
    struct sample s;
    sample_begin(&s, 1 << 20, 4);
    struct gri_table *table = gri_page_table(&s.page, 1);
    gri_cell_number(gri_table_cell(table, 0, 0), 1, GRI_WRITTEN);
    gri_cell_number(gri_table_cell(table, gri_table_row(&s.page, table), 5), 2, GRI_WRITTEN);
    gri_table_header(&s.page, table, 5, NULL, "beyond");
    ck_assert_int_eq(gri_table_cell(table, 0, 0)->kind, GRI_CELL_EMPTY);
    ck_assert(!s.page.failed);
    sample_end(&s);
}
END_TEST

START_TEST(without_memory_dummies_are_filled_and_not_written)
{
    struct sample s;
    sample_begin(&s, 0, 4);
    struct gri_worked *worked = gri_page_worked(&s.page, 0, NULL);
    gri_worked_step(&s.page, worked, NULL);
    gri_worked_mark(&s.page, worked);
    worked->note = "said to nobody";
    struct gri_table *table = gri_page_table(&s.page, 3);
    gri_table_header(&s.page, table, 0, NULL, "i");
    size_t row = gri_table_row(&s.page, table);
    gri_cell_text(&s.page, gri_table_cell(table, row, 0), "lost");
    table->title = "nothing";
    table->totals = 1;
    ck_assert(s.page.failed);
    ck_assert_ptr_null(s.page.first);
    ck_assert_str_eq(written(&s, "text"), "");
    ck_assert(s.out.failed);
    sample_end(&s);
}
END_TEST

START_TEST(an_expression_that_was_not_built_fails_the_page)
{
    for (int where = 0; where < 4; where++) {
        struct sample s;
        sample_begin(&s, 1 << 20, 4);
        struct gri_worked *worked = gri_page_worked(&s.page, 0,
                                                    where == 0 ? NULL : typed(&s, "h1"));
        gri_worked_step(&s.page, worked, where == 1 ? NULL : typed(&s, "x1"));
        struct gri_table *table = gri_page_table(&s.page, 1);
        gri_table_header(&s.page, table, 0, NULL, where == 2 ? NULL : "i");
        gri_cell_expr(gri_table_cell(table, gri_table_row(&s.page, table), 0),
                      where == 3 ? NULL : typed(&s, "x1"));
        for (size_t i = 0; i < gri_writer_count; i++) {
            written(&s, gri_writers[i].name);
            ck_assert_msg(s.out.failed, "place %d, %s", where, gri_writers[i].name);
        }
        sample_end(&s);
    }
}
END_TEST

SUITE("page/page", blocks_stand_in_the_order_they_came, tables_grow_by_rows,
      a_cell_outside_the_table_goes_nowhere, without_memory_dummies_are_filled_and_not_written,
      an_expression_that_was_not_built_fails_the_page)
