/* The worth of what a person wrote: an expression whose written numbers may have been rounded. */
#ifndef GRI_MARK_JUDGE_WORKING_H
#define GRI_MARK_JUDGE_WORKING_H

#include "mark/pass/course.h"
#include "mark/sheet.h"

/* (rows, cols) of them. */
struct gri_ranges {
    size_t rows, cols;
    struct gri_range *at;
};

/* A number that a working may be made of. */
struct gri_known {
    struct gri_frame *frame;
    struct gri_node node;
    struct gri_range range;
    double truth;
};

struct gri_knowns {
    struct gri_known *at;
    size_t count, room;
};

/* Add all that a number is computed from, itself not included. */
enum gr_status gri_knowns_add(struct gri_course *course, struct gri_frame *frame,
                              const struct gri_node *node, struct gri_knowns *knowns,
                              struct gr_err *err) GRI_CHECKED;

/* A written number. */
struct gri_literal {
    const struct gri_expr *expr;
    double value, unit;
    struct gri_range range;        /* what may have been meant */
    const struct gri_known *known; /* what it is, by its digits; or NULL */
    bool exponent;                 /* no number of the pass */
    const struct gri_range *part;  /* else the part of the working before that it is; or NULL */
};

struct gri_working {
    struct gri_course *course;
    const struct gri_segment *segment;
    const struct gri_expr *expr;
    const struct gri_working *before; /* in the same chain; or NULL */
    struct gri_literal *literals;     /* in the order in which they are met */
    size_t count;
    bool truth;              /* names stand for what is right, not for what the page said of them */
    struct gri_range *parts; /* what its parts came to, for the segment behind it */
    size_t part_count, part_room;
    const struct gri_expr *turned; /* this sign is taken for another; or NULL */
    enum gri_kind turned_to;
    size_t met;              /* literals, so far */
    long row;                /* inside a sum: the row of the batch; else GRI_NO_ROW */
    struct gri_frame *frame; /* whose batch sums run over */
    struct gr_err *err;
};

/* The unit of a number's last digit: 0.01 for 2.50. */
double gri_unit_written(const char *text);

/* Find the written numbers of the segment and what each may be: one of the knowns, a part of the
 * segment before (`before` may be NULL), a constant. */
enum gr_status gri_working_init(struct gri_working *working, struct gri_course *course,
                                const struct gri_segment *segment, const struct gri_knowns *knowns,
                                const struct gri_working *before, struct gri_frame *frame,
                                struct gr_err *err) GRI_CHECKED;

/* What a literal may mean of a known: false, nothing. A minus stands before a number, not in it. */
bool gri_literal_may_mean(const struct gri_course *course, const struct gri_literal *literal,
                          const struct gri_known *known, struct gri_range *range);

/* A constant of the formulas that is no whole number: 0.5, Adam's 0.999. */
bool gri_is_constant(double value);

/* What it comes to. GR_E_SHAPE, GR_E_RANGE: it cannot be computed. */
enum gr_status gri_working_range(struct gri_working *working, struct gri_ranges *out,
                                 struct gr_err *err) GRI_CHECKED;

/* Numbers alone: one, or a matrix of them, each with a sign at most. */
bool gri_is_plain(const struct gri_expr *expr);

bool gri_has_literals(const struct gri_expr *expr);

#endif
