#include "cmd/lesson/lesson.h"
#include "cmd/scratch.h"
#include "suite.h"

struct row {
    const char *text, *blocks; /* p: prose, t: transcript, q: question; NULL: cannot be read */
    size_t line;               /* of the error */
};

static void read_as(const char *text, size_t length, const struct row *row)
{
    struct scratch s;
    struct gr_lesson *lesson;
    scratch_begin(&s, "");
    scratch_put(&s, text, length);
    enum gr_status status = gr_lesson_read(s.path, &lesson, &s.err);
    if (row->blocks == NULL) {
        ck_assert_msg(status == GR_E_SYNTAX, "'%s' was read", text);
        ck_assert_str_eq(s.err.source, s.path);
        ck_assert_msg(s.err.line == row->line, "'%s': line %zu", text, s.err.line);
    } else {
        ck_assert_msg(status == GR_OK, "'%s': %s", text, s.err.message);
        ck_assert_msg(gr_lesson_blocks(lesson) == strlen(row->blocks), "'%s': %zu blocks", text,
                      gr_lesson_blocks(lesson));
        for (size_t n = 0; n < gr_lesson_blocks(lesson); n++)
            ck_assert_msg(gr_lesson_is_transcript(lesson, n) == (row->blocks[n] == 't') &&
                              gr_lesson_is_question(lesson, n) == (row->blocks[n] == 'q'),
                          "'%s'", text);
    }
    gr_lesson_free(lesson);
    scratch_end(&s);
}

static void all_read(const struct row *row, size_t count)
{
    for (size_t n = 0; n < count; n++)
        read_as(row[n].text, strlen(row[n].text), &row[n]);
}

START_TEST(blocks_marked_gradus_are_transcripts)
{
    static const struct row rows[] = {
        {"", "", 0},
        {"\n\n", "", 0},
        {"\xef\xbb\xbf", "", 0},
        {"# A title\n\nWords.\n", "p", 0},
        {"```gradus\n```\n", "t", 0},
        {"```gradus\ngradus> print 1\n1\n```", "t", 0},
        {"\xef\xbb\xbf```gradus\ngradus> 1\n1\n```\n", "t", 0},
        {"a\n```gradus\n```\nb\n```gradus\n```\nc\n", "ptptp", 0},
        {"```gradus\n```\n\n```gradus\n```\n", "tt", 0},
        {"a\n```question\nh1\n```\n```gradus\n```\nb\n", "pqtp", 0},
        {"``` question easy\n```\n", "q", 0},
        {"```questions\n```\n", "p", 0},
        {"- a\n\n  ```question\n  h1\n  ```\n", NULL, 3},
        {"```question\nh1\n", NULL, 1},
        {"a\r\n```gradus\r\ngradus> 1\r\n1\r\n```\r\nb\r\n", "ptp", 0},
        {"``` gradus\n```\n", "t", 0},
        {"```gradus foo\n```\n", "t", 0},
        {"```gradus\tfoo\n```\n", "t", 0},
        {"```Gradus\n```\n", "p", 0},
        {"```gradusx\n```\n", "p", 0},
        {"```gradus,x\n```\n", "p", 0},
        {"```foo gradus\n```\n", "p", 0},
        {"~~~gradus\ngradus> 1\n```\n~~~\n", "t", 0},
        {"````gradus\n```\n````\n", NULL, 2},
        {"````gradus\ngradus> 1\n```\n`````\n", "t", 0},
        {"   ```gradus\n   gradus> 1\n   1\n ```\n", "t", 0},
        {"    ```gradus\n    gradus> 1\n", "p", 0},
        {"````\n```gradus\n```\n````\n", "p", 0},
        {"<!--\n```gradus\n-->\n", "p", 0},
        {"a\rb\r```gradus\r\n\n", "p", 0},
        {"- item\n\n```gradus\n```\n", "pt", 0},
        {"[a]: <b>\n```gradus\n```\n", "pt", 0},
        {"`a` [b](c) ```gradus\n", "p", 0},
    };
    all_read(rows, sizeof rows / sizeof *rows);
}
END_TEST

START_TEST(a_block_that_is_not_closed_is_an_error_at_its_fence)
{
    static const struct row rows[] = {
        {"```gradus", NULL, 1},
        {"a\n\n```gradus\ngradus> 1\n1\n", NULL, 3},
        {"a\n\n```gradus\ngradus> 1\n1\n\n\n\n", NULL, 3},
        {"```gradus\n~~~\n", NULL, 1},
        {"````gradus\n```\n", NULL, 1},
        {"```gradus\n```\n```gradus\n", NULL, 3},
        {"```gradus\ngradus> 1\n    ```\n", NULL, 1},
        {"```gradus\ngradus> 1\n``` x\n", NULL, 1},
        {"a\r\n~~~ c\r\n\r\n", NULL, 2},
        {"\xef\xbb\xbf```gradus\n", NULL, 1},
    };
    all_read(rows, sizeof rows / sizeof *rows);
}
END_TEST

START_TEST(the_words_name_the_fence_that_is_missing)
{
    struct scratch s;
    struct gr_lesson *lesson;
    scratch_begin(&s, "a\n ~~~~gradus\ngradus> 1\n");
    ck_assert_int_eq(gr_lesson_read(s.path, &lesson, &s.err), GR_E_SYNTAX);
    ck_assert_ptr_null(lesson);
    ck_assert_str_eq(s.err.message, "the block that begins here is not closed; end it with ~~~~");
    ck_assert_str_eq(s.err.excerpt, " ~~~~gradus");
    ck_assert_uint_eq(s.err.column, 2);
    ck_assert_uint_eq(s.err.caret, 2);
    scratch_end(&s);
}
END_TEST

START_TEST(what_would_not_be_run_is_an_error)
{
    static const struct row rows[] = {
        {"```gradus\nprint 1\n```\n", NULL, 2}, {"```gradus\n\n1\ngradus> 1\n```\n", NULL, 3},
        {"```gradus\n... 1\n```\n", NULL, 2},   {"- a\n  ```gradus\n  gradus> 1\n  ```\n", NULL, 2},
        {"> ```gradus\n> ```\n", NULL, 1},
    };
    all_read(rows, sizeof rows / sizeof *rows);
}
END_TEST

START_TEST(bytes_that_are_no_text_are_an_error_at_their_line)
{
    static const struct row two = {"", NULL, 2};
    read_as("a\nb\0c\n", 6, &two);
    read_as("a\nb\xff\n", 5, &two);
    read_as("a\n\xc3", 3, &two);
    read_as("a\n\xed\xa0\x80\n", 6, &two);
}
END_TEST

START_TEST(a_file_that_cannot_be_read_is_an_error)
{
    struct gr_lesson *lesson;
    struct gr_err err;
    ck_assert_int_eq(gr_lesson_read("/tmp", &lesson, &err), GR_E_FILE);
    ck_assert_ptr_null(lesson);
    ck_assert_int_eq(gr_lesson_read("/tmp/no/such/lesson.md", &lesson, &err), GR_E_FILE);
    ck_assert_int_eq(gr_lesson_read("/dev/zero", &lesson, &err), GR_E_FILE);
    ck_assert_ptr_nonnull(strstr(err.message, "larger"));
    ck_assert_int_eq(gr_lesson_read("/tmp", &lesson, NULL), GR_E_FILE);
}
END_TEST

START_TEST(a_turn_is_a_command_and_the_lines_below_it)
{
    struct scratch s;
    struct gr_lesson *lesson;
    scratch_begin(&s, "  ```gradus\n\n  gradus> data\n  ... 1 2\n... end\n\n   x\n\n  gradus>\n"
                      "...\n    y\n\n  ```\n");
    ck_assert_int_eq(gr_lesson_read(s.path, &lesson, &s.err), GR_OK);
    const struct gri_lesson_block *block = &lesson->block[0];
    ck_assert_uint_eq(block->turns, 2);
    ck_assert_uint_eq(block->turn[0].line, 2);
    ck_assert_uint_eq(block->turn[0].lines, 3);
    ck_assert_uint_eq(block->turn[0].output, 5);
    ck_assert_uint_eq(block->turn[0].count, 2);
    ck_assert_uint_eq(block->turn[1].lines, 1);
    ck_assert_uint_eq(block->turn[1].output, 9);
    ck_assert_uint_eq(block->turn[1].count, 2);
    struct gri_span line = gri_lesson_content(lesson, block, 10);
    ck_assert_uint_eq(line.length, 3);
    ck_assert_mem_eq(line.at, "  y", 3);
    gr_lesson_free(lesson);
    scratch_end(&s);
}
END_TEST

/* Some take libcmark alone minutes: then the test is stopped. */
START_TEST(no_file_takes_for_ever)
{
    static const char *const pieces[] = {"![[]()", "+ ", "> ", "1) ", " + ", "[", "*_a ", "\n"};
    enum { LENGTH = 1 << 20 };
    char *text = malloc(LENGTH);
    ck_assert_ptr_nonnull(text);
    for (size_t p = 0; p < sizeof pieces / sizeof *pieces; p++)
        for (size_t head = LENGTH / 64; head <= LENGTH; head *= 64) {
            static const struct row prose = {"", "p", 0}, nothing = {"", "", 0};
            size_t length = strlen(pieces[p]);
            for (size_t n = 0; n < LENGTH; n++)
                text[n] = n < head ? pieces[p][n % length] : '\n';
            read_as(text, LENGTH, *pieces[p] == '\n' ? &nothing : &prose);
        }
    free(text);
}
END_TEST

START_TEST(garbage_is_refused_or_becomes_a_true_lesson)
{
    static const char *const pieces[] = {
        "```",     "gradus",   "\n",          "\r\n",    "gradus> ", "... ", "~~~", " ",
        "- ",      "> ",       "1",           "\r",      "    ",     "<!--", "-->", "#",
        "error: ", "\xc5\xb7", "```gradus\n", "\n```\n", "\xff",     "\t"};
    unsigned seed = 7;
    size_t good = 0;
    for (int round = 0; round < 3000; round++) {
        struct scratch s;
        struct gr_lesson *lesson;
        struct gri_text text;
        gri_text_init(&text);
        for (int n = 0; n < 24; n++) {
            seed = seed * 1103515245u + 12345u;
            size_t kind = sizeof pieces / sizeof *pieces - (round % 8 == 0 ? 0 : 2);
            gri_text_add(&text, pieces[(seed >> 16) % kind]);
        }
        scratch_begin(&s, text.at);
        enum gr_status status = gr_lesson_read(s.path, &lesson, &s.err);
        ck_assert(status == GR_OK || (status == GR_E_SYNTAX && s.err.line > 0));
        for (size_t n = 0; status == GR_OK && n < gr_lesson_blocks(lesson); n++)
            good += gr_lesson_is_transcript(lesson, n);
        gr_lesson_free(lesson);
        enum gr_status updated = scratch_check(&s, true);
        ck_assert(updated == status || (status == GR_OK && updated == GR_E_STATE));
        ck_assert(updated != GR_OK || scratch_check(&s, false) == GR_OK);
        scratch_play(&s, "text");
        gri_text_clear(&text);
        scratch_end(&s);
    }
    ck_assert_uint_gt(good, 20);
}
END_TEST

SUITE("cmd/lesson/read", blocks_marked_gradus_are_transcripts,
      a_block_that_is_not_closed_is_an_error_at_its_fence, the_words_name_the_fence_that_is_missing,
      what_would_not_be_run_is_an_error, bytes_that_are_no_text_are_an_error_at_their_line,
      a_file_that_cannot_be_read_is_an_error, a_turn_is_a_command_and_the_lines_below_it,
      no_file_takes_for_ever, garbage_is_refused_or_becomes_a_true_lesson)
