#include "page/sample.h"

#include <math.h>

/* The lottery's slide: givens, then computed numbers, a row not finished. */
static struct gri_table *slide(struct sample *s)
{
    static const char *const names[] = {"i", "x1", "x2", "y", "h1", "h2", "yhat", "y - yhat"};
    static const double numbers[3][8] = {{1, 16, 4, 98, 12.4, 5.2, 43.4, 54.6},
                                         {2, 1, 5, 90, 4.9, 8.34567, 50.9, 39.1},
                                         {3, 16, 1, 60, -8.3, 1e-7, 0, 0}};
    struct gri_table *table = gri_page_table(&s->page, 8);
    for (size_t i = 0; i < 8; i++)
        gri_table_header(&s->page, table, i, typed(s, names[i]), NULL);
    for (size_t i = 0; i < 3; i++) {
        size_t row = gri_table_row(&s->page, table);
        for (size_t k = 0; k < (i < 2 ? 8 : 6); k++)
            gri_cell_number(gri_table_cell(table, row, k), numbers[i][k],
                            k < 4 ? GRI_WRITTEN : GRI_COMPUTED);
    }
    return table;
}

START_TEST(numbers_stand_below_each_other_at_the_point)
{
    struct sample s;
    sample_begin(&s, 1 << 20, 4);
    slide(&s)->title = "Epoch 1";
    ck_assert_str_eq(written(&s, "text"), "Epoch 1\n"
                                          "i   x1   x2    y     h1       h2      ŷ   y − ŷ\n"
                                          "───────────────────────────────────────────────\n"
                                          "1   16    4   98   12.4   5.2      43.4    54.6\n"
                                          "2    1    5   90    4.9   8.3457   50.9    39.1\n"
                                          "3   16    1   60   −8.3   1e-7\n");
    s.layout.utf8 = false;
    ck_assert_str_eq(written(&s, "text"), "Epoch 1\n"
                                          "i   x1   x2    y     h1       h2   yhat   y - yhat\n"
                                          "--------------------------------------------------\n"
                                          "1   16    4   98   12.4   5.2      43.4       54.6\n"
                                          "2    1    5   90    4.9   8.3457   50.9       39.1\n"
                                          "3   16    1   60   -8.3   1e-7\n");
    sample_end(&s);
}
END_TEST

START_TEST(wide_tables_go_on_below_with_the_first_column_again)
{
    struct sample s;
    sample_begin(&s, 1 << 20, 4);
    slide(&s)->totals = 1;
    s.layout.width = 24;
    ck_assert_str_eq(written(&s, "text"), "i  x1  x2   y    h1\n"
                                          "───────────────────\n"
                                          "1  16   4  98  12.4\n"
                                          "2   1   5  90   4.9\n"
                                          "───────────────────\n"
                                          "3  16   1  60  −8.3\n"
                                          "\n"
                                          "i      h2     ŷ  y − ŷ\n"
                                          "──────────────────────\n"
                                          "1  5.2     43.4   54.6\n"
                                          "2  8.3457  50.9   39.1\n"
                                          "──────────────────────\n"
                                          "3  1e-7\n");
    sample_end(&s);
}
END_TEST

START_TEST(plain_rows_say_their_names)
{
    struct sample s;
    sample_begin(&s, 1 << 20, 4);
    slide(&s);
    s.layout.plain = true;
    ck_assert_str_eq(written(&s, "text"),
                     "i = 1: x1 = 16, x2 = 4, y = 98, h1 = 12.4, h2 = 5.2, yhat = 43.4, "
                     "y - yhat = 54.6\n"
                     "i = 2: x1 = 1, x2 = 5, y = 90, h1 = 4.9, h2 = 8.3457, yhat = 50.9, "
                     "y - yhat = 39.1\n"
                     "i = 3: x1 = 16, x2 = 1, y = 60, h1 = -8.3, h2 = 1e-7\n");
    sample_end(&s);
}
END_TEST

static void errata(struct sample *s)
{
    struct gri_table *table = gri_page_table(&s->page, 3);
    gri_table_header(&s->page, table, 0, NULL, "slide");
    gri_table_header(&s->page, table, 1, NULL, "right");
    gri_table_header(&s->page, table, 2, NULL, "why");
    size_t row = gri_table_row(&s->page, table);
    gri_cell_text(&s->page, gri_table_cell(table, row, 0), "12, h1");
    gri_cell_number(gri_table_cell(table, row, 1), -487.25, GRI_COMPUTED);
    gri_cell_text(&s->page, gri_table_cell(table, row, 2), "%s",
                  "what comes out with 8.4 for h1, that is, without b1");
    row = gri_table_row(&s->page, table);
    gri_cell_expr(gri_table_cell(table, row, 0), typed(s, "yhat"));
    gri_cell_text(&s->page, gri_table_cell(table, row, 1), "none");
    gri_table_cell(table, row, 1)->nearly = true;
}

START_TEST(words_stand_on_the_left_and_fold)
{
    struct sample s;
    sample_begin(&s, 1 << 20, 4);
    errata(&s);
    s.layout.width = 44;
    ck_assert_str_eq(written(&s, "text"), "slide     right  why\n"
                                          "────────────────────────────────────────────\n"
                                          "12, h1  −487.25  what comes out with 8.4 for\n"
                                          "                 h1, that is, without b1\n"
                                          "ŷ          none\n");
    s.layout.plain = true;
    ck_assert_str_eq(written(&s, "text"),
                     "12, h1: right = -487.25, why: what comes out with 8.4 for h1, that is, "
                     "without b1\n"
                     "yhat: right: none\n");
    sample_end(&s);
}
END_TEST

START_TEST(colour_dims_what_is_not_used)
{
    struct sample s;
    sample_begin(&s, 1 << 20, 4);
    struct gri_table *table = gri_page_table(&s.page, 2);
    gri_table_header(&s.page, table, 0, NULL, "i");
    size_t row = gri_table_row(&s.page, table);
    gri_cell_number(gri_table_cell(table, row, 0), 1, GRI_WRITTEN);
    gri_cell_number(gri_table_cell(table, row, 1), 2, GRI_WRITTEN);
    gri_table_cell(table, row, 1)->nearly = true;
    s.layout.color = true;
    ck_assert_str_eq(written(&s, "text"), "\033[1mi\033[0m\n"
                                          "─────\n"
                                          "1   \033[2m2\033[0m\n");
    sample_end(&s);
}
END_TEST

START_TEST(tables_without_header_rows_or_columns_are_no_trouble)
{
    struct sample s;
    sample_begin(&s, 1 << 20, 4);
    gri_table_row(&s.page, gri_page_table(&s.page, 0));
    gri_page_table(&s.page, 2)->totals = 1;
    struct gri_table *table = gri_page_table(&s.page, 1);
    gri_cell_number(gri_table_cell(table, gri_table_row(&s.page, table), 0), INFINITY, GRI_WRITTEN);
    for (size_t i = 0; i < gri_writer_count; i++) {
        written(&s, gri_writers[i].name);
        ck_assert(!s.out.failed);
    }
    written(&s, "text");
    ck_assert_ptr_nonnull(strstr(s.out.at, "\n"));
    sample_end(&s);
}
END_TEST

START_TEST(what_a_step_used_has_signs_in_every_format)
{
    struct sample s;
    sample_begin(&s, 1 << 20, 2);
    struct gri_table *table = slide(&s);
    table->row[0][4].role = GRI_ROLE_WRITTEN;
    table->row[0][1].role = table->row[2][4].role = GRI_ROLE_READ;
    ck_assert_str_eq(written(&s, "text"), "i     x1   x2    y       h1     h2      ŷ   y − ŷ\n"
                                          "─────────────────────────────────────────────────\n"
                                          "1   (16)    4   98   [12.4]   5.2    43.4    54.6\n"
                                          "2     1     5   90     4.9    8.35   50.9    39.1\n"
                                          "3    16     1   60   (−8.3)   1e-7\n");
    s.layout.plain = true;
    ck_assert_ptr_nonnull(
        strstr(written(&s, "text"), "i = 1: x1 = (16), x2 = 4, y = 98, h1 = [12.4]"));
    s.layout.plain = false;
    s.layout.color = true;
    const char *said = written(&s, "text");
    ck_assert_ptr_nonnull(strstr(said, "\033[36m(16)\033[0m"));
    ck_assert_ptr_nonnull(strstr(said, "\033[1;32m[12.4]\033[0m"));
    ck_assert_ptr_nonnull(strstr(written(&s, "html"), "<td class=\"number written\">[12.4]</td>"));
    ck_assert_ptr_nonnull(strstr(written(&s, "html"), "<td class=\"number read\">(16)</td>"));
    ck_assert_ptr_nonnull(strstr(written(&s, "latex"), "$(16)$ & $4$ & $98$ & $\\boxed{12.4}$"));
    ck_assert_ptr_nonnull(strstr(written(&s, "json"),
                                 "\"marks\":[{\"row\":0,\"column\":1,\"role\":\"read\"},"
                                 "{\"row\":0,\"column\":4,\"role\":\"written\"},"
                                 "{\"row\":2,\"column\":4,\"role\":\"read\"}]}"));
    ck_assert_ptr_nonnull(strstr(written(&s, "csv"), "1,16,4,98,12.4,"));
    sample_end(&s);
}
END_TEST

START_TEST(large_print_has_room_between_cells_and_rows)
{
    struct sample s;
    sample_begin(&s, 1 << 20, 4);
    s.layout.large = true;
    slide(&s);
    ck_assert_str_eq(written(&s, "text"),
                     "i      x1      x2       y        h1          h2         ŷ      y − ŷ\n"
                     "────────────────────────────────────────────────────────────────────\n"
                     "1      16       4      98      12.4      5.2         43.4       54.6\n"
                     "\n"
                     "2       1       5      90       4.9      8.3457      50.9       39.1\n"
                     "\n"
                     "3      16       1      60      −8.3      1e-7\n");
    s.layout.width = 50;
    ck_assert_ptr_nonnull(
        strstr(written(&s, "text"), "i   x1   x2    y     h1       h2      ŷ   y − ŷ\n"));
    sample_end(&s);
}
END_TEST

SUITE("page/grid", numbers_stand_below_each_other_at_the_point,
      wide_tables_go_on_below_with_the_first_column_again, plain_rows_say_their_names,
      words_stand_on_the_left_and_fold, colour_dims_what_is_not_used,
      tables_without_header_rows_or_columns_are_no_trouble,
      what_a_step_used_has_signs_in_every_format, large_print_has_room_between_cells_and_rows)
