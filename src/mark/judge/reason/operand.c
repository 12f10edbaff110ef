/* The operands of a working: which of its written numbers is not the one that belongs there. */
#include "mark/judge/reason/operand.h"

#include <math.h>
#include <string.h>

static bool shows(const struct gri_literal *literal, const struct gri_known *known)
{
    double half = literal->unit / 2 * (1 + 1e-9);
    return fabs(fabs(known->range.mid) - literal->value) <= half ||
           fabs(fabs(known->truth) - literal->value) <= half;
}

/* The 2 of a square, the 3 of 1/3. */
static bool is_factor(const struct gri_literal *literal)
{
    return literal->known == NULL && literal->unit >= 1 && literal->value <= 10;
}

/* Is this known written somewhere in the working? */
static bool is_shown(const struct gri_working *w, const struct gri_known *known)
{
    for (size_t n = 0; n < w->count; n++)
        if (shows(&w->literals[n], known))
            return true;
    return false;
}

/* A number that people write: said before on the page, or given, or a parameter. */
static bool is_leaf(const struct gri_judge *j, const struct gri_known *known)
{
    return known->node.kind == GRI_N_PARAMETER ||
           known->frame->own[gri_node_index(&j->course, &known->node)] != NULL ||
           gri_node_given(&j->course, known->frame, &known->node);
}

/* Is a number written more often than it occurs among the knowns; or, of a known: less often? */
static int surplus(const struct gri_judge *j, const struct gri_working *w, double value)
{
    int count = 0;
    for (size_t n = 0; n < w->count; n++)
        count += w->literals[n].value == value;
    for (size_t k = 0; k < j->knowns.count; k++)
        count -= is_leaf(j, &j->knowns.at[k]) && fabs(j->knowns.at[k].range.mid) == value;
    return count;
}

/* What the suspected number of the working comes to with `range` for one of its literals. */
static enum gr_status with(struct gri_judge *j, const struct gri_suspect *s, size_t literal,
                           struct gri_range range, struct gri_range *out)
{
    struct gri_working *w = s->working;
    struct gri_range kept = w->literals[literal].range;
    struct gri_ranges ranges;
    w->literals[literal].range = range;
    struct gr_err why = {0};
    enum gr_status status = gri_working_range(w, &ranges, &why);
    w->literals[literal].range = kept;
    if (status == GR_E_MEMORY)
        return gri_fail_memory(j->err, "marking");
    *out = status == GR_OK ? ranges.at[s->cell] : gri_exactly(NAN);
    return GR_OK;
}

bool gri_suspect_cleared(const struct gri_suspect *s, struct gri_range range)
{
    const struct gri_element *e = s->element;
    return gri_range_meets(range, e->truth, e->truth) ||
           gri_range_meets(range, e->own.lo, e->own.hi);
}

/* How the wrong literal came about: another mistake of the catalogue in its place. */
static enum gr_status explain_literal(struct gri_judge *j, const struct gri_literal *literal,
                                      const struct gri_known *wanted, struct gri_reasons *reasons)
{
    struct gri_element e = {.frame = wanted->frame, .node = wanted->node, .any = true};
    struct gri_reasons inner = {0};
    double value = wanted->range.mid < 0 ? -literal->value : literal->value;
    struct gri_suspect suspect = {
        &e, value - literal->unit / 2, value + literal->unit / 2, value, literal->unit, NULL, 0};
    const char *where = gri_judge_name(j, wanted->frame, &wanted->node);
    e.truth = wanted->truth;
    e.own = wanted->range;
    if (gri_node_given(&j->course, wanted->frame, &wanted->node))
        return GR_OK;
    GRI_TRY(gri_reasons_of_rules(j, &suspect, &inner));
    for (size_t n = 0; n < inner.count; n++) {
        enum gri_mistake rule = GRI_NO_MISTAKE;
        for (int id = 1; id < GRI_MISTAKES && inner.at[n].rule != NULL; id++)
            if (gri_mistakes[id].id == inner.at[n].rule)
                rule = (enum gri_mistake)id;
        GRI_TRY(gri_reason_add(j, reasons, 1.5, inner.at[n].code, rule, where, "%s is %s",
                               gri_judge_number(j, literal->value, literal->unit),
                               inner.at[n].message));
    }
    return GR_OK;
}

/* A mistake at the number itself needs none in what it is made of. */
static bool has_rule(const struct gri_reasons *reasons)
{
    for (size_t n = 0; n < reasons->count; n++)
        if (reasons->at[n].rule != NULL && reasons->at[n].where == NULL)
            return true;
    return false;
}

enum gr_status gri_operand_say(struct gri_judge *j, const struct gri_literal *literal,
                               const struct gri_known *wanted, double weight,
                               struct gri_reasons *reasons)
{
    const char *where = gri_judge_name(j, wanted->frame, &wanted->node);
    double right = fabs(wanted->range.mid);
    const char *written = gri_judge_number(j, literal->value, literal->unit);
    const char *number = gri_judge_number(
        j, right, literal->unit < j->page_unit ? literal->unit : j->page_unit);
    enum gri_likeness like = gri_likeness(literal->value, literal->unit, right);
    bool digits = like == GRI_DIGIT_CHANGED || like == GRI_DIGITS_EXCHANGED;
    int figures = gri_figures(literal->value, literal->unit);
    if (digits && figures >= 3)
        GRI_TRY(gri_reason_add(j, reasons, figures >= 4 ? 0 : 0.8, "digits", GRI_M_F16, where,
                               "%s should be %s, %s: a digit is wrong", written, number, where));
    if (like == GRI_POINT_MOVED)
        GRI_TRY(gri_reason_add(j, reasons, 0.4, "decimal-point", GRI_M_F15, where,
                               "%s should be %s, %s: the decimal point", written, number, where));
    if (!(digits && figures >= 4))
        GRI_TRY(gri_reason_add(j, reasons, weight, "operand", GRI_NO_MISTAKE, where,
                               "%s should be %s, %s", written, number, where));
    return is_factor(literal) || has_rule(reasons) ? GR_OK
                                                   : explain_literal(j, literal, wanted, reasons);
}

/* Is it no number that belongs in, or there once too often? */
static bool is_odd(const struct gri_judge *j, const struct gri_working *w,
                   const struct gri_literal *literal)
{
    return literal->known == NULL || surplus(j, w, literal->value) > 0;
}

/* How likely it is that `literal` stands where `known` belongs. */
static double weight_of(const struct gri_judge *j, const struct gri_working *w,
                        const struct gri_literal *literal, const struct gri_known *known)
{
    bool odd = is_odd(j, w, literal);
    bool missing = !is_shown(w, known) || surplus(j, w, fabs(known->range.mid)) < 0;
    return (is_factor(literal) ? 2.6
            : odd              ? 0.5
                               : 2) +
           (missing ? 0 : 1) + (is_leaf(j, known) ? 0 : 0.5);
}

/* The number of the working that, put for a literal, makes it right, and is likeliest there. */
static enum gr_status best_operand(struct gri_judge *j, const struct gri_suspect *s, size_t literal,
                                   const struct gri_known **best, double *weight)
{
    struct gri_working *w = s->working;
    for (size_t k = 0; k < j->knowns.count; k++) {
        const struct gri_known *known = &j->knowns.at[k];
        double now = weight_of(j, w, &w->literals[literal], known);
        struct gri_range made,
            range = known->range.mid < 0 ? gri_range_negate(known->range) : known->range;
        bool factor = is_factor(&w->literals[literal]);
        if (factor && !gri_node_given(&j->course, known->frame, &known->node))
            continue;
        if (now >= *weight || shows(&w->literals[literal], known))
            continue;
        GRI_TRY(with(j, s, literal, range, &made));
        if (gri_suspect_cleared(s, made)) {
            *best = known;
            *weight = now;
        }
    }
    return GR_OK;
}

/* What a part of the working before came to was worked out wrongly. */
static enum gr_status by_arithmetic(struct gri_judge *j, const struct gri_suspect *s,
                                    size_t literal, struct gri_reasons *reasons)
{
    struct gri_working *w = s->working;
    const struct gri_literal *at = &w->literals[literal];
    for (size_t n = 0; w->before != NULL && n < w->before->part_count; n++) {
        struct gri_range part = w->before->parts[n], made;
        part = part.mid < 0 ? gri_range_negate(part) : part;
        GRI_TRY(with(j, s, literal, part, &made));
        if (gri_suspect_cleared(s, made))
            return gri_reason_add(j, reasons, 0.4, "arithmetic", GRI_NO_MISTAKE, NULL,
                                  "%s should be %s by what stands before it",
                                  gri_judge_number(j, at->value, at->unit),
                                  gri_judge_number(j, part.mid, at->unit));
    }
    return GR_OK;
}

/* The sign before it. */
static enum gr_status by_sign(struct gri_judge *j, const struct gri_suspect *s, size_t literal,
                              struct gri_reasons *reasons)
{
    const struct gri_literal *at = &s->working->literals[literal];
    struct gri_range made;
    if (at->known == NULL && at->part == NULL)
        return GR_OK;
    GRI_TRY(with(j, s, literal, gri_range_negate(at->range), &made));
    if (!gri_suspect_cleared(s, made))
        return GR_OK;
    bool lost = at->known != NULL && at->known->range.mid < 0 &&
                (at->known->node.kind == GRI_N_INPUT || at->known->node.kind == GRI_N_PARAMETER ||
                 at->known->node.kind == GRI_N_TARGET);
    return gri_reason_add(j, reasons, 1.4, "sign", lost ? GRI_M_F13 : GRI_NO_MISTAKE, NULL,
                          "the sign of %s is turned around",
                          gri_judge_number(j, at->value, at->unit));
}

/* One literal that, replaced by a number that belongs in, makes the working right. */
static enum gr_status one_operand(struct gri_judge *j, const struct gri_suspect *s, bool ruled,
                                  struct gri_reasons *reasons)
{
    const struct gri_working *w = s->working;
    const struct gri_known *wanted = NULL;
    double weight = 10;
    size_t at = 0;
    for (size_t n = 0; n < w->count; n++) {
        const struct gri_known *known = NULL;
        const struct gri_literal *literal = &w->literals[n];
        if (literal->exponent || (ruled && (is_factor(literal) || !is_odd(j, w, literal))))
            continue;
        GRI_TRY(best_operand(j, s, n, &known, &weight));
        if (known != NULL && !(ruled && known->range.mid == 0)) { /* a 0 hides what is wrong */
            wanted = known;
            at = n;
        }
        if (literal->known == NULL && literal->part == NULL)
            GRI_TRY(by_arithmetic(j, s, n, reasons));
        if (!ruled)
            GRI_TRY(by_sign(j, s, n, reasons));
    }
    return wanted != NULL ? gri_operand_say(j, &w->literals[at], wanted, weight, reasons) : GR_OK;
}

/* One sign of the working that, being another, makes it right. */
static enum gr_status one_operator(struct gri_judge *j, const struct gri_suspect *s,
                                   const struct gri_expr *expr, struct gri_reasons *reasons)
{
    static const struct {
        enum gri_kind kind;
        const char *sign;
    } signs[] = {{GRI_ADD, "+"}, {GRI_SUBTRACT, "-"}, {GRI_MULTIPLY, "times"}, {GRI_DIVIDE, "/"}};
    enum { SIGNS = sizeof signs / sizeof *signs };
    struct gri_working *w = s->working;
    size_t own = 0;
    while (own < SIGNS && signs[own].kind != expr->kind)
        own++;
    for (size_t n = 0; own < SIGNS && n < SIGNS; n++) {
        struct gri_ranges made;
        struct gr_err why = {0};
        if (n == own)
            continue;
        w->turned = expr;
        w->turned_to = signs[n].kind;
        enum gr_status status = gri_working_range(w, &made, &why);
        w->turned = NULL;
        if (status == GR_E_MEMORY)
            return gri_fail_memory(j->err, "marking");
        if (status == GR_OK && s->cell < made.rows * made.cols &&
            gri_suspect_cleared(s, made.at[s->cell]))
            GRI_TRY(gri_reason_add(j, reasons, 1.6, "wrong-function", GRI_NO_MISTAKE, NULL,
                                   "%s stands where %s belongs", signs[own].sign, signs[n].sign));
    }
    if (expr->a != NULL)
        GRI_TRY(one_operator(j, s, expr->a, reasons));
    return expr->b != NULL ? one_operator(j, s, expr->b, reasons) : GR_OK;
}

enum { MOST = 8, FEW = 4 };

/* Is the working right with these numbers for those literals, with the signs of `turned` turned? */
static enum gr_status with_all(struct gri_judge *j, const struct gri_suspect *s, const size_t *at,
                               const struct gri_known *const *known, size_t count, size_t turned,
                               bool *fits)
{
    struct gri_working *w = s->working;
    struct gri_range kept[MOST];
    struct gri_ranges ranges;
    struct gr_err why = {0};
    for (size_t n = 0; n < count; n++) {
        struct gri_range range = known[n]->range;
        bool turn = (range.mid < 0) != ((turned >> n & 1) != 0);
        kept[n] = w->literals[at[n]].range;
        w->literals[at[n]].range = turn ? gri_range_negate(range) : range;
    }
    enum gr_status status = gri_working_range(w, &ranges, &why);
    for (size_t n = 0; n < count; n++)
        w->literals[at[n]].range = kept[n];
    if (status == GR_E_MEMORY)
        return gri_fail_memory(j->err, "marking");
    *fits = status == GR_OK && gri_suspect_cleared(s, ranges.at[s->cell]);
    return GR_OK;
}

/* Several literals that do not belong in, and as many numbers that are missing: in their order. */
static enum gr_status several_operands(struct gri_judge *j, const struct gri_suspect *s,
                                       struct gri_reasons *reasons)
{
    struct gri_working *w = s->working;
    const struct gri_known *missing[MOST];
    size_t odd[MOST], odds = 0, count = 0;
    for (size_t n = 0; n < w->count; n++)
        if (w->literals[n].known == NULL && w->literals[n].unit < 1) {
            if (odds == MOST)
                return GR_OK;
            odd[odds++] = n;
        }
    for (size_t k = 0; k < j->knowns.count; k++) {
        const struct gri_known *known = &j->knowns.at[k];
        if (is_leaf(j, known) && !is_shown(w, known)) {
            if (count == MOST)
                return GR_OK;
            missing[count++] = known;
        }
    }
    if (odds < 2 || odds != count)
        return GR_OK;
    /* Signs first as they stand; of a few, any. */
    bool fits = false;
    for (size_t turned = 0; turned < (odds <= FEW ? (size_t)1 << odds : 1) && !fits; turned++)
        GRI_TRY(with_all(j, s, odd, missing, odds, turned, &fits));
    for (size_t n = 0; fits && n < odds; n++)
        GRI_TRY(gri_operand_say(j, &w->literals[odd[n]], missing[n], 0.5, reasons));
    return GR_OK;
}

/* All of it with the other sign. */
static enum gr_status turned_around(struct gri_judge *j, const struct gri_suspect *s,
                                    struct gri_reasons *reasons)
{
    struct gri_range made = {-s->hi, -s->value, -s->lo, false};
    if (s->value == 0 || !gri_suspect_cleared(s, made))
        return GR_OK;
    return gri_reason_add(j, reasons, 1.2, "sign", GRI_NO_MISTAKE, NULL,
                          "the sign of all of it is turned around");
}

/* The whole working stands elsewhere on the page, for another number. */
static enum gr_status copied(struct gri_judge *j, const struct gri_suspect *s,
                             struct gri_reasons *reasons)
{
    const char *text = s->working->segment->written;
    for (size_t n = 0; n < j->marked->count; n++) {
        const struct gri_judgement *other = &j->marked->judgements[n];
        if (other->claim != j->claim && strcmp(other->written, text) == 0 &&
            other->verdict != GRI_UNREAD)
            return gri_reason_add(j, reasons, 0.3, "copied", GRI_NO_MISTAKE, other->name,
                                  "this is the working of %s, of line %zu", other->name,
                                  other->spot.line);
    }
    return GR_OK;
}

enum gr_status gri_reasons_of_operands(struct gri_judge *j, const struct gri_suspect *s, bool ruled,
                                       struct gri_reasons *reasons)
{
    size_t before = reasons->count;
    if (s->working == NULL || s->working->count == 0 || s->working->count > 200)
        return GR_OK;
    GRI_TRY(copied(j, s, reasons));
    if (reasons->written)
        return GR_OK;
    if (!ruled)
        GRI_TRY(turned_around(j, s, reasons));
    GRI_TRY(gri_reasons_of_blocks(j, s, reasons));
    GRI_TRY(one_operand(j, s, ruled, reasons));
    if (reasons->count == before && !ruled)
        GRI_TRY(several_operands(j, s, reasons));
    return ruled ? GR_OK : one_operator(j, s, s->working->expr, reasons);
}
