#include "explain/derive/derive.h"

enum gr_status gri_explain_expansion(struct gri_view *view, struct gri_page *page,
                                     const struct gri_asked *asked, size_t depth,
                                     struct gr_err *err)
{
    struct gri_symbol *symbol = gri_arena_take(page->arena, 1, sizeof *symbol);
    struct gri_value *value = gri_arena_take(page->arena, 1, sizeof *value);
    const struct gri_expr *name, *formula, *itself;
    if (symbol == NULL || value == NULL)
        return gri_fail_memory(err, "the formula");
    symbol->asked = *asked;
    itself = gri_expr_symbol(page->arena, symbol);
    if (itself == NULL)
        return gri_fail_memory(err, "the formula");
    if (asked->of.whole || (asked->derivative && asked->by.whole))
        return gri_fail(err, GR_E_SHAPE,
                        "ask for one number at a time, as in `formula h1`; `matrix` shows the "
                        "matrices");
    GRI_TRY(gri_expand(view, page->arena, itself, NULL, depth, &formula, err));
    if (formula == itself) /* given: nothing to write out */
        return gri_explain(view, page, 0, asked, err);
    GRI_TRY(gri_formula_name(view, page->arena, asked, &name, err));
    struct gri_worked *worked = gri_page_worked(page, 0, name);
    gri_worked_step(page, worked, formula);
    if (view->timeline == NULL)
        return GR_OK;
    GRI_TRY(gri_view_value(view, page->arena, symbol, GRI_NO_ROW, value, err));
    worked->value = value;
    gri_worked_step(page, worked, gri_expr_number(page->arena, value->at[0], GRI_COMPUTED));
    return GR_OK;
}
