/* The fewest changes that make a written output agree with the computed one. */
#include "cmd/lesson/lesson.h"

#include <stdlib.h>

/* More pairs of lines than this are not compared: the whole stretch is replaced. */
static const size_t pairs_limit = (size_t)16 << 20;

enum move { KEEP, SWAP, DROP, ADD, ABSORB, PASS };

struct task {
    struct gri_patch *patch;
    const struct gri_lesson_block *block;
    const struct gri_turn *turn;
    const struct gri_span *computed;
    size_t from, to;   /* written lines of the output that are still to be matched */
    size_t begin, end; /* computed lines */
};

static struct gri_span written(const struct task *task, size_t line)
{
    return gri_lesson_content(task->patch->lesson, task->block, task->turn->output + line);
}

static bool agree(const struct task *task, size_t line, size_t computed)
{
    struct gri_span span = written(task, line);
    return !gri_line_is_elision(span) && gri_lines_agree(span, task->computed[computed]);
}

/* What agrees at both ends needs no search. */
static void trim(struct task *task)
{
    while (task->from < task->to && task->begin < task->end &&
           agree(task, task->from, task->begin)) {
        task->from++;
        task->begin++;
    }
    while (task->from < task->to && task->begin < task->end &&
           agree(task, task->to - 1, task->end - 1)) {
        task->to--;
        task->end--;
    }
}

static GRI_CHECKED enum gr_status add_change(const struct task *task, size_t line, size_t removed,
                                             size_t computed, size_t count, struct gr_err *err)
{
    struct gri_patch *patch = task->patch;
    if (removed == 0 && count == 0)
        return GR_OK;
    struct gri_change *change = gri_arena_take(patch->arena, 1, sizeof *change);
    if (change == NULL)
        return gri_fail_memory(err, "the differences");
    *change = (struct gri_change){
        .block = task->block,
        .turn = task->turn,
        .line = task->turn->output + line,
        .removed = removed,
        .added = task->computed + computed,
        .count = count,
    };
    if (patch->last == NULL)
        patch->first = change;
    else
        patch->last->next = change;
    patch->last = change;
    return GR_OK;
}

/* The best move with i written and j computed lines left to the end; `below[j]` is the cost with
 * i - 1, `row[j - 1]` with j - 1. A line changed, dropped or added costs 1. */
static enum move best(const struct task *task, size_t i, size_t j, const size_t *below,
                      const size_t *row, size_t *cost)
{
    if (i > 0 && gri_line_is_elision(written(task, task->to - i))) {
        bool absorbs = j > 0 && row[j - 1] <= below[j];
        *cost = absorbs ? row[j - 1] : below[j];
        return absorbs ? ABSORB : PASS;
    }
    enum move move = KEEP;
    *cost = i + j == 0 ? 0 : SIZE_MAX;
    if (i > 0 && j > 0) {
        bool same = agree(task, task->to - i, task->end - j);
        move = same ? KEEP : SWAP;
        *cost = below[j - 1] + (same ? 0 : 1);
    }
    if (i > 0 && below[j] + 1 < *cost) {
        move = DROP;
        *cost = below[j] + 1;
    }
    if (j > 0 && row[j - 1] + 1 < *cost) {
        move = ADD;
        *cost = row[j - 1] + 1;
    }
    return move;
}

/* moves[i][j] for all i, j; `cost` is room for two rows. */
static void search(const struct task *task, unsigned char *moves, size_t *cost)
{
    size_t rows = task->to - task->from + 1, cols = task->end - task->begin + 1;
    for (size_t i = 0; i < rows; i++) {
        size_t *row = cost + (i % 2) * cols;
        const size_t *below = cost + (1 - i % 2) * cols;
        for (size_t j = 0; j < cols; j++)
            moves[i * cols + j] = (unsigned char)best(task, i, j, below, row, &row[j]);
    }
}

/* From the beginning along the moves; neighbouring changes are one. */
static GRI_CHECKED enum gr_status follow(const struct task *task, const unsigned char *moves,
                                         struct gr_err *err)
{
    size_t cols = task->end - task->begin + 1, i = task->from, j = task->begin;
    size_t first = i, start = j; /* of the change that grows */
    while (i < task->to || j < task->end) {
        enum move move = moves[(task->to - i) * cols + (task->end - j)];
        bool changes = move == SWAP || move == DROP || move == ADD;
        if (!changes)
            GRI_TRY(add_change(task, first, i - first, start, j - start, err));
        i += move != ADD && move != ABSORB;
        j += move != DROP && move != PASS;
        if (!changes) {
            first = i;
            start = j;
        }
    }
    return add_change(task, first, i - first, start, j - start, err);
}

static GRI_CHECKED enum gr_status align(const struct task *task, struct gr_err *err)
{
    size_t rows = task->to - task->from + 1, cols = task->end - task->begin + 1;
    if (cols > pairs_limit / rows)
        return add_change(task, task->from, rows - 1, task->begin, cols - 1, err);
    unsigned char *moves = malloc(rows * cols);
    size_t *cost = calloc(2 * cols, sizeof *cost);
    enum gr_status status = GR_OK;
    if (moves == NULL || cost == NULL) {
        status = gri_fail_memory(err, "the differences");
    } else {
        search(task, moves, cost);
        status = follow(task, moves, err);
    }
    free(moves);
    free(cost);
    return status;
}

enum gr_status gri_patch_turn(struct gri_patch *patch, const struct gri_lesson_block *block,
                              const struct gri_turn *turn, const struct gri_span *computed,
                              size_t count, bool *differs, struct gr_err *err)
{
    const struct gri_change *before = patch->last;
    struct task task = {patch, block, turn, computed, 0, turn->count, 0, count};
    trim(&task);
    enum gr_status status = GR_OK;
    if (task.from < task.to || task.begin < task.end)
        status = align(&task, err);
    *differs = patch->last != before;
    return status;
}
