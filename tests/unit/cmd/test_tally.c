/* What a stack of pages had: slips by code, by quantity, by page. */
#include "cmd/mark/stack.h"

#include "page/writer.h"
#include "suite.h"

#include <string.h>

static const struct gri_reason bias = {"missing-bias", "F1", "h1 without the bias", "h1"};
static const struct gri_reason digits = {"digits", "F16", "a digit", NULL};
static const struct gri_finding found = {&bias, 0, 2};

/* A page: its slips, each of a quantity and for a reason. */
struct slip {
    const char *name;
    const struct gri_reason *reason;
    size_t finding;
};

struct scene {
    struct gri_arena arena;
    struct gri_page page;
    struct gri_text out;
    struct gri_tally tally;
};

static void begin(struct scene *scene)
{
    gri_arena_init(&scene->arena, 1 << 20);
    gri_page_init(&scene->page, &scene->arena, NULL, 2);
    gri_text_init(&scene->out);
    gri_tally_init(&scene->tally);
}

static void end(struct scene *scene)
{
    gri_tally_clear(&scene->tally);
    gri_text_clear(&scene->out);
    gri_arena_clear(&scene->arena);
}

static void add(struct scene *scene, const char *file, const char *author, size_t right,
                const struct slip *slips, size_t count)
{
    struct gri_judgement judgements[8] = {0};
    struct gri_sheet sheet = {.file = file, .author = author};
    struct gri_finding finding = found;
    struct gri_marked marked = {
        .sheet = &sheet, .judgements = judgements, .findings = &finding, .finding_count = 1};
    struct gr_err err;
    for (size_t n = 0; n < count; n++)
        judgements[marked.count++] = (struct gri_judgement){.name = slips[n].name,
                                                            .verdict = GRI_SLIP,
                                                            .reasons = slips[n].reason,
                                                            .reason_count = 1,
                                                            .finding = slips[n].finding};
    for (size_t n = 0; n < right; n++)
        judgements[marked.count++] = (struct gri_judgement){.name = "h1", .verdict = GRI_RIGHT};
    marked.verdicts[GRI_SLIP] = count;
    marked.verdicts[GRI_RIGHT] = right;
    ck_assert_int_eq(gri_tally_add(&scene->tally, &marked, &gri_rubric_usual, &err), GR_OK);
}

static const char *said(struct scene *scene)
{
    const struct gri_layout layout = {.width = 80, .plain = false, .utf8 = true};
    gri_page_init(&scene->page, &scene->arena, NULL, 2);
    gri_text_reset(&scene->out);
    gri_tally_say(&scene->tally, &scene->page);
    gri_writer_find("text")->write(&scene->page, &layout, &scene->out);
    return scene->out.at;
}

START_TEST(a_slip_counts_once_by_code_and_by_quantity)
{
    const struct slip ada[] = {{"h1", &digits, 0}, {"h2", &bias, 0}, {"h1", &bias, 0}};
    const struct slip ben[] = {{"h2", &bias, 0}};
    struct scene scene;
    begin(&scene);
    add(&scene, "ada.txt", "Ada", 2, ada, 3);
    add(&scene, "ben.txt", NULL, 1, ben, 1);
    ck_assert_uint_eq(scene.tally.pages, 2);
    ck_assert_uint_eq(scene.tally.slips, 4);
    ck_assert_str_eq(said(&scene),
                     "Summary\n"
                     "───────\n"
                     "Slips by code\n"
                     "code           slips   pages\n"
                     "────────────────────────────\n"
                     "missing-bias       3       2\n"
                     "digits             1       1\n"
                     "\n"
                     "Slips by quantity\n"
                     "quantity   slips   pages\n"
                     "────────────────────────\n"
                     "h1             2       1\n"
                     "h2             2       2\n"
                     "\n"
                     "By page\n"
                     "page      name   right   follows   slips   unread   points   of\n"
                     "───────────────────────────────────────────────────────────────\n"
                     "ada.txt   Ada        2         0       3        0        2    5\n"
                     "ben.txt              1         0       1        0        1    2\n"
                     "───────────────────────────────────────────────────────────────\n"
                     "all                  3         0       4        0        3    7\n");
    end(&scene);
}
END_TEST

/* What explains several lines is what each of them is counted under. */
START_TEST(a_slip_of_a_finding_counts_under_its_code)
{
    const struct slip slips[] = {{"h1", &bias, 1}, {"h2", &digits, 1}};
    struct scene scene;
    begin(&scene);
    add(&scene, "a", NULL, 0, slips, 2);
    ck_assert_ptr_nonnull(strstr(said(&scene), "missing-bias       2       1\n"));
    ck_assert_ptr_null(strstr(said(&scene), "digits"));
    end(&scene);
}
END_TEST

START_TEST(pages_without_slips_have_no_tables_of_them)
{
    struct scene scene;
    begin(&scene);
    add(&scene, "a", NULL, 3, NULL, 0);
    ck_assert_ptr_null(strstr(said(&scene), "Slips by"));
    ck_assert_ptr_nonnull(strstr(said(&scene), "By page"));
    end(&scene);
}
END_TEST

START_TEST(it_keeps_what_it_needs_of_a_page)
{
    char file[] = "ada.txt", author[] = "Ada", name[] = "h1";
    const struct slip slips[] = {{name, &bias, 0}};
    struct scene scene;
    begin(&scene);
    add(&scene, file, author, 1, slips, 1);
    memset(file, 'x', sizeof file - 1);
    memset(author, 'x', sizeof author - 1);
    memset(name, 'x', sizeof name - 1);
    ck_assert_ptr_nonnull(strstr(said(&scene), "\nada.txt   Ada "));
    ck_assert_ptr_nonnull(strstr(scene.out.at, "\nh1 "));
    end(&scene);
}
END_TEST

SUITE("cmd/tally", a_slip_counts_once_by_code_and_by_quantity,
      a_slip_of_a_finding_counts_under_its_code, pages_without_slips_have_no_tables_of_them,
      it_keeps_what_it_needs_of_a_page)
