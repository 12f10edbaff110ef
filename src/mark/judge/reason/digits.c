/* What the digits of a number say: copied wrongly, a point moved, a sign turned, another number of
 * the page. */
#include "mark/judge/judge.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_FIGURES = 15 };

/* |number| in units of its last digit; negative where that is too large to have digits. */
static long long scaled(double number, double unit)
{
    double whole = round(fabs(number) / unit);
    return whole < 1e15 ? (long long)whole : -1;
}

int gri_figures(double value, double unit)
{
    long long whole = unit > 0 ? scaled(value, unit) : 0;
    int count = 0;
    for (; whole > 0; whole /= 10)
        count++;
    return count;
}

static size_t digits_of(long long whole, char out[MOST_FIGURES + 1])
{
    size_t count = 0;
    for (; whole > 0 && count < MOST_FIGURES; whole /= 10)
        out[count++] = (char)(whole % 10);
    return count;
}

/* Are these the others with one left out? */
static bool without_one(const char *all, size_t count, const char *digits, size_t left)
{
    size_t n = 0;
    if (count != left + 1)
        return false;
    while (n < left && all[n] == digits[n])
        n++;
    while (n < left && all[n + 1] == digits[n])
        n++;
    return n == left;
}

static enum gri_likeness by_digits(long long a, long long b)
{
    char x[MOST_FIGURES + 1] = {0}, y[MOST_FIGURES + 1] = {0};
    size_t n = digits_of(a, x), m = digits_of(b, y), count = n > m ? n : m, differ = 0, first = 0;
    if (n != m && (n == 0 || m == 0))
        return GRI_UNLIKE;
    for (size_t i = 0; i < count; i++)
        if (x[i] != y[i]) {
            first = differ == 0 ? i : first;
            differ++;
        }
    if (differ == 1 && n == m)
        return GRI_DIGIT_CHANGED;
    bool exchanged = differ == 2 && first + 1 < count && x[first] == y[first + 1] &&
                     x[first + 1] == y[first];
    return exchanged ? GRI_DIGITS_EXCHANGED : GRI_UNLIKE;
}

/* Behind the point a digit too few makes the unit ten times as large. */
static bool digit_missing(double written, double unit, double expected)
{
    static const double units[] = {1, 0.1, 10};
    char x[MOST_FIGURES + 1] = {0};
    size_t count = digits_of(scaled(written, unit), x);
    for (size_t n = 0; n < 3 && count >= 4; n++) {
        char y[MOST_FIGURES + 1] = {0};
        size_t wanted = digits_of(scaled(expected, unit * units[n]), y);
        if (without_one(y, wanted, x, count) || without_one(x, count, y, wanted))
            return true;
    }
    return false;
}

/* 10^k times the other, k other than 0. */
static bool point_moved(double written, double unit, double expected)
{
    for (int k = -6; k <= 6; k++) {
        double scale = pow(10, k);
        double slack = unit * (scale > 1 ? scale / 2 : 1);
        double share = gri_figures(written, unit) > 1 ? 0.01 : 0.2;
        if (k != 0 && expected != 0 && written != 0 &&
            fabs(written - expected * scale) <= fmin(slack, share * fabs(written)))
            return true;
    }
    return false;
}

enum gri_likeness gri_likeness(double written, double unit, double expected)
{
    /* One more unit either way: it may have been rounded otherwise. */
    double step = unit > 0 ? unit : 1;
    bool same_sign = (written < 0) == (expected < 0);
    if (unit <= 0 || !isfinite(expected) || !isfinite(written))
        return GRI_UNLIKE;
    if (fabs(written + expected) <= unit / 2 * (1 + 1e-9) && fabs(written) > unit / 2)
        return GRI_SIGN_TURNED;
    const double candidates[] = {expected, trunc(expected / step) * step,
                                 expected > 0 ? ceil(expected / step) * step
                                              : floor(expected / step) * step};
    for (size_t n = 0; n < 3 && same_sign; n++) {
        enum gri_likeness like = by_digits(scaled(written, unit), scaled(candidates[n], unit));
        if (like != GRI_UNLIKE)
            return like;
    }
    if (point_moved(written, unit, expected))
        return GRI_POINT_MOVED;
    return same_sign && digit_missing(written, unit, expected) ? GRI_DIGIT_MISSING : GRI_UNLIKE;
}

/* Digits count as evidence by how many there are: in a long number one wrong digit is no accident.
 */
static enum gr_status say_point(struct gri_judge *j, const char *wanted,
                                struct gri_reasons *reasons)
{
    return gri_reason_add(j, reasons, 1.5, "decimal-point", GRI_M_F15, NULL,
                          "the decimal point is in the wrong place: %s", wanted);
}

static enum gr_status say_likeness(struct gri_judge *j, const struct gri_suspect *s,
                                   double expected, bool ruled, struct gri_reasons *reasons)
{
    const char *wanted = gri_judge_number(j, expected, s->unit);
    bool long_number = gri_figures(s->value, s->unit) >= 4;
    if (ruled && !long_number)
        return GR_OK;
    switch (gri_likeness(s->value, s->unit, expected)) {
    case GRI_UNLIKE:
        return GR_OK;
    case GRI_DIGIT_CHANGED:
        if (gri_figures(s->value, s->unit) < 2)
            return GR_OK;
        return gri_reason_add(j, reasons, long_number ? 0 : 4, "digits", GRI_M_F16, NULL,
                              "one digit is wrong: %s", wanted);
    case GRI_DIGITS_EXCHANGED: /* 0.5 and 5.0 */
        if (point_moved(s->value, s->unit, expected))
            GRI_TRY(say_point(j, wanted, reasons));
        return gri_reason_add(j, reasons, long_number ? 0 : 4, "digits", GRI_M_F16, NULL,
                              "two digits are exchanged: %s", wanted);
    case GRI_DIGIT_MISSING:
        if (ruled)
            return GR_OK;
        return gri_reason_add(j, reasons, 0, "digits", GRI_M_F16, NULL,
                              "a digit is missing, or one too many: %s", wanted);
    case GRI_POINT_MOVED:
        return say_point(j, wanted, reasons);
    case GRI_SIGN_TURNED:
        return gri_reason_add(j, reasons, 3, "sign", GRI_NO_MISTAKE, NULL,
                              "the sign is turned around: %s", wanted);
    }
    return GR_OK;
}

/* Another number of the same kind: of another sample, unit or iteration. */
static const char *other_place(const struct gri_element *e, const struct gri_frame *frame,
                               const struct gri_node *node)
{
    if (frame != e->frame)
        return "copied";
    return node->row != e->node.row ? "wrong-sample" : "copied";
}

static bool same_kind(const struct gri_node *a, const struct gri_node *b)
{
    return a->kind == b->kind;
}

/* What the page said last of a node that is this very number; or NULL. */
static const struct gri_own *said_as(struct gri_judge *j, const struct gri_own *own, double value)
{
    for (j->searched++; own != NULL && j->searched < GRI_SEARCHED_MOST; own = own->earlier) {
        if (own->value == value && own->unit != 0)
            return own;
        j->searched++;
    }
    return NULL;
}

/* A number of the page, or of the pass, with the very same digits. */
static enum gr_status look_up(struct gri_judge *j, const struct gri_suspect *s,
                              struct gri_reasons *reasons)
{
    const struct gri_element *e = s->element;
    int figures = gri_figures(s->value, s->unit);
    size_t index = gri_node_index(&j->course, &e->node);
    for (struct gri_frame *f = j->course.frames; f != NULL; f = f->next)
        for (size_t n = 0; n < j->course.nodes && j->searched < GRI_SEARCHED_MOST; n++) {
            const struct gri_own *own = said_as(j, f->own[n], s->value);
            struct gri_node node;
            if (own == NULL || (f == e->frame && n == index) || (figures < 2 && n != index))
                continue;
            node = gri_node_at(&j->course, n);
            bool alike = same_kind(&node, &e->node);
            if ((!alike && figures < 3) || gri_node_given(&j->course, f, &node))
                continue;
            GRI_TRY(gri_reason_add(j, reasons, (figures >= 3 ? 0.9 : 3) + (alike ? 0 : 0.5),
                                   alike ? other_place(e, f, &node) : "copied",
                                   alike && f != e->frame             ? GRI_M_U7
                                   : alike && node.row != e->node.row ? GRI_M_F5
                                                                      : GRI_NO_MISTAKE,
                                   NULL, "this is %s, of line %zu", gri_judge_name(j, f, &node),
                                   j->marked->judgements[own->judgement].spot.line));
        }
    return GR_OK;
}

/* Against what its working comes to. */
static enum gr_status against_working(struct gri_judge *j, const struct gri_suspect *s, bool ruled,
                                      struct gri_reasons *reasons)
{
    struct gri_ranges ranges;
    struct gr_err why = {0};
    enum gr_status status = gri_working_range(s->working, &ranges, &why);
    if (status == GR_E_MEMORY)
        return gri_fail_memory(j->err, "marking");
    if (status != GR_OK || s->cell >= ranges.rows * ranges.cols)
        return GR_OK;
    return say_likeness(j, s, ranges.at[s->cell].mid, ruled, reasons);
}

enum gr_status gri_reasons_of_digits(struct gri_judge *j, const struct gri_suspect *s, bool ruled,
                                     struct gri_reasons *reasons)
{
    size_t before = reasons->count;
    GRI_TRY(say_likeness(j, s, s->element->own.mid, ruled, reasons));
    if (reasons->count == before)
        GRI_TRY(say_likeness(j, s, s->element->truth, ruled, reasons));
    if (reasons->count == before && s->working != NULL)
        GRI_TRY(against_working(j, s, ruled, reasons));
    return s->element->any ? look_up(j, s, reasons) : GR_OK;
}
