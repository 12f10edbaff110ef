/* The left side of a claim: which numbers of the pass it names. */
#include "mark/judge/judge.h"

#include "explain/formula/formula.h"

/* (y - yhat) and its square are numbers of their own. */
static bool is_error_formula(const struct gri_judge *j, const struct gri_expr *expr,
                             struct gri_asked *asked)
{
    if (expr->kind != GRI_SUBTRACT || expr->a->kind != GRI_SYMBOL || expr->b->kind != GRI_SYMBOL)
        return false;
    const struct gri_quantity *a = &expr->a->symbol->asked.of, *b = &expr->b->symbol->asked.of;
    bool turned = a->what == GRI_Q_OUT;
    const struct gri_quantity *y = turned ? b : a, *p = turned ? a : b;
    if (expr->a->symbol->asked.derivative || expr->b->symbol->asked.derivative ||
        y->what != GRI_Q_TARGET || p->what != GRI_Q_OUT || p->layer != j->view->net->depth - 1 ||
        y->unit != p->unit || y->sample != p->sample || y->whole || p->whole ||
        turned != j->view->yhat_minus_y)
        return false;
    *asked = (struct gri_asked){.of = *y};
    asked->of.what = GRI_Q_ERROR;
    return true;
}

/* The same formula, of whatever sample and moment? As typed, -y ln(p) is (-y) ln(p). */
static bool is_same_formula(const struct gri_expr *a, const struct gri_expr *b)
{
    if (a != NULL && b != NULL && a->kind == GRI_MULTIPLY && a->a->kind == GRI_NEGATE &&
        b->kind == GRI_NEGATE && b->a->kind == GRI_MULTIPLY)
        return is_same_formula(a->a->a, b->a->a) && is_same_formula(a->b, b->a->b);
    if (a == NULL || b == NULL || a->kind != b->kind)
        return a == b;
    if (a->kind == GRI_SYMBOL) {
        const struct gri_quantity *p = &a->symbol->asked.of, *q = &b->symbol->asked.of;
        return a->symbol->unknown == NULL && !a->symbol->asked.derivative && p->what == q->what &&
               !p->whole && p->layer == q->layer && p->unit == q->unit;
    }
    return a->kind != GRI_MATRIX && (a->kind != GRI_NUMBER || a->number == b->number) &&
           (a->kind != GRI_CALL || a->function == b->function) && is_same_formula(a->a, b->a) &&
           is_same_formula(a->b, b->b);
}

static const struct gri_symbol *first_symbol(const struct gri_expr *expr)
{
    const struct gri_symbol *symbol = NULL;
    if (expr == NULL || expr->kind == GRI_SYMBOL)
        return expr != NULL ? expr->symbol : NULL;
    symbol = first_symbol(expr->a);
    return symbol != NULL ? symbol : first_symbol(expr->b);
}

/* An output's share of a sample's loss has no name but its formula, -y ln(yhat). */
static bool is_term(struct gri_judge *j, const struct gri_expr *expr, struct gri_asked *asked)
{
    const struct gri_symbol *symbol = first_symbol(expr);
    const struct gri_expr *name = NULL;
    struct gr_err ignored;
    if (symbol == NULL || symbol->asked.of.what != GRI_Q_TARGET)
        return false;
    *asked = (struct gri_asked){.of = symbol->asked.of};
    asked->of.what = GRI_Q_TERM;
    return gri_formula_name(j->view, j->arena, asked, &name, &ignored) == GR_OK &&
           is_same_formula(expr, name);
}

static bool is_named(struct gri_judge *j, const struct gri_expr *expr, struct gri_asked *asked)
{
    if (expr->kind == GRI_SYMBOL && expr->symbol->unknown == NULL) {
        *asked = expr->symbol->asked;
        return true;
    }
    bool square = expr->kind == GRI_POWER && expr->b->kind == GRI_NUMBER && expr->b->number == 2 &&
                  gri_losses[j->view->hyper->loss].of_error && j->view->hyper->loss != GRI_MAE;
    const struct gri_expr *base = square ? expr->a : expr;
    bool error = is_error_formula(j, base, asked) ||
                 (square && base->kind == GRI_SYMBOL && base->symbol->unknown == NULL &&
                  base->symbol->asked.of.what == GRI_Q_ERROR && !base->symbol->asked.derivative);
    if (!error)
        return is_term(j, expr, asked);
    if (base->kind == GRI_SYMBOL)
        *asked = base->symbol->asked;
    if (square)
        asked->of.what = GRI_Q_TERM;
    return true;
}

static enum gr_status make_elements(struct gri_judge *j, size_t rows, size_t cols)
{
    j->rows = rows;
    j->cols = cols;
    j->elements = gri_arena_take(j->arena, rows * cols, sizeof *j->elements);
    return j->elements != NULL ? GR_OK : gri_fail_memory(j->err, "marking");
}

/* What an expression comes to, with the right numbers or with the page's own. */
static enum gr_status worth(struct gri_judge *j, const struct gri_expr *expr, const char *plain,
                            bool truth, struct gri_ranges *out)
{
    struct gri_segment segment = {.expr = expr, .plain = plain};
    struct gri_working working;
    struct gri_knowns none = {0};
    struct gri_frame *frame;
    GRI_TRY(gri_course_frame(&j->course, 1, 1, &frame, j->err));
    GRI_TRY(gri_working_init(
        &working, &j->course, &segment, &none, NULL,
        j->elements != NULL && j->elements[0].frame != NULL ? j->elements[0].frame : frame,
        j->err));
    working.truth = truth;
    return gri_working_range(&working, out, j->err);
}

static enum gr_status element_of(struct gri_judge *j, const struct gri_asked *asked,
                                 struct gri_element *element)
{
    GRI_TRY(gri_node_of(&j->course, asked, &element->frame, &element->node, &element->any, j->err));
    if (!element->any)
        return GR_OK;
    element->truth = gri_node_truth(&j->course, element->frame, &element->node);
    gri_course_renew(&j->course);
    element->own = gri_node_computed(&j->course, element->frame, element->node);
    return GR_OK;
}

/* No number of the pass, but a formula: its worth is all there is to know. */
static enum gr_status by_worth(struct gri_judge *j, const struct gri_expr *expr)
{
    struct gri_ranges right, own;
    j->elements = NULL;
    GRI_TRY(worth(j, expr, j->claim->plain, true, &right));
    gri_course_renew(&j->course);
    GRI_TRY(worth(j, expr, j->claim->plain, false, &own));
    GRI_TRY(make_elements(j, right.rows, right.cols));
    for (size_t n = 0; n < right.rows * right.cols; n++) {
        j->elements[n].truth = right.at[n].mid;
        j->elements[n].own = own.at[n];
        j->elements[n].frame = j->course.frames;
    }
    return GR_OK;
}

static enum gr_status by_names(struct gri_judge *j, const struct gri_expr *const *items,
                               size_t rows, size_t cols, bool *all)
{
    *all = true;
    GRI_TRY(make_elements(j, rows, cols));
    for (size_t n = 0; n < rows * cols && *all; n++) {
        struct gri_asked asked;
        *all = is_named(j, items[n], &asked);
        if (*all)
            GRI_TRY(element_of(j, &asked, &j->elements[n]));
        *all = *all && j->elements[n].any;
    }
    return GR_OK;
}

/* H[1], W[2], dL/dW[1]: every number of it. */
static enum gr_status by_whole(struct gri_judge *j, const struct gri_asked *asked, bool *done)
{
    struct gri_asked element = *asked;
    struct gri_quantity *q = asked->derivative ? &element.by : &element.of;
    const struct gri_layer *layer = &j->view->net->layer[q->layer];
    struct gri_frame *frame;
    bool parameter = gri_quantity_is_parameter(q);
    GRI_TRY(gri_course_frame(&j->course, asked->of.epoch, asked->of.iteration, &frame, j->err));
    size_t cols = q->what == GRI_Q_INPUT                              ? j->view->net->inputs
                  : q->what == GRI_Q_TARGET || q->what == GRI_Q_ERROR ? j->view->net->outputs
                                                                      : layer->units;
    size_t rows = parameter              ? q->what == GRI_Q_WEIGHT ? layer->inputs : 1
                  : asked->of.sample > 0 ? 1
                                         : frame->record->work->rows;
    q->whole = false;
    GRI_TRY(make_elements(j, rows, cols));
    for (size_t i = 0; i < rows; i++)
        for (size_t k = 0; k < cols; k++) {
            q->row = parameter ? i : 0;
            q->unit = k;
            if (!parameter && asked->of.sample == 0)
                element.of.sample = frame->record->samples[i] + 1;
            GRI_TRY(element_of(j, &element, &j->elements[i * cols + k]));
            *done = j->elements[i * cols + k].any;
        }
    return GR_OK;
}

/* "w5 = 2.49" below "w5 = 2 - 0.001(-487) = 2.49" is the new value again. */
static void settle_new(struct gri_judge *j)
{
    const struct gri_expr *value = j->claim->segments[0].expr;
    struct gri_element *e = &j->elements[0];
    if (j->rows * j->cols != 1 || !e->any || e->node.kind != GRI_N_PARAMETER || value == NULL ||
        !gri_is_plain(value) || value->kind == GRI_MATRIX)
        return;
    struct gri_node made = {.kind = GRI_N_NEW, .parameter = e->node.parameter};
    double number = value->kind == GRI_NEGATE ? -value->a->number : value->number;
    if (e->frame->own[gri_node_index(&j->course, &made)] == NULL || number == e->truth)
        return;
    e->node = made;
    e->truth = gri_node_truth(&j->course, e->frame, &made);
    e->own = gri_node_computed(&j->course, e->frame, made);
}

/* "Loss_1 = 2981.16": by many a sample's loss is meant before the mean over them. */
static void settle_share(struct gri_judge *j)
{
    const struct gri_segment *last = &j->claim->segments[j->claim->count - 1];
    struct gri_element *e = &j->elements[0];
    if (j->rows * j->cols != 1 || !e->any || e->node.kind != GRI_N_SHARE ||
        j->view->net->outputs > 1 || last->expr == NULL || last->expr->kind != GRI_NUMBER)
        return;
    struct gri_node term = {.kind = GRI_N_TERM, .row = e->node.row};
    double truth = gri_node_truth(&j->course, e->frame, &term), number = last->expr->number;
    double unit = gri_unit_written(last->plain + last->expr->column - 1);
    struct gri_range own = gri_node_computed(&j->course, e->frame, term);
    if (gri_agreement(e->own, number, unit) != GRI_DISAGREES ||
        (gri_agreement(own, number, unit) == GRI_DISAGREES &&
         gri_agreement(gri_exactly(truth), number, unit) == GRI_DISAGREES))
        return;
    *e = (struct gri_element){e->frame, term, true, truth, own};
}

static enum gr_status collect_knowns(struct gri_judge *j)
{
    j->knowns.count = 0;
    for (size_t n = 0; n < j->rows * j->cols; n++)
        if (j->elements[n].any)
            GRI_TRY(gri_knowns_add(&j->course, j->elements[n].frame, &j->elements[n].node,
                                   &j->knowns, j->err));
    return GR_OK;
}

enum gr_status gri_left_read(struct gri_judge *j)
{
    const struct gri_expr *left = j->claim->left;
    bool done = false;
    if (left->kind == GRI_SYMBOL && left->symbol->unknown == NULL &&
        (left->symbol->asked.of.whole ||
         (left->symbol->asked.derivative && left->symbol->asked.by.whole)))
        GRI_TRY(by_whole(j, &left->symbol->asked, &done));
    else if (left->kind == GRI_MATRIX)
        GRI_TRY(by_names(j, left->items, left->rows, left->cols, &done));
    else
        GRI_TRY(by_names(j, &left, 1, 1, &done));
    if (!done)
        GRI_TRY(by_worth(j, left));
    settle_new(j);
    settle_share(j);
    return collect_knowns(j);
}
