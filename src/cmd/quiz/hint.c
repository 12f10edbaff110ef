/* Hints in steps: the formula, what it is made of, the numbers put in, the value. */
#include "cmd/quiz/quiz.h"

#include "expr/print.h"
#include "page/parts.h"

#include <string.h>

/* The steps of a worked line end behind `last`. */
static void cut_behind(struct gri_worked *worked, struct gri_step *last)
{
    last->next = NULL;
    worked->last = last;
    worked->value = NULL;
    worked->rounded = false;
}

/* The last step that a hint shows; NULL: it says no more than the one before. */
static struct gri_step *last_step(const struct gri_worked *worked, enum gri_hint hint)
{
    struct gri_step *last = NULL;
    for (struct gri_step *step = worked->first; step != NULL && step != worked->last;
         step = step->next)
        if (gri_numbers_only(step->expr) == (hint == GRI_HINT_NUMBERS))
            last = step;
    return last;
}

struct operands {
    struct gr_session *session;
    const struct gri_expr *name[GRI_SHOWN_TERMS];
    size_t count;
    bool summed;
};

/* The names in a formula, each once. */
static void collect(struct operands *operands, const struct gri_expr *expr)
{
    if (expr == NULL)
        return;
    if (expr->kind != GRI_SYMBOL) {
        operands->summed = operands->summed || expr->kind == GRI_SUM || expr->kind == GRI_MEAN;
        collect(operands, expr->a);
        collect(operands, expr->b);
        for (size_t n = 0; expr->items != NULL && n < expr->rows * expr->cols; n++)
            collect(operands, expr->items[n]);
        return;
    }
    for (size_t n = 0; n < operands->count; n++)
        if (gri_asked_same(&operands->name[n]->symbol->asked, &expr->symbol->asked))
            return;
    if (operands->count < GRI_SHOWN_TERMS)
        operands->name[operands->count++] = expr;
}

/* "It is made of x1, w1, x2, w3 and b1." */
static void say_operands(const struct operands *operands)
{
    struct gr_session *session = operands->session;
    struct gri_text text;
    gri_text_init(&text);
    for (size_t n = 0; n < operands->count; n++) {
        gri_text_add(&text, n == 0 ? "" : n + 1 == operands->count ? " and " : ", ");
        gri_print(&text, operands->name[n], &session->scope, GRI_TEXT, session->view.digits);
    }
    gri_page_prose(&session->page, "It is made of %s%s.", text.at,
                   operands->summed ? ", of every sample where there is one for each" : "");
    session->page.failed |= text.failed;
    gri_text_clear(&text);
}

static enum gr_status give_operands(struct gr_session *session, const struct gri_asked *asked,
                                    bool *given, struct gr_err *err)
{
    struct operands operands = {.session = session};
    struct gri_formula formula;
    GRI_TRY(gri_formula(&session->view, &session->line, asked, &formula, err));
    collect(&operands, formula.operands);
    *given = operands.count > 0;
    if (*given)
        say_operands(&operands);
    return GR_OK;
}

static enum gr_status give_working(struct gr_session *session, const struct gri_asked *asked,
                                   enum gri_hint hint, bool *given, struct gr_err *err)
{
    struct gri_page apart;
    gri_page_init(&apart, &session->line, &session->scope, session->view.digits);
    GRI_TRY(gri_explain(&session->view, &apart, 0, asked, err));
    if (apart.failed || apart.first == NULL)
        return gri_fail_memory(err, "a hint");
    struct gri_worked *worked = apart.first->worked;
    if (hint != GRI_HINT_ALL) {
        struct gri_step *last = last_step(worked, hint);
        *given = last != NULL;
        if (last == NULL)
            return GR_OK;
        cut_behind(worked, last);
    }
    *given = true;
    gri_page_join(&session->page, &apart);
    return GR_OK;
}

enum gr_status gri_hint_give(struct gr_session *session, const struct gri_asked *asked,
                             enum gri_hint *hint, struct gr_err *err)
{
    bool given = false;
    while (!given) {
        GRI_TRY(*hint == GRI_HINT_OPERANDS ? give_operands(session, asked, &given, err)
                                           : give_working(session, asked, *hint, &given, err));
        *hint += given ? 0 : 1;
    }
    return GR_OK;
}
