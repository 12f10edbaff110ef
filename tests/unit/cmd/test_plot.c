/* plot and descend: what is drawn, what is refused, and that looking changes nothing. */
#include "cmd/command.h"

#include "cmd/capture.h"
#include "suite.h"

#include <sys/stat.h>

/* Every picture is made of numbers that can be asked otherwise. */
START_TEST(the_points_of_a_plot_are_the_numbers_of_the_run)
{
    struct capture c;
    capture_begin(&c, NULL);
    play(&c, "use lottery\nset rate 0.000001\ntrain 3\nset format csv\nset digits 15");
    const char *points = answer(&c, "plot e[2]*0 + w5");
    double second, third;
    ck_assert_int_eq(sscanf(points, "epoch,e[2]*0 + w5\n1,2\n2,%lf\n3,%lf", &second, &third), 2);
    worth(&c, "w5@2", second);
    worth(&c, "w5@3", third);
    const char *loss = answer(&c, "plot loss");
    char *end;
    ck_assert_int_eq(strncmp(loss, "epoch,MSE\n1,", 12), 0);
    double first = strtod(loss + 12, &end);
    worth(&c, "L@1", first);
    capture_end(&c);
}
END_TEST

START_TEST(looking_moves_nothing)
{
    static const char *const looks[] = {"plot loss",           "plot h1[2]",
                                        "plot network values", "plot surface w5 w6",
                                        "plot surface b1 w1",  "descend x^2 from x 3 steps 4"};
    struct capture c;
    capture_begin(&c, NULL);
    play(&c, "use lottery\nset rate 0.000001\ntrain 5\nset rate 0.000002\nforward 2\nnext");
    char *before = strdup(saved(&c));
    for (size_t n = 0; n < sizeof looks / sizeof *looks; n++) {
        answer(&c, looks[n]);
        ck_assert_str_eq(saved(&c), before);
    }
    free(before);
    capture_end(&c);
}
END_TEST

/* The middle of the path is where the run stands; its height is the loss there. */
START_TEST(a_surface_has_the_loss_at_its_corners)
{
    struct capture c;
    double x, y, height;
    capture_begin(&c, NULL);
    play(&c, "use lottery\nset format csv");
    const char *line = strchr(answer(&c, "plot surface w5 w6"), '\n') + 1;
    ck_assert_int_eq(sscanf(line, "%lf,%lf,%lf", &x, &y, &height), 3);
    char command[200];
    snprintf(command, sizeof command, "w5 = %.17g\nw6 = %.17g", x, y);
    play(&c, command);
    worth(&c, "L", height);
    capture_end(&c);
}
END_TEST

START_TEST(descent_is_what_the_rule_gives)
{
    struct capture c;
    double x = 5, y = 2, at, next;
    capture_begin(&c, NULL);
    play(&c, "set format csv");
    const char *line = answer(&c, "descend (x-2)^2 from x 5 rate 0.1 steps 10");
    ck_assert_int_eq(strncmp(line, "step,x,f(x),f'(x),new x\n", 24), 0);
    for (int n = 1; n <= 10; n++) {
        line = strchr(line, '\n') + 1;
        ck_assert_int_eq(sscanf(line, "%*d,%lf,%*f,%*f,%lf", &at, &next), 2);
        ck_assert_double_eq_tol(at, x, 1e-9);
        x -= 0.1 * 2 * (x - 2);
        ck_assert_double_eq_tol(next, x, 1e-9);
    }
    line = answer(&c, "descend x^2 + 3*y^2 from x 4 y 2 rate 0.1 steps 20");
    x = 4;
    for (int n = 1; n <= 20; n++) {
        line = strchr(line, '\n') + 1;
        ck_assert_int_eq(sscanf(line, "%*d,%*f,%*f,%*f,%*f,%*f,%lf,%lf", &at, &next), 2);
        x -= 0.1 * 2 * x;
        y -= 0.1 * 6 * y;
        ck_assert_double_eq_tol(at, x, 1e-9);
        ck_assert_double_eq_tol(next, y, 1e-9);
    }
    capture_end(&c);
}
END_TEST

START_TEST(free_names_hide_those_of_the_network_only_where_they_are_free)
{
    struct capture c;
    capture_begin(&c, NULL);
    play(&c, "use lottery\nset format csv");
    ck_assert_ptr_nonnull(strstr(answer(&c, "descend (w1 - w2)^2 from w1 3 steps 1 rate 0.5"),
                                 "\n1,3,10.889999999999999,"));
    worth(&c, "w1", 0.5);
    ck_assert_ptr_nonnull(strstr(answer(&c, "descend mean((y - q*x1)^2) from q 0 steps 1"),
                                 "step,q,f(q),f'(q),new q\n"));
    capture_end(&c);
}
END_TEST

START_TEST(what_cannot_be_drawn_is_refused_at_its_place)
{
    static const struct {
        const char *line;
        enum gr_status status;
        size_t column;
        const char *words;
    } rows[] = {
        {"plot", GR_E_SYNTAX, 5, "WHAT is missing"},
        {"plot X", GR_E_SHAPE, 6, "a number is wanted"},
        {"plot w5 w6 >x", GR_E_SYNTAX, 6, "stand apart"},
        {"plot network foo", GR_E_SYNTAX, 14, "plot network values"},
        {"plot surface w5", GR_E_SYNTAX, 6, "two parameters"},
        {"plot surface w5 h1", GR_E_NAME, 17, "single parameters"},
        {"plot surface w5 w5", GR_E_NAME, 17, "two different"},
        {"plot surface W[1] w5", GR_E_NAME, 14, "single parameters"},
        {"descend x^2 from", GR_E_SYNTAX, 17, "missing"},
        {"descend q^2 from q", GR_E_SYNTAX, 19, "where does q start"},
        {"descend q^2 from 5", GR_E_SYNTAX, 18, "a name and a number"},
        {"descend q+r+s from q 1 r 2 s 3", GR_E_SYNTAX, 28, "here is a third"},
        {"descend q^2 from q 1 q 2", GR_E_NAME, 22, "there before"},
        {"descend q^2 from q 1 r 2", GR_E_NAME, 9, "r is not in this expression"},
        {"descend L from w5 2", GR_E_NAME, 9, "`train`"},
        {"descend q^2 from q 1 steps 1000000", GR_E_RANGE, 28, "at most"},
    };
    struct capture c;
    capture_begin(&c, NULL);
    refuse(&c, "plot loss", GR_E_STATE, "there is no network yet");
    play(&c, "use lottery");
    refuse(&c, "plot loss", GR_E_STATE, "no epoch has run yet");
    play(&c, "epoch");
    for (size_t n = 0; n < sizeof rows / sizeof *rows; n++) {
        refuse_at(&c, rows[n].line, rows[n].status, rows[n].column, rows[n].words);
        ck_assert_msg(strstr(c.said.at, "across") == NULL, "%s draws", rows[n].line);
    }
    capture_end(&c);
}
END_TEST

START_TEST(hostile_functions_come_to_an_end)
{
    static const char *const lines[] = {"descend x^200 from x 1e300",
                                        "descend 1/x from x 0",
                                        "descend ln(x) from x 1 rate 10",
                                        "descend x-x from x 1",
                                        "descend exp(x) from x 1000",
                                        "descend x from x 1e308 rate 1e308",
                                        "descend x^2 + y^2 from x 1e300 y 0",
                                        "descend ln(x*y) from x 1 y -1",
                                        "descend x^2 from x 5 rate 1.5 steps 2000"};
    struct capture c;
    capture_begin(&c, NULL);
    for (size_t n = 0; n < sizeof lines / sizeof *lines; n++)
        ck_assert_ptr_nonnull(strstr(answer(&c, lines[n]), "After "));
    capture_end(&c);
}
END_TEST

START_TEST(files_are_for_prompts_and_those_who_may)
{
    struct capture c;
    struct stat about;
    char line[200];
    capture_begin(&c, NULL);
    play(&c, "use lottery\nepoch");
    ck_assert_int_eq(scripted(&c, "plot loss > x.gif"), GR_E_FILE);
    ck_assert_ptr_nonnull(strstr(c.err.message, ".svg, .png or .pdf"));
    snprintf(line, sizeof line, "plot loss > %s.svg", c.path);
    ck_assert_int_eq(scripted(&c, line), GR_E_DENIED);
    snprintf(line, sizeof line, "descend x^2 from x 1 > %s.svg", c.path);
    ck_assert_int_eq(scripted(&c, line), GR_E_DENIED);
    ck_assert_str_eq(c.said.at, "");
    snprintf(line, sizeof line, "%s.svg", c.path);
    ck_assert_int_ne(stat(line, &about), 0);
    capture_end(&c);
}
END_TEST

SUITE("cmd/plot", the_points_of_a_plot_are_the_numbers_of_the_run, looking_moves_nothing,
      a_surface_has_the_loss_at_its_corners, descent_is_what_the_rule_gives,
      free_names_hide_those_of_the_network_only_where_they_are_free,
      what_cannot_be_drawn_is_refused_at_its_place, hostile_functions_come_to_an_end,
      files_are_for_prompts_and_those_who_may)
