/* What is said of a page that was marked, in words and points. */
#ifndef GRI_MARK_SAY_H
#define GRI_MARK_SAY_H

#include "mark/mark.h"

/* The points of one `=`, by its verdict. */
struct gri_rubric {
    double points[GRI_VERDICTS];
};
extern const struct gri_rubric gri_rubric_usual; /* as in the verdicts' rows */

/* What the page has, and what it had if all of it were right; what is unread counts in neither. */
struct gri_points {
    double got, possible;
};
struct gri_points gri_mark_points(const struct gri_marked *marked, const struct gri_rubric *rubric);

/* Append the page with its signs and reasons, then, as asides, what explains several of its lines
 * and how many are right. `typed`: it is a line that was just typed, so the signs and reasons
 * alone. What is marked must live until the page is written. */
void gri_mark_say(struct gri_page *page, const struct gri_marked *marked,
                  const struct gri_rubric *rubric, bool typed);

/* "12 right, 1 follows, 2 slips" */
void gri_mark_count(struct gri_text *out, const size_t *verdicts);

#endif
