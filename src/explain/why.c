/* The derivation of a number, its operands' below it, down to what is given: a tree in which each
 * number is worked once, where it is named first. */
#include "explain/explain.h"

#include <string.h>

enum { MOST_NODES = 1000 };

struct why {
    struct gri_view *view;
    struct gri_page *page;
    struct gr_err *err;
    struct gri_asked seen[MOST_NODES];
    size_t count;
    bool cut; /* there are more nodes than that */
};

/* Has it been explained already? If not, it is now. */
static bool seen(struct why *why, const struct gri_asked *asked)
{
    for (size_t n = 0; n < why->count; n++)
        if (gri_asked_same(&why->seen[n], asked))
            return true;
    why->cut = why->cut || why->count == MOST_NODES;
    if (why->cut)
        return true;
    why->seen[why->count++] = *asked;
    return false;
}

static enum gr_status explain_below(struct why *why, unsigned level, size_t depth,
                                    const struct gri_asked *asked);

/* The operands of a formula; inside a sum those of each sample. */
static enum gr_status operands(struct why *why, const struct gri_expr *expr, unsigned level,
                               size_t depth, const struct gri_record *record, long row)
{
    if (expr == NULL)
        return GR_OK;
    if (expr->kind == GRI_SYMBOL) {
        struct gri_asked asked = expr->symbol->asked;
        if (row != GRI_NO_ROW && (asked.derivative || gri_quantity_per_sample(&asked.of)))
            asked.of.sample = record->samples[row] + 1;
        return explain_below(why, level, depth, &asked);
    }
    bool over_rows = expr->kind == GRI_SUM && record->work->rows <= GRI_SHOWN_TERMS;
    bool indexed = why->view->indexed;
    enum gr_status status = GR_OK;
    why->view->indexed = indexed || expr->kind == GRI_SUM; /* h1[1] beside h1[2] */
    for (size_t i = 0; over_rows && status == GR_OK && i < record->work->rows; i++)
        status = operands(why, expr->a, level, depth, record, (long)i);
    why->view->indexed = indexed;
    GRI_TRY(status);
    if (expr->kind == GRI_SUM)
        return GR_OK;
    GRI_TRY(operands(why, expr->a, level, depth, record, row));
    return operands(why, expr->b, level, depth, record, row);
}

static enum gr_status explain_below(struct why *why, unsigned level, size_t depth,
                                    const struct gri_asked *asked)
{
    struct gri_formula formula;
    const struct gri_record *record;
    if (seen(why, asked))
        return GR_OK;
    GRI_TRY(gri_explain(why->view, why->page, level, asked, why->err));
    if (depth == 0)
        return GR_OK;
    GRI_TRY(gri_formula(why->view, why->page->arena, asked, &formula, why->err));
    if (formula.operands == NULL)
        return GR_OK;
    struct gri_quantity moment = asked->of;
    size_t t;
    GRI_TRY(gri_view_iteration(why->view, &moment, &t, why->err));
    GRI_TRY(gri_timeline_record(why->view->timeline, t, &record, why->err));
    /* The record may be replaced while operands are explained: keep what is needed of it. */
    struct gri_work rows = {.rows = record->work->rows};
    size_t *samples = gri_arena_take(why->page->arena, rows.rows, sizeof *samples);
    if (samples == NULL)
        return gri_fail_memory(why->err, "the working");
    memcpy(samples, record->samples, rows.rows * sizeof *samples);
    struct gri_record kept = {.work = &rows, .samples = samples};
    return operands(why, formula.operands, level + 1, depth - 1, &kept, GRI_NO_ROW);
}

enum gr_status gri_explain_why(struct gri_view *view, struct gri_page *page,
                               const struct gri_asked *asked, size_t depth, struct gr_err *err)
{
    struct why *why = gri_arena_take(page->arena, 1, sizeof *why);
    if (why == NULL)
        return gri_fail_memory(err, "the working");
    why->view = view;
    why->page = page;
    why->err = err;
    GRI_TRY(explain_below(why, 0, depth, asked));
    if (why->cut)
        gri_page_remark(page, "These are the first %d numbers; `why` one of them goes on.",
                        MOST_NODES);
    return GR_OK;
}
