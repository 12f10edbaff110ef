/* The catalogue at work: the pass again with one mistake made, and what comes of it compared. */
#include "mark/judge/judge.h"

#include <math.h>
#include <string.h>

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

/* A range as wide as the number itself leads anywhere. */
static bool is_narrow(struct gri_range range, double lo, double hi)
{
    return range.hi - range.lo <= fmax(0.5 * fabs(range.mid), 3 * (hi - lo));
}

/* Does it lead to what the student has? */
static bool leads_to(struct gri_range range, double lo, double hi)
{
    return isfinite(range.mid) && gri_range_meets(range, lo, hi) && is_narrow(range, lo, hi);
}

/* e turned around is a convention of its own. */
static const char *code_of(const struct gri_suspect *s, enum gri_mistake mistake)
{
    if (mistake == GRI_M_B1 && s->element->node.kind == GRI_N_ERROR)
        return "convention";
    return gri_mistakes[mistake].code;
}

static enum gr_status say_convention(struct gri_judge *j, const struct gri_suspect *s,
                                     double weight, struct gri_reasons *reasons)
{
    enum gri_mistake mistake = j->course.broken.mistake;
    const char *name = gri_judge_name(j, s->element->frame, &s->element->node);
    const char *which = gri_mistakes[mistake].words;
    bool half = gri_losses[j->view->hyper->loss].share == 0.5;
    if (mistake == GRI_M_B1)
        return gri_reason_add(j, reasons, weight, "convention", mistake, NULL,
                              "right for the error %s", j->view->yhat_minus_y ? "y - ŷ" : "ŷ - y");
    if (mistake == GRI_M_L2)
        return gri_reason_add(j, reasons, weight, "convention", mistake, NULL,
                              "right for %s: %s %s", half ? "mse" : "half-mse", name, which);
    return gri_reason_add(j, reasons, weight, "convention", mistake, NULL,
                          "right for another convention: %s %s", name, which);
}

static enum gr_status say_rule(struct gri_judge *j, const struct gri_suspect *s, double weight,
                               struct gri_reasons *reasons)
{
    enum gri_mistake mistake = j->course.broken.mistake;
    const char *code = code_of(s, mistake);
    if (strcmp(code, "convention") == 0)
        return say_convention(j, s, weight < 1 ? weight : 2, reasons);
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
    double number;
    enum gri_sameness formula;
};

/* How many terms the sum has that F14 may leave one out of. */
static size_t terms_of(const struct gri_judge *j, const struct gri_suspect *s)
{
    const struct gri_node *node = &s->element->node;
    size_t rows = s->element->frame->record->work->rows;
    return node->kind == GRI_N_GRADIENT ? rows
           : node->kind == GRI_N_LOSS   ? rows * j->view->net->outputs
                                        : 0;
}

/* A term that is left out has a name of its own where it is one of two samples, or the one that a
 * target of 0 leaves. */
static bool is_named(const struct fit *own, const struct fit *other, size_t terms)
{
    enum gri_mistake mistake = other->broken.mistake;
    return own->broken.mistake == GRI_M_F14 && own->broken.variant < terms &&
           (mistake == GRI_M_L9 || (terms == 2 && (mistake == GRI_M_W8 || mistake == GRI_M_L10)));
}

struct fits {
    struct fit at[64];
    size_t count, terms;
    bool fires[GRI_MISTAKES]; /* can be made on the way to the number at all */
};

/* Is another way of telling it better: the formula of the working, or a name of its own for the
 * very same? What was copied needs no formula. */
static bool is_outdone(const struct fits *fits, const struct fit *own)
{
    if (own->broken.mistake == GRI_M_U7)
        return false;
    for (size_t n = 0; n < fits->count; n++) {
        const struct fit *other = &fits->at[n];
        double apart = fabs(other->number - own->number);
        bool same = apart <= 1e-12 * fmax(fabs(own->number), 1e-300);
        if (other->formula > own->formula ||
            (other->formula == own->formula && same && is_named(own, other, fits->terms)))
            return true;
    }
    return false;
}

static struct fit *among(struct fits *fits, enum gri_mistake mistake)
{
    for (size_t n = 0; n < fits->count; n++)
        if (fits->at[n].broken.mistake == mistake)
            return &fits->at[n];
    return NULL;
}

/* Of two ways to make the same mistake the one that was written counts, else the first; one that
 * may lead anywhere only where it was written. */
static enum gr_status note_fit(struct gri_judge *j, const struct gri_suspect *s,
                               struct gri_range range, struct fits *fits)
{
    struct fit now = {j->course.broken, range.mid, GRI_DIFFERENT};
    struct fit *before = among(fits, now.broken.mistake);
    if (before == NULL && fits->count == sizeof fits->at / sizeof *fits->at)
        return GR_OK;
    GRI_TRY(gri_formula_compare(j, s, &now.broken, &now.formula));
    j->course.broken = now.broken;
    if (now.formula == GRI_DIFFERENT && !is_narrow(range, s->lo, s->hi))
        return GR_OK;
    if (before == NULL)
        fits->at[fits->count++] = now;
    else if (now.formula > before->formula)
        *before = now;
    return GR_OK;
}

static enum gr_status find_fits(struct gri_judge *j, const struct gri_suspect *s,
                                struct scope scope, struct fits *fits)
{
    struct gri_course *c = &j->course;
    struct gri_element e = *s->element;
    for (begin(c, scope); next(c);) {
        bool *fires = &fits->fires[c->broken.mistake];
        if (scope.layer > 0 && !*fires) /* nor in one layer then */
            continue;
        struct gri_range range = gri_node_computed(c, e.frame, e.node);
        *fires = *fires || c->broken.fired;
        if (c->broken.fired && isfinite(range.mid) && gri_range_meets(range, s->lo, s->hi))
            GRI_TRY(note_fit(j, s, range, fits));
    }
    end(c);
    return GR_OK;
}

/* Is there a mistake that was written, or, where no working shows it, one that fits? */
static bool is_settled(const struct gri_suspect *s, const struct fits *fits)
{
    bool written = s->working == NULL || s->unit > 0;
    for (size_t n = 0; n < fits->count; n++)
        if (written || fits->at[n].formula != GRI_DIFFERENT)
            return true;
    return false;
}

enum gr_status gri_reasons_of_rules(struct gri_judge *j, const struct gri_suspect *s,
                                    struct gri_reasons *reasons)
{
    struct gri_course *c = &j->course;
    const struct gri_element *e = s->element;
    struct fits fits = {.terms = terms_of(j, s)};
    reasons->written = false;
    GRI_TRY(find_fits(j, s, (struct scope){e->frame, (long)gri_node_index(c, &e->node), 0}, &fits));
    GRI_TRY(find_fits(j, s, anywhere, &fits));
    for (size_t layer = 1; layer <= c->net->depth && !is_settled(s, &fits); layer++)
        GRI_TRY(find_fits(j, s, (struct scope){NULL, GRI_ANYWHERE, layer}, &fits));
    c->basis = GRI_AFRESH; /* worked out beside the page, with the right numbers */
    if (e->own.slipped)
        GRI_TRY(find_fits(j, s, anywhere, &fits));
    c->basis = GRI_AS_SAID;
    gri_course_renew(c);
    enum gr_status status = turned_error(j, s, fits.count > 0, reasons);
    for (size_t n = 0; n < fits.count && status == GR_OK; n++) {
        c->broken = fits.at[n].broken;
        reasons->written = reasons->written || fits.at[n].formula != GRI_DIFFERENT;
        if (!is_outdone(&fits, &fits.at[n]))
            status = say_rule(j, s, fits.at[n].formula == GRI_DIFFERENT ? 1.15 : 0.2, reasons);
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
