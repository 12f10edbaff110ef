/* An open quiz: it asks, takes lines for answers, and counts. */
#include "cmd/quiz/quiz.h"

#include "expr/print.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum gr_status gri_quiz_name(struct gr_session *session, const struct gri_asked *asked,
                             enum gri_style style, const char **name, struct gr_err *err)
{
    const struct gri_expr *expr;
    struct gri_text text;
    bool indexed = session->view.indexed;
    session->view.indexed = session->data->rows > 1;
    enum gr_status status = gri_formula_name(&session->view, &session->line, asked, &expr, err);
    session->view.indexed = indexed;
    GRI_TRY(status);
    gri_text_init(&text);
    gri_print(&text, expr, &session->scope, style, session->view.digits);
    *name = text.failed ? NULL : gri_arena_copy(&session->line, text.at, text.length);
    gri_text_clear(&text);
    return *name != NULL ? GR_OK : gri_fail_memory(err, "a question");
}

enum gr_status gri_question_show(struct gr_session *session, const struct gri_asked *asked,
                                 struct gr_err *err)
{
    const char *name;
    GRI_TRY(gri_quiz_name(session, asked, GRI_TEXT, &name, err));
    gri_page_prose(&session->page, "Question: how much is %s?", name);
    return GR_OK;
}

/* "2 of 5: how much is h1[2]?" */
static enum gr_status ask(struct gr_session *session, struct gr_err *err)
{
    struct gri_quiz *quiz = session->quiz;
    const char *name, *ascii;
    bool drawn = session->host.utf8 && !session->host.plain;
    GRI_TRY(gri_quiz_name(session, &quiz->asked[quiz->now], GRI_TEXT, &name, err));
    GRI_TRY(gri_quiz_name(session, &quiz->asked[quiz->now], GRI_ASCII, &ascii, err));
    snprintf(session->asks, sizeof session->asks, "%s", ascii);
    if (drawn && strlen(name) < sizeof session->asks)
        snprintf(session->asks, sizeof session->asks, "%s", name);
    if (quiz->lone)
        return gri_question_show(session, &quiz->asked[quiz->now], err);
    gri_page_prose(&session->page, "%zu of %zu: how much is %s?", quiz->now + 1, quiz->count, name);
    return GR_OK;
}

enum gr_status gri_quiz_begin(struct gr_session *session, const struct gri_asked *asked,
                              size_t count, bool lone, struct gr_err *err)
{
    struct gri_quiz *quiz = calloc(1, sizeof *quiz + count * sizeof *asked);
    gri_quiz_drop(session);
    if (quiz == NULL)
        return gri_fail_memory(err, "a quiz");
    quiz->asked = (struct gri_asked *)(quiz + 1);
    memcpy(quiz->asked, asked, count * sizeof *asked);
    quiz->count = count;
    quiz->lone = lone;
    session->quiz = quiz;
    enum gr_status status = ask(session, err);
    if (status != GR_OK)
        gri_quiz_drop(session);
    return status;
}

void gri_quiz_drop(struct gr_session *session)
{
    free(session->quiz);
    session->quiz = NULL;
}

void gri_quiz_end(struct gr_session *session)
{
    const struct gri_quiz *quiz = session->quiz;
    size_t over = quiz->now < quiz->count ? quiz->now : quiz->count;
    if (!quiz->lone && over < quiz->count)
        gri_page_prose(&session->page, "%zu of %zu right, %zu at once; %zu left.", quiz->right,
                       over, quiz->clean, quiz->count - over);
    else if (!quiz->lone)
        gri_page_prose(&session->page, "%zu of %zu right, %zu at once.", quiz->right, over,
                       quiz->clean);
    gri_quiz_drop(session);
}

static enum gr_status go_on(struct gr_session *session, struct gr_err *err)
{
    struct gri_quiz *quiz = session->quiz;
    quiz->now++;
    quiz->hint = GRI_HINT_NONE;
    quiz->tried = false;
    if (quiz->now < quiz->count)
        return ask(session, err);
    gri_quiz_end(session);
    return GR_OK;
}

/* The next hint; after the last, the value, the next question. */
static enum gr_status hint(struct gr_session *session, enum gri_hint next, struct gr_err *err)
{
    struct gri_quiz *quiz = session->quiz;
    quiz->hint = next;
    GRI_TRY(gri_hint_give(session, &quiz->asked[quiz->now], &quiz->hint, err));
    return quiz->hint == GRI_HINT_ALL ? go_on(session, err) : GR_OK;
}

static enum gr_status answer(struct gr_session *session, struct gri_source line, struct gr_err *err)
{
    struct gri_quiz *quiz = session->quiz;
    struct gri_answer answer;
    GRI_TRY(gri_answer_judge(session, &quiz->asked[quiz->now], line, &answer, err));
    const char *remark = answer.remark != NULL ? answer.remark : "";
    switch (answer.verdict) {
    case GRI_ANSWER_RIGHT:
        gri_page_prose(&session->page, "Right%s%s.", remark[0] != '\0' ? ": " : "", remark);
        quiz->right++;
        quiz->clean += !quiz->tried && quiz->hint == GRI_HINT_NONE;
        return go_on(session, err);
    case GRI_ANSWER_WRONG:
        gri_page_prose(&session->page, "No%s%s", remark[0] != '\0' ? ": " : ".", remark);
        quiz->tried = true;
        return hint(session, quiz->hint + 1, err);
    default:
        gri_page_prose(&session->page, "%s", remark);
        return GR_OK;
    }
}

bool gri_quiz_allows(const struct gri_command *command)
{
    return command->group == GRI_LOOKING || command->group == GRI_LEAVING;
}

static bool is(struct gri_source line, const char *word)
{
    return line.to - line.from == strlen(word) &&
           memcmp(line.line + line.from, word, strlen(word)) == 0;
}

enum gr_status gri_quiz_line(struct gr_session *session, struct gri_source line, bool is_command,
                             struct gr_err *err)
{
    if (is_command)
        return gri_fail_at(err, GR_E_STATE, line.from + 1,
                           "a question is open; answer it, or say hint, skip or leave");
    if (is(line, "hint"))
        return hint(session, session->quiz->hint + 1, err);
    if (is(line, "skip"))
        return hint(session, GRI_HINT_ALL, err);
    if (!is(line, "leave"))
        return answer(session, line, err);
    gri_quiz_end(session);
    return GR_OK;
}
