#include "page/sample.h"

#include <math.h>

static void expect(struct sample *s, const char *expected)
{
    ck_assert_str_eq(written(s, "json"), expected);
    ck_assert(!s->out.failed);
}

START_TEST(values_are_full_numbers)
{
    static double third = 1.0 / 3, matrix[] = {1, -0.5, 1e-7, 4};
    static double odd[] = {INFINITY, -INFINITY, NAN};
    struct sample s;
    sample_begin(&s, 1 << 20, 2);
    gri_page_value(&s.page, typed(&s, "yhat - 1/3"), (struct gri_value){1, 1, &third});
    gri_page_value(&s.page, typed(&s, "W1"), (struct gri_value){2, 2, matrix});
    gri_page_value(&s.page, NULL, (struct gri_value){1, 3, odd});
    expect(&s, "{\"expr\":\"yhat - 1/3\",\"value\":0.3333333333333333}\n"
               "{\"expr\":\"W1\",\"value\":[[1,-0.5],[0.0000001,4]]}\n"
               "{\"expr\":null,\"value\":[[null,null,null]]}\n");
    sample_end(&s);
}
END_TEST

START_TEST(worked_lines_give_steps_and_value)
{
    struct sample s;
    sample_begin(&s, 1 << 20, 2);
    static double exact = 1.23456789;
    static const struct gri_value value = {1, 1, &exact};
    struct gri_worked *worked = WORKED(&s, "yhat", "a*b", "(1.5)(0.82)", "1.23");
    worked->note = "sample \"2\"";
    worked->value = &value;
    WORKED(&s, "[h1 h2]", "a", "[1 2]");
    WORKED(&s, "q", "a");
    WORKED(&s, "h1", NULL);
    expect(&s, "{\"name\":\"yhat\",\"steps\":[\"a*b\",\"(1.5)(0.82)\",\"1.23\"],"
               "\"value\":1.23456789,\"note\":\"sample \\\"2\\\"\"}\n"
               "{\"name\":\"[h1 h2]\",\"steps\":[\"a\",\"[1 2]\"],\"value\":[[1,2]],"
               "\"note\":null}\n"
               "{\"name\":\"q\",\"steps\":[\"a\"],\"value\":null,\"note\":null}\n"
               "{\"name\":\"h1\",\"steps\":[],\"value\":null,\"note\":null}\n");
    sample_end(&s);
}
END_TEST

START_TEST(tables_give_every_cell)
{
    struct sample s;
    sample_begin(&s, 1 << 20, 2);
    struct gri_table *table = gri_page_table(&s.page, 4);
    table->title = "T";
    gri_table_header(&s.page, table, 0, NULL, "i");
    gri_table_header(&s.page, table, 1, typed(&s, "yhat"), NULL);
    size_t row = gri_table_row(&s.page, table);
    gri_cell_number(gri_table_cell(table, row, 0), 1.0 / 3, GRI_COMPUTED);
    gri_cell_expr(gri_table_cell(table, row, 1), typed(&s, "a + 1"));
    gri_cell_text(&s.page, gri_table_cell(table, row, 2), "words");
    gri_table_row(&s.page, table);
    expect(&s, "{\"title\":\"T\",\"columns\":[\"i\",\"yhat\",null,null],"
               "\"rows\":[[0.3333333333333333,\"a + 1\",\"words\",null],"
               "[null,null,null,null]]}\n");
    sample_end(&s);
}
END_TEST

START_TEST(any_text_makes_a_valid_string)
{
    static const char bad[] = "\"\\\n\t\033\0\xff\xc3 é";
    struct sample s;
    sample_begin(&s, 1 << 20, 2);
    gri_page_heading(&s.page, 1, "%s", bad);
    gri_page_prose(&s.page, "p");
    gri_page_remark(&s.page, "r");
    gri_page_markdown(&s.page, "# m\n", 4);
    gri_page_listing(&s.page, bad, sizeof bad - 1);
    expect(&s, "{\"heading\":\"\\\"\\\\\\n\\u0009\\u001b\"}\n"
               "{\"text\":\"p\"}\n"
               "{\"remark\":\"r\"}\n"
               "{\"markdown\":\"# m\\n\"}\n"
               "{\"listing\":\"\\\"\\\\\\n\\u0009\\u001b\uFFFD\uFFFD\uFFFD é\"}\n");
    sample_end(&s);
}
END_TEST

SUITE("page/json", values_are_full_numbers, worked_lines_give_steps_and_value,
      tables_give_every_cell, any_text_makes_a_valid_string)
