/* Pictures as every writer gives them. */
#include "page/plot/plot.h"

#include "page/sample.h"

#include <float.h>
#include <math.h>

static struct gri_plot *curve_of(struct sample *s, const double *numbers, size_t count)
{
    struct gri_plot *plot = gri_page_plot(&s->page, "Loss <&>", "epoch", "MSE");
    ck_assert_ptr_nonnull(plot);
    struct gri_curve *curve = gri_plot_curve(&s->page, plot, "MSE", count);
    ck_assert_ptr_nonnull(curve);
    for (size_t n = 0; n < count; n++)
        gri_plot_point(curve, (double)n + 1, numbers[n]);
    plot->whole = true;
    plot->decades = true;
    return plot;
}

static struct gri_plot *diagram_of(struct sample *s, bool valued)
{
    struct gri_plot *plot = gri_page_plot(&s->page, "Network 2-1", "", "");
    ck_assert(plot != NULL && gri_plot_diagram(&s->page, plot, 3, 2));
    plot->nodes[0] = (struct gri_node){.name = "x1", .value = 16, .row = 0, .rows = 2};
    plot->nodes[1] = (struct gri_node){.name = "x2", .value = 4, .row = 1, .rows = 2};
    plot->nodes[2] = (struct gri_node){
        .name = "ŷ", .bias = "b1", .value = 8.5, .bias_value = -1, .column = 1, .rows = 1};
    plot->edges[0] = (struct gri_edge){.name = "w1", .value = 0.5, .from = 0, .to = 2};
    plot->edges[1] = (struct gri_edge){.name = "w2", .value = 0.375, .from = 1, .to = 2};
    plot->node_count = 3;
    plot->edge_count = 2;
    plot->valued = valued;
    return plot;
}

/* x² + y² over a square, and a path in it. */
static struct gri_plot *bowl_of(struct sample *s)
{
    enum { PLACES = 21 };
    struct gri_plot *plot = gri_page_plot(&s->page, "A bowl", "x", "y");
    struct gri_field *field = gri_plot_field(&s->page, plot, "f(x, y)", PLACES, PLACES);
    struct gri_curve *path = gri_plot_curve(&s->page, plot, "the way", 3);
    ck_assert(field != NULL && path != NULL);
    field->x_low = field->y_low = -2;
    field->x_high = field->y_high = 2;
    for (size_t n = 0; n < PLACES * PLACES; n++) {
        double x = gri_field_place(-2, 2, n % PLACES, PLACES);
        double y = gri_field_place(-2, 2, n / PLACES, PLACES);
        field->at[n] = x * x + y * y;
    }
    path->path = true;
    for (int n = 0; n < 3; n++)
        gri_plot_point(path, 1.5 - 0.75 * n, 1.5 - 0.75 * n);
    return plot;
}

static const double falling[] = {100, 60, 40, 30, 25, 22};

START_TEST(a_curve_is_drawn_in_braille_between_axes)
{
    struct sample s;
    sample_begin(&s, 1 << 20, 2);
    s.layout.width = 40;
    curve_of(&s, falling, 6);
    ck_assert_str_eq(written(&s, "text"), "Loss <&>\n"
                                          "MSE\n"
                                          "100 ┤⠑⢄\n"
                                          "    │ ⠈⠢⡀\n"
                                          " 80 ┤   ⠈⢆\n"
                                          "    │     ⠑⢄\n"
                                          " 60 ┤      ⠈⠑⠤⣀\n"
                                          "    │          ⠉⠢⢄⡀\n"
                                          " 40 ┤             ⠈⠉⠒⠢⠤⣀⡀\n"
                                          "    │                   ⠈⠉⠉⠑⠒⠒⠒⠤⠤⠤⠤⠤⣀⣀⣀\n"
                                          "    └──────┬─────────────┬────────────┬\n"
                                          "           2             4            6\n"
                                          "                                  epoch\n");
    sample_end(&s);
}
END_TEST

START_TEST(and_in_ascii_where_the_terminal_shows_no_more)
{
    struct sample s;
    sample_begin(&s, 1 << 20, 2);
    s.layout.width = 40;
    s.layout.utf8 = false;
    curve_of(&s, falling, 6);
    ck_assert_str_eq(written(&s, "text"), "Loss <&>\n"
                                          "MSE\n"
                                          "100 +'.\n"
                                          "    |  '.\n"
                                          " 80 +   '.\n"
                                          "    |     '.\n"
                                          " 60 +       '-.\n"
                                          "    |          '-.\n"
                                          " 40 +             ''---..\n"
                                          "    |                    '''''-----....\n"
                                          "    +-------+------------+------------+\n"
                                          "            2            4            6\n"
                                          "                                  epoch\n");
    sample_end(&s);
}
END_TEST

START_TEST(plain_says_one_fact_a_line)
{
    struct sample s;
    sample_begin(&s, 1 << 20, 2);
    s.layout.plain = true;
    curve_of(&s, falling, 6);
    ck_assert_str_eq(written(&s, "text"), "Loss <&>\n"
                                          "across: epoch, 1 to 6\n"
                                          "up: MSE, 22 to 100\n"
                                          "MSE: 6 points\n"
                                          "first: epoch = 1, MSE = 100\n"
                                          "last: epoch = 6, MSE = 22\n"
                                          "least: epoch = 6, MSE = 22\n"
                                          "greatest: epoch = 1, MSE = 100\n"
                                          "epoch = 1, MSE = 100\n"
                                          "epoch = 2, MSE = 60\n"
                                          "epoch = 3, MSE = 40\n"
                                          "epoch = 4, MSE = 30\n"
                                          "epoch = 5, MSE = 25\n"
                                          "epoch = 6, MSE = 22\n");
    sample_end(&s);
    sample_begin(&s, 1 << 20, 2);
    s.layout.plain = true;
    diagram_of(&s, true);
    ck_assert_str_eq(written(&s, "text"), "Network 2-1\n"
                                          "layer 0, unit 1: x1 = 16\n"
                                          "layer 0, unit 2: x2 = 4\n"
                                          "layer 1, unit 1: yhat = 8.5, bias b1 = -1\n"
                                          "x1 -> yhat: w1 = 0.5\n"
                                          "x2 -> yhat: w2 = 0.38\n");
    sample_end(&s);
}
END_TEST

START_TEST(a_diagram_names_its_lines)
{
    struct sample s;
    sample_begin(&s, 1 << 20, 2);
    s.layout.width = 40;
    diagram_of(&s, false);
    ck_assert_str_eq(written(&s, "text"), "Network 2-1\n"
                                          " x1 ⠤⢄⣀⡀\n"
                                          "       ⠈⠉⠉⠒⠒⠤⠤⢄⣀⡀\n"
                                          "               w1⠉⠒⠒⠢⠤⢄⣀⡀\n"
                                          "                        ⠈⣉⣉⠶⠶⠄ ŷ\n"
                                          "                ⢀⣀⡠⠤⠔⠒⠒⠉⠉      b1\n"
                                          "        ⣀⣀⠤⠤⠔⠒⠊w2\n"
                                          " x2 ⠒⠒⠉⠉\n");
    sample_end(&s);
    sample_begin(&s, 1 << 20, 2);
    s.layout.width = 60;
    s.layout.utf8 = false;
    diagram_of(&s, true);
    ck_assert_str_eq(written(&s, "text"), "Network 2-1\n"
                                          " x1 = 16 -...\n"
                                          "             ''---...\n"
                                          "                    0.5'---...\n"
                                          "                              :::-- yhat = 8.5\n"
                                          "                     ...---'''      b1 = -1\n"
                                          "            ...---'0.38\n"
                                          " x2 = 4 -'''\n");
    sample_end(&s);
}
END_TEST

START_TEST(what_a_step_used_has_signs_in_a_diagram)
{
    struct sample s;
    sample_begin(&s, 1 << 20, 2);
    struct gri_plot *plot = diagram_of(&s, true);
    plot->nodes[0].role = plot->edges[0].role = plot->nodes[2].bias_role = GRI_ROLE_READ;
    plot->nodes[2].role = GRI_ROLE_WRITTEN;
    plot->nodes[1].unknown = true;
    const char *said = written(&s, "text");
    ck_assert_ptr_nonnull(strstr(said, " x1 = (16) "));
    ck_assert_ptr_nonnull(strstr(said, "(0.5)"));
    ck_assert_ptr_nonnull(strstr(said, " ŷ = [8.5]"));
    ck_assert_ptr_nonnull(strstr(said, " b1 = (−1)"));
    ck_assert_ptr_nonnull(strstr(said, "\n x2 "));
    ck_assert_ptr_null(strstr(said, "x2 ="));
    ck_assert_ptr_nonnull(strstr(written(&s, "html"), " class=\"written\">ŷ = [8.5]<"));
    ck_assert_ptr_nonnull(strstr(written(&s, "latex"), "{[}8.5{]}"));
    ck_assert_ptr_nonnull(strstr(written(&s, "json"), "\"name\":\"x2\",\"value\":null,"));
    ck_assert_ptr_nonnull(strstr(written(&s, "json"), "\"value\":8.5,\"role\":\"written\","));
    s.layout.plain = true;
    ck_assert_ptr_nonnull(strstr(written(&s, "text"), "x1 -> yhat: w1 = (0.5)\n"));
    sample_end(&s);
}
END_TEST

START_TEST(what_a_step_used_is_said_below_where_there_is_no_room)
{
    struct sample s;
    sample_begin(&s, 1 << 20, 2);
    s.layout.width = 30;
    struct gri_plot *plot = diagram_of(&s, true);
    plot->edges[0].role = GRI_ROLE_READ;
    ck_assert_ptr_null(strstr(written(&s, "text"), "No room"));
    plot->edges[0].value = -12345.25;
    plot->edges[1].value = 12345.25;
    const char *said = written(&s, "text");
    ck_assert_ptr_nonnull(strstr(said, "\nNo room for w1 = (−12345.25).\n"));
    ck_assert_ptr_null(strstr(said, "w2"));
    sample_end(&s);
}
END_TEST

START_TEST(lines_of_equal_height_have_their_height_and_a_path)
{
    struct sample s;
    sample_begin(&s, 1 << 20, 2);
    s.layout.width = 48;
    bowl_of(&s);
    ck_assert_str_eq(written(&s, "text"), "A bowl\n"
                                          "y\n"
                                          " 2 ┤ ⣀⠤⠤⠒⠉⣁⣠⠤⠤⠒⠒⢊⣉⣁⣀⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⣀⣈⣉⡑⠒⠒⠤⠤⣄⣈⠉⠒⠤⠤⣀\n"
                                          "   │⠉ ⣠⠔⠚⠉⢀⡠⠤⠒⠊⣉⣉⠤⠤⠔⠒⠒⠒⠒⣒⣒⣒⠒⠒⠒⠒⠢⠤⠤⣍⣉⠑⠒⠤⢄⡀○⠓⠢⣄ ⠉\n"
                                          " 1 ┤⠔⠉ ⢀⠴⠊⠁⢀⠤⠒⠋ ⣀⠤⠒⠒⢉⣉⡩⠭⠤⠤⠤⠭⢍⣉⡉⠒⠒•⣄ ⠙⠒⠤⡀⠈⠑⠢⡀ ⠉⠢\n"
                                          "   │  ⢠⠋  ⢰⠉  ⡰⠉  ⡔⠋⠁ ⢀⠤⠒⠒⠒⠤⡀ ⠈⠙⢢  ⠉⢆  ⠉⡆  ⠙⡄\n"
                                          " 0 ┤  ⠘⣄  ⠹⣀  ⠱⣀  ⠣⣄⡀ 0.1●⠤⠒⠉ ⢀⣠⠜  ⣀⠎  ⣀⠏  ⣠⠃\n"
                                          "-1 ┤⠢⣀ ⠈⠲⢄⡀⠈⠒⠤⣄ ⠉⠒⠤⠤⣈1.1⠒0.5⣊⣉⣁⠤⠤⠒⠋ ⣠⠤⠒⠁⢀⡠⠔⠁ ⣀⠔\n"
                                          "   │⣀ ⠙⠢⢤⣀⠈⠑⠒⠤⢄⣉⣉⠒⠒⠢⠤⠤⠤2⠭⠭⠭⠤⠤⠤⠤⠔⠒⠒⣋⣉⡠⠤⠒⠊⠁⣀⡤⠔⠋ ⣀\n"
                                          "-2 ┤ ⠉⠒6.1⡉⠙⠒4.5⢌3.1⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠉⢉⣉⡡⠤⠤⠒⠒⠋⢉⣀⠤⠒⠒⠉\n"
                                          "   └┬─────────┬──────────┬──────────┬─────────┬\n"
                                          "   -2        -1          0          1         2\n"
                                          "                                              x\n"
                                          "    ○ start, • steps, ● end: the way\n");
    sample_end(&s);
}
END_TEST

START_TEST(json_and_csv_have_the_numbers)
{
    const double numbers[] = {1.0 / 3, NAN, 2};
    struct sample s;
    sample_begin(&s, 1 << 20, 2);
    curve_of(&s, numbers, 3);
    ck_assert_str_eq(written(&s, "json"),
                     "{\"plot\":\"Loss <&>\",\"x\":\"epoch\",\"y\":\"MSE\",\"curves\":[{\"label\":"
                     "\"MSE\",\"points\":[[1,0.3333333333333333],[2,null],[3,2]]}]}\n");
    ck_assert_str_eq(written(&s, "csv"), "epoch,MSE\n1,0.3333333333333333\n2,nan\n3,2\n");
    sample_end(&s);
    sample_begin(&s, 1 << 20, 2);
    diagram_of(&s, true);
    ck_assert_str_eq(written(&s, "csv"), "from,to,name,value\nx1,yhat,w1,0.5\nx2,yhat,w2,0.375\n");
    ck_assert_ptr_nonnull(strstr(written(&s, "json"),
                                 "{\"layer\":1,\"name\":\"yhat\",\"value\":8.5,\"bias\":\"b1\","
                                 "\"bias_value\":-1}"));
    sample_end(&s);
}
END_TEST

START_TEST(html_draws_it_inline_and_escapes_text)
{
    struct sample s;
    sample_begin(&s, 1 << 20, 2);
    curve_of(&s, falling, 6);
    const char *html = written(&s, "html");
    ck_assert_ptr_nonnull(strstr(html, "<figcaption>Loss &lt;&amp;&gt;</figcaption>\n<svg "));
    ck_assert_ptr_nonnull(strstr(html, " M80,40 L204,"));
    ck_assert_ptr_nonnull(strstr(html, "</svg></figure>\n"));
    sample_end(&s);
    sample_begin(&s, 1 << 20, 2);
    diagram_of(&s, true);
    ck_assert_ptr_nonnull(strstr(written(&s, "html"), ">w2 = 0.38</text>"));
    sample_end(&s);
}
END_TEST

/* TeX knows no exponents, divides by lengths, and has no room for large ones. */
START_TEST(latex_has_short_plain_lengths)
{
    const double numbers[] = {1, 1 + 1e-12, 1e300, NAN, -1e300, 0.001};
    struct sample s;
    sample_begin(&s, 1 << 20, 2);
    curve_of(&s, numbers, 6);
    bowl_of(&s);
    const char *latex = written(&s, "latex");
    ck_assert_ptr_nonnull(strstr(latex, "\\textbf{Loss \\textless{}\\&\\textgreater{}}"));
    size_t lengths = 0;
    for (const char *at = latex; (at = strstr(at, "\\qbezier")) != NULL; lengths++) {
        at += strlen("\\qbezier");
        size_t length = strcspn(at, "\n");
        ck_assert_msg(strspn(at, "(),.-0123456789") == length && length < 60, "%.*s", (int)length,
                      at);
    }
    ck_assert_uint_gt(lengths, 40);
    sample_end(&s);
}
END_TEST

START_TEST(scripts_cannot_be_left_by_text_in_them)
{
    struct sample s;
    struct gri_text out;
    sample_begin(&s, 1 << 20, 2);
    gri_text_init(&out);
    struct gri_plot *plot = curve_of(&s, falling, 6);
    plot->title = "it's `touch x`\nsystem('touch x')";
    gri_plot_gnuplot(plot, "svg", &out);
    ck_assert_ptr_nonnull(strstr(out.at, "set title 'it''s `touch x` system(''touch x'')'\n"));
    gri_text_reset(&out);
    plot = diagram_of(&s, false);
    plot->nodes[0].name = "a\"]; b [label=\"c\\";
    gri_plot_dot(plot, 2, &out);
    ck_assert_ptr_nonnull(strstr(out.at, "n0 [label=\"a\\\"]; b [label=\\\"c\\\\\"];\n"));
    ck_assert(!out.failed);
    gri_text_clear(&out);
    sample_end(&s);
}
END_TEST

START_TEST(every_writer_takes_any_numbers)
{
    static const double hostile[][4] = {
        {NAN, NAN, NAN, NAN},  {INFINITY, -INFINITY, 0, 1},        {1e300, -1e300, 1e300, 0},
        {7, 7, 7, 7},          {DBL_MAX, -DBL_MAX, DBL_MAX, 1},    {0, 0, 0, 0},
        {1e-300, 1, 1e300, 1}, {DBL_TRUE_MIN, 0, DBL_TRUE_MIN, 0},
    };
    for (size_t row = 0; row < sizeof hostile / sizeof *hostile; row++)
        for (size_t count = 0; count <= 4; count++)
            for (size_t n = 0; n < gri_writer_count * 3; n++) {
                struct sample s;
                sample_begin(&s, 1 << 22, 4);
                s.layout.width = n < gri_writer_count ? 80 : 7;
                s.layout.plain = n >= 2 * gri_writer_count;
                curve_of(&s, hostile[row], count);
                struct gri_plot *bowl = bowl_of(&s);
                memcpy(bowl->field->at, hostile[row], sizeof hostile[row]);
                bowl->field->x_high = hostile[row][0];
                bowl->field->y_low = hostile[row][1];
                ck_assert_ptr_nonnull(written(&s, gri_writers[n % gri_writer_count].name));
                ck_assert(!s.out.failed);
                sample_end(&s);
            }
}
END_TEST

START_TEST(the_end_of_memory_fails_the_page)
{
    for (size_t limit = 64; limit < 1 << 14; limit += 256) {
        struct sample s;
        sample_begin(&s, limit, 2);
        struct gri_plot *plot = gri_page_plot(&s.page, "a", "b", "c");
        if (plot != NULL)
            (void)!gri_plot_field(&s.page, plot, "d", 40, 40);
        ck_assert(s.page.failed || limit > 40 * 40 * sizeof(double));
        written(&s, "text");
        ck_assert(s.out.failed || !s.page.failed);
        sample_end(&s);
    }
}
END_TEST

SUITE("page/plot/drawing", a_curve_is_drawn_in_braille_between_axes,
      and_in_ascii_where_the_terminal_shows_no_more, plain_says_one_fact_a_line,
      a_diagram_names_its_lines, what_a_step_used_has_signs_in_a_diagram,
      what_a_step_used_is_said_below_where_there_is_no_room,
      lines_of_equal_height_have_their_height_and_a_path, json_and_csv_have_the_numbers,
      html_draws_it_inline_and_escapes_text, latex_has_short_plain_lengths,
      scripts_cannot_be_left_by_text_in_them, every_writer_takes_any_numbers,
      the_end_of_memory_fails_the_page)
