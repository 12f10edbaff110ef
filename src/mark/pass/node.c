/* Names and nodes: which number of an iteration a name means, and what it is. */
#include "mark/pass/course.h"

struct gri_node gri_node_at(const struct gri_course *c, size_t index)
{
    const struct gri_net *net = c->net;
    struct gri_node node = {.kind = GRI_NODE_KINDS - 1};
    while (index < c->base[node.kind])
        node.kind--;
    size_t n = index - c->base[node.kind];
    switch (node.kind) {
    case GRI_N_INPUT:
        node.row = n / net->inputs;
        node.unit = n % net->inputs;
        break;
    case GRI_N_TARGET:
    case GRI_N_ERROR:
    case GRI_N_TERM:
    case GRI_N_SLOPE:
        node.row = n / net->outputs;
        node.unit = n % net->outputs;
        break;
    case GRI_N_PRODUCT:
    case GRI_N_SUM:
    case GRI_N_OUT:
    case GRI_N_BACK:
    case GRI_N_DELTA:
        node.row = n / net->units;
        node.unit = n % net->units;
        while (node.unit >= net->layer[node.layer].units)
            node.unit -= net->layer[node.layer++].units;
        break;
    case GRI_N_PART:
        node.row = n / net->parameters;
        node.parameter = n % net->parameters;
        break;
    case GRI_N_SHARE:
        node.row = n;
        break;
    default:
        node.parameter = n;
    }
    return node;
}

static enum gr_status row_of(const struct gri_frame *frame, size_t sample, size_t *row,
                             struct gr_err *err)
{
    *row = sample == 0 ? 0 : gri_record_row(frame->record, sample);
    if (*row == SIZE_MAX)
        return gri_fail(err, GR_E_RANGE, "sample %zu is not in this iteration's batch", sample);
    return GR_OK;
}

static size_t parameter_of(const struct gri_course *c, const struct gri_quantity *q)
{
    struct gri_place place = {q->layer, q->row, q->unit, q->what == GRI_Q_BIAS};
    return gri_net_parameter(c->net, place);
}

static bool plain_node(const struct gri_course *c, const struct gri_quantity *q,
                       struct gri_node *node)
{
    static const enum gri_node_kind kinds[] = {
        [GRI_Q_INPUT] = GRI_N_INPUT,      [GRI_Q_TARGET] = GRI_N_TARGET,
        [GRI_Q_PRODUCT] = GRI_N_PRODUCT,  [GRI_Q_SUM] = GRI_N_SUM,
        [GRI_Q_OUT] = GRI_N_OUT,          [GRI_Q_ERROR] = GRI_N_ERROR,
        [GRI_Q_TERM] = GRI_N_TERM,        [GRI_Q_LOSS] = GRI_N_LOSS,
        [GRI_Q_RATE] = GRI_N_RATE,        [GRI_Q_COUNT] = GRI_N_COUNT,
        [GRI_Q_WEIGHT] = GRI_N_PARAMETER, [GRI_Q_BIAS] = GRI_N_PARAMETER};
    if (q->whole || q->what == GRI_Q_MOMENT)
        return false;
    node->kind = kinds[q->what];
    node->layer = q->layer;
    node->unit = q->unit;
    if (q->what == GRI_Q_LOSS && q->sample > 0)
        node->kind = GRI_N_SHARE;
    if (gri_quantity_is_parameter(q)) {
        node->kind = q->made ? GRI_N_NEW : GRI_N_PARAMETER;
        node->parameter = parameter_of(c, q);
    }
    return true;
}

static bool derivative_node(const struct gri_course *c, const struct gri_asked *asked,
                            struct gri_node *node)
{
    const struct gri_quantity *by = &asked->by;
    if (asked->of.what != GRI_Q_LOSS || by->whole)
        return false;
    node->layer = by->layer;
    node->unit = by->unit;
    if (gri_quantity_is_parameter(by)) {
        node->kind = asked->of.sample > 0 ? GRI_N_PART : GRI_N_GRADIENT;
        node->parameter = parameter_of(c, by);
        return true;
    }
    if (by->what == GRI_Q_OUT)
        node->kind = by->layer == c->net->depth - 1 ? GRI_N_SLOPE : GRI_N_BACK;
    else if (by->what == GRI_Q_SUM || by->what == GRI_Q_PRODUCT)
        node->kind = GRI_N_DELTA;
    else
        return false;
    return true;
}

/* A parameter after the first iteration is what the update before made, if the page knows that one:
 * then both names are of one number. */
static void settle_parameter(struct gri_frame **frame, struct gri_node *node)
{
    struct gri_frame *before = node->kind == GRI_N_PARAMETER ? gri_frame_before(*frame) : NULL;
    if (before == NULL)
        return;
    *frame = before;
    node->kind = GRI_N_NEW;
}

enum gr_status gri_node_of(struct gri_course *c, const struct gri_asked *asked,
                           struct gri_frame **frame, struct gri_node *node, bool *any,
                           struct gr_err *err)
{
    const struct gri_quantity *q = &asked->of;
    *node = (struct gri_node){0};
    GRI_TRY(gri_course_frame(c, q->epoch > 0 ? q->epoch : 1, q->iteration > 0 ? q->iteration : 1,
                             frame, err));
    GRI_TRY(row_of(*frame, q->sample, &node->row, err));
    *any = asked->derivative ? derivative_node(c, asked, node) : plain_node(c, q, node);
    if (*any)
        settle_parameter(frame, node);
    return GR_OK;
}

static struct gri_quantity parameter_named(const struct gri_course *c, size_t parameter)
{
    struct gri_place place = gri_net_place(c->net, parameter);
    return (struct gri_quantity){.what = place.is_bias ? GRI_Q_BIAS : GRI_Q_WEIGHT,
                                 .layer = place.layer,
                                 .row = place.is_bias ? 0 : place.row,
                                 .unit = place.unit};
}

static void name_derivative(const struct gri_course *c, const struct gri_node *node,
                            struct gri_asked *asked)
{
    asked->derivative = true;
    asked->of = (struct gri_quantity){.what = GRI_Q_LOSS};
    if (node->kind == GRI_N_PART || node->kind == GRI_N_GRADIENT)
        asked->by = parameter_named(c, node->parameter);
    else
        asked->by = (struct gri_quantity){.what = node->kind == GRI_N_DELTA ? GRI_Q_SUM : GRI_Q_OUT,
                                          .layer = node->kind == GRI_N_SLOPE ? c->net->depth - 1
                                                                             : node->layer,
                                          .unit = node->unit};
}

struct gri_asked gri_node_asked(const struct gri_course *c, const struct gri_frame *frame,
                                const struct gri_node *node)
{
    static const enum gri_what whats[] = {
        [GRI_N_INPUT] = GRI_Q_INPUT, [GRI_N_TARGET] = GRI_Q_TARGET,   [GRI_N_RATE] = GRI_Q_RATE,
        [GRI_N_COUNT] = GRI_Q_COUNT, [GRI_N_PRODUCT] = GRI_Q_PRODUCT, [GRI_N_SUM] = GRI_Q_SUM,
        [GRI_N_OUT] = GRI_Q_OUT,     [GRI_N_ERROR] = GRI_Q_ERROR,     [GRI_N_TERM] = GRI_Q_TERM,
        [GRI_N_SHARE] = GRI_Q_LOSS,  [GRI_N_LOSS] = GRI_Q_LOSS};
    struct gri_asked asked = {0};
    bool sampled = node->kind != GRI_N_RATE && node->kind != GRI_N_COUNT &&
                   node->kind != GRI_N_LOSS && node->kind != GRI_N_GRADIENT &&
                   node->kind != GRI_N_PARAMETER && node->kind != GRI_N_NEW;
    if (node->kind >= GRI_N_SLOPE && node->kind <= GRI_N_GRADIENT)
        name_derivative(c, node, &asked);
    else if (node->kind == GRI_N_PARAMETER || node->kind == GRI_N_NEW)
        asked.of = parameter_named(c, node->parameter);
    else
        asked.of = (struct gri_quantity){
            .what = whats[node->kind], .layer = node->layer, .unit = node->unit};
    asked.of.made = node->kind == GRI_N_NEW;
    if (sampled)
        asked.of.sample = frame->record->samples[node->row] + 1;
    asked.of.epoch = frame->record->epoch + 1;
    asked.of.iteration = frame->record->iteration + 1;
    return asked;
}

/* dL/dh of a hidden unit: along every weight that leads from it. */
static double back_truth(const struct gri_work *work, const struct gri_node *node)
{
    const struct gri_layer *next = &work->net->layer[node->layer + 1];
    double sum = 0;
    for (size_t m = 0; m < next->units; m++)
        sum += work->delta[node->layer + 1][node->row * next->units + m] *
               work->before[next->w + node->unit * next->units + m];
    return sum;
}

static double part_truth(const struct gri_work *work, const struct gri_node *node)
{
    struct gri_place place = gri_net_place(work->net, node->parameter);
    const struct gri_layer *layer = &work->net->layer[place.layer];
    double delta = work->delta[place.layer][node->row * layer->units + place.unit];
    if (place.is_bias)
        return delta;
    return delta * *gri_element(gri_work_input(work, place.layer), node->row, place.row);
}

static double share_truth(const struct gri_record *record, size_t row)
{
    const struct gri_work *work = record->work;
    double sum = 0;
    for (size_t k = 0; k < work->net->outputs; k++)
        sum += work->term[row * work->net->outputs + k];
    return gri_losses[record->hyper.loss].share * sum /
           gri_loss_divisor(record->hyper.loss, work->rows, work->net->outputs);
}

double gri_node_truth(const struct gri_course *c, const struct gri_frame *frame,
                      const struct gri_node *node)
{
    const struct gri_work *work = frame->record->work;
    const struct gri_net *net = c->net;
    size_t output = node->row * net->outputs + node->unit;
    switch (node->kind) {
    case GRI_N_PARAMETER:
        return work->before[node->parameter];
    case GRI_N_NEW:
        return work->after[node->parameter];
    case GRI_N_GRADIENT:
        return work->gradient[node->parameter];
    case GRI_N_SLOPE:
        return work->slope[output];
    case GRI_N_DELTA:
        return work->delta[node->layer][node->row * net->layer[node->layer].units + node->unit];
    case GRI_N_BACK:
        return back_truth(work, node);
    case GRI_N_PART:
        return part_truth(work, node);
    case GRI_N_SHARE:
        return share_truth(frame->record, node->row);
    default: {
        struct gri_asked asked = gri_node_asked(c, frame, node);
        double number = gri_record_value(frame->record, &asked.of, node->row);
        return node->kind == GRI_N_ERROR && c->view->yhat_minus_y && number != 0 ? -number : number;
    }
    }
}

bool gri_node_given(const struct gri_course *c, const struct gri_frame *frame,
                    const struct gri_node *node)
{
    switch (node->kind) {
    case GRI_N_INPUT:
    case GRI_N_TARGET:
        return c->view->data->shift == NULL;
    case GRI_N_RATE:
    case GRI_N_COUNT:
        return true;
    case GRI_N_PARAMETER:
        return frame->t == 0 || (frame->t <= gri_timeline_done(c->view->timeline) &&
                                 gri_timeline_given(c->view->timeline, frame->t, node->parameter));
    default:
        return false;
    }
}
