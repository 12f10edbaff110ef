/* Gradient descent on an expression that a person typed. */
#ifndef GRI_CMD_PLOT_SLOPE_H
#define GRI_CMD_PLOT_SLOPE_H

#include "cmd/command.h"

enum { GRI_SLOPE_NAME = 32 };

/* An expression of one or two variables that stand for no number of the network. */
struct gri_slope {
    struct gr_session *session;
    struct gri_scope scope; /* the session's, with the variables before it */
    struct gri_symbol symbol[2];
    char name[2][GRI_SLOPE_NAME];
    size_t count;
    bool used[2];
    double at[2];
    const struct gri_expr *expr;
    struct gri_arena scratch;
    double rate;
};

struct gri_descent {
    double at[2], value, slope[2];
};

/* "x 4 y 2": names and where they start. Then the expression, in which each must be. */
enum gr_status gri_slope_start(struct gri_slope *slope, const struct gri_arg *from,
                               struct gr_err *err) GRI_CHECKED;
enum gr_status gri_slope_read(struct gri_slope *slope, const struct gri_arg *arg,
                              struct gr_err *err) GRI_CHECKED;

enum gr_status gri_slope_height(struct gri_slope *slope, double x, double y, double *out,
                                struct gr_err *err) GRI_CHECKED;

/* `*count` steps, and in steps[*count] where the last one leads; it ends early, and counts so,
 * where a value or a derivative is no finite number. */
enum gr_status gri_slope_descend(struct gri_slope *slope, struct gri_descent *steps, size_t *count,
                                 struct gr_err *err) GRI_CHECKED;

#endif
