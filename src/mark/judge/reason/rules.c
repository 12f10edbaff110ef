/* The catalogue at work: the pass again with one mistake made, and what comes of it compared. */
#include "mark/judge/judge.h"

#include <math.h>

enum { MOST_VARIANTS = 64 };

/* Which mistake is tried next: its variants in turn, until one makes no difference. */
static bool next(struct gri_course *c)
{
    struct gri_broken *broken = &c->broken;
    bool tried = broken->mistake != GRI_NO_MISTAKE && broken->fired;
    if (tried && broken->variant + 1 < MOST_VARIANTS) {
        broken->variant++;
    } else {
        broken->mistake++;
        broken->variant = 0;
    }
    broken->fired = false;
    gri_course_renew(c);
    return broken->mistake < GRI_MISTAKES;
}

/* Where a mistake is made: at one node, or (GRI_ANYWHERE) wherever it can be, in one layer or all.
 */
struct scope {
    const struct gri_frame *frame;
    long node;
    size_t layer;
};
static const struct scope anywhere = {NULL, GRI_ANYWHERE, 0};

static void begin(struct gri_course *c, struct scope scope)
{
    c->broken = (struct gri_broken){.frame = scope.frame, .node = scope.node, .layer = scope.layer};
}

static void end(struct gri_course *c)
{
    c->broken = (struct gri_broken){.node = GRI_ANYWHERE};
    gri_course_renew(c);
}

/* Does it lead to what the student has? A range as wide as the number itself leads anywhere. */
static bool leads_to(struct gri_range range, double lo, double hi)
{
    double width = range.hi - range.lo;
    return isfinite(range.mid) && gri_range_meets(range, lo, hi) &&
           width <= fmax(0.5 * fabs(range.mid), 3 * (hi - lo));
}

/* The numbers that a working shows and the ones that a mistake would work with: do they agree? A
 * number that was read but is not shown, or shown but not read, speaks against it. 1: all agree. */
static double shown_as(struct gri_judge *j, const struct gri_suspect *s)
{
    struct gri_working *w = s->working;
    struct gri_course *c = &j->course;
    struct gri_element e = *s->element;
    size_t shown = 0, found = 0;
    if (w == NULL || s->unit > 0 || j->rows * j->cols > 1)
        return 0.5;
    bool *touched = gri_arena_take(j->arena, c->nodes, sizeof *touched);
    if (touched == NULL)
        return 0.5;
    c->touched = touched;
    c->touched_frame = e.frame;
    gri_course_renew(c);
    gri_node_computed(c, e.frame, e.node);
    c->touched = NULL;
    size_t read = 0, seen = 0;
    for (size_t k = 0; k < w->count; k++) {
        const struct gri_literal *literal = &w->literals[k];
        bool any = false;
        for (size_t n = 0; n < c->nodes && !any; n++) {
            struct gri_node node;
            if (!touched[n])
                continue;
            node = gri_node_at(c, n);
            struct gri_range range = gri_node_range(c, e.frame, node);
            any = gri_range_meets(range, literal->value - literal->unit / 2,
                                  literal->value + literal->unit / 2) ||
                  gri_range_meets(range, -literal->value - literal->unit / 2,
                                  -literal->value + literal->unit / 2);
        }
        shown++;
        found += any || (literal->known == NULL && literal->unit >= 1) ? 1 : 0;
    }
    /* Operands that a person would write: those said before, and the given ones. */
    for (size_t n = 0; n < c->nodes; n++) {
        struct gri_node node;
        bool any = false;
        if (!touched[n])
            continue;
        node = gri_node_at(c, n);
        if (e.frame->own[n] == NULL && !gri_node_given(c, e.frame, &node))
            continue;
        struct gri_range range = gri_node_range(c, e.frame, node);
        for (size_t k = 0; k < w->count && !any; k++) {
            const struct gri_literal *literal = &w->literals[k];
            any = fabs(fabs(range.mid) - literal->value) <= literal->unit / 2 * (1 + 1e-9);
        }
        read++;
        seen += any ? 1 : 0;
    }
    double shows = shown == 0 ? 1 : (double)found / (double)shown;
    double reads = read == 0 ? 1 : (double)seen / (double)read;
    return shows * reads;
}

/* e turned around is a convention of its own. */
static const char *code_of(const struct gri_suspect *s, enum gri_mistake mistake)
{
    if (mistake == GRI_M_B1 && s->element->node.kind == GRI_N_ERROR)
        return "convention";
    return gri_mistakes[mistake].code;
}

static enum gr_status say_convention(struct gri_judge *j, const struct gri_suspect *s,
                                     enum gri_mistake mistake, struct gri_reasons *reasons)
{
    const char *name = gri_judge_name(j, s->element->frame, &s->element->node);
    const char *which = gri_mistakes[mistake].words;
    bool half = gri_losses[j->view->hyper->loss].share == 0.5;
    if (mistake == GRI_M_B1)
        return gri_reason_add(j, reasons, 2, "convention", mistake, NULL, "right for the error %s",
                              j->view->yhat_minus_y ? "y - ŷ" : "ŷ - y");
    if (mistake == GRI_M_L2)
        return gri_reason_add(j, reasons, 2, "convention", mistake, NULL, "right for %s: %s %s",
                              half ? "mse" : "half-mse", name, which);
    return gri_reason_add(j, reasons, 2, "convention", mistake, NULL,
                          "right for another convention: %s %s", name, which);
}

static enum gr_status say_rule(struct gri_judge *j, const struct gri_suspect *s, double weight,
                               struct gri_reasons *reasons)
{
    enum gri_mistake mistake = j->course.broken.mistake;
    const char *code = code_of(s, mistake);
    if (code[0] == 'c' && code[2] == 'n')
        return say_convention(j, s, mistake, reasons);
    return gri_reason_add(j, reasons, weight, code, mistake, NULL, "%s %s",
                          gri_judge_name(j, s->element->frame, &s->element->node),
                          gri_mistakes[mistake].words);
}

/* Did the page say what comes down to this number from the error? */
static bool is_come_down_to(const struct gri_judge *j)
{
    for (size_t n = 0; n < j->knowns.count; n++) {
        const struct gri_known *known = &j->knowns.at[n];
        enum gri_node_kind kind = known->node.kind;
        if (kind >= GRI_N_SLOPE && kind < GRI_N_GRADIENT &&
            known->frame->own[gri_node_index(&j->course, &known->node)] != NULL)
            return true;
    }
    return false;
}

/* e turned around, and all that comes of it: -1 times the right number. Where something else fits
 * (`fitted`), it was turned before that was said which comes of it. */
static enum gr_status turned_error(struct gri_judge *j, const struct gri_suspect *s, bool fitted,
                                   struct gri_reasons *reasons)
{
    const struct gri_element *e = s->element;
    bool backward = e->node.kind >= GRI_N_SLOPE && e->node.kind <= GRI_N_GRADIENT;
    if (!backward || e->own.mid == 0 || !leads_to(gri_range_negate(e->own), s->lo, s->hi) ||
        (fitted && is_come_down_to(j)))
        return GR_OK;
    j->course.broken.mistake = GRI_M_B1;
    return say_rule(j, s, 1, reasons);
}

/* A mistake that fits. */
struct fit {
    struct gri_broken broken;
    double number, shown;
};

/* Mistakes about any number; of two that come to the same one the other says more. */
static bool is_general(enum gri_mistake mistake)
{
    return mistake == GRI_M_F3 || mistake == GRI_M_F13 || mistake == GRI_M_F14 ||
           mistake == GRI_M_F2;
}

/* Is another way of telling it better: the same number by a mistake that says more, or the numbers
 * of the working, where they are shown? */
static bool is_outdone(const struct fit *fits, size_t count, size_t at)
{
    const struct fit *own = &fits[at];
    for (size_t n = 0; n < count; n++) {
        const struct fit *other = &fits[n];
        double apart = fabs(other->number - own->number);
        bool same = apart <= 1e-12 * fmax(fabs(own->number), 1e-300);
        bool general = is_general(own->broken.mistake), theirs = is_general(other->broken.mistake);
        if (n != at && same && general != theirs && general)
            return true;
        if (n != at && other->shown >= 0.999 && own->shown < 0.999)
            return true;
    }
    return false;
}

struct fits {
    struct fit at[64];
    size_t count;
};

static bool is_among(const struct fits *fits, enum gri_mistake mistake)
{
    for (size_t n = 0; n < fits->count; n++)
        if (fits->at[n].broken.mistake == mistake)
            return true;
    return false;
}

/* Mistakes that are not among the fits yet. */
static void find_fits(struct gri_judge *j, const struct gri_suspect *s, struct scope scope,
                      struct fits *fits)
{
    struct gri_course *c = &j->course;
    struct gri_element e = *s->element;
    for (begin(c, scope); next(c);) {
        struct gri_range range = gri_node_computed(c, e.frame, e.node);
        struct gri_broken broken = c->broken;
        if (!broken.fired || !leads_to(range, s->lo, s->hi) ||
            fits->count == sizeof fits->at / sizeof *fits->at || is_among(fits, broken.mistake))
            continue;
        fits->at[fits->count++] = (struct fit){broken, range.mid, shown_as(j, s)};
        c->broken = broken;
    }
    end(c);
}

enum gr_status gri_reasons_of_rules(struct gri_judge *j, const struct gri_suspect *s,
                                    struct gri_reasons *reasons)
{
    struct gri_course *c = &j->course;
    const struct gri_element *e = s->element;
    struct fits fits = {.count = 0};
    find_fits(j, s, (struct scope){e->frame, (long)gri_node_index(c, &e->node), 0}, &fits);
    find_fits(j, s, anywhere, &fits);
    for (size_t layer = 1; fits.count == 0 && layer <= c->net->depth && c->net->depth > 2; layer++)
        find_fits(j, s, (struct scope){NULL, GRI_ANYWHERE, layer}, &fits);
    c->basis = GRI_AFRESH; /* worked out beside the page, with the right numbers */
    if (e->own.slipped)
        find_fits(j, s, anywhere, &fits);
    c->basis = GRI_AS_SAID;
    gri_course_renew(c);
    enum gr_status status = turned_error(j, s, fits.count > 0, reasons);
    for (size_t n = 0; n < fits.count && status == GR_OK; n++) {
        c->broken = fits.at[n].broken;
        if (!is_outdone(fits.at, fits.count, n))
            status = say_rule(j, s, 2 - 1.7 * fits.at[n].shown, reasons);
    }
    end(c);
    return status;
}

/* ---- inside an operand ---- */

/* What the element comes to with `value` for an operand. */
static double with(struct gri_judge *j, const struct gri_element *e,
                   const struct gri_known *operand, double value)
{
    struct gri_course *c = &j->course;
    struct gri_own **own = &operand->frame->own[gri_node_index(c, &operand->node)], *kept = *own;
    struct gri_own stand_in = {.range = gri_exactly(value)};
    *own = &stand_in;
    c->held = &stand_in;
    gri_course_renew(c);
    struct gri_range range = gri_node_computed(c, e->frame, e->node);
    *own = kept;
    c->held = NULL;
    return range.mid;
}

/* The value of the operand under which the element comes to the student's: by secants. False: none
 * does. */
static bool needed(struct gri_judge *j, const struct gri_suspect *s,
                   const struct gri_known *operand, double *value, double *slack)
{
    const struct gri_element *e = s->element;
    double wanted = s->unit > 0 ? s->value : (s->lo + s->hi) / 2, x = operand->range.mid;
    double step = 1e-3 * fmax(fabs(x), 1e-3), f = with(j, e, operand, x), slope = 0;
    for (int turn = 0; turn < 8; turn++) {
        slope = (with(j, e, operand, x + step) - f) / step;
        if (!isfinite(slope) || fabs(slope) < 1e-12)
            return false;
        x += (wanted - f) / slope;
        f = with(j, e, operand, x);
        if (fabs(f - wanted) <= 1e-9 * fmax(1, fabs(wanted)))
            break;
    }
    *value = x;
    *slack = (s->hi - s->lo) / 2 / fabs(slope);
    double close = fmax(1e-6 * fabs(wanted), (s->hi - s->lo) / 8);
    return isfinite(x) && fabs(f - wanted) <= close &&
           *slack < 0.2 * fmax(fabs(x), fabs(operand->range.mid));
}

static enum gr_status say_inside(struct gri_judge *j, const struct gri_suspect *s,
                                 const struct gri_known *operand, double value, double slack,
                                 struct gri_reasons *reasons)
{
    const struct gri_mistake_row *row = &gri_mistakes[j->course.broken.mistake];
    const char *where = gri_judge_name(j, operand->frame, &operand->node);
    const char *name = gri_judge_name(j, s->element->frame, &s->element->node);
    double unit = 1;
    while (unit > slack && unit > 1e-6)
        unit /= 10;
    return gri_reason_add(j, reasons, 2.5, row->code, j->course.broken.mistake, where,
                          "%s comes out so with %s for %s, that is, %s", name,
                          gri_judge_number(j, value, unit), where, row->words);
}

static bool may_be_mistaken(const struct gri_course *c, const struct gri_known *known)
{
    return !gri_node_given(c, known->frame, &known->node) && known->node.kind != GRI_N_PARAMETER &&
           known->node.kind != GRI_N_COUNT;
}

static enum gr_status inside(struct gri_judge *j, const struct gri_suspect *s, enum gri_basis basis,
                             struct gri_reasons *reasons)
{
    struct gri_course *c = &j->course;
    enum gr_status status = GR_OK;
    for (size_t n = 0; n < j->knowns.count && status == GR_OK; n++) {
        const struct gri_known *operand = &j->knowns.at[n];
        double value, slack;
        end(c);
        c->basis = basis;
        if (operand->frame != s->element->frame || !may_be_mistaken(c, operand) ||
            !needed(j, s, operand, &value, &slack))
            continue;
        c->basis = basis == GRI_AS_SAID ? GRI_AS_SAID : GRI_AFRESH;
        for (begin(c, anywhere); status == GR_OK && next(c);) {
            struct gri_range range = gri_node_computed(c, operand->frame, operand->node);
            if (c->broken.fired && leads_to(range, value - slack, value + slack))
                status = say_inside(j, s, operand, range.mid, slack, reasons);
        }
    }
    c->basis = GRI_AS_SAID;
    end(c);
    return status;
}

enum gr_status gri_reasons_inside(struct gri_judge *j, const struct gri_suspect *s,
                                  struct gri_reasons *reasons)
{
    size_t before = reasons->count;
    GRI_TRY(inside(j, s, GRI_AS_SAID, reasons));
    if (reasons->count > before || !s->element->own.slipped)
        return GR_OK;
    return inside(j, s, GRI_BY_TRUTH, reasons);
}
