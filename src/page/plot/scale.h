/* The scale of an axis: what it spans, and the numbers written along it. */
#ifndef GRI_PAGE_PLOT_SCALE_H
#define GRI_PAGE_PLOT_SCALE_H

#include "page/plot/plot.h"

/* On a logarithmic scale `low` and `high` are powers of ten. */
struct gri_scale {
    double low, high;
    bool log, positive, whole;
    size_t seen; /* finite numbers */
};

void gri_scale_begin(struct gri_scale *scale);
void gri_scale_see(struct gri_scale *scale, double number); /* what is not finite is not seen */

/* All was seen. A scale without any width gets some; `decades`: it becomes logarithmic when all was
 * positive and spans more than three decades. */
void gri_scale_end(struct gri_scale *scale, bool decades);

/* Where a number stands, from 0 to 1; NaN: nowhere. */
double gri_scale_at(const struct gri_scale *scale, double number);

/* At most `most` (2 or more) numbers to write along it, in `ticks`; and how one is written. */
size_t gri_scale_ticks(const struct gri_scale *scale, size_t most, double *ticks);
void gri_scale_write(const struct gri_scale *scale, size_t most, double tick, struct gri_text *out);

/* The scales of a plot's axes; returns how many points are not finite. */
size_t gri_plot_scales(const struct gri_plot *plot, struct gri_scale *x, struct gri_scale *y);

/* Heights for contour lines, rising, at most `most`, to as many digits as tell them apart; 0: it is
 * flat. */
size_t gri_field_levels(const struct gri_field *field, size_t most, double *levels);
void gri_level_write(double level, struct gri_text *out);

/* The contour line of a level, piece by piece, in places from 0 to 1 of the field. */
void gri_field_contour(const struct gri_field *field, double level,
                       void (*piece)(void *user, const double *from, const double *to), void *user);

/* "MSE (logarithmic)" */
void gri_scale_label(const struct gri_scale *scale, const char *label, struct gri_text *out);

#endif
