/* Where the fenced blocks of a Markdown file are: libcmark says it. */
#include "cmd/lesson/lesson.h"

#include <cmark.h>
#include <stdlib.h>
#include <string.h>

/* What libcmark takes for a byte of text at the very worst (a node and its string). */
enum { BYTES_A_BYTE = 256, PREFIX = 100 };

struct gri_fence gri_fence_of(struct gri_span line)
{
    struct gri_fence fence = {0};
    size_t n = 0;
    while (n < line.length && line.at[n] == ' ')
        n++;
    fence.indent = n;
    if (n > 3 || n == line.length || (line.at[n] != '`' && line.at[n] != '~'))
        return fence;
    fence.mark = line.at[n];
    while (n < line.length && line.at[n] == fence.mark)
        n++;
    if (n - fence.indent >= 3)
        fence.length = n - fence.indent;
    while (n < line.length && (line.at[n] == ' ' || line.at[n] == '\t'))
        n++;
    fence.alone = n == line.length;
    return fence;
}

/* What the block is marked as; prose where it is not for this program. */
static enum gri_lesson_kind kind_of(cmark_node *node)
{
    static const char *const marks[] = {
        [GRI_LESSON_TRANSCRIPT] = "gradus", [GRI_LESSON_QUESTION] = "question"};
    const char *info = cmark_node_get_fence_info(node);
    size_t length = info == NULL ? 0 : strcspn(info, " \t");
    for (enum gri_lesson_kind kind = GRI_LESSON_TRANSCRIPT; kind <= GRI_LESSON_QUESTION; kind++)
        if (length == strlen(marks[kind]) && memcmp(info, marks[kind], length) == 0)
            return kind;
    return GRI_LESSON_PROSE;
}

/* A line as libcmark gets it. Its time grows with the square of `[` and with the product of lines
 * and nested lists; neither links nor what stands far from the margin matter to where blocks are.
 * It takes a lone carriage return for a line end, which it is not here. */
static void tame(char *line, size_t length)
{
    size_t n = strspn(line, " \t>-+*.)0123456789");
    if (n > PREFIX && strspn(line, " \t") < n)
        line[PREFIX] = 'x';
    for (n = 0; n < length; n++)
        if (line[n] == '[' || line[n] == '\r')
            line[n] = line[n] == '[' ? '(' : ' ';
}

/* A tamed copy, in the arena; NULL: no memory. */
static char *tamed(struct gr_lesson *lesson)
{
    const struct gri_text *text = &lesson->text;
    char *copy = gri_arena_copy(&lesson->arena, text->at, text->length);
    for (size_t n = 0; copy != NULL && n < lesson->lines; n++)
        tame(copy + (gri_lesson_line(lesson, n).at - text->at), gri_lesson_line(lesson, n).length);
    return copy;
}

/* libcmark aborts when memory ends: see before whether there is all that it could want. */
static bool memory_suffices(size_t length)
{
    void *volatile room = malloc((length + 4096) * BYTES_A_BYTE);
    bool suffices = room != NULL;
    free(room);
    return suffices;
}

static GRI_CHECKED enum gr_status not_closed(const struct gr_lesson *lesson, size_t open,
                                             struct gri_fence fence, struct gr_err *err)
{
    char marks[17] = {0};
    memset(marks, fence.mark, fence.length < 16 ? fence.length : 16);
    return gri_lesson_fail(lesson, open,
                           gri_fail(err, GR_E_SYNTAX,
                                    "the block that begins here is not closed; end it with %s",
                                    marks),
                           err);
}

/* A code block of libcmark's; *found: it is marked, closed and at the margin. */
static GRI_CHECKED enum gr_status look_at(const struct gr_lesson *lesson, cmark_node *node,
                                          struct gri_fenced *block, bool *found, struct gr_err *err)
{
    block->open = (size_t)cmark_node_get_start_line(node) - 1;
    block->close = (size_t)cmark_node_get_end_line(node) - 1;
    block->kind = kind_of(node);
    *found = block->kind != GRI_LESSON_PROSE;
    if (cmark_node_get_type(cmark_node_parent(node)) != CMARK_NODE_DOCUMENT) {
        if (!*found)
            return GR_OK;
        return gri_lesson_fail(
            lesson, block->open,
            gri_fail(err, GR_E_SYNTAX,
                     "%s inside a list or a quotation is not run; begin it at "
                     "the margin",
                     block->kind == GRI_LESSON_QUESTION ? "a question" : "a transcript"),
            err);
    }
    struct gri_fence open = gri_fence_of(gri_lesson_line(lesson, block->open));
    if (open.length == 0) /* code by indentation */
        return GR_OK;
    struct gri_fence close = gri_fence_of(gri_lesson_line(lesson, block->close));
    bool closed = block->close > block->open && close.alone && close.mark == open.mark &&
                  close.length >= open.length;
    return closed ? GR_OK : not_closed(lesson, block->open, open, err);
}

/* Two walks: the first counts (list NULL). */
static GRI_CHECKED enum gr_status walk(const struct gr_lesson *lesson, cmark_node *document,
                                       struct gri_fenced *list, size_t *count, struct gr_err *err)
{
    enum gr_status status = GR_OK;
    cmark_iter *iter = cmark_iter_new(document);
    *count = 0;
    while (status == GR_OK && cmark_iter_next(iter) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);
        struct gri_fenced block;
        bool found;
        if (cmark_node_get_type(node) != CMARK_NODE_CODE_BLOCK)
            continue;
        status = look_at(lesson, node, &block, &found, err);
        if (status == GR_OK && found && list != NULL)
            list[*count] = block;
        *count += found;
    }
    cmark_iter_free(iter);
    return status;
}

enum gr_status gri_lesson_fences(struct gr_lesson *lesson, struct gri_fenced **list, size_t *count,
                                 struct gr_err *err)
{
    char *copy = tamed(lesson);
    if (copy == NULL || !memory_suffices(lesson->text.length))
        return gri_fail_memory(err, "a lesson");
    cmark_node *document = cmark_parse_document(copy, lesson->text.length, CMARK_OPT_DEFAULT);
    enum gr_status status = walk(lesson, document, NULL, count, err);
    if (status == GR_OK) {
        *list = gri_arena_take(&lesson->arena, *count, sizeof **list);
        status = *list == NULL ? gri_fail_memory(err, "a lesson")
                               : walk(lesson, document, *list, count, err);
    }
    cmark_node_free(document);
    return status;
}
