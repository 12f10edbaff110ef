/* The points of a verdict. */
#include "cmd/command.h"

#include "cmd/capture.h"
#include "suite.h"

static struct capture c;

static double points(enum gri_verdict verdict)
{
    return c.session->rubric.points[verdict];
}

START_TEST(a_verdict_that_is_named_has_points_the_others_their_usual_ones)
{
    capture_begin(&c, NULL);
    play(&c, "set rubric follows 0.5, slip -1");
    ck_assert(points(GRI_FOLLOWS) == 0.5 && points(GRI_SLIP) == -1 && points(GRI_RIGHT) == 1);
    ck_assert_ptr_nonnull(strstr(answer(&c, "show rubric"), "follows 0.5, slip -1"));
    play(&c, "set rubric right = 2,rounded 1.5  truncated 1");
    ck_assert(points(GRI_RIGHT) == 2 && points(GRI_ROUNDED) == 1.5 && points(GRI_TRUNCATED) == 1);
    ck_assert(points(GRI_FOLLOWS) == 1 && points(GRI_SLIP) == 0);
    play(&c, "set rubric usual");
    ck_assert(memcmp(&c.session->rubric, &gri_rubric_usual, sizeof gri_rubric_usual) == 0);
    ck_assert_ptr_nonnull(strstr(answer(&c, "show rubric"), "usual"));
    capture_end(&c);
}
END_TEST

START_TEST(what_is_wrong_with_it_changes_nothing)
{
    static const char *const wrong[][2] = {
        {"set rubric wrong 1", "\"wrong\" has no points"},
        {"set rubric unread 1", "\"unread\" has no points"},
        {"set rubric right", "the points of right are a number"},
        {"set rubric right x", "the points of right are a number"},
        {"set rubric right 1x", "the points of right are a number"},
        {"set rubric right --1", "the points of right are a number"},
        {"set rubric right 1001", "up to 1000"},
        {"set rubric right 1e999", "up to 1000"},
        {"set rubric right nan", "the points of right are a number"},
        {"set rubric slip -1, follows", "the points of follows"},
        {"set rubric 1", "\"1\" has no points"},
        {"set rubric ,", "\"\" has no points"},
    };
    capture_begin(&c, NULL);
    for (size_t n = 0; n < sizeof wrong / sizeof *wrong; n++) {
        enum gr_status status = scripted(&c, wrong[n][0]);
        ck_assert_msg(status != GR_OK, "%s", wrong[n][0]);
        ck_assert_msg(strstr(c.err.message, wrong[n][1]) != NULL, "%s: %s", wrong[n][0],
                      c.err.message);
        ck_assert(memcmp(&c.session->rubric, &gri_rubric_usual, sizeof gri_rubric_usual) == 0);
    }
    capture_end(&c);
}
END_TEST

SUITE("cmd/rubric", a_verdict_that_is_named_has_points_the_others_their_usual_ones,
      what_is_wrong_with_it_changes_nothing)
