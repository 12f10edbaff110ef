/* The written matrices of a working: which of them is not the one that belongs there. */
#include "mark/judge/reason/operand.h"

#include <math.h>

/* A matrix of the pass: the weights or the biases of a layer, rows of what goes into one. */
struct block {
    enum gri_node_kind kind;
    size_t layer, row, rows, cols;
    bool biases;
};

static struct gri_node node_in(const struct gri_judge *j, const struct block *block, size_t item)
{
    const struct gri_layer *layer = &j->view->net->layer[block->layer];
    size_t first = block->biases ? layer->b : layer->w;
    if (block->kind == GRI_N_PARAMETER)
        return (struct gri_node){.kind = block->kind, .parameter = first + item};
    return (struct gri_node){.kind = block->kind,
                             .layer = block->layer,
                             .unit = item % block->cols,
                             .row = block->row + item / block->cols};
}

static struct gri_known known_in(struct gri_judge *j, struct gri_frame *frame,
                                 const struct block *block, size_t item)
{
    struct gri_known known = {.frame = frame, .node = node_in(j, block, item)};
    known.range = gri_node_range(&j->course, frame, known.node);
    known.truth = gri_node_truth(&j->course, frame, &known.node);
    return known;
}

/* The sign of a written number stands before it. */
static struct gri_range behind_sign(const struct gri_expr *item, struct gri_range range)
{
    return item->kind == GRI_NEGATE ? gri_range_negate(range) : range;
}

/* Is the item the number that belongs there? */
static bool agrees(const struct gri_literal *literal, const struct gri_expr *item,
                   struct gri_range range)
{
    range = behind_sign(item, range);
    return gri_range_meets(range, literal->value - literal->unit / 2,
                           literal->value + literal->unit / 2);
}

/* "16 should be 1, x1[2], and 1 should be 4, x2[2]". */
static enum gr_status say_items(struct gri_judge *j, const struct gri_suspect *s,
                                const struct gri_expr *matrix, size_t first,
                                const struct block *block, struct gri_text *text)
{
    for (size_t n = 0; n < matrix->rows * matrix->cols; n++) {
        const struct gri_literal *literal = &s->working->literals[first + n];
        struct gri_known item = known_in(j, s->element->frame, block, n);
        if (agrees(literal, matrix->items[n], item.range))
            continue;
        bool minus = matrix->items[n]->kind == GRI_NEGATE;
        const char *name = gri_judge_name(j, item.frame, &item.node);
        const char *written = gri_judge_number(j, minus ? -literal->value : literal->value,
                                               literal->unit);
        const char *wanted = gri_judge_number(
            j, item.range.mid, literal->unit < j->page_unit ? literal->unit : j->page_unit);
        if (name == NULL || written == NULL || wanted == NULL)
            return gri_fail_memory(j->err, "marking");
        gri_text_addf(text, "%s%s should be %s, %s", text->length > 0 ? ", and " : "", written,
                      wanted, name);
    }
    return GR_OK;
}

static size_t count_odd(struct gri_judge *j, const struct gri_suspect *s,
                        const struct gri_expr *matrix, size_t first, const struct block *block,
                        size_t *at)
{
    size_t odd = 0;
    for (size_t n = 0; n < matrix->rows * matrix->cols; n++)
        if (!agrees(&s->working->literals[first + n], matrix->items[n],
                    known_in(j, s->element->frame, block, n).range)) {
            odd++;
            *at = n;
        }
    return odd;
}

static enum gr_status say(struct gri_judge *j, const struct gri_suspect *s,
                          const struct gri_expr *matrix, size_t first, const struct block *block,
                          struct gri_reasons *reasons)
{
    enum { MOST = 3 };
    size_t at = 0, odd = count_odd(j, s, matrix, first, block, &at);
    struct gri_known known = known_in(j, s->element->frame, block, at);
    struct gri_text text;
    if (odd == 1)
        return gri_operand_say(j, &s->working->literals[first + at], &known, 0.4, reasons);
    gri_text_init(&text);
    if (odd > MOST)
        gri_text_addf(&text, "%zu of the %zu numbers of a matrix are not those that belong there",
                      odd, matrix->rows * matrix->cols);
    enum gr_status status = odd > MOST ? GR_OK : say_items(j, s, matrix, first, block, &text);
    if (status == GR_OK && text.failed)
        status = gri_fail_memory(j->err, "marking");
    if (status == GR_OK)
        status = gri_reason_add(j, reasons, 0.4, "operand", GRI_NO_MISTAKE, NULL, "%.*s",
                                (int)text.length, text.at);
    gri_text_clear(&text);
    return status;
}

/* Put the block for the matrix whose first literal is `first`. */
static enum gr_status try_block(struct gri_judge *j, const struct gri_suspect *s,
                                const struct gri_expr *matrix, size_t first,
                                const struct block *block, struct gri_reasons *reasons)
{
    struct gri_working *w = s->working;
    size_t count = matrix->rows * matrix->cols;
    struct gri_range *kept = gri_arena_take(j->arena, count, sizeof *kept);
    struct gri_ranges made;
    struct gr_err why = {0};
    if (block->rows != matrix->rows || block->cols != matrix->cols)
        return GR_OK;
    if (kept == NULL)
        return gri_fail_memory(j->err, "marking");
    for (size_t n = 0; n < count; n++) {
        kept[n] = w->literals[first + n].range;
        w->literals[first + n].range = behind_sign(matrix->items[n],
                                                   known_in(j, s->element->frame, block, n).range);
    }
    enum gr_status status = gri_working_range(w, &made, &why);
    for (size_t n = 0; n < count; n++)
        w->literals[first + n].range = kept[n];
    if (status == GR_E_MEMORY)
        return gri_fail_memory(j->err, "marking");
    if (status != GR_OK || s->cell >= made.rows * made.cols ||
        !gri_suspect_cleared(s, made.at[s->cell]))
        return GR_OK;
    return say(j, s, matrix, first, block, reasons);
}

static enum gr_status try_all(struct gri_judge *j, const struct gri_suspect *s,
                              const struct gri_expr *matrix, size_t first,
                              struct gri_reasons *reasons)
{
    const struct gri_net *net = j->view->net;
    size_t row = s->element->node.row, rows = s->element->frame->record->work->rows;
    row = matrix->rows == 1 ? row : 0;
    if (row + matrix->rows > rows)
        rows = 0; /* no rows of the batch */
    for (size_t n = 0; n < net->depth; n++) {
        const struct gri_layer *layer = &net->layer[n];
        const struct block blocks[] = {
            {GRI_N_PARAMETER, n, 0, layer->inputs, layer->units, false},
            {GRI_N_PARAMETER, n, 0, 1, net->bias ? layer->units : 0, true},
            {n == 0 ? GRI_N_INPUT : GRI_N_OUT, n == 0 ? 0 : n - 1, row, rows > 0 ? matrix->rows : 0,
             layer->inputs, false},
        };
        for (size_t k = 0; k < sizeof blocks / sizeof *blocks; k++)
            GRI_TRY(try_block(j, s, matrix, first, &blocks[k], reasons));
    }
    return GR_OK;
}

/* The matrices of numbers below `expr`; `met`: literals before it. */
static enum gr_status each_matrix(struct gri_judge *j, const struct gri_suspect *s,
                                  const struct gri_expr *expr, size_t *met,
                                  struct gri_reasons *reasons)
{
    if (expr->kind == GRI_NUMBER)
        ++*met;
    if (expr->kind == GRI_MATRIX && expr->rows * expr->cols > 1 && gri_is_plain(expr))
        GRI_TRY(try_all(j, s, expr, *met, reasons));
    if (expr->a != NULL)
        GRI_TRY(each_matrix(j, s, expr->a, met, reasons));
    if (expr->b != NULL)
        GRI_TRY(each_matrix(j, s, expr->b, met, reasons));
    for (size_t n = 0; n < expr->rows * expr->cols; n++)
        GRI_TRY(each_matrix(j, s, expr->items[n], met, reasons));
    return GR_OK;
}

enum gr_status gri_reasons_of_blocks(struct gri_judge *j, const struct gri_suspect *s,
                                     struct gri_reasons *reasons)
{
    size_t met = 0;
    return s->element->any ? each_matrix(j, s, s->working->expr, &met, reasons) : GR_OK;
}
