#include "page/sample.h"

static void expect(struct sample *s, const char *expected)
{
    ck_assert_str_eq(written(s, "html"), expected);
    ck_assert(!s->out.failed);
}

START_TEST(worked_lines_are_mathml)
{
    struct sample s;
    sample_begin(&s, 1 << 20, 2);
    WORKED(&s, "h1", "1/3 + a", "0.33", "0.34")->note = "sample <2>";
    written(&s, "html");
    ck_assert_ptr_nonnull(strstr(s.out.at, "<div class=\"worked\"><math display=\"block\">"));
    ck_assert_ptr_nonnull(strstr(s.out.at, "<mi>h1</mi>"));
    ck_assert_ptr_nonnull(strstr(s.out.at, "<mfrac>"));
    ck_assert_ptr_nonnull(strstr(s.out.at, "<mtd><mo>=</mo></mtd>"));
    ck_assert_ptr_nonnull(strstr(s.out.at, "<mtd></mtd><mtd><mo>≈</mo></mtd>"));
    ck_assert_ptr_nonnull(strstr(s.out.at, "<span class=\"note\">(sample &lt;2&gt;)</span>"));
    sample_end(&s);
}
END_TEST

START_TEST(a_blank_is_a_line_to_write_on)
{
    struct sample s;
    sample_begin(&s, 1 << 20, 2);
    WORKED(&s, "h1", NULL);
    written(&s, "html");
    ck_assert_ptr_nonnull(strstr(s.out.at, "<mi>h1</mi>"));
    ck_assert_ptr_nonnull(strstr(s.out.at, "<mtd><mo>=</mo></mtd></mtr>\n</mtable></math>"
                                           "<span class=\"blank\"></span></div>"));
    sample_end(&s);
}
END_TEST

START_TEST(tables_put_numbers_on_the_right)
{
    struct sample s;
    sample_begin(&s, 1 << 20, 2);
    struct gri_table *table = gri_page_table(&s.page, 2);
    table->title = "T & U";
    table->totals = 1;
    gri_table_header(&s.page, table, 0, NULL, "name");
    gri_table_header(&s.page, table, 1, NULL, "value");
    for (int i = 0; i < 2; i++) {
        size_t row = gri_table_row(&s.page, table);
        gri_cell_text(&s.page, gri_table_cell(table, row, 0), "w%d", i);
        gri_cell_number(gri_table_cell(table, row, 1), -1.0 / 3, GRI_COMPUTED);
    }
    expect(&s, "<table><caption>T &amp; U</caption>\n"
               "<thead><tr><th>name</th><th class=\"number\">value</th></tr></thead>\n"
               "<tbody>\n"
               "<tr><td>w0</td><td class=\"number\">−0.33</td></tr>\n"
               "<tr class=\"total\"><td>w1</td><td class=\"number\">−0.33</td></tr>\n"
               "</tbody></table>\n");
    sample_end(&s);
}
END_TEST

START_TEST(no_text_becomes_markup)
{
    static const char bad[] = "<script>alert(\"1\")</script> & \033[1m\xff";
    static const char lesson[] = "# T\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1)) "
                                 "*<b onclick=x>y*\n\n```\n</code><script>\n```\n";
    struct sample s;
    sample_begin(&s, 1 << 20, 2);
    gri_page_heading(&s.page, 2, "%s", bad);
    gri_page_prose(&s.page, "%s", bad);
    s.page.last->level = 1;
    gri_page_remark(&s.page, "%s", "a & b");
    gri_page_listing(&s.page, bad, sizeof bad - 1);
    gri_page_markdown(&s.page, lesson, sizeof lesson - 1);
#define SHOWN "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; \uFFFD[1m\uFFFD"
    expect(&s, "<h2>" SHOWN "</h2>\n"
               "<p style=\"margin-left:2em\">" SHOWN "</p>\n"
               "<p class=\"remark\">a &amp; b</p>\n"
               "<pre><code>" SHOWN "</code></pre>\n"
               "<h1>T</h1>\n"
               "<!-- raw HTML omitted -->\n"
               "<p><a href=\"\">x</a> <em><!-- raw HTML omitted -->y</em></p>\n"
               "<pre><code>&lt;/code&gt;&lt;script&gt;\n</code></pre>\n");
    sample_end(&s);
}
END_TEST

START_TEST(a_page_stands_alone)
{
    struct sample s;
    sample_begin(&s, 1 << 20, 2);
    const struct gri_writer *html = gri_writer_find("html");
    html->begin(&s.layout, &s.out);
    html->end(&s.layout, &s.out);
    ck_assert_int_eq(strncmp(s.out.at, "<!doctype html>\n", 16), 0);
    ck_assert_ptr_nonnull(strstr(s.out.at, "<meta charset=\"utf-8\">"));
    ck_assert_ptr_nonnull(strstr(s.out.at, "color-scheme: light dark"));
    ck_assert_ptr_nonnull(strstr(s.out.at, "@media print"));
    ck_assert_str_eq(s.out.at + s.out.length - 16, "</body>\n</html>\n");
    sample_end(&s);
}
END_TEST

START_TEST(values_say_what_they_are)
{
    static double third = 1.0 / 3;
    struct sample s;
    sample_begin(&s, 1 << 20, 2);
    gri_page_value(&s.page, typed(&s, "yhat"), (struct gri_value){1, 1, &third});
    written(&s, "html");
    ck_assert_ptr_nonnull(strstr(s.out.at, "<mi>yhat</mi>"));
    ck_assert_ptr_nonnull(strstr(s.out.at, "<mo>=</mo>"));
    ck_assert_ptr_nonnull(strstr(s.out.at, "<mn>0.33</mn>"));
    sample_end(&s);
}
END_TEST

SUITE("page/html", a_blank_is_a_line_to_write_on, worked_lines_are_mathml,
      tables_put_numbers_on_the_right, no_text_becomes_markup, a_page_stands_alone,
      values_say_what_they_are)
