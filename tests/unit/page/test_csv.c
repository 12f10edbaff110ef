#include "page/sample.h"

#include <math.h>

static void expect(struct sample *s, const char *expected)
{
    ck_assert_str_eq(written(s, "csv"), expected);
    ck_assert(!s->out.failed);
}

START_TEST(values_and_worked_lines_are_rows)
{
    static double third = 1.0 / 3, matrix[] = {1, 2, 3, INFINITY};
    struct sample s;
    sample_begin(&s, 1 << 20, 2);
    gri_page_prose(&s.page, "Prose has no place here.");
    gri_page_value(&s.page, typed(&s, "1/3"), (struct gri_value){1, 1, &third});
    gri_page_value(&s.page, typed(&s, "W1"), (struct gri_value){2, 2, matrix});
    WORKED(&s, "h1", "x1*w1 + b1", "(16)(0.5) + 4", "12");
    WORKED(&s, "e", "98 - 43.4", "54.6");
    WORKED(&s, "q", "a", "b", "c", "d");
    WORKED(&s, "h1", NULL);
    expect(&s, "1/3,0.3333333333333333\n"
               "W1,1,2\n"
               "W1,3,inf\n"
               "h1,x1*w1 + b1,(16)(0.5) + 4,12\n"
               "e,,98 - 43.4,54.6\n"
               "q,a,c,d\n"
               "h1,,,\n");
    sample_end(&s);
}
END_TEST

START_TEST(fields_are_quoted_where_they_must_be)
{
    static const char *const texts[] = {"plain", "a,b", "say \"no\"", "two\nlines",
                                        "esc\033[1m\xff"};
    struct sample s;
    sample_begin(&s, 1 << 20, 2);
    struct gri_table *table = gri_page_table(&s.page, 5);
    size_t row = gri_table_row(&s.page, table);
    for (size_t i = 0; i < 5; i++) {
        gri_table_header(&s.page, table, i, NULL, i == 0 ? "i" : "");
        gri_cell_text(&s.page, gri_table_cell(table, row, i), "%s", texts[i]);
    }
    row = gri_table_row(&s.page, table);
    gri_cell_number(gri_table_cell(table, row, 1), 1.0 / 3, GRI_COMPUTED);
    gri_cell_expr(gri_table_cell(table, row, 2), typed(&s, "yhat"));
    expect(&s, "i,,,,\n"
               "plain,\"a,b\",\"say \"\"no\"\"\",\"two\nlines\",esc\uFFFD[1m\uFFFD\n"
               ",0.3333333333333333,yhat,,\n");
    sample_end(&s);
}
END_TEST

SUITE("page/csv", values_and_worked_lines_are_rows, fields_are_quoted_where_they_must_be)
