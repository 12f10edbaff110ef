#include "mark/say.h"

#include "page/writer.h"
#include "suite.h"

#include <string.h>

static const char text[] = "h1 = 8.4\nh2 = 0.1667\nyhat = 40\nw5 = 3..1\nb1 = 2.34";

static double wanted[] = {12.4, 0.16681, 43.4, 0, 2.346}, own = 12;

static const struct gri_reason causes[] = {
    {"missing-bias", "F1", "h1 was worked without b1", "h1"},
    {"arithmetic", NULL, "8 + 4 is not 8.4.", NULL},
};

/* A claim of one segment that could not be read at its second point. */
static struct gri_segment dots = {.bad = {4, 8}};
static const struct gri_claim unread = {.segments = &dots, .count = 1};

static void judge(struct gri_judgement *all)
{
    const char *names[] = {"h1", "h2", "yhat", "w5", "b1"};
    const char *written[] = {"8.4", "0.1667", "40", "3..1", "2.34"};
    const enum gri_verdict verdicts[] = {GRI_SLIP, GRI_SLIP, GRI_FOLLOWS, GRI_UNREAD,
                                         GRI_TRUNCATED};
    for (size_t n = 0; n < 5; n++)
        all[n] = (struct gri_judgement){
            .segment = 1,
            .spot = {n + 1, n == 2 ? 8 : 6},
            .name = names[n],
            .written = written[n],
            .right = {n == 3 ? 0 : 1, 1, &wanted[n]},
            .verdict = verdicts[n],
        };
    all[0].reasons = causes;
    all[0].reason_count = 2;
    all[0].finding = 1;
    all[1].reasons = causes;
    all[1].reason_count = 1;
    all[1].finding = 1;
    all[1].own = (struct gri_value){1, 1, &own};
    all[2].remark = "follows from h1 in line 1";
    all[3].remark = "two points";
    all[3].claim = &unread;
}

struct scene {
    struct gri_arena arena;
    struct gri_page page;
    struct gri_text out;
    struct gri_judgement judgements[5];
    struct gri_finding finding;
    struct gri_sheet sheet;
    struct gri_marked marked;
};

static void begin(struct scene *scene, size_t limit)
{
    gri_arena_init(&scene->arena, limit);
    gri_page_init(&scene->page, &scene->arena, NULL, 2);
    gri_text_init(&scene->out);
    judge(scene->judgements);
    scene->finding = (struct gri_finding){&causes[0], 0, 2};
    scene->sheet = (struct gri_sheet){.file = "ada.txt", .text = text, .length = sizeof text - 1};
    scene->marked = (struct gri_marked){
        .sheet = &scene->sheet,
        .judgements = scene->judgements,
        .count = 5,
        .findings = &scene->finding,
        .finding_count = 1,
        .verdicts = {[GRI_SLIP] = 2, [GRI_FOLLOWS] = 1, [GRI_UNREAD] = 1, [GRI_TRUNCATED] = 1},
    };
}

static void end(struct scene *scene)
{
    gri_text_clear(&scene->out);
    gri_arena_clear(&scene->arena);
}

static const char *written(struct scene *scene, const char *writer)
{
    const struct gri_layout layout = {.width = 80, .utf8 = true};
    gri_text_reset(&scene->out);
    gri_writer_find(writer)->write(&scene->page, &layout, &scene->out);
    return scene->out.at;
}

START_TEST(a_finding_is_told_once_and_numbers_show_their_difference)
{
    struct scene scene;
    begin(&scene, 1 << 20);
    gri_mark_say(&scene.page, &scene.marked, &gri_rubric_usual, false);
    ck_assert_str_eq(
        written(&scene, "text"),
        "1 ✗  h1 = 8.4\n"
        "          ^^^\n"
        "       missing-bias: h1 was worked without b1. It should be 12.4.\n"
        "       or arithmetic: 8 + 4 is not 8.4.\n"
        "2 ✗  h2 = 0.1667\n"
        "          ^^^^^^\n"
        "       missing-bias, as in line 1. It should be 0.1668, from your numbers 12.\n"
        "3 ↳  yhat = 40\n"
        "            ^^\n"
        "       follows from h1 in line 1. The right value is 43.4.\n"
        "4 ?  w5 = 3..1\n"
        "            ^\n"
        "       unread: two points.\n"
        "5 ≈  b1 = 2.34\n"
        "          ^^^^\n"
        "       truncated. The right value is 2.35.\n"
        "\n"
        "missing-bias explains lines 1 and 2.\n"
        "\n"
        "1 truncated, 1 follows, 2 slips, 1 unread; 2 of 4 points.\n");
    end(&scene);
}
END_TEST

/* "digits: one digit is wrong: 12.4." is no sentence to end with, and the number no news. */
START_TEST(a_number_is_said_once)
{
    static const struct gri_reason digits = {"digits", "F16", "one digit is wrong: 12.4", NULL};
    static const struct gri_reason sum = {"arithmetic", NULL, "it comes to 12.4.", NULL};
    static const struct gri_reason other = {"operand", NULL, "4 should be 112.4", NULL};
    struct scene scene;
    begin(&scene, 1 << 20);
    scene.marked.finding_count = 0;
    scene.marked.count = 1;
    scene.judgements[0].finding = 0;
    scene.judgements[0].reason_count = 1;
    scene.judgements[0].reasons = &digits;
    gri_mark_say(&scene.page, &scene.marked, &gri_rubric_usual, true);
    scene.judgements[0].reasons = &sum;
    gri_mark_say(&scene.page, &scene.marked, &gri_rubric_usual, true);
    scene.judgements[0].reasons = &other;
    gri_mark_say(&scene.page, &scene.marked, &gri_rubric_usual, true);
    ck_assert_str_eq(written(&scene, "text"),
                     "✗  digits: one digit is wrong. It should be 12.4.\n\n"
                     "✗  arithmetic: it comes to 12.4.\n\n"
                     "✗  operand: 4 should be 112.4. It should be 12.4.\n");
    end(&scene);
}
END_TEST

/* A chain that follows follows at each of its `=`. */
START_TEST(what_follows_is_said_once_a_line)
{
    struct scene scene;
    begin(&scene, 1 << 20);
    for (size_t n = 0; n < 4; n++) {
        scene.judgements[n] = scene.judgements[2];
        scene.judgements[n].segment = n + 1;
        scene.judgements[n].spot.line = n < 3 ? 1 : 2;
        scene.judgements[n].written = "yh";
    }
    scene.marked.count = 4;
    scene.marked.finding_count = 0;
    gri_mark_say(&scene.page, &scene.marked, &gri_rubric_usual, false);
    size_t said = 0;
    for (const char *at = written(&scene, "text"); (at = strstr(at, "follows from")) != NULL; at++)
        said++;
    ck_assert_uint_eq(said, 2);
    end(&scene);
}
END_TEST

START_TEST(data_formats_get_the_judgements_alone)
{
    struct scene scene;
    size_t lines = 0;
    begin(&scene, 1 << 20);
    gri_mark_say(&scene.page, &scene.marked, &gri_rubric_usual, false);
    for (const char *c = written(&scene, "json"); *c != '\0'; c++)
        lines += *c == '\n';
    ck_assert_uint_eq(lines, 5);
    ck_assert_ptr_null(strstr(scene.out.at, "points."));
    end(&scene);
}
END_TEST

START_TEST(a_rubric_weighs_the_verdicts)
{
    const struct gri_rubric strict = {{2, 2, 1, 0.5, -1, 9}};
    struct scene scene;
    begin(&scene, 1 << 20);
    struct gri_points points = gri_mark_points(&scene.marked, &strict);
    ck_assert(points.got == 1 + 0.5 - 2 && points.possible == 8);
    points = gri_mark_points(&scene.marked, &gri_rubric_usual);
    ck_assert(points.got == 2 && points.possible == 4);
    for (size_t n = 0; n < GRI_VERDICTS; n++)
        ck_assert(gri_rubric_usual.points[n] == gri_verdicts[n].points);
    end(&scene);
}
END_TEST

/* The n-th allocation fails, for all n: the page has failed, or is whole. */
START_TEST(without_memory_the_page_fails)
{
    bool whole = false;
    for (size_t limit = 0; limit < 1 << 20 && !whole; limit += 64) {
        struct scene scene;
        begin(&scene, limit);
        gri_mark_say(&scene.page, &scene.marked, &gri_rubric_usual, false);
        whole = !scene.page.failed;
        if (whole)
            ck_assert_ptr_nonnull(strstr(written(&scene, "text"), "2 of 4 points."));
        end(&scene);
    }
    ck_assert(whole);
}
END_TEST

SUITE("mark/say", a_finding_is_told_once_and_numbers_show_their_difference, a_number_is_said_once,
      what_follows_is_said_once_a_line, data_formats_get_the_judgements_alone,
      a_rubric_weighs_the_verdicts, without_memory_the_page_fails)
