#include "page/sample.h"

#include "page/marks/marks.h"

#include <math.h>

static const char page[] = "Iteration 1\n"
                           "h1 = (16)(0.5) + (4)(0.1) = 8.4\n"
                           "  ŷ = 43.4\r\n"
                           "h2 = 12..4\n"
                           "w5new = 2.34\n"
                           "\n\n";

static double twelve = 12.4, row_vector[] = {12.4, -5.2};

static const struct gri_cause causes[] = {
    {"missing-bias", "F1", "h1", "h1 was worked without b1"},
    {"operand", NULL, NULL, "say \"4\""},
};
static const char *slip[] = {"missing-bias: h1 was worked without b1. It should be 12.4.",
                             "or operand: say \"4\"."};
static const char *follows[] = {"follows from h1 in line 2"};
static const char *unread[] = {"cannot be read: two points"};
static struct gri_tick ticks[] = {
    {GRI_SIGN_WRONG,
     "slip",
     2,
     6,
     1,
     "h1",
     "(16)(0.5) + (4)(0.1)",
     {1, 1, &twelve},
     {0, 0, NULL},
     causes,
     2,
     NULL,
     0,
     6,
     20,
     slip,
     2},
    {GRI_SIGN_FOLLOWS,
     "follows",
     2,
     29,
     2,
     "h1",
     "8.4",
     {1, 1, &twelve},
     {1, 1, &twelve},
     NULL,
     0,
     "follows from h1 in line 2",
     0.5,
     29,
     3,
     follows,
     1},
    {GRI_SIGN_RIGHT,
     "right",
     3,
     7,
     1,
     "yhat",
     "43.4",
     {1, 2, row_vector},
     {0, 0, NULL},
     NULL,
     0,
     NULL,
     1,
     7,
     4,
     NULL,
     0},
    {GRI_SIGN_UNREAD,
     "unread",
     4,
     6,
     1,
     "h2",
     "12..4",
     {0, 0, NULL},
     {0, 0, NULL},
     NULL,
     0,
     "two points",
     NAN,
     9,
     1,
     unread,
     1},
    {GRI_SIGN_NEARLY,
     "rounded",
     5,
     9,
     1,
     "w5new",
     "2.34",
     {1, 1, &twelve},
     {0, 0, NULL},
     NULL,
     0,
     NULL,
     1,
     0,
     0,
     NULL,
     0},
};

static const struct gri_marking *marking(const char *text)
{
    static struct gri_marking marked;
    marked = (struct gri_marking){"a,b.txt", "Ada <L>", text, sizeof page - 1, ticks, 5};
    return &marked;
}

static void expect(const char *text, const char *writer, bool plain, const char *expected)
{
    struct sample s;
    sample_begin(&s, 1 << 20, 2);
    s.layout.plain = plain;
    gri_page_marking(&s.page, marking(text));
    ck_assert_str_eq(written(&s, writer), expected);
    ck_assert(!s.out.failed);
    sample_end(&s);
}

START_TEST(a_line_has_its_sign_in_the_margin_and_the_reason_below)
{
    expect(page, "text", false,
           "     Iteration 1\n"
           "2 ✗  h1 = (16)(0.5) + (4)(0.1) = 8.4\n"
           "          ^^^^^^^^^^^^^^^^^^^^\n"
           "       missing-bias: h1 was worked without b1. It should be 12.4.\n"
           "       or operand: say \"4\".\n"
           "                                 ^^^\n"
           "       follows from h1 in line 2\n"
           "3 ✓    ŷ = 43.4\n"
           "4 ?  h2 = 12..4\n"
           "             ^\n"
           "       cannot be read: two points\n"
           "5 ≈  w5new = 2.34\n");
}
END_TEST

START_TEST(plain_text_quotes_instead_of_pointing)
{
    expect(page, "text", true,
           "     Iteration 1\n"
           "2 X  h1 = (16)(0.5) + (4)(0.1) = 8.4\n"
           "       \"(16)(0.5) + (4)(0.1)\": missing-bias: h1 was worked without b1. It should\n"
           "       be 12.4.\n"
           "       or operand: say \"4\".\n"
           "       \"8.4\": follows from h1 in line 2\n"
           "3 ok   yhat = 43.4\n"
           "4 ?  h2 = 12..4\n"
           "       cannot be read: two points\n"
           "5 ~= w5new = 2.34\n");
}
END_TEST

START_TEST(a_line_just_typed_is_not_shown_again)
{
    expect(NULL, "text", false,
           "✗  \"(16)(0.5) + (4)(0.1)\": missing-bias: h1 was worked without b1. It should be\n"
           "   12.4.\n"
           "   or operand: say \"4\".\n"
           "↳  \"8.4\": follows from h1 in line 2\n"
           "✓  \"43.4\": right\n"
           "?  \"12..4\": cannot be read: two points\n"
           "≈  \"2.34\": rounded\n");
}
END_TEST

START_TEST(json_is_an_object_a_tick)
{
    expect(page, "json", false,
           "{\"file\":\"a,b.txt\",\"line\":2,\"column\":6,\"name\":\"h1\",\"segment\":1,"
           "\"written\":\"(16)(0.5) + (4)(0.1)\",\"right\":12.4,\"own\":null,\"verdict\":\"slip\","
           "\"code\":\"missing-bias\",\"rule\":\"F1\",\"where\":\"h1\",\"message\":\"h1 was worked "
           "without b1\",\"also\":[{\"code\":\"operand\",\"rule\":null,\"message\":\"say "
           "\\\"4\\\"\"}]}\n"
           "{\"file\":\"a,b.txt\",\"line\":2,\"column\":29,\"name\":\"h1\",\"segment\":2,"
           "\"written\":\"8.4\",\"right\":12.4,\"own\":12.4,\"verdict\":\"follows\",\"code\":null,"
           "\"rule\":null,\"where\":null,\"message\":\"follows from h1 in line 2\",\"also\":[]}\n"
           "{\"file\":\"a,b.txt\",\"line\":3,\"column\":7,\"name\":\"yhat\",\"segment\":1,"
           "\"written\":\"43.4\",\"right\":[[12.4,-5.2]],\"own\":null,\"verdict\":\"right\","
           "\"code\":null,\"rule\":null,\"where\":null,\"message\":null,\"also\":[]}\n"
           "{\"file\":\"a,b.txt\",\"line\":4,\"column\":6,\"name\":\"h2\",\"segment\":1,"
           "\"written\":\"12..4\",\"right\":null,\"own\":null,\"verdict\":\"unread\","
           "\"code\":null,\"rule\":null,\"where\":null,\"message\":\"two points\",\"also\":[]}\n"
           "{\"file\":\"a,b.txt\",\"line\":5,\"column\":9,\"name\":\"w5new\",\"segment\":1,"
           "\"written\":\"2.34\",\"right\":12.4,\"own\":null,\"verdict\":\"rounded\","
           "\"code\":null,\"rule\":null,\"where\":null,\"message\":null,\"also\":[]}\n");
}
END_TEST

#define COLUMNS                                                                                    \
    "file,line,column,name,segment,written,right,own,verdict,code,rule,where,message,also,author," \
    "points\n"
#define ROWS                                                                                       \
    "\"a,b.txt\",2,6,h1,1,(16)(0.5) + (4)(0.1),12.4,,slip,missing-bias,F1,h1,h1 was worked "       \
    "without b1,\"operand: say \"\"4\"\"\",Ada <L>,0\n"                                            \
    "\"a,b.txt\",2,29,h1,2,8.4,12.4,12.4,follows,,,,follows from h1 in line 2,,Ada <L>,0.5\n"      \
    "\"a,b.txt\",3,7,yhat,1,43.4,[12.4 -5.2],,right,,,,,,Ada <L>,1\n"                              \
    "\"a,b.txt\",4,6,h2,1,12..4,,,unread,,,,two points,,Ada <L>,\n"                                \
    "\"a,b.txt\",5,9,w5new,1,2.34,12.4,,rounded,,,,,,Ada <L>,1\n"

START_TEST(csv_names_its_columns_once)
{
    struct sample s;
    bool named = false;
    expect(page, "csv", false, COLUMNS ROWS);
    sample_begin(&s, 1 << 20, 2);
    s.layout.named = &named;
    gri_page_marking(&s.page, marking(page));
    gri_page_marking(&s.page, marking(page));
    ck_assert_str_eq(written(&s, "csv"), COLUMNS ROWS ROWS);
    ck_assert_str_eq(written(&s, "csv"), ROWS ROWS);
    sample_end(&s);
}
END_TEST

START_TEST(html_marks_the_places_and_says_the_signs)
{
    expect(page, "html", false,
           "<section class=\"marking\">\n"
           "<div class=\"line unmarked\"><span class=\"place\"></span>"
           "<span class=\"sign\"></span><code>Iteration 1</code></div>\n"
           "<div class=\"line wrong\"><span class=\"place\">2</span>"
           "<span class=\"sign\" role=\"img\" aria-label=\"slip\">✗"
           "</span><code>h1 = <mark class=\"wrong\">(16)(0.5) + (4)(0.1)</mark> = "
           "<mark class=\"follows\">8.4</mark></code></div>\n"
           "<p class=\"said\"><q><code>(16)(0.5) + (4)(0.1)</code></q> missing-bias: h1 was worked "
           "without b1. It should be 12.4.</p>\n"
           "<p class=\"said\">or operand: say &quot;4&quot;.</p>\n"
           "<p class=\"said\"><q><code>8.4</code></q> follows from h1 in line 2</p>\n"
           "<div class=\"line right\"><span class=\"place\">3</span>"
           "<span class=\"sign\" role=\"img\" aria-label=\"right\">✓"
           "</span><code>  ŷ = 43.4</code></div>\n"
           "<div class=\"line unread\"><span class=\"place\">4</span>"
           "<span class=\"sign\" role=\"img\" aria-label=\"unread\">?"
           "</span><code>h2 = 12.<mark class=\"unread\">.</mark>4</code></div>\n"
           "<p class=\"said\">cannot be read: two points</p>\n"
           "<div class=\"line nearly\"><span class=\"place\">5</span>"
           "<span class=\"sign\" role=\"img\" aria-label=\"rounded\">≈"
           "</span><code>w5new = 2.34</code></div>\n"
           "</section>\n");
}
END_TEST

START_TEST(latex_escapes_what_was_written)
{
    static const char bad[] = "a_1 = \\end{x} % $";
    struct gri_tick tick = {.sign = GRI_SIGN_WRONG, .verdict = "slip", .line = 1, .written = "#"};
    struct gri_marking marked = {"f", NULL, bad, sizeof bad - 1, &tick, 1};
    struct sample s;
    sample_begin(&s, 1 << 20, 2);
    gri_page_marking(&s.page, &marked);
    ck_assert_str_eq(written(&s, "latex"),
                     "\\begin{gradusmarking}\n"
                     "\\gradusline{1}{\\ensuremath{\\boldsymbol{\\times}}}{a\\_1 = "
                     "\\textbackslash{}end\\{x\\} \\% \\$}\n"
                     "\\end{gradusmarking}\n");
    sample_end(&s);
}
END_TEST

START_TEST(asides_are_no_data)
{
    struct sample s;
    sample_begin(&s, 1 << 20, 2);
    s.page.aside = true;
    gri_page_prose(&s.page, "12 right");
    struct gri_table *table = gri_page_table(&s.page, 1);
    gri_table_header(&s.page, table, 0, NULL, "page");
    s.page.aside = false;
    gri_page_remark(&s.page, "kept");
    ck_assert_str_eq(written(&s, "csv"), "");
    ck_assert_str_eq(written(&s, "json"), "{\"remark\":\"kept\"}\n");
    ck_assert_str_eq(written(&s, "text"), "12 right\n\npage\n────\n\nkept\n");
    sample_end(&s);
}
END_TEST

SUITE("page/marks", a_line_has_its_sign_in_the_margin_and_the_reason_below,
      plain_text_quotes_instead_of_pointing, a_line_just_typed_is_not_shown_again,
      json_is_an_object_a_tick, csv_names_its_columns_once,
      html_marks_the_places_and_says_the_signs, latex_escapes_what_was_written, asides_are_no_data)
