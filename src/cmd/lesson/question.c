/* A block marked `question` names one number of the computation. Played live it is asked, as by
 * `quiz`; else the question is shown. What the answer is, is computed. */
#include "cmd/lesson/lesson.h"

#include "cmd/line/line.h"
#include "cmd/quiz/quiz.h"
#include "explain/name/notation.h"

/* The name in the block, and its line. */
static enum gr_status find_name(const struct gr_lesson *lesson,
                                const struct gri_lesson_block *block, struct gri_source *name,
                                size_t *line, struct gr_err *err)
{
    size_t found = 0;
    *line = block->line - 1;
    for (size_t n = block->line; n < block->line + block->lines; n++) {
        struct gri_span span = gri_lesson_content(lesson, block, n);
        struct gri_source source = gri_line_trim(span.at, span.length);
        if (source.from == source.to)
            continue;
        *name = source;
        *line = n;
        found++;
    }
    if (found != 1)
        return gri_fail(err, GR_E_SYNTAX,
                        "a question block has one line: the name of a number, as in h1[2]");
    return GR_OK;
}

/* A bare name means the cursor's sample, whatever is looked at before it is answered. */
static enum gr_status settle(struct gr_session *session, struct gri_asked *asked,
                             struct gr_err *err)
{
    bool of_batch = asked->of.what == GRI_Q_LOSS && gri_quantity_is_parameter(&asked->by);
    bool sampled = asked->derivative ? !of_batch : gri_quantity_per_sample(&asked->of);
    if (!sampled || asked->of.sample > 0)
        return GR_OK;
    return gri_view_sample(&session->view, &asked->of.sample, err);
}

static enum gr_status read_name(struct gr_session *session, struct gri_source name,
                                struct gri_asked *asked, struct gr_err *err)
{
    const struct gri_symbol *symbol = NULL;
    const char *text = name.line + name.from;
    size_t used = 0, length = name.to - name.from;
    GRI_TRY(gri_session_need_run(session, err));
    GRI_TRY(gri_name_resolve(&session->view, &session->line, text, length, &symbol, &used, err));
    if (used != length || symbol == NULL || symbol->unknown != NULL)
        return gri_fail(err, GR_E_NAME,
                        "\"%.*s\" is no number of the computation; a question names one, as in "
                        "h1[2]",
                        (int)(length < 40 ? length : 40), text);
    *asked = symbol->asked;
    GRI_TRY(settle(session, asked, err));
    return gri_question_check(session, asked, err);
}

/* What is asked, with the place in the lesson where that is an error. */
static enum gr_status read_question(const struct gr_lesson *lesson,
                                    const struct gri_lesson_block *block,
                                    struct gr_session *session, struct gri_asked *asked,
                                    struct gr_err *err)
{
    struct gri_source name;
    size_t line;
    gri_session_refresh(session);
    gri_page_init(&session->page, &session->line, &session->scope, session->view.digits);
    enum gr_status status = find_name(lesson, block, &name, &line, err);
    if (status == GR_OK)
        status = read_name(session, name, asked, err);
    return status == GR_OK ? GR_OK : gri_lesson_fail(lesson, line, status, err);
}

enum gr_status gri_question_play(const struct gr_lesson *lesson,
                                 const struct gri_lesson_block *block, struct gr_session *session,
                                 bool ask, struct gr_err *err)
{
    struct gri_asked asked;
    enum gr_status status = read_question(lesson, block, session, &asked, err);
    if (status == GR_OK)
        status = ask ? gri_quiz_begin(session, &asked, 1, true, err)
                     : gri_question_show(session, &asked, err);
    session->above = 0; /* the air between blocks is the lesson's */
    gri_session_flush(session);
    gri_arena_reset(&session->line);
    return status;
}
