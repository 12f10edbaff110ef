/* Pictures of a run: what the commands that draw share. */
#ifndef GRI_CMD_PLOT_PLOTS_H
#define GRI_CMD_PLOT_PLOTS_H

#include "cmd/command.h"
#include "page/plot/plot.h"

/* A diagram's numbers: none; those of the cursor's sample; of these what was stepped through, with
 * what the last line used marked. */
enum gri_diagram { GRI_DIAGRAM_NAMES, GRI_DIAGRAM_VALUES, GRI_DIAGRAM_STEPPED };

/* Each appends one picture to `page`. The loss of every epoch; an expression at the first iteration
 * of every epoch that has run; the network; the loss over two parameters, around where the cursor
 * stands. */
enum gr_status gri_plot_loss(struct gr_session *session, struct gri_page *page,
                             struct gr_err *err) GRI_CHECKED;
enum gr_status gri_plot_expression(struct gr_session *session, struct gri_page *page,
                                   const struct gri_expr *expr, struct gr_err *err) GRI_CHECKED;
enum gr_status gri_plot_network(struct gr_session *session, struct gri_page *page,
                                enum gri_diagram how, struct gr_err *err) GRI_CHECKED;
enum gr_status gri_plot_surface(struct gr_session *session, struct gri_page *page,
                                const struct gri_expr *across, const struct gri_expr *up,
                                struct gr_err *err) GRI_CHECKED;

/* Iterations that begin an epoch that has run, at most `most` of them evenly, the last one among
 * them; in the line's arena. `every`: one epoch in so many. GR_E_STATE: none has run. */
enum gr_status gri_plot_epochs(struct gr_session *session, size_t most, size_t **starts,
                               size_t *count, size_t *every, struct gr_err *err) GRI_CHECKED;

/* An expression as a page writes it; never NULL. */
const char *gri_plot_spelled(struct gri_page *page, const struct gri_expr *expr);

/* May a picture be written to this file, and does its ending say which kind? To be asked before the
 * picture is computed. */
enum gr_status gri_picture_check(struct gr_session *session, const char *path,
                                 struct gr_err *err) GRI_CHECKED;

/* Draw the picture that ends `page` to a file, by gnuplot or dot, and say so. */
enum gr_status gri_picture_save(struct gr_session *session, const struct gri_page *page,
                                const char *path, struct gr_err *err) GRI_CHECKED;

#endif
