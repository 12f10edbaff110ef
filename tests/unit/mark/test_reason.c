/* Of several mistakes with the same number the one is named that was written. */
#include "explain/scene.h"
#include "mark/mark.h"

#include "suite.h"

#include <stdio.h>
#include <string.h>

static struct scene scene;

/* z = (1.5, -3.5), h = (1.5, 0), yhat = 3, e = 2; dL/dyhat = -4, dL/dh = (-8, -12). */
static void open_scene(void)
{
    static const double parameters[] = {0.5, -1, 0.25, -0.5, 0.5, -1.5, 2, 3, 0};
    static const double rows[] = {1, 2, 5};
    scene_set(&scene, (size_t[]){2, 2, 1}, 2, (enum gri_activation[]){GRI_RELU, GRI_LINEAR}, true,
              GRI_MSE, parameters, rows, 1);
}

/* "H1 H5": the rules of the first slip; a code, where a reason has none. */
static const char *told(const char *line)
{
    struct gr_err err;
    struct gri_sheet sheet;
    struct gri_marked marked;
    static char rules[256];
    rules[0] = '\0';
    must(gri_sheet_read(&scene.view, &scene.arena, "page", line, strlen(line), &sheet, &err), &err);
    must(gri_mark(&scene.view, &scene.arena, &sheet, &marked, &err), &err);
    for (size_t n = 0; n < marked.count && rules[0] == '\0'; n++)
        for (size_t r = 0; r < marked.judgements[n].reason_count; r++) {
            const struct gri_reason *reason = &marked.judgements[n].reasons[r];
            snprintf(rules + strlen(rules), sizeof rules - strlen(rules), "%s%s", r > 0 ? " " : "",
                     reason->rule != NULL ? reason->rule : reason->code);
        }
    return rules;
}

static const struct {
    const char *line, *rules;
} lines[] = {
    /* No working: all that comes to it. */
    {"dL/dz2 = -12", "H1 H5"},
    {"h2 = -3.5", "F6 F11"},
    {"b3new = -0.004", "U1 U4"},
    /* The slope of relu is written, or is not. */
    {"dL/dz2 = (-12)(1)", "H5"},
    {"dL/dz2 = -12*1 = -12", "H5"},
    {"dL/dz2 = (-4)(3) = -12", "H1"},
    {"dL/dz2 = dL/dh2", "H1"},
    {"dL/dz2 = dL/dh2 * relu'(z1)", "H5"},
    /* The old value is written, though it is 0, or is not. */
    {"b3new = 0 + (0.001)(-4)", "U1"},
    {"b3new = (0.001)(-4)", "U4"},
    {"b3new = alpha*dL/db3", "U4"},
    /* Names tell it, and functions do. */
    {"h2 = z2", "F6"},
    {"h2 = -abs(z2)", "F6 F11"}, /* neither */
    {"z1 = (1)(0.25) + (2)(0.5) + 0.5", "F3"},
    {"z2 = (1)(-1) + (2)(-0.5)", "F1"},
    /* Nothing of the catalogue: the number that is wrong. */
    {"z1 = (1)(0.5) + (5)(0.25) + 0.5", "operand"},
};

START_TEST(the_mistake_that_was_written_is_named)
{
    open_scene();
    for (size_t n = 0; n < sizeof lines / sizeof *lines; n++)
        ck_assert_msg(strcmp(told(lines[n].line), lines[n].rules) == 0,
                      "%s\nis said to be %s\nnot %s", lines[n].line, told(lines[n].line),
                      lines[n].rules);
    scene_close(&scene);
}
END_TEST

SUITE("mark/reason", the_mistake_that_was_written_is_named)
