/* A draft as text: transcripts with room for words between them. A transcript ends where something
 * was answered. */
#include "cmd/lesson/draft.h"

#include "base/file.h"
#include "cmd/lesson/lesson.h"

#include <stdlib.h>
#include <string.h>

/* A longer answer is left out; a longer lesson could not be read. */
enum { LONGEST_ANSWER = 1 << 15, LONGEST_LESSON = 1 << 20 };

/* "lesson" of "course/lesson.md" */
static void add_title(struct gri_text *out, const char *path)
{
    const char *slash = strrchr(path, '/'), *stem = slash != NULL ? slash + 1 : path;
    const char *dot = strrchr(stem, '.');
    gri_text_addf(out, "# %.*s\n\n", dot != NULL && dot > stem ? (int)(dot - stem) : 200, stem);
    gri_text_add(out, "A draft of what was typed and what was answered: put your words between the "
                      "blocks, take\nout what led nowhere. `gradus --check` holds every number.\n");
}

/* The line after this one, or NULL; *line becomes this one. */
static const char *take_line(const char *text, const char *end, struct gri_span *line)
{
    const char *stop = memchr(text, '\n', (size_t)(end - text));
    *line = (struct gri_span){text, (size_t)((stop != NULL ? stop : end) - text)};
    return stop != NULL && stop + 1 < end ? stop + 1 : NULL;
}

/* A fence that nothing inside can close. */
static size_t fence_for(const struct gri_text *turns)
{
    size_t longest = 2;
    struct gri_span line;
    for (const char *at = turns->at; at != NULL;) {
        at = take_line(at, turns->at + turns->length, &line);
        struct gri_fence fence = gri_fence_of(line);
        longest = fence.mark == '`' && fence.length > longest ? fence.length : longest;
    }
    return longest + 1;
}

static void add_transcript(struct gri_text *out, const struct gri_text *turns)
{
    if (turns->length == 0)
        return;
    size_t fence = fence_for(turns);
    gri_text_add(out, "\n");
    gri_text_add_repeated(out, "`", fence);
    gri_text_add(out, "gradus\n");
    gri_text_add_bytes(out, turns->at, turns->length);
    gri_text_add_repeated(out, "`", fence);
    gri_text_add(out, "\n");
}

static void end_transcript(struct gri_draft *draft)
{
    add_transcript(&draft->done, &draft->turns);
    gri_text_reset(&draft->turns);
}

static GRI_CHECKED enum gr_status write(const struct gri_draft *draft, struct gr_err *err)
{
    struct gri_text text;
    gri_text_init(&text);
    gri_text_add_bytes(&text, draft->done.at, draft->done.length);
    add_transcript(&text, &draft->turns);
    bool failed = text.failed || draft->done.failed || draft->turns.failed;
    enum gr_status status = failed ? gri_fail_memory(err, "the recording") : GR_OK;
    if (status == GR_OK && text.length > LONGEST_LESSON)
        status = gri_fail(err, GR_E_RANGE, "the recording is full: %s holds what was before",
                          draft->path);
    if (status == GR_OK)
        status = gri_file_write(draft->path, text.at, text.length, err);
    gri_text_clear(&text);
    return status;
}

enum gr_status gri_draft_new(const char *path, struct gri_draft **out, struct gr_err *err)
{
    struct gri_draft *draft = calloc(1, sizeof *draft);
    *out = NULL;
    if (draft == NULL)
        return gri_fail_memory(err, "a recording");
    gri_text_init(&draft->done);
    gri_text_init(&draft->turns);
    gri_text_init(&draft->output);
    draft->path = strdup(path);
    add_title(&draft->done, path);
    enum gr_status status = draft->path == NULL ? gri_fail_memory(err, "a recording")
                            : gri_file_exists(path)
                                ? gri_fail(err, GR_E_FILE,
                                           "'%s' is there already; a recording takes a new name",
                                           path)
                                : write(draft, err);
    if (status == GR_OK)
        *out = draft;
    else
        gri_draft_free(draft);
    return status;
}

void gri_draft_free(struct gri_draft *draft)
{
    if (draft == NULL)
        return;
    gri_text_clear(&draft->done);
    gri_text_clear(&draft->turns);
    gri_text_clear(&draft->output);
    free(draft->path);
    free(draft);
}

static bool is_blank(struct gri_span line)
{
    size_t n = 0;
    while (n < line.length && strchr(" \t\r", line.at[n]) != NULL)
        n++;
    return n == line.length;
}

/* `gradus> data`, `... 1, 2`: empty lines of a block say nothing. */
static void add_command(struct gri_text *out, const char *command, size_t length)
{
    const char *prompt = "gradus> ";
    struct gri_span line;
    for (const char *at = command; at != NULL;) {
        at = take_line(at, command + length, &line);
        if (is_blank(line))
            continue;
        gri_text_add(out, prompt);
        gri_text_add_bytes(out, line.at, line.length);
        gri_text_add(out, "\n");
        prompt = "... ";
    }
}

/* Would it be read as something else than output? */
static bool misleads(const struct gri_text *output)
{
    struct gri_span line;
    for (const char *at = output->at; at != NULL;) {
        at = take_line(at, output->at + output->length, &line);
        if (gri_lesson_is_command(&line) || gri_lesson_is_continuation(&line))
            return true;
    }
    return false;
}

enum gr_status gri_draft_turn(struct gri_draft *draft, const char *command, size_t length,
                              const char *error, struct gr_err *err)
{
    struct gri_text *output = &draft->output;
    if (error != NULL)
        gri_text_addf(output, "error: %s\n", error);
    add_command(&draft->turns, command, length);
    if (output->length > LONGEST_ANSWER || misleads(output))
        gri_text_add(&draft->turns, "...\n");
    else
        gri_text_add_bytes(&draft->turns, output->at, output->length);
    draft->turns.failed |= output->failed;
    if (output->length > 0)
        end_transcript(draft);
    return write(draft, err);
}

enum gr_status gri_draft_unseen(struct gri_draft *draft, const char *command, struct gr_err *err)
{
    add_command(&draft->turns, command, strlen(command));
    gri_text_add(&draft->turns, "...\n");
    end_transcript(draft);
    return write(draft, err);
}

enum gr_status gri_draft_prose(struct gri_draft *draft, const char *text, size_t length,
                               struct gr_err *err)
{
    end_transcript(draft);
    gri_text_add(&draft->done, "\n");
    gri_text_add_bytes(&draft->done, text, length);
    gri_text_add(&draft->done, "\n");
    return write(draft, err);
}
