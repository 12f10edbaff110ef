#include "page/sample.h"

static void expect(struct sample *s, const char *expected)
{
    ck_assert_str_eq(written(s, "text"), expected);
    ck_assert(!s->out.failed);
}

START_TEST(steps_stand_below_each_other_at_the_sign)
{
    struct sample s;
    sample_begin(&s, 1 << 20, 4);
    WORKED(&s, "h1", "x1*w1 + x2*w3 + b1", "(16)(0.5) + (4)(0.1) + 4", "12.4")->note = "sample 1";
    WORKED(&s, "yhat", "h1*w5 + h2*w6 + b3", "(12.4)(2) + (5.2)(3) + 3", "43.4");
    expect(&s, "h1 = x1·w1 + x2·w3 + b1   (sample 1)\n"
               "   = (16)(0.5) + (4)(0.1) + 4\n"
               "   = 12.4\n"
               "\n"
               "ŷ = h1·w5 + h2·w6 + b3\n"
               "  = (12.4)(2) + (5.2)(3) + 3\n"
               "  = 43.4\n");
    sample_end(&s);
}
END_TEST

START_TEST(a_line_without_steps_is_a_blank_to_fill_in)
{
    struct sample s;
    sample_begin(&s, 1 << 20, 4);
    WORKED(&s, "h1", NULL);
    WORKED(&s, "yhat", NULL);
    expect(&s, "h1 = ________\nŷ = ________\n");
    s.layout.plain = true;
    expect(&s, "h1 = ________\nyhat = ________\n");
    sample_end(&s);
}
END_TEST

START_TEST(short_lines_of_two_terms_stand_on_one_line)
{
    struct sample s;
    sample_begin(&s, 1 << 20, 4);
    WORKED(&s, "e", "y - yhat", "98 - 43.4", "54.6")->note = "sample 1";
    WORKED(&s, "w1_new", "w1 - alpha*g", "0.5 - (0.001)(-978.123456)", "1.5");
    expect(&s, "e = y − ŷ = 98 − 43.4 = 54.6   (sample 1)\n"
               "w1_new = w1 − α·g = 0.5 − (0.001)(−978.1235) ≈ 1.5\n");
    s.layout.width = 45;
    expect(&s, "e = y − ŷ = 98 − 43.4 = 54.6   (sample 1)\n"
               "\n"
               "w1_new = w1 − α·g\n"
               "       = 0.5 − (0.001)(−978.1235)\n"
               "       ≈ 1.5\n");
    sample_end(&s);
}
END_TEST

START_TEST(ascii_and_plain_spell_everything)
{
    struct sample s;
    sample_begin(&s, 1 << 20, 4);
    WORKED(&s, "yhat", "w1 - alpha*g", "0.5 - (0.001)(-978.123456)", "1.5");
    s.layout.utf8 = false;
    expect(&s, "yhat = w1 - alpha*g = 0.5 - (0.001)(-978.1235) ~= 1.5\n");
    s.layout.plain = true;
    expect(&s, "yhat = w1 - alpha*g\n"
               "     = 0.5 - (0.001)(-978.1235)\n"
               "    ~= 1.5\n");
    sample_end(&s);
}
END_TEST

START_TEST(matrices_stand_over_several_lines)
{
    struct sample s;
    sample_begin(&s, 1 << 20, 4);
    WORKED(&s, "H", "X*W1 + b1", "[16 4; 1 5; 16 1] x [0.5 -0.3; 0.1 2] + [4 2]",
           "[12.4 5.2; 5 11.7; 12.1 -0.8]");
    expect(&s, "H = X·W1 + b1\n"
               "    ⎡16  4⎤\n"
               "  = ⎢ 1  5⎥ × ⎡0.5  −0.3⎤ + [4 2]\n"
               "    ⎣16  1⎦   ⎣0.1   2  ⎦\n"
               "    ⎡12.4   5.2⎤\n"
               "  = ⎢ 5    11.7⎥\n"
               "    ⎣12.1  −0.8⎦\n");
    s.layout.width = 30;
    expect(&s, "H = X·W1 + b1\n"
               "    ⎡16  4⎤\n"
               "  = ⎢ 1  5⎥ × ⎡0.5  −0.3⎤\n"
               "    ⎣16  1⎦   ⎣0.1   2  ⎦\n"
               "      + [4 2]\n"
               "    ⎡12.4   5.2⎤\n"
               "  = ⎢ 5    11.7⎥\n"
               "    ⎣12.1  −0.8⎦\n");
    s.layout.utf8 = false;
    expect(&s, "H = X*W1 + b1\n"
               "  = [16 4; 1 5; 16 1]\n"
               "      x [0.5 -0.3; 0.1 2]\n"
               "      + [4 2]\n"
               "  = [12.4 5.2; 5 11.7;\n"
               "      12.1 -0.8]\n");
    sample_end(&s);
}
END_TEST

START_TEST(a_name_may_be_a_matrix)
{
    struct sample s;
    sample_begin(&s, 1 << 20, 4);
    WORKED(&s, "[h1; h2; h3]", "[1; 2; 3] + 0", "[1; 2; 3]");
    expect(&s, "⎡h1⎤   ⎡1⎤\n"
               "⎢h2⎥ = ⎢2⎥ + 0\n"
               "⎣h3⎦   ⎣3⎦\n"
               "       ⎡1⎤\n"
               "     = ⎢2⎥\n"
               "       ⎣3⎦\n");
    sample_end(&s);
}
END_TEST

static const char sum_of_18[] = "a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8 + a9 + a10 + a11 + a12 + "
                                "a13 + a14 + a15 + a16 + a17 - a18";

START_TEST(long_steps_fold_before_an_operator_outside_brackets)
{
    struct sample s;
    sample_begin(&s, 1 << 20, 4);
    WORKED(&s, "sum1", sum_of_18, "3");
    WORKED(&s, "g", "2*((54.6)(16) + (39.1)(1)) - 3*((-11.2)(16) + (54.6)(16))");
    expect(&s, "sum1 = a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8 + a9 + a10 + a11 + a12 + a13 + a14\n"
               "         + a15 + a16 + a17 − a18\n"
               "     = 3\n"
               "\n"
               "g = 2·((54.6)(16) + (39.1)(1)) − 3·((−11.2)(16) + (54.6)(16))\n");
    s.layout.width = 40;
    expect(&s, "sum1 = a1 + a2 + a3 + a4 + a5 + a6 + a7\n"
               "         + a8 + a9 + a10 + a11 + a12\n"
               "         + a13 + a14 + a15 + a16 + a17\n"
               "         − a18\n"
               "     = 3\n"
               "\n"
               "g = 2·((54.6)(16) + (39.1)(1))\n"
               "      − 3·((−11.2)(16) + (54.6)(16))\n");
    sample_end(&s);
}
END_TEST

static size_t widest_line(const char *text)
{
    size_t widest = 0;
    for (const char *line = text; *line != '\0'; line += strcspn(line, "\n") + 1)
        if (strcspn(line, "\n") > widest)
            widest = strcspn(line, "\n");
    return widest;
}

START_TEST(folding_leaves_nothing_out_at_any_width)
{
    for (size_t width = 20; width < 160; width++) {
        struct sample s;
        sample_begin(&s, 1 << 20, 4);
        s.layout.width = width;
        s.layout.utf8 = false;
        WORKED(&s, "h", sum_of_18, "-2*((54.6)(16) + (39.1)(1) + (-11.2)(16))");
        written(&s, "text");
        ck_assert_uint_le(widest_line(s.out.at), width);
        struct gri_text words;
        gri_text_init(&words);
        for (const char *c = s.out.at; *c != '\0'; c++)
            if (*c != ' ' && *c != '\n')
                gri_text_add_bytes(&words, c, 1);
        ck_assert_str_eq(words.at,
                         "h=a1+a2+a3+a4+a5+a6+a7+a8+a9+a10+a11+a12+a13+a14+a15+a16+a17-a18"
                         "=-2*((54.6)(16)+(39.1)(1)+(-11.2)(16))");
        gri_text_clear(&words);
        sample_end(&s);
    }
}
END_TEST

START_TEST(wide_names_stand_above_and_wide_notes_before)
{
    struct sample s;
    sample_begin(&s, 1 << 20, 4);
    s.layout.width = 30;
    WORKED(&s, "a_name_of_24_characters_", "x1 + x2 + x3", "6");
    WORKED(&s, "h1", "x1 + x2 + x3 + x4", "10")->note = "sample 2 of 3";
    expect(&s, "a_name_of_24_characters_\n"
               "   = x1 + x2 + x3\n"
               "   = 6\n"
               "\n"
               "(sample 2 of 3)\n"
               "h1 = x1 + x2 + x3 + x4\n"
               "   = 10\n");
    sample_end(&s);
}
END_TEST

START_TEST(what_is_given_is_said_and_painted_to_be)
{
    struct sample s;
    sample_begin(&s, 1 << 20, 4);
    s.layout.color = true;
    struct gri_worked *worked = gri_page_worked(&s.page, 0, typed(&s, "w5"));
    gri_worked_step(&s.page, worked, gri_expr_number(&s.arena, 2, GRI_WRITTEN));
    worked->note = "given";
    expect(&s, "\033[1mw5\033[0m = \033[35m2\033[0m   \033[2m(given)\033[0m\n");
    worked->note = NULL; /* no colour without a sign */
    expect(&s, "\033[1mw5\033[0m = \033[1m2\033[0m\n");
    sample_end(&s);
}
END_TEST

START_TEST(colour_adds_to_what_is_there_and_is_never_alone)
{
    struct sample s;
    sample_begin(&s, 1 << 20, 4);
    s.layout.color = true;
    WORKED(&s, "q", "2/3*a", "(0.66666)(2)", "1.5")->note = "why";
    expect(&s, "\033[1mq\033[0m = 2/3·a = (0.6667)(2) \033[33m≈\033[0m \033[1m1.5\033[0m"
               "   \033[2m(why)\033[0m\n");
    s.layout.plain = true;
    expect(&s, "q = 2/3*a   (why)\n"
               "  = (0.6667)(2)\n"
               " ~= 1.5\n");
    sample_end(&s);
}
END_TEST

START_TEST(levels_indent_but_never_past_the_middle)
{
    struct sample s;
    sample_begin(&s, 1 << 20, 4);
    gri_worked_step(&s.page, gri_page_worked(&s.page, 2, typed(&s, "a")), typed(&s, "1"));
    gri_worked_step(&s.page, gri_page_worked(&s.page, 1000, typed(&s, "b")), typed(&s, "2"));
    s.layout.width = 20;
    expect(&s, "        a = 1\n"
               "          b = 2\n");
    sample_end(&s);
}
END_TEST

/* What the class saw each time, and that the text may be taken away meanwhile. */
static void take(void *user, struct gri_text *so_far)
{
    struct gri_text *seen = user;
    gri_text_add(seen, so_far->at);
    gri_text_add(seen, "--\n");
    gri_text_reset(so_far);
}

START_TEST(steps_are_revealed_one_by_one)
{
    struct sample s;
    struct gri_text seen;
    gri_text_init(&seen);
    sample_begin(&s, 1 << 20, 4);
    s.layout.reveal = take;
    s.layout.staged = true;
    s.layout.user = &seen;
    WORKED(&s, "e", "y - yhat", "98 - 43.4", "54.6");
    expect(&s, "  = 54.6\n");
    ck_assert_str_eq(seen.at, "e = y − ŷ\n--\n"
                              "  = 98 − 43.4\n--\n");
    gri_text_clear(&seen);
    sample_end(&s);
}
END_TEST

START_TEST(large_print_is_spaced)
{
    struct sample s;
    sample_begin(&s, 1 << 20, 4);
    s.layout.large = true;
    WORKED(&s, "e", "y - yhat", "98 - 43.4", "54.6");
    WORKED(&s, "W", "[0.5 -0.3; 0.1 2] + (1 + 2)");
    expect(&s, "\n"
               "e = y   −   ŷ\n"
               "\n"
               "  = 98   −   43.4\n"
               "\n"
               "  = 54.6\n"
               "\n"
               "W = ⎡0.5  −0.3⎤ + (1 + 2)\n"
               "    ⎣0.1   2  ⎦\n");
    s.layout.plain = true;
    ck_assert_ptr_nonnull(strstr(written(&s, "text"), "e = y - yhat\n  = 98 - 43.4\n"));
    sample_end(&s);
}
END_TEST

START_TEST(large_print_waits_between_quantities)
{
    struct sample s;
    struct gri_text taken;
    int above = 0;
    gri_text_init(&taken);
    sample_begin(&s, 1 << 20, 4);
    s.layout.large = true;
    s.layout.reveal = take;
    s.layout.user = &taken;
    s.layout.above = &above;
    gri_page_heading(&s.page, 3, "Sample 1");
    WORKED(&s, "h1", "w1", "12.4");
    gri_page_remark(&s.page, "So far.");
    expect(&s, "Sample 1\n\nh1 = w1\n\n   = 12.4\n\nSo far.\n");
    ck_assert_str_eq(taken.at, "");
    s.page.first = s.page.last = NULL;
    WORKED(&s, "h2", "w2", "5.2"); /* the next page of the same command */
    expect(&s, "\nh2 = w2\n\n   = 5.2\n");
    ck_assert_str_eq(taken.at, "--\n");
    gri_text_clear(&taken);
    sample_end(&s);
}
END_TEST

SUITE("page/worked", a_line_without_steps_is_a_blank_to_fill_in,
      steps_stand_below_each_other_at_the_sign, short_lines_of_two_terms_stand_on_one_line,
      ascii_and_plain_spell_everything, matrices_stand_over_several_lines, a_name_may_be_a_matrix,
      long_steps_fold_before_an_operator_outside_brackets, folding_leaves_nothing_out_at_any_width,
      wide_names_stand_above_and_wide_notes_before, what_is_given_is_said_and_painted_to_be,
      colour_adds_to_what_is_there_and_is_never_alone, levels_indent_but_never_past_the_middle,
      steps_are_revealed_one_by_one, large_print_is_spaced, large_print_waits_between_quantities)
