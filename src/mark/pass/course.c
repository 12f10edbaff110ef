#include "mark/pass/course.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

/* How far beyond what was run a page may go: numbers computed on the way. */
static const double work_most = 1e8;

/* Where the nodes of each kind begin. */
static void lay_out(struct gri_course *c)
{
    const struct gri_net *net = c->net;
    const size_t outputs = net->outputs * c->rows, units = net->units * c->rows;
    const size_t counts[GRI_NODE_KINDS] = {
        [GRI_N_INPUT] = net->inputs * c->rows,
        [GRI_N_TARGET] = outputs,
        [GRI_N_PARAMETER] = net->parameters,
        [GRI_N_RATE] = 1,
        [GRI_N_COUNT] = 1,
        [GRI_N_PRODUCT] = units,
        [GRI_N_SUM] = units,
        [GRI_N_OUT] = units,
        [GRI_N_ERROR] = outputs,
        [GRI_N_TERM] = outputs,
        [GRI_N_SHARE] = c->rows,
        [GRI_N_LOSS] = 1,
        [GRI_N_SLOPE] = outputs,
        [GRI_N_BACK] = units,
        [GRI_N_DELTA] = units,
        [GRI_N_PART] = net->parameters * c->rows,
        [GRI_N_GRADIENT] = net->parameters,
        [GRI_N_NEW] = net->parameters,
    };
    for (size_t kind = 0; kind < GRI_NODE_KINDS; kind++) {
        c->base[kind] = c->nodes;
        c->nodes += counts[kind];
    }
}

size_t gri_node_index(const struct gri_course *c, const struct gri_node *node)
{
    const struct gri_net *net = c->net;
    size_t at = c->base[node->kind];
    switch (node->kind) {
    case GRI_N_INPUT:
        return at + node->row * net->inputs + node->unit;
    case GRI_N_TARGET:
    case GRI_N_ERROR:
    case GRI_N_TERM:
    case GRI_N_SLOPE:
        return at + node->row * net->outputs + node->unit;
    case GRI_N_PRODUCT:
    case GRI_N_SUM:
    case GRI_N_OUT:
    case GRI_N_BACK:
    case GRI_N_DELTA:
        return at + node->row * net->units + net->layer[node->layer].first_unit + node->unit;
    case GRI_N_PART:
        return at + node->row * net->parameters + node->parameter;
    case GRI_N_PARAMETER:
    case GRI_N_GRADIENT:
    case GRI_N_NEW:
        return at + node->parameter;
    default:
        return at + (node->kind == GRI_N_SHARE ? node->row : 0);
    }
}

enum gr_status gri_course_init(struct gri_course *c, struct gri_view *view, struct gri_arena *arena,
                               struct gr_err *err)
{
    const struct gri_record *record;
    *c = (struct gri_course){
        .view = view, .arena = arena, .net = view->net, .stamp = 1, .reached = SIZE_MAX};
    GRI_TRY(gri_view_record(view, &record, err));
    GRI_TRY(gri_need_backprop(record->hyper.rule, err));
    c->rows = view->hyper->batch == 0 || view->hyper->batch > view->data->rows ? view->data->rows
                                                                               : view->hyper->batch;
    double size = (double)c->rows * (double)(c->net->parameters + 8 * c->net->units);
    if (size > GRI_NODES_MOST)
        return gri_fail(err, GR_E_RANGE,
                        "an iteration of this problem has %.0f numbers; marking is for problems "
                        "that are worked by hand",
                        size);
    lay_out(c);
    return gri_run_new(c->net, view->data, view->hyper, record->work->before, &c->run, err);
}

void gri_course_clear(struct gri_course *c)
{
    for (struct gri_frame *frame = c->frames; frame != NULL; frame = frame->next)
        gri_record_free(frame->record);
    gri_run_free(c->run);
    c->frames = NULL;
    c->run = NULL;
}

void gri_course_renew(struct gri_course *c)
{
    c->stamp++;
}

/* Let the run stand at iteration t, which the timeline has done or is at. */
static enum gr_status enter_done(struct gri_course *c, size_t t, struct gr_err *err)
{
    const struct gri_record *record;
    GRI_TRY(gri_timeline_record(c->view->timeline, t, &record, err));
    c->run->hyper = record->hyper;
    gri_run_place(c->run, record->epoch, record->iteration, record->work->before, record->state);
    return GR_OK;
}

static enum gr_status new_frame(struct gri_course *c, size_t t, struct gri_frame **made,
                                struct gr_err *err)
{
    struct gri_frame *frame = gri_arena_take(c->arena, 1, sizeof *frame);
    if (frame == NULL)
        return gri_fail_memory(err, "marking");
    *frame = (struct gri_frame){
        .t = t,
        .own = gri_arena_take(c->arena, c->nodes, sizeof(struct gri_own *)),
        .memo = gri_arena_take(c->arena, c->nodes, sizeof *frame->memo),
        .stamp = gri_arena_take(c->arena, c->nodes, sizeof *frame->stamp),
    };
    if (frame->own == NULL || frame->memo == NULL || frame->stamp == NULL)
        return gri_fail_memory(err, "marking");
    GRI_TRY(gri_record_new(c->net, c->rows, &frame->record, err));
    gri_record_step(frame->record, c->run);
    for (struct gri_frame *other = c->frames; other != NULL; other = other->next) {
        if (other->t + 1 == t)
            frame->before = other;
        if (other->t == t + 1)
            other->before = frame;
    }
    frame->next = c->frames;
    c->frames = frame;
    *made = frame;
    return GR_OK;
}

/* Iteration t and its number: past what the timeline has done the settings stay as they are. */
static enum gr_status number_of(const struct gri_course *c, size_t epoch, size_t iteration,
                                size_t *t, struct gr_err *err)
{
    size_t done = gri_timeline_done(c->view->timeline), at_epoch, at;
    if (gri_timeline_find(c->view->timeline, epoch - 1, iteration - 1, t, NULL) == GR_OK)
        return GR_OK;
    gri_timeline_place(c->view->timeline, done, &at_epoch, &at);
    size_t length = gri_timeline_epoch_length(c->view->timeline, done);
    if (iteration > length)
        return gri_fail(err, GR_E_RANGE, "epoch %zu has %zu iterations", epoch, length);
    double ahead = ((double)(epoch - 1) - (double)at_epoch) * (double)length +
                   (double)(iteration - 1) - (double)at;
    double work = ahead * (double)c->rows * (double)(c->net->parameters + c->net->units);
    if (ahead < 0 || work > work_most)
        return gri_fail(err, GR_E_RANGE, "epoch %zu has not run; `train` goes there", epoch);
    *t = done + (size_t)ahead;
    return GR_OK;
}

enum gr_status gri_course_frame(struct gri_course *c, size_t epoch, size_t iteration,
                                struct gri_frame **frame, struct gr_err *err)
{
    size_t t, count = 0, done = gri_timeline_done(c->view->timeline);
    GRI_TRY(number_of(c, epoch, iteration, &t, err));
    for (*frame = c->frames; *frame != NULL; *frame = (*frame)->next, count++)
        if ((*frame)->t == t)
            return GR_OK;
    if (count >= GRI_FRAMES_MOST && count * c->nodes > GRI_NODES_KEPT)
        return gri_fail(err, GR_E_RANGE, "a page is about %zu iterations of this problem at most",
                        count);
    size_t at = c->reached;
    if (t < done || at < done || at > t) {
        at = t < done ? t : done;
        GRI_TRY(enter_done(c, at, err));
    }
    for (; at < t; at++)
        gri_run_step(c->run, NULL);
    c->reached = t + 1;
    return new_frame(c, t, frame, err);
}

struct gri_frame *gri_frame_before(const struct gri_frame *frame)
{
    return frame->before != NULL && frame->before->said > 0 ? frame->before : NULL;
}

static bool is_of_unit(const struct gri_node *node)
{
    return node->kind == GRI_N_PRODUCT || node->kind == GRI_N_SUM || node->kind == GRI_N_OUT ||
           node->kind == GRI_N_BACK || node->kind == GRI_N_DELTA;
}

bool gri_broken(struct gri_course *c, const struct gri_frame *frame, const struct gri_node *node,
                enum gri_mistake mistake, size_t variants)
{
    struct gri_broken *broken = &c->broken;
    if (broken->mistake != mistake || broken->variant >= variants ||
        (broken->frame != NULL && broken->frame != frame) ||
        (broken->layer > 0 && is_of_unit(node) && node->layer + 1 != broken->layer) ||
        (broken->node != GRI_ANYWHERE && (size_t)broken->node != gri_node_index(c, node)))
        return false;
    broken->fired = true;
    return true;
}

int gri_step_met(const struct gri_course *c, const struct gri_frame *frame,
                 const struct gri_node *node, int now)
{
    if (c->steps == NULL || c->steps->frame != frame)
        return now;
    signed char *met = &c->steps->met[gri_node_index(c, node)];
    if (*met == 0)
        *met = (signed char)now;
    return *met;
}

static struct gri_range computed(struct gri_course *c, struct gri_frame *frame,
                                 struct gri_node node)
{
    switch (node.kind) {
    case GRI_N_PRODUCT:
    case GRI_N_SUM:
    case GRI_N_OUT:
        return gri_forward_range(c, frame, node);
    case GRI_N_ERROR:
    case GRI_N_TERM:
    case GRI_N_SHARE:
    case GRI_N_LOSS:
        return gri_loss_range(c, frame, node);
    case GRI_N_SLOPE:
    case GRI_N_BACK:
    case GRI_N_DELTA:
    case GRI_N_PART:
    case GRI_N_GRADIENT:
        return gri_backward_range(c, frame, node);
    case GRI_N_PARAMETER:
    case GRI_N_NEW:
        return gri_update_range(c, frame, node);
    default:
        return gri_exactly(gri_node_truth(c, frame, &node));
    }
}

struct gri_range gri_node_computed(struct gri_course *c, struct gri_frame *frame,
                                   struct gri_node node)
{
    return computed(c, frame, node);
}

/* Numbers that are written by hand, and so may have been rounded on the way; z and h of a linear
 * layer are one. */
static bool is_written(const struct gri_course *c, const struct gri_node *node)
{
    enum gri_node_kind kind = node->kind;
    if (kind == GRI_N_SUM)
        return c->net->layer[node->layer].activation != GRI_LINEAR;
    return kind == GRI_N_OUT || kind == GRI_N_ERROR || kind == GRI_N_TERM || kind == GRI_N_SLOPE ||
           kind == GRI_N_BACK || kind == GRI_N_DELTA || kind == GRI_N_PART ||
           kind == GRI_N_GRADIENT || kind == GRI_N_NEW;
}

/* Numbers that later formulas begin with again. */
static bool is_begun_with(enum gri_node_kind kind)
{
    return kind == GRI_N_SUM || kind == GRI_N_OUT || kind == GRI_N_ERROR || kind == GRI_N_BACK ||
           kind == GRI_N_LOSS || kind == GRI_N_GRADIENT || kind == GRI_N_NEW;
}

/* Number rounded to `unit` or finer, or cut off: the least (`side` -1) or the most (1) that it may
 * become. Halves go either way. */
static double rounded(double number, double unit, double side, bool truncates)
{
    enum { FINER = 4 };
    double best = number;
    for (int n = 0; n < FINER && isfinite(number); n++, unit /= 10) {
        double units = number / unit, slack = 1e-9 * fmax(1, fabs(units));
        double nearest = side < 0 ? ceil(units - 0.5 - slack) : floor(units + 0.5 + slack);
        if (side * (nearest * unit - best) > 0)
            best = nearest * unit;
        if (truncates && side * (trunc(units) * unit - best) > 0)
            best = trunc(units) * unit;
    }
    return best;
}

/* The same of a range: rounding keeps order, so that its ends say it all. */
static struct gri_range loosened(const struct gri_course *c, struct gri_range range)
{
    range.lo = rounded(range.lo, c->loose, -1, c->truncates);
    range.hi = rounded(range.hi, c->loose, 1, c->truncates);
    return range;
}

struct gri_range gri_node_range(struct gri_course *c, struct gri_frame *frame, struct gri_node node)
{
    size_t at = gri_node_index(c, &node);
    bool lifted = c->broken.node != GRI_ANYWHERE && (size_t)c->broken.node == at &&
                  c->broken.frame == frame && c->broken.mistake != GRI_NO_MISTAKE;
    if (c->touched != NULL && frame == c->touched_frame)
        c->touched[at] = true;
    if (frame->own[at] != NULL && !lifted && (c->basis == GRI_AS_SAID || frame->own[at] == c->held))
        return frame->own[at]->range;
    if (c->basis == GRI_BY_TRUTH && is_begun_with(node.kind))
        return gri_exactly(gri_node_truth(c, frame, &node));
    if (frame->stamp[at] == c->stamp)
        return frame->memo[at];
    c->work++;
    struct gri_range range = computed(c, frame, node);
    if (c->loose > 0 && is_written(c, &node))
        range = loosened(c, range);
    frame->memo[at] = range;
    frame->stamp[at] = c->stamp;
    return range;
}
