#include "mark/judge/working.h"

#include <math.h>
#include <string.h>

static enum gr_status evaluate(struct gri_working *w, const struct gri_expr *expr,
                               struct gri_ranges *out);

static enum gr_status matrix(struct gri_working *w, size_t rows, size_t cols,
                             struct gri_ranges *out)
{
    *out = (struct gri_ranges){rows, cols,
                               gri_arena_take(w->course->arena, rows * cols, sizeof *out->at)};
    return out->at != NULL ? GR_OK : gri_fail_memory(w->err, "marking");
}

static bool is_number(const struct gri_ranges *a)
{
    return a->rows == 1 && a->cols == 1;
}

/* Keep what a part came to, so that the next segment may write it. */
static enum gr_status keep(struct gri_working *w, struct gri_range range)
{
    if (w->row != GRI_NO_ROW)
        return GR_OK;
    if (w->part_count == w->part_room) {
        size_t room = w->part_room == 0 ? 16 : 2 * w->part_room;
        struct gri_range *parts = gri_arena_take(w->course->arena, room, sizeof *parts);
        if (parts == NULL)
            return gri_fail_memory(w->err, "marking");
        if (w->part_count > 0)
            memcpy(parts, w->parts, w->part_count * sizeof *parts);
        w->parts = parts;
        w->part_room = room;
    }
    w->parts[w->part_count++] = range;
    return GR_OK;
}

/* A new value that the page has not said yet is the one of the iteration before, where it said that
 * one: "yhat = h1 w3new" in the second epoch. */
static struct gri_frame *made_in(const struct gri_course *c, struct gri_frame *frame,
                                 const struct gri_node *node)
{
    size_t at = gri_node_index(c, node);
    struct gri_frame *before = frame->own[at] == NULL ? gri_frame_before(frame) : NULL;
    return before != NULL && before->own[at] != NULL ? before : frame;
}

/* A name of a single number. */
static enum gr_status named(struct gri_working *w, const struct gri_asked *asked,
                            struct gri_range *out)
{
    struct gri_frame *frame;
    struct gri_node node;
    bool any;
    GRI_TRY(gri_node_of(w->course, asked, &frame, &node, &any, w->err));
    if (any && node.kind == GRI_N_NEW)
        frame = made_in(w->course, frame, &node);
    if (w->row != GRI_NO_ROW && asked->of.sample == 0)
        node.row = (size_t)w->row;
    if (any) {
        *out = w->truth ? gri_exactly(gri_node_truth(w->course, frame, &node))
                        : gri_node_range(w->course, frame, node);
        return GR_OK;
    }
    double number;
    if (!asked->derivative) {
        *out = gri_exactly(gri_record_value(frame->record, &asked->of, node.row));
        return GR_OK;
    }
    GRI_TRY(gri_derivative(frame->record, node.row, asked, &number, w->err));
    if (asked->of.what == GRI_Q_ERROR && w->course->view->yhat_minus_y)
        number = -number;
    *out = gri_exactly(number);
    return GR_OK;
}

/* A name of a matrix: of a layer, or of the rows of the batch. */
static enum gr_status whole(struct gri_working *w, const struct gri_asked *asked,
                            struct gri_ranges *out)
{
    struct gri_asked element = *asked;
    struct gri_quantity *q = asked->derivative ? &element.by : &element.of;
    const struct gri_layer *layer = &w->course->net->layer[q->layer];
    bool parameter = gri_quantity_is_parameter(q);
    size_t cols = q->what == GRI_Q_INPUT                              ? w->course->net->inputs
                  : q->what == GRI_Q_TARGET || q->what == GRI_Q_ERROR ? w->course->net->outputs
                                                                      : layer->units;
    size_t rows = parameter              ? q->what == GRI_Q_WEIGHT ? layer->inputs : 1
                  : asked->of.sample > 0 ? 1
                                         : w->frame->record->work->rows;
    GRI_TRY(matrix(w, rows, cols, out));
    q->whole = false;
    for (size_t i = 0; i < rows; i++)
        for (size_t k = 0; k < cols; k++) {
            q->row = parameter ? i : 0;
            q->unit = k;
            if (!parameter && asked->of.sample == 0)
                element.of.sample = w->frame->record->samples[i] + 1;
            GRI_TRY(named(w, &element, &out->at[i * cols + k]));
        }
    return GR_OK;
}

static enum gr_status symbol(struct gri_working *w, const struct gri_expr *expr,
                             struct gri_ranges *out)
{
    const struct gri_asked *asked = &expr->symbol->asked;
    if (expr->symbol->unknown != NULL)
        return gri_fail(w->err, GR_E_NAME, "a name that stands for no number here");
    if (asked->of.whole || (asked->derivative && asked->by.whole))
        return whole(w, asked, out);
    GRI_TRY(matrix(w, 1, 1, out));
    return named(w, asked, out->at);
}

static struct gri_range combine(enum gri_kind kind, struct gri_range a, struct gri_range b)
{
    switch (kind) {
    case GRI_ADD:
        return gri_range_add(a, b);
    case GRI_SUBTRACT:
        return gri_range_subtract(a, b);
    case GRI_MULTIPLY:
        return gri_range_multiply(a, b);
    case GRI_DIVIDE:
        return gri_range_divide(a, b);
    default:
        return gri_range_power(a, b);
    }
}

/* 0 itself, not a small number that was rounded to it. */
static bool is_zero(const struct gri_ranges *a)
{
    return is_number(a) && a->at[0].lo == 0 && a->at[0].hi == 0;
}

static const struct gri_range *element(const struct gri_ranges *a, size_t i, size_t k)
{
    return &a->at[(a->rows == 1 ? 0 : i) * a->cols + (a->cols == 1 ? 0 : k)];
}

static enum gr_status each(struct gri_working *w, enum gri_kind kind, const struct gri_ranges *a,
                           const struct gri_ranges *b, struct gri_ranges *out)
{
    bool fits = is_number(a) || is_number(b) || (a->rows == b->rows && a->cols == b->cols) ||
                ((a->rows == 1 || b->rows == 1) && a->cols == b->cols);
    if (!fits)
        return gri_fail(w->err, GR_E_SHAPE, "(%zu, %zu) and (%zu, %zu) do not fit each other",
                        a->rows, a->cols, b->rows, b->cols);
    GRI_TRY(matrix(w, a->rows > b->rows ? a->rows : b->rows, a->cols > b->cols ? a->cols : b->cols,
                   out));
    for (size_t i = 0; i < out->rows; i++)
        for (size_t k = 0; k < out->cols; k++)
            out->at[i * out->cols + k] = combine(kind, *element(a, i, k), *element(b, i, k));
    return GR_OK;
}

static enum gr_status product(struct gri_working *w, const struct gri_ranges *a,
                              const struct gri_ranges *b, struct gri_ranges *out)
{
    if (is_number(a) || is_number(b))
        return each(w, GRI_MULTIPLY, a, b, out);
    if (a->cols != b->rows)
        return gri_fail(w->err, GR_E_SHAPE,
                        "cannot multiply (%zu, %zu) by (%zu, %zu); the inner sizes differ", a->rows,
                        a->cols, b->rows, b->cols);
    GRI_TRY(matrix(w, a->rows, b->cols, out));
    for (size_t i = 0; i < a->rows; i++)
        for (size_t k = 0; k < b->cols; k++) {
            struct gri_range sum = gri_exactly(0);
            for (size_t n = 0; n < a->cols; n++)
                sum = gri_range_add(
                    sum, gri_range_multiply(a->at[i * a->cols + n], b->at[n * b->cols + k]));
            out->at[i * b->cols + k] = sum;
        }
    return GR_OK;
}

/* The square of the same number twice is no product of two numbers: e e >= 0. */
static enum gr_status binary(struct gri_working *w, const struct gri_expr *expr,
                             struct gri_ranges *out)
{
    struct gri_ranges a, b;
    enum gri_kind kind = expr == w->turned ? w->turned_to : expr->kind;
    GRI_TRY(evaluate(w, expr->a, &a));
    GRI_TRY(evaluate(w, expr->b, &b));
    if (kind == GRI_MULTIPLY)
        return product(w, &a, &b, out);
    if (kind == GRI_POWER && is_number(&b)) {
        b.at[0] = gri_exactly(b.at[0].mid);
        return each(w, kind, &a, &b, out);
    }
    if ((kind == GRI_DIVIDE || kind == GRI_POWER) && !is_number(&b))
        return gri_fail(w->err, GR_E_SHAPE, "a number is wanted behind the sign, not a matrix");
    if (kind == GRI_DIVIDE && is_zero(&b))
        return gri_fail(w->err, GR_E_RANGE, "nothing can be divided by 0");
    return each(w, kind, &a, &b, out);
}

static enum gr_status unary(struct gri_working *w, const struct gri_expr *expr,
                            struct gri_ranges *out)
{
    struct gri_ranges a;
    bool turned = expr->kind == GRI_TRANSPOSE;
    GRI_TRY(evaluate(w, expr->a, &a));
    GRI_TRY(matrix(w, turned ? a.cols : a.rows, turned ? a.rows : a.cols, out));
    for (size_t i = 0; i < a.rows; i++)
        for (size_t k = 0; k < a.cols; k++) {
            struct gri_range range = a.at[i * a.cols + k];
            if (turned)
                out->at[k * a.rows + i] = range;
            else
                out->at[i * a.cols + k] = expr->kind == GRI_NEGATE
                                              ? gri_range_negate(range)
                                              : gri_range_map(range,
                                                              gri_functions[expr->function].apply);
        }
    return GR_OK;
}

static enum gr_status elements(struct gri_working *w, const struct gri_expr *expr,
                               struct gri_ranges *out)
{
    GRI_TRY(matrix(w, expr->rows, expr->cols, out));
    for (size_t n = 0; n < expr->rows * expr->cols; n++) {
        struct gri_ranges item;
        GRI_TRY(evaluate(w, expr->items[n], &item));
        if (expr->rows * expr->cols == 1) {
            *out = item;
            return GR_OK;
        }
        if (!is_number(&item))
            return gri_fail(w->err, GR_E_SHAPE, "an element of a matrix is a number");
        out->at[n] = item.at[0];
    }
    return GR_OK;
}

/* Over the rows of the batch; the written numbers inside are met in every row. */
static enum gr_status sum(struct gri_working *w, const struct gri_expr *expr,
                          struct gri_ranges *out)
{
    size_t rows = w->frame->record->work->rows, met = w->met;
    long outer = w->row;
    struct gri_ranges term = {0};
    for (size_t i = 0; i < rows; i++) {
        w->row = (long)i;
        w->met = met;
        GRI_TRY(evaluate(w, expr->a, &term));
        if (i == 0)
            *out = term;
        else if (term.rows != out->rows || term.cols != out->cols)
            return gri_fail(w->err, GR_E_SHAPE, "the terms of a sum differ in size");
        for (size_t n = 0; i > 0 && n < term.rows * term.cols; n++)
            out->at[n] = gri_range_add(out->at[n], term.at[n]);
    }
    w->row = outer;
    for (size_t n = 0; expr->kind == GRI_MEAN && n < out->rows * out->cols; n++)
        out->at[n] = gri_range_divide(out->at[n], gri_exactly((double)rows));
    return GR_OK;
}

static enum gr_status kind_of(struct gri_working *w, const struct gri_expr *expr,
                              struct gri_ranges *out)
{
    switch (expr->kind) {
    case GRI_NUMBER:
        GRI_TRY(matrix(w, 1, 1, out));
        out->at[0] = w->literals[w->met++].range;
        return GR_OK;
    case GRI_SYMBOL:
        return symbol(w, expr, out);
    case GRI_NEGATE:
    case GRI_TRANSPOSE:
    case GRI_CALL:
        return unary(w, expr, out);
    case GRI_SUM:
    case GRI_MEAN:
        return sum(w, expr, out);
    case GRI_MATRIX:
        return elements(w, expr, out);
    default:
        return binary(w, expr, out);
    }
}

static enum gr_status evaluate(struct gri_working *w, const struct gri_expr *expr,
                               struct gri_ranges *out)
{
    GRI_TRY(kind_of(w, expr, out));
    for (size_t n = 0; expr->kind != GRI_NUMBER && n < out->rows * out->cols; n++)
        GRI_TRY(keep(w, out->at[n]));
    return GR_OK;
}

enum gr_status gri_working_range(struct gri_working *w, struct gri_ranges *out, struct gr_err *err)
{
    w->err = err;
    w->met = 0;
    w->part_count = 0;
    w->course->work += w->count + 1;
    w->row = GRI_NO_ROW;
    return evaluate(w, w->expr, out);
}
