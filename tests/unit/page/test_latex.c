#include "page/sample.h"

static void expect(struct sample *s, const char *expected)
{
    ck_assert_str_eq(written(s, "latex"), expected);
    ck_assert(!s->out.failed);
}

START_TEST(worked_lines_align_at_the_sign)
{
    struct sample s;
    sample_begin(&s, 1 << 20, 2);
    WORKED(&s, "yhat", "a + b", "0.33", "0.34")->note = "sample_2";
    expect(&s, "\\gradusfit{\\begin{aligned}\n"
               "\\hat{y} &= a + b && \\text{(sample\\_2)} \\\\\n"
               " &= 0.33 \\\\\n"
               " &\\approx 0.34\n"
               "\\end{aligned}}\n");
    sample_end(&s);
}
END_TEST

START_TEST(a_blank_is_a_line_to_write_on)
{
    struct sample s;
    sample_begin(&s, 1 << 20, 2);
    WORKED(&s, "yhat", NULL);
    expect(
        &s,
        "\\gradusfit{\\begin{aligned}\n\\hat{y} &= \\underline{\\hspace{5cm}}\n\\end{aligned}}\n");
    sample_end(&s);
}
END_TEST

START_TEST(tables_are_booktabs)
{
    struct sample s;
    sample_begin(&s, 1 << 20, 2);
    struct gri_table *table = gri_page_table(&s.page, 3);
    table->title = "100%";
    table->totals = 1;
    gri_table_header(&s.page, table, 0, NULL, "name");
    gri_table_header(&s.page, table, 1, typed(&s, "yhat"), NULL);
    for (int i = 0; i < 2; i++) {
        size_t row = gri_table_row(&s.page, table);
        gri_cell_text(&s.page, gri_table_cell(table, row, 0), "w_%d", i);
        gri_cell_number(gri_table_cell(table, row, 1), -1.0 / 3, GRI_COMPUTED);
    }
    gri_cell_text(&s.page, gri_table_cell(table, 0, 2),
                  "a text of more than forty characters, folded");
    expect(&s, "\\begin{center}\n"
               "\\textbf{100\\%}\\\\[0.5ex]\n"
               "\\begin{tabular}{lrp{0.45\\linewidth}}\n"
               "\\toprule\n"
               "name & $\\hat{y}$ &  \\\\\n"
               "\\midrule\n"
               "w\\_0 & $-0.33$ & a text of more than forty characters, folded \\\\\n"
               "\\midrule\n"
               "w\\_1 & $-0.33$ &  \\\\\n"
               "\\bottomrule\n"
               "\\end{tabular}\n"
               "\\end{center}\n");
    sample_end(&s);
}
END_TEST

START_TEST(no_text_becomes_a_command)
{
    static const char bad[] = "\\end{document} $x^2_1$ 5% #&~ <a|b> \"`-- [x] \033\xff";
    static const char lines[] = "\\input{x}\n\n  y\n";
    struct sample s;
    sample_begin(&s, 1 << 20, 2);
    gri_page_prose(&s.page, "%s", bad);
    gri_page_remark(&s.page, "%s", "a_b");
    gri_page_heading(&s.page, 3, "%s", "50%");
    gri_page_listing(&s.page, lines, sizeof lines - 1);
    expect(&s, "\\textbackslash{}end\\{document\\} \\$x\\textasciicircum{}2\\_1\\$ 5\\% "
               "\\#\\&\\textasciitilde{} \\textless{}a\\textbar{}b\\textgreater{} "
               "\\textquotedbl{}\\textasciigrave{}-{}-{} {[}x{]} \uFFFD\uFFFD\n"
               "\n"
               "\\emph{a\\_b}\n"
               "\n"
               "\\subsubsection{50\\%}\n"
               "\n"
               "\\begin{flushleft}\\ttfamily\n"
               "\\textbackslash{}input\\{x\\}\\\\\n"
               "~\\\\\n"
               "~~y\n"
               "\\end{flushleft}\n");
    sample_end(&s);
}
END_TEST

START_TEST(a_code_block_cannot_leave_its_environment)
{
    static const char lesson[] = "T & *u* \\end{document}\n\n"
                                 "```\n\\end{verbatim}\\input{x}\\end{verbatim}\n```\n";
    struct sample s;
    sample_begin(&s, 1 << 20, 2);
    gri_page_markdown(&s.page, lesson, sizeof lesson - 1);
    expect(&s, "T \\& \\emph{u} \\textbackslash{}end\\{document\\}\n"
               "\n"
               "\\begin{verbatim}\n"
               "\\end {verbatim}\\input{x}\\end {verbatim}\n"
               "\\end{verbatim}\n");
    sample_end(&s);
}
END_TEST

START_TEST(an_article_stands_alone)
{
    struct sample s;
    sample_begin(&s, 1 << 20, 2);
    const struct gri_writer *latex = gri_writer_find("latex");
    latex->begin(&s.layout, &s.out);
    latex->end(&s.layout, &s.out);
    ck_assert_int_eq(strncmp(s.out.at, "\\documentclass", 14), 0);
    ck_assert_ptr_nonnull(strstr(s.out.at, "{textcomp,amsmath,amssymb,booktabs,graphicx}"));
    ck_assert_ptr_nonnull(strstr(s.out.at, "\\begin{document}\n\\end{document}\n"));
    sample_end(&s);
}
END_TEST

SUITE("page/latex", a_blank_is_a_line_to_write_on, worked_lines_align_at_the_sign,
      tables_are_booktabs, no_text_becomes_a_command, a_code_block_cannot_leave_its_environment,
      an_article_stands_alone)
