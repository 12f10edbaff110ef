/* Judging a page: claim by claim, in its order; once more where it truncates; what it is about. */
#include "mark/judge/judge.h"

#include <math.h>

static void count_verdicts(struct gri_marked *marked)
{
    for (size_t n = 0; n < marked->count; n++)
        marked->verdicts[marked->judgements[n].verdict]++;
}

/* The decimals that most of the page's numbers are written to. */
static double usual_unit(const struct gri_sheet *sheet)
{
    size_t counts[16] = {0}, best = 2;
    for (const struct gri_claim *claim = sheet->first; claim != NULL; claim = claim->next)
        for (size_t n = 0; n < claim->count; n++) {
            const struct gri_segment *segment = &claim->segments[n];
            const struct gri_expr *expr = segment->expr;
            if (expr != NULL && expr->kind == GRI_NEGATE)
                expr = expr->a;
            if (expr == NULL || expr->kind != GRI_NUMBER || expr->column == 0)
                continue;
            double unit = gri_unit_written(segment->plain + expr->column - 1);
            int decimals = (int)lround(-log10(unit));
            if (decimals > 1 && decimals < 16)
                counts[decimals]++;
        }
    for (size_t n = 2; n < 16; n++)
        best = counts[n] > counts[best] ? n : best;
    return pow(10, -(double)best);
}

static bool several_epochs(const struct gri_sheet *sheet)
{
    size_t epoch = 0;
    for (const struct gri_claim *claim = sheet->first; claim != NULL; claim = claim->next) {
        if (claim->left == NULL || claim->left->kind != GRI_SYMBOL)
            continue;
        size_t own = claim->left->symbol->asked.of.epoch;
        if (epoch != 0 && own != epoch)
            return true;
        epoch = own;
    }
    return epoch > 1;
}

static enum gr_status judge_page(struct gri_judge *j, bool truncates)
{
    GRI_TRY(gri_course_init(&j->course, j->view, j->arena, j->err));
    j->course.truncates = truncates;
    j->marked->count = j->searched = 0;
    for (const struct gri_claim *claim = j->sheet->first; claim != NULL; claim = claim->next)
        GRI_TRY(gri_judge_claim(j, claim));
    return GR_OK;
}

enum gr_status gri_mark(struct gri_view *view, struct gri_arena *arena,
                        const struct gri_sheet *sheet, struct gri_marked *marked,
                        struct gr_err *err)
{
    struct gri_judge judge = {
        .view = view, .arena = arena, .sheet = sheet, .marked = marked, .err = err};
    *marked = (struct gri_marked){.sheet = sheet};
    marked->judgements = gri_arena_take(arena, sheet->segments, sizeof *marked->judgements);
    if (marked->judgements == NULL)
        return gri_fail_memory(err, "marking");
    judge.epochs = several_epochs(sheet);
    judge.page_unit = usual_unit(sheet);
    enum gr_status status = judge_page(&judge, false);
    if (status == GR_OK && judge.truncated) {
        gri_course_clear(&judge.course);
        status = judge_page(&judge, true);
    }
    if (status == GR_OK)
        status = gri_findings(&judge);
    gri_course_clear(&judge.course);
    count_verdicts(marked);
    return status;
}
