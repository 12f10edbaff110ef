/* Changes to a lesson, as a unified diff or made. */
#include "cmd/lesson/lesson.h"

#include <string.h>

enum { CONTEXT = 3 };

/* The block's own line end: that of its first fence. */
static struct gri_span line_end(const struct gr_lesson *lesson,
                                const struct gri_lesson_block *block)
{
    struct gri_span line = gri_lesson_line(lesson, block->line - 1);
    const char *end = line.at + line.length;
    return (struct gri_span){end, (size_t)(lesson->text.at + lesson->start[block->line] - end)};
}

static void add_added(const struct gri_patch *patch, const struct gri_change *change,
                      const char *mark, struct gri_text *out)
{
    struct gri_span end = line_end(patch->lesson, change->block);
    for (size_t n = 0; n < change->count; n++) {
        gri_text_add(out, mark);
        if (change->added[n].length > 0)
            gri_text_add_repeated(out, " ", change->block->indent);
        gri_text_add_bytes(out, change->added[n].at, change->added[n].length);
        gri_text_add_bytes(out, end.at, end.length);
    }
}

static void add_lines(const struct gri_patch *patch, const char *mark, size_t from, size_t to,
                      struct gri_text *out)
{
    const struct gr_lesson *lesson = patch->lesson;
    for (size_t n = from; n < to; n++) {
        gri_text_add(out, mark);
        size_t start = n == 0 ? 0 : lesson->start[n]; /* with a byte order mark */
        gri_text_add_bytes(out, lesson->text.at + start, lesson->start[n + 1] - start);
        if (lesson->text.at[lesson->start[n + 1] - 1] != '\n')
            gri_text_add(out, "\n\\ No newline at end of file\n");
    }
}

static size_t behind(const struct gri_change *change)
{
    return change->line + change->removed;
}

static void add_range(struct gri_text *out, const char *sign, size_t start, size_t count)
{
    gri_text_addf(out, " %s%zu", sign, count == 0 ? start : start + 1);
    if (count != 1)
        gri_text_addf(out, ",%zu", count);
}

/* The changes from `first` to `last`, whose contexts meet. *shift: lines gained before them. */
static void add_hunk(const struct gri_patch *patch, const struct gri_change *first,
                     const struct gri_change *last, size_t *shift, struct gri_text *out)
{
    size_t from = first->line < CONTEXT ? 0 : first->line - CONTEXT;
    size_t left = patch->lesson->lines - behind(last);
    size_t to = behind(last) + (left < CONTEXT ? left : CONTEXT), gained = 0;
    for (const struct gri_change *c = first; c != last->next; c = c->next)
        gained += c->count - c->removed;
    gri_text_add(out, "@@");
    add_range(out, "-", from, to - from);
    add_range(out, "+", from + *shift, to - from + gained);
    gri_text_add(out, " @@\n");
    for (const struct gri_change *c = first; c != last->next; c = c->next) {
        add_lines(patch, " ", from, c->line, out);
        add_lines(patch, "-", c->line, behind(c), out);
        add_added(patch, c, "+", out);
        from = behind(c);
    }
    add_lines(patch, " ", from, to, out);
    *shift += gained; /* wraps where lines are lost, and back when it is added */
}

void gri_patch_diff(const struct gri_patch *patch, struct gri_text *out)
{
    size_t shift = 0;
    const struct gri_change *first = patch->first;
    gri_text_addf(out, "--- %s\n+++ %s (computed)\n", patch->lesson->path, patch->lesson->path);
    while (first != NULL) {
        const struct gri_change *last = first;
        while (last->next != NULL && last->next->line - behind(last) <= 2 * CONTEXT)
            last = last->next;
        add_hunk(patch, first, last, &shift, out);
        first = last->next;
    }
}

void gri_patch_apply(const struct gri_patch *patch, struct gri_text *out)
{
    const struct gr_lesson *lesson = patch->lesson;
    size_t from = 0;
    for (const struct gri_change *c = patch->first; c != NULL; c = c->next) {
        gri_text_add_bytes(out, lesson->text.at + from, lesson->start[c->line] - from);
        add_added(patch, c, "", out);
        from = lesson->start[behind(c)];
    }
    gri_text_add_bytes(out, lesson->text.at + from, lesson->text.length - from);
}

/* Would this line, standing in the transcript, be taken for something else than output? */
static bool misleads(const struct gri_patch *patch, const struct gri_change *change, size_t n)
{
    struct gri_span line = change->added[n];
    struct gri_fence open = gri_fence_of(gri_lesson_line(patch->lesson, change->block->line - 1));
    struct gri_fence close = gri_fence_of(line);
    bool closes = close.alone && close.mark == open.mark && close.length >= open.length &&
                  close.indent + open.indent <= 3;
    bool first = n == 0 && change->line == change->turn->output;
    return closes || gri_lesson_is_command(&line) || (first && gri_lesson_is_continuation(&line));
}

enum gr_status gri_patch_check(const struct gri_patch *patch, struct gr_err *err)
{
    for (const struct gri_change *c = patch->first; c != NULL; c = c->next)
        for (size_t n = 0; n < c->count; n++)
            if (misleads(patch, c, n))
                return gri_lesson_fail(
                    patch->lesson, c->turn->line,
                    gri_fail(err, GR_E_STATE,
                             "a line of this command's output would not be read as output: "
                             "\"%.*s\"; nothing was rewritten",
                             (int)(c->added[n].length < 40 ? c->added[n].length : 40),
                             c->added[n].at),
                    err);
    return GR_OK;
}
