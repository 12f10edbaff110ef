/* Reading a lesson: text, lines, blocks, and in transcripts the turns. */
#include "cmd/lesson/lesson.h"

#include "base/file.h"
#include "base/utf8.h"
#include "cmd/session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const size_t file_limit = (size_t)1 << 20, arena_limit = (size_t)256 << 20;

struct gri_span gri_lesson_line(const struct gr_lesson *lesson, size_t line)
{
    struct gri_span span = {lesson->text.at + lesson->start[line],
                            lesson->start[line + 1] - lesson->start[line]};
    if (span.length > 0 && span.at[span.length - 1] == '\n')
        span.length--;
    if (span.length > 0 && span.at[span.length - 1] == '\r')
        span.length--;
    return span;
}

struct gri_span gri_lesson_content(const struct gr_lesson *lesson,
                                   const struct gri_lesson_block *block, size_t line)
{
    struct gri_span span = gri_lesson_line(lesson, line);
    for (size_t n = 0; n < block->indent && span.length > 0 && *span.at == ' '; n++) {
        span.at++;
        span.length--;
    }
    return span;
}

/* `prompt` ends in a blank, which a line of nothing else may lack if `bare`. */
static bool begins_with(struct gri_span *line, const char *prompt, bool bare)
{
    size_t length = strlen(prompt);
    if (bare && line->length == length - 1)
        length--;
    if (line->length < length || memcmp(line->at, prompt, length) != 0)
        return false;
    line->at += length;
    line->length -= length;
    return true;
}

bool gri_lesson_is_command(struct gri_span *line)
{
    return begins_with(line, "gradus> ", true);
}

bool gri_lesson_is_continuation(struct gri_span *line)
{
    return begins_with(line, "... ", false);
}

enum gr_status gri_lesson_fail(const struct gr_lesson *lesson, size_t line, enum gr_status status,
                               struct gr_err *err)
{
    if (err == NULL)
        return status;
    snprintf(err->source, sizeof err->source, "%s", lesson->path);
    err->line = line + 1;
    struct gri_span span = gri_lesson_line(lesson, line);
    size_t length = span.length < 76 ? span.length : 76;
    while (length > 0 && gri_utf8_check(span.at, length) != length)
        length--;
    memcpy(err->excerpt, span.at, length);
    err->excerpt[length] = '\0';
    for (char *c = err->excerpt; *c != '\0'; c++)
        if ((unsigned char)*c < ' ' || *c == 127)
            *c = ' ';
    err->column = strspn(err->excerpt, " ") + 1;
    err->caret = length > 0 ? err->column : 0;
    return status;
}

static bool is_blank(struct gri_span line)
{
    size_t n = 0;
    while (n < line.length && (line.at[n] == ' ' || line.at[n] == '\t'))
        n++;
    return n == line.length;
}

/* A byte order mark is no part of the first line. */
static bool index_lines(struct gr_lesson *lesson)
{
    const char *text = lesson->text.at;
    size_t length = lesson->text.length, lines = 0;
    for (size_t n = 0; n < length; n++)
        lines += text[n] == '\n';
    lines += length > 0 && text[length - 1] != '\n';
    lesson->start = gri_arena_take(&lesson->arena, lines + 1, sizeof *lesson->start);
    if (lesson->start == NULL)
        return false;
    for (size_t n = 0; n < length; n++)
        if (n == 0 || text[n - 1] == '\n')
            lesson->start[lesson->lines++] = n;
    lesson->start[lines] = length;
    if (length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
        lesson->start[0] = 3;
    return true;
}

static GRI_CHECKED enum gr_status check_text(const struct gr_lesson *lesson, struct gr_err *err)
{
    size_t bad = gri_utf8_check(lesson->text.at, lesson->text.length), line = 0;
    if (bad == lesson->text.length)
        return GR_OK;
    while (lesson->start[line + 1] <= bad)
        line++;
    enum gr_status status = gri_fail(err, GR_E_SYNTAX, "%s; a lesson is text in UTF-8",
                                     lesson->text.at[bad] == '\0' ? "a NUL byte stands here"
                                                                  : "this line is not UTF-8");
    status = gri_lesson_fail(lesson, line, status, err);
    if (err != NULL) {
        size_t start = lesson->start[line];
        err->column = gri_utf8_count(lesson->text.at + start, bad - start) + 1;
        err->excerpt[0] = '\0';
        err->caret = 0;
    }
    return status;
}

/* The turns of a transcript; the first walk (turn NULL) counts them. */
static GRI_CHECKED enum gr_status read_turns(const struct gr_lesson *lesson,
                                             struct gri_lesson_block *block, struct gr_err *err)
{
    struct gri_turn spare = {0}, *turn = NULL;
    block->turns = 0;
    for (size_t n = block->line; n < block->line + block->lines; n++) {
        struct gri_span line = gri_lesson_content(lesson, block, n);
        if (gri_lesson_is_command(&line)) {
            turn = block->turn == NULL ? &spare : block->turn + block->turns;
            block->turns++;
            *turn = (struct gri_turn){.line = n, .lines = 1, .output = n + 1};
        } else if (turn == NULL && !is_blank(line)) {
            return gri_lesson_fail(
                lesson, n,
                gri_fail(err, GR_E_SYNTAX,
                         "a transcript begins with a command, a line `gradus> …`"),
                err);
        } else if (turn != NULL && turn->output == n && gri_lesson_is_continuation(&line)) {
            turn->lines++;
            turn->output++;
        } else if (turn != NULL && !is_blank(line)) {
            turn->count = n + 1 - turn->output;
        }
    }
    return GR_OK;
}

static GRI_CHECKED enum gr_status add_fenced(struct gr_lesson *lesson, struct gri_fenced fence,
                                             struct gr_err *err)
{
    struct gri_lesson_block *block = &lesson->block[lesson->blocks++];
    *block = (struct gri_lesson_block){
        .kind = fence.kind,
        .line = fence.open + 1,
        .lines = fence.close - fence.open - 1,
        .indent = gri_fence_of(gri_lesson_line(lesson, fence.open)).indent,
    };
    if (fence.kind != GRI_LESSON_TRANSCRIPT)
        return GR_OK;
    GRI_TRY(read_turns(lesson, block, err));
    block->turn = gri_arena_take(&lesson->arena, block->turns, sizeof *block->turn);
    if (block->turn == NULL)
        return gri_fail_memory(err, "a lesson");
    return read_turns(lesson, block, err);
}

/* Empty lines alone are no block. */
static void add_prose(struct gr_lesson *lesson, size_t from, size_t to)
{
    size_t n = from;
    while (n < to && is_blank(gri_lesson_line(lesson, n)))
        n++;
    if (n < to)
        lesson->block[lesson->blocks++] = (struct gri_lesson_block){.line = from,
                                                                    .lines = to - from};
}

static GRI_CHECKED enum gr_status read_blocks(struct gr_lesson *lesson, struct gr_err *err)
{
    struct gri_fenced *fence = NULL;
    size_t fences = 0, line = 0;
    GRI_TRY(gri_lesson_fences(lesson, &fence, &fences, err));
    lesson->block = gri_arena_take(&lesson->arena, 2 * fences + 1, sizeof *lesson->block);
    if (lesson->block == NULL)
        return gri_fail_memory(err, "a lesson");
    for (size_t n = 0; n < fences; n++) {
        add_prose(lesson, line, fence[n].open);
        GRI_TRY(add_fenced(lesson, fence[n], err));
        line = fence[n].close + 1;
    }
    add_prose(lesson, line, lesson->lines);
    return GR_OK;
}

static GRI_CHECKED enum gr_status read_all(struct gr_lesson *lesson, const char *path,
                                           struct gr_err *err)
{
    const char *name = strcmp(path, "-") == 0 ? "(standard input)" : path;
    lesson->path = gri_arena_copy(&lesson->arena, name, strlen(name));
    if (lesson->path == NULL)
        return gri_fail_memory(err, "a lesson");
    GRI_TRY(gri_file_read(path, file_limit, &lesson->text, err));
    if (!index_lines(lesson))
        return gri_fail_memory(err, "a lesson");
    GRI_TRY(check_text(lesson, err));
    return read_blocks(lesson, err);
}

enum gr_status gr_lesson_read(const char *path, struct gr_lesson **out, struct gr_err *err)
{
    struct gr_lesson *lesson = calloc(1, sizeof *lesson);
    *out = NULL;
    if (lesson == NULL)
        return gri_fail_memory(err, "a lesson");
    gri_text_init(&lesson->text);
    gri_arena_init(&lesson->arena, arena_limit);
    enum gr_status status = read_all(lesson, path, err);
    if (status == GR_OK)
        *out = lesson;
    else
        gr_lesson_free(lesson);
    return status;
}

void gr_lesson_free(struct gr_lesson *lesson)
{
    if (lesson == NULL)
        return;
    gri_text_clear(&lesson->text);
    gri_arena_clear(&lesson->arena);
    free(lesson);
}

size_t gr_lesson_blocks(const struct gr_lesson *lesson)
{
    return lesson->blocks;
}

bool gr_lesson_is_transcript(const struct gr_lesson *lesson, size_t block)
{
    return lesson->block[block].kind == GRI_LESSON_TRANSCRIPT;
}

bool gr_lesson_is_question(const struct gr_lesson *lesson, size_t block)
{
    return lesson->block[block].kind == GRI_LESSON_QUESTION;
}
