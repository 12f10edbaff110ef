/* Numbers that are known up to rounding: the smallest and the largest that may have been meant.
 *
 * Interval arithmetic as in R. E. Moore, Interval Analysis, 1966, on endpoints rounded to the
 * nearest: what that loses is far below any digit that is written, see gri_range_meets. */
#ifndef GRI_MARK_PASS_RANGE_H
#define GRI_MARK_PASS_RANGE_H

#include <stdbool.h>

struct gri_range {
    double lo, mid, hi; /* `mid` is the number itself */
    bool slipped;       /* comes from a number that was wrong */
};

struct gri_range gri_exactly(double number);
struct gri_range gri_range_add(struct gri_range a, struct gri_range b);
struct gri_range gri_range_subtract(struct gri_range a, struct gri_range b);
struct gri_range gri_range_multiply(struct gri_range a, struct gri_range b);
struct gri_range gri_range_divide(struct gri_range a, struct gri_range b);
struct gri_range gri_range_negate(struct gri_range a);
struct gri_range gri_range_power(struct gri_range a, struct gri_range b);
struct gri_range gri_range_scale(struct gri_range a, double factor);

/* f(a), f being monotone on either side of 0. */
struct gri_range gri_range_map(struct gri_range a, double (*f)(double));

/* The smallest range that holds both; the number is a's. */
struct gri_range gri_range_hull(struct gri_range a, struct gri_range b);

/* `by` more on either side. */
struct gri_range gri_range_widen(struct gri_range a, double by);

/* Is one of its numbers in [lo, hi]? What lies closer than rounding errors of the computation
 * itself counts as in it. */
bool gri_range_meets(struct gri_range a, double lo, double hi);

/* Is one of them between the two, and neither of them itself? */
bool gri_range_meets_inside(struct gri_range a, double lo, double hi);

#endif
