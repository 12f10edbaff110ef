#include "mark/pass/range.h"

#include <math.h>

struct gri_range gri_exactly(double number)
{
    return (struct gri_range){number, number, number, false};
}

/* A range whose ends are no numbers says nothing: anything may have been meant. */
static struct gri_range range(double lo, double mid, double hi, bool slipped)
{
    if (isnan(lo) || isnan(hi)) {
        lo = -INFINITY;
        hi = INFINITY;
    }
    return (struct gri_range){lo, mid, hi, slipped};
}

struct gri_range gri_range_add(struct gri_range a, struct gri_range b)
{
    return range(a.lo + b.lo, a.mid + b.mid, a.hi + b.hi, a.slipped || b.slipped);
}

struct gri_range gri_range_negate(struct gri_range a)
{
    return (struct gri_range){-a.hi, -a.mid, -a.lo, a.slipped};
}

struct gri_range gri_range_subtract(struct gri_range a, struct gri_range b)
{
    return gri_range_add(a, gri_range_negate(b));
}

static struct gri_range of_corners(const double corner[4], double mid, bool slipped)
{
    double lo = corner[0], hi = corner[0];
    for (int n = 1; n < 4; n++) {
        lo = corner[n] < lo || isnan(corner[n]) ? corner[n] : lo;
        hi = corner[n] > hi || isnan(corner[n]) ? corner[n] : hi;
    }
    return range(lo, mid, hi, slipped);
}

/* An exact 0 that is right: whatever it is multiplied by does not show. */
static bool is_nothing(struct gri_range a)
{
    return a.lo == 0 && a.hi == 0 && !a.slipped;
}

struct gri_range gri_range_multiply(struct gri_range a, struct gri_range b)
{
    const double corner[] = {a.lo * b.lo, a.lo * b.hi, a.hi * b.lo, a.hi * b.hi};
    bool slipped = (a.slipped && !is_nothing(b)) || (b.slipped && !is_nothing(a));
    return of_corners(corner, a.mid * b.mid, slipped);
}

struct gri_range gri_range_divide(struct gri_range a, struct gri_range b)
{
    double mid = a.mid / b.mid;
    if (b.lo <= 0 && b.hi >= 0)
        return range(-INFINITY, mid, INFINITY, a.slipped || b.slipped);
    const double corner[] = {a.lo / b.lo, a.lo / b.hi, a.hi / b.lo, a.hi / b.hi};
    return of_corners(corner, mid, a.slipped || b.slipped);
}

struct gri_range gri_range_scale(struct gri_range a, double factor)
{
    return gri_range_multiply(a, gri_exactly(factor));
}

static double power(double a, double b)
{
    return b == 2 ? a * a : pow(a, b);
}

struct gri_range gri_range_power(struct gri_range a, struct gri_range b)
{
    const double corner[] = {power(a.lo, b.lo), power(a.lo, b.hi), power(a.hi, b.lo),
                             power(a.hi, b.hi)};
    struct gri_range made = of_corners(corner, power(a.mid, b.mid), a.slipped || b.slipped);
    if (a.lo < 0 && a.hi > 0 && made.lo > 0 && b.lo > 0)
        made.lo = 0;
    return made;
}

struct gri_range gri_range_map(struct gri_range a, double (*f)(double))
{
    struct gri_range made = gri_range_hull(range(f(a.lo), f(a.mid), f(a.hi), a.slipped),
                                           range(f(a.hi), f(a.mid), f(a.lo), a.slipped));
    if (a.lo < 0 && a.hi > 0) {
        double at_zero = f(0);
        made.lo = fmin(made.lo, at_zero);
        made.hi = fmax(made.hi, at_zero);
    }
    return made;
}

struct gri_range gri_range_hull(struct gri_range a, struct gri_range b)
{
    return (struct gri_range){fmin(a.lo, b.lo), a.mid, fmax(a.hi, b.hi), a.slipped || b.slipped};
}

struct gri_range gri_range_widen(struct gri_range a, double by)
{
    return (struct gri_range){a.lo - by, a.mid, a.hi + by, a.slipped};
}

/* How far rounding errors may have moved what stands in either: so much of it. */
static double slack_of(struct gri_range a, double lo, double hi, double share)
{
    double slack = share * fmax(fmax(fabs(a.lo), fabs(a.hi)), fmax(fabs(lo), fabs(hi)));
    slack = fmax(slack, 1e-15); /* what is left of 0.3 - 3 * 0.1 */
    return isinf(slack) ? 0 : slack;
}

bool gri_range_meets(struct gri_range a, double lo, double hi)
{
    double slack = slack_of(a, lo, hi, 1e-9);
    return a.lo - slack <= hi && a.hi + slack >= lo;
}

bool gri_range_meets_inside(struct gri_range a, double lo, double hi)
{
    double slack = slack_of(a, lo, hi, 4e-15); /* 1 - 1e-14 is cut off to 0.99 */
    return a.lo + slack < hi && a.hi - slack > lo;
}
