#include "cmd/lesson/lesson.h"
#include "cmd/scratch.h"
#include "suite.h"

#include <sys/stat.h>

/* Does a transcript of this output say what `W[1]` of the lottery problem gives, 0.5 -0.3 and 0.1
 * 2? */
static bool holds(const char *output)
{
    struct scratch s;
    struct gri_text text;
    gri_text_init(&text);
    gri_text_addf(&text, "```gradus\ngradus> use lottery\ngradus> W[1]\n%s```\n", output);
    scratch_begin(&s, text.at);
    enum gr_status status = scratch_check(&s, false);
    ck_assert(status == GR_OK || status == GR_E_EXPECT);
    ck_assert_uint_eq(status == GR_OK, s.said.length == 0);
    ck_assert_int_eq(scratch_check(&s, true), GR_OK);
    ck_assert_int_eq(s.changed, status != GR_OK);
    ck_assert_int_eq(scratch_check(&s, true), GR_OK);
    ck_assert(!s.changed);
    ck_assert_int_eq(scratch_check(&s, false), GR_OK);
    scratch_end(&s);
    gri_text_clear(&text);
    return status == GR_OK;
}

START_TEST(a_true_lesson_says_nothing)
{
    ck_assert(holds("0.5 -0.3\n0.1 2\n"));
    ck_assert(holds("0.50  −0.30  \n0.1\t2\n\n\n"));
    ck_assert(holds("1 -0\n0 2\n"));
    ck_assert(!holds(""));
    ck_assert(!holds("0.5 -0.3\n"));
    ck_assert(!holds("0.5 -0.3\n\n0.1 2\n"));
    ck_assert(!holds("0.5 -0.3\n0.1 2\n3\n"));
    ck_assert(!holds("0.5 -0.4\n0.1 2\n"));
}
END_TEST

START_TEST(an_elision_stands_for_any_number_of_lines)
{
    ck_assert(holds("...\n"));
    ck_assert(holds("...\n...\n"));
    ck_assert(holds("0.5 -0.3\n...\n"));
    ck_assert(holds("...\n0.1 2\n"));
    ck_assert(holds("0.5 -0.3\n...\n0.1 2\n"));
    ck_assert(holds("...\n0.5 -0.3\n...\n0.1 2\n...\n"));
    ck_assert(!holds("...\n0.5 -0.3\n"));
    ck_assert(!holds("0.1 2\n...\n"));
    ck_assert(!holds("...\n3\n...\n"));
}
END_TEST

static const char wrong[] = "# A title\n\n"
                            "```gradus\n"
                            "gradus> use lottery\n"
                            "gradus> h1\n"
                            "13\n"
                            "gradus> print 1+1\n"
                            "2\n"
                            "gradus> print 2+2\n"
                            "4\n"
                            "gradus> print 3+3\n"
                            "6\n"
                            "gradus> print 4+4\n"
                            "```\n\nMore.\n"
                            "  ~~~ gradus\n"
                            "  gradus> W[1]\n"
                            "  0.5 -0.3\n"
                            "  a\n"
                            "  b\n"
                            "  ~~~";
static const char right[] = "# A title\n\n"
                            "```gradus\n"
                            "gradus> use lottery\n"
                            "gradus> h1\n"
                            "12.4\n"
                            "gradus> print 1+1\n"
                            "2\n"
                            "gradus> print 2+2\n"
                            "4\n"
                            "gradus> print 3+3\n"
                            "6\n"
                            "gradus> print 4+4\n"
                            "8\n"
                            "```\n\nMore.\n"
                            "  ~~~ gradus\n"
                            "  gradus> W[1]\n"
                            "  0.5 -0.3\n"
                            "  0.1 2\n"
                            "  ~~~";

START_TEST(differences_are_a_unified_diff)
{
    struct scratch s;
    struct gri_text want;
    scratch_begin(&s, wrong);
    gri_text_init(&want);
    gri_text_addf(&want, "--- %s\n+++ %s (computed)\n", s.path, s.path);
    gri_text_add(&want,
                 "@@ -3,7 +3,7 @@\n ```gradus\n gradus> use lottery\n gradus> h1\n-13\n+12.4\n"
                 " gradus> print 1+1\n 2\n gradus> print 2+2\n"
                 "@@ -11,12 +11,12 @@\n gradus> print 3+3\n 6\n gradus> print 4+4\n+8\n ```\n"
                 " \n More.\n   ~~~ gradus\n   gradus> W[1]\n   0.5 -0.3\n-  a\n-  b\n"
                 "+  0.1 2\n   ~~~\n\\ No newline at end of file\n");
    ck_assert_int_eq(scratch_check(&s, false), GR_E_EXPECT);
    ck_assert_str_eq(s.said.at, want.at);
    ck_assert_str_eq(s.err.source, s.path);
    ck_assert_str_eq(s.err.message, "3 of 7 commands gave something else; gradus --check --update "
                                    "rewrites them");
    ck_assert(!s.changed);
    scratch_is(&s, wrong);
    gri_text_clear(&want);
    scratch_end(&s);
}
END_TEST

START_TEST(update_rewrites_what_differs_and_keeps_the_rest)
{
    struct scratch s;
    scratch_begin(&s, wrong);
    ck_assert_int_eq(scratch_check(&s, true), GR_OK);
    ck_assert(s.changed);
    ck_assert_uint_eq(s.said.length, 0);
    scratch_is(&s, right);
    ck_assert_int_eq(scratch_check(&s, true), GR_OK);
    ck_assert(!s.changed);
    ck_assert_int_eq(scratch_check(&s, false), GR_OK);
    scratch_end(&s);
}
END_TEST

START_TEST(update_keeps_line_ends_and_numbers_that_agree)
{
    struct scratch s;
    scratch_begin(&s, "\xef\xbb\xbfx  \r\n```gradus\r\ngradus> use lottery\r\ngradus> W[1]\r\n"
                      "0.50   −0.3  \r\n7\r\n\r\n```\r\n[a]:\t\n");
    ck_assert_int_eq(scratch_check(&s, true), GR_OK);
    scratch_is(&s, "\xef\xbb\xbfx  \r\n```gradus\r\ngradus> use lottery\r\ngradus> W[1]\r\n"
                   "0.50   −0.3  \r\n0.1 2\r\n\r\n```\r\n[a]:\t\n");
    scratch_end(&s);
}
END_TEST

START_TEST(errors_are_output_and_the_next_command_runs)
{
    struct scratch s;
    scratch_begin(&s, "```gradus\ngradus> h1\ngradus> print (1\ngradus> print 1+1\n3\n```\n");
    ck_assert_int_eq(scratch_check(&s, false), GR_E_EXPECT);
    ck_assert_ptr_nonnull(strstr(s.said.at, " gradus> h1\n+error: "));
    ck_assert_ptr_nonnull(strstr(s.said.at, " gradus> print (1\n+error: "));
    ck_assert_ptr_nonnull(strstr(s.said.at, "-3\n+2\n"));
    ck_assert_int_eq(scratch_check(&s, true), GR_OK);
    ck_assert_int_eq(scratch_check(&s, false), GR_OK);
    ck_assert_int_eq(scratch_play(&s, "text"), GR_OK);
    scratch_end(&s);
}
END_TEST

START_TEST(output_does_not_depend_on_who_looks)
{
    struct scratch s;
    scratch_begin(&s, "```gradus\ngradus> use lottery\ngradus> forward 1\n...\n```\n");
    ck_assert_int_eq(scratch_check(&s, false), GR_OK);
    static const char bare[] = "```gradus\ngradus> use lottery\ngradus> forward 1\n```\n";
    scratch_put(&s, bare, strlen(bare));
    ck_assert_int_eq(scratch_check(&s, true), GR_OK);
    s.host.width = 20;
    s.host.utf8 = false;
    s.host.plain = s.host.color = true;
    ck_assert_int_eq(scratch_check(&s, false), GR_OK);
    scratch_end(&s);
}
END_TEST

START_TEST(a_lesson_writes_no_files_unless_it_may)
{
    struct scratch s;
    struct gri_text text;
    struct stat about;
    gri_text_init(&text);
    scratch_begin(&s, "");
    gri_text_addf(&text, "```gradus\ngradus> use lottery\ngradus> save %s.saved\n...\n```\n",
                  s.path);
    scratch_put(&s, text.at, text.length);
    gri_text_reset(&text);
    gri_text_addf(&text, "%s.saved", s.path);
    ck_assert_int_eq(scratch_check(&s, false), GR_OK);
    ck_assert_int_eq(scratch_play(&s, "text"), GR_E_DENIED);
    ck_assert_int_ne(stat(text.at, &about), 0);
    s.host.may_write = true;
    ck_assert_int_eq(scratch_check(&s, false), GR_OK);
    ck_assert_int_eq(stat(text.at, &about), 0);
    unlink(text.at);
    gri_text_clear(&text);
    scratch_end(&s);
}
END_TEST

START_TEST(what_cannot_be_read_cannot_be_checked)
{
    struct scratch s;
    scratch_begin(&s, "a\n```gradus\ngradus> 1\n");
    ck_assert_int_eq(scratch_check(&s, true), GR_E_SYNTAX);
    ck_assert_uint_eq(s.err.line, 2);
    ck_assert_int_eq(scratch_play(&s, "text"), GR_E_SYNTAX);
    ck_assert_uint_eq(s.err.line, 2);
    ck_assert_int_eq(gr_lesson_check(s.path, &s.host, false, NULL, NULL), GR_E_SYNTAX);
    scratch_is(&s, "a\n```gradus\ngradus> 1\n");
    scratch_end(&s);
}
END_TEST

START_TEST(output_that_would_read_as_a_command_is_not_written)
{
    static const char *const lines[] = {"gradus> print 1", "gradus>", "```", "  `````  ", "... 1"};
    static const char *const harmless[] = {"gradus", "``", "~~~", "``` x", "...", "    ```", ""};
    struct scratch s;
    struct gr_lesson *lesson;
    scratch_begin(&s, "```gradus\ngradus> print 1\n```\n");
    ck_assert_int_eq(gr_lesson_read(s.path, &lesson, &s.err), GR_OK);
    const struct gri_lesson_block *block = &lesson->block[0];
    for (size_t n = 0; n < sizeof lines / sizeof *lines + sizeof harmless / sizeof *harmless; n++) {
        bool bad = n < sizeof lines / sizeof *lines;
        const char *text = bad ? lines[n] : harmless[n - sizeof lines / sizeof *lines];
        struct gri_span line = {text, strlen(text)};
        struct gri_change change = {.block = block, .turn = block->turn, .line = 2, .count = 1};
        struct gri_patch patch = {.lesson = lesson, .first = &change, .last = &change};
        change.added = &line;
        ck_assert_msg((gri_patch_check(&patch, &s.err) == GR_E_STATE) == bad, "'%s'", text);
        ck_assert(!bad || s.err.line == 2);
    }
    gr_lesson_free(lesson);
    scratch_end(&s);
}
END_TEST

/* Whatever the output, the rewritten file agrees with it. */
START_TEST(a_patched_lesson_agrees)
{
    static const char *const words[] = {"a", "b", "1", "1.4", "...", "", "c 2"};
    unsigned seed = 3;
    for (int round = 0; round < 2000; round++) {
        struct scratch s;
        struct gr_lesson *lesson;
        struct gri_text text;
        struct gri_span computed[8];
        size_t count = 0;
        bool differs;
        gri_text_init(&text);
        gri_text_add(&text, "```gradus\ngradus> print 1\n");
        for (int n = 0; n < 12; n++) {
            seed = seed * 1103515245u + 12345u;
            const char *word = words[(seed >> 16) % 7];
            if (n % 2 == 0)
                gri_text_addf(&text, "%s\n", word);
            else if ((seed >> 24) % 4 != 0)
                computed[count++] = (struct gri_span){word, strlen(word)};
        }
        while (count > 0 && computed[count - 1].length == 0)
            count--;
        gri_text_add(&text, "```\n");
        scratch_begin(&s, text.at);
        for (int pass = 0; pass < 2; pass++) {
            struct gri_arena arena;
            gri_arena_init(&arena, 1 << 20);
            ck_assert_int_eq(gr_lesson_read(s.path, &lesson, &s.err), GR_OK);
            struct gri_patch patch = {.lesson = lesson, .arena = &arena};
            const struct gri_lesson_block *block = &lesson->block[0];
            ck_assert_int_eq(
                gri_patch_turn(&patch, block, block->turn, computed, count, &differs, &s.err),
                GR_OK);
            ck_assert_msg(pass == 0 || !differs, "%s", lesson->text.at);
            gri_text_reset(&text);
            gri_patch_apply(&patch, &text);
            scratch_put(&s, text.at, text.length);
            gr_lesson_free(lesson);
            gri_arena_clear(&arena);
        }
        gri_text_clear(&text);
        scratch_end(&s);
    }
}
END_TEST

SUITE("cmd/lesson/check", a_true_lesson_says_nothing, an_elision_stands_for_any_number_of_lines,
      differences_are_a_unified_diff, update_rewrites_what_differs_and_keeps_the_rest,
      update_keeps_line_ends_and_numbers_that_agree, errors_are_output_and_the_next_command_runs,
      output_does_not_depend_on_who_looks, a_lesson_writes_no_files_unless_it_may,
      what_cannot_be_read_cannot_be_checked, output_that_would_read_as_a_command_is_not_written,
      a_patched_lesson_agrees)
