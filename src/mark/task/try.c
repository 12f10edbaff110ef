/* Trying a task: the pass by hand with each mistake made, alone and all the way through. */
#include "mark/task/task.h"

#include "mark/pass/course.h"

#include <math.h>
#include <string.h>

static const size_t arena_limit = (size_t)1 << 28;

/* One way in which a mistake is made, and the numbers that come of it. */
struct way {
    enum gri_mistake mistake;
    double *value;
    struct way *next;
};

struct trial {
    struct gri_view view;
    struct gri_data *data;
    struct gri_hyper hyper;
    struct gri_arena arena, scratch; /* scratch: what computing takes, given back after each way */
    struct gri_course course;
    struct gri_frame *frame;
    struct gri_asked *asked;
    struct gri_node *node; /* of each number that is asked */
    struct gri_range *right;
    size_t count;
    double unit;
    struct way *first, *last; /* ways that show */
    struct gri_task *task;
    bool *moved;
    size_t hidden;            /* ways that make a difference, but none that shows */
    bool fired[GRI_MISTAKES]; /* somewhere there was a place for it */
};

static enum gr_status open(struct trial *t, const struct gri_view *view, struct gr_err *err)
{
    const struct gri_net *net = view->net;
    GRI_TRY(
        gri_data_new(t->task->rows, GRI_TASK_SAMPLES, net->inputs + net->outputs, &t->data, err));
    t->hyper = gri_task_hyper(view->hyper, t->task->rate);
    t->view = (struct gri_view){.net = net,
                                .data = t->data,
                                .hyper = &t->hyper,
                                .cursor = gri_cursor_start(0),
                                .notation = view->notation,
                                .yhat_minus_y = view->yhat_minus_y};
    GRI_TRY(gri_timeline_new(net, t->data, &t->hyper, t->task->parameters, NULL, &t->view.timeline,
                             err));
    t->unit = pow(10, -gri_task_decimals(&t->hyper));
    GRI_TRY(gri_hand_numbers(&t->view, &t->arena, GRI_TASK_NUMBERS, &t->asked, &t->count, err));
    return gri_course_init(&t->course, &t->view, &t->arena, err);
}

static void close(struct trial *t)
{
    gri_course_clear(&t->course);
    gri_timeline_free(t->view.timeline);
    gri_data_free(t->data);
    gri_arena_clear(&t->arena);
    gri_arena_clear(&t->scratch);
}

/* The numbers of the pass that are asked, those of the optimiser left out, and how far rounding on
 * the way may take each. */
static enum gr_status find_right(struct trial *t, struct gr_err *err)
{
    size_t count = 0;
    bool any;
    t->node = gri_arena_take(&t->arena, t->count, sizeof *t->node);
    t->right = gri_arena_take(&t->arena, t->count, sizeof *t->right);
    if (t->node == NULL || t->right == NULL)
        return gri_fail_memory(err, "a worksheet");
    t->course.loose = t->unit;
    for (size_t n = 0; n < t->count; n++) {
        t->asked[count] = t->asked[n];
        GRI_TRY(gri_node_of(&t->course, &t->asked[n], &t->frame, &t->node[count], &any, err));
        t->right[count] = gri_node_range(&t->course, t->frame, t->node[count]);
        count += any;
    }
    t->count = count;
    t->course.loose = 0;
    return GR_OK;
}

/* Would this number, rounded or truncated, be told from the right one? */
static bool shows(const struct trial *t, size_t n, double value)
{
    return !isfinite(value) ||
           !gri_range_meets(t->right[n], value - 1.5 * t->unit, value + 1.5 * t->unit);
}

/* A way that shows is kept, to be told from others. */
static enum gr_status keep_way(struct trial *t, size_t first, const double *value,
                               struct gr_err *err)
{
    enum gri_mistake mistake = t->course.broken.mistake;
    struct gri_showing *showing = &t->task->showing[mistake];
    struct way *way = gri_arena_take(&t->arena, 1, sizeof *way);
    double *kept = gri_arena_take(&t->arena, t->count, sizeof *kept);
    if (way == NULL || kept == NULL)
        return gri_fail_memory(err, "a worksheet");
    memcpy(kept, value, t->count * sizeof *kept);
    *way = (struct way){.mistake = mistake, .value = kept};
    *(t->last != NULL ? &t->last->next : &t->first) = way;
    t->last = way;
    if (showing->fate != GRI_FATE_SHOWN)
        *showing = (struct gri_showing){.fate = GRI_FATE_SHOWN,
                                        .first = t->asked[first],
                                        .wrong = value[first],
                                        .variant = t->course.broken.variant};
    return GR_OK;
}

/* What is of the size of Adam's epsilon shows where it happens to: it is not worth redrawing. */
static bool is_sought(enum gri_mistake mistake)
{
    return mistake != GRI_M_U11;
}

/* The pass with the course's mistake. */
static enum gr_status try_way(struct trial *t, bool *fired, struct gr_err *err)
{
    struct gri_course *c = &t->course;
    double *value = gri_arena_take(&t->scratch, t->count, sizeof *value);
    size_t first = t->count;
    bool moved = false;
    if (value == NULL)
        return gri_fail_memory(err, "a worksheet");
    gri_course_renew(c);
    for (size_t n = 0; n < t->count; n++) {
        value[n] = gri_node_range(c, t->frame, t->node[n]).mid;
        moved = moved || fabs(value[n] - t->right[n].mid) > 1e-12 * fabs(t->right[n].mid);
        if (first == t->count && shows(t, n, value[n]))
            first = n;
    }
    *fired = c->broken.fired;
    t->fired[c->broken.mistake] = t->fired[c->broken.mistake] || *fired;
    t->moved[c->broken.mistake] = t->moved[c->broken.mistake] || moved;
    t->hidden += is_sought(c->broken.mistake) && moved && first == t->count;
    return first < t->count ? keep_way(t, first, value, err) : GR_OK;
}

/* Numbers that would make a step trivial: a z, or an output that is its z, or an error, of 0 or 1.
 */
static size_t count_trivial(const struct trial *t)
{
    size_t trivial = 0;
    for (size_t n = 0; n < t->count; n++) {
        const struct gri_node *node = &t->node[n];
        double size = fabs(t->right[n].mid);
        bool open = node->kind == GRI_N_SUM || node->kind == GRI_N_ERROR ||
                    (node->kind == GRI_N_OUT &&
                     t->view.net->layer[node->layer].activation == GRI_LINEAR);
        trivial += open && (size < 2 * t->unit || fabs(size - 1) < 2 * t->unit);
    }
    return trivial;
}

/* A slip of the pen shows in any number: of two digits that differ, or of any that is not 0. */
static void show_slips_of_the_pen(struct trial *t)
{
    static const enum gri_mistake slips[] = {GRI_M_F15, GRI_M_F16};
    for (size_t s = 0; s < sizeof slips / sizeof *slips; s++)
        for (size_t n = t->count; n-- > 0;)
            if (fabs(t->right[n].mid) > 10 * t->unit) {
                t->task->showing[slips[s]] = (struct gri_showing){
                    .fate = GRI_FATE_SHOWN, .first = t->asked[n], .wrong = NAN};
                t->moved[slips[s]] = true;
            }
}

static enum gr_status try_all(struct trial *t, struct gr_err *err)
{
    struct gri_course *c = &t->course;
    enum gr_status status = GR_OK;
    c->arena = &t->scratch;
    for (size_t m = GRI_NO_MISTAKE + 1; m < GRI_MISTAKES; m++) {
        bool fired = true;
        for (size_t v = 0; fired && status == GR_OK; v++) {
            c->broken = (struct gri_broken){
                .mistake = (enum gri_mistake)m, .variant = v, .node = GRI_ANYWHERE};
            status = try_way(t, &fired, err);
            gri_arena_reset(&t->scratch);
        }
    }
    show_slips_of_the_pen(t);
    c->arena = &t->arena;
    return status;
}

/* Do two mistakes lead to the same numbers? */
static bool alike(const struct trial *t, const struct way *a, const struct way *b)
{
    for (size_t n = 0; n < t->count; n++) {
        double wide = t->right[n].hi - t->right[n].lo + t->unit;
        if (!(fabs(a->value[n] - b->value[n]) <= wide))
            return false;
    }
    return true;
}

/* Mistakes that cannot be told from another one; set as twins. */
static size_t count_twins(struct trial *t)
{
    struct gri_showing *showing = t->task->showing;
    size_t twins = 0;
    for (const struct way *a = t->first; a != NULL; a = a->next)
        for (const struct way *b = t->first; b != NULL; b = b->next) {
            if (a->mistake == b->mistake || showing[a->mistake].twin != GRI_NO_MISTAKE ||
                !alike(t, a, b))
                continue;
            showing[a->mistake].twin = b->mistake;
            twins++;
        }
    return twins;
}

static size_t count_unseen(const struct trial *t)
{
    size_t unseen = 0;
    for (size_t m = GRI_NO_MISTAKE + 1; m < GRI_MISTAKES; m++)
        unseen += is_sought((enum gri_mistake)m) && t->fired[m] &&
                  t->task->showing[m].fate != GRI_FATE_SHOWN;
    return unseen;
}

enum gr_status gri_task_try(const struct gri_view *view, struct gri_task *task, bool *moved,
                            struct gri_flaws *flaws, struct gr_err *err)
{
    struct trial t = {.task = task, .moved = moved};
    gri_arena_init(&t.arena, arena_limit);
    gri_arena_init(&t.scratch, arena_limit);
    enum gr_status status = open(&t, view, err);
    if (status == GR_OK)
        status = find_right(&t, err);
    if (status == GR_OK)
        status = try_all(&t, err);
    if (status == GR_OK)
        *flaws = (struct gri_flaws){count_unseen(&t), t.hidden + count_trivial(&t),
                                    count_twins(&t)};
    close(&t);
    return status;
}
