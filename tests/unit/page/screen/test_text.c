#include "page/sample.h"

static const double matrix[] = {1.5, -2, 1.0 / 3, 4};

static void value(struct sample *s, size_t rows, size_t cols)
{
    gri_page_value(&s->page, NULL, (struct gri_value){rows, cols, (double *)(uintptr_t)matrix});
}

START_TEST(values_stand_alone_for_scripts)
{
    struct sample s;
    sample_begin(&s, 1 << 20, 4);
    value(&s, 1, 1);
    value(&s, 2, 2);
    ck_assert_str_eq(written(&s, "text"), "1.5\n"
                                          "1.5 -2\n"
                                          "0.3333 4\n");
    sample_end(&s);
}
END_TEST

START_TEST(prose_fills_the_width_and_is_indented)
{
    struct sample s;
    sample_begin(&s, 1 << 20, 4);
    s.layout.width = 24;
    gri_page_prose(&s.page, "We take the samples one after the other.");
    gri_page_prose(&s.page, "We take the samples one after the other.");
    s.page.last->level = 1;
    ck_assert_str_eq(written(&s, "text"), "We take the samples one\n"
                                          "after the other.\n"
                                          "\n"
                                          "    We take the samples\n"
                                          "    one after the other.\n");
    sample_end(&s);
}
END_TEST

START_TEST(headings_are_ruled_and_remarks_stand_apart)
{
    struct sample s;
    sample_begin(&s, 1 << 20, 4);
    gri_page_heading(&s.page, 1, "Epoch 1");
    gri_page_heading(&s.page, 2, "ŷ");
    value(&s, 1, 1);
    gri_page_remark(&s.page, "That is much.");
    gri_page_heading(&s.page, 3, "Small");
    gri_page_prose(&s.page, "Words.");
    ck_assert_str_eq(written(&s, "text"), "Epoch 1\n"
                                          "═══════\n"
                                          "\n"
                                          "ŷ\n"
                                          "─\n"
                                          "1.5\n"
                                          "\n"
                                          "That is much.\n"
                                          "\n"
                                          "Small\n"
                                          "Words.\n");
    s.layout.plain = true;
    ck_assert_str_eq(written(&s, "text"), "Epoch 1\n"
                                          "\n"
                                          "yhat\n"
                                          "1.5\n"
                                          "\n"
                                          "That is much.\n"
                                          "\n"
                                          "Small\n"
                                          "Words.\n");
    sample_end(&s);
}
END_TEST

START_TEST(lessons_lose_their_marks_and_listings_stay_as_they_are)
{
    static const char lesson[] =
        "\n# Title\n\nA *long* `paragraph` that **nobody** fills; 2**3 and `.\n\n"
        "```\n# comment\n```\n\n\n";
    static const char listing[] = "# one\n  two\n";
    struct sample s;
    sample_begin(&s, 1 << 20, 4);
    s.layout.width = 20;
    gri_page_markdown(&s.page, lesson, sizeof lesson - 1);
    gri_page_listing(&s.page, listing, sizeof listing - 1);
    ck_assert_str_eq(written(&s, "text"), "# Title\n\n"
                                          "A *long* paragraph that nobody fills; 2**3 and `.\n\n"
                                          "# comment\n\n"
                                          "# one\n  two\n");
    s.layout.color = true;
    ck_assert_str_eq(written(&s, "text"), "\033[1m# Title\033[0m\n\n"
                                          "A *long* paragraph that \033[1mnobody\033[0m fills; "
                                          "2**3 and `.\n\n"
                                          "# comment\n\n"
                                          "# one\n  two\n");
    sample_end(&s);
}
END_TEST

START_TEST(only_our_own_escapes_reach_a_terminal)
{
    static const char bad[] = "a\033[2Jb\0\xff";
    struct sample s;
    sample_begin(&s, 1 << 20, 4);
    gri_page_heading(&s.page, 3, "%s", bad);
    gri_page_prose(&s.page, "%s", bad);
    gri_page_markdown(&s.page, bad, sizeof bad - 1);
    gri_page_listing(&s.page, bad, sizeof bad - 1);
    WORKED(&s, "q", "1", "1")->note = bad;
    struct gri_table *table = gri_page_table(&s.page, 1);
    table->title = bad;
    gri_table_header(&s.page, table, 0, NULL, bad);
    gri_cell_text(&s.page, gri_table_cell(table, gri_table_row(&s.page, table), 0), "%s", bad);
    for (int plain = 0; plain < 2; plain++) {
        s.layout.plain = plain == 1;
        ck_assert_ptr_null(strchr(written(&s, "text"), '\033'));
        ck_assert_ptr_null(strchr(s.out.at, '\xff'));
    }
    ck_assert_str_eq(s.out.at, "a?[2Jb\n"
                               "a?[2Jb\n"
                               "\n"
                               "a?[2Jb??\n"
                               "\n"
                               "a?[2Jb??\n"
                               "\n"
                               "q = 1   (a?[2Jb)\n"
                               "  = 1\n"
                               "\n"
                               "a?[2Jb\n"
                               "a?[2Jb\n");
    sample_end(&s);
}
END_TEST

START_TEST(an_empty_page_is_empty)
{
    struct sample s;
    sample_begin(&s, 1 << 20, 4);
    gri_page_prose(&s.page, " ");
    ck_assert_str_eq(written(&s, "text"), "");
    sample_end(&s);
}
END_TEST

SUITE("page/text", values_stand_alone_for_scripts, prose_fills_the_width_and_is_indented,
      headings_are_ruled_and_remarks_stand_apart,
      lessons_lose_their_marks_and_listings_stay_as_they_are, only_our_own_escapes_reach_a_terminal,
      an_empty_page_is_empty)
