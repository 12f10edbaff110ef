/* What there is to say about a quantity, a sample, a layer: pages. */
#ifndef GRI_EXPLAIN_EXPLAIN_H
#define GRI_EXPLAIN_EXPLAIN_H

#include "explain/formula/formula.h"
#include "page/page.h"

/* The worked line of a single number: name = chain = formula = numbers = value. */
enum gr_status gri_explain(struct gri_view *view, struct gri_page *page, unsigned level,
                           const struct gri_asked *asked, struct gr_err *err) GRI_CHECKED;

/* The same for a line of the iteration, as stepping shows it. */
enum gr_status gri_explain_line(struct gri_view *view, struct gri_page *page,
                                const struct gri_line *line, struct gr_err *err) GRI_CHECKED;

/* What an expression is worth, alone. A name of what a person wrote shows all that was written. */
enum gr_status gri_explain_value(struct gri_view *view, struct gri_page *page,
                                 const struct gri_expr *expr, struct gr_err *err) GRI_CHECKED;

/* The worked line and, indented, those of its operands down to `depth` levels. */
enum gr_status gri_explain_why(struct gri_view *view, struct gri_page *page,
                               const struct gri_asked *asked, size_t depth,
                               struct gr_err *err) GRI_CHECKED;

/* What depends on a number, in its iteration: by which formula, directly or through others. */
enum gr_status gri_explain_affects(struct gri_view *view, struct gri_page *page,
                                   const struct gri_asked *asked, struct gr_err *err) GRI_CHECKED;

/* For each sample of the batch every factor of the chain rule and their product; the sum below. */
enum gr_status gri_explain_partials(struct gri_view *view, struct gri_page *page,
                                    const struct gri_asked *asked, struct gr_err *err) GRI_CHECKED;

/* The slide's table: i, x1, x2, y, h1, h2, ŷ, (y - ŷ); filled in as far as the cursor has come. */
enum gr_status gri_explain_table(struct gri_view *view, struct gri_page *page,
                                 struct gr_err *err) GRI_CHECKED;

/* Has the cursor passed the line that computes this, of the sample where it stands? */
enum gr_status gri_explain_passed(struct gri_view *view, struct gri_arena *arena,
                                  const struct gri_quantity *q, bool *passed,
                                  struct gr_err *err) GRI_CHECKED;

/* A unit's weights, inputs and products, their total, the bias, what comes out. */
enum gr_status gri_explain_neuron(struct gri_view *view, struct gri_page *page,
                                  const struct gri_asked *asked, struct gr_err *err) GRI_CHECKED;

/* The loss as a table: y, ŷ, (y - ŷ), (y - ŷ)² of every sample; their sum, and the loss. */
enum gr_status gri_explain_loss_table(struct gri_view *view, struct gri_page *page,
                                      struct gr_err *err) GRI_CHECKED;

/* The forward pass in matrix form, of the cursor's sample or of all of the batch: symbols, numbers,
 * result. */
enum gr_status gri_explain_matrix(struct gri_view *view, struct gri_page *page, bool all,
                                  struct gr_err *err) GRI_CHECKED;

/* Parameters (and, at the end of an iteration, their new values); gradients; the layers; epochs and
 * their losses, at most `most` of them. */
enum gr_status gri_explain_weights(struct gri_view *view, struct gri_page *page,
                                   struct gr_err *err) GRI_CHECKED;
enum gr_status gri_explain_gradients(struct gri_view *view, struct gri_page *page,
                                     struct gr_err *err) GRI_CHECKED;
enum gr_status gri_explain_network(struct gri_view *view, struct gri_page *page,
                                   struct gr_err *err) GRI_CHECKED;
enum gr_status gri_explain_history(struct gri_view *view, struct gri_page *page, size_t most,
                                   struct gr_err *err) GRI_CHECKED;

/* An epoch as far as it is done: the loss and the view's metric of its forward passes, and of the
 * rows held out, if there are any, with the parameters that it ended with. `t` is any iteration of
 * it that is over. */
struct gri_epoch {
    size_t number; /* from 1 */
    double loss, metric;
    bool held;
    double held_loss, held_metric;
};
enum gr_status gri_explain_epoch(struct gri_view *view, size_t t, struct gri_epoch *epoch,
                                 struct gr_err *err) GRI_CHECKED;

/* For the files of this room: a name as an expression, in the page's arena. */
const struct gri_expr *gri_explain_name(const struct gri_page *page, struct gri_asked asked);

/* A parameter by its number. */
struct gri_quantity gri_explain_parameter(const struct gri_net *net, size_t parameter);

#endif
