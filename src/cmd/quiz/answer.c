/* An answer: read as a line of hand work under the name that is asked, and judged as one. */
#include "cmd/quiz/quiz.h"

#include <math.h>
#include <string.h>

static enum gr_status read_sheet(struct gr_session *session, const struct gri_asked *asked,
                                 const char *name, struct gri_source line, struct gri_sheet *sheet,
                                 struct gr_err *err)
{
    struct gri_text text;
    gri_text_init(&text);
    if (asked->of.sample > 0)
        gri_text_addf(&text, "Sample %zu\n", asked->of.sample);
    gri_text_addf(&text, "%s = ", name);
    gri_text_add_bytes(&text, line.line + line.from, line.to - line.from);
    gri_text_add(&text, "\n");
    const char *kept = text.failed ? NULL : gri_arena_copy(&session->line, text.at, text.length);
    size_t length = text.length;
    gri_text_clear(&text);
    if (kept == NULL)
        return gri_fail_memory(err, "an answer");
    return gri_sheet_read(&session->view, &session->line, "", kept, length, sheet, err);
}

/* `= 4.9` goes on from the name. */
static struct gri_source past_equals(struct gri_source line)
{
    while (line.from < line.to && (line.line[line.from] == '=' || line.line[line.from] == ' '))
        line.from++;
    return line;
}

static const char *keep(struct gr_session *session, struct gri_text *text)
{
    const char *kept = text->failed ? NULL : gri_arena_copy(&session->line, text->at, text->length);
    session->page.failed |= kept == NULL;
    gri_text_clear(text);
    return kept;
}

/* A number, or a fraction of two. */
static bool is_number(const struct gri_expr *expr)
{
    if (expr->kind == GRI_NEGATE)
        expr = expr->a;
    return expr->kind == GRI_NUMBER ||
           (expr->kind == GRI_DIVIDE && is_number(expr->a) && expr->b->kind == GRI_NUMBER);
}

/* Is it as exact as numbers are shown here? It may be truncated, or rounded on the way. */
static bool is_exact_enough(struct gr_session *session, const struct gri_judgement *last)
{
    const struct gri_expr *expr = last->claim->segments[last->segment - 1].expr;
    const char *digits = last->written + strcspn(last->written, ".0123456789");
    double value, right = last->right.rows > 0 ? last->right.at[0] : NAN;
    struct gr_err ignored;
    if (gri_evaluate_number(expr, &session->scope, &session->line, &value, &ignored) != GR_OK)
        return true;
    return gri_decimals_written(digits, strlen(digits)) >= session->view.digits ||
           fabs(value - right) <= pow(10, -session->view.digits);
}

/* Does the reason say what the number should be? */
static bool gives_it_away(const struct gri_reason *reason)
{
    static const char *const codes[] = {"arithmetic", "digits", "decimal-point"};
    for (size_t n = 0; n < sizeof codes / sizeof *codes; n++)
        if (strcmp(reason->code, codes[n]) == 0)
            return true;
    return strcmp(reason->code, "sign") == 0 && reason->rule == NULL;
}

/* "missing-bias: h1[2] without the bias" */
static void say_reason(struct gr_session *session, const struct gri_reason *reason,
                       struct gri_answer *answer)
{
    struct gri_text text;
    if (strcmp(reason->code, "unexplained") == 0)
        return;
    gri_text_init(&text);
    gri_text_add(&text, reason->code);
    if (!gives_it_away(reason))
        gri_text_addf(&text, ": %s", reason->message);
    gri_text_add(&text, ".");
    answer->remark = keep(session, &text);
}

static const char *open_words(struct gr_session *session)
{
    struct gri_text text;
    gri_text_init(&text);
    gri_text_addf(&text, "Give it to %d decimals.", session->view.digits);
    return keep(session, &text);
}

static void judge_marked(struct gr_session *session, const struct gri_marked *marked,
                         struct gri_answer *answer)
{
    const struct gri_judgement *last = &marked->judgements[marked->count - 1];
    for (size_t n = 0; n < marked->count; n++) {
        const struct gri_judgement *of = &marked->judgements[n];
        if (of->verdict == GRI_UNREAD) {
            *answer = (struct gri_answer){GRI_ANSWER_UNREAD, of->remark};
            return;
        }
        if (of->verdict == GRI_SLIP) {
            *answer = (struct gri_answer){GRI_ANSWER_WRONG, NULL};
            say_reason(session, &of->reasons[0], answer);
            return;
        }
    }
    if (!is_number(last->claim->segments[last->segment - 1].expr))
        *answer = (struct gri_answer){GRI_ANSWER_OPEN, "What number does it come to?"};
    else if (!is_exact_enough(session, last))
        *answer = (struct gri_answer){GRI_ANSWER_OPEN, open_words(session)};
    else
        *answer = (struct gri_answer){GRI_ANSWER_RIGHT, last->remark};
}

enum gr_status gri_answer_judge(struct gr_session *session, const struct gri_asked *asked,
                                struct gri_source line, struct gri_answer *answer,
                                struct gr_err *err)
{
    struct gri_sheet sheet;
    struct gri_marked marked;
    const char *name;
    GRI_TRY(gri_quiz_name(session, asked, GRI_ASCII, &name, err));
    GRI_TRY(read_sheet(session, asked, name, past_equals(line), &sheet, err));
    *answer = (struct gri_answer){GRI_ANSWER_UNREAD,
                                  "An answer is a number, or a working that ends in one."};
    if (sheet.claims != 1 || sheet.segments == 0)
        return GR_OK;
    GRI_TRY(gri_mark(&session->view, &session->line, &sheet, &marked, err));
    if (marked.count > 0)
        judge_marked(session, &marked, answer);
    return GR_OK;
}
