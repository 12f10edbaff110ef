/* Checking a lesson: all its transcripts in a session of their own, compared with what they show;
 * its questions, whether they can be asked. */
#include "cmd/lesson/lesson.h"

#include "base/file.h"

#include <stdio.h>
#include <string.h>

/* Lines of output do not depend on the terminal they are seen on. */
enum { WIDTH = 80 };

static const size_t computed_limit = (size_t)1 << 30;

struct check {
    struct gr_lesson *lesson;
    struct gr_session *session;
    struct gri_text output; /* of the command that runs */
    struct gri_arena arena;
    struct gri_patch patch;
    size_t commands, different;
    bool left; /* a command said quit: the rest does not run */
};

static void capture(void *user, const char *text, size_t length)
{
    gri_text_add_bytes(user, text, length);
}

/* The output's lines, in the arena; empty ones at the end don't count. */
static struct gri_span *split(struct check *check, size_t *count)
{
    const char *text = gri_arena_copy(&check->arena, check->output.at, check->output.length);
    size_t length = check->output.length, lines = 0;
    while (length > 0 && strchr(" \t\n", check->output.at[length - 1]) != NULL)
        length--;
    for (size_t n = 0; n < length; n++)
        lines += check->output.at[n] == '\n';
    *count = length > 0 ? lines + 1 : 0;
    struct gri_span *line = gri_arena_take(&check->arena, *count, sizeof *line);
    if (text == NULL || line == NULL)
        return NULL;
    for (size_t n = 0; n < *count; n++) {
        const char *end = memchr(text, '\n', length);
        size_t used = end != NULL ? (size_t)(end - text) : length;
        line[n] = (struct gri_span){text, used};
        text += used + 1;
        length -= end != NULL ? used + 1 : length;
    }
    return line;
}

/* A command's error is part of its output; that the machine failed, or the user said stop, is not.
 */
static GRI_CHECKED enum gr_status run(struct check *check, const struct gri_lesson_block *block,
                                      const struct gri_turn *turn, struct gr_err *err)
{
    struct gr_err own;
    err = err == NULL ? &own : err;
    enum gr_status status = gri_turn_run(check->lesson, block, turn, check->session, err);
    if (status == GR_E_MEMORY || status == GR_STOPPED)
        return status;
    check->left = status == GR_QUIT;
    if (status != GR_OK && status != GR_QUIT)
        gri_text_addf(&check->output, "error: %s\n", err->message);
    return GR_OK;
}

static GRI_CHECKED enum gr_status check_turn(struct check *check,
                                             const struct gri_lesson_block *block,
                                             const struct gri_turn *turn, struct gr_err *err)
{
    bool differs;
    size_t count;
    gri_text_reset(&check->output);
    if (!check->left)
        GRI_TRY(run(check, block, turn, err));
    struct gri_span *line = split(check, &count);
    if (line == NULL || check->output.failed)
        return gri_fail_memory(err, "the output of a command");
    GRI_TRY(gri_patch_turn(&check->patch, block, turn, line, count, &differs, err));
    check->commands++;
    check->different += differs;
    return GR_OK;
}

static GRI_CHECKED enum gr_status check_blocks(struct check *check, struct gr_err *err)
{
    for (size_t b = 0; b < check->lesson->blocks; b++) {
        const struct gri_lesson_block *block = &check->lesson->block[b];
        if (block->kind == GRI_LESSON_QUESTION && !check->left)
            GRI_TRY(gri_question_play(check->lesson, block, check->session, false, err));
        for (size_t n = 0; n < block->turns; n++)
            GRI_TRY(check_turn(check, block, &block->turn[n], err));
    }
    return GR_OK;
}

static GRI_CHECKED enum gr_status rewrite(const struct check *check, const char *path,
                                          struct gr_err *err)
{
    struct gri_text text;
    if (strcmp(path, "-") == 0)
        return gri_fail(err, GR_E_FILE, "standard input cannot be rewritten; name a file");
    GRI_TRY(gri_patch_check(&check->patch, err));
    gri_text_init(&text);
    gri_patch_apply(&check->patch, &text);
    enum gr_status status = text.failed ? gri_fail_memory(err, "the new lesson")
                                        : gri_file_write(path, text.at, text.length, err);
    gri_text_clear(&text);
    return status;
}

static GRI_CHECKED enum gr_status report(const struct check *check, const struct gr_host *host,
                                         struct gr_err *err)
{
    struct gri_text text;
    gri_text_init(&text);
    gri_patch_diff(&check->patch, &text);
    bool failed = text.failed;
    if (!failed)
        host->write(host->user, text.at, text.length);
    gri_text_clear(&text);
    if (failed)
        return gri_fail_memory(err, "the differences");
    enum gr_status status = gri_fail(
        err, GR_E_EXPECT,
        "%zu of %zu command%s gave something else; gradus --check --update rewrites %s",
        check->different, check->commands, check->commands == 1 ? "" : "s",
        check->different == 1 ? "it" : "them");
    if (err != NULL)
        snprintf(err->source, sizeof err->source, "%s", check->lesson->path);
    return status;
}

static GRI_CHECKED enum gr_status check_lesson(struct check *check, const struct gr_host *host,
                                               struct gr_err *err)
{
    struct gr_host own = {
        .user = &check->output,
        .write = capture,
        .stop = host->stop,
        .width = WIDTH,
        .utf8 = true,
        .may_write = host->may_write,
    };
    check->patch = (struct gri_patch){.lesson = check->lesson, .arena = &check->arena};
    GRI_TRY(gr_session_new(&own, &check->session, err));
    return check_blocks(check, err);
}

enum gr_status gr_lesson_check(const char *path, const struct gr_host *host, bool update,
                               bool *changed, struct gr_err *err)
{
    struct check check = {0};
    gri_text_init(&check.output);
    gri_arena_init(&check.arena, computed_limit);
    enum gr_status status = gr_lesson_read(path, &check.lesson, err);
    if (status == GR_OK)
        status = check_lesson(&check, host, err);
    bool differs = status == GR_OK && check.different > 0;
    if (differs)
        status = update ? rewrite(&check, path, err) : report(&check, host, err);
    if (changed != NULL)
        *changed = differs && update && status == GR_OK;
    gr_session_free(check.session);
    gr_lesson_free(check.lesson);
    gri_arena_clear(&check.arena);
    gri_text_clear(&check.output);
    return status;
}
