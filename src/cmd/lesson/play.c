/* Playing a lesson: prose is shown, commands are shown and run. */
#include "cmd/lesson/lesson.h"

#include "cmd/session.h"

#include <assert.h>
#include <string.h>

/* What is on the page is written at once; what was taken for it is given back. */
static GRI_CHECKED enum gr_status flush(struct gr_session *session, struct gr_err *err)
{
    session->above = 0; /* the air between blocks is write_air's */
    gri_session_flush(session);
    bool failed = session->page.failed;
    session->page.failed = false;
    gri_arena_reset(&session->line);
    return failed ? gri_fail_memory(err, "a lesson") : GR_OK;
}

/* Terminal text wants air between blocks. */
static void write_air(struct gr_session *session, size_t block)
{
    if (block > 0 && strcmp(session->writer->name, "text") == 0)
        session->host.write(session->host.user, "\n", 1);
}

static GRI_CHECKED enum gr_status play_prose(const struct gr_lesson *lesson,
                                             const struct gri_lesson_block *block,
                                             struct gr_session *session, struct gr_err *err)
{
    struct gri_text text;
    gri_text_init(&text);
    for (size_t n = block->line; n < block->line + block->lines; n++) {
        struct gri_span line = gri_lesson_line(lesson, n);
        gri_text_add_bytes(&text, line.at, line.length);
        gri_text_add(&text, "\n");
    }
    bool failed = text.failed;
    gri_page_markdown(&session->page, text.at, text.length);
    gri_text_clear(&text);
    session->page.failed |= failed;
    return flush(session, err);
}

static GRI_CHECKED enum gr_status list(struct gr_session *session, struct gri_text *text,
                                       struct gr_err *err)
{
    gri_page_listing(&session->page, text->at, text->length);
    session->page.failed |= text->failed;
    gri_text_clear(text);
    return flush(session, err);
}

static GRI_CHECKED enum gr_status echo(const struct gr_lesson *lesson,
                                       const struct gri_lesson_block *block,
                                       const struct gri_turn *turn, struct gr_session *session,
                                       struct gr_err *err)
{
    struct gri_text text;
    gri_text_init(&text);
    for (size_t n = 0; n < turn->lines; n++) {
        struct gri_span line = gri_lesson_content(lesson, block, turn->line + n);
        gri_text_add_bytes(&text, line.at, line.length);
        gri_text_add(&text, "\n");
    }
    return list(session, &text, err);
}

/* The command alone, its lines joined by newlines. */
static void add_command(const struct gr_lesson *lesson, const struct gri_lesson_block *block,
                        const struct gri_turn *turn, struct gri_text *out)
{
    for (size_t n = 0; n < turn->lines; n++) {
        struct gri_span line = gri_lesson_content(lesson, block, turn->line + n);
        if (n == 0)
            gri_lesson_is_command(&line);
        else
            gri_lesson_is_continuation(&line);
        gri_text_add(out, n > 0 ? "\n" : "");
        gri_text_add_bytes(out, line.at, line.length);
    }
}

/* The session counts columns without what stands before the command. */
static void place(const struct gr_lesson *lesson, const struct gri_lesson_block *block,
                  const struct gri_turn *turn, struct gr_err *err)
{
    bool here = err != NULL && strncmp(err->source, lesson->path, sizeof err->source - 1) == 0 &&
                err->line > turn->line && err->line <= turn->line + turn->lines;
    if (!here || err->column == 0)
        return;
    size_t line = err->line - 1;
    const char *begin = gri_lesson_line(lesson, line).at;
    size_t prompt = strlen(line == turn->line ? "gradus> " : "... ");
    err->column += (size_t)(gri_lesson_content(lesson, block, line).at - begin) + prompt;
}

enum gr_status gri_turn_run(const struct gr_lesson *lesson, const struct gri_lesson_block *block,
                            const struct gri_turn *turn, struct gr_session *session,
                            struct gr_err *err)
{
    struct gri_text text;
    gri_text_init(&text);
    add_command(lesson, block, turn, &text);
    session->in_lesson = true;
    enum gr_status status = text.failed ? gri_fail_memory(err, "a command")
                                        : gr_session_run(session, text.at, text.length,
                                                         lesson->path, turn->line + 1, err);
    session->in_lesson = false;
    gri_text_clear(&text);
    if (status == GR_MORE)
        return gri_lesson_fail(lesson, turn->line,
                               gri_fail(err, GR_E_SYNTAX,
                                        "the command is not complete; go on below it with lines "
                                        "`... …`"),
                               err);
    place(lesson, block, turn, err);
    return status;
}

/* Does the transcript show that this command fails? */
static bool shows_error(const struct gr_lesson *lesson, const struct gri_lesson_block *block,
                        const struct gri_turn *turn)
{
    for (size_t n = turn->output; n < turn->output + turn->count; n++) {
        struct gri_span line = gri_lesson_content(lesson, block, n);
        if (line.length >= 7 && memcmp(line.at, "error: ", 7) == 0)
            return true;
    }
    return false;
}

static GRI_CHECKED enum gr_status play_turn(const struct gr_lesson *lesson,
                                            const struct gri_lesson_block *block,
                                            const struct gri_turn *turn, struct gr_session *session,
                                            struct gr_err *err)
{
    struct gr_err own;
    err = err == NULL ? &own : err;
    GRI_TRY(echo(lesson, block, turn, session, err));
    enum gr_status status = gri_turn_run(lesson, block, turn, session, err);
    bool fatal = status == GR_QUIT || status == GR_STOPPED || status == GR_E_MEMORY;
    if (status == GR_OK || fatal || !shows_error(lesson, block, turn))
        return status;
    struct gri_text text;
    gri_text_init(&text);
    gri_text_addf(&text, "error: %s\n", err->message);
    return list(session, &text, err);
}

enum gr_status gr_lesson_play(struct gr_lesson *lesson, size_t block, struct gr_session *session,
                              struct gr_err *err)
{
    assert(block < lesson->blocks);
    const struct gri_lesson_block *now = &lesson->block[block];
    write_air(session, block);
    if (now->kind == GRI_LESSON_PROSE)
        return play_prose(lesson, now, session, err);
    if (now->kind == GRI_LESSON_QUESTION)
        return gri_question_play(lesson, now, session, false, err);
    for (size_t n = 0; n < now->turns; n++)
        GRI_TRY(play_turn(lesson, now, &now->turn[n], session, err));
    return GR_OK;
}

enum gr_status gr_lesson_ask(struct gr_lesson *lesson, size_t block, struct gr_session *session,
                             struct gr_err *err)
{
    assert(block < lesson->blocks && gr_lesson_is_question(lesson, block));
    write_air(session, block);
    return gri_question_play(lesson, &lesson->block[block], session, true, err);
}
