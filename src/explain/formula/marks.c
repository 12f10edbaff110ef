#include "explain/formula/marks.h"

#include "explain/formula/formula.h"

struct collecting {
    const struct gri_view *view;
    struct gri_marks *marks; /* read NULL: only counted */
    size_t sample;           /* that names without one mean; 0: each */
};

/* Does this belong to a sample? */
static bool is_sampled(const struct gri_asked *asked)
{
    bool of_batch = asked->of.what == GRI_Q_LOSS && gri_quantity_is_parameter(&asked->by);
    return asked->derivative ? !of_batch : gri_quantity_per_sample(&asked->of);
}

/* Without the moment, which is the cursor's. */
static struct gri_mark mark_of(const struct gri_asked *asked)
{
    struct gri_mark mark = {*asked, false};
    mark.asked.of.epoch = mark.asked.of.iteration = 0;
    mark.each = is_sampled(asked) && asked->of.sample == 0;
    if (!is_sampled(asked))
        mark.asked.of.sample = 0;
    return mark;
}

static void add(struct collecting *c, const struct gri_asked *asked)
{
    struct gri_asked at = *asked;
    if (at.of.sample == 0)
        at.of.sample = c->sample;
    if (c->marks->read != NULL)
        c->marks->read[c->marks->count] = mark_of(&at);
    c->marks->count++;
}

/* Every name of the formula; an error that is worked with as a number is read as that. */
static void collect(struct collecting *c, const struct gri_expr *expr)
{
    struct gri_symbol error;
    if (expr == NULL)
        return;
    if (expr->kind == GRI_SYMBOL && expr->symbol->unknown == NULL)
        add(c, &expr->symbol->asked);
    else if (gri_formula_is_error(c->view, expr, &error))
        add(c, &error.asked);
    if (expr->kind == GRI_SYMBOL || gri_formula_is_error(c->view, expr, &error))
        return;
    for (size_t n = 0; expr->kind == GRI_MATRIX && n < expr->rows * expr->cols; n++)
        collect(c, expr->items[n]);
    collect(c, expr->a);
    collect(c, expr->b);
}

static void collect_all(struct collecting *c, const struct gri_expr *expr)
{
    c->marks->count = 0;
    if (expr != NULL && expr->kind == GRI_SUBTRACT) { /* what makes the error: y and ŷ */
        collect(c, expr->a);
        collect(c, expr->b);
    } else {
        collect(c, expr);
    }
}

/* A line of the forward pass names a row of the batch: here the sample. */
static enum gr_status asked_of(struct gri_view *view, const struct gri_line *line,
                               struct gri_asked *asked, struct gr_err *err)
{
    const struct gri_record *record;
    *asked = line->asked;
    GRI_TRY(gri_view_record(view, &record, err));
    if (line->kind == GRI_LINE_VALUE && asked->of.sample > 0)
        asked->of.sample = record->samples[asked->of.sample - 1] + 1;
    return GR_OK;
}

enum gr_status gri_marks_here(struct gri_view *view, struct gri_arena *arena,
                              struct gri_marks *marks, struct gr_err *err)
{
    struct gri_formula formula;
    struct gri_asked asked;
    struct gri_line line;
    *marks = (struct gri_marks){0};
    if (view->timeline == NULL || !gri_cursor_same(&view->cursor, &view->stepped))
        return GR_OK;
    GRI_TRY(gri_cursor_line(&view->cursor, view->timeline, &line, &marks->any, err));
    if (!marks->any)
        return GR_OK;
    GRI_TRY(asked_of(view, &line, &asked, err));
    GRI_TRY(gri_formula(view, arena, &asked, &formula, err));
    struct collecting c = {view, marks, asked.of.sample};
    marks->written = mark_of(&asked);
    collect_all(&c, formula.operands);
    marks->read = gri_arena_take(arena, marks->count, sizeof *marks->read);
    if (marks->read == NULL)
        return gri_fail_memory(err, "the marks");
    collect_all(&c, formula.operands);
    return GR_OK;
}

static bool is_of(const struct gri_mark *mark, const struct gri_asked *asked, size_t sample)
{
    struct gri_asked wanted = mark->asked, this = *asked;
    this.of.epoch = this.of.iteration = 0;
    this.of.sample = is_sampled(asked) ? sample : 0;
    if (mark->each)
        wanted.of.sample = this.of.sample;
    return gri_asked_same(&wanted, &this);
}

enum gri_role gri_marks_role(struct gri_marks *marks, const struct gri_asked *asked, size_t sample)
{
    enum gri_role role = GRI_ROLE_NONE;
    if (!marks->any)
        return role;
    for (size_t n = 0; n < marks->count; n++)
        if (is_of(&marks->read[n], asked, sample))
            role = GRI_ROLE_READ;
    if (is_of(&marks->written, asked, sample))
        role = GRI_ROLE_WRITTEN;
    marks->seen |= role != GRI_ROLE_NONE;
    return role;
}

void gri_marks_legend(const struct gri_marks *marks, struct gri_page *page)
{
    if (marks->seen)
        gri_page_remark(page,
                        "The last line read what stands in ( ) and wrote what stands in [ ].");
}
